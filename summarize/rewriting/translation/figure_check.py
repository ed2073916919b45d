"""Compare the figures, dates and units of a sentence with those of its translation. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.patterns import WORD
from summarize.nlp.tokens import Kind, Token
from summarize.rewriting.translation import locales

_DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,:]\d+)*")
_SPACES = "\u00a0\u202f '’"
_TOKENS = re.compile(rf"(?P<digits>{_DIGITS.pattern})|(?P<word>{WORD.pattern})|(?P<mark>[^\w\s])")
_LONGEST_NUMBER = 5  # words
# The most tokens between a figure and its unit: "4.5 percent", "US$ 3 million", "six-hour".
_UNIT_DISTANCE = 2
_CHECKED_UNITS = frozenset(["percent", "euro", "dollar", "pound", "yen"])
_FIRST_ORDINALS = frozenset(["1th", "2th"])  # "at first", "a second" are seldom figures


@dataclass(frozen=True, slots=True)
class Figures:
    """The values of a sentence, its months and days of the week by number, its units."""

    values: frozenset[Decimal]
    months: frozenset[int]
    weekdays: frozenset[int]
    units: frozenset[str]


def find_figure_faults(original: str, translation: str, pair: tuple[str, str]) -> Iterator[str]:
    """Yield the figures, months, days and units that are missing or were added."""
    theirs, ours = find_figures(original, pair[0]), find_figures(translation, pair[1])
    known, words = locales.scales(pair[1]), translation.casefold()
    scales = {Decimal(known[word]) for word in WORD.findall(words) if word in known}
    # "5 bis 7 Millionen": the scale stands once for both
    scaled = {value * scale for value in ours.values for scale in scales}
    yield from (f"{v:f} is missing" for v in sorted(theirs.values - ours.values - scaled))
    yield from (f"{v:f} was added" for v in sorted(ours.values - theirs.values)
                if not any(v * scale in theirs.values for scale in scales))  # fmt: skip
    if theirs.months != ours.months:
        yield "another month"
    if theirs.weekdays != ours.weekdays:
        yield "another day of the week"
    for unit in sorted(theirs.units):
        if not _has_unit(words, unit, pair[1]):
            yield f"“{unit}” is missing"
    yield from (
        f"“{unit}” was added" for unit in sorted(ours.units & _CHECKED_UNITS - theirs.units)
    )


def find_figures(text: str, language: str) -> Figures:
    """Return the figures: `"Am 9. Mai 3,5 Mio. Euro", "de"` has 9, 3500000, May, euro."""
    if has_tables(language):
        english = tokenize(text, "en")
        values = {value for token in english for value in _parse_english_values(token)}
        units = set(_find_english_units(english))
        # "may" and "march" are months with a capital only; normalization makes one of "9/5/2023"
        plain = [token.plain for token in english if not token.surface[:1].islower()]
    else:
        # "cento" is a hundred, and in "per cento" it is not
        tokens = list(_TOKENS.finditer(locales.unit_forms(language, "percent").sub("%", text)))
        values = set(_find_values(tokens, language))
        # money and percentages: the forms of other units in other languages are not known
        found = _CHECKED_UNITS if re.search(r"\d", text) else ()
        units = {unit for unit in found if _has_unit(text.casefold(), unit, language)}
        plain = [match.group().casefold() for match in tokens]
    months, days = (locales.calendar_names(language, which) for which in ("months", "days"))
    return Figures(
        frozenset(values),
        frozenset(months[word] for word in plain if word in months),
        frozenset(days[word] for word in plain if word in days),
        frozenset(units),
    )


def _find_english_units(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the units near a figure: without one, "day" and "second" are ordinary words."""
    for place, token in enumerate(tokens):
        near = tokens[max(0, place - _UNIT_DISTANCE) : place + _UNIT_DISTANCE + 1]
        if token.plain in locales.COMPARED_UNITS and any(one.kind is Kind.NUMBER for one in near):
            yield token.plain


def _parse_english_values(token: Token) -> Iterator[Decimal]:
    """Yield the values of a normalized token: a time has two, "third" is 3, "1980s" is 1980."""
    if token.kind is Kind.NUMBER:
        for part in token.key.rstrip("s").split(":"):
            try:
                yield Decimal(part).normalize()
            except InvalidOperation:  # "1.2.3"
                yield from map(Decimal, re.findall(r"\d+", part))
    elif re.fullmatch(r"\d+th", token.key) and token.key not in _FIRST_ORDINALS:
        yield Decimal(token.key.removesuffix("th"))


def _find_values(tokens: Sequence[re.Match[str]], language: str) -> Iterator[Decimal]:
    """Yield the values in a language without tables: digits, words, both with scales."""
    scales = locales.scales(language)
    place = 0
    while place < len(tokens):
        found, used = _parse_number_at(tokens, place, language)
        after = place + used
        factor = 1
        while found and after < len(tokens) and tokens[after].group().casefold() in scales:
            factor *= scales[tokens[after].group().casefold()]
            after += 1
        yield from ((value * factor).normalize() for value in found)
        place = max(after, place + 1)


def _parse_number_at(
    tokens: Sequence[re.Match[str]], place: int, language: str
) -> tuple[list[Decimal], int]:
    if tokens[place]["digits"]:
        return list(_parse_digits(tokens[place].group(), language)), 1
    words = locales.number_words(language)
    run = tuple(match.group().casefold() for match in tokens[place : place + _LONGEST_NUMBER])
    hyphenless = tuple(word for word in run if word != "-")
    for size in range(len(hyphenless), 0, -1):
        if hyphenless[:size] in words:
            return [words[hyphenless[:size]]], size + len(run) - len(hyphenless)
    return [], 1


def _parse_digits(digits: str, language: str) -> Iterator[Decimal]:
    """Digits as the language writes them: `"1.500", "de" -> 1500`, `"1.500", "en" -> 1.5`.

    What is no number there ("1.5" in German, "14.1.2023", "9:30") is several.
    """
    mark, _ = locales.number_marks(language)
    group = "." if mark == "," else ","
    whole, *decimals = digits.split(mark) if digits.count(mark) < 2 else [digits]
    pattern = rf"\d{{1,3}}(?:[{re.escape(group)}{_SPACES}]\d{{3}})+|\d+"
    if re.fullmatch(pattern, whole) and all(part.isdigit() for part in decimals):
        yield Decimal(".".join([re.sub(r"\D", "", whole), *decimals])).normalize()
    else:
        yield from map(Decimal, re.findall(r"\d+", digits))


def localize_figures(original: str, translation: str, pair: tuple[str, str]) -> str:
    """Return the translation with copied figures written in the format of its language.

    `"10,000 people", "10,000 Leute", ("en", "de") -> "10.000 Leute"`
    """
    given = set(_DIGITS.findall(original))

    def localize(match: re.Match[str]) -> str:
        digits = match.group()
        here, there = list(_parse_digits(digits, pair[1])), list(_parse_digits(digits, pair[0]))
        if digits not in given or here == there or len(there) != 1:
            return digits
        after, group = locales.number_marks(pair[1])
        whole, found, decimals = digits.partition(locales.number_marks(pair[0])[0])
        whole = re.sub(r"\D", group, whole)
        return f"{whole}{after}{decimals}" if found else whole

    return _DIGITS.sub(localize, translation)


def _has_unit(text: str, unit: str, language: str) -> bool:
    return locales.unit_forms(language, unit).search(text) is not None
