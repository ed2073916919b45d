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
from itertools import chain, takewhile, zip_longest
from operator import attrgetter

from summarize.document import Exclusion, Metadata, Role, Span
from summarize.nlp.patterns import LINE_END
from summarize.sources import layout
from summarize.sources.boilerplate import exclude_boilerplate, find_boilerplate
from summarize.sources.text import line_marks, line_wrapping, non_prose_lines, running_lines
from summarize.sources.text.headings import TextUnit, find_heading_levels
from summarize.sources.text.inside_marks import InsideMarks
from summarize.sources.text.main_content import find_lines_outside

_SHORT = 0.6  # of the width: a line that stops there was stopped on purpose
_RULE_LINE = re.compile(r"[\W_]+$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,}|~{3,})$")
_NOTE = re.compile(r"\[(\d{1,3})\][ \t]+\S")
_REFERENCE = re.compile(r"(?<=\S)\[(\d{1,3})\]")
_PAGE_REASONS = frozenset({"furniture: page number", "furniture: running head"})
_TRANSCRIBER = re.compile(r"\[?transcriber[’']?s?[’']? notes?\b", re.IGNORECASE)


def parse_text(text: str) -> layout.Layout:
    """Return the layout of a plain text; the module's docstring has the rule on line ends."""
    pages = running_lines.find_page_starts(text)
    blocks = line_marks.group_lines(text)
    lines = list(chain.from_iterable(blocks))
    running = running_lines.find_running_lines(text, lines, pages)
    removed = {exclusion.span for exclusion in running}
    rest = ([line for line in block if line not in removed] for block in blocks)
    blocks = line_wrapping.join_double_spaced(text, [block for block in rest if block])
    lines = list(chain.from_iterable(blocks))
    blocks, apart = non_prose_lines.split_off_tables_and_code(text, blocks)
    wrapped = line_wrapping.is_hard_wrapped(text, blocks)
    units = [unit for block in blocks for unit in _split_units(text, block, wrapped)]
    dividers = [Exclusion(u.span, "divider") for u in units if not layout.has_words(text, u.span)]
    units = [unit for unit in units if layout.has_words(text, unit.span)]
    unwanted = _find_exclusions(text, [unit.span for unit in units], wrapped)
    units = [unit for unit in units if unit.span not in unwanted]
    excluded = sorted((*running, *apart, *dividers, *unwanted.values()), key=attrgetter("span"))
    units = _join_broken_units(text, units, excluded)
    marks = InsideMarks(text, lines)
    paragraphs = _build_paragraphs(text, units, marks)
    # The title is the longest heading above the prose, as a site's name is short.
    above = takewhile(lambda paragraph: paragraph.role is Role.HEADING, paragraphs)
    headings = (" ".join(text[one.span.start : one.span.end].split()) for one in above)
    title = max(headings, key=len, default=None)
    outside = _drop_inside(excluded, paragraphs)
    return layout.Layout(paragraphs, tuple(outside), Metadata(title), pages)


def _find_exclusions(text: str, lines: Sequence[Span], wrapped: bool) -> dict[Span, Exclusion]:
    """Return boilerplate lines, notes, and what is no article in the text of a whole page."""
    found = {one.span: one for one in _find_notes(text, lines)}
    around = () if wrapped else find_lines_outside(text, lines)
    found |= {one.span: one for one in (*around, *find_boilerplate(text, lines))}
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


def _build_paragraphs(
    text: str, units: Sequence[TextUnit], marks: InsideMarks
) -> tuple[layout.Paragraph, ...]:
    """Return prose and headings without list markers, overlong lines split."""
    found: list[layout.Paragraph] = []
    for unit, level in zip(units, find_heading_levels(text, units), strict=True):
        bare = layout.strip_list_marker(text, unit.span)
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
            between = excluded[bisect_left(starts, before.end) : bisect_left(starts, unit.span.start)]
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
    first = block[0]
    for line, following in zip_longest(block, block[1:]):
        last = following is None
        if not last and not _ends_paragraph(text, line, following, width):
            continue
        underline = ""
        if line is first and not last and _UNDERLINE.match(text, following.start, following.end):
            underline = text[following.start]
        yield TextUnit(Span(first.start, line.end), last and first is block[0], underline)
        first = following


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
