"""Attribution of a claim: the speaker to whom its evidence attributes what it says. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.english.number_words import TIME_NOUNS
from summarize.nlp.tokens import Tokens
from summarize.verification.speech_reports import SpeechReport, find_speech_reports, quote_speaker

T = TypeVar("T")

# In sentences: how far the speaker of a quotation of several sentences may be from one of them.
_NEIGHBOURS = 4
_OPENING, _CLOSING = "“„«", "”»"


def find_speaker(tokens: Tokens, annotated: AnnotatedDocument, number: int) -> str | None:
    """Find who says what a claim says, as the evidence sentence with this number names them.

    `"The pier is shut, Lee said.", "Rosa Lee, the mayor, said the pier is shut." -> "Rosa Lee"`.
    Where the sentence names several speakers, it is the one whom the claim names. A sentence
    inside a quotation may have its speaker beside another sentence of it. None where nobody is
    named, or only "he".
    """
    reports = find_speech_reports(annotated.tokens(number))
    if reports:
        chosen = _choose_report(find_speech_reports(tokens), reports)
        return _quote_person(chosen, annotated, number) if chosen else None
    if number in annotated.quoted:
        for other in _find_quotation_around(annotated.document, number):
            for report in find_speech_reports(annotated.tokens(other)):
                return _quote_person(report, annotated, other)
    return None


def _quote_person(report: SpeechReport, annotated: AnnotatedDocument, number: int) -> str | None:
    """Return the speaker as the sentence prints them; None for "this year" before a verb."""
    speaker = quote_speaker(report, annotated.sentence_text(number), annotated.tokens(number))
    words = speaker.lower().split() if speaker else []
    return None if any(word in TIME_NOUNS for word in words) else speaker


def find_consensus(values: Sequence[T | None]) -> T | None:
    """Return the value if all are equal: `["Lee", "Lee"] -> "Lee"`; None if they differ."""
    return values[0] if len(set(values)) == 1 else None


def _choose_report(
    claim_reports: Sequence[SpeechReport], evidence_reports: Sequence[SpeechReport]
) -> SpeechReport | None:
    """Return the report by the claim's speaker, or else the only one; None if unclear."""
    named = claim_reports[0].keys if claim_reports else frozenset()
    same = next((report for report in evidence_reports if report.keys & named), None)
    if same is None and len({report.names or report.keys for report in evidence_reports}) > 1:
        return None
    return same or evidence_reports[0]


def _find_quotation_around(document: Document, number: int) -> list[int]:
    """Find the sentences nearby that belong to the same quotation as this one."""
    paragraph = document.sentence(number).paragraph
    group, inside = list[int](), False
    for sentence in document.sentences[max(0, number - 1 - _NEIGHBOURS) : number + _NEIGHBOURS]:
        if sentence.paragraph != paragraph:
            continue
        if not inside:
            if number in group:
                break
            group = []
        group.append(sentence.number)
        for char in document.sentence_text(sentence):
            if char == '"':
                inside = not inside
            elif char in _OPENING + _CLOSING:
                inside = char in _OPENING
    return group if number in group and len(group) > 1 else []
