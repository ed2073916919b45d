"""Loaded by workers of test clusters (`dask worker --preload`): scripted engines, faults on demand.

CLUSTER_ENGINE names one of `scripted_cli.ENGINES`; CLUSTER_FAULT what is wrong with the worker.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from summarize.batch.cluster import remote, warm_worker
from summarize.errors import ModelError
from summarize.inference import Completion, Request
from summarize.inference.load import LoadedEngine
from summarize.settings import Settings
from support.scripted_cli import ENGINES
from support.scripted_engine import ScriptedEngine

KILLER = "kills whoever reads it"
FAULT = os.environ.get("CLUSTER_FAULT", "")


def answer(request: Request) -> str | Completion:
    if KILLER in request.prompt.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return ENGINES[os.environ.get("CLUSTER_ENGINE", "voting")](request)


@contextmanager
def load_engine(settings: Settings) -> Iterator[LoadedEngine]:
    if FAULT == "no memory":
        raise ModelError("the model does not fit into the memory of this machine")
    engine = ScriptedEngine(answer)
    engine.asked = deque(maxlen=1)  # type: ignore[assignment] # memory is measured
    yield LoadedEngine(engine, 0.0, None)


def find_nothing(name: str) -> None:
    raise ModelError(f"there is no model {name!r}")


warm_worker.load_engine = load_engine
if FAULT == "other program":
    remote.hash_program = lambda: "0123456789abcdef"
if FAULT == "no model":
    warm_worker.locate_writer = find_nothing
    warm_worker.list_models = lambda: ()
