"""Marks of notes, tags, entities and marks of emphasis in plain text."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from summarize.sources import read
from summarize.sources.entities import decode_entities
from summarize.sources.text.inline_marks import find_letters, find_superscripts, find_tags
from support.plain_shapes import FIRST, prose


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "The bog is deep.[1][2] It is old.[3][citation needed]",
            ["The bog is deep.", "It is old."],
        ),
        (
            "He cut peat to 1987,[4] and retired.[a] The county paid £2.3 million.[5]: 14 It left.",
            ["He cut peat to 1987, and retired.", "The county paid £2.3 million.", "It left."],
        ),
        (
            "He retired.[a]The county bought it.[b]",
            ["He retired.", "The county bought it."],
        ),
        ("It is 9 m[3]and the pit is dry.[4]", ["It is 9 m[3]and the pit is dry."]),
        ("They say[s] that he wait[ed].", ["They say[s] that he wait[ed]."]),
        ("It grew.[note 1] It fell.[when?]", ["It grew.", "It fell."]),
        ("Ann[who?] left.[dubious – discuss] Bo stayed.", ["Ann left.", "Bo stayed."]),
        ("It holds for x[1] and a[i] = 5.", ["It holds for x[1] and a[i] = 5."]),
        ("See [12] and [13].", ["See [12] and [13]."]),
    ],
)
def test_marks_of_notes(text: str, sentences: list[str]) -> None:
    assert prose(text) == sentences


def test_letters_are_marks_only_in_the_order_of_the_alphabet() -> None:
    assert find_letters("One.[a] Two.[b] say[s]") == {"a", "b"}
    assert find_letters("say[s] wait[e]") == set()


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The <b>ferry</b> is <a href='x?a=b'>late</a> again.", ["The ferry is late again."]),
        ("The ferry is late.<br>The bus is not.", ["The ferry is late.", "The bus is not."]),
        ("Intro.\n<p>The ferry is late.</p>\n<!-- no -->", ["Intro.", "The ferry is late."]),
        ("It holds for a < b and c > d.", ["It holds for a < b and c > d."]),
        ("Write to <ann@example.org> or <bo>.", ["Write to <ann@example.org> or <bo>."]),
        ("The <title> of a page is short.", ["The <title> of a page is short."]),
        ("The ferry &mdash; 5&nbsp;km off &amp;amp; late.", ["The ferry — 5 km off & late."]),
        ("He wrote “&amp;” there.", ["He wrote “&amp;” there."]),
        ("An “&eacute;tude” &#146;s&#8203; 5&#8201;km.", ["An “étude” ’s 5 km."]),
        ("It *never* came, and _nobody_ saw **it**.", ["It never came, and nobody saw it."]),
        ("Set a_b_c and 2 * 3 * 4, or \\bf_n[r]_2.", ["Set a_b_c and 2 * 3 * 4, or \\bf_n[r]_2."]),
    ],
)  # fmt: skip
def test_tags_entities_and_emphasis(text: str, sentences: list[str]) -> None:
    assert prose(text) == sentences


def test_entities_that_are_none() -> None:
    for text in ("R&D; x", "&nosuch;", "&#0;", "&#xD800;", "&#99999999;", "a & b"):
        assert decode_entities(text) == text


def test_tags_take_linear_time() -> None:
    for unit in ("<", "<a ", "<!-- ", "<b>", "&amp", "[1]", "_a", "**a"):
        find_tags(unit * 20_000)
        prose(f"{unit * 5_000}\n\n{FIRST}")


NOTES = [f"The pier of Kallen is old.{number} It leans to the west." for number in range(1, 6)]


def test_numbers_set_above_the_line_are_marks_where_a_text_has_several() -> None:
    text = "\n\n".join(NOTES)
    assert [text[one.start : one.end] for one in find_superscripts(text)] == list("12345")
    assert find_superscripts("\n\n".join(NOTES[:3])) == []


@pytest.mark.parametrize("marks", ["1,2", "1 - 6", "9,10,13"])
def test_several_numbers_are_one_mark(marks: str) -> None:
    text = "\n\n".join([*NOTES, f"It was built in May,{marks} and it sank."])
    assert text[slice(*astuple(find_superscripts(text)[-1]))] == marks


@pytest.mark.parametrize("text", ["It is shown in fig.2 of the book.", "It was 3.15 m high."])
def test_what_is_no_note_stays(text: str) -> None:
    assert find_superscripts("\n\n".join([*NOTES, text]))[-1].start < len("\n\n".join(NOTES))


def test_a_note_number_before_a_small_letter_begins_no_sentence() -> None:
    text = "\n".join([*(one.lower() for one in NOTES), "6 the pier leans more each year."])
    assert read(text=text).sentence_text(read(text=text).sentences[-1]).startswith("the pier")
