"""The text of one mail -> blocks: its own words, the mails forwarded in it, what is left out.

A forwarded mail is read. If hardly a word is added to it ("FYI, see below"), it is the
article, and its header the metadata. Quoted mail is read only where the answer has no
content of its own. What is not read is kept as metadata, which is printed but no prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from summarize.document import count_words
from summarize.sources.blocks import PROSE_KINDS, Block, BlockKind
from summarize.sources.formats.mail_headers import MailHeader
from summarize.sources.formats.mail_marks import remove_plain_marks
from summarize.sources.formats.mail_phrases import (
    CALL_TO_ACTION,
    CLOSING,
    DEVICE,
    DISCLAIMER,
    END_OF_FORWARDED,
    FOOTER,
    FORWARD_SUBJECT,
    SUBJECT_PREFIX,
)
from summarize.sources.formats.mail_text import (
    LEAST_CONTENT,
    MailLine,
    Segment,
    SegmentKind,
    count_content,
    split_segments,
)

_ITEM = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+(?=\S)")
_TASK = re.compile(r"(?<=[-*]\s)\[[ xX]\]\s+")  # of a list of tasks
_FULL_LINE_SHARE = 0.6  # of the longest line; a shorter one ends its paragraph
_MAX_WRAPPED_WIDTH = 100  # characters; longer lines are not wrapped by a program
_MIN_WRAPPED_WIDTH = 50  # nor is a mail without any line as long as this
_MAX_DEPTH = 12  # of mails in mails
_MAX_COMMENT = 40  # words that a sender adds; with more, the mail is his own
_MAX_DEVICE = 30  # words of a line that a program adds
_MAX_FOOTER = 60  # words of a paragraph
_MAX_NAME = 4  # words behind "Kind regards,"
_MAX_SIGNATURE = 60  # words below "Kind regards"
_SENTENCE = re.compile(r"(?:\S+\s+){5}.*[.!?…。！？][\"”’)]*\Z", re.DOTALL)
_MAX_CERTAIN_FOOTER = 14  # words; one that is shorter need not begin as a footer does


@dataclass
class MailBody:
    """The blocks of a mail. `header` is of the mail in it that is the article, empty if none is.

    `forwarded` says that a mail in it was read.
    """

    blocks: list[Block] = field(default_factory=list)
    header: MailHeader = field(default_factory=MailHeader)
    forwarded: bool = False


def strip_prefixes(subject: str) -> str:
    """Return a subject without `Re:` and `Fwd:`: `"WG: AW: Dach" -> "Dach"`."""
    found = SUBJECT_PREFIX.match(subject)
    return subject[found.end() :].strip() if found else subject


def build_body(lines: Sequence[MailLine], subject: str = "", depth: int = 0) -> MailBody:
    """Return the blocks of a mail with this subject, which says whether it is forwarded."""
    if depth > _MAX_DEPTH:
        return MailBody(_build_own(lines))
    segments = split_segments(lines)
    own = {
        at: _build_own(one.lines) for at, one in enumerate(segments) if one.kind is SegmentKind.OWN
    }
    content = sum(map(count_content, own.values()))
    read = _choose_mails(segments, content, FORWARD_SUBJECT.match(subject) is not None)
    if not read:
        kept = (own.get(at) or _build_unread(one) for at, one in enumerate(segments))
        return MailBody([block for blocks in kept for block in blocks])
    mails = {at: segments[at] for at in read}
    inner = {
        at: build_body(mail.lines, mail.header.subject, depth + 1) for at, mail in mails.items()
    }
    first = inner[min(inner)]
    words = count_content(first.blocks)
    is_comment = content < LEAST_CONTENT or content <= min(_MAX_COMMENT, words / 2)
    body = MailBody(forwarded=any(one.kind is not SegmentKind.QUOTED for one in mails.values()))
    if is_comment:
        body.header = first.header if first.header.author else segments[min(inner)].header
    for at, segment in enumerate(segments):
        if at not in inner:
            blocks = own.get(at) or _build_unread(segment)
            body.blocks += map(_make_metadata, blocks) if is_comment else blocks
        elif is_comment and at == min(inner):
            body.blocks += inner[at].blocks
        else:
            body.blocks += build_section(segment.header, inner[at].blocks)
    return body


def _choose_mails(segments: Sequence[Segment], content: int, is_forward: bool) -> list[int]:
    """Return which segments are mails to be read beside their sender's words."""
    wanted = {SegmentKind.FORWARDED}
    if is_forward or content < LEAST_CONTENT:
        wanted.add(SegmentKind.ORIGINAL)
    found = [at for at, one in enumerate(segments) if one.kind in wanted]
    if found or content >= LEAST_CONTENT:
        return found
    return [at for at, one in enumerate(segments) if one.kind is SegmentKind.QUOTED]


def build_section(header: MailHeader, blocks: Sequence[Block], level: int = 2) -> list[Block]:
    """Return a mail in another one: its subject as a heading, its sender, and its blocks."""
    found: list[Block] = []
    if header.subject:
        found.append(Block(header.subject, BlockKind.HEADING, min(level, 6)))
    if header.byline:
        found.append(Block(header.byline, BlockKind.METADATA))
    below = min(level + 1, 6)
    for block in blocks:
        is_heading = block.kind is BlockKind.HEADING
        found.append(replace(block, level=max(block.level, below)) if is_heading else block)
    return [replace(one, place=one.place or header.subject) for one in found]


def _build_unread(segment: Segment) -> list[Block]:
    """Return the blocks of quoted mail and signatures."""
    head = " ".join(segment.mark.split()) or segment.header.byline
    texts = list(map(" ".join, _group_lines(segment.lines)))
    if segment.kind is SegmentKind.QUOTED and segment.mark and texts:
        head, texts = f"{head} {texts[0]}", texts[1:]
    kept = [" ".join(text.split()) for text in (head, *texts)]
    return [Block(text, BlockKind.METADATA) for text in kept if any(map(str.isalnum, text))]


def _make_metadata(block: Block) -> Block:
    return replace(block, kind=BlockKind.METADATA, level=0)


def _build_own(lines: Sequence[MailLine]) -> list[Block]:
    """Return the paragraphs of lines; footers, disclaimers and the like are METADATA."""
    found: list[Block] = []
    widths = [len(one.text) for one in lines if one.block is None and not one.whole]
    width = max((size for size in widths if size <= _MAX_WRAPPED_WIDTH), default=0)
    for group in _iterate_groups(lines):
        if group[0].block is not None:
            blocks = [line.block for line in group if line.block is not None]
        else:
            blocks = list(_join_group([line.text for line in group], width))
        said = (one for one in blocks if any(map(str.isalnum, one.text)))
        found += (_make_metadata(one) if _is_boilerplate(one) else one for one in said)
    return _mark_signature(found)


def _mark_signature(blocks: list[Block]) -> list[Block]:
    """Make the last closing phrase METADATA, and the names and numbers below it."""
    read = (BlockKind.PROSE, BlockKind.ITEM, BlockKind.HEADING)
    closings = (
        at
        for at in range(len(blocks) - 1, -1, -1)
        if blocks[at].kind is BlockKind.PROSE and _is_closing(blocks[at].text)
    )
    first = next(closings, len(blocks))
    while 0 < first < len(blocks) and _is_closing(blocks[first - 1].text):
        first -= 1
    last, words = first, 0
    while last < len(blocks) and (last == first or not _SENTENCE.search(blocks[last].text)):
        words += count_words(blocks[last].text) if blocks[last].kind in read else 0
        last += 1
    if not any(one.kind in read for one in blocks[:first]) or words > _MAX_SIGNATURE:
        return blocks
    signed = map(_make_metadata, blocks[first:last])
    return [*blocks[:first], *signed, *blocks[last:]]


def _is_closing(text: str) -> bool:
    """Whether a paragraph is a closing phrase, perhaps with a name, or begins a signature."""
    found = CLOSING.match(text)
    if found is None:
        return text.startswith("-- ")
    rest = text[found.end() :].split()
    return len(rest) <= _MAX_NAME and all(word[0].isupper() for word in rest)


def _iterate_groups(lines: Sequence[MailLine]) -> Iterator[list[MailLine]]:
    group: list[MailLine] = []
    for line in lines:
        if line.blank or line.block is not None or (group and group[-1].block is not None):
            if group:
                yield group
            group = []
        if not line.blank:
            group.append(line)
    if group:
        yield group


def _group_lines(lines: Sequence[MailLine]) -> Iterator[list[str]]:
    return ([line.text.strip() for line in group] for group in _iterate_groups(lines))


def _is_boilerplate(block: Block) -> bool:
    """Whether a paragraph is the footer of a list, a disclaimer, or a line of a device."""
    if block.kind not in PROSE_KINDS:
        return False
    text, words = block.text.strip(), count_words(block.text)
    if DISCLAIMER.match(text) or END_OF_FORWARDED.fullmatch(text):
        return True
    if words <= _MAX_DEVICE and (DEVICE.fullmatch(text) or CALL_TO_ACTION.fullmatch(text)):
        return True
    if words > _MAX_FOOTER:
        return False
    return bool(FOOTER.match(text) or (words <= _MAX_CERTAIN_FOOTER and FOOTER.search(text)))


def _join_group(group: list[str], width: int) -> Iterator[Block]:
    """Join a group to one paragraph if its lines are full, else make each a paragraph."""
    parts: list[str] = []
    for at, line in enumerate(group):
        parts.append(line)
        least = _FULL_LINE_SHARE * width if width >= _MIN_WRAPPED_WIDTH else _MAX_WRAPPED_WIDTH + 1
        full = least <= len(line) <= _MAX_WRAPPED_WIDTH
        if not full or at + 1 == len(group) or _ITEM.match(group[at + 1]):
            text = remove_plain_marks(" ".join(parts))
            item = _ITEM.match(text)
            text = _TASK.sub("", text, count=1) if item else text
            text = " ".join(text[item.end() :].split() if item else text.split())
            yield Block(text, BlockKind.ITEM if item else BlockKind.PROSE)
            parts = []
