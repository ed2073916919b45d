"""Columns side by side, numbers of paragraphs and lines, stanzas, and titles of plain texts."""

from __future__ import annotations

import textwrap
from itertools import zip_longest

import pytest

from summarize.document import Role
from summarize.sources import read
from summarize.sources.text.side_columns import join_columns

PARTS = (
    "The light on the point was lit for the first time in 1887, and it has been dark since the"
    " storm of November. Its keeper says that the lens is whole.",
    "A new motor costs 64,000 kroner. The coastal office wants to replace the lamp by a buoy,"
    " which would cost a third of that and freeze in January.",
    "Fishermen disagree with the office, because a buoy can't be seen beyond two miles. They"
    " have written a letter to the minister about it.",
    "The office will decide in March at a meeting in the old school. Until then, ships are asked"
    " to keep a distance of at least 600 metres.",
)


def read_sentences(text: str) -> list[str]:
    document = read(text=text)
    prose = (one for one in document.sentences if one.role is Role.PROSE)
    return [document.sentence_text(one) for one in prose]


WHOLE = read_sentences("\n\n".join(PARTS))


def lay_out(count: int, width: int, parts: tuple[str, ...] = PARTS) -> list[str]:
    """The parts in columns of this width."""
    lines = [line for part in parts for line in (*textwrap.wrap(part, width), "")][:-1]
    size = -(-len(lines) // count)
    columns = [lines[at : at + size] for at in range(0, len(lines), size)]
    rows = zip_longest(*columns, fillvalue="")
    return ["".join(f"{cell:<{width + 4}}" for cell in row).rstrip() for row in rows]


@pytest.mark.parametrize(("count", "width"), [(2, 34), (2, 40), (3, 24), (3, 30)])
def test_columns_are_read_one_below_the_other(count: int, width: int) -> None:
    assert len(WHOLE) == 8
    assert read_sentences("\n".join(lay_out(count, width))) == WHOLE


def test_what_stands_over_the_whole_width_stays_there() -> None:
    above = textwrap.fill("This is a summary over the whole width of the page. " * 4, 74)
    found = read_sentences(f"{above}\n\n" + "\n".join(lay_out(2, 34)))
    assert found[4:] == WHOLE


def test_short_pages_have_the_columns_of_the_others() -> None:
    pages = ["\n".join(lay_out(2, 34, PARTS[:2])), "\n".join(lay_out(2, 34, PARTS[2:]))]
    head = " " * 20 + "Gazette      2 March\n\n"
    found = read_sentences("\f".join(head + page for page in pages))
    assert [one for one in found if one in WHOLE] == WHOLE


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARTS),
        textwrap.fill("  ".join(PARTS), 70),
        "\n".join(f"{name:<30}{1900 + at:>6}" for at, name in enumerate(["A. Berg"] * 9)),
        "\n".join(f"{'Groyne ' + str(at):<24}a low wall in the sea" for at in range(9)),
        "",
    ],
)
def test_what_has_no_columns(text: str) -> None:
    assert join_columns(text) is None


@pytest.mark.parametrize(
    "numbers",
    [
        ("[12] ", "[13] ", "[14] ", "[15] "),
        ("1.1\t", "1.2\t", "2.1\t", "2.2\t"),
        ("1:3 ", "1:4 ", "1:5 ", "2:1 "),
        ("[0001] ", "[0002] ", "[0003] ", "[0004] "),
    ],
)
def test_numbers_of_paragraphs_are_no_words(numbers: tuple[str, ...]) -> None:
    text = "\n\n".join(number + part for number, part in zip(numbers, PARTS, strict=True))
    assert read_sentences(text) == WHOLE


def test_figures_that_do_not_count_stay() -> None:
    text = "\n\n".join(f"{number} {PARTS[1]}" for number in ("2.3", "1.7", "14.9"))
    assert read_sentences(text)[0].startswith("2.3 A new motor")


def test_numbers_at_the_right_margin_go() -> None:
    lines = textwrap.wrap(" ".join(PARTS), 40)
    text = "\n".join(f"{line:<50}{at}" if at % 5 == 0 else line for at, line in enumerate(lines, 1))
    assert read_sentences(text) == WHOLE


def test_wrapped_items_of_a_list_are_whole() -> None:
    items = [textwrap.fill(f"- {one}", 50, subsequent_indent="  ") for one in WHOLE]
    assert read_sentences("\n".join(items)) == WHOLE


def test_verses_are_no_headings() -> None:
    text = (
        "THE KEEPER\n\nThe tide comes in, the tide goes out,\nAnd I stay here, to and fro,\n"
        "With oil and wick and flour\nAnd news from where the others go.\n"
    )
    assert "With oil and wick and flour" in read_sentences(text)


def test_a_title_is_no_field_of_minutes_or_recipes() -> None:
    text = f"Soup\n\nPresent: Ruth Amber and Dan Hill\n\n{PARTS[0]}\n"
    assert read(text=text).metadata.title == "Soup"


def test_a_line_of_japanese_goes_on_behind_a_comma() -> None:
    text = "町は橋を建て、\nそれを守った。\n\n船は港に残り、\n人は家に帰った。"
    assert len(read_sentences(text)) == 2


def test_a_picture_is_no_sentence() -> None:
    text = f"{PARTS[0]}\n\n[Illustration: The light in 1974.]\n\n{PARTS[1]}"
    assert read_sentences(text) == WHOLE[:4]
