"""Text -> tokens that can be compared: tokenization, normalization of spelling, stemming.

`"Kim's 10,000 guests weren’t told"` and `"ten thousand guests of Kim were not
told"` have tokens with the same keys where they say the same.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import replace

from summarize.nlp.english.function_words import CONTRACTIONS, ELISIONS, FUNCTION_WORDS, NEGATORS
from summarize.nlp.english.number_words import DOLLARS, ORDINALS, SCALES, UNITS
from summarize.nlp.normalize.dates import expand_date_name, normalize_time, parse_numeric_date
from summarize.nlp.normalize.numbers import (
    canonicalize_number,
    join_number_words,
    restore_surfaces,
    scale_number,
)
from summarize.nlp.normalize.units import FIGURE_HYPHEN, Stemmer, normalize_quantities
from summarize.nlp.patterns import WORD_OR_NUMBER
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token

_TYPOGRAPHY = str.maketrans(
    {
        "‘": "'", "’": "'", "ʼ": "'", "‛": "'", "′": "'", "´": "'", "`": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"', "‟": '"',
        "‐": "-", "‑": "-", "‒": "-", "−": "-", "–": " - ", "—": " - ", "―": " - ",
        "…": ". ", "‥": ". ", "⋯": ". ", "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "",
        "\u200e": "", "\u200f": "", "\u2060": "", "\ufeff": "",
    }
)  # fmt: skip
_SAME_LENGTH = {key: to for key, to in _TYPOGRAPHY.items() if len(str(to)) == 1}

# A letter with the vowel signs and accents that belong to it, which `\w` leaves out.
_LETTER = (
    "[^\\W\\d_\u0966-\u096f]"
    "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f"
    "\u0951-\u0963\u0980-\u0e7f\u1000-\u109f\u1780-\u17d3]*"
)
# A sentence ends there, whatever is between: "left.[a] The", "left.1 The", "left.The".
_BEHIND_END = r"""
    [^\w\s.!?]*+(?:\s|$) | ["')\]]
  | (?-i:(?<!\b\w.)(?<!\b[Nn]o.)
      (?:\[[^\]]{1,40}\]|\d{1,3}(?:[ ,-]\d{1,3})*|[^\w\s.!?])*+\s?[A-ZÀ-ÖØ-Þ])"""
_TOKEN = re.compile(
    rf"""(?P<date>(?<![\w/.-])(?:\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d{{4}}-\d\d-\d\d)(?![\w/-]))
      | (?P<clock>(?<![\d:.])\d{{1,2}}:\d\d(?![\d:]))
      | (?P<tight>(?<=\d)[-/](?=[£$€]?\d)|(?<=[\w%])-(?=[£$€]\d)|(?<=%)-(?=\d))
      | (?P<number>(?:(?<![\w.,)-])-)?\d+(?:[.,]\d+)*)
        (?P<suffix>(?:st|nd|rd|th|'?s|k|m|mn|bn|tn)\b)?
      | (?P<dollars>(?<!\w)(?:US|AU|NZ|HK|CA|[ACS])\$)
      | (?P<percent>\bper[\s-]cent\b)
      | (?P<acronym>(?:[^\W\d_]\.){{2,}})
      | (?P<word>(?:{_LETTER})+(?:'(?:{_LETTER})+)*(?:(?<=s)'(?=\s\w))?)
      | (?P<unit>[{re.escape("".join(UNITS))}])
      | (?P<mark>[,;:()"]|\s-\s|[.!?](?={_BEHIND_END}))""",
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
]
_WITHOUT_APOSTROPHE = [one for one in _SPELLINGS if "'" not in one[0].pattern]

_SIGNS = UNITS | DOLLARS
_ALSO_ACRONYMS = frozenset({"us", "it", "who", "all", "am"})


# A dash between two figures is a hyphen: "5–7".
_FIGURE_DASH = re.compile(r"(?<=[\w%])[–‒](?=[£$€]?\d)")
# A single quotation mark opens before a word and closes behind one or behind its stop.
_OPENING = re.compile(r"(?<!\w)['‘’`](?=\w)")
_CLOSING = re.compile(r"(?<=[^\s('‘’])['’](?!\w)")
# "the boats' owners": after "s" and before a word it may be an owner's.
_OWNER = re.compile(r"s['’](?= [^\W\d_A-Z])")


def normalize(text: str) -> str:
    """Give each mark one form, nothing else: `"“It’s”" -> '"It\\'s"'`, `"‘yes’" -> '"yes"'`."""
    text = _FIGURE_DASH.sub("-", _normalize_quotation_marks(text)).translate(_TYPOGRAPHY)
    return unicodedata.normalize("NFKC", _SMALL_FIGURE.sub(" ", text))


def _normalize_quotation_marks(text: str) -> str:
    """Replace single quotation marks by double ones, except apostrophes."""
    if not _OPENING.search(text):
        return text
    chars, place = list(text), 0
    while opening := _OPENING.search(text, place):
        closing = _find_closing_mark(text, opening.end())
        place = opening.end()
        if closing is not None:
            chars[opening.start()] = chars[closing] = '"'
            place = closing + 1
    return "".join(chars)


def _find_closing_mark(text: str, start: int) -> int | None:
    """Return where the quotation that begins at `start` is closed; None if it is none."""
    word = WORD_OR_NUMBER.match(text, start)
    if word and (word.group().casefold() in ELISIONS or word.group()[:-1].isdecimal()):
        return None  # "'em", "the '90s"
    doubtful = None
    for match in _CLOSING.finditer(text, start, start + 600):
        if not _OWNER.match(text, match.start() - 1):
            return match.start()
        doubtful = match.start() if doubtful is None else doubtful
    return doubtful


def normalize_same_length(text: str) -> str:
    """Normalize typography as far as every character keeps its offset."""
    return _normalize_quotation_marks(text).translate(_SAME_LENGTH)


@functools.cache
def get_stemmer(language: str | None) -> Stemmer:
    """Return the Snowball stemmer of a language; without one, words stay as they are."""
    import snowballstemmer

    name = _SNOWBALL.get(language or "")
    if name is None:
        return str
    return functools.lru_cache(maxsize=1 << 16)(snowballstemmer.stemmer(name).stemWord)


_SNOWBALL = {
    "en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian",
    "nl": "dutch", "pt": "portuguese", "sv": "swedish", "da": "danish", "no": "norwegian",
    "fi": "finnish", "ru": "russian", "ro": "romanian", "hu": "hungarian", "tr": "turkish",
}  # fmt: skip


def has_tables(language: str | None) -> bool:
    """Whether the lexicon knows the language; where it was not recognised, English is assumed."""
    return language in (None, "en")


# Many stages tokenize the same claim, and each sentence that it is compared with.
@functools.lru_cache(maxsize=1024)
def tokenize(text: str, language: str | None = "en") -> tuple[Token, ...]:
    """Return the tokens of a sentence, in order. Other languages get no English tables."""
    english = has_tables(language)
    normal = _expand_contractions(normalize(text)) if english else normalize(text)
    stem = get_stemmer("en" if english else language)
    # "US" is a name and "us" is not, unless everything is in capitals
    acronyms = not normal.isupper()
    tokens = [
        token
        for match in _TOKEN.finditer(normal)
        for token in _build_tokens(match, stem, english, acronyms)
    ]
    named = _mark_names(tokens)
    if not english:
        return tuple(token for token in named if token.plain != FIGURE_HYPHEN)
    return tuple(normalize_quantities(restore_surfaces(join_number_words(named), normal), stem))


def _expand_contractions(text: str) -> str:
    """Rewrite variant spellings as one: "weren't" -> "were not", "per cent" -> "percent"."""
    for pattern, written_out in _SPELLINGS if "'" in text else _WITHOUT_APOSTROPHE:
        text = pattern.sub(written_out, text)
    return text


def _build_tokens(
    match: re.Match[str], stem: Stemmer, english: bool, acronyms: bool
) -> list[Token]:
    surface, kind = match.group(), match.lastgroup
    if kind in ("word", "acronym"):
        fields, owns = _build_word(surface, stem, english, acronyms, kind == "acronym")
        # Each token is an object of its own: a check marks a wrong token by identity.
        return [Token(*fields), POSSESSIVE_MARK] if owns else [Token(*fields)]
    if kind in ("number", "suffix"):
        return _build_number_tokens(match, surface)
    if kind == "date":
        return _build_date_tokens(surface, english)
    if kind == "clock":
        time, half = normalize_time(*surface.split(":")) if english else (surface, "")
        halves = [Token(half, Kind.WORD, surface, half)] if half else []
        return [_build_number(time, surface), *halves]
    if kind in ("tight", "mark"):
        mark = FIGURE_HYPHEN if kind == "tight" else surface.strip()
        return [Token(mark, Kind.MARK, surface, mark)]
    unit = "percent" if kind == "percent" else _SIGNS[surface.casefold()]
    return [Token(unit, Kind.WORD, surface, unit)]


@functools.lru_cache(maxsize=1 << 14)
def _build_word(
    surface: str, stem: Stemmer, english: bool, acronyms: bool, acronym: bool
) -> tuple[tuple[str, Kind, str, str], bool]:
    """Return the fields of a word's token, and whether it owns what follows (cached strings)."""
    owner = _POSSESSIVE.sub("", surface.casefold())
    owns = english and owner != surface.casefold()
    plain = owner.replace(".", "")
    if acronym or (acronyms and surface.isupper() and plain in _ALSO_ACRONYMS):
        return (plain, Kind.NAME, surface, plain), owns
    if not english:
        return (stem(plain), Kind.WORD, surface, plain), owns
    plain = expand_date_name(plain, surface)
    if plain in NEGATORS:
        return ("not", Kind.NEGATION, surface, plain), owns
    if plain in FUNCTION_WORDS:
        return (plain, Kind.FUNCTION, surface, plain), owns
    return (ORDINALS.get(plain) or stem(plain), Kind.WORD, surface, plain), owns


def _build_date_tokens(surface: str, english: bool) -> list[Token]:
    """Return the tokens of a date: `"25/12/2023" -> 25 December 2023`; ambiguous: its numbers."""
    parts = re.split("[/-]", surface)
    day, month, year = (english and parse_numeric_date(parts)) or ("", "", "")
    if not day:
        return [_build_number(canonicalize_number(part), part) for part in parts]
    name = Token(get_stemmer("en")(month), Kind.WORD, surface, month)
    return [_build_number(day, surface), name, _build_number(year, surface)]


def _build_number(key: str, surface: str) -> Token:
    return Token(key, Kind.NUMBER, surface, key)


def _build_number_tokens(match: re.Match[str], surface: str) -> list[Token]:
    digits, suffix = match.group("number"), (match.group("suffix") or "").casefold()
    value = canonicalize_number(digits)
    if suffix in SCALES:
        value = scale_number(value, SCALES[suffix])
    elif suffix == "'s" and not value.endswith("0"):
        return [_build_number(value, digits), POSSESSIVE_MARK]
    elif suffix in ("s", "'s"):  # the 1980s are not the year 1980
        value += "s"
    elif suffix:
        return [Token(value + "th", Kind.WORD, surface, value + "th")]
    return [_build_number(value, surface)]


def _mark_names(tokens: list[Token]) -> list[Token]:
    """Mark capitalised words as names, unless the capital only begins the sentence."""
    named = []
    for place, token in enumerate(tokens):
        if token.kind is Kind.WORD and token.surface[:1].isupper() and token.surface[-1] != "$":
            first = place == 0 or tokens[place - 1].key in {".", "!", "?", '"', ":"}
            beyond = [one for one in tokens[place + 1 : place + 3] if one is not POSSESSIVE_MARK]
            follows = any(one.surface[:1].isupper() for one in beyond[:1])
            acronym = len(token.surface) > 1 and token.surface.isupper()
            if not first or follows or acronym:
                token = replace(token, kind=Kind.NAME)  # noqa: PLW2901
        named.append(token)
    return named
