from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import ClassVar

import pytest
from conftest import ScriptedEngine

from summarize.cached_engine import CachedEngine
from summarize.engine import Completion, Engine, Prompt, Request, Stop
from summarize.engine.llama import REVISION
from summarize.errors import BudgetError, ModelError
from summarize.findings import ModelInfo
from summarize.gguf import read_header
from summarize.models import locate
from summarize.opening import opened
from summarize.settings import DEFAULT_MODEL, Settings


class FakeEngine(ScriptedEngine):
    """In the place of the real one; remembers how it was made and whether it was closed."""

    made: ClassVar[list[FakeEngine]] = []

    def __init__(
        self, path: Path, info: ModelInfo, threads: int | None = None, window: int | None = None
    ) -> None:
        super().__init__(lambda _: Completion("said", Stop.END, 3, 1), window=window or 2048)
        self.arguments = (path, info.name, threads, window)
        self.load_seconds = 1.5
        self.closed = False
        FakeEngine.made.append(self)

    def __enter__(self) -> FakeEngine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def _fake_engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("model"):
        return
    monkeypatch.setattr("summarize.engine.llama.LlamaEngine", FakeEngine)
    monkeypatch.setattr(FakeEngine, "made", [])


def ask(engine: Engine) -> list[tuple[int, Completion]]:
    return list(engine.complete([Request(Prompt("Hello"), 5)]))


def test_the_settings_reach_the_engine_and_it_is_closed() -> None:
    with opened(Settings(threads=3, ctx=1024, cache=False)) as ready:
        (engine,) = FakeEngine.made
        assert ready.engine is engine
        assert (ready.load_seconds, ready.trouble) == (1.5, None)
        assert not engine.closed
    assert engine.arguments == (locate(DEFAULT_MODEL), DEFAULT_MODEL, 3, 1024)
    assert engine.closed


def test_with_the_cache_nothing_is_computed_twice() -> None:
    for _ in range(2):
        with opened(Settings()) as ready:
            assert isinstance(ready.engine, CachedEngine)
            assert ready.trouble is None
            assert ask(ready.engine)[0][1].text == "said"
    assert [len(engine.asked) for engine in FakeEngine.made] == [1, 0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("summarize.engine.llama.REVISION", REVISION + 1),
        ("summarize.engine.library.installed_version", lambda: "9.9"),
    ],
)
def test_another_engine_does_not_get_the_answers_of_this_one(
    monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    with opened(Settings()) as ready:
        ask(ready.engine)
    monkeypatch.setattr(name, value)
    with opened(Settings()) as ready:
        ask(ready.engine)
    assert [len(engine.asked) for engine in FakeEngine.made] == [1, 1]


def test_trouble_with_the_cache_is_told_and_the_work_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr("summarize.opening.default_path", lambda: blocked / "c.sqlite3")
    with opened(Settings()) as ready:
        assert ready.trouble is not None
        assert str(blocked) in ready.trouble
        assert ask(ready.engine)[0][1].text == "said"


def test_the_engine_is_closed_after_an_error() -> None:
    with pytest.raises(RuntimeError, match="mine"), opened(Settings()):
        raise RuntimeError("mine")
    assert FakeEngine.made[0].closed


def test_too_large_a_context_is_refused_before_the_model_is_loaded() -> None:
    trained = read_header(locate(DEFAULT_MODEL)).context_length
    with pytest.raises(BudgetError) as caught, opened(Settings(ctx=trained + 1)):
        pass
    assert f"--ctx {trained}" in caught.value.hint
    assert not FakeEngine.made


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError), opened(Settings(model=str(tmp_path / "none.gguf"))):
        pass
    assert not FakeEngine.made


@pytest.mark.model
def test_the_real_engine_behind_the_settings() -> None:
    with opened(Settings(ctx=512, cache=False)) as ready:
        assert ready.engine.window == 512
        assert ready.load_seconds > 0
        assert ready.engine.info.name == DEFAULT_MODEL
        (answer,) = ask(ready.engine)
        assert answer[1].stop in (Stop.END, Stop.LENGTH)
