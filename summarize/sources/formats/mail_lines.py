"""A part of a mail, in plain text or HTML -> its lines, each with its depth of quotation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from email.message import Message

from summarize.sources.blocks import PROSE_KINDS, Block, BlockKind
from summarize.sources.formats import mail_parts as mime
from summarize.sources.formats import xml_tree
from summarize.sources.formats.mail_headers import split_fields
from summarize.sources.formats.mail_phrases import FORWARDED, ORIGINAL
from summarize.sources.formats.mail_text import (
    MailLine,
    parse_lines,
)
from summarize.sources.formats.xhtml import extract_blocks
from summarize.sources.unread_text import LeftOut

_QUOTE_CLASSES = re.compile(
    r"gmail_quote|moz-cite|yahoo_quoted|divRplyFwdMsg|\bcite\b|moz-forward-container|"
    r"protonmail_quote|tutanota_quote|zmail_extra"
)
_QUOTE_SIGN = "\ufdd1"  # begins and ends quoted mail in the tree of an HTML part
_FLOWED = re.compile(r"format\s*=\s*[\"']?flowed", re.IGNORECASE)
_DELETED_SPACE = re.compile(r"delsp\s*=\s*[\"']?yes", re.IGNORECASE)
_SIGNATURE = re.compile(r"--[ \t\u00a0]*")
_TABLE_FIELD = re.compile(r"([^|\n]{1,20}:)\s*\|\s*")
_MAX_HEADER = 2000  # characters


def read_plain_lines(part: Message) -> list[MailLine]:
    """Return the lines of a part in plain text; it may be `flowed`, as in RFC 3676."""
    kind = mime.get_raw_header(part, "content-type")
    lines = mime.decode_payload(part).splitlines()
    flowed = _FLOWED.search(kind) is not None
    if flowed:
        lines = _join_flowed_lines(lines, _DELETED_SPACE.search(kind) is not None)
    lines = [line.rstrip() if not _SIGNATURE.fullmatch(line) else "-- " for line in lines]
    found = parse_lines(lines)
    return [*(replace(line, whole=flowed) for line in found), MailLine("")]


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


def read_page_lines(part: Message, name: str, left_out: LeftOut) -> list[MailLine]:
    """Return a line for each block of an HTML part; what is not seen is noted in `left_out`."""
    root = xml_tree.parse_html(mime.decode_payload(part), name)
    if root is None:
        return []
    _mark_quotes(root)
    return list(_list_page_lines(extract_blocks(root, left_out)))


def _mark_quotes(root: xml_tree.Element) -> None:
    """Put a sign before and behind what is quoted in an HTML part."""
    from lxml.etree import Element

    for element in list(root.iter("blockquote", "div")):
        marks = " ".join(element.get(key) or "" for key in ("class", "type", "id"))
        attributed = element.tag == "blockquote" and _is_attributed(element)
        if not attributed and not _QUOTE_CLASSES.search(marks):
            continue
        begin, end = Element("p"), Element("p")
        begin.text, end.text = f"{_QUOTE_SIGN}+", f"{_QUOTE_SIGN}-"
        begin.tail, element.text = element.text, None
        element.insert(0, begin)
        element.append(end)


def _is_attributed(element: xml_tree.Element) -> bool:
    """Whether a quotation stands below "Ann Lee wrote:" or a mark of forwarding."""
    before = element.getprevious()
    text = xml_tree.text_content(before)[-200:] if before is not None else ""
    return text.endswith(":") or FORWARDED.fullmatch(text) is not None


def _split_header(block: Block) -> list[str]:
    """Return the lines of a block: a mark of forwarding and the fields of a header, or its text."""
    text, kind = block.text, block.kind
    if kind is BlockKind.TABLE and all(map(_TABLE_FIELD.match, text.split("\n"))):
        return [_TABLE_FIELD.sub(r"\1 ", line) for line in text.split("\n")]
    if kind not in PROSE_KINDS or len(text) > _MAX_HEADER:
        return [text]
    found = FORWARDED.match(text) or ORIGINAL.match(text)
    mark = found[0].strip() if found else ""
    if not mark.startswith(("-", "_", "*")) and not mark.endswith(":"):
        mark = ""
    fields = split_fields(text[found.end() :] if found and mark else text)
    return [*filter(None, [mark]), *filter(None, fields)]


def _list_page_lines(blocks: Iterable[Block]) -> Iterator[MailLine]:
    """Yield a line for each block of an HTML part; its headers of mails are lines of text."""
    depth = 0
    for block in blocks:
        if block.text.startswith(_QUOTE_SIGN):
            depth = max(0, depth + (1 if block.text.endswith("+") else -1))
            continue
        texts = _split_header(block)
        if block.text.startswith(">"):  # quoted as in plain text
            yield MailLine(block.text.lstrip("> "), depth + 1, whole=True)
            continue
        for text in texts:
            yield MailLine(text, depth, block if len(texts) == 1 else None)
        yield MailLine("", depth)
