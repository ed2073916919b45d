"""A piece of Markdown -> its parts: what tags, speakers and list marks divide into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from summarize.document import Role
from summarize.sources.gaps import Mark
from summarize.sources.text.markdown.html_elements import BLOCK_NAMES, Tag
from summarize.sources.text.markdown.piece_lines import Piece

# Obsidian's and GitHub's callouts: "[!warning]- Title"
_CALLOUT = re.compile(r"\[![\w-]+(?:\|[^\]\n]*)?\][+-]?[ \t]*")
# Links to blocks in Logseq, fields in brackets in Obsidian.
_PROGRAM_MARKS = re.compile(
    r"\(\([0-9a-f]{8}-[0-9a-f-]{27}\)\)|\([a-zA-Z][\w -]{0,30}::[ ]?[^()\n]{0,200}\)"
    r"|【\d[^【】\n]{0,80}】"  # the sources that chat programs name
)
_TASK_WORD = re.compile(r"(?:TODO|DOING|DONE|WAITING|LATER|NOW)[ \t]+(?=\[*[^\W\d_])")
_TASK = re.compile(r"\[[ xX/<>!?*\"-]\](?=\s)")
# "**Anna:** text", "**Anna**: text", on a line of its own or not
_SPEAKER = re.compile(r"^(?:\*\*|__)[^*_\n]{1,60}?(?::(?:\*\*|__)|(?:\*\*|__)[ ]?:)", re.MULTILINE)
# Bullets, and the numbers that Pandoc counts itself: "(@) one", "#. two"
_BULLET = re.compile(r"^(?:[•‣▪◦●○][ \t]*|(?:\(@[\w-]*\)|#\.)[ \t]+)(?=\S)", re.MULTILINE)
# What may be a list's mark or the beginning of a sentence is a mark where there are two.
_DOUBTFUL_BULLETS = (
    re.compile(r"^[·–—][ \t]+(?=\S)", re.MULTILINE),
    re.compile(r"^[-*+][ \t]+(?=\S)", re.MULTILINE),
    re.compile(r"^\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)][ \t]+(?=\S)", re.MULTILINE),
)
# "Present: Aamot, Lund", where each line of a paragraph is such a one
_FIELD = re.compile(r"^[^\W\d_a-z][\w /-]{0,30}:[ \t]+\S", re.MULTILINE)
_VERSE = re.compile(r"^\|[ \t]+", re.MULTILINE)  # Pandoc's line blocks
_BLANK_LINES = re.compile(r"\n[ \t]*(?=\n)")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


class Part(NamedTuple):
    """`content[start:end]` is a paragraph, or the title of a box; `role`, `level` as in Piece."""

    start: int
    end: int
    role: Role = Role.PROSE
    level: int = 0
    is_title: bool = False


def mark_beginnings(piece: Piece) -> list[Mark]:
    """Return the marks at the beginnings of lines: of callouts, tasks, and unusual lists."""
    content, found = piece.content, []
    if piece.quoted and (callout := _CALLOUT.match(content)):
        found.append(Mark(0, callout.end(), reason="markup"))
    if piece.item and (task := _TASK.match(content)):
        found.append(Mark(0, task.end()))
    if piece.item and (word := _TASK_WORD.match(content)):
        found.append(Mark(0, word.end()))
    if "((" in content or "::" in content or "【" in content:
        marked = _PROGRAM_MARKS.finditer(content)
        found += [Mark(*one.span(), reason="markup") for one in marked]
    if piece.role is Role.PROSE:
        found += [Mark(*bullet.span()) for bullet in _find_bullets(content)]
        lines = list(_VERSE.finditer(content))
        if len(lines) == len(piece.lines):
            found += [Mark(*line.span()) for line in lines]
    return found


def _find_bullets(content: str) -> Iterator[re.Match[str]]:
    yield from _BULLET.finditer(content)
    for pattern in _DOUBTFUL_BULLETS if "\n" in content else ():
        found = list(pattern.finditer(content))
        if len(found) > 1:
            yield from found


def cut_piece(piece: Piece, tags: Sequence[Tag]) -> Iterator[Part]:
    """Yield the parts of a piece, in order; the tags are those in it."""
    content, role, level = piece.content, piece.role, piece.level
    cuts: dict[int, tuple[Role, int, bool]] = {}
    if role is Role.PROSE:
        breaks = (_SPEAKER, _BLANK_LINES)
        places = [match.start() for one in breaks for match in one.finditer(content)]
        places += [match.start() for match in _find_bullets(content)]
        fields = list(_FIELD.finditer(content))
        if len(fields) == len(piece.lines) > 1:
            places += [one.start() for one in fields]
        cuts.update(dict.fromkeys(places, (role, level, False)))
    titled = piece.quoted and _CALLOUT.match(content)
    if titled:
        end = content.find("\n")
        cuts[0] = (role, level, True)
        if end >= 0:
            cuts[end] = (role, level, False)
    for tag in tags:
        if tag.name in BLOCK_NAMES:
            opens = not tag.closing
            start, end = piece.find(tag.span.start), piece.find(tag.span.end)
            heading = _HEADINGS.get(tag.name, 0) if opens else 0
            kind = Role.HEADING if heading else role
            cuts.setdefault(start, (role, level, False))
            cuts[end] = (kind, heading or level, opens and tag.name == "summary")
    yield from _build_parts(sorted({0: (role, level, False), **cuts}.items()), len(content))


def _build_parts(cuts: Sequence[tuple[int, tuple[Role, int, bool]]], length: int) -> Iterable[Part]:
    ends = [place for place, _ in cuts[1:]] + [length]
    return (
        Part(start, end, *kind)
        for (start, kind), end in zip(cuts, ends, strict=True)
        if start < end
    )
