"""A folder of many small documents: time, memory, file handles and disk; and killed runs.

    python benchmarks/folder.py [--documents 1000] [--kills 10]

A scripted engine answers at once, so that what is measured is this program. Each run is a process
of its own. "work" is the same documents without a folder: read, summarised, rendered, one after
another; "again" is a second run, which finds everything done. For recovery, a run is killed
(SIGKILL) at random moments and begun again until it ends; then its files must be those of a run
that nobody disturbed, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

_TEXT = (
    "The council of Ambry {0} met on Monday to hear about the bridge. It will close for {1} weeks "
    "in spring. The repair costs {2},500 euros, and the county pays half of it. Shops at the river "
    "fear for their trade. A ferry is to run every twenty minutes, the mayor said. She hopes that "
    "the work ends before the fair in June. The last repair was in 1987, when {1} arches were made "
    "anew. Lorries of more than {2} tons have to take the road by the mill.\n"
)


def fill(folder: Path, count: int) -> Path:
    """Write so many texts of a hundred words, a hundred in each folder."""
    for number in range(count):
        path = folder / f"{number // 100:03}" / f"report-{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_TEXT.format(number, number % 40 + 3, number % 97 + 12))
    return folder


def run_child(mode: str, folder: Path, output: Path) -> None:
    """Summarise a folder in this process; print what it took as JSON."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    from summarize.batch.file_patterns import Patterns
    from summarize.batch.finding import find_documents
    from summarize.batch.local import LocalExecutor
    from summarize.batch.run import Batch, BatchOptions
    from summarize.batch.tasks import DocumentTask, ModelIdentity, run_task
    from summarize.settings import Format, Settings
    from support.answers import voting
    from support.scripted_engine import ScriptedEngine

    engine = ScriptedEngine(voting())
    engine.asked = _Forgetful()
    model, formats = ModelIdentity("scripted", "ab" * 32, "scripted"), (Format.MARKDOWN,)
    findings = find_documents([str(folder)], output, Patterns(""), Patterns(""))
    warm = DocumentTask("w.txt", "w.txt", _TEXT.encode(), Settings(), formats, model)
    run_task(warm, engine)  # imports and tables
    most_handles, most = 0, _memory()

    def watch(*_: object) -> None:
        nonlocal most_handles, most
        most = max(most, _memory())
        if os.path.isdir("/proc/self/fd"):
            most_handles = max(most_handles, len(os.listdir("/proc/self/fd")))

    before, started, used = _memory(), time.perf_counter(), time.process_time()
    if mode == "work":
        for one in findings.documents:
            data = one.path.read_bytes()
            run_task(DocumentTask(one.name, one.name, data, Settings(), formats, model), engine)
    else:
        options = BatchOptions(output, Settings(), formats, model, lambda: None)
        report = Batch(findings, options, watch).run(LocalExecutor(lambda: engine))
        assert report.exit_code == 0, report.format_counts()
    figures = {
        "seconds": time.perf_counter() - started, "cpu": time.process_time() - used,
        "before": before, "most": max(most, _memory()), "handles": most_handles,
    }  # fmt: skip
    sys.stdout.write(json.dumps(figures))


class _Forgetful(list):  # type: ignore[type-arg]
    """The record of a scripted engine, which would grow with every request."""

    def append(self, _: object) -> None:
        """Forget it."""


def _memory() -> float:
    """Return the memory in use; the peak would be that of the imports."""
    return psutil.Process().memory_info().rss / 1e6


def start(mode: str, folder: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, __file__, "--child", mode, str(folder), str(output)]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def measure(mode: str, folder: Path, output: Path) -> dict[str, float]:
    process = start(mode, folder, output)
    out, _ = process.communicate()
    assert process.returncode == 0
    figures: dict[str, float] = json.loads(out)
    return figures


def read_results(output: Path) -> dict[str, str]:
    files = (path for path in output.rglob("*") if path.is_file() and path.name != "lock")
    return {str(p.relative_to(output)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def measure_disk(output: Path) -> tuple[int, int, int]:
    """Return the files of a folder of results, their bytes, and those of the ledger."""
    files = [path for path in output.rglob("*") if path.is_file()]
    ledger = (output / ".summarize" / "ledger.jsonl").stat().st_size
    return len(files), sum(path.stat().st_size for path in files), ledger


def print_costs(count: int, top: Path) -> None:
    print("documents     mode  ms/doc  CPU ms  memory before, most  handles")
    for number in (count // 10, count):
        folder = fill(top / f"docs{number}", number)
        output = top / f"out{number}"
        for mode in ("work", "folder", "again"):
            one = measure(mode, folder, output)
            wall, cpu = (1000 * one[name] / number for name in ("seconds", "cpu"))
            print(
                f"{number:9} {mode:>8} {wall:7.2f} {cpu:7.2f}  "
                f"{one['before']:6.0f} MB {one['most']:6.0f} MB {one['handles']:8.0f}"
            )
        files, size, ledger = measure_disk(output)
        print(
            f"          {files} files, {size / number:.0f} bytes a document on the disk, "
            f"{ledger / number:.0f} of them in the ledger"
        )


def kill_until_done(folder: Path, output: Path, kills: int, whole: float) -> int:
    """Kill runs at random moments, so many times; then let one end. Return how many were killed."""
    moments, killed = random.Random(kills), 0
    for _ in range(kills):
        process = start("folder", folder, output)
        timer = threading.Timer(moments.uniform(0.3, whole), process.kill)
        timer.start()
        process.communicate()
        timer.cancel()
        killed += process.returncode < 0
    measure("folder", folder, output)
    return killed


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--child", nargs=3)
    arguments = parser.parse_args()
    if arguments.child:
        mode, folder, output = arguments.child
        run_child(mode, Path(folder), Path(output))
        return
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        print_costs(arguments.documents, top)
        folder = fill(top / "killed", arguments.documents // 5)
        began = time.perf_counter()
        measure("folder", folder, top / "undisturbed")
        whole = time.perf_counter() - began
        share = whole / max(2, arguments.kills // 2)  # or the first run that is let go ends it all
        killed = kill_until_done(folder, top / "disturbed", arguments.kills, share)
        same = read_results(top / "disturbed") == read_results(top / "undisturbed")
        print(f"killed {killed} times: {'the same bytes' if same else 'OTHER BYTES'}")


if __name__ == "__main__":
    main()
