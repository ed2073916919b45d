"""Two wordings of a sentence -> which words of each are in the other, in order."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from summarize.document import Span

_TOKEN = re.compile(r"\w+(?:[.,'’]\w+)*|[^\w\s]")
_LEAST_ALIKE = 0.5
"""Of two sentences, 0 to 1: between less similar ones, no word stands for another."""

_MOST_TOKENS = 400
"""A longer text is not compared: the time grows with the product of both."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that are kept ("="), only before ("-") or only after ("+"), with the space behind."""

    kind: str
    text: str


def diff_words(before: str, after: str) -> list[Run]:
    """Return the change from one wording to another, word by word.

    `("It rose to 5.1 in May.", "It rose in May.") ->
    [Run("=", "It rose "), Run("-", "to 5.1 "), Run("=", "in May.")]`
    """
    old, new = _Tokens(before), _Tokens(after)
    if max(len(old.spans), len(new.spans)) > _MOST_TOKENS:
        return [Run("-", before), Run("+", after)]
    runs: list[Run] = []
    for kind, a, b, c, d in _match(old.words, new.words).get_opcodes():
        if kind == "equal":  # as it is spaced and spelled afterwards
            runs.append(Run("=", new.slice(c, d)))
        else:
            parts = (("-", old.slice(a, b)), ("+", new.slice(c, d)))
            runs += [Run(sign, text) for sign, text in parts if text]
    return runs


def find_counterparts(statement: str, wrong: Collection[Span], quote: str) -> list[Span]:
    """Return the words of a quote that stand where a statement like it has its wrong ones.

    `("It rose in May.", [Span(11, 14)], "It rose in June.") -> [Span(11, 15)]`
    """
    claimed, quoted = _Tokens(statement), _Tokens(quote)
    if max(len(claimed.spans), len(quoted.spans)) > _MOST_TOKENS:
        return []
    match = _match(
        [word.lower() for word in claimed.words], [word.lower() for word in quoted.words]
    )
    if match.ratio() < _LEAST_ALIKE:
        return []
    return [
        Span(quoted.spans[c].start, quoted.spans[d - 1].end)
        for kind, a, b, c, d in match.get_opcodes()
        if kind == "replace" and _overlap(wrong, claimed.spans[a:b])
    ]


class _Tokens:
    """The words and marks of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.spans = [Span(*match.span()) for match in _TOKEN.finditer(text)]
        self.words = [text[span.start : span.end] for span in self.spans]

    def slice(self, start: int, end: int) -> str:
        """Return the text of some tokens, with the space behind the last."""
        if start == end:
            return ""
        stop = self.spans[end].start if end < len(self.spans) else len(self._text)
        return self._text[self.spans[start].start : stop]


def _match(before: Sequence[str], after: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, before, after, autojunk=False)


def _overlap(wrong: Collection[Span], words: Collection[Span]) -> bool:
    return any(one.start < word.end and word.start < one.end for one in wrong for word in words)
