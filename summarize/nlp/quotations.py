"""Quotations of several sentences: which begin inside one, and the marks they lack. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, zip_longest

from summarize.document import Document
from summarize.nlp.normalize import normalize_same_length

_OPENING = ("“", "„", "«", '"')
_DOUBLE = frozenset('“„«”»"‟')
_SINGLE = frozenset("‘’'`")
# A single mark that closes more than one sentence stands behind a stop: others are apostrophes.
_STOPS = frozenset('.!?…,”"')
# Opened with the first, a quotation may be closed with the second, which opens others.
_CLOSED_BY = {"„": "“", "»": "«", "«": "»"}

_MARK_PAIRS = {"“": "”", "‘": "’", '"': '"', "'": "'", "«": "»"}
_OPENING_MARK = re.compile(r"(?:(?<=\s)|(?<=[(\[—–-])|\A)[“‘\"'«](?=[\w$£€(\[])")
_CLOSING_MARK = re.compile(r"(?<=[\w.,!?…;)\]%-])[”’\"'»](?=[\s.,;:!?)\]—–-]|\Z)")
# An apostrophe closes only what is open.
_UNAMBIGUOUS_CLOSING = '”"»'
_ENDED = re.compile(r"[.!?…]\Z")


def find_quoted(document: Document, texts: Sequence[str]) -> Iterator[int]:
    """Find the sentences that begin with a quotation mark, or inside a quotation that is closed.

    A quotation that its paragraph does not close extends to the end of it if the next one begins
    with a mark again, as speech of several paragraphs is printed, or if the first mark of the
    next one closes it. Any other mark without its pair is taken for an error.
    """
    sentences = zip(document.sentences, texts, strict=True)
    paragraphs = [list(group) for _, group in groupby(sentences, lambda pair: pair[0].paragraph)]
    opened = ""
    for group, following in zip_longest(paragraphs, paragraphs[1:]):
        own, below = [text for _, text in group], [text for _, text in following or ()]
        places, opened = _find_places(own, opened, below)
        yield from (one.number for place, (one, _) in enumerate(group) if place in places)


def _find_places(
    texts: Sequence[str], opened: str, below: Sequence[str]
) -> tuple[frozenset[int], str]:
    """Return the places of the sentences of a paragraph that begin inside a quotation.

    `opened` is the mark of a quotation that goes on from the paragraph above, "" for none;
    returned for the one `below`, too.
    """
    paragraph = " ".join(texts)
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))[:-1]
    inside = {place for place, text in enumerate(texts) if text.startswith(_OPENING)}
    start = -1
    for at, single in sorted(_find_marks(paragraph)):
        if opened and single != (opened in _SINGLE):
            continue  # a quotation inside another
        # one that begins a sentence may have a space behind it: '" We won," he said.'
        opening = not opened and (single or at in starts)
        opening = opening or (not single and _is_opening_mark(paragraph, at, opened))
        if opening:
            opened, start = paragraph[at], at
            first = at - paragraph[:at].endswith("`")  # as TeX opens: ``
            inside.update(place for place, begin in enumerate(starts) if begin in (first, at))
        elif opened:
            inside.update(place for place, begin in enumerate(starts) if start < begin < at)
            opened = ""
    again = bool(below) and below[0].startswith(_OPENING)
    closed = bool(opened) and not again and _closes(" ".join(below), opened)
    if opened and (again or closed):
        inside.update(place for place, begin in enumerate(starts) if begin > start)
    return frozenset(inside), opened if closed else ""


def _find_marks(text: str) -> Iterator[tuple[int, bool]]:
    """Yield the offsets of the quotation marks, and whether each is a single one."""
    plain = normalize_same_length(text)
    opened: int | None = None
    for at, char in enumerate(text):
        if char in _DOUBLE:
            yield at, False
        elif char in _SINGLE and plain[at] == '"':
            if opened is None:
                opened = at
                continue
            if text[at - 1] in _STOPS:
                yield from ((opened, True), (at, True))
            opened = None


def _is_opening_mark(text: str, at: int, opened: str) -> bool:
    """Whether the mark at `at` opens a quotation, while the one with the mark `opened` is open.

    One that may also close does if only a word follows it: `'"'`, and “»” and “”” in some
    languages.
    """
    mark = text[at]
    if opened and _CLOSED_BY.get(opened) == mark:
        return False
    if mark in "“„«‟":
        return True
    if mark in "”»" and opened:
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    begins = not before or before.isspace() or before in "([-–—:"
    return begins and bool(after) and not after.isspace()


def _closes(text: str, opened: str) -> bool:
    """Whether the first mark of a text closes a quotation with the mark `opened`."""
    at = next((at for at, char in enumerate(text) if char in _DOUBLE), None)
    return at is not None and not _is_opening_mark(text, at, opened)


def balance_quotation_marks(text: str, *, goes_on: bool, began: bool) -> str | None:
    """Restore the quotation mark that a sentence boundary cut off; None if none is missing.

    `He said: “We won. We go home.”` is two sentences with one mark each. `goes_on` is whether the
    quotation continues in the next sentence, `began` whether it began before this one. None
    also if the place of the mark is uncertain. `'He said: "We won.' -> 'He said: "We won."'`
    """
    places = [(match.start(), match.group(), True) for match in _OPENING_MARK.finditer(text)]
    places += [(match.start(), match.group(), False) for match in _CLOSING_MARK.finditer(text)]
    unclosed: str | None = None
    unopened: list[str] = []
    for at, mark, opens in sorted(places):
        inches = mark == '"' and text[at - 1 : at].isdigit()
        if opens and unclosed is None:
            unclosed = mark
        elif not opens and unclosed is not None and _MARK_PAIRS[unclosed] == mark:
            unclosed = None
        elif not (opens or unclosed or inches) and mark in _UNAMBIGUOUS_CLOSING:
            unopened.append(mark)
    if unclosed and goes_on and not unopened and _ENDED.search(text):
        return text + _MARK_PAIRS[unclosed]
    if len(unopened) == 1 and began and unclosed is None:
        return next(left for left, right in _MARK_PAIRS.items() if right == unopened[0]) + text
    return None
