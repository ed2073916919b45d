"""The doctor's checks of what is kept on the disk: every file is read, damage told and mended."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from summarize.inference.cache_space import measure_cache
from summarize.inference.llama_cpp import requantized
from summarize.judging.exam_records import find_records_fault
from summarize.models.integrity import check_model_files, damage_error
from summarize.models.manifest import find_manifest_error
from summarize.models.model_files import ModelOrigin
from summarize.models.registry import list_models
from summarize.models.speeds import find_speeds_faults
from summarize.render.report_tables import Finding, State
from summarize.settings import Settings
from summarize.storage import cache as completions
from summarize.storage.seals import Condition

_MADE_ANEW = "Nothing has to be done: it is made anew when it is needed."
# Of others, such as Ollama's, their own programs take care.
_OURS = frozenset({ModelOrigin.PULLED, ModelOrigin.COPIED, ModelOrigin.PACKAGED})


def check_storage(settings: Settings) -> Iterator[Finding]:
    """Check the cache, the requantized weights, and the records of models and exams."""
    yield check_cache(settings)
    yield from check_copies()
    for subject, fault in (
        ("exams", find_records_fault()),
        *(("speeds", fault) for fault in find_speeds_faults()),
    ):
        if fault:
            yield Finding(subject, State.NOTICE, fault, _MADE_ANEW)
    if fault := find_manifest_error():
        advice = "Move it away, and add the models anew: summarize models add, or pull"
        yield Finding("models", State.NOTICE, fault, advice)


def check_cache(settings: Settings) -> Finding:
    """Read the whole cache; a damaged one is set aside, and a new one begun."""
    cache = completions.Cache(completions.default_cache_path(), settings.cache_size.bytes)
    if damage := cache.find_damage():
        cache.set_aside(damage)
    space = measure_cache(cache)
    cache.close()
    if cache.warning:
        advice = "Go without, with --no-cache, or begin a new one: summarize cache clear"
        return Finding("cache", State.NOTICE, cache.warning, advice)
    size = f"{space.bytes / 1e6:.1f} MB with the weights, of at most {settings.cache_size.text}"
    text = f"{space.entries:,} answers, {size}: {cache.path}"
    if space.bytes > settings.cache_size.bytes:
        advice = "The next run deletes what was used least recently."
        return Finding("cache", State.NOTICE, text, advice)
    return Finding("cache", State.GOOD, text)


def check_copies() -> Iterator[Finding]:
    """Hash the requantized weights; damaged ones are deleted."""
    for _, _, path in requantized.list_copies(requantized.default_folder()):
        if requantized.check_copy(path) is Condition.DAMAGED:
            requantized.remove_copy(path)
            yield Finding("weights", State.NOTICE, f"{path} was damaged and is deleted", _MADE_ANEW)


def check_model_file(path: Path) -> Finding:
    """Hash a model's files, if it is known what they should be."""
    started = time.perf_counter()
    condition = check_model_files(path)
    if condition is Condition.DAMAGED:
        error = damage_error(path)
        return Finding("model file", State.BAD, error.message, error.hint)
    seconds = time.perf_counter() - started
    what = f", SHA-256 right ({seconds:.1f} s)" if condition is Condition.WHOLE else ""
    return Finding("model file", State.GOOD, f"{path}{what}")


def check_other_files(chosen: Path) -> Iterator[Finding]:
    """Hash the files of the other models that this program has brought; tell the damaged ones."""
    for model in list_models():
        is_ours = model.origin in _OURS and model.path != chosen and model.path.is_file()
        if is_ours and check_model_files(model.path) is Condition.DAMAGED:
            error = damage_error(model.path)
            yield Finding("other model", State.NOTICE, f"{model.name}: {error.message}", error.hint)
