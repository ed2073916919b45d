"""Conventions of a whole document: who "we" are, and whether it has capitals."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.writing_style import USUAL_STYLE, WritingStyle
from summarize.sources import read

PAPER = " ".join(
    f"We measured the {name} quay with a new gauge. The {name} quay has a wall of brick and stone."
    for name in "Kallen Marrin Pell Orr Tull Bexley Tarn Lowick Hove Denby Farley Wick".split()
)
CALL = " ".join(
    f"We’re pleased with the {name} business. We grew there. Thank you for your work in {name}."
    for name in "Kallen Marrin Pell Orr Tull Bexley Tarn Lowick Hove Denby Farley Wick".split()
)
STORY = " ".join(
    f"“The {name} boat is late,” said Kim. We waited for it. The night was cold in {name}."
    for name in "Kallen Marrin Pell Orr Tull Bexley Tarn Lowick Hove Denby Farley Wick".split()
)
WALLS = " ".join(
    f"The {name} quay has a wall of brick and stone."
    for name in "Kallen Marrin Pell Orr Tull Bexley Tarn Lowick Hove Denby Farley Wick".split()
)


def style_of(text: str) -> WritingStyle:
    document: Document = read(text=text)
    return AnnotatedDocument(document).style


@pytest.mark.parametrize(
    ("text", "style"),
    [
        (PAPER, WritingStyle(told_by_us=True)),
        (CALL, WritingStyle(spoken_for_us=True)),
        # people are quoted: a "we" may be somebody whose quotation mark is lost
        (STORY, USUAL_STYLE),
        # too few say "we"
        (PAPER.replace("We measured", "Kim measured", 5), USUAL_STYLE),
        # a country is no author
        (PAPER.replace("We measured", "The US measured"), USUAL_STYLE),
        (PAPER.lower(), WritingStyle(told_by_us=True, lower_case=True)),
        # authors show themselves in one sentence
        (f"{WALLS} We report a case of a hollow wall.", WritingStyle(told_by_us=True)),
        (f"{WALLS} To our knowledge, no wall was older.", WritingStyle(told_by_us=True)),
        (f"{WALLS} Our results show that it is hollow.", WritingStyle(told_by_us=True)),
        (f"{WALLS} We reported it to the police.", WritingStyle(told_by_us=True)),
        (f"{WALLS} Our boats left Kallen.", USUAL_STYLE),
        (
            f"{CALL.replace('We grew', 'Kim grew')} We report sales.",
            WritingStyle(spoken_for_us=True),
        ),
    ],
)
def test_who_we_are(text: str, style: WritingStyle) -> None:
    assert style_of(text) == style


def test_in_a_transcript_speakers_are_named() -> None:
    turns = [f"Kim: We moved the boat.\nLee: We painted wall {n}.\n" for n in range(12)]
    assert style_of("".join(turns)) == USUAL_STYLE
