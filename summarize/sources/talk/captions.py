"""Captions -> blocks: what is said in a recording, cue by cue, joined to sentences.

A paragraph ends where somebody else speaks, at a pause, or at the end of a sentence once it is
long enough to read. Captions without full stops are cut where a new sentence surely begins, at
a pause or before "and so", "okay so", and a warning says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from summarize.document import Metadata
from summarize.nlp.patterns import SENTENCE_END, WORD
from summarize.sources.blocks import Block, Extract
from summarize.sources.text.word_division import join_divided_words

WITHOUT_STOPS = "captions without full stops: sentences are cut at pauses"
"""The warning for captions that do not say where their sentences end."""

_PAUSE_SECONDS = 4.0  # seconds without a word
# Words, or a third as many characters beyond ASCII, after which a sentence's end is one.
_LONG_PARAGRAPH = 90
_MAX_PARAGRAPH = 3 * _LONG_PARAGRAPH
_FEWEST_WORDS, _FEWEST_WITHOUT = 30, 10  # words; below, a missing full stop says nothing
_WORDS_PER_STOP = 60  # more: whoever wrote this sets no full stops
_SHORT_PAUSE = 0.7  # seconds after which somebody who speaks without full stops begins anew
_LONGEST_STRETCH = 100  # words; the splitter of sentences cuts at 120
_FEWEST_IN_STRETCH = 4
_END = re.compile(r"[.!?…。！？][”\"’')\]]*(?:\s|$)")
_HYPHENATED = re.compile(r"[^\W\d_]{2}[-\u2010]$")
# What a sentence begins with in unplanned speech, and no sentence goes on with. English.
_SUBJECT = (
    r"(?:i|we|you|he|she|it|they|this|that['’]s|these|those|there|the|a|an|my|our|your|his|her"
    r"|its|their"
    r"|let|what|if|when|now|in|on|at|for|today|yesterday|i['’]m|we['’]re|you['’]re|it['’]s"
    r"|they['’]re"
    r"|there['’]s|what['’]s|i['’]ve|we['’]ve|that (?:is|was|means|would|will)|then|here)"
)
_OPENINGS = re.compile(
    rf"\b(?:(?:and |but |okay |ok |right |alright |all right |um |uh |yeah |well "
    rf"|now )*so(?= {_SUBJECT}\b)"
    rf"(?<!or so)(?<!do so)(?<!did so)(?<!even so)"
    rf"|(?:um+|uh+|okay|ok|alright|all right|anyway|anyways|well|yeah|right)(?: and| but| now)?"
    rf"(?= (?:{_SUBJECT}|and|but|so)\b)"
    rf"|and (?:then|yeah|now|also|finally|again)(?= {_SUBJECT}\b)|but (?:then "
    rf"|now )?(?={_SUBJECT}\b)"
    rf"|and (?=(?:i|we|you|he|she|they) (?:think|know|mean|guess|believe|hope|should|will"
    rf"|have to)\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """What is said between two moments (seconds), and by whom if that is known.

    `turn`: somebody else speaks now. `voiced`: the file names the speaker of every line, so that
    a line without a name has none.
    """

    start: float
    end: float
    text: str
    speaker: str = ""
    turn: bool = False


def format_time(seconds: float) -> str:
    """Return a time code: `130.5 -> "00:02:10"`."""
    whole = max(0, int(seconds))
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def build_captions(
    lines: Sequence[SpokenLine], metadata: Metadata = Metadata(), notes: tuple[str, ...] = ()
) -> Extract | None:
    """Return what is said as blocks, each with the time at which it begins; None if nothing is."""
    bare = not _has_stops(lines)
    paragraphs = list(_cut_at_pauses(lines) if bare else _join_paragraphs(lines))
    if not paragraphs:
        return None
    speakers = tuple(dict.fromkeys(one.speaker for one in paragraphs if one.speaker))
    blocks = tuple(Block(one.render(), place=format_time(one.start)) for one in paragraphs)
    warnings = (WITHOUT_STOPS,) if bare else ()
    return Extract(blocks, metadata, None, notes, warnings=warnings, speakers=speakers)


def count_spoken_words(text: str) -> int:
    """Return how many words a text has, where no spaces divide them, too."""
    return max(len(text.split()), sum(char > "\x7f" for char in text) // 3)


def _has_stops(lines: Sequence[SpokenLine]) -> bool:
    words = sum(count_spoken_words(line.text) for line in lines)
    stops = sum(len(_END.findall(line.text)) for line in lines)
    few = words < (_FEWEST_WORDS if stops else _FEWEST_WITHOUT)
    return few or stops * _WORDS_PER_STOP >= words


@dataclass(slots=True)
class _Paragraph:
    """Words of one speaker that stand together, and when they begin."""

    start: float
    speaker: str = ""
    words: list[str] = field(default_factory=list)

    def render(self) -> str:
        """The paragraph behind its speaker, divided words whole."""
        text = ""
        for piece in self.words:
            divided = _HYPHENATED.search(text) and piece[:1].islower()
            text += ("\n" if divided else " ") * bool(text) + piece
        text = join_divided_words(text)
        return f"{self.speaker}: {text}" if self.speaker else text

    @property
    def size(self) -> int:
        return sum(map(count_spoken_words, self.words))


def _join_paragraphs(lines: Sequence[SpokenLine]) -> Iterator[_Paragraph]:
    """Join lines with full stops to paragraphs."""
    current: _Paragraph | None = None
    for place, line in enumerate(lines):
        if current and _is_break(current, lines[place - 1], line):
            yield current
            current = None
        current = current or _Paragraph(line.start, line.speaker)
        current.words.append(line.text)
    if current:
        yield current


def _is_break(current: _Paragraph, above: SpokenLine, line: SpokenLine) -> bool:
    """Whether a paragraph ends between these two lines."""
    ended = SENTENCE_END.search(above.text) is not None
    if line.speaker or line.turn:
        return line.speaker != current.speaker or not line.speaker
    # who is named goes on to the end of the sentence; nobody says whose the next one is
    if current.speaker and ended:
        return True
    if line.start - above.end >= _PAUSE_SECONDS:
        return True
    return (ended and current.size >= _LONG_PARAGRAPH) or current.size >= _MAX_PARAGRAPH


def _cut_at_pauses(lines: Sequence[SpokenLine]) -> Iterator[_Paragraph]:
    """Yield stretches of talk without full stops, each from where a sentence begins to another."""
    lows = {word for line in lines for word in WORD.findall(line.text) if word.islower()}
    starts = [line.text[:1].isupper() for line in lines]
    capitals = sum(starts) <= 0.6 * len(lines)  # else every line begins with one
    run: list[SpokenLine] = []
    for line in lines:
        if run and _begins_anew(run[-1], line, lows if capitals else set()):
            yield from _cut_at_openings(run)
            run = []
        run.append(line)
    if run:
        yield from _cut_at_openings(run)


def _begins_anew(above: SpokenLine, line: SpokenLine, lows: set[str]) -> bool:
    """Whether a sentence surely begins with a line: another speaker, a pause, a capital."""
    if line.turn or line.speaker != above.speaker or SENTENCE_END.search(above.text):
        return True
    if line.start - above.end >= _SHORT_PAUSE:
        return True
    first = WORD.match(line.text)
    return bool(first and first[0][0].isupper() and first[0].lower() in lows)


def _cut_at_openings(run: Sequence[SpokenLine]) -> Iterator[_Paragraph]:
    """Cut a run without a pause before the words that open a sentence."""
    text, times = "", []
    for line in run:
        times.append((len(text) + bool(text), line.start))
        text += " " * bool(text) + line.text
    cuts = [0]
    for found in _OPENINGS.finditer(text):
        if len(text[cuts[-1] : found.start()].split()) >= _FEWEST_IN_STRETCH:
            cuts.append(found.start())
    cuts.append(len(text))
    for start, end in pairwise(cuts):
        place = next(when for at, when in reversed(times) if at <= start)
        yield _Paragraph(place, run[0].speaker, [text[start:end].strip()])
