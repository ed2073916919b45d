"""E-mail (EML) -> blocks: what its author wrote, without quoted mail and signature.

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
from summarize.sources.decoding import decode_leniently
from summarize.sources.formats import xml_tree
from summarize.sources.formats.block_writer import parse_date
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

_ATTRIBUTION_LINE = re.compile(
    r"\s*(?:(?:On|Am|Le|El|Il|Op|Den|Em)\b.{5,300}?"
    r"\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|skrev|escreveu)\b[^.!?]{0,100}:\s*$|"
    r".{5,300}(?:写道|のメール|さんは書きました)\s*[:：]\s*$|"
    r"-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|Forwarded message|Message d.origine|"
    r"Mensaje original)\s*-{2,})",
    re.IGNORECASE | re.DOTALL,
)
"""The line above a quoted mail: "On Monday, Ann Lee wrote:"."""

_QUOTED_HEADERS = re.compile(
    r"\s*\**(?:From|Von|De|Da|Van):.{0,300}?\s\**(?:Sent|Date|Gesendet|Envoyé|Enviado|Datum):",
    re.IGNORECASE | re.DOTALL,
)
"""The headers that some programs write above the mail they answer."""

_QUOTE = re.compile(r"[ \t]?>")
_SIGNATURE = re.compile(r"--[ \t\u00a0]*")
_SIGNATURE_LINES = 15
_ITEM = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+(?=\S)")
_FULL_LINE_SHARE = 0.6  # of the longest line; a shorter one ends its paragraph
_MAX_WRAPPED_WIDTH = 100  # characters; longer lines are not wrapped by a program
_MIN_WRAPPED_WIDTH = 50  # nor is a mail without any line as long as this


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
    """Return the mail's text, its subject as title, its sender as author, the day it was sent.

    SourceError if it can't be taken apart or says nothing.
    """
    message = _parse_message(data, name)
    parts = list(_iterate_leaf_parts(message))
    blocks = _extract_body(parts, name)
    if not _count_prose_words(blocks):  # a forwarded mail, with no word added
        kept = [block for block in blocks if block.kind is BlockKind.METADATA]
        blocks = [replace(block, kind=BlockKind.PROSE) for block in kept]
    if not blocks:
        raise SourceError(f"{name} is an e-mail without text", "give the attachment itself")
    subject = _decode_header_text(message, "subject")
    notes = tuple(_describe_left_out(parts, blocks))
    if subject:
        blocks = [Block(subject, BlockKind.HEADING, 1), *blocks]
    sender = _decode_header_text(message, "from")
    pairs = getaddresses([sender]) if sender else []
    author = ", ".join(name or address for name, address in pairs if name or address) or sender
    metadata = Metadata(subject, author, parse_date(_decode_header_text(message, "date")))
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
    """Return a header unchanged, on one line; "" if there is none."""
    values = (value for key, value in message.raw_items() if key.lower() == name)
    return " ".join(str(next(values, ""))[:_MAX_HEADER].split())


def _decode_header_text(message: Message, name: str) -> str | None:
    """Return a header's text, its encoded words decoded; a broken one is left unchanged."""
    raw = _get_raw_header(message, name)
    if not raw.isascii():
        raw = _decode_bytes(raw.encode("utf-8", errors="surrogateescape"), None)
    try:
        words = decode_header(raw)
    except (HeaderParseError, ValueError):
        words = [(raw, None)]
    texts = [w if isinstance(w, str) else _decode_bytes(w, charset) for w, charset in words]
    return " ".join("".join(texts).split()) or raw or None


def _iterate_leaf_parts(message: Message) -> Iterator[Message]:
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


def _extract_body(parts: Sequence[Message], name: str) -> list[Block]:
    """Return the text part; the HTML part where that one is missing, or only points there."""
    shown = [part for part in parts if not _is_attachment(part)]
    rich = [part for part in shown if part.get_content_type() == "text/html"]
    plain = [part for part in shown if part.get_content_type() == "text/plain"]
    texts = [block for part in plain for block in _parse_mail_text(part)]
    if not rich:
        return texts
    pages = [block for part in rich for block in _extract_html_part(part, name)]
    return pages if _count_prose_words(texts) <= _STUB_SHARE * _count_prose_words(pages) else texts


def _count_prose_words(blocks: Iterable[Block]) -> int:
    return sum(count_words(block.text) for block in blocks if block.kind in _PROSE_KINDS)


def _is_attachment(part: Message) -> bool:
    return _get_raw_header(part, "content-disposition").lower().startswith("attachment")


def _extract_html_part(part: Message, name: str) -> list[Block]:
    """Return the blocks of an HTML part, what it quotes at their end."""
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
    """Make the line that says who wrote quoted mail metadata; what follows too, if `to_the_end`."""
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
    if not isinstance(data, bytes):
        return ""
    charset = _CHARSET.search(_get_raw_header(part, "content-type"))
    return _decode_bytes(data, charset.group(1) if charset else None)


def _decode_bytes(data: bytes, charset: str | None) -> str:
    """Decode as declared; where that is wrong the bytes decide, and damage is replaced."""
    if charset and charset.lower() not in ("us-ascii", "ascii", "unknown-8bit"):
        try:
            return data.decode(charset)
        except (UnicodeError, LookupError):
            pass
    return decode_leniently(data, "").text


def _describe_left_out(parts: Sequence[Message], blocks: Sequence[Block]) -> Iterator[str]:
    if any(block.kind is BlockKind.METADATA for block in blocks):
        yield "quoted mail and signatures are not summarised"
    others = [one for one in parts if _is_attachment(one) or one.get_content_maintype() != "text"]
    if others:
        names = [_format_filename(part) for part in others[:5]]
        more = [f"{len(others) - 5} more"] if len(others) > 5 else []
        yield f"attachments not read: {', '.join(names + more)}"


def _format_filename(part: Message) -> str:
    try:
        found = part.get_filename()
    except (LookupError, ValueError, TypeError):
        found = None
    shown = "".join(char for char in (found or "")[:80] if char.isprintable())
    return shown or part.get_content_type()[:80]


def _parse_mail_text(part: Message) -> list[Block]:
    """Return the blocks of a part in plain text; it may be `flowed`, as in RFC 3676.

    Quoted lines, the line that says who wrote them, and the signature are METADATA.
    """
    kind, lines = _get_raw_header(part, "content-type"), _decode_payload(part).splitlines()
    flowed = _FLOWED.search(kind) is not None
    if flowed:
        lines = _join_flowed_lines(lines, _DELETED_SPACE.search(kind) is not None)
    lines = [line.rstrip() if not _SIGNATURE.fullmatch(line) else "-- " for line in lines]
    own, rest = _split_own_lines(lines)
    widths = [len(line) for line in own if len(line) <= _MAX_WRAPPED_WIDTH and not flowed]
    width = max(widths, default=0)
    blocks = [block for group in _group_mail_lines(own) for block in _join_group(group, width)]
    quotes = map(_build_quote, _group_mail_lines(rest))
    return [*blocks, *(quote for quote in quotes if any(map(str.isalnum, quote.text)))]


def _join_flowed_lines(lines: Sequence[str], delete_space: bool) -> list[str]:
    """Join lines that end in a space with the next one; a space before a line guards `>`."""
    found: list[str] = []
    goes_on = False
    for line in lines:
        quoted = line.startswith(">")
        content = line.removeprefix(" ")
        if goes_on and found and not quoted:
            found[-1] += content
        else:
            found.append(content)
        goes_on = line.endswith(" ") and not quoted and not _SIGNATURE.fullmatch(line)
        if goes_on and delete_space:
            found[-1] = found[-1][:-1]
    return found


def _split_own_lines(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines of the mail itself, and those from quoted mail or the signature on."""
    last_quoted = max((at for at, line in enumerate(lines) if _QUOTE.match(line)), default=-1)
    for at, line in enumerate(lines):
        near = "\n".join(lines[at : at + 3])
        headers = not line.startswith(">") and _QUOTED_HEADERS.match(near)
        if headers or (at > last_quoted and _ATTRIBUTION_LINE.match(line)):
            return lines[:at], lines[at:]
        # A signature is short: it ends with the mail, or at a quoted line.
        below = lines[at : at + _SIGNATURE_LINES + 1]
        if line == "-- " and (len(below) <= _SIGNATURE_LINES or any(map(_QUOTE.match, below))):
            return lines[:at], lines[at:]
    return lines, []


def _group_mail_lines(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield lines between empty ones; quoted lines, and "... wrote:" above them, on their own.

    A group of quoted lines begins with an empty one.
    """
    group: list[str] = []
    for at, line in enumerate(lines):
        # "On ... wrote:" may go over two lines, and stand some way above.
        near = (line, "\n".join(lines[max(0, at - 1) : at + 1]), "\n".join(lines[at : at + 2]))
        quoted = _QUOTE.match(line) is not None or any(
            _ATTRIBUTION_LINE.match(text) for text in near if "\n\n" not in text
        )
        if not line.strip() or (group and quoted != (group[0] == "")):
            if group:
                yield group
            group = []
        if line.strip():
            group += ["", line] if quoted and not group else [line]
    if group:
        yield group


def _join_group(group: list[str], width: int) -> Iterator[Block]:
    """Join a group to one paragraph if its lines are full, else make each a paragraph."""
    if group[0] == "":
        yield _build_quote(group)
        return
    parts: list[str] = []
    for at, line in enumerate(group):
        parts.append(line)
        least = _FULL_LINE_SHARE * width if width >= _MIN_WRAPPED_WIDTH else _MAX_WRAPPED_WIDTH + 1
        full = least <= len(line) <= _MAX_WRAPPED_WIDTH
        if not full or at + 1 == len(group) or _ITEM.match(group[at + 1]):
            text = " ".join(parts)
            item = _ITEM.match(text)
            text = " ".join(text[item.end() :].split() if item else text.split())
            yield Block(text, BlockKind.ITEM if item else BlockKind.PROSE)
            parts = []


def _build_quote(group: Sequence[str]) -> Block:
    text = " ".join(line.lstrip("> \t") for line in group)
    return Block(" ".join(text.split()), BlockKind.METADATA)
