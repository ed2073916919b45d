"""The functions that Dask calls, in workers and in the scheduler, by their names.

No code is sent: the same program is installed there. What a task holds comes pickled, and what
takes long to import is imported where it is needed, so that the scheduler, which only passes
tasks on, stays small and quick.
"""

from __future__ import annotations

import asyncio
import pickle
import platform
import re
from importlib import metadata
from typing import TYPE_CHECKING

from summarize.errors import SummarizeError
from summarize.resources import hash_program
from summarize.version import __version__

if TYPE_CHECKING:
    from summarize.batch.tasks import ModelIdentity, TaskResult
    from summarize.judging.exam_records import ExamRecord


def describe_program() -> dict[str, str]:
    """Return what this process is: host, version and hash of the program, Python, libraries.

    It is a plain dictionary, so that every version can read that of every other.
    """
    libraries = {name: _find_version(name) for name in _list_libraries()}
    own = {"host": platform.node(), "version": __version__, "program": hash_program()}
    python = ".".join(platform.python_version_tuple()[:2])
    return {"Python": python, **libraries, **own}


def _list_libraries() -> list[str]:
    """Return the names of the libraries that read documents and work on their language."""
    try:
        wanted = metadata.requires("summarize") or []
    except metadata.PackageNotFoundError:
        return []
    needed = (one for one in wanted if "extra ==" not in one)
    return [name[0] for one in needed if (name := re.match(r"[\w.-]+", one))]


def _find_version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"


async def describe_model(payload: bytes) -> tuple[ModelIdentity | None, str, str]:
    """Return the model of this worker: its identity, or why it has none, and what to do.

    `payload` are settings and the identity that is wanted: the model with it under whatever name,
    or, without one, that which the settings name. Hashing a file takes its time, in which the
    worker goes on answering the scheduler.
    """
    return await asyncio.to_thread(_describe_model, payload)


def _describe_model(payload: bytes) -> tuple[ModelIdentity | None, str, str]:
    from summarize.batch.cluster.warm_worker import find_model

    try:
        return find_model(*pickle.loads(payload))[0], "", ""
    except SummarizeError as error:
        return None, error.message, error.hint


def run_document(payload: bytes) -> TaskResult | None:
    """Run a DocumentTask in a worker; see `warm_worker.run_document`."""
    from summarize.batch.cluster import warm_worker

    return warm_worker.run_document(pickle.loads(payload))


def examine_model(payload: bytes) -> ExamRecord:
    """Have the model of a worker take the exam, of settings and identity."""
    from summarize.batch.cluster import warm_worker

    return warm_worker.examine_model(*pickle.loads(payload))
