"""Text -> tokens that can be compared: typography, number forms, inflection folded away.

`"Kim's 10,000 guests weren’t told"` and `"ten thousand guests of Kim were not
told"` fold to tokens with the same keys where they say the same.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from summarize.checking.english.words import (
    CONTRACTIONS,
    FUNCTION,
    MONTHS,
    NEGATORS,
    NUMBER_WORDS,
    ORDINALS,
    SCALES,
    UNITS,
)
from summarize.checking.quantities import canonical, join_numbers, one_order, scaled
from summarize.checking.tokens import OWNS, Kind, Token

_TYPOGRAPHY = str.maketrans(
    {
        "‘": "'", "’": "'", "ʼ": "'", "‛": "'", "′": "'", "´": "'", "`": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"', "‟": '"',
        "‐": "-", "‑": "-", "‒": "-", "−": "-", "–": " - ", "—": " - ", "―": " - ",
        "…": " ", "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
    }
)  # fmt: skip

# A letter with the vowel signs and accents that belong to it, which `\w` leaves out.
_LETTER = (
    "[^\\W\\d_\u0966-\u096f]"
    "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f"
    "\u0951-\u0963\u0980-\u0e7f\u1000-\u109f\u1780-\u17d3]*"
)
_TOKEN = re.compile(
    rf"""(?P<number>(?:(?<![\w.,)-])-)?\d+(?:[.,]\d+)*)(?P<suffix>(?:st|nd|rd|th|s|k|m|mn|bn|tn)\b)?
      | (?P<acronym>(?:[^\W\d_]\.){{2,}})
      | (?P<word>(?:{_LETTER})+(?:'(?:{_LETTER})+)*(?:(?<=s)'(?=\s\w))?)
      | (?P<unit>[{re.escape("".join(UNITS))}])
      | (?P<mark>[,;:()"]|\s-\s|[.!?](?=\s|$|["')]))""",
    re.VERBOSE | re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"(?<=.)'s?$")
# NFKC turns "2½" into "21/2" and "m²" into "m2"
_SMALL_FIGURE = re.compile(r"(?<=\w)(?=[²³¹¼-¾⁰-₉⅐-⅞])")

_SPELLINGS = [
    (re.compile(rf"\b{short}\b", re.IGNORECASE), long) for short, long in CONTRACTIONS.items()
] + [
    (re.compile(r"n't\b", re.IGNORECASE), " not"),
    (re.compile(r"'ll\b", re.IGNORECASE), " will"),
    (re.compile(r"'ve\b", re.IGNORECASE), " have"),
    (re.compile(r"'re\b", re.IGNORECASE), " are"),
    (re.compile(r"'m\b", re.IGNORECASE), " am"),
    # "'d" may be "had"; taken as "would" it can only make the checks stricter
    (re.compile(r"(?<=\w)'d\b", re.IGNORECASE), " would"),
    (re.compile(r"\bnot (?=(?:only|just|merely)\b[^.!?;]{0,200}\bbut\b)", re.IGNORECASE), ""),
    (re.compile(r"(?<=\d)\s?a\.?m\b\.?", re.IGNORECASE), " morning"),
    (re.compile(r"\bper cent\b", re.IGNORECASE), "percent"),
    (re.compile(r"\ba (?=(?:hundred|thousand|million|billion)\b)", re.IGNORECASE), "one "),
    (
        re.compile(rf"\b(hundred|thousand) and (?=(?:{'|'.join(NUMBER_WORDS)})\b)", re.IGNORECASE),
        r"\1 ",
    ),
]

_ALSO_ACRONYMS = frozenset({"us", "it", "who", "all", "am"})

Stemmer = Callable[[str], str]


def normalize(text: str) -> str:
    """Typography folded, nothing else: `"“It’s”" -> '"It\\'s"'`."""
    return unicodedata.normalize("NFKC", _SMALL_FIGURE.sub(" ", text.translate(_TYPOGRAPHY)))


def same_length(text: str) -> str:
    """Typography folded as far as every character stays where it is."""
    return text.translate({key: to for key, to in _TYPOGRAPHY.items() if len(str(to)) == 1})


@functools.cache
def stemmer(language: str | None) -> Stemmer:
    """The Snowball stemmer of a language; for others, words stay as they are."""
    import snowballstemmer

    name = _SNOWBALL.get(language or "")
    if name is None:
        return str
    stem = snowballstemmer.stemmer(name).stemWord
    return functools.lru_cache(maxsize=1 << 16)(stem)


_SNOWBALL = {
    "en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian",
    "nl": "dutch", "pt": "portuguese", "sv": "swedish", "da": "danish", "no": "norwegian",
    "fi": "finnish", "ru": "russian", "ro": "romanian", "hu": "hungarian", "tr": "turkish",
}  # fmt: skip


def has_tables(language: str | None) -> bool:
    """Whether the lexicon knows the language; where it was not recognised, English is assumed."""
    return language in (None, "en")


def fold(text: str, language: str | None = "en") -> tuple[Token, ...]:
    """The tokens of a sentence, in order. Unknown languages get no English tables."""
    english = has_tables(language)
    normal = _expand(normalize(text)) if english else normalize(text)
    stem = stemmer("en" if english else language)
    # "US" is a name and "us" is not, unless everything is in capitals
    acronyms = not normal.isupper()
    tokens = [
        token
        for match in _TOKEN.finditer(normal)
        for token in _tokens_of(match, stem, english, acronyms)
    ]
    named = _mark_names(tokens)
    return tuple(one_order(join_numbers(named)) if english else named)


def _expand(text: str) -> str:
    """Different spellings made one: "weren't" -> "were not", "per cent" -> "percent"."""
    for pattern, written_out in _SPELLINGS:
        text = pattern.sub(written_out, text)
    return text


def _tokens_of(match: re.Match[str], stem: Stemmer, english: bool, acronyms: bool) -> list[Token]:
    surface = match.group()
    if match.group("number"):
        return _number_tokens(match, surface)
    if match.group("unit"):
        return [Token(UNITS[surface], Kind.WORD, surface, UNITS[surface])]
    if match.group("mark"):
        return [Token(surface.strip(), Kind.MARK, surface, surface.strip())]
    owner = _POSSESSIVE.sub("", surface.casefold())
    plain = owner.replace(".", "")
    owned = [OWNS] if english and owner != surface.casefold() else []
    if match.group("acronym") or (acronyms and surface.isupper() and plain in _ALSO_ACRONYMS):
        return [Token(plain, Kind.NAME, surface, plain), *owned]
    word = _english_word(plain, surface, stem) if english else _word(plain, surface, stem)
    return [word, *owned]


def _english_word(plain: str, surface: str, stem: Stemmer) -> Token:
    plain = MONTHS.get(plain, plain)
    if plain in NEGATORS:
        return Token("not", Kind.NEGATION, surface, plain)
    if plain in FUNCTION:
        return Token(plain, Kind.FUNCTION, surface, plain)
    if plain in ORDINALS:
        return Token(ORDINALS[plain], Kind.WORD, surface, plain)
    return _word(plain, surface, stem)


def _word(plain: str, surface: str, stem: Stemmer) -> Token:
    return Token(stem(plain), Kind.WORD, surface, plain)


def _number_tokens(match: re.Match[str], surface: str) -> list[Token]:
    digits, suffix = match.group("number"), (match.group("suffix") or "").casefold()
    value = canonical(digits)
    if suffix in SCALES:
        value = scaled(value, SCALES[suffix])
    elif suffix == "s":  # the 1980s are not the year 1980
        value += "s"
    elif suffix:
        return [Token(value + "th", Kind.WORD, surface, value + "th")]
    return [Token(value, Kind.NUMBER, surface, value)]


def _mark_names(tokens: list[Token]) -> list[Token]:
    """Capitalised words are names, unless the capital only begins the sentence."""
    named = []
    for place, token in enumerate(tokens):
        if token.kind is Kind.WORD and token.surface[:1].isupper():
            first = place == 0 or tokens[place - 1].key in {".", "!", "?", '"', ":"}
            beyond = [other for other in tokens[place + 1 : place + 3] if other is not OWNS]
            follows = bool(beyond) and beyond[0].surface[:1].isupper()
            acronym = len(token.surface) > 1 and token.surface.isupper()
            if not first or follows or acronym:
                token = replace(token, kind=Kind.NAME)  # noqa: PLW2901
        named.append(token)
    return named
