"""Layout -> Document: lines, spans, sections, title; the text without boilerplate."""

from __future__ import annotations

import pytest

from summarize.document import Document, Metadata, Role, Span
from summarize.errors import SourceError
from summarize.sources import read, render_readable
from summarize.sources.layout import (
    Layout,
    Origin,
    Paragraph,
    build_document,
    group_lines,
    strip_list_marker,
    trim_span,
)

ORIGIN = Origin("a.txt", "a.txt", "00", ("a note",))


def document(text: str, *paragraphs: Paragraph, title: str | None = None) -> Document:
    return build_document(text, Layout(paragraphs, (), Metadata(title)), ORIGIN, "en")


def test_lines_are_trimmed_and_grouped_by_blank_ones() -> None:
    assert group_lines("\na\n b \r\n \t\nc") == [[Span(1, 2), Span(4, 5)], [Span(11, 12)]]
    assert group_lines(" \n\n") == []


def test_trimming() -> None:
    assert trim_span("x  a  ", Span(1, 6)) == Span(3, 4)
    assert len(trim_span("x   ", Span(1, 4))) == 0


@pytest.mark.parametrize("line", ["- a", "* a", "• a", "12. a", "(b) a", "c) a", "– a"])
def test_list_markers(line: str) -> None:
    span = strip_list_marker(line, Span(0, len(line)))
    assert line[span.start :] == "a"


@pytest.mark.parametrize("line", ["a", "-a", "3.5 a", "-", "1987. ", "word. a"])
def test_what_is_no_list_marker(line: str) -> None:
    assert strip_list_marker(line, Span(0, len(line))) == Span(0, len(line))


def test_a_sentence_over_two_quoted_lines_is_one() -> None:
    text = "Eels are\n> long. They\n> swim."
    found = document(text, Paragraph(Span(0, 29), marks=(Span(9, 10), Span(22, 23))))
    assert [found.quote(s.span) for s in found.sentences] == ["Eels are\n> long.", "They\n> swim."]


def test_a_mark_at_the_start_of_a_sentence_is_no_part_of_it() -> None:
    text = "Eels are long.\n> They swim."
    found = document(text, Paragraph(Span(0, len(text)), marks=(Span(15, 16),)))
    assert [found.quote(s.span) for s in found.sentences] == ["Eels are long.", "They swim."]


def test_the_title_is_the_layouts_or_the_first_heading() -> None:
    text = "The Ferry\n\nIt stays."
    parts = (Paragraph(Span(0, 9), Role.HEADING), Paragraph(Span(11, 20)))
    assert document(text, *parts).title == "The Ferry"
    assert document(text, *parts, title="Other").title == "Other"
    assert document(text, *reversed(parts)).title is None


def test_nothing_but_headings_is_prose() -> None:
    found = document("The Ferry", Paragraph(Span(0, 9), Role.HEADING))
    assert [sentence.role for sentence in found.sentences] == [Role.PROSE]


def test_no_words_are_an_error() -> None:
    with pytest.raises(SourceError, match=r"a\.txt holds no prose"):
        document("...", Paragraph(Span(0, 3)))
    with pytest.raises(SourceError):
        document("code")


def test_what_is_known_of_the_origin_is_kept() -> None:
    found = document("It stays.", Paragraph(Span(0, 9)))
    assert (found.origin, found.sha256, found.notes) == ("a.txt", "00", ("a note",))


def test_paragraphs_are_divided_by_one_blank_line_and_lines_joined() -> None:
    text = "The Ferry\n\n\nIt has\nrun since 1911\nand will run on. So they say.\n\n\n\nIt is old."
    assert render_readable(read(text=text)) == (
        "The Ferry\n\nIt has run since 1911 and will run on. So they say.\n\nIt is old.\n"
    )


def test_a_lost_space_is_given_back_but_not_to_scripts_without_spaces() -> None:
    assert render_readable(read(text="It ended at 00:00 BST.Police left.")) == (
        "It ended at 00:00 BST. Police left.\n"
    )
    assert render_readable(read(text="雨です。晴れです。", language="ja")) == "雨です。晴れです。\n"


def test_markdown_is_shown_without_the_marks_of_its_lines() -> None:
    text = "# Eels\n\n- long.\n- thin.\n\n```\ncode\n```\n"
    assert render_readable(read(text=text + "\n## More\n\nAll of them.")) == (
        "Eels\n\nlong.\n\nthin.\n\nMore\n\nAll of them.\n"
    )


def test_reading_what_was_printed_changes_nothing() -> None:
    text = "The Ferry\n\nIt has run since 1911.\n\nREAD: Eels?\n\nIt will run on."
    once = render_readable(read(text=text))
    assert render_readable(read(text=once)) == once
