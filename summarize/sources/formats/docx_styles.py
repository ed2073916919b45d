"""What the styles of a Word document say about its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from summarize.sources.blocks import BlockKind
from summarize.sources.formats.xml_tree import find_child, get_attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BODY = 9  # the outline level of what is no heading
_HEADING = re.compile(r"heading (\d)")
_CONTENTS = re.compile(r"toc\b.*|table of (?:figures|contents|authorities)|contents heading")
_NAMED = {
    "subtitle": BlockKind.METADATA, "caption": BlockKind.CAPTION, "bibliography": BlockKind.REFERENCE,
    "footnote text": BlockKind.NOTE, "endnote text": BlockKind.NOTE, "html preformatted": BlockKind.CODE,
    "source code": BlockKind.CODE, "code": BlockKind.CODE, "header": BlockKind.METADATA, "footer": BlockKind.METADATA,
}  # fmt: skip
_LIST = re.compile(r"list (?:bullet|number)(?: \d)?")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph of this style is.

    `title` for the document's title, `contents` for lines of a table of contents,
    `hidden` for text that is not shown.
    """

    kind: BlockKind = BlockKind.PROSE
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
        properties = find_child(paragraph, "pPr")
        if properties is None:
            return NONE
        return _with(self.named(_value(properties, "pStyle")), properties)


def is_on(toggle: Element | None) -> bool:
    """Whether an on-off property is there and not switched off."""
    return toggle is not None and get_attribute(toggle, "val") not in ("0", "false", "off")


def stylesheet(root: Element | None) -> Stylesheet:
    """The styles of `word/styles.xml`, each with what it takes over from those it is based on."""
    if root is None:
        return Stylesheet()
    elements = {get_attribute(one, "styleId"): one for one in root if local_name(one) == "style"}
    styles = {identifier: _resolved(identifier, elements) for identifier in elements}
    defaults = find_child(root, "docDefaults", "rPrDefault", "rPr", "lang")
    language = get_attribute(defaults, "val") if defaults is not None else ""
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
        style = Style(BlockKind.HEADING, 1, title=True)
    elif heading:
        style = Style(BlockKind.HEADING, int(heading.group(1)))
    elif name in _NAMED:
        style = Style(_NAMED[name])
    elif _CONTENTS.fullmatch(name):
        style = Style(contents=True)
    elif _LIST.fullmatch(name):
        style = Style(BlockKind.ITEM)
    properties = find_child(element, "pPr")
    if properties is not None:
        style = _with(style, properties)
    vanish = find_child(element, "rPr", "vanish")
    return style if vanish is None else replace(style, hidden=is_on(vanish))


def _with(style: Style, properties: Element) -> Style:
    """A style and what `w:pPr` says beside it: an outline level, or that it is in a list."""
    outline = _value(properties, "outlineLvl")
    if outline.isdecimal() and not style.contents and not style.title:
        level = int(outline)
        if level < _BODY:
            return replace(style, kind=BlockKind.HEADING, level=min(level + 1, 6))
        if style.kind is BlockKind.HEADING:
            style = replace(style, kind=BlockKind.PROSE, level=0)
    listed = find_child(properties, "numPr", "numId")
    if listed is None or style.kind not in (BlockKind.PROSE, BlockKind.ITEM):
        return style
    off = get_attribute(listed, "val") == "0"
    return replace(style, kind=BlockKind.PROSE if off else BlockKind.ITEM)


def _value(element: Element, name: str) -> str:
    found = find_child(element, name)
    return get_attribute(found, "val") if found is not None else ""
