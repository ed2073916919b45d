"""Which evidence gets which number: the same sentence of the article, the same number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarize.document import Span
from summarize.results import CheckedClaim, Evidence


@dataclass(frozen=True)
class References:
    """Evidence numbered from 1 in the order of first use."""

    evidence: tuple[Evidence, ...]
    numbers: dict[Span, int]

    def numbers_for(self, statement: CheckedClaim) -> tuple[int, ...]:
        """The numbers of a statement's evidence, each once; KeyError if it was not collected."""
        return tuple(dict.fromkeys(self.numbers[item.span] for item in statement.evidence))

    def __iter__(self) -> Iterator[tuple[int, Evidence]]:
        return iter(enumerate(self.evidence, start=1))


def number_evidence(statements: Iterable[CheckedClaim]) -> References:
    """Number the evidence of `statements`."""
    # The span alone decides: whatever else is known of a stretch of text follows from it.
    distinct: dict[Span, Evidence] = {}
    for statement in statements:
        for item in statement.evidence:
            distinct.setdefault(item.span, item)
    numbers = {span: number for number, span in enumerate(distinct, start=1)}
    return References(tuple(distinct.values()), numbers)
