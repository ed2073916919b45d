"""Unicode's names (CLDR) of numbers, months, countries and units in each language, by Babel."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from summarize.nlp.normalize.units import UNIT_KEYS
from summarize.nlp.patterns import WORD

if TYPE_CHECKING:
    from babel import Locale
    from unicode_rbnf import RbnfEngine

# Number words up to a hundred are complete, above it there are only the round ones.
_ROUND_NUMBERS = (*range(200, 1000, 100), 1_000, 1_000_000, 1_000_000_000)
_SCALES = (1_000, 1_000_000, 1_000_000_000, 1_000_000_000_000)
# Each with another currency of the same name: what both names share is not the country.
_CURRENCY_CODES = {
    "dollar": ("USD", "AUD"), "pound": ("GBP", "EGP"), "rupee": ("INR", "PKR"),
    "euro": ("EUR", "EUR"), "yen": ("JPY", "JPY"),
}  # fmt: skip
_MIN_INFLECTED_LETTERS = 3  # letters; shorter forms are abbreviations
_UNIT_SIGNS = {
    "dollar": ("$", "usd"), "pound": ("£", "gbp"), "euro": ("€", "eur"), "yen": ("¥", "jpy"),
    "rupee": ("₹", "inr"), "percent": ("%", "per cent", "por cien", "pour cent"),
}  # fmt: skip
# The units of `nlp.normalize` -> Unicode's.
_UNICODE_UNITS = {
    "percent": "concentr-percent", "metre": "length-meter", "kilometre": "length-kilometer",
    "centimetre": "length-centimeter", "millimetre": "length-millimeter", "mile": "length-mile",
    "foot": "length-foot", "inch": "length-inch", "hectare": "area-hectare", "acre": "area-acre",
    "gram": "mass-gram", "kilogram": "mass-kilogram", "tonne": "mass-tonne",
    "litre": "volume-liter", "second": "duration-second", "minute": "duration-minute",
    "hour": "duration-hour", "day": "duration-day", "week": "duration-week",
    "month": "duration-month", "year": "duration-year", "celsius": "temperature-celsius",
}  # fmt: skip
COMPARED_UNITS = frozenset([*_CURRENCY_CODES, *_UNICODE_UNITS]) & UNIT_KEYS
"""The units, by their normalized names, for which there are names in other languages."""


def english_name(language: str) -> str | None:
    """`"de" -> "German"`; None for a code that is not assigned."""
    return _as_string(_locale("en").languages.get(language)) if language.isascii() else None


def native_name(language: str) -> str:
    """Return a language's own name: `"de" -> "Deutsch"`."""
    return str(_locale(language).languages.get(language, language)).capitalize()


def example_date(language: str) -> str:
    """Return a date in the language's format, the example of a prompt: "Montag, 3. Mai 2021"."""
    from babel.dates import format_date

    return str(format_date(datetime.date(2021, 5, 3), "full", language))


@functools.cache
def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def _as_string(name: object) -> str | None:
    return name if isinstance(name, str) else None


@functools.cache
def number_marks(language: str) -> tuple[str, str]:
    """Return the signs before the decimals and between thousands: `"de" -> (",", ".")`."""
    # of the Latin digits; some languages also have digits of their own
    symbols = _locale(language).number_symbols.get("latn", {})
    return str(symbols.get("decimal", ".")), str(symbols.get("group", " "))


@functools.cache
def calendar_names(language: str, which: str) -> Mapping[str, int]:
    """Return the names of the "months", or of the "days" of the week, in small letters.

    `"de", "months" -> {"januar": 1, ...}`; Monday is 0.
    """
    contexts = getattr(_locale(language), which)
    return {
        name.casefold(): number
        for context in ("stand-alone", "format")
        for number, name in contexts[context]["wide"].items()
    }


@functools.cache
def number_words(language: str) -> Mapping[tuple[str, ...], Decimal]:
    """Return the words for numbers from two: `{("drei",): 3, ("vingt", "et", "un"): 21, ...}`.

    Empty for a language without rules in Unicode's data.
    """
    return {
        tuple(WORD.findall(form.casefold())): Decimal(number)
        for number in (*range(2, 101), *_ROUND_NUMBERS)
        for form in _spell_number(language, number)
    }


def _spell_number(language: str, number: int) -> Iterator[str]:
    speller = _load_speller(language)
    forms = speller.format_number(number).text_by_ruleset.values() if speller else ()
    return (form.replace("\u00ad", "") for form in forms)


@functools.cache
def _load_speller(language: str) -> RbnfEngine | None:
    from unicode_rbnf import RbnfEngine as Engine

    known = language in Engine.get_supported_languages()
    return Engine.for_language(language) if known else None


@functools.cache
def scales(language: str) -> Mapping[str, int]:
    """Return the words behind a figure that multiply it: `{"millionen": 1000000, "mio": ...}`."""
    found: dict[str, int] = {}
    for scale in _SCALES:
        for times in (1, 2, 5):
            for form in _spell_number(language, times * scale):
                *before, last = WORD.findall(form.casefold()) or [""]
                if before or times == 1:
                    found.setdefault(last, scale)  # "mil millones" are not the first "millones"
    return dict(_scale_abbreviations(language)) | found


def _scale_abbreviations(language: str) -> Iterator[tuple[str, int]]:
    """Yield the abbreviations of compact formats: "Mio.", "Mrd."."""
    formats = _locale(language).compact_decimal_formats
    for patterns in (
        one for length in ("short", "long") for one in formats.get(length, {}).values()
    ):
        for size, pattern in patterns.items():
            words = WORD.findall(str(pattern.pattern).casefold())
            if len(words) == 1 and int(size) in _SCALES:
                yield words[0], int(size)


@functools.cache
def country_names(language: str) -> Mapping[str, tuple[str, ...]]:
    """Map English names of countries and languages to the language's own names.

    `"germany" -> ("Deutschland",)`, `"german" -> ("Deutsch",)`
    """
    own, english = _locale(language), _locale("en")
    found: dict[str, tuple[str, ...]] = {}
    for which in ("territories", "languages"):
        theirs = getattr(own, which)
        for code, name in getattr(english, which).items():
            native = _as_string(theirs.get(code))
            if isinstance(name, str) and native:
                found[name.casefold()] = (*found.get(name.casefold(), ()), native)
    return found


@functools.cache
def unit_forms(language: str, unit: str) -> re.Pattern[str]:
    """Return a pattern for a unit, in small letters: `"de", "pound"` finds "£", "gbp", "pfund".

    `unit` is one of `COMPARED_UNITS`. A longer word counts by its beginning: it is inflected.
    """
    find_names = _currency_words if unit in _CURRENCY_CODES else _measure_words
    names = find_names(language, unit)
    words = sorted({*_UNIT_SIGNS.get(unit, ()), *names} - {""})
    letter = r"[^\W\d_]"
    return re.compile(
        "|".join(
            rf"(?<!{letter}){re.escape(word)}"
            + rf"(?!{letter})" * (len(word) < _MIN_INFLECTED_LETTERS and word[-1:].isalnum())
            for word in words
        )
    )


def _currency_words(language: str, unit: str) -> set[str]:
    """Return the words that two currencies of the same name share: "livres"."""
    from babel.numbers import get_currency_name

    shared: list[set[str]] = []
    for code in _CURRENCY_CODES[unit]:
        names = [get_currency_name(code, number, language) for number in (None, 1, 2, 5)]
        shared.append({_stem(w) for name in names for w in WORD.findall(name.casefold())})
    return set.intersection(*shared)


def _measure_words(language: str, unit: str) -> set[str]:
    from babel.units import format_unit

    names = [
        str(format_unit(number, _UNICODE_UNITS[unit], length, locale=language)).casefold()
        for number in (1, 2, 5)
        for length in ("long", "short")
    ]
    return {_stem(name.strip("0123456789. \u00a0\u202f")) for name in names}


def _stem(word: str) -> str:
    """Return the approximate stem of a word: `"kilometern" -> "kilomet"`."""
    return word if len(word) < 5 else word[: max(4, len(word) - 2)]
