"""Several processes on one cache, some of them killed in the middle, again and again.

    python benchmarks/cache_stress.py [--rounds N] [--processes N] [--killed N] [--damaged-every N]

In each round the processes look up and keep texts under the same keys, in a cache that is
too small for all of them, and some are ended by SIGKILL after a random number of steps. Every
text that is read must be the one that belongs to its key, no process may report trouble,
and after each round the database must be whole (`PRAGMA integrity_check`) and its totals
right. Every few rounds the file is garbage to begin with: then it must have been set aside
once, whoever noticed first. Exits with 1 if anything was wrong.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from summarize.storage.cache import Cache

KEYS = 400
STEPS = 300
LIMIT_BYTES = 400_000  # about half of what all texts come to
GARBAGE = b"This is not the file that you are looking for. " * 300


def text_for(number: int) -> str:
    """The one right text of a key: 100 to 4,000 characters."""
    rng = random.Random(number)
    return f"{number} " * rng.randint(25, 1000)


def work(path: Path, seed: int) -> str:
    """What one process does; returns what was wrong, else ""."""
    rng = random.Random(seed)
    cache = Cache(path, LIMIT_BYTES)
    for _ in range(STEPS):
        number = rng.randrange(KEYS)
        found = cache.get(b"key %d" % number)
        if found is None:
            cache.put(b"key %d" % number, text_for(number))
        elif found != text_for(number):
            return f"wrong text under key {number}"
        sys.stdout.write(".")
        sys.stdout.flush()
    cache.close()
    return cache.warning or ""


def started(path: Path, seed: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, __file__, "--work", str(path), str(seed)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def one_round(path: Path, rng: random.Random, processes: int, killed: int) -> list[str]:
    """Run the processes, kill some; returns what was wrong."""
    running = [started(path, rng.randrange(1 << 30)) for _ in range(processes)]
    for victim in running[:killed]:
        assert victim.stdout
        victim.stdout.read(rng.randrange(STEPS))  # waits until it has done so many steps
        victim.kill()
    wrong = []
    for place, process in enumerate(running):
        _, errors = process.communicate()
        if place >= killed and process.returncode:
            wrong.append(errors.decode() or f"exit code {process.returncode}")
    return wrong


def whole(path: Path) -> list[str]:
    """What is wrong with the database that the processes have left behind."""
    with closing(sqlite3.connect(path)) as db:
        found = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        counted = db.execute("SELECT COUNT(*), COALESCE(SUM(size), 0) FROM completions").fetchone()
        totals = db.execute("SELECT entries, bytes FROM totals").fetchone()
        rows = db.execute("SELECT key, value FROM completions").fetchall()
    if counted != totals:
        found.append(f"totals are {totals} instead of {counted}")
    if counted[1] > LIMIT_BYTES:
        found.append(f"{counted[1]} bytes are kept")
    wrong = [key for key, value in rows if value.decode() != text_for(int(key.split()[1]))]
    return [*found, *(f"wrong text under {key!r}" for key in wrong)]


def damaged_round(path: Path, rng: random.Random, processes: int, killed: int) -> list[str]:
    """A round that begins with garbage, which has to be the only thing that is set aside."""
    for file in path.parent.iterdir():
        file.unlink()
    path.write_bytes(GARBAGE)
    wrong = [one for one in one_round(path, rng, processes, killed) if "was damaged" not in one]
    if path.with_name(path.name + ".broken").read_bytes() != GARBAGE:
        wrong.append("a good file was set aside")
    return wrong


def run(path: Path, rounds: int, processes: int, killed: int, damaged_every: int) -> list[str]:
    """All rounds; returns what was wrong in which."""
    rng = random.Random(rounds)
    found: list[str] = []
    for number in range(1, rounds + 1):
        damaged = damaged_every and number % damaged_every == 0
        go = damaged_round if damaged else one_round
        wrong = go(path, rng, processes, killed) + whole(path)
        found += [f"round {number}: {one}" for one in wrong]
    return found


def main() -> None:
    if sys.argv[1:2] == ["--work"]:
        sys.exit(work(Path(sys.argv[2]), int(sys.argv[3])) or 0)
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--processes", type=int, default=8)
    parser.add_argument("--killed", type=int, default=2)
    parser.add_argument("--damaged-every", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "completions.sqlite3"
        found = run(path, args.rounds, args.processes, args.killed, args.damaged_every)
    print("\n".join(found))
    print(
        f"{args.rounds} rounds of {args.processes} processes, {args.killed} of them killed: "
        f"{len(found)} errors"
    )
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
