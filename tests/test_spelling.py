"""Which word was meant."""

from __future__ import annotations

import pytest

from summarize.spelling import suggest_word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("lenght", "length"), ("LENGHT", "length"), ("Fomat", "format"), ("weather", ""), ("", "")],
)
def test_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert suggest_word(typed, ["length", "format"]) == meant


def test_words_have_to_be_as_alike_as_is_asked() -> None:
    assert suggest_word("rm", ["remove"]) == ""
    assert suggest_word("rm", ["remove"], cutoff=0.5) == "remove"
