"""What may be left out of a sentence: a cut is named where it may join what does not belong."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import tokenize
from summarize.verification.checks import roles
from summarize.verification.comparison import Comparison

NOTHING = AnnotatedDocument(Document(text="", origin="-", sentences=())).vocabulary


def cut(part: str, source: str) -> list[str]:
    return [
        reason.text
        for reason in roles.check_omissions(Comparison(tokenize(part), tokenize(source), NOTHING))
    ]


@pytest.mark.parametrize(
    ("part", "source", "named"),
    [
        ("The council approved the plan", "The council approved the budget and rejected the plan.",
         "budget"),
        ("Ito praised Kim", "Ito praised Lee and Kim resigned.", "Lee"),
        ("Ito left", "Ito praised Lee and Kim left.", "Lee"),
        ("The bus hit a tree", "The bus missed a wall and the van hit a tree.", "missed"),
        ("It makes payment accounts", "It makes payment insurance and packaged accounts.",
         "insurance"),
        ("It shows her pushing and a clerk", "It shows her pushing and insulting a clerk.",
         "insulting"),
        ("Kim sued Lee on Tuesday", "Kim sued Lee and resigned on Tuesday.", "resigned"),
        ("Kim and Lee sailed", "Kim saw how Lee sailed.", "saw"),
        ("The man resigned", "The man praised the woman who resigned.", "praised"),
        ("The mayor fell", "The mayor laughed when the clerk fell.", "laughed"),
        ("The law protects owners", "The law protects tenants of boat owners.", "tenants"),
        ("The judge was Kim", "The judge praised Lee, and it was Kim.", "Lee"),
        ("It teaches the curriculum", "It teaches the curriculum tests in May.", "tests"),
        ("Kim (31) left", "Kim (31) praised Lee (40), who left.", "Lee"),
    ],
)  # fmt: skip
def test_risky(part: str, source: str, named: str) -> None:
    (text,) = cut(part, source)
    assert f"“{named}”" in text


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("Ito left", "Ito praised Lee and left."),
        ("Ito praised Lee", "Ito praised Lee and left."),
        ("Ito met Kim", "Ito met Lee and Kim."),
        ("Ito met Lee", "Ito met Lee and Kim."),
        ("The council approved the plan", "The council approved the budget and the plan."),
        ("The council approved the plan", "The council approved and signed the plan."),
        ("A boat came", "A large red and black boat came."),
        ("The man ran", "The man in a red and black coat ran."),
        ("One of the cats was found", "One of the cats at the home in Arizona was found."),
        ("Ito was at the heart of it", "Ito, who wants to join Oddmund, was at the heart of it."),
        ("Ito has also left", "Ito, who met Lee and Kim, has also left."),
        ("Four cops left", "Four Swedish cops left."),
        ("The judge ordered a search", "The judge Stephen Kramer ordered a search."),
        ("Kim left", "Kim (born 22 October 1983 in Kallen) left."),
        ("Kim left", "Kim (born 22 October 1983 in Kallen) also left."),
        ("The jury found Kim guilty of all counts",
         "The jury found Kim guilty on Wednesday of all counts."),
        ("The trust sold the ferry", "The trust sold the ferry, which it had bought from Ito."),
        ("Ito sold the boat", "Ito sold the boat after Lee resigned."),
        ("Ito sold the boat", "Ito sold the boat yesterday."),
        ("Ito sold the boat", "Ito sold the boat quickly."),
        ("", "Ito sold the boat quickly."),
        ("Cows graze", "Ito sold the boat."),
    ],
)  # fmt: skip
def test_safe(part: str, source: str) -> None:
    assert cut(part, source) == []
