"""Word's style sheet and properties -> what a paragraph is, and what its characters look like."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from summarize.sources.blocks import PROSE_KINDS, BlockKind
from summarize.sources.formats import xml_tree as xml
from summarize.sources.formats.looks import MIN_SHIFT, NO_LOOK, Look, parse_color

_BODY_LEVEL = 9  # the outline level of what is no heading
_HEADING_STYLE = re.compile(r"heading (\d)")
_CONTENTS_STYLE = re.compile(r"toc\b.*|table of (?:figures|contents|authorities)|contents heading")
_STYLE_KINDS = {
    **dict.fromkeys(("subtitle", "header", "footer"), BlockKind.METADATA),
    **dict.fromkeys(("footnote text", "endnote text"), BlockKind.NOTE),
    **dict.fromkeys(("html preformatted", "source code", "code"), BlockKind.CODE),
    "caption": BlockKind.CAPTION,
    "bibliography": BlockKind.REFERENCE,
}
_LIST_STYLE = re.compile(r"list (?:bullet|number)(?: \d)?")
_LOOK_TAGS = frozenset("strike dstrike vanish sz color highlight shd vertAlign position".split())
_SHIFTS = {"superscript": 1, "subscript": -1}


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph of this style is.

    `title` for the document's title, `contents` for lines of a table of contents;
    `look` of its characters, its base styles' included.
    """

    kind: BlockKind = BlockKind.PROSE
    level: int = 0
    title: bool = False
    contents: bool = False
    look: Look = NO_LOOK


NO_STYLE = Style()


@dataclass(frozen=True)
class StyleSheet:
    """The styles by their identifiers; `default` is of paragraphs that name none."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: Style = NO_STYLE

    def find(self, element: xml.Element | None, *path: str) -> Style:
        """Return the style that a property along a path names, or one that says nothing."""
        return self.styles.get(get_value(element, *path), NO_STYLE)

    def find_look(self, run: xml.Element, around: Look) -> Look:
        """Return the look of a run in a paragraph whose characters look like `around`.

        Where both the paragraph's and the characters' style strike out or hide, Word
        takes the one for the negation of the other.
        """
        styled = self.find(run, "rPr", "rStyle").look
        look = styled.over(around)
        struck = bool(styled.struck) != bool(around.struck)
        hidden = bool(styled.hidden) != bool(around.hidden)
        if struck != bool(look.struck) or hidden != bool(look.hidden):
            look = replace(look, struck=struck, hidden=hidden)
        return read_look(xml.find_child(run, "rPr")).over(look)


def parse_styles(root: xml.Element | None) -> StyleSheet:
    """Parse `word/styles.xml`; each style takes over what those it is based on say."""
    found = [one for one in root if xml.local_name(one) == "style"] if root is not None else []
    elements = {xml.get_attribute(one, "styleId"): one for one in found}
    plain = Style(look=read_look(xml.find_child(root, "docDefaults", "rPrDefault", "rPr")))
    styles: dict[str, Style] = {}
    default = plain
    for identifier, element in elements.items():
        chain: list[str] = []
        base = identifier
        while base in elements and base not in chain and len(chain) < 20:
            chain.append(base)
            base = get_value(elements[base], "basedOn")
        is_paragraph = xml.get_attribute(element, "type") != "character"
        style = plain if is_paragraph else NO_STYLE
        for one in reversed(chain):
            style = _apply_element(style, elements[one])
        styles[identifier] = style
        if is_paragraph and xml.get_attribute(element, "default") in ("1", "true", "on"):
            default = Style(look=style.look)
    return StyleSheet(styles, default)


def _apply_element(style: Style, element: xml.Element) -> Style:
    name, look = get_value(element, "name").lower(), style.look
    heading = _HEADING_STYLE.fullmatch(name)
    if name == "title":
        style = Style(BlockKind.HEADING, 1, title=True)
    elif heading:
        style = Style(BlockKind.HEADING, int(heading.group(1)))
    elif name in _STYLE_KINDS:
        style = Style(_STYLE_KINDS[name])
    elif _CONTENTS_STYLE.fullmatch(name):
        style = Style(contents=True)
    elif _LIST_STYLE.fullmatch(name):
        style = Style(BlockKind.ITEM)
    properties = xml.find_child(element, "pPr")
    own = read_look(xml.find_child(element, "rPr")).over(read_shading(properties))
    return apply_properties(replace(style, look=own.over(look)), properties)


def apply_properties(style: Style, properties: xml.Element | None) -> Style:
    """Return a style with what `w:pPr` adds to it: an outline level, or that it is in a list."""
    outline = get_value(properties, "outlineLvl")
    if outline.isdecimal() and not style.contents and not style.title:
        level = int(outline)
        if level < _BODY_LEVEL:
            return replace(style, kind=BlockKind.HEADING, level=min(level + 1, 6))
        if style.kind is BlockKind.HEADING:
            style = replace(style, kind=BlockKind.PROSE, level=0)
    listed = xml.find_child(properties, "numPr", "numId")
    if listed is None or style.kind not in PROSE_KINDS:
        return style
    off = xml.get_attribute(listed, "val") == "0"
    return replace(style, kind=BlockKind.PROSE if off else BlockKind.ITEM)


def read_look(properties: xml.Element | None) -> Look:
    """Return what `w:rPr` says of the look of characters."""
    if properties is None or len(properties) == 0:
        return NO_LOOK
    given = {name: one for one in properties if (name := xml.local_name(one)) in _LOOK_TAGS}
    if not given:
        return NO_LOOK
    struck = [is_on(given[name]) for name in ("strike", "dstrike") if name in given]
    size = xml.get_attribute(given.get("sz"), "val")
    return Look(
        struck=any(struck) if struck else None,
        hidden=is_on(given["vanish"]) if "vanish" in given else None,
        shift=_read_shift(given),
        color=parse_color(xml.get_attribute(given.get("color"), "val")),
        background=_read_background(given),
        size=int(size) / 2 if size.isdecimal() else None,
    )


def read_shading(properties: xml.Element | None) -> Look:
    """Return the background that `w:pPr` or `w:tcPr` gives to the characters in it."""
    shading = xml.find_child(properties, "shd")
    return NO_LOOK if shading is None else Look(background=_read_background({"shd": shading}))


def _read_background(given: dict[str, xml.Element]) -> str | None:
    marked = parse_color(xml.get_attribute(given.get("highlight"), "val"))
    return marked or parse_color(xml.get_attribute(given.get("shd"), "fill"))


def _read_shift(given: dict[str, xml.Element]) -> int | None:
    if "vertAlign" in given:
        return _SHIFTS.get(xml.get_attribute(given["vertAlign"], "val"), 0)
    moved = xml.get_attribute(given.get("position"), "val")
    if not moved.lstrip("-").isdecimal():
        return None
    return int(moved) if abs(int(moved)) >= MIN_SHIFT else 0


def is_on(toggle: xml.Element | None) -> bool:
    """Whether an on-off property is there and not switched off."""
    return toggle is not None and xml.get_attribute(toggle, "val") not in ("0", "false", "off")


def get_value(element: xml.Element | None, *path: str) -> str:
    """Return the `w:val` of the first descendant along a path; "" if there is none."""
    return xml.get_attribute(xml.find_child(element, *path), "val")
