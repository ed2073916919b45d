"""Memory estimates, the memory of the machine, and how many layers fit on a GPU."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from summarize.models import memory
from summarize.models.gguf import Header, Vocabulary, read_header
from summarize.models.gguf.hyperparameters import Hyperparameters
from summarize.models.memory import (
    ALL_LAYERS,
    Fit,
    MemoryEstimate,
    SystemMemory,
    check_fit,
    count_layers_that_fit,
    estimate_memory,
    format_estimate,
    suggest_smaller,
)
from summarize.models.registry import locate_model
from summarize.settings import DEFAULT_MODEL

GB = 10**9
SHAPE = Hyperparameters(4, 100, 5, (2, 2, 2, 2), 20, 20, 400)
HEADER = Header(
    3, "llama", "Small", 1, "Q8_0", 4096, None, (), None, 9, 0, (), (GB, GB, GB, GB), 5 * GB, 1,
    SHAPE, Vocabulary("gpt2", 1000),
)  # fmt: skip


def test_what_a_model_needs() -> None:
    needed = estimate_memory(HEADER, 2048, 128)
    assert needed.weights == 5 * GB
    # In each of four layers, two heads keep twenty numbers of two bytes, twice.
    assert needed.kv_cache == 2048 * 4 * 2 * 20 * 2 * 2
    # A score for each word, one for each cell in each head, and what lies between.
    assert needed.compute_buffers == 4 * 128 * (1000 + 5 * 2048 + 400 + 12 * 100)
    assert (
        needed.total == needed.weights + needed.kv_cache + needed.compute_buffers + needed.program
    )
    assert estimate_memory(HEADER, 2048, 128, 7 * GB).weights == 7 * GB


def test_texts_side_by_side_have_a_state_each() -> None:
    recurrent = replace(HEADER, hyperparameters=replace(SHAPE, state_layers=3, state_width=50_000))
    one, ten = (estimate_memory(recurrent, 2048, 128, sequences=count) for count in (1, 10))
    assert (one.states, ten.states) == (3 * 50_000 * 4, 10 * 3 * 50_000 * 4)
    assert ten.total - one.total == ten.states - one.states
    assert estimate_memory(HEADER, 2048, 128, sequences=10).states == 0


def test_states_go_to_the_gpu_with_their_layers() -> None:
    needed = MemoryEstimate(5 * GB, 40_000_000, 0, states=8 * GB)
    assert count_layers_that_fit(HEADER, needed, 15 * GB) == ALL_LAYERS
    assert count_layers_that_fit(HEADER, needed, 8 * GB) == 2


def test_a_longer_window_and_more_at_once_need_more() -> None:
    assert (
        estimate_memory(HEADER, 4096, 128).kv_cache
        == 2 * estimate_memory(HEADER, 2048, 128).kv_cache
    )
    assert (
        estimate_memory(HEADER, 2048, 512).compute_buffers
        == 4 * estimate_memory(HEADER, 2048, 128).compute_buffers
    )


def test_the_packaged_model() -> None:
    """Measured at its peak, with the whole window full: see the architecture notes."""
    needed = estimate_memory(read_header(locate_model(DEFAULT_MODEL)), 8192, 128)
    assert needed.weights == 98_362_432
    assert needed.kv_cache == 8192 * 23040
    assert 350e6 < needed.total < 550e6


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (SystemMemory(5 * GB, 9 * GB), Fit.FITS),
        (SystemMemory(5 * GB - 1, 9 * GB), Fit.TIGHT),
        (SystemMemory(1, 5 * GB), Fit.TIGHT),
        (SystemMemory(1, 5 * GB - 1), Fit.IMPOSSIBLE),
        (None, Fit.FITS),
    ],
)
def test_whether_it_fits(room: SystemMemory | None, expected: Fit) -> None:
    assert check_fit(MemoryEstimate(4 * GB, GB // 2, GB // 2, 0), room) is expected


def test_the_estimate_in_words() -> None:
    needed = MemoryEstimate(4 * GB, GB // 2, 0, 0)
    assert (
        format_estimate(needed, SystemMemory(8 * GB, 9 * GB)) == "about 4.5 GB needed, 8.0 GB free"
    )
    assert format_estimate(needed, None) == "about 4.5 GB needed"


def test_what_to_change() -> None:
    window = suggest_smaller(MemoryEstimate(GB, 8 * GB, 0, 0), 8192)
    assert "--ctx 2048" in window
    assert "6.0 GB" in window
    assert "smaller quantisation" in suggest_smaller(MemoryEstimate(8 * GB, GB, 0, 0), 8192)
    assert "smaller model" in suggest_smaller(MemoryEstimate(0, 8 * GB, 0, 0), 2048)


@pytest.mark.parametrize(
    ("free", "layers"),
    [(0, 0), (1.5, 0), (1.9, 1), (2.9, 2), (3.9, 3), (5.9, 4), (7.0, ALL_LAYERS)],
)
def test_how_many_layers_fit(free: float, layers: int) -> None:
    """What follows the layers, 1 GB here, goes first, then the last layer; 0.6 GB stay free."""
    needed = MemoryEstimate(5 * GB, 40_000_000, 0)
    assert count_layers_that_fit(HEADER, needed, int(free * GB)) == layers


def system(monkeypatch: pytest.MonkeyPatch, folder: Path, **files: str) -> None:
    """A machine of 16 GB with 2 GB of swap and 8 GB free, in a container with these files."""
    there = SimpleNamespace(available=8 * GB, total=16 * GB)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: there)
    monkeypatch.setattr(psutil, "swap_memory", lambda: SimpleNamespace(total=2 * GB))
    monkeypatch.setattr(memory, "_CGROUP", folder)
    for name, text in files.items():
        (folder / f"memory.{name}").write_text(text)


def test_the_memory_of_a_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system(monkeypatch, tmp_path)
    assert memory.read_system_memory() == SystemMemory(8 * GB, 18 * GB)
    assert memory.free_memory() == 8 * GB


def test_the_memory_of_a_container(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stat = f"anon 5\ninactive_file {GB}\nactive_file 7\n"
    system(monkeypatch, tmp_path, max=f"{4 * GB}\n", current=f"{2 * GB}\n", stat=stat)
    assert memory.read_system_memory() == SystemMemory(3 * GB, 6 * GB)


def test_a_container_without_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system(monkeypatch, tmp_path, max="max\n", current=f"{2 * GB}\n")
    assert memory.read_system_memory() == SystemMemory(8 * GB, 18 * GB)


def test_a_system_that_does_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OSError("no /proc")

    monkeypatch.setattr(psutil, "virtual_memory", fail)
    assert memory.read_system_memory() is None
    assert memory.free_memory() is None


def test_this_machine() -> None:
    there = memory.read_system_memory()
    if sys.platform == "linux":
        assert there is not None
        assert 1e6 < there.free <= there.total < 1e15
