"""Check of hedges, modals, conditions and attribution that the claim leaves out. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from summarize.nlp.english import function_words, stance_words
from summarize.nlp.tokens import Kind, Token, Tokens, join_surfaces, plain_at
from summarize.verification.comparison import BARRING, Comparison, Reason

_CLAIMING = stance_words.ATTRIBUTION | stance_words.CLAIM_VERBS
_DOUBTFUL = stance_words.QUALIFIERS | stance_words.IMPLICIT_NEGATIVES
# In tokens: how far outside the kept words a "may" or "according to" still governs them.
_BEFORE, _AFTER = 12, 8
_LAST_REACH = 6  # tokens to the end of the sentence
_SAID_REACH = 1  # content words
_MODAL_REACH = 2  # content words after "will"
_HEDGE_REACH = 3  # content words after "fears that"
_QUALIFIER_REACH = 4  # tokens: "some of the old", "more than"
_OR_REACH = 8  # tokens behind the last kept word
_INTENTION_REACH = 4  # tokens between "asked" and "to"


def check_hedges(pair: Comparison) -> Iterator[Reason]:
    """Check for a "may", "plans to", "if" or "according to" around the kept words, left out."""
    dropped = Counter(t.plain for t in pair.evidence) - Counter(t.plain for t in pair.claim)
    for place, token in enumerate(pair.evidence):
        if place in pair.kept or token.plain not in dropped or token.kind is Kind.NAME:
            continue
        text, check = f"leaves out “{token.surface}”, so it sounds more certain", BARRING
        text += " than the source"
        if not _qualifies(pair, place):
            text, check = f"leaves out that somebody says this (“{token.surface}”)", ""
            reports = token.plain in stance_words.ATTRIBUTION and _is_reporting(pair, place)
            if not reports or _is_attributed_otherwise(pair, place):
                continue
        yield Reason(text, contradiction=False, correction=token.surface, check=check)
        return
    phrase = _find_lost_phrase(pair)
    if phrase:
        text = f"leaves out “{phrase}”, so it sounds more certain than the source"
        yield Reason(text, contradiction=False, correction=phrase, check=BARRING)


def _find_lost_phrase(pair: Comparison) -> str:
    """Return a phrase that only the evidence has, and by which it states no fact: "in theory"."""
    claim = f" {' '.join(token.plain for token in pair.claim)} "
    for place, token in enumerate(pair.evidence):
        for phrase in stance_words.HEDGING_PHRASES.get(token.plain, ()):
            found = pair.evidence[place : place + len(phrase)]
            same = tuple(one.plain for one in found) == phrase
            if same and f" {' '.join(phrase)} " not in claim:
                return join_surfaces(found)
    return ""


def _is_attributed_otherwise(pair: Comparison, place: int) -> bool:
    """Whether the claim attributes what it says otherwise: by new words, or by kept ones.

    Kept words count that are before the word of the evidence at `place` or right behind it:
    "Lee claimed the pier is safe, Kim said".
    """
    places = dict(pair.alignment)
    evidence_words = {token.plain for token in pair.evidence}
    behind = [kept for kept in places.values() if kept > place][:_SAID_REACH]
    return any(
        (places[claim_place] < place or places[claim_place] in behind)
        if claim_place in places
        else token.plain not in evidence_words
        for claim_place, token in enumerate(pair.claim)
        if token.plain in _CLAIMING
    )


def _qualifies(pair: Comparison, place: int) -> bool:
    """Whether the word of the evidence at `place` makes what the claim says less than a fact."""
    token, following = pair.evidence[place], pair.evidence[place + 1 : place + 2]
    if token.plain in function_words.MODAL_VERBS:
        denied = any(other.kind is Kind.NEGATION for other in following)
        able = token.plain in function_words.ABILITY_MODALS and denied and _adds_denial(pair)
        return not able and _governs(pair, place, _MODAL_REACH)
    if token.plain in stance_words.INTENTION_WORDS:
        # a "to" with a kept verb follows: "agreed to sell", "asked the crew to stay"
        reach = list(_places_in_clause(pair.evidence, place + 1))[:_INTENTION_REACH]
        tie = next((at for at in reach if pair.evidence[at].plain == "to"), None)
        return tie is not None and _governs(pair, tie, 1)
    if token.plain in function_words.CONDITIONAL_CONJUNCTIONS:
        return _is_conditional(pair, place)
    doubtful = token.plain in _DOUBTFUL
    if doubtful and _opens_content_clause(pair, place):
        return True
    phrase = f"{pair.evidence[place - 1].plain} {token.plain}"  # "no doubt"
    hedge = token.plain in stance_words.HEDGES and phrase not in stance_words.AFFIRMATIVE_PHRASES
    return hedge and _hedges_kept_words(pair, place)


def _opens_content_clause(pair: Comparison, place: int) -> bool:
    """Whether the kept words are behind a "that" of the word: "little evidence that it sank"."""
    first = pair.alignment[0][1] if pair.alignment else 0
    between = pair.evidence[place + 1 : first]
    marked = any(token.kind is Kind.MARK for token in between)
    return not marked and any(token.plain in {"that", "whether"} for token in between)


def _adds_denial(pair: Comparison) -> bool:
    """Whether the claim has a "did not" of its own, or negates without "not": "failed to"."""
    claim_denials, evidence_denials = (
        Counter(
            (token.plain, following.plain)
            for token, following in pairwise(tokens)
            if token.plain in function_words.PRIMARY_AUXILIARIES and following.kind is Kind.NEGATION
        )
        for tokens in (pair.claim, pair.evidence)
    )
    added = bool(claim_denials - evidence_denials)
    return added or any(token.plain in stance_words.NEGATING_PREDICATES for token in pair.claim)


def _governs(pair: Comparison, place: int, reach: int) -> bool:
    """Whether one of the next few content words of the clause is kept."""
    clause = _places_in_clause(pair.evidence, place + 1)
    content = [at for at in clause if pair.evidence[at].is_content]
    return not pair.kept.isdisjoint(content[:reach])


def _places_in_clause(evidence: Tokens, start: int) -> range:
    """Return the places from `start` to the next mark that is no quotation mark."""
    places = range(start, len(evidence))
    borders = (at for at in places if evidence[at].kind is Kind.MARK and evidence[at].plain != '"')
    return range(start, next(borders, len(evidence)))


def _is_conditional(pair: Comparison, place: int) -> bool:
    """Whether an "if" makes the kept words conditional, and opens no question: "knew if"."""
    if not pair.alignment or place < pair.alignment[0][1]:
        return True
    asked = pair.evidence[place - 1].plain in stance_words.INDIRECT_QUESTION_OPENERS
    open_question = asked or pair.evidence[place].plain == "whether"
    last = pair.alignment[-1][1]
    near = place <= last + _AFTER or not _opens_clause(pair.evidence, range(last + 1, place))
    return _governs(pair, place, _HEDGE_REACH) or (near and not open_question)


def _opens_clause(tokens: Tokens, places: range) -> bool:
    """Whether another clause begins at one of the places: "which", or an "and" behind a mark."""
    return any(
        tokens[at].plain in function_words.RELATIVE_CLAUSE_OPENERS
        or (
            tokens[at].plain in function_words.INITIAL_CONJUNCTIONS
            and tokens[at - 1].kind is Kind.MARK
        )
        for at in places
    )


def _hedges_kept_words(pair: Comparison, place: int) -> bool:
    """Whether a hedge is about the kept words: before them, amid them, or set apart behind them.

    `"sold, Kim believes." -> True`, `"sold after Kim complained" -> False`
    """
    if not pair.alignment:
        return True
    first = pair.alignment[0][1]
    if place < first:
        return place >= first - _BEFORE or plain_at(pair.evidence, place + 1) == "that"
    ends = all(token.kind is Kind.MARK for token in pair.evidence[place + 1 : place + 2])
    aside = ends and _is_set_apart(pair.evidence, place)
    return aside or _governs(pair, place, _HEDGE_REACH)


def _is_set_apart(evidence: Tokens, place: int) -> bool:
    """Whether a mark separates the word from what is before, with no "who" or "after" between."""
    for token in reversed(evidence[:place]):
        if token.kind is Kind.MARK or token.plain in function_words.CLAUSE_BORDERS:
            return token.kind is Kind.MARK
    return False


def _is_reporting(pair: Comparison, place: int) -> bool:
    """Whether a word like "said" attributes the kept words.

    It does not in "a group called Oddmund" and "reports of theft", and behind the kept words
    only where it is set apart: ", Kim said on Tuesday".
    """
    token = pair.evidence[place]
    for other in pair.evidence[place + 1 : place + 2]:
        named = token.plain == "called" and other.kind is Kind.NAME
        if named or (token.plain == "reports" and other.plain == "of"):
            return False
    if not pair.alignment:
        return True
    first, last = pair.alignment[0][1], pair.alignment[-1][1]
    if place < first:
        return place >= first - _BEFORE or plain_at(pair.evidence, place + 1) == "that"
    # at the very end, "Kim said on Tuesday" is of the whole sentence
    if place > last + _AFTER and place < len(pair.evidence) - _LAST_REACH:
        return False
    apart = not token.plain.endswith("ing") and _is_set_apart(pair.evidence, place)
    return apart or token.plain == "according" or _governs(pair, place, _HEDGE_REACH)


def check_qualifiers(pair: Comparison) -> Iterator[Reason]:
    """Check for "some", "former", "more than" and their like, left out before a kept word."""
    for claim_place, evidence_place in pair.alignment:
        kept = {qualifier for qualifier, _ in _qualifiers(pair.claim, claim_place)}
        found = _qualifiers(pair.evidence, evidence_place)
        lost = [token for qualifier, token in found if qualifier not in kept]
        if lost:
            word = lost[-1].surface
            text = f"leaves out “{word}”, which may change the meaning"
            yield Reason(text, contradiction=False, correction=word)
            return


def _qualifiers(tokens: Tokens, place: int) -> list[tuple[str, Token]]:
    """Find the qualifiers before a word, with only function words between, or right behind it.

    "A few" and "few" say different things, so the article belongs to them.
    """
    behind = tokens[place + 1 : place + 2]
    found = [(t.plain, t) for t in behind if t.plain in stance_words.POSTPOSED_QUALIFIERS]
    for at in range(place - 1, max(-1, place - 1 - _QUALIFIER_REACH), -1):
        token = tokens[at]
        if token.plain in stance_words.QUALIFIERS:
            article = "a " if plain_at(tokens, at - 1) == "a" else ""
            small = token.plain in stance_words.SMALL_QUANTIFIERS
            found.append((article + token.plain if small else token.plain, token))
        elif token.kind is not Kind.FUNCTION:
            break
    return found


def check_alternatives(pair: Comparison) -> Iterator[Reason]:
    """Check for only one side of an "or" in the evidence."""
    offered = sum(token.plain == "or" for token in pair.claim)
    last = max(pair.kept, default=-1)
    beside = behind = 0
    for place, token in enumerate(pair.evidence):
        if token.plain == "or":
            beside += bool({place - 1, place + 1} & pair.kept)
            behind += last < place <= last + _OR_REACH
    # "north or south on one road, or west on another" offers three
    if (beside and not offered) or (behind and beside + behind > offered):
        yield Reason("leaves out the other side of an “or”", contradiction=False)


def check_question(pair: Comparison) -> Iterator[Reason]:
    """Check for a claim that states a question: "Is it safe?" -> "It is safe." """
    rest = pair.evidence[max(pair.kept, default=0) :]
    end = next((token.plain for token in rest if token.plain in {".", "!", "?"}), "")
    claim_asks = any(
        t.plain in stance_words.INDIRECT_QUESTION_OPENERS or t.plain == "?" for t in pair.claim
    )
    if end == "?" and not claim_asks:
        yield Reason("states what the source only asks", contradiction=False)


ALL = (check_hedges, check_qualifiers, check_alternatives, check_question)
