"""Whether the sample documents are read or refused as they should be, how fast, in how much memory.

    python benchmarks/reading.py DATA_FOLDER [NAME ...]

DATA_FOLDER has `files/manifest.json`: a list of objects with `file` (in that folder),
`kind`, and `observed`, which may hold `words_pypdf` or `words_rough`, a count to
compare with. NAMEs choose some of the files. Each is read by a `summarize text` of its
own. Printed: exit code, words, words expected, seconds, peak memory of its largest
process, and what it says on standard error.

Exit code 1 if one ends with a traceback or another code than 0 or 3, is read although
there is nothing in it, is refused although it is whole, in more than two lines or by an
error inside its reader, or takes more than 20 s or 500 MB.
Needs a system that knows `wait4` (no Windows).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarize.document import count_words

SLOW = 20.0  # seconds
LARGE = 500.0  # MB
FAR = 0.10  # words by which a reading may differ from the count it is compared with
_KIB_PER_UNIT = 1 / 1024 if sys.platform == "darwin" else 1.0  # of ru_maxrss


@dataclass(frozen=True)
class Reading:
    name: str
    code: int
    words: int
    expected: int | None
    seconds: float
    megabytes: float
    said: tuple[str, ...]

    def faults(self, entry: dict[str, Any]) -> Iterator[str]:
        if self.code not in (0, 3) or any("Traceback" in line for line in self.said):
            yield "broke"
        if self.code == 0 and holds_nothing(entry):
            yield "read, though there is nothing in it"
        if self.code == 3 and not holds_nothing(entry) and not entry["kind"].endswith("-broken"):
            yield "refused"
        if any(" could not be read: " in line for line in self.said):
            yield "its reader broke"
        if self.code and len(self.said) > 2:
            yield "says too much"
        if self.seconds > SLOW:
            yield "slow"
        if self.megabytes > LARGE:
            yield "large"


def run(path: Path, expected: int | None) -> Reading:
    """Read one file as a user would."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        command = [sys.executable, "-m", "summarize", "text", str(path)]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)  # it is reaped already
        output.seek(0)
        errors.seek(0)
        words = count_words(output.read().decode("utf-8"))
        said = tuple(errors.read().decode("utf-8").splitlines())
    megabytes = usage.ru_maxrss * _KIB_PER_UNIT * 1024 / 1_000_000
    return Reading(path.name, process.returncode, words, expected, seconds, megabytes, said)


def expected_words(entry: dict[str, Any]) -> int | None:
    observed = entry.get("observed", {})
    return observed.get("words_pypdf", observed.get("words_rough"))


def holds_nothing(entry: dict[str, Any]) -> bool:
    return entry["kind"] == "doc" or entry.get("bytes") == 0 or expected_words(entry) == 0


def row(reading: Reading, faults: list[str]) -> str:
    expected = "-" if reading.expected is None else str(reading.expected)
    far = ""
    if reading.expected and reading.code == 0:
        change = reading.words / reading.expected - 1
        far = f"{change:+.0%}" + ("!" if abs(change) > FAR else "")
    said = reading.said[0] if reading.said else ""
    marks = f"  ** {', '.join(faults)}" if faults else ""
    return (
        f"{reading.name:36} {reading.code:3} {reading.words:7} {expected:>7} {far:>6} "
        f"{reading.seconds:6.1f} {reading.megabytes:5.0f}  {said[:120]}{marks}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data_folder", type=Path)
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    folder = arguments.data_folder / "files"
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    print(f"{'file':36} {'rc':>3} {'words':>7} {'compare':>7} {'':6} {'s':>6} {'MB':>5}")
    failed = 0
    for entry in entries:
        if arguments.names and entry["file"] not in arguments.names:
            continue
        reading = run(folder / entry["file"], expected_words(entry))
        faults = list(reading.faults(entry))
        failed += bool(faults)
        print(row(reading, faults), flush=True)
    print(f"{failed} with faults" if failed else "no faults")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
