"""LaTeX source -> blocks: sections, paragraphs, items, captions, notes; no command is printed.

Its macros are not run: what a command means is known for the usual ones, the argument of
any other is taken for text. Formulas are written with the signs of Unicode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.document import Metadata
from summarize.errors import SourceError
from summarize.sources.blocks import Block, BlockKind, Extract
from summarize.sources.decoding import decode
from summarize.sources.formats.latex_inline import InlineConverter
from summarize.sources.tex_math import read_argument
from summarize.sources.text.head_lines import read_date

_HEAD = 20_000
_LATEX = re.compile(
    r"^[ \t]*\\(?:documentclass|documentstyle)\s*[\[{]|^[ \t]*\\begin\{document\}", re.MULTILINE
)
_PART = re.compile(r"^[ \t]*\\(?:(?:sub){0,2}section|chapter|begin)\*?\{", re.MULTILINE)
_MIN_COMMANDS = 5
_COMMAND = re.compile(r"\\(?:cite\w*|ref|label|emph|item|textbf|textit|section|begin|end)\b")
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*(?:\n[ \t]*|$)")
_MACRO = re.compile(
    r"\\(?:re)?newcommand\*?\s*\{?\\([A-Za-z]+)\}?\s*(?=\{)|\\def\s*\\([A-Za-z]+)(?=\{)"
)
_LEVELS = {
    "part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 5,
    "subparagraph": 6, "frametitle": 3, "framesubtitle": 4,
}  # fmt: skip
_EVENT = re.compile(
    r"\\begin\s*\{(?P<begin>[A-Za-z]+)\*?\}|\\end\s*\{(?P<end>[A-Za-z]+)\*?\}"
    rf"|\\(?P<section>{'|'.join(_LEVELS)})\*?(?:\[[^\]]{{0,300}}\])?(?=\s*\{{)"
    r"|\\item\b(?:\s*\[(?P<label>[^\]]{0,200})\])?|\\(?P<caption>caption)\*?(?:\[[^\]]{0,300}\])?(?=\{)"
    r"|\\(?P<line>opening|closing|ps|encl)\b(?=\s*\{)"
    r"|(?P<par>\n[ \t]*\n\s*|\\par\b)"
)
_LISTS = frozenset({"itemize", "enumerate", "description", "inparaenum"})
_MATH = frozenset(
    "equation align gather multline eqnarray displaymath math alignat flalign dmath".split()
)
_CODE = frozenset({"verbatim", "lstlisting", "minted", "alltt", "algorithm", "algorithmic"})
_SKIPPED = frozenset(
    {
        "tikzpicture",
        "pgfpicture",
        "comment",
        "picture",
        "filecontents",
        "keywords",
        "IEEEkeywords",
        "keyword",
    }
)
_TABLES = frozenset({"tabular", "tabularx", "longtable", "array", "tabu", "supertabular"})
# Environments that begin with so many arguments which are no text: widths, columns.
_ARGUMENTS = {
    "column": 1, "minipage": 1, "multicols": 1, "subfigure": 1, "subtable": 1, "spacing": 1,
    "adjustwidth": 2, "wrapfigure": 2, "wraptable": 2, "textblock": 1, "list": 2, "letter": 1,
    "addmargin": 1, "overpic": 1, "turn": 1, "rotate": 1,
}  # fmt: skip
_TITLED = frozenset({"frame", "block", "alertblock", "exampleblock"})
_SWITCHED_OFF = re.compile(r"\\iffalse\b.*?(?:\\fi\b|\Z)", re.DOTALL)
# `\item<1->`, `\only<3>{...}`: when a slide shows it.
_OVERLAY = re.compile(
    r"(\\(?:item|only|alert|uncover|visible|onslide|pause|textbf|textit|emph|color|action"
    r"|includegraphics|begin\{[a-z]+\}))\s*<[^<>\n]{1,30}>"
)
_NEW_SENTENCE = re.compile(r"\s*[A-Z][a-z]*\s")
_WARNING = "read as LaTeX source, without its own macros: 'pandoc -t plain' may know more of them"


def is_latex(text: str) -> bool:
    """Whether a text is LaTeX, by its beginning: `"\\\\documentclass{article}" -> True`."""
    head = text[:_HEAD]
    if _LATEX.search(head):
        return True
    return _PART.search(head) is not None and len(_COMMAND.findall(head)) >= _MIN_COMMANDS


def extract(data: bytes, name: str) -> Extract:
    """Return the blocks of a LaTeX source. Raises SourceError if there is no text in it."""
    source = _COMMENT.sub(r"\1", decode(data, name).text.replace("\r\n", "\n"))
    source = _OVERLAY.sub(r"\1", _SWITCHED_OFF.sub("", source))
    parts = re.split(r"\\begin\s*\{document\}", source, maxsplit=1)
    preamble, body = parts if len(parts) == 2 else ("", source)
    closed = re.split(r"\\end\s*\{document\}", body, maxsplit=1)
    writer = _Writer(InlineConverter(_read_macros(source)))
    writer.read(closed[0])
    if not writer.blocks:
        raise SourceError(f"{name} holds no text", "give a LaTeX source with text in it")
    metadata = writer.read_metadata(preamble + closed[0])
    return Extract(
        tuple(writer.blocks),
        metadata,
        warnings=(_WARNING,),
        cut_off=len(parts) == 2 and len(closed) == 1,
    )


def _read_macros(source: str) -> dict[str, str]:
    """Return the macros without arguments: `r"\\newcommand{\\co}{CO}" -> {"co": "CO"}`."""
    found: dict[str, str] = {}
    for match in _MACRO.finditer(source):
        value, _ = read_argument(source, match.end())
        name = match[1] or match[2]
        if "#" not in value and f"\\{name}" not in value:
            found[name] = value
    return found


class _Writer:
    """One pass over the body; `blocks` grows, `_open` is the source of the current paragraph."""

    def __init__(self, converter: InlineConverter) -> None:
        self.blocks: list[Block] = []
        self._converter = converter
        self._open: list[str] = []
        self._kind = BlockKind.PROSE
        self._place = ""

    def read(self, source: str) -> None:
        source = re.sub(r"\\(?:title|author|date)\s*(?=\{)", r"\\thanks", source)
        at = 0
        while event := _EVENT.search(source, at):
            self._open.append(source[at : event.start()])
            at = self._read_event(source, event)
        self._open.append(source[at:])
        self._close()

    def read_metadata(self, source: str) -> Metadata:
        fields: dict[str, str] = {}
        for match in re.finditer(r"\\(title|author|date)\s*(?:\[[^\]]*\])?(?=\{)", source):
            value = re.split(r"\\(?:thanks|inst|affil)\b", read_argument(source, match.end())[0])[0]
            names = re.split(r"\\and\b|\\\\", value)
            texts = [self._converter.convert(one) for one in names]
            fields.setdefault(match[1], ", ".join(filter(None, texts)))
        title = (
            fields.get("title", "").replace(", ", " ") if "\\\\" in source else fields.get("title")
        )
        return Metadata(
            title or None, fields.get("author") or None, read_date(fields.get("date", ""))
        )

    def _read_event(self, source: str, event: re.Match[str]) -> int:
        """Do what an event asks for; return where to read on."""
        name = event["begin"]
        if name:
            return self._begin(source, name, event.end())
        if event["section"] or event["caption"] or event["line"]:
            self._close()
            content, end = read_argument(source, event.end())
            if event["line"]:
                self._add(content, BlockKind.PROSE)
                return end
            kind = BlockKind.HEADING if event["section"] else BlockKind.CAPTION
            self._add(content, kind, _LEVELS.get(event["section"] or "", 0))
            return end
        if event["par"] or event["end"]:
            self._close()
            if event["end"] in _LISTS:
                self._kind = BlockKind.PROSE
        else:
            self._close()
            self._kind = BlockKind.ITEM
            self._open.append(f"{event['label']} " if event["label"] else "")
        return event.end()

    def _begin(self, source: str, name: str, at: int) -> int:
        """Read an environment that is no prose to its end; enter any other."""
        close = re.compile(rf"\\end\s*\{{{name}\*?\}}").search(source, at)
        inner, end = (
            (source[at : close.start()], close.end()) if close else (source[at:], len(source))
        )
        if name in _MATH:
            self._open.append(f" \\[{inner}\\] ")
            if _NEW_SENTENCE.match(source, end):
                self._close()
            return end
        if name in _CODE or name in _SKIPPED:
            self._close()
            if name in _CODE:
                self.blocks.append(Block(inner.strip(), BlockKind.CODE))
            return end
        if name in _TABLES:
            self._close()
            rows = re.split(r"\\\\|\\hline|\\(?:top|mid|bottom)rule", _skip_columns(inner))
            cells = ("\t".join(map(self._converter.convert, row.split("&"))) for row in rows)
            table = "\n".join(row for row in cells if row.strip())
            self.blocks += [Block(table, BlockKind.TABLE)] if table else []
            return end
        if name == "thebibliography":
            self._close()
            for entry in inner.split("\\bibitem")[1:]:
                self._add("\\bibitem" + entry, BlockKind.REFERENCE)
            return end
        self._close()
        # What stands behind an environment's name: `[ht]`, `{0.5\textwidth}`.
        option = re.compile(r"(?:\s*\[[^\]]{0,200}\])?").match(source, at)
        at = option.end() if option else at
        for _ in range(_ARGUMENTS.get(name, 0)):
            _, at = read_argument(source, at) if source[at : at + 1] == "{" else ("", at)
        if name in _TITLED and source[at : at + 1] == "{":
            title, at = read_argument(source, at)
            self._add(title, BlockKind.HEADING, 3)
        return at

    def _close(self) -> None:
        source, self._open = "".join(self._open), []
        self._add(source, self._kind)

    def _add(self, source: str, kind: BlockKind, level: int = 0) -> None:
        text = self._converter.convert(source)
        if kind is BlockKind.HEADING:
            self._place = text
        if any(char.isalnum() for char in text):
            place = f"section {self._place}" if self._place else ""
            self.blocks.append(Block(text, kind, level, place=place))
        self.blocks += self._take_notes()

    def _take_notes(self) -> Iterator[Block]:
        notes, self._converter.notes = self._converter.notes, []
        yield from (Block(note, BlockKind.NOTE) for note in notes if note)


def _skip_columns(inner: str) -> str:
    """Return a table without what says how its columns look: `{lr}`."""
    while inner.lstrip()[:1] in ("{", "["):
        bare = inner.lstrip()
        end = bare.find("]") + 1 if bare[0] == "[" else read_argument(bare, 0)[1]
        inner = bare[end or len(bare) :]
    return inner
