"""Formulas of Word (OMML) -> one line of text that keeps every number.

`10` raised to `6` -> `10⁶`, a fraction -> `(a + b)/c`, a root -> `√2`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.sources.formats import xml_tree as xml
from summarize.sources.superscripts import lower_digits, raise_digits

FORMULA = "[formula]"
"""Stands for a formula that has no text, such as a picture of one."""

_ONE_PART = re.compile(r"[\w.,′'∞°%√⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]*")
_SIGN = re.compile(r"\s*([=≈≠<>≤≥∝≡→←⇒⇔±×÷∈∼])\s*")
_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}


def render_omml(math: xml.Element) -> str:
    """Return an `m:oMath` element as text, or a mark if there is none in it."""
    return " ".join(_SIGN.sub(r" \1 ", _render(math)).split()) or FORMULA


def _render(element: xml.Element) -> str:
    tag = xml.local_name(element)
    if tag.endswith("Pr"):
        return ""
    if tag == "t":
        return element.text or ""
    parts = {xml.local_name(one): _render(one) for one in element if xml.local_name(one)}
    base, above, below = (parts.get(name, "") for name in ("e", "sup", "sub"))
    match tag:
        case "sSup" | "sSub" | "sSubSup" | "sPre":
            return f"{_group(base)}{lower_digits(below, base)}{_raise(above)}"
        case "f" if _get_sign(element, "type", "") == "noBar":
            return f"{parts.get('num', '')} over {parts.get('den', '')}"
        case "f":
            return f"{_group(parts.get('num', ''))}/{_group(parts.get('den', ''))}"
        case "rad":
            degree = parts.get("deg", "").strip()
            return f"{_ROOTS.get(degree) or f'{_raise(degree)}√'}{_group(base)}"
        case "nary":
            sign = _get_sign(element, "chr", "∫")
            return f"{sign}{f'_{_group(below)}' if below else ''}{_raise(above)} {base}"
        case "d":
            inner = _get_sign(element, "sepChr", "|").join(_render_all(element, "e"))
            return f"{_get_sign(element, 'begChr', '(')}{inner}{_get_sign(element, 'endChr', ')')}"
        case "func":
            return f"{parts.get('fName', '')} {base}"
        case "limLow":
            return f"{base}_{_group(parts.get('lim', ''))}"
        case "eqArr" | "m":
            return "; ".join(_render_all(element))
        case "mr":
            return ", ".join(_render_all(element))
    return "".join(_render_all(element))


def _render_all(element: xml.Element, name: str = "") -> Iterator[str]:
    """Return the texts of the elements in an element; of those called `name` if it is given."""
    kept = (one for one in element if xml.local_name(one) and xml.local_name(one)[-2:] != "Pr")
    return (_render(one) for one in kept if name in ("", xml.local_name(one)))


def _group(text: str) -> str:
    """Return text as one part of a larger one: `"a + b" -> "(a + b)"`, `"12" -> "12"`."""
    text = text.strip()
    closed = text.startswith("(") and text.endswith(")") and text.count("(") == 1
    return text if closed or _ONE_PART.fullmatch(text) else f"({text})"


def _raise(power: str) -> str:
    power = power.strip()
    if not power:
        return ""
    raised = raise_digits(power)
    return f"^{_group(power)}" if raised is None else raised


def _get_sign(element: xml.Element, name: str, usual: str) -> str:
    """Return a sign of an element's properties, which an empty value takes away."""
    for properties in element:
        if xml.local_name(properties).endswith("Pr"):
            sign = xml.find_child(properties, name)
            if sign is not None:
                return xml.get_attribute(sign, "val")
    return usual
