"""Notes of a page that are recognised by their links alone: each leads to the other.

In old books a note's number is `<a id="r1" href="#n1">1</a>`, and the note begins with
`<a id="n1" href="#r1">1</a>`; nothing else says what they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarize.sources.formats.xml_tree import Element, get_attribute, local_name, text_content

_MARK = re.compile(r"[\[({]?(?:\d{1,4}|[*†‡§¶]{1,4}|[a-z]|[ivxlc]{1,6})[\])}.]?")
_BLOCKS = frozenset("p div li dd aside blockquote".split())


@dataclass(frozen=True)
class NoteLinks:
    """The links that are numbers of notes, at both ends, and the blocks that are notes."""

    links: frozenset[Element] = frozenset()
    texts: frozenset[Element] = frozenset()


def find_notes(root: Element) -> NoteLinks:
    """Return the links of a page that lead to each other, and the blocks that begin with one."""
    links = [
        one
        for one in root.iter("{*}a")
        if get_attribute(one, "href").startswith("#") and _MARK.fullmatch(text_content(one))
    ]
    if len(links) < 2:
        return NoteLinks()
    named: dict[str, Element] = {}
    for one in links:  # a link is found by its own name, or by that of what is around it
        for around in (one, *_list_around(one)):
            for key in ("id", "name"):
                if name := around.get(key):
                    named.setdefault(name, one)
    pairs = {one: named.get(get_attribute(one, "href")[1:]) for one in links}
    mutual = {one for one, other in pairs.items() if other is not None and pairs.get(other) is one}
    texts = (
        around
        for one in mutual
        if (around := _find_begun_block(one)) is not None and pairs[one] is not one
    )
    return NoteLinks(frozenset(mutual), frozenset(texts))


def _list_around(link: Element) -> list[Element]:
    """Return the elements around a link, up to its paragraph, that it begins."""
    around: list[Element] = []
    for one in link.iterancestors():
        around.append(one)
        if local_name(one) in _BLOCKS:
            break
    return around


def _find_begun_block(link: Element) -> Element | None:
    """Return the paragraph that begins with a link and goes on behind it."""
    block = next((one for one in link.iterancestors() if local_name(one) in _BLOCKS), None)
    if block is None:
        return None
    text, mark = text_content(block), text_content(link)
    return block if text.startswith(mark) and len(text) > len(mark) + 2 else None
