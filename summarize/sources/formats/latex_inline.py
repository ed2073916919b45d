"""LaTeX inside a paragraph -> text: commands, accents, citations and formulas."""

from __future__ import annotations

import re
import unicodedata

from summarize.sources.tex_math import (
    COMMAND,
    MAX_DEPTH,
    SYMBOLS,
    MathConverter,
    read_argument,
    skip_options,
    skip_space,
)
from summarize.sources.tex_units import QUANTITIES

_ACCENTS = dict(
    zip(
        "'`^\"~=.cvuHkr",
        "\u0301\u0300\u0302\u0308\u0303\u0304\u0307\u0327\u030c\u0306\u030b\u0328\u030a",
        strict=True,
    )
)
_LETTERS = {
    "textellipsis": "…", "textendash": "–", "textemdash": "—", "ss": "ß", "o": "ø", "O": "Ø",
    "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "i",
    "j": "j", "S": "§", "P": "¶", "copyright": "©", "texteuro": "€", "dag": "†", "newline": " ",
    "textdegree": "°", "textbackslash": "\\", "textasciitilde": "~", "textquotesingle": "'",
    "LaTeX": "LaTeX", "TeX": "TeX",
}  # fmt: skip
# Commands of which nothing is text -> how many arguments go with them.
_DROPPED = {
    name: int(count)
    for count, names in {
        "0": "maketitle tableofcontents listoffigures listoftables centering noindent indent"
        " clearpage newpage pagebreak bigskip medskip smallskip hfill vfill raggedright appendix"
        " frontmatter mainmatter backmatter hline toprule midrule bottomrule protect left right"
        " big Big bigg Bigg displaystyle limits nonumber notag itshape bfseries ttfamily sffamily"
        " scshape small large Large footnotesize normalsize scriptsize tiny huge Huge LARGE and",
        "1": "label cite citep citealp parencite autocite footcite nocite bibliography input"
        " bibliographystyle includegraphics include vspace hspace usepackage documentclass"
        " keywords note signature selectlanguage pagestyle"
        " thispagestyle thanks footnotemark index glossary hypersetup graphicspath"
        " bibitem captionsetup tag orcid email affil affiliation institute inst address pdfbookmark"
        " addbibresource printbibliography todo comment bstctlcite",
        "2": "setcounter setlength addtocounter addcontentsline newtheorem rule definecolor",
    }.items()
    for name in names.split()
}
_SECOND_ARGUMENT = frozenset(
    {"foreignlanguage", "href", "textcolor", "colorbox", "raisebox", "parbox", "fontsize"}
)
_REFERENCES = frozenset("ref autoref cref Cref eqref pageref vref nameref".split())
_TEXTUAL_CITES = frozenset("citet textcite citeauthor citeyear citealt Citet".split())
_VERBATIM = re.compile(r"([^\sA-Za-z*])(.*?)\1")
# "(Table~\ref{tab:a})": without the number it says nothing.
_BRACKETED_REFERENCE = re.compile(
    r"[~\s]*\((?:[^()\\]|\\[c&])?(?:[^()\\]{0,20}\\(?:ref|cref|Cref|autoref|eqref)\{[^{}]*\}){1,4}\)"
)
_CITATION_BEFORE = re.compile(
    r"[~\s]*\\(?=(?:cite[pa]?|parencite|autocite|citealp|footcite|footnote)\b)"
)


class InlineConverter(MathConverter):
    """Converts what stands in paragraphs; `notes` are the texts of the footnotes it met."""

    def __init__(self, macros: dict[str, str]) -> None:
        super().__init__()
        self._macros = macros
        self.notes: list[str] = []

    def convert(self, source: str) -> str:
        """Return the text of a piece of LaTeX on one line: `r"9~mm \\emph{all}" -> "9 mm all"`."""
        source = _BRACKETED_REFERENCE.sub("", source)
        source = _CITATION_BEFORE.sub(r"\\", source)
        text = " ".join(self.convert_text(source, 0).split())
        return re.sub(r" (?=[,;.:!)]|\?(?!\?))", "", text).replace("( ", "(")

    def convert_text(self, source: str, depth: int) -> str:
        """Return the text of what is no formula, which may hold formulas."""
        out: list[str] = []
        at = 0
        while at < len(source) and depth <= MAX_DEPTH:
            char = source[at]
            if char == "\\":
                text, at = self.convert_command(source, at, None, depth)
            elif char == "$":
                size = 2 if source.startswith("$$", at) else 1
                text, at = self._convert_formula(source, at + size, "$" * size, depth)
            elif char in "{}~&":
                text, at = " " if char in "~&" else "", at + 1
            else:
                text, at = _convert_ligature(source, at)
            out.append(text)
        return "".join(out)

    def _convert_formula(self, source: str, at: int, mark: str, depth: int) -> tuple[str, int]:
        end = source.find(mark, at)
        end = end if end > 0 else len(source)
        return self.convert_math(source[at:end], depth + 1), end + len(mark)

    def convert_command(
        self, source: str, at: int, formula: str | None, depth: int
    ) -> tuple[str, int]:
        """Convert a command of a formula, of which `formula` is written, or of the text around."""
        command = COMMAND.match(source, at)
        if command and command[1] in self._macros:
            macro = self._macros[command[1]]
            convert = self.convert_text if formula is None else self.convert_group
            return convert(macro, depth + 1), command.end()
        if command is None or formula is not None:
            return super().convert_command(source, at, formula or "", depth)
        name, end = command[1] or command[2], command.end()
        if name in _ACCENTS and (command[2] or source[end : end + 1] in ("{", " ")):
            letter, end = read_argument(source, end)
            base = self.convert_text(letter, depth + 1)
            return unicodedata.normalize("NFC", base[:1] + _ACCENTS[name] + base[1:]), end
        if command[2]:
            return self._convert_sign_of_text(name, source, end, depth)
        if name in QUANTITIES:
            return self.convert_quantity(name, source, end, depth)
        if name in SYMBOLS or name in _LETTERS:
            return _LETTERS.get(name) or SYMBOLS[name], skip_space(source, end)
        return self.convert_other(name, source, end, depth, in_formula=False)

    def _convert_sign_of_text(
        self, sign: str, source: str, end: int, depth: int
    ) -> tuple[str, int]:
        r"""Convert a backslash before a sign: `\%`, `\,`, `\\`, `\[ ... \]`."""
        if sign in "%&#$_{}":
            return sign, end
        if sign in "[(":
            text, end = self._convert_formula(source, end, "\\" + {"[": "]", "(": ")"}[sign], depth)
            return f" {text} ", end
        if sign == "\\":
            return " ", skip_options(source, end)
        return " " if sign in ",;:> \n\t" else "", end

    def convert_other(
        self, name: str, source: str, end: int, depth: int, *, in_formula: bool = True
    ) -> tuple[str, int]:
        """Convert a command that is no mathematics; `end` is behind its name."""
        if name in _DROPPED:
            return " " if name == "and" else "", _skip_arguments(source, end, _DROPPED[name])
        if name in ("verb", "lstinline") and (shown := _VERBATIM.match(source, end)):
            return shown[2], shown.end()
        if name in _REFERENCES:
            return "??", _skip_arguments(source, end, 1)
        first, after = read_argument(source, skip_options(source, end))
        convert = self.convert_group if in_formula else self.convert_text
        if name == "ensuremath":
            return self.convert_math(first, depth + 1), after
        if name in _TEXTUAL_CITES:
            return f"[{first}]", after
        if name in ("footnote", "footnotetext"):
            note = self.convert_text(first, depth + 1)
            self.notes.append(" ".join(note.split()))
            return "", after
        if name in _SECOND_ARGUMENT:
            second, after = read_argument(source, after)
            return convert(second, depth + 1), after
        if source.startswith("{", skip_options(source, end)):
            return convert(first, depth + 1), after
        return f"{name} " if in_formula else "", end


def _convert_ligature(source: str, at: int) -> tuple[str, int]:
    for sign, text in (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘")):
        if source.startswith(sign, at):
            return text, at + len(sign)
    return source[at], at + 1


def _skip_arguments(source: str, at: int, count: int) -> int:
    at = skip_options(source, at) if count else at
    for _ in range(count):
        if source[skip_space(source, at) : skip_space(source, at) + 1] != "{":
            break
        _, at = read_argument(source, at)
        at = skip_options(source, at)
    return at
