"""Settings -> the identity of the model that is to work, the same on every machine."""

from __future__ import annotations

import hashlib

from summarize.batch.tasks import ModelIdentity
from summarize.errors import ModelError
from summarize.inference.load import describe_runtime, identify_engine
from summarize.judging.recall import recall_record
from summarize.models.gguf import read_header
from summarize.models.integrity import find_hash
from summarize.models.model_files import list_shards
from summarize.models.registry import build_model_info, locate_writer
from summarize.settings import Settings
from summarize.storage.seals import hash_file


def identify_model(settings: Settings) -> ModelIdentity:
    """Return the identity of the model that the settings name.

    A file whose hash is not known from its exam or its download is read whole, a second for each
    gigabyte or two. Raises
    ModelError if there is no such model, and EngineError if a server does not answer.
    """
    if settings.server:
        return ModelIdentity("", "", identify_engine(settings))
    path = locate_writer(settings.model)
    shards = list_shards(path)
    record = recall_record(settings) if len(shards) == 1 else None
    try:
        known = record.sha256 if record else ""
        hashes = [known or find_hash(shard) or hash_file(shard) for shard in shards]
    except OSError as error:
        raise ModelError(f"{path} can't be read: {error.strerror}") from error
    whole = hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()
    return ModelIdentity(build_model_info(path, read_header(path)).name, whole, describe_runtime())
