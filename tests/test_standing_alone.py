from __future__ import annotations

import pytest

from summarize.checking.folding import fold
from summarize.standing_alone import CLEAR, worth_alone


def worth(text: str, *, quoted: bool = False) -> float:
    return worth_alone(text, fold(text), quoted=quoted)


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Kim sold the ferry.",
        "Rosa Kim said she sold the ferry.",
        "The mayor said he would resign.",
        "On Monday the ferry and its crew left.",
        "The ferries left when they were full.",
        "“We have the maps,” said Rosa Kim.",
        "iPhones sell well in Kallen.",
        "But the ferry sank.",
        "After Kim won the race, she left.",
        "The ferry left, they say.",
    ],
)
def test_clear(text: str) -> None:
    assert worth(text, quoted=text.startswith("“")) >= CLEAR


@pytest.mark.parametrize(
    "text",
    [
        "She sold the ferry.",
        "It was sold in May.",
        "They left.",
        "This was a mistake.",
        "In another she sold the ferry.",
        "Speaking to a patient, they praised the nurses.",
        "But in doing so, he must keep the council on side.",
        "We have the maps.",
        "however, it sank.",
        "The ferry has:",
        "The ferry sank,” said Rosa Kim, who was there.",
        "Labour received a cheque from the union).",
        '"The ferry sank in May.',
    ],
)
def test_misleading_or_broken(text: str) -> None:
    assert worth(text) < CLEAR


def test_quoted_words_without_their_speaker_are_not_shown() -> None:
    assert worth("The pier is safe.") == 1.0
    assert worth("The pier is safe.", quoted=True) < CLEAR
    assert CLEAR <= worth("“The pier is safe,” said Rosa Kim.", quoted=True) < 1.0


@pytest.mark.parametrize("text", ["", "?", "\0", "🙂"])
def test_anything_has_a_worth(text: str) -> None:
    assert 0 < worth(text) <= 1.0
