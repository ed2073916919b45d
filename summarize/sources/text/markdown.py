"""Markdown -> Layout: paragraphs, headings, front matter, and what is excluded.

Headings, lists and quotations are read without their marks; front matter, code,
tables, images and the like are excluded. Inline marks (`**`, links) stay in the
text, so that every offset holds in the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePath

from summarize.document import Exclusion, Metadata, Role, Span
from summarize.sources.boilerplate import find_boilerplate
from summarize.sources.layout import LIST_MARKER, Layout, Paragraph, trim_span

_EXTENSIONS = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"})
_SAMPLE = 20_000

_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n]|\Z)")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[ \t]*\r?\n)*[A-Za-z_][\w -]*:")
_FIELD = re.compile(
    r"""^(title|authors?|by|date|published|site|publication):[ \t]*(["']?)(\S.*?)\2[ \t]*\r?$""",
    re.MULTILINE | re.IGNORECASE,
)
_ITEMS = re.compile(r"^authors?:[ \t]*\r?\n((?:[ \t]*-[ \t]+.*(?:\n|\Z))+)", re.MULTILINE | re.I)
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\d)")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"(?:=+|-+)$")
_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$")
_NO_PROSE = {
    "image": re.compile(r"(?:\[?!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])(?:\]\([^)]*\))?[ \t]*)+$"),
    "link definition": re.compile(r"\[[^\]]+\]:[ \t]+\S+"),
    "markup": re.compile(r"(?:</?[A-Za-z][^<>]*>[ \t]*)+$|<!--.*-->$"),
    "divider": re.compile(r"[\W_]+$"),
}
_LINK = re.compile(r"\[[^\]\n]{1,200}\]\(https?://[^)\s]{1,500}\)")
_ATX = re.compile(r"^#{1,6} [^\s#]", re.MULTILINE)
_FENCED = re.compile(r"^(?:```|~~~)", re.MULTILINE)


def is_markdown(text: str, name: str) -> bool:
    """Whether to read `text` as Markdown: by its marks, else by the extension of `name`."""
    if PurePath(name).suffix.lower() in _EXTENSIONS or _FRONT_MATTER.match(text):
        return True
    sample = text[:_SAMPLE]
    headings = len(_ATX.findall(sample))
    other = len(_FENCED.findall(sample)) >= 2 or _LINK.search(sample) is not None
    return headings >= 2 or (headings == 1 and other)


def parse_markdown(text: str) -> Layout:
    """Return the layout of a Markdown text; its title is the front matter's, if it has one."""
    scan = _MarkdownScanner(text, [match.span() for match in _LINE.finditer(text) if match.group()])
    scan.read_lines(scan.read_front_matter())
    unwanted = find_boilerplate(text, [paragraph.span for paragraph in scan.paragraphs])
    removed = {exclusion.span for exclusion in unwanted}
    paragraphs = (paragraph for paragraph in scan.paragraphs if paragraph.span not in removed)
    excluded = sorted((*scan.excluded, *unwanted), key=lambda exclusion: exclusion.span)
    return Layout(tuple(paragraphs), tuple(excluded), scan.metadata)


@dataclass
class _MarkdownScanner:
    """One pass over the lines from the top; `open_lines` are those of the current paragraph."""

    text: str
    lines: Sequence[tuple[int, int]]
    paragraphs: list[Paragraph] = field(default_factory=list)
    excluded: list[Exclusion] = field(default_factory=list)
    metadata: Metadata = Metadata()
    open_lines: list[Span] = field(default_factory=list)

    def read_front_matter(self) -> int:
        """Exclude the front matter and keep its metadata; return the line behind it."""
        if not _FRONT_MATTER.match(self.text):
            return 0
        for index in range(1, len(self.lines)):
            if self._read_content(index)[1] in ("---", "..."):
                self._exclude(0, index, "front matter")
                self.metadata = _parse_front_matter(self.text[: self.lines[index][0]])
                return index + 1
        return 0

    def read_lines(self, index: int) -> None:
        while index < len(self.lines):
            index = self._read_block(index) or self._read_line(index)
        self._close_paragraph()

    def _read_block(self, index: int) -> int:
        """Exclude the code or table that begins on this line; return the line behind it, or 0."""
        code = self._find_code_end(index)
        end = code or self._find_table_end(index)
        if end:
            self._close_paragraph()
            self._exclude(index, end - 1, "code" if code else "table")
        return end

    def _find_code_end(self, index: int) -> int:
        """Return the line behind the code that begins on this line, or 0."""
        fence = _FENCE.match(self._read_content(index)[1])
        if fence is None:
            return 0
        for last in range(index + 1, len(self.lines)):
            line = self._read_content(last)[1]
            if line.startswith(fence[1]) and not line.strip(fence[1][0]):
                return last + 1
        return len(self.lines)

    def _find_table_end(self, index: int) -> int:
        """Return the line behind the table that begins on this line, or 0."""
        head, *below = (self._read_content(i)[1] for i in range(index, len(self.lines))[:2])
        if not (below and "|" in head and "|" in below[0] and _DELIMITERS.match(below[0])):
            return 0
        end = index + 2
        while end < len(self.lines) and "|" in self._read_content(end)[1]:
            end += 1
        return end

    def _read_line(self, index: int) -> int:
        """Read one line that is no code and no table; return the line behind it."""
        span, content = self._read_content(index)
        reason = next((why for why, pattern in _NO_PROSE.items() if pattern.match(content)), None)
        if not content:
            self._close_paragraph()
        elif len(self.open_lines) == 1 and _UNDERLINE.match(content):
            self._close_paragraph(Role.HEADING, 1 if content[0] == "=" else 2)
            self._exclude(index, index, "divider")
        elif reason:
            self._close_paragraph()
            self._exclude(index, index, reason)
        elif heading := _HEADING.match(content):
            self._close_paragraph()
            self.open_lines = [_trim_heading(span, content, heading.end())]
            self._close_paragraph(Role.HEADING, heading.group().count("#"))
        elif marker := LIST_MARKER.match(content):
            self._close_paragraph()
            self.open_lines = [Span(span.start + marker.end(), span.end)]
        else:
            self.open_lines.append(span)
        return index + 1

    def _close_paragraph(self, role: Role = Role.PROSE, level: int = 0) -> None:
        if self.open_lines:
            marks = (
                Span(place, place + 1)
                for before, after in pairwise(self.open_lines)
                for place in range(before.end, after.start)
                if self.text[place] == ">"
            )
            whole = Span(self.open_lines[0].start, self.open_lines[-1].end)
            self.paragraphs.append(Paragraph(whole, role, tuple(marks), level))
        self.open_lines = []

    def _read_content(self, index: int) -> tuple[Span, str]:
        """Return a line without white space at its ends and without the `>` of a quotation."""
        start, end = self.lines[index]
        quote = _QUOTE.match(self.text, start, end)
        span = trim_span(self.text, Span(quote.end() if quote else start, end))
        return span, self.text[span.start : span.end]

    def _exclude(self, first: int, last: int, reason: str) -> None:
        span = trim_span(self.text, Span(self.lines[first][0], self.lines[last][1]))
        self.excluded.append(Exclusion(span, reason))


def _parse_front_matter(front: str) -> Metadata:
    """Return the metadata in simple YAML fields and a list of authors; nothing nested."""
    fields = {key.lower(): value for key, _, value in reversed(_FIELD.findall(front))}
    listed = _ITEMS.search(front)
    authors = [line.strip(" \t\r-\"'") for line in listed.group(1).splitlines()] if listed else []
    author = ", ".join(authors) or fields.get("author") or fields.get("authors") or fields.get("by")
    day = _DAY.match(fields.get("date") or fields.get("published") or "")
    return Metadata(
        title=fields.get("title"),
        author=author.strip("[]") if author else None,
        date=day.group() if day else None,
        site=fields.get("site") or fields.get("publication"),
    )


def _trim_heading(span: Span, content: str, start: int) -> Span:
    """Return a heading without the signs behind it: `## News ## -> News`, `# C# -> C#`."""
    words = content.rstrip("#")
    closed = words[-1:].isspace() and len(words.rstrip()) > start
    return Span(span.start + start, span.start + len(words.rstrip()) if closed else span.end)
