"""How the next token is chosen: llama.cpp's own samplers, in a chain for each request."""

from __future__ import annotations

import ctypes
from typing import Any

from summarize.inference import Request
from summarize.inference.llama_cpp.library import load_library

# Sampling for temperatures above 0: the usual cut-offs of the unlikely tail.
_TOP_K = 40
_TOP_P = 0.95
_MIN_P = 0.05
_SEEDS = 0xFFFFFFFF  # llama.cpp takes this one to mean "choose a seed at random"


def build_sampler(request: Request) -> Any:
    """A new chain for the request; whoever asks for it frees it."""
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
