"""E-mail (EML) -> blocks: what its author wrote.

Quoted mail and the signature are kept as metadata: printed, but not summarised as if
this author had said it. Attachments are named in the notes, not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from summarize.document import Metadata, count_words
from summarize.errors import SourceError
from summarize.sources.blocks import Block, BlockKind, Extract
from summarize.sources.decoding import decode
from summarize.sources.formats import xml_tree
from summarize.sources.formats.block_writer import parse_date
from summarize.sources.formats.mail_text import _ATTRIBUTION_LINE, _QUOTED_HEADERS, parse_mail_text
from summarize.sources.formats.xhtml import extract_blocks

MAX_BYTES = 25 * 1000 * 1000
"""What mail servers pass on at most; taken apart it takes twenty times as much memory."""

_HEAD = 8192
_FIELD = re.compile(rb"From |[!-9;-~]{1,70}:")
_MAIL_HEADERS = (
    b"from:", b"to:", b"subject:", b"date:", b"message-id:", b"mime-version:", b"received:",
    b"return-path:", b"reply-to:", b"delivered-to:",
)  # fmt: skip
_MAX_PARTS = 1000
_MAX_BOUNDARIES = 200  # the library's parser goes a call deeper for each container in a container
_MAX_HEADER = 2000  # characters that are looked at
_STUB_SHARE = 0.25  # of the words of the HTML part; a shorter text part says "see the HTML"
_QUOTE_CLASSES = re.compile(r"gmail_quote|moz-cite|yahoo_quoted|divRplyFwdMsg|\bcite\b")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_FLOWED = re.compile(r"format\s*=\s*[\"']?flowed", re.IGNORECASE)
_DELETED_SPACE = re.compile(r"delsp\s*=\s*[\"']?yes", re.IGNORECASE)
_PROSE_KINDS = (BlockKind.PROSE, BlockKind.ITEM)


def is_mail(data: bytes) -> bool:
    """Whether bytes are an e-mail: header fields from the first line on, mail's own among them.

    `b"From: a@b.org\\nSubject: Eels\\n\\nThey are long.\\n" -> True`
    """
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n").replace(b"\r\n", b"\n")
    fields, divided, _ = head.partition(b"\n\n")
    lines = [line for line in fields.split(b"\n") if line[:1] not in (b" ", b"\t")]
    if not divided and len(data) > _HEAD:
        lines = lines[:-1]  # headers that go on
    elif not divided:
        return False
    if not lines or not all(_FIELD.match(line) for line in lines):
        return False
    known = {mark for line in lines for mark in _MAIL_HEADERS if line.lower().startswith(mark)}
    return b"from:" in known and len(known) >= 2


def extract(data: bytes, name: str) -> Extract:
    """The mail's text, its subject as title, its sender as author, the day it was sent.

    SourceError if it can't be taken apart or says nothing.
    """
    message = _parse_message(data, name)
    parts = list(_iterate_leaf_parts(message))
    blocks = _extract_body(parts, name)
    if not _count_prose_words(blocks):  # a forwarded mail, with no word added
        blocks = [
            replace(one, kind=BlockKind.PROSE) for one in blocks if one.kind is BlockKind.METADATA
        ]
    if not blocks:
        raise SourceError(f"{name} is an e-mail without text", "give the attachment itself")
    subject = _decode_header_text(message, "subject")
    notes = tuple(_describe_left_out(parts, blocks))
    if subject:
        blocks = [Block(subject, BlockKind.HEADING, 1), *blocks]
    metadata = Metadata(
        subject, _format_author(message), parse_date(_decode_header_text(message, "date"))
    )
    return Extract(tuple(blocks), metadata, None, notes)


def _parse_message(data: bytes, name: str) -> Message:
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1_000_000
        raise SourceError(f"{name} is an e-mail of more than {limit} MB", "give its text alone")
    broken = SourceError(f"{name} is a damaged e-mail", "save it again, or give its text")
    if data.lower().count(b"boundary=") > _MAX_BOUNDARIES:
        raise broken
    try:
        return message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=policy.compat32)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise broken from error


def _get_raw_header(message: Message, name: str) -> str:
    """A header as it stands, on one line; "" if there is none."""
    values = (value for key, value in message.raw_items() if key.lower() == name)
    return " ".join(str(next(values, ""))[:_MAX_HEADER].split())


def _decode_header_text(message: Message, name: str) -> str | None:
    """A header's text, its encoded words decoded; a broken one is left as it is."""
    raw = _get_raw_header(message, name)
    if not raw.isascii():
        raw = _decode_bytes(raw.encode("utf-8", errors="surrogateescape"), None)
    try:
        words = decode_header(raw)
    except (HeaderParseError, ValueError):
        words = [(raw, None)]
    text = "".join(
        word if isinstance(word, str) else _decode_bytes(word, charset) for word, charset in words
    )
    return " ".join(text.split()) or raw or None


def _format_author(message: Message) -> str | None:
    sender = _decode_header_text(message, "from")
    pairs = getaddresses([sender]) if sender else []
    return ", ".join(name or address for name, address in pairs if name or address) or sender


def _iterate_leaf_parts(message: Message) -> Iterator[Message]:
    """The parts that hold something, in order; mails in the mail stay closed."""
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


def _extract_body(parts: Sequence[Message], name: str) -> list[Block]:
    """The text part; the HTML part where that one is missing, or says only to look there."""
    shown = [part for part in parts if not _is_attachment(part)]
    plain, rich = (
        [part for part in shown if part.get_content_type() == kind]
        for kind in ("text/plain", "text/html")
    )
    texts = [block for part in plain for block in _extract_text_part(part)]
    if not rich:
        return texts
    pages = [block for part in rich for block in _extract_html_part(part, name)]
    return pages if _count_prose_words(texts) <= _STUB_SHARE * _count_prose_words(pages) else texts


def _count_prose_words(blocks: Iterable[Block]) -> int:
    return sum(count_words(block.text) for block in blocks if block.kind in _PROSE_KINDS)


def _is_attachment(part: Message) -> bool:
    return _get_raw_header(part, "content-disposition").lower().startswith("attachment")


def _extract_text_part(part: Message) -> list[Block]:
    kind = _get_raw_header(part, "content-type")
    flowed = _FLOWED.search(kind) is not None
    return parse_mail_text(_decode_payload(part), flowed, _DELETED_SPACE.search(kind) is not None)


def _extract_html_part(part: Message, name: str) -> list[Block]:
    """The page, what it quotes behind it."""
    root = xml_tree.parse_html(_decode_payload(part), name)
    if root is None:
        return []
    quoted: list[Block] = []
    for element in list(root.iter("blockquote", "div")):
        marks = " ".join(element.get(key) or "" for key in ("class", "type", "id"))
        if _QUOTE_CLASSES.search(marks) and element.getparent() is not None:
            quoted += extract_blocks(element)
            for inner in list(element):
                element.remove(inner)
            element.text = None
    blocks = _mark_quoted(extract_blocks(root), to_the_end=not quoted)
    return [*blocks, *(replace(block, kind=BlockKind.METADATA, level=0) for block in quoted)]


def _mark_quoted(blocks: Sequence[Block], *, to_the_end: bool) -> list[Block]:
    """Who wrote the quoted mail, as metadata; all that follows too, if it is that mail."""
    found: list[Block] = []
    behind = False
    for block in blocks:
        mark = _ATTRIBUTION_LINE.match(block.text[:400]) or _QUOTED_HEADERS.match(block.text[:400])
        behind = behind or (to_the_end and mark is not None)
        quoted = behind or mark is not None
        found.append(replace(block, kind=BlockKind.METADATA, level=0) if quoted else block)
    return found


def _decode_payload(part: Message) -> str:
    data = part.get_payload(decode=True)
    charset = _CHARSET.search(_get_raw_header(part, "content-type"))
    return (
        _decode_bytes(data, charset.group(1) if charset else None)
        if isinstance(data, bytes)
        else ""
    )


def _decode_bytes(data: bytes, charset: str | None) -> str:
    """As declared; where that is wrong the bytes decide, and damage is replaced."""
    if charset and charset.lower() not in ("us-ascii", "ascii", "unknown-8bit"):
        try:
            return data.decode(charset)
        except (UnicodeError, LookupError):
            pass
    try:
        return decode(data, "").text
    except SourceError:
        return data.decode("utf-8", errors="replace")


def _describe_left_out(parts: Sequence[Message], blocks: Sequence[Block]) -> Iterator[str]:
    if any(block.kind is BlockKind.METADATA for block in blocks):
        yield "quoted mail and signatures are not summarised"
    others = [part for part in parts if _is_attachment(part) or not _is_text(part)]
    if others:
        names = [_format_filename(part) for part in others[:5]]
        more = [f"{len(others) - 5} more"] if len(others) > 5 else []
        yield f"attachments not read: {', '.join(names + more)}"


def _is_text(part: Message) -> bool:
    return part.get_content_maintype() == "text"


def _format_filename(part: Message) -> str:
    try:
        found = part.get_filename()
    except (LookupError, ValueError, TypeError):
        found = None
    shown = "".join(char for char in (found or "")[:80] if char.isprintable())
    return shown or part.get_content_type()[:80]
