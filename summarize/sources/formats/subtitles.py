"""Subtitles (SubRip and WebVTT) -> blocks: paragraphs of what is said.

Cues are joined into sentences; a paragraph ends where somebody else speaks, at a pause,
or at the end of a sentence once it is long enough to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from summarize.document import Metadata
from summarize.errors import SourceError
from summarize.nlp.patterns import SENTENCE_END
from summarize.sources.blocks import Block, Extract
from summarize.sources.decoding import decode

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*-{{1,2}}>[ \t]*{_TIME}(?:[ \t].*)?")
_HEAD = 4096
_SKIPPED_BLOCKS = ("NOTE", "STYLE", "REGION")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,100})>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|<[\d:.]{5,12}>|\{\\[^{}]{0,100}\}")
_MUSIC = re.compile(r"[♪♫♬♩#*]+")
_DASH = re.compile(r"[-–—‐]\s*(?=[^\W\d_]|[\"'“‘¿¡(\[])")
_SOUND = re.compile(r"[\[【][^\[\]【】]{0,80}[\]】]|^\s*[(（][^()（）]{0,80}[)）]\s*$")
_REPEAT_SECONDS = 1.0  # seconds after which the same words are said a second time
_PAUSE_SECONDS = 4.0  # seconds without a word
# Words, or a third as many characters beyond ASCII, after which a sentence's end is one.
_LONG_PARAGRAPH = 90
_MAX_PARAGRAPH = 3 * _LONG_PARAGRAPH  # captions without any punctuation


@dataclass(frozen=True, slots=True)
class _SpokenLine:
    """What is said between two moments (seconds), and by whom if that is known.

    `turn` says that somebody else speaks now.
    """

    start: float
    end: float
    text: str
    speaker: str = ""
    turn: bool = False


def is_subtitles(text: str) -> bool:
    """Whether a text is SRT or WebVTT, by its beginning.

    `"1\\n00:00:01,000 --> 00:00:02,500\\nHello.\\n" -> True`
    """
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if re.match(r"WEBVTT(?:[ \t\r\n]|$)", head):
        return True
    lines = head.splitlines()[:2]
    return any(_TIMES.fullmatch(line) for line in lines) and (
        lines[0].strip().isdecimal() or _TIMES.fullmatch(lines[0]) is not None
    )


def extract(data: bytes, name: str) -> Extract:
    """Return what is said, without times, positions, sounds in brackets and music marks.

    SourceError if there is not a word in it.
    """
    decoded = decode(data, name)
    cues = _remove_repeated_lines(list(_parse_cues(decoded.text)))
    blocks = tuple(Block(text) for text in _join_paragraphs(cues))
    if not blocks:
        raise SourceError(f"{name} holds no spoken text", "give subtitles with words in them")
    return Extract(blocks, Metadata(), None, (decoded.note,) if decoded.note else ())


def _parse_cues(text: str) -> Iterator[tuple[float, float, list[str]]]:
    """Yield start, end and lines of each cue, whatever is between them."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        if lines[at].strip().split(" ")[0] in _SKIPPED_BLOCKS:
            while at < len(lines) and lines[at].strip():
                at += 1
        times = _TIMES.fullmatch(lines[at]) if at < len(lines) else None
        at += 1
        if times is None:
            continue
        said: list[str] = []
        while at < len(lines) and not _TIMES.fullmatch(lines[at]):
            below = lines[at + 1 : at + 3]
            if not lines[at].strip() and (said or not below or any(map(_TIMES.fullmatch, below))):
                break
            said.append(lines[at])
            at += 1
        # A cue's number without an empty line before it
        if said and said[-1].strip().isdecimal() and any(map(_TIMES.fullmatch, lines[at : at + 1])):
            said.pop()
        values = times.groups()
        yield _parse_seconds(values[:4]), _parse_seconds(values[4:]), said


def _parse_seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in parts)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction}")


def _remove_repeated_lines(cues: list[tuple[float, float, list[str]]]) -> list[_SpokenLine]:
    """Return lines in order, each once: captions that roll repeat the last line in every cue."""
    found: list[_SpokenLine] = []
    before: list[str] = []
    for start, end, raw in cues:
        lines = [line for one in raw for line in _parse_line(start, end, one)]
        texts = [line.text for line in lines]
        last = found[-1] if found else _SpokenLine(start, start, "")
        if start - last.end <= _REPEAT_SECONDS:  # later it is said a second time
            sizes = range(min(len(before), len(texts)), 0, -1)
            repeated = next((size for size in sizes if before[-size:] == texts[:size]), 0)
            lines = lines[repeated:]
        longer = any(line.text.startswith(last.text + " ") for line in lines[:1])
        if found and longer and start - last.end < _REPEAT_SECONDS:
            found.pop()  # live captions: the same line, with more words in every cue
        found += lines
        before = texts or before
    return found


def _parse_line(start: float, end: float, raw: str) -> Iterator[_SpokenLine]:
    voice = _VOICE.search(raw)
    text = unescape(_TAG.sub("", raw)).replace("\u200b", "")
    text = " ".join(_MUSIC.sub(" ", _SOUND.sub(" ", text)).split())
    changed = text.startswith(">>")
    text = text.lstrip("> ")
    dash = _DASH.match(text)
    text = text[dash.end() :] if dash else text
    if any(char.isalnum() for char in text):
        speaker = unescape(voice.group(1)).strip() if voice else ""
        yield _SpokenLine(start, end, text, speaker, changed or dash is not None or bool(speaker))


def _join_paragraphs(lines: Sequence[_SpokenLine]) -> Iterator[str]:
    words: list[str] = []
    speaker = ""
    for place, line in enumerate(lines):
        above = lines[place - 1] if place else None
        if words and above is not None and _is_break(words, above, line, speaker):
            yield " ".join(words)
            words = []
        if line.speaker and not words:
            words.append(f"{line.speaker}:")
        speaker = line.speaker or speaker
        words.append(line.text)
    if words:
        yield " ".join(words)


def _is_break(words: Sequence[str], above: _SpokenLine, line: _SpokenLine, speaker: str) -> bool:
    """Whether a paragraph ends between these two lines."""
    if line.speaker:
        return line.speaker != speaker
    if line.turn:
        return True
    ended = SENTENCE_END.search(above.text) is not None
    # Words are counted where no spaces divide them, too.
    size = sum(max(len(text.split()), sum(c > "\x7f" for c in text) // 3) for text in words)
    if line.start - above.end >= _PAUSE_SECONDS:
        return True
    return (ended and size >= _LONG_PARAGRAPH) or size >= _MAX_PARAGRAPH
