"""What stands raised, lowered, quoted or twice escaped in a sentence, as text a reader can read.

Done in the page's tree before the article is looked for, as trafilatura keeps the characters
of such elements and forgets what they were.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from summarize.sources.entities import ENTITY, decode_entities, decode_entity
from summarize.sources.html.style_rules import find_raising
from summarize.sources.html.tree_edits import (
    CODE_TAGS,
    drop,
    is_inside,
    iterate_text_places,
    replace_by_text,
    tag_of,
    text_before,
)
from summarize.sources.superscripts import lower_digits, render_superscript
from summarize.sources.symbol_fonts import name_symbol_font, render_symbols

if TYPE_CHECKING:
    from lxml.etree import _Element

    from summarize.sources.entities import ENTITY, decode_entities, decode_entity
from summarize.sources.html.style_rules import StyleRules

_SENTENCE_TAGS = frozenset({"p", "li", "blockquote", "td", "dd", "em", "i", "b", "strong", "div"})
_MIN_SENTENCE_WORDS = 8  # around a date: a byline has fewer
_MAX_RAISED = 20_000  # elements that are looked at: each changes the text around it
_LINK_MARK = re.compile(r"[\[({]?(?:\d{1,4}|[*†‡§¶]{1,4}|[a-z]|[ivxlc]{1,6})[\])}]?")
_SELF_LINKS = frozenset(("¶", "#", "§", "🔗", "∞", "⚓"))
_LINE_MARK = re.compile(r"\[(?:\d{1,3}|[a-z])\]|\[?[*†‡§¶]{1,3}\]?|\d{1,3}")
_BEFORE_MARK = re.compile(r"(?:[^\W\d_]|\]|\d{2})[\"”’)»]*[.,;:!?…]?[\"”’)»]*$")
_LONGEST_MARK = 5
_LINK_MARK_PARTS = 6
_BRACKETED = re.compile(r"\[[^\[\]]{1,40}\]")
_NOTE_CLASS = re.compile(r"\b(?:reference|foot-?note|note-?ref|fn-?ref|cite[-_]ref|fnref)", re.I)
_FONT_FAMILY = re.compile(r"font(?:-family)?\s*:[^;]*?(wingdings|webdings|symbol)\b", re.I)
_BRACKET_ENTITY = re.compile(r"&(?:lt|gt|#60|#62|#x3c|#x3e);", re.I)
_TAG_LIKE = re.compile(r"&lt;\s*[/!a-z]", re.I)
_ABOUT_ENTITIES = re.compile(r"\b(?:entit(?:y|ies)|html|xml|markup|escap(?:e[sd]?|ing))\b", re.I)


def render_inline(root: _Element, rules: StyleRules) -> None:
    """Write the powers, indices and quotations of a tree as text; keep dates and insertions."""
    render_picture_fonts(root)
    _render_raised(root, rules)
    _protect_dates_and_insertions(root)
    for quotation in list(root.iter("q")):
        quotation.text = f"“{quotation.text or ''}"
        if len(quotation):
            quotation[-1].tail = f"{quotation[-1].tail or ''}”"
        else:
            quotation.text += "”"
        quotation.tag = "span"


def render_picture_fonts(root: _Element) -> None:
    """Write the letters of a tree that are set in a font of pictures as what is seen.

    `<span style="font-family:Wingdings">J</span> -> <span>☺</span>`
    """
    for element in root.iter("{*}span", "{*}font"):
        font = element.get("face") or ""
        found = None if font else _FONT_FAMILY.search(element.get("style") or "")
        font = name_symbol_font(found[1] if found else font)
        if font and element.text:
            element.text = render_symbols(element.text, font)


def drop_self_links(root: _Element) -> None:
    """Drop the links by which headings link to themselves: `<h2>Aim<a href="#aim">¶</a></h2>`."""
    for link in list(root.iter("a")):
        text = "".join(map(str, islice(link.itertext(), 2))).strip()
        if text in _SELF_LINKS and "#" in (link.get("href") or ""):
            drop(link)


def _render_raised(root: _Element, rules: StyleRules) -> None:
    raised = root.iter("sup", "sub", "span", "font", "small", "a")
    for element in list(islice(raised, _MAX_RAISED)):
        tag = element.tag
        if tag not in ("sup", "sub"):
            tag = find_raising(rules.find_declarations(element))
        if element.tag == "span" and element.text == "+" and _is_for_readers(element):
            replace_by_text(element, " ")  # "1+1⁄2", which is shown as "1 1⁄2"
            continue
        if tag not in ("sup", "sub") and _is_mark_on_the_line(element):
            drop(element)
            continue
        if tag not in ("sup", "sub") or is_inside(element, CODE_TAGS):
            continue
        text = " ".join("".join(map(str, element.itertext())).split())
        before = text_before(element)
        if tag == "sub":
            if len(text) <= 12:
                replace_by_text(element, lower_digits(text, before))
        elif _is_note_mark(element, text):
            drop(element)
        elif _is_fraction(element, text):
            replace_by_text(element, f" {text}" if before[-1:].isdigit() else text)
        elif len(text) <= 12:
            replace_by_text(element, render_superscript(before, text))


def _is_note_mark(element: _Element, text: str) -> bool:
    """Whether a raised text leads to a note: a linked number, or something in brackets."""
    names = " ".join((element.get("class") or "", element.get("id") or ""))
    if _NOTE_CLASS.search(names) or _BRACKETED.fullmatch(text):
        return True
    parent = element.getparent()
    links = [element.find(".//a"), parent if parent is not None and parent.tag == "a" else None]
    return any(link is not None for link in links) and _LINK_MARK.fullmatch(text) is not None


def _is_for_readers(element: _Element) -> bool:
    return not {"sr-only", "visually-hidden"}.isdisjoint((element.get("class") or "").split())


def _is_mark_on_the_line(element: _Element) -> bool:
    """Whether a link or a span is the mark of a note: `said<a href="#n2">[2]</a>`."""
    if element.tag not in ("a", "span"):
        return False
    raw = "".join(map(str, islice(element.itertext(), _LINK_MARK_PARTS)))
    text = raw.strip()
    if raw[:1].isspace():
        return False
    if len(text) > _LONGEST_MARK or not _LINE_MARK.fullmatch(text):
        return False
    marked = _NOTE_CLASS.search(element.get("class") or "") is not None
    linked = element.tag == "a" and "#" in (element.get("href") or "")
    return (marked or linked) and _BEFORE_MARK.search(text_before(element)) is not None


def _is_fraction(element: _Element, text: str) -> bool:
    """Whether a raised number stands over a lowered one: `<sup>1</sup>/<sub>2</sub>`."""
    below = element.getnext()
    stroke = (element.tail or "").strip()
    return text.isdecimal() and stroke in ("/", "⁄") and below is not None and below.tag == "sub"


def _protect_dates_and_insertions(root: _Element) -> None:
    """Rename what trafilatura would take out of sentences: dates, and what was inserted later."""
    sizes: dict[_Element, int] = {}
    for time in list(root.iter("time")):
        parent = time.getparent()
        if parent is None or parent.tag not in _SENTENCE_TAGS:
            continue
        if parent not in sizes:
            sizes[parent] = len("".join(map(str, parent.itertext())).split())
        if sizes[parent] >= _MIN_SENTENCE_WORDS:
            time.tag = "span"
    for inserted in list(root.iter("ins", "output", "label")):
        if inserted.tag == "ins" and "adsby" in (inserted.get("class") or ""):
            continue
        if inserted.tag == "ins" or is_inside(inserted, frozenset(("p",))):
            inserted.tag = "span"


def undo_double_escapes(root: _Element) -> None:
    """Read entities that were escaped twice, in the text and in the head of a page.

    `AT&amp;T -> AT&T` as text. Code, and what speaks about entities, stays as it is.
    """
    for holder, place in iterate_text_places(root):
        text = getattr(holder, place)
        if "&" not in text:
            continue
        around = holder if place == "text" else holder.getparent()
        if around is None or tag_of(around) in CODE_TAGS or is_inside(around, CODE_TAGS):
            continue
        setattr(holder, place, unescape_twice(text))
    for meta in root.iter("meta"):
        if content := meta.get("content"):
            meta.set("content", unescape_twice(content))


def unescape_twice(text: str) -> str:
    """Return a text whose entities are read: `"&pound;5 &#8212; AT&amp;T" -> "£5 — AT&T"`.

    Tags that a text shows stay as they are, and so does a text about entities.
    """
    if not ENTITY.search(text) or _ABOUT_ENTITIES.search(text):
        return text
    if _TAG_LIKE.search(text) is None:
        return decode_entities(text)
    return ENTITY.sub(
        lambda one: one[0] if _BRACKET_ENTITY.fullmatch(one[0]) else decode_entity(one), text
    )
