"""Completion state: stop strings, loops, limits and cut characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.inference import FinishReason, Prompt, Request
from summarize.inference.llama_cpp.completion_state import CompletionState, find_loop_start


def grow(*pieces: bytes, stop: tuple[str, ...] = (), most: int = 1000) -> CompletionState:
    """Feed pieces until the completion says that it is over; equal pieces are equal tokens."""
    state = CompletionState(Request(Prompt("?"), most, stop=stop), 7)
    tokens: dict[bytes, int] = {}
    for piece in pieces:
        if state.finish_reason is not None:
            break
        state.add(tokens.setdefault(piece, len(tokens)), piece)
    return state


def result(state: CompletionState) -> tuple[str, FinishReason]:
    completion = state.build_completion()
    return completion.text, completion.finish_reason


def test_a_completion_goes_on_until_it_is_finished() -> None:
    state = grow(b"one ", b"two")
    assert state.finish_reason is None
    state.finish_reason = FinishReason.END
    completion = state.build_completion()
    assert (completion.text, completion.finish_reason) == ("one two", FinishReason.END)
    assert (completion.prompt_tokens, completion.output_tokens) == (7, 2)


def test_the_limit_counts_tokens() -> None:
    assert result(grow(b"a", b"b", b"c", b"d", most=3)) == ("abc", FinishReason.LENGTH)
    assert result(grow(b"a", b"b", most=1)) == ("a", FinishReason.LENGTH)


@pytest.mark.parametrize(
    "pieces",
    [
        (b"Yes.\n\nNo",),
        (b"Yes.", b"\n\n", b"No"),
        (b"Yes.", b"\n", b"\n", b"No"),
        (b"Y", b"e", b"s", b".\n", b"\nN", b"o"),
    ],
)
def test_a_stop_string_is_found_however_it_is_split(pieces: tuple[bytes, ...]) -> None:
    assert result(grow(*pieces, stop=("\n\n",))) == ("Yes.", FinishReason.END)


def test_the_text_ends_before_the_first_of_several_stop_strings() -> None:
    assert result(grow(b"x<<ab", stop=("b", "<<a"))) == ("x", FinishReason.END)


def test_a_stop_string_counts_even_with_the_last_token() -> None:
    assert result(grow(b"a", b"b.", stop=(".",), most=2)) == ("ab", FinishReason.END)


def test_a_stop_string_of_several_bytes_a_character() -> None:
    data = "Ja – nein".encode()
    assert result(grow(*(bytes([byte]) for byte in data), stop=("–",))) == ("Ja ", FinishReason.END)


def test_half_a_stop_string_stays_and_an_empty_one_stops_nothing() -> None:
    assert result(grow(b"a\n", b"b", stop=("\n\n", ""), most=2)) == ("a\nb", FinishReason.LENGTH)


def test_a_character_spread_over_tokens_is_put_together() -> None:
    first, second = "ü".encode()[:1], "ü".encode()[1:]
    assert result(grow(b"f", first, second, b"r", most=4)) == ("für", FinishReason.LENGTH)


def test_a_character_that_was_cut_off_is_left_out() -> None:
    assert result(grow(b"ok ", "→".encode()[:2], most=2)) == ("ok ", FinishReason.LENGTH)


def test_a_loop_is_cut_off_and_its_first_round_kept() -> None:
    state = grow(b"He said: ", *[b"so ", b"it ", b"goes. "] * 30)
    text, stop = result(state)
    assert stop is FinishReason.LOOP
    assert text == "He said: so it goes. "
    assert state.build_completion().output_tokens < 40


def test_a_loop_of_a_whole_sentence_is_found() -> None:
    sentence = [f"word{n} ".encode() for n in range(40)]
    assert result(grow(b"Start. ", *sentence * 5)) == (
        "Start. " + b"".join(sentence).decode(),
        FinishReason.LOOP,
    )


def test_few_repetitions_are_no_loop() -> None:
    assert result(grow(*[b"2, "] * 12, b"3.", most=13)) == ("2, " * 12 + "3.", FinishReason.LENGTH)
    refrain = [f"w{n} ".encode() for n in range(20)]
    assert grow(*refrain * 2, b"end").finish_reason is None


def test_loop_start_is_the_place_after_the_first_round() -> None:
    assert find_loop_start([7, *[1, 2] * 12]) == 3
    assert find_loop_start((7, *(1, 2) * 12)) == 3
    assert find_loop_start([7, *[1, 2] * 11]) is None
    assert find_loop_start([5] * 24) == 1
    assert find_loop_start([]) is None


@given(st.lists(st.integers(0, 50), max_size=30), st.integers(1, 64), st.data())
def test_any_loop_is_found_and_one_round_is_left(
    before: list[int], period: int, data: st.DataObject
) -> None:
    cycle = data.draw(st.lists(st.integers(51, 99), min_size=period, max_size=period, unique=False))
    rounds = max(3, -(-24 // period))
    tokens = [*before, *cycle * rounds]
    start = find_loop_start(tokens)
    assert start is not None
    assert len(before) < start <= len(before) + period
    kept = tokens[len(before) : start]
    assert (kept * len(tokens))[: len(tokens) - len(before)] == tokens[len(before) :]


@given(st.lists(st.binary(min_size=1, max_size=4), max_size=40), st.integers(1, 40))
def test_any_bytes_give_text_and_an_end(pieces: list[bytes], most: int) -> None:
    state = grow(*pieces, most=most)
    if state.finish_reason is None:
        state.finish_reason = FinishReason.END
    completion = state.build_completion()
    completion.text.encode("utf-8")
    assert completion.output_tokens <= most


@pytest.mark.parametrize(
    ("before", "is_lost"),
    [("", True), ("Ito and Lee, ", True), ("Ito won. ", False), ("伊藤が勝った。", False)],
)
def test_a_loop_before_the_end_of_a_sentence_leaves_nothing_to_use(
    before: str, is_lost: bool
) -> None:
    state = grow(before.encode(), *[b"so "] * 40)
    assert (state.finish_reason, state.is_lost) == (FinishReason.LOOP, is_lost)


def test_an_answer_that_ended_otherwise_is_not_lost() -> None:
    assert not grow(b"Ito", b" and", most=2).is_lost
    assert not grow(b"Ito").is_lost


def test_an_answer_that_begins_anew_forgets_its_text_and_counts_its_tokens() -> None:
    state = grow(*[b"so "] * 40)
    lost = state.build_completion().output_tokens
    state.restart()
    assert state.finish_reason is None
    for token, piece in enumerate((b"Ito ", b"won.")):
        state.add(token, piece)
    state.finish_reason = FinishReason.END
    completion = state.build_completion()
    assert (completion.text, completion.output_tokens) == ("Ito won.", lost + 2)
