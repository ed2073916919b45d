"""Tests of tokens -> character spans in the text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarize.document import Span
from summarize.nlp.normalize import tokenize
from summarize.verification.token_spans import find_token_spans


def marked(text: str, *surfaces: str) -> list[str]:
    """The text's own characters at the spans of the tokens with these surfaces."""
    tokens = tokenize(text)
    wanted = [token for token in tokens if token.surface in surfaces]
    return [text[span.start : span.end] for span in find_token_spans(text, tokens, wanted)]


@pytest.mark.parametrize(
    ("text", "surface", "expected"),
    [
        ("Ito sold 31 boats.", "31", ["31"]),
        ("Ito sold 1,200 boats.", "1,200", ["1,200"]),
        ("Ito sold thirty one boats.", "thirty one", ["thirty one"]),
        ("This is his list.", "is", ["is"]),
        ("It cost £5 on October 7.", "7", ["7"]),
        ("It cost £5 on October 7.", "October", ["October"]),
        ("“Kim’s boat” sank — Ito’s did not.", "sank", ["sank"]),
        ("Kim and Kim and Kim.", "Kim", ["Kim", "Kim", "Kim"]),
        ("Größe und Straße zählen.", "Straße", ["Straße"]),
        ("Nothing of this.", "elsewhere", []),
        ("", "x", []),
    ],
)
def test_the_words_are_found_where_they_stand(text: str, surface: str, expected: list[str]) -> None:
    assert marked(text, surface) == expected


def test_of_two_equal_words_the_right_one_is_marked() -> None:
    text = "It rose from 5 metres to 5 miles."
    tokens = tokenize(text)
    second = [token for token in tokens if token.surface == "5"][1]
    spans = find_token_spans(text, tokens, [second])
    assert spans == (Span(text.rindex("5"), text.rindex("5") + 1),)


def test_what_was_folded_to_other_words_does_not_shift_what_follows() -> None:
    text = "They can't pay, won't pay and didn’t pay 40 pounds."
    assert marked(text, "40") == ["40"]


def test_a_token_that_was_made_anew_is_found_by_its_look() -> None:
    text = "Kim sued Lee."
    tokens = tokenize(text)
    (lee,) = [replace(token) for token in tokens if token.surface == "Lee"]
    assert find_token_spans(text, tokens, [lee]) == (Span(9, 12),)
