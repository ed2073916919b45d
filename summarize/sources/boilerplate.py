"""Boilerplate removal in copied or scraped plain text, line by line: menus, sharing, comments.

The rules are tables in `boilerplate_phrases`: patterns under the reason that they
give. A pattern must match the whole of one short line, so that prose which only
begins or ends like boilerplate is left alone. What is boilerplate only in company
(`Business`, `Facebook`, a bare date) counts beside a certain line, or in a run of
such lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from summarize.document import Exclusion, Span
from summarize.sources.boilerplate_phrases import CASED, CERTAIN_LINES, WEAK_LINES, compile_phrases
from summarize.sources.boilerplate_platforms import PLATFORM_LINES

_MAX_CHARACTERS = 900  # longer lines are never boilerplate; it bounds what patterns look at, too
_CHARACTERS_OF_WORD = 10  # with a space: lines of longer words are no English
_MIN_RUN = 4  # weak lines in a row are a menu or a form, even without a certain one among them

# Lines that declare that the text of an e-book begins below, or ends above, them.
_BOOK_START = re.compile(r"\*\*\* ?start of (?:the|this) project gutenberg ebook\b.*", re.I)
_BOOK_END = re.compile(
    r"\*\*\* ?end of (?:the|this) project gutenberg ebook\b.*"
    r"|end of (?:the |this )?project gutenberg(?:[’']s|(?:[’']s)? e-?book| e-?text)\b.*",
    re.IGNORECASE,
)
_LICENCE_CHARACTERS = 30_000  # half as long again as the longest in use

_DECORATION = " :*…»>|•·–-"  # at both ends of a line


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of at most `max_words` words that `pattern` matches wholly is boilerplate.

    A `weak` rule counts only beside others.
    """

    reason: str
    max_words: int
    pattern: re.Pattern[str]
    weak: bool


def find_boilerplate(text: str, lines: Sequence[Span]) -> tuple[Exclusion, ...]:
    """Return the lines of `text` that are boilerplate, each with the reason.

    `lines` are the text's lines, or paragraphs where it is hard-wrapped, in
    order and without blank ones. When every line would be boilerplate, none is: then
    that is what there is to read.

    `"READ: Who won" -> furniture: cross-link`; `"She read: it was over." -> nothing`
    """
    first, last = _find_book_limits(text, lines)
    excluded = [exclude_boilerplate(line, "licence") for line in lines[:first]]
    ruled = ((line, find_rule(text, line)) for line in lines[first:last])
    for _, group in groupby(ruled, key=lambda pair: pair[1] is not None):
        run = [(line, rule) for line, rule in group if rule]
        if len(run) >= _MIN_RUN or not all(rule.weak for _, rule in run):
            excluded += [exclude_boilerplate(line, rule.reason) for line, rule in run]
    excluded += [exclude_boilerplate(line, "licence") for line in lines[last:]]
    return tuple(excluded) if len(excluded) < len(lines) else ()


def exclude_boilerplate(line: Span, reason: str) -> Exclusion:
    """Return the exclusion of a line; results name it `"furniture: comment form"`."""
    return Exclusion(line, f"furniture: {reason}")


def _find_book_limits(text: str, lines: Sequence[Span]) -> tuple[int, int]:
    """Return the first line of an e-book's text and the one behind its last.

    They are between the lines that declare where the book begins and ends. A line with
    more than a licence above or below it speaks of another book.
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
def build_rules(*, platforms: bool = True) -> tuple[Rule, ...]:
    """Return every rule in the order in which they are tried: the first match gives the reason."""
    rules: list[Rule] = []
    certain = (CERTAIN_LINES, PLATFORM_LINES) if platforms else (CERTAIN_LINES,)
    for table, weak in (*((one, False) for one in certain), (WEAK_LINES, True)):
        for (reason, words), patterns in table.items():
            flags = re.NOFLAG if reason in CASED else re.IGNORECASE
            rules.append(Rule(reason, words, compile_phrases(patterns, flags), weak))
    return tuple(rules)


def find_rule(text: str, line: Span, *, platforms: bool = True) -> Rule | None:
    """Return the rule by which a line is boilerplate; a weak one counts only beside others.

    Without `platforms`, the rules for encyclopedias, blogs, forums and video pages are left out.
    """
    if len(line) > _MAX_CHARACTERS:
        return None
    folded = " ".join(text[line.start : line.end].split())
    words = folded.count(" ") + 1
    bare = folded.strip(_DECORATION)
    most = len(line) // _CHARACTERS_OF_WORD
    likely = (
        rule for rule in build_rules(platforms=platforms) if max(words, most) <= rule.max_words
    )
    return next((rule for rule in likely if rule.pattern.fullmatch(bare)), None)
