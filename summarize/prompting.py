"""Prompts: templates filled in for a model, and its answers freed of what is not the answer."""

from __future__ import annotations

import functools
import re
from importlib.resources import files
from string import Template

from summarize.engine import Engine, Prompt

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@functools.cache
def load(name: str) -> Template:
    """The template `prompts/{name}.txt`, without the line end at its end."""
    text = files("summarize.prompts").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return Template(text.removesuffix("\n"))


def fill(name: str, **values: str) -> str:
    """A template with its variables filled in.

    Raises ValueError if they are not exactly the ones that the template names:
    a prompt with a hole in it would be answered all the same.
    """
    template = load(name)
    wanted = set(template.get_identifiers())
    if wanted != set(values):
        raise ValueError(f"prompt {name} takes {sorted(wanted)}, not {sorted(values)}")
    return template.substitute(values)


def build(engine: Engine, task: str, **values: str) -> Prompt:
    """The prompt of a task ("summary", "claims") in the form that suits the model.

    A model with a chat template is asked; a base model gets a text to go on with.
    """
    if engine.chats:
        return engine.chat(fill(f"{task}_chat", **values))
    return Prompt(fill(f"{task}_completion", **values))


def spell(number: int, noun: str = "") -> str:
    """`3, "sentence" -> "three sentences"`; digits above ten, no noun if none is given."""
    word = _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)
    return f"{word} {noun}{'' if number == 1 else 's'}" if noun else word


_THINKING = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_THOUGHT_END = re.compile(r"\A.*</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)
_CONTROL_TOKEN = re.compile(r"<\|[^|<>\n]{1,40}\|>|</?s>|<(?:start|end)_of_turn>")
_LIST_MARK = re.compile(r"^\s*(?:[-*•–—+]\s+|\(?\d{1,2}[.)]\s+|[-*•]+(?=\w))+")
_EMPHASIS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.!?])[*_](?!\w)|`)")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_LABEL = re.compile(
    r"^\s*(?:summary|key (?:facts?|claims?|points?)|answer|article|text|output|response)"
    r"[^.!?\n]{0,60}:\s*",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(
    r"^\s*(?:sure|certainly|of course|okay|here (?:is|are)|here's|the (?:following|summary)"
    r"|below (?:is|are))\b[^.!?\n]*:\s*",
    re.IGNORECASE,
)


def answer_lines(text: str) -> list[str]:
    """The lines of a model's answer that can hold statements.

    Thinking, control tokens, preambles ("Sure, here is a summary:"), labels,
    list marks and Markdown are taken off: `"<think>hm</think>\\n1. **Ito** won."
    -> ["Ito won."]`.
    """
    text = _THOUGHT_END.sub("", _THINKING.sub("", text))
    text = _CONTROL_TOKEN.sub("\n", text)
    lines = (_bare(line) for line in text.splitlines())
    return [line for line in lines if any(char.isalnum() for char in line)]


def _bare(line: str) -> str:
    line = _LIST_MARK.sub("", _HEADING.sub("", line))
    line = _EMPHASIS.sub("", line)
    line = _LABEL.sub("", _PREAMBLE.sub("", line))
    return " ".join(line.split())
