"""LaTeX inside a paragraph -> text: commands, accents, citations and formulas."""

from __future__ import annotations

import re
import unicodedata

from summarize.sources.formats.latex_units import RANGES, convert_units, join_numbers

_MAX_DEPTH = 40
_COMMAND = re.compile(r"\\(?:([A-Za-z@]+)\*?|(.))", re.DOTALL)
_OPTION = re.compile(r"\s*\[[^\[\]]{0,500}\]")
_ACCENTS = dict(
    zip(
        "'`^\"~=.cvuHkr",
        "\u0301\u0300\u0302\u0308\u0303\u0304\u0307\u0327\u030c\u0306\u030b\u0328\u030a",
        strict=True,
    )
)
_SYMBOLS = {
    "ldots": "…", "dots": "…", "cdots": "…", "textellipsis": "…", "textendash": "–",
    "textemdash": "—", "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "i", "j": "j", "S": "§", "P": "¶",
    "copyright": "©", "pounds": "£", "euro": "€", "texteuro": "€", "degree": "°", "dag": "†",
    "textdegree": "°", "textbackslash": "\\", "textasciitilde": "~", "textquotesingle": "'",
    "quad": " ", "qquad": " ", "newline": " ", "space": " ", "LaTeX": "LaTeX", "TeX": "TeX",
    "pm": " ± ", "mp": " ∓ ", "times": " × ", "cdot": "·", "div": " ÷ ", "le": " ≤ ",
    "leq": " ≤ ", "ge": " ≥ ", "geq": " ≥ ", "ne": " ≠ ", "neq": " ≠ ", "approx": " ≈ ",
    "sim": " ~ ", "equiv": " ≡ ", "propto": " ∝ ", "to": " → ", "rightarrow": " → ",
    "leftarrow": " ← ", "Rightarrow": " ⇒ ", "infty": "∞", "partial": "∂", "nabla": "∇",
    "in": " ∈ ", "sum": "∑", "prod": "∏", "int": "∫", "percent": "%", "circ": "°", "prime": "′",
    "ll": " ≪ ", "gg": " ≫ ", "cup": " ∪ ", "cap": " ∩ ", "subset": " ⊂ ", "forall": "∀",
    "exists": "∃", "micro": "µ", "micron": "µm", "lbrace": "{", "rbrace": "}", "mid": " | ",
}  # fmt: skip
_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lamda mu nu xi omicron pi rho sigma"
    " tau upsilon phi chi psi omega"
).split()
_FUNCTIONS = frozenset(
    "log ln exp sin cos tan min max lim arg sup inf det dim ker deg gcd mod".split()
)
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
_FRACTION = re.compile(r"\\[dt]?frac\b")
_SECOND_ARGUMENT = frozenset(
    {"foreignlanguage", "href", "textcolor", "colorbox", "raisebox", "parbox", "fontsize"}
)
_REFERENCES = frozenset("ref autoref cref Cref eqref pageref vref nameref".split())
_TEXTUAL_CITES = frozenset("citet textcite citeauthor citeyear citealt Citet".split())
_RAISED, _LOWERED = "0123456789+-−n", "0123456789+-−"
_SUPERSCRIPTS = str.maketrans(_RAISED, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_SUBSCRIPTS = str.maketrans(_LOWERED, "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_VERBATIM = re.compile(r"([^\sA-Za-z*])(.*?)\1")
# "(Table~\ref{tab:a})": without the number it says nothing.
_BRACKETED_REFERENCE = re.compile(
    r"[~\s]*\((?:[^()\\]|\\[c&])?(?:[^()\\]{0,20}\\(?:ref|cref|Cref|autoref|eqref)\{[^{}]*\}){1,4}\)"
)
_CITATION_BEFORE = re.compile(
    r"[~\s]*\\(?=(?:cite[pa]?|parencite|autocite|citealp|footcite|footnote)\b)"
)


class InlineConverter:
    """Converts what stands in paragraphs; `notes` are the texts of the footnotes it met."""

    def __init__(self, macros: dict[str, str]) -> None:
        self._macros = macros
        self.notes: list[str] = []

    def convert(self, source: str, *, math: bool = False) -> str:
        """Return the text of a piece of LaTeX on one line: `r"9~mm \\emph{all}" -> "9 mm all"`."""
        source = _BRACKETED_REFERENCE.sub("", source)
        source = _CITATION_BEFORE.sub(r"\\", source)
        text = " ".join(self._convert(source, math, 0).split())
        return re.sub(r" (?=[,;.:!)]|\?(?!\?))", "", text).replace("( ", "(")

    def _convert(self, source: str, math: bool, depth: int) -> str:
        if depth > _MAX_DEPTH:
            return ""
        out: list[str] = []
        at = 0
        while at < len(source):
            char = source[at]
            if char == "\\":
                fraction = _FRACTION.match(source, at) and out and out[-1][-1:].isdigit()
                text, at = self._convert_command(source, at, math, depth)
                out.append(f" {text}" if fraction else text)  # 3 1/2
            elif char == "$":
                size = 2 if source.startswith("$$", at) else 1
                end = source.find("$" * size, at + size)
                end = end if end > 0 else len(source)
                out.append(self._convert(source[at + size : end], True, depth + 1))
                at = end + size
            elif char in "^_" and math:
                script, at = self._convert_script(source, at, depth)
                out.append(script)
            elif char in "{}":
                at += 1
            elif char in "~&":
                out.append(" ")
                at += 1
            elif math:
                out.append("−" if char == "-" else char)
                at += 1
            else:
                text, at = _convert_ligature(source, at)
                out.append(text)
        return "".join(out)

    def _convert_script(self, source: str, at: int, depth: int) -> tuple[str, int]:
        group, end = read_argument(source, at + 1)
        inner = self._convert(group, True, depth + 1).strip()
        if source[at] == "_":
            low = inner and set(inner) <= set(_LOWERED)
            return inner.translate(_SUBSCRIPTS) if low else f"_{inner}", end
        if inner in "′°" or set(inner) <= set(_RAISED):
            return inner.translate(_SUPERSCRIPTS), end
        return f"^{inner if len(inner) == 1 else f'({inner})'}", end

    def _convert_command(self, source: str, at: int, math: bool, depth: int) -> tuple[str, int]:
        match = _COMMAND.match(source, at)
        if match is None:
            return "", at + 1
        name, end = match[1] or match[2], match.end()
        if match[2] is not None and name not in _ACCENTS:
            return self._convert_sign(name, source, end, depth)
        if name in _ACCENTS and (match[2] or source[end : end + 1] in ("{", " ")):
            letter, end = read_argument(source, end)
            base = self._convert(letter, math, depth + 1)
            return unicodedata.normalize("NFC", base[:1] + _ACCENTS[name] + base[1:]), end
        if name in self._macros:
            return self._convert(self._macros[name], math, depth + 1), end
        return self._convert_name(name, source, end, math, depth)

    def _convert_sign(self, sign: str, source: str, end: int, depth: int) -> tuple[str, int]:
        r"""Convert a backslash before a sign: `\%`, `\,`, `\\`, `\[ ... \]`."""
        if sign in "%&#$_{}":
            return sign, end
        if sign in "[(":
            close = source.find("\\" + {"[": "]", "(": ")"}[sign], end)
            close = close if close > 0 else len(source)
            return f" {self._convert(source[end:close], True, depth + 1)} ", close + 2
        if sign == "\\":
            option = _OPTION.match(source, end)
            return " ", option.end() if option else end
        return " " if sign in ",;:> \n\t" else "", end

    def _convert_name(
        self, name: str, source: str, end: int, math: bool, depth: int
    ) -> tuple[str, int]:
        """Convert a command with a name; `end` is behind the name."""
        lower = name.lower()
        if name in _SYMBOLS:
            return _SYMBOLS[name], _skip_space(source, end)
        if math and (lower in _GREEK or lower.removeprefix("var") in _GREEK or lower == "lambda"):
            base = lower.removeprefix("var").replace("lambda", "lamda").upper()
            case = "CAPITAL" if name[0].isupper() else "SMALL"
            return unicodedata.lookup(f"GREEK {case} LETTER {base}"), end
        if name in _FUNCTIONS and math:
            return f"{name} ", end
        if name in _DROPPED:
            return " " if name == "and" else "", _skip_arguments(source, end, _DROPPED[name])
        if name in ("verb", "lstinline") and (shown := _VERBATIM.match(source, end)):
            return shown[2], shown.end()
        if name in _REFERENCES:
            return "??", _skip_arguments(source, end, 1)
        first, after = read_argument(source, _skip_options(source, end))
        if name in _TEXTUAL_CITES:
            return f"[{first}]", after
        if name in ("footnote", "footnotetext"):
            note = self._convert(first, False, depth + 1)
            self.notes.append(" ".join(note.split()))
            return "", after
        if name in RANGES:
            return self._convert_range(name, first, source, after)
        if name in ("SI", "qty", "frac", "dfrac", "tfrac"):
            second, after = read_argument(source, _skip_options(source, after))
            left = self._convert(first, math, depth + 1)
            right = self._convert(second, math, depth + 1)
            if "frac" in name:
                return f"{_bracket(left)}/{_bracket(right)}", after
            return f"{left} {convert_units(second)}", after
        if name == "ang":
            return f"{first}°", after
        if name in ("si", "unit"):
            return convert_units(first), after
        if name == "sqrt":
            return f"√{_bracket(self._convert(first, True, depth + 1))}", after
        if name in _SECOND_ARGUMENT:
            second, after = read_argument(source, after)
            return self._convert(second, math, depth + 1), after
        inside = name.startswith(("text", "mbox")) and name != "textstyle"
        if source[_skip_options(source, end) : _skip_options(source, end) + 1] == "{":
            return self._convert(first, math and not inside, depth + 1), after
        return "" if not math else f"{name} ", end

    def _convert_range(self, name: str, first: str, source: str, after: int) -> tuple[str, int]:
        """Convert `\\SIrange{2}{5}{\\metre}`, `\\numlist{1;2;3}`: "2 to 5 m", "1, 2 and 3"."""
        second = ""
        if "range" in name:
            second, after = read_argument(source, after)
        text = join_numbers(name, first, second)
        if name.startswith("num"):
            return text, after
        unit, after = read_argument(source, after)
        return f"{text} {convert_units(unit)}", after


def _convert_ligature(source: str, at: int) -> tuple[str, int]:
    for sign, text in (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("`", "‘")):
        if source.startswith(sign, at):
            return text, at + len(sign)
    return source[at], at + 1


def read_argument(source: str, at: int) -> tuple[str, int]:
    """Return the argument at a place, a group or one character, and where it ends."""
    at = _skip_space(source, at)
    if at >= len(source):
        return "", at
    if source[at] != "{":
        match = _COMMAND.match(source, at)
        end = match.end() if match else at + 1
        return source[at:end], end
    depth = 0
    for place in re.compile(r"\\.|[{}]", re.DOTALL).finditer(source, at):
        depth += {"{": 1, "}": -1}.get(place.group(), 0)
        if depth == 0:
            return source[at + 1 : place.start()], place.end()
    return source[at + 1 :], len(source)


def _skip_space(source: str, at: int) -> int:
    while at < len(source) and source[at].isspace():
        at += 1
    return at


def _skip_options(source: str, at: int) -> int:
    while option := _OPTION.match(source, at):
        at = option.end()
    return at


def _skip_arguments(source: str, at: int, count: int) -> int:
    at = _skip_options(source, at) if count else at
    for _ in range(count):
        if source[_skip_space(source, at) : _skip_space(source, at) + 1] != "{":
            break
        _, at = read_argument(source, at)
        at = _skip_options(source, at)
    return at


def _bracket(text: str) -> str:
    text = text.strip()
    return text if re.fullmatch(r"[\w.]*", text) else f"({text})"
