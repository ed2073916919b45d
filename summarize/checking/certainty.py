"""What makes a statement less than a plain fact, and was left out. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from summarize.checking.comparison import Comparison, Reason, Tokens
from summarize.checking.english.words import ATTRIBUTION, CONDITIONS, HEDGES, MODALS, QUALIFIERS
from summarize.checking.tokens import Kind

# How far outside the matched stretch of a sentence a "may" or "according to" still governs it.
_BEFORE, _AFTER = 8, 8
_MODAL_REACH = 2  # content words after "will"
_QUALIFIER_REACH = 4  # tokens: "some of the old", "more than"


def certainty(pair: Comparison) -> Iterator[Reason]:
    """A "may", "plans to", "if" or "according to" around the matched words that was left out."""
    kept = {theirs for _, theirs in pair.pairs}
    dropped = Counter(t.plain for t in pair.source) - Counter(t.plain for t in pair.part)
    attributed = any(token.plain in ATTRIBUTION for token in pair.part)
    for place, token in enumerate(pair.source):
        if place in kept or token.plain not in dropped or token.kind is Kind.NAME:
            continue
        if _qualifies(pair, place):
            yield Reason(f"leaves out “{token.surface}”", hard=False)
            return
        if token.plain in ATTRIBUTION and not attributed and _reports(pair, place):
            yield Reason(f"leaves out who says so (“{token.surface}”)", hard=False)
            return


def _qualifies(pair: Comparison, place: int) -> bool:
    """Whether the source word at `place` makes what the statement says less than a fact."""
    plain = pair.source[place].plain
    if plain in MODALS:
        content = [at for at in range(place + 1, len(pair.source)) if pair.source[at].content]
        return any(theirs in content[:_MODAL_REACH] for _, theirs in pair.pairs)
    leading = plain in CONDITIONS and pair.pairs and place < pair.pairs[0][1]
    return bool(leading) or (plain in CONDITIONS | HEDGES and _near(pair, place))


def _reports(pair: Comparison, place: int) -> bool:
    """Whether a word like "said" stands near and is no naming: "a group called Oddmund"."""
    named = any(token.kind is Kind.NAME for token in pair.source[place + 1 : place + 2])
    return _near(pair, place) and not (pair.source[place].plain == "called" and named)


def _near(pair: Comparison, place: int) -> bool:
    """Whether a place of the source is in the matched stretch or a little outside."""
    if not pair.pairs:
        return True
    return pair.pairs[0][1] - _BEFORE <= place <= pair.pairs[-1][1] + _AFTER


def qualifiers(pair: Comparison) -> Iterator[Reason]:
    """ "Some", "former", "more than" and their like, left out before a word that was kept."""
    for mine, theirs in pair.pairs:
        lost = _qualifiers(pair.source, theirs) - _qualifiers(pair.part, mine)
        if lost:
            yield Reason(f"leaves out “{min(lost)}”", hard=False)
            return


def _qualifiers(tokens: Tokens, place: int) -> set[str]:
    """The qualifiers before a word, with nothing but function words between."""
    found = set()
    for token in reversed(tokens[max(0, place - _QUALIFIER_REACH) : place]):
        if token.plain in QUALIFIERS:
            found.add(token.plain)
        elif token.kind is not Kind.FUNCTION:
            break
    return found


def alternatives(pair: Comparison) -> Iterator[Reason]:
    """Only one side of an "or" that the sentence leaves open."""
    offered = any(token.plain == "or" for token in pair.part)
    kept = {theirs for _, theirs in pair.pairs}
    for place, token in enumerate(pair.source):
        if token.plain == "or" and not offered and {place - 1, place + 1} & kept:
            yield Reason("leaves out the other side of an “or”", hard=False)
            return


ALL = (
    certainty,
    qualifiers,
    alternatives,
)
