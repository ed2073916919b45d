"""Loose clauses between commas, and those that are not loose."""

from __future__ import annotations

import pytest

from summarize.rewriting.edits.changes import split_words
from summarize.rewriting.edits.loose_clauses import (
    find_loose_clauses,
    find_sentence_end,
    has_main_verb,
    is_binding,
)


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("Ito, who runs the port, resigned.", [", who runs the port,"]),
        ("Ito, 31, resigned.", [", 31,"]),
        ("Ito, 31, head of the port, resigned.", [", 31, head of the port,"]),
        ("Ito, the head of the port, also resigned.", [", the head of the port,"]),
        ("Ito, smiling at Lee, left the room.", [", smiling at Lee,"]),
        ("On Friday, Ito, a nurse, left the room.", [", a nurse,"]),
        ("The ship was sold, which surprised Lee.", [", which surprised Lee"]),
        ("The storm sank two boats, killing a man.", [", killing a man"]),
        ("The tax rose, while the rent fell.", [", while the rent fell"]),
        ("They praised Ito, the head of the port.", [", the head of the port"]),
        # no aside
        ("Ito, Lee and Kim left the room.", []),
        ("They sold boats, nets and ropes.", []),
        ("He left the house, which burned, gave up and died.", []),
        ("As he praised Ito, the man left.", []),
        ("The man who left, who was old, was Ito.", []),
        ("Ito, 31, pictured in May, resigned.", []),
        ("Ito, said Lee, resigned.", []),
        ("Ito, who may resign, left the room.", []),
        ("“Ito, who left, was ill.”", []),
        ("It ended in May, the month of the vote.", []),
        ("With his wife, Ann, sleeping, he left.", []),
        ("", []),
        (", , ,", []),
    ],
)
def test_loose_clauses(text: str, loose: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_loose_clauses(text)] == loose


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The boat sank", True),
        ("Ito, 31, was ill", True),
        ("He said it was late", True),
        ("The boat that sank", False),
        ("When the boat sank", False),
        ("When the boat sank, he left", True),
        ("The old boat", False),
        ("Born in Kallen", False),
        ("", False),
    ],
)
def test_main_verbs(text: str, found: bool) -> None:
    assert has_main_verb(split_words(text)) is found


@pytest.mark.parametrize("word", ["only", "may", "said", "not", "unless", "isn't"])
def test_what_the_rest_may_hang_on(word: str) -> None:
    assert is_binding(split_words(f"who {word} left"))
    assert not is_binding(split_words("who left the room"))


def test_the_end_of_a_sentence() -> None:
    assert [
        find_sentence_end(split_words(text)) for text in ("It sank.”", "It sank", "...", "")
    ] == [
        2,
        2,
        0,
        0,
    ]
