"""An engine around an engine: what was completed once is not completed again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from itertools import chain

from summarize.inference import Completion, Engine, FinishReason, Request
from summarize.inference.engine_wrapper import EngineWrapper
from summarize.storage.cache import Cache


class CachedEngine(EngineWrapper[Engine]):
    """An engine that first looks into the cache; in all else the engine it wraps.

    What is kept counts for the same `identity`, text that changes whenever the engine may
    answer differently, and the same request.
    """

    def __init__(self, engine: Engine, cache: Cache, identity: str) -> None:
        super().__init__(engine)
        self._cache = cache
        self._identity = identity

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        """Complete all requests: the known ones at once, the others by the engine in one call.

        Equal requests are computed once. What was not computed for this very
        request reports 0 tokens. Each completion is kept the moment it is finished, so
        that a run that is killed loses only what is in flight; a failed one never. Raises
        BudgetError as the engine does.
        """
        known: list[tuple[int, Completion]] = []
        missing: dict[bytes, list[int]] = {}
        for index, request in enumerate(requests):
            key = self._key(request)
            kept = None if key in missing else _decode(self._cache.get(key))
            if kept is None:
                missing.setdefault(key, []).append(index)
            else:
                known.append((index, kept))
        firsts = [requests[indices[0]] for indices in missing.values()]
        answers = self._engine.complete(firsts) if firsts else iter(())
        return chain(known, self._store_completions(answers, list(missing.items())))

    def _store_completions(
        self,
        answers: Iterator[tuple[int, Completion]],
        missing: Sequence[tuple[bytes, Sequence[int]]],
    ) -> Iterator[tuple[int, Completion]]:
        for position, completion in answers:
            key, (first, *others) = missing[position]
            if completion.finish_reason is not FinishReason.FAILED:
                self._cache.put(key, _encode(completion))
            yield first, completion
            for index in others:
                yield index, replace(completion, prompt_tokens=0, output_tokens=0)

    def _key(self, request: Request) -> bytes:
        text = json.dumps([self._identity, astuple(request)])
        return hashlib.sha256(text.encode("ascii")).digest()


def _encode(completion: Completion) -> str:
    return json.dumps([completion.text, completion.finish_reason, completion.detail])


def _decode(kept: str | None) -> Completion | None:
    """A kept completion; None if there is none, or it is not as `_encode` wrote it."""
    if kept is None:
        return None
    try:
        text, stop, detail = json.loads(kept)
        return Completion(str(text), FinishReason(stop), detail=str(detail))
    except (ValueError, TypeError):
        return None
