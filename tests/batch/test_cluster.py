"""Folders on real clusters: a scheduler of Dask and its workers, processes on loopback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="needs the extra cluster (Dask's distributed)")
if os.name != "posix":
    pytest.skip("needs POSIX signals", allow_module_level=True)

from summarize.batch.cluster.connection import connect
from summarize.batch.cluster.crew import Crew
from summarize.batch.cluster.executor import ClusterExecutor
from summarize.batch.identity import identify_model
from summarize.batch.report import FolderReport
from summarize.batch.tasks import DocumentTask, TaskResult
from summarize.cli.app import main
from summarize.errors import EngineError
from summarize.judging.recall import recall_record
from summarize.settings import Settings
from support.batches import fill, fill_small, read_results, run_folder, small_text, task
from support.clusters import Cluster
from support.paths import SUPPORT, TESTS

LIMIT = 240  # seconds that anything may take on a machine that is busy with other things


@pytest.fixture(autouse=True)
def _limit() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise AssertionError(f"not done in {LIMIT} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@contextmanager
def join(
    cluster: Cluster, told: list[str], patience: float = 120
) -> Iterator[tuple[Crew, ClusterExecutor]]:
    settings = Settings()
    with connect(cluster.address, patience) as client:
        crew = Crew(client, cluster.address, settings, told.append, patience)
        try:
            crew.gather(identify_model(settings))
            yield crew, ClusterExecutor(crew, told.append)
        finally:
            crew.close()


def run_on(
    cluster: Cluster,
    folder: Path,
    output: Path,
    told: list[str],
    watch: Callable[[FolderReport, TaskResult | None], None] = lambda *_: None,
    patience: float = 120,
) -> FolderReport:
    with join(cluster, told, patience) as (_, executor):
        model = identify_model(Settings())
        return run_folder(folder, output, executor=executor, watch=watch, model=model)


def run_here(folder: Path, output: Path) -> dict[str, bytes]:
    run_folder(folder, output, model=identify_model(Settings()))
    return read_results(output)


def call(*args: object) -> subprocess.Popen[str]:
    """The command line, a process of its own."""
    command = [sys.executable, str(SUPPORT / "scripted_cli.py"), "voting", *map(str, args)]
    environment = {**os.environ, "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"}
    return subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, text=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill_small(tmp_path / "docs", 7)


def test_the_command_gives_the_bytes_of_a_local_run_and_says_who_did_not_work(
    folder: Path, tmp_path: Path
) -> None:
    kinds = ["voting", "voting", "voting", "!no model", "!other program", "!no memory"]
    with Cluster(tmp_path / "cluster", kinds) as cluster:
        cluster.wait_for_workers()
        here = call(folder, "-o", tmp_path / "here")
        there = call(folder, "-o", tmp_path / "there", "--cluster", cluster.address)
        err = there.communicate(timeout=LIMIT)[1]
        assert there.returncode == 0, err + cluster.read_logs()
        assert here.communicate(timeout=LIMIT)[1]
        assert read_results(tmp_path / "there") == read_results(tmp_path / "here")
        again = call(folder, "-o", tmp_path / "here", "--cluster", cluster.address)
        assert "7 done (7 of them before)" in again.communicate(timeout=LIMIT)[1]
    lines = err.splitlines()
    assert lines[0] == f"summarize: 4 workers at {cluster.address}"
    assert sum(" of 7: " in line for line in lines) == 7
    assert sum("does not have the model smollm2-135m with the SHA-256" in one for one in lines) == 1
    assert "There: summarize models pull smollm2-135m" in err
    assert sum("has another program (" in line for line in lines) == 1
    assert sum("is not used any more: the model does not fit" in one for one in lines) == 1
    assert all(line.startswith("summarize: ") for line in lines)  # Dask says nothing


def test_documents_of_a_worker_that_was_killed_are_done_by_others(
    folder: Path, tmp_path: Path
) -> None:
    told: list[str] = []
    over = 0

    def kill(*_: object) -> None:
        nonlocal over
        over += 1
        if over == 2:
            cluster.workers[0].kill()

    with Cluster(tmp_path / "cluster", ["slow"] * 3) as cluster:
        cluster.wait_for_workers()
        report = run_on(cluster, folder, tmp_path / "there", told, kill)
    assert report.exit_code == 0
    assert sum(line.startswith("lost ") and "is tried again" in line for line in told) == 1
    assert read_results(tmp_path / "there") == run_here(folder, tmp_path / "here")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_kills_workers_again_and_again_is_refused_and_the_others_are_done(
    folder: Path, tmp_path: Path, workers: int
) -> None:
    fill(folder, {"0/killer.txt": small_text(9) + "This sentence kills whoever reads it.\n"})
    told: list[str] = []
    with Cluster(tmp_path / "cluster", ["voting"] * workers, nannies=True) as cluster:
        cluster.wait_for_workers()
        report = run_on(cluster, folder, tmp_path / "there", told)
        assert report.format_counts() == "8 documents: 7 done, 1 refused", cluster.read_logs()
    (row,) = (one for one in report.rows if one.reason)
    assert row.name == "0/killer.txt"
    assert row.reason.startswith("3 workers failed, one after another: lost ")
    assert sum("0/killer.txt is tried again" in line for line in told) == 2
    assert report.exit_code == 7


@pytest.mark.parametrize(
    ("number", "words"), [(signal.SIGKILL, "is gone"), (signal.SIGSTOP, "does not answer")]
)
def test_a_scheduler_that_is_gone_ends_the_run(
    folder: Path, tmp_path: Path, number: signal.Signals, words: str
) -> None:
    def stop(*_: object) -> None:
        cluster.scheduler.send_signal(number)

    with Cluster(tmp_path / "cluster", ["slow"]) as cluster:
        cluster.wait_for_workers()
        with pytest.raises(EngineError, match=words) as caught:
            run_on(cluster, folder, tmp_path / "there", [], stop, patience=5)
    assert caught.value.exit_code == 4
    assert "next run goes on" in caught.value.hint


def test_an_interrupted_run_stops_the_workers_and_the_next_one_goes_on(
    folder: Path, tmp_path: Path
) -> None:
    from distributed import Client

    output = tmp_path / "there"
    ledger = output / ".summarize" / "ledger.jsonl"
    with Cluster(tmp_path / "cluster", ["slow"] * 2) as cluster:
        cluster.wait_for_workers()
        first = call(folder, "-o", output, "--cluster", cluster.address)
        while not ledger.exists() or not ledger.read_bytes().count(b"\n"):
            assert first.poll() is None
            time.sleep(0.02)
        first.send_signal(signal.SIGINT)
        err = first.communicate(timeout=LIMIT)[1]
        assert first.returncode == 130, err
        assert "of 7 documents are done; the next run goes on from there" in err
        with Client(cluster.address, set_as_default=False) as client:
            while any(client.processing().values()):
                time.sleep(0.05)
        here = call(folder, "-o", tmp_path / "here")
        second = call(folder, "-o", output, "--cluster", cluster.address)
        err = second.communicate(timeout=LIMIT)[1]
        assert second.returncode == 0, err
        assert " of them before)" in err
        here.communicate(timeout=LIMIT)
    assert read_results(output) == read_results(tmp_path / "here")


def test_tasks_are_taken_when_a_worker_is_free_and_a_worker_knows_the_exam(tmp_path: Path) -> None:
    taken = 0
    model = identify_model(Settings())

    def count() -> Iterator[DocumentTask]:
        nonlocal taken
        for number in range(6):
            taken += 1
            yield task(f"{number}.txt", small_text(number).encode(), model=model)

    with Cluster(tmp_path / "cluster", ["voting"] * 2) as cluster:
        cluster.wait_for_workers()
        with join(cluster, []) as (crew, executor):
            for over, result in enumerate(executor.run(count())):
                assert taken - over <= 3
                assert result.files
            known = recall_record(Settings())
            assert known is not None
            assert executor.examine(Settings(), model) == known
            while crew.client.futures:  # nothing is kept of what is over
                time.sleep(0.05)


def refuse(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[object, str]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(sys, "argv", ["summarize", *map(str, args)])
        patched.setattr(sys, "stdout", sys.stdout)
        patched.setattr(sys, "excepthook", sys.excepthook)
        with pytest.raises(SystemExit) as end:
            main()
    return end.value.code, capsys.readouterr().err


def test_clusters_that_cannot_be_used(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def try_address(address: str) -> tuple[object, str]:
        return refuse(capsys, folder, "-o", tmp_path / "out", "--cluster", address)

    from summarize.cli import cluster_run

    monkeypatch.setattr(cluster_run, "connect", lambda address: connect(address, 2))
    monkeypatch.setattr(
        cluster_run,
        "Crew",
        lambda *arguments: Crew(*arguments, 2),  # type: ignore[call-arg]
    )
    process = call(folder, "-o", tmp_path / "out", "--cluster", "tcp://127.0.0.1:9")
    code, err = try_address("tls://127.0.0.1:9")
    assert (code, len(err.splitlines())) == (2, 2), err
    assert "needs certificates" in err
    with Cluster(tmp_path / "cluster", []) as cluster:
        code, err = try_address(cluster.address)
    assert (code, len(err.splitlines())) == (4, 2), err
    assert "there are no workers at" in err
    assert "dask worker" in err
    err = process.communicate(timeout=LIMIT)[1]
    assert (process.returncode, len(err.splitlines())) == (4, 2), err
    assert "no scheduler of Dask answers at tcp://127.0.0.1:9" in err
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, err = try_address("tcp://127.0.0.1:9")
    assert (code, len(err.splitlines())) == (2, 2), err
    assert "summarize[cluster]" in err
