"""Damaged and hostile variants of real documents: each must be read, or refused in one line.

    python benchmarks/fuzz.py DATA_FOLDER [--count 2000] [--seed 0] [--only N] [--keep FOLDER]

Samples are the files in DATA_FOLDER/files, some pages of DATA_FOLDER/boilerplate, and
small documents made here of the formats that are missing there. A variant is a sample
that was truncated, had bits flipped, ranges zeroed, repeated, moved or replaced by a part
of another sample or by noise; of ZIP containers also the files inside. Each lies in a
file and is read as a user's would be. Variant N of a seed is always the same one:
`--only N` reads it alone, `--keep` saves those with a fault.

Printed: how many variants were read, or refused for which reason, and those whose
reader crashed or met an error that it did not foresee (translated for the user, but
worth mending). Exit code 1 if anything but SourceError left the reader, if anything was
printed, or if one took longer than its limit. Needs a POSIX system.
"""

from __future__ import annotations

import argparse
import gzip
import io
import multiprocessing
import os
import random
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from summarize.errors import SourceError
from summarize.sources import read, sandbox

SECONDS = 20.0  # that a reader may take here; the program gives it more
HANGS = 60  # seconds after which reading has hung
PAGES = 30  # of boilerplate
FAULTS = ("leak", "noise", "hang")

Sample = tuple[str, bytes]


@dataclass(frozen=True)
class Result:
    number: int
    name: str
    outcome: str  # read, refused, slow, crash, bug, or one of FAULTS
    reason: str
    seconds: float


def samples(folder: Path) -> list[Sample]:
    """Real documents, and made ones of other formats."""
    found = [
        (path.name, path.read_bytes())
        for path in sorted((folder / "files").iterdir())
        if path.suffix != ".json" and path.stat().st_size
    ]
    for path in sorted((folder / "boilerplate").rglob("*.html.gz"))[:PAGES]:
        found.append((path.name.removesuffix(".gz"), gzip.decompress(path.read_bytes())))
    return found + list(_made())


def _made() -> Iterator[Sample]:
    prose = "The ferry sails at nine. It carries 400 people, “most of them” on foot"
    yield (
        "made.rtf",
        (
            rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\info{\title Ferry}}\pard "
            rb"The ferry sails at nine.\par It carries \b 400\b0  people \u8220?most\u8221? afoot."
            rb"\par{\*\unknown hidden}\trowd\cell a\cell b\row}"
        ),
    )
    cues = "\n\n".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{prose}" for n in range(1, 30))
    yield "made.srt", cues.encode()
    yield "made.vtt", b"WEBVTT\n\n" + cues.replace(",", ".").encode()
    mail = (
        "From: a@b.org\r\nTo: c@d.org\r\nSubject: =?utf-8?q?F=C3=A4hre?=\r\nMIME-Version: 1.0\r\n"
    )
    parts = f"--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{prose}\r\n" + (
        f"--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{prose}</p>\r\n--x--\r\n"
    )
    kind = 'Content-Type: multipart/alternative; boundary="x"\r\n\r\n'
    yield "made.eml", (mail + kind + parts).encode()
    yield (
        "made.md",
        f"# Ferry\n\n{prose}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- {prose}\n".encode(),
    )
    yield (
        "made.fb2",
        (
            '<?xml version="1.0" encoding="utf-8"?><FictionBook '
            'xmlns="http://www.gribuser.ru/xml/fictionbook/2.0"><description><title-info><book-title>'
            f"Ferry</book-title></title-info></description><body><section><title><p>One</p></title>"
            f"<p>{prose}</p></section></body></FictionBook>"
        ).encode(),
    )
    yield "made.odt", _opendocument(prose)


def _opendocument(prose: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "meta")
    )
    body = (
        f'<text:h text:outline-level="1">Ferry</text:h><text:p>{prose}<text:s text:c="3"/></text:p>'
    )
    table = "<table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body>'
        f"<office:text>{body * 20}{table}</table:table-row></table:table></office:text>"
        "</office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
    return file.getvalue()


Change = Callable[[bytearray, random.Random, bytes], None]


def _truncate(data: bytearray, chance: random.Random, _: bytes) -> None:
    del data[chance.randrange(len(data)) :]


def _flip(data: bytearray, chance: random.Random, _: bytes) -> None:
    for _bit in range(chance.choice((1, 4, 30, 200, 2000))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _zero(data: bytearray, chance: random.Random, _: bytes) -> None:
    start, end = _range(data, chance)
    data[start:end] = bytes(end - start)


def _noise(data: bytearray, chance: random.Random, _: bytes) -> None:
    start, end = _range(data, chance)
    data[start:end] = chance.randbytes(end - start)


def _splice(data: bytearray, chance: random.Random, other: bytes) -> None:
    start, end = _range(data, chance)
    first, last = _range(bytearray(other), chance)
    data[start:end] = other[first:last]


def _repeat(data: bytearray, chance: random.Random, _: bytes) -> None:
    start, end = _range(data, chance, most=2000)
    data[end:end] = data[start:end] * chance.choice((2, 50, 1000))


def _remove(data: bytearray, chance: random.Random, _: bytes) -> None:
    start, end = _range(data, chance)
    del data[start:end]


def _numbers(data: bytearray, chance: random.Random, _: bytes) -> None:
    """Lengths, offsets and counts that are absurd."""
    found = list(re.finditer(rb"\d+", data[: 1 << 20]))
    absurd = (b"0", b"-1", b"4294967295", b"99999999999999999999", b"2147483648")
    for match in sorted(chance.sample(found, min(len(found), 5)), key=lambda m: -m.start()):
        data[match.start() : match.end()] = chance.choice(absurd)


CHANGES: tuple[Change, ...] = (
    _truncate, _flip, _zero, _noise, _splice, _repeat, _remove, _numbers,
)  # fmt: skip


def _range(data: bytearray, chance: random.Random, most: int = 1 << 30) -> tuple[int, int]:
    size = min(len(data), most, chance.choice((1, 8, 100, 4000, 1 << 30)))
    start = chance.randrange(len(data))
    return start, min(len(data), start + chance.randint(1, max(1, size)))


def variant(pool: list[Sample], seed: int, number: int) -> Sample:
    """The variant of that number, always the same."""
    chance = random.Random(f"{seed}-{number}")
    name, data = pool[chance.randrange(len(pool))]
    other = pool[chance.randrange(len(pool))][1]
    if number % 40 == 0:  # nothing but noise
        return f"noise{Path(name).suffix}", data[: chance.choice((0, 8))] + chance.randbytes(5000)
    inside = data.startswith(b"PK") and chance.random() < 0.7
    return name, (_inside if inside else _changed)(data, chance, other)


def _changed(data: bytes, chance: random.Random, other: bytes) -> bytes:
    changed = bytearray(data)
    for change in chance.choices(CHANGES, k=chance.choice((1, 1, 2, 4))):
        if changed:
            change(changed, chance, other)
    return bytes(changed) or b"\x00"


def _inside(data: bytes, chance: random.Random, other: bytes) -> bytes:
    """A sound container with one damaged file in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        entries = [entry for entry in old.infolist() if entry.file_size]
        texts = [entry for entry in entries if not entry.filename.endswith((".jpg", ".png"))]
        victim = chance.choice(texts or entries)
        for entry in entries:
            content = old.read(entry)
            new.writestr(entry, _changed(content, chance, other) if entry is victim else content)
    return file.getvalue()


class Hang(BaseException):
    """Not an Exception, so that nothing on the way can swallow it."""


def _hang(*_: object) -> None:
    raise Hang


def tried(pool: list[Sample], seed: int, keep: Path | None, number: int) -> Result:
    """Read one variant, with everything that is printed meanwhile caught."""
    name, data = variant(pool, seed, number)
    sandbox.BOUNDS = sandbox.Bounds(seconds=SECONDS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        started = time.perf_counter()
        with _caught() as printed:
            outcome, reason = _outcome(path)
        seconds = time.perf_counter() - started
    if printed and outcome not in FAULTS:
        outcome, reason = "noise", printed[0][:300]
    if keep and outcome in (*FAULTS, "crash", "bug", "slow"):
        (keep / f"{seed}-{number}-{name}").write_bytes(data)
    return Result(number, name, outcome, reason, seconds)


def _outcome(path: Path) -> tuple[str, str]:
    signal.signal(signal.SIGALRM, _hang)
    signal.alarm(HANGS)
    try:
        document = read(path)
        return "read", "" if document.sentences else "without a sentence"
    except SourceError as error:
        return _refused(error, path)
    except Hang:
        return "hang", traceback.format_exc(limit=-3)
    except Exception:  # noqa: BLE001 - finding what leaks is what this is for
        return "leak", traceback.format_exc(limit=-6)
    finally:
        signal.alarm(0)


def _refused(error: SourceError, path: Path) -> tuple[str, str]:
    reason = error.message.replace(str(path), "FILE")
    if "\n" in error.message + error.hint:
        return "leak", f"more than a line: {reason!r}"
    if "could not be read: " in reason:
        return "bug", f"{path.suffix}: {reason}"
    if "in a way that stops" in reason:
        return "crash", f"{path.suffix}: {reason}"
    if "takes longer than" in reason or "too much memory" in reason:
        return "slow", f"{path.suffix}: {reason}"
    return "refused", re.sub(r"\d+", "N", reason)


@contextmanager
def _caught() -> Iterator[list[str]]:
    """What is written to standard output or error, by Python or by C, is in the list in the end."""
    printed: list[str] = []
    saved = os.dup(1), os.dup(2)
    with tempfile.TemporaryFile() as file:
        for end in (1, 2):
            os.dup2(file.fileno(), end)
        try:
            yield printed
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for old, end in zip(saved, (1, 2), strict=True):
                os.dup2(old, end)
                os.close(old)
            file.seek(0)
            text = file.read().decode("utf-8", "replace")
            if text:
                printed.append(text)


def report(results: Iterable[Result]) -> int:
    """Print what came of it; how many faults there were."""
    outcomes: Counter[str] = Counter()
    reasons: defaultdict[tuple[str, str], list[Result]] = defaultdict(list)
    slowest = Result(-1, "", "", "", 0.0)
    for result in results:
        outcomes[result.outcome] += 1
        reasons[result.outcome, result.reason].append(result)
        slowest = max(slowest, result, key=lambda one: one.seconds)
    for (outcome, reason), found in sorted(
        reasons.items(), key=lambda item: (item[0][0], -len(item[1]))
    ):
        numbers = ", ".join(f"{one.number} ({one.name})" for one in found[:4])
        print(
            f"{outcome:8} {len(found):5}  {reason or '-'}"
            + ("" if outcome == "read" else f"  [{numbers}]")
        )
    print(", ".join(f"{outcome} {count}" for outcome, count in sorted(outcomes.items())))
    print(f"slowest: {slowest.seconds:.1f} s, variant {slowest.number} of {slowest.name}")
    return sum(outcomes[fault] for fault in FAULTS)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data_folder", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", type=int)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    if arguments.keep:
        arguments.keep.mkdir(parents=True, exist_ok=True)
    pool = samples(arguments.data_folder)
    numbers = range(arguments.count) if arguments.only is None else [arguments.only]
    attempt = partial(tried, pool, arguments.seed, arguments.keep)
    with multiprocessing.Pool(arguments.workers) as workers:
        faults = report(workers.imap_unordered(attempt, numbers))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"largest process: {peak / 1024:.0f} MiB; faults: {faults}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
