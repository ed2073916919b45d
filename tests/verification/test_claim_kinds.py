"""Tests of the kind of a claim, and claims of no certain kind."""

from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from summarize.results import ClaimKind
from summarize.verification.claim_kinds import classify_claim


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ferry carried Gerd Tamm to Kallen.", ClaimKind.FACT),
        ("The pier was built in Kallen.", ClaimKind.FACT),
        ("The repair cost £4.2 million.", ClaimKind.FIGURE),
        ("Prices in Kallen rose by 4 per cent.", ClaimKind.FIGURE),
        ("The storm killed 162.", ClaimKind.FIGURE),
        ("Turnout in Kallen was 41%.", ClaimKind.FIGURE),
        ("“We could not see the back of it,” said Hessary.", ClaimKind.QUOTE),
        ('"The deck above looks perfectly sound."', ClaimKind.QUOTE),
        ("The pier will open in May.", ClaimKind.FORECAST),
        ("The pier is expected to open in May.", ClaimKind.FORECAST),
        ("The trust plans to sell the boat.", ClaimKind.FORECAST),
        ("The pier is due to open in May.", ClaimKind.FORECAST),
        ("Rosa Lee believes that the pier is a danger.", ClaimKind.OPINION),
        ("Rosa Lee said the council should pay.", ClaimKind.OPINION),
        ("The plan is unacceptable, Rosa Lee said.", ClaimKind.OPINION),
    ],
)
def test_what_is_certain(text: str, kind: ClaimKind) -> None:
    assert classify_claim(tokenize(text)) is kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "Rosa Lee said the pier is shut.",
        "The pier may open in Kallen.",
        "The pier was apparently built in Kallen.",
        "The will of Gerd Tamm was lost.",
        "Nobody knows whether the pier will open.",
        "Rosa Lee said the pier will open.",  # somebody's forecast
        "If it rains the pier will close.",
        "Gerd Tamm, 51, died three days later.",
        "The pier was built in Kallen in 1884.",
        "Was the pier built in Kallen?",
        "We built the pier in Kallen.",
        "The so-called “wall” was built in Kallen.",
        "The plan was unacceptable.",  # to whom?
        "A look at Kallen.",
    ],
)
def test_what_is_not(text: str) -> None:
    assert classify_claim(tokenize(text)) is None


def test_what_the_evidence_hedges_is_no_fact() -> None:
    statement = tokenize("The pier was closed in Kallen.")
    assert classify_claim(statement, statement) is ClaimKind.FACT
    assert classify_claim(statement, tokenize("The pier was reportedly closed in Kallen.")) is None
    assert (
        classify_claim(statement, tokenize("The pier was closed in Kallen, Rosa Lee said.")) is None
    )
