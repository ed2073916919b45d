"""Blocks -> text and layout: separators, cleaning, pages."""

from __future__ import annotations

import pytest

from summarize.document import Document, Metadata, Role
from summarize.sources.blocks import Block, BlockKind, Extract, build_layout, clean_block
from summarize.sources.layout import Origin, build_document

ORIGIN = Origin("a.pdf", "a.pdf", "00", extracted=True)


def document(*blocks: Block, **about: str) -> Document:
    text, layout = build_layout(Extract(blocks, Metadata(**about)))
    return build_document(text, layout, ORIGIN, "en")


def test_blocks_become_a_text_in_which_every_offset_holds() -> None:
    read = document(
        Block("The ferry", BlockKind.HEADING, 1),
        Block("It sails. It is  full."),
        Block("Year | Guests\n2025 | 400", BlockKind.TABLE),
        Block("bread", BlockKind.ITEM),
        Block("salt", BlockKind.ITEM),
        Block("1 A note.", BlockKind.NOTE),
    )
    assert read.text == (
        "The ferry\n\nIt sails. It is full.\n\nYear | Guests\n2025 | 400\n\n• bread\n• salt\n\n"
        "1 A note.\n"
    )
    assert [read.quote(s.span) for s in read.sentences] == [
        "The ferry", "It sails.", "It is full.", "bread", "salt"
    ]  # fmt: skip
    assert read.sentences[0].role is Role.HEADING
    assert [(read.quote(one.span), one.reason) for one in read.excluded] == [
        ("Year | Guests\n2025 | 400", "table"),
        ("1 A note.", "footnote"),
    ]
    assert read.title == "The ferry"
    assert read.extracted


def test_pages_hold_within_paragraphs_and_over_empty_pages() -> None:
    read = document(
        Block(" One sentence ends here, another", pages=((0, 2),)),
        Block("runs  over the break. A third.", pages=((0, 2), (6, 3))),
        Block("Last.", pages=((0, 6),)),
    )
    assert read.pages[0] == read.pages[1] == 0
    pages = {read.quote(s.span)[:7]: read.page_at(s.span.start) for s in read.sentences}
    assert pages == {"One sen": 2, "runs ov": 2, "A third": 3, "Last.": 6}
    assert read.page_at(read.text.index("over")) == 3
    assert read.page_at(read.text.index("runs") + 5) == 3


def test_places_are_those_of_the_blocks_else_counted_paragraphs() -> None:
    read = document(
        Block("The ferry", BlockKind.HEADING, 1),
        Block("One sails. It is new."),
        Block("a | b", BlockKind.TABLE),
        Block("Two sail.", place="00:02:10"),
        Block("Three sail."),
    )
    places = [read.place_at(sentence.span.start) for sentence in read.sentences]
    assert places == ["paragraph 1"] * 3 + ["00:02:10", "paragraph 3"]
    assert read.place_at(read.text.index("a |")) == "paragraph 1"  # the one before it


def test_pages_leave_no_room_for_places() -> None:
    read = document(Block("It sails.", pages=((0, 3),), place="elsewhere"))
    assert read.place_at(0) is None


def test_warnings_and_a_missing_end_are_the_documents() -> None:
    extract = Extract((Block("It sails."),), notes=("a",), warnings=("b",), cut_off=True)
    text, layout = build_layout(extract)
    read = build_document(text, layout, ORIGIN, "en")
    assert read.notes == ("a",)
    assert read.cut_off
    assert read.warnings == ("b", "it is cut off: its end is missing")


def test_sections_are_headings_by_level_without_the_title() -> None:
    read = document(
        Block("The title", BlockKind.HEADING, 1),
        Block("Lead."),
        Block("Costs", BlockKind.HEADING, 2),
        Block("Ferry", BlockKind.HEADING, 3),
        Block("It is dear."),
        Block("Crew", BlockKind.HEADING, 3),
        Block("They row."),
        Block("Ends", BlockKind.HEADING, 2),
        Block("It ends."),
    )
    paths = {read.quote(s.span): read.headings_at(s.span.start) for s in read.sentences}
    assert paths["Lead."] == ()
    assert paths["It is dear."] == ("Costs", "Ferry")
    assert paths["They row."] == ("Costs", "Crew")
    assert paths["It ends."] == ("Ends",)


def test_metadata_and_a_declared_language_are_kept() -> None:
    text, layout = build_layout(Extract((Block("Ja."),), Metadata("T", "A", "2026", "S"), "de"))
    read = build_document(text, layout, ORIGIN, None)
    assert read.metadata == Metadata("T", "A", "2026", "S")
    assert read.language == "de"


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Block("a\x00b\x1b[31mc"), "abc"),
        (Block("\ufeff one\r\ntwo\u2028three\t "), "one two three"),
        (Block("x = 1\r\n  y\x0c", BlockKind.CODE), "x = 1\n  y"),
        (Block("\ud800 lone"), "lone"),
        (Block(" \n "), ""),
    ],
)
def test_blocks_are_cleaned(block: Block, text: str) -> None:
    assert clean_block(block).text == text


def test_page_marks_move_with_the_cleaning() -> None:
    block = clean_block(Block("  one \x00  two", pages=((0, 4), (9, 5))))
    assert block.text == "one two"
    assert block.pages == ((0, 4), (4, 5))
