"""The plain text of a mail -> blocks: paragraphs, quoted lines, the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarize.sources.blocks import Block, BlockKind

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


def parse_mail_text(text: str, flowed: bool = False, delete_space: bool = False) -> list[Block]:
    """The blocks of a mail's text. `flowed` and `delete_space` as in RFC 3676.

    Quoted lines, the line that says who wrote them, and the signature are METADATA.
    """
    lines = _join_flowed_lines(text.splitlines(), delete_space) if flowed else text.splitlines()
    lines = [line.rstrip() if not _SIGNATURE.fullmatch(line) else "-- " for line in lines]
    own, rest = _split_own_lines(lines)
    width = (
        0
        if flowed
        else max((len(line) for line in own if len(line) <= _MAX_WRAPPED_WIDTH), default=0)
    )
    blocks = [block for group in _group_mail_lines(own) for block in _join_group(group, width)]
    return [*blocks, *_build_metadata_blocks(rest)]


def _join_flowed_lines(lines: Sequence[str], delete_space: bool) -> list[str]:
    """Lines that end in a space go on in the next one; a space before them guards `>`."""
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
    """The lines of the mail itself, and those from the quoted mail or the signature on."""
    last_quoted = max((at for at, line in enumerate(lines) if _QUOTE.match(line)), default=-1)
    for at, line in enumerate(lines):
        near = "\n".join(lines[at : at + 3])
        if _QUOTED_HEADERS.match(near) and not line.startswith(">"):
            return lines[:at], lines[at:]
        if at > last_quoted and _ATTRIBUTION_LINE.match(line):
            return lines[:at], lines[at:]
        if line == "-- " and _is_short_signature(lines[at : at + _SIGNATURE_LINES + 1]):
            return lines[:at], lines[at:]
    return lines, []


def _is_short_signature(lines: Sequence[str]) -> bool:
    """Whether a signature ends in these lines, with the mail or at a quoted line."""
    return len(lines) <= _SIGNATURE_LINES or any(_QUOTE.match(line) for line in lines)


def _group_mail_lines(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines between empty ones; quoted lines, and "... wrote:" above them, by themselves."""
    group: list[str] = []
    for at, line in enumerate(lines):
        quoted = _is_quoted(lines, at)
        if not line.strip() or (group and quoted != (group[0] == "")):
            if group:
                yield group
            group = []
        if line.strip():
            group += ["", line] if quoted and not group else [line]
    if group:
        yield group


def _is_quoted(lines: Sequence[str], at: int) -> bool:
    if _QUOTE.match(lines[at]):
        return True
    # "On ... wrote:" may go over two lines, and stand some way above.
    above = "\n".join(lines[max(0, at - 1) : at + 1])
    below = "\n".join(lines[at : at + 2])
    return any(
        _ATTRIBUTION_LINE.match(text) for text in (lines[at], above, below) if "\n\n" not in text
    )


def _join_group(group: list[str], width: int) -> Iterator[Block]:
    """A group is one paragraph if its lines are full, else a paragraph a line."""
    if group[0] == "":
        text = " ".join(line.lstrip("> \t") for line in group)
        yield Block(" ".join(text.split()), BlockKind.METADATA)
        return
    parts: list[str] = []
    for at, line in enumerate(group):
        parts.append(line)
        below = group[at + 1] if at + 1 < len(group) else None
        full = (
            width >= _MIN_WRAPPED_WIDTH
            and _FULL_LINE_SHARE * width <= len(line) <= _MAX_WRAPPED_WIDTH
        )
        if below is None or not full or _ITEM.match(below):
            yield _build_block(" ".join(parts))
            parts = []


def _build_block(text: str) -> Block:
    item = _ITEM.match(text)
    text = text[item.end() :] if item else text
    return Block(" ".join(text.split()), BlockKind.ITEM if item else BlockKind.PROSE)


def _build_metadata_blocks(lines: Sequence[str]) -> list[Block]:
    """The rest, a block for each stretch between empty lines."""
    blocks: list[Block] = []
    for group in _group_mail_lines(lines):
        text = " ".join(" ".join(line.lstrip("> \t") for line in group).split())
        blocks.append(Block(text, BlockKind.METADATA))
    return [block for block in blocks if any(map(str.isalnum, block.text))]
