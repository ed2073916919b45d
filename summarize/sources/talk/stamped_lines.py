"""Transcripts copied from a video's page -> captions: a time, and what is said from then on.

"0:03" stands on a line of its own above the words, or before them.
"""

from __future__ import annotations

import re
from itertools import pairwise

from summarize.document import Metadata
from summarize.nlp.patterns import SENTENCE_END
from summarize.sources.blocks import Extract
from summarize.sources.talk.captions import SpokenLine, build_captions
from summarize.sources.talk.notices import find_reason, strip_marks

_STAMP = re.compile(
    r"[\[(]?(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,]\d{1,3})?[\])]?(?:\s+(?P<words>\S.*))?$"
)
# The same time for the blind: "3 seconds", "1 minute, 5 seconds".
_SPOKEN_TIME = re.compile(
    r"(?:\d+ (?:hours?|minutes?|seconds?)(?:, | and )?){1,3}(?P<words>\S.*)?", re.IGNORECASE
)
_FEWEST = 3
_LEAST_SHARE = 0.3  # of the lines have, or are, a time
_LATEST_START = 120  # seconds; a list of appointments begins later
_LEAST_FLOWING = 0.3  # of the lines begin inside a sentence, or end one: not in a list of chapters
_WORDS_A_SECOND = 2.5
_LONGEST_LINE = 60  # seconds; a longer stretch may hold a pause


def find_captions(text: str) -> Extract | None:
    """Return what stands behind the times of a copied transcript; None if a text is none.

    `"0:00\\nthe ferry\\n0:03\\nsank in May\\n..." -> Block("the ferry sank in May", ...)`
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    stamps = [(at, found) for at, line in enumerate(lines) if (found := _STAMP.match(line))]
    if len(stamps) < _FEWEST or len(stamps) < _LEAST_SHARE * len(lines):
        return None
    times = [_parse_time(found) for _, found in stamps]
    ordered = sum(a <= b for a, b in pairwise(times)) >= 0.95 * (len(times) - 1)
    if not ordered or stamps[0][0] > _FEWEST or times[0] > _LATEST_START:
        return None
    borders = [*(at for at, _ in stamps), len(lines)]
    said: list[SpokenLine] = []
    for place, (at, found) in enumerate(stamps):
        rest = [found["words"] or "", *lines[at + 1 : borders[place + 1]]]
        words = " ".join(filter(None, (_clean_line(line) for line in rest)))
        begin = times[place]
        end = begin + len(words.split()) / _WORDS_A_SECOND
        last = times[place + 1] if place + 1 < len(times) else end
        if words:
            long = last - begin > _LONGEST_LINE
            said.append(SpokenLine(begin, end if long else last, words))
    if not _flows(said, inline=any(found["words"] for _, found in stamps)):
        return None
    above = [line for line in lines[: stamps[0][0]] if not find_reason(line)]
    return build_captions(said, Metadata(above[0] if above else None))


def _flows(said: list[SpokenLine], *, inline: bool) -> bool:
    """Whether the lines are talk that was divided, and no list of chapters or events."""
    inside = sum(line.text[0].islower() for line in said)
    ended = 0 if inline else sum(SENTENCE_END.search(line.text) is not None for line in said)
    return max(inside, ended) >= _LEAST_FLOWING * len(said) > 0


def _clean_line(line: str) -> str:
    spoken = _SPOKEN_TIME.match(line)
    words = (spoken["words"] or "") if spoken else line
    return "" if find_reason(words) else strip_marks(words)


def _parse_time(found: re.Match[str]) -> float:
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    return hours * 3600 + minutes * 60 + seconds
