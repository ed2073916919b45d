"""Settings -> an engine ready to work: the model found, its header judged, the cache in front.

The reader is told of the model that he chose, even where other weights made of it do the work.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.cache import Cache, default_path
from summarize.cached_engine import CachedEngine
from summarize.engine import Engine
from summarize.errors import ModelError
from summarize.findings import ModelInfo
from summarize.gguf import read_header
from summarize.models import info, locate
from summarize.settings import Settings
from summarize.weights import Weights, default_folder, discard, fast_weights

if TYPE_CHECKING:
    from summarize.engine.llama import LlamaEngine


@dataclass(frozen=True, slots=True)
class Opened:
    """An engine, the seconds it took to load, and what to tell of it and of the cache."""

    engine: Engine
    load_seconds: float
    trouble: str | None


@dataclass(frozen=True, slots=True)
class Bare:
    """An engine without a cache, the model file that was asked for, the weights loaded of it."""

    engine: LlamaEngine
    model: Path
    weights: Weights


@contextmanager
def opened(settings: Settings) -> Iterator[Opened]:
    """The engine that the settings ask for, with the cache in front of it unless switched off.

    Raises ModelError if the model can't be found, is no usable GGUF file or
    can't be loaded, and BudgetError if it was not made for so large a context.
    """
    with bare(settings) as loaded:
        engine, weights = loaded.engine, loaded.weights
        if not settings.cache:
            yield Opened(engine, engine.load_seconds, _joined(engine.remark, weights.trouble))
            return
        cache = Cache(default_path())
        try:
            cached = CachedEngine(engine, cache, loaded.model, _version(engine, weights))
            troubles = _joined(engine.remark, weights.trouble, cache.trouble)
            yield Opened(cached, engine.load_seconds, troubles)
        finally:
            cache.close()


@contextmanager
def bare(settings: Settings) -> Iterator[Bare]:
    """The engine without a cache in front of it, closed at the end; raises as `opened` does."""
    from summarize.engine.llama import fitting_window

    path = locate(settings.model)
    header = read_header(path)
    if header.context_length:  # better refused now than after gigabytes have been loaded
        fitting_window(header.context_length, settings.ctx, path.name)
    weights = fast_weights(path, header, default_folder(), make=settings.cache)
    loaded, weights = _loaded(path, info(path, header), weights, settings)
    with loaded as engine:
        yield Bare(engine, path, weights)


def _loaded(
    path: Path, told: ModelInfo, weights: Weights, settings: Settings
) -> tuple[LlamaEngine, Weights]:
    """The engine and the weights that it has: the model's own if what was made can't be loaded."""
    from summarize.engine.llama import LlamaEngine

    try:
        return LlamaEngine(weights.path, told, settings.threads, settings.ctx), weights
    except ModelError as error:
        if not weights.kind:
            raise
        if settings.cache:
            discard(weights.path, error.message)
    own = Weights(path, "", f"the {weights.kind} made of them can't be loaded")
    return LlamaEngine(path, told, settings.threads, settings.ctx), own


def _joined(*troubles: str | None) -> str | None:
    return "; ".join(filter(None, troubles)) or None


def _version(engine: Engine, weights: Weights) -> str:
    """What changes whenever the same request may be answered differently."""
    from summarize.engine.library import installed_version
    from summarize.engine.llama import REVISION

    library = f"llama-cpp-python {installed_version()}"
    version = f"{library}, engine {REVISION}, window {engine.window}"
    return f"{version}, weights {weights.kind}" if weights.kind else version
