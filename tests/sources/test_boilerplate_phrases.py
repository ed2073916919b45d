"""The vocabulary of boilerplate phrases: named groups and the patterns made of them."""

from __future__ import annotations

import re

import pytest

from summarize.sources.boilerplate_phrases import (
    CASED,
    CERTAIN_LINES,
    WEAK_LINES,
    compile_group,
    compile_phrases,
)


def test_a_table_has_a_phrase_a_line_and_names_groups() -> None:
    phrases = compile_phrases("see also\n  leave a <reply>\n")
    assert phrases.fullmatch("See also")
    assert phrases.fullmatch("leave a comment")
    assert not phrases.fullmatch("leave a parcel")


def test_capitals_are_distinguished_where_that_is_asked_for() -> None:
    assert compile_phrases("By <name>", re.NOFLAG).fullmatch("By Ann Lee")
    assert not compile_phrases("By <name>", re.NOFLAG).fullmatch("by ann lee")
    assert {reason for reason, _ in CERTAIN_LINES} > CASED


def test_a_space_matches_any_white_space_on_request() -> None:
    assert compile_group("page sentence", any_space=True).match("Scroll\n  down for video")
    assert not compile_group("page sentence").match("Scroll\n  down for video")


@pytest.mark.parametrize("table", [CERTAIN_LINES, WEAK_LINES], ids=["certain", "weak"])
def test_every_name_in_a_table_is_that_of_a_group(table: dict[tuple[str, int], str]) -> None:
    for patterns in table.values():
        assert not re.search(r"(?<![?(])<[a-z]", compile_phrases(patterns).pattern)


@pytest.mark.parametrize(
    ("group", "text"),
    [
        ("other articles", "Editor’s picks"),
        ("sign-up", "Sign up for our newsletter"),
        ("page message", "Please try again later."),
        ("login wall", "Already a subscriber? Log in"),
        ("paywall note", "Already a subscriber? Log in"),
        ("colophon", "© 2020 The Times"),
    ],
)
def test_groups_share_phrases(group: str, text: str) -> None:
    assert compile_group(group).match(text)
