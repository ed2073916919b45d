"""Requests for drafts and claims, and statements parsed from the answers."""

from __future__ import annotations

import pytest

from summarize.generation.drafts import Task, build_requests, max_answer_tokens, parse_statements
from summarize.inference import Completion, FinishReason
from support.scripted_engine import ScriptedEngine, is_claims

TASK = Task(
    words=120, drafts=4, claims=5, claim_lists=2, seed=7, extra_instructions=" Focus on Lee."
)


def engine(chats: bool = True) -> ScriptedEngine:
    return ScriptedEngine(lambda request: "", has_chat_template=chats)


def texts(
    text: str, stop: FinishReason = FinishReason.END, language: str | None = "en"
) -> list[str]:
    return [claim.text for claim in parse_statements(Completion(text, stop), language)]


def test_summaries_come_first_then_claims() -> None:
    asked = build_requests(engine(), "Ito won.", TASK)
    assert [is_claims(request) for request in asked] == [False] * 4 + [True] * 2


def test_the_first_try_of_each_is_the_likeliest_and_the_others_vary() -> None:
    asked = build_requests(engine(), "Ito won.", TASK)
    for group in (asked[:4], asked[4:]):
        assert group[0].temperature == 0
        assert all(request.temperature > 0 for request in group[1:])
        assert len({request.seed for request in group}) == len(group)
        assert len({request.prompt for request in group}) == 1


def test_the_seed_gives_other_drafts() -> None:
    one, other = (
        build_requests(engine(), "Ito won.", Task(120, 4, 5, 2, seed=seed)) for seed in (0, 100)
    )
    assert not {request.seed for request in one} & {request.seed for request in other}


def test_no_claims_are_asked_for_if_none_are_wanted() -> None:
    asked = build_requests(engine(), "Ito won.", Task(120, 3, 0, 2, 0))
    assert len(asked) == 3
    assert not any(is_claims(request) for request in asked)


def test_extra_instructions_and_numbers_are_in_the_prompt() -> None:
    asked = build_requests(engine(), "Ito won.", TASK)
    assert all("Focus on Lee." in request.prompt.text for request in asked)
    assert "five" in asked[-1].prompt.text


def test_a_longer_summary_is_asked_for_in_more_sentences() -> None:
    fuses = [
        build_requests(engine(), "Ito won.", Task(words, 1, 0, 0, 0))[0].max_tokens
        for words in (1, 60, 120, 250, 5000)
    ]
    assert fuses == sorted(fuses)
    assert fuses[0] < fuses[2]
    assert fuses[-1] < 1000  # a summary as long as a book is not written in one go


@pytest.mark.parametrize("claims", [0, 1, 5, 50])
@pytest.mark.parametrize("words", [1, 60, 5000])
def test_room_is_left_for_the_longest_answer(words: int, claims: int) -> None:
    asked = build_requests(engine(), "Ito won.", Task(words, 2, claims, 2, 0))
    assert max(request.max_tokens for request in asked) <= max_answer_tokens(words, claims)


class ManyTokens(ScriptedEngine):
    """A tokenizer that makes so many tokens of a word."""

    def __init__(self, tokens: int) -> None:
        super().__init__(lambda _: "")
        self._tokens = tokens

    def count_tokens(self, text: str) -> int:
        return self._tokens * len(text.split())


def test_the_fuse_is_measured_in_the_text_s_own_tokens() -> None:
    """What a model can say in so many tokens depends on the language, but not without bounds."""
    fuses = [
        [r.max_tokens for r in build_requests(ManyTokens(tokens), "Ito won the race.", TASK)]
        for tokens in (1, 2, 3, 50)
    ]
    assert fuses[0] < fuses[1] < fuses[2] == fuses[3]
    assert fuses[-1][0] <= max_answer_tokens(TASK.words, TASK.claims)


def test_a_single_sentence_has_room_to_end() -> None:
    """Cut off, it would be no answer: a part of the document would count as not read."""
    (asked,) = build_requests(ManyTokens(1), "Ito won the race.", Task(10, 1, 0, 0, 0))
    assert asked.max_tokens >= 60


def test_only_a_base_model_is_stopped_by_an_empty_line() -> None:
    """An instruct model may begin its answer with one, and ends by itself."""
    assert all(not request.stop for request in build_requests(engine(), "Ito won.", TASK))
    assert all(request.stop for request in build_requests(engine(chats=False), "Ito won.", TASK))


def test_statements_are_sentences_without_the_preamble() -> None:
    answer = "Here is a summary:\n\nIto won the long race. Dr. Lee was only second.\n"
    assert texts(answer) == ["Ito won the long race.", "Dr. Lee was only second."]


def test_list_items_get_a_full_stop() -> None:
    assert texts("- Ito won the race\n- Lee was only second;\n- Did it really rain?") == [
        "Ito won the race.",
        "Lee was only second.",
        "Did it really rain?",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“We won the race,” said Ito’s coach.",
        "He said: “We won the race.”",
        "They won (by a metre or so.)",
        "And then Ito won the race…",
    ],
)
def test_a_closed_sentence_gets_no_second_full_stop(text: str) -> None:
    assert texts(text) == [text]


def test_a_quotation_mark_whose_other_half_is_gone_is_taken_off() -> None:
    assert texts("They land it up the coast. “Nobody minds the repair. The trust knew it.”") == [
        "They land it up the coast.",
        "“Nobody minds the repair. The trust knew it.”",
    ]
    assert texts("They land it up the coast. “Nobody minds the repair. It rained all day.") == [
        "They land it up the coast.",
        "Nobody minds the repair.",
        "It rained all day.",
    ]
    assert texts("” It rained the whole day.") == ["It rained the whole day."]


def test_numbers_in_a_paragraph_are_taken_off() -> None:
    counted = "(1) Ito won the race. (2) Lee was only second. In (3) laps he fell back."
    assert texts(counted) == [
        "Ito won the race.",
        "Lee was only second.",
        "In (3) laps he fell back.",
    ]


def test_what_says_next_to_nothing_is_left_out() -> None:
    assert texts("Sure!\nSummary\nIto won.\nIto won the race.") == ["Ito won the race."]


def test_the_same_words_twice_in_one_answer_count_once() -> None:
    twice = Completion("Ito won the race.\nIto won the race.", FinishReason.END)
    assert len(parse_statements(twice, "en")) == 1


@pytest.mark.parametrize("stop", [FinishReason.LENGTH, FinishReason.LOOP])
def test_a_sentence_that_was_cut_off_is_dropped(stop: FinishReason) -> None:
    whole, cut = "Ito won the long race.", "Lee was second because he had"
    assert texts(f"{whole} {cut}", stop) == [whole]
    assert texts(f"- Ito won the race\n- {cut}", stop) == ["Ito won the race."]
    assert texts(cut, stop) == []


def test_a_sentence_that_was_complete_when_the_tokens_ran_out_is_kept() -> None:
    assert texts("Ito won the long race.", FinishReason.LENGTH) == ["Ito won the long race."]


def test_an_end_without_a_full_stop_is_an_end() -> None:
    assert texts("Ito won the long race", FinishReason.END) == ["Ito won the long race."]


def test_a_failed_completion_says_nothing() -> None:
    assert texts("", FinishReason.FAILED) == []


def test_thoughts_are_no_statements() -> None:
    assert texts("<think>Ito won the race, I guess.", FinishReason.LENGTH) == []


def test_a_language_that_is_unknown_does_no_harm() -> None:
    assert texts("Ito gewann das Rennen. Lee wurde nur Zweiter.", language=None) == [
        "Ito gewann das Rennen.",
        "Lee wurde nur Zweiter.",
    ]


def test_a_quotation_that_was_cut_off_ends_with_its_sentence() -> None:
    said = Completion("Kim told us: 'The cup counts for much. We", FinishReason.LENGTH)
    texts = [claim.text for claim in parse_statements(said, "en")]
    assert texts == ["Kim told us: 'The cup counts for much.'"]
