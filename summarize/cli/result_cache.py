"""Cache of finished summaries: the same run again needs no model at all.

A cached summary is valid for the same document as it was read, the same settings, model and
engine, and the same code of this program.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, replace

from summarize.cli.program_hash import hash_program
from summarize.document import Document
from summarize.judging.writer import Writer
from summarize.results import Summary, Usage
from summarize.settings import Settings
from summarize.storage.cache import Cache
from summarize.storage.dataclass_json import dump_fields, load_fields

# They change nothing in the summary, only where and how it is printed, and how fast.
_IRRELEVANT_SETTINGS = (
    "cache", "cache_size", "cluster", "exclude", "format", "include", "jobs", "quiet", "stats",
    "threads", "verbose",
)  # fmt: skip
# What a summary has of the run in which it is printed.
_OF_THIS_RUN = ("document", "usage")


class SummaryCache:
    """Finished summaries in the cache database, for these settings.

    `identity` is a text that changes whenever the model or the engine does. A summary depends
    on what is known of the `writer`, too.
    """

    def __init__(self, cache: Cache, settings: Settings, identity: str) -> None:
        self._cache = cache
        relevant = {k: v for k, v in asdict(settings).items() if k not in _IRRELEVANT_SETTINGS}
        self._prefix = [repr(relevant), identity, hash_program()]

    def find_summary(self, document: Document, writer: Writer) -> Summary | None:
        """Return the cached summary of a document, with a usage of zero; None if there is none."""
        cached = self._cache.get(self._key(document, writer))
        if cached is None:
            return None
        try:
            parts = load_fields(Summary, cached, _OF_THIS_RUN)
            return Summary(document=document, usage=Usage(), **parts)
        except (AttributeError, KeyError, TypeError, ValueError):  # not what `store_summary` wrote
            return None

    def store_summary(self, summary: Summary, writer: Writer) -> None:
        """Store a summary, unless a request failed: the next run may do better."""
        if summary.gaps or summary.unanswered:
            return
        key = self._key(summary.document, writer)
        self._cache.put(key, dump_fields(summary, leave_out=_OF_THIS_RUN))

    def _key(self, document: Document, writer: Writer) -> bytes:
        # Origin and notes are those of the document at hand.
        content = repr(replace(document, origin="", notes=()))
        key = "\0".join([*self._prefix, repr(writer.prior), content])
        return hashlib.sha256(key.encode("utf-8", "replace")).digest()
