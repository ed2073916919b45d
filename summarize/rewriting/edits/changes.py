"""Text replacements that keep a sentence well formed: capitals, spaces, commas, a and an. Pure.

A change is a span of characters and its replacement; "" deletes it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarize.document import Span
from summarize.nlp.english.function_words import A_BEFORE, AN_BEFORE, AN_BEFORE_FIGURES
from summarize.nlp.normalize import normalize_same_length

_WORD = re.compile(r"[$£€¥]?\w+(?:[’'.,\-‐‑]\w+)*|[^\w\s]")
_SPACES = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+(?=[,;:.!?)\]”’%](?:\W|$)|['’]s\b)")
_STRAY_END = re.compile(r"(?<=[.!?'\"”’])(?:\s+[.\"“])+\s*\Z")
_SECOND_END = re.compile(r"(?<=[.!?]['\"”’])\.\Z")
_DOUBLED = re.compile(r"[,;:](?:\s*[,;:])*\s*([,;:.!?])")
_LEADING = re.compile(r"\A(?:[\s,;:–—]|[.-]\s)+")
_ARTICLE = re.compile(r"(?<!\w)an?(?=\s{0,3}\Z)", re.IGNORECASE)
_FIRST_WORD = re.compile(r"\W*(\w+)")
_OPENING, _CLOSING = frozenset("“„«"), frozenset("”»")
_SINGLE_OPENING = re.compile(r"(?:(?<=[\s(\[,])|\A)['‘]")
_SINGLE_CLOSING = re.compile(r"(?<=\S)['’](?=[\s,.;:!?)]|\Z)")
_SHORTENED = re.compile(r"\A[A-Z]{2,}|\A[A-Z]\b")
_NAMED_LIKE_VOWELS = frozenset("AEFHILMNORSX")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark: `text` as printed at `span`, `plain` as compared."""

    text: str
    span: Span
    plain: str

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.plain[-1:].isalnum()

    @property
    def is_number(self) -> bool:
        """Whether it begins with a digit or a currency sign."""
        return not self.is_mark and not self.plain[:1].isalpha()


Words = Sequence[Word]


@dataclass(frozen=True, slots=True)
class Change:
    """The replacement of the text at `span`."""

    span: Span
    replacement: str = ""


def split_words(text: str) -> list[Word]:
    """Split a text into words and marks: `"It sank." -> it, sank, .`"""
    return [
        Word(match.group(), Span(match.start(), match.end()), _normalize_word(match.group()))
        for match in _WORD.finditer(text)
    ]


@functools.lru_cache(maxsize=1 << 14)
def _normalize_word(word: str) -> str:
    return normalize_same_length(word).lower()


def apply_changes(text: str, changes: Iterable[Change]) -> str:
    """Return the text with these changes and its form corrected.

    Of changes that overlap only the first is applied.
    """
    applied: list[Change] = []
    for change in sorted(changes, key=lambda one: (one.span.start, one.span.end)):
        if not applied or change.span.start >= applied[-1].span.end:
            applied.append(change)
    after = text
    for change in reversed(applied):
        right = change.replacement + after[change.span.end :]
        after = _correct_article(after[: change.span.start], right) + right
    return tidy(after, text)


def tidy(text: str, before: str) -> str:
    """Correct a text after a cut: single spaces, no stray commas, a capital if `before` has one.

    `" , the boat , sank ." -> "The boat, sank."`
    """
    text = _LEADING.sub("", _SPACES.sub(" ", text))
    text = _STRAY_END.sub("", text)
    text = _DOUBLED.sub(r"\1", _BEFORE_MARK.sub("", text)).strip()
    text = _SECOND_END.sub("", text)
    first = next((char for char in before if char.isalnum()), "")
    return capitalize_first(text) if first.isupper() else text


def capitalize_first(text: str) -> str:
    """Capitalise the first letter, also behind a quotation mark; "iPhone" is unchanged."""
    start = next((at for at, char in enumerate(text) if char.isalnum()), len(text))
    if text[start + 1 : start + 2].isupper():
        return text
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def _correct_article(text: str, following: str) -> str:
    """Correct a final "a" or "an" for what follows: `"It was a", " old" -> "It was an"`."""
    word, article = _FIRST_WORD.match(following), _ARTICLE.search(text)
    if word is None or article is None:
        return text
    right = "an" if _begins_with_vowel(word.group(1)) else "a"
    right = right.capitalize() if article.group()[0] == "A" else right
    return text[: article.start()] + right + text[article.end() :]


def _begins_with_vowel(word: str) -> bool:
    """Whether a word begins with a vowel's sound."""
    if word[0].isdigit():
        digits = re.split(r"\D", word, maxsplit=1)[0]
        teens = digits in AN_BEFORE_FIGURES[1:] or digits[:-3] in AN_BEFORE_FIGURES[1:]
        return digits.startswith(AN_BEFORE_FIGURES[0]) or teens
    if _SHORTENED.match(word):
        return word[0] in _NAMED_LIKE_VOWELS
    small = word.lower()
    return small.startswith(AN_BEFORE) or (small[0] in "aeiou" and not small.startswith(A_BEFORE))


def find_overlapping(words: Sequence[Word], spans: Iterable[Span]) -> list[int]:
    """Return the indices of the words that these spans overlap, in order."""
    wanted = list(spans)
    return [
        place
        for place, word in enumerate(words)
        if any(one.start < word.span.end and word.span.start < one.end for one in wanted)
    ]


def is_inside_quotation(text: str, place: int) -> bool:
    """Whether a place is between quotation marks, as far as they pair up."""
    before = text[:place]
    opened = sum(char in _OPENING for char in before) - sum(char in _CLOSING for char in before)
    single = len(_SINGLE_OPENING.findall(before)) - len(_SINGLE_CLOSING.findall(before))
    return opened > 0 or single > 0 or before.count('"') % 2 == 1
