"""HTML text -> the element tree of a page, without elements that are menus, footers, notices.

libxml2 stops without an error where elements are nested too deeply, and takes
quadratic time over the attributes of one element: both are prevented here. trafilatura
removes most boilerplate elements by their names; `prune_tree` removes what it leaves. A page
too large for trafilatura, parts of which take quadratic time, is read whole.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from summarize.characters import UNSPACED, join_lines
from summarize.errors import SourceError
from summarize.sources.boilerplate_phrases import compile_group
from summarize.sources.html.boxes import MOST_SENTENCES, count_sentence_characters

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_MAX_DEPTH = 250  # deeper, elements are flattened: trafilatura and its helpers recurse
_MAX_ATTRIBUTES = 1000  # a tag with more loses them all
_LONG_TAG = re.compile(r"<([A-Za-z][\w:-]{0,30})(\s[^<>]{5000,}+)(?=>)")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|acronym|b|big|bdi|bdo|center|cite|em|font|i|ins|label|mark|nobr|small|span"
    r"|strike|strong|sub|sup|tt|u)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_CONTAINER_TAG = re.compile(
    r"</?(?:article|blockquote|dd|div|dl|dt|fieldset|form|header|li|main|ol|section|table|tbody"
    r"|td|th|thead|tr|ul)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
# HTML may contain control characters, but lxml refuses to write them back. Nobody sees soft hyphens
# and places to break a word, which some scripts have between words.
_CONTROLS = re.compile(
    rf"[\x00-\x08\x0b\x0c\x0e-\x1f\u00ad\u2060\ufeff\ufffe\uffff]|\u200b(?![{UNSPACED}])"
)
_STRAY_BRACKET = re.compile(r"<(?!/?[A-Za-z]|!)")

_BOILERPLATE_CLASS = compile_group("boilerplate class")
_MACHINE_PROPERTIES = frozenset(
    "dateCreated dateModified datePublished description headline image keywords"
    " mainEntityOfPage publisher".split()
)
_PRUNED_TAGS = ("div", "section", "aside", "p", "ul", "ol", "li", "span", "table", "form", "nav")
_MENU_LINK_SHARE = 0.7  # of its text
_MAX_BOX_SHARE = 0.2  # of the page's text: what holds more is no box
_ARTICLE_XPATH = ".//h1|.//article|.//*[@itemprop='articleBody']"

_MAX_HEAD = 2000  # elements of a head that is looked through

_REMOVED_TAGS = (
    *("script", "style", "template", "noscript", "head", "nav", "footer", "aside", "form", "menu"),
    *("iframe", "object", "svg", "math", "audio", "video", "canvas", "figure", "picture", "map"),
    *("button", "select", "input", "textarea", "label", "dialog", "rt", "rp"),
)
_TRAFILATURA_TAGS = {
    **dict.fromkeys(("ul", "ol", "dl"), "list"),
    **dict.fromkeys(("li", "dd", "dt"), "item"),
    **dict.fromkeys(("br", "hr"), "lb"),
    **dict.fromkeys(("blockquote", "center"), "quote"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary"), "head"),
    **dict.fromkeys(("address", "article", "body", "details", "header", "main", "section"), "div"),
    **dict.fromkeys(("td", "th"), "cell"),
    **{
        "a": "ref",
        "tr": "row",
        "pre": "code",
        "table": "table",
        "p": "p",
        "div": "div",
        "caption": "p",
    },
}


def parse_html(text: str, name: str) -> tuple[HtmlElement, list[str | None]]:
    """Return the tree of a page or a fragment, and notes on what had to be changed.

    Raises SourceError if there is nothing in it, or if it is nested too deeply even
    when containers are read as paragraphs.
    """
    text, thinned = _strip_overloaded_tags(text)
    notes: list[str | None] = []
    if thinned:
        notes.append(f"attributes of {thinned} overloaded tags ignored")
    tree = _parse_tree(text, name)
    if _measure_depth(tree) > _MAX_DEPTH:
        notes.append("nested too deeply: containers are read as paragraphs")
        tree = _parse_tree(_CONTAINER_TAG.sub("<p>", _INLINE_TAG.sub("", text)), name)
    if _measure_depth(tree) > _MAX_DEPTH:
        raise SourceError(
            f"{name} nests its elements more than {_MAX_DEPTH} levels deep",
            "save the page as text and give that",
        )
    _strip_control_characters(tree)
    if join_lines(text) != text:
        _join_lines(tree)
    return tree, notes


def _join_lines(tree: HtmlElement) -> None:
    """Remove the line ends inside Chinese and Japanese: a blank would stand in their place."""
    kept = {id(inside) for element in tree.iter("pre") for inside in element.iter()}
    for element in tree.iter():
        if element.text and id(element) not in kept:
            element.text = join_lines(element.text)
        if element.tail and (id(element) not in kept or element.tag == "pre"):
            element.tail = join_lines(element.tail)


def _strip_control_characters(tree: HtmlElement) -> None:
    for element in tree.iter():
        if element.text and _CONTROLS.search(element.text):
            element.text = _CONTROLS.sub("", element.text)
        if element.tail and _CONTROLS.search(element.tail):
            element.tail = _CONTROLS.sub("", element.tail)
        for name, value in element.attrib.items():
            if _CONTROLS.search(value) and not _CONTROLS.search(name):
                element.attrib[name] = _CONTROLS.sub("", value)


def _parse_tree(text: str, name: str) -> HtmlElement:
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    # A lone "<" opens nothing, but takes libxml2 time.
    data = _STRAY_BRACKET.sub("&lt;", text).encode("utf-8", "replace")
    parser = HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
        collect_ids=False,
        default_doctype=False,
        no_network=True,
    )
    try:
        return document_fromstring(data, parser=parser)
    except ParserError as error:
        raise SourceError(f"{name} is an empty page", "give a page with text in it") from error


def _strip_overloaded_tags(text: str) -> tuple[str, int]:
    """Return the text without the attributes of tags with too many, and how many there are."""
    thinned: list[str] = []

    def thin(tag: re.Match[str]) -> str:
        if len(tag[2].split()) <= _MAX_ATTRIBUTES:
            return tag[0]
        thinned.append(tag[1])
        return f"<{tag[1]}"

    return _LONG_TAG.sub(thin, text), len(thinned)


def _measure_depth(tree: HtmlElement) -> int:
    """Return how deeply the elements are nested; libxml2 itself stops at 2048."""
    from lxml.etree import iterwalk

    events = iterwalk(tree, events=("start", "end"))
    return max(accumulate(1 if event == "start" else -1 for event, _ in events))


def prune_tree(tree: HtmlElement) -> None:
    """Remove sign-up boxes, links to the next article and machine-readable properties."""
    bound = _MAX_BOX_SHARE * sum(map(len, tree.itertext()))
    for element in list(tree.iter(*_PRUNED_TAGS)):
        if element.getparent() is None or element.getparent().tag == "html":
            continue
        names = f"{element.get('class', '')} {element.get('id', '')}"
        is_box = _BOILERPLATE_CLASS.search(names) or (
            element.tag == "div" and element.get("itemprop") in _MACHINE_PROPERTIES
        )
        sizes = accumulate(map(len, element.itertext()))
        if _is_menu(element) or (
            is_box and not any(size > bound for size in sizes) and not element.xpath(_ARTICLE_XPATH)
        ):
            element.drop_tree()


def _is_menu(element: HtmlElement) -> bool:
    """Whether an element is a `nav` made of links: an unclosed one would hold the article."""
    if element.tag != "nav":
        return False
    linked = sum(len("".join(anchor.itertext()).strip()) for anchor in element.iter("a"))
    return linked >= _MENU_LINK_SHARE * sum(len(text.strip()) for text in element.itertext())


def copy_head(tree: HtmlElement) -> HtmlElement:
    """Return a page with nothing but the head of the given one, for its metadata."""
    from copy import deepcopy

    from lxml.html import document_fromstring

    page = document_fromstring("<html><head></head><body></body></html>")
    found = tree.find("head")
    if found is not None and len(found) <= _MAX_HEAD:
        page.replace(page.find("head"), deepcopy(found))
    return page


def convert_whole_body(tree: HtmlElement) -> _Element:
    """Turn a page into a tree of trafilatura's tags, in time proportional to its size.

    Only what is certainly no text of the page is removed: scripts, forms, menus, footers.
    An element's class, identifier and role are its `names`.
    """
    from lxml.etree import strip_elements

    sentences = count_sentence_characters(tree)
    for form in tree.iter("form"):  # on some sites there is one around the whole page
        if count_sentence_characters(form) > MOST_SENTENCES * sentences:
            form.tag = "div"
    strip_elements(tree, *_REMOVED_TAGS, with_tail=False)
    for element in tree.iter("*"):
        html_tag = element.tag
        names = " ".join(filter(None, map(element.get, ("class", "id", "role"))))
        element.tag = _TRAFILATURA_TAGS.get(html_tag, "hi")
        element.attrib.clear()
        if names:
            element.set("names", names)
        if element.tag == "head":
            element.set("rend", html_tag)
    tree.tag = "body"
    return tree
