"""Folders of documents, and runs over them with a scripted engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from summarize.batch.file_patterns import Patterns
from summarize.batch.finding import find_documents
from summarize.batch.local import LocalExecutor
from summarize.batch.report import FolderReport
from summarize.batch.run import Batch, BatchOptions
from summarize.batch.tasks import DocumentTask, Executor, ModelIdentity, TaskResult
from summarize.inference import Engine
from summarize.settings import Format, Settings
from support.answers import voting
from support.scripted_engine import ScriptedEngine

MODEL = ModelIdentity("scripted", "ab" * 32, "scripted 1")
SMALL = (
    "The council of {town} met on Monday to hear about the bridge. It will close for {weeks} weeks "
    "in spring. The repair costs {cost} euros, and the county pays half of it. Shops at the river "
    "fear for their trade. A ferry is to run every twenty minutes, the mayor of {town} said. She "
    "hopes that the work ends before the fair in June. The last repair was in 1987."
)


def small_text(number: int) -> str:
    """A short article; each number has another."""
    return SMALL.format(town=f"Ambry {number}", weeks=number + 3, cost=f"{number + 12},500") + "\n"


def fill(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files into a folder, which is returned."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def fill_small(folder: Path, count: int) -> Path:
    """Write so many short articles, some in folders of their own."""
    return fill(folder, {f"{n % 3}/d{n:04}.txt": small_text(n) for n in range(count)})


def task(name: str = "a.txt", data: bytes | None = None, **changes: object) -> DocumentTask:
    text = small_text(1).encode() if data is None else data
    made = DocumentTask(name, name, text, Settings(), (Format.MARKDOWN,), MODEL)
    return replace(made, **changes)  # type: ignore[arg-type]


def run_folder(
    folder: Path,
    output: Path,
    engine: Engine | None = None,
    *,
    executor: Executor | None = None,
    settings: Settings = Settings(),  # noqa: B008 - frozen
    watch: Callable[[FolderReport, TaskResult | None], None] = lambda *_: None,
    **options: object,
) -> FolderReport:
    """Run a folder as the command does, without its words."""
    known = {"formats": (Format.MARKDOWN,), "model": MODEL, "find_prior": lambda: None}
    findings = find_documents(
        [str(folder)], output, Patterns(settings.include), Patterns(settings.exclude)
    )
    chosen = BatchOptions(output, settings, **{**known, **options})  # type: ignore[arg-type]
    used = engine or ScriptedEngine(voting())
    return Batch(findings, chosen, watch).run(executor or LocalExecutor(lambda: used))


def read_results(output: Path) -> dict[str, bytes]:
    """All files of the results, the ledger included, by their names."""
    files = (path for path in output.rglob("*") if path.is_file() and path.name != "lock")
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}
