"""Bytes of a web page -> text, by the encoding that HTTP or the page declares if that fits."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from summarize.errors import SourceError
from summarize.sources.decoding import DecodedText, decode

_HEAD = 4096  # bytes in which a page must declare its encoding; browsers look at 1024
_BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_META_CHARSET = re.compile(rb"<meta\s[^<>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
_XML_ENCODING = re.compile(rb"\s*<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
_TEXT_CODECS = re.compile(
    r"utf-?(?:8|16|32)|cp\d|iso8859|koi8|mac|euc|iso2022|gb18030|big5|johab|hz|shift_jis|ascii"
)
_STRAY_NULS = 100  # one NUL in so many bytes is damage; UTF-16 has more
_MAX_DAMAGE = 0.002  # of the characters may be wrong in a declared encoding

# Labels mean what browsers take them for: https://encoding.spec.whatwg.org/#names-and-labels
_LABELS = {
    label: codec
    for codec, labels in {
        "cp1252": "iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 ascii us-ascii ansi x-cp1252"
        " windows-1252 x-user-defined",
        "gb18030": "gb2312 gb_2312 gb_2312-80 gbk x-gbk cp936 chinese csgb2312 gb-2312",
        "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j csshiftjis",
        "cp949": "euc-kr ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean windows-949",
        "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5 csbig5",
        "cp1254": "iso-8859-9 iso8859-9 latin5 l5 windows-1254 x-cp1254",
        "cp874": "iso-8859-11 iso8859-11 tis-620 dos-874 windows-874",
        "iso8859_8": "iso-8859-8-i iso-8859-8-e logical visual",
        "koi8_r": "koi koi8 koi8-r",
        "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian",
        "mac_roman": "macintosh mac x-mac-roman",
        "cp1251": "windows-1251 x-cp1251 win-1251",
        "utf-8": "utf8 utf-8 unicode-1-1-utf-8 x-unicode20utf8",
    }.items()
    for label in labels.split()
}


def decode_page(data: bytes, name: str, charset: str | None) -> DecodedText:
    """Return the text of a page, perhaps with NULs. Raises SourceError if it is no text at all.

    A byte order mark decides; then UTF-8 that is valid and more than ASCII, as chance
    does not write it; then `charset` of HTTP; then the page's own declaration; then what
    the bytes look like. A declaration that can't be true is ignored, with a note.
    """
    if data.startswith(_BYTE_ORDER_MARKS):
        return decode(data, name)
    if data.count(b"\x00") * _STRAY_NULS <= len(data):
        data = data.replace(b"\x00", b"")  # they end a page for libxml2
    labels = [(charset, "the server"), (find_declared_charset(data), "the page")]
    known = [(label, find_codec(label), who) for label, who in labels if label]
    if not data.isascii() and b"\x00" not in data:
        with suppress(UnicodeDecodeError):
            text = data.decode("utf-8")
            wrong = (label for label, codec, _ in known if codec != "utf-8")
            note = next((f"decoded as utf-8, though declared as {label}" for label in wrong), "")
            return DecodedText(text, note)
    note = ""
    for label, codec, who in known:
        decoded = _decode_as_declared(data, codec, who)
        if decoded:
            return decoded
        note = note or f"not in {label}, as {who} says"
    try:
        guessed = decode(data, name)
    except SourceError as error:
        raise SourceError(
            f"{name} is no web page: its bytes are no text", "give the address or file of a page"
        ) from error
    return DecodedText(guessed.text, ", ".join(filter(None, (note, guessed.note))))


def find_declared_charset(data: bytes) -> str | None:
    """Return the label in the page itself: `b'<meta charset="Shift_JIS">' -> "shift_jis"`."""
    found = _META_CHARSET.search(data, 0, _HEAD) or _XML_ENCODING.match(data, 0, _HEAD)
    label = found.group(1).decode("ascii", "ignore").lower() if found else None
    # A page whose label is read as ASCII is not UTF-16: browsers read UTF-8.
    return "utf-8" if label and label.startswith(("utf-16", "utf-32")) else label


def find_codec(label: str) -> str | None:
    """Return Python's codec for a label on the web, or None: `"ISO-8859-1" -> "cp1252"`."""
    label = label.strip().strip("\"'").lower()
    if label in _LABELS:
        return _LABELS[label]
    try:
        codec = codecs.lookup(label).name
    except LookupError:
        return None
    return codec if _TEXT_CODECS.match(codec) else None


def _decode_as_declared(data: bytes, codec: str | None, who: str) -> DecodedText | None:
    """Return the text, with a little damage if need be; None if the bytes do not fit."""
    if codec is None or (b"\x00" in data and not codec.startswith(("utf-16", "utf-32"))):
        return None
    text = data.decode(codec, errors="replace")
    damaged = text.count("\ufffd")
    if damaged > max(1, _MAX_DAMAGE * len(text)):
        return None
    note = "" if data.isascii() and codec in ("utf-8", "cp1252") else f"decoded as {codec} ({who})"
    if damaged:
        note = f"decoded as {codec} ({who}), damaged characters replaced: {damaged}"
    return DecodedText(text, "" if note == f"decoded as utf-8 ({who})" else note)
