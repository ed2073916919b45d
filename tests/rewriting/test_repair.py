"""Failed statements corrected from their evidence."""

from __future__ import annotations

import pytest

from summarize.document import count_words
from summarize.results import Origin, Verdict
from summarize.rewriting.repair import repair_statement
from summarize.verification.checker import Checker, SentenceCheck
from summarize.verification.comparison import Reason
from summarize.verification.standing import Standing
from support.checkers import checker_for

TEXT = (
    "The council of Pellmouth closed the old harbour on Monday. "
    "Divers found a crack of 31 metres in the northern wall of the basin. "
    "Ingrid Hessary praised the 14 fishermen of Brannick for their patience. "
    "The work may cost £4.2 million, the trust said on Tuesday. "
    "The ferry did not sail to Castle Orrin in the summer of 2019. "
    "The museum of Marrin sold an old lamp to a buyer from Kallen."
)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return checker_for(TEXT, language="en")


@pytest.mark.parametrize(
    ("statement", "right"),
    [
        # a number, a sum, a name, a day
        (
            "Divers found a crack of 48 metres in the northern wall.",
            "Divers found a crack of 31 metres in the northern wall of the basin.",
        ),
        (
            "The work may cost £7.9 million, the trust said.",
            "The work may cost £4.2 million, the trust said.",
        ),
        (
            "Ingrid Hessary praised the 14 fishermen of Oddmund.",
            "Ingrid Hessary praised the 14 fishermen of Brannick for their patience.",
        ),
        (
            "The council of Pellmouth closed the harbour on Friday.",
            "The council of Pellmouth closed the old harbour on Monday.",
        ),
        # a word that says the opposite
        (
            "Divers found a crack in the southern wall of the basin.",
            "Divers found a crack of 31 metres in the northern wall of the basin.",
        ),
        # "a" and "an"
        (
            "The museum of Marrin sold a new lamp to a buyer.",
            "The museum of Marrin sold an old lamp to a buyer from Kallen.",
        ),
        # a "not" added, and one that was lost
        (
            "The council of Pellmouth did not close the old harbour on Monday.",
            "The council of Pellmouth closed the old harbour on Monday.",
        ),
        (
            "The ferry sailed to Castle Orrin in the summer of 2019.",
            "The ferry did not sail to Castle Orrin in the summer of 2019.",
        ),
        # a hedge, a speaker
        (
            "The work will cost £4.2 million, the trust said.",
            "The work may cost £4.2 million, the trust said.",
        ),
        (
            "The work may cost £4.2 million.",
            "The work may cost £4.2 million, the trust said on Tuesday.",
        ),
        # an invented modifier, clause and phrase
        (
            "Divers found a gigantic crack in the northern wall.",
            "Divers found a crack of 31 metres in the northern wall of the basin.",
        ),
        (
            "The council of Pellmouth closed the old harbour, which angered the unions.",
            "The council of Pellmouth closed the old harbour.",
        ),
        (
            "The council of Pellmouth closed the old harbour on Monday after the elections.",
            "The council of Pellmouth closed the old harbour on Monday.",
        ),
        (
            "After the storm, the council of Pellmouth closed the old harbour.",
            "The council of Pellmouth closed the old harbour.",
        ),
    ],
)
def test_what_is_put_right(checker: Checker, statement: str, right: str) -> None:
    edited = repair_statement(statement, checker)
    assert edited is not None
    assert edited.text == right
    assert (edited.origin, edited.verdict) == (Origin.EDITED, Verdict.SUPPORTED)
    assert edited.evidence
    assert edited.reasons == ()


@pytest.mark.parametrize(
    "statement",
    [
        # stands as it is
        "Unicorns devoured the committee of Xanaduville.",  # about nothing in the article
        "Divers sang about the wall.",  # too little would be left
        "Divers found a crack. The council of Pellmouth sold it.",  # two sentences
        "The mayor of Pellmouth, who resigned in 1999, was a diver from Kallen.",
        "",
        "Divers.",
    ],
)
def test_what_is_left_alone(checker: Checker, statement: str) -> None:
    assert repair_statement(statement, checker) is None


@pytest.mark.parametrize(
    "statement",
    [
        "The council, after 99 votes, closed the old, quiet harbour of Pellmouth, it said.",
        "Divers found 7 cracks of 48 feet in the southern wall, and in the eastern wall of Kallen.",
        "Ingrid Hessary, 51, praised, on Monday, the 15 fishermen.",
        "In 2018, the ferry, which may sink, sailed to Castle Brannick.",
    ],
)
def test_whatever_comes_out_is_a_sentence_and_stands(checker: Checker, statement: str) -> None:
    edited = repair_statement(statement, checker)
    if edited is not None:
        assert checker.check_sentence(edited.text).verdict is Verdict.SUPPORTED
        assert count_words(edited.text) >= 5
        assert edited.text[0].isupper()
        assert not any(bad in edited.text for bad in (",,", ", ,", " ,", ",.", "  "))


def test_only_what_the_checker_supports_is_accepted(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the reasons look, a checker that is never content accepts nothing."""
    statement = "Divers found a crack of 48 metres in the northern wall."
    found = checker.check_sentence(statement)
    checks = 0

    def discontent(text: str) -> SentenceCheck:
        nonlocal checks
        checks += 1
        return found

    monkeypatch.setattr(checker, "check_sentence", discontent)
    assert repair_statement(statement, checker) is None
    assert checks < 20


@pytest.mark.parametrize("instead", ["", "31", "nonsense", "31 (or so", "the"])
def test_any_reason_is_taken(
    checker: Checker, monkeypatch: pytest.MonkeyPatch, instead: str
) -> None:
    statement = "Divers found a crack of 48 metres in the northern wall."
    real = checker.check_sentence
    number = next(t for t in real(statement).tokens if t.surface == "48")

    def examine(text: str) -> SentenceCheck:
        found = real(text)
        if text != statement:
            return found
        wrong = next(t for t in found.tokens if t == number)
        reasons = (Reason("odd “metres”", True, (wrong,), instead), Reason("", False))
        return SentenceCheck(
            found.tokens, found.parts, reasons, Standing.REFUTED, Verdict.UNSUPPORTED, 0.0
        )

    monkeypatch.setattr(checker, "check_sentence", examine)
    edited = repair_statement(statement, checker)
    assert edited is not None
    assert edited.text == "Divers found a crack of 31 metres in the northern wall of the basin."


def test_other_languages_are_left_alone() -> None:
    text = "Der Rat schloss am Montag den alten Hafen. Die Fähre fuhr 2019 nicht mehr nach Kallen."
    checker = checker_for(text, language="de")
    assert repair_statement("Der Rat schloss am Freitag den alten Hafen.", checker) is None


def test_a_very_long_statement_is_left_alone(checker: Checker) -> None:
    assert repair_statement("Divers found a crack of 48 metres " * 500, checker) is None


def test_what_holds_the_verb_is_no_modifier() -> None:
    text = "When a storm came in 1996, the pier stayed shut for 11 months. Ito was there."
    mended = repair_statement(
        "The break will stay shut for 11 months.",
        checker_for(text, language="en"),
    )
    assert mended is None or not mended.text.startswith("The stay")
