"""XML and HTML -> lxml trees, parsed safely, and a walk over them that no nesting can break.

No entity is expanded by the parser, no DTD loaded, no address opened. Depth (255) and
size of a text (10 MB) are bounded by libxml2, the number of tags here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html.entities import html5
from typing import TYPE_CHECKING, TypeAlias

from summarize.errors import SourceError

if TYPE_CHECKING:
    from lxml.etree import HTMLParser, XMLParser, _Element

Element: TypeAlias = "_Element"
Replace: TypeAlias = "Callable[[_Element], str | None]"

START, TEXT, END = "start", "text", "end"

MAX_TAGS = 2_000_000
"""Tags and attributes of one document: as a tree they take about 300 MB."""


class IllFormedError(SourceError):
    """XML that breaks its grammar; `reason` says where. A recovering parser may read it."""

    reason: str = ""


_MAX_ENTITY_CHARACTERS = 200  # characters that an entity of the document's own may stand for
_LIMIT_MESSAGES = re.compile(
    r"excessive depth|resource limit|buffer size|too long|huge|amplification|entity loop",
    re.IGNORECASE,
)
_SELF_CLOSED_TAG = re.compile(
    r"<(title|script|style|a|p|div|span|i|b|em|td|th)\b([^<>]*)/>", re.IGNORECASE
)


def parse_xml(data: bytes, name: str, what: str, *, recover: bool = False) -> Element:
    """Return the root of an XML document; with `recover`, also of one that is not well-formed.

    Raises SourceError that calls `name` a damaged `what` if it can't be parsed, or says
    that it is too large or too deeply nested.
    """
    from lxml import etree

    _refuse_many_tags(data.count(b"<") + data.count(b'="'), name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
    )
    damage = IllFormedError(f"{name} is a damaged {what}", "get the file again, or save it anew")
    try:
        root = _parse(data, parser, name)
    except (ValueError, LookupError, etree.XMLSyntaxError) as error:
        damage.reason = str(error)
        raise damage from error
    if root is None:
        raise damage
    return root


def parse_html(text: str, name: str) -> Element | None:
    """Return the root of an HTML page or fragment, however careless; None if it is empty."""
    from lxml import etree

    _refuse_many_tags(text.count("<"), name)
    # In HTML `<title/>` opens a title that never ends.
    text = _SELF_CLOSED_TAG.sub(r"<\1\2></\1>", text.replace("\x00", ""))
    data = text.encode("utf-8", errors="replace")
    if not data.strip():
        return None
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        return _parse(data, parser, name)
    except etree.XMLSyntaxError:
        return None


def _parse(data: bytes, parser: XMLParser | HTMLParser, name: str) -> Element | None:
    from lxml import etree

    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        _refuse_exceeded_limits(str(error), name)
        raise
    _refuse_exceeded_limits(" ".join(entry.message for entry in parser.error_log), name)
    return root


def local_name(element: Element) -> str:
    """Return an element's name without its namespace: `{http://...}p -> p`; "" for a comment."""
    tag = element.tag
    return _cut_namespace(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _cut_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]


def get_attribute(element: Element | None, name: str) -> str:
    """Return the value of the attribute with this local name, in any namespace; "" if none."""
    if element is None:
        return ""
    value = element.get(name)
    if value is not None:
        return str(value)
    for key, found in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(found)
    return ""


def text_content(element: Element, replace: Replace | None = None) -> str:
    """Return all text in an element, on one line: `<b> a <i>b</i></b> -> "a b"`."""
    return " ".join(raw_text(element, replace).split())


def raw_text(element: Element, replace: Replace | None = None) -> str:
    """Return all text in an element, with its white space; `replace` as in `walk`."""
    if replace is None and len(element) == 0:  # most often: no walk is needed
        return element.text or ""
    return "".join(text for event, _, text in walk(element, replace) if event == TEXT)


def find_child(element: Element | None, *path: str) -> Element | None:
    """Return the first descendant along a path of local names; None if there is none."""
    for name in path:
        if element is None:
            return None
        for one in element:
            if local_name(one) == name:
                element = one
                break
        else:
            return None
    return element


def child_text(element: Element | None, *path: str) -> str | None:
    """Return the text of the first descendant along a path; None if it is missing or empty.

    `<meta><title> A <b>b</b></title></meta>, "title" -> "A b"`
    """
    found = find_child(element, *path)
    return None if found is None else text_content(found) or None


def find_descendants(element: Element | None, name: str) -> Iterator[Element]:
    """Yield all elements below with this local name, in document order; none below None."""
    found = element.iter("{*}" + name) if element is not None else ()
    return (one for one in found if one is not element)


def walk(root: Element, replace: Replace | None = None) -> Iterator[tuple[str, Element, str]]:
    """Yield everything in a tree in document order: (START | TEXT | END, element, text).

    The element of a text is the one around it. `replace` gives the text to put in place
    of an element and all in it ("" to leave it out; the text is then the element's own),
    or None to go into it. Comments are passed over, entities are text.
    """
    from lxml import etree

    entities: dict[str, str] | None = None
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    replaced: Element | None = None
    for event, node in walker:
        if event == "start" and not isinstance(node.tag, str):
            entities = _read_entities(root) if entities is None else entities
            name = str(getattr(node, "name", ""))
            yield TEXT, node.getparent(), html5.get(f"{name};") or entities.get(name, "")
        elif event == "start":
            text = replace(node) if replace else None
            if text is None:
                yield START, node, ""
                text = node.text
            else:
                walker.skip_subtree()
                replaced = node
            if text:
                yield TEXT, node, text
        else:
            if event == "end" and isinstance(node.tag, str) and node is not replaced:
                yield END, node, ""
            if node.tail and node is not root:
                yield TEXT, node.getparent(), node.tail


def _read_entities(root: Element) -> dict[str, str]:
    """Return the short texts that the document itself gives names to."""
    dtd = root.getroottree().docinfo.internalDTD
    named = {one.name: one.content or "" for one in (dtd.iterentities() if dtd is not None else ())}
    return {
        name: content
        for name, content in named.items()
        if len(content) <= _MAX_ENTITY_CHARACTERS and not set("<&%") & set(content)
    }


def _refuse_many_tags(tags: int, name: str) -> None:
    if tags > MAX_TAGS:
        raise SourceError(f"{name} has more than {MAX_TAGS} tags", "split it, or give a part of it")


def _refuse_exceeded_limits(messages: str, name: str) -> None:
    if _LIMIT_MESSAGES.search(messages):
        what = f"{name} is nested too deeply, or unfolds to too long a text, to be read"
        raise SourceError(what, "no program that writes articles makes such files")
