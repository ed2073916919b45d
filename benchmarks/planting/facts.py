"""Lies about facts: another number, date, unit or name in a true sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from planting import words
from planting.article import Article, Person

Lies = Iterator[tuple[str, str]]
"""Altered sentences, each with the words that are wrong in it."""

_NUMBER = re.compile(r"(?<![\w.,:/'’-])[£$€]?(\d[\d,]*(?:\.\d+)?)(?=(?:th|st|nd|rd|m|bn|k|p)?\b|%)")
_NO_QUANTITY = re.compile(r"^(?:[.:/]\d|\.\s*\d|-\d| ?(?:am|pm|a\.m|p\.m))")
_AT_LEAST = re.compile(r"(?:more than|over|at least|above|minimum of|exceed\w*) [£$€]?$", re.I)
_AT_MOST = re.compile(
    r"(?:less than|under|fewer than|up to|below|at most|nearly|almost|maximum of|within) [£$€]?$",
    re.I,
)
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d\d\b(?![%,\d]| (?:people|men|women|miles|metres))")
_MONTH = "|".join(words.MONTHS)
_DAY = re.compile(rf"\b(?:{_MONTH}) (\d\d?)\b|\b(\d\d?)(?:st|nd|rd|th)? (?:of )?(?:{_MONTH})\b")
# "March" and "May" are months only where a date is told.
_BEFORE_MONTH = "in of since until last early late by".split()
_IN_DATE = (
    r"(?:(?<=\d )|" + "|".join(rf"(?<=\b{word} )" for word in _BEFORE_MONTH) + r")\b({})\b"
    r"|\b({})(?= \d)"
)
_PARTS_OF_DAY = {"morning": "evening", "afternoon": "morning", "evening": "morning"}
_AMOUNT = (
    r"(?:\d[\d,.]*|"
    + "|".join(["one", "a", "several", "hundred", "thousand", *words.NUMBERS])
    + r")[ -](?:(?:and )?a half )?"
)
_CURRENCIES = {"£": "$", "$": "£", "€": "$"}


def put(text: str, start: int, end: int, new: str) -> str:
    """The text with something else in one place; "a" before it becomes "an" where it must."""
    before, after = text[:start], new + text[end:]
    if re.search(r"\b[Aa]n? $", before):
        vowel = re.match(r"[aeiou8]|hour|heir|honest|1[18]\b", after) is not None
        odd = re.match(r"on(?:e|ce)\b|uni[^n]|us[eu]|eu", after) is not None
        before = re.sub(r"([Aa])n? $", r"\1n " if vowel and not odd else r"\1 ", before)
    return before + after


def numbers(text: str, article: Article) -> Lies:
    """Another digit or another number word; what is "more than" grows, so that it is false."""
    taken = {match.span(1) for match in _dates_in(text)}
    for match in _NUMBER.finditer(text):
        old = match[1].rstrip(",")
        start, end = match.start(1), match.start(1) + len(old)
        if (start, end) in taken or _YEAR.fullmatch(old) or _NO_QUANTITY.match(text[end:]):
            continue
        ordinal = re.match(r"st|nd|rd|th", text[end:])
        for new in _other_digits(old, *_bounds(text[: match.start()], text[match.start() : start])):
            fits = not ordinal or (ordinal.group() == "th" and new[-1] not in "123")
            if fits and new.replace(",", "") not in article.digits:
                yield put(text, start, end, new), new
    for match in re.finditer(
        rf"\b(?:{'|'.join(words.NUMBERS)})\b(?!-?(?:one\b|of us|of them))", text, re.I
    ):
        yield from _other_word(text, match, article)


def _bounds(before: str, sign: str) -> tuple[bool, bool]:
    """Whether the number may be put lower, and whether it may be put higher."""
    return not _AT_LEAST.search(before + sign), not _AT_MOST.search(before + sign)


def _other_digits(old: str, lower: bool, higher: bool) -> Iterator[str]:
    """The number with its first or second digit changed: `"310" -> "610"`, `"340"`."""
    for place in [at for at, char in enumerate(old) if char.isdigit()][:2]:
        for step in (3, -3, 5):
            digit = int(old[place]) + step
            least = 1 if place == 0 else 0
            if least <= digit <= 9 and (higher if step > 0 else lower):
                yield put(old, place, place + 1, str(digit))


def _other_word(text: str, match: re.Match[str], article: Article) -> Lies:
    lower, higher = _bounds(text[: match.start()], "")
    old = words.NUMBERS.index(match.group().lower())
    tens = re.match(r"-\w", text[match.end() :]) is not None
    for at in (old + 2, old - 2, old + 4):
        if (
            not 0 <= at < len(words.NUMBERS)
            or (at > old and not higher)
            or (at < old and not lower)
        ):
            continue
        new = words.NUMBERS[at]
        if tens and words.NUMBER_VALUES[new] < 20 <= words.NUMBER_VALUES[words.NUMBERS[old]]:
            continue
        digits = str(words.NUMBER_VALUES[new])
        if not article.vocabulary[new] and not article.vocabulary[digits]:
            if match.group()[0].isupper():
                new = new.capitalize()
            yield put(text, *match.span(), new), new


def _dates_in(text: str) -> Iterator[re.Match[str]]:
    for match in _DAY.finditer(text):
        group = 1 if match[1] else 2
        found = re.compile(r"\d+").search(text, match.start(group))
        if found:
            inner = re.compile(r"(\d+)").match(text, found.start())
            if inner:
                yield inner


def dates(text: str, article: Article) -> Lies:
    """Another weekday, month, year, day of the month or time of day."""
    yield from _of_ring(text, article, words.WEEKDAYS, r"\b({})\b")
    yield from _of_ring(text, article, words.MONTHS, _IN_DATE)
    for match in _YEAR.finditer(text):
        for step in (-3, 2, 10):
            year = str(int(match.group()) + step)
            if year not in article.text and 1500 < int(year) <= 2030:
                yield put(text, *match.span(), year), year
    for match in _dates_in(text):
        for day in (int(match[1]) - 3, int(match[1]) + 4):
            plain = not {day, int(match[1])} & {1, 2, 3, 21, 22, 23, 31}
            if plain and 3 < day <= 28 and str(day) not in article.vocabulary:
                yield put(text, *match.span(), str(day)), str(day)
    for match in re.finditer(rf"\b(?:{'|'.join(_PARTS_OF_DAY)})\b", text):
        new = _PARTS_OF_DAY[match.group()]
        before = text[: match.start()]
        if new not in article.vocabulary and re.search(r"(?:the|\w+day|this|yesterday) $", before):
            yield put(text, *match.span(), new), new


def _of_ring(text: str, article: Article, ring: list[str], pattern: str) -> Lies:
    choice = "|".join(ring)
    for match in re.finditer(pattern.replace("{}", choice), text):
        place = ring.index(match.group())
        for step in (1, 3, 5):
            new = ring[(place + step) % len(ring)]
            if not article.vocabulary[new.lower()]:
                yield put(text, *match.span(), new), new


def units(text: str, article: Article) -> Lies:
    """Another unit of the same sort behind a number, or another currency before one."""
    for group in words.UNITS:
        choice = "|".join(group)
        for match in re.finditer(rf"(?<=\b)({_AMOUNT})({choice})\b(?! (?:million|of the))", text):
            bounded = _AT_LEAST.search(text[: match.start()]) or _AT_MOST.search(
                text[: match.start()]
            )
            for new in () if bounded else group:
                if new != match[2] and not re.search(
                    rf"\b{re.escape(match[1])}{new}\b", article.text
                ):
                    yield put(text, match.start(2), match.end(2), new), new
    for match in re.finditer(r"[£$€](?=\d)", text):
        yield put(text, *match.span(), _CURRENCIES[match.group()]), _CURRENCIES[match.group()]
    for match in re.finditer(r"(?<=\d)(?:%| per cent| percent)(?!age)", text):
        yield put(text, *match.span(), " percentage points"), "percentage points"
    for match in re.finditer(r"percentage points", text):
        yield put(text, *match.span(), "per cent"), "per cent"


def names(text: str, article: Article) -> Lies:
    """Another person or place of the article, everywhere in the sentence."""
    for old in article.people:
        if old.surname in text:
            for new in article.others(old, text):
                altered = renamed(text, old, new)
                if old.surname not in altered and old.full.split()[0] not in altered:
                    yield altered, new.full
    surnames = {person.surname for person in article.people}
    for sort in article.places:
        yield from _other_places(text, [place for place in sort if place not in surnames])


def renamed(text: str, old: Person, new: Person) -> str:
    """With another person, in the same form: `"Al Lee", "Lee" -> "Bo Kim", "Kim"`."""
    text = re.sub(rf"(?<![\w-]){re.escape(old.full)}(?![\w-])", new.full, text)
    return re.sub(rf"(?<![\w-]){re.escape(old.surname)}(?![\w-])", new.surname, text)


def _other_places(text: str, sort: Iterable[str]) -> Lies:
    places = list(sort)
    for old in places:
        # Not part of a longer name: "Manchester City", "the London Marathon".
        pattern = rf"(?<![A-Z][a-z] )(?<![-’'])\b{old}\b(?! [A-Z]|[-’'])"
        if len(re.findall(rf"\b{old}\b", text)) != 1:
            continue
        for match in re.finditer(pattern, text):
            if re.search(r"[A-Z][\w’'-]* $", text[: match.start()]):
                continue
            for new in places:
                if new not in text:
                    yield put(text, *match.span(), new), new
