"""Log-odds of two words, from the likeliest first tokens that a server lists; pure.

The formats were looked up in the sources of llama.cpp's server, vLLM, Ollama and
llama-cpp-python in November 2026; LM Studio takes the fields and answers without a list.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

TopTokens = Sequence[tuple[str, float]]
"""The likeliest first tokens of an answer, each with its log-probability."""

# Servers write this or a larger number below 0 where there is no probability: vLLM -9999,
# llama.cpp the smallest that there is; a server that lists probabilities after sampling writes
# it for all tokens but one.
_IMPOSSIBLE = -100.0
# Marks of a space at the beginning of a word, which some servers leave in their tokens.
_SPACE_MARKS = str.maketrans("Ġ▁", "  ")
# Tags and control tokens: an answer in one word begins with none.
_THOUGHT = re.compile(r"\s*[<\[◁]")


def parse_top_tokens(choice: Mapping[str, Any]) -> TopTokens:
    """Return the first tokens listed in a choice of a server's answer; () if there is no list.

    Both formats are read: `{"logprobs": {"content": [{"top_logprobs": [{"token": "Yes",
    "logprob": -0.1}]}]}}`, and that of older completions, `{"logprobs": {"top_logprobs":
    [{"Yes": -0.1}]}}`, each `-> [("Yes", -0.1)]`.
    """
    logprobs = choice.get("logprobs")
    if not isinstance(logprobs, dict):
        return ()
    content = logprobs.get("content")
    first = _get_first(content)
    listed = first.get("top_logprobs") if content else _get_first(logprobs.get("top_logprobs"))
    return list(_parse_entries(listed))


def _get_first(values: object) -> Mapping[str, Any]:
    first = values[0] if isinstance(values, list) and values else None
    return first if isinstance(first, dict) else {}


def _parse_entries(listed: object) -> Iterator[tuple[str, float]]:
    if isinstance(listed, dict):
        pairs = list(listed.items())
    else:
        dicts = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        pairs = [(one.get("token"), one.get("logprob")) for one in dicts]
    for token, value in pairs:
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if isinstance(token, str) and is_number and math.isfinite(value) and value > _IMPOSSIBLE:
            yield token, float(value)


def opens_thought(tokens: TopTokens) -> bool:
    """Whether the likeliest token begins a thought, or is a control token: `"<think>" -> True`.

    Control tokens have no text in llama.cpp's list.
    """
    if not tokens:
        return False
    likeliest = max(tokens, key=lambda one: one[1])[0]
    return not likeliest or bool(_THOUGHT.match(likeliest))


def compute_log_odds(tokens: TopTokens, choices: tuple[str, str]) -> float | None:
    """Return log p(first choice) - log p(second), each as the first word of the answer.

    A choice has the probability of all tokens that are this word, or a beginning of it, in
    whatever case and between whatever marks: "Yes", " yes", "Y". If only one is listed, the
    other counts as the least likely listed token, as none of its own is likelier: the log-odds
    are then a bound, nearer to 0 than the true ones. None if neither is listed, or fewer than
    two tokens are.
    """
    first, second = (_normalize(choice) for choice in choices)
    found: tuple[list[float], list[float]] = ([], [])
    for token, value in tokens:
        word = _normalize(token)
        if word and first.startswith(word) != second.startswith(word):
            found[second.startswith(word)].append(value)
    if len(tokens) < 2 or not any(found):
        return None
    least = min(value for _, value in tokens)
    left, right = (_add_logarithms(some) if some else least for some in found)
    return left - right


def are_distinct(choices: tuple[str, str]) -> bool:
    """Whether no choice begins with the other: `("No", "Not sure") -> False`."""
    first, second = (_normalize(choice) for choice in choices)
    return not first.startswith(second) and not second.startswith(first)


def _normalize(token: str) -> str:
    """Return a token without spaces, marks and case: `' "Yes.' -> "yes"`."""
    return re.sub(r"^[\W_]+|[\W_]+$", "", token.translate(_SPACE_MARKS)).casefold()


def _add_logarithms(values: Sequence[float]) -> float:
    """Return the logarithm of a sum, from the logarithms of its terms."""
    most = max(values)
    return most + math.log(sum(math.exp(value - most) for value in values))
