"""Normalize what is written around a number: units, money, shares, ages, ranges, bounds.

`"£5-7m"`, `"between £5 million and £7 million"` and `"from 5 to 7 million pounds"` come out
alike, and so do `"12-year-old Tim"` and `"Tim, 12,"` but for the commas.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from summarize.nlp.english.nouns import AGED_NOUNS
from summarize.nlp.english.number_words import (
    AFTER_HALF,
    AGED,
    BEFORE_UNITS,
    BOUND_GOVERNORS,
    BOUND_PHRASES,
    CURRENCIES,
    DATE_NAMES,
    DOLLARS,
    LENGTHS,
    MONEY_CODES,
    SCALES,
    SHARES,
    TWELVES,
    UNIT_NAMES,
    UNIT_PHRASES,
    UNITS,
    WEIGHT_WORDS,
)
from summarize.nlp.normalize.dates import normalize_time, reorder_dates
from summarize.nlp.normalize.numbers import divide, is_ordinal, is_plain_number, scale_number
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token, Tokens, join_surfaces, plain_at

Stemmer = Callable[[str], str]
# The new tokens, and how many old ones they replace.
Rewriting = tuple[list[Token], int]
# A rule looks at one place.
Rule = Callable[[Tokens, int], Rewriting | None]

UNIT_KEYS = frozenset([*UNIT_NAMES.values(), *UNIT_PHRASES.values(), *CURRENCIES])
FIGURE_HYPHEN = "\u2010"
"""The plain form of a hyphen between two figures; normalized text has no other use of it."""

_BOUND_LENGTHS = sorted({len(phrase) for phrase in BOUND_PHRASES}, reverse=True)
_BOUND_OPENERS = frozenset(phrase[0] for phrase in BOUND_PHRASES)
_ARTICLES = ("a ", "an ")
_TIME = re.compile(r"(\d{1,2})\.(\d\d)")
_HOUR = re.compile(r"(\d{1,2})(?::(\d\d))?")
_HALVES = ("morning", "pm")
_MONEY_SIGNS = frozenset([*UNITS, *DOLLARS, *MONEY_CODES])
_SHARE_WORDS = frozenset([*SHARES, *(f"{share}s" for share in SHARES), *TWELVES])
_FRACTION_SIGN = re.compile(r"[/¼-¾⅐-⅞]")
_GROUP = re.compile(r"[ ,']\d{3}")
_LAST_LETTERS = re.compile(r"[a-z]+$")


def normalize_quantities(tokens: Tokens, stem: Stemmer) -> list[Token]:
    """Normalize all figures of a sentence in form and order; other words stay as they are."""
    rewritten = list(tokens)
    if any(token.plain in _SHARE_WORDS or token.plain[:2] == "0." for token in tokens):
        for rule in _WORD_RULES:
            rewritten = _apply_rule(rewritten, rule)
    if any(token.kind is Kind.NUMBER for token in rewritten):
        for rule in _RULES:
            rewritten = _apply_rule(rewritten, rule)
        rewritten = [_stem_unit(token, stem) for token in rewritten if token.plain != FIGURE_HYPHEN]
    return reorder_dates(rewritten)


def _apply_rule(tokens: Tokens, rule: Rule) -> list[Token]:
    rewritten: list[Token] = []
    place = 0
    while place < len(tokens):
        found = rule(tokens, place)
        rewritten += found[0] if found else [tokens[place]]
        place += found[1] if found else 1
    return rewritten


def _stem_unit(token: Token, stem: Stemmer) -> Token:
    """Give a unit the key that it would have without a figure before it."""
    if token.kind is Kind.WORD and token.key == token.plain and token.plain in UNIT_KEYS:
        return replace(token, key=stem(token.plain))
    return token


def _is_number(tokens: Tokens, place: int) -> bool:
    return 0 <= place < len(tokens) and tokens[place].kind is Kind.NUMBER


def _build_unit(name: str, surface: str) -> Token:
    return Token(name, Kind.WORD, surface, name)


def _rewrite_share(tokens: Tokens, place: int) -> Rewriting | None:
    """Rewrite "two thirds of", "a quarter of", "half the" as a percentage "of"."""
    token = tokens[place]
    if token.plain == "half" and plain_at(tokens, place + 1) in AFTER_HALF | {"of"}:
        return _build_percent(tokens, place, place, Decimal(1))
    if token.kind is Kind.NUMBER or token.plain in ("a", "one"):
        name = plain_at(tokens, place + 1)
        times = Decimal(token.key) if is_plain_number(token.key) else Decimal(1)
        if name == "of" and 0 < times < 1 and _FRACTION_SIGN.search(token.surface):
            return _build_percent(tokens, place, place, times)
        plural = name.endswith("s") and name[:-1] in SHARES and times > 1
        single = name in SHARES and times == 1 and plain_at(tokens, place + 2) == "of"
        if (plural or single) and times % 1 == 0 and times < SHARES[name.removesuffix("s")]:
            return _build_percent(tokens, place, place + 1, times)
    return None


def _build_percent(tokens: Tokens, start: int, place: int, times: Decimal) -> Rewriting:
    under = SHARES.get(tokens[place].plain.removesuffix("s"))
    share = divide(int(times), under) if under else times
    if plain_at(tokens, place + 1) == "of" and place + 2 < len(tokens):
        whole, end = tokens[place + 2], place + 3
        if whole.kind is Kind.NUMBER and whole.surface.casefold().startswith(_ARTICLES):
            product = share * Decimal(whole.key)  # "a quarter of a million"
            return [_build_product(tokens[start:end], product)], end - start
        if whole.plain in ("a", "an") and plain_at(tokens, end) in UNIT_NAMES:
            return [_build_product(tokens[start:end], share), tokens[end]], end + 1 - start
    surface = tokens[place].surface
    key = format((share * 100).normalize(), "f")
    new = [Token(key, Kind.NUMBER, surface, key), _build_unit("percent", surface)]
    if tokens[place].plain == "half" and plain_at(tokens, place + 1) != "of":
        new.append(Token("of", Kind.FUNCTION, surface, "of"))
    return new, place + 1 - start


def _build_product(tokens: Tokens, value: Decimal) -> Token:
    key = format(value.normalize(), "f")
    return Token(key, Kind.NUMBER, join_surfaces(tokens), key)


def _rewrite_half_unit(tokens: Tokens, place: int) -> Rewriting | None:
    """Rewrite "half a mile", "a half-mile" as "0.5 mile"; not in "the first half"."""
    unit = place + 1 + (plain_at(tokens, place + 1) in ("a", "an"))
    name = UNIT_NAMES.get(plain_at(tokens, unit))
    counted = place > 0 and is_ordinal(tokens[place - 1])
    if tokens[place].plain != "half" or not name or name in _HALVES or counted:
        return None
    return [_build_product(tokens[place:unit], Decimal("0.5")), tokens[unit]], unit + 1 - place


def _rewrite_unit_and_half(tokens: Tokens, place: int) -> Rewriting | None:
    """Rewrite "a mile and a half" as "1.5 mile"; not in "two pounds and a half pint"."""
    token, end = tokens[place], place + 5
    under = {"half": 2, "quarter": 4}.get(plain_at(tokens, end - 1), 0)
    counted = token.kind is Kind.NUMBER and token.key.isdecimal()
    if not under or not (counted or token.plain in ("a", "an")):
        return None
    linked = [plain_at(tokens, at) for at in (place + 2, place + 3)] == ["and", "a"]
    unit, another = tokens[place + 1], plain_at(tokens, end) in (*UNIT_NAMES, "of")
    if not linked or unit.plain not in UNIT_NAMES or another:
        return None
    value = Decimal(token.key if counted else 1) + divide(1, under)
    return [_build_product(tokens[place:end], value), unit], 5


def _rewrite_twelve(tokens: Tokens, place: int) -> Rewriting | None:
    """Rewrite "noon", "12 noon" as "12 pm", "midnight" as 12 in the morning."""
    start = place + (tokens[place].key == "12" and tokens[place].kind is Kind.NUMBER)
    half = TWELVES.get(plain_at(tokens, start))
    if half is None or tokens[start].kind is not Kind.WORD:
        return None
    surface = join_surfaces(tokens[place : start + 1])
    return [Token("12", Kind.NUMBER, surface, "12"), _build_unit(half, surface)], start + 1 - place


def _rewrite_money(tokens: Tokens, place: int) -> Rewriting | None:
    """Rewrite "£5" as "5 pounds"; "£5 m" are millions, not metres."""
    sign = tokens[place]
    written = sign.plain in CURRENCIES and sign.surface.casefold() in _MONEY_SIGNS
    if not written or not _is_number(tokens, place + 1):
        return None
    number, scale = tokens[place + 1], plain_at(tokens, place + 2)
    if scale not in ("m", "k"):
        return [number, sign], 2
    key = scale_number(number.key, SCALES[scale])
    surface = f"{number.surface} {tokens[place + 2].surface}"
    return [Token(key, Kind.NUMBER, surface, key), sign], 3


def _rewrite_age(tokens: Tokens, place: int) -> Rewriting | None:
    """Rewrite "12-year-old", "12 years of age", "at the age of 12" as "aged 12"."""
    token = tokens[place]
    if token.kind is Kind.NUMBER and plain_at(tokens, place + 1) in ("year", "years"):
        old = plain_at(tokens, place + 2) in ("old", "olds")
        of_age = [plain_at(tokens, place + 2), plain_at(tokens, place + 3)] == ["of", "age"]
        used = 3 if old else 4 if of_age else 0
        return ([_build_age_marker(tokens[place + used - 1]), token], used) if used else None
    if token.plain not in ("aged", "age"):
        return None
    number = place + (2 if plain_at(tokens, place + 1) in ("of", "between") else 1)
    unit = UNIT_NAMES.get(plain_at(tokens, number + 1), "year")
    if not _is_number(tokens, number) or unit != "year":
        return None
    between = [t for t in tokens[place + 1 : number] if t.plain == "between"]
    used = number - place + 1 + (plain_at(tokens, number + 1) in UNIT_NAMES)
    return [_build_age_marker(token), *between, tokens[number]], used


def _build_age_marker(token: Token) -> Token:
    """Return the "aged" before an age. No content: "Tim, 12," says the same without it."""
    return Token(AGED, Kind.FUNCTION, token.surface, AGED)


def _rewrite_unit(tokens: Tokens, place: int) -> Rewriting | None:
    """Rewrite the unit after a figure by its full name: "5 km", "60 miles an hour", "7.30 p.m."."""
    number = tokens[place]
    if number.kind is not Kind.NUMBER:
        return None
    if number.surface[-1:] in ("m", "M") and _is_length(tokens, place):
        metres = format((Decimal(number.key) / SCALES["m"]).normalize(), "f")
        return [replace(number, key=metres), _build_unit("metre", number.surface)], 1
    start = place + 1 + (plain_at(tokens, place + 1) in BEFORE_UNITS)
    following = tokens[start : start + 3]
    names = [UNIT_NAMES.get(token.plain, token.plain) for token in following]
    for length in range(len(names), 0, -1):
        name = UNIT_PHRASES.get(tuple(names[:length])) if length > 1 else None
        if length == 1 and following[0].plain in UNIT_NAMES:
            name = names[0]
        spelled = length == 1 and following[0].surface[:1] in "pP"
        if name == "pound" and spelled and any(t.plain in WEIGHT_WORDS for t in tokens):
            name = "lb"
        if name:
            surface = join_surfaces(following[:length])
            head = [_normalize_time_number(number, name), *tokens[place + 1 : start]]
            return [*head, _build_unit(name, surface)], start - place + length
    return None


def _is_length(tokens: Tokens, place: int) -> bool:
    """Whether "100m" are metres here: "the 100m", "100m tall"; "5,000m" always are."""
    if not is_plain_number(tokens[place].key) or plain_at(tokens, place + 1) in CURRENCIES:
        return False
    raced = plain_at(tokens, place - 1) in ("the", POSSESSIVE_MARK.plain)
    grouped = _GROUP.search(tokens[place].surface)
    return raced or grouped is not None or plain_at(tokens, place + 1) in LENGTHS


def _normalize_time_number(number: Token, unit: str) -> Token:
    """Return "7.30" before "pm" as a time, not a decimal."""
    timed = unit in ("pm", "morning") and is_plain_number(number.key)
    match = _TIME.fullmatch(number.surface) if timed else None
    return replace(number, key=normalize_time(*match.groups(), half=unit)[0]) if match else number


def _rewrite_range(tokens: Tokens, place: int) -> Rewriting | None:
    """Rewrite "5-7", "from 5 to 7", "between 5 and 7" as "5 to 7", with one unit behind."""
    opener = plain_at(tokens, place) if plain_at(tokens, place) in ("from", "between") else ""
    first = place + bool(opener)
    if not _is_number(tokens, first):
        return None
    link = first + 1 + (plain_at(tokens, first + 1) in UNIT_KEYS)
    linked = plain_at(tokens, link) in (FIGURE_HYPHEN, "and" if opener == "between" else "to")
    second = link + 1 + (plain_at(tokens, link + 1) == AGED)  # "5- to 7-year-olds"
    if not linked or not _is_number(tokens, second):
        return None
    end = second + 1 + (plain_at(tokens, second + 1) in UNIT_KEYS)
    unit, other = tokens[first + 1 : link], tokens[second + 1 : end]
    apart = unit and other and unit[0].plain != other[0].plain
    scaled = _share_scale(tokens[first], tokens[second])
    if apart or plain_at(unit, 0) == "percent":
        scaled = tokens[first]  # "fell by 18 per cent to 30 million"
        if not other and SCALES.get(_find_last_letters(tokens[second])):
            return None
    low, high = scaled, tokens[second]
    if {plain_at(unit, 0), plain_at(other, 0)} & {*_HALVES}:
        head = [*tokens[link + 1 : second]]
        times = _build_times(low, unit, tokens[link], high, other)
        return [*head, *times], end - place
    low_unit, high_unit = (unit, other) if apart else ((), other or unit)
    to = Token("to", Kind.FUNCTION, tokens[link].surface, "to")
    return [*tokens[link + 1 : second], low, *low_unit, to, high, *high_unit], end - place


def _build_times(low: Token, unit: Tokens, link: Token, high: Token, other: Tokens) -> list[Token]:
    """Return a range of times, each with its half of the day: "9 to 5pm", "9:30 to 17:00"."""
    if not unit and other:
        low = _normalize_time_number(low, other[0].plain)
        unit = _infer_half(low, high, other[0])
    elif not other and unit and ":" in high.surface and _is_24_hour(low):
        other = [_build_unit("morning", high.surface)]
    to = Token("to", Kind.FUNCTION, link.surface, "to")
    return [low, *unit, to, high, *other]


def _infer_half(low: Token, high: Token, half: Token) -> Tokens:
    """Return the half of the day of the first time, which comes before the second."""
    early, late = _HOUR.fullmatch(low.key), _HOUR.fullmatch(high.key)
    if not early or not late or not 0 < int(early[1]) <= 12:
        return ()
    name = half.plain
    if _is_24_hour(high):
        name = _HALVES[int(early[1]) == 12]
    elif _count_minutes(early) >= _count_minutes(late):
        name = _HALVES[name == "morning"]
    return [_build_unit(name, half.surface)]


def _is_24_hour(token: Token) -> bool:
    """Whether a time is written as on the 24-hour clock: "17:00"."""
    hour, colon, _ = token.surface.partition(":")
    return bool(colon) and hour.isdecimal() and int(hour) > 12


def _count_minutes(time: re.Match[str]) -> int:
    return int(time[1]) % 12 * 60 + int(time[2] or 0)


def _share_scale(low: Token, high: Token) -> Token:
    """Give the low end the scale of the high one: the 5 of "5 to 7 million" is 5 million."""
    factor = SCALES.get(_find_last_letters(high))
    own = _find_last_letters(low)
    if not factor or own or not (is_plain_number(low.key) and is_plain_number(high.key)):
        return low
    value = scale_number(low.key, factor)
    # the 900 of "900 to 1.2 million" is none
    small = Decimal(low.key) < 1_000 and Decimal(value) < Decimal(high.key)
    return replace(low, key=value, plain=value) if small else low


def _find_last_letters(number: Token) -> str:
    """Return the scale that a number was written with: `"7 million" -> "million"`, `"7" -> ""`."""
    found = _LAST_LETTERS.search(number.surface.casefold())
    return found.group() if found else ""


def _rewrite_bound(tokens: Tokens, place: int) -> Rewriting | None:
    """Rewrite "more than", "in excess of" and the like before a figure as one word: "more"."""
    opener = tokens[place]
    if opener.plain not in _BOUND_OPENERS or opener.kind is Kind.NAME:
        return None
    before = tokens[place - 1] if place else None
    if before and {before.key, before.plain} & BOUND_GOVERNORS.get(opener.plain, frozenset()):
        return None  # "asked about three boats"
    for length in _BOUND_LENGTHS:
        phrase = tuple(token.plain for token in tokens[place : place + length])
        name = BOUND_PHRASES.get(phrase)
        aged = plain_at(tokens, place + length) == AGED
        if name and _is_number(tokens, place + length + aged):
            surface = join_surfaces(tokens[place : place + length])
            return [Token(name, Kind.FUNCTION, surface, name)], length
    return None


def _move_age_behind(tokens: Tokens, place: int) -> Rewriting | None:
    """Move an age: "12-year-old Tim Lee" -> "Tim Lee, aged 12"; "12-year-old boy" likewise."""
    if tokens[place].plain != AGED or not _is_number(tokens, place + 1):
        return None
    end = place + 2
    while end < len(tokens) and tokens[end].kind is Kind.NAME:
        end += 1
    end += plain_at(tokens, end) in AGED_NOUNS
    if end == place + 2 or (end < len(tokens) and tokens[end] == POSSESSIVE_MARK):
        return None
    return [*tokens[place + 2 : end], *tokens[place : place + 2]], end - place


def _rewrite_age_between_commas(tokens: Tokens, place: int) -> Rewriting | None:
    """Mark the number of "Tim, 12, said" as an age."""
    token = tokens[place]
    if token.kind is not Kind.NUMBER or place < 2 or not token.key.isdecimal():
        return None
    name = tokens[place - 2]
    dated = name.plain in DATE_NAMES
    named = name.surface[:1].isupper() and not dated and plain_at(tokens, place - 1) == ","
    enclosed = plain_at(tokens, place + 1) in (",", ".", "") and not _is_number(tokens, place + 2)
    if named and enclosed and len(token.key) <= 3 and 0 < int(token.key) <= 115:
        return [_build_age_marker(token), token], 1
    return None


_WORD_RULES: tuple[Rule, ...] = (
    _rewrite_share, _rewrite_half_unit, _rewrite_unit_and_half, _rewrite_twelve,
)  # fmt: skip
_RULES: tuple[Rule, ...] = (
    _rewrite_money, _rewrite_age, _rewrite_unit, _rewrite_range, _rewrite_bound,
    _move_age_behind, _rewrite_age_between_commas,
)  # fmt: skip
