"""E-mail (EML, mbox, MHTML) -> blocks: what was written, and the mails forwarded in it.

Quoted mail and the signature are kept as metadata: printed, but not summarised as if
this author had said it. Attachments are named in the notes, not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from email.message import Message
from email.utils import getaddresses

from summarize.document import Metadata, count_words
from summarize.errors import SourceError
from summarize.sources.blocks import PROSE_KINDS, Block, BlockKind, Extract
from summarize.sources.formats import mail_parts as mime
from summarize.sources.formats.mail_body import (
    MailBody,
    build_body,
    build_section,
    strip_prefixes,
)
from summarize.sources.formats.mail_detection import is_mail
from summarize.sources.formats.mail_headers import MailHeader
from summarize.sources.formats.mail_lines import read_page_lines, read_plain_lines
from summarize.sources.formats.mail_phrases import TOPICS
from summarize.sources.formats.mail_text import (
    MailLine,
    count_content,
    split_digest,
)
from summarize.sources.formats.publication_dates import parse_date
from summarize.sources.unread_text import LeftOut

_STUB_SHARE = 0.25  # of the words of the HTML part; a shorter text part says "see the HTML"
_SAVED_BY = re.compile(r"<?saved by|gespeichert von|enregistré par|guardado por", re.IGNORECASE)
_PAGE_ADDRESS = re.compile(r"(?:https?|file):", re.IGNORECASE)
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_ENCRYPTED_TYPES = (
    "application/pgp-encrypted",
    "application/pkcs7-mime",
    "application/x-pkcs7-mime",
)
_MAX_NESTING = 20  # of mails in mails


def extract(data: bytes, name: str) -> Extract:
    """Return the mail's text, its subject as title, its sender as author, the day it was sent.

    If it only passes on another mail, that one is the article. Of a mailbox with several
    mails, each is under its subject. SourceError if it can't be taken apart or says nothing.
    """
    mime.refuse_large(data, name)
    mails = mime.split_mbox(data)
    reader = _MailReader(name)
    messages = [mime.parse_message(mail, name) for mail in mails]
    reader.cut_off = mime.is_cut_off(messages[-1], mails[-1])
    if len(messages) == 1 and (page := _find_saved_page(messages[0])) is not None:
        return _extract_page(page, messages[0], name, cut_off=reader.cut_off)
    letters = [reader.read(message) for message in messages]
    letter = letters[0] if len(letters) == 1 else _join_letters(letters)
    if not letter.blocks:
        raise reader.build_empty_error()
    if not any(block.kind in PROSE_KINDS for block in letter.blocks):
        letter.blocks = [
            replace(block, kind=BlockKind.PROSE) if block.kind is BlockKind.METADATA else block
            for block in letter.blocks
        ]
    header = letter.header
    title = [Block(header.subject, BlockKind.HEADING, 1)] if header.subject else []
    metadata = Metadata(header.subject or None, header.author or None, header.date or None)
    notes = (*reader.describe_left_out(letter.blocks), *reader.left_out.notes)
    warnings = (*reader.warnings, *reader.left_out.warnings)
    return Extract((*title, *letter.blocks), metadata, None, notes, warnings, reader.cut_off)


@dataclass
class _Letter:
    """A mail as it was read; `header` is of the one in it that is the article."""

    header: MailHeader
    blocks: list[Block]


def _join_letters(letters: Sequence[_Letter]) -> _Letter:
    """Join the mails of a mailbox; what they share of their headers is that of all."""
    subjects = {strip_prefixes(one.header.subject).casefold() for one in letters}
    authors = {one.header.author for one in letters}
    blocks = [
        block for one in letters if one.blocks for block in build_section(one.header, one.blocks)
    ]
    shared = MailHeader(
        letters[0].header.author if len(authors) == 1 else "",
        "",
        strip_prefixes(letters[0].header.subject) if len(subjects) == 1 else "",
    )
    return _Letter(shared, blocks)


def _find_saved_page(message: Message) -> Message | None:
    """Return the root of a web page that was saved as one file (MHTML)."""
    sender = mime.decode_header_text(message, "from") or ""
    related = message.get_content_type() == "multipart/related"
    parts = list(mime.iterate_leaf_parts(message))
    pages = [part for part in parts if part.get_content_type() in _PAGE_TYPES]
    if not pages:
        return None
    start = str(message.get_param("start") or "").strip("<>") if related else ""
    root = next((one for one in pages if start and start in str(one.get("content-id"))), pages[0])
    located = _PAGE_ADDRESS.match(mime.get_raw_header(root, "content-location"))
    saved = mime.get_raw_header(message, "snapshot-content-location") or _SAVED_BY.match(sender)
    is_sent = any(message.get(key) for key in ("to", "received", "message-id"))
    return root if saved or (located and not is_sent) or (related and not sender) else None


def _extract_page(page: Message, message: Message, name: str, *, cut_off: bool) -> Extract:
    """Return the article of a saved page, as of any web page."""
    from summarize.sources import html

    charset = mime.get_charset(page)
    address = mime.get_raw_header(message, "snapshot-content-location")
    address = address or mime.get_raw_header(page, "content-location")
    url = address if address.startswith("http") else None
    found = html.extract(mime.read_payload(page), name, charset, url)
    return replace(found, cut_off=found.cut_off or cut_off)


@dataclass
class _MailReader:
    """Reads mails and those in them; collects what the notes say of them all."""

    name: str
    left_out: LeftOut = field(default_factory=LeftOut)
    warnings: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)  # names of attachments
    encrypted: bool = False
    cut_off: bool = False

    def read(self, message: Message, depth: int = 0) -> _Letter:
        """Return a mail; one that says nothing but "see below" is the mail in it."""
        parts = list(mime.iterate_leaf_parts(message))
        header = _read_header(message)
        nested = [inner for part in parts if (inner := _get_inner(part)) is not None]
        lines, digest = split_digest(self._read_lines(parts))
        body = build_body(lines, header.subject)
        inside = [self._read_digested(one.lines, one.header) for one in digest]
        if depth < _MAX_NESTING:
            inside += [self.read(one, depth + 1) for one in nested]
        self._note_others(parts)
        if body.forwarded:
            self._warn("forwarded message read")
        if not inside:
            return _Letter(_choose_header(header, body), body.blocks)
        if len(inside) == 1:
            self._warn("forwarded message read")
        listed = bool(digest) or any(
            part.get_content_type() == "multipart/digest" for part in message.walk()
        )
        return _join_inside(header, body, inside, listed=listed)

    def _read_digested(self, lines: Sequence[MailLine], header: MailHeader) -> _Letter:
        return _Letter(header, build_body(lines, header.subject).blocks)

    def _read_lines(self, parts: Sequence[Message]) -> list[MailLine]:
        """Return the text part; the HTML part where that one is missing, or only points there."""
        shown = [part for part in parts if not mime.is_attachment(part)]
        rich = [part for part in shown if part.get_content_type() == "text/html"]
        plain = [part for part in shown if part.get_content_type() == "text/plain"]
        texts = [line for part in plain for line in read_plain_lines(part)]
        if not rich:
            return texts
        unseen = LeftOut()
        pages = [line for part in rich for line in read_page_lines(part, self.name, unseen)]
        words = sum(count_words(line.text) for line in texts if not line.depth)
        of_pages = sum(count_words(line.text) for line in pages if not line.depth)
        if words > _STUB_SHARE * of_pages:
            return texts
        self.left_out.struck += unseen.struck
        self.left_out.hidden_words += unseen.hidden_words
        return pages

    def _note_others(self, parts: Sequence[Message]) -> None:
        for part in parts:
            text = part.get_content_maintype() in ("text", "message")
            if (not text or mime.is_attachment(part)) and _get_inner(part) is None:
                self.others.append(mime.format_filename(part))
                self.encrypted = self.encrypted or part.get_content_type() in _ENCRYPTED_TYPES

    def _warn(self, warning: str) -> None:
        if warning not in self.warnings:
            self.warnings.append(warning)

    def build_empty_error(self) -> SourceError:
        """Return the error for mail in which there is nothing to read."""
        if self.encrypted:
            what = f"{self.name} is an encrypted e-mail"
            return SourceError(what, "save it decrypted, or give its text")
        return SourceError(f"{self.name} is an e-mail without text", "give the attachment itself")

    def describe_left_out(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Yield notes on what is not read."""
        if any(block.kind is BlockKind.METADATA for block in blocks):
            yield "quoted mail and signatures are not summarised"
        if self.others:
            more = [f"{len(self.others) - 5} more"] if len(self.others) > 5 else []
            yield f"attachments not read: {', '.join(self.others[:5] + more)}"


def _read_header(message: Message) -> MailHeader:
    sender = mime.decode_header_text(message, "from")
    pairs = getaddresses([sender]) if sender else []
    author = ", ".join(name or address for name, address in pairs if name or address) or sender
    date = parse_date(mime.decode_header_text(message, "date"))
    return MailHeader(author or "", date or "", mime.decode_header_text(message, "subject") or "")


def _choose_header(header: MailHeader, body: MailBody) -> MailHeader:
    """Return the header of the article: the forwarded mail's, as far as it says something."""
    inner = body.header
    if not (inner.author or inner.subject):
        return header
    subject = inner.subject or strip_prefixes(header.subject)
    return MailHeader(inner.author, inner.date, subject)


def _get_inner(part: Message) -> Message | None:
    """Return the mail that a part is, attached or in a digest."""
    inner = part.get_payload()
    if isinstance(inner, str) and mime.format_filename(part).lower().endswith(".eml"):
        data = mime.read_payload(part)
        return mime.parse_message(data, "") if is_mail(data) else None
    if part.get_content_type() != "message/rfc822" or not isinstance(inner, list) or not inner:
        return None
    mail = inner[0]
    if isinstance(mail, Message) and mime.is_base64(part) and not mail.keys():
        mail.add_header("content-transfer-encoding", "base64")  # against the rules, but done
        return mime.parse_message(mime.read_payload(mail), "")
    return mail if isinstance(mail, Message) else None


def _join_inside(
    header: MailHeader, body: MailBody, inside: Sequence[_Letter], *, listed: bool
) -> _Letter:
    """Join a mail and those attached to it; of a digest (`listed`), its own text lists them."""
    words = count_content(body.blocks)
    topics = any(TOPICS.match(block.text) for block in body.blocks)
    inner = [one for one in inside if one.blocks]
    within = sum(count_content(one.blocks) for one in inner)
    listed = listed or topics or (len(inner) > 1 and words < within / 2)
    if not inner:
        return _Letter(_choose_header(header, body), body.blocks)
    is_comment = words <= min(40, count_content(inner[0].blocks) / 2)
    own = body.blocks
    if listed or is_comment:
        own = [replace(block, kind=BlockKind.METADATA, level=0) for block in own]
    if len(inner) == 1 and is_comment:
        only = inner[0]
        subject = only.header.subject or strip_prefixes(header.subject)
        return _Letter(replace(only.header, subject=subject), [*own, *only.blocks])
    sections = [block for one in inner for block in build_section(one.header, one.blocks)]
    return _Letter(header, [*own, *sections])
