from __future__ import annotations

import pytest

from summarize.findings import Origin, Verdict
from summarize.shortening import shorten
from summarize.sources import read
from summarize.verify import Checker

# Neighbours, so that the text is long enough to be English.
AROUND = "The weather was mild for the season. Fishermen from Brannick stayed at home that week."


def shortened(sentence: str) -> str | None:
    found = shorten(1, Checker(read(text=f"{sentence}\n\n{AROUND}", language="en")))
    return found.text if found else None


@pytest.mark.parametrize(
    ("sentence", "shorter"),
    [
        (
            "PELLMOUTH, Marrin (Reuters) - Divers found a crack in the northern wall.",
            "Divers found a crack in the northern wall.",
        ),
        (
            "KALLEN — The council closed the old harbour on Monday.",
            "The council closed the old harbour on Monday.",
        ),
        (
            "However, the council closed the old harbour on Monday.",
            "The council closed the old harbour on Monday.",
        ),
        (
            "And the council closed the old harbour on Monday.",
            "The council closed the old harbour on Monday.",
        ),
        (
            "Divers found a crack (see the map on page two) in the northern wall.",
            "Divers found a crack in the northern wall.",
        ),
        (
            "Ingrid Hessary, who runs the port of Kallen, closed the old harbour.",
            "Ingrid Hessary closed the old harbour.",
        ),
        (
            "Ingrid Hessary, 51, chief engineer of the trust, closed the old harbour.",
            "Ingrid Hessary closed the old harbour.",
        ),
        (
            "On Monday, Ingrid Hessary, born in Kallen, closed the old harbour.",
            "On Monday, Ingrid Hessary closed the old harbour.",
        ),
        (
            "The council closed the old harbour on Monday, which had stood for a century.",
            "The council closed the old harbour on Monday.",
        ),
        (
            "The storm sank two boats in the bay, leaving many families homeless.",
            "The storm sank two boats in the bay.",
        ),
        (
            "The council of Kallen praised Ingrid Hessary, the engineer of the trust.",
            "The council of Kallen praised Ingrid Hessary.",
        ),
        (
            "“We closed the old harbour in time,” said Ingrid Hessary, chief of the trust.",
            "“We closed the old harbour in time,” said Ingrid Hessary.",
        ),
    ],
)
def test_what_can_go(sentence: str, shorter: str) -> None:
    assert shortened(sentence) == shorter


@pytest.mark.parametrize(
    "sentence",
    [
        "The council closed the old harbour on Monday.",
        "But for the storm the council had kept the old harbour.",  # no "But" of contrast
        "The harbour that the council closed on Monday was old.",  # no comma, no aside
        "Divers found rust, cracks and holes in the northern wall.",  # a list
        "They met Ingrid Hessary, a nurse and two of her sons.",
        "The council closed the old harbour, police said on Monday.",  # who says so
        "Boats stayed out of the bay, unless the wind had dropped.",
        "The harbour stayed open, although it had failed the test.",
        "Boats (except the ferry) stayed out of the bay on Monday.",
        "The talks begin in Kallen (on Monday) and end in Marlitz (in June).",  # dates are facts
        "The boat sank on Monday, the day after the storm had passed.",
        "He said: “The harbour, which is old, was closed on Monday.”",  # never inside a quotation
        "however, the council closed the old harbour on Monday.",  # a fragment stays one
        "Who closed the old harbour, which had stood for a century?",
        "The crew, 31, slept.",  # too little would be left
        "With his wife, Ann, sleeping, he left the house on Monday.",
    ],
)
def test_what_must_stay(sentence: str) -> None:
    assert shortened(sentence) is None


def test_what_was_shortened_is_checked_and_says_where_it_is_from() -> None:
    text = f"However, the council closed the old harbour on Monday. {AROUND}"
    checker = Checker(read(text=text, language="en"))
    found = shorten(1, checker)
    assert found is not None
    assert (found.origin, found.verdict) == (Origin.EDITED, Verdict.SUPPORTED)
    assert [one.sentence for one in found.evidence] == [1]
    assert found.evidence[0].quote == "However, the council closed the old harbour on Monday."
    assert shorten(1, checker) is found


def test_a_cut_that_the_checker_objects_to_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"However, Ingrid Hessary, who is tall, closed the old harbour. {AROUND}"
    checker = Checker(read(text=text, language="en"))
    real = checker.check
    monkeypatch.setattr(
        checker,
        "check",
        lambda claim: real(type(claim)("Nothing.")) if "who" not in claim.text else real(claim),
    )
    found = shorten(1, checker)
    assert found is not None
    assert found.text == "Ingrid Hessary, who is tall, closed the old harbour."


def test_other_languages_are_left_alone() -> None:
    text = "Der Rat, der in Kallen tagte, (siehe Karte) schloss am Montag den alten Hafen."
    assert shorten(1, Checker(read(text=text, language="de"))) is None


@pytest.mark.parametrize(
    "text", [", , ,", "(((((", "A (b) (c) (d), , who, which.", "“, who ”" * 50]
)
def test_odd_text_does_no_harm(text: str) -> None:
    checker = Checker(read(text=f"{text}\n\n{AROUND}", language="en"))
    for sentence in checker.document.sentences:
        shorten(sentence.number, checker)


@pytest.mark.parametrize(
    "text",
    [
        "The former tax exile, Rosa Kim, gave nine thousand pounds to the trust.",
        "About a fifth of the boats (10 to 12 a year) sank near the pier.",
    ],
)
def test_who_is_meant_and_what_was_counted_stay(text: str) -> None:
    checker = Checker(read(text=f"{text} The harbour was shut. Nobody was hurt.", language="en"))
    assert shorten(1, checker) is None
