"""Plain text -> Layout: paragraphs, headings, and what is excluded.

Blank lines divide paragraphs. A single line end is a soft wrap in a text that is
hard-wrapped, and ends a paragraph in one that is not (most scraped news has a
paragraph on every line). Tables, code, running heads and boilerplate are excluded
before that is decided.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, takewhile, zip_longest
from operator import attrgetter

from summarize.document import Exclusion, Role, Span
from summarize.nlp.patterns import LINE_END
from summarize.sources import layout
from summarize.sources.boilerplate import exclude_boilerplate, find_boilerplate
from summarize.sources.text import line_marks, line_wrapping, non_prose_lines, running_lines
from summarize.sources.text.apparatus import find_apparatus
from summarize.sources.text.cells import find_cell_sentences, subtract
from summarize.sources.text.head_lines import find_head_lines, read_metadata
from summarize.sources.text.headings import (
    TextUnit,
    find_heading_levels,
    split_run_in_headings,
)
from summarize.sources.text.inside_marks import InsideMarks
from summarize.sources.text.kinds import HINTS, TextKind, detect_kind
from summarize.sources.text.main_content import find_lines_outside
from summarize.sources.text.missing_end import find_cut
from summarize.sources.text.paragraph_numbers import find_starts
from summarize.sources.text.prose import is_sentence
from summarize.sources.text.side_columns import join_columns
from summarize.sources.text.source_code import split_comments

__all__ = ["has_comments_for_headings", "join_columns", "parse_text"]

_SHORT = 0.6  # of the width: a line that stops there was stopped on purpose
_RULE_LINE = re.compile(r"[\W_]+$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,})$")
_NOTE = re.compile(r"\[(\d{1,3})\][ \t]+\S")
_REFERENCE = re.compile(r"(?<=\S)\[(\d{1,3})\]")
_PAGE_REASONS = frozenset({"furniture: page number", "furniture: running head"})
_PICTURE = re.compile(
    r"\[(?:illustration|image|frontispiece|sidenote)\b[^\[\]]{0,300}\]", re.IGNORECASE
)
_FIELD_OF_HEAD = re.compile(
    r"(?:for (?:immediate )?release|(?:prep|cook|total)(?: time)?|serves|makes|present"
    r"|apologies|attendees|absent|in attendance|contact"
    r"|venue|location|place|time|date|from|to|subject|re|cc|tags?|category|categories)\s?: ",
    re.IGNORECASE,
)
_VERSE_WIDTH, _FEWEST_VERSES, _OPEN_VERSES = 60, 3, 0.25
_VERSE_END = re.compile(r"[,;:—–]$")
_TRANSCRIBER = re.compile(r"\[?transcriber[’']?s?[’']? notes?\b", re.IGNORECASE)


def parse_text(text: str) -> layout.Layout:
    """Return the layout of a plain text; the module's docstring has the rule on line ends."""
    pages = running_lines.find_page_starts(text)
    kind = detect_kind(text, list(chain.from_iterable(layout.group_lines(text))))
    lines, blocks, running, apart = _divide(text, kind, pages)
    wrapped = line_wrapping.is_hard_wrapped(text, blocks)
    split = [unit for block in blocks for unit in _split_units(text, block, wrapped)]
    units = split_run_in_headings(text, split)
    dividers = [Exclusion(u.span, "divider") for u in units if not layout.has_words(text, u.span)]
    units = [unit for unit in units if layout.has_words(text, unit.span)]
    unwanted = _find_exclusions(text, [unit.span for unit in units], apart, wrapped)
    units = [unit for unit in units if unit.span not in unwanted]
    if apart and not any(is_sentence(text[one.span.start : one.span.end]) for one in units):
        units, apart = _read_cells(text, units, apart)
    excluded = sorted((*running, *apart, *dividers, *unwanted.values()), key=attrgetter("span"))
    units = _join_broken_units(text, units, excluded)
    units, missing, is_cut = _leave_out_cut(text, units, excluded)
    paragraphs = _build_paragraphs(
        text, units, InsideMarks(text, lines, escaped=kind in (TextKind.DATA, TextKind.TABLE))
    )
    outside = tuple(_drop_inside(sorted((*excluded, *missing), key=attrgetter("span")), paragraphs))
    metadata = read_metadata(text, [unit.span for unit in units], outside)
    title = metadata.title or _find_title(text, paragraphs)
    return layout.Layout(
        paragraphs,
        outside,
        replace(metadata, title=title),
        pages,
        warnings=(HINTS[kind],) if kind else (),
        cut_off=is_cut,
    )


def has_comments_for_headings(text: str) -> bool:
    """Whether what looks like headings of Markdown is comments: `# ` in code, or on every line."""
    lines = list(chain.from_iterable(layout.group_lines(text)))
    if detect_kind(text, lines) is TextKind.CODE:
        return True
    commented = sum(text.startswith("#", line.start) for line in lines)
    if commented < len(lines) or not lines:
        return False
    bare = line_marks.group_lines(text)
    return bool(bare) and bare[0][0].start > lines[0].start


def _divide(
    text: str, kind: TextKind | None, pages: Sequence[int]
) -> tuple[list[Span], list[list[Span]], list[Exclusion], list[Exclusion]]:
    """Return the lines, the groups of those that may be prose, running lines, and what is none."""
    if kind is TextKind.CODE:
        blocks, code = split_comments(text, layout.group_lines(text))
        return list(chain.from_iterable(blocks)), blocks, [], code
    if kind:
        groups = layout.group_lines(text)
        data = [Exclusion(Span(one[0].start, one[-1].end), kind.value) for one in groups]
        return [], [], [], data
    blocks = line_marks.group_lines(text)
    lines = list(chain.from_iterable(blocks))
    running = running_lines.find_running_lines(text, lines, pages)
    removed = {exclusion.span for exclusion in running}
    rest = ([line for line in block if line not in removed] for block in blocks)
    blocks = line_wrapping.join_double_spaced(text, [block for block in rest if block])
    lines = list(chain.from_iterable(blocks))
    blocks, apart = non_prose_lines.split_off_tables_and_code(text, blocks)
    return lines, blocks, running, apart


def _read_cells(
    text: str, units: Sequence[TextUnit], apart: Sequence[Exclusion]
) -> tuple[list[TextUnit], list[Exclusion]]:
    """Return the units with the sentences in cells among them, and what is left of the tables."""
    cells = list(find_cell_sentences(text, (one.span for one in apart)))
    read = [*units, *(TextUnit(cell) for cell in cells)]
    rest = [left for one in apart for left in subtract(one, cells)]
    kept = [one for one in rest if layout.has_words(text, one.span)]
    return sorted(read, key=lambda unit: unit.span), kept if cells else list(apart)


def _leave_out_cut(
    text: str, units: Sequence[TextUnit], excluded: Sequence[Exclusion]
) -> tuple[list[TextUnit], list[Exclusion], bool]:
    """Return the units without an end that breaks off, this end, and whether there is one."""
    found = find_cut(text, [unit.span for unit in units], excluded)
    if found is None:
        return list(units), [], False
    spans, missing = found
    whole = {unit.span: unit for unit in units}
    return [whole.get(span, TextUnit(span)) for span in spans], missing, True


def _find_title(text: str, paragraphs: Sequence[layout.Paragraph]) -> str | None:
    """Return the longest heading above the prose: a site's name is short.

    The name of a section, like "1 Introduction", is no title, nor is "Illustrated by R. Kim".
    """
    above = takewhile(lambda paragraph: paragraph.role is Role.HEADING, paragraphs)
    headings = [" ".join(text[one.span.start : one.span.end].split()) for one in above]
    named = [one for one in headings if layout.may_be_title(one)]
    titles = [one for one in named if not _FIELD_OF_HEAD.match(one)]
    return max(titles or named, key=len, default=None)


def _find_exclusions(
    text: str, lines: Sequence[Span], apart: Sequence[Exclusion], wrapped: bool
) -> dict[Span, Exclusion]:
    """Return boilerplate lines, notes, and what is no article in the text of a whole page."""
    found = {one.span: one for one in _find_notes(text, lines)}
    around = () if wrapped else find_lines_outside(text, lines)
    outside = (*around, *find_apparatus(text, lines, apart), *find_boilerplate(text, lines))
    found |= {one.span: one for one in outside}
    for one in find_head_lines(text, lines):
        found.setdefault(one.span, one)
    return found if len(found) < len(lines) else {}


def _find_notes(text: str, lines: Sequence[Span]) -> Iterator[Exclusion]:
    """Exclude footnotes that the text above them refers to, and transcribers' notes."""
    referred = {match[1]: match.start() for match in reversed(list(_REFERENCE.finditer(text)))}
    for line in lines:
        note = _NOTE.match(text, line.start, line.end)
        if note and referred.get(note[1], line.start) < line.start:
            yield Exclusion(line, "footnote")
        elif _TRANSCRIBER.match(text, line.start, line.end):
            yield exclude_boilerplate(line, "transcriber's note")
        elif _PICTURE.fullmatch(text, line.start, line.end):
            yield Exclusion(line, "caption")


def _build_paragraphs(
    text: str, units: Sequence[TextUnit], marks: InsideMarks
) -> tuple[layout.Paragraph, ...]:
    """Return prose and headings without list markers, overlong lines split."""
    found: list[layout.Paragraph] = []
    levels = find_heading_levels(text, units)
    prose = [unit.span for unit, level in zip(units, levels, strict=True) if level is None]
    numbered = find_starts(text, prose)
    for unit, level in zip(units, levels, strict=True):
        start = numbered.get(unit.span, unit.span.start)
        bare = layout.strip_list_marker(text, Span(start, unit.span.end))
        if level is not None:
            found.append(layout.Paragraph(bare, Role.HEADING, marks.find(bare), level))
        else:
            for part in line_wrapping.split_long_line(text, bare):
                found.append(layout.Paragraph(part, marks=marks.find(part)))
    return tuple(found)


def _drop_inside(
    excluded: Sequence[Exclusion], paragraphs: Sequence[layout.Paragraph]
) -> Iterator[Exclusion]:
    """Yield the exclusions that no paragraph goes on over: in it, a running head is a mark."""
    for one in excluded:
        place = bisect_right(paragraphs, one.span.start, key=lambda found: found.span.start)
        if not place or paragraphs[place - 1].span.end <= one.span.start:
            yield one


def _join_broken_units(
    text: str, units: Sequence[TextUnit], excluded: Sequence[Exclusion]
) -> list[TextUnit]:
    """Join the lines between which a sentence goes on, in a text that is not hard-wrapped, too.

    Between them may be what stands at the end of a page, and nothing else that is excluded.
    """
    starts = [one.span.start for one in excluded]
    joined: list[TextUnit] = []
    for unit in units:
        if joined and not unit.underline and not joined[-1].underline:
            before = joined[-1].span
            between = excluded[
                bisect_left(starts, before.end) : bisect_left(starts, unit.span.start)
            ]
            running = all(one.reason in _PAGE_REASONS for one in between)
            far = bool(between) or "\f" in text[before.end : unit.span.start]
            if running and line_wrapping.breaks_off(text, before, unit.span, far=far):
                joined[-1] = TextUnit(Span(before.start, unit.span.end))
                continue
        joined.append(unit)
    return joined


def _split_units(text: str, block: Sequence[Span], wrapped: bool) -> Iterator[TextUnit]:
    """Split a block into paragraphs: its lines, joined where the text is hard-wrapped."""
    width = line_wrapping.measure_width(block) if wrapped else 0
    verses = _is_verse(text, block)
    first = block[0]
    for line, following in zip_longest(block, block[1:]):
        last = following is None
        if not last and not _ends_paragraph(text, line, following, width):
            continue
        underline = ""
        if line is first and not last and _UNDERLINE.match(text, following.start, following.end):
            underline = text[following.start]
        alone = last and first is block[0]
        yield TextUnit(Span(first.start, line.end), alone, underline, verses)
        first = following


def _is_verse(text: str, block: Sequence[Span]) -> bool:
    """Whether a block is a stanza: short lines that begin with a capital, some with open ends."""
    if len(block) < _FEWEST_VERSES or line_wrapping.measure_width(block) > _VERSE_WIDTH:
        return False
    open_ends = sum(_VERSE_END.search(text, line.start, line.end) is not None for line in block)
    marked = any(layout.LIST_MARKER.match(text, line.start, line.end) for line in block)
    capitals = sum(not text[line.start].islower() for line in block)
    return not marked and open_ends >= _OPEN_VERSES * len(block) and 2 * capitals > len(block)


def _ends_paragraph(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether a paragraph ends between these two lines of one block."""
    if not width or _RULE_LINE.match(text, following.start, following.end):
        return True
    if layout.LIST_MARKER.match(text, following.start, following.end) or not layout.has_words(
        text, line
    ):
        return True
    if line_wrapping.is_full(text, line, following, width):
        return False
    if LINE_END.search(text, line.start, line.end):
        return True
    continues = line_wrapping.continues_sentence(text, line, following)
    return len(line) < _SHORT * width and not continues
