"""Sampling the next token, and drafting the ones after it by prompt lookup decoding.

llama.cpp's own samplers choose a token, in a chain for each request.

Summaries repeat their document. If the last tokens occurred before, the ones that followed them
there are a good draft: llama.cpp evaluates a few of them together with the token that is certain,
for little more than the cost of that, and as many as the sampler then chooses are gained. The
result is not changed by it. The method is A. Saxena's "prompt lookup decoding" (2023).
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

from summarize.inference import Request
from summarize.inference.llama_cpp.library import load_library

# For temperatures above 0: the usual cut-offs of the unlikely tail.
_TOP_K = 40
_TOP_P = 0.95
_MIN_P = 0.05
_SEEDS = 0xFFFFFFFF  # llama.cpp takes this one to mean "choose a seed at random"
# Tokens that have to be the same, and how many are drafted after them. Measured on drafts and
# lists of eight articles (docs/experiments.md): of longer drafts, less than half came true.
_NGRAM_SIZE, _DRAFT_SIZE = 3, 4


def build_sampler(request: Request) -> Any:
    """Return a new sampler chain for the request; the caller frees it."""
    lib = load_library()
    chain = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
    if request.temperature <= 0:
        lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_greedy())
        return chain
    for link in (
        lib.llama_sampler_init_top_k(_TOP_K),
        lib.llama_sampler_init_top_p(_TOP_P, 1),
        lib.llama_sampler_init_min_p(_MIN_P, 1),
        lib.llama_sampler_init_temp(ctypes.c_float(request.temperature)),
        lib.llama_sampler_init_dist(request.seed % _SEEDS),
    ):
        lib.llama_sampler_chain_add(chain, link)
    return chain


class PromptLookup:
    """The tokens of one sequence so far, and where each n-gram of them occurred last."""

    def __init__(self, prompt: Sequence[int]) -> None:
        self._tokens: list[int] = []
        self._after: dict[tuple[int, ...], int] = {}
        for token in prompt:
            self.add(token)

    def add(self, token: int) -> None:
        """Append the sequence's next token."""
        # The n-gram before it is entered only now, so that the end of the text never finds itself.
        if len(self._tokens) >= _NGRAM_SIZE:
            self._after[tuple(self._tokens[-_NGRAM_SIZE:])] = len(self._tokens)
        self._tokens.append(token)

    def draft(self, limit: int) -> list[int]:
        """Return at most `limit` tokens that may come next, often none."""
        place = self._after.get(tuple(self._tokens[-_NGRAM_SIZE:]))
        return [] if place is None else self._tokens[place : place + min(limit, _DRAFT_SIZE)]
