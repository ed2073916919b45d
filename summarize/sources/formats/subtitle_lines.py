"""Subtitle files with a cue on every line -> cues: MicroDVD, MPL2, TMPlayer, LRC, Whisper.

`{75}{175}The ferry sank.|Nobody died.`, `[30][80]...`, `00:00:03:...`, `[00:03.00]...`,
`[00:03.000 --> 00:08.000]  ...`, `3000<tab>8000<tab>...`; a bar divides the lines of a cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarize.sources.formats.cue import Cue

_CLOCK = r"(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,:](\d{1,3}))?"
_FRAMES = re.compile(r"\{(\d{1,9})\}\{(\d{0,9})\}(.*)")
_TENTHS = re.compile(r"\[(\d{1,9})\]\[(\d{0,9})\](.*)")
_PLAYER = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})(?:,\d)?[:=](?=\S)(.*)")
_LYRICS = re.compile(r"((?:\[\d{1,3}:\d{2}(?:[.:]\d{1,3})?\])+)(.*)")
_LYRICS_TIME = re.compile(r"\[(\d{1,3}):(\d{2})(?:[.:](\d{1,3}))?\]")
_LYRICS_HEAD = re.compile(r"\[(?:ti|ar|al|au|by|offset|re|ve|length|la|id):.*\]", re.IGNORECASE)
_SPAN = re.compile(rf"\[{_CLOCK}\s*-+>\s*{_CLOCK}\]:?\s*(?:\[([^\[\]\d][^\[\]]{{0,40}})\]:?)?(.*)")
_TABBED = re.compile(r"(\d{1,9})\t(\d{1,9})\t(.*)")
_TABBED_HEAD = "start\tend\ttext"
_SAMPLE, _FEWEST, _LEAST_SHARE = 20, 3, 0.9
_RATE = re.compile(r"\s*(\d{2}(?:\.\d{1,3})?)\s*")
_USUAL_RATE = 25.0  # frames a second
_LONGEST_LINE = 6.0  # seconds
_ITALIC = re.compile(r"(?:^|(?<=\|))/")


def is_cue_lines(text: str) -> bool:
    """Whether nearly all lines of the beginning of a text are cues: `"{75}{175}It sank." -> True`.

    Fewer than three lines show nothing, unless a head says what they are.
    """
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    return _choose(lines) is not None


def parse_cue_lines(text: str) -> Iterator[Cue]:
    """Yield the cues of a text for which `is_cue_lines` holds."""
    lines = [line.strip("\ufeff \r\n") for line in text.splitlines() if line.strip()]
    pattern = _choose(lines[:_SAMPLE])
    if pattern is None:
        return
    found = [match for line in lines if (match := pattern.fullmatch(line))]
    rate = _USUAL_RATE
    if pattern is _FRAMES and found and (given := _RATE.fullmatch(found[0][3])):
        rate = float(given[1]) or _USUAL_RATE
        found = found[1:]
    cues = sorted(
        (cue for match in found for cue in _read(match, pattern, rate)), key=lambda cue: cue.start
    )
    for place, cue in enumerate(cues):
        following = cues[place + 1].start if place + 1 < len(cues) else cue.start + _LONGEST_LINE
        end = cue.end if cue.end > cue.start else min(following, cue.start + _LONGEST_LINE)
        yield Cue(cue.start, end, cue.lines, cue.voice)


def _choose(lines: list[str]) -> re.Pattern[str] | None:
    """Return the pattern that nearly all lines have; None if there is none."""
    if lines and lines[0].strip("\ufeff ") == _TABBED_HEAD:
        return _TABBED
    heads = sum(_LYRICS_HEAD.fullmatch(line.strip()) is not None for line in lines)
    fewest = max(_FEWEST, _LEAST_SHARE * (len(lines) - heads))
    patterns: tuple[re.Pattern[str], ...] = (
        _FRAMES,
        _TENTHS,
        _PLAYER,
        _SPAN,
        *((_LYRICS,) if heads else ()),
    )
    for pattern in patterns:
        if sum(pattern.fullmatch(line.strip()) is not None for line in lines) >= fewest:
            return pattern
    return None


def _read(match: re.Match[str], pattern: re.Pattern[str], rate: float) -> Iterator[Cue]:
    """Yield the cues of one line; those of a song's refrain are several."""
    parts = match.groups()
    words = _ITALIC.sub("", parts[-1] or "")
    shown = tuple(part.strip() for part in words.split("|"))
    if pattern is _LYRICS:
        for time in _LYRICS_TIME.finditer(parts[0]):
            minutes, seconds, fraction = time.groups()
            yield Cue(_seconds(None, minutes, seconds, fraction), 0.0, shown)
    elif pattern is _PLAYER:
        yield Cue(_seconds(parts[0], parts[1], parts[2], None), 0.0, shown)
    elif pattern is _SPAN:
        voice = (parts[8] or "").strip()
        yield Cue(_seconds(*parts[:4]), _seconds(*parts[4:8]), (parts[9].strip(),), voice)
    else:
        unit = {_FRAMES: rate, _TENTHS: 10.0, _TABBED: 1000.0}[pattern]
        yield Cue(int(parts[0]) / unit, int(parts[1] or 0) / unit, shown)


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str | None) -> float:
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + float(f"0.{fraction or 0}")
