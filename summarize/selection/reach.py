"""Reach: how much of what matters in a document its summary speaks of, and what it leaves out."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from itertools import chain, pairwise

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import has_tables, tokenize
from summarize.results import CheckedClaim, Reach
from summarize.selection.candidates import CandidateBuilder
from summarize.selection.sections import divide_document
from summarize.selection.votes import find_concepts

# With less than this share of the weight of all concepts, a summary speaks of little of what
# matters (docs/experiments.md).
_LITTLE = 0.12


def measure_reach(
    builder: CandidateBuilder,
    sentences: Sequence[CheckedClaim],
    words: int,
    claims: Sequence[CheckedClaim] = (),
) -> Reach | None:
    """Measure how far the printed sentences of a summary of about so many words reach.

    None without sentences. What matters is what salient sentences are about, whatever the model
    has voted for. A part of which a claim is printed is not left out.
    """
    annotated = builder.checker.annotated
    if not sentences:
        return None
    numbers = {number for one in (*sentences, *claims) for number in one.sentence_numbers}
    weights = builder.weigh_concepts(words)
    said = chain.from_iterable(
        find_concepts(tokenize(one.text, annotated.language)) for one in sentences
    )
    covered = math.fsum(weights.get(concept, 0.0) for concept in sorted(set(said)))
    share = covered / (math.fsum(weights.values()) or 1.0)
    parts = divide_document(annotated.document)
    without = sum(numbers.isdisjoint(part.numbers) for part in parts)
    little = share < _LITTLE and has_tables(annotated.language)
    document = annotated.document
    first, last = _find_longest_gap(numbers, annotated)
    printed = {document.line_at(document.sentence(one).span.start) for one in numbers}
    line, last_line = document.line_at(first), document.line_at(last)
    # A line may have several sentences, and one of them may be printed.
    if line in printed and line < last_line:
        line += 1
    if last_line in printed and line < last_line:
        last_line -= 1
    return Reach(
        share,
        len(parts),
        without,
        line,
        document.page_at(first),
        last_line,
        document.page_at(last),
        little,
        document.place_at(first),
        document.place_at(last),
    )


def _find_longest_gap(numbers: Collection[int], annotated: AnnotatedDocument) -> tuple[int, int]:
    """Return where the first and the last sentence of the longest stretch without a printed one
    start.
    """
    every = list(annotated.numbers)
    printed = [-1, *(place for place, n in enumerate(every) if n in numbers), len(every)]
    before, after = max(pairwise(printed), key=lambda pair: pair[1] - pair[0])
    ends = (every[min(before + 1, len(every) - 1)], every[max(after - 1, 0)])
    first, last = (annotated.document.sentence(number).span.start for number in ends)
    return first, last
