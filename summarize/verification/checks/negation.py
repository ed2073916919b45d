"""A "not" that was added or lost, also one in other words: "failed to", "nobody". Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarize.nlp.english.hedges import (
    AFFIRMATIVE_PHRASES,
    IMPLICIT_NEGATIVES,
    NEGATED_ADVERBS,
    NEGATING_PREDICATES,
    NEGATION_SCOPE_ENDS,
    NEGATION_WEAKENERS,
)
from summarize.nlp.tokens import Kind, Token
from summarize.verification.checks.same_proposition import corresponding, same_proposition
from summarize.verification.comparison import Comparison, Reason, Tokens

# How far a "not" reaches, in tokens; and how near the word stands that it surely denies.
_REACH = 6
_SURE = 4
# "Prevented the boat from sailing": how far the "from" may be.
_FROM_REACH = 5


@dataclass(frozen=True, slots=True)
class _Denial:
    """A negation at a place of a text, and the places of the content words that it denies."""

    place: int
    denied: tuple[int, ...]
    weak: bool = False

    @property
    def head(self) -> int:
        """The place of the word that is denied first of all."""
        return self.denied[0]

    @property
    def sure(self) -> bool:
        """Whether the head is denied for certain."""
        return not self.weak and abs(self.head - self.place) <= _SURE


def negation(pair: Comparison) -> Iterator[Reason]:
    """A negation that was added or lost, judged by the words it stands before.

    Hard where the very word it stands before is asserted by one text and denied
    by the other, and the two otherwise say the same.
    """
    here, there = _denials(pair.claim), _denials(pair.evidence)
    if not here and not there:
        return
    pairs = list(corresponding(pair))
    added, unmatched = _added(pair, dict(pairs), here, there)
    lost = _lost(pairs, here, unmatched)
    if added:
        first = pair.claim[added[0].place], pair.claim[added[0].head]
        hard = not lost and _contradicts(pair, pair.claim, added, there, dict(pairs))
        yield Reason(f"the cited sentence does not negate “{first[1].surface}”", hard, first)
    elif lost:
        back = {theirs: mine for mine, theirs in pairs}
        word = pair.evidence[lost[0].place].surface
        hard = _contradicts(pair, pair.evidence, lost, here, back)
        text = f"the cited sentence says “{word}”, the statement does not"
        yield Reason(text, hard, correction=word)


def _added(
    pair: Comparison,
    pairs: dict[int, int],
    here: Sequence[_Denial],
    there: Sequence[_Denial],
) -> tuple[list[_Denial], list[_Denial]]:
    """The denials of the statement that the sentence has not, and those only it has.

    Each of the sentence's counts once, for the one in the same place before others.
    """
    unused, added = list(there), []
    for denial in here:
        key, place = pair.claim[denial.head].key, pairs.get(denial.head)
        fitting = [one for one in unused if key in {pair.evidence[at].key for at in one.denied}]
        found = min(fitting, key=lambda one: one.head != place, default=None)
        if found is None:
            added.append(denial)
        else:
            unused.remove(found)
    return added, unused


def _lost(
    pairs: Sequence[tuple[int, int]], here: Sequence[_Denial], unmatched: Sequence[_Denial]
) -> list[_Denial]:
    """The denials of the sentence whose words the statement keeps without a denial."""
    heads_here = {denial.head for denial in here}
    denied_here = {place for denial in here for place in denial.denied}
    free = {theirs for mine, theirs in pairs if mine not in heads_here}
    kept = {theirs for mine, theirs in pairs if mine not in denied_here}
    heads = [denial for denial in unmatched if denial.head in free]
    return heads or [denial for denial in unmatched if kept.intersection(denial.denied)]


def _contradicts(
    pair: Comparison,
    denying: Tokens,
    denials: Sequence[_Denial],
    others: Sequence[_Denial],
    places: dict[int, int],
) -> bool:
    """Whether each head is surely denied by one text, and surely asserted by the other.

    `places` says where a word of the denying text stands in the other, and `others` what
    that denies. Words that deny without a "not" must be the same in both.
    """
    plain = pair.claim if denying is pair.evidence else pair.evidence
    denied_too = {place for other in others for place in other.denied}
    heads = [places.get(denial.head) for denial in denials]
    asserted = [place for place in heads if place is not None and place not in denied_too]
    once = len(set(asserted)) == len(denials)
    negators = {denial.place for denial in denials}
    kept = {token.key for at, token in enumerate(denying) if at not in negators}
    hidden = any(token.plain in IMPLICIT_NEGATIVES and token.key not in kept for token in plain)
    sure = all(denial.sure for denial in denials)
    return (
        once
        and sure
        and not hidden
        and same_proposition(pair, _aside(denying, denials, places, plain))
    )


def _aside(
    denying: Tokens, denials: Sequence[_Denial], places: dict[int, int], plain: Tokens
) -> list[Token]:
    """The words that only one of two contradicting texts needs: "no longer", "win" for "won"."""
    negators = [denying[denial.place] for denial in denials]
    passed = [token for token in denying if token.plain in NEGATED_ADVERBS]
    heads = [(denying[one.head], plain[places[one.head]]) for one in denials]
    forms = [token for head in heads if head[0].key != head[1].key for token in head]
    return negators + passed + forms


def _denials(tokens: Tokens) -> list[_Denial]:
    """The negations of a text, but for two that cancel out: "did not fail to"."""
    found = list(_negations(tokens))
    places = {denial.place for denial in found}
    doubled = {denial.head for denial in found if denial.head in places}
    return [one for one in found if one.head not in doubled and one.place not in doubled]


def _negations(tokens: Tokens) -> Iterator[_Denial]:
    """Each negation of a text with the content words within its reach.

    A negation with nothing behind it denies what is before it: "I saw nothing."
    """
    for place, token in enumerate(tokens):
        start = _start(tokens, place)
        if start is not None:
            after = _stretch(tokens, range(start, min(len(tokens), start + _REACH)))
            before = _stretch(tokens, range(place - 1, -1, -1))
            denied = after or before[:1]
            if denied:
                said = {token.plain, *(tokens[at].plain for at in denied)}
                yield _Denial(place, tuple(denied), weak=not said.isdisjoint(NEGATION_WEAKENERS))


def _start(tokens: Tokens, place: int) -> int | None:
    """Where the words begin that a token denies; None if it denies nothing.

    `"failed to sail" -> 2`, `"no doubt" -> None`
    """
    token, after = tokens[place], tokens[place + 1 : place + 1 + _FROM_REACH]
    following = after[0].plain if after else ""
    before = tokens[place - 1].plain if place else ""
    if token.kind is Kind.NEGATION:
        idle = (
            f"{token.plain} {following}" in AFFIRMATIVE_PHRASES
            or f"{before} {token.plain}" in AFFIRMATIVE_PHRASES
        )
        return None if idle else place + 1
    tie = NEGATING_PREDICATES.get(token.plain)
    if tie is None:
        return None
    if tie == "ing":
        return place + 1 if following.endswith(tie) else None
    if tie == "from":
        reach = [t.plain for t in itertools.takewhile(_inside, after)]
        return place + 2 + reach.index(tie) if tie in reach else None
    return place + 2 if following == tie else None


def _stretch(tokens: Tokens, places: range) -> list[int]:
    """The places of the content words up to the end of the clause."""
    clause = itertools.takewhile(lambda at: _inside(tokens[at]), places)
    return [at for at in clause if tokens[at].content and tokens[at].plain not in NEGATED_ADVERBS]


def _inside(token: Token) -> bool:
    return token.kind is not Kind.MARK and token.plain not in NEGATION_SCOPE_ENDS


ALL = (negation,)
