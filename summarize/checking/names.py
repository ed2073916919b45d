"""Names of people, places and organisations. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.checking.comparison import Comparison, Reason
from summarize.checking.tokens import Kind


def absent(pair: Comparison) -> Iterator[Reason]:
    """Names that the sentence does not have; hard are only those nowhere in the article.

    A name from the sentence before may rightly stand for this sentence's "he".
    """
    for token in pair.absent:
        if token.kind is Kind.NAME:
            hard = not pair.article.knows(token)
            yield Reason(f"name {token.surface} is not in the cited sentence", hard, (token,))


ALL = (absent,)
