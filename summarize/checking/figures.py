"""Numbers: whether the sentence has them, and before what. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.checking.comparison import Comparison, Reason, Tokens
from summarize.checking.english.words import BOUNDS
from summarize.checking.quantities import is_plain
from summarize.checking.tokens import Kind, Token

# A contradiction needs a sentence that otherwise says what the statement says.
_SAME_MATTER = 0.7
# Up to this number, a reader may have counted himself: "two men" for two names.
_COUNTED = 5
# A number may be rounded by so much of its value and still be the article's: "£1.3m".
_ROUNDED = 0.05


def absent(pair: Comparison) -> Iterator[Reason]:
    """Numbers that the sentence does not have; hard are only those nowhere in the article."""
    vague = {token.key for place, token in _numbers(pair.part) if _bounded(pair.part, place)}
    for token in pair.absent:
        if token.kind is Kind.NUMBER:
            hard = token.key not in vague and _made_up(token, pair)
            yield Reason(f"number {token.surface} is not in the cited sentence", hard, (token,))


def _made_up(token: Token, pair: Comparison) -> bool:
    """Whether a number is neither in the article nor to be had from what is."""
    if pair.article.knows(token) or token.surface[-1].casefold() == "m":  # metres or millions
        return False
    rounded = any(_rounds(token.key, other) for other in pair.article.numbers)
    return is_plain(token.key) and not rounded and not 0 <= float(token.key) <= _COUNTED


def _rounds(number: str, exact: str) -> bool:
    """Whether a number may be another one rounded: `"2.5", "2.52" -> True`.

    It has fewer digits that count, so no year is ever taken for another year.
    """
    if _significant(number) >= _significant(exact) or not is_plain(number):
        return False
    return abs(float(number) - float(exact)) <= _ROUNDED * abs(float(exact))


def _significant(number: str) -> int:
    return len(number.replace(".", "").strip("-0"))


def counts(pair: Comparison) -> Iterator[Reason]:
    """Numbers that stand before another thing than in the sentence: "5 dead" for "5 hurt".

    Hard is another number before the same thing: "5 dead" for "6 dead".
    """
    theirs = [(number, _next_content(pair.source, at)) for at, number in _numbers(pair.source)]
    for place, token in _numbers(pair.part):
        counted = _next_content(pair.part, place)
        same_number = {thing for number, thing in theirs if number.key == token.key}
        if same_number and counted and None not in same_number and counted not in same_number:
            text = f"{token.surface} counts something else in the cited sentence"
            yield Reason(text, False, (token,))
        others = [number for number, thing in theirs if thing == counted]
        told = not same_number and len(others) == 1 and not _bounded(pair.part, place)
        if counted and told and pair.share >= _SAME_MATTER:
            text = f"the cited sentence says {others[0].surface}, not {token.surface}"
            yield Reason(text, True, (token,), others[0].surface)


def _bounded(tokens: Tokens, place: int) -> bool:
    """Whether a number is only a bound or an estimate: "more than 100"."""
    return any(token.plain in BOUNDS for token in tokens[max(0, place - 2) : place])


def _numbers(tokens: Tokens) -> list[tuple[int, Token]]:
    return [(place, token) for place, token in enumerate(tokens) if token.kind is Kind.NUMBER]


def _next_content(tokens: Tokens, place: int) -> str | None:
    """The key of the word that a number belongs to; None at a clause border or the end."""
    for token in tokens[place + 1 :]:
        if token.kind is Kind.MARK:
            return None
        if token.kind in (Kind.WORD, Kind.NAME):
            return token.key
    return None


ALL = (
    absent,
    counts,
)
