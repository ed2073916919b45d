"""Captions of a report that have no end mark or a label, and what they say again."""

from __future__ import annotations

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.sources import read

TOLD = (
    "Rosa Kim won the cup of Kallen in May.",
    "Peter Orr lost the last race by a minute.",
    "It rained all day, and the fans left early.",
    "The mayor thanked the sailors of the town.",
)
UNMARKED = "Rosa Kim won the last race of the summer at Kallen"


def annotate(*sentences: str, gap: str = " ") -> AnnotatedDocument:
    return AnnotatedDocument(read(text=gap.join(sentences)))


def captions(*sentences: str, gap: str = " ") -> list[str]:
    annotated = annotate(*sentences, gap=gap)
    return [annotated.sentence_text(number) for number in sorted(annotated.captions)]


def test_a_sentence_without_an_end_mark_amid_others_is_a_caption() -> None:
    assert captions(TOLD[0], UNMARKED, *TOLD[1:]) == []  # nothing shows where it ends
    assert captions(*TOLD[:2], UNMARKED, "The fans had left by then.", *TOLD[2:]) == [UNMARKED]


def test_the_last_line_is_one_if_it_says_again_what_is_told() -> None:
    again = "Rosa Kim won the cup of Kallen"
    assert captions(*TOLD, again) == [again]
    assert captions(*TOLD, "Anna Lee will sail to Brannick with six boats") == []


def test_notes_without_end_marks_have_no_captions() -> None:
    notes = [one.rstrip(".") for one in TOLD]
    assert captions(*notes, UNMARKED, gap="\n\n") == []


@pytest.mark.parametrize("label", ["Narrow win", "Scene", "All hands on deck", "Rescue"])
@pytest.mark.parametrize(
    "shown",
    [
        "Rosa Kim, left, waited for the boats at Kallen.",
        "The harbour of Kallen where the race began is pictured.",
        "Rosa Kim won the cup of Kallen in the month of May.",
    ],
)
def test_what_a_label_says_of_a_picture_is_a_caption(label: str, shown: str) -> None:
    assert captions(*TOLD, f"{label}: {shown}", TOLD[3]) == [f"{label}: {shown}"]


def test_one_sure_caption_shows_the_others() -> None:
    sure = "Narrow win: Rosa Kim, left, waited for the boats."
    other = "Old hand: Anna Lee sold three ships to the town."
    assert captions(*TOLD, other) == []
    assert captions(*TOLD, sure, other) == [sure, other]


@pytest.mark.parametrize(
    "labelled",
    [
        "Rosa Kim: We won the cup of Kallen in May.",
        "She said: Rosa Kim won the cup of Kallen in May.",
        "The fans chanted: 'Rosa Kim won the cup of Kallen in May.'",
        "Background: Rosa Kim won the cup of Kallen in May.",
        "Main results: Rosa Kim won the cup of Kallen in May.",
        "NOTE WELL: Rosa Kim won the cup of Kallen in May.",
        "Referee: Anna Lee.",
    ],
)
def test_speakers_and_fields_are_no_labels_of_pictures(labelled: str) -> None:
    assert captions(*TOLD, labelled) == []


def test_what_a_caption_says_again_is_known() -> None:
    annotated = annotate(*TOLD, "Narrow win: Rosa Kim won the cup of Kallen in May.")
    assert annotated.captions == {5}
    assert annotated.captioned == {1}
    assert annotate(*TOLD).captioned == frozenset()
