"""HTML text -> the tree of the page, within bounds.

libxml2 stops without a word where elements are nested too deeply, and takes
quadratic time over the attributes of one element: both are met here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarize.errors import SourceError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_DEPTH = 250
"""Elements nested deeper are flattened; trafilatura and its helpers recurse over the tree."""

MAX_ATTRIBUTES = 1000
"""A tag with more loses them all."""

_TAG = re.compile(r"<([A-Za-z][\w:-]{0,30})(\s[^<>]{5000,})")
_INLINE = re.compile(
    r"</?(?:a|abbr|acronym|b|big|bdi|bdo|center|cite|em|font|i|ins|label|mark|nobr|small|span"
    r"|strike|strong|sub|sup|tt|u)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_CONTAINER = re.compile(
    r"</?(?:article|blockquote|dd|div|dl|dt|fieldset|form|header|li|main|ol|section|table|tbody"
    r"|td|th|thead|tr|ul)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
# HTML may hold them, but lxml refuses to write them back.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_UNNAMED = re.compile(r"<(?!/?[A-Za-z]|!)")


def parse(text: str, name: str) -> tuple[HtmlElement, tuple[str, ...]]:
    """The tree of a page or a fragment, and notes on what had to be changed.

    Raises SourceError if there is nothing in it, or if it is nested too deeply even
    when containers are read as paragraphs.
    """
    text, thinned = _without_hordes(text)
    notes = [f"attributes of {thinned} overloaded tags ignored"] if thinned else []
    tree = _parsed(text, name)
    if _depth(tree) > MAX_DEPTH:
        notes.append("nested too deeply: containers are read as paragraphs")
        tree = _parsed(_CONTAINER.sub("<p>", _INLINE.sub("", text)), name)
    if _depth(tree) > MAX_DEPTH:
        raise SourceError(
            f"{name} nests its elements more than {MAX_DEPTH} levels deep",
            "save the page as text and give that",
        )
    _remove_controls(tree)
    return tree, tuple(notes)


def _remove_controls(tree: HtmlElement) -> None:
    for element in tree.iter():
        if element.text and _CONTROLS.search(element.text):
            element.text = _CONTROLS.sub("", element.text)
        if element.tail and _CONTROLS.search(element.tail):
            element.tail = _CONTROLS.sub("", element.tail)
        for name, value in element.attrib.items():
            if _CONTROLS.search(value) and not _CONTROLS.search(name):
                element.attrib[name] = _CONTROLS.sub("", value)


def _parsed(text: str, name: str) -> HtmlElement:
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    # A lone "<" opens nothing, but takes libxml2 time.
    data = _UNNAMED.sub("&lt;", text).encode("utf-8", "replace")
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


def _without_hordes(text: str) -> tuple[str, int]:
    """The text without the attributes of tags that have too many, and the number of those."""
    thinned = 0

    def thin(tag: re.Match[str]) -> str:
        nonlocal thinned
        if len(tag[2].split()) <= MAX_ATTRIBUTES or tag.string[tag.end() : tag.end() + 1] != ">":
            return tag[0]
        thinned += 1
        return f"<{tag[1]}"

    return _TAG.sub(thin, text), thinned


def _depth(tree: HtmlElement) -> int:
    """How deeply the elements are nested; libxml2 itself stops at 2048."""
    from lxml.etree import iterwalk

    depth = deepest = 0
    for event, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
