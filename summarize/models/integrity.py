"""Are the files of a model what was downloaded or installed? By their SHA-256, where it is known.

It is known of what this program downloads and assembles (`storage.seals`), of the files in
the Hub's cache and in Ollama's, which are named by it, and of what pip has installed.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from summarize.errors import ModelError
from summarize.models.model_files import list_shards
from summarize.models.registry import explain_renewal, find_packaged_hash
from summarize.storage.seals import Condition, check_fully, check_quickly, find_seal

_NAMED_BY_HASH = re.compile(r"(?:sha256-)?([0-9a-f]{64})")


def ensure_unchanged(path: Path) -> None:
    """Raise ModelError if a model's file has changed since it was sealed, and is not whole.

    Reads nothing of a file whose size and time are those of its seal, or that has none.
    """
    for shard in list_shards(path):
        if check_quickly(shard) is Condition.DAMAGED:
            raise damage_error(path, shard)


def check_model_files(path: Path) -> Condition:
    """Hash all files of a model, seconds for gigabytes: DAMAGED if one is, else UNKNOWN, WHOLE."""
    found = {check_fully(shard, find_hash(shard)) for shard in list_shards(path)}
    for condition in (Condition.DAMAGED, Condition.UNKNOWN):
        if condition in found:
            return condition
    return Condition.WHOLE


def explain_failure(path: Path, error: ModelError) -> ModelError:
    """Return the error that tells why a model failed: its damaged file, or what failed."""
    return damage_error(path) if check_model_files(path) is Condition.DAMAGED else error


def damage_error(path: Path, shard: Path | None = None) -> ModelError:
    """Return the error for a damaged file, with what gets it back."""
    hint = (
        explain_renewal(path) or "Download it again: summarize models pull, with the model's name."
    )
    return ModelError(f"{shard or path} is damaged: its SHA-256 is not what it was", hint)


def find_hash(path: Path) -> str | None:
    """Return the SHA-256 that a file should have, as 64 hexadecimal digits; None if unknown."""
    named = _NAMED_BY_HASH.fullmatch(os.path.basename(os.path.realpath(path)))
    if named:
        return named[1]
    if packaged := find_packaged_hash(path):
        return packaged
    seal = find_seal(path)
    return seal.sha256 if seal else None
