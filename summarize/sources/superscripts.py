"""Raised and lowered characters -> plain text: powers stay powers, marks of notes go.

`10<sup>6</sup> -> 10⁶`, `CO<sub>2</sub> -> CO2`.
"""

from __future__ import annotations

import re

_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§¶#]{1,3})(?:\s*[,;–-]\s*\d{1,3})*[\])]?|[,;–-]")
_SIGNS = {"TM": "™", "SM": "℠"}
_NUMERO = re.compile(r"(?:^|[\W\d_])[Nn]$")
_SIGNED_DECIMAL = re.compile(r"[-−–+]\d+[.,/]\d+")
_LETTER_MARK = re.compile(r"[\[(]?[a-z][\])]?")
_EXPONENTS = str.maketrans("0123456789+-−–()nkmxyitpabcd", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿᵏᵐˣʸⁱᵗᵖᵃᵇᶜᵈ")
_LOWERED = str.maketrans("0123456789+-−–()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₍₎")
_VARIABLE = re.compile(r"[-−–+(]?\d?[nkmxyitp][)]?")
_LONG_NUMBER = re.compile(r"\d{3}$")  # a year or the like is raised to no power
_POWERED = re.compile(r"(?:(?:^|[\W\d_])[A-Za-zµΩα-ω]{1,2}|[\d⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻])$")
_CLOSING = tuple(".,;:!?\"'”’)]»。、")


def render_shifted(before: str, text: str, shift: int | None) -> str:
    """Return what text becomes that is raised (`shift` above 0) or lowered (below 0).

    White space at its ends stays.
    """
    if not shift or not text.strip():
        return text
    inner = render_superscript(before, text) if shift > 0 else lower_digits(text, before)
    lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{inner}{trail}"


def render_superscript(before: str, text: str) -> str:
    """Return what a superscript becomes behind `before`: an exponent, or "" for a note's mark.

    `"as was shown." "12" -> ""`, `"5 km" "2" -> "²"`, `"the 1" "st" -> "st"`,
    `"in 1999" "3" -> ""`, `"2" "n" -> "ⁿ"`, `"10" "6.5" -> "^6.5"`, `"n" "o" -> "º"`
    """
    text, last = text.strip(), before[-1:]
    if text in _SIGNS and last.isalnum():
        return _SIGNS[text]
    if text == "o" and _NUMERO.search(before):
        return "º"
    powers = text != "" and all(char in "0123456789+-−–()" for char in text)
    if text.isdecimal() and _LONG_NUMBER.search(before):
        return ""
    if powers and (_POWERED.search(before) or not last.strip()):
        return text.translate(_EXPONENTS)
    if _VARIABLE.fullmatch(text) and _POWERED.search(before):
        return text.translate(_EXPONENTS)
    if last.strip() and not (powers and last.isdigit()) and _NOTE_MARK.fullmatch(text):
        return ""
    signed = _SIGNED_DECIMAL.fullmatch(text) is not None
    if last.isdigit() and (text[:1].isdecimal() or signed) and not powers:
        return f"^{text}"  # else the figures would become one number
    if _LETTER_MARK.fullmatch(text) and (last.islower() or last in _CLOSING):
        return ""
    return text.translate(_EXPONENTS) if powers else text


def raise_digits(text: str) -> str | None:
    """Return a text in raised characters: `"-9" -> "⁻⁹"`; None if it has others."""
    known = text != "" and all(ord(char) in _EXPONENTS for char in text)
    return text.translate(_EXPONENTS) if known else None


def lower_digits(text: str, before: str = "") -> str:
    """Return what a subscript becomes: figures stay apart from figures before them.

    `"2", "CO" -> "2"`, `"2", "10" -> "₂"`
    """
    text = text.strip()
    return text.translate(_LOWERED) if before[-1:].isdigit() else text
