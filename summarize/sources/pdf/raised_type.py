"""Raised type in a line of a PDF: powers, signs of charge, ordinals, marks of notes."""

from __future__ import annotations

import re

_PLAIN = "0123456789+-\u2212\u2013abcdefghijklmnoprstuvwxyz"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_SUPERSCRIPTS = str.maketrans(_PLAIN, _RAISED)
_SIGN = r"[+\u2212\u2013-]"
_NUMBERS = re.compile(rf"{_SIGN}?\d{{1,3}}(?:,\d{{1,3}})*{_SIGN}?,?$|{_SIGN}$")
_BRACKETED = re.compile(r"[\[(]\d{1,3}[\])]")
_LETTER = re.compile(r"[a-pr-z](?:,[a-pr-z])*$")
_ORDINAL = re.compile(r"(?:\d|\b[IVXLCDM]+)$")
_TRADE_MARKS = {"TM": "™", "SM": "℠"}

MARK = r"[⁰¹²³⁴-⁹ᵃ-ᶻⁱⁿ*∗†‡§¶]"
"""A mark of a note, for a pattern."""

# A mark behind three letters, or behind a stop or a quotation mark.
_MARKS = re.compile(
    rf"{MARK}(?:(?<=[^\W\d_]{{3}}.)|(?<=[.,;:!?”’\"')\]].)){MARK}*(?:,{MARK}+)*(?=$|[^\w*])"
)
_UNIT = re.compile(r"\b(?:met(?:er|re)s?|miles?|feet|foot|inch(?:es)?|yards?|sec|mol|cells?)$")
_OPENING_ASTERISK = re.compile(r"(?<!\S)[\"'“‘(]*\*+\S")
_CODE = re.compile(r"[\\@#/_=<>]\S*\Z")
_POWERS = frozenset("²³")


def format_raised(text: str, before: str) -> str:
    """Return raised type as characters that are raised by themselves, where there are such.

    `before` is the text that it follows. `"-9", "10" -> "⁻⁹"`, `"st", "21" -> "st"`
    """
    if _BRACKETED.fullmatch(text):
        text = text[1:-1]
    if _NUMBERS.match(text):
        return text.rstrip(",").translate(_SUPERSCRIPTS)
    if _LETTER.match(text) and not (text in {"a", "e", "o"} and _ORDINAL.search(before)):
        return text.translate(_SUPERSCRIPTS)
    return _TRADE_MARKS.get(text, text)


def remove_note_marks(text: str) -> str:
    """Return a text without the marks of notes behind its words.

    `"the mill.³,⁴ It" -> "the mill. It"`, `"5 km²" -> "5 km²"`
    """
    return _MARKS.sub(lambda match: match[0] if _belongs(text, match) else "", text)


def _belongs(text: str, match: re.Match[str]) -> bool:
    """Whether what looks like a mark is a power, or the end of what is put in asterisks."""
    if match[0] in _POWERS:
        return _UNIT.search(text, 0, match.start()) is not None
    if "*" not in match[0]:
        return False
    return any(pattern.search(text, 0, match.start()) for pattern in (_OPENING_ASTERISK, _CODE))
