"""Whether words of a prompt have got into a result."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarize.generation.prompts import load_template
from summarize.resources import find_resources

TEMPLATES = sorted(
    entry.name.removesuffix(".txt")
    for entry in find_resources("prompts").iterdir()
    if entry.name.endswith(".txt")
)

_LONGEST_RUN = 4  # words in a row that result and prompt may share


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    """All that is too long to be shared."""
    found, size = words(text), _LONGEST_RUN + 1
    return {tuple(found[i : i + size]) for i in range(len(found) - size + 1)}


INSTRUCTIONS = [
    piece for name in TEMPLATES for piece in re.split(r"\$\w+", load_template(name).template)
]
FORBIDDEN = set().union(*(runs(piece) for piece in INSTRUCTIONS))


def leaks(texts: Iterable[str], article: str) -> set[tuple[str, ...]]:
    """What these texts have of a prompt's instructions, and not of the article."""
    return set().union(*(runs(text) for text in texts)) & FORBIDDEN - runs(article)
