"""Which sentence introduces a noun."""

from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from support.checkers import checker_for


@pytest.mark.parametrize(
    ("first", "noun", "introduces"),
    [
        ("Kallen wrote a strict new bill.", "bill", True),
        ("Kallen wrote three bills.", "bill", True),
        ("Kallen read the Harbour Bill.", "bill", True),
        ("Kallen read the bill.", "bill", False),
        ("Kallen reads.", "bill", False),
    ],
)
def test_introduction(first: str, noun: str, introduces: bool) -> None:
    annotated = checker_for(f"{first} It rained. The {noun} is here.", language="en").annotated
    key = tokenize(noun, "en")[0].key
    found = annotated.introductions.find_mentions(key, 3)
    assert found == (frozenset({1}) if introduces else None)


def test_the_latest_mentions_tell_which_one_it_is() -> None:
    filler = "It rained in May. " * 30
    text = f"Kim wrote a bill. {filler}Lee read the bill. The bill is here."
    annotated = checker_for(text, language="en").annotated
    key = tokenize("bill", "en")[0].key
    assert annotated.introductions.find_mentions(key, 33) == frozenset({32})
