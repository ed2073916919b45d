"""Prompts: templates filled in for a model; detection of prompt text in an answer."""

from __future__ import annotations

import functools
import re
from string import Template

from summarize.inference import Engine, Prompt
from summarize.nlp.patterns import WORD_OR_NUMBER
from summarize.resources import find_resources

_NUMBER_WORDS = "no one two three four five six seven eight nine ten".split()


@functools.cache
def load_template(name: str) -> Template:
    """Return the template `prompts/{name}.txt`, without the line end at its end."""
    text = find_resources("prompts").joinpath(f"{name}.txt").read_text(encoding="utf-8")
    return Template(text.removesuffix("\n"))


def fill_template(name: str, **values: str) -> str:
    """Return a template with its variables filled in.

    Raises ValueError if they are not exactly the ones that the template names:
    a model would answer a prompt with a missing part all the same.
    """
    template = load_template(name)
    wanted = set(template.get_identifiers())
    if wanted != set(values):
        raise ValueError(f"prompt {name} takes {sorted(wanted)}, not {sorted(values)}")
    return template.substitute(values)


def build_prompt(engine: Engine, task: str, **values: str) -> Prompt:
    """Return the prompt of a task ("summary", "claims") in the form that suits the model.

    A model with a chat template gets an instruction, a base model a text to continue.
    """
    if engine.has_chat_template:
        return engine.apply_chat_template(fill_template(f"{task}_chat", **values))
    return Prompt(fill_template(f"{task}_completion", **values))


def wrap_prompt(engine: Engine, text: str) -> Prompt:
    """Return the user's own prompt, as an instruction or a text to continue, as it may be."""
    return engine.apply_chat_template(text) if engine.has_chat_template else Prompt(text)


def spell_number(number: int, noun: str = "") -> str:
    """Spell a count: `3, "sentence" -> "three sentences"`; digits above ten, noun optional."""
    word = _NUMBER_WORDS[number] if 0 <= number < len(_NUMBER_WORDS) else str(number)
    return f"{word} {noun}{'' if number == 1 else 's'}" if noun else word


_VARIABLE = re.compile(r"\$(?:\w+|\{\w+\})")
_LEAK_WORDS = 5  # consecutive words that two texts do not share by chance


def is_prompt_leak(statement: str, article: str, template: str = "") -> bool:
    """Whether a model's statement repeats the prompt's instructions and not the article.

    It does if five consecutive words, or all of fewer, occur in a template, or in the user's own,
    but not in the article; case and punctuation do not matter.
    `"Use only what the text says.", "Ito won." -> True`
    """
    words = WORD_OR_NUMBER.findall(statement.casefold())
    size = min(_LEAK_WORDS, len(words))
    runs = (_join_words(words[i : i + size]) for i in range(len(words) - size + 1))
    texts = (*_template_texts(), *_split_template(template))
    leaked = [run for run in runs if any(run in text for text in texts)]
    return bool(leaked) and not all(run in _normalize_article(article) for run in leaked)


@functools.lru_cache(maxsize=1)
def _normalize_article(article: str) -> str:
    """Return the words of an article; cached because many statements are compared with it."""
    return _join_words(WORD_OR_NUMBER.findall(article.casefold()))


@functools.cache
def _template_texts() -> tuple[str, ...]:
    """Return the words of all templates, cut at the variables: any of them may leak."""
    names = (entry.name for entry in find_resources("prompts").iterdir())
    found = (load_template(name.removesuffix(".txt")) for name in names if name.endswith(".txt"))
    return tuple(text for one in found for text in _split_template(one.template))


@functools.lru_cache(maxsize=8)
def _split_template(template: str) -> tuple[str, ...]:
    """Return the words between the variables of a template."""
    pieces = _VARIABLE.split(template.replace("$$", " "))
    texts = (WORD_OR_NUMBER.findall(piece.casefold()) for piece in pieces)
    return tuple(_join_words(words) for words in texts if words)


def _join_words(words: list[str]) -> str:
    """Join words by spaces, with one at each end so that only whole words match: `" a b "`."""
    return f" {' '.join(words)} "
