"""Text -> tokens that can be compared: tokenization, normalization of spelling, stemming.

`"Kim's 10,000 guests weren’t told"` and `"ten thousand guests of Kim were not
told"` have tokens with the same keys where they say the same.
"""

from __future__ import annotations

import functools
import re
import threading
import unicodedata
from dataclasses import replace

from summarize.characters import INVISIBLE, JOINERS
from summarize.nlp.english.function_words import CONTRACTIONS, ELISIONS, FUNCTION_WORDS, NEGATORS
from summarize.nlp.english.irregular_forms import INVARIABLE_VERBS, PAST_FORMS
from summarize.nlp.english.number_words import (
    BEFORE_TWO_NUMBERS,
    DOLLARS,
    MONEY_CODES,
    ORDINALS,
    SCALES,
    UNIT_NAMES,
    UNITS,
)
from summarize.nlp.normalize.dates import expand_date_name, normalize_time, parse_numeric_date
from summarize.nlp.normalize.numbers import (
    canonicalize_number,
    is_common_fraction,
    join_number_words,
    mark_ambiguous,
    restore_surfaces,
    scale_number,
)
from summarize.nlp.normalize.units import FIGURE_HYPHEN, Stemmer, normalize_quantities
from summarize.nlp.normalize.unspaced import has_unspaced, split_unspaced
from summarize.nlp.patterns import WORD_OR_NUMBER
from summarize.nlp.sentence_marks import NOTE_NUMBER
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token

_TYPOGRAPHY = str.maketrans(
    {
        "‘": "'", "’": "'", "ʼ": "'", "‛": "'", "′": "'", "´": "'", "`": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"', "‟": '"',
        "‐": "-", "‑": "-", "‒": "-", "−": "-", "–": " - ", "—": " - ", "―": " - ",
        "…": ". ", "‥": ". ", "⋯": ". ",
        "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ",
        "。": ". ", "｡": ". ", "！": "! ", "？": "? ", "、": ", ", "「": '"',
        "」": '"', "『": '"', "』": '"', "।": ". ", "॥": ". ", "۔": ". ", "؟": "? ", "።": ". ",
        "፧": "? ", "။": ". ", "។": ". ", "៕": ". ", "،": ", ", "؛": "; ",
    }
)  # fmt: skip
_UNSEEN = re.compile(rf"[{INVISIBLE}{JOINERS}]+")
_SAME_LENGTH = {key: to for key, to in _TYPOGRAPHY.items() if len(str(to)) == 1}

# A letter with the vowel signs and accents that belong to it, which `\w` leaves out.
_LETTER = (
    "[^\\W\\d_\u0966-\u096f]"
    "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f"
    "\u0951-\u0963\u0980-\u0e7f\u1000-\u109f\u1780-\u17d3]*"
)
# A number in any form of digits is one token: "1 200 000", "5 1/2", "6 × 10^3", a telephone's.
_NUMBER = r"""
    (?<![\w.,)-])(?:\+\d{1,3}(?:[ -]\d{1,4}){3,}|0\d{2,}(?:[ -]\d{2,})+|0\d(?:[ .]\d\d){3,})(?!\d)
  | (?:(?<![\w.,)-])[-+±])?(?:
      (?:(?:\d{1,3}(?:[, ']\d{3})*|\d{4})[ -])?\d{1,2}(?:⁄\d{1,3}|/\d{1,2}(?![\w/]|[.,-]\d))
    | \d{1,3}(?:[ ']\d{3})+(?![\d/:⁄])(?:[.,]\d+)?
    | \d+(?:[.,]\d+)*(?:(?:(?:[ ]?[×x*·][ ]?10)?\^|e)[-+]?\d{1,3}(?!\w))?)
  | (?<![\w.,)\]"'])\.\d+"""
# Marks of notes are no words: "left.[a][12] The", "left.”1 The", "left.[citation needed]".
_NOTE_MARKS = re.compile(
    r"([.!?…][”\"’')\]]*)(?:\[(?:[a-z]|[ivx]+|(?:note|nb|n) ?\d{1,3}|\d{1,3}(?:[ ,–-]+\d{1,3})*"
    rf"|(?:citation|clarification|better source) needed)\]|[⁰¹²³⁴-⁹†‡]|{NOTE_NUMBER})+"
    r"(?=\s|$|[“\"‘'(\[]*[^\W\d_a-z])",
)
# A sentence ends there, whatever is between: "left.[a] The", "left.1 The", "left.The".
_BEHIND_END = r"""
    [^\w\s.!?]*+(?:\s|$) | ["')\]]
  | (?-i:(?<!\b\w.)(?<!\b[Nn]o.)
      (?:\[[^\]]{1,40}\]|\d{1,3}(?:[ ,-]\d{1,3})*|[^\w\s.!?])*+\s?[A-ZÀ-ÖØ-Þ])"""
_TOKEN = re.compile(
    rf"""(?=[-+±./\d])(?:
        (?P<date>(?<![\w/.-])(?:\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d{{4}}-\d\d-\d\d)(?![\w/-]))
      | (?P<clock>(?<![\d:.])\d{{1,3}}(?::\d\d)+(?:\.\d+)?(?![\d:]))
      | (?P<tight>(?<=\d)[-/](?=[£$€]?\d)|(?<=[\w%])-(?=[£$€]\d)|(?<=%)-(?=\d)
          | (?:(?<=\d[a-z])|(?<=\d[a-z]{{2}})|(?<=\dmorning)|(?<=\d[ ]morning)|(?<=[ap]\.m\.))
            -(?=\d))
      | (?P<number>{_NUMBER})(?P<suffix>(?:st|nd|rd|th|'?s|k|m|mn|bn|tn)\b)?)
      | (?P<dollars>(?<!\w)(?:(?:US|AU|NZ|HK|CA|[ACS])\$|(?:Rs\.?|INR|USD|GBP|EUR|JPY)(?=\s?\d)))
      | (?P<percent>\bper[\s-]cent\b)
      | (?P<acronym>(?:[^\W\d_]\.){{2,}})
      | (?P<word>(?:{_LETTER})+(?:'(?:{_LETTER})+)*(?:(?<=s)'(?=\s\w))?)
      | (?P<unit>[{re.escape("".join(UNITS))}]|\^[23])
      | (?P<mark>[,;:()"]|\s-\s|[.!?](?={_BEHIND_END}))""",
    re.VERBOSE | re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"(?<=.)'s?$")
# NFKC turns "2½" into "21/2" and "x²" into "x2"
_SMALL_FIGURE = re.compile(r"(?<=\w)(?=[²³¹¼-¾⁰-₉⅐-⅞])")
# Behind a longer number it is the mark of a note: "in 2019²".
_RAISED = re.compile(r"(?<![\d.,])(\d{1,2})([⁺⁻]?[⁰¹²³⁴-⁹]+)")
_RAISED_FIGURES = str.maketrans("⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+-0123456789")
_SQUARED = re.compile(r"[2²3³](?<=[ \dkcm]m.)(?!\w)")
# Not the point of "３．１４".
_WIDE_STOP = re.compile(r"．(?!\d)")
# A dash before a figure and behind a space is a minus sign: "at –5 degrees".
_DASH_SIGN = re.compile(r"(?<=[^\W\d_] )–(?=\d)")
_VULGAR = {unicodedata.normalize("NFKC", sign): sign for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"}
# Two numbers as well as one: "by 5 100 metres". Nobody writes "000" for a number of its own.
_TWO_NUMBERS = re.compile(r"\d{1,3} (?!000)\d{3}")
_YEAR_BEFORE = re.compile(r"\d{4}[ -]\d+[/⁄]")  # "in 1990 1/2 of them"
_WORD_BEFORE = re.compile(r"(?:^|\s)[(\"']?(\S+)\s$")
_WORD_BEHIND = re.compile(r"([ -]?)([^\W\d_]+|[\d%])")
_HALF_BEHIND = re.compile(r"\s?(?:p\.?m|morning)\b", re.IGNORECASE)

_PARTICIPLES = (
    "|".join(sorted((PAST_FORMS - INVARIABLE_VERBS) | {"been", "better"})) + r"|\w+[^e\W]ed"
)
_SPELLINGS = [
    (re.compile(rf"\b{short}\b", re.IGNORECASE), long) for short, long in CONTRACTIONS.items()
] + [
    (re.compile(r"n't\b", re.IGNORECASE), " not"),
    (re.compile(r"'ll\b", re.IGNORECASE), " will"),
    (re.compile(r"'ve\b", re.IGNORECASE), " have"),
    (re.compile(r"'re\b", re.IGNORECASE), " are"),
    (re.compile(r"'m\b", re.IGNORECASE), " am"),
    # "they'd hidden it"; else "'d" may be "had", and "would" can only make the checks stricter
    (re.compile(rf"(?<=\w)'d\b(?=\s+(?:{_PARTICIPLES})\b)", re.IGNORECASE), " had"),
    (re.compile(r"(?<=\w)'d\b", re.IGNORECASE), " would"),
    (re.compile(r"\bnot (?=(?:only|just|merely)\b[^.!?;]{0,200}\bbut\b)", re.IGNORECASE), ""),
    (re.compile(r"(?<=\d)\s?a\.?m\b\.?", re.IGNORECASE), " morning"),
]
_WITHOUT_APOSTROPHE = [one for one in _SPELLINGS if "'" not in one[0].pattern]

_MONEY_SIGNS = DOLLARS | MONEY_CODES
_SIGNS = UNITS | _MONEY_SIGNS | {"^2": "^2", "^3": "^3"}
_ALSO_ACRONYMS = frozenset({"us", "it", "who", "all", "am"})


# A dash between two figures is a hyphen: "5–7".
_FIGURE_DASH = re.compile(r"(?<=[\w%])[–‒](?=[£$€]?\d)")
# A single quotation mark opens before a word and closes behind one or behind its stop.
_OPENING = re.compile(r"(?<!\w)['‘’`](?=\w)")
_CLOSING = re.compile(r"(?<=[^\s('‘’])['’](?!\w)")
# Behind "said:" one is no apostrophe: the quotation goes on in the next sentence.
_UNCLOSED = re.compile(r"(?<=[:,] )['‘](?=[^\W\d_a-z])")
# "the boats' owners": after "s" and before a word it may be an owner's.
_OWNER = re.compile(r"s['’](?= [^\W\d_A-Z])")


def normalize(text: str) -> str:
    """Give each mark one form, nothing else: `"“It’s”" -> '"It\\'s"'`, `"‘yes’" -> '"yes"'`.

    Powers get a mark of their own: `"10⁶ km²" -> "10^6 km^2"`.
    """
    text = _NOTE_MARKS.sub(r"\1 ", text)
    text = _SQUARED.sub(_raise_unit, _normalize_quotation_marks(text))
    if text.isascii():
        return text.replace("`", "'")
    text = _RAISED.sub(lambda m: f"{m[1]}^{m[2].translate(_RAISED_FIGURES)}", text)
    text = _FIGURE_DASH.sub("-", _DASH_SIGN.sub("-", _WIDE_STOP.sub(". ", text)))
    text = text.translate(_TYPOGRAPHY)
    text = _UNSEEN.sub("", text)
    return unicodedata.normalize("NFKC", _SMALL_FIGURE.sub(" ", text))


def _raise_unit(match: re.Match[str]) -> str:
    return "^2" if match.group() in "2²" else "^3"


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
        elif _UNCLOSED.match(text, opening.start()):
            chars[opening.start()] = '"'
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
    """Return the Snowball stemmer of a language; without one, words stay as they are.

    Several threads may use it: what Snowball generates keeps the word at hand in itself.
    """
    import Stemmer

    name = _SNOWBALL.get(language or "")
    if name is None:
        return str
    stem, lock = Stemmer.Stemmer(name).stemWord, threading.Lock()

    @functools.lru_cache(maxsize=1 << 16)
    def stem_alone(word: str) -> str:
        with lock:
            return str(stem(word))

    return stem_alone


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
    if kind == "word" and has_unspaced(surface):
        pieces = split_unspaced(surface)
        return [Token(key.casefold(), Kind.WORD, own, key.casefold()) for key, own in pieces]
    if kind in ("word", "acronym"):
        fields, owns = _build_word(surface, stem, english, acronyms, kind == "acronym")
        # Each token is an object of its own: a check marks a wrong token by identity.
        return [Token(*fields), POSSESSIVE_MARK] if owns else [Token(*fields)]
    if kind in ("number", "suffix"):
        return _build_number_tokens(match, surface)
    if kind == "date":
        return _build_date_tokens(surface, english)
    if kind == "clock":
        plain = english and surface.count(":") == 1 and "." not in surface
        time, half = normalize_time(*surface.split(":")) if plain else (surface, "")
        marked = not half or _HALF_BEHIND.match(match.string, match.end())
        halves = [] if marked else [Token(half, Kind.WORD, surface, half)]
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
    """Return a date's tokens: `"25/12/2023" -> 25 December 2023`, `"5/12/2024" -> 5/12 2024`."""
    parts = re.split("[/-]", surface)
    day, month, year = (english and parse_numeric_date(parts)) or ("", "", "")
    if not day and english and len(parts[2]) == 4:  # the day of a month that nobody knows
        day_and_month = surface[: -len(parts[2]) - 1]
        return [_build_number(day_and_month, day_and_month), _build_number(parts[2], parts[2])]
    if not day:
        return [_build_number(canonicalize_number(part), part) for part in parts]
    name = Token(get_stemmer("en")(month), Kind.WORD, surface, month)
    return [_build_number(day, surface), name, _build_number(year, surface)]


def _build_number(key: str, surface: str) -> Token:
    return Token(key, Kind.NUMBER, surface, key)


def _build_number_tokens(match: re.Match[str], surface: str) -> list[Token]:
    digits, suffix = match.group("number"), (match.group("suffix") or "").casefold()
    if "/" in digits and not _is_fraction(match):
        return _build_slashed(digits)
    value = canonicalize_number(digits)
    if "⁄" in digits:
        whole, _, part = digits.rpartition(" ")
        surface = f"{whole}{_VULGAR[part]}" if part in _VULGAR else surface
    if _YEAR_BEFORE.match(digits) or (" " in digits and _may_be_two_numbers(match)):
        value = mark_ambiguous(digits)
    if suffix in SCALES:
        value = scale_number(value, SCALES[suffix])
    elif suffix == "'s" and not value.endswith("0"):
        return [_build_number(value, digits), POSSESSIVE_MARK]
    elif suffix in ("s", "'s"):  # the 1980s are not the year 1980
        value += "s"
    elif suffix:
        return [Token(value + "th", Kind.WORD, surface, value + "th")]
    return [_build_number(value, surface)]


def _is_fraction(match: re.Match[str]) -> bool:
    """Whether "1/2" is a fraction, and no score or date: behind a number, before a unit or "of"."""
    digits = match.group("number")
    behind = _WORD_BEHIND.match(match.string, match.end())
    word = behind[2].casefold() if behind else ""
    known = word in UNIT_NAMES or word in SCALES or word in ("of", "a", "an", "per", "%")
    return is_common_fraction(digits) and (known or " " in digits or "-" in digits[1:])


def _build_slashed(digits: str) -> list[Token]:
    """Return the tokens of digits with a slash that are no fraction: "24/7", "12 24/7"."""
    return [
        Token(FIGURE_HYPHEN, Kind.MARK, piece, FIGURE_HYPHEN)
        if piece in "-/"
        else _build_number(canonicalize_number(piece), piece)
        for piece in re.findall(r"(?<!\d)[-+±]\d[\d,]*|\d[\d,]*|[-/]", digits)
    ]


def _may_be_two_numbers(match: re.Match[str]) -> bool:
    """Whether "5 100" may be 5 and 100: "by 5 100 metres", "on May 5 300 people came"."""
    text, start, end = match.string, match.start(), match.end("number")
    if not _TWO_NUMBERS.fullmatch(match.group("number")):
        return False
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    behind = _WORD_BEHIND.match(text, end)
    if before:
        word = before[1]
        money = word.casefold() in MONEY_CODES
        named = (
            word[0].isupper()
            and not money
            and before.start() > 0
            and text[before.start() - 1] not in ".!?"
        )
        if named or word[-1].isdecimal() or word.rstrip(".").casefold() in BEFORE_TWO_NUMBERS:
            return True
    if not behind:
        return False
    # "5 100-metre races", "5 100 metre races"
    return behind[1] == "-" or behind[2].isdecimal() or UNIT_NAMES.get(behind[2]) == behind[2]


def _begins_full_name(tokens: list[Token], place: int) -> bool:
    """Whether the function word "Per" at `place` is a first name: "Per Dahl", not "Per Article"."""
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    return behind is not None and behind.kind is Kind.WORD and behind.surface[:1].isupper()


def _mark_names(tokens: list[Token]) -> list[Token]:
    """Mark capitalised words as names, unless the capital only begins the sentence."""
    named = []
    for place, token in enumerate(tokens):
        capital = token.surface[:1].isupper()
        if capital and token.surface == "Per" and _begins_full_name(tokens, place):
            token = replace(token, kind=Kind.NAME)  # noqa: PLW2901
        elif token.kind is Kind.WORD and capital and token.surface.casefold() not in _MONEY_SIGNS:
            first = place == 0 or tokens[place - 1].key in {".", "!", "?", '"', ":"}
            beyond = [one for one in tokens[place + 1 : place + 3] if one is not POSSESSIVE_MARK]
            follows = any(one.surface[:1].isupper() for one in beyond[:1])
            acronym = len(token.surface) > 1 and token.surface.isupper()
            if not first or follows or acronym:
                token = replace(token, kind=Kind.NAME)  # noqa: PLW2901
        named.append(token)
    return named
