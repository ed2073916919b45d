"""Quotations of several sentences, with every kind of mark."""

from __future__ import annotations

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.quotations import balance_quotation_marks
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


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ('Kim said: "We won the race.', 'Kim said: "We won the race."'),
        ("Kim said: “We won the race.", "Kim said: “We won the race.”"),
        ("Kim said: ‘It’s our race.", "Kim said: ‘It’s our race.’"),
        ("“We won [the race].", "“We won [the race].”"),
    ],
)
def test_the_end_of_a_quotation_that_goes_on(text: str, whole: str) -> None:
    assert balance_quotation_marks(text, goes_on=True, began=False) == whole
    assert balance_quotation_marks(text, goes_on=False, began=False) is None


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ('We won the race," Kim said.', '"We won the race," Kim said.'),
        ("We won the race,” Kim said.", "“We won the race,” Kim said."),
        ('We won the race."', '"We won the race."'),
    ],
)
def test_the_beginning_of_a_quotation_that_began_before(text: str, whole: str) -> None:
    assert balance_quotation_marks(text, goes_on=False, began=True) == whole
    assert balance_quotation_marks(text, goes_on=False, began=False) is None


@pytest.mark.parametrize(
    "text",
    [
        "Kim won the race.",
        "Kim said: “We won the race.”",
        'Kim said "we won" and "we go".',
        "The boys' race is the girls' race.",
        "It's Kim's.",
        "Kim said: “We won the race",  # breaks off
        "race,” said Kim. “We go",
        "The wall is 6' high and 9\" wide.",
        "",
    ],
)
def test_where_none_is_missing_none_is_added(text: str) -> None:
    assert balance_quotation_marks(text, goes_on=True, began=True) is None
