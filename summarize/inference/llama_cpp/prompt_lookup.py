"""Prompt lookup: guessing the next tokens from what came before. Pure.

Summaries repeat their article. Where the last tokens stood in the text before, the ones that
followed there are a good guess: llama.cpp computes a few of them with the token that is certain
anyway, for little more than its price, and as many as the sampler then chooses are won. What is
chosen is not changed by it. The method is A. Saxena's "prompt lookup decoding" (2023).
"""

from __future__ import annotations

from collections.abc import Sequence

# Tokens that have to be the same, and how many are guessed after them. Measured on drafts and
# lists of eight articles (docs/experiments.md): of longer guesses, less than half came true.
_NGRAM_SIZE, _DRAFT_SIZE = 3, 4


class PromptLookup:
    """The tokens of one sequence so far, and where each few of them stood last."""

    def __init__(self, prompt: Sequence[int]) -> None:
        self._tokens: list[int] = []
        self._after: dict[tuple[int, ...], int] = {}
        for token in prompt:
            self.add(token)

    def add(self, token: int) -> None:
        """The sequence goes on with this token."""
        # Entered only now, so that the end of the text never finds itself.
        if len(self._tokens) >= _NGRAM_SIZE:
            self._after[tuple(self._tokens[-_NGRAM_SIZE:])] = len(self._tokens)
        self._tokens.append(token)

    def draft(self, most: int) -> list[int]:
        """At most `most` tokens that may come next, often none."""
        place = self._after.get(tuple(self._tokens[-_NGRAM_SIZE:]))
        return [] if place is None else self._tokens[place : place + min(most, _DRAFT_SIZE)]
