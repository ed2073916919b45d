"""Two columns side by side, as `pdftotext -layout` writes them -> one below the other.

Read line by line they would give sentences that nobody wrote: half of one, half of another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from summarize.sources.text.prose import goes_on, reads_as_prose

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_FEWEST_ELSEWHERE = 3  # where the other pages have columns
_FEWEST_LINES = 6  # with words on both sides of the gutter
_LEAST_SHARE = 0.5  # of the lines of a stretch have them
_DEEPEST = 3  # three columns, and one more
_LEAST_WIDTH = 20  # characters of a column
_MOST_CHARACTERS = 400  # of a line


def join_columns(text: str) -> str | None:
    """Return a text with its columns one below the other; None if there are none.

    Page by page, and only where the lines of both columns are prose that goes on from line to
    line. What stands above and below over the whole width stays there.
    """
    pages = text.split("\f")
    usual = _find_gutter([line.expandtabs() for line in text.splitlines()], _FEWEST_LINES)
    joined = [_join_page(page, _DEEPEST, usual) for page in pages] if usual else [None]
    if all(page is None for page in joined):
        return None
    return "\f".join(page if new is None else new for page, new in zip(pages, joined, strict=True))


def _join_page(page: str, depth: int, usual: int | None = None) -> str | None:
    """Return a page with its columns joined; `usual` is where the right one begins elsewhere."""
    lines = [line.rstrip().expandtabs() for line in page.splitlines()]
    fewest = _FEWEST_LINES if depth == _DEEPEST else _FEWEST_ELSEWHERE
    gutter = (_find_gutter(lines, fewest) or usual) if depth else None
    if gutter is None:
        return None
    out: list[str] = []
    found = False
    for clear, stretch in _find_stretches(lines, gutter):
        above, middle, below = _take_off_heads(stretch)
        split = _split(middle, gutter)
        if split is None or not clear:
            out += stretch
            continue
        found = True
        out += above
        for column in split:
            inner = _join_page("\n".join(column), depth - 1)
            out += column if inner is None else inner.split("\n")
        out += below
    return "\n".join(out) if found else None


def _find_gutter(lines: Sequence[str], fewest: int) -> int | None:
    """Return where the right column begins, in characters; None if too few lines have it."""
    starts = Counter(
        gap.end()
        for line in lines
        if len(line) <= _MOST_CHARACTERS
        for gap in _GAP.finditer(line)
        if gap.start() >= _LEAST_WIDTH // 2
    )
    usable = [(starts[at] + starts[at + 1] / 2, -at) for at in starts if at >= _LEAST_WIDTH]
    most, place = max(usable, default=(0, 0))
    return -place if most >= fewest else None


def _find_stretches(lines: Sequence[str], gutter: int) -> Iterator[tuple[bool, list[str]]]:
    """Yield the lines in stretches, and whether no word stands in the gutter of any of them."""
    stretch: list[str] = []
    clear = True
    for line in lines:
        now = _is_clear(line, gutter)
        if now != clear and stretch:
            yield clear, stretch
            stretch = []
        clear = now
        stretch.append(line)
    if stretch:
        yield clear, stretch


def _is_clear(line: str, gutter: int) -> bool:
    """Whether nothing but white space stands in the gutter of a line."""
    return not line[gutter - 3 : gutter - 1].strip()


def _take_off_heads(stretch: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Return a stretch without the running head and foot: single lines between blank ones."""
    start, end = 0, len(stretch)
    while start < end and not stretch[start].strip():
        start += 1
    while end > start and not stretch[end - 1].strip():
        end -= 1
    if end - start > 2 and not stretch[start + 1].strip():
        start += 2
    if end - start > 2 and not stretch[end - 2].strip():
        end -= 2
    return stretch[:start], stretch[start:end], stretch[end:]


def _split(stretch: Sequence[str], gutter: int) -> tuple[list[str], list[str]] | None:
    """Return the left and the right column of a stretch; None if it has none."""
    cuts = [gutter - 1 if line[gutter - 1 : gutter].strip() else gutter for line in stretch]
    left = [line[:cut].rstrip() for line, cut in zip(stretch, cuts, strict=True)]
    right = [line[cut:].rstrip() for line, cut in zip(stretch, cuts, strict=True)]
    filled = sum(bool(line.strip()) for line in stretch)
    both = sum(bool(a.strip() and b.strip()) for a, b in zip(left, right, strict=True))
    if both < max(_FEWEST_ELSEWHERE, _LEAST_SHARE * filled):
        return None
    columns = (_trim(left), _trim(right))
    return columns if all(map(_is_column, columns)) else None


def _trim(column: list[str]) -> list[str]:
    """Return a column without blank lines above and below: its sentence may go on in the next."""
    filled = [at for at, line in enumerate(column) if line.strip()]
    return column[filled[0] : filled[-1] + 1]


def _is_column(column: Sequence[str]) -> bool:
    filled = [line.strip() for line in column if line.strip()]
    return reads_as_prose(filled) and goes_on(filled)
