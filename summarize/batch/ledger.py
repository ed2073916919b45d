"""The ledger: what runs have done for a folder of results, one line of JSON for each document.

A line is added when the results of a document are on the disk, so that a run that is killed at
any moment has done what its ledger says. A line that is not whole counts for nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from summarize.batch.tasks import DocumentTask, TaskResult
from summarize.render.index_page.rows import DocumentRow, RowState
from summarize.storage.files import explain_write_error, make_folder, replace_file

FOLDER = ".summarize"
"""In the folder of the results: the ledger and its lock. It is hidden, so that no run reads it."""
_NAME = "ledger.jsonl"


def is_results_folder(folder: Path) -> bool:
    """Whether a folder holds results of this program."""
    return (folder / FOLDER / _NAME).is_file()


@dataclass(frozen=True, slots=True)
class Record:
    """What was done for a document: `key` of its task, `files` with their SHA-256."""

    key: str
    row: DocumentRow
    files: dict[str, str]
    may_improve: bool = False


class Ledger:
    """The ledger of a folder of results, which may not be there yet."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._path = output / FOLDER / _NAME
        self._records = dict(_read_records(self._path))

    def find_row(self, task: DocumentTask) -> DocumentRow | None:
        """Return the row of a task that is done; None if it is not, or its results are not whole.

        Where the engine had not answered everything, it is worth another try.
        """
        record = self._records.get(task.name)
        if record is None or record.key != task.key or record.may_improve:
            return None
        return record.row if self._is_whole(record) else None

    def add(self, result: TaskResult) -> None:
        """Note that the results of a task are on the disk. Raises OutputError."""
        hashes = {name: hashlib.sha256(data).hexdigest() for name, data in result.files}
        record = Record(result.key, result.row, hashes, result.may_improve)
        self._records[result.name] = record
        try:
            make_folder(self._path.parent)
            _append_line(self._path, _format_line(record))
        except OSError as error:
            raise explain_write_error(self._path, error) from error

    def list_others(self, names: set[str]) -> list[DocumentRow]:
        """Return the rows of documents that are not among `names`, and whose results are there."""
        return [
            record.row
            for name, record in sorted(self._records.items())
            if name not in names and all((self._output / file).is_file() for file in record.files)
        ]

    def compact(self, names: set[str]) -> None:
        """Write the ledger anew, in the order of names, without what has no results any more."""
        kept = names | {row.name for row in self.list_others(names)}
        lines = [_format_line(one) for name, one in sorted(self._records.items()) if name in kept]
        if not lines:
            return
        make_folder(self._path.parent)
        try:
            replace_file(self._path, b"".join(lines))
        except OSError as error:
            raise explain_write_error(self._path, error) from error

    def _is_whole(self, record: Record) -> bool:
        for name, expected in record.files.items():
            try:
                with open(self._output / name, "rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() != expected:
                        return False
            except OSError:
                return False
        return True


def _append_line(path: Path, line: bytes) -> None:
    """Add a line in one write; one that was cut off is ended before."""
    with open(path, "ab+", buffering=0) as file:
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                line = b"\n" + line
        file.write(line)


def _format_line(record: Record) -> bytes:
    # ASCII: names may have bytes that are no text.
    return json.dumps(asdict(record), sort_keys=True).encode("ascii") + b"\n"


def _read_records(path: Path) -> Iterator[tuple[str, Record]]:
    with suppress(OSError), open(path, "rb") as file:
        for line in file:
            if (record := _parse_line(line)) is not None:
                yield record.row.name, record


def _parse_line(line: bytes) -> Record | None:
    try:
        data: dict[str, Any] = json.loads(line)
        row = dict(data["row"])
        row |= {"state": RowState(row["state"])}
        row |= {name: tuple(row[name]) for name in ("gaps", "files")}
        files = {str(name): str(digest) for name, digest in data["files"].items()}
        return Record(str(data["key"]), DocumentRow(**row), files, bool(data["may_improve"]))
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return None
