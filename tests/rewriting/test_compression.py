"""Compressed wordings of the article's sentences: what is cut and what must stay."""

from __future__ import annotations

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.results import CheckedClaim, Origin, Verdict
from summarize.rewriting.compression import compress
from summarize.sources import read
from summarize.verification.checker import Checker
from support.checkers import checker_for

# Neighbours, so that the text is long enough to be English.
AROUND = "The weather was mild for the season. Fishermen from Brannick stayed at home that week."


def first_compression(number: int, checker: Checker) -> CheckedClaim | None:
    return next(iter(compress(number, checker)), None)


def shortened(sentence: str) -> str | None:
    found = first_compression(1, checker_for(f"{sentence}\n\n{AROUND}", language="en"))
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
        # the comma behind the name closes what the one before it opened
        (
            "The guard, Brian Tull, who had been asleep, said he saw a knife.",
            "The guard, Brian Tull, said he saw a knife.",
        ),
        (
            "Her predecessor, Judith Fenwick – her aunt – left in bad health.",
            "Her predecessor, Judith Fenwick, left in bad health.",
        ),
        (
            "The Trust, whose treasurer, Mike Hume, resigned, said that it would pay.",
            "The Trust, whose treasurer resigned, said that it would pay.",
        ),
        (
            "On Monday, Greg Nolan, an electrician, thanked the whole crew.",
            "On Monday, Greg Nolan thanked the whole crew.",
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
        "The yearly pay is p = (years of service times two) times the last (basic) pay.",
        "Small children should drink water from bottles, a doctor, Vesna Rak, said.",
    ],
)
def test_what_must_stay(sentence: str) -> None:
    assert shortened(sentence) is None


def test_what_was_shortened_is_checked_and_says_where_it_is_from() -> None:
    text = f"However, the council closed the old harbour on Monday. {AROUND}"
    checker = checker_for(text, language="en")
    found = first_compression(1, checker)
    assert found is not None
    assert (found.origin, found.verdict) == (Origin.EDITED, Verdict.SUPPORTED)
    assert [one.sentence_number for one in found.evidence] == [1]
    assert found.evidence[0].quote == "However, the council closed the old harbour on Monday."


def test_a_cut_that_the_checker_objects_to_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"However, Ingrid Hessary, who is tall, closed the old harbour. {AROUND}"
    checker = checker_for(text, language="en")
    real = checker.check
    monkeypatch.setattr(
        checker,
        "check",
        lambda claim: real(type(claim)("Nothing.")) if "who" not in claim.text else real(claim),
    )
    found = first_compression(1, checker)
    assert found is not None
    assert found.text == "Ingrid Hessary, who is tall, closed the old harbour."


def test_other_languages_are_left_alone() -> None:
    text = "Der Rat, der in Kallen tagte, (siehe Karte) schloss am Montag den alten Hafen."
    assert first_compression(1, checker_for(text, language="de")) is None


@pytest.mark.parametrize(
    "text", [", , ,", "(((((", "A (b) (c) (d), , who, which.", "“, who ”" * 50]
)
def test_odd_text_does_no_harm(text: str) -> None:
    checker = checker_for(f"{text}\n\n{AROUND}", language="en")
    for sentence in checker.annotated.document.sentences:
        first_compression(sentence.number, checker)


@pytest.mark.parametrize(
    "text",
    [
        "The former tax exile, Rosa Kim, gave nine thousand pounds to the trust.",
        "About a fifth of the boats (10 to 12 a year) sank near the pier.",
    ],
)
def test_who_is_meant_and_what_was_counted_stay(text: str) -> None:
    checker = Checker(
        AnnotatedDocument(
            read(text=f"{text} The harbour was shut. Nobody was hurt.", language="en")
        )
    )
    assert first_compression(1, checker) is None


def lengths(sentence: str) -> list[str]:
    found = compress(1, checker_for(f"{sentence}\n\n{AROUND}", language="en"))
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("sentence", "shortest"),
    [
        (
            "Despite the heavy rain, the council of Kallen closed the old harbour and the pier for"
            " the whole summer.",
            "The council of Kallen closed the old harbour and the pier for the whole summer.",
        ),
        (
            "Built by the brothers Lund, the northern wall of the harbour was shut by the council"
            " of Kallen for the summer.",
            "The northern wall of the harbour was shut by the council of Kallen for the summer.",
        ),
        (
            "The council of Kallen closed the old harbour for the whole of the summer, and the"
            " boats were taken to the bay.",
            "The council of Kallen closed the old harbour for the whole of the summer.",
        ),
        (
            "The council of Kallen closed the old harbour for the whole summer; the boats were"
            " taken to the next bay.",
            "The council of Kallen closed the old harbour for the whole summer.",
        ),
        (
            "The council of Kallen closed many of the harbours of the coast for the summer,"
            " including the one at Brannick.",
            "The council of Kallen closed many of the harbours of the coast for the summer.",
        ),
        (
            "The council of Kallen closed the old harbour for the whole of the summer, with divers"
            " checking the northern wall.",
            "The council of Kallen closed the old harbour for the whole of the summer.",
        ),
        (
            "The northern wall of the harbour – the work of the brothers Lund – was shut by the"
            " council for the summer.",
            "The northern wall of the harbour was shut by the council for the summer.",
        ),
        (
            "In addition, the council of Kallen (see Table 2) closed the old harbour.",
            "The council of Kallen closed the old harbour.",
        ),
    ],
)
def test_whole_clauses_can_go(sentence: str, shortest: str) -> None:
    assert lengths(sentence)[-1] == shortest


@pytest.mark.parametrize(
    "sentence",
    [
        "If the storm comes back, the council of Kallen will close the old harbour and the pier for"
        " the whole of the summer.",
        "On Monday in the rain, the council of Kallen closed the old harbour and the pier for the"
        " whole of the summer.",
        "Despite what Lund said, the council of Kallen closed the old harbour and the pier for the"
        " whole of the summer.",
        "Speaking to Ruth Hessary, she praised the council of Kallen for the old harbour and the"
        " pier of the northern town.",
        "The council of Kallen closed the old harbour, the pier, the baths and the market for the"
        " whole of the long summer.",
        "The council of Kallen closed the old harbour for the whole of the summer, and police said"
        " the boats were safe.",
        "Either the council of Kallen closed the old harbour for the whole summer, and the boats"
        " were taken to the bay, or it lied.",
        "The old bicycle of the council of Kallen is as close to standard as possible, but required"
        " a better seat and tweaked brakes.",
        "The council of Kallen closed the old harbour for the whole of the summer, but the boats"
        " were taken to the bay.",
        "The council of Kallen knows what a loss of the harbour – or a sale – would mean for the"
        " boats and for the town.",
        # the last of several things, not a clause of its own
        "The ferry of Marrin sank and the boats of Lee and Kallen were sold by the town in May.",
        "The pier was built and the walls for Orr and Kallen are painted by the town of Lee.",
    ],
)
def test_conditions_speakers_and_lists_stay(sentence: str) -> None:
    assert lengths(sentence) == []


def test_the_longest_comes_first() -> None:
    found = lengths(
        "However, the council of Kallen closed the old harbour for the whole of the summer, and"
        " the boats were taken to the bay."
    )
    assert found == [
        "The council of Kallen closed the old harbour for the whole of the summer, and the boats"
        " were taken to the bay.",
        "The council of Kallen closed the old harbour for the whole of the summer.",
    ]


def test_a_formula_keeps_its_brackets() -> None:
    assert lengths("The depth is given by the function f (x − y) of the northern wall.") == []
