"""Text -> tokens that can be compared: typography, number forms, inflection folded away.

`"Kim's 10,000 guests weren’t told"` and `"ten thousand guests of Kim were not
told"` fold to tokens with the same keys where they say the same.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import Enum, auto

from summarize.lexicon import CONTRACTIONS, FUNCTION, MONTHS, NEGATORS, NUMBER_WORDS, SCALES, UNITS


class Kind(Enum):
    """What a token contributes to a statement."""

    WORD = auto()
    NAME = auto()
    NUMBER = auto()
    NEGATION = auto()
    FUNCTION = auto()
    MARK = auto()  # punctuation that borders a clause


CONTENT = frozenset({Kind.WORD, Kind.NAME, Kind.NUMBER})


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark: `key` is what is compared, `surface` what the reader sees.

    `plain` is the folded word before stemming. Numbers have a canonical key: "10000".
    """

    key: str
    kind: Kind
    surface: str
    plain: str

    @property
    def content(self) -> bool:
        """Whether a statement must have it from its evidence."""
        return self.kind in CONTENT


_TYPOGRAPHY = str.maketrans(
    {
        "‘": "'", "’": "'", "ʼ": "'", "‛": "'", "′": "'", "´": "'", "`": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"', "‟": '"',
        "‐": "-", "‑": "-", "‒": "-", "−": "-", "–": " - ", "—": " - ", "―": " - ",
        "…": " ", "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
    }
)  # fmt: skip

_TOKEN = re.compile(
    r"""(?P<number>\d+(?:[.,]\d+)*)(?P<suffix>(?:st|nd|rd|th|s|k|m|mn|bn|tn)\b)?
      | (?P<acronym>(?:[^\W\d_]\.){2,})
      | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)
      | (?P<unit>[%$£€¥])
      | (?P<mark>[,;:()"]|\s-\s|[.!?](?=\s|$|["')]))""",
    re.VERBOSE | re.IGNORECASE,
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_POSSESSIVE = re.compile(r"'s?$")

_SPELLINGS = [
    (re.compile(rf"\b{short}\b", re.IGNORECASE), long) for short, long in CONTRACTIONS.items()
] + [
    (re.compile(r"n't\b", re.IGNORECASE), " not"),
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
    return unicodedata.normalize("NFKC", text.translate(_TYPOGRAPHY))


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


def fold(text: str, language: str | None = "en") -> tuple[Token, ...]:
    """The tokens of a sentence, in order. Unknown languages get no English tables."""
    english = language in (None, "en")
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
    return tuple(_join_numbers(named) if english else named)


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
    plain = _POSSESSIVE.sub("", surface.casefold()).replace(".", "")
    if match.group("acronym") or (acronyms and surface.isupper() and plain in _ALSO_ACRONYMS):
        return [Token(plain, Kind.NAME, surface, plain)]
    return [_english_word(plain, surface, stem) if english else _word(plain, surface, stem)]


def _english_word(plain: str, surface: str, stem: Stemmer) -> Token:
    plain = MONTHS.get(plain, plain)
    if plain in NEGATORS:
        return Token("not", Kind.NEGATION, surface, plain)
    if plain in FUNCTION:
        return Token(plain, Kind.FUNCTION, surface, plain)
    return _word(plain, surface, stem)


def _word(plain: str, surface: str, stem: Stemmer) -> Token:
    return Token(stem(plain), Kind.WORD, surface, plain)


def _number_tokens(match: re.Match[str], surface: str) -> list[Token]:
    digits, suffix = match.group("number"), (match.group("suffix") or "").casefold()
    value = _canonical(digits)
    if suffix in SCALES:
        value = _times(value, SCALES[suffix])
    elif suffix == "s":  # the 1980s are not the year 1980
        value += "s"
    return [Token(value, Kind.NUMBER, surface, value)]


def _canonical(digits: str) -> str:
    """`"10,000" -> "10000"`, `"3.50" -> "3.5"`; what is no plain number stays: `"1.2.3"`."""
    plain = digits.replace(",", "") if _GROUPED.fullmatch(digits) else digits.replace(",", ".")
    try:
        return format(Decimal(plain).normalize(), "f")
    except InvalidOperation:
        return digits


def _times(value: str, factor: int) -> str:
    try:
        return format((Decimal(value) * factor).normalize(), "f")
    except InvalidOperation:
        return value


def _mark_names(tokens: list[Token]) -> list[Token]:
    """Capitalised words are names, unless the capital only begins the sentence."""
    named = []
    for place, token in enumerate(tokens):
        if token.kind is Kind.WORD and token.surface[:1].isupper():
            first = place == 0 or tokens[place - 1].key in {".", "!", "?", '"', ":"}
            follows = place + 1 < len(tokens) and tokens[place + 1].surface[:1].isupper()
            acronym = len(token.surface) > 1 and token.surface.isupper()
            if not first or follows or acronym:
                token = replace(token, kind=Kind.NAME)  # noqa: PLW2901
        named.append(token)
    return named


def _join_numbers(tokens: list[Token]) -> list[Token]:
    """Number words become numbers, and scales are multiplied in: "3.5 million" -> 3500000."""
    joined: list[Token] = []
    place = 0
    while place < len(tokens):
        token, used = _number_at(tokens, place)
        joined.append(token)
        place += used
    return joined


def _number_at(tokens: list[Token], start: int) -> tuple[Token, int]:
    """The token at `start`, or the number that begins there and how many tokens it takes."""
    total, current = Decimal(0), None
    place = start
    while place < len(tokens):
        step = _number_step(tokens[place], current)
        if step is None:
            break
        current, finished = step
        if finished:
            total, current = total + current, Decimal(0)
        place += 1
    used = place - start
    # "one" alone is a pronoun more often than a figure
    if current is None or (used == 1 and tokens[start].plain == "one"):
        return tokens[start], 1
    if used == 1 and tokens[start].kind is Kind.NUMBER:
        return tokens[start], 1
    value = format((total + current).normalize(), "f")
    surface = " ".join(token.surface for token in tokens[start:place])
    return Token(value, Kind.NUMBER, surface, value), used


def _number_step(token: Token, current: Decimal | None) -> tuple[Decimal, bool] | None:
    """The running value after `token`, and whether it closes a group ("thousand"); None if no part.

    A second plain number does not continue the first, unless it fills up a ten or
    a hundred: "twenty five" is 25, "two three" are two numbers.
    """
    if token.plain in SCALES and current is not None and token.kind is not Kind.NUMBER:
        factor = SCALES[token.plain]
        return current * factor, factor >= SCALES["thousand"]
    if token.plain in NUMBER_WORDS:
        value = NUMBER_WORDS[token.plain]
        if not current:
            return Decimal(value), False
        room = 100 if current % 100 == 0 else 10 if current % 10 == 0 and current % 100 >= 20 else 1
        return (current + value, False) if value < room else None
    if token.kind is Kind.NUMBER and current is None and _PLAIN_NUMBER.fullmatch(token.key):
        return Decimal(token.key), False
    return None
