"""Raised and lowered characters: powers, indices, marks of notes."""

from __future__ import annotations

import pytest

from summarize.sources.superscripts import lower_digits, render_shifted, render_superscript


@pytest.mark.parametrize(
    ("before", "text", "shown"),
    [
        ("as was shown.", "12", ""),
        ("as was shown", "1,2", ""),
        ("as was shown", "*", ""),
        ("as was shown", "a", ""),
        ("10", "6", "⁶"),
        ("10", "-6", "⁻⁶"),
        ("5 km", "2", "²"),
        ("x", "2", "²"),
        ("", "14", "¹⁴"),
        ("carbon ", "14", "¹⁴"),
        ("the 1", "st", "st"),
        ("XIX", "e", "e"),
        ("Ca", "2+", "²⁺"),
        ("Acme", "TM", "™"),
        ("word", "", ""),
        ("in 2019", "6,7", ""),
        ("45", "*", ""),
        ("10", "6.5", "^6.5"),
        ("10", "6/7", "^6/7"),
        ("2", "n", "ⁿ"),
    ],
)
def test_raised_text_is_a_note_or_a_power(before: str, text: str, shown: str) -> None:
    assert render_superscript(before, text) == shown


@pytest.mark.parametrize(
    ("before", "text", "shown"), [("CO", "2", "2"), ("10", "2", "₂"), ("x", "max", "max")]
)
def test_lowered_figures_stay_apart_from_others(before: str, text: str, shown: str) -> None:
    assert lower_digits(text, before) == shown


def test_white_space_around_shifted_text_stays() -> None:
    assert render_shifted("10", "6 ", 1) == "⁶ "
    assert render_shifted("as was shown", "6 ", 1) == " "
    assert render_shifted("CO", "2 ", -1) == "2 "
    assert render_shifted("CO", "2", 0) == "2"
