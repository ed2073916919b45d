from __future__ import annotations

from summarize.sources import read, render_readable


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
