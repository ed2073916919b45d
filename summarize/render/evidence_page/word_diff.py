"""Two wordings of a sentence -> which words of each are in the other, in order."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher

from summarize.document import Span

_WORD = re.compile(r"\w+(?:[.,'’]\w+)*|[^\w\s]")
_LEAST_ALIKE = 0.5
"""Of two sentences, 0 to 1: between less similar ones, no word stands for another."""

_MOST_WORDS = 400
"""A longer text is not compared: the time grows with the product of both."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are kept ("="), only before ("-") or only after ("+")."""

    kind: str
    text: str


def diff_words(before: str, after: str) -> list[Run]:
    """Return the change from one wording to another, word by word.

    `("It rose to 5.1 in May.", "It rose in May.") ->
    [Run("=", "It rose"), Run("-", "to 5.1"), Run("=", "in May.")]`
    """
    runs: list[Run] = []
    words = before.split(), after.split()
    if max(map(len, words)) > _MOST_WORDS:
        return [Run("-", before), Run("+", after)]
    for kind, a, b, c, d in _match(*words).get_opcodes():
        if kind == "equal":
            runs.append(Run("=", " ".join(words[0][a:b])))
            continue
        runs += [
            Run(sign, " ".join(part))
            for sign, part in (("-", words[0][a:b]), ("+", words[1][c:d]))
            if part
        ]
    return runs


def find_counterparts(statement: str, wrong: Collection[Span], quote: str) -> list[Span]:
    """Return the words of a quote that stand where a statement like it has its wrong ones.

    `("It rose in May.", [Span(11, 14)], "It rose in June.") -> [Span(11, 15)]`
    """
    sides = [list(_WORD.finditer(text)) for text in (statement, quote)]
    if max(map(len, sides)) > _MOST_WORDS:
        return []
    match = _match(*([one[0].lower() for one in side] for side in sides))
    if match.ratio() < _LEAST_ALIKE:
        return []
    found = []
    for kind, a, b, c, d in match.get_opcodes():
        words = sides[0][a:b]
        if kind != "replace" or not any(
            one.start < word.end() and word.start() < one.end for one in wrong for word in words
        ):
            continue
        found.append(Span(sides[1][c].start(), sides[1][d - 1].end()))
    return found


def _match(before: list[str], after: list[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, before, after, autojunk=False)
