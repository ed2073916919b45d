"""What the markup itself names as no part of the article goes before it is read.

trafilatura removes most of such things by their names; here is what it leaves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMED = re.compile(r"news-?letter|next-?(?:story|post|article)|disclosure", re.IGNORECASE)
_PROPERTIES = frozenset(
    "dateCreated dateModified datePublished description headline image keywords"
    " mainEntityOfPage publisher".split()
)
_PARTS = ("div", "section", "aside", "p", "ul", "ol", "li", "span", "table", "form", "nav")
_SENTENCES = frozenset({"p", "li", "blockquote", "td", "dd", "em", "i", "b", "strong"})
_WORDS = 8  # around a date: a byline has fewer
_MENU_LINKS = 0.7  # of its text
_GUARD = 0.2  # of the page's text: what holds more is no box
_ARTICLE = ".//h1|.//article|.//*[@itemprop='articleBody']"


def prune(tree: HtmlElement) -> None:
    """Take sign-up boxes, links to the next article and properties for machines out of a tree."""
    bound = _GUARD * sum(map(len, tree.itertext()))
    for element in list(tree.iter(*_PARTS)):
        if element.getparent() is None or element.getparent().tag == "html":
            continue
        if _is_menu(element) or (_is_box(element) and not _holds_article(element, bound)):
            element.drop_tree()


def _is_menu(element: HtmlElement) -> bool:
    """Whether an element says so and is made of links: unclosed, it would hold the article."""
    if element.tag != "nav":
        return False
    linked = sum(len("".join(anchor.itertext()).strip()) for anchor in element.iter("a"))
    return linked >= _MENU_LINKS * sum(len(text.strip()) for text in element.itertext())


def _is_box(element: HtmlElement) -> bool:
    if element.tag == "div" and element.get("itemprop") in _PROPERTIES:
        return True
    return _NAMED.search(f"{element.get('class', '')} {element.get('id', '')}") is not None


def _holds_article(element: HtmlElement, bound: float) -> bool:
    size = 0
    for text in element.itertext():
        size += len(text)
        if size > bound:
            return True
    return bool(element.xpath(_ARTICLE))


def ease(tree: HtmlElement) -> None:
    """Keep what trafilatura would take out of sentences: dates marked as such, short quotations."""
    for time in tree.iter("time"):
        parent = time.getparent()
        if parent.tag in _SENTENCES and len("".join(parent.itertext()).split()) >= _WORDS:
            time.tag = "span"
    for quotation in list(tree.iter("q")):
        quotation.text = f"“{quotation.text or ''}"
        closing = quotation[-1] if len(quotation) else None
        if closing is None:
            quotation.text += "”"
        else:
            closing.tail = f"{closing.tail or ''}”"
        quotation.tag = "span"
