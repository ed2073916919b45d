"""Tables, references and dates of marked-up documents."""

from __future__ import annotations

import pytest

from summarize.sources.blocks import Block, BlockKind
from summarize.sources.formats.publication_dates import join_date, parse_date
from summarize.sources.formats.table_blocks import render_table
from summarize.sources.references import mark_references


def cells(*rows: str) -> list[list[list[Block]]]:
    return [[[Block(cell)] if cell else [] for cell in row.split("|")] for row in rows]


def test_tables_and_layouts() -> None:
    assert render_table(cells("a|b", "|d")) == [Block("a | b\n | d", BlockKind.TABLE)]
    assert render_table(cells("|a", "b|")) == [Block("a"), Block("b")]
    told = [[[Block("Market", BlockKind.HEADING, 3), Block("It moves on Saturday.")]] * 2]
    assert render_table(told) == [*told[0][0], *told[0][1]]
    long = "word " * 61
    assert render_table(cells(f"{long}|{long}")) == [Block(long), Block(long)]
    assert render_table(cells("a", "b"), layout=False) == [Block("a\nb", BlockKind.TABLE)]
    assert render_table([[], [[]]]) == []


def test_references_end_with_the_next_heading_of_their_rank() -> None:
    blocks = [
        Block("2. References", BlockKind.HEADING, 1),
        Block("Web", BlockKind.HEADING, 2),
        Block("Lee."),
        Block("Annex", BlockKind.HEADING, 1),
        Block("More."),
    ]
    kinds = [block.kind for block in mark_references(blocks)]
    assert kinds == [
        BlockKind.HEADING,
        BlockKind.HEADING,
        BlockKind.REFERENCE,
        BlockKind.HEADING,
        BlockKind.PROSE,
    ]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2012-01-18T12:47:00Z", "2012-01-18"),
        ("20120118", "2012-01-18"),
        ("2012-01", "2012-01"),
        ("2012", "2012"),
        ("2012-13-45", "2012"),
        ("Wed, 5 Mar 2003 10:00:00 GMT", "2003-03-05"),
        ("Wed, 99 Mar 2003", None),
        ("yesterday", None),
        ("0000-00-00", None),
        ("", None),
        (None, None),
    ],
)
def test_dates(text: str | None, date: str | None) -> None:
    assert parse_date(text) == date


def test_dates_of_parts() -> None:
    assert join_date("2020", "6", "1") == "2020-06-01"
    assert join_date("2020", "Spring") == "2020"
    assert join_date(None, "6") is None
