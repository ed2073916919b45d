"""A page too large for trafilatura, parts of which take quadratic time, is read whole.

The tree is put into the terms of trafilatura's, in time proportional to its size.
Only what is certainly no text of the page goes: scripts, forms, menus, footers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

MAX_ELEMENTS = 15_000
"""A page of more elements is read whole; articles have a few thousand."""

MAX_COMPARED = 5_000
"""With more elements, trafilatura's own way is not compared to jusText, which is quadratic."""

_MAX_HEAD = 2000  # elements of a head that is looked through

_GONE = (
    *("script", "style", "template", "noscript", "head", "nav", "footer", "aside", "form", "menu"),
    *("iframe", "object", "svg", "math", "audio", "video", "canvas", "figure", "picture", "map"),
    *("button", "select", "input", "textarea", "label", "dialog", "rt", "rp"),
)
_TAGS = {
    **dict.fromkeys(("ul", "ol", "dl"), "list"),
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(("br", "hr"), "lb"),
    **dict.fromkeys(("blockquote", "center"), "quote"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary"), "head"),
    **dict.fromkeys(("address", "article", "body", "details", "header", "main", "section"), "div"),
    **dict.fromkeys(("td", "th"), "cell"),
    **{"tr": "row", "pre": "code", "table": "table", "p": "p", "div": "div", "caption": "p"},
}


def count_elements(tree: HtmlElement) -> int:
    """How many elements a page has."""
    return sum(1 for _ in tree.iter("*"))


def head_of(tree: HtmlElement) -> HtmlElement:
    """A page with nothing but the head of the given one, for its metadata."""
    from copy import deepcopy

    from lxml.html import document_fromstring

    page = document_fromstring("<html><head></head><body></body></html>")
    found = tree.find("head")
    if found is not None and len(found) <= _MAX_HEAD:
        page.replace(page.find("head"), deepcopy(found))
    return page


def whole_body(tree: HtmlElement) -> _Element:
    """The page in terms of trafilatura's tree; the given tree is used up."""
    from lxml.etree import strip_elements

    strip_elements(tree, *_GONE, with_tail=False)
    for element in tree.iter("*"):
        level = element.tag if element.tag in _TAGS and _TAGS[element.tag] == "head" else None
        element.tag = _TAGS.get(element.tag, "hi")
        element.attrib.clear()
        if level:
            element.set("rend", level)
    tree.tag = "body"
    return tree
