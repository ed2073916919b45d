"""Prompts: templates filled in for a model, and what an answer repeats of them."""

from __future__ import annotations

import functools
import re
from string import Template

from summarize.inference import Engine, Prompt
from summarize.resources import find_resources

_NUMBER_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)


@functools.cache
def load_template(name: str) -> Template:
    """The template `prompts/{name}.txt`, without the line end at its end."""
    text = find_resources("prompts").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return Template(text.removesuffix("\n"))


def fill_template(name: str, **values: str) -> str:
    """A template with its variables filled in.

    Raises ValueError if they are not exactly the ones that the template names:
    a prompt with a hole in it would be answered all the same.
    """
    template = load_template(name)
    wanted = set(template.get_identifiers())
    if wanted != set(values):
        raise ValueError(f"prompt {name} takes {sorted(wanted)}, not {sorted(values)}")
    return template.substitute(values)


def build_prompt(engine: Engine, task: str, **values: str) -> Prompt:
    """The prompt of a task ("summary", "claims") in the form that suits the model.

    A model with a chat template is asked; a base model gets a text to go on with.
    """
    if engine.has_chat_template:
        return engine.chat(fill_template(f"{task}_chat", **values))
    return Prompt(fill_template(f"{task}_completion", **values))


def spell_number(number: int, noun: str = "") -> str:
    """`3, "sentence" -> "three sentences"`; digits above ten, no noun if none is given."""
    word = _NUMBER_WORDS[number] if 0 <= number < len(_NUMBER_WORDS) else str(number)
    return f"{word} {noun}{'' if number == 1 else 's'}" if noun else word


_WORD = re.compile(r"\w+")
_VARIABLE = re.compile(r"\$(?:\w+|\{\w+\})")
_LEAK_WORDS = 5  # words in a row that two texts do not share by chance


def is_prompt_leak(statement: str, article: str) -> bool:
    """Whether a model's statement repeats what a prompt says, and not what the article says.

    It does if five words in a row, or all of fewer, stand so in a template, whatever
    their case and punctuation, but not in the article.
    `"Use only what the text says.", "Ito won." -> True`
    """
    words = _WORD.findall(statement.casefold())
    size = min(_LEAK_WORDS, len(words))
    runs = (_join_words(words[i : i + size]) for i in range(len(words) - size + 1))
    echoed = [run for run in runs if any(run in text for text in _template_texts())]
    return bool(echoed) and not _holds_all(article, echoed)


def _holds_all(article: str, runs: list[str]) -> bool:
    return all(run in _spaced_text(article) for run in runs)


@functools.lru_cache(maxsize=1)
def _spaced_text(article: str) -> str:
    """The words of a text that many statements are held against: a book has them by the hundred."""
    return _join_words(_WORD.findall(article.casefold()))


@functools.cache
def _template_texts() -> tuple[str, ...]:
    """The words of all templates, in pieces between the variables: any may leak from any."""
    entries = find_resources("prompts").iterdir()
    names = (entry.name for entry in entries if entry.name.endswith(".txt"))
    templates = (load_template(name.removesuffix(".txt")).template for name in names)
    pieces = (piece for template in templates for piece in _VARIABLE.split(template))
    found = (_WORD.findall(piece.casefold()) for piece in pieces)
    return tuple(_join_words(words) for words in found if words)


def _join_words(words: list[str]) -> str:
    """The words between single spaces, so that only whole words are found: `" a b "`."""
    return f" {' '.join(words)} "
