"""The text of one mail -> its segments: what its author wrote, and the mails in it.

A mail is a list of lines, each with its depth of quotation. A line of an HTML part is a
whole block of it. Who wrote what is recognised by marks ("Begin forwarded message:"), by headers
in the text ("From: ... Sent: ..."), by attributions ("On Monday, Ann Lee wrote:") and depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from summarize.document import count_words
from summarize.sources.blocks import PROSE_KINDS, Block
from summarize.sources.formats.mail_headers import (
    NO_HEADER,
    MailHeader,
    format_sender,
    parse_mail_header,
)
from summarize.sources.formats.mail_phrases import (
    ATTRIBUTION,
    ATTRIBUTION_LINE,
    DEVICE,
    DIGEST_END,
    FORWARDED,
    LIST_FOOTER,
    ORIGINAL,
    POINTER,
    TOPICS,
)

LEAST_CONTENT = 1
"""Words beside greetings, thanks and pointers: an answer may be "Yes."."""

_QUOTE = re.compile(r"[ \t\u00a0]{0,3}((?:>[ \t\u00a0]?)+)")
_SIGNATURE = re.compile(r"--[ \t\u00a0]*")
_SIGNATURE_LINES = 15
_RULE = re.compile(r"[-_=*~]{10,}")
_DIGEST_RULE = re.compile(r"[-=_*]{20,}|[-=_*]{4,}\s*\d+ (?:of|von|de|sur) \d+\s*[-=_*]{4,}")
_MESSAGE_NUMBER = re.compile(r"\s*(?:message|nachricht|mensaje)\s*:?\s*#?\d+\s*", re.IGNORECASE)
_FOOTER_LINES = 12
_ATTRIBUTED = re.compile(
    r"(?:[,>]\s*|\d\s+|\bum\s+[\d:]+\s+(?:Uhr\s+)?schrieb\s+)([^,<>\d]{2,60}?)\s*(?:<[^>]*>)?\s*"
    r"(?:wrote|writes|a écrit|escribió|ha scritto|skrev|escreveu)?\s*[:：]?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class MailLine:
    """A line without its quotation marks; `block` is set where it is a block of an HTML part.

    `whole` says that it is a paragraph, which no line goes on with.
    """

    text: str
    depth: int = 0
    block: Block | None = None
    whole: bool = False

    @property
    def blank(self) -> bool:
        """Whether there is nothing on it."""
        return not self.text.strip()


class SegmentKind(StrEnum):
    """What a stretch of a mail is."""

    OWN = "own"
    FORWARDED = "forwarded"  # by a mark that says so
    ORIGINAL = "original"  # forwarded or answered: the mark does not say
    QUOTED = "quoted"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a mail; `header` is that of the mail which it is from, `mark` what showed it."""

    kind: SegmentKind
    lines: tuple[MailLine, ...]
    header: MailHeader = NO_HEADER
    mark: str = ""


def parse_lines(lines: Sequence[str]) -> list[MailLine]:
    """Return lines with their depth of quotation: `"> > Far?" -> MailLine("Far?", 2)`."""
    found: list[MailLine] = []
    for line in lines:
        quote = _QUOTE.match(line)
        depth = quote[1].count(">") if quote else 0
        found.append(MailLine(line[quote.end() :] if quote else line, depth))
    return found


def split_digest(lines: Sequence[MailLine]) -> tuple[list[MailLine], list[Segment]]:
    """Return what stands before the mails of a digest in plain text, and the mails.

    Each begins behind a rule with a header of its own; none is found in what is no digest.
    """
    texts = [line.text for line in lines]
    starts: list[tuple[int, MailHeader, int]] = []
    for at, line in enumerate(lines):
        if line.depth or not _DIGEST_RULE.fullmatch(line.text.strip()):
            continue
        place = at + 1
        while place < len(lines) and (
            lines[place].blank or _MESSAGE_NUMBER.fullmatch(texts[place])
        ):
            place += 1
        if place < len(lines) and (header := parse_mail_header(texts, place)):
            starts.append((at, *header))
    ends = [at for at, _, _ in starts[1:]] + [_find_digest_end(lines)]
    first = starts[0][0] if starts else 0
    says_so = any(TOPICS.match(text) or DIGEST_END.fullmatch(text) for text in texts)
    if not starts or (len(starts) == 1 and not says_so):
        return list(lines), []
    mails = [
        Segment(SegmentKind.FORWARDED, tuple(lines[begin:end]), header)
        for (_, header, begin), end in zip(starts, ends, strict=True)
    ]
    return list(lines[:first]), mails


def _find_digest_end(lines: Sequence[MailLine]) -> int:
    for at in range(max(0, len(lines) - 12), len(lines)):
        below = lines[at + 1 : at + 5]
        is_rule = _DIGEST_RULE.fullmatch(lines[at].text.strip()) is not None
        if DIGEST_END.fullmatch(lines[at].text):
            return at
        if is_rule and any(DIGEST_END.fullmatch(line.text) for line in below):
            return at
    return len(lines)


def split_segments(lines: Sequence[MailLine]) -> list[Segment]:
    """Return the segments of a mail, in order; one whose lines are all quoted is one quotation."""
    segments: list[Segment] = []
    own: list[MailLine] = []
    lines = _cut_list_footer(lines)
    texts = [line.text for line in lines]
    last_quoted = max((at for at, line in enumerate(lines) if line.depth), default=-1)
    at = 0
    while at < len(lines):
        found = _find_segment(lines, texts, at, last_quoted)
        if found is None:
            own.append(lines[at])
            at += 1
            continue
        segment, at = found
        if own:
            segments.append(Segment(SegmentKind.OWN, tuple(own)))
            own = []
        segments.append(segment)
    return [*segments, Segment(SegmentKind.OWN, tuple(own))] if own else segments


def _find_segment(
    lines: Sequence[MailLine], texts: Sequence[str], at: int, last_quoted: int
) -> tuple[Segment, int] | None:
    """Return the segment that begins at a line, and the line behind it; None for an own line."""
    line = lines[at]
    if line.depth:
        return _take_quote(lines, texts, at)
    if line.blank:
        return None
    text = line.text.strip()
    for kind, mark in ((SegmentKind.FORWARDED, FORWARDED), (SegmentKind.ORIGINAL, ORIGINAL)):
        if len(text) < 200 and mark.fullmatch(text) and _has_more(lines, at + 1):
            return _take_mail(lines, texts, at + 1, kind)
    if header := parse_mail_header(texts, at, least=3 if line.block is None else 2):
        is_last = header[1] >= len(lines)
        return None if is_last else _take_mail(lines, texts, at, SegmentKind.ORIGINAL)
    for size in (1, 2, 3):
        near = "\n".join(texts[at : at + size])
        if any(one.depth or one.blank for one in lines[at : at + size]):
            break
        if ATTRIBUTION.match(near) or (size == 1 and ATTRIBUTION_LINE.fullmatch(near)):
            behind = _skip_blank(lines, at + size)
            header_of = MailHeader(_find_attributed(near))
            if behind < len(lines) and lines[behind].depth:
                quote, end = _take_quote(lines, texts, behind)
                return replace(quote, header=header_of, mark=near), end
            if at > last_quoted and ATTRIBUTION.match(near):
                rest = tuple(lines[at + size :])
                return Segment(SegmentKind.QUOTED, rest, header_of, near), len(lines)
    return _take_signature(lines, at)


def _take_signature(lines: Sequence[MailLine], at: int) -> tuple[Segment, int] | None:
    text = lines[at].text
    if DEVICE.fullmatch(text.strip()) and len(text) < 150 and not _goes_on(lines, at):
        return Segment(SegmentKind.SIGNATURE, (lines[at],)), at + 1
    if not _SIGNATURE.fullmatch(text):
        return None
    # A signature is short: it ends with the mail, or at a quoted line or a mail below.
    end = at + 1
    limit = min(len(lines), at + _SIGNATURE_LINES + 2)
    while end < limit and not lines[end].depth and not _begins_mail(lines[end]):
        end += 1
    if end - at > _SIGNATURE_LINES + 1:
        return None
    return Segment(SegmentKind.SIGNATURE, tuple(lines[at:end])), end


def _begins_mail(line: MailLine) -> bool:
    return bool(FORWARDED.fullmatch(line.text[:200]) or ORIGINAL.fullmatch(line.text[:200]))


def _goes_on(lines: Sequence[MailLine], at: int) -> bool:
    """Whether a line that looks like one of a device is the first of a paragraph."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    return below is not None and not below.blank and below.block is None and below.depth == 0


def _take_quote(lines: Sequence[MailLine], texts: Sequence[str], at: int) -> tuple[Segment, int]:
    """Return quoted lines up to the next line that is not; empty ones between them belong to it."""
    end = last = at
    while end < len(lines) and (lines[end].depth or lines[end].blank):
        last = end if lines[end].depth else last
        end += 1
    inner = _strip_depth(lines[at : last + 1])
    first = _skip_blank(inner, 0)
    if first < len(inner) and FORWARDED.fullmatch(inner[first].text.strip()[:200]):
        segment, _ = _take_mail(
            inner, [one.text for one in inner], first + 1, SegmentKind.FORWARDED
        )
        return segment, last + 1
    return Segment(SegmentKind.QUOTED, tuple(inner)), last + 1


def _take_mail(
    lines: Sequence[MailLine], texts: Sequence[str], at: int, kind: SegmentKind
) -> tuple[Segment, int]:
    """Return the mail below a mark: to the end, or as far as its lines are quoted."""
    first = _skip_blank(lines, at)
    if first < len(lines) and lines[first].depth:
        quote, end = _take_quote(lines, texts, first)
        inner, at, behind = list(quote.lines), 0, end
        if quote.kind is SegmentKind.FORWARDED:
            return quote, end
    else:
        inner, behind = list(lines), len(lines)
    header = parse_mail_header([line.text for line in inner], at, least=1)
    if header is None:
        return Segment(kind, tuple(inner[at:])), behind
    return Segment(kind, tuple(_strip_if_quoted(inner[header[1] :])), header[0]), behind


def _strip_if_quoted(lines: Sequence[MailLine]) -> Sequence[MailLine]:
    """Return lines one level less deep if all of them are quoted."""
    all_quoted = all(line.depth or line.blank for line in lines)
    return _strip_depth(lines) if all_quoted else lines


def _strip_depth(lines: Sequence[MailLine]) -> list[MailLine]:
    return [replace(line, depth=max(0, line.depth - 1)) for line in lines]


def _skip_blank(lines: Sequence[MailLine], at: int) -> int:
    while at < len(lines) and lines[at].blank:
        at += 1
    return at


def _has_more(lines: Sequence[MailLine], at: int) -> bool:
    return any(not line.blank for line in lines[at:])


def _cut_list_footer(lines: Sequence[MailLine]) -> Sequence[MailLine]:
    """Leave out what a mailing list writes below a rule at the end."""
    for at in range(max(1, len(lines) - _FOOTER_LINES), len(lines)):
        rule = lines[at].text.strip()
        below = " ".join(line.text for line in lines[at + 1 :])
        if _RULE.fullmatch(rule) and LIST_FOOTER.search(below) and count_words(below) <= 60:
            return lines[:at]
    return lines


def _find_attributed(line: str) -> str:
    """Return who wrote what is quoted: `"On 1 May 2026, Bo Li <b@x.org> wrote:" -> "Bo Li"`."""
    found = _ATTRIBUTED.search(" ".join(line.split())[-200:])
    name = format_sender(found[1]) if found else ""
    return name if name[:1].isupper() or "@" in name or not name[:1].islower() else ""


def count_content(blocks: Sequence[Block]) -> int:
    """Count the words of blocks that say more than "FYI, see below": no greetings, no names."""
    return sum(map(_count_block, iterate_prose(blocks)))


def iterate_prose(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the texts that somebody wrote to be read."""
    return (block.text for block in blocks if block.kind in PROSE_KINDS)


def _count_block(text: str) -> int:
    while text and (found := POINTER.match(text)):
        text = text[found.end() :]
    words = count_words(text)
    is_name = words <= 3 and text[-1:] not in tuple(".!?…。！？")
    return 0 if is_name else words
