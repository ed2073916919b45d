"""To whom a statement is attributed for the reader: who says so in its evidence. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from summarize.document import Document
from summarize.nlp.english.number_words import TIME_NOUNS
from summarize.nlp.normalize import tokenize
from summarize.verification.checks.speakers import SpeechReport, find_speech_reports, quote_speaker

T = TypeVar("T")

# A quotation of several sentences names who says it beside one of them.
_NEIGHBOURS = 4
_OPENING, _CLOSING = "“„«", "”»"


def find_speaker(
    statement: str, document: Document, number: int, *, quoted: bool = True
) -> str | None:
    """Who says so according to the sentence with this number, as it names them.

    `"The pier is shut, Lee said.", "Rosa Lee, the mayor, said the pier is shut." -> "Rosa Lee"`.
    Where the sentence names several, it is the one whom the statement names. A sentence
    inside a quotation (`quoted`) may have its speaker beside another sentence of it. None
    where nobody is named, or only "he".
    """
    text = document.sentence_text(document.sentence(number))
    tokens = tokenize(text)
    found = find_speech_reports(tokens)
    if found:
        chosen = _choose_report(find_speech_reports(tokenize(statement)), found)
        return _discard_time(quote_speaker(chosen, text, tokens)) if chosen else None
    for other in _find_quotation_around(document, number) if quoted else ():
        folded = tokenize(other)
        for report in find_speech_reports(folded):
            return _discard_time(quote_speaker(report, other, folded))
    return None


def _discard_time(speaker: str | None) -> str | None:
    """`"this year" -> None`: a time before the verb is nobody who says so."""
    words = speaker.lower().split() if speaker else []
    return None if any(word in TIME_NOUNS for word in words) else speaker


def find_consensus(found: Sequence[T | None]) -> T | None:
    """What all that were found agree on: `["Lee", "Lee"] -> "Lee"`; None if they don't."""
    return found[0] if len(set(found)) == 1 else None


def _choose_report(
    mine: Sequence[SpeechReport], theirs: Sequence[SpeechReport]
) -> SpeechReport | None:
    named = mine[0].keys if mine else frozenset()
    same = next((report for report in theirs if report.keys & named), None)
    if same is None and len({report.names or report.keys for report in theirs}) > 1:
        return None
    return same or theirs[0]


def _find_quotation_around(document: Document, number: int) -> Iterator[str]:
    """The sentences around that belong to the quotation in which this one stands."""
    paragraph = document.sentence(number).paragraph
    first = max(1, number - _NEIGHBOURS)
    last = min(len(document.sentences), number + _NEIGHBOURS)
    near = [document.sentence(at) for at in range(first, last + 1)]
    group: list[str] = []
    inside = here = False
    for sentence in near:
        if sentence.paragraph != paragraph:
            continue
        if not inside:
            if here:
                break
            group = []
        text = document.sentence_text(sentence)
        here = here or sentence.number == number
        group.append(text)
        inside = _is_open_after(text, inside)
    yield from group if here and len(group) > 1 else ()


def _is_open_after(text: str, inside: bool) -> bool:
    """Whether a quotation is open at the end of a text, if one was (not) at its beginning."""
    for char in text:
        if char == '"':
            inside = not inside
        elif char in _OPENING + _CLOSING:
            inside = char in _OPENING
    return inside
