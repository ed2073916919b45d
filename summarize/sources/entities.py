"""Entities of HTML that are seen as such in a text -> the characters that they stand for."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import replace
from html.entities import html5

from summarize.document import Span
from summarize.sources.layout import Layout, Paragraph

_ESCAPES = r"(?:(?:amp|AMP|#38|#x26);){0,3}"
_NAME = r"#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31}"
ENTITY = re.compile(rf"&{_ESCAPES}(?P<name>{_NAME});")
"""An entity with all of its escapes: "&amp;amp;nbsp;" was escaped three times."""

_SPOKEN_OF = (frozenset("`\"'“‘"), frozenset("`\"'”’"))
_SOFT = frozenset("\u00ad\u200b\u2060\ufeff")
_JOINERS = frozenset("\u200c\u200d")


def decode_entities(text: str) -> str:
    """Return the text without entities; one in quotation marks is spoken of, and stays.

    `"AT&amp;T &mdash; 5&nbsp;km" -> "AT&T — 5\\xa0km"`; lines stay lines.
    """
    if "&" not in text:
        return text
    return ENTITY.sub(lambda one: one[0] if _is_spoken_of(one) else decode_entity(one), text)


def decode_entity(entity: re.Match[str]) -> str:
    """Return the character of one entity, "" for one that is not seen; else the entity."""
    name = entity["name"]
    shown = html.unescape(f"&{name};") if name.startswith("#") else html5.get(f"{name};", "")
    if not shown or not all(map(_is_character, shown)):
        return f"&{name};"
    return "".join(char for char in shown if char not in _SOFT)


def _is_spoken_of(entity: re.Match[str]) -> bool:
    """Whether an entity is between quotation marks."""
    before, behind = _SPOKEN_OF
    start, end = entity.span()
    return entity.string[start - 1 : start] in before and entity.string[end : end + 1] in behind


def _is_character(char: str) -> bool:
    known = char in _SOFT or char in _JOINERS or unicodedata.category(char) == "Zs"
    return known or (char.isprintable() and char != "\ufffd")


def mark_entities(text: str, layout: Layout) -> Layout:
    """Return the layout with the entities in its paragraphs marked, to be read as characters."""
    if "&" not in text:
        return layout
    paragraphs = (_mark_paragraph(text, paragraph) for paragraph in layout.paragraphs)
    return replace(layout, paragraphs=tuple(paragraphs))


def _mark_paragraph(text: str, paragraph: Paragraph) -> Paragraph:
    span = paragraph.span
    substitutes = {
        Span(*entity.span()): decode_entity(entity)
        for entity in ENTITY.finditer(text, span.start, span.end)
        if not _is_spoken_of(entity)
        and not any(
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
