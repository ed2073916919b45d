"""Cache of documents as they were read: to read a book of pages takes longer than all else.

A cached document is valid for the same bytes under the same name, read by the same code.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from summarize.cli.program_hash import hash_program
from summarize.document import Document
from summarize.storage.cache import Cache
from summarize.storage.dataclass_json import dump_fields, load_fields
from summarize.storage.seals import hash_file


def find_document(cache: Cache, source: str) -> Document | None:
    """Return the document of an earlier run; None for what is no file, or was not read before."""
    path = Path(source)
    try:
        # No pipe: it can be read once.
        cached = path.is_file() and cache.get(_key(source, hash_file(path)))
        return Document(**load_fields(Document, cached)) if cached else None
    except (AttributeError, KeyError, OSError, TypeError, ValueError):  # not what was stored
        return None


def store_document(cache: Cache, document: Document) -> None:
    """Store a document that was read from a file; of others nobody knows whether they changed."""
    if Path(document.origin).is_file():
        cache.put(_key(document.origin, document.sha256), dump_fields(document))


def _key(origin: str, sha256: str) -> bytes:
    key = "\0".join(["document", hash_program(), origin, sha256])
    return hashlib.sha256(key.encode("utf-8", "replace")).digest()
