"""The article in the text of a whole web page that was copied or scraped, a block on a line.

Asked only about texts that are plainly pages, by many short lines and several that are
certain to be furniture; everything else is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarize.document import Exclusion, Span
from summarize.sources.boilerplate import Rule, rule_of
from summarize.sources.text import main_content

MAX_LINES = 10_000
"""Texts with more lines are no pages."""

REASON = "furniture: outside the article"

# A line stays if it is inside with this probability: to lose prose is worse than to keep a menu.
_LONG_STAYS = 0.05
_SHORT_STAYS = 0.3

_MIN_SHORT = 12
_MIN_SHORT_SHARE = 0.25
_MIN_EVIDENCE = 2.0
_MIN_WORDS = 40  # of the stretch: with fewer, the page has no article, or is one

_LINK_WORDS = 4
_LINK_CHARACTERS = 60
_STOP = re.compile(r"[.!?…。！？:;,][”\"’')\]»]*$")
_TITLE_LINES = 12
_TITLE_WORDS = range(3, 26)
# What stands over and under an honest article, too.
_NO_EVIDENCE = frozenset({"address", "byline", "image credit", "timestamp"})


def outside(
    text: str, lines: Sequence[Span], weights: main_content.Weights = main_content.WEIGHTS
) -> tuple[Exclusion, ...]:
    """The lines above and below the article, if the text is a web page; else none.

    `lines` are in order, without blank ones. The line among them that looks like
    the article's title is left in.
    """
    contents = [text[line.start : line.end] for line in lines]
    if len(lines) > MAX_LINES or not _has_links(contents):
        return ()
    rules = [rule_of(text, line) for line in lines]
    if _evidence(rules) < _MIN_EVIDENCE:
        return ()
    rows = rows_of(contents, rules)
    stays = [
        chance > (_LONG_STAYS if main_content.is_long(row) else _SHORT_STAYS)
        for row, chance in zip(rows, main_content.chances(rows, weights), strict=True)
    ]
    inside = [content for content, stay in zip(contents, stays, strict=True) if stay]
    if sum(map(main_content.words_of, inside)) < _MIN_WORDS:
        return ()
    title = _title(contents, stays)
    gone = (line for i, line in enumerate(lines) if not stays[i] and i != title)
    return tuple(Exclusion(line, REASON) for line in gone)


def rows_of(lines: Sequence[str], rules: Sequence[Rule | None]) -> list[main_content.Row]:
    """What the model gets to see of each line."""
    reasons = [rule.reason if rule and not rule.weak else None for rule in rules]
    return main_content.rows_of(lines, reasons)


def _has_links(lines: Sequence[str]) -> bool:
    """Whether many lines are as short as links are; so are tables of contents and patents."""
    short = sum(
        len(line) <= _LINK_CHARACTERS
        and main_content.words_of(line) <= _LINK_WORDS
        and not _STOP.search(line)
        for line in lines
    )
    return short >= max(_MIN_SHORT, _MIN_SHORT_SHARE * len(lines))


def _evidence(rules: Sequence[Rule | None]) -> float:
    found = (rule for rule in rules if rule and rule.reason not in _NO_EVIDENCE)
    return sum(0.5 if rule.weak else 1.0 for rule in found)


def _title(lines: Sequence[str], stays: Sequence[bool]) -> int | None:
    """The line shortly above the article of which the most words come back in it."""
    first = stays.index(True)
    inside = set[str]().union(
        *(main_content.content_of(line) for line, stay in zip(lines, stays, strict=True) if stay)
    )
    best, place = 1, None
    for i in range(max(0, first - _TITLE_LINES), first):
        words = main_content.content_of(lines[i])
        known = len(words & inside)
        likely = main_content.words_of(lines[i]) in _TITLE_WORDS and 2 * known >= len(words)
        if likely and known > best:
            best, place = known, i
    return place
