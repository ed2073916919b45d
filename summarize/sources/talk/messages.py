"""Messages of a chat or a transcript -> blocks "Ana: the boiler broke", each with its speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from summarize.document import Metadata
from summarize.nlp.patterns import SENTENCE_END
from summarize.nlp.sentences import split_sentences
from summarize.sources.blocks import Block, BlockKind, Extract
from summarize.sources.talk.notices import (
    drop_advertisements,
    find_reason,
    has_advertisement,
    strip_marks,
)

NOTICE = "<notice>"
"""A line that the program wrote itself, by its form."""

_LONG_LINE = 45  # characters; a shorter line was ended on purpose
_LONG_PARAGRAPH = 1500  # characters of a turn that are one paragraph
_LIST_MARK = re.compile(r"\A(?:[-*•‣]|\d{1,2}[.)])\s+(?=\S)")
_QUOTED = re.compile(r">(?!>)\s*\S")  # words of somebody else
_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\s]{1,500}\)")
_STAMP = re.compile(r"\A\s*[\[(]?\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?[\])]?\s+(?=\S)")
# In chats a single sign is a style, and struck out is what stands between two tildes.
_STYLE = re.compile(
    r"(?<![\w*_`])(```|``|`|\*\*\*|\*\*|\*|__|_)(?=\S)([^*`\n]{1,500}?)(?<=\S)\1(?![\w*_`])"
)
_STRUCK = re.compile(r"(?<![\w~])(~~?)(?=[^\s~])[^~\n]{1,200}(?<=\S)\1(?![\w~])\s?")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|\*|(?<!\w)_|`)(?=\S)([^*_`]{1,500}?)(?<=\S)\1(?!\w)")


@dataclass(slots=True)
class Message:
    """What somebody says: lines in order, an empty one where a paragraph ends.

    `place` is where a person finds it: its time, or "line 12". With a `level` it is a heading.
    """

    speaker: str
    place: str
    lines: list[str] = field(default_factory=list)
    level: int = 0


def build_extract(
    messages: Sequence[Message],
    title: str | None = None,
    *,
    wrapped: bool = False,
    copied: bool = False,
) -> Extract | None:
    """Return the messages as blocks; None if there is not a word in them.

    Notices, reactions and advertisements are left out, and a note says how many. `wrapped`:
    the line ends of the text mean nothing. `copied`: from a window, with all that it shows.
    """
    reasons: Counter[str] = Counter()
    blocks: list[Block] = []
    speakers: dict[str, None] = {}
    for message in messages:
        label = f"{message.speaker}: " if message.speaker else ""
        kind = BlockKind.HEADING if message.level else BlockKind.PROSE
        content = list(_find_content(message.lines, reasons, copied))
        for paragraph in _find_paragraphs(content, reasons, wrapped):
            blocks.append(Block(label + paragraph, kind, message.level, place=message.place))
            speakers |= {message.speaker: None} if label else {}
    if all(block.kind is BlockKind.HEADING for block in blocks):
        return None
    counted = ((reason, times) for reason, times in reasons.items() if times)
    counts = (f"{times} {reason}{'s' * (times > 1)}" for reason, times in counted)
    notes = (f"left out: {', '.join(counts)}",) if reasons.total() else ()
    return Extract(tuple(blocks), Metadata(title), None, notes, speakers=tuple(speakers))


def strip_markdown(text: str) -> str:
    """Return a line without inline marks: `"**so** [it](http://a.b) is" -> "so it is"`."""
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))


def _find_paragraphs(content: Sequence[str], reasons: Counter[str], wrapped: bool) -> Iterator[str]:
    """Yield the paragraphs of a message: its lines, joined where a sentence goes on."""
    joined: list[str] = []
    for line in content:
        if joined and line and joined[-1] and (wrapped or _goes_on(joined[-1], line)):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(_LIST_MARK.sub("", line, count=1))
    for whole in _join_sentences(filter(None, joined)):
        paragraph = whole
        if has_advertisement(paragraph):
            spans = split_sentences(paragraph)
            kept = drop_advertisements([paragraph[one.start : one.end].strip() for one in spans])
            reasons["advertisement"] += 1
            paragraph = " ".join(kept)
        if any(map(str.isalnum, paragraph)):
            yield paragraph


def _find_content(lines: Sequence[str], reasons: Counter[str], copied: bool) -> Iterator[str]:
    """Yield the lines that somebody wrote, and count the reasons why others are none."""
    before: str | None = None
    for line in lines:
        reason = None
        if line.strip() and not (before == "reaction" and line.strip().isdecimal()):
            quoted = _QUOTED.match(line.lstrip())
            reason = "quoted line" if quoted else find_reason(line, copied=copied)
            if reason is None:
                shown, struck = _show_styles(strip_marks(line))
                reasons["struck-out passage"] += struck
                if shown.strip() or not struck:
                    yield shown
            else:
                reasons[reason] += 1
        elif not line.strip():
            yield ""
        before = reason


def _show_styles(line: str) -> tuple[str, int]:
    """Return a line as a chat shows it, and how many struck-out passages are left out.

    `"~9~ *11* beams, `so`" -> "11 beams, so", 1`
    """
    line = _STAMP.sub("", line)
    line, struck = _STRUCK.subn("", line) if "~" in line else (line, 0)
    return (_STYLE.sub(r"\2", line) if any(sign in line for sign in "*_`") else line), struck


def _goes_on(above: str, line: str) -> bool:
    """Whether a sentence goes on over the end of a long line."""
    ended = SENTENCE_END.search(above) is not None
    return len(above) >= _LONG_LINE and not ended and line[0].islower()


def _join_sentences(lines: Iterable[str]) -> Iterator[str]:
    """Join lines that end with a full stop to paragraphs; what has none stays alone."""
    paragraph = ""
    for line in lines:
        ended = SENTENCE_END.search(paragraph) is not None
        if paragraph and not (ended and len(paragraph) < _LONG_PARAGRAPH):
            yield paragraph
            paragraph = ""
        paragraph = f"{paragraph} {line}".strip()
    if paragraph:
        yield paragraph
