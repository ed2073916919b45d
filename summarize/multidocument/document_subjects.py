"""Subjects: which documents are about the same, by the names and words that they share. Pure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.tokens import Kind

# The least similarity (cosine) of two documents about the same subject; names count so many times
# as much as other words.
_ALIKE = 0.25
_NAME_WEIGHT = 2.0


def group_by_subject(documents: Sequence[AnnotatedDocument]) -> list[int]:
    """Return the number of each document's subject, from 0 in the order of the documents.

    Two documents are about one subject if they are alike, or both like a third (single link).
    """
    vectors = [_weigh_words(document) for document in documents]
    subject = list(range(len(documents)))
    for one, other in combinations(range(len(documents)), 2):
        if (
            subject[one] != subject[other]
            and measure_likeness(vectors[one], vectors[other]) >= _ALIKE
        ):
            old, new = max(subject[one], subject[other]), min(subject[one], subject[other])
            subject = [new if number == old else number for number in subject]
    order = {number: place for place, number in enumerate(dict.fromkeys(subject))}
    return [order[number] for number in subject]


def measure_likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return the cosine of two weighted bags of words, 0 to 1."""
    dot = math.fsum(one[key] * other[key] for key in sorted(one.keys() & other.keys()))
    norms = (math.sqrt(math.fsum(v * v for v in bag.values())) for bag in (one, other))
    return dot / (math.prod(norms) or 1.0)


def _weigh_words(document: AnnotatedDocument) -> Counter[str]:
    """Return a document's words by weight: the logarithm of their count, names more."""
    counts: Counter[str] = Counter()
    names = set()
    for number in document.numbers:
        for token in document.tokens(number):
            if token.kind in (Kind.WORD, Kind.NAME):
                counts[token.key] += 1
                if token.kind is Kind.NAME:
                    names.add(token.key)
    return Counter(
        {
            key: (1 + math.log(count)) * (_NAME_WEIGHT if key in names else 1.0)
            for key, count in counts.items()
        }
    )
