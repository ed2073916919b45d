"""What a worker of a cluster does: finds the model, keeps an engine warm, runs one document."""

from __future__ import annotations

import atexit
import functools
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

from summarize.batch.identity import identify_model
from summarize.batch.tasks import DocumentTask, ModelIdentity, TaskResult, run_task
from summarize.errors import ModelError
from summarize.inference import Engine
from summarize.inference.load import load_engine
from summarize.judging.exam_records import ExamRecord
from summarize.judging.open_judge import build_candidate, examine
from summarize.judging.recall import recall_record
from summarize.models.integrity import find_hash
from summarize.models.model_files import fingerprint
from summarize.models.registry import list_models, locate_writer
from summarize.progress import Step, ignore_progress
from summarize.settings import Settings, resolve_settings


def find_model(settings: Settings, wanted: ModelIdentity | None) -> tuple[ModelIdentity, str]:
    """Return the identity and the file ("" for a server) of a model on this machine.

    Raises ModelError if it is not here, EngineError if a server does not answer.
    """
    if settings.server:
        return identify_model(settings), ""
    if wanted is None:
        path = locate_writer(settings.model)
        return _identify(str(path), fingerprint(path)), str(path)
    others = ""
    for path in _list_candidates(settings, wanted):
        found = _identify(str(path), fingerprint(path))
        if found.sha256 == wanted.sha256:
            return replace(found, name=wanted.name), str(path)
        others = f": its {path.name} is another file ({found.sha256[:12]})"
    raise ModelError(
        f"does not have the model {wanted.name} with the SHA-256 {wanted.sha256[:12]}{others}",
        f"There: summarize models pull {wanted.name}",
    )


def _list_candidates(settings: Settings, wanted: ModelIdentity) -> Iterator[Path]:
    """Yield files that may be the wanted model: those called like it, and those with its hash."""
    for name in dict.fromkeys((settings.model, wanted.name)):
        try:
            yield locate_writer(name)
        except ModelError:
            continue
    yield from (one.path for one in list_models() if find_hash(one.path) == wanted.sha256)


@functools.cache
def _identify(path: str, _fingerprint: str) -> ModelIdentity:
    """Return the identity of a file; its fingerprint changes with it, so it is read once."""
    return identify_model(Settings(model=path))


def run_document(task: DocumentTask) -> TaskResult | None:
    """Run a task with the warm engine; None if nobody wants its result any more.

    Raises SummarizeError if the engine can't be opened here.
    """
    with _engines.borrow(task.settings, task.model) as engine:
        try:
            return run_task(task, engine, _build_progress())
        except NotWanted:
            return None


def examine_model(settings: Settings, model: ModelIdentity) -> ExamRecord:
    """Return what the model made of the exam, which it takes here unless it has.

    Raises SummarizeError if it can't take it.
    """
    own = _adapt(settings, model)
    record = recall_record(own)
    if record is not None:
        return record
    with _engines.borrow(settings, model) as engine:
        return examine(build_candidate(engine), own, ignore_progress)


class NotWanted(BaseException):
    """Nobody waits for the result any more: whoever wanted it has gone."""


def _build_progress() -> Callable[[Step], None]:
    """Return a callback that ends a document that nobody waits for, at its next step."""
    from distributed import get_worker

    worker = get_worker()
    key = worker.get_current_task()

    def check(_: Step) -> None:
        state = worker.state.tasks.get(key)
        if state is None or state.state == "cancelled":
            raise NotWanted

    return check


class _WarmEngines:
    """The engines of this process: opened once, and kept until another model is wanted.

    A model in this process works for one document at a time; a server gets one for each thread.
    """

    def __init__(self) -> None:
        self._alone = threading.Lock()
        self._lock = threading.Lock()
        self._key: tuple[object, ...] = ()
        self._idle: list[tuple[ExitStack, Engine]] = []

    @contextmanager
    def borrow(self, settings: Settings, model: ModelIdentity) -> Iterator[Engine]:
        """Lend an engine; one whose work was broken off is closed."""
        with nullcontext() if settings.server else self._alone:
            own = _adapt(settings, model)
            key = (own.model, own.server, own.threads, own.ctx, own.gpu_layers, own.cache)
            with self._lock:
                if key != self._key:
                    self._close_idle()
                    self._key = key
                stack, engine = self._idle.pop() if self._idle else (None, None)
            if stack is None or engine is None:
                stack = ExitStack()
                engine = stack.enter_context(load_engine(own)).engine
            with stack:
                yield engine
                with self._lock:
                    if key == self._key:
                        self._idle.append((stack.pop_all(), engine))

    def close(self) -> None:
        """Close all engines that are not at work."""
        with self._lock:
            self._close_idle()

    def _close_idle(self) -> None:
        while self._idle:
            self._idle.pop()[0].close()


_engines = _WarmEngines()
atexit.register(_engines.close)


def _adapt(settings: Settings, model: ModelIdentity) -> Settings:
    """Return settings for this machine: its file of the model, its threads, its cache."""
    own = resolve_settings({}, os.environ).settings
    path = "" if settings.server else find_model(settings, model)[1]
    return replace(
        settings,
        model=path or settings.model,
        threads=own.threads,
        cache=settings.cache and own.cache,
        cache_size=own.cache_size,
        quiet=True,
    )
