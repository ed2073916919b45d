r"""A TeX formula -> a line of text, if it can stand on one: `\frac{1}{2}gt^2 -> (1/2)gt²`."""

from __future__ import annotations

import re
from html.entities import html5

from summarize.sources.superscripts import lower_digits, raise_digits
from summarize.sources.tex_units import QUANTITIES, RANGES, convert_units, join_numbers

COMMAND = re.compile(r"\\(?:([A-Za-z@]+)\*?|(.))", re.DOTALL)
"""A command: its name, or the one sign that it is."""

SYMBOLS = {
    "pm": "±", "mp": "∓", "times": "×", "cdot": "·", "div": "÷", "le": "≤", "leq": "≤", "ge": "≥",
    "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "sim": "~", "equiv": "≡", "propto": "∝",
    "to": "→", "rightarrow": "→", "leftarrow": "←", "infty": "∞", "partial": "∂", "in": "∈",
    "sum": "∑", "prod": "∏", "int": "∫", "ll": "≪", "gg": "≫", "lt": "<", "gt": ">", "mid": "|",
    "exists": "∃", "ldots": "…", "dots": "…", "cdots": "…", "circ": "°", "degree": "°",
    "prime": "′", "percent": "%", "micro": "µ", "micron": "µm", "euro": "€", "pounds": "£",
    "lbrace": "{", "rbrace": "}", "backslash": "\\", "over": "/", "quad": " ", "qquad": " ",
    "space": " ", "thinspace": " ",
}  # fmt: skip
"""Commands for signs, where HTML has no entity of that name or another sign for it."""

MAX_DEPTH = 40  # of groups in groups
_FUNCTIONS = frozenset(
    "log ln exp sin cos tan min max lim arg sup inf det dim ker deg gcd mod".split()
)
_IGNORED = frozenset(
    "displaystyle textstyle scriptstyle left right limits nolimits nonumber notag rm it bf sf tt"
    " cal".split()
)
_DROPPED = frozenset("hspace vspace label tag begin end".split())  # with their argument
_SIZES = re.compile(r"[Bb]igg?[lrm]?")
_FRACTIONS = frozenset("frac dfrac tfrac cfrac".split())
# Commands whose argument is shown, with an accent or in a font that a line of text has not.
_SHOWN = re.compile(
    r"math[a-z]+|operatorname|boldsymbol|bm|vec|bar|hat|tilde|dot|(?:over|under)line|ce|pu"
)
_TEXT = re.compile(r"text[a-z]*|[mh]box")
_CHARACTERS = {"{": "", "}": "", "~": " ", "&": " ", "-": "−", "'": "′"}
_SPACED_SIGNS = "=+−<>≤≥≈≠±×÷→∈∝≡∼"
_RELATION = re.compile(rf" ?([{_SPACED_SIGNS}]) ?(?=\S)")
_UNARY = re.compile(rf"(^|\(|[{_SPACED_SIGNS}] ) ?([−+±]) ")
_THOUSANDS, _PERCENT = re.compile(r"\d{3}"), re.compile(r"\s*\\?%")
_OPTION = re.compile(r"\s*\[([^\[\]]{0,500})\]")
_ONE_TERM = re.compile(r"[\d.]+|√?\w|√?[^\W\d_]+[\d₀-₉]?")


def convert_formula(tex: str) -> tuple[str, bool]:
    r"""Return a formula on one line, and whether that is all of it.

    `r"\displaystyle t=3" -> ("t = 3", True)`, `r"10^{-9}\,\%" -> ("10⁻⁹%", True)`,
    `r"\weird{x}" -> ("weirdx", False)`
    """
    converter = MathConverter()
    text = converter.convert_math(tex)
    return text, converter.is_complete and tex.count("{") == tex.count("}")


class MathConverter:
    """Converts formulas; `is_complete` is False once one was more than a line of known signs."""

    def __init__(self) -> None:
        self.is_complete = True

    def convert_math(self, source: str, depth: int = 0) -> str:
        r"""Return the text of a formula or a group in one: `r"a\times10^6" -> "a × 10⁶"`."""
        return space_out(self.convert_group(source, depth))

    def convert_text(self, source: str, depth: int) -> str:
        r"""Return the text of words within a formula: `r"5\% of it" -> "5% of it"`."""
        return COMMAND.sub(lambda command: command[1] or command[2], source)

    def convert_other(self, name: str, source: str, end: int, depth: int) -> tuple[str, int]:
        """Return the text of a command that is no mathematics, and where the source goes on."""
        self.is_complete = False
        return name, end

    def convert_quantity(self, name: str, source: str, end: int, depth: int) -> tuple[str, int]:
        r"""Return the text of a command of siunitx, and where the source goes on.

        `"SI", r"{5}{\kilo\metre}" -> "5 km"`, `"SIrange", r"{2}{5}{\metre}" -> "2 to 5 m"`
        """
        first, after = read_argument(source, skip_options(source, end))
        if name in ("si", "unit"):
            return convert_units(first), after
        if name == "ang":
            return f"{first}°", after
        if name in RANGES:
            second, after = read_argument(source, after) if "range" in name else ("", after)
            text = join_numbers(name, first, second)
        else:
            text = self.convert_group(first, depth)
        if name.startswith("num"):
            return text, after
        unit, after = read_argument(source, skip_options(source, after))
        return f"{text} {convert_units(unit)}", after

    def convert_group(self, source: str, depth: int) -> str:
        """Return the text of a group in a formula, whose signs have no spaces yet."""
        out, at = "", 0
        while at < len(source) and depth <= MAX_DEPTH:
            char = source[at]
            if char == "\\":
                text, at = self.convert_command(source, at, out, depth + 1)
            elif char in "^_":
                group, at = read_argument(source, at + 1)
                inner, out = self.convert_group(group, depth + 1).strip(), out.rstrip()
                text = lower_digits(inner, out) if char == "_" else raise_text(inner)
            else:
                self.is_complete &= char != "&"
                text, at = _CHARACTERS.get(char, char), at + 1
            out += text
        return out

    def convert_command(self, source: str, at: int, formula: str, depth: int) -> tuple[str, int]:
        """Return the text of a command behind what is written of a formula, and where it ends."""
        command = COMMAND.match(source, at)
        if command is None:
            return "", at + 1
        name, end = command[1], command.end()
        if name is None:
            return self._convert_sign(command[2], source, end, formula)
        behind = skip_space(source, end)
        if name in SYMBOLS:
            return SYMBOLS[name], behind
        if name in _FUNCTIONS:
            return f"{name} ", behind
        if name in _IGNORED or _SIZES.fullmatch(name):
            return "", end
        if name in QUANTITIES:
            return self.convert_quantity(name, source, end, depth)
        argument, after = read_argument(source, skip_options(source, end))
        if name in _DROPPED:
            self.is_complete &= name not in ("begin", "end")
            return "", after
        if name in _FRACTIONS:
            below, after = read_argument(source, after)
            text = divide(self.convert_group(argument, depth), self.convert_group(below, depth))
            if formula[-1:].isdigit():
                return f" {text}", after  # 3 1/2
            return (f"({text})" if source[after : after + 1].isalnum() else text), after
        if name == "sqrt":
            degree = _OPTION.match(source, end)
            power = raise_text(degree[1]) if degree else ""
            return f"{power}√{bracket(self.convert_group(argument, depth))}", after
        if _TEXT.fullmatch(name):
            return self.convert_text(argument, depth), after
        if _SHOWN.fullmatch(name):
            return self.convert_group(argument, depth), after
        sign = html5.get(f"{name.removeprefix('var')};")
        return (sign, behind) if sign else self.convert_other(name, source, end, depth)

    def _convert_sign(self, sign: str, source: str, end: int, out: str) -> tuple[str, int]:
        r"""Convert a backslash before a sign: `\%`, `\,`, `\\`."""
        if sign in "%&#$_{}|":
            return sign, end
        thin = sign == "," and out[-1:].isdigit() and _THOUSANDS.match(source, end)  # 12\,000
        if sign == "!" or thin or (sign == "," and _PERCENT.match(source, end)):
            return "", end
        self.is_complete &= sign in ",;:> \n\t"
        return " " if sign in "\\,;:> \n\t" else "", end


def space_out(text: str) -> str:
    """Return a formula with spaces around its signs of relation: `"t=3" -> "t = 3"`.

    None at its end, where the words around it decide, and none behind the sign of a number.
    """
    line = _RELATION.sub(r" \1 ", " ".join(text.split()))
    return _UNARY.sub(r"\1\2", " ".join(line.split()))


def divide(above: str, below: str) -> str:
    """Return a fraction: `"a+b", "2" -> "(a+b)/2"`."""
    return f"{bracket(above)}/{bracket(below)}"


def bracket(text: str) -> str:
    """Return a term as an operand: in brackets unless it is a number or a name."""
    text = text.strip()
    return text if _ONE_TERM.fullmatch(text) else f"({text})"


def raise_text(text: str) -> str:
    """Return an exponent: `"-9" -> "⁻⁹"`, `"z" -> "^z"`, `"a+z" -> "^(a+z)"`."""
    text = text.strip()
    if not text.strip("′°"):
        return text
    raised = raise_digits(text)
    return raised or f"^{text if len(text) == 1 else bracket(text)}"


def read_argument(source: str, at: int) -> tuple[str, int]:
    """Return the argument at a place, a group or one character, and where it ends."""
    at = skip_space(source, at)
    if at >= len(source):
        return "", at
    if source[at] != "{":
        match = COMMAND.match(source, at)
        end = match.end() if match else at + 1
        return source[at:end], end
    depth = 0
    for place in re.compile(r"\\.|[{}]", re.DOTALL).finditer(source, at):
        depth += {"{": 1, "}": -1}.get(place.group(), 0)
        if depth == 0:
            return source[at + 1 : place.start()], place.end()
    return source[at + 1 :], len(source)


def skip_options(source: str, at: int) -> int:
    """Return the place behind the options of a command: `"[a][b]{c}" -> 6`."""
    while option := _OPTION.match(source, at):
        at = option.end()
    return at


def skip_space(source: str, at: int) -> int:
    """Return the place of the next character that is no white space."""
    while at < len(source) and source[at].isspace():
        at += 1
    return at
