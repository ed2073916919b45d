"""Tests of words, names and numbers that the evidence lacks."""

from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from summarize.sources import read
from summarize.verification.alignment import AnnotatedDocument
from summarize.verification.checks import content, figures, names
from summarize.verification.comparison import Comparison, Reason


def held_against(part: str, source: str, article: str = "") -> Comparison:
    """A comparison whose article is the sentence and what else is given."""
    document = read(text=f"{source}\n\n{article}" if article else source, language="en")
    return Comparison(tokenize(part), tokenize(source), AnnotatedDocument(document).vocabulary)


def missing(pair: Comparison) -> list[Reason]:
    return [
        *figures.check_numbers(pair),
        *names.check_names(pair),
        *content.check_absent_words(pair),
    ]


def hard(reasons: list[Reason]) -> bool:
    return any(reason.contradiction for reason in reasons)


DIVERS = "Three divers from Brannick found a hollow 31 metres long under the pier on Tuesday."


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ("Four divers found a hollow", "Four"),
        ("Divers found a hollow 77 metres long", "77"),
        ("Divers from Oddmund found a hollow", "Oddmund"),
        ("Divers found a hollow on Friday", "Friday"),
        ("Divers blew up a hollow", "blew"),
    ],
)
def test_missing_names_what_the_sentence_lacks(part: str, named: str) -> None:
    reasons = list(missing(held_against(part, DIVERS)))
    assert len(reasons) == 1
    assert named in reasons[0].text


@pytest.mark.parametrize(
    "part", ["Divers found a hollow", "3 divers found a hollow", "", "of the", "On Tuesday, divers"]
)
def test_missing_leaves_alone_what_is_there(part: str) -> None:
    assert not list(missing(held_against(part, DIVERS)))


def test_us_is_not_in_a_sentence_with_us() -> None:
    assert list(missing(held_against("Ships of the US came", "He told us ships came.")))
    assert not list(missing(held_against("Ships of the US came", "U.S. ships came.")))


@pytest.mark.parametrize(
    ("part", "article", "accused"),
    [
        ("Divers from Oddmund found a hollow", "", True),
        ("Divers from Oddmund found a hollow", "Oddmund is a firm.", True),
        ("Osterwerther divers found a hollow", "We saw Osterwerth.", False),
        ("The UK divers found a hollow", "", False),  # too short to tell
        ("Divers destroyed a hollow", "", False),
    ],
)
def test_only_inventions_are_hard(part: str, article: str, accused: bool) -> None:
    assert hard(list(missing(held_against(part, DIVERS, article)))) is accused
