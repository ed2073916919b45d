"""Single elements of a Word document: what they are called, and what is seen of them."""

from __future__ import annotations

import re
from functools import lru_cache

from summarize.sources.formats import xml_tree as xml
from summarize.sources.formats.docx_styles import get_value
from summarize.sources.symbol_fonts import name_symbol_font, render_symbols

_NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
}
_EQUATION_PROGRAM = re.compile(r"Equation|MathType", re.IGNORECASE)


@lru_cache(maxsize=1024)
def name_tag(tag: str) -> str:
    """Return a name with its usual prefix: `w:p`; without one if it is none of Word's."""
    namespace, _, name = tag.rpartition("}")
    prefix = _NAMESPACES.get(namespace[1:])
    return f"{prefix}:{name}" if prefix else name


def is_equation(element: xml.Element) -> bool:
    """Whether an embedded object is a formula."""
    program = next(element.iter("{*}OLEObject"), None)
    return _EQUATION_PROGRAM.match(xml.get_attribute(program, "ProgID")) is not None


def has_text(paragraph: xml.Element) -> bool:
    """Whether there is something to see in a paragraph."""
    return any((one.text or "").strip() for one in paragraph.iter("{*}t"))


def is_generated(element: xml.Element) -> bool:
    """Whether a control holds a table of contents, or "Click here to enter text"."""
    gallery = get_value(element, "sdtPr", "docPartObj", "docPartGallery")
    placeholder = xml.find_child(element, "sdtPr", "showingPlcHdr")
    return gallery == "Table of Contents" or placeholder is not None


def decode_symbol(element: xml.Element) -> str:
    """Return what is seen of a character of a font; "" where that is a picture."""
    try:
        code = int(xml.get_attribute(element, "char"), 16)
    except ValueError:
        return ""
    if font := name_symbol_font(xml.get_attribute(element, "font")):
        return render_symbols(chr(code & 0xFFFF), font)
    return chr(code) if 0x20 <= code < 0xD800 else ""


def read_font(properties: xml.Element | None) -> str:
    """Return the font of a run if its letters are pictures."""
    fonts = xml.find_child(properties, "rFonts")
    return name_symbol_font(xml.get_attribute(fonts, "ascii"))
