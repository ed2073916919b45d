"""Text replacements in a sentence: capitals, spaces, commas, a and an."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.document import Span
from summarize.rewriting.edits.changes import (
    Change,
    apply_changes,
    find_overlapping,
    is_inside_quotation,
    split_words,
)


def put(text: str, old: str, new: str) -> str:
    """The text with the first `old` changed to `new`."""
    start = text.index(old)
    return apply_changes(text, [Change(Span(start, start + len(old)), new)])


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("It cost £7.9 million.", "£7.9", "£4.2", "It cost £4.2 million."),
        ("It was a old boat.", "old", "new", "It was a new boat."),
        ("It was a new boat.", "new", "old", "It was an old boat."),
        ("It was an old boat.", "old ", "", "It was a boat."),
        ("A new boat sank.", "new", "old", "An old boat sank."),
        ("It was a new boat.", "new", "European", "It was a European boat."),
        ("It took a day.", "day", "hour", "It took an hour."),
        ("It was a 7-year plan.", "7", "8", "It was an 8-year plan."),
        ("It was an 8-year plan.", "8", "10", "It was a 10-year plan."),
        ("He met a guard.", "guard", "FBI agent", "He met an FBI agent."),
        ("However, the boat sank.", "However,", "", "The boat sank."),
        ("However, iPhones sell well.", "However,", "", "iPhones sell well."),
        ("The boat , old , sank .", " , old ,", "", "The boat sank."),
        ("The boat, old, sank.", "old", "", "The boat, sank."),
        ("The boat sank, at night.", "at night", "", "The boat sank."),
        ("“However, it sank,” he said.", "However, ", "", "“It sank,” he said."),
        ("It sank in the Bay of Ito 's sons.", "sons", "men", "It sank in the Bay of Ito's men."),
        ("He said: “It sank.”, which was new.", ", which was new", "", "He said: “It sank.”"),
        ("The boat sank. . .", "boat", "ship", "The ship sank."),
    ],
)
def test_the_form_is_kept(text: str, old: str, new: str, expected: str) -> None:
    assert put(text, old, new) == expected


def test_several_changes_are_made_and_of_those_that_overlap_the_first() -> None:
    text = "Ito won five medals in May."
    changes = [Change(Span(20, 26), "in June"), Change(Span(8, 12), "three"), Change(Span(8, 19))]
    assert apply_changes(text, changes) == "Ito won three medals in June."


def test_nothing_to_change() -> None:
    assert apply_changes("It sank.", []) == "It sank."
    assert apply_changes("", []) == ""


def test_words_and_marks_with_their_places() -> None:
    text = "Kim’s £4.2m boat, sank."
    words = split_words(text)
    assert [word.plain for word in words] == ["kim's", "£4.2m", "boat", ",", "sank", "."]
    assert [text[w.span.start : w.span.end] for w in words] == [w.text for w in words]
    assert [word.plain for word in words if word.is_mark] == [",", "."]
    assert [word.plain for word in words if word.is_number] == ["£4.2m"]
    assert find_overlapping(words, [Span(7, 8), Span(16, 17)]) == [1, 3]


@pytest.mark.parametrize(
    ("before", "inside"),
    [
        ("He said: “The boat", True),
        ("He said: “The boat” and", False),
        ('He said: "The boat', True),
        ('"The boat" was', False),
        ("He said: 'The boat", True),
        ("He said: 'The boat' was", False),
        ("The boat's owner", False),
        ("The owners' boat", False),
    ],
)
def test_inside_a_quotation_or_not(before: str, inside: bool) -> None:
    assert is_inside_quotation(before + " sank.", len(before)) is inside


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.text(max_size=8))
def test_any_text_can_be_changed(text: str, start: int, end: int, new: str) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    once = apply_changes(text, [Change(Span(start, end), new)])
    assert "  " not in once
