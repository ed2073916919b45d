"""Completion cache: an engine that answers repeated requests from the cache on disk."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from itertools import chain

from summarize.inference import Completion, Engine, EngineWrapper, FinishReason, Request
from summarize.storage.cache import Cache


class CachedEngine(EngineWrapper[Engine]):
    """An engine that first looks into the cache; in all else the engine it wraps.

    A cached completion is found by its request and `identity`, a text that changes whenever
    the engine may answer differently. `found` and `stored` count completions.
    """

    def __init__(self, engine: Engine, cache: Cache, identity: str) -> None:
        super().__init__(engine)
        self.found = self.stored = 0
        self._cache = cache
        self._identity = identity

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        """Complete all requests: the cached ones at once, the others by the engine in one call.

        Equal requests are computed once. A completion that was not computed for this very
        request reports 0 tokens. Each completion is cached as soon as it is finished, so that
        a run that is killed loses only what is in flight; a failed one is never cached. Raises
        BudgetError as the engine does.
        """
        known: list[tuple[int, Completion]] = []
        missing: dict[bytes, list[int]] = {}
        for index, request in enumerate(requests):
            text = json.dumps([self._identity, astuple(request)])
            key = hashlib.sha256(text.encode("ascii")).digest()
            cached = None if key in missing else _decode(self._cache.get(key))
            if cached is None:
                missing.setdefault(key, []).append(index)
            else:
                known.append((index, cached))
                self.found += 1
        firsts = [requests[indices[0]] for indices in missing.values()]
        completions = self._engine.complete(firsts) if firsts else iter(())
        return chain(known, self._store_completions(completions, list(missing.items())))

    def _store_completions(
        self,
        completions: Iterator[tuple[int, Completion]],
        missing: Sequence[tuple[bytes, Sequence[int]]],
    ) -> Iterator[tuple[int, Completion]]:
        for position, completion in completions:
            key, (first, *others) = missing[position]
            if completion.finish_reason is not FinishReason.FAILED:
                facts = [
                    completion.text,
                    completion.finish_reason,
                    completion.detail,
                    completion.log_odds,
                ]
                self._cache.put(key, json.dumps(facts))
                self.stored += 1
            yield first, completion
            for index in others:
                yield index, replace(completion, prompt_tokens=0, output_tokens=0)


def _decode(cached: str | None) -> Completion | None:
    """Return a cached completion; None if there is none, or it is not as it was written."""
    if cached is None:
        return None
    try:
        text, finish_reason, detail, log_odds = json.loads(cached)
        known = None if log_odds is None else float(log_odds)
        if known is not None and not math.isfinite(known):
            return None
        return Completion(
            str(text), FinishReason(finish_reason), detail=str(detail), log_odds=known
        )
    except (ValueError, TypeError):
        return None
