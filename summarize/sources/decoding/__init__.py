"""Bytes -> text: which encoding (charset) a file is in, and a note of how that was found.

In this order: a byte order mark; the escapes of ISO-2022; valid UTF-8; wide
characters; what the text declares; what the words look like. Then mojibake is undone
where there is no doubt.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from summarize.errors import SourceError
from summarize.sources.decoding.codepages import guess_code_page, score_decoding
from summarize.sources.decoding.mojibake import repair_mojibake

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)

_SAMPLE = 64 * 1024  # bytes with non-ASCII characters that the detection looks at
_HEAD = 2048  # bytes in which a declaration stands
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ISO_2022_ESCAPES = re.compile(rb"\x1b\$(?:[@AB]|\)C)")
_DECLARATION = re.compile(
    rb"(?:charset|encoding|coding)\s*[:=]\s*[\"']?([A-Za-z][\w.:-]{2,20})", re.I
)
_WEB_NAMES = {"iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_CHARACTERS_PER_DAMAGE = 500  # one damaged character in so many
_MIN_EAST_ASIAN_SCORE = 0.6  # the mark of any characters that happen to be Chinese is 0.4
_CODE_PAGE_NAMES = re.compile(
    r"(?:cp|iso8859|iso2022|koi8|mac|gb|big5|euc|shift_?jis|tis|johab|hz)"
)
# What people write: letters of living scripts, punctuation, common symbols, emoji.
_WRITTEN_CHARACTERS = re.compile(
    "[\t\n\r -~\u00a0-\u024f\u0300-\u036f\u0370-\u0700\u0900-\u0fff\u10a0-\u11ff\u1e00-\u1fff"
    "\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2100-\u214f\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
    "\uff01-\uff9f\U0001f300-\U0001faff]"
)
_SEPARATORS = re.compile("[\t\n\r ,.\u3001\u3002\uff0c]")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """`text`, without a byte order mark; `note` says what was assumed, "" for plain UTF-8."""

    text: str
    note: str = ""


def decode(data: bytes, name: str) -> DecodedText:
    """Return the text in `data`, all characters unchanged, without a byte order mark.

    `name` is for the error: SourceError if `data` is not text in any encoding.

    `b"caf\\xe9" -> Decoded("café", "decoded as cp1252 (guessed)")`
    """
    decoded = _decode_bytes(data)
    sample = decoded.text[:_SAMPLE] if decoded is not None else ""
    # Nobody wrote a text in which more than one character in a hundred is a control character.
    if decoded is None or len(_CONTROLS.findall(sample)) * 100 > len(sample):
        raise SourceError(f"{name} is not a text file", "give a plain-text or Markdown file")
    text, repaired = repair_mojibake(decoded.text)
    nulls = text.count("\x00")
    notes = (
        decoded.note,
        f"{_count_phrase(repaired, 'character')} of mojibake repaired" if repaired else "",
        f"{_count_phrase(nulls, 'null character')} left in" if nulls else "",
    )
    return DecodedText(text, ", ".join(filter(None, notes)))


def decode_leniently(data: bytes, name: str) -> DecodedText:
    """Decode like `decode`, but what is no text in any encoding as damaged UTF-8."""
    try:
        return decode(data, name)
    except SourceError:
        text = data.decode("utf-8", errors="replace")
        return DecodedText(text, "decoded as utf-8, damage replaced")


def _decode_bytes(data: bytes) -> DecodedText | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            # The mark says that this is text: damage is replaced, and noted.
            return decode_replacing(data.removeprefix(mark), encoding, "byte order mark")
    narrow = (_decode_iso_2022, _decode_utf8, _decode_declared, _decode_east_asian, _decode_legacy)
    few_nulls = data.count(b"\x00") * 100 <= len(data)
    ways = (*(narrow if few_nulls else ()), _decode_wide, _decode_damaged_utf8)
    return next(filter(None, (way(data) for way in ways)), None)


def _count_phrase(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count > 1 else ''}"


def decode_replacing(data: bytes, encoding: str, why: str) -> DecodedText:
    """Decode as `encoding`, damage replaced by U+FFFD and counted; `why` is for the note."""
    text = data.decode(encoding, errors="replace")
    note = f"decoded as {encoding} ({why})" if why else f"decoded as {encoding}"
    if damaged := _count_damage(data, text, encoding):
        note += f", {_count_phrase(damaged, 'damaged character')} replaced"
    return DecodedText(text, note)


def _count_damage(data: bytes, text: str, encoding: str) -> int:
    """Count the replacement characters in `text` that were not in the source."""
    own = data.count("\ufffd".encode(encoding)) if encoding.startswith("utf") else 0
    return max(0, text.count("\ufffd") - own)


def _decode_iso_2022(data: bytes) -> DecodedText | None:
    """Decode ISO-2022: ASCII bytes with escapes that switch to Japanese or Korean."""
    if not data.isascii() or not _ISO_2022_ESCAPES.search(data):
        return None
    korean = b"\x1b$)C" in data
    for encoding in ("iso2022_kr",) if korean else ("iso2022_jp_2", "iso2022_jp_ext"):
        text = _decode_strictly(data, encoding)
        if text is not None:
            return DecodedText(text, f"decoded as {encoding} (its escapes)")
    return None


def _decode_utf8(data: bytes) -> DecodedText | None:
    """Decode UTF-8, also with a little damage: a download cut in the middle of a character."""
    text = data.decode("utf-8", errors="replace")
    damaged = _count_damage(data, text, "utf-8")
    if not damaged:
        return DecodedText(text)
    foreign = len(text) - sum(map(str.isascii, text)) - text.count("\ufffd")
    return decode_replacing(data, "utf-8", "") if foreign >= 10 * damaged else None


def _decode_damaged_utf8(data: bytes) -> DecodedText | None:
    """Decode UTF-8 with a few bytes in it that are nothing: they must not cost the rest."""
    decoded = decode_replacing(data, "utf-8", "")
    few = decoded.text.count("\ufffd") * _CHARACTERS_PER_DAMAGE <= len(decoded.text)
    return decoded if few else None


def _decode_declared(data: bytes) -> DecodedText | None:
    """Decode as the text declares (`-*- coding: koi8-r -*-`), if it can be read so."""
    found = _DECLARATION.search(data, 0, _HEAD)
    codec = find_codec(found.group(1).decode("ascii")) if found else None
    if codec is None or not _CODE_PAGE_NAMES.match(codec):
        return None
    encoding = _WEB_NAMES.get(codec, codec)
    text = data.decode(encoding, errors="replace")
    foreign = sum(not char.isascii() for char in text[:_SAMPLE])
    damaged = text.count("\ufffd") * 50 > foreign
    return None if damaged else decode_replacing(data, encoding, "declared")


def find_codec(name: str) -> str | None:
    """Return Python's name for an encoding: `"UTF8" -> "utf-8"`; None if there is no such one."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _decode_wide(data: bytes) -> DecodedText | None:
    """Decode UTF-16 or UTF-32 without a byte order mark: the right byte order makes sense."""
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = _decode_strictly(data, encoding)
        sample = text[:_SAMPLE] if text is not None else ""
        # Any two bytes make some character of the wide sets, which fall into all scripts;
        # people write few of them, with the spaces or stops that every text has.
        written = len(_WRITTEN_CHARACTERS.findall(sample))
        anchors = len(_SEPARATORS.findall(sample))
        sensible = written >= 0.98 * len(sample) and 50 * anchors >= len(sample)
        if text is not None and sensible:
            return DecodedText(text, f"decoded as {encoding} (guessed)")
    return None


def _decode_east_asian(data: bytes) -> DecodedText | None:
    """Decode UTF-16 without zero bytes, as without spaces and line ends: Chinese, Japanese."""
    for encoding in ("utf-16-le", "utf-16-be"):
        sample = data[:_SAMPLE]
        if len(data) % 2 == 0 and score_decoding(sample, encoding) >= _MIN_EAST_ASIAN_SCORE:
            text = data.decode(encoding, errors="replace")
            return DecodedText(text, f"decoded as {encoding} (guessed)")
    return None


def _decode_strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _decode_legacy(data: bytes) -> DecodedText | None:
    """Decode an old code page, guessed from the lines that hold characters beyond ASCII."""
    found: list[bytes] = []
    size = 0
    for line in data.split(b"\n"):
        if size < _SAMPLE and not line.isascii():
            found.append(line[: _SAMPLE - size])
            size += len(found[-1])
    encoding = guess_code_page(b"\n".join(found))
    return None if encoding is None else decode_replacing(data, encoding, "guessed")
