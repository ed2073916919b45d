"""Quotations of several sentences, with every kind of mark."""

from __future__ import annotations

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.sources import read

SAID = (
    "Marle is on fire. The river is as dry as it was in the year of the great war. The guards"
    " in the tower are ghosts and nobody has seen them eat. The king left the town by night on"
    " a white horse. The bell is broken"
)


def quoted_of(text: str) -> list[str]:
    annotated = AnnotatedDocument(read(text=text, language="en"))
    return [annotated.sentence_text(number) for number in sorted(annotated.quoted)]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [*("“”", '""', "‘’", "''", "„“", "»«", "«»"), ("« ", " »"), ("``", "''")],
)
def test_all_sentences_of_a_quotation_are_quoted(opening: str, closing: str) -> None:
    found = quoted_of(f"Tom's boat sank. He cried: {opening}{SAID}.{closing} The boys' aunt left.")
    assert [text.split()[0] for text in found] == ["The"] * 4
    found = quoted_of(f"It rained. {opening}{SAID},{closing} he cried. The boys' aunt left.")
    assert [text.strip("“\"‘'„»«”` ").split()[0] for text in found] == ["Marle", *["The"] * 4]


@pytest.mark.parametrize("opening", ["“", '"', ""])
def test_a_quotation_goes_on_over_paragraphs(opening: str) -> None:
    text = f"He cried: “{SAID}.\n\n{opening}The cows are sick. The roof is gone.” It rained."
    assert quoted_of(text)[-1].endswith("The roof is gone.”")
    assert len(quoted_of(text)) >= 5


@pytest.mark.parametrize(
    "text",
    [
        "The boys' father left. It rained. The girls' mother came.",
        "The pipe is 2\" wide. It rained. The wall is 6' high.",
        "Rock 'n' roll is old. It rained. The '90s were good.",
        "He said “no. It rained.\n\nIt snowed. It rained.",
        "He is the “king”. It rained. She is the ‘queen’.",
    ],
)
def test_marks_that_open_no_quotation_of_several_sentences(text: str) -> None:
    assert quoted_of(text) == []
