"""Settings -> a loaded engine: find the model, check its header, put the cache in front.

ModelInfo names the requested model, not the requantized copy that may be loaded instead. A
server is only contacted if the settings name one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.errors import ModelError, UsageError
from summarize.inference import Engine
from summarize.inference.cache_space import trim_cache
from summarize.inference.cached_engine import CachedEngine
from summarize.inference.llama_cpp import library
from summarize.inference.llama_cpp.preflight import PreflightResult, run_preflight
from summarize.inference.llama_cpp.requantized import ModelWeights, choose_weights, discard_copy
from summarize.models.gguf import read_header
from summarize.models.integrity import ensure_unchanged, explain_failure
from summarize.models.model_files import fingerprint
from summarize.models.registry import build_model_info, is_packaged, locate_writer
from summarize.settings import Settings
from summarize.settings.server_address import KEY_VARIABLE
from summarize.storage.cache import Cache, default_cache_path

if TYPE_CHECKING:
    from summarize.inference.llama_cpp.llama_engine import LlamaEngine
    from summarize.inference.openai_server.server_engine import ServerConfig


@dataclass(frozen=True, slots=True)
class LoadedEngine:
    """An engine, the seconds it took to load, and a warning about it or the cache, if any."""

    engine: Engine
    load_seconds: float
    warning: str | None


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """An engine without a cache, the requested model file, and the weights that were loaded.

    `preflight` is what was found out before loading.
    """

    engine: LlamaEngine
    model: Path
    weights: ModelWeights
    preflight: PreflightResult


@contextmanager
def load_engine(settings: Settings) -> Iterator[LoadedEngine]:
    """Load the engine that the settings name, with the cache in front unless switched off.

    Raises ModelError if the model can't be found, is no usable GGUF file or
    can't be loaded, BudgetError if it was not trained on so large a context, and
    EngineError if a server does not answer.
    """
    with _open_server(settings) if settings.server else _open_local(settings) as (loaded, identity):
        if not settings.cache:
            yield loaded
            return
        cache = Cache(default_cache_path(), settings.cache_size.bytes)
        try:
            engine = CachedEngine(loaded.engine, cache, identity)
            warning = "; ".join(filter(None, (loaded.warning, cache.warning)))
            yield LoadedEngine(engine, loaded.load_seconds, warning or None)
        finally:
            trim_cache(cache, settings.cache_size.bytes)
            cache.close()


def identify_engine(settings: Settings, locate: Callable[[str], Path] = locate_writer) -> str:
    """Return a text that changes when the named model or what runs it does, found quickly.

    `locate` finds the file of a name; by default only of a model that writes. Raises ModelError
    if there is no such model, and EngineError if a server does not answer.
    """
    if settings.server:
        from summarize.inference.openai_server.server_engine import identify_server

        return identify_server(build_server_config(settings))
    return f"{fingerprint(locate(settings.model))} {describe_runtime()}"


@contextmanager
def _open_local(settings: Settings) -> Iterator[tuple[LoadedEngine, str]]:
    """Load a local engine; its identity changes whenever it may answer differently."""
    from summarize.inference.llama_cpp.llama_engine import REVISION

    with load_local(settings) as loaded:
        engine, weights, gpu_layers = loaded.engine, loaded.weights, loaded.preflight.gpu_layers
        identity = f"{fingerprint(loaded.model)} {describe_runtime()}, engine {REVISION}"
        identity += f", window {engine.context_size}"
        if gpu_layers:
            identity += f", {gpu_layers} layers on a graphics processor"
        if weights.quantization:
            identity += f", weights {weights.quantization}"
        warnings = filter(
            None, (*loaded.preflight.warnings, engine.template_warning, weights.warning)
        )
        yield LoadedEngine(engine, engine.load_seconds, "; ".join(warnings) or None), identity


@contextmanager
def _open_server(settings: Settings) -> Iterator[tuple[LoadedEngine, str]]:
    from summarize.inference.openai_server.server_engine import ServerEngine

    with ServerEngine(build_server_config(settings), settings.ctx) as engine:
        yield LoadedEngine(engine, engine.load_seconds, None), engine.identity


def build_server_config(settings: Settings) -> ServerConfig:
    """Return the server's address, model and key; the key comes from the environment only."""
    from summarize.inference.openai_server.server_engine import ServerConfig

    assert settings.server is not None
    return ServerConfig(settings.server, settings.model, os.environ.get(KEY_VARIABLE) or None)


@contextmanager
def load_local(settings: Settings) -> Iterator[LocalEngine]:
    """Load the engine without a cache, and close it at the end; raises as `load_engine` does.

    The model's own weights are loaded if a requantized copy can't be. Raises UsageError if the
    settings name a server.
    """
    from summarize.inference.llama_cpp.llama_engine import LlamaEngine

    if settings.server:
        raise UsageError(
            "this is done with a model on this computer, and a server is set",
            "Take the server out, or give: SUMMARIZE_SERVER=none",
        )
    path = locate_writer(settings.model)
    ensure_unchanged(path)
    header = read_header(path)
    preflight = run_preflight(path, header, settings, is_packaged=is_packaged(path))
    limit = settings.cache_size.bytes
    weights = choose_weights(path, header, preflight.gpu_layers, create=settings.cache, limit=limit)
    info = build_model_info(path, header)
    network = header.hyperparameters
    options = (info, settings.threads, settings.ctx, preflight.gpu_layers, network)
    try:
        engine = LlamaEngine(weights.path, *options)
    except ModelError as error:
        if not weights.quantization:
            raise explain_failure(path, error) from error
        if settings.cache:
            discard_copy(weights.path, error.message)
        reason = f"the {weights.quantization} made of them can't be loaded"
        weights = ModelWeights(path, "", reason)
        engine = LlamaEngine(path, *options)
    with engine:
        yield LocalEngine(engine, path, weights, preflight)


def describe_runtime() -> str:
    """Return what runs a model in this process: library and version."""
    return f"llama-cpp-python {library.installed_version()}"
