"""Tests of word alignment of claim and evidence, counterparts, common subsequences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import tokenize
from summarize.verification.comparison import Comparison, find_common_subsequence, find_run

NOTHING = AnnotatedDocument(Document(text="", origin="-", sentences=())).vocabulary


def pair(part: str, source: str) -> Comparison:
    return Comparison(tokenize(part), tokenize(source), NOTHING)


@pytest.mark.parametrize(
    ("left", "right", "pairs"),
    [
        ("ab", "axb", [(0, 0), (1, 2)]),
        ("", "ab", []),
        ("ab", "", []),
        ("ab", "ba", [(1, 0)]),
        ("abc", "abc", [(0, 0), (1, 1), (2, 2)]),
    ],
)
def test_common_subsequence(left: str, right: str, pairs: list[tuple[int, int]]) -> None:
    assert find_common_subsequence(left, right) == pairs


@given(st.text("abc", max_size=12), st.text("abc", max_size=12))
def test_pairs_rise_and_correspond(left: str, right: str) -> None:
    pairs = find_common_subsequence(left, right)
    assert all(left[i] == right[j] for i, j in pairs)
    assert pairs == sorted(set(pairs))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert len(pairs) == len(find_common_subsequence(right, left))


def test_find_run() -> None:
    assert find_run(["a", "b", "c"], ["b", "c"]) == 1
    assert find_run(["a", "b", "c"], ["b", "c", "."]) == 1
    assert find_run(["a", "b", "c"], ["a", "c"]) is None
    assert find_run([], ["a"]) is None


def test_absent_and_share() -> None:
    compared = pair("Divers found a hollow boat", "Three divers found a hollow")
    assert [token.key for token in compared.unsupported] == ["boat"]
    assert compared.coverage == 0.75
    assert pair("of the", "of the").coverage == 0.0


def test_a_word_that_stands_twice_is_taken_where_the_others_are() -> None:
    compared = pair("Lee sold boats", "Lee came before Lee in May sold his boats")
    assert compared.alignment[0] == (0, 3)


def test_a_slice_corresponds_to_itself() -> None:
    compared = pair("the boat met the boat", "the boat saw how the boat met the boat")
    assert [theirs for _, theirs in compared.alignment] == [5, 6, 8]


@pytest.mark.parametrize(
    ("part", "source", "word", "instead"),
    [
        ("Kim sold a boat", "Kim sold a car.", "boat", "car"),
        ("Kim stole a car", "Kim sold a car.", "stole", "sold"),
        ("Kim sold the boat in May", "Kim sold the car in May.", "boat", "car"),
        ("Kim sold boats", "Kim sold a car.", "boats", None),  # other words between
        ("Kim sold a boat and a car", "Kim sold a car.", "boat", None),  # the part has "car"
        ("Kim sold a boat", "Kim sold.", "boat", None),
        ("a boat", "Kim sold a car.", "boat", None),  # nothing to hold on to
    ],
)
def test_opposite(part: str, source: str, word: str, instead: str | None) -> None:
    compared = pair(part, source)
    token = next(token for token in compared.claim if token.surface == word)
    other = compared.find_counterpart(token)
    assert (other.surface if other else None) == instead


def test_a_word_of_another_text_has_no_opposite() -> None:
    assert pair("Kim sold a boat", "Kim sold a car.").find_counterpart(tokenize("boat")[0]) is None
