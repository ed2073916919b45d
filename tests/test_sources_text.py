from __future__ import annotations

import textwrap

import pytest

from summarize.document import Role
from summarize.sources.layout import lines_of
from summarize.sources.text import is_hard_wrapped, parse

FIRST = (
    "The ferry across the sound has run since 1911, and in all these years nobody ever asked the "
    "people of the island whether they would rather have a bridge, or nothing at all."
)
SECOND = (
    "That changed in the spring, when the council sent a letter to every house on the shore, and "
    "then a second one, because most of the first ones had been used to light stoves."
)


def paragraphs(text: str) -> list[str]:
    return [" ".join(text[p.span.start : p.span.end].split()) for p in parse(text).paragraphs]


def headings(text: str) -> list[str]:
    found = parse(text).paragraphs
    return [text[p.span.start : p.span.end] for p in found if p.role is Role.HEADING]


@pytest.mark.parametrize("width", [40, 60, 72, 100])
@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \t\n\n"])
def test_a_hard_wrapped_text_is_joined(width: int, gap: str) -> None:
    wrapped = gap.join("\n".join(textwrap.wrap(part, width)) for part in (FIRST, SECOND))
    assert paragraphs(wrapped) == [FIRST, SECOND]


def test_a_paragraph_on_every_line_is_not_joined() -> None:
    assert paragraphs(f"{FIRST}\n{SECOND}\nShort end.") == [FIRST, SECOND, "Short end."]


def test_a_list_or_table_is_not_joined() -> None:
    rows = [f"2021-05-{day:02},1.08{day},1.09{day}" for day in range(10, 30)]
    assert paragraphs("\n".join(rows)) == rows


def test_paragraphs_of_a_wrapped_text_end_where_a_line_stops_short() -> None:
    lines = [*textwrap.wrap(FIRST, 70), *textwrap.wrap(SECOND, 70), "- one thing", "- two"]
    assert paragraphs("\n".join(lines)) == [FIRST, SECOND, "one thing", "two"]


def test_two_lines_are_joined_only_in_the_middle_of_a_sentence() -> None:
    assert not is_hard_wrapped("One line\nAnother", lines_of("One line\nAnother"))
    assert is_hard_wrapped("One line\nand more", lines_of("One line\nand more"))
    assert not is_hard_wrapped("One line", lines_of("One line"))


def test_old_and_odd_line_ends_divide_lines() -> None:
    assert paragraphs(f"{FIRST}\r\r{SECOND}\u2029{FIRST}") == [FIRST, SECOND, FIRST]


def test_headings_stand_alone_above_prose() -> None:
    text = f"The Ferry Stays\n\n{FIRST}\n\nWhat comes next\n\n{SECOND}\n\nEnd note"
    assert headings(text) == ["The Ferry Stays", "What comes next"]


def test_a_title_over_a_subtitle_is_two_headings() -> None:
    assert headings(f"EELS\n\nA Short History\n\n{FIRST}") == ["EELS", "A Short History"]


def test_a_long_row_of_short_lines_is_a_list() -> None:
    row = ["Apples", "Pears", "Plums", "Figs", "Quinces"]
    assert headings("\n".join([*row, FIRST])) == []
    assert headings("\n".join([*row, "CHAPTER ONE", FIRST])) == ["CHAPTER ONE"]


@pytest.mark.parametrize(
    "line",
    [
        "It rained.",
        "so it goes",
        "Ann: I do",
        "2019 17 4 11",
        "He said “no”",
        "Ask ann@example.org",
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert headings(f"{FIRST}\n\n{line}\n\n{SECOND}") == []


def test_an_underlined_line_is_a_heading_and_its_line_a_divider() -> None:
    text = f"The ferry stays.\n================\n\n{FIRST}\n\n* * *\n\n{SECOND}"
    assert headings(text) == ["The ferry stays."]
    assert [found.reason for found in parse(text).excluded] == ["divider", "divider"]


def test_list_markers_are_no_part_of_the_items() -> None:
    text = f"{FIRST}\n\n- milk for the cat.\n• bread for us.\n12. nothing for me.\n(a) so be it."
    assert paragraphs(text)[1:] == [
        "milk for the cat.",
        "bread for us.",
        "nothing for me.",
        "so be it.",
    ]


def test_a_megabyte_of_one_character_is_read() -> None:
    for unit in ("a", ".", '"', "-", "=", " a", "(", "A "):
        parse(unit * (1_000_000 // len(unit)))
    for unit in ("\n", "a\n", "1.\n"):
        parse(unit * 20_000)
