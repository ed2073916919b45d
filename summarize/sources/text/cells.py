"""Sentences in the cells of tables, the values of data and the lines of logs.

They are read where a text has no other prose: it is not refused as a mere table then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarize.document import Exclusion, Span
from summarize.sources.layout import trim_span
from summarize.sources.text.prose import is_sentence

_QUOTED = re.compile(r"\"((?:[^\"\\\n]|\\.|\"\")+)\"")
_BORDER = re.compile(
    r"\t+|\s[|│]\s|[|│]$|\s{3,}|(?<=\S),(?=\S)(?<!\d,)|;|\\[nrt]|\]:? |: (?=[A-Z])"
)
_ESCAPED_BREAK = re.compile(r"(?:\\[nrt])+")
_LINE = re.compile(r"[^\r\n]+")
_MAX_SENTENCE = 20_000  # characters of a cell


def find_cell_sentences(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the cells that are sentences, in order and without their quotation marks.

    `'3,"The ferry was late again.",5' -> "The ferry was late again."`
    """
    for span in spans:
        for line in _LINE.finditer(text, span.start, span.end):
            yield from (cell for cell in _split_line(text, *line.span()) if _reads(text, cell))


def subtract(excluded: Exclusion, cells: list[Span]) -> Iterator[Exclusion]:
    """Yield what is left of an exclusion without the cells that are read."""
    start = excluded.span.start
    for cell in cells:
        if start <= cell.start and cell.end <= excluded.span.end:
            yield Exclusion(Span(start, cell.start), excluded.reason)
            start = cell.end
    yield Exclusion(Span(start, excluded.span.end), excluded.reason)


def _split_line(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the cells of a line: what is in quotation marks, and what is between borders."""
    for quoted in _QUOTED.finditer(text, start, end):
        yield from _split_cell(text, start, quoted.start(), _BORDER)
        yield from _split_cell(text, quoted.start(1), quoted.end(1), _ESCAPED_BREAK)
        start = quoted.end()
    yield from _split_cell(text, start, end, _BORDER)


def _split_cell(text: str, start: int, end: int, border: re.Pattern[str]) -> Iterator[Span]:
    for match in border.finditer(text, start, end):
        yield trim_span(text, Span(start, match.start()))
        start = match.end()
    yield trim_span(text, Span(start, end))


def _reads(text: str, cell: Span) -> bool:
    return len(cell) < _MAX_SENTENCE and is_sentence(text[cell.start : cell.end])
