"""Loading an engine: settings, cache, requantized copies, identity and warnings."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import pytest

from summarize.errors import BudgetError, ModelError, UsageError
from summarize.inference import Completion, Engine, FinishReason, Prompt, Request
from summarize.inference import load as load_module
from summarize.inference.cached_engine import CachedEngine
from summarize.inference.llama_cpp import library as library_module
from summarize.inference.llama_cpp import llama_engine, requantized
from summarize.inference.llama_cpp.llama_engine import REVISION
from summarize.inference.llama_cpp.preflight import PreflightResult
from summarize.inference.llama_cpp.requantized import ModelWeights, choose_weights
from summarize.inference.llama_cpp.tuning import choose_context_size
from summarize.inference.load import identify_engine, load_engine, load_local
from summarize.models.gguf import Header, read_header
from summarize.models.gguf.hyperparameters import Hyperparameters
from summarize.models.memory import MemoryEstimate
from summarize.models.registry import locate_model
from summarize.results import ModelInfo
from summarize.settings import DEFAULT_MODEL, Settings
from support.llm_server import LLMServer
from support.scripted_engine import ScriptedEngine


class FakeEngine(ScriptedEngine):
    """In the place of the real one; remembers how it was made and whether it was closed."""

    made: ClassVar[list[FakeEngine]] = []
    template_warning = ""

    def __init__(
        self,
        path: Path,
        info: ModelInfo,
        threads: int | None = None,
        context_size: int | None = None,
        gpu_layers: int = -1,
        network: Hyperparameters | None = None,
    ) -> None:
        super().__init__(
            lambda _: Completion("said", FinishReason.END, 3, 1), context_size=context_size or 2048
        )
        self.arguments = (path, info.name, threads, context_size)
        self.gpu_layers = gpu_layers
        self.network = network
        self.load_seconds = 1.5
        self.closed = False
        FakeEngine.made.append(self)

    def __enter__(self) -> FakeEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def _fake_engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("model"):
        return
    monkeypatch.setattr(llama_engine, "LlamaEngine", FakeEngine)
    monkeypatch.setattr(FakeEngine, "made", [])
    monkeypatch.setattr(load_module, "choose_weights", own_weights)
    monkeypatch.setattr(load_module, "run_preflight", prepared())


def prepared(gpu_layers: int = 0, *warnings: str) -> Callable[..., PreflightResult]:
    """In the place of what judges a model: it is good."""

    def prepare(
        path: Path, header: Header, settings: Settings, *, is_packaged: bool
    ) -> PreflightResult:
        choose_context_size(header.context_length, settings.ctx, path.name)
        return PreflightResult(gpu_layers, MemoryEstimate(0, 0, 0), 2048, warnings)

    return prepare


def own_weights(
    model: Path, header: Header, gpu_layers: int, *, create: bool, limit: int
) -> ModelWeights:
    return ModelWeights(model, "", "because")


def made_weights(made: Path, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Have `made` be taken for the model; what `make` was is in the list."""
    asked: list[bool] = []

    def fast(
        model: Path, header: Header, gpu_layers: int, *, create: bool, limit: int
    ) -> ModelWeights:
        asked.append(create)
        return ModelWeights(made, "Q8_0", "made")

    monkeypatch.setattr(load_module, "choose_weights", fast)
    return asked


def ask(engine: Engine) -> list[tuple[int, Completion]]:
    return list(engine.complete([Request(Prompt("Hello"), 5)]))


def test_the_settings_reach_the_engine_and_it_is_closed() -> None:
    with load_engine(Settings(threads=3, ctx=1024, cache=False)) as ready:
        (engine,) = FakeEngine.made
        assert ready.engine is engine
        assert (ready.load_seconds, ready.warning) == (1.5, None)
        assert not engine.closed
    assert engine.arguments == (locate_model(DEFAULT_MODEL), DEFAULT_MODEL, 3, 1024)
    assert engine.network == read_header(locate_model(DEFAULT_MODEL)).hyperparameters
    assert engine.closed


def test_with_the_cache_nothing_is_computed_twice() -> None:
    for _ in range(2):
        with load_engine(Settings()) as ready:
            assert isinstance(ready.engine, CachedEngine)
            assert ready.warning is None
            assert ask(ready.engine)[0][1].text == "said"
    assert [len(engine.asked) for engine in FakeEngine.made] == [1, 0]


@pytest.mark.parametrize(
    ("where", "name", "value"),
    [
        (llama_engine, "REVISION", REVISION + 1),
        (library_module, "installed_version", lambda: "9.9"),
    ],
)
def test_another_engine_does_not_get_the_answers_of_this_one(
    monkeypatch: pytest.MonkeyPatch, where: ModuleType, name: str, value: object
) -> None:
    with load_engine(Settings()) as ready:
        ask(ready.engine)
    monkeypatch.setattr(where, name, value)
    with load_engine(Settings()) as ready:
        ask(ready.engine)
    assert [len(engine.asked) for engine in FakeEngine.made] == [1, 1]


def test_trouble_with_the_cache_is_a_warning_and_the_work_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr(load_module, "default_cache_path", lambda: blocked / "c.sqlite3")
    with load_engine(Settings()) as ready:
        assert ready.warning is not None
        assert str(blocked) in ready.warning
        assert ask(ready.engine)[0][1].text == "said"


def test_a_requantized_copy_is_loaded_and_the_requested_model_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = made_weights(tmp_path / "fast.gguf", monkeypatch)
    for cache in (True, False):
        with load_engine(Settings(cache=cache)):
            pass
    assert [engine.arguments[:2] for engine in FakeEngine.made] == [
        (tmp_path / "fast.gguf", DEFAULT_MODEL)
    ] * 2
    assert asked == [True, False]


def test_completions_of_other_weights_do_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with load_engine(Settings()) as ready:
        ask(ready.engine)
    made_weights(tmp_path / "fast.gguf", monkeypatch)
    for _ in range(2):
        with load_engine(Settings()) as ready:
            ask(ready.engine)
    assert [len(engine.asked) for engine in FakeEngine.made] == [1, 1, 0]


@pytest.mark.parametrize("cache", [True, False])
def test_a_copy_that_can_not_be_loaded_gives_way_to_the_models_own_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: bool
) -> None:
    made = tmp_path / "key.9.gguf"
    made.write_bytes(b"truncated")
    made_weights(made, monkeypatch)

    def load(path: Path, *others: Any) -> FakeEngine:
        if path == made:
            raise ModelError("it can't be loaded", "")
        return FakeEngine(path, *others)

    monkeypatch.setattr(llama_engine, "LlamaEngine", load)
    with load_engine(Settings(cache=cache)) as ready:
        assert ask(ready.engine)[0][1].text == "said"
    assert FakeEngine.made[0].arguments[0] == locate_model(DEFAULT_MODEL)
    assert made.exists() is not cache  # --no-cache writes nothing, nor does it remove


def test_trouble_with_the_weights_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    def fast(
        model: Path, header: Header, gpu_layers: int, *, create: bool, limit: int
    ) -> ModelWeights:
        return ModelWeights(model, "", "because", "they could not be made")

    monkeypatch.setattr(load_module, "choose_weights", fast)
    for cache in (True, False):
        with load_engine(Settings(cache=cache)) as ready:
            assert ready.warning == "they could not be made"


def test_warnings_about_the_model_come_with_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fast(
        model: Path, header: Header, gpu_layers: int, *, create: bool, limit: int
    ) -> ModelWeights:
        return ModelWeights(model, "", "because", "no room")

    monkeypatch.setattr(load_module, "choose_weights", fast)
    monkeypatch.setattr(load_module, "run_preflight", prepared(0, "tight", "slow"))
    for cache in (True, False):
        with load_engine(Settings(cache=cache)) as ready:
            assert ready.warning == "tight; slow; no room"


def test_layers_on_a_gpu_go_to_the_engine_and_change_the_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object, **__: object) -> ModelWeights:
        raise AssertionError("weights for the processor, which does not compute")

    for layers in (0, 7, 7, -1):
        monkeypatch.setattr(load_module, "run_preflight", prepared(layers))
        monkeypatch.setattr(
            load_module, "choose_weights", choose_weights if layers else own_weights
        )
        monkeypatch.setattr(requantized, "_explain_no_gain", never)
        with load_engine(Settings()) as ready:
            ask(ready.engine)
    assert [engine.gpu_layers for engine in FakeEngine.made] == [0, 7, 7, -1]
    assert [len(engine.asked) for engine in FakeEngine.made] == [1, 1, 0, 1]


def test_only_what_comes_with_the_program_is_known_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def prepare(
        path: Path, header: Header, settings: Settings, *, is_packaged: bool
    ) -> PreflightResult:
        asked.append(is_packaged)
        return prepared()(path, header, settings, is_packaged=is_packaged)

    monkeypatch.setattr(load_module, "run_preflight", prepare)
    copy = tmp_path / "copy.gguf"
    copy.symlink_to(locate_model(DEFAULT_MODEL))
    for model in (DEFAULT_MODEL, str(copy)):
        with load_engine(Settings(model=model)):
            pass
    assert asked == [True, False]


def test_the_engine_is_closed_after_an_error() -> None:
    with pytest.raises(RuntimeError, match="mine"), load_engine(Settings()):
        raise RuntimeError("mine")
    assert FakeEngine.made[0].closed


def test_too_large_a_context_is_refused_before_the_model_is_loaded() -> None:
    trained = read_header(locate_model(DEFAULT_MODEL)).context_length
    with pytest.raises(BudgetError) as caught, load_engine(Settings(ctx=trained + 1)):
        pass
    assert f"--ctx {trained}" in caught.value.hint
    assert not FakeEngine.made


def test_a_model_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelError), load_engine(Settings(model=str(tmp_path / "none.gguf"))):
        pass
    assert not FakeEngine.made


def grow(model: Path) -> None:
    with open(model, "ab") as file:
        file.write(b"x")


def change_start(model: Path) -> None:
    rewrite(model, 0)


def change_end(model: Path) -> None:
    rewrite(model, model.stat().st_size - 1)


def rewrite(model: Path, place: int) -> None:
    """Change one byte, and put the time back, so that only the content tells."""
    before = model.stat()
    with open(model, "r+b") as file:
        file.seek(place)
        file.write(b"x")
    os.utime(model, ns=(before.st_atime_ns, before.st_mtime_ns))


def touch(model: Path) -> None:
    os.utime(model, ns=(1, 1))


@pytest.mark.parametrize("change", [grow, change_start, change_end, touch])
def test_another_model_file_or_library_is_another_identity(
    change: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "model.gguf"
    model.write_bytes(bytes(3_000_000))
    settings = Settings(model=str(model))
    first = identify_engine(settings)
    assert identify_engine(settings) == first
    change(model)
    second = identify_engine(settings)
    assert second != first
    monkeypatch.setattr(library_module, "installed_version", lambda: "9.9")
    assert identify_engine(settings) not in (first, second)


def test_a_model_that_is_gone_has_no_identity(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        identify_engine(Settings(model=str(tmp_path / "none.gguf")))


def test_a_server_is_asked_behind_the_cache() -> None:
    with LLMServer("llama.cpp", answer=lambda text: text.upper()) as server:
        settings = Settings(server=server.address, model="")
        for _ in range(2):
            with load_engine(settings) as ready:
                assert isinstance(ready.engine, CachedEngine)
                assert ready.engine.info.path == server.address
                assert ask(ready.engine)[0][1].text == "HELLO"
        greetings = 2  # one at each opening
        assert len(server.asked()) == greetings + 1
    assert not FakeEngine.made


def test_another_model_at_the_same_address_is_another_identity() -> None:
    with LLMServer("llama.cpp") as server:
        settings = Settings(server=server.address, model="")
        first = identify_engine(settings)
        assert identify_engine(settings) == first
        assert not server.asked()
        route = server.routes["/props"]
        server.routes["/props"] = lambda call: {**route(call), "model_path": "/models/other.gguf"}
        assert identify_engine(settings) != first


def test_the_key_comes_from_its_variable_and_from_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-somebody-else")
    with LLMServer() as server:
        settings = Settings(server=server.address, model="", cache=False)
        with load_engine(settings):
            pass
        assert not [call for call in server.calls if "authorization" in call.headers]
        server.calls.clear()
        monkeypatch.setenv("SUMMARIZE_API_KEY", "mine")
        with load_engine(settings):
            pass
        assert {call.headers["authorization"] for call in server.calls} == {"Bearer mine"}


def test_what_is_measured_on_this_machine_takes_no_server() -> None:
    with (
        pytest.raises(UsageError, match="server"),
        load_local(Settings(server="http://localhost:1")),
    ):
        pass


def test_without_a_server_nothing_connects(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setenv("SUMMARIZE_API_KEY", "mine")
    identify_engine(Settings())
    with load_engine(Settings()) as ready:
        assert ask(ready.engine)[0][1].text == "said"
    with (
        pytest.raises(AssertionError),
        load_engine(Settings(server="http://127.0.0.1:9", model="")),
    ):
        pass


@pytest.mark.model
def test_the_real_engine_behind_the_settings() -> None:
    with load_engine(Settings(ctx=512, cache=False)) as ready:
        assert ready.engine.context_size == 512
        assert ready.load_seconds > 0
        assert ready.engine.info.name == DEFAULT_MODEL
        (answer,) = ask(ready.engine)
        assert answer[1].finish_reason in (FinishReason.END, FinishReason.LENGTH)


@pytest.mark.parametrize("cache", [True, False])
def test_an_unusable_chat_template_is_a_warning(
    cache: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FakeEngine, "template_warning", "its template is broken")
    with load_engine(Settings(cache=cache)) as ready:
        assert ready.warning == "its template is broken"
