"""Reasons that say what a statement leaves out, or of what else the source says it."""

from __future__ import annotations

import pytest

from support.comparisons import list_omissions


@pytest.mark.parametrize(
    ("part", "source", "text"),
    [
        ("It fell to 5 in May", "It fell to 5 in June from 6 in May.",
         "the source says this of “June”, not of “May”"),
        ("It closed on 9 May", "It closed on 7 May and reopened on 9 May.",
         "the source says this of “7 May”, not of “9 May”"),
        ("It sank in 2021", "It sank in 2019 and was raised in 2021.",
         "the source says this of “2019”, not of “2021”"),
        ("Ito lives in Lund", "Ito lives in Bergen in the house of Kim from Lund.",
         "the source says this of “Bergen”, not of “Lund”"),
        ("It opens at 9 pm", "It opens at 7 pm and is closed from 9 pm.",
         "the source says “7 pm” of this, not “9 pm”"),
        ("Ito met Kim in May", "Ito met Lee in May and Kim in June.",
         "the source says this of “Lee”, not of “Kim”"),
        # maybe both
        ("Ito met Kim", "Ito met Lee and Kim.", "leaves out “Lee”, which may change the meaning"),
        ("Ito joined Lund", "Ito joined Bergen side Lund.",
         "leaves out “Bergen side”, which may change the meaning"),
        ("It rose by 5 per cent in June", "It rose by 3 per cent in May and 5 per cent in June.",
         "leaves out “3 per cent in May”, which may change the meaning"),
        # not half a name or date, and not too much
        ("The pier closes", "The pier closes in the second week behind 7 October 2031.",
         "leaves out “in the second week behind 7 October 2031”, which may change the meaning"),
        ("The pier sank", "The pier of the old fishing village by the bay sank.",
         "leaves out “of the old fishing village …”, which may change the meaning"),
        ("He met friends of Kim", "He met friends of Rosa Kim.",
         "leaves out “Rosa”, which may change the meaning"),
        ("The pier sank", "The new pier sank.", "leaves out “new”, which may change the meaning"),
        ("The boat sank", "A boat sank.", "the source says “A boat”, not “The boat”"),
        ("The pier is old", "Is the pier old?",
         "puts the words of the source in another order, which may change the meaning"),
        ("It sank slowly in May", "In May it slowly sank.",
         "puts the words of the source in another order, which may change the meaning"),
    ],
)  # fmt: skip
def test_the_reason_says_what_is_left_out_or_meant(part: str, source: str, text: str) -> None:
    (reason,) = list_omissions(part, source)
    assert reason.text == text
