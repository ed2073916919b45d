"""Normalize numbers, in digits or words: "10,000", "ten thousand", "10k" -> "10000"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from summarize.nlp.english import words
from summarize.nlp.english.number_words import (
    NUMBER_WORDS,
    ORDINALS,
    SCALES,
    SHARES,
    UNIT_NAMES,
)
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token, Tokens, join_surfaces, plain_at

AMBIGUOUS_MARK = "_"
_SPACED = r"\d{1,3}(?:[ ']\d{3})+"
# The decimals stand behind a point, or behind a comma: "1,200.5", "1.200.000,5".
_GROUPED = re.compile(
    rf"[-+]?(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,2}}(?:,\d\d)+,\d{{3}}|{_SPACED})(?:\.\d+)?"
)
_GROUPED_BY_POINTS = re.compile(
    rf"[-+]?(?:(?:\d{{1,3}}(?:\.\d{{3}}){{2,}}|{_SPACED})(?:,\d+)?|\d{{1,3}}\.\d{{3}},\d\d?)"
)
_ADDRESS = re.compile(r"(?:(?!0\d)\d{1,3}\.){3}(?!0\d)\d{1,3}")
_FRACTION = re.compile(r"([-+]?)(?:([\d, ']+)[ -])?(\d{1,2})[/⁄](\d{1,3})")
_DENOMINATORS = frozenset([*SHARES.values(), 12, 16, 32, 64])
_SCIENTIFIC = re.compile(r"([-+]?[\d.,]+)(?: ?[×x*·] ?10\^|e)([-+]?\d{1,3})", re.IGNORECASE)
_POWER = re.compile(r"([-+]?\d{1,3})\^([-+]?\d{1,3})")
_HIGHEST_POWER = 64
# Longer digit strings are codes, not quantities that "million" could multiply.
_PLAIN_NUMBER = re.compile(r"-?(?!0\d)\d{1,15}(?:\.\d{1,15})?")
_ORDINAL = re.compile(r"\d+th")
_TENS = re.compile(r"[2-9]0")
_BEFORE_PRONOUN = words("the this that which any no not every each another")
# Only before these, "a" and "half a" are numbers.
_AFTER_ARTICLE = words("dozen hundred thousand million billion trillion lakh crore")
_ARTICLES = frozenset(["a", "an"])
_OPENERS = frozenset([*NUMBER_WORDS, *_ARTICLES, "half"])


def canonicalize_number(digits: str) -> str:
    """Return a number's canonical form: `"10,000", "10 000" -> "10000"`, `"5 1/2" -> "5.5"`.

    `"3.50" -> "3.5"`, `"10^6" -> "1000000"`; codes stay as they are: "1.2.3", "0018".
    """
    if len(digits) > 2 and digits[0] == "0" and digits.isdecimal():
        return digits
    try:
        value = format(_parse_digits(digits), "f")
    except (InvalidOperation, ZeroDivisionError):
        return digits
    return value.rstrip("0").rstrip(".") if "." in value else value


def _parse_digits(digits: str) -> Decimal:
    """Return the value of a number in any form; raise InvalidOperation if it has none."""
    if digits.isdecimal():
        return Decimal(digits)
    if match := _FRACTION.fullmatch(digits):
        sign, whole, over, under = match.groups()
        part = Decimal(re.sub("[, ']", "", whole or "0")) + divide(int(over), int(under))
        return -part if sign == "-" else part
    if match := _SCIENTIFIC.fullmatch(digits):
        return _parse_digits(match[1]) * _raise(10, int(match[2]))
    if match := _POWER.fullmatch(digits):
        return _raise(int(match[1]), int(match[2]))
    if _GROUPED.fullmatch(digits):
        return Decimal(re.sub("[ ,']", "", digits))
    if _GROUPED_BY_POINTS.fullmatch(digits) and not _is_address(digits):
        return Decimal(re.sub("[ .']", "", digits).replace(",", "."))
    return Decimal(digits.replace(",", "."))


def _is_address(digits: str) -> bool:
    """Whether four groups are an address in a network: "192.168.100.120"."""
    return _ADDRESS.fullmatch(digits) is not None and all(int(n) < 256 for n in digits.split("."))


def _raise(base: int, exponent: int) -> Decimal:
    """Return a power; raise InvalidOperation where it would not be exact."""
    if abs(exponent) > _HIGHEST_POWER or (exponent < 0 and base != 10):
        raise InvalidOperation
    return Decimal(1).scaleb(exponent) if base == 10 else Decimal(base**exponent)


def divide(over: int, under: int) -> Decimal:
    """Return a fraction as a decimal of six places: `2, 3 -> 0.666667`."""
    return (Decimal(over) / under).quantize(Decimal("0.000001"), ROUND_HALF_UP)


def is_common_fraction(digits: str) -> bool:
    """Whether digits have the form of a fraction: "5 1/2", "3/4"; not "24/7", "2/11"."""
    match = _FRACTION.fullmatch(digits)
    if not match or not 0 < int(match[3]) < int(match[4]):
        return False
    return "⁄" in digits or int(match[4]) in _DENOMINATORS


def is_plain_number(key: str) -> bool:
    """Whether a canonical number is a quantity for arithmetic: not "1.2.3", "1980s"."""
    return _PLAIN_NUMBER.fullmatch(key) is not None


def mark_ambiguous(digits: str) -> str:
    """Return the key of digits that may be one number or two, equal to itself only: "5_100"."""
    return digits.replace(" ", AMBIGUOUS_MARK)


def scale_number(value: str, factor: int) -> str:
    """Multiply a canonical number by a scale: `"3.5", 1000 -> "3500"`; codes are only marked."""
    if not is_plain_number(value):
        return f"{value}x{factor}"
    return format((Decimal(value) * factor).normalize(), "f")


def count_significant_digits(number: str) -> int:
    """Return the number of significant digits: `"1300000" -> 2`, `"2.5" -> 2`."""
    return len(number.replace(".", "").strip("-0"))


def last_digit_value(number: str) -> Decimal:
    """Return the place value of the last significant digit: `"1300000" -> 100000`."""
    exponent = Decimal(number).normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)


def is_rounded(number: str, exact: str) -> bool:
    """Whether a number is the exact one, correctly rounded: `"1300000", "1312000" -> True`.

    It has fewer significant digits, so no year is ever taken for another year.
    """
    if not (is_plain_number(number) and is_plain_number(exact)):
        return False
    if not 0 < count_significant_digits(number) < count_significant_digits(exact):
        return False
    unit = last_digit_value(number)
    return (Decimal(exact) / unit).quantize(Decimal(1), ROUND_HALF_UP) * unit == Decimal(number)


def join_number_words(tokens: Tokens) -> list[Token]:
    """Replace number words by numbers and multiply scales in: "3.5 million" -> 3500000."""
    joined: list[Token] = []
    place = 0
    while place < len(tokens):
        token, used = tokens[place], 1
        if token.kind is Kind.NUMBER or token.plain in _OPENERS:
            token, used = _parse_number(tokens, place)
            if plain_at(tokens, place + used) == "and":
                token, used = _add_fraction(tokens, token, place, used)
            if plain_at(joined, len(joined) - 1) == "minus" and _is_negated(joined, token):
                minus, key = joined.pop(), f"-{token.key}"
                token = Token(key, Kind.NUMBER, join_surfaces([minus, token]), key)
        joined.append(token)
        place += used
    return joined


def _is_negated(before: Tokens, token: Token) -> bool:
    """Whether "minus" before a number is its sign: not in "10 minus 5"."""
    subtracted = len(before) > 1 and before[-2].kind is Kind.NUMBER
    return token.kind is Kind.NUMBER and is_plain_number(token.key) and not subtracted


def _add_fraction(tokens: Tokens, token: Token, start: int, used: int) -> tuple[Token, int]:
    """Add "and a half", "and three quarters" to a number, and the scale behind: "million"."""
    end = start + used + 3
    times, share = plain_at(tokens, end - 2), plain_at(tokens, end - 1)
    over = 1 if times in _ARTICLES else NUMBER_WORDS.get(times, 0)
    under = SHARES.get(share.removesuffix("s") if over > 1 else share, 0)
    scale = SCALES.get(plain_at(tokens, end), 0)
    # "two and a third man"
    sure = under in (2, 4) or over > 1 or scale or plain_at(tokens, end) in UNIT_NAMES
    key = "1" if token.plain == "one" else token.key
    if not 0 < over < under or not sure or not key.isdecimal():
        return token, used
    value = (Decimal(key) + divide(over, under)) * (scale or 1)
    key, end = format(value.normalize(), "f"), end + bool(scale)
    return Token(key, Kind.NUMBER, join_surfaces(tokens[start:end]), key), end - start


def _parse_number(tokens: Tokens, start: int) -> tuple[Token, int]:
    """Return the number (or else the token) at `start`, and how many tokens it takes."""
    lead, factor = _parse_article(tokens, start)
    total, current = Decimal(0), factor
    place = start + lead
    while place < len(tokens):
        token = tokens[place]
        # "in 2000 five people": number words do not continue figures
        joins = place == start or tokens[start].kind is not Kind.NUMBER or token.plain in SCALES
        step_taken = _extend_number(token, current) if joins else None
        if step_taken is not None:
            if not current and total and token.plain in SCALES:  # "a lakh crore"
                total, step_taken = Decimal(0), (total * SCALES[token.plain], True)
            current, finished = step_taken
            if finished:
                total, current = total + current, Decimal(0)
        elif tokens[start].kind is Kind.NUMBER or not _is_inner_and(tokens, place, current):
            break
        place += 1
    used = place - start
    pronoun = tokens[start].plain == "one" and not _is_numeral_one(tokens, start)
    if current is None or (used == 1 and (tokens[start].kind is Kind.NUMBER or pronoun)):
        return tokens[start], 1
    value = total + current
    if _is_compound_ordinal(value, tokens, start, place):
        key = f"{int(value) + int(ORDINALS[tokens[place].plain][0])}th"
        return Token(key, Kind.WORD, join_surfaces(tokens[start : place + 1]), key), used + 1
    key = format(value.normalize(), "f")
    return Token(key, Kind.NUMBER, join_surfaces(tokens[start:place]), key), used


def _parse_article(tokens: Tokens, start: int) -> tuple[int, Decimal | None]:
    """Return the length and the factor of "half a", "a" before a scale: "half a million"."""
    plain = [token.plain for token in tokens[start : start + 3]]
    if plain[:1] == ["half"] and len(plain) == 3 and plain[1] in _ARTICLES:
        return (2, Decimal("0.5")) if plain[2] in _AFTER_ARTICLE else (0, None)
    if plain[:1] and plain[0] in _ARTICLES and plain[1:2] and plain[1] in _AFTER_ARTICLE:
        return 1, Decimal(1)
    return 0, None


def _is_inner_and(tokens: Tokens, place: int, current: Decimal | None) -> bool:
    """Whether this is the "and" of "two hundred and six"."""
    if current is None or tokens[place].plain != "and" or place + 1 == len(tokens):
        return False
    return (
        tokens[place - 1].plain in ("hundred", "thousand")
        and tokens[place + 1].plain in NUMBER_WORDS
    )


def _is_compound_ordinal(value: Decimal, tokens: Tokens, start: int, place: int) -> bool:
    """Whether "twenty" goes on as "twenty-first"."""
    tens = tokens[start].plain in NUMBER_WORDS and _TENS.fullmatch(format(value, "f"))
    return bool(tens) and place < len(tokens) and len(ORDINALS.get(tokens[place].plain, "")) == 3


def _is_numeral_one(tokens: Tokens, place: int) -> bool:
    """Whether "one" is a figure here ("one diver") and no pronoun ("the one", "one might")."""
    follower = tokens[place + 1] if place + 1 < len(tokens) else POSSESSIVE_MARK
    counts = follower.is_content or follower.plain == "of"
    return counts and plain_at(tokens, place - 1) not in _BEFORE_PRONOUN


def _extend_number(token: Token, current: Decimal | None) -> tuple[Decimal, bool] | None:
    """Return the value after `token` and whether it closes a group ("thousand"); None if no part.

    A second plain number does not continue the first, unless it fills up a ten or
    a hundred: "twenty five" is 25, "two three" are two numbers.
    """
    scale = SCALES.get(token.plain) if len(token.plain) > 1 else None  # "5 m" are metres
    if scale and current is not None and current <= 10**18:
        return current * scale, scale >= SCALES["thousand"]
    if token.plain in NUMBER_WORDS:
        value = NUMBER_WORDS[token.plain]
        if not current:
            return Decimal(value), False
        room = 100 if current % 100 == 0 else 10 if current % 10 == 0 and current % 100 >= 20 else 1
        return (current + value, False) if value < room else None
    if token.kind is Kind.NUMBER and current is None and is_plain_number(token.key):
        return Decimal(token.key), False
    return None


def restore_surfaces(tokens: Tokens, text: str) -> list[Token]:
    """Give numbers of several words the surface of `text`: "twenty-five", not "twenty five"."""
    return [_restore_surface(t, text) if " " in t.surface else t for t in tokens]


def _restore_surface(token: Token, text: str) -> Token:
    if token.surface in text:
        return token
    pattern = r"[\s-]*".join(re.escape(word) for word in token.surface.split())
    match = re.search(pattern, text)
    return replace(token, surface=match.group()) if match else token


def is_ordinal(token: Token) -> bool:
    """Whether a token is an ordinal: "third", "3rd"."""
    return token.kind is Kind.WORD and _ORDINAL.fullmatch(token.key) is not None
