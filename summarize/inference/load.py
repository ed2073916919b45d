"""Settings -> an engine ready to work: the model found, its header judged, the cache in front.

The reader is told of the model that he chose, even where other weights made of it do the work.
A server is only asked if the settings name one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.errors import ModelError, UsageError
from summarize.inference import Engine
from summarize.inference.cached_engine import CachedEngine
from summarize.inference.llama_cpp.preflight import PreflightResult, run_preflight
from summarize.inference.llama_cpp.requantized import (
    ModelWeights,
    default_folder,
    discard_copy,
    requantize_if_faster,
)
from summarize.models.gguf import Header, read_header
from summarize.models.model_files import fingerprint
from summarize.models.registry import info, is_packaged, locate
from summarize.results import ModelInfo
from summarize.settings import Settings
from summarize.settings.server_address import KEY_VARIABLE
from summarize.storage.cache import Cache, default_path

if TYPE_CHECKING:
    from summarize.inference.llama_cpp.llama_engine import LlamaEngine
    from summarize.inference.openai_server.server_engine import ServerConfig


@dataclass(frozen=True, slots=True)
class LoadedEngine:
    """An engine, the seconds it took to load, and what to tell of it and of the cache."""

    engine: Engine
    load_seconds: float
    warning: str | None


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """An engine without a cache, the model file that was asked for, the weights loaded of it.

    `ready` is what was found out before loading.
    """

    engine: LlamaEngine
    model: Path
    weights: ModelWeights
    preflight: PreflightResult


@contextmanager
def load_engine(settings: Settings) -> Iterator[LoadedEngine]:
    """The engine that the settings ask for, with the cache in front of it unless switched off.

    Raises ModelError if the model can't be found, is no usable GGUF file or
    can't be loaded, BudgetError if it was not made for so large a context, and
    EngineError if a server does not answer.
    """
    with _open_server(settings) if settings.server else _open_local(settings) as (ready, identity):
        if not settings.cache:
            yield ready
            return
        cache = Cache(default_path())
        try:
            cached = CachedEngine(ready.engine, cache, identity)
            troubles = _join_warnings([ready.warning, cache.warning])
            yield LoadedEngine(cached, ready.load_seconds, troubles)
        finally:
            cache.close()


def identify_engine(settings: Settings) -> str:
    """What changes when the model that the settings name or what runs it does, found quickly.

    Raises ModelError if there is no such model, and EngineError if a server does not answer.
    """
    if settings.server:
        from summarize.inference.openai_server.server_engine import identify_server as of_server

        return of_server(_build_server_config(settings))
    from summarize.inference.llama_cpp.library import installed_version

    return f"{fingerprint(locate(settings.model))} llama-cpp-python {installed_version()}"


@contextmanager
def _open_local(settings: Settings) -> Iterator[tuple[LoadedEngine, str]]:
    with load_local(settings) as loaded:
        engine = loaded.engine
        troubles = [*loaded.preflight.warnings, engine.template_warning, loaded.weights.warning]
        identity = f"{fingerprint(loaded.model)} {_describe_version(loaded)}"
        yield LoadedEngine(engine, engine.load_seconds, _join_warnings(troubles)), identity


@contextmanager
def _open_server(settings: Settings) -> Iterator[tuple[LoadedEngine, str]]:
    from summarize.inference.openai_server.server_engine import ServerEngine

    with ServerEngine(_build_server_config(settings), settings.ctx) as engine:
        yield LoadedEngine(engine, engine.load_seconds, None), engine.identity


def _build_server_config(settings: Settings) -> ServerConfig:
    """The server, with the key that is in the environment and nowhere else."""
    from summarize.inference.openai_server.server_engine import ServerConfig

    assert settings.server is not None
    return ServerConfig(settings.server, settings.model, os.environ.get(KEY_VARIABLE) or None)


@contextmanager
def load_local(settings: Settings) -> Iterator[LocalEngine]:
    """The engine without a cache in front of it, closed at the end; raises as `opened` does.

    Raises UsageError if the settings name a server: it has no such engine.
    """
    if settings.server:
        raise UsageError(
            "this is done with a model on this computer, and a server is set",
            "Take the server out, or give: SUMMARIZE_SERVER=none",
        )
    path = locate(settings.model)
    header = read_header(path)
    ready = run_preflight(path, header, settings, is_packaged=is_packaged(path))
    weights = _choose_weights(path, header, settings, ready)
    loaded, weights = _load_with_fallback(
        path, info(path, header), weights, settings, ready.gpu_layers
    )
    with loaded as engine:
        yield LocalEngine(engine, path, weights, ready)


def _choose_weights(
    path: Path, header: Header, settings: Settings, ready: PreflightResult
) -> ModelWeights:
    """Faster ones for the processor, unless another one computes."""
    if ready.gpu_layers:
        return ModelWeights(path, "", "a graphics processor multiplies them")
    return requantize_if_faster(path, header, default_folder(), create=settings.cache)


def _load_with_fallback(
    path: Path, told: ModelInfo, weights: ModelWeights, settings: Settings, gpu_layers: int
) -> tuple[LlamaEngine, ModelWeights]:
    """The engine and the weights that it has: the model's own if what was made can't be loaded."""
    from summarize.inference.llama_cpp.llama_engine import LlamaEngine

    chosen = (settings.threads, settings.ctx, gpu_layers)
    try:
        return LlamaEngine(weights.path, told, *chosen), weights
    except ModelError as error:
        if not weights.quantization:
            raise
        if settings.cache:
            discard_copy(weights.path, error.message)
    own = ModelWeights(path, "", f"the {weights.quantization} made of them can't be loaded")
    return LlamaEngine(path, told, *chosen), own


def _join_warnings(troubles: Sequence[str | None]) -> str | None:
    return "; ".join(filter(None, troubles)) or None


def _describe_version(loaded: LocalEngine) -> str:
    """What changes whenever the same request may be answered differently."""
    from summarize.inference.llama_cpp.library import installed_version
    from summarize.inference.llama_cpp.llama_engine import REVISION

    library = f"llama-cpp-python {installed_version()}"
    version = f"{library}, engine {REVISION}, window {loaded.engine.context_size}"
    if loaded.preflight.gpu_layers:
        version += f", {loaded.preflight.gpu_layers} layers on a graphics processor"
    return (
        f"{version}, weights {loaded.weights.quantization}"
        if loaded.weights.quantization
        else version
    )
