"""HTML in Markdown: which elements are no article, and which tags divide paragraphs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from summarize.document import Span
from summarize.sources.gaps import STRUCK

HIDDEN = "hidden"

BLOCK_NAMES = frozenset(
    """address article aside blockquote body caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol p
    pre section summary table tbody td tfoot th thead title tr ul""".split()
)
"""Elements that are paragraphs of their own."""

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_REASONS = {
    **dict.fromkeys(("del", "s", "strike"), STRUCK),
    **dict.fromkeys(("script", "style", "template", "svg", "head", "iframe", "object"), "markup"),
    **dict.fromkeys(("audio", "video", "canvas", "select", "textarea", "noscript"), "markup"),
    **{"table": "table", "figcaption": "caption", "nav": "menu", "rt": "markup", "rp": "markup"},
    **{"pre": "code"},
}
_TAG = re.compile(
    r"<(?P<closing>/?)(?P<name>[A-Za-z][\w-]*)(?P<attributes>[^>]*?)(?P<alone>/?)>", re.S
)
_HIDING = re.compile(
    r"""\s(?:hidden(?=[\s/>=]|$)(?!=["']?(?:until-found|false))
    |style\s*=\s*["'][^"']*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9]))
    )""",
    re.VERBOSE | re.IGNORECASE,
)


class Tag(NamedTuple):
    """A tag at a span of the file; `name` is "" for a comment or a declaration."""

    span: Span
    name: str
    closing: bool = False
    alone: bool = False
    hides: bool = False


class Element(NamedTuple):
    """What an element holds, its tags included, and why it is left out."""

    span: Span
    reason: str


def parse_tag(span: Span, source: str) -> Tag:
    """Return a tag at a span: `"</DEL>" -> Tag(span, "del", closing=True)`."""
    match = _TAG.fullmatch(source)
    if match is None:
        return Tag(span, "")
    name = match["name"].lower()
    alone = name in _VOID or bool(match["alone"])
    hides = bool(_HIDING.search(match["attributes"]))
    return Tag(span, name, bool(match["closing"]), alone, hides)


def find_elements(tags: Sequence[Tag]) -> list[Element]:
    """Return the outermost elements that are left out; a tag that is never closed opens none."""
    opened: defaultdict[str, list[Tag]] = defaultdict(list)
    found: list[Element] = []
    for tag in tags:
        if not tag.name or tag.alone:
            continue
        if not tag.closing:
            opened[tag.name].append(tag)
        elif opened[tag.name]:
            first = opened[tag.name].pop()
            reason = HIDDEN if first.hides else _REASONS.get(tag.name, "")
            if reason:
                found.append(Element(Span(first.span.start, tag.span.end), reason))
    outermost: list[Element] = []
    for element in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if not outermost or element.span.start >= outermost[-1].span.end:
            outermost.append(element)
    return outermost
