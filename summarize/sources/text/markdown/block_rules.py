"""Block rules beyond CommonMark, in the form that markdown-it takes.

Lines and stretches of lines that belong to the tools that make pages of Markdown: comments,
formulas, shortcodes, imports, the borders of boxes. They become tokens of type `APART`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock

from summarize.sources.text.markdown.code_or_prose import is_prose

APART = "apart"
"""The type of the tokens; `info` is the reason why their lines are no prose."""

_MOST_LINES = 500  # of a stretch; what is not closed by then is not closed
_CODE_INDENT = 4


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Lines from one that `first` matches to one that `last` matches, the same if it is None."""

    reason: str
    first: re.Pattern[str]
    last: re.Pattern[str] | None = None


def _compile(reason: str, first: str, last: str | None = None) -> _Stretch:
    return _Stretch(reason, re.compile(first), re.compile(last) if last else None)


_FIGURES = "figure table tabular longtable tikzpicture verbatim lstlisting".split()
_COMMANDS = (
    r"(?:newpage|pagebreak|clearpage|cleardoublepage|maketitle|tableofcontents|listoffigures"
    r"|appendix|bigskip|medskip|smallskip|vspace|hspace|noindent|setlength|setcounter|pagestyle"
    r"|thispagestyle|bibliography|bibliographystyle|printbibliography|label|centering|small)\*?"
)

_STRETCHES = (
    _compile("comment", r"%%(?:(?!%%).)*%%\s*$"),
    _compile("comment", r"%%(?!%)(?:(?!%%).)*$", r".*%%\s*$"),
    _compile("comment", r"\{%-? *comment\b", r".*\bendcomment\b"),
    _compile("formula", r"\$\$(?:(?!\$\$).)+\$\$\s*(?:\{#[\w:-]+\}|\(\d+\))?\s*$"),
    _compile("formula", r"\$\$(?:(?!\$\$).)*$", r".*\$\$\s*(?:\{#[\w:-]+\})?\s*$"),
    _compile("formula", r"\\\[\s*$", r"\s*\\\]\s*$"),
    _compile("formula", r"\\begin\{(?:equation|align|gather|eqnarray|multline)\*?\}", r".*\\end\{"),
    _compile("code", r"\{%-? *highlight\b", r".*\bendhighlight\b"),
    _compile("code", r"\{\{[<%] *highlight\b", r".*/ *highlight\b"),
    _compile("markup", r"(?:\{\{[<%].*?[>%]\}\}\s*|\{%.*?%\}\s*|\{\{[^{}]*\}\}\s*)+$"),
    _compile("markup", r":{3,}(?:\s*\{.*\}|\s*[\w-]+(?:\[.*\])?(?:\s.{0,80})?|)\s*:*\s*$"),
    _compile("code", r"import\s+(?:[\w*{][\w\s,*{}$]*\s+from\s+)?[\"'][^\"']+[\"'];?\s*$"),
    _compile("code", r"export\s+(?:default|const|let|var|function|async)\b.*[^{(\[]\s*$"),
    _compile("code", r"export\s+(?:default|const|let|var|function|async)\b", r"[})\]]+;?\s*$"),
    _compile("markup", r"(?:\[TOC\]|\[\[_?toc_?\]\]|\{:?toc\}|\{\{toc\}\}|@\[toc\].*)\s*$", None),
    _compile("markup", r"\{:.*\}\s*$"),
    _compile("abbreviation", r"\*\[[^\]]+\]:\s"),
    _compile("properties", r":(?:LOGBOOK|PROPERTIES):\s*$", r".*:END:\s*$"),
    _compile("properties", r"(?:SCHEDULED|DEADLINE|CLOSED):\s*[<\[].*[>\]]\s*$"),
    _compile("markup", r"#\+(?:BEGIN|END)_\w+.{0,80}$"),
    *(
        _compile("code", rf"\\begin\{{{name}\*?\}}", rf".*\\end\{{{name}\*?\}}")
        for name in _FIGURES
    ),
    _compile("markup", rf"(?:\\{_COMMANDS}(?:\[[^\]]*\]|\{{[^{{}}]*\}})*\s*)+$"),
    _compile("caption", r"Table:\s+\S.*$"),
    _compile("properties", r"(?:[-*]\s+)?[a-z][\w-]*::(?:\s(?!.*[.!?]\s*$).*)?$"),
)
_BEGINS = re.compile(
    r"[%{$\\:@*\[]|(?:im|ex)port\b|#\+|Table:|SCHEDULED|DEADLINE|CLOSED"
    r"|(?:[-*]\s+)?[a-z][\w-]*::"
)

# Borders of tables: "+---+===+", "----  ------", and one over the whole width.
_GRID = re.compile(r"\+(?:[-=:]+\+)+\s*$")
_COLUMNS = re.compile(r"(?:-{2,}|={2,})(?:\s+(?:-{2,}|={2,}))+\s*$")
_SOLID = re.compile(r"-{10,}\s*$")
_GAP = re.compile(r"\S\s{2,}\S")

# MkDocs: `!!! note "Title"`, `??? tip`, `=== "Tab"`, with what is in it indented below.
_ADMONITION = re.compile(r"(?:!!!|\?\?\?\+?|===)\s+(?:[\w-]+(?:\s+[\w-]+)*\s*)?(?:\"[^\"]*\")?\s*$")


def add_block_rules(parser: MarkdownIt) -> None:
    """Add the rules to a parser, and let indented prose be prose."""
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.at("code", _read_indented)
    parser.block.ruler.before("fence", "stretch", _read_stretch, interrupts)
    parser.block.ruler.before("fence", "drawn table", _read_drawn_table, interrupts)
    parser.block.ruler.before("fence", "admonition", _read_admonition, interrupts)


def _get_line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _push(state: StateBlock, first: int, behind: int, reason: str) -> None:
    token = state.push(APART, "", 0)
    token.map, token.info, state.line = [first, behind], reason, behind


def _read_stretch(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    text = _get_line(state, start)
    for one in _STRETCHES if _BEGINS.match(text) else ():
        behind = _find_end(state, one, start, end) if one.first.match(text) else 0
        if behind:
            if not silent:
                _push(state, start, behind, one.reason)
            return True
    return False


def _find_end(state: StateBlock, stretch: _Stretch, start: int, end: int) -> int:
    """Return the line behind a stretch that begins on line `start`; 0 if it does not end."""
    if stretch.last is None:
        return start + 1
    # What the last search has seen without finding an end is not looked through again.
    seen, limit = (stretch.first.pattern, state.blkIndent), min(end, start + _MOST_LINES)
    searched = state.env.setdefault("searched", {})
    for line in range(max(start + 1, searched.get(seen, 0)), limit):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return 0
        if stretch.last.match(_get_line(state, line)):
            return line + 1
    searched[seen] = max(limit, searched.get(seen, 0))
    return 0


def _read_drawn_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table that is drawn with lines: Pandoc's, and those of reStructuredText.

    A row of borders is its first line or its second; a line of nothing but dashes
    encloses a table with blank lines in it.
    """
    if state.is_code_block(start) or start + 1 >= end:
        return False
    text, below = _get_line(state, start), _get_line(state, start + 1)
    drawn = _GRID.match(text) or _COLUMNS.match(text)
    enclosed = _SOLID.match(text) is not None and any(
        _COLUMNS.match(_get_line(state, line)) for line in range(start + 1, min(start + 5, end))
    )
    if not (drawn or enclosed or (_COLUMNS.match(below) and _GAP.search(text))):
        return False
    behind = start + 1
    while behind < end and (enclosed or not state.isEmpty(behind)):
        behind += 1
        if enclosed and _SOLID.match(_get_line(state, behind - 1)):
            break
    if not silent:
        _push(state, start, behind, "table")
    return True


def _read_admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read the head of a box, and what is indented below it as Markdown."""
    text = _get_line(state, start)
    if text[:1] not in "!?=" or not _ADMONITION.match(text):
        return False
    if silent:
        return True
    _push(state, start, start + 1, "markup")
    state.blkIndent += _CODE_INDENT
    state.md.block.tokenize(state, start + 1, end)
    state.blkIndent -= _CODE_INDENT
    return True


def _read_indented(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read indented code; what is indented and has the words of prose is left to other rules."""
    if not state.is_code_block(start):
        return False
    last = line = start
    while line < end and (state.isEmpty(line) or state.is_code_block(line)):
        if not state.isEmpty(line):
            group = line
            while line < end and not state.isEmpty(line):
                line += 1
            if is_prose([_get_line(state, one) for one in range(group, line)]):
                break
            while last < line and (last <= group or state.is_code_block(last)):
                last += 1
            line = last
        else:
            line += 1
    if last == start:
        return False
    if not silent:
        token = state.push("code_block", "code", 0)
        token.map, state.line = [start, last], last
    return True
