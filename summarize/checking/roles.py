"""Who did what to whom: how the words of a statement hang together. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from summarize.checking.comparison import Comparison, Reason, Tokens, common_subsequence
from summarize.checking.english.words import (
    DETERMINERS,
    IRREGULAR_PARTICIPLES,
    NEGATORS,
    PASSIVE,
    PERFECT,
    PREPOSITIONS,
    PRONOUNS,
    SAME_PREPOSITION,
    WEEKDAYS,
)
from summarize.checking.quantities import MONTH_NAMES
from summarize.checking.tokens import OWNS, Kind, Token

_OUT_OF_ORDER = 8  # one content word in a part of so many may stand elsewhere
_AFTER_ENCLOSED = PASSIVE | PERFECT | DETERMINERS | NEGATORS | {"and"}


def order(pair: Comparison) -> Iterator[Reason]:
    """Words in another order than in the sentence: who did what to whom may have changed."""
    # a name that begins a sentence looks like a word there, so either text may tell
    named = {t.key for t in (*pair.part, *pair.source) if t.kind in (Kind.NAME, Kind.NUMBER)}
    spare = int(sum(token.content for token in pair.part) >= _OUT_OF_ORDER)
    for keys, allowed in ((named & pair.source_keys, 0), (pair.source_keys, spare)):
        mine = [token.key for token in pair.part if token.content and token.key in keys]
        theirs = [token.key for token in pair.source if token.content and token.key in keys]
        if len(common_subsequence(mine, theirs)) < len(mine) - allowed:
            yield Reason("its words stand in another order in the cited sentence", hard=False)
            return


def left_out(pair: Comparison) -> Iterator[Reason]:
    """Something cut out between two words, which may now wrongly belong together.

    Cutting "who runs the port" from "Ito, who runs the port, resigned" is safe: commas
    enclose it. Cutting "praised Lee, who" from "Ito praised Lee, who resigned" is not:
    a name goes, or a border between clauses.
    """
    for (here, left), (there, right) in pairwise(pair.pairs):
        borders = _borders(pair.part[here + 1 : there])
        cut = _dangerous(pair.source, left, right, borders)
        if cut:
            yield Reason(f"leaves out “{cut.surface}” in the middle", hard=False)
            return


def _borders(tokens: Tokens) -> int:
    """How many marks part clauses; a lone dash may be a hyphen set apart: "p - plates"."""
    return sum(token.kind is Kind.MARK and token.plain != "-" for token in tokens)


def _dangerous(source: Tokens, left: int, right: int, borders: int) -> Token | None:
    """The first word cut between two kept ones, if the cut may join what does not belong together.

    Commas on both sides make it safe, and so does cutting first names or "to Kallen".
    `borders` is how many marks the statement has there itself.
    """
    between = source[left + 1 : right]
    content = [token for token in between if token.content]
    names = [token for token in content if token.kind is Kind.NAME]
    crosses = _borders(between) > borders
    if not content or _enclosed(between) or _phrase(between) or not (names or crosses):
        return None
    forenames = len(names) == len(content) and source[right].kind is Kind.NAME
    if forenames and not crosses and source[left].kind is not Kind.NAME:
        return None
    return (names or content)[0]


def _enclosed(between: Tokens) -> bool:
    """Whether commas enclose all that was cut; "was" or "and" may follow: "Ito, 31, was"."""
    trimmed = list(between)
    while trimmed and trimmed[-1].plain in _AFTER_ENCLOSED:
        trimmed.pop()
    ends = [token.kind is Kind.MARK for token in trimmed]
    return len(ends) >= 2 and ends[0] and ends[-1]


def _phrase(between: Tokens) -> bool:
    """Whether all that was cut is a preposition with its name: "to Kallen", "of the Trust"."""
    first, *others = between
    named = [token for token in others if token.plain not in DETERMINERS]
    return (
        first.plain in PREPOSITIONS
        and first.kind is not Kind.NEGATION
        and all(token.kind is Kind.NAME for token in named)
    )


def relations(pair: Comparison) -> Iterator[Reason]:
    """Other ties between the same words: "sued by Lee" -> "sued Lee", "X's son" -> "X"."""
    before = (-1, -1)
    for mine, theirs in pair.pairs:
        word = pair.part[mine]
        ties = _ties(pair, before, (mine, theirs))
        dated = word.plain in MONTH_NAMES or word.plain in WEEKDAYS or word.kind is Kind.NUMBER
        if ties and not (dated and {*ties} <= {"", "in", "by"}):
            tie = ties[1] or ties[0]
            yield Reason(f"“{word.surface}” is tied in differently (“{tie}”)", False, (word,))
            return
        owns = _owns(pair.part, mine), _owns(pair.source, theirs)
        if owns[0] != owns[1] and "of" not in (_tie(pair.part, mine), _tie(pair.source, theirs)):
            yield Reason(f"mixes up “{word.plain}” with what belongs to it", False, (word,))
            return
        before = (mine, theirs)


def _ties(
    pair: Comparison, before: tuple[int, int], places: tuple[int, int]
) -> tuple[str, str] | None:
    """How a word is tied in here and there, if that differs; None if it does not.

    Where nothing was cut since the last word that corresponds, all prepositions
    between the two count, else the one right before the word.
    """
    here = _prepositions(pair.part[before[0] + 1 : places[0]])
    there = _prepositions(pair.source[before[1] + 1 : places[1]])
    if here is not None and there is not None:
        return None if here == there else (here, there)
    here, there = _tie(pair.part, places[0]), _tie(pair.source, places[1])
    far = _tie(pair.part, places[0], far=True), _tie(pair.source, places[1], far=True)
    return None if here == there or here == far[1] or there == far[0] else (here, there)


def _prepositions(between: Tokens) -> str | None:
    """All prepositions in a stretch without content words; None if it has some."""
    if any(token.content for token in between):
        return None
    plain = [token.plain for token in between if token.plain in PREPOSITIONS]
    return " ".join(SAME_PREPOSITION.get(word, word) for word in plain)


def _tie(tokens: Tokens, place: int, *, far: bool = False) -> str:
    """The preposition right before a word and its article; "" if none.

    `far` looks beyond the adjectives as well: "of" for "Murdoch" in "of media mogul Murdoch".
    """
    articled = False
    for token in reversed(tokens[:place]):
        if token.plain in PREPOSITIONS:
            return SAME_PREPOSITION.get(token.plain, token.plain)
        articled = articled or token.plain in DETERMINERS
        skipped = token.plain in DETERMINERS or (far and token.content and not articled)
        if not skipped:
            return ""
    return ""


def _owns(tokens: Tokens, place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1] == OWNS


def voice(pair: Comparison) -> Iterator[Reason]:
    """ "Were shot" for "shot", or the other way round."""
    for mine, theirs in pair.pairs:
        word = pair.part[mine]
        same = word.plain == pair.source[theirs].plain and _participle(word)
        if same and _passive(pair.part, mine) != _passive(pair.source, theirs):
            yield Reason(f"may turn round who did it (“{word.surface}”)", False, (word,))
            return


def _participle(word: Token) -> bool:
    return word.kind is Kind.WORD and (
        word.plain.endswith("ed") or word.plain in IRREGULAR_PARTICIPLES
    )


def _passive(tokens: Tokens, place: int) -> bool:
    # "dubbed" and "being dubbed" behind a noun say the same
    return any(token.plain in PASSIVE - {"being"} for token in tokens[max(0, place - 2) : place])


def pronouns(pair: Comparison) -> Iterator[Reason]:
    """A "he", "she" or "I" where the sentence has none: nobody can tell who is meant."""
    there = {token.plain for token in pair.source}
    for token in pair.part:
        group = next((group for group in PRONOUNS if token.plain in group), None)
        if group and token.kind is Kind.FUNCTION and not group & there:
            yield Reason(f"who is meant by “{token.surface}”?", False, (token,))
            return


ALL = (
    order,
    left_out,
    relations,
    voice,
    pronouns,
)
