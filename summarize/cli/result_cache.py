"""Summaries that were finished before: the same run again needs no model at all.

What is kept counts for the same document as it was read, the same settings, model and what
runs it, and the same code of this program.
"""

from __future__ import annotations

import functools
import hashlib
import json
import types
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields, is_dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from summarize.document import Document
from summarize.resources import find_resources
from summarize.results import Summary, Usage
from summarize.settings import Settings
from summarize.storage.cache import Cache, default_cache_path

# What says nothing about the result, only about where and how it is shown, and how fast it comes.
_IRRELEVANT_SETTINGS = ("cache", "format", "quiet", "stats", "threads", "verbose")


@contextmanager
def open_summary_cache(settings: Settings, identity: str) -> Iterator[SummaryCache]:
    """The finished summaries of this user, for the model of that identity."""
    cache = Cache(default_cache_path())
    try:
        yield SummaryCache(cache, settings, identity)
    finally:
        cache.close()


class SummaryCache:
    """Finished summaries in the cache, for one choice of settings.

    `identity` is text that changes when the model that they name or what runs it does.
    """

    def __init__(self, cache: Cache, settings: Settings, identity: str) -> None:
        self._cache = cache
        heard = {k: v for k, v in asdict(settings).items() if k not in _IRRELEVANT_SETTINGS}
        self._prefix = [repr(heard), identity, _hash_program()]

    @property
    def trouble(self) -> str | None:
        """What is wrong with the cache, if anything."""
        return self._cache.warning

    def find_summary(self, document: Document) -> Summary | None:
        """The finished summary of this document, which cost nothing this time; None if none is."""
        kept = self._cache.get(self._key(document))
        if kept is None:
            return None
        try:
            data = json.loads(kept)
            parts = {
                name: _from_json(kind, data[name])
                for name, kind in typing.get_type_hints(Summary).items()
                if name not in ("document", "usage")
            }
            return Summary(document=document, usage=Usage(), **parts)
        except (AttributeError, KeyError, TypeError, ValueError):  # not what `keep` wrote
            return None

    def store_summary(self, summary: Summary) -> None:
        """Keep a summary, unless something was not answered: the next run may do better."""
        if summary.gaps or summary.unanswered:
            return
        data = {
            field.name: getattr(summary, field.name)
            for field in fields(summary)
            if field.name not in ("document", "usage")
        }
        self._cache.put(self._key(summary.document), json.dumps(data, default=asdict))

    def _key(self, document: Document) -> bytes:
        # Where it came from and how it was read is told of the document at hand.
        said = repr(replace(document, origin="", notes=()))
        return hashlib.sha256("\0".join([*self._prefix, said]).encode("utf-8", "replace")).digest()


def _from_json(kind: Any, value: Any) -> Any:
    """JSON -> what it was made of: dataclasses, tuples, names of an enumeration, plain values."""
    if isinstance(kind, types.UnionType):
        (kind,) = (one for one in typing.get_args(kind) if one is not types.NoneType)
        return None if value is None else _from_json(kind, value)
    if typing.get_origin(kind) is tuple:
        return tuple(_from_json(typing.get_args(kind)[0], one) for one in value)
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{name: _from_json(hints[name], one) for name, one in value.items()})  # type: ignore[operator]
    if issubclass(kind, StrEnum):
        return kind(value)
    return value


@functools.cache
def _hash_program() -> str:
    """What changes whenever this program does: its prompts, and the times of its files."""
    seen = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        status = path.stat()
        seen.update(f"{path.name}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    for prompt in sorted(find_resources("prompts").iterdir(), key=lambda entry: entry.name):
        if prompt.name.endswith(".txt"):
            seen.update(prompt.read_bytes())
    return seen.hexdigest()
