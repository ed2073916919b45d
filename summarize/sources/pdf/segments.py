"""Words of a PDF page -> segments: the words on one line without a wide gap.

A segment never reaches over the gap between two columns, but a widely spaced line may
fall apart into several; the lines of a column put it together again.

Lengths are points (1/72 inch). `x` grows to the right; `y` grows *downward* from the
page's upper edge, whatever way the page was turned.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from summarize.sources.pdf.geometry import Box
from summarize.sources.pdf.raised_type import format_raised
from summarize.sources.pdf.right_to_left import RIGHT_TO_LEFT, order_words
from summarize.sources.pdf.spaced_letters import join_spaced_letters
from summarize.sources.pdf.words import Word

CJK = re.compile("[\u2e80-\u303f\u3041-\u30ff\u31f0-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]")
"""A character of a script that is written without spaces (or, Korean, set like them)."""
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
"""A character of Korean, which has spaces."""
_GAP = 0.9  # of the type's size: wider, and something else begins
_OVERLAP = 0.65  # of the size: how far a word may go back (half-width marks, accents set apart)
_ROW_HEIGHT = 24.0  # points: what is looked at together; marks are raised by less
_MAX_SUPERSCRIPT = 4  # characters of a raised mark
_ADJACENT_GAP = 0.45  # of the size: a gap in which no column can end
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
    `words` are kept of a page that is too short to find them. `unreadable` counts the
    characters of which the file does not say what they are. `boxes` may have a text of
    their own in them.
    """

    number: int
    segments: tuple[Segment, ...]
    hidden_words: int = 0
    struck_out: tuple[str, ...] = ()
    numbered_at: tuple[float, ...] = ()
    words: tuple[Word, ...] = ()
    unreadable: int = 0
    boxes: tuple[Box, ...] = ()


def _join_words(words: Sequence[Word], is_mirrored: bool, is_turned: bool) -> Segment:
    """Return the segment that words make, left to right.

    `is_turned`: some words of the page are written from right to left.
    """
    if is_turned:
        words = order_words(words, is_mirrored)
    first, last = words[0], words[-1]
    words = join_spaced_letters(words)
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
            ideographs = CJK.match(word.text) and CJK.match(before.text[-1])
            closed = word.glued or bool(ideographs and not HANGUL.match(word.text))
            gap = max(word.x0 - before.x1, before.x0 - word.x1)
            # A space between two scripts may be missing in the file.
            turns = bool(RIGHT_TO_LEFT.search(word.text)) != bool(RIGHT_TO_LEFT.search(before.text))
            room = 0.15 if turns else 0.3
            # The library sets a space before some glyphs of Arabic where none is.
            closed = closed or (gap < 0.08 * size and bool(RIGHT_TO_LEFT.search(word.text)))
            closed = (closed and gap <= room * size) or _is_split_word(before, word)
            parts.append("" if closed else " ")
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


def _is_split_word(before: Word, word: Word) -> bool:
    """Whether a space of no width stands between two words of one string: "defi" and "nition"."""
    close = word.x0 - before.x1 <= 0.01 * word.style.size
    same = word.key != 0 and word.key == before.key and close
    return same and before.text[-1].isalpha() and word.text[0].islower()


def _is_numerator(words: Sequence[Word], place: int, size: float) -> bool:
    """Whether a raised number is that of a fraction: a bar and small figures follow."""
    after = words[place + 1 : place + 3]
    if not (words[place].text.isdigit() and after and after[0].text[0] in "/\u2044\u2215"):
        return False
    below = after[0] if len(after[0].text) > 1 else after[-1]
    number = below.text.lstrip("/\u2044\u2215").rstrip(".,;:)")
    apart = after[0].x0 - words[place].x1
    return number.isdigit() and below.style.size < 0.85 * size and apart < 0.2 * size


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
    is_turned = any(
        not word.text.isascii() and RIGHT_TO_LEFT.search(word.text) for run in runs for word in run
    )
    found = _insert_superscripts(_merge_runs(runs))
    return [_join_words(run, is_mirrored, is_turned) for run in found]


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
    lowered = 0.25 if small.glued else 0.15  # a figure below the line, as in CO2
    return large.baseline - 0.95 * height < middle < large.baseline + lowered * height


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
