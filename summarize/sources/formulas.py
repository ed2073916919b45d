"""Formulas as trees (MathML, and Word's OMML) -> one line of text that keeps every number.

`<msup><mn>10</mn><mn>6</mn></msup> -> "10⁶"`, `<mfrac> -> "(a + b)/c"`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from lxml.etree import _Element

Element: TypeAlias = "_Element"

FORMULA = "[formula]"
"""Stands for a formula that has no text, such as a picture of one."""

_POWERS = str.maketrans("0123456789+-−–()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾ⁿ")
_PLAIN_POWER = re.compile(r"[0-9+\-−–()n]+")
_SIMPLE = re.compile(r"[\w.,′'∞°%]*")
_SPACED = re.compile(r"\s*([=≈≠<>≤≥∝≡→←⇒⇔±×÷·∈∉⊂⊆∪∩∼~]|(?<=[^\s(=^_/])[+−](?=[^\s)]))\s*")
_INVISIBLE = dict.fromkeys((0x2061, 0x2062, 0x2063, 0x2064, 0x200B), None)
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}


def render_mathml(math: Element) -> str:
    """Return a `math` element as text; its `alttext`, or a mark, if there is none in it."""
    text = _tidy(_render_mathml(math))
    return text or " ".join((math.get("alttext") or "").split()) or FORMULA


def render_omml(math: Element) -> str:
    """Return an `oMath` element of Word as text, or a mark if there is none in it."""
    return _tidy(_render_omml(math)) or FORMULA


def _tidy(text: str) -> str:
    return " ".join(_SPACED.sub(r" \1 ", text.translate(_INVISIBLE)).split())


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _children(element: Element) -> Iterator[Element]:
    return (one for one in element if _name(one))


def _group(text: str) -> str:
    """Return text as one part of a larger one: `"a + b" -> "(a + b)"`, `"12" -> "12"`."""
    text = text.strip()
    closed = text.startswith("(") and text.endswith(")") and text.count("(") == 1
    return text if _SIMPLE.fullmatch(text) or closed else f"({text})"


def _raise(base: str, power: str) -> str:
    power = power.strip()
    if not power:
        return base
    if _PLAIN_POWER.fullmatch(power):
        return base + power.translate(_POWERS)
    return base + (power if set(power) <= set("′''″*°") else f"^{_group(power)}")


def _lower(base: str, index: str) -> str:
    index = index.strip()
    return f"{base}_{_group(index)}" if index else base


def _divide(above: str, below: str) -> str:
    return f"{_group(above)}/{_group(below)}"


def _extract_root(base: str, degree: str = "") -> str:
    degree = degree.strip()
    sign = _ROOTS.get(degree) or _raise("", degree) + "√"
    return f"{sign}{_group(base)}"


def _parts(element: Element, render: Callable[[Element], str]) -> list[str]:
    return [render(one) for one in _children(element)]


def _render_mathml(element: Element) -> str:
    tag = _name(element)
    if tag in ("annotation", "annotation-xml", "mphantom", "maction", "none", "mprescripts"):
        first = next(_children(element), None) if tag == "maction" else None
        return "" if first is None else _render_mathml(first)
    if tag in ("mi", "mn", "mo", "mtext", "ms"):
        text = " ".join("".join(element.itertext()).split())
        return f" {text} " if tag == "mtext" else text
    parts = _parts(element, _render_mathml)
    match tag, parts:
        case "msup", [base, power]:
            return _raise(base, power)
        case "msub", [base, index]:
            return _lower(base, index)
        case "munder", [base, index]:
            return _lower(base, index)
        case "mover", [base, power]:
            accent = element.get("accent") == "true" or not any(map(str.isalnum, power))
            return base if accent else _raise(base, power)
        case (("msubsup" | "munderover"), [base, index, power]):
            return _raise(_lower(base, index), power)
        case "mfrac", [above, below]:
            return _divide(above, below)
        case "msqrt", _:
            return _extract_root("".join(parts))
        case "mroot", [base, degree]:
            return _extract_root(base, degree)
        case "mtable", _:
            return "; ".join(parts)
        case (("mtr" | "mlabeledtr"), _):
            return ", ".join(part.strip() for part in parts if part.strip())
        case "mfenced", _:
            fence = element.get("open") or "(", element.get("close") or ")"
            return f"{fence[0]}{', '.join(parts)}{fence[1]}"
        case "mspace", _:
            return " "
    return "".join(parts) or ("" if len(element) else element.text or "")


def _render_omml(element: Element) -> str:
    tag = _name(element)
    if tag.endswith("Pr"):
        return ""
    if tag == "t":
        return element.text or ""
    named: dict[str, str] = {}
    for one in _children(element):
        named[_name(one)] = named.get(_name(one), "") + _render_omml(one)

    def get(name: str) -> str:
        return named.get(name, "")

    match tag:
        case "sSup":
            return _raise(get("e"), get("sup"))
        case "sSub":
            return _lower(get("e"), get("sub"))
        case "sSubSup" | "sPre":
            return _raise(_lower(get("e"), get("sub")), get("sup"))
        case "f":
            return _divide(get("num"), get("den"))
        case "rad":
            return _extract_root(get("e"), get("deg"))
        case "nary":
            sign = _lower(_get_sign(element, "chr", "∫"), get("sub"))
            return f"{_raise(sign, get('sup'))} {get('e')}"
        case "d":
            inner = [_render_omml(one) for one in _children(element) if _name(one) == "e"]
            begin, end = _get_sign(element, "begChr", "("), _get_sign(element, "endChr", ")")
            return f"{begin}{_get_sign(element, 'sepChr', '|').join(inner)}{end}"
        case "func":
            return f"{get('fName')} {get('e')}"
        case "limLow":
            return _lower(get("e"), get("lim"))
        case "limUpp":
            return _raise(get("e"), get("lim"))
        case "eqArr" | "m":
            return "; ".join(part for part in _parts(element, _render_omml) if part.strip())
        case "mr":
            return ", ".join(_parts(element, _render_omml))
    return "".join(_parts(element, _render_omml))


def _get_sign(element: Element, name: str, usual: str) -> str:
    """Return a sign of Word's properties, which an empty value takes away."""
    for properties in _children(element):
        if _name(properties).endswith("Pr"):
            for one in _children(properties):
                if _name(one) == name:
                    return "".join(str(value) for value in one.attrib.values())
    return usual
