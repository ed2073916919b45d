"""Headings of plain texts: names of sections, headings run into the prose, formulas."""

from __future__ import annotations

import pytest

from summarize.document import Role
from summarize.sources import read
from summarize.sources.text import parse_text

FIRST = "We measured the depth of the harbour at forty places on both sides of the old mole."
SECOND = "At thirty of them it was less than the charts say, by half a metre or more."
THIRD = "The charts should be drawn again before the next winter, at the port's own cost."


def headings(text: str) -> list[str]:
    found = parse_text(text).paragraphs
    return [text[p.span.start : p.span.end] for p in found if p.role is Role.HEADING]


@pytest.mark.parametrize("number", ["", "2. ", "2 ", "IV. "])
@pytest.mark.parametrize(
    "name", ["introduction", "Materials and Methods", "RESULTS", "concluding remarks", "discussion"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_section_of_a_paper_is_a_heading_in_any_case(number: str, name: str, gap: str) -> None:
    text = f"{FIRST}\n{number}{name}{gap}{SECOND}"
    assert [one.removeprefix(number) for one in headings(text)] == [name]


def test_a_list_of_sections_is_no_heading() -> None:
    rows = "\n".join(("1. Introduction", "2. Methods", "3. Results", "4. Discussion"))
    assert headings(f"{FIRST}\n{rows}\n{SECOND}") == []


def test_the_name_of_a_section_is_no_title() -> None:
    document = read(text=f"1 INTRODUCTION\n{FIRST}\n\nCONCLUSION\n{SECOND}")
    assert document.metadata.title is None
    assert [one.path for one in document.sections] == [("1 INTRODUCTION",), ("CONCLUSION",)]
    assert read(text=f"The Old Mole\n\nIntroduction\n\n{FIRST}").metadata.title == "The Old Mole"
    assert (
        read(text=f"Illustrated by ROSA KIM\n\n{FIRST}").metadata.title != "Illustrated by ROSA KIM"
    )


def test_numbered_headings_in_capitals_are_split_off_the_prose_above_them() -> None:
    names = ["2 THE DEPTH OF THE HARBOUR", "2.1 CHARTS (OLD AND NEW)", "B.2 POST-WAR SOUNDINGS"]
    lines = [f"{prose} {name}" for prose, name in zip((FIRST, SECOND, THIRD), names, strict=True)]
    text = "\n".join([*lines, FIRST])
    assert headings(text) == names
    prose = [p for p in parse_text(text).paragraphs if p.role is Role.PROSE]
    assert [text[p.span.start : p.span.end] for p in prose] == [FIRST, SECOND, THIRD, FIRST]


def test_capitals_behind_a_number_at_one_end_are_no_habit() -> None:
    assert headings(f"{FIRST} They used 40 USB CABLES\n{SECOND}") == []


@pytest.mark.parametrize("line", ["Depth = 1", "Mean depth ≤", "B − 1 N", "|S| + A", ") Tide"])
def test_a_formula_is_no_heading(line: str) -> None:
    assert headings(f"{FIRST}\n\n{line}\n\n{SECOND}") == []
