"""Differences between a statement and its evidence, and the changes made of them."""

from __future__ import annotations

import pytest

from summarize.document import Span
from summarize.rewriting.edits.changes import apply_changes, split_words
from summarize.rewriting.edits.differences import EvidenceDiff


def side(text: str, source: str) -> EvidenceDiff:
    return EvidenceDiff(split_words(text), source, split_words(source))


def replaced(text: str, source: str, wrong: str) -> list[str]:
    start = text.index(wrong)
    found = side(text, source).replace_wrong([Span(start, start + len(wrong))])
    return list(dict.fromkeys(apply_changes(text, [change]) for change in found))


def restored(text: str, source: str, *named: str) -> list[str]:
    found = side(text, source).restore_omitted(frozenset(named), every=not named)
    return [apply_changes(text, [change]) for change in found]


@pytest.mark.parametrize(
    ("text", "source", "wrong", "first"),
    [
        ("Ito won 5 medals.", "In May, Ito won 3 medals.", "5", "Ito won 3 medals."),
        ("It cost $7 in all.", "It cost £4 in all.", "7", "It cost £4 in all."),
        (
            "They praised Lee in May.",
            "They praised Ingrid Ito in May.",
            "Lee",
            "They praised Ingrid Ito in May.",
        ),
        ("They met in Rome.", "They met in Kallen for a week.", "Rome", "They met in Kallen."),
        ("The tax rose in May.", "The tax fell in May.", "rose", "The tax fell in May."),
        ("It was not old.", "It was old.", "old", "It was old."),
        ("He left the house.", "Ito left the house.", "He", "Ito left the house."),
        ("It sailed to Kallen.", "It sailed from Kallen.", "Kallen", "It sailed from Kallen."),
        (
            "Later the old boat sank.",
            "The old boat sank.",
            "Later",
            "The old boat sank.",
        ),
    ],
)
def test_what_the_evidence_has_in_its_place(text: str, source: str, wrong: str, first: str) -> None:
    assert replaced(text, source, wrong)[:1] == [first]


@pytest.mark.parametrize(
    ("text", "source", "wrong"),
    [
        # behind another preposition, the name plays another part
        (
            "A star for Kallen this year.",
            "A star in the place of the badly injured Ito this year.",
            "Kallen",
        ),
        # no pronoun, no common noun for a name
        ("Ito left the house.", "He left the house.", "Ito"),
        ("Ito left the house.", "The pundit left the house.", "Ito"),
        # no bracket, colon or stray comma comes along
        ("Ito met the head.", "Ito met: the head.", "met"),
        ("Ito met a head.", "Ito met Lee, the head.", "a"),
        # one reporting verb does not go where another does
        ("Ito reported the quake.", "Ito said the quake.", "reported"),
        ("Ito slept.", "Ito slept.", "Ito"),
    ],
)
def test_what_is_not_put_in(text: str, source: str, wrong: str) -> None:
    assert replaced(text, source, wrong) == []


@pytest.mark.parametrize(
    ("text", "source", "named", "expected"),
    [
        ("It will close.", "It may close.", ["may"], "It may close."),
        ("It closed in May.", "It never closed in May.", ["never"], "It never closed in May."),
        ("It closed.", "It closed, the trust said.", ["said"], "It closed, the trust said."),
        ("The pier closed.", "Lee said the pier closed.", [], "Lee said the pier closed."),
        (
            "It closed, but it was late.",
            "It closed, the trust said, but it was late.",
            [],
            "It closed, the trust said, but it was late.",
        ),
    ],
)
def test_what_was_left_out_comes_back(
    text: str, source: str, named: list[str], expected: str
) -> None:
    assert restored(text, source, *named) == [expected]


def test_only_what_is_named_comes_back() -> None:
    assert restored("It will close.", "It may close.", "never") == []
    assert restored("It closed.", "It closed at noon.") == []


@pytest.mark.parametrize("text", ["", ".", "a", "…" * 100])
def test_odd_texts(text: str) -> None:
    assert list(side(text, text).replace_wrong([])) == []
    assert list(side(text, "").restore_omitted(frozenset(), every=True)) == []
