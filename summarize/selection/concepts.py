"""What a text speaks of, as far as it can be counted: its telling words, and pairs of neighbours.

The best extractive summary covers as much of what matters as fits, each thing once. What
"things" there are nobody can say, but single words and pairs of words stand for them well
(Gillick and Favre 2009, "A Scalable Global Model for Summarization"). Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from summarize.nlp.tokens import Kind, Token


def find_concepts(tokens: Sequence[Token]) -> frozenset[str]:
    """The content words of a folded text, and its pairs of neighbours that hold one.

    `"Kim opened the bridge" -> {"kim", "open", "bridg", "kim open", "open the", "the bridg"}`
    """
    spoken = [token for token in tokens if token.kind is not Kind.MARK]
    words = {token.key for token in spoken if token.content}
    pairs = {
        f"{left.key} {right.key}"
        for left, right in pairwise(spoken)
        if left.content or right.content
    }
    return frozenset(words | pairs)
