"""A TeX formula -> the characters that a reader sees, as far as they can stand on a line."""

from __future__ import annotations

import re
from html.entities import html5

_SYMBOLS = {
    **{"times": "×", "cdot": "·", "ldots": "…", "dots": "…", "cdots": "…", "leq": "≤", "geq": "≥"},
    **{"neq": "≠", "infty": "∞", "to": "→", "rightarrow": "→", "leftarrow": "←", "partial": "∂"},
    **{"sqrt": "√", "degree": "°", "circ": "°", "quad": " ", "qquad": " ", "left": "", "right": ""},
    **{
        "big": "",
        "Big": "",
        "displaystyle": "",
        "limits": "",
        "euro": "€",
        "pounds": "£",
        "lt": "<",
    },
    **{"gt": ">", "varepsilon": "ε", "varphi": "φ", "langle": "⟨", "rangle": "⟩", "div": "÷"},
    **{"mid": "|", "backslash": "\\", "dagger": "†", "propto": "∝", "equiv": "≡", "over": "/"},
    **{"begin": "", "end": "", "label": "", "tag": "", "hspace": "", "vspace": "", "nonumber": ""},
}
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_WRAPPER = re.compile(
    r"\\(?:text|mathrm|mathbf|mathit|mathcal|mathbb|mathsf|operatorname|textbf|textit|mbox|boldsymbol"
    r"|bar|hat|vec|tilde|overline|underline|mathfrak|rm|ce|pu|SI)\*?\s*\{([^{}]*)\}"
)
_COMMAND = re.compile(r"\\(?P<name>[A-Za-z]+)\*?(?P<ended>[ \t]*)")
_TIGHT = frozenset("×·÷√")
_POWER = re.compile(r"\^\{?([-+−]?[\d()+−-]+)\}?")
_EXPONENTS = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_THIN_SPACE = re.compile(r"\\[,!](?=\s*(?:\d|\\?%))|\\!")  # "80\,\%", "3\,000"
_SPACE = re.compile(r"\\[,;: ]|~")
_ROUNDS = 4  # how deep braces may lie in each other


def render_tex(tex: str) -> str:
    """Return a formula as text: `"10^{-9}\\\\,\\\\%" -> "10⁻⁹%"`, `"\\\\frac{a}{b}" -> "a/b"`."""
    text = _SPACE.sub(" ", _THIN_SPACE.sub("", tex.strip("`")))
    for _ in range(_ROUNDS):
        text = _WRAPPER.sub(r"\1", _FRACTION.sub(_join_fraction, text))
    text = re.sub(r"\\\\", " ", text)
    text = _COMMAND.sub(_name_symbol, text)
    text = _POWER.sub(lambda match: match[1].translate(_EXPONENTS), text)
    text = re.sub(r"\\(.)", r"\1", text)
    return " ".join(re.sub(r"[{}&]|_(?=\{|\w)", "", text).split())


def _join_fraction(match: re.Match[str]) -> str:
    over, under = (
        part.strip() if re.fullmatch(r"\s*[\w.,^]*\s*", part) else f"({part.strip()})"
        for part in match.groups()
    )
    return f"{over}/{under}"


def _name_symbol(match: re.Match[str]) -> str:
    """Return a command's sign; in "9\\times 10" the space only ends the command."""
    name, before = match["name"], match.string[: match.start()][-1:]
    sign = _SYMBOLS.get(name, html5.get(f"{name};", name))
    spaced = match["ended"] and (sign not in _TIGHT or before == " ")
    return f"{sign} " if spaced else sign
