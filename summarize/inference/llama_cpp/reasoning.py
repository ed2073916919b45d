"""Reasoning models: the tags of their thoughts, and how to have them answer without thinking.

A summary needs no thoughts, and on a CPU they cost minutes: where the model has a switch, its
template is given it (see `chat_template`). If a template begins a thought all the same, the
thought is closed before a word of it is written, as llama.cpp's own server does with a reasoning
budget of 0. Thoughts that are written nevertheless are removed by `generation.parsing`.
"""

from __future__ import annotations

import re

# How a thought opens and closes, for each format that models are trained on.
REASONING_TAGS = (
    ("<think>", "</think>"),
    ("<thinking>", "</thinking>"),
    ("<thought>", "</thought>"),
    ("<thoughts>", "</thoughts>"),
    ("<reasoning>", "</reasoning>"),
    ("<reflection>", "</reflection>"),
    ("<analysis>", "</analysis>"),
    ("<scratchpad>", "</scratchpad>"),
    ("<seed:think>", "</seed:think>"),
    ("[THINK]", "[/THINK]"),
    ("◁think▷", "◁/think▷"),
    ("<|START_THINKING|>", "<|END_THINKING|>"),
    ("<|begin_of_thought|>", "<|end_of_thought|>"),
    ("<|channel>", "<channel|>"),
)
# Variables for the template. Each family has a name of its own for the same switch; some models
# that always think can be told to think little.
TEMPLATE_SWITCHES: dict[str, object] = {
    "enable_thinking": False,
    "thinking": False,
    "reasoning": False,
    "reasoning_effort": "low",
}
# In the harmony format, an answer names the channel it is written to.
_TURN, _ANSWER_CHANNEL = "<|start|>assistant", "<|channel|>final<|message|>"
_SWITCH = re.compile(r"\b(?:enable_thinking|thinking|reasoning)\b(?!>)")
# Control tokens that delimit thoughts, the answer or a turn.
_DELIMITER = re.compile(
    r"think|thought|reason|channel|message|solution|response|\A<\|(?:start|end)\|>\Z", re.IGNORECASE
)


def is_reasoning_delimiter(token: str) -> bool:
    """Whether a control token of this name is needed to tell thoughts from the answer."""
    return bool(_DELIMITER.search(token)) or any(token in tags for tags in REASONING_TAGS)


def close_reasoning(template: str, after: str) -> str:
    """Return `after`, a template's text behind the message, with no thought left open in it.

    `"<|assistant|><think>\\n" -> "<|assistant|><think>\\n\\n</think>\\n\\n"`. A template that
    knows thoughts, has no switch for them and writes none belongs to a model that begins them by
    itself: it gets an empty one, too.
    """
    end = after.rstrip()
    if end.endswith(_TURN):
        return end + _ANSWER_CHANNEL
    for opening, closing in REASONING_TAGS:
        if end.endswith(opening):
            return end + _format_closing_tag(opening, closing)
    for opening, closing in REASONING_TAGS:
        if closing in template and closing not in after and not _SWITCH.search(template):
            return after + opening + _format_closing_tag(opening, closing)
    return after


def _format_closing_tag(opening: str, closing: str) -> str:
    """Return the closing tag: tags have lines of their own, control tokens have not."""
    return f"\n\n{closing}\n\n" if opening.startswith("<") and "|" not in opening else closing
