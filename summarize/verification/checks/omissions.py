"""Safe and risky cuts: what a claim may leave out between two words of its evidence. Pure."""

from __future__ import annotations

from summarize.nlp.english.function_words import (
    ARTICLES,
    BE_FORMS,
    COORDINATING_CONJUNCTIONS,
    DETERMINERS,
    HAVE_FORMS,
    NEGATORS,
    PREPOSITIONS,
    RELATIVE_PRONOUNS,
    SUBORDINATING_CONJUNCTIONS,
)
from summarize.nlp.english.irregular_forms import NON_NOUNS
from summarize.nlp.english.number_words import DATE_NAMES
from summarize.nlp.english.stance_words import ATTRIBUTION
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token, Tokens, is_past_form, is_verb_form

_QUANTIFIERS = DETERMINERS - {"this", "that", "these", "those"} | {"more", "less", "fewer", "most"}
_CLAUSE_OPENERS = RELATIVE_PRONOUNS | SUBORDINATING_CONJUNCTIONS
_JOINTS = COORDINATING_CONJUNCTIONS | _CLAUSE_OPENERS
_AFTER_ENCLOSED = BE_FORMS | HAVE_FORMS | DETERMINERS | NEGATORS | PREPOSITIONS | {"and", "also"}


def find_risky_cut(evidence: Tokens, left: int, right: int, claim_between: Tokens) -> Token | None:
    """Return the first word cut between two kept ones if the cut may change the meaning.

    `left` and `right` are the places of the kept words in the evidence, `claim_between` are the
    tokens of the claim between them. Cutting "who runs the port" from "Ito, who runs the port,
    resigned" is safe; cutting "the budget and rejected" from "approved the budget and rejected
    the plan" is not.
    """
    between = _strip_brackets(evidence[left + 1 : right])
    content = [token for token in between if token.is_content]
    if not content or _is_enclosed(between):
        return None
    dated = [token for token in content if token.plain in DATE_NAMES]
    names = [token for token in content if token.kind is Kind.NAME and token not in dated]
    crosses = count_borders(between) > count_borders(claim_between)
    shown = (names or content)[0]
    # the noun of a quantifier: "more [security] in old age"
    counted = evidence[left].plain in _QUANTIFIERS and evidence[left + 1].is_content
    if (
        _joins_two_halves(evidence, left, right, claim_between)
        or _promotes_modifier(evidence, left, right, claim_between)
        or (counted and claim_between and claim_between[0].plain in PREPOSITIONS)
    ):
        return shown
    # only a date: "[on 28 November,] 1972"
    date = dated and all(token in dated or token.kind is Kind.NUMBER for token in content)
    # or a prepositional phrase without a conjunction: "at the home in Oslo"
    phrase = _strip_asides(between)
    joined = any(token.plain in COORDINATING_CONJUNCTIONS for token in phrase)
    plain = phrase[0].kind is not Kind.NEGATION and _is_prepositional(phrase) and not joined
    if not (names or crosses) or date or plain:
        return None
    between = evidence[left + 1 : right]
    harmless = not crosses and (
        _cuts_forenames(evidence, left, right)
        or _cuts_title(evidence, left, right, claim_between)
        or _cuts_owner(evidence, left, right, claim_between)
        or _cuts_first_verb(between, evidence[right])
        or _cuts_list_item(evidence, left, right)
    )
    return None if harmless else shown


def _strip_brackets(tokens: Tokens) -> Tokens:
    """Strip what is in brackets: "Ito [(31) also] resigned"."""
    kept: list[Token] = []
    opened: list[int] = []
    for token in tokens:
        kept.append(token)
        if token.plain == "(":
            opened.append(len(kept) - 1)
        elif token.plain == ")" and opened:
            del kept[opened.pop() :]
    return kept


def count_borders(tokens: Tokens) -> int:
    """Count the marks between clauses; a lone dash may be a spaced hyphen: "p - plates"."""
    return sum(token.kind is Kind.MARK and token.plain != "-" for token in tokens)


def _is_enclosed(between: Tokens) -> bool:
    """Whether commas enclose all that was cut; "was" or "and" may follow: "Ito, 31, was"."""
    trimmed = list(between)
    while trimmed and trimmed[-1].plain in _AFTER_ENCLOSED:
        trimmed.pop()
    ends = [token.kind is Kind.MARK for token in trimmed]
    return len(ends) >= 2 and ends[0] and ends[-1]


def _joins_two_halves(evidence: Tokens, left: int, right: int, claim_between: Tokens) -> bool:
    """Whether the cut joins one half of an "and" or of a "who" to the other's words.

    "Approved [the budget and rejected] the plan", "praised [the man who] resigned".
    """
    between = evidence[left + 1 : right]
    joint = next((at for at, token in enumerate(between) if token.plain in _JOINTS), None)
    if joint is None and any(token.plain in COORDINATING_CONJUNCTIONS for token in claim_between):
        return count_borders(between) == 0  # "Kim and Lee play" for "Kim saw how Lee plays"
    # a comma separates the halves in "a red shirt, and black"
    if joint is None or _is_prepositional(between) or count_borders(between[:joint]):
        return False
    before = any(token.is_content for token in between[:joint])
    after = [token for token in between[joint + 1 :] if token.is_content]
    if between[joint].plain not in COORDINATING_CONJUNCTIONS:
        return before
    if before and after:
        return not _is_one_noun_phrase(between)
    kept = any(token.plain in COORDINATING_CONJUNCTIONS for token in claim_between)
    second_verb = any(is_past_form(t) for t in after) or (kept and any(map(is_verb_form, after)))
    shared = is_verb_form(evidence[left]) and not kept
    return second_verb and not shared and not is_verb_form(evidence[right])


def _is_prepositional(between: Tokens) -> bool:
    """Whether the cut begins with a preposition and has no clause: "in a red and black coat"."""
    barred = any(is_verb_form(t) or t.plain in _CLAUSE_OPENERS for t in between)
    return between[0].plain in PREPOSITIONS and not barred and not count_borders(between)


def _is_one_noun_phrase(between: Tokens) -> bool:
    """Whether the cut may be the modifiers of one noun: "a [large red and black] boat".

    Or a noun beside it: "whales [have a small head and several] long fins".
    """
    opened = between[0].plain in DETERMINERS | HAVE_FORMS
    between = between[1:] if between[0].plain in HAVE_FORMS else between
    again = any(token.plain in DETERMINERS for token in between[1:])
    return opened and not again and not any(is_verb_form(token) for token in between)


def _promotes_modifier(evidence: Tokens, left: int, right: int, claim_between: Tokens) -> bool:
    """Whether a noun replaces the one that it only modifies.

    "Protects [tenants of boat] owners": the claim says that owners are protected.
    """
    between = evidence[left + 1 : right]
    at = next((n for n in range(len(between) - 1, 0, -1) if between[n].plain in PREPOSITIONS), None)
    if at is None or is_verb_form(evidence[right]):
        return False
    tail = between[at + 1 :]
    plain = all(token.is_content or token.plain in DETERMINERS for token in tail)
    kept = any(token.plain in PREPOSITIONS for token in claim_between)
    both = all(any(token.is_content for token in half) for half in (between[:at], tail))
    return plain and both and not kept


def _cuts_forenames(evidence: Tokens, left: int, right: int) -> bool:
    """Whether names beside a name or title are cut: "[Ingrid] Hessary", "judge [Kramer]"."""
    between = evidence[left + 1 : right]
    if not all(token.kind is Kind.NAME for token in between if token.is_content):
        return False
    if any(token.plain in COORDINATING_CONJUNCTIONS | PREPOSITIONS for token in between):
        return False
    if evidence[right].kind is Kind.NAME:
        return evidence[left].kind is not Kind.NAME
    titled = evidence[left].kind in (Kind.WORD, Kind.NUMBER) and not is_verb_form(evidence[left])
    return titled and between[0].kind is between[-1].kind is Kind.NAME


def _cuts_title(evidence: Tokens, left: int, right: int, claim_between: Tokens) -> bool:
    """Whether the title or description of a name is cut: "join [Major League side] Oddmund"."""
    between = evidence[left + 1 : right]
    kept = any(token.plain == between[0].plain for token in claim_between)
    if kept and between[0].plain in COORDINATING_CONJUNCTIONS:
        between = between[1:]  # "Kim and [goalkeeper] Lee"
    elif evidence[left].kind is Kind.NAME:
        return False
    titled = bool(between) and between[-1].kind is Kind.WORD and evidence[right].kind is Kind.NAME
    plain = all(t.is_content or t.plain in DETERMINERS for t in between)
    adverb = any(is_verb_form(t) or t.plain.endswith("ly") or t.plain in NON_NOUNS for t in between)
    return titled and plain and not adverb


def _cuts_owner(evidence: Tokens, left: int, right: int, claim_between: Tokens) -> bool:
    """Whether only the owner is cut: "sold [Kim's] boat" for "sold the boat"."""
    between = evidence[left + 1 : right]
    named = all(token.kind is Kind.NAME for token in between[:-1])
    free = evidence[left].kind is not Kind.NAME and evidence[right].kind is Kind.WORD
    articles = all(t.plain in ARTICLES for t in claim_between)
    return named and free and articles and between[-1] == POSSESSIVE_MARK


def _strip_asides(between: Tokens) -> Tokens:
    """Strip what two commas enclose: "in the port[, in May,] with a"."""
    commas = [at for at, token in enumerate(between) if token.plain == ","]
    if len(commas) != 2:
        return between
    return [*between[: commas[0]], *between[commas[1] + 1 :]]


def _cuts_first_verb(between: Tokens, follower: Token) -> bool:
    """Whether the first of two verbs with one subject is cut: "Ito [praised Lee and] left"."""
    past = is_past_form(between[0]) and between[-1].plain == "and" and is_past_form(follower)
    barred = any(token.plain in _CLAUSE_OPENERS | ATTRIBUTION for token in between)
    return past and not barred and sum(map(is_verb_form, between)) == 1


def _cuts_list_item(evidence: Tokens, left: int, right: int) -> bool:
    """Whether an item of a list is cut: "met [Lee and] Kim", where Kim ends the clause."""
    between = evidence[left + 1 : right]
    place = right + 1
    while place < len(evidence) and evidence[place].kind is Kind.NAME:
        place += 1
    ends = place == len(evidence) or evidence[place].kind is Kind.MARK
    names = all(token.kind is Kind.NAME for token in between[:-1])
    return ends and names and between[-1].plain == "and"


def find_cut_noun(evidence: Tokens, place: int, follower: Token | None) -> Token | None:
    """Return the head noun that the word at `place` modifies, if the claim cuts that off.

    "Changes to the curriculum" for "changes to the curriculum tests". `follower` is the next
    token of the claim.
    """
    ends = follower is None or not follower.is_content
    if not ends or place + 1 >= len(evidence):
        return None
    cut = evidence[place + 1]
    noun = cut.kind is Kind.WORD and not is_verb_form(cut) and not cut.plain.endswith("ly")
    described = evidence[place].kind is Kind.WORD and not is_verb_form(evidence[place])
    return cut if noun and described and cut.plain not in NON_NOUNS else None
