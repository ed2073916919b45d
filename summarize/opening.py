"""Settings -> an engine ready to work: the model found, its header judged, the cache in front."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from summarize.cache import Cache, default_path
from summarize.cached_engine import CachedEngine
from summarize.engine import Engine
from summarize.gguf import read_header
from summarize.models import info, locate
from summarize.settings import Settings


@dataclass(frozen=True, slots=True)
class Opened:
    """An engine, the seconds it took to load, and what is wrong with the cache, if anything."""

    engine: Engine
    load_seconds: float
    trouble: str | None


@contextmanager
def opened(settings: Settings) -> Iterator[Opened]:
    """The engine that the settings ask for, closed at the end.

    Raises ModelError if the model can't be found, is no usable GGUF file or
    can't be loaded, and BudgetError if it was not made for so large a context.
    """
    from summarize.engine.library import installed_version
    from summarize.engine.llama import REVISION, LlamaEngine, fitting_window

    path = locate(settings.model)
    header = read_header(path)
    if header.context_length:  # better refused now than after gigabytes have been loaded
        fitting_window(header.context_length, settings.ctx, path.name)
    with LlamaEngine(path, info(path, header), settings.threads, settings.ctx) as engine:
        if not settings.cache:
            yield Opened(engine, engine.load_seconds, None)
            return
        cache = Cache(default_path())
        try:
            library = f"llama-cpp-python {installed_version()}"
            version = f"{library}, engine {REVISION}, window {engine.window}"
            cached = CachedEngine(engine, cache, path, version)
            yield Opened(cached, engine.load_seconds, cache.trouble)
        finally:
            cache.close()
