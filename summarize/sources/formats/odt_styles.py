"""Styles of ODT -> how text looks: bold, struck out, hidden, raised, in which colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from summarize.sources.formats import xml_tree as xml
from summarize.sources.formats.looks import NO_LOOK, PAGE, UNKNOWN, Look, parse_color

_SHIFTS = {"super": 1, "sub": -1}


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """`look` is what the style itself says, without its parents."""

    name: str = ""
    parent: str = ""
    bold: bool = False
    look: Look = NO_LOOK


NO_STYLE = OdtStyle()
OdtStyles = Mapping[tuple[str, str], OdtStyle]


def parse_styles(*parts: xml.Element | None) -> OdtStyles:
    """Return styles by family and name: the document's own, and those made for one paragraph.

    What is usual in a family is its style "".
    """
    named: dict[tuple[str, str], OdtStyle] = {}
    for kind in ("style", "default-style"):
        for element in (one for part in parts for one in xml.find_descendants(part, kind)):
            text = xml.find_child(element, "text-properties")
            style = OdtStyle(
                xml.get_attribute(element, "name"),
                xml.get_attribute(element, "parent-style-name"),
                xml.get_attribute(text, "font-weight") == "bold",
                _read_look(text, xml.find_child(element, "paragraph-properties")),
            )
            family = xml.get_attribute(element, "family")
            for one in (family,) if family else ("paragraph", "text"):
                named.setdefault((one, style.name), style)
    return named


def read_page_color(styles: xml.Element | None) -> str:
    """Return the colour behind the text of all pages, as in `Look`."""
    pages = xml.find_descendants(styles, "page-layout-properties")
    colors = {parse_color(xml.get_attribute(page, "background-color")) for page in pages}
    return UNKNOWN if colors - {None, PAGE} else PAGE


def _read_look(text: xml.Element | None, paragraph: xml.Element | None) -> Look:
    """Return what `style:text-properties` says; a paragraph may have a background of its own."""
    lines = [xml.get_attribute(text, f"text-line-through-{part}") for part in ("style", "type")]
    given = [line for line in lines if line]
    display, size = (xml.get_attribute(text, key) for key in ("display", "font-size"))
    position = xml.get_attribute(text, "text-position")
    behind = (xml.get_attribute(one, "background-color") for one in (text, paragraph))
    return Look(
        struck="none" not in given if given else None,
        hidden=display == "none" if display else None,
        shift=_read_shift(position) if position else None,
        color=parse_color(xml.get_attribute(text, "color")),
        background=next(filter(None, map(parse_color, behind)), None),
        size=_parse_points(size),
    )


def _read_shift(position: str) -> int:
    """Return `style:text-position` as in `Look`: `"super 58%" -> 1`, `"33% 80%" -> 33`."""
    share = position.partition(" ")[0].removesuffix("%")
    if share in _SHIFTS:
        return _SHIFTS[share]
    return int(share) if share.lstrip("-").isdecimal() else 0


def _parse_points(size: str) -> float | None:
    number = size.removesuffix("pt")
    try:
        return float(number) if number != size else None
    except ValueError:
        return None
