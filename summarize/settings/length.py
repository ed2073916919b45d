"""Length of a summary, as the user gives it: a name, a number of words or a percentage."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from summarize.errors import SettingsError

SETTINGS_HINT = "'summarize --help' lists the settings and their values."

_NAMED_LENGTHS = {"short": 60, "medium": 120, "long": 250}
_MIN_WORDS, _MAX_WORDS = 10, 5000
_MAX_PERCENT = 50
LENGTHS_ALLOWED = (
    f"must be short, medium, long, {_MIN_WORDS} to {_MAX_WORDS} words, "
    f"or a share above 0% up to {_MAX_PERCENT}%"
)


def format_value(raw: object) -> str:
    """Return a value for an error message: on one line, at most 60 characters."""
    text = repr(raw)
    return text if len(text) <= 60 else f"{text[:57]}..."


@dataclass(frozen=True, slots=True)
class Length:
    """The length of a summary: a number of words, or a share of the article.

    Made by `Length.parse`. `text` is the length as the user gave it. Exactly one
    of `word_count` and `share` (above 0, at most 1/2) is set.
    """

    text: str
    word_count: int | None = None
    share: Fraction | None = None

    @classmethod
    def parse(cls, text: str) -> Length:
        """Parse a length: "short", "medium", "long", "180" (words, 10 to 5000), "10%" (up to 50%).

        Raises SettingsError, which says what is allowed, for anything else.
        """
        given = text.strip().lower()
        if given in _NAMED_LENGTHS:
            return cls(given, word_count=_NAMED_LENGTHS[given])
        if re.fullmatch(r"[0-9]{1,9}", given) and _MIN_WORDS <= int(given) <= _MAX_WORDS:
            return cls(given, word_count=int(given))
        percent = re.fullmatch(r"([0-9]{1,9}(?:\.[0-9]{1,9})?) ?%", given)
        if percent and 0 < Fraction(percent[1]) <= _MAX_PERCENT:
            return cls(given, share=Fraction(percent[1]) / 100)
        raise SettingsError(f"a length {LENGTHS_ALLOWED}, not {format_value(text)}", SETTINGS_HINT)

    def target_words(self, article_words: int) -> int:
        """Return the target in words for an article of `article_words`.

        Never more than half the article, rounded down, and at least 1:
        `Length.parse("10%").target_words(255) -> 25`, and 50 for "long" and 100 words.
        """
        wanted = self.word_count if self.share is None else int(self.share * article_words)
        return max(1, min(wanted or 0, article_words // 2))

    def default_claim_count(self, article_words: int) -> int:
        """Return how many key claims go with this length: 5 up to 90 words, 7 to 180, 10 above.

        A share of the article counts as the words it comes to.
        """
        words = self.word_count or self.target_words(article_words)
        if words <= 90:
            return 5
        return 7 if words <= 180 else 10
