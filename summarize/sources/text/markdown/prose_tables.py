"""Tables of Markdown whose cells are sentences -> the places of these cells in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from markdown_it.token import Token

from summarize.document import Span

_SENTENCE = re.compile(
    r"(?:\S+\s+){2}.*?[^\W_]{2,}[\"”’')\]*_]*[.!?…][\"”’')\]*_]*(?=\s|$)|[。！？]"
)
_PROSE_CELLS = 0.75  # of the cells have sentences
_TERM_CELLS = 0.4  # or so many, beside a column of terms; then most of the words are in them


def find_prose_cells(
    text: str, lines: Sequence[Span], first: int, tokens: Sequence[Token]
) -> list[Span]:
    """Return the places of the cells of a table, row by row, without its head.

    None if it is a table of data, or if a cell is not found as it is written. `tokens` are those of
    the table; their maps count from the line `first`.
    """
    body = next((at for at, token in enumerate(tokens) if token.type == "tbody_open"), len(tokens))
    cells = [token for token in tokens[body:] if token.type == "inline" and token.map]
    if not _is_prose([token.content for token in cells], tokens):
        return []
    found: list[Span] = []
    for number, row in groupby(cells, key=lambda cell: (cell.map or [0])[0]):
        line = lines[first + number]
        place = line.start
        for cell in row:
            if not cell.content:
                continue
            place = text.find(cell.content, place, line.end)
            if place < 0:
                return []
            found.append(Span(place, place + len(cell.content)))
            place += len(cell.content)
    return found


def _is_prose(cells: Sequence[str], tokens: Sequence[Token]) -> bool:
    filled = [cell for cell in cells if cell]
    sentences = [cell for cell in filled if _SENTENCE.search(cell)]
    if len(sentences) >= _PROSE_CELLS * len(filled):
        return bool(filled)
    columns = sum(token.type == "th_open" for token in tokens)
    most = sum(map(len, sentences)) > _PROSE_CELLS * sum(map(len, filled))
    return columns == 2 and most and len(sentences) >= _TERM_CELLS * len(filled)
