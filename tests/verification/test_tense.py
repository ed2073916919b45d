"""Tests of the check of tense."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import tokenize
from summarize.verification.checks import tense
from summarize.verification.comparison import Comparison, Reason

NOTHING = AnnotatedDocument(Document(text="", origin="-", sentences=())).vocabulary


def reasons(part: str, source: str) -> list[Reason]:
    return list(tense.check_tense(Comparison(tokenize(part), tokenize(source), NOTHING)))


@pytest.mark.parametrize(
    ("part", "source", "wrong", "instead"),
    [
        ("Kim is a member of the board", "Kim was a member of the board.", "is", "was"),
        ("Kim was a member of the board", "Kim is a member of the board.", "was", "is"),
        ("The trust is named Oddmund", "The trust was named Oddmund.", "is", "was"),
        ("The trust had a boat", "The trust has a boat.", "had", "has"),
        ("The pier will be opened by Kim", "The pier was opened by Kim.", "will be", "was"),
        ("The pier will be opened by Kim", "The pier has been opened by Kim.",
         "will be", "has been"),
        ("Kim said the pier was sold", "Kim said the pier will be sold.", "was", "will be"),
    ],
)  # fmt: skip
def test_another_tense_is_a_doubt(part: str, source: str, wrong: str, instead: str) -> None:
    (reason,) = reasons(part, source)
    assert " ".join(token.surface for token in reason.wrong_tokens) == wrong
    assert reason.correction == instead
    assert reason.text == f"the cited sentence says “{instead}”, not “{wrong}”"
    assert not reason.contradiction


@pytest.mark.parametrize(
    ("part", "source", "instead"),
    [
        ("The pier was opened by Kim", "The pier will be opened by Kim.", "will be"),
        ("The pier has been opened by Kim", "The pier will be opened by Kim.", "will be"),
        ("The council opened the pier in May", "The council will open the pier in May.",
         "will open"),
    ],
)  # fmt: skip
def test_what_will_be_has_not_happened(part: str, source: str, instead: str) -> None:
    (reason,) = reasons(part, source)
    assert reason.contradiction
    assert reason.correction == instead


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("The pier has been opened by Kim", "The pier was opened by Kim."),
        ("The pier is closed", "The pier has been closed."),
        ("Kim said the pier was safe", "“The pier is safe,” Kim said."),
        ("The pier opened in May", "The pier opened in May."),
        ("Kim opens the pier", "Kim opened the pier."),
        ("The pier will be quickly sold", "The pier will be sold."),
        ("The old pier", "The pier was old."),
        ("", "Kim was told."),
        ("Kim was told", ""),
    ],
)
def test_left_alone(part: str, source: str) -> None:
    assert not reasons(part, source)
