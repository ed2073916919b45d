"""Page furniture in copied or scraped plain text: what stands round an article, line by line.

The rules are data: a table of patterns, one a line, under the reason that they
give. A pattern must match the whole of one short line, so that prose which only
begins or ends like furniture is left alone. What is furniture only in company
(`Business`, `Facebook`, a bare date) counts when it stands beside a certain line,
or in a run of such lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from summarize.document import Exclusion, Span
from summarize.sources.boilerplate_phrases import CASED, CERTAIN_LINES, WEAK_LINES, compile_phrases

MAX_CHARACTERS = 300
"""Longer lines are never furniture; it also bounds what a pattern has to look at."""

MIN_RUN = 4
"""So many weak lines in a row are a menu or a form, even without a certain one among them."""

# Lines that say of themselves that the text begins below, or ends above, them.
_BOOK_START = re.compile(
    r"\*\*\* ?start of (?:the|this) project gutenberg ebook\b.*", re.IGNORECASE
)
_BOOK_END = re.compile(
    r"\*\*\* ?end of (?:the|this) project gutenberg ebook\b.*"
    r"|end of (?:the |this )?project gutenberg(?:[’']s|(?:[’']s)? e-?book| e-?text)\b.*",
    re.IGNORECASE,
)
_LICENCE = "furniture: licence"
_LICENCE_CHARACTERS = 30_000  # half as long again as the longest in use

_DECORATION = " :*…»>|•·–-"  # decoration round a line


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of at most `words` words that `pattern` matches wholly is furniture.

    `weak` rules need company.
    """

    reason: str
    max_words: int
    pattern: re.Pattern[str]
    weak: bool


def find_boilerplate(text: str, lines: Sequence[Span]) -> tuple[Exclusion, ...]:
    """Which of these stretches of `text` are furniture, and what each one is.

    `lines` are the text's lines, or paragraphs where it is hard-wrapped, in
    order and without blank ones. Reasons read `"furniture: comment form"`. When
    every line would be furniture, none is: then that is what there is to read.

    `"READ: Who won" -> furniture: cross-link`; `"She read: it was over." -> nothing`
    """
    first, last = _find_book_limits(text, lines)
    inner = lines[first:last]
    found = zip(
        inner, _drop_lone_weak_rules([find_rule(text, line) for line in inner]), strict=True
    )
    excluded = (
        *(Exclusion(line, _LICENCE) for line in lines[:first]),
        *(Exclusion(line, f"furniture: {rule.reason}") for line, rule in found if rule),
        *(Exclusion(line, _LICENCE) for line in lines[last:]),
    )
    return excluded if len(excluded) < len(lines) else ()


def _find_book_limits(text: str, lines: Sequence[Span]) -> tuple[int, int]:
    """The lines between those that say where an electronic book begins and ends.

    A line with more than a licence above or below it says so of another book.
    """
    begins = (
        i + 1
        for i, line in enumerate(lines)
        if line.end <= _LICENCE_CHARACTERS and _BOOK_START.match(text, line.start, line.end)
    )
    first = next(begins, 0)
    ends = (
        i
        for i, line in enumerate(lines)
        if len(text) - line.end <= _LICENCE_CHARACTERS
        and _BOOK_END.match(text, line.start, line.end)
    )
    return first, next((end for end in ends if end >= first), len(lines))


@cache
def build_rules() -> tuple[Rule, ...]:
    """Every rule, in the order in which they are tried; the first that matches gives the reason."""
    return (*_compile_table(CERTAIN_LINES, weak=False), *_compile_table(WEAK_LINES, weak=True))


def _compile_table(table: dict[tuple[str, int], str], weak: bool) -> Iterator[Rule]:
    for (reason, words), patterns in table.items():
        flags = re.NOFLAG if reason in CASED else re.IGNORECASE
        yield Rule(reason, words, compile_phrases(patterns, flags), weak)


def find_rule(text: str, line: Span) -> Rule | None:
    """The rule that says that this line is furniture; a weak one says so only in company."""
    if len(line) > MAX_CHARACTERS:
        return None
    folded = " ".join(text[line.start : line.end].split())
    words = folded.count(" ") + 1
    bare = folded.strip(_DECORATION)
    return next(
        (r for r in build_rules() if words <= r.max_words and r.pattern.fullmatch(bare)), None
    )


def _drop_lone_weak_rules(rules: Sequence[Rule | None]) -> Iterator[Rule | None]:
    """The same rules, without the weak ones that stand alone."""
    for hit, group in groupby(rules, key=lambda rule: rule is not None):
        run = list(group)
        kept = hit and (len(run) >= MIN_RUN or any(rule and not rule.weak for rule in run))
        yield from run if kept else [None] * len(run)
