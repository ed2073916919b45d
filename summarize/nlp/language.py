"""Language detection: the ISO 639-1 code of a document."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from summarize.document import count_words
from summarize.nlp.patterns import WORD

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

MIN_WORDS = 20
"""Below this many words a guess is worth little."""

MIN_PROBABILITY = 0.5
"""Numbers and code stay below 0.3, a page of any language above 0.8."""

SAMPLE = 3000
"""Characters of the document that the identifier reads."""

_LONG = 60  # characters of a paragraph that is more than a heading or a line of contents
_LETTERS_PER_WORD = 6  # for scripts that put no spaces between words

# Where every seventh word is one of these and there are many, nothing but English can be
# meant, and the identifier, which takes a second and 100 MB to load, need not be asked.
_ENGLISH = frozenset(
    "the of and that was for with this from his were which they have been are not you".split()
)
_ENGLISH_SHARE, _ENGLISH_WORDS = 1 / 7, 100
# A text of so few words has no language of its own. Of its words without a capital, a text in
# the language of its source has more in common with that, one in another language less.
_FEWEST_WORDS, _COMMON_SHARE, _CERTAIN = 3, 1 / 3, 0.6


def detect_language(paragraphs: Iterable[str]) -> str | None:
    """Return the ISO 639-1 code of the paragraphs' language; None if too short, or unsure.

    The sample is the beginning of the document, without its short lines if there
    are others. Languages without a two-letter code count as unsure.
    """
    known = list(paragraphs)
    sample = _take_sample(part for part in known if len(part) >= _LONG) or _take_sample(known)
    letters = sum(char.isalpha() and not char.isascii() for char in sample)
    if max(count_words(sample), letters // _LETTERS_PER_WORD) < MIN_WORDS:
        return None
    words = WORD.findall(sample.lower())
    telling = sum(word in _ENGLISH for word in words)
    if len(words) >= _ENGLISH_WORDS and telling >= _ENGLISH_SHARE * len(words):
        return "en"
    code, probability = _load_identifier().classify(sample)
    return str(code) if len(code) == 2 and probability >= MIN_PROBABILITY else None


def known_languages() -> frozenset[str]:
    """Return the codes of the languages that the identifier distinguishes."""
    return frozenset(str(code) for code in _load_identifier().labels if len(code) == 2)


def is_in_language(text: str, wanted: str, other: str | None) -> bool:
    """Whether a text, however short, is rather in the `wanted` language than in the `other`.

    Without another language to compare it with, it has to be the likeliest of all.
    """
    ranks = {code: place for place, (code, _) in enumerate(_load_identifier().rank(text))}
    if other is not None:
        return ranks.get(wanted, len(ranks)) < ranks.get(other, len(ranks))
    likeliest = min(ranks, key=lambda code: ranks[code])
    return is_similar_language(likeliest, wanted)


def find_other_language(text: str, source: str, language: str) -> str | None:
    """Return the language of a text about a source in `language` if it is certainly another.

    `("Die Maut steigt im Juni auf 6 Pfund.", "The toll ...", "en") -> "de"`. Of a few words with
    foreign names the identifier's guess is often wrong, but their small words are in the source.
    """
    known = {word.lower() for word in WORD.findall(source)}
    words = [word for word in WORD.findall(text) if not word[0].isupper()]
    letters = sum(char.isalpha() and not char.isascii() for char in text)
    common = sum(word in known for word in words)
    long_enough = max(len(words), letters // _LETTERS_PER_WORD) >= _FEWEST_WORDS
    if not long_enough or common >= _COMMON_SHARE * len(words) > 0:
        return None
    code, probability = _load_identifier().classify(_take_sample([text]))
    certain = len(code) == 2 and probability >= _CERTAIN
    return str(code) if certain and not is_similar_language(code, language) else None


def is_similar_language(one: str, other: str) -> bool:
    """Whether two codes are one language, or two that a few sentences do not distinguish."""
    return one == other or any({one, other} <= group for group in _SIMILAR_LANGUAGES)


# Languages that are so alike that a few sentences can be taken for the other's.
_SIMILAR_LANGUAGES = [
    frozenset(group.split())
    for group in ("no nn da", "hr bs sr", "ms id", "de lb", "pt gl", "nl af")
]


def _take_sample(paragraphs: Iterable[str]) -> str:
    parts: list[str] = []
    size = 0
    for paragraph in paragraphs:
        parts.append(paragraph[: SAMPLE - size])
        size += len(parts[-1])
        if size >= SAMPLE:
            break
    # The model's own encoding step refuses lone surrogates in some versions.
    return " ".join(parts).encode("utf-8", errors="replace").decode("utf-8")


@cache
def _load_identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
