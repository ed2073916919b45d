"""Text laid out on a console: wrapping, hanging indents, columns, characters."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from summarize.render.console import ASCII, MIN_WIDTH, TEXT_WIDTH, UNICODE, Page

WORDS = "one two three four five six seven eight nine ten"


def page_of(width: int) -> Page:
    return Page.for_console(Console(file=io.StringIO(), width=width, legacy_windows=False))


def plain(lines: list[Text]) -> list[str]:
    return [line.plain for line in lines]


def test_wide_consoles_do_not_make_wide_text() -> None:
    assert page_of(60).width == 60
    assert page_of(400).width == TEXT_WIDTH


def test_wrapped_lines_fit_and_have_no_spaces_at_their_ends() -> None:
    lines = plain(page_of(60).wrap(Text(WORDS), 14))
    assert lines == ["one two three", "four five six", "seven eight", "nine ten"]


def test_words_longer_than_the_line_are_folded_not_cut() -> None:
    lines = plain(page_of(60).wrap(Text("x" * 25), 10))
    assert lines == ["x" * 10, "x" * 10, "x" * 5]


def test_wide_characters_count_twice() -> None:
    assert plain(page_of(60).wrap(Text("潮" * 9), 10)) == ["潮" * 5, "潮" * 4]


def test_a_hanging_indent_is_as_wide_as_its_lead() -> None:
    lines = plain(page_of(60).hang(" 1 ", Text(WORDS), 17))
    assert lines == [" 1 one two three", "   four five six", "   seven eight", "   nine ten"]


def test_an_absurdly_narrow_console_loses_nothing() -> None:
    lines = plain(page_of(1).hang("123456 ", Text("Veldrin harbour")))
    assert "".join(line[7:] for line in lines) == "Veldrinharbour"
    assert all(len(line) <= 7 + MIN_WIDTH for line in lines)


def test_columns_side_by_side() -> None:
    left, right = [Text("a"), Text("bb")], [Text("x"), Text("y"), Text("z")]
    page = page_of(60)
    assert plain(page.join_columns(left, right, 4)) == ["a   x", "bb  y", "    z"]
    assert plain(page.join_columns(right, left, 4)) == ["x   a", "y   bb", "z"]


def test_phrases_are_not_torn_apart() -> None:
    lines = plain(page_of(24).join_phrases(("three kites", "two of two", "one hut"), ""))
    assert lines == ["three kites · two of two", "one hut"]
    lines = plain(page_of(23).join_phrases(("three kites", "two of two", "one hut"), ""))
    assert lines == ["three kites", "two of two · one hut"]


def test_a_phrase_longer_than_the_line_is_wrapped() -> None:
    assert plain(page_of(10).join_phrases(("a", "three more kites"), "")) == [
        "a",
        "three more",
        "kites",
    ]


def test_empty_sections_leave_no_blank_lines() -> None:
    page = page_of(60)
    page.print_sections(([Text("a"), Text("b")], [], [Text("c")]))
    assert isinstance(page.console.file, io.StringIO)
    assert page.console.file.getvalue() == "a\nb\n\nc\n"


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("ascii", r"caf\u00e9 \u6f6e x"), ("cp1252", r"café \u6f6e x"), ("utf-8", "café 潮 x")],
)
def test_what_the_terminal_can_not_encode_is_escaped(encoding: str, shown: str) -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding)
    console = Console(file=file, width=60, legacy_windows=False)
    page = Page.for_console(console)
    page.print_sections(([Text("café 潮 x")],))
    file.flush()
    assert raw.getvalue().decode(encoding).rstrip() == shown
    assert page.glyphs is (UNICODE if encoding == "utf-8" else ASCII)


def test_chinese_is_wrapped_between_characters() -> None:
    text = "市议会决定把过路费提高到211元。[1]每天有348辆汽车（约）经过“大桥”。[2]"
    for width in range(MIN_WIDTH, 60):
        lines = [line.plain for line in page_of(width).wrap(Text(text))]
        assert "".join(lines) == text
        assert max(map(cell_len, lines)) <= width
        assert all(line[0] not in "。，）”[" and line[-1] not in "（“" for line in lines)
        assert all(cell_len(line) > width - 10 for line in lines[:-1])


@pytest.mark.parametrize("width", range(MIN_WIDTH, 40))
def test_no_line_begins_with_the_selector_of_a_character(width: int) -> None:
    text = "kite東京\U000e0101می\u200cروم 東\ufe00京\U000e0101のピア。" * 3
    lines = plain(page_of(60).wrap(Text(text), width))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert not any(line[0] in "\U000e0101\ufe00\u200c" for line in lines)
