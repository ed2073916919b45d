"""Markdown -> pieces (paragraphs, headings, HTML) and what is none, by markdown-it's block rules.

The library says in which lines a block is and what stands in them without marks; its text
is then looked up in the file, so that every character has its place there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import dropwhile, groupby, islice, takewhile
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from summarize.document import Exclusion, Role, Span
from summarize.sources.layout import has_words, trim_span
from summarize.sources.text.markdown.block_rules import APART, add_block_rules
from summarize.sources.text.markdown.code_or_prose import is_prose, may_hold_prose
from summarize.sources.text.markdown.inline_parser import InlineParser, Scan
from summarize.sources.text.markdown.piece_lines import Piece, match_lines
from summarize.sources.text.markdown.prose_tables import find_prose_cells

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|[\r\n]|\Z)")
_CONTAINER_MARKS = re.compile(r"(?:[ \t]*(?:>|[-*+]|\d+[.)])(?=[ \t>]|\Z))+[ \t]*")
_LONGEST_HEADING = 20  # words; a longer "heading" is a paragraph above a line
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]*_]*$")
# "##News", as people write it; "#News" is none beside other tags.
_TIGHT_HEADING = re.compile(r"(?:#{2,6}(?=[^\W\d_])|#(?=[A-Z])(?!.*\s#))")
_OPTION = re.compile(r":?(?:title|collapse|icon|color|class|name|label|open|type):")
_MOST_RESTARTS = 20
_CONTAINERS = {"footnote_reference_open": "footnote", "table_open": "table"}


@dataclass
class Blocks:
    """The pieces of a file in order, and the lines that are no prose."""

    pieces: list[Piece] = field(default_factory=list)
    excluded: list[Exclusion] = field(default_factory=list)
    references: dict[str, Any] = field(default_factory=dict)

    def scan(self, piece: Piece) -> Scan:
        """Return the inline marks of a piece."""
        parser = _build_parser()
        inline = parser.inline
        if not isinstance(inline, InlineParser):
            raise TypeError("the parser has been changed")
        return inline.scan(piece.content, parser, self.references)


@cache
def _build_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.inline = InlineParser()
    footnote_plugin(parser, inline=False, move_to_end=False)
    deflist_plugin(parser)
    add_block_rules(parser)
    parser.disable(["inline", "text_join", "footnote_ref"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def read_blocks(text: str, start: int) -> Blocks:
    """Return the blocks of a file from `start`, the beginning of a line, to its end."""
    lines = [Span(*match.span(1)) for match in _LINE.finditer(text, start) if match.group()]
    reader = _BlockReader(text, lines)
    first = 0
    for _ in range(_MOST_RESTARTS):
        behind = reader.read(first)
        if behind is None:
            break
        first = behind
    reader.read_rest()
    reader.blocks.pieces.sort(key=lambda piece: piece.lines[0])
    return reader.blocks


@dataclass
class _BlockReader:
    """Reads the tokens of a file; `seen` are the lines that belong to a block."""

    text: str
    lines: Sequence[Span]
    blocks: Blocks = field(default_factory=Blocks)
    seen: set[int] = field(default_factory=set)

    def read(self, first: int) -> int | None:
        """Read the lines from `first`; return the line behind a fence that swallowed prose."""
        if first >= len(self.lines):
            return None
        source = self.text[self.lines[first].start :]
        self.blocks.references.pop("duplicate_refs", None)
        self.blocks.references.pop("searched", None)
        known = len(self.blocks.references.get("references", {}))
        tokens = _build_parser().parse(source, self.blocks.references)
        self._exclude_definitions(first, known)
        quoted = item = False
        skipped, level = "", 0
        for at, token in enumerate(tokens):
            if skipped:
                skipped = "" if token.type == skipped and token.level == level else skipped
            elif token.type in _CONTAINERS:
                skipped, level = token.type.replace("_open", "_close"), token.level
                table = takewhile(lambda one: one.type != "table_close", islice(tokens, at, None))
                if token.type != "table_open" or not self._add_cells(list(table), first):
                    self._exclude(token, first, _CONTAINERS[token.type])
            elif token.type in ("blockquote_open", "list_item_open"):
                quoted, item = token.type == "blockquote_open", token.type == "list_item_open"
            elif token.type == "inline":
                self._add_text(tokens[at - 1], token, first, quoted=quoted, item=item)
                quoted = item = False
            elif token.type in ("fence", "code_block"):
                if self._swallows(token, first):
                    return self._reopen(token, first)
                self._add_code(token, first)
            elif token.type == "html_block":
                contents = token.content.rstrip("\n").split("\n")
                self._add(Piece(self.text, self._match(token, first, contents)), token, first)
            elif token.type in (APART, "hr"):
                self._exclude(token, first, token.info or "divider")
        return None

    def read_rest(self) -> None:
        """Add what belongs to no block: what is nested too deep for the library."""
        for number in range(len(self.lines)):
            line = self.lines[number]
            marks = _CONTAINER_MARKS.match(self.text, line.start, line.end)
            span = trim_span(self.text, Span(marks.end() if marks else line.start, line.end))
            if number not in self.seen and has_words(self.text, span):
                self.blocks.pieces.append(Piece(self.text, (span,)))

    def _exclude_definitions(self, first: int, known: int) -> None:
        """Exclude the definitions of links that the library has met, but for the first `known`."""
        found = self.blocks.references.get("references", {})
        again = self.blocks.references.get("duplicate_refs", [])
        for one in [*list(found.values())[known:], *again]:
            start, behind = one["map"]
            token = Token("definition", "", 0, map=[start, max(behind, start + 1)])
            self._exclude(token, first, "link definition")

    def _add(self, piece: Piece, token: Token, first: int) -> None:
        self._see(token, first)
        if piece.lines:
            self.blocks.pieces.append(piece)

    def _see(self, token: Token, first: int) -> None:
        start, behind = _get_lines(token)
        self.seen.update(range(first + start, first + behind))

    def _match(self, token: Token, first: int, contents: Sequence[str]) -> tuple[Span, ...]:
        return match_lines(self.text, self.lines, first + _get_lines(token)[0], contents)

    def _exclude(self, token: Token, first: int, reason: str) -> None:
        start, behind = _get_lines(token)
        self._see(token, first)
        whole = Span(self.lines[first + start].start, self.lines[first + behind - 1].end)
        self.blocks.excluded.append(Exclusion(trim_span(self.text, whole), reason))

    def _add_text(
        self, opening: Token, token: Token, first: int, *, quoted: bool, item: bool
    ) -> None:
        lines = self._match(token, first, token.content.split("\n"))
        piece = Piece(self.text, lines, quoted=quoted, item=item)
        if opening.type == "heading_open":
            underlined = opening.markup in ("=", "-")
            if not underlined or _is_heading(piece):
                level = int(opening.tag[1])
                piece = Piece(self.text, lines, Role.HEADING, level, quoted=quoted)
        elif _is_heading(piece) and (tight := _TIGHT_HEADING.match(piece.content)):
            bare = Span(lines[0].start + tight.end(), lines[0].end)
            piece = Piece(self.text, (bare,), Role.HEADING, tight.end())
        self._add(piece, opening if opening.map else token, first)

    def _add_cells(self, tokens: Sequence[Token], first: int) -> bool:
        """Add the cells of a table of sentences, and exclude its head; whether it is one."""
        cells = find_prose_cells(self.text, self.lines, first, tokens)
        if not cells:
            return False
        self._see(tokens[0], first)
        start, behind = _get_lines(tokens[0])
        self._exclude_between(self.lines[first + start].start, cells[0].start, "table")
        self.blocks.pieces += [Piece(self.text, (cell,)) for cell in cells]
        self._exclude_between(cells[-1].end, self.lines[first + behind - 1].end, "table")
        return True

    def _add_code(self, token: Token, first: int) -> None:
        """Add the paragraphs of code that are prose, and exclude the rest."""
        self._see(token, first)
        start, behind = _get_lines(token)
        fenced = token.type == "fence"
        if not fenced or not may_hold_prose(token.info):
            self._exclude(token, first, "code")
            return
        contents = token.content.removesuffix("\n").split("\n")
        places = match_lines(self.text, self.lines, first + start + 1, contents)
        edge = self.lines[first + start].start
        for filled, group in groupby(places, key=bool):
            own = self._drop_options(tuple(group), token.info)
            if filled and own and is_prose([self.text[s.start : s.end] for s in own], fenced=True):
                self._exclude_between(edge, own[0].start, "code")
                self.blocks.pieces.append(Piece(self.text, own))
                edge = own[-1].end
        self._exclude_between(edge, self.lines[first + behind - 1].end, "code")

    def _drop_options(self, lines: tuple[Span, ...], info: str) -> tuple[Span, ...]:
        """Return the lines of a box behind its options: `title: Eels`, `:class: tip`."""
        if not info.strip().startswith(("ad-", "{")):
            return lines
        bare = dropwhile(lambda line: _OPTION.match(self.text, line.start, line.end), lines)
        return tuple(bare)

    def _exclude_between(self, start: int, end: int, reason: str) -> None:
        span = trim_span(self.text, Span(start, max(start, end)))
        if span:
            self.blocks.excluded.append(Exclusion(span, reason))

    def _swallows(self, token: Token, first: int) -> bool:
        """Whether a fence at the top is never closed, and prose is among what follows it."""
        start, behind = _get_lines(token)
        if token.type != "fence" or token.level or first + behind < len(self.lines):
            return False
        last = self.lines[first + behind - 1]
        closing = self.text[last.start : last.end].strip()
        if (
            behind - start > 1
            and closing.startswith(token.markup)
            and not closing.strip(closing[0])
        ):
            return False
        return any(is_prose(group, fenced=True) for group in _group_filled(token.content))

    def _reopen(self, token: Token, first: int) -> int:
        """Exclude the line of a fence and the code directly below it; return the line behind."""
        start, _ = _get_lines(token)
        behind = start + 1
        head = next(_group_filled(token.content), [])
        if token.content.split("\n")[0].strip() and not is_prose(head, fenced=True):
            behind += len(head)
        token.map = [start, behind]
        self._exclude(token, first, "code")
        return first + behind


def _get_lines(token: Token) -> tuple[int, int]:
    start, behind = token.map or (0, 0)
    return start, max(behind, start + 1)


def _group_filled(content: str) -> Iterator[list[str]]:
    for filled, group in groupby(content.split("\n"), key=lambda line: bool(line.strip())):
        if filled:
            yield list(group)


def _is_heading(piece: Piece) -> bool:
    """Whether text above a line is a heading, and no paragraph above a divider."""
    sentence = _SENTENCE_END.search(piece.content) is not None
    few = len(piece.content.split()) <= _LONGEST_HEADING
    return len(piece.lines) == 1 and few and not sentence
