"""Whether bytes are an e-mail. By itself: every text is looked at, and few are mail."""

from __future__ import annotations

import re

_HEAD = 8192
_FIELD = re.compile(rb"From |[!-9;-~]{1,70}:")
_MAIL_HEADERS = (
    b"from:", b"to:", b"subject:", b"date:", b"message-id:", b"mime-version:", b"received:",
    b"return-path:", b"reply-to:", b"delivered-to:",
)  # fmt: skip
_SAVED_PAGE = re.compile(rb"(?i)content-type:\s*multipart/related|snapshot-content-location:")


def is_mail(data: bytes) -> bool:
    """Whether bytes are an e-mail: header fields from the first line on, mail's own among them.

    A web page saved as one file (MHTML) is one, too.

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
    if b"mime-version:" in known and any(map(_SAVED_PAGE.match, lines)):
        return True
    return b"from:" in known and len(known) >= 2
