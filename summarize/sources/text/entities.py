"""Entities of HTML in plain text -> the characters that they stand for, or marks read as them."""

from __future__ import annotations

import re
from dataclasses import replace
from html.entities import html5

from summarize.document import Span
from summarize.sources.layout import Layout, Paragraph

_ENTITY = re.compile(
    r"(?<![`\"'“‘])&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});(?![`\"'”’])"
)
# With all of its escapes, as one: "&amp;amp;nbsp;".
_ESCAPED = re.compile(
    r"(?<![`\"'“‘])&(?:amp;){0,2}(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    r"(?![`\"'”’])"
)
_MOST_ESCAPES = 3  # "&amp;amp;nbsp;" was escaped three times


def decode_entities(text: str) -> str:
    """Return the text without entities; one in quotation marks is spoken of, and stays.

    `"AT&amp;T &mdash; 5&nbsp;km" -> "AT&T — 5\\xa0km"`; lines stay lines.
    """
    for _ in range(_MOST_ESCAPES):
        decoded = _ENTITY.sub(_decode, text) if "&" in text else text
        if decoded == text:
            break
        text = decoded
    return text


def mark_entities(text: str, layout: Layout) -> Layout:
    """Return the layout with the entities in its paragraphs marked, to be read as characters."""
    if "&" not in text:
        return layout
    paragraphs = (_mark_paragraph(text, paragraph) for paragraph in layout.paragraphs)
    return replace(layout, paragraphs=tuple(paragraphs))


def _mark_paragraph(text: str, paragraph: Paragraph) -> Paragraph:
    span = paragraph.span
    substitutes = {
        Span(*entity.span()): decode_entities(entity.group())
        for entity in _ESCAPED.finditer(text, span.start, span.end)
        if not any(
            mark.start < entity.end() and entity.start() < mark.end for mark in paragraph.marks
        )
    }
    found = {
        span: shown for span, shown in substitutes.items() if shown != text[span.start : span.end]
    }
    return replace(
        paragraph,
        marks=tuple(sorted((*paragraph.marks, *found))),
        substitutes=(*paragraph.substitutes, *((span.start, one) for span, one in found.items())),
    )


def _decode(entity: re.Match[str]) -> str:
    name = entity[1]
    if not name.startswith("#"):
        return html5.get(f"{name};", entity.group())
    hexadecimal = name[1] in "xX"
    code = int(name[2:], 16) if hexadecimal else int(name[1:])
    known = code == 0xA0 or (code < 0x110000 and chr(code).isprintable())
    return chr(code) if known else entity.group()
