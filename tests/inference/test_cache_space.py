"""One number for all of the cache: what was used least recently goes, text or weights."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from summarize.inference.cache_space import measure_cache, trim_cache
from summarize.storage.cache import Cache

SIZE = 400_000


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "completions.sqlite3", 10**9)


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    folder = tmp_path / "weights"
    folder.mkdir()
    return folder


def add_copy(folder: Path, name: str, used: float) -> Path:
    path = folder / f"{name}.{SIZE}.gguf"
    path.write_bytes(b"x" * SIZE)
    os.utime(path, (used, used))
    return path


def add_texts(cache: Cache, name: str) -> None:
    for number in range(10):
        cache.put(f"{name}{number}".encode(), "y" * (SIZE // 10))


def kept(cache: Cache, name: str) -> int:
    return sum(cache.get(f"{name}{number}".encode()) is not None for number in range(10))


def test_within_the_limit_nothing_goes(cache: Cache, weights: Path) -> None:
    copy = add_copy(weights, "a", time.time())
    add_texts(cache, "t")
    trim_cache(cache, 3 * SIZE, weights)
    assert copy.exists()
    assert kept(cache, "t") == 10


def test_weights_that_were_not_used_go_before_texts_that_were(cache: Cache, weights: Path) -> None:
    old, new = add_copy(weights, "old", 1000), add_copy(weights, "new", time.time() + 60)
    add_texts(cache, "t")
    trim_cache(cache, int(2.3 * SIZE), weights)
    assert (old.exists(), new.exists(), kept(cache, "t")) == (False, True, 10)
    assert measure_cache(cache, weights).bytes <= 2.3 * SIZE


def test_texts_that_were_not_used_go_before_weights_that_were(cache: Cache, weights: Path) -> None:
    add_texts(cache, "t")
    copies = [add_copy(weights, name, time.time() + 60) for name in "ab"]
    trim_cache(cache, int(2.6 * SIZE), weights)
    assert all(copy.exists() for copy in copies)
    assert 0 < kept(cache, "t") < 10
    assert cache.get(b"t9") is not None  # the last
    assert measure_cache(cache, weights).bytes <= 2.6 * SIZE


def test_the_limit_holds_whatever_has_to_go(cache: Cache, weights: Path) -> None:
    add_copy(weights, "a", time.time() + 60)
    add_texts(cache, "t")
    trim_cache(cache, 100_000, weights)
    assert measure_cache(cache, weights).bytes <= 100_000


def test_a_cache_that_does_not_work_is_no_trouble(tmp_path: Path, weights: Path) -> None:
    copy = add_copy(weights, "a", 1000)
    (tmp_path / "f").write_text("")
    trim_cache(Cache(tmp_path / "f" / "x.sqlite3"), 1000, weights)
    assert not copy.exists()
