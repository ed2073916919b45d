"""Signs in the margin of plain text, double spacing and justified columns: words alone count."""

from __future__ import annotations

import pytest

from support.plain_shapes import (
    FIRST,
    SECOND,
    SENTENCES,
    each_line,
    justify,
    prose,
    wrap,
)

LINES = [*wrap(FIRST), *wrap(SECOND)]
NARROW = [*wrap(FIRST, 30), *wrap(SECOND, 30)]
RULE = "-" * 64

SHAPES = {
    "double-spaced": "\n\n".join(LINES),
    "double-spaced, Windows": "\r\n\r\n".join(LINES),
    "triple-spaced": "\n\n\n".join(LINES),
    "double-spaced, wider between paragraphs": "\n\n".join(wrap(FIRST))
    + "\n\n\n\n"
    + "\n\n".join(wrap(SECOND)),
    "double-spaced, blanks in blank lines": "\n \t\n".join(LINES),
    "quoted": each_line("> {}".format, ">"),
    "quoted without blanks": each_line(">{}".format, ">"),
    "quoted, blank quoted lines between": "\n>\n".join(f"> {line}" for line in LINES),
    "quoted to a depth": each_line("> > {}".format, ">"),
    "quoted by bars": each_line("| {}".format, "|"),
    "quoted by guillemets": each_line("» {}".format),
    "in a box": f"+{RULE}+\n{each_line('| {:<62} |'.format, '|' + 64 * ' ' + '|')}\n+{RULE}+",
    "in a drawn box": f"┌{RULE}┐\n{each_line('│ {:<62} │'.format)}\n└{RULE}┘",
    "starred": each_line("* {}".format, "*"),
    "comment": f"/*\n{each_line(' * {}'.format, ' *')}\n */",
    "hashes": each_line("# {}".format, "#"),
    "slashes": each_line("// {}".format, "//"),
    "semicolons": each_line(";; {}".format, ";;"),
    "indented": each_line("        {}".format),
    "tab before paragraphs": f"\t{FIRST}\n\t{SECOND}",
    "justified": "\n".join(justify(FIRST, 38)) + "\n\n" + "\n".join(justify(SECOND, 38)),
    "justified, narrow": "\n".join([*justify(FIRST, 30), "", *justify(SECOND, 30)]),
    "numbered": "\n".join(f"{i:>3}  {line}" for i, line in enumerate(LINES, 1)),
    "numbered, one blank": "\n".join(f"{i} {line}" for i, line in enumerate(LINES, 1)),
    "numbered by a tab": "\n".join(f"{i}\t{line}" for i, line in enumerate(LINES, 1)),
    "numbered, four figures": "\n".join(f"{i:04}  {line}" for i, line in enumerate(LINES, 1)),
    "numbered every five lines": "\n".join(
        f"{i if i % 5 == 0 else '':>3}  {line}" for i, line in enumerate(NARROW, 1)
    ),
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_prose_is_known_by_its_words(text: str) -> None:
    assert prose(text) == SENTENCES


def test_numbers_in_the_margin_that_begin_again_on_each_page() -> None:
    lines = [f"{i % 8 + 1:>2}  {line}" for i, line in enumerate(NARROW * 3)]
    assert prose("\n".join(lines)) == SENTENCES * 3


def test_a_deposition() -> None:
    lines = [
        "Q.  Where did the board meet?", "A.  It met on Friday in Corran and",
        "spoke about the ferry.", "Q.  Did you vote for the fare?",
        "A.  I did not vote for it, and nor did", "my two sons.",
    ]  # fmt: skip
    assert prose("\n".join(f"{i:>2}  {line}" for i, line in enumerate(lines, 1))) == [
        "Where did the board meet?",
        "It met on Friday in Corran and spoke about the ferry.",
        "Did you vote for the fare?",
        "I did not vote for it, and nor did my two sons.",
    ]


LEFT_ALONE = {
    "more than": f"{FIRST}\n\n> 5 crowns is too much.",
    "a prompt": ">>> ship.speed(9)\n>>> ship.go()\nIt goes.",
    "ranks": "1 Hera 23\n2 Anna 21\n3 Otter 17\n4 Swift 12\n5 Lily 9\n6 Rose 7\n7 Daisy 5",
    "a list": "* milk for the cat\n* bread for all of us\n* salt for the sea",
}


@pytest.mark.parametrize(("name", "first"), [("more than", "> 5"), ("a prompt", ">>> ship")])
def test_a_sign_that_is_no_quotation_stays(name: str, first: str) -> None:
    assert any(sentence.startswith(first) for sentence in prose(LEFT_ALONE[name]))


def test_ranks_and_lists_are_not_joined() -> None:
    assert len(prose(LEFT_ALONE["ranks"])) == 7
    assert prose(LEFT_ALONE["a list"]) == [
        "milk for the cat",
        "bread for all of us",
        "salt for the sea",
    ]


def test_lists_and_verse_with_blank_lines_are_not_double_spaced_prose() -> None:
    rows = ["Milk for the cat", "bread for all of us", "salt for the sea", "and oil for the lamp"]
    assert len(prose("\n\n".join(rows) + "\n\n" + FIRST)) >= 3
    assert all(" bread" not in one for one in prose("\n\n".join(rows)))


def test_a_law_in_small_letters_is_no_code() -> None:
    text = (
        "A licence is given to anybody who\n(a) has reached the age of 21 years (see section 3);\n"
        "(b) has held a boat for three years (see section 4);\n"
        "(c) has paid the fee for the year (see section 5)."
    )
    assert any("has held a boat for three years" in one for one in prose(text))
