"""A model that knows the exam of judges by heart, and believes everything else."""

from __future__ import annotations

from collections.abc import Mapping

from summarize.judging.exam import read_exam

_STATEMENTS = {one.text: one.is_true for one in read_exam()[1]}


def believes(prompt: str) -> bool:
    """Whether it says Yes to the statement of a judge's prompt."""
    statement = prompt.partition("Statement: ")[2].partition("\n")[0]
    return _STATEMENTS.get(statement, True)


def list_tokens(prompt: str) -> Mapping[str, float]:
    """The likeliest tokens of its answer, for `LLMServer.top_tokens`."""
    likelier, other = ("Yes", "No") if believes(prompt) else ("No", "Yes")
    return {likelier: -0.1, other: -2.5}
