"""Cache of finished summaries: the same run again needs no model at all.

A cached summary is valid for the same document as it was read, the same settings, model and
engine, and the same code of this program.
"""

from __future__ import annotations

import functools
import hashlib
import json
import types
import typing
from dataclasses import asdict, fields, is_dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from summarize.document import Document
from summarize.judging.writer import Writer
from summarize.resources import find_resources
from summarize.results import Summary, Usage
from summarize.settings import Settings
from summarize.storage.cache import Cache

# They change nothing in the summary, only where and how it is printed, and how fast.
_IRRELEVANT_SETTINGS = (
    "cache", "cache_size", "exclude", "format", "include", "jobs", "quiet", "stats", "threads",
    "verbose",
)  # fmt: skip


class SummaryCache:
    """Finished summaries in the cache database, for these settings.

    `identity` is a text that changes whenever the model or the engine does. A summary depends
    on what is known of the `writer`, too.
    """

    def __init__(self, cache: Cache, settings: Settings, identity: str) -> None:
        self._cache = cache
        relevant = {k: v for k, v in asdict(settings).items() if k not in _IRRELEVANT_SETTINGS}
        self._prefix = [repr(relevant), identity, _hash_program()]

    def find_summary(self, document: Document, writer: Writer) -> Summary | None:
        """Return the cached summary of a document, with a usage of zero; None if there is none."""
        cached = self._cache.get(self._key(document, writer))
        if cached is None:
            return None
        try:
            data = json.loads(cached)
            parts = {
                name: _from_json(kind, data[name])
                for name, kind in typing.get_type_hints(Summary).items()
                if name not in ("document", "usage")
            }
            return Summary(document=document, usage=Usage(), **parts)
        except (AttributeError, KeyError, TypeError, ValueError):  # not what `store_summary` wrote
            return None

    def store_summary(self, summary: Summary, writer: Writer) -> None:
        """Store a summary, unless a request failed: the next run may do better."""
        if summary.gaps or summary.unanswered:
            return
        names = (field.name for field in fields(summary))
        data = {n: getattr(summary, n) for n in names if n not in ("document", "usage")}
        self._cache.put(self._key(summary.document, writer), json.dumps(data, default=asdict))

    def _key(self, document: Document, writer: Writer) -> bytes:
        # Origin and notes are those of the document at hand.
        content = repr(replace(document, origin="", notes=()))
        key = "\0".join([*self._prefix, repr(writer.prior), content])
        return hashlib.sha256(key.encode("utf-8", "replace")).digest()


def _from_json(kind: Any, value: Any) -> Any:
    """Convert JSON back into `kind`: a dataclass, tuple, enumeration, or plain value."""
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
    """Return a hash that changes whenever the program does: its files and its prompts."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        status = path.stat()
        digest.update(f"{path.name}:{status.st_size}:{status.st_mtime_ns}\n".encode())
    for prompt in sorted(find_resources("prompts").iterdir(), key=lambda entry: entry.name):
        if prompt.name.endswith(".txt"):
            digest.update(prompt.read_bytes())
    return digest.hexdigest()
