"""Introductions: the sentence that first speaks of what is "the bill" from then on.

A noun is introduced where the document has it for the first time with an "a" before it, or in a
name: "a bill on fishing", "the Harbour Bill". What is "the government" at its first mention
needs no introduction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from summarize.nlp.english.function_words import INDEFINITE_DETERMINERS
from summarize.nlp.tokens import Kind, Tokens

_INDEFINITE = (INDEFINITE_DETERMINERS - {"no", "any", "every", "each", "other"}) | {
    "several", "many", "new",
}  # fmt: skip
# The most words between "a" and its noun: "a troubled old energy firm".
_LONGEST_PHRASE = 4
# An introduction further back is forgotten where the noun was used again since.
_NEAR = 15


class Introductions:
    """The first mentions of the nouns of a document, each looked up once.

    `find_by_key` returns the numbers of the sentences with a key, in order; `tokens` the tokens
    of one.
    """

    def __init__(
        self, find_by_key: Callable[[str], Sequence[int]], tokens: Callable[[int], Tokens]
    ) -> None:
        self._find_by_key = find_by_key
        self._tokens = tokens
        self._introduced: dict[str, bool] = {}

    def find_mentions(self, key: str, number: int) -> frozenset[int] | None:
        """Return the sentences before `number` that tell which one "the NOUN" is.

        None where nothing introduces the noun.
        """
        numbers = self._find_by_key(key)
        if not numbers or numbers[0] >= number or not self._is_introduced(key, numbers[0]):
            return None
        before = [one for one in numbers if one < number]
        near = [one for one in before if one >= number - _NEAR]
        return frozenset(near or before)

    def _is_introduced(self, key: str, number: int) -> bool:
        if key not in self._introduced:
            tokens = self._tokens(number)
            places = (at for at, token in enumerate(tokens) if token.key == key)
            place = next(places, -1)
            self._introduced[key] = place >= 0 and is_introduced_at(tokens, place)
        return self._introduced[key]


def is_introduced_at(tokens: Tokens, place: int) -> bool:
    """Whether a noun is introduced: "a bill", "three new bills", "the Harbour Bill"."""
    if tokens[place].kind is Kind.NAME:
        around = tokens[max(0, place - 1) : place + 2]
        return sum(token.kind is Kind.NAME for token in around) > 1
    for token in reversed(tokens[max(0, place - _LONGEST_PHRASE) : place]):
        if token.plain in _INDEFINITE or token.kind is Kind.NUMBER:
            return True
        if token.kind not in (Kind.WORD, Kind.NAME):
            return False
    return False
