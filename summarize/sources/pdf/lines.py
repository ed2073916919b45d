"""Words of a PDF page -> segments -> lines of a column: the types, and how each is made.

A segment is the words on one line without a wide gap. It never reaches over the gap
between two columns, but a widely spaced line may fall apart into several; the lines of
a column put it together again. Runs of rows that are aligned are tables.

Lengths are points (1/72 inch). `x` grows to the right; `y` grows *downward* from the
page's upper edge, whatever way the page was turned.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TypeVar

from summarize.nlp.english.function_words import FUNCTION_WORDS
from summarize.nlp.patterns import end_pattern
from summarize.sources.pdf.raised_type import format_raised
from summarize.sources.pdf.right_to_left import RIGHT_TO_LEFT, order_words
from summarize.sources.pdf.words import Word

CJK = re.compile("[\u2e80-\u303f\u3041-\u30ff\u31f0-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]")
"""A character of a script that is written without spaces (or, Korean, set like them)."""

END_MARK = end_pattern(closers="」』）¹²³⁰⁴-⁹ᵃ-ᶻ*†‡")
"""The mark that ends a sentence, with quotation marks and notes behind it."""

_GAP = 0.9  # of the type's size: wider, and something else begins
_OVERLAP = 0.65  # of the size: how far a word may go back (half-width marks, accents set apart)
_ROW_HEIGHT = 24.0  # points: what is looked at together; marks are raised by less
_MAX_SUPERSCRIPT = 4  # characters of a raised mark
_ADJACENT_GAP = 0.45  # of the size: a gap in which no column can end

_MIN_ROWS = 3
_LONG_CELL = 8  # words; a table has few cells as long
_NUMBER = re.compile(r"[-–—+$€£¥(]*\d[\d,.:%/)]*[*†‡]?$|[-–—.…]+$|(?:n/?a|nil|yes|no)$", re.I)
_ITEM_MARK = re.compile(r"(?:[^\w\s]|\(?[\dA-Za-z]{1,3}[.)]|[一二三四五六七八九十]{1,3})$")
_LEADERS = re.compile(r"(?:\s*\.\s*){4,}")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words on one line with no wide gap between them: a line of a column, or a cell.

    `starts_bold`, `ends_bold` and `is_bold` are for its first word, its last word and all
    of them; `is_mono`: most of it is monospaced.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    first_word_width: float
    is_bold: bool
    starts_bold: bool
    ends_bold: bool
    is_mono: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its 1-based number, and its segments in no order.

    `hidden_words` counts the words on it that nobody sees; `struck_out` are those with
    a line through them. `numbered_at` are the x at which the numbers of its lines stood;
    `words` are kept of a page that is too short to find them.
    """

    number: int
    segments: tuple[Segment, ...]
    hidden_words: int = 0
    struck_out: tuple[str, ...] = ()
    numbered_at: tuple[float, ...] = ()
    words: tuple[Word, ...] = ()


def _join_words(words: Sequence[Word], is_mirrored: bool) -> Segment:
    """Return the segment that words make, left to right."""
    is_turned = is_mirrored or any(
        not word.text.isascii() and RIGHT_TO_LEFT.search(word.text) for word in words
    )
    if is_turned:
        words = order_words(words, is_mirrored)
    first, last = words[0], words[-1]
    # Those of most characters: superscripts do not count.
    types = (((word.style.size, word.baseline), len(word.text)) for word in words)
    size, base = find_main(types, (0.0, 0.0))
    text = _join_texts(words, base, size)
    typed = sum(len(word.text) for word in words if word.style.is_mono)
    return Segment(
        text=text,
        x0=min(word.x0 for word in words),
        x1=max(word.x1 for word in words),
        baseline=base,
        size=size,
        first_word_width=first.x1 - first.x0,
        is_bold=all(word.style.is_bold for word in words),
        starts_bold=first.style.is_bold,
        ends_bold=last.style.is_bold,
        is_mono=typed * 10 >= 8 * sum(len(word.text) for word in words),
    )


def _join_segments(row: Sequence[Segment]) -> Segment:
    """Return one segment of several at one height, left to right."""
    if len(row) == 1:
        return row[0]
    return replace(
        max(row, key=lambda one: len(one.text)),
        text=" ".join(one.text for one in row),
        x0=min(one.x0 for one in row),
        x1=max(one.x1 for one in row),
        first_word_width=row[0].first_word_width,
        is_bold=all(one.is_bold for one in row),
        starts_bold=row[0].starts_bold,
        ends_bold=row[-1].ends_bold,
        is_mono=all(one.is_mono for one in row),
    )


def find_main(weights: Iterable[tuple[T, int]], default: T) -> T:
    """Return the value of most weight: `[(9.0, 3), (8.0, 4), (9.0, 2)] -> 9.0`.

    The weights are lengths of texts, so that it is that of most characters.
    """
    votes: Counter[T] = Counter()
    for value, weight in weights:
        votes[value] += weight
    return votes.most_common(1)[0][0] if votes else default


def _join_texts(words: Sequence[Word], base: float, size: float) -> str:
    parts: list[str] = []
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        if before is not None:
            # Between parts of one word, and between ideographs, there is no space.
            closed = word.glued or bool(CJK.match(word.text) and CJK.match(before.text[-1]))
            gap = max(word.x0 - before.x1, before.x0 - word.x1)
            # A space between two scripts may be missing in the file.
            turns = bool(RIGHT_TO_LEFT.search(word.text)) != bool(RIGHT_TO_LEFT.search(before.text))
            room = 0.15 if turns else 0.3
            # The library sets a space before some glyphs of Arabic where none is.
            closed = closed or (gap < 0.08 * size and bool(RIGHT_TO_LEFT.search(word.text)))
            parts.append("" if closed and gap <= room * size else " ")
        # Smaller type above the line: a note's number, an exponent.
        raised = word.style.size < 0.85 * size and word.baseline < base - 0.15 * size
        if raised and _is_numerator(words, place, size):
            # A fraction with its bar: "48" and a small "1/2" are "48 1/2".
            digit = before is not None and before.text[-1:].isdigit() and not parts[-1]
            parts.append(f" {word.text}" if digit else word.text)
            continue
        parts.append(
            format_raised(word.text, before.text if before else "") if raised else word.text
        )
    return "".join(parts)


def _is_numerator(words: Sequence[Word], place: int, size: float) -> bool:
    """Whether a raised number is that of a fraction: a bar and small figures follow."""
    after = words[place + 1 : place + 3]
    if not (words[place].text.isdigit() and after and after[0].text[0] in "/\u2044\u2215"):
        return False
    below = after[0] if len(after[0].text) > 1 else after[-1]
    number = below.text.lstrip("/\u2044\u2215").rstrip(".,;:)")
    apart = after[0].x0 - words[place].x1
    return number.isdigit() and below.style.size < 0.85 * size and apart < 0.2 * size


def group_rows(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Return the segments grouped by height, from the top, each row from the left."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: one.baseline):
        first = rows[-1][0] if rows else segment
        if rows and segment.baseline - first.baseline < 0.45 * min(segment.size, first.size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    for row in rows:
        row.sort(key=lambda one: one.x0)
    return rows


def build_segments(words: Iterable[Word], is_mirrored: bool = False) -> list[Segment]:
    """Return the segments of words, which come in the order of the file.

    `is_mirrored`: they are on a page that is read from the right.
    """
    runs: list[list[Word]] = []
    for word in words:
        if runs and _is_beside(runs[-1][-1], word, _GAP):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [_join_words(run, is_mirrored) for run in _insert_superscripts(_merge_runs(runs))]


def _is_beside(before: Word, word: Word, gap: float) -> bool:
    """Whether a word is behind another on its line, at less than `gap` of the smaller size."""
    size = min(before.style.size, word.style.size)
    apart = word.x0 - before.x1
    return -_OVERLAP * size < apart < gap * size and _is_same_line(before, word)


def _is_same_line(one: Word, other: Word) -> bool:
    """Whether the smaller one's middle lies within the larger one's height."""
    large, small = (one, other) if one.style.size >= other.style.size else (other, one)
    middle = small.baseline - 0.3 * small.style.size
    height = large.style.size
    if height < 1.1 * small.style.size:
        return abs(large.baseline - small.baseline) < 0.35 * height
    return large.baseline - 0.95 * height < middle < large.baseline + 0.15 * height


def _merge_runs(runs: list[list[Word]]) -> list[list[Word]]:
    """Join runs that are apart in the file but adjacent on the page."""
    runs.sort(key=lambda run: (round(run[0].baseline), run[0].x0))
    ends: defaultdict[int, list[list[Word]]] = defaultdict(list)
    for run in runs:
        row = round(run[0].baseline)
        near = chain(ends[row - 1], ends[row], ends[row + 1])
        home = next((one for one in near if _is_beside(one[-1], run[0], _ADJACENT_GAP)), None)
        if home is None:
            ends[row].append(run)
        else:
            home.extend(run)
    return list(chain.from_iterable(ends.values()))  # from the top, as the runs were sorted


def _insert_superscripts(runs: list[list[Word]]) -> list[list[Word]]:
    """Insert superscripts that are apart in the file at the word they follow or precede."""
    largest = max((run[0].style.size for run in runs), default=0.0)
    small = [run for run in runs if len(run) == 1 and run[0].style.size * 1.15 <= largest]
    marks = [run for run in small if len(run[0].text) <= _MAX_SUPERSCRIPT]
    if not marks:
        return runs
    rows: defaultdict[int, list[list[Word]]] = defaultdict(list)
    for run in runs:
        rows[int(run[0].baseline // _ROW_HEIGHT)].append(run)
    removed: set[int] = set()
    for mark in marks:
        word = mark[0]
        row = int(word.baseline // _ROW_HEIGHT)
        for run in (*rows[row], *rows[row + 1], *rows[row - 1]):
            if id(run) in removed or run[0].style.size < word.style.size * 1.15:
                continue
            place = _find_place(run, word)
            if place is not None:
                run.insert(place, word._replace(glued=place > 0))
                removed.add(id(mark))
                break
    return [run for run in runs if id(run) not in removed]


def _find_place(run: Sequence[Word], mark: Word) -> int | None:
    """Return where in a run a superscript belongs: behind the word it touches, or before all."""
    size = run[0].style.size
    if not (run[0].x0 - size < mark.x0 < run[-1].x1 + size and _is_same_line(run[0], mark)):
        return None
    if _touches(mark, run[0]):
        return 0
    return next((place for place, word in enumerate(run, start=1) if _touches(word, mark)), None)


def _touches(before: Word, word: Word) -> bool:
    size = max(before.style.size, word.style.size)
    return -_OVERLAP * size < word.x0 - before.x1 < 0.5 * size and _is_same_line(before, word)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column with its page; `cells` has more than one segment in a table only."""

    segment: Segment
    page: int
    cells: tuple[Segment, ...] = ()

    @property
    def text(self) -> str:
        """Its text."""
        return self.segment.text


def build_lines(column: Sequence[Segment], page: int) -> list[Line]:
    """Return the lines of one column, from its top; the rows of a table keep their cells."""
    rows = group_rows(column)
    tabular: set[int] = set()
    for start, end in _find_row_runs(rows):
        run = [row for row in rows[start:end] if len(row) > 1]
        if len(run) >= _MIN_ROWS and _are_cells(rows[start:end]) and _is_aligned(run):
            tabular.update(range(start, end))
    return [
        Line(_join_segments(row), page, tuple(row) if place in tabular else ())
        for place, row in enumerate(rows)
    ]


def _find_row_runs(rows: Sequence[Sequence[Segment]]) -> list[list[int]]:
    """Return start and end of runs of rows of several segments; one row of one may be within."""
    runs: list[list[int]] = []
    for place, row in enumerate(rows):
        if len(row) < 2:
            continue
        end = runs[-1][1] if runs else 0
        last, below = rows[end - 1][0], rows[end][0]
        far = below.baseline - last.baseline > 4 * max(last.size, below.size)
        if not runs or place - end > 1 or far:
            runs.append([place, place + 1])
        else:
            runs[-1][1] = place + 1
    return runs


def _are_cells(run: Sequence[Sequence[Segment]]) -> bool:
    items = sum(_ITEM_MARK.match(row[0].text) is not None and len(row) == 2 for row in run)
    if items * 2 > len(run):
        return False
    if _reads_on(run):
        return False
    cells = [segment.text for row in run for segment in row]
    long = sum(len(cell.split()) + len(CJK.findall(cell)) / 2 > _LONG_CELL for cell in cells)
    # The first cell may count items: sentences that begin behind it, or run on below.
    told = sum(END_MARK.search(row[-1].text) is not None for row in run)
    counted = (
        cells
        if told * 2 < sum(len(row) > 1 for row in run)
        else [one.text for row in run for one in row[1:]]
    )
    numbers = sum(_NUMBER.match(cell) is not None for cell in counted)
    return long * 4 <= len(cells) or numbers * 3 >= len(cells)


def _reads_on(run: Sequence[Sequence[Segment]]) -> bool:
    """Whether rows are lines of text with wide gaps between the words, as in narrow columns."""
    behind = [one.text for row in run for one in row[1:]]
    words = [word.strip(".,;:!?").casefold() for row in run for one in row
             for word in one.text.split()]  # fmt: skip
    small = sum(text[:1].islower() for text in behind)
    common = sum(word in FUNCTION_WORDS for word in words)
    many = len(behind) >= 3 * sum(len(row) > 1 for row in run)
    return many and small * 10 >= 6 * len(behind) and common * 4 >= len(words)


def _is_aligned(run: Sequence[Sequence[Segment]]) -> bool:
    """Whether most cells behind the first start, end or are centred where others do."""
    votes: Counter[tuple[str, int]] = Counter()
    for row in run:
        votes.update({key for cell in row[1:] for key in _alignment_keys(cell)})
    cells = [cell for row in run for cell in row[1:]]
    many = len(cells) >= 3 * len(run)  # so many pieces in each row are no accident
    needed = 2 if many and len(run) <= 5 else max(_MIN_ROWS, 0.5 * len(run))
    good = sum(any(votes[key] >= needed for key in _alignment_keys(cell)) for cell in cells)
    return good * 10 >= 6 * len(cells)


def _alignment_keys(cell: Segment) -> Iterator[tuple[str, int]]:
    for name, x in (("start", cell.x0), ("end", cell.x1), ("middle", (cell.x0 + cell.x1) / 2)):
        place = round(x / 3)
        yield name, place
        yield name, place + (1 if x / 3 > place else -1)


def format_row(line: Line) -> str:
    """Return a row of a table as text: two spaces between its cells, leaders left out."""
    cells = line.cells or (line.segment,)
    texts = (_LEADERS.sub(" ", cell.text).strip() for cell in cells)
    return "  ".join(text for text in texts if text)
