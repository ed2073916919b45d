"""Stream state: text, reasoning, stop strings, loops and usage of a streamed answer."""

from __future__ import annotations

import pytest

from summarize.inference import FinishReason, Prompt, Request
from summarize.inference.openai_server.stream_state import StreamState


def chat(text: str, reason: str | None = None) -> dict[str, object]:
    return {"choices": [{"index": 0, "delta": {"content": text}, "finish_reason": reason}]}


def answered(*events: object, most: int = 100, stop: tuple[str, ...] = ()) -> StreamState:
    answer = StreamState(Request(Prompt("?"), most, stop=stop))
    for event in events:
        if answer.finish_reason is not None and not (isinstance(event, dict) and "usage" in event):
            break
        assert answer.add_event(event)
    return answer


def result(answer: StreamState) -> tuple[str, FinishReason]:
    completion = answer.build_completion()
    return completion.text, completion.finish_reason


def test_a_stream_with_its_usage() -> None:
    usage = {"prompt_tokens": 50, "completion_tokens": 2}
    answer = answered(
        {"choices": [{"delta": {"role": "assistant", "content": None}}]},
        chat("Ito "), chat("won."), chat("", "stop"), {"choices": [], "usage": usage},
    )  # fmt: skip
    completion = answer.build_completion()
    assert (completion.text, completion.finish_reason) == ("Ito won.", FinishReason.END)
    assert (completion.prompt_tokens, completion.output_tokens) == (50, 2)


def test_what_the_server_had_read_before_is_not_counted_again() -> None:
    usage = {"prompt_tokens": 50, "prompt_tokens_details": {"cached_tokens": 45}}
    answer = answered(chat("Yes.", "stop"), {"usage": usage})
    assert answer.prompt_tokens == 50
    assert answer.build_completion().prompt_tokens == 5


def test_without_usage_the_pieces_count() -> None:
    completion = answered(chat("a"), chat("b"), chat("", "stop")).build_completion()
    assert (completion.prompt_tokens, completion.output_tokens) == (0, 2)


@pytest.mark.parametrize(
    "event",
    [
        {
            "choices": [
                {"message": {"role": "assistant", "content": "Yes."}, "finish_reason": "stop"}
            ]
        },
        {"choices": [{"text": "Yes.", "finish_reason": "stop"}]},
        {"choices": [{"delta": {"content": "Yes."}, "finish_reason": "eos"}]},
    ],
)
def test_whole_answers_and_continued_texts(event: object) -> None:
    assert result(answered(event)) == ("Yes.", FinishReason.END)


def test_the_token_limit_of_the_server() -> None:
    assert result(answered(chat("Ito w", "length"))) == ("Ito w", FinishReason.LENGTH)


def test_a_server_that_ignores_the_limit_is_cut_off() -> None:
    pieces = [chat(f"word{number} ") for number in range(1000)]
    answer = answered(*pieces, most=10)
    assert answer.finish_reason is FinishReason.LENGTH
    assert len(answer.text) < 300


def test_a_loop_is_cut_off_while_it_comes() -> None:
    pieces = [chat(word + " ") for word in ("One", *["the", "ferry", "left"] * 50)]
    answer = answered(*pieces)
    assert result(answer) == ("One the ferry left", FinishReason.LOOP)


def test_a_loop_that_comes_at_once_is_cut_off() -> None:
    assert result(answered(chat("No. " + "It is so. " * 40, "stop"))) == (
        "No. It is so.",
        FinishReason.LOOP,
    )


def test_a_loop_without_spaces_is_cut_off() -> None:
    assert result(answered(chat("東京" + "大会だ" * 60, "length")))[1] is FinishReason.LOOP


def test_a_list_of_numbers_is_no_loop() -> None:
    text = "In 2, 2, 2 and 3 rounds."
    assert result(answered(chat(text, "stop"))) == (text, FinishReason.END)


def test_stop_strings_hold_even_if_the_server_does_not_know_them() -> None:
    answer = answered(chat("Ito won.\n"), chat("\nArticle: more"), stop=("\n\n", "Article"))
    assert result(answer) == ("Ito won.", FinishReason.END)


def test_what_is_thought_is_no_answer() -> None:
    thoughts = [
        {"choices": [{"delta": {name: "Hm, let me see"}}]}
        for name in ("reasoning_content", "reasoning")
    ]
    answer = answered(*thoughts, chat("Yes.", "stop"))
    assert answer.has_reasoning
    assert result(answer) == ("Yes.", FinishReason.END)


@pytest.mark.parametrize(
    "event", [None, [], "yes", 3, {}, {"choices": 3}, {"choices": ["yes"]}, {"answer": "yes"}]
)
def test_what_is_no_completion(event: object) -> None:
    assert StreamState(Request(Prompt("?"), 9)).add_event(event) is False


@pytest.mark.parametrize(
    "event",
    [
        {"choices": [], "usage": None},
        {"choices": [{}]},
        {"choices": [{"delta": None}]},
        {"choices": [{"delta": {"content": ["yes"]}}], "usage": {"prompt_tokens": "many"}},
        {"choices": [{"delta": {"tool_calls": []}}], "usage": {"prompt_tokens": -1}},
    ],
)
def test_odd_events_say_nothing(event: object) -> None:
    answer = answered(event)
    assert (answer.text, answer.finish_reason, answer.prompt_tokens) == ("", None, 0)


def test_nobody_thinks_for_ever() -> None:
    thought = {"choices": [{"delta": {"reasoning": "Hm"}}]}
    answer = answered(*[thought] * 10_000, most=10)
    assert answer.finish_reason is FinishReason.LENGTH
