"""Runs over folders: what is done, skipped, done again, written, and goes on after a fault."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from summarize.batch import ledger, run
from summarize.batch.local import LocalExecutor
from summarize.batch.run import MOST_FAILURES
from summarize.batch.tasks import DocumentTask, TaskResult, run_task
from summarize.errors import OutputError, UsageError
from summarize.inference import Completion, Request
from summarize.settings import Format, Length, Settings
from summarize.storage.files import hold_lock
from support.answers import failing_where, voting
from support.batches import fill, fill_small, read_results, run_folder, small_text
from support.paths import EXAMPLES
from support.scripted_cli import GAP
from support.scripted_engine import ScriptedEngine


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return fill_small(tmp_path / "docs", 6)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "out"


class CountingExecutor:
    """Runs tasks one after another; remembers their names, and breaks off before one."""

    def __init__(self, stop_before: int | None = None) -> None:
        self.names: list[str] = []
        self._stop_before = stop_before

    def run(self, tasks: Iterable[DocumentTask]) -> Iterator[TaskResult]:
        engine = ScriptedEngine(voting())
        for task in tasks:
            if len(self.names) == self._stop_before:
                raise KeyboardInterrupt
            self.names.append(task.name)
            yield run_task(task, engine)


def do(folder: Path, output: Path, **options: object) -> list[str]:
    """Run a folder; return the names of the documents that were summarised."""
    executor = CountingExecutor()
    run_folder(folder, output, executor=executor, **options)  # type: ignore[arg-type]
    return executor.names


def test_results_mirror_the_folders(folder: Path, output: Path) -> None:
    report = run_folder(folder, output)
    assert sorted(read_results(output)) == sorted(
        [".summarize/ledger.jsonl", "index.html", "index.md"]
        + [f"{n % 3}/d{n:04}.txt.md" for n in range(6)]
    )
    assert (report.exit_code, report.format_counts()) == (0, "6 documents: 6 done")


def test_what_is_done_is_not_done_again(folder: Path, output: Path) -> None:
    assert len(do(folder, output)) == 6
    before = read_results(output)
    assert do(folder, output) == []
    assert read_results(output) == before


def test_what_has_changed_is_done_again(folder: Path, output: Path) -> None:
    do(folder, output)
    fill(folder, {"0/d0000.txt": small_text(99), "new.txt": small_text(98)})
    (folder / "1" / "d0001.txt").touch()  # its content is what it was
    (output / "2" / "d0002.txt.md").unlink()
    (output / "0" / "d0003.txt.md").write_text("half of i")
    expected = ["0/d0000.txt", "0/d0003.txt", "2/d0002.txt", "new.txt"]
    assert do(folder, output) == expected
    assert do(folder, output) == []


@pytest.mark.parametrize(
    "change",
    [
        {"settings": Settings(length=Length.parse("short"))},
        {"formats": (Format.JSON,)},
        {"find_prior": lambda: 0.5},
        {"force": True},
    ],
)
def test_other_settings_do_it_again(folder: Path, output: Path, change: dict[str, object]) -> None:
    do(folder, output)
    assert len(do(folder, output, **change)) == 6


def test_one_document_that_fails_costs_no_other(folder: Path, output: Path) -> None:
    fill(folder, {"0/broken.pdf": b"%PDF-1.7 broken", "0/photo.txt": b"\x89PNG\r\n\x1a\n\x00"})
    report = run_folder(folder, output)
    assert report.format_counts() == "8 documents: 6 done, 2 refused"
    assert report.exit_code == 7
    index = (output / "index.md").read_text()
    assert "- 0/photo.txt: is a PNG image, which can't be read" in index
    again = run_folder(folder, output)
    assert again.format_counts() == "8 documents: 6 done (6 of them before), 2 refused"
    assert again.exit_code == 7


def test_if_all_are_refused_the_code_is_that_of_the_first(tmp_path: Path, output: Path) -> None:
    folder = fill(tmp_path / "docs", {"a.txt": b"\x89PNG\r\n\x1a\n\x00"})
    assert run_folder(folder, output).exit_code == 3


def test_gaps_are_told_and_tried_again(tmp_path: Path, output: Path) -> None:
    folder = fill(tmp_path / "docs", {"f.txt": (EXAMPLES / "feature.txt").read_bytes()})
    failing = ScriptedEngine(failing_where(GAP, voting()))
    report = run_folder(folder, output, failing)
    assert (report.exit_code, report.format_counts()) == (5, "1 document: 1 with gaps")
    assert "gap: lines" in (output / "index.md").read_text()
    report = run_folder(folder, output)
    assert (report.exit_code, report.unchanged) == (0, set())


def test_an_engine_that_fails_time_after_time_ends_the_run(tmp_path: Path, output: Path) -> None:
    folder = fill_small(tmp_path / "docs", 12)
    calls = 0

    def dying(request: Request) -> str | Completion:
        nonlocal calls
        calls += 1
        return voting()(request) if calls < 10 else failing_where("", voting())(request)

    report = run_folder(folder, output, ScriptedEngine(dying))
    assert report.stopped.startswith(f"{MOST_FAILURES} documents failed one after another: ")
    assert report.not_tried > 0
    assert report.exit_code == 7
    data = json.loads(report.render())
    assert data["counts"]["not_tried"] == report.not_tried
    assert run_folder(folder, output).format_counts().startswith("12 documents: 12 done")


def test_a_full_disk_ends_the_run(
    tmp_path: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = fill_small(tmp_path / "docs", 12)
    replace_file = run.replace_file

    def fail(target: Path, data: bytes) -> None:
        if target.name.startswith("d"):
            raise OSError(errno.ENOSPC, "full")
        replace_file(target, data)

    monkeypatch.setattr(run, "replace_file", fail)
    report = run_folder(folder, output)
    assert "the disk is full" in report.stopped
    assert (len(report.rows), report.exit_code) == (MOST_FAILURES, 3)


def test_a_result_is_never_written_over_a_source(tmp_path: Path, output: Path) -> None:
    folder = fill(tmp_path / "docs", {"x/a.txt": small_text(1), "x/a.txt.md": small_text(2)})
    output.mkdir()
    (output / "x").symlink_to(folder / "x", target_is_directory=True)
    report = run_folder(folder, output)
    assert (folder / "x" / "a.txt.md").read_text() == small_text(2)
    assert [row.name for row in report.rows if row.state == "refused"] == ["x/a.txt"]


def test_two_runs_never_write_into_one_folder(folder: Path, output: Path) -> None:
    with (
        hold_lock(output / ledger.FOLDER / "lock", 0),
        pytest.raises(UsageError, match="another run"),
    ):
        run_folder(folder, output)


def test_a_folder_that_cannot_be_made_is_an_error(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        run_folder(folder, tmp_path / "file" / "out")


def test_results_of_other_documents_stay_and_are_in_the_index(folder: Path, output: Path) -> None:
    run_folder(folder, output)
    (folder / "0" / "d0000.txt").unlink()
    report = run_folder(folder, output, settings=Settings(exclude="1/"))
    assert [row.name for row in report.others] == ["0/d0000.txt", "1/d0001.txt", "1/d0004.txt"]
    assert (output / "index.md").read_text().startswith("# Summaries\n\n6 documents: 6 done\n")
    (output / "0" / "d0000.txt.md").unlink()
    assert [row.name for row in run_folder(folder, output).others] == []


@pytest.mark.parametrize("moment", range(6))
def test_an_interrupted_run_goes_on_and_ends_as_if_undisturbed(
    folder: Path, output: Path, tmp_path: Path, moment: int
) -> None:
    run_folder(folder, tmp_path / "undisturbed")
    first = CountingExecutor(stop_before=moment)
    with pytest.raises(KeyboardInterrupt):
        run_folder(folder, output, executor=first)
    # What a process that is killed leaves: half a file beside the results, half a line.
    (output / "0").mkdir(exist_ok=True)
    (output / "0" / f".{'0' * 16}.tmp").write_bytes(b"half")
    with open(output / ledger.FOLDER / "ledger.jsonl", "ab") as file:
        file.write(b'{"files": {"0/d00')
    second = CountingExecutor()
    run_folder(folder, output, executor=second)
    assert sorted(first.names + second.names) == sorted(set(first.names + second.names))
    assert read_results(output) == read_results(tmp_path / "undisturbed")


def test_another_order_of_completion_gives_the_same_files(folder: Path, tmp_path: Path) -> None:
    class Backwards:
        def run(self, tasks: Iterable[DocumentTask]) -> Iterator[TaskResult]:
            alone = LocalExecutor(lambda: ScriptedEngine(voting()))
            return iter(list(alone.run(tasks))[::-1])

    run_folder(folder, tmp_path / "forwards")
    run_folder(folder, tmp_path / "backwards", executor=Backwards())
    assert read_results(tmp_path / "forwards") == read_results(tmp_path / "backwards")


@pytest.mark.parametrize(
    "line", [b"\n", b"[]\n", b"{}\n", b"\xff\xfe\n", b'{"key": 1, "row": {}}\n', b"[" * 10**5]
)
def test_a_damaged_ledger_counts_for_nothing(folder: Path, output: Path, line: bytes) -> None:
    do(folder, output)
    path = output / ledger.FOLDER / "ledger.jsonl"
    whole = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([line, *whole[1:]]) if line.endswith(b"\n") else line)
    assert len(do(folder, output)) == (1 if line.endswith(b"\n") else 6)
    assert do(folder, output) == []
