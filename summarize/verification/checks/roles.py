"""Check of semantic roles: who did what to whom, and how the words are related. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarize.nlp.english.function_words import (
    ARTICLES,
    BE_FORMS,
    DETERMINERS,
    EQUIVALENT_PREPOSITIONS,
    HAVE_FORMS,
    MODAL_VERBS,
    PREPOSITIONS,
)
from summarize.nlp.english.number_words import DATE_NAMES
from summarize.nlp.english.stance_words import ATTRIBUTION
from summarize.nlp.english.synonym_sets import RECIPROCAL_VERBS
from summarize.nlp.tokens import (
    POSSESSIVE_MARK,
    Kind,
    Tokens,
    is_passive_at,
    is_past_form,
    is_verb_form,
    join_surfaces,
)
from summarize.verification.comparison import Comparison, Reason

_BEFORE_VERBS = HAVE_FORMS | MODAL_VERBS
_GOES_ON = frozenset("of and or by".split())


@dataclass(frozen=True)
class _Event:
    """Agent, verb and patient of a clause in the active voice, as places in a text."""

    agent: range
    verb: int
    patient: range


def check_swapped_roles(pair: Comparison) -> Iterator[Reason]:
    """Check for agent and patient swapped around a verb: "Lee sued Kim" for "Kim sued Lee".

    A contradiction, unless the evidence says the one as well as the other.
    """
    # a name that begins a sentence looks like a word there, so either text may show it
    names = (t for t in (*pair.claim, *pair.evidence) if t.kind is Kind.NAME)
    named = {token.key for token in names if token.plain not in DATE_NAMES}
    events = list(_find_events(pair.claim, named))
    evidence_events = list(_find_events(pair.evidence, named)) if events else []
    for event in events:
        agents, patients = _keys_at(pair.claim, event.agent), _keys_at(pair.claim, event.patient)
        verb = pair.claim[event.verb].key
        others = [
            (it, _keys_at(pair.evidence, it.agent), _keys_at(pair.evidence, it.patient))
            for it in evidence_events
            if pair.evidence[it.verb].key == verb
        ]
        if any(agents & agent and patients & patient for _, agent, patient in others):
            continue
        for other, agent, patient in others:
            if agents & patient and patients & agent and not agents & agent:
                wrong = _event_tokens(pair.claim, event)
                right = _event_tokens(pair.evidence, other)
                correction = join_surfaces(token for token in right if token.surface)
                text = f"the source says it the other way round: {correction}"
                yield Reason(text, True, tuple(wrong), correction)
                return


def _keys_at(tokens: Tokens, places: range) -> set[str]:
    return {tokens[place].key for place in places if tokens[place].is_content}


def _event_tokens(tokens: Tokens, event: _Event) -> Tokens:
    """Return the tokens of an event, with the article before its agent."""
    start = event.agent.start
    articled = start > 0 and tokens[start - 1].plain in DETERMINERS
    return tokens[start - articled : event.patient.stop]


def _find_events(tokens: Tokens, named: set[str]) -> Iterator[_Event]:
    """Find every verb directly between two names, or two nouns with an article."""
    for place, token in enumerate(tokens):
        if token.kind is not Kind.WORD or token.key in named or token.plain in ATTRIBUTION:
            continue
        first = place
        while first and tokens[first - 1].plain in _BEFORE_VERBS:
            first -= 1
        agent = _find_noun(tokens, first, -1, named)
        if not agent or token.key in RECIPROCAL_VERBS or is_passive_at(tokens, place):
            continue
        last = place + 1
        while last < len(tokens) and tokens[last].plain in DETERMINERS:
            last += 1
        patient = _find_noun(tokens, last, 1, named)
        names = all(tokens[at].key in named for at in (*agent, *patient))
        if patient and (names or is_past_form(token)):
            yield _Event(agent, place, patient)


def _find_noun(tokens: Tokens, place: int, step: int, named: set[str]) -> range:
    """Find the names next to `place`, before (-1) or from it on (1); else a noun with an article.

    Empty where the noun phrase continues with "'s", "of" or "and".
    """
    start = place - 1 if step < 0 else place
    end = start
    while 0 <= end < len(tokens) and tokens[end].key in named:
        end += step
    if end == start and 0 <= start < len(tokens) and tokens[start].kind is Kind.WORD:
        beyond = tokens[start - 1].plain if start else ""
        if beyond in ARTICLES and not is_verb_form(tokens[start]):
            end += step
    if end == start:
        return range(0)
    found = range(start, end) if step > 0 else range(end + 1, start + 1)
    around = [*tokens[max(0, found.start - 1) : found.start], *tokens[found.stop : found.stop + 1]]
    joined = any(token == POSSESSIVE_MARK or token.plain in _GOES_ON for token in around)
    return range(0) if joined else found


def check_relations(pair: Comparison) -> Iterator[Reason]:
    """Check for other prepositions or owners: "sued by Lee" -> "sued Lee", "X's son" -> "X"."""
    before = (-1, -1)
    for claim_place, evidence_place in pair.alignment:
        word = pair.claim[claim_place]
        ties = _find_different_ties(pair, before, (claim_place, evidence_place))
        dated = word.plain in DATE_NAMES or word.kind is Kind.NUMBER
        if ties and not (dated and {*ties} <= {"", "in", "by"}):
            said = _join_tied(pair.claim, claim_place)
            other = _join_tied(pair.evidence, evidence_place)
            text = f"the source says “{other}”, not “{said}”"
            if not ties[1]:
                text = f"the source does not say “{said}” of this"
            yield Reason(text, False, (word,))
            return
        owns = _is_owner(pair.claim, claim_place), _is_owner(pair.evidence, evidence_place)
        if owns[0] != owns[1] and "of" not in (
            _find_preposition(pair.claim, claim_place),
            _find_preposition(pair.evidence, evidence_place),
        ):
            name = word.surface.removesuffix("'s").removesuffix("’s")
            said, other = (f"{name}'s" if own else name for own in owns)
            yield Reason(f"the source says “{other}”, not “{said}”", False, (word,))
            return
        before = (claim_place, evidence_place)


def _join_tied(tokens: Tokens, place: int) -> str:
    """Return a word with the prepositions and articles before it: "by the council"."""
    start = place
    while start and tokens[start - 1].plain in PREPOSITIONS | DETERMINERS:
        start -= 1
    return join_surfaces(tokens[start : place + 1])


def _find_different_ties(
    pair: Comparison, before: tuple[int, int], places: tuple[int, int]
) -> tuple[str, str] | None:
    """Return the prepositions before a word in claim and evidence if they differ; else None.

    Where nothing was cut since the last corresponding word, all prepositions between the two
    count, else the one right before the word.
    """
    claim_tie = _join_prepositions(pair.claim[before[0] + 1 : places[0]])
    evidence_tie = _join_prepositions(pair.evidence[before[1] + 1 : places[1]])
    if claim_tie is not None and evidence_tie is not None:
        return None if claim_tie == evidence_tie else (claim_tie, evidence_tie)
    if _shares_preposition(pair.evidence[before[1] + 1 : places[1]], claim_tie):
        return None
    claim_tie = _find_preposition(pair.claim, places[0])
    evidence_tie = _find_preposition(pair.evidence, places[1])
    claim_far = _find_preposition(pair.claim, places[0], far=True)
    evidence_far = _find_preposition(pair.evidence, places[1], far=True)
    same = claim_tie in (evidence_tie, evidence_far) or evidence_tie == claim_far
    return None if same else (claim_tie, evidence_tie)


def _shares_preposition(cut: Tokens, claim_tie: str | None) -> bool:
    """Whether two nouns share a preposition, and the first is cut: "spoke to [Lee and] Kim"."""
    plain = [token.plain for token in cut if token.plain not in DETERMINERS]
    first = EQUIVALENT_PREPOSITIONS.get(plain[0], plain[0]) if plain else ""
    joined = len(plain) > 1 and plain[-1] == "and" and not any(t.kind is Kind.MARK for t in cut)
    return joined and first == claim_tie and sum(word in PREPOSITIONS for word in plain) == 1


def _join_prepositions(between: Tokens) -> str | None:
    """Join the prepositions of a stretch without content words; None if it has content words."""
    if any(token.is_content for token in between):
        return None
    plain = [token.plain for token in between if token.plain in PREPOSITIONS]
    return " ".join(EQUIVALENT_PREPOSITIONS.get(word, word) for word in plain)


def _find_preposition(tokens: Tokens, place: int, *, far: bool = False) -> str:
    """Return the preposition right before a word and its article; "" if none.

    `far` looks beyond adjectives as well: "of" for "Murdoch" in "of media mogul Murdoch".
    """
    articled = False
    for token in reversed(tokens[:place]):
        if token.plain in PREPOSITIONS:
            return EQUIVALENT_PREPOSITIONS.get(token.plain, token.plain)
        if token.plain in DETERMINERS:
            articled = True
        elif not far or articled or not token.is_content:
            break
    return ""


def _is_owner(tokens: Tokens, place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1] == POSSESSIVE_MARK


def check_voice(pair: Comparison) -> Iterator[Reason]:
    """Check for another voice: "were shot" for "shot", or the other way round."""
    for claim_place, evidence_place in pair.alignment:
        word = pair.claim[claim_place]
        same = word.plain == pair.evidence[evidence_place].plain and is_past_form(word)
        passive = _is_passive(pair.claim, claim_place)
        if same and passive != _is_passive(pair.evidence, evidence_place):
            text = f"may mix up who did it and to whom it was done (“{word.surface}”)"
            yield Reason(text, False, (word,))
            return


def _is_passive(tokens: Tokens, place: int) -> bool:
    # "dubbed" and "being dubbed" behind a noun say the same
    return any(token.plain in BE_FORMS - {"being"} for token in tokens[max(0, place - 2) : place])


ALL = (check_swapped_roles, check_relations, check_voice)
