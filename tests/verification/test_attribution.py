"""Tests of the speaker of a claim, and its kind, in the checked claim."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import tokenize
from summarize.results import CheckedClaim, Claim, ClaimKind, Verdict
from summarize.sources import read
from summarize.verification import checker as checker_module
from summarize.verification.attribution import find_consensus, find_speaker
from summarize.verification.checker import Checker

TEXT = """Rosa Lee, the mayor, said the pier is shut for the winter. It was built in Kallen in 1884.

“We looked into the gap. The deck is sound,” said Ingrid Hessary. “It will hold.”

She said: "We waited. Nobody came."

Kim said the boat was red, but Tamm said the boat was blue. The ferry to Kallen carried Oddmund.
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return read(text=TEXT, language="en")


def number_of(document: Document, words: str) -> int:
    return next(s.number for s in document.sentences if words in document.sentence_text(s))


@pytest.mark.parametrize(
    ("statement", "evidence", "who"),
    [
        ("The pier is shut, Lee said.", "pier is shut", "Rosa Lee"),
        ("The mayor said the pier is shut.", "pier is shut", "Rosa Lee"),
        ("The pier is shut.", "pier is shut", "Rosa Lee"),
        ("It was built in 1884.", "built in Kallen", None),
        ("We looked into the gap.", "looked into", "Ingrid Hessary"),
        ("The deck is sound.", "deck is sound", "Ingrid Hessary"),
        ("We waited.", "We waited", None),  # "she"
        ("Tamm said the boat was blue.", "boat was blue", "Tamm"),
        ("The boat was blue.", "boat was blue", None),  # says who?
    ],
)
def test_attributed_to(document: Document, statement: str, evidence: str, who: str | None) -> None:
    annotated = AnnotatedDocument(document)
    assert find_speaker(tokenize(statement), annotated, number_of(document, evidence)) == who


def test_only_what_all_agree_on() -> None:
    assert find_consensus(["Lee", "Lee"]) == "Lee"
    assert find_consensus(["Lee", "Kim"]) is None
    assert find_consensus(["Lee", None]) is None
    assert find_consensus([]) is None


def checked(document: Document, text: str) -> CheckedClaim:
    return Checker(AnnotatedDocument(document)).check(Claim(text))


def test_the_checker_fills_in_speaker_and_kind(document: Document) -> None:
    told = checked(document, "Rosa Lee said the pier is shut for the winter.")
    assert (told.attributed_to, told.kind) == ("Rosa Lee", None)
    fact = checked(document, "The ferry to Kallen carried Oddmund.")
    assert (fact.attributed_to, fact.kind) == (None, ClaimKind.FACT)
    assert checked(document, "Rosa Lee said the pier is open for the winter.").attributed_to is None


def test_the_articles_own_sentences_have_them_too(document: Document) -> None:
    own = Checker(AnnotatedDocument(document)).quote_sentence(number_of(document, "deck is sound"))
    assert own.attributed_to == "Ingrid Hessary"


def test_without_tables_nobody_is_named() -> None:
    own = Checker(
        AnnotatedDocument(read(text="Die Mole ist zu, Rosa Lee said.", language="de"))
    ).quote_sentence(1)
    assert (own.attributed_to, own.kind) == (None, None)


def test_a_failure_is_reported_and_costs_nothing_else(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(checker_module, "find_speaker", fail)
    checker = Checker(AnnotatedDocument(document))
    result = checker.check(Claim("The ferry to Kallen carried Oddmund."))
    assert (result.verdict, result.attributed_to) == (Verdict.SUPPORTED, None)
    assert "planted" in checker.failures[0]


def test_a_paragraph_without_end_is_searched_nearby() -> None:
    long = "“" + "We looked. " * 500 + "” said Lee."
    document = read(text=long, language="en")
    assert find_speaker(tokenize("We looked."), AnnotatedDocument(document), 1) is None


def test_a_time_is_nobody_who_says_so() -> None:
    text = "Senior coroner Rosa Lee retires this year and told the inquest that it must wait."
    assert find_speaker(tokenize(text), AnnotatedDocument(read(text=text)), 1) != "this year"
