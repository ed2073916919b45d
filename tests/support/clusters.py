"""Clusters on loopback: a scheduler of Dask and workers, each a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from support.paths import SUPPORT, TESTS

_START_SECONDS = 120  # on a machine that is busy with other things


class Cluster:
    """A scheduler with a worker for each of `workers`: the name of an engine, or "!" and a fault.

    `Cluster(folder, ["voting", "slow", "!no model"])`. With nannies, workers are started again
    when they have died. All processes are killed at the end.
    """

    def __init__(self, folder: Path, workers: Sequence[str], *, nannies: bool = False) -> None:
        self._folder = folder
        self._nannies = nannies
        folder.mkdir(parents=True, exist_ok=True)
        self._processes: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        self.scheduler = self._start(
            "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file)
        )
        self.workers = [
            self._start_worker(file, number, kind) for number, kind in enumerate(workers)
        ]
        self.address = self._wait_for_address(file)

    def _start_worker(self, file: Path, number: int, kind: str) -> subprocess.Popen[bytes]:
        name = "CLUSTER_FAULT" if kind.startswith("!") else "CLUSTER_ENGINE"
        options = {
            "--scheduler-file": file, "--nthreads": 1, "--memory-limit": 0,
            "--local-directory": self._folder / f"w{number}", "--host": "127.0.0.1",
            "--preload": SUPPORT / "cluster_preload.py", "--death-timeout": _START_SECONDS,
        }  # fmt: skip
        arguments = [str(part) for option in options.items() for part in option]
        nanny = "--nanny" if self._nannies else "--no-nanny"
        return self._start("dask_worker", nanny, *arguments, **{name: kind.lstrip("!")})

    def _start(self, module: str, *args: str, **env: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, **env, "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent}"}
        for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            environment[name] = str(self._folder / name.lower())
        with open(self._folder / f"{len(self._processes)}.log", "wb") as log:
            command = [sys.executable, "-m", f"distributed.cli.{module}", "--no-dashboard", *args]
            # A session of its own, so that what it starts can be ended with it.
            process = subprocess.Popen(
                command, stdout=log, stderr=log, env=environment, start_new_session=True
            )
        self._processes.append(process)
        return process

    def _wait_for_address(self, file: Path) -> str:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            with suppress(OSError, ValueError):
                return str(json.loads(file.read_text())["address"])
            time.sleep(0.05)
        raise AssertionError(self.read_logs())

    def wait_for_workers(self) -> None:
        """Wait until all workers are there."""
        from distributed import Client

        with Client(self.address, set_as_default=False, timeout=_START_SECONDS) as client:
            client.wait_for_workers(len(self.workers), timeout=_START_SECONDS)

    def read_logs(self) -> str:
        return "\n".join(path.read_text() for path in sorted(self._folder.glob("*.log")))

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
