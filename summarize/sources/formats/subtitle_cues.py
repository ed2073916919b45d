"""Subtitle files -> cues, what is shown between two moments: SubRip, WebVTT, SBV, ASS, TTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarize.sources.formats import xml_tree as xml
from summarize.sources.formats.cue import Cue
from summarize.sources.formats.subtitle_lines import is_cue_lines, parse_cue_lines

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}))?"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*(?:-{{1,2}}>|→)[ \t]*{_TIME}(?:[ \t].*)?")
_SBV_TIMES = re.compile(
    r"(\d{1,2}):(\d{2}):(\d{2})\.(\d{2,3}),(\d{1,2}):(\d{2}):(\d{2})\.(\d{2,3})[ \t]*"
)
_SUBVIEWER_HEAD = re.compile(r"\A\[INFORMATION\]\s*(?:\[.{0,200}\s+)*", re.IGNORECASE)
_ASS_TIME = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})[.:](\d{1,3})")
_CLOCK_TIME = re.compile(r"(\d{1,3}):(\d{1,2}):(\d{1,2}(?:\.\d{1,6})?)(?::\d{1,3})?")
_OFFSET_TIME = re.compile(r"(\d{1,12}(?:\.\d{1,6})?)(h|ms|m|s|t|f)")
_WEBEX_NAME = re.compile(r'\d+ "([^"]{1,60})" \(\d+\)')  # in the number of a cue
_HEAD = 4096
_SKIPPED_BLOCKS = ("NOTE", "STYLE", "REGION")
_ASS_HEAD = re.compile(r"\[Script Info\]|\[V4\+? Styles\]", re.IGNORECASE)
_ASS_FIELDS = "Layer,Start,End,Style,Name,MarginL,MarginR,MarginV,Effect,Text"
_ASS_DRAWING = re.compile(r"\{[^{}]*\\p[1-9][^{}]*\}.*?(?=\{[^{}]*\\p0|\Z)", re.DOTALL)
_BRACES = re.compile(r"\{[^{}]*\}")  # what is in them is never shown: styles, remarks
_ASS_TITLE = re.compile(r"^Title:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_NO_TITLES = frozenset({"default aegisub file", "<untitled>", "untitled", "default file"})
_SONG_STYLES = re.compile(
    r"\b(?:op|ed|songs?|lyrics?|karaoke|romaji|kanji|credits?|staff|music)\b", re.IGNORECASE
)
_ASS_KARAOKE = re.compile(r"\{[^{}]*\\[kK][fo]?\d")


def is_subtitles(text: str) -> bool:
    """Whether a text is SubRip, WebVTT, SBV or ASS, by its beginning.

    `"1\\n00:00:01,000 --> 00:00:02,500\\nHello.\\n" -> True`
    """
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if re.match(r"WEBVTT(?:[ \t\r\n]|$)", head) or _ASS_HEAD.match(head):
        return True
    if is_cue_lines(head[: head.rfind("\n") + 1] or head):
        return True
    lines = _SUBVIEWER_HEAD.sub("", head).lstrip().splitlines()[:2]
    if lines and _SBV_TIMES.fullmatch(lines[0]):
        return True
    return any(_TIMES.fullmatch(line) for line in lines) and (
        lines[0].strip().isdecimal() or _TIMES.fullmatch(lines[0]) is not None
    )


def parse_cues(text: str) -> tuple[list[Cue], str | None]:
    """Return the cues of a file in order, and its title."""
    bare = text.lstrip("\ufeff \t\r\n")
    if _ASS_HEAD.match(bare):
        return sorted(_parse_ass(bare), key=lambda cue: cue.start), _find_title(bare)
    if is_cue_lines(bare[:_HEAD]):
        return list(parse_cue_lines(bare)), None
    return list(_parse_text_cues(_SUBVIEWER_HEAD.sub("", bare).lstrip())), None


def _parse_text_cues(text: str) -> Iterator[Cue]:
    """Yield the cues of SubRip, WebVTT and SBV, whatever is between them."""
    lines = text.splitlines()
    pattern = _SBV_TIMES if lines and _SBV_TIMES.fullmatch(lines[0]) else _TIMES
    at = 0
    while at < len(lines):
        if lines[at].strip().split(" ")[0] in _SKIPPED_BLOCKS:
            while at < len(lines) and lines[at].strip():
                at += 1
        times = pattern.fullmatch(lines[at]) if at < len(lines) else None
        named = _WEBEX_NAME.fullmatch(lines[at - 1]) if times and at else None
        at += 1
        if times is None:
            continue
        said: list[str] = []
        while at < len(lines) and not pattern.fullmatch(lines[at]):
            if not lines[at].strip() and _ends_cue(lines, at, pattern):
                break
            said += lines[at].split("[br]")
            at += 1
        # A cue's number without an empty line before it
        if (
            said
            and said[-1].strip().isdecimal()
            and any(map(pattern.fullmatch, lines[at : at + 1]))
        ):
            said.pop()
        values = times.groups()
        yield Cue(
            _parse_seconds(values[:4]),
            _parse_seconds(values[4:]),
            tuple(said),
            voice=named[1] if named else "",
        )


def _ends_cue(lines: Sequence[str], at: int, pattern: re.Pattern[str]) -> bool:
    """Whether a cue ends with a blank line: times follow, below an optional name of the next cue.

    Words behind a blank line that stand above no times are the cue's, too.
    """
    filled = (place for place in range(at, min(len(lines), at + 4)) if lines[place].strip())
    first = next(filled, None)
    if (
        first is None
        or lines[first].strip().isdecimal()
        or lines[first].strip().split(" ")[0] in _SKIPPED_BLOCKS
    ):
        return True
    return any(map(pattern.fullmatch, lines[first : first + 2]))


def _parse_seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction}")


def _parse_ass(text: str) -> Iterator[Cue]:
    """Yield the dialogue of SubStation Alpha; comments, drawings and songs are none."""
    fields = _ASS_FIELDS.lower().split(",")
    shown: set[tuple[float, str]] = set()
    events = False
    for line in text.splitlines():
        key, _, value = line.partition(":")
        if line.startswith("["):
            events = line.strip().lower() == "[events]"
        elif events and key.strip().lower() == "format":
            fields = [field.strip().lower() for field in value.split(",")]
        elif events and key.strip().lower() == "dialogue":
            values = dict(zip(fields, value.strip().split(",", len(fields) - 1), strict=False))
            cue = _build_ass_cue(values)
            # layers of one line, for its shadow
            if cue and (cue.start, " ".join(cue.lines)) not in shown:
                shown.add((cue.start, " ".join(cue.lines)))
                yield cue


def _build_ass_cue(values: dict[str, str]) -> Cue | None:
    times = [_ASS_TIME.fullmatch(values.get(key, "").strip()) for key in ("start", "end")]
    raw, style = values.get("text", ""), values.get("style", "")
    if times[0] is None or times[1] is None:
        return None
    if _SONG_STYLES.search(style.replace("_", " ")) or _ASS_KARAOKE.search(raw):
        return None
    text = _BRACES.sub("", _ASS_DRAWING.sub("", raw)).replace("\\h", " ").replace("\\n", "\\N")
    voice = " ".join(values.get("name", values.get("actor", "")).split())
    voice = "" if voice.lower() in ("default", "none", "ntp", style.lower()) else voice
    start, end = (_parse_seconds(time.groups()) for time in times if time)
    return Cue(start, end, tuple(text.split("\\N")), voice)


def _find_title(text: str) -> str | None:
    found = _ASS_TITLE.search(text[:_HEAD])
    return found[1] if found and found[1].lower() not in _NO_TITLES else None


def parse_ttml(root: xml.Element) -> Iterator[Cue]:
    """Yield the paragraphs of TTML (DFXP), each with its agent's name."""
    agents = {
        xml.get_attribute(agent, "id"): xml.child_text(agent, "name") or ""
        for agent in xml.find_descendants(root, "agent")
    }
    rate = xml.get_attribute(root, "tickRate")
    ticks = int(rate) if rate.isdecimal() and int(rate) else 1
    start = 0.0
    for paragraph in xml.find_descendants(root, "p"):
        start = _parse_clock(xml.get_attribute(paragraph, "begin"), ticks, start)
        length = _parse_clock(xml.get_attribute(paragraph, "dur"), ticks, 0.0)
        end = _parse_clock(xml.get_attribute(paragraph, "end"), ticks, start + length)
        text = xml.raw_text(paragraph, lambda one: "\v" if xml.local_name(one) == "br" else None)
        lines = (" ".join(line.split()) for line in text.split("\v"))
        voice = agents.get(xml.get_attribute(paragraph, "agent"), "")
        yield Cue(start, max(start, end), tuple(lines), voice)


def _parse_clock(value: str, ticks: int, default: float) -> float:
    """Return seconds: `"00:01:02.5" -> 62.5`, `"3.5s" -> 3.5`, `"250ms" -> 0.25`."""
    clock = _CLOCK_TIME.fullmatch(value.strip())
    if clock:
        hours, minutes, seconds = (float(part) for part in clock.groups())
        return hours * 3600 + minutes * 60 + seconds
    offset = _OFFSET_TIME.fullmatch(value.strip())
    if offset is None:
        return default
    units = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001, "t": 1 / ticks, "f": 1 / 25}
    return float(offset[1]) * units[offset[2]]
