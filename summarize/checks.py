"""What can be wrong with a part of a statement, held against one sentence. Pure.

Every check takes the two folded texts and yields reasons. A hard reason is a
contradiction or an invention; a soft one means that the check can't tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from summarize.folding import Kind, Token
from summarize.lexicon import ATTRIBUTION, HEDGES

Tokens = Sequence[Token]

# How far a "not" reaches, in tokens, and how far outside the matched stretch of a
# sentence a "may" or "according to" still governs it.
_NEGATION_REACH = 6
_BEFORE, _AFTER = 8, 5
_OUT_OF_ORDER = 8  # one content word in so many may stand elsewhere


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a statement does not stand, in words for the reader."""

    text: str
    hard: bool


def missing(part: Tokens, source: Tokens) -> Iterator[Reason]:
    """Numbers, names and other content words that the sentence does not have."""
    keys = {token.key for token in source}
    absent = {token.key: token for token in part if token.content and token.key not in keys}
    for token in absent.values():
        if token.kind is Kind.NUMBER:
            yield Reason(f"number {token.surface} is not in the cited sentence", hard=True)
        elif token.kind is Kind.NAME:
            yield Reason(f"name {token.surface} is not in the cited sentence", hard=True)
    words = [f"“{token.surface}”" for token in absent.values() if token.kind is Kind.WORD]
    if words:
        verb = "is" if len(words) == 1 else "are"
        yield Reason(f"{', '.join(words)} {verb} not in the cited sentence", hard=False)


def counts(part: Tokens, source: Tokens) -> Iterator[Reason]:
    """Numbers that stand before another thing than in the sentence: "5 dead" for "5 hurt"."""
    for place, token in enumerate(part):
        if token.kind is not Kind.NUMBER:
            continue
        counted = _next_content(part, place)
        there = {_next_content(source, at) for at, t in enumerate(source) if t.key == token.key}
        if counted and there and None not in there and counted not in there:
            yield Reason(f"{token.surface} counts something else in the cited sentence", hard=False)


def _next_content(tokens: Tokens, place: int) -> str | None:
    """The key of the word that a number belongs to; None at a clause border or the end."""
    for token in tokens[place + 1 :]:
        if token.kind is Kind.MARK:
            return None
        if token.kind in (Kind.WORD, Kind.NAME):
            return token.key
    return None


def negation(part: Tokens, source: Tokens) -> Iterator[Reason]:
    """A "not" that was added or lost, judged by the words it stands before."""
    denied_here, denied_there = _denied(part), _denied(source)
    content = {token.key for token in part if token.content}
    for key in denied_here - denied_there:
        if not _first_denied(part) & denied_there:
            yield Reason(f"the cited sentence does not negate “{key}”", hard=True)
            return
    lost = (denied_there & content) - denied_here
    if lost:
        yield Reason("the cited sentence says “not”, the statement does not", hard=True)


def _denied(tokens: Tokens) -> set[str]:
    """Content words within reach of a negation, up to the end of its clause."""
    denied: set[str] = set()
    for place, token in enumerate(tokens):
        if token.kind is Kind.NEGATION:
            denied |= {t.key for t in _reach(tokens, place)}
    return denied


def _first_denied(tokens: Tokens) -> set[str]:
    """The first content word after each negation."""
    return {
        next((t.key for t in _reach(tokens, place)), "")
        for place, token in enumerate(tokens)
        if token.kind is Kind.NEGATION
    }


def _reach(tokens: Tokens, place: int) -> Iterator[Token]:
    for token in tokens[place + 1 : place + 1 + _NEGATION_REACH]:
        if token.kind is Kind.MARK:
            return
        if token.content:
            yield token


def order(part: Tokens, source: Tokens) -> Iterator[Reason]:
    """Words in another order than in the sentence: who did what to whom may have changed."""
    for kinds, spare in ((_NAMED, 0), (_CONTENT, None)):
        mine = [token.key for token in part if token.kind in kinds]
        theirs = [token.key for token in source if token.kind in kinds]
        if not set(mine) <= set(theirs):
            continue  # missing words are another check's business
        allowed = len(mine) // _OUT_OF_ORDER if spare is None else spare
        if len(common_subsequence(mine, theirs)) < len(mine) - allowed:
            yield Reason("its words stand in another order in the cited sentence", hard=False)
            return


_NAMED = frozenset({Kind.NAME, Kind.NUMBER})
_CONTENT = frozenset({Kind.WORD, Kind.NAME, Kind.NUMBER})


def common_subsequence(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of positions of a longest common subsequence: `"ab", "axb" -> [(0, 0), (1, 2)]`."""
    length = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        for j in range(len(right) - 1, -1, -1):
            length[i][j] = (
                length[i + 1][j + 1] + 1
                if left[i] == right[j]
                else max(length[i + 1][j], length[i][j + 1])
            )
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif length[i + 1][j] >= length[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def certainty(part: Tokens, source: Tokens) -> Iterator[Reason]:
    """A "may", "plans to" or "according to" around the matched words that was left out."""
    stretch = _stretch(part, source)
    mine = {token.key for token in part} | {token.plain for token in part}
    for token in stretch:
        if token.plain in mine or token.key in mine:
            continue
        if token.plain in HEDGES:
            yield Reason(f"leaves out “{token.surface}”", hard=False)
            return
        if token.plain in ATTRIBUTION and not any(t.plain in ATTRIBUTION for t in part):
            yield Reason(f"leaves out who says so (“{token.surface}”)", hard=False)
            return


def _stretch(part: Tokens, source: Tokens) -> Tokens:
    """The part of the sentence that the statement matches, and a little on both sides."""
    pairs = _pairs(part, source)
    if not pairs:
        return source
    return source[max(0, pairs[0][1] - _BEFORE) : pairs[-1][1] + 1 + _AFTER]


def _pairs(part: Tokens, source: Tokens) -> list[tuple[int, int]]:
    """Positions of the content words of both texts that correspond, in order."""
    left = [token.key if token.content else f"\0{at}" for at, token in enumerate(part)]
    right = [token.key if token.content else f"\1{at}" for at, token in enumerate(source)]
    return common_subsequence(left, right)


def left_out(part: Tokens, source: Tokens) -> Iterator[Reason]:
    """A name that was cut out between two words, so that they may now belong together wrongly.

    Cutting "who runs the port" from "Ito, who runs the port, resigned" is safe: commas
    enclose it. Cutting "praised Lee, who" from "Ito praised Lee, who resigned" is not.
    """
    pairs = _pairs(part, source)
    for (_, left), (_, right) in pairwise(pairs):
        between = source[left + 1 : right]
        marks = [token.kind is Kind.MARK for token in between]
        enclosed = len(marks) >= 2 and marks[0] and marks[-1]
        names = [token for token in between if token.kind is Kind.NAME]
        if names and not enclosed:
            yield Reason(f"leaves out “{names[0].surface}” in the middle", hard=False)
            return


def quotation(part: Tokens, source: Tokens) -> Iterator[Reason]:
    """Quotation marks around words that do not stand so in the sentence."""
    theirs = [token.key for token in source if token.kind is not Kind.MARK]
    for quoted in _quoted(part):
        if not _contains(theirs, [token.key for token in quoted]):
            words = " ".join(token.surface for token in quoted)
            yield Reason(f"“{words}” is not quoted word for word", hard=True)


def _quoted(tokens: Tokens) -> Iterator[list[Token]]:
    inside: list[Token] | None = None
    for token in tokens:
        if token.plain == '"':
            if inside:
                yield inside
            inside = [] if inside is None else None
        elif inside is not None and token.kind is not Kind.MARK:
            inside.append(token)


def _contains(words: Sequence[str], run: Sequence[str]) -> bool:
    return any(words[start : start + len(run)] == run for start in range(len(words) - len(run) + 1))


ALL = (missing, counts, negation, order, certainty, left_out, quotation)
