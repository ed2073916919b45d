"""A stretch of a summary without Markdown and references, which would hide its sentences.

`"Ito **won**.[1] [Kim](https://a.example) lost." -> "Ito won. Kim lost."`
"""

from __future__ import annotations

import re
from bisect import bisect_left

from summarize.document import Document, Span

# References to sources and the labels that this program puts beside a statement.
_REFERENCES = r"""
    [ ]?\[\^[^\]\s]{1,100}\]
  | [ ]?\[\[\d{1,3}\]\](?:\([^()\s]{0,1000}\))?
  | [ ]?\[\d{1,3}(?:[ ]?[,;–-][ ]?\d{1,3})*\](?:\([^()\s]{0,1000}\))?
  | [ ]?\((?:[;,]?[ ]?(?:page|line)s?[ ]\d+)+\)
  | [ ]?\\?\[(?:unchecked:[ ])?(?:supported|unsupported|can't[ ]tell|translated)\\?\][ ]?
  | (?P<speaker>(?<=[.!?"'”’»])[ ]\(according[ ]to[ ][^()\n]{1,100}\))
"""
# An escaped sign stays, its backslash goes. Asterisks between figures (5*3) or letters (d**n)
# are none of Markdown's.
_MARKUP = r"""
    \\[!-/:-@\[-`{-~]
  | !\[[^\[\]\n]{0,300}\]ADDRESS
  | \[(?=[^\[\]\n]{1,500}\](?:ADDRESS|\[[^\[\]\n]{0,100}\]))
  | (?<=\S)\](?:ADDRESS|\[[^\[\]\n]{0,100}\])
  | </?(?:a|abbr|b|br|cite|code|em|i|mark|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]{0,500})?/?>
  | (?<![\w*])\*{1,3}(?=[^\s*]) | (?<=[^\s*])\*{1,3}(?![\w*]) | (?<=\d)\*\*(?=[^\W\d])
  | (?<!\w)(?:__?|~~|==|`{1,2})(?=\S) | (?<=\S)(?:__?|~~|==|`{1,2})(?!\w)
  | (?m:^)[ \t]*(?:>[ \t])+
"""
_ADDRESS = r"\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)"
_IN_TEXT = re.compile(f"{_REFERENCES}|{_MARKUP}".replace("ADDRESS", _ADDRESS), re.VERBOSE)
_IN_DOCUMENTS = re.compile(_REFERENCES, re.VERBOSE)


def bare(document: Document, span: Span) -> tuple[str, list[int]]:
    """The words of a block, and for each character its place in the document."""
    first = bisect_left(document.ignored_spans, span)
    last = bisect_left(document.ignored_spans, Span(span.end, span.end))
    gone = [(mark.start, mark.end) for mark in document.ignored_spans[first:last]]
    for match in _pattern(document).finditer(document.text, span.start, span.end):
        escaped = match.group().startswith("\\") and len(match.group()) == 2
        gone.append((match.start(), match.start() + 1 if escaped else match.end()))
    places: list[int] = []
    start = span.start
    for begin, end in sorted(gone):
        places.extend(range(start, begin))
        start = max(start, end)
    places.extend(range(start, span.end))
    return "".join(document.text[place] for place in places), places


def speakers(document: Document, span: Span) -> list[int]:
    """Where somebody is named behind the full stop: "It sails. (according to Ito)"."""
    matches = _pattern(document).finditer(document.text, span.start, span.end)
    return [match.start("speaker") + 1 for match in matches if match.lastgroup == "speaker"]


def _pattern(document: Document) -> re.Pattern[str]:
    return _IN_DOCUMENTS if document.extracted else _IN_TEXT
