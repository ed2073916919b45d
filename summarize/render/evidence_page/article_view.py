"""A document -> what the page shows of it: paragraphs with their evidence, exclusions, gaps.

Only sentences that are evidence get an element of their own: a book has tens of thousands of
others, and a browser takes its time for each.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from summarize.characters import find_gap
from summarize.document import Document, Exclusion, Role, Sentence
from summarize.render.evidence_page.statement_views import Source, Use
from summarize.render.phrases import format_exclusion
from summarize.render.sanitize import sanitize_line, sanitize_text
from summarize.results import Gap


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a paragraph; those of a sentence that is evidence have an `anchor` and `uses`.

    `runs` are pairs of text and whether it contradicts a statement. `unread` is whether it lies
    in a gap.
    """

    runs: Sequence[tuple[str, bool]]
    anchor: str = ""
    uses: Sequence[Use] = ()
    unread: bool = False


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """A paragraph ("p"), a heading ("h") or what was excluded ("x", for a reason)."""

    kind: str
    place: str
    parts: Sequence[Part]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A document on the page, under a heading."""

    heading: str
    blocks: Sequence[ArticleBlock]


def build_article(
    source: Source, uses: Mapping[str, Sequence[Use]], gaps: Sequence[Gap]
) -> list[ArticleBlock]:
    """Return the blocks of a document in the order of its text; `uses` by anchors."""
    document = source.document
    blocks = [
        (sentences[0].span.start, _build_paragraph(source, sentences, uses, gaps))
        for sentences in _group_paragraphs(document)
    ]
    blocks += [(one.span.start, _build_exclusion(document, one)) for one in document.excluded]
    ordered = (block for _, block in sorted(blocks, key=lambda pair: pair[0]))
    return [
        merged
        for is_excluded, run in groupby(ordered, key=lambda block: block.kind == "x")
        for merged in ([_merge_exclusions(list(run))] if is_excluded else run)
    ]


def _merge_exclusions(run: Sequence[ArticleBlock]) -> ArticleBlock:
    """Return what was excluded in a row as one block, with each reason once."""
    reasons = ", ".join(dict.fromkeys(block.reason for block in run))
    return ArticleBlock("x", run[0].place, [part for one in run for part in one.parts], reasons)


def _group_paragraphs(document: Document) -> Iterator[list[Sentence]]:
    for _, sentences in groupby(document.sentences, key=lambda one: one.paragraph):
        yield list(sentences)


def _build_paragraph(
    source: Source,
    sentences: Sequence[Sentence],
    uses: Mapping[str, Sequence[Use]],
    gaps: Sequence[Gap],
) -> ArticleBlock:
    document = source.document
    parts: list[Part] = []
    before = ""
    for sentence in sentences:
        words = sanitize_line(document.sentence_text(sentence))
        gap = find_gap(before, words) if before else ""
        before = words
        unread = any(gap.span.start <= sentence.span.start < gap.span.end for gap in gaps)
        anchor = source.anchor(sentence.number)
        used = uses.get(anchor, ())
        if used:
            contradicting = {word for use in used for word in use.counterparts}
            parts += [Part([(gap, False)])] if gap else []
            parts.append(Part(_split_at_words(words, contradicting), anchor, used, unread))
        elif parts and not parts[-1].anchor and parts[-1].unread is unread:
            parts[-1] = Part([(parts[-1].runs[0][0] + gap + words, False)], unread=unread)
        else:
            parts.append(Part([(gap + words, False)], unread=unread))
    kind = "h" if sentences[0].role is Role.HEADING else "p"
    return ArticleBlock(kind, _find_place(document, sentences[0].span.start), parts)


def _build_exclusion(document: Document, exclusion: Exclusion) -> ArticleBlock:
    text = sanitize_text(document.quote(exclusion.span))
    place = _find_place(document, exclusion.span.start)
    return ArticleBlock("x", place, [Part([(text, False)])], format_exclusion(exclusion.reason))


def _find_place(document: Document, offset: int) -> str:
    page, place = document.page_at(offset), document.place_at(offset)
    if place is not None:
        return sanitize_line(place)
    return f"line {document.line_at(offset)}" if page is None else f"page {page}"


def _split_at_words(text: str, words: Collection[str]) -> list[tuple[str, bool]]:
    """Return the text in runs, True with those that are one of the words."""
    if not words:
        return [(text, False)]
    pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    pieces = re.split(rf"(?<!\w)({pattern})(?!\w)", text)
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]
