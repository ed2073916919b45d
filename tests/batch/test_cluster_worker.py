"""What a worker of a cluster does, called by hand: its model, its warm engine."""

from __future__ import annotations

import asyncio
import pickle
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.batch.cluster import remote, warm_worker
from summarize.batch.identity import identify_model
from summarize.batch.tasks import ModelIdentity
from summarize.errors import EngineError, ModelError
from summarize.inference.load import LoadedEngine
from summarize.models.registry import locate_model
from summarize.resources import hash_program
from summarize.settings import DEFAULT_MODEL, Settings
from support.answers import voting
from support.batches import MODEL
from support.scripted_engine import ScriptedEngine


class Opened:
    """Engines that were opened, and whether they are closed."""

    def __init__(self) -> None:
        self.settings: list[Settings] = []
        self.closed = 0


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    made = Opened()

    @contextmanager
    def load(settings: Settings) -> Iterator[LoadedEngine]:
        made.settings.append(settings)
        try:
            yield LoadedEngine(ScriptedEngine(voting()), 0.0, None)
        finally:
            made.closed += 1

    monkeypatch.setattr(warm_worker, "load_engine", load)
    monkeypatch.setattr(warm_worker, "find_model", lambda _, wanted: (wanted, "/models/it.gguf"))
    return made


def test_an_engine_is_opened_once_and_kept(opened: Opened) -> None:
    engines = warm_worker._WarmEngines()
    for _ in range(3):
        with engines.borrow(Settings(), MODEL):
            pass
    assert (len(opened.settings), opened.closed) == (1, 0)
    with engines.borrow(Settings(ctx=2048), MODEL):  # another one is wanted
        pass
    assert (len(opened.settings), opened.closed) == (2, 1)
    engines.close()
    assert opened.closed == 2


def test_an_engine_whose_work_was_broken_off_is_closed(opened: Opened) -> None:
    engines = warm_worker._WarmEngines()
    with pytest.raises(warm_worker.NotWanted), engines.borrow(Settings(), MODEL):
        raise warm_worker.NotWanted
    assert opened.closed == 1
    with engines.borrow(Settings(), MODEL):
        assert len(opened.settings) == 2


def test_a_server_gets_an_engine_for_each_thread(opened: Opened) -> None:
    engines = warm_worker._WarmEngines()
    settings = Settings(server="http://gpu:8000", model="big")
    with engines.borrow(settings, MODEL) as one, engines.borrow(settings, MODEL) as other:
        assert one is not other
    assert [(each.server, each.model) for each in opened.settings] == [
        ("http://gpu:8000", "big")
    ] * 2


def test_a_worker_uses_its_own_file_threads_and_cache(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZE_THREADS", "7")
    monkeypatch.setenv("SUMMARIZE_CACHE", "no")
    with warm_worker._WarmEngines().borrow(Settings(model="/home/me/it.gguf", threads=2), MODEL):
        pass
    (used,) = opened.settings
    assert (used.model, used.threads, used.cache) == ("/models/it.gguf", 7, False)


def describe(settings: Settings, wanted: ModelIdentity | None) -> tuple[object, str, str]:
    return asyncio.run(remote.describe_model(pickle.dumps((settings, wanted))))


def test_a_model_is_found_by_its_hash_under_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = identify_model(Settings())
    monkeypatch.setenv("SUMMARIZE_MODELS", str(tmp_path))
    shutil.copyfile(locate_model(DEFAULT_MODEL), tmp_path / "mine.gguf")
    for name in ("mine", "/home/somebody/else.gguf"):
        found, fault, _ = describe(Settings(model=name), known)
        assert (found, fault) == (known, "")
    assert describe(Settings(), None) == (known, "", "")


def test_a_model_that_is_not_here_or_is_another_file_is_told() -> None:
    wanted = replace(identify_model(Settings()), sha256="cd" * 32)
    found, fault, hint = describe(Settings(), wanted)
    assert found is None
    assert fault.startswith("does not have the model smollm2-135m with the SHA-256 cdcdcdcdcdcd: ")
    assert "is another file" in fault
    assert hint == "There: summarize models pull smollm2-135m"
    found, fault, _ = describe(Settings(model="nothing"), None)
    assert (found, "there is no model 'nothing'" in fault) == (None, True)


def test_errors_come_whole_from_a_worker() -> None:
    for error in (ModelError("what", "do"), EngineError("what", "do")):
        copy = pickle.loads(pickle.dumps(error))
        assert (type(copy), copy.message, copy.hint) == (type(error), "what", "do")


def test_a_program_describes_itself_in_plain_words() -> None:
    program = remote.describe_program()
    assert program["program"] == hash_program()
    assert {type(one) for item in program.items() for one in item} == {str}
    assert {"Python", "version", "host", "lxml"} <= program.keys()
