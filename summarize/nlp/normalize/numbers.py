"""Normalize numbers, in digits or words: "10,000", "ten thousand", "10k" -> "10000"."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from summarize.nlp.english import words
from summarize.nlp.english.number_words import NUMBER_WORDS, ORDINALS, SCALES
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token, Tokens, join_surfaces, plain_at

_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
# Longer digit strings are codes, not quantities that "million" could multiply.
_PLAIN_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_ORDINAL = re.compile(r"\d+th")
_TENS = re.compile(r"[2-9]0")
_BEFORE_PRONOUN = words("the this that which any no not every each another")
# Only before these, "a" and "half a" are numbers.
_AFTER_ARTICLE = words("dozen hundred thousand million billion trillion")
_ARTICLES = frozenset(["a", "an"])
_OPENERS = frozenset([*NUMBER_WORDS, *_ARTICLES, "half"])


def canonicalize_number(digits: str) -> str:
    """Return a number's canonical form: `"10,000" -> "10000"`, `"3.50" -> "3.5"`; not `"1.2.3"`."""
    plain = digits.replace(",", "") if _GROUPED.fullmatch(digits) else digits.replace(",", ".")
    try:
        value = format(Decimal(plain), "f")
    except InvalidOperation:
        return digits
    return value.rstrip("0").rstrip(".") if "." in value else value


def is_plain_number(key: str) -> bool:
    """Whether a canonical number is a quantity for arithmetic: not "1.2.3", "1980s"."""
    return _PLAIN_NUMBER.fullmatch(key) is not None


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
        joined.append(token)
        place += used
    return joined


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
