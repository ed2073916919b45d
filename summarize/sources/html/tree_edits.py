"""Small changes of a tree that keep the text around them: replacing, dropping, looking back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lxml.etree import _Element

CODE_TAGS = frozenset("code kbd pre samp script style textarea tt xmp".split())
"""Elements whose text is meant as it is written."""

BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section"
    " summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that begin a new line."""

SENTENCE = re.compile(r"[^\W\d_]{2,}[\"”’')\]]*[.!?…][\"”’')\]]*(?=\s|$)|[。！？]")
"""The end of a sentence, somewhere in a text."""

_MARKS = tuple(",.;:!?)")


def tag_of(element: _Element) -> str:
    """Return an element's name in small letters, without a namespace; "" for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def is_inside(element: _Element, tags: frozenset[str]) -> bool:
    """Whether one of the elements around an element has one of these names."""
    return any(tag_of(one) in tags for one in element.iterancestors())


def replace_by_text(element: _Element, text: str) -> None:
    """Put a text in place of an element and all in it; what stands behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    tail = text + (element.tail or "")
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(element)


def drop(element: _Element) -> None:
    """Remove an element and what is in it; no words are glued, no space is left before a mark."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    head = (parent.text if before is None else before.tail) or ""
    tail = element.tail or ""
    if head[-1:].isspace() and tail[:1] in _MARKS:
        head = head.rstrip()
        if before is None:
            parent.text = head
        else:
            before.tail = head
    glued = tag_of(element) in BLOCK_TAGS and head[-1:].strip() and tail[:1].strip()
    replace_by_text(element, " " if glued else "")


def text_before(element: _Element, size: int = 20) -> str:
    """Return the last characters before an element, within its line."""
    parts: list[str] = []
    node = element
    while sum(map(len, parts)) < size:
        before = node.getprevious()
        if before is not None:
            parts.append(before.tail or "")
            if tag_of(before) in BLOCK_TAGS or tag_of(before) == "br":
                break
            parts.append("".join(map(str, before.itertext()))[-size:])
            node = before
            continue
        parent = node.getparent()
        if parent is None:
            break
        parts.append(parent.text or "")
        if tag_of(parent) in BLOCK_TAGS:
            break
        node = parent
    return "".join(reversed(parts))[-size:]


def iterate_text_places(
    root: _Element,
) -> Iterator[tuple[_Element, Literal["text", "tail"]]]:
    """Yield where the texts of a tree are, in document order: (element, "text" | "tail")."""
    from lxml.etree import iterwalk

    for event, element in iterwalk(root, events=("start", "end")):
        if event == "start" and element.text:
            yield element, "text"
        elif event == "end" and element.tail and element is not root:
            yield element, "tail"
