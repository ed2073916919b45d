"""Fixtures that all tests share, and a guard against loading the real model by accident."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from summarize.document import Document
from summarize.inference.llama_cpp import llama_model, requantized
from summarize.models import registry
from summarize.models import stores as stores_module
from summarize.sources import read
from summarize.storage.cache import Cache
from support.paths import EXAMPLES

# How fast a machine makes examples says nothing about the code that is tested.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a cache of the test's own lies."""
    return tmp_path / "cache" / "completions.sqlite3"


@pytest.fixture
def cache(path: Path) -> Iterator[Cache]:
    """A cache of the test's own."""
    made = Cache(path)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _no_model(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unit tests never load a real model; tests that do are marked `model`."""
    if request.node.get_closest_marker("model"):
        return

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a unit test tried to load the real model")

    monkeypatch.setattr(llama_model.LlamaModel, "__init__", refuse)
    monkeypatch.setattr(requantized, "requantize", refuse)


@pytest.fixture(scope="session")
def made_weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the real model's faster weights are kept for all tests: they are large."""
    return tmp_path_factory.mktemp("weights")


@pytest.fixture
def without_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the default model is packaged, whatever else this environment has."""
    absent = replace(registry.GEMMA, package="there_is_no_such_package")
    monkeypatch.setattr(registry, "GEMMA", absent)


@pytest.fixture(autouse=True)
def _own_folders(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    made_weights: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No test reads or writes the user's own cache, models or configuration."""
    home = tmp_path_factory.mktemp("home")
    if request.node.get_closest_marker("model") and os.name == "posix":
        cache = home / "xdg_cache_home" / "summarize"
        cache.mkdir(parents=True)
        (cache / "weights").symlink_to(made_weights, target_is_directory=True)
    for variable in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(home / variable.lower()))
    for variable in ("SUMMARIZE_MODELS", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("OLLAMA_MODELS", str(home / "ollama"))
    monkeypatch.setattr(stores_module, "_lm_studio_folders", list)


def pytest_configure() -> None:
    """Have the processes that tests start import the package as installed, and take SIGINT.

    In the checkout, the prompts lie beside the package, and only an installation puts them into
    it. A shell has what it starts in the background ignore SIGINT, and children inherit that.
    """
    os.environ["PYTHONSAFEPATH"] = "1"
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def harbour() -> Document:
    """The example that looks like a scraped web page."""
    return read(EXAMPLES / "harbour.txt")


@pytest.fixture(scope="session")
def feature() -> Document:
    """The example of more than 3,000 words."""
    return read(EXAMPLES / "feature.txt")
