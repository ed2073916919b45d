"""XML documents -> which format they are (JATS, RSS, Atom, FB2, XHTML), and their tree."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from summarize.errors import SourceError
from summarize.sources import decoding
from summarize.sources.formats import xml_tree

_HEAD = 64 * 1024
_BEFORE_ROOT = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.S | re.I)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)((?:\s[^<>]*)?)/?>", re.S)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml\b[^>]*\?>")
_FORBIDDEN_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FORMATS_BY_ROOT = {
    "article": "jats", "book-part": "jats", "book-part-wrapper": "jats", "rss": "feeds",
    "feed": "feeds", "rdf": "feeds", "html": "xhtml", "fictionbook": "fb2",
    "tt": "subtitles",
}  # fmt: skip
_MAX_DAMAGE = 0.05  # of the characters beyond ASCII; more, and the declaration is wrong

# What is declared, and what programs that declare it really write.
_SUPERSETS = {
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "big5-hkscs": "big5hkscs",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "iso-8859-1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "latin1": "cp1252", "iso-8859-9": "cp1254", "tis-620": "cp874",
}  # fmt: skip


def detect_xml_format(data: bytes) -> str | None:
    """Return the format of an XML document, by the root in its first kilobytes.

    "jats", "feeds" (RSS, Atom, RDF), "xhtml" or "fb2"; None for any other XML and for
    what is no XML. Markup without a declaration counts if its root is one of those.

    `b'<?xml version="1.0"?><rss version="2.0">' -> "feeds"`
    """
    before, text = _split_at_root(data)
    root = _ROOT.match(text)
    if root is None:
        return None
    name, attributes = root.group(1).lower(), root.group(2)
    if name == "article" and not _is_jats(before + text, attributes):
        return None
    if name == "rdf" and not re.search(r"purl\.org/rss|my\.netscape\.com/rdf", attributes):
        return None
    return _FORMATS_BY_ROOT.get(name)


def _split_at_root(data: bytes) -> tuple[str, str]:
    """Return the start of a document in two parts: before its root, and from the root on."""
    head = data[:_HEAD]
    mark = next((mark for mark in _BYTE_ORDER_MARKS[1:] if head.startswith(mark)), None)
    wide = mark is not None or head[:4] in (b"<\x00?\x00", b"\x00<\x00?")
    if wide:
        big = mark == codecs.BOM_UTF16_BE or head[:1] == b"\x00"
        text = head.decode("utf-16-be" if big else "utf-16-le", errors="replace")
    else:
        text = head.decode("latin-1")
    at = len(text) - len(text.lstrip("\ufeffï»¿ \t\r\n"))
    while (before := _BEFORE_ROOT.match(text, at)) is not None:
        at = before.end()
    return text[:at], text[at:]


def _is_jats(head: str, attributes: str) -> bool:
    """Whether it is JATS: DocBook and HTML fragments begin with `article`, too."""
    if "docbook" in attributes or "DocBook" in head:
        return False
    signs = ("JATS", "NLM//DTD", "<article-meta", "<front>", "<front ")
    return any(sign in head for sign in signs) or "article-type" in attributes


@dataclass(frozen=True, slots=True)
class ParsedXml:
    """The root of a document; `notes` say how it was decoded, and whether it is damaged.

    `damage` is the refusal that is due if there is nothing to read in the root; `cut_off`
    says that the document has no end.
    """

    root: xml_tree.Element
    notes: tuple[str, ...] = ()
    damage: SourceError | None = None
    cut_off: bool = False


def parse_dialect(data: bytes, name: str, what: str) -> ParsedXml:
    """Parse XML, decoded as it declares, damaged characters replaced and counted.

    Valid UTF-8 is UTF-8 whatever is declared; where most of the text would be damage,
    the bytes decide. What is not well-formed is read as far as that goes, and noted.
    SourceError if it is no XML or no text.
    """
    decoded = _decode(data, name)
    text = _DECLARATION.sub("", decoded.text.lstrip("\ufeff"), count=1)
    encoded = _FORBIDDEN_CHARACTERS.sub("", text).encode("utf-8")
    notes = (decoded.note,) if decoded.note else ()
    try:
        return ParsedXml(xml_tree.parse_xml(encoded, name, what), notes)
    except xml_tree.IllFormedError as error:
        note = f"not well-formed, so parts may be missing ({error.reason})"
        root = xml_tree.parse_xml(encoded, name, what, recover=True)
        end = re.compile(rf"</(?:[\w.-]+:)?{re.escape(xml_tree.local_name(root))}\s*>\s*", re.I)
        tail = encoded[-1000:].decode("utf-8", errors="replace")
        return ParsedXml(root, (*notes, note), error, end.search(tail) is None)


def _decode(data: bytes, name: str) -> decoding.DecodedText:
    found = _DECLARED.match(data)
    declared = found.group(1).decode("ascii").lower() if found else ""
    codec = decoding.find_codec(_SUPERSETS.get(declared, declared)) if found else None
    # Where it says that it is text, better damaged than not at all.
    guess = decoding.decode_leniently if found else decoding.decode
    if codec is None or data.startswith(_BYTE_ORDER_MARKS) or codec.startswith("utf"):
        return guess(data, name)
    try:
        note = "" if data.isascii() else f"declared {codec}, but is utf-8"
        return decoding.DecodedText(data.decode("utf-8"), note)
    except UnicodeDecodeError:
        decoded = decoding.decode_replacing(data, codec, "declared")
    damaged = decoded.text.count("\ufffd")
    foreign = len(decoded.text) - sum(map(str.isascii, decoded.text))
    return guess(data, name) if damaged > max(2, _MAX_DAMAGE * foreign) else decoded
