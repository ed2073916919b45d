"""Tests of the check of names and persons."""

from __future__ import annotations

import pytest

from summarize.results import CheckedClaim, Claim, Verdict
from support.checkers import checker_for

ARTICLE = """President John Kim opened the new pier in Kallen on Monday. Kim thanked Rosa Lee.

The ferry to Dornitz sails for Oddmund Piling in May. Oddmund Piling pays the Marrin Harbour Trust.
Penny Hessary and Gerd Hessary sang. Gerd Hessary danced in the harbour of Brannick.
The Englishman farms 310 hectares behind the village of Zehrau. He likes Gerogia Tamm.
Yesterday the council praised Tamm for the new boat.
"""
CHECKER = checker_for(ARTICLE, language="en")


def check(text: str) -> CheckedClaim:
    return CHECKER.check(Claim(text))


@pytest.mark.parametrize(
    ("lie", "reason", "wrong"),
    [
        ("Rosa Lee opened the new pier in Kallen on Monday.", "John Kim, not of Rosa Lee", "Rosa Lee"),
        ("Lee opened the new pier in Kallen on Monday.", "John Kim, not of Lee", "Lee"),
        ("John Kim opened the new pier in Dornitz on Monday.", "of Kallen, not of Dornitz",
         "Dornitz"),
        ("The ferry to Kallen sails for Oddmund Piling in May.", "of Dornitz, not of Kallen",
         "Kallen"),
        ("Rosa Kim thanked Rosa Lee.", "the name is John Kim, not Rosa Kim", "Rosa"),
        ("Gerd Kim opened the new pier in Kallen on Monday.", "John, not of Gerd", "Gerd"),
        ("Zanzibar Piling pays the Marrin Harbour Trust.", "Oddmund, not of Zanzibar", "Zanzibar"),
        ("Yesterday the council praised Lee for the new boat.", "of Tamm, not of Lee", "Lee"),
    ],
)  # fmt: skip
def test_a_swapped_name_is_a_contradiction(lie: str, reason: str, wrong: str) -> None:
    result = check(lie)
    assert result.verdict is Verdict.UNSUPPORTED
    assert any(reason in text for text in result.reasons), result.reasons
    marked = " ".join(result.text[mark.start : mark.end] for mark in result.wrong_spans)
    assert wrong in marked


@pytest.mark.parametrize(
    "text",
    [
        "John Kim opened the new pier in Kallen on Monday.",
        "Mr Kim opened the new pier in Kallen on Monday.",
        "Kim opened the new pier in Kallen on Monday.",
        "President Kim thanked Rosa Lee.",
        "President John Kim thanked Ms Lee.",
        "Oddmund Piling pays the MHT.",
        "Yesterday the council praised Gerogia Tamm for the new boat.",
    ],
)
def test_other_forms_of_the_same_name(text: str) -> None:
    result = check(text)
    assert result.verdict is Verdict.SUPPORTED, result.reasons


@pytest.mark.parametrize(
    "text",
    [
        "Hessary danced in the harbour of Brannick.",  # Gerd or Penny?
        "Kim farms 310 hectares behind the village of Zehrau.",  # is he "the Englishman"?
        "Yesterday the council praised Georgia Tamm for the new boat.",  # a slip?
    ],
)
def test_what_can_not_be_told_is_left_open(text: str) -> None:
    assert check(text).verdict is not Verdict.SUPPORTED
    found = CHECKER.check_sentence(text)
    assert not any(
        r.contradiction for r in found.reasons if r.check == "names" and "says" in r.text
    )


def test_a_repair_has_the_name_that_belongs_there() -> None:
    (reason,) = [
        reason
        for reason in CHECKER.check_sentence("Rosa Lee's pier: Lee thanked Rosa Lee.").reasons
        if reason.correction
    ] or CHECKER.check_sentence("Tamm thanked Rosa Lee.").reasons[:1]
    assert reason.correction == "Kim"
    assert reason.wrong_tokens


def test_a_word_that_only_begins_the_sentence_is_no_invented_name() -> None:
    found = CHECKER.check_sentence("Striker Gerd Hessary danced in the harbour of Brannick.")
    assert not any(reason.contradiction for reason in found.reasons)
