"""Formulas of web pages -> text: MathML, TeX, and what MathJax, KaTeX and MediaWiki make of them.

`\\(t = 3\\) -> "t = 3"`, `<mfrac>` a and b -> `a/b`. A formula that is more than a line of signs
becomes the mark `[formula]`, so that a reader knows what is missing.
"""

from __future__ import annotations

import re
from html.entities import html5
from typing import TYPE_CHECKING

from summarize.sources.html.tree_edits import (
    CODE_TAGS,
    is_inside,
    iterate_text_places,
    replace_by_text,
    tag_of,
    text_before,
)
from summarize.sources.superscripts import lower_digits, raise_digits
from summarize.sources.tex_math import bracket, convert_formula, divide, raise_text, space_out

if TYPE_CHECKING:
    from lxml.etree import _Element

MARK = "[formula]"
"""What stands for a formula that can't be written on a line."""

_MAX_FORMULA = 2000  # characters; a longer one is no line of text
_WRAPPER = re.compile(
    r"(?:^|\s)(?:mwe-math-element|katex|katex-display|MathJax|MathJax_Display|math-container)(?:\s|$)"
)
_LEFTOVER = re.compile(r"(?:^|\s)(?:MathJax\w*|katex-html|MJX\w*)(?:\s|$)")
_IMAGE = re.compile(r"\b(?:mwe-math-fallback\S*|latex|tex|math)\b")
_DELIMITED = re.compile(
    r"\\\((?P<round>.{1,600}?)\\\)|\\\[(?P<square>.{1,2000}?)\\\]|\$\$(?P<display>[^$]{1,2000})\$\$",
    re.DOTALL,
)
_DOLLARS = re.compile(r"(?<![\\$\w])\$(?!\s)([^$\n]{1,200}?)(?<![\\\s])\$(?![\d$])")
_TEX_SIGN = re.compile(r"[\\^_{}=]|^[A-Za-z]$|^\d+$")
_MATH_SCRIPT = re.compile(r"mathjax|katex|tex2jax", re.IGNORECASE)

_MATHML_GROUPS = frozenset(
    "math mrow mstyle mpadded mphantom semantics mi mn mo mtext ms menclose mfenced maction".split()
)


def render_formulas(root: _Element) -> None:
    """Replace the formulas in a tree by their text, in place."""
    _render_tex_scripts(root)
    for element in list(root.iter("span", "div", "mjx-container")):
        if element.tag == "mjx-container" or _WRAPPER.search(element.get("class") or ""):
            _render_wrapper(element)
    for math in list(root.iter("math")):
        _put_in(math, render_mathml(math))
    for image in list(root.iter("img")):
        names, alt = image.get("class") or "", image.get("alt") or ""
        if alt and _IMAGE.search(names) and _TEX_SIGN.search(alt):
            _put_in(image, render_tex(alt))
    _render_delimited(root)


def _put_in(element: _Element, text: str) -> None:
    """Put a formula in place of an element, apart from the words around it."""
    before = " " if text[:1].isalnum() and text_before(element)[-1:].isalnum() else ""
    behind = " " if text[-1:].isalnum() and (element.tail or "")[:1].isalpha() else ""
    replace_by_text(element, before + text + behind)


def _render_tex_scripts(root: _Element) -> None:
    """Put the text of `<script type="math/tex">` in place of what MathJax has drawn of it."""
    scripts = [one for one in root.iter("script") if (one.get("type") or "").startswith("math/tex")]
    if not scripts:
        return
    for drawn in list(root.iter("span", "div", "nobr")):
        if _LEFTOVER.search(drawn.get("class") or "") and drawn.find(".//script") is None:
            _put_in(drawn, "")
    for script in scripts:
        _put_in(script, render_tex(script.text or ""))


def _render_wrapper(element: _Element) -> None:
    """Put the text of its formula in place of an element that shows it in several ways."""
    if element.getparent() is None or is_inside(element, CODE_TAGS):
        return
    math = next(element.iter("math"), None)
    image = next((one for one in element.iter("img") if one.get("alt")), None)
    if math is not None:
        text = render_mathml(math)
    elif image is not None:
        text = render_tex(image.get("alt") or "")
    elif element.tag == "mjx-container":
        text = MARK
    else:
        return
    _put_in(element, text)


def _render_delimited(root: _Element) -> None:
    """Render TeX between its marks; between single dollars only where a script would do so."""
    scripts = root.iter("script")
    dollars = any(_MATH_SCRIPT.search(f"{one.get('src')} {one.text}") for one in scripts)
    for holder, place in list(iterate_text_places(root)):
        text = getattr(holder, place)
        if "\\" not in text and "$" not in text:
            continue
        outer = holder if place == "text" else holder.getparent()
        if outer is None or tag_of(outer) in CODE_TAGS or is_inside(outer, CODE_TAGS):
            continue
        text = _DELIMITED.sub(lambda found: render_tex(found[found.lastgroup or 0]), text)
        if dollars:
            text = _DOLLARS.sub(_render_dollars, text)
        setattr(holder, place, text)


def _render_dollars(found: re.Match[str]) -> str:
    return render_tex(found[1]) if _TEX_SIGN.search(found[1]) else found[0]


def render_tex(tex: str) -> str:
    """Return a formula on one line, or the mark: `"{\\\\displaystyle t=3}" -> "t = 3"`.

    `"\\\\begin{matrix}…" -> "[formula]"`
    """
    text, is_complete = convert_formula(tex) if len(tex) <= _MAX_FORMULA else ("", False)
    return text if text and is_complete else MARK


_INVISIBLE_OPERATORS = "\u2061\u2062\u2063\u2064"


def render_mathml(math: _Element) -> str:
    """Return the text of a `<math>` element, of its TeX if need be; the mark if it is not a line.

    `<mrow><mi>t</mi><mo>=</mo><mn>3</mn></mrow> -> "t = 3"`
    """
    text = space_out(_render_node(math) or "")
    if text:
        return text
    sources = [math.get("alttext") or ""]
    sources += [one.text or "" for one in math.iter("annotation")]
    return next((render_tex(one) for one in sources if one.strip()), MARK)


def _render_node(node: _Element, depth: int = 0) -> str | None:
    """Return the text of a node of MathML; None if it can't be written on a line."""
    if not isinstance(node.tag, str):  # a comment, or an entity that XHTML has a name for
        return html5.get(f"{getattr(node, 'name', '')};", "").strip(_INVISIBLE_OPERATORS)
    tag = tag_of(node).rpartition(":")[2]
    if tag in ("annotation", "annotation-xml", "mspace", "none", "mprescripts"):
        return ""
    if depth > 40:
        return None
    parts = [_render_node(child, depth + 1) for child in node]
    if any(part is None for part in parts):
        return None
    inner = [part or "" for part in parts]
    if tag in _MATHML_GROUPS:
        text = (node.text or "").strip()
        text = text.strip(_INVISIBLE_OPERATORS)
        tails = ((child.tail or "").strip() for child in node)
        joined = "".join((text, *(a + b for a, b in zip(inner, tails, strict=True))))
        return f"({joined})" if tag == "mfenced" else joined
    if tag == "mfrac" and len(inner) == 2:
        return divide(*inner)
    if tag in ("msup", "mover") and len(inner) == 2:
        return inner[0] + (raise_text(inner[1]) if tag == "msup" else "")
    if tag in ("msub", "munder") and len(inner) == 2:
        return inner[0] + lower_digits(inner[1])
    if tag == "mroot" and len(inner) == 2:
        return f"{raise_digits(inner[1].strip()) or ''}√{bracket(inner[0])}"
    if tag in ("msubsup", "munderover") and len(inner) == 3:
        return inner[0] + lower_digits(inner[1]) + raise_text(inner[2])
    if tag == "msqrt":
        return f"√{bracket(''.join(inner))}"
    return None
