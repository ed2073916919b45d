"""`summarize SOURCE... --digest`: formats, files, failures, exit codes, what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from summarize.cli import ExitCode, summarize_run
from summarize.cli.digest_run import digest_all
from summarize.errors import EngineError, SourceError, UsageError
from summarize.inference.load import LoadedEngine
from summarize.settings import Settings
from support.answers import failing_where, settings_for, voting
from support.document_sets import ALL
from support.scripted_engine import ScriptedEngine

FERRY = [str(path) for path in next(one for one in ALL if one.name == "ferry").paths]
Use = Callable[..., None]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    def put(engine: ScriptedEngine) -> None:
        @contextmanager
        def opened(settings: Settings) -> Iterator[LoadedEngine]:
            yield LoadedEngine(engine, 2.5, None)

        monkeypatch.setattr(summarize_run, "load_engine", opened)

    return put


def run(*sources: str, output: str | None = None, **flags: object) -> int:
    return digest_all(sources, output, settings_for(**{"cache": False, **flags}))


def test_one_result_for_all_sources(use: Use, capsys: pytest.CaptureFixture[str]) -> None:
    use(ScriptedEngine(voting()))
    assert run(*FERRY, format="json") == ExitCode.DONE
    data = json.loads(capsys.readouterr().out)
    assert [one["repeats"] for one in data["sources"]] == [None, None, None, 1]
    assert len(data["differences"]) == 2


def test_one_unreadable_source_does_not_stop_the_rest(
    use: Use, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use(ScriptedEngine(voting()))
    missing = str(tmp_path / "missing.txt")
    assert run(FERRY[0], missing, FERRY[1], format="md") == SourceError.exit_code
    printed = capsys.readouterr()
    assert "missing.txt" in printed.err
    assert "Not in it: " in printed.out
    assert "# Digest of 2 documents" in printed.out


def test_a_document_that_the_model_can_not_read_does_not_stop_the_rest(
    use: Use, capsys: pytest.CaptureFixture[str]
) -> None:
    use(ScriptedEngine(failing_where("Death toll", failing_where("Fourteen", voting()))))
    assert run(*FERRY[:3], format="json") == EngineError.exit_code
    data = json.loads(capsys.readouterr().out)
    assert [one["number"] for one in data["sources"]] == [1, 3]
    assert [one["origin"] for one in data["failed"]] == [FERRY[1]]


@pytest.mark.parametrize("name", ["all.md", "all.txt", "all.json", "all.html"])
def test_the_extension_decides_the_format(use: Use, tmp_path: Path, name: str) -> None:
    use(ScriptedEngine(voting()))
    assert run(*FERRY, output=str(tmp_path / name)) == ExitCode.DONE
    assert "Fourteen people died" in (tmp_path / name).read_text(encoding="utf-8")


def test_a_folder_gets_one_file(use: Use, tmp_path: Path) -> None:
    use(ScriptedEngine(voting()))
    assert run(*FERRY, output=f"{tmp_path}/") == ExitCode.DONE
    assert [one.name for one in tmp_path.iterdir()] == ["digest.md"]


@pytest.mark.parametrize(
    "flags", [{"sections": True}, {"unchecked": True}, {"language": "de"}, {"claims": 3}]
)
def test_what_a_digest_has_not_is_refused(flags: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="--digest has no"):
        run(*FERRY, **flags)


@pytest.mark.parametrize("sources", [FERRY[:1], [FERRY[0], FERRY[0]]])
def test_a_single_source_is_refused(sources: list[str]) -> None:
    with pytest.raises(UsageError, match="several documents"):
        run(*sources)


def test_nothing_readable_fails(tmp_path: Path) -> None:
    assert run(str(tmp_path / "a.txt"), str(tmp_path / "b.txt")) == SourceError.exit_code


def test_a_folder_is_the_documents_in_it_but_not_the_digest(
    use: Use, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use(ScriptedEngine(voting()))
    for path in FERRY:
        (tmp_path / Path(path).name).write_bytes(Path(path).read_bytes())
    target = tmp_path / "all.md"
    for _ in range(2):
        assert run(str(tmp_path), output=str(target)) == ExitCode.DONE
        assert target.read_text(encoding="utf-8").startswith("# Digest of 4 documents")
