"""Lines of properties at the top of a Markdown file: "Status: done", "Author: Ann Oto".

MultiMarkdown and Pelican take them above the text, Notion writes them below its title.
"""

from __future__ import annotations

import re

from summarize.document import Span
from summarize.sources.layout import trim_span

_PROPERTY = re.compile(
    r"(?P<name>[A-Za-z][\w /-]{0,30}?)[ \t]*:[ \t]+(?P<value>\S.*?)[ \t]*(?:\r?\n|\Z)"
)
_TITLE = re.compile(r"\s*(?:#[ \t]+\S.*\n\s*)?")
_BLANK = re.compile(r"[ \t]*(?:\r?\n|\Z)")
_SENTENCE = re.compile(r"[^\W\d_]{2}[.!?][\"”’)]*(?:\s|$)")
_FEWEST_KNOWN = 2
_KNOWN = frozenset(
    "title subtitle author authors date created modified updated published category categories tags"
    " slug status keywords lang language layout type owner due priority assign assignee url draft"
    " template affiliation created_time last_edited_time last_edited created_by".split()
)
_WITH_SENTENCES = frozenset(("summary", "description", "abstract", "title", "subtitle"))


def find_properties(text: str, start: int) -> Span | None:
    """Return where the lines of properties are, at `start` or below the title there.

    They are a paragraph of their own, and two of them or more have names that programs give.

    `"Title: Eels\\nDate: 2025\\n\\nLong." -> Span(0, 23)`
    """
    title = _TITLE.match(text, start)
    first = end = title.end() if title else start
    known = 0
    while found := _PROPERTY.match(text, end):
        name = found["name"].lower().replace(" ", "_")
        if _SENTENCE.search(found["value"]) and name not in _WITH_SENTENCES:
            return None
        known += name in _KNOWN
        end = found.end()
    if known < _FEWEST_KNOWN or not _BLANK.match(text, end):
        return None
    return trim_span(text, Span(first, end))
