"""The lines of a copied chat or transcript: names and times on lines of their own are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from summarize.sources.talk.forms import STAMP

LEADING_STAMP = re.compile(rf"[\[(]{STAMP}[\])]\s*(?=\S)")
"""A time in brackets before what is said."""

_WHOLE_STAMP = re.compile(rf"[-—–\s]*[\[(]?({STAMP})[\])]?(?:\s*\([^()]*\))?")
# Of somebody in Slack: "Ana Kim:palm_tree:  6:22 PM".
_STATUS = re.compile(rf"(?<=\w):[a-z][\w+-]{{1,40}}:(?=\s+{STAMP}$|$)")
# Between a name and its time, in copies from Discord and Slack.
_BESIDE_NAME = re.compile(r"BOT|APP|✓ ?(?:BOT|APP)|:[a-z][\w+-]{1,40}:")
_BADGE = re.compile(rf"^(?:APP|BOT)\s+(?={STAMP}$)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,80}?)\1")
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?:.*\n){1,60}?(?:---|\.\.\.)[ \t]*\r?\n")
# "Ruth Amber 0 minutes 3 seconds": the time, for the blind, in copies from Teams.
_SPOKEN_TIME = re.compile(r"(?:[^\W\d_a-z]\S* ){0,5}(?:\d+ hours? )?(?:\d+ minutes? )?\d+ seconds?")
_FEWEST_SPOKEN_TIMES = 6
_LINE_NUMBER = re.compile(r"\d{1,2}(?:\s+|$)")
_DIRECTIONS = "\u200e\u200f\ufeff"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without white space at its ends, its number, and whether it begins in bold type."""

    text: str
    number: int
    bold: bool = False


def read_lines(text: str) -> Iterator[Line]:
    """Yield the lines of a text without front matter, badges and numbers of lines."""
    front = _FRONT_MATTER.match(text)
    bare = text[front.end() :] if front else text
    raw = [""] * (text.count("\n") - bare.count("\n"))
    raw += [
        _BADGE.sub("", _STATUS.sub("", line.strip().lstrip(_DIRECTIONS)))
        for line in bare.splitlines()
    ]
    spoken = [at for at, line in enumerate(raw) if _SPOKEN_TIME.fullmatch(line)]
    for at in spoken if len(spoken) >= _FEWEST_SPOKEN_TIMES else ():
        raw[at] = ""
    full = [line for line in raw if line]
    numbered = sum(_LINE_NUMBER.match(line) is not None for line in full) >= 0.9 * len(full)
    for number, line in enumerate(raw, 1):
        words = _LINE_NUMBER.sub("", line, count=1) if numbered else line
        stamp = LEADING_STAMP.match(words)
        bold = _BOLD.match(words, stamp.end() if stamp else 0)
        if bold:
            words = f"{words[: bold.start()]}{bold[2]}{words[bold.end() :]}"
        yield Line(words, number, bold is not None)


def join_stamps(lines: Sequence[Line], *, name_first: bool) -> list[Line]:
    """Join a name with the time on the next line, or a time with the name on the next line."""
    found: list[Line] = []
    between: list[Line] = []  # what stands between a name and its time, if that follows
    open_name: Line | None = None
    for line in lines:
        if open_name and (not line.text.strip("—–- ") or _BESIDE_NAME.fullmatch(line.text)):
            between.append(line)
            continue
        first = _may_be_name(line) if name_first else is_stamp(line)
        second = is_stamp(line) if name_first else _may_be_name(line)
        if open_name and second:
            parts = (_bare_stamp(open_name), _bare_stamp(line))
            found[-1] = replace(open_name, text="  ".join(parts))
            open_name = None
        else:
            found += [*between, line]
            open_name = line if first else None
        between = []
    found += between
    return found


def is_stamp(line: Line) -> bool:
    """Whether a line is a time and nothing else: `"Today at 6:40 PM" -> True`."""
    return len(line.text) <= 80 and _WHOLE_STAMP.fullmatch(line.text) is not None


def _bare_stamp(line: Line) -> str:
    """Return the time of a line that is one, without what stands around it, or the line."""
    found = _WHOLE_STAMP.fullmatch(line.text)
    return found[1] if found else line.text


def _may_be_name(line: Line) -> bool:
    lettered = any(map(str.isalpha, line.text)) and len(line.text.split()) <= 5
    return lettered and len(line.text) <= 40 and not is_stamp(line)
