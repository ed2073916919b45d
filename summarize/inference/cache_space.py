"""The disk space of the cache: one number for the answers, summaries and requantized weights."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from summarize.inference.llama_cpp import requantized
from summarize.storage.cache import Cache


@dataclass(frozen=True, slots=True)
class CacheSpace:
    """What the cache takes, in bytes: texts, of which there are `entries`, and copies of models."""

    entries: int
    text_bytes: int
    copies: int
    copy_bytes: int

    @property
    def bytes(self) -> int:
        """All of it together."""
        return self.text_bytes + self.copy_bytes


def measure_cache(cache: Cache, folder: Path | None = None) -> CacheSpace:
    """Return what the cache takes; `folder` has the requantized weights."""
    info = cache.info()
    sizes = requantized.measure_copies(folder or requantized.default_folder())
    return CacheSpace(info.entries, info.bytes, len(sizes), sum(sizes))


def trim_cache(cache: Cache, limit: int, folder: Path | None = None) -> None:
    """Delete what was used least recently, text or weights, until `limit` bytes are not exceeded.

    What can't be deleted, as another process uses it, stays.
    """
    folder = folder or requantized.default_folder()
    excess = measure_cache(cache, folder).bytes - limit
    for used, size, path in reversed(requantized.list_copies(folder)):
        if excess <= 0:
            return
        cache.drop_oldest(excess, before=used)
        excess = measure_cache(cache, folder).bytes - limit
        if excess > 0 and requantized.remove_copy(path):
            excess -= size
    while excess > 0 and cache.drop_oldest(excess, before=float("inf")):
        excess = measure_cache(cache, folder).bytes - limit
