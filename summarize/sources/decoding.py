"""Bytes -> text: which encoding a file is in, and an honest word about how that was found."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarize.errors import SourceError

# Longest first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")

# Without these, short texts are taken for Macintosh, mainframe or DOS code pages.
_CANDIDATES = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949"),
    *("gb2312", "gbk", "gb18030", "big5", "tis_620", "iso2022_jp"),
]

_SAMPLE = 64 * 1024  # bytes with non-ASCII characters that the detection looks at
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_TYPOGRAPHY = frozenset("‘’‚“”„…–—•\u00a0£€©®™°·§«»½¼¾¿¡×")
_WESTERN_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ]+")
_CONSONANTS = re.compile(r"[Ð-ÑÝÞðýþŠšŽž]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text`, without a byte order mark; `note` says what was assumed, "" for plain UTF-8."""

    text: str
    note: str = ""


def decode(data: bytes, name: str) -> Decoded:
    """The text in `data`, line ends and all characters unchanged, the byte order mark dropped.

    A byte order mark decides; then valid UTF-8; then what the bytes look like.
    `name` is for the error: SourceError if `data` is not text in any encoding.

    `b"caf\\xe9" -> Decoded("café", "decoded as cp1252 (guessed)")`
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data.removeprefix(mark), encoding)
    decoded = _utf8(data) or _wide(data) or _legacy(data)
    if decoded is None or _is_binary(decoded.text):
        raise SourceError(f"{name} is not a text file", "give a plain-text or Markdown file")
    return decoded


def _marked(data: bytes, encoding: str) -> Decoded:
    """A byte order mark says that this is text: damage is replaced and told."""
    text = data.decode(encoding, errors="replace")
    damaged = text.count("\ufffd") - data.count("\ufffd".encode(encoding))
    note = f"decoded as {encoding} (byte order mark)"
    return Decoded(text, _with_damage(note, damaged) if damaged > 0 else note)


def _with_damage(note: str, damaged: int) -> str:
    return f"{note}, {damaged} damaged character{'s' if damaged > 1 else ''} replaced"


def _utf8(data: bytes) -> Decoded | None:
    """UTF-8, also with a little damage: a download cut in the middle of a character."""
    if b"\x00" in data:
        return None
    text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd") - data.count("\ufffd".encode())
    if damaged <= 0:
        return Decoded(text)
    foreign = len(text) - sum(map(str.isascii, text)) - text.count("\ufffd")
    if foreign < 10 * damaged:
        return None
    return Decoded(text, _with_damage("decoded as utf-8", damaged))


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 or UTF-32 without a byte order mark: the zero bytes of ASCII characters show it."""
    if b"\x00" not in data:
        return None
    for encoding in _WIDE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _looks_written(text):
            return Decoded(text, f"decoded as {encoding} (guessed)")
    return None


def _looks_written(text: str) -> bool:
    """Whether people write such characters; any two bytes make one, so some must be ASCII."""
    sample = text[:_SAMPLE]
    fit = sum(char.isprintable() or char.isspace() for char in sample)
    plain = sum(char.isascii() for char in sample)
    return "\x00" not in text and fit >= 0.98 * len(sample) and plain >= 0.25 * len(sample)


def _legacy(data: bytes) -> Decoded | None:
    """An old code page, guessed from the lines that hold characters beyond ASCII."""
    if b"\x00" in data:
        return None
    sample = _foreign_lines(data)
    encoding = _western(sample) or _detected(sample)
    if encoding is None:
        return None
    text = data.decode(encoding, errors="replace")
    damaged = text.count("\ufffd")
    note = f"decoded as {encoding} (guessed)"
    return Decoded(text, _with_damage(note, damaged) if damaged else note)


def _foreign_lines(data: bytes) -> bytes:
    lines: list[bytes] = []
    size = 0
    for line in data.split(b"\n"):
        if size >= _SAMPLE:
            break
        if not line.isascii():
            lines.append(line[: _SAMPLE - size])
            size += len(lines[-1])
    return b"\n".join(lines)


def _western(sample: bytes) -> str | None:
    """cp1252 where it is safe to say: few foreign letters, and those as in Western words.

    The detection takes a handful of accents or curly quotes for anything.
    """
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return None
    foreign = [char for char in text if not char.isascii()]
    words = [word for word in _WESTERN_WORD.findall(text) if not word.isascii()]
    letters = sum(len(word) for word in words)
    accents = sum(not char.isascii() for word in words for char in word)
    if accents + sum(char in _TYPOGRAPHY for char in foreign) < len(foreign):
        return None
    if accents * 3 > letters or len(_CONSONANTS.findall(text)) * 10 > max(accents, 1):
        return None
    return "cp1252"


def _detected(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CANDIDATES, enable_fallback=False).best()
    return None if best is None else best.encoding


def _is_binary(text: str) -> bool:
    """More than one control character in a hundred: nobody wrote this."""
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) * 100 > len(sample)
