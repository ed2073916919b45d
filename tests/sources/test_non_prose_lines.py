"""Tables and program code in plain text."""

from __future__ import annotations

import pytest

from summarize.sources.layout import group_lines
from summarize.sources.text.non_prose_lines import split_off_tables_and_code

TABLES = {
    "tabs": "Day\tHigh water\tLow\nMon\t04:10\t10:20\nTue\t05:00\t11:10",
    "columns": "Ship      Year   Tons\nHera      1911    240\nOld Anna  1934  1,210",
    "pipes": "| Ship | Year |\n| ---- | ---- |\n| Hera | 1911 |",
    "box": "┌──────┬──────┐\n│ Hera │ 1911 │\n│ Anna │ 1934 │\n└──────┴──────┘",
    "commas": "ship,year,tons\nHera,1911,240\nAnna,1934,1210",
    "semicolons": "ship;year;tons\nHera;1911;240\nAnna;1934;1210",
}
CODE = {
    "Python": "import os\ndef sail(ship):\n    ship.speed = os.getenv('V')\n    return ship.go()",
    "C": '#include <stdio.h>\nint main(void) {\n  puts("eel");\n  return 0;\n}',
    "JavaScript": "const eel = find(x);\nif (eel) {\n  eel.swim();\n}",
}
PROSE = {
    "two spaces behind full stops": "It rained.  We left.  He ran.\n" * 4,
    "commas": "Milk, bread, and salt, he said,\nand wine, oil, and fish,\nand so on, on, on.",
    "verse": "The tide came in;\nThe tide went out;\nThe moon (so pale) looked on;\nAh, no.",
    "wide spaces in patents": (
        "[0019]      FIG. 1A  is a view of the whole of the system with a boat to be cleaned.\n"
        "[0020]      FIG. 1B  is a view of the whole of the system with a boat that is inside.\n"
        "[0021]      FIG. 1C  is a view of the whole of the system with no boat in it at all."
    ),
    "formulas": "the sum |S| of all |K| and m\nand then |A| is less than |B|\nif |C| holds and |D|",
    "two lines": "a\tb\nc\td",
}


def kinds(text: str) -> list[tuple[int, int, str]]:
    _, found = split_off_tables_and_code(text, group_lines(text))
    return [
        (text.count("\n", 0, one.span.start), text.count("\n", 0, one.span.end) + 1, one.reason)
        for one in found
    ]


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES.keys())
def test_tables(text: str) -> None:
    assert kinds(text) == [(0, len(text.splitlines()), "table")]


@pytest.mark.parametrize("text", CODE.values(), ids=CODE.keys())
def test_code(text: str) -> None:
    assert kinds(text) == [(0, len(text.splitlines()), "code")]


@pytest.mark.parametrize("text", PROSE.values(), ids=PROSE.keys())
def test_prose(text: str) -> None:
    assert kinds(text) == []


def test_a_table_between_prose_is_found_alone() -> None:
    assert kinds(f"It rained all day.\n{TABLES['tabs']}\nWe left.") == [(1, 4, "table")]
