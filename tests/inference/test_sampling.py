"""Prompt lookup: which tokens are drafted after those that occurred before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarize.inference.llama_cpp.sampling import PromptLookup


def test_what_followed_the_last_time_is_drafted() -> None:
    lookup = PromptLookup([1, 2, 3, 4, 5, 6, 7, 8, 9])
    for token in (2, 3, 4):
        lookup.add(token)
    assert lookup.draft(10) == [5, 6, 7, 8]
    assert lookup.draft(2) == [5, 6]
    assert lookup.draft(0) == []


def test_the_latest_place_counts() -> None:
    assert PromptLookup([1, 2, 3, 7, 1, 2, 3, 8, 1, 2, 3]).draft(1) == [8]


def test_fewer_tokens_in_common_give_no_draft() -> None:
    assert PromptLookup([1, 2, 3, 4, 9, 3, 4]).draft(4) == []
    assert PromptLookup([1, 2]).draft(4) == []
    assert PromptLookup([]).draft(4) == []


def test_a_place_at_the_end_gives_what_there_is() -> None:
    assert PromptLookup([5, 5, 5, 5]).draft(4) == [5]


@given(st.lists(st.integers(0, 3), max_size=40), st.integers(0, 6))
def test_a_draft_is_in_the_text_after_the_same_three_tokens(tokens: list[int], most: int) -> None:
    guess = PromptLookup(tokens).draft(most)
    assert len(guess) <= min(most, 4)
    if guess:
        run = [*tokens[-3:], *guess]
        assert any(tokens[i : i + len(run)] == run for i in range(len(tokens)))
