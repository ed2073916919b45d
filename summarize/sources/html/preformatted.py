"""Prose in `<pre>` and `<code>`: known by its words, whatever its box.

What is prose becomes paragraphs, by the rules for plain text; code, drawings and tables stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarize.document import Role
from summarize.sources.html.tree_edits import BLOCK_TAGS, tag_of
from summarize.sources.text import parse_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from summarize.sources.layout import Layout, Paragraph

_WORD = re.compile(
    r"[(\[“\"‘'«„]*(?:[^\W_]+(?:[-’'.,/][^\W_]+)*|[–—-]|&)[.,;:!?…)\]”\"’'»%。、！？]*"
)
_SENTENCE_END = re.compile(r"[^\W\d_]{2,}[)\]”\"’'»]*[.!?…][)\]”\"’'»]*(?=\s|$)|[。！？]")
_CAPITAL = re.compile(r"(?:^|[.!?…]\s+)[“\"‘'«„(]*[^\W\d_a-z]")
_SIGN = re.compile(r"[{}<>=;_\\|#$@+*~^`]|\w\(|\)\s*[{:;]|//|--\w|[a-z][A-Z]")
_WORD_SHARE = 0.8
_SIGN_SHARE = 0.02  # of the characters
_MAX_SENTENCE = 90  # words
_MIN_WORDS = 4


def is_prose(text: str) -> bool:
    """Whether a text has sentences and hardly any signs of code.

    `"The crane is out of service." -> True`, `"x = f(1); print(x)" -> False`
    """
    ends = len(_SENTENCE_END.findall(text))
    if not ends or not _CAPITAL.search(text):
        return False
    if len(_SIGN.findall(text)) > _SIGN_SHARE * len(text):
        return False
    tokens = text.split()
    words = sum(_WORD.fullmatch(token) is not None for token in tokens)
    if text.isascii() and len(tokens) < _MIN_WORDS:
        return False
    return words >= _WORD_SHARE * len(tokens) and len(tokens) <= _MAX_SENTENCE * ends


def open_preformatted(root: _Element) -> None:
    """Turn each `<pre>` of prose, and each `<code>` that is one, into paragraphs, in place."""
    for element in list(root.iter("pre", "xmp", "listing", "plaintext", "code", "samp")):
        inline = element.tag in ("code", "samp")
        if inline and not _is_block(element):
            continue
        text = _read_text(element)
        if is_prose(text):
            _write_paragraphs(element, text)
        elif not inline:
            _mark_code(element, text)


def _mark_code(element: _Element, text: str) -> None:
    """Mark what has the signs of code in the way that trafilatura knows, a single `span`."""
    element.tag = "pre"
    if len(_SIGN.findall(text)) > _SIGN_SHARE * len(text) and not _SENTENCE_END.search(text):
        tail = element.tail
        element.clear()
        element.tail = tail
        span = element.makeelement("span")
        span.text = text
        element.append(span)


def _is_block(element: _Element) -> bool:
    """Whether a `<code>` stands for itself, with nothing else on its line."""
    around = element.getparent()
    if around is None or tag_of(around) not in BLOCK_TAGS - {"pre", "p", "li", "td", "th"}:
        return False
    before = element.getprevious()
    beside = (around.text if before is None else before.tail, element.tail)
    return not any((text or "").strip() for text in beside)


def _read_text(element: _Element) -> str:
    for line_break in element.iter("br"):
        line_break.text = "\n"
    return "".join(map(str, element.itertext())).expandtabs()


def _write_paragraphs(element: _Element, text: str) -> None:
    layout = parse_text(text)
    tail = element.tail
    attributes = {name: element.get(name) for name in ("class", "id") if element.get(name)}
    element.clear()
    element.tag, element.tail = "div", tail
    for name, value in attributes.items():
        element.set(name, value or "")
    for tag, line in _iterate_lines(text, layout):
        child = element.makeelement(tag)
        child.text = line
        element.append(child)


def _iterate_lines(text: str, layout: Layout) -> Iterator[tuple[str, str]]:
    """Yield the tag and the text of each paragraph, and of tables and code, in order."""
    found: list[tuple[int, str, str]] = []
    for paragraph in layout.paragraphs:
        tag = "h3" if paragraph.role is Role.HEADING else "p"
        found.append((paragraph.span.start, tag, _without_marks(text, paragraph)))
    for one in layout.excluded:
        if one.reason in ("table", "code"):
            found.append((one.span.start, "pre", text[one.span.start : one.span.end]))
    return ((tag, line) for _, tag, line in sorted(found))


def _without_marks(text: str, paragraph: Paragraph) -> str:
    parts, start = [], paragraph.span.start
    for mark in paragraph.marks:
        parts.append(text[start : mark.start])
        start = mark.end
    return " ".join("".join([*parts, text[start : paragraph.span.end]]).split())
