"""Mail as it is sent -> its parts, their text, its headers: MIME, encodings, what is cut off."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message

from summarize.errors import SourceError
from summarize.sources.decoding import decode_leniently

MAX_BYTES = 25 * 1000 * 1000
"""What mail servers pass on at most; taken apart it takes twenty times as much memory."""

_MAX_PARTS = 1000
_MAX_BOUNDARIES = 200  # the library's parser goes a call deeper for each container in a container
_MAX_HEADER = 2000  # characters that are looked at
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_NO_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")
_CUT_QUOTED_PRINTABLE = re.compile(r"=[0-9A-F]?\Z", re.IGNORECASE)
_WHOLE_END = re.compile(r"[.!?>)\]\"'*_-]\s*\n\s*\Z")
_ENVELOPE = re.compile(
    rb"^From [^\n]{1,200}\d{4}[^\n]{0,20}\r?\n(?=[!-9;-~]{1,70}:|>From )", re.MULTILINE
)
_ESCAPED_ENVELOPE = re.compile(rb"^>(>*From )", re.MULTILINE)
_CONTENT_LENGTH = re.compile(rb"^content-length:\s*(\d{1,9})\s*$", re.IGNORECASE | re.MULTILINE)


def split_mbox(data: bytes) -> list[bytes]:
    """Return the mails of a mailbox file (mbox), each without its "From " line; or the one mail.

    A line "From " begins a mail if it has a year and a header field is below it; inside
    of mails `>From ` stands for it.
    """
    data = data.lstrip(b"\xef\xbb\xbf\r\n")
    starts = [found for found in _ENVELOPE.finditer(data) if _begins_mail(data, found.start())]
    if not starts or starts[0].start() > 0:
        return [data]
    ends = [found.start() for found in starts[1:]] + [len(data)]
    mails = [data[one.end() : end] for one, end in zip(starts, ends, strict=True)]
    return [_ESCAPED_ENVELOPE.sub(rb"\1", mail) for mail in mails]


def _begins_mail(data: bytes, at: int) -> bool:
    return at == 0 or data[max(0, at - 4) : at].replace(b"\r", b"").endswith(b"\n\n")


def refuse_large(data: bytes, name: str) -> None:
    """Raise SourceError for a mail that no server passes on."""
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise SourceError(f"{name} is an e-mail of more than {limit} MB", "give its text alone")


def parse_message(data: bytes, name: str) -> Message:
    """Return a mail taken apart; SourceError if that can't be done."""
    broken = SourceError(f"{name} is a damaged e-mail", "save it again, or give its text")
    if data.lower().count(b"boundary=") > _MAX_BOUNDARIES:
        raise broken
    try:
        return message_from_bytes(data, policy=policy.compat32)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise broken from error


def get_raw_header(message: Message, name: str) -> str:
    """Return a header unchanged, on one line; "" if there is none."""
    values = (value for key, value in message.raw_items() if key.lower() == name)
    return " ".join(str(next(values, ""))[:_MAX_HEADER].split())


def decode_header_text(message: Message, name: str) -> str | None:
    """Return a header's text, its encoded words decoded; a broken one is left unchanged."""
    raw = get_raw_header(message, name)
    if not raw.isascii():
        raw = decode_bytes(raw.encode("utf-8", errors="surrogateescape"), None)
    try:
        words = decode_header(raw)
    except (HeaderParseError, ValueError):
        words = [(raw, None)]
    texts = [w if isinstance(w, str) else decode_bytes(w, charset) for w, charset in words]
    return " ".join("".join(texts).split()) or raw or None


def iterate_leaf_parts(message: Message) -> Iterator[Message]:
    """Yield the parts that hold something, in order; mails in the mail stay closed."""
    waiting = [message]
    for _ in range(_MAX_PARTS):
        if not waiting:
            return
        part = waiting.pop()
        inner = part.get_payload()
        if isinstance(inner, list) and part.get_content_maintype() == "multipart":
            waiting += [one for one in reversed(inner) if isinstance(one, Message)]
        else:
            yield part


def read_payload(part: Message) -> bytes:
    """Return the bytes of a part; of base64 that is cut off, as many as there are."""
    if is_base64(part):
        text = _NO_BASE64.sub("", str(part.get_payload()))
        text = text[: len(text) - (1 if len(text) % 4 == 1 else 0)]
        return base64.b64decode(text + "=" * (-len(text) % 4))
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def is_base64(part: Message) -> bool:
    """Whether a part is encoded as base64."""
    return get_raw_header(part, "content-transfer-encoding").lower().strip() == "base64"


def decode_payload(part: Message) -> str:
    """Return the text of a part."""
    data = read_payload(part)
    return decode_bytes(data, get_charset(part))


def get_charset(part: Message) -> str | None:
    """Return the character set that a part declares."""
    found = _CHARSET.search(get_raw_header(part, "content-type"))
    return found.group(1) if found else None


def decode_bytes(data: bytes, charset: str | None) -> str:
    """Decode as declared; where that is wrong the bytes decide, and damage is replaced."""
    if charset and charset.lower() not in ("us-ascii", "ascii", "unknown-8bit"):
        try:
            return data.decode(charset)
        except (UnicodeError, LookupError):
            pass
    return decode_leniently(data, "").text


def is_attachment(part: Message) -> bool:
    """Whether a part is to be saved rather than read."""
    return get_raw_header(part, "content-disposition").lower().startswith("attachment")


def format_filename(part: Message) -> str:
    """Return what an attachment is called, or else its type."""
    try:
        found = part.get_filename()
    except (LookupError, ValueError, TypeError):
        found = None
    shown = "".join(char for char in (found or "")[:80] if char.isprintable())
    return shown or part.get_content_type()[:80]


def is_cut_off(message: Message, data: bytes) -> bool:
    """Whether a mail ends in the middle: of an encoding, of its length, or before its boundary."""
    stated = _CONTENT_LENGTH.search(data.partition(b"\n\n")[0])
    body = re.split(rb"\r?\n\r?\n", data, maxsplit=1)
    if stated and len(body) == 2 and int(stated[1]) > len(body[1]) + body[1].count(b"\n") + 2:
        return True
    last: Message | None = message
    open_end = False
    while last is not None and isinstance(inner := last.get_payload(), list) and inner:
        defects = {type(one).__name__ for one in last.defects}
        open_end = open_end or "CloseBoundaryNotFoundDefect" in defects
        last = inner[-1] if isinstance(inner[-1], Message) else None
    if last is None or isinstance(last.get_payload(), list):
        return open_end
    text = str(last.get_payload())
    if is_base64(last):
        return len(_NO_BASE64.sub("", text.replace("=", "A"))) % 4 != 0
    if get_raw_header(last, "content-transfer-encoding").lower() == "quoted-printable":
        open_end = open_end or _CUT_QUOTED_PRINTABLE.search(text) is not None
    return open_end and _WHOLE_END.search(data[-200:].decode("latin-1")) is None
