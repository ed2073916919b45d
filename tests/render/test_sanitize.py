"""Sanitized text: no control characters, no escape sequences, in linear time."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.render.sanitize import sanitize_line, sanitize_text
from support.cpu_time import cpu_limit

# Hypothesis rarely strings these together by itself.
FRAGMENTS = st.sampled_from(
    ["\x1b", "\x1b[", "\x1b]", "\x9b", "\x9d", "\x9c", "\x07", "\x1b\\", "31m", "8;;", "\r", "a"]
)
TEXTS = st.one_of(
    st.text(st.characters(codec=None), max_size=60),
    st.lists(FRAGMENTS, max_size=12).map("".join),
)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("plain, 12 % “quoted” — text", "plain, 12 % “quoted” — text"),
        ("tab\tand\nnewline", "tab\tand\nnewline"),
        ("a\x1b[31mred\x1b[0m b", "ared b"),
        ("a\x1b[2J\x1b[1;1Hb", "ab"),
        ("a\x1b[?25lb\x1b[>4;1mc", "abc"),
        ("a\x9b31mb", "ab"),
        ("a\x1b]0;new title\x07b", "ab"),
        ("a\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\b", "alinkb"),
        ("a\x1b]52;c;ZWNobyBoaQ==\x07b", "ab"),
        ("a\x9d52;c;ZWNobyBoaQ==\x9cb", "ab"),
        ("a\x1bP1$r0m\x1b\\b\x1b_G\x1b\\c\x1b^x\x1b\\d\x1bXy\x1b\\e", "abcde"),
        ("a\x1bcb\x1b(Bc\x1b7d", "abcd"),
        ("a\x1b]0;never ended\nnext line", "a0;never ended\nnext line"),
        ("a\x1b[\x1b[31mb", "ab"),
        ("a\x1b", "a"),
        ("a\x00b\x07c\x08d\x7fe\x80f", "abcdef"),
        ("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h\x1ei", "a\nb\nc\nd\ne\nf\ng\nh\ni"),
        ("a\u202egnp.exe\u202c \u2066b\u2069", "agnp.exe b"),
        ("right\u200fto left\u200e", "rightto left"),
        ("אבג\u200f!", "אבג\u200f!"),
        ("caf\udce9.txt", "caf\\xe9.txt"),
        ("a\ud800b\udfffc", "abc"),
        ("👩‍🚀 é e\u0301", "👩‍🚀 é e\u0301"),
    ],
)
def test_what_commands_a_terminal_goes_and_all_else_stays(raw: str, cleaned: str) -> None:
    assert sanitize_text(raw) == cleaned


@settings(deadline=None)
@given(TEXTS)
def test_nothing_dangerous_is_ever_left(text: str) -> None:
    cleaned = sanitize_text(text)
    left = {char for char in cleaned if unicodedata.category(char) in {"Cc", "Cs"}}
    assert left <= {"\n", "\t"}
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert sanitize_text(cleaned) == cleaned
    cleaned.encode()


@settings(deadline=None)
@given(TEXTS)
def test_one_line_is_one_line(text: str) -> None:
    line = sanitize_line(text)
    assert line == line.strip()
    assert len(line.splitlines()) <= 1
    assert line.split() == sanitize_text(text).split()


@pytest.mark.parametrize("introducer", ["\x1b]", "\x9d", "\x1b[", "\x9b", "\x1b[0"])
def test_many_beginnings_without_an_end_take_no_longer(introducer: str) -> None:
    with cpu_limit(5):
        sanitize_text(introducer * 100_000)
