"""What the page's own markup says of its texts, looked up when blocks are judged.

trafilatura's tree has lost links, captions and classes, whichever of its ways it
took; so texts are remembered here by their words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WORD = re.compile(r"\w+")
_CAPTION = re.compile(r"caption|(?:photo|image|img|picture)[-_]?credit|wp-caption", re.IGNORECASE)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:dek|deck|standfirst|stand-first|sub-?(?:title|head(?:line)?|heading))(?:$|[\s_-])",
    re.IGNORECASE,
)
_MAX_TEXT = 2000  # characters: a longer caption is none
_MAX_LINK = 400  # a longer link was never closed
_LINK_TEXTS = 20


@dataclass(frozen=True, slots=True)
class Evidence:
    """Texts of the page by their words, see `key`: links, captions, titles, standfirsts."""

    links: frozenset[str]
    captions: frozenset[str]
    titles: frozenset[str]
    standfirsts: frozenset[str]


def key(text: str) -> str:
    """What two renderings of one text have in common: `" “Read  more”…" -> "read more"`."""
    return " ".join(_WORD.findall(text.casefold()))


def evidence(tree: HtmlElement) -> Evidence:
    """What the markup of a page, still unpruned, says of the texts in it."""
    links: set[str] = set()
    captions: set[str] = set()
    titles: set[str] = set()
    firsts: set[str] = set()
    for element in tree.iter("a"):
        links.update(_keys_of_link(element))
    for element in tree.iter("h1", "title"):
        titles.add(_key_of(element))
    for element in tree.iter("figcaption", "caption"):
        captions.add(_key_of(element))
    for element in tree.iter("p", "div", "span", "li", "h2", "h3", "h4", "header", "em", "dd"):
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if _CAPTION.search(names):
            captions.add(_key_of(element))
        if _STANDFIRST.search(names):
            firsts.add(_key_of(element))
    for element in tree.iter("meta"):
        if (element.get("property") or element.get("name")) in ("og:title", "twitter:title"):
            titles.add(key(element.get("content") or ""))
    return Evidence(*(frozenset(found - {""}) for found in (links, captions, titles, firsts)))


def _keys_of_link(link: HtmlElement) -> set[str]:
    """The words of a link, and of each part: around a heading and a paragraph, it is two blocks."""
    texts = list(islice(link.itertext(), _LINK_TEXTS))
    if sum(map(len, texts)) > _MAX_LINK or len(texts) == _LINK_TEXTS:
        return set()
    return {key(" ".join(texts)), *map(key, texts)}


def _key_of(element: HtmlElement) -> str:
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(part)
        size += len(part)
        if size > _MAX_TEXT:
            return ""
    return key(" ".join(parts))
