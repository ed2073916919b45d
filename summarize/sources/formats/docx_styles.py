"""What the styles of a Word document say about its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from summarize.sources.blocks import Kind
from summarize.sources.formats.xml_tree import attribute, child, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BODY = 9  # the outline level of what is no heading
_HEADING = re.compile(r"heading (\d)")
_CONTENTS = re.compile(r"toc\b.*|table of (?:figures|contents|authorities)|contents heading")
_NAMED = {
    "subtitle": Kind.METADATA, "caption": Kind.CAPTION, "bibliography": Kind.REFERENCE,
    "footnote text": Kind.NOTE, "endnote text": Kind.NOTE, "html preformatted": Kind.CODE,
    "source code": Kind.CODE, "code": Kind.CODE, "header": Kind.METADATA, "footer": Kind.METADATA,
}  # fmt: skip
_LIST = re.compile(r"list (?:bullet|number)(?: \d)?")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph of this style is.

    `title` for the document's title, `contents` for lines of a table of contents,
    `hidden` for text that is not shown.
    """

    kind: Kind = Kind.PROSE
    level: int = 0
    title: bool = False
    contents: bool = False
    hidden: bool = False


NONE = Style()


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """The styles by their identifiers; `language` is the template's."""

    styles: Mapping[str, Style] = field(default_factory=dict)
    language: str | None = None

    def named(self, identifier: str) -> Style:
        """The style, or one that says nothing."""
        return self.styles.get(identifier, NONE)

    def of_paragraph(self, paragraph: Element) -> Style:
        """What a `w:p` is by its style and by its own properties."""
        properties = child(paragraph, "pPr")
        if properties is None:
            return NONE
        return _with(self.named(_value(properties, "pStyle")), properties)


def is_on(toggle: Element | None) -> bool:
    """Whether an on-off property is there and not switched off."""
    return toggle is not None and attribute(toggle, "val") not in ("0", "false", "off")


def stylesheet(root: Element | None) -> Stylesheet:
    """The styles of `word/styles.xml`, each with what it takes over from those it is based on."""
    if root is None:
        return Stylesheet()
    elements = {attribute(one, "styleId"): one for one in root if local(one) == "style"}
    styles = {identifier: _resolved(identifier, elements) for identifier in elements}
    defaults = child(root, "docDefaults", "rPrDefault", "rPr", "lang")
    language = attribute(defaults, "val") if defaults is not None else ""
    return Stylesheet(styles, language.lower().partition("-")[0] or None)


def _resolved(identifier: str, elements: Mapping[str, Element]) -> Style:
    chain: list[str] = []
    while identifier in elements and identifier not in chain and len(chain) < 20:
        chain.append(identifier)
        identifier = _value(elements[identifier], "basedOn")
    style = NONE
    for one in reversed(chain):
        style = _own(style, elements[one])
    return style


def _own(style: Style, element: Element) -> Style:
    name = _value(element, "name").lower()
    heading = _HEADING.fullmatch(name)
    if name == "title":
        style = Style(Kind.HEADING, 1, title=True)
    elif heading:
        style = Style(Kind.HEADING, int(heading.group(1)))
    elif name in _NAMED:
        style = Style(_NAMED[name])
    elif _CONTENTS.fullmatch(name):
        style = Style(contents=True)
    elif _LIST.fullmatch(name):
        style = Style(Kind.ITEM)
    properties = child(element, "pPr")
    if properties is not None:
        style = _with(style, properties)
    vanish = child(element, "rPr", "vanish")
    return style if vanish is None else replace(style, hidden=is_on(vanish))


def _with(style: Style, properties: Element) -> Style:
    """A style and what `w:pPr` says beside it: an outline level, or that it is in a list."""
    outline = _value(properties, "outlineLvl")
    if outline.isdecimal() and not style.contents and not style.title:
        level = int(outline)
        if level < _BODY:
            return replace(style, kind=Kind.HEADING, level=min(level + 1, 6))
        if style.kind is Kind.HEADING:
            style = replace(style, kind=Kind.PROSE, level=0)
    listed = child(properties, "numPr", "numId")
    if listed is None or style.kind not in (Kind.PROSE, Kind.ITEM):
        return style
    off = attribute(listed, "val") == "0"
    return replace(style, kind=Kind.PROSE if off else Kind.ITEM)


def _value(element: Element, name: str) -> str:
    found = child(element, name)
    return attribute(found, "val") if found is not None else ""
