"""Cuts that remove wrong words and leave a sentence."""

from __future__ import annotations

import pytest

from summarize.document import Span
from summarize.rewriting.edits.changes import Change, apply_changes, split_words
from summarize.rewriting.edits.cuts import find_cuts, has_comma_before_verb, has_complete_end

EVIDENCE = "The council closed the harbour, and Ito was shot by Lee. He was looking at the wall."


def after_cuts(text: str, wrong: str) -> list[str]:
    start = text.index(wrong)
    found = find_cuts(text, [Span(start, start + len(wrong))], [split_words(EVIDENCE)])
    return list(dict.fromkeys(apply_changes(text, [Change(one)]) for one in found))


@pytest.mark.parametrize(
    ("text", "wrong", "first"),
    [
        ("Lee found a gigantic crack.", "gigantic", "Lee found a crack."),
        ("Lee quickly found a crack.", "quickly", "Lee found a crack."),
        ("Ito, who is rich, was shot.", "rich", "Ito was shot."),
        ("Ito was shot by Lee in Texas.", "Texas", "Ito was shot by Lee."),
        (
            "The council closed the harbour after the storm.",
            "storm",
            "The council closed the harbour.",
        ),
        (
            "The council closed the harbour, and Lee wept.",
            "wept",
            "The council closed the harbour.",
        ),
        ("After the storm, Ito was shot.", "storm", "Ito was shot."),
    ],
)
def test_the_smallest_cut_comes_first(text: str, wrong: str, first: str) -> None:
    assert after_cuts(text, wrong)[:1] == [first]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("He was looking for the wall.", "wall"),  # "looking" needs its "at" or "for"
        ("The fire crews left.", "crews"),  # the noun itself
        ("The crews left.", "left"),
        ("In Texas.", "Texas"),
        ("He said “the gigantic wall” was old.", "gigantic"),  # never inside a quotation
        ("They sold boats, nets, and ropes.", "ropes"),
    ],
)
def test_no_cut_leaves_a_sentence(text: str, wrong: str) -> None:
    assert after_cuts(text, wrong) == []


def test_nothing_is_wrong() -> None:
    assert list(find_cuts("Ito was shot.", [], [])) == []
    assert list(find_cuts("", [Span(0, 1)], [])) == []


@pytest.mark.parametrize(
    ("text", "well"),
    [
        ("It sank.", True),
        ("It sank in.", False),
        ("It sank in the.", False),
        ("They sold it.", True),
        ("", False),
        ("...", False),
    ],
)
def test_what_ends_well(text: str, well: bool) -> None:
    assert has_complete_end(split_words(text)) is well


def test_a_lone_comma_before_the_verb() -> None:
    assert has_comma_before_verb(split_words("The boat that sank, was old."))
    assert not has_comma_before_verb(split_words("The boat, old as it was, was sold."))
    assert not has_comma_before_verb(split_words("The boat was old, said Ito."))


def test_a_sentence_does_not_end_with_what_points_on() -> None:
    assert not has_complete_end(split_words("Fires are allowed only."))
    assert has_complete_end(split_words("Fires are allowed in winter."))
