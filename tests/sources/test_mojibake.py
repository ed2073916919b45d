"""Repair of mojibake, and what is left unchanged."""

from __future__ import annotations

import pytest

from summarize.sources.decoding import decode
from summarize.sources.decoding.mojibake import repair_mojibake

RIGHT = [
    "It’s late – “so what?” – and it costs £5 or €6.",
    "L’élève préféra la crème brûlée à la fenêtre.",
    "São João comeu A MAÇÃ… e «MAÇû. É assim.",
    "Ân ơn, Ã, cũng thế: Việt Nam, xin chào.",
    "Привет, мир! Это Россия.",
    "Příliš žluťoučký kůň; Zażółć gęślą jaźń.",
    "A sign Â stands alone, and ã© once.",
    "これは日本語です。",
]


def broken(text: str, page: str) -> str:
    """As if UTF-8 had been read as a code page; what the page lacks passes through."""
    return "".join(
        bytes([byte]).decode(page, errors="ignore") or chr(byte) for byte in text.encode()
    )


@pytest.mark.parametrize("text", RIGHT)
def test_right_text_is_left_alone(text: str) -> None:
    assert repair_mojibake(text) == (text, 0)


@pytest.mark.parametrize("text", [RIGHT[0], RIGHT[1], RIGHT[4], RIGHT[5], RIGHT[7]])
def test_what_was_read_as_western_is_undone(text: str) -> None:
    once = broken(text, "cp1252")
    assert repair_mojibake(once)[0] == text
    assert repair_mojibake(broken(once, "cp1252"))[0] == text


def test_what_was_read_as_cyrillic_is_undone() -> None:
    assert repair_mojibake("РџСЂРёРІРµС‚, РјРёСЂ") == ("Привет, мир", 9)


def test_a_broken_apostrophe_in_a_right_text_is_undone_and_told() -> None:
    decoded = decode("Zoë donâ€™t know.".encode(), "a.txt")
    assert decoded.text == "Zoë don’t know."
    assert decoded.note == "1 character of mojibake repaired"


def test_one_broken_letter_is_not_certain() -> None:
    assert repair_mojibake("Ã© is how é looks when it is broken.")[1] == 0


def test_nothing_else_is_changed() -> None:
    kept = "ﬁne “quotes”, e\u0301, Ａ, \u2028"
    assert repair_mojibake(f"{kept} donâ€™t")[0] == f"{kept} don’t"
