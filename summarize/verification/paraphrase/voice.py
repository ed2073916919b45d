"""Active and passive voice: "Kim was sued by Lee" -> "Lee sued Kim", and back. Pure.

Simple clauses only. A wrong rewriting does no harm as long as it says something else than the
evidence: it is compared with the evidence like any other claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarize.nlp.english.clause_words import QUANTIFIERS
from summarize.nlp.english.function_words import (
    AUXILIARY_VERBS,
    BE_FORMS,
    COORDINATING_CONJUNCTIONS,
    DETERMINERS,
    HAVE_FORMS,
    MODAL_VERBS,
    NOUN_PHRASE_ENDS,
    PRESENT_AUXILIARIES,
)
from summarize.nlp.english.nouns import ORGANISATION_NOUNS
from summarize.nlp.english.number_words import (
    CALENDAR_PERIODS,
    DATE_NAMES,
    DAY_ADVERBS,
    TIME_MODIFIERS,
)
from summarize.nlp.english.synonym_sets import (
    INSTITUTION_VERBS,
    PLACING_VERBS,
    RECIPROCAL_VERBS,
    SEQUENCE_VERBS,
)
from summarize.nlp.tokens import (
    POSSESSIVE_MARK,
    Kind,
    Token,
    Tokens,
    VerbForm,
    classify_verb_form,
    is_passive_at,
    is_past_form,
    is_verb_form,
    lemmatize,
    plain_at,
)
from summarize.verification.paraphrase.agents import is_agent, may_stay, opens_alike

_PERIODS = CALENDAR_PERIODS | DATE_NAMES
_PRESENT_BE = PRESENT_AUXILIARIES & BE_FORMS
_BE = Token("be", Kind.FUNCTION, "", "be")
_END = Token("", Kind.MARK, "", "")
_BY = Token("by", Kind.FUNCTION, "", "by")


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb and what is around it: `lead subject helpers verb after rest`."""

    lead: Tokens
    subject: Tokens
    helpers: Tokens
    verb: Token
    after: Tokens
    rest: Tokens


def parse_clause(tokens: Tokens, place: int) -> Clause:
    """Parse the clause around the verb at `place`.

    `after` is the noun phrase behind the verb, `lead` is before the subject and a comma.
    """
    start = first = _find_first_helper(tokens, place)
    while start and tokens[start - 1].kind is not Kind.MARK:
        start -= 1
    end = find_phrase_end(tokens, place + 1)
    lead, subject, helpers = tokens[:start], tokens[start:first], tokens[first:place]
    return Clause(lead, subject, helpers, tokens[place], tokens[place + 1 : end], tokens[end:])


def _find_first_helper(tokens: Tokens, place: int) -> int:
    """Return where the auxiliaries right before the verb at `place` begin."""
    while place and tokens[place - 1].plain in AUXILIARY_VERBS:
        place -= 1
    return place


def find_phrase_end(tokens: Tokens, start: int) -> int:
    """Return where a noun phrase from `start` ends: before a preposition, verb, time or mark."""
    for place in range(start, len(tokens)):
        token = tokens[place]
        dated = token.plain in TIME_MODIFIERS and plain_at(tokens, place + 1) in _PERIODS
        if place > start and (dated or token.plain in DAY_ADVERBS):
            return place
        if token.kind in (Kind.MARK, Kind.NEGATION) or token.plain in NOUN_PHRASE_ENDS:
            return place
        # a conjunction may be followed by another noun, or by a verb or the end
        following = tokens[place + 1] if place + 1 < len(tokens) else _END
        joins = token.plain in COORDINATING_CONJUNCTIONS
        if joins and (following.kind is Kind.MARK or is_past_form(following)):
            return place
        follows = place > start and tokens[place - 1].kind in (Kind.WORD, Kind.NAME)
        if follows and is_past_form(token):
            return place
    return max(start, len(tokens))


def change_voice(claim: Tokens, evidence: Tokens) -> Iterator[tuple[Token, ...]]:
    """Yield the claim in the other voice, where the evidence has its verb in that voice.

    Only if tense and modality of both verbs agree: nobody did what he should have done.
    """
    verbs = [at for at in range(len(evidence)) if _may_be_verb(evidence, at)]
    voices = {(evidence[at].key, is_passive_at(evidence, at)) for at in verbs}
    for place, token in enumerate(claim):
        if not _may_be_verb(claim, place):
            continue
        is_passive = is_passive_at(claim, place)
        other = token.key, not is_passive
        if other not in voices or (token.key, is_passive) in voices:
            continue
        for evidence_place in verbs:
            key = evidence[evidence_place].key, is_passive_at(evidence, evidence_place)
            if key == other and _agree(claim, place, evidence, evidence_place):
                found = (
                    _make_active(claim, place, evidence)
                    if is_passive
                    else _make_passive(claim, place, evidence, evidence_place)
                )
                if found:
                    yield found
                break


def _may_be_verb(tokens: Tokens, place: int) -> bool:
    """Whether a word looks like a past form, or follows "will" and its like."""
    token, before = tokens[place], plain_at(tokens, place - 1)
    if token.kind is not Kind.WORD:
        return False
    # a "led" that became the "lead" of the evidence is still a participle
    participle = before == "be" and classify_verb_form(token.surface.lower()) is VerbForm.PAST
    return is_past_form(token) or before in MODAL_VERBS or participle


def _agree(claim: Tokens, place: int, evidence: Tokens, evidence_place: int) -> bool:
    """Whether two verbs have the same tense and modality, whatever their voice.

    `"sued", "was sued"` and `"sued", "has been sued"` have; `"may sue", "may have been sued"`,
    `"sued", "was being sued"` and `"sues", "was sued"` have not.
    """
    helpers = [
        [token.plain for token in tokens[_find_first_helper(tokens, at) : at]]
        for tokens, at in ((claim, place), (evidence, evidence_place))
    ]
    modals = [[word for word in words if word in MODAL_VERBS] for words in helpers]
    haves = [sorted({*words} & HAVE_FORMS) for words in helpers]
    perfect = haves[0] == haves[1] or {*haves[0]} | {*haves[1]} == {"has", "have"}
    both = [*helpers[0], *helpers[1]]
    bare = not helpers[0] and classify_verb_form(claim[place].surface.lower())
    past = not bare or bare in (VerbForm.PAST, VerbForm.INVARIABLE)
    simple = not modals[0] and [] in haves
    return modals[0] == modals[1] and (perfect or simple) and past and "being" not in both


def _make_active(claim: Tokens, place: int, evidence: Tokens) -> tuple[Token, ...] | None:
    """Turn "Kim was sued by Lee" into "Lee sued Kim".

    Without "by" its agent is that of the evidence, which says so and more.
    """
    clause = parse_clause(claim, place)
    # "is sued" is another tense than "sued"
    present = any(token.plain in _PRESENT_BE for token in clause.helpers)
    if present or not _is_noun_phrase(clause.subject) or not opens_alike(clause.lead):
        return None
    helpers = tuple(token for token in clause.helpers if token.plain not in BE_FORMS)
    tail = tuple(claim[place + 1 :])
    by = next((at for at, t in enumerate(tail) if t.plain == "by"), None)
    middle = tail[:by] if by is not None else ()
    if by is None or any(t.kind is Kind.MARK or is_verb_form(t) for t in middle):
        agent = _find_agent(clause.verb, clause.subject, evidence)
        full = (*clause.lead, *agent, *helpers, clause.verb, *clause.subject, *tail)
        return full if agent and may_stay(tail, clause.verb, agent) else None
    end = find_phrase_end(tail, by + 1)
    agent, rest = tail[by + 1 : end], tail[end:]
    stays = all(may_stay(part, clause.verb, agent) for part in (middle, rest) if part)
    if not (_may_turn(clause.verb, agent, clause.subject, evidence) and stays):
        return None
    return (*clause.lead, *agent, *helpers, clause.verb, *clause.subject, *middle, *rest)


def _may_turn(verb: Token, agent: Tokens, patient: Tokens, evidence: Tokens) -> bool:
    """Whether agent and patient are that, and no "all" or "few" changes its scope between them."""
    verbs = {verb.key, lemmatize(verb)}
    counted = any(token.plain in QUANTIFIERS for token in patient)
    articled = bool(agent) and agent[0].plain in DETERMINERS
    institution = articled and agent[-1].plain in ORGANISATION_NOUNS
    acts = (
        is_agent(agent, evidence)
        or (articled and not verbs.isdisjoint(SEQUENCE_VERBS))
        or (institution and not verbs.isdisjoint(INSTITUTION_VERBS))
    )
    placed = not verbs.isdisjoint(PLACING_VERBS)
    return _is_noun_phrase(agent) and acts and not placed and not counted


def _find_agent(verb: Token, subject: Tokens, evidence: Tokens) -> Tokens:
    """Find the agent of the verb in the evidence, if the verb has this object there; else ()."""
    keys = [token.key for token in subject if token.is_content]
    for place, token in enumerate(evidence):
        if token.key == verb.key and is_past_form(token):
            end = find_phrase_end(evidence, place + 1)
            behind = evidence[place + 1 : end]
            joints = COORDINATING_CONJUNCTIONS | {"of"}
            plain = not any(t.plain in joints or t == POSSESSIVE_MARK for t in behind)
            if plain and [t.key for t in behind if t.is_content][-len(keys) :] == keys:
                return parse_clause(evidence, place).subject
    return ()


def _make_passive(
    claim: Tokens, place: int, evidence: Tokens, evidence_place: int
) -> tuple[Token, ...] | None:
    """Turn "Lee sued Kim" into "Kim was sued by Lee", with the auxiliaries of the evidence."""
    clause = parse_clause(claim, place)
    if not (
        _is_noun_phrase(clause.subject)
        and _is_noun_phrase(clause.after)
        and _may_turn(clause.verb, clause.subject, clause.after, evidence)
        and may_stay(clause.rest, clause.verb, clause.subject)
        and opens_alike(clause.lead)
    ):
        return None
    before = evidence[_find_first_helper(evidence, evidence_place) : evidence_place]
    helpers = [t for t in before if t.plain in BE_FORMS | HAVE_FORMS] or [_BE]
    if any(token.plain in _PRESENT_BE for token in helpers):
        return None
    modal = [t for t in clause.helpers if t.plain not in BE_FORMS | HAVE_FORMS]
    verb = evidence[evidence_place]
    return (*clause.lead, *clause.after, *modal, *helpers, verb, _BY, *clause.subject, *clause.rest)


def _is_noun_phrase(tokens: Tokens) -> bool:
    """Whether tokens may be a simple noun phrase: some content, no verb before its end."""
    if any(t.kind in (Kind.MARK, Kind.NEGATION) or t.plain in NOUN_PHRASE_ENDS for t in tokens):
        return False
    return any(token.is_content for token in tokens)


def swap_mutual_arguments(claim: Tokens, evidence: Tokens) -> Iterator[tuple[Token, ...]]:
    """Yield "Lee met Kim" for "Kim met Lee": a mutual verb goes both ways."""
    evidence_keys = {token.key for token in evidence}
    for place, token in enumerate(claim):
        mutual = token.key in RECIPROCAL_VERBS and token.key in evidence_keys
        if not mutual or is_passive_at(claim, place):
            continue
        it = parse_clause(claim, place)
        phrases = _is_noun_phrase(it.subject) and _is_noun_phrase(it.after)
        if phrases and may_stay(it.rest, token, it.subject) and opens_alike(it.lead):
            yield (*it.lead, *it.after, *it.helpers, token, *it.subject, *it.rest)


def rewrite_possessive(claim: Tokens, evidence: Tokens) -> Iterator[tuple[Token, ...]]:
    """Yield "Kim's resignation" for "the resignation of Kim", or back, as in the evidence.

    Not of owners who are owned: "the dog of Kim's friend" is not "the friend of Kim's dog".
    """
    keys = [token.key for token in evidence]
    for place, token in enumerate(claim):
        if token.plain == "of" and POSSESSIVE_MARK.key in keys:
            start, head = _find_run_start(claim, place)
            end = find_phrase_end(claim, place + 1)
            single = not any(
                _joins_owner(t) for t in (*claim[:start][-1:], *claim[place + 1 : end])
            )
            if single and head < place and _is_noun_phrase(claim[place + 1 : end]):
                owner, owned = claim[place + 1 : end], claim[head:place]
                yield (*claim[:start], *owner, POSSESSIVE_MARK, *owned, *claim[end:])
        elif token == POSSESSIVE_MARK and "of" in keys:
            start, _ = _find_run_start(claim, place)
            for end in range(place + 2, min(place + 4, len(claim) + 1)):
                single = not any(map(_joins_owner, (*claim[:start][-1:], *claim[end : end + 1])))
                if single and all(t.is_content for t in claim[place + 1 : end]):
                    of = evidence[keys.index("of")]
                    owner = claim[start:place]
                    yield (*claim[:start], *claim[place + 1 : end], of, *owner, *claim[end:])


def _joins_owner(token: Token) -> bool:
    return token == POSSESSIVE_MARK or token.plain == "of"


def _find_run_start(tokens: Tokens, place: int) -> tuple[int, int]:
    """Return where the run of content words before `place` begins, with its article and without."""
    while place and tokens[place - 1].is_content:
        place -= 1
    return place - (place > 0 and tokens[place - 1].plain in DETERMINERS), place
