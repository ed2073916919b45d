"""Log-odds: the formats of servers, which tokens are a choice, bounds, thoughts."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest

from summarize.inference.openai_server.log_odds import (
    TopTokens,
    are_distinct,
    compute_log_odds,
    opens_thought,
    parse_top_tokens,
)

YES_NO = ("Yes", "No")


def chat(*tokens: tuple[Any, Any]) -> dict[str, Any]:
    entries = [{"token": token, "logprob": value} for token, value in tokens]
    return {"logprobs": {"content": [{"token": "It", "logprob": -9, "top_logprobs": entries}]}}


def test_both_formats() -> None:
    expected = [("Yes", -0.25), ("No", -2.0)]
    assert list(parse_top_tokens(chat(*expected))) == expected
    old = {"tokens": ["Yes"], "token_logprobs": [-0.25], "top_logprobs": [dict(expected)]}
    assert list(parse_top_tokens({"logprobs": old})) == expected


def test_only_the_first_token_counts() -> None:
    answer = chat(("Yes", -0.25), ("No", -2.0))
    answer["logprobs"]["content"] += chat(("later", -1.0), ("on", -1.0))["logprobs"]["content"]
    assert [token for token, _ in parse_top_tokens(answer)] == ["Yes", "No"]


@pytest.mark.parametrize(
    "logprobs",
    [
        None, 5, "Yes", [], {}, {"content": None}, {"content": []}, {"content": [5]},
        {"content": [{"token": "Yes", "logprob": -0.1}]}, {"content": [{"top_logprobs": None}]},
        {"content": [{"top_logprobs": [5, None, {}]}]}, {"top_logprobs": []},
        {"top_logprobs": None}, {"top_logprobs": [None]}, {"top_logprobs": {"Yes": -0.1}},
    ],
)  # fmt: skip
def test_without_a_list_there_is_none(logprobs: object) -> None:
    assert list(parse_top_tokens({"logprobs": logprobs})) == []
    assert list(parse_top_tokens({})) == []


def test_what_is_no_probability_is_left_out() -> None:
    strange = [("a", None), ("b", True), ("c", "-1"), (None, -1), (5, -1), ("d", -9999.0)]
    assert list(parse_top_tokens(chat(*strange, ("Yes", -1)))) == [("Yes", -1.0)]
    for value in ("NaN", "-Infinity", "Infinity", "-3.4028234663852886e+38", "-1e999"):
        answer = json.loads(json.dumps(chat(("Yes", 0))).replace(": 0}", f": {value}}}"))
        assert list(parse_top_tokens(answer)) == []


@pytest.mark.parametrize(
    "token",
    ["No", "no", "NO", " No", "ĠNo", "▁No", '"No', "**No", "No.", "No,", "\nNo", "“No”", "N", " n"],
)
def test_tokens_of_a_choice(token: str) -> None:
    listed: TopTokens = [("Yes", -0.5), (token, -2.0), ("Well", -6.0)]
    assert compute_log_odds(listed, YES_NO) == pytest.approx(1.5)


@pytest.mark.parametrize("token", ["Not", "Nope", "None", "The", "", " ", ".", "o", "es", "1", "<"])
def test_other_tokens(token: str) -> None:
    listed: TopTokens = [("Yes", -0.5), (token, -2.0), ("Well", -6.0)]
    assert compute_log_odds(listed, YES_NO) == pytest.approx(5.5)


def test_a_beginning_of_both_counts_for_neither() -> None:
    listed: TopTokens = [("T", -0.1), ("True", -3.0), ("Two", -4.0), ("Tr", -5.0)]
    expected = math.log(math.exp(-3) + math.exp(-5)) + 4
    assert compute_log_odds(listed, ("True", "Two")) == pytest.approx(expected)


def test_probabilities_of_one_choice_are_added() -> None:
    listed: TopTokens = [(" Yes", math.log(0.3)), ("yes", math.log(0.2)), ("No", math.log(0.25))]
    assert compute_log_odds(listed, YES_NO) == pytest.approx(math.log(2))


def test_the_order_of_choices_is_the_sign() -> None:
    listed: TopTokens = [("No", -0.5), ("Yes", -2.0)]
    assert compute_log_odds(listed, YES_NO) == -1.5
    assert compute_log_odds(listed, ("No", "Yes")) == 1.5
    assert compute_log_odds(listed, (" No", " Yes")) == 1.5


def test_a_choice_that_is_not_listed_counts_as_the_least_that_is() -> None:
    listed: TopTokens = [("No", -0.5), ("Well", -2.0), ("It", -3.0)]
    assert compute_log_odds(listed, YES_NO) == -2.5
    assert compute_log_odds([*listed, ("Hm", -9.0)], YES_NO) == -8.5


def test_nothing_is_known_of_two_that_are_not_listed_nor_from_a_single_token() -> None:
    assert compute_log_odds([("Well", -0.5), ("It", -2.0)], YES_NO) is None
    assert compute_log_odds([("Yes", 0.0)], YES_NO) is None
    assert compute_log_odds([], YES_NO) is None


@pytest.mark.parametrize("token", ["<think>", "<", " <|channel|>", "[THINK]", "◁think▷", ""])
def test_thoughts(token: str) -> None:
    assert opens_thought([("Yes", -3.0), (token, -0.1), ("No", -4.0)])
    assert not opens_thought([("Yes", -0.1), (token, -3.0), ("No", -4.0)])


@pytest.mark.parametrize("token", ["Yes", " ", "\n", "**", "The", "(", '"'])
def test_no_thoughts(token: str) -> None:
    assert not opens_thought([(token, -0.1), ("<think>", -4.0)])
    assert not opens_thought([])


@pytest.mark.parametrize(
    "choices", [("No", "Not sure"), ("Yes", " yes"), ("Yes", "Yes."), ("+", "-"), ("", "No")]
)
def test_choices_that_can_not_be_told_apart(choices: tuple[str, str]) -> None:
    assert are_distinct(YES_NO)
    assert not are_distinct(choices)
    assert not are_distinct((choices[1], choices[0]))
