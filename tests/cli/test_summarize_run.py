"""`summarize SOURCE...`: sources one after another, errors, remarks and exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.cli import ExitCode, FailOn, exam_run, reading, summarize_run
from summarize.cli.commands.main_commands import print_text
from summarize.cli.streams import OutputStream
from summarize.cli.summarize_run import summarize_all
from summarize.cli.verify_run import verify_summary
from summarize.errors import ModelError, OutputError, SourceError
from summarize.inference import Completion, FinishReason, Request
from summarize.inference.load import LoadedEngine
from summarize.judging import recall, record_file
from summarize.selection import reach
from summarize.settings import Settings
from summarize.sources import read
from support.answers import failing_where, settings_for, silent, voting
from support.exam_takers import believes
from support.paths import EXAMPLES
from support.scripted_engine import ScriptedEngine

HARBOUR = str(EXAMPLES / "harbour.txt")
FEATURE = str(EXAMPLES / "feature.txt")
GAP = "Eighty-three people signed as founding members"

Use = Callable[..., None]


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Use:
    """Put an engine in the place of the model; `trouble` is what is wrong with the cache."""

    def put(engine: ScriptedEngine, trouble: str | None = None) -> None:
        @contextmanager
        def opened(settings: Settings) -> Iterator[LoadedEngine]:
            yield LoadedEngine(engine, 2.5, trouble)

        monkeypatch.setattr(summarize_run, "load_engine", opened)

    return put


def run(*sources: str, output: str | None = None, **flags: object) -> int:
    return summarize_all(sources, output, settings_for(**flags))


@pytest.fixture
def unknown_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A model on this computer that has taken no exam."""
    monkeypatch.setattr(record_file, "user_cache_folder", lambda: tmp_path)
    monkeypatch.setattr(summarize_run, "identify_engine", lambda _: "unknown")
    monkeypatch.setattr(recall, "identify_engine", lambda *_: "unknown")
    path = tmp_path / "model.gguf"
    path.write_bytes(b"GGUF")
    return path


def knowing(request: Request) -> Completion:
    """A model that passes the exam and writes what is true in other words."""
    if request.choices:
        sign = 1.0 if believes(request.prompt.text) else -1.0
        return Completion(request.choices[0], FinishReason.END, 9, 1, log_odds=3 * sign)
    text = "The work on the breakwater is going to cost £4.2 million."
    return Completion(text, FinishReason.END, 9, 9)


def test_an_unknown_model_takes_the_exam_at_its_first_run_and_never_again(
    use: Use, unknown_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = ScriptedEngine(knowing)
    use(engine)
    assert run(HARBOUR, model=str(unknown_model), format="json", cache=False) == ExitCode.DONE
    first = json.loads(capsys.readouterr().out)
    assert sum(one.choices is not None for one in engine.asked) == 60
    assert run(HARBOUR, model=str(unknown_model), format="json", cache=False) == ExitCode.DONE
    assert sum(one.choices is not None for one in engine.asked) == 60
    assert json.loads(capsys.readouterr().out)["summary"] == first["summary"]


def test_with_strict_no_exam_is_needed(use: Use, unknown_model: Path) -> None:
    engine = ScriptedEngine(knowing)
    use(engine)
    assert run(HARBOUR, model=str(unknown_model), strict=True, cache=False) == ExitCode.DONE
    assert all(one.choices is None for one in engine.asked)


def test_a_model_whose_exam_could_not_be_kept_does_not_take_it(
    use: Use, unknown_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exam_run, "can_keep_records", lambda: False)
    engine = ScriptedEngine(knowing)
    use(engine)
    assert run(HARBOUR, model=str(unknown_model), cache=False) == ExitCode.DONE
    assert all(one.choices is None for one in engine.asked)


@pytest.mark.parametrize(
    ("flags", "shown", "advised"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"quiet": True}, True, False),
        ({"strict": True}, True, False),
        ({"unchecked": True}, True, False),
    ],
)
def test_where_the_packaged_model_had_to_choose_a_better_one_is_named_on_a_terminal(
    use: Use,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    flags: dict[str, object],
    shown: bool,
    advised: bool,
) -> None:
    use(ScriptedEngine(voting()))
    for stream in (sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: shown, raising=False)
    assert run(HARBOUR, HARBOUR, format="text", cache=False, **flags) == ExitCode.DONE
    assert capsys.readouterr().err.count("summarize models pull") == int(advised)


def test_one_source(use: Use, capsys: pytest.CaptureFixture[str]) -> None:
    use(ScriptedEngine(voting()))
    assert run(HARBOUR, format="json") == ExitCode.DONE
    out, err = capsys.readouterr()
    result = json.loads(out)
    assert result["source"]["origin"] == HARBOUR
    assert result["usage"]["load_seconds"] == 2.5
    assert result["usage"]["seconds"] > 2.5
    assert err == ""


def test_one_bad_source_does_not_cost_the_others(
    use: Use, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use(ScriptedEngine(voting()))
    missing = str(tmp_path / "missing.txt")
    assert run(HARBOUR, missing, HARBOUR, format="json") == SourceError.exit_code
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 2
    assert "missing.txt does not exist" in err


def test_without_any_source_no_model_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summarize_run, "load_engine", None)
    assert run(str(tmp_path / "missing.txt")) == SourceError.exit_code


def test_a_target_that_can_not_be_written_is_told_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "read_source", None)
    with pytest.raises(OutputError):
        run(HARBOUR, output=str(tmp_path / "none" / "a.md"))


def test_loading_counts_once(use: Use, capsys: pytest.CaptureFixture[str]) -> None:
    use(ScriptedEngine(voting()))
    run(HARBOUR, HARBOUR, format="json")
    loading = [
        json.loads(line)["usage"]["load_seconds"] for line in capsys.readouterr().out.splitlines()
    ]
    assert loading == [2.5, 0.0]


def test_gaps_are_named_and_give_their_exit_code(
    use: Use, capsys: pytest.CaptureFixture[str]
) -> None:
    use(ScriptedEngine(failing_where(GAP, voting())))
    assert run(HARBOUR, FEATURE, HARBOUR, format="text") == ExitCode.GAPS
    (line,) = capsys.readouterr().err.splitlines()
    assert FEATURE in line
    assert "lines" in line
    assert "the engine gave up" in line


def test_a_source_without_its_end_is_told_and_gives_the_exit_code_of_gaps(
    use: Use, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(ScriptedEngine(voting()))
    end = "it is cut off: its end is missing"
    document = replace(read(HARBOUR), cut_off=True, warnings=(end,))
    monkeypatch.setattr("summarize.sources.read", lambda _: document)
    assert run(HARBOUR, format="json") == ExitCode.GAPS
    out, err = capsys.readouterr()
    assert end in err
    result = json.loads(out)
    assert result["source"]["cut_off"]
    assert any("cut off" in note for note in result["notes"])


def test_a_failure_goes_before_gaps(use: Use, tmp_path: Path) -> None:
    use(ScriptedEngine(failing_where(GAP, voting())))
    assert run(FEATURE, str(tmp_path / "missing.txt")) == SourceError.exit_code


def test_the_error_of_a_run_names_its_source(use: Use, capsys: pytest.CaptureFixture[str]) -> None:
    """The first fails while it is read by the model, the second one goes on."""

    def only_the_feature(request: object) -> object:
        return silent(request) if "breakwater" in request.prompt.text else voting()(request)  # type: ignore[attr-defined, arg-type]

    use(ScriptedEngine(only_the_feature))  # type: ignore[arg-type]
    assert run(HARBOUR, FEATURE, format="json") == 4
    out, err = capsys.readouterr()
    assert json.loads(out)["source"]["origin"] == FEATURE
    assert f"{HARBOUR}: the model could not read the text" in err


def test_a_missing_model_is_the_callers_business(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelError, match="nowhere"):
        run(HARBOUR, model="./nowhere.gguf")


def test_a_broken_cache_is_said(use: Use, capsys: pytest.CaptureFixture[str]) -> None:
    use(ScriptedEngine(voting()), trouble="the cache is damaged")
    assert run(HARBOUR) == ExitCode.DONE
    assert "summarize: the cache is damaged\n" in capsys.readouterr().err


def test_files_are_named_when_they_are_written(
    use: Use, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use(ScriptedEngine(voting()))
    assert run(HARBOUR, FEATURE, output=str(tmp_path / "out")) == ExitCode.DONE
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split(":")[1].strip() for line in err.splitlines()] == [
        str(tmp_path / "out" / name) for name in ("harbour.md", "feature.md")
    ]


def test_statistics_are_given_when_asked_for(use: Use, capsys: pytest.CaptureFixture[str]) -> None:
    use(ScriptedEngine(voting()))
    for quiet in (False, True):
        run(HARBOUR, stats=True, quiet=quiet, cache=False)
        (line,) = capsys.readouterr().err.splitlines()
        assert "tokens read" in line
        assert "2.5 s loading" in line


def test_quiet_is_quiet(use: Use, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    use(ScriptedEngine(failing_where(GAP, voting())), trouble="the cache is damaged")
    assert run(FEATURE, output=str(tmp_path / "a.md"), quiet=True) == ExitCode.GAPS
    assert capsys.readouterr() == ("", "")


class Terminal:
    """Standard error as a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        return

    def isatty(self) -> bool:
        return True


def test_progress_is_shown_on_a_terminal_unless_quiet(
    use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(ScriptedEngine(voting()))
    monkeypatch.setenv("TERM", "xterm")
    shown = []
    for quiet in (False, True):
        terminal = Terminal()
        monkeypatch.setattr(sys, "stderr", terminal)
        run(HARBOUR, quiet=quiet)
        shown.append(terminal.text)
    assert "harbour.txt" in shown[0]
    assert "checking" in shown[0]
    assert shown[1] == ""


def test_verbose_tells_how_a_source_was_read(
    use: Use, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use(ScriptedEngine(voting()))
    path = tmp_path / "old.txt"
    path.write_bytes(Path(HARBOUR).read_text(encoding="utf-8").replace("“", "").encode("cp1252"))
    run(str(path), verbose=True)
    assert "old.txt: " in capsys.readouterr().err
    run(str(path))
    assert capsys.readouterr().err == ""


def test_once_standard_output_fails_nothing_more_is_computed(
    use: Use, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = ScriptedEngine(voting())
    use(engine)
    monkeypatch.setattr(sys, "stdout", OutputStream(open("/dev/full", "w")))  # noqa: SIM115
    with pytest.raises(OutputError):
        run(HARBOUR, HARBOUR)
    assert engine.calls == 1


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("name", ["out.md", "out.txt"])
@pytest.mark.parametrize("source", [HARBOUR, FEATURE])
def test_what_the_program_writes_passes_its_own_check(
    use: Use,
    tmp_path: Path,
    name: str,
    source: str,
    verbose: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    use(ScriptedEngine(voting()))
    path = tmp_path / name
    run(source, output=str(path), verbose=verbose, length="long")
    capsys.readouterr()
    found = verify_summary(str(path), source, None, settings_for(format="json"), FailOn.UNSURE)
    out, err = capsys.readouterr()
    assert (found, err) == (ExitCode.DONE, "")
    result = json.loads(out)
    wrong = [one["text"] for one in result["statements"] if one["verdict"] != "supported"]
    assert wrong == []
    assert result["supported"] > 10


def test_what_is_nothing_but_a_table_is_shown_but_not_summarised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "prices.txt"
    rows = "\n".join(f"2025-03-{day:02},{day},{10 * day}.50" for day in range(1, 20))
    path.write_text(f"Date,Boats,Price\n{rows}\n", encoding="utf-8")
    print_text(str(path))
    assert capsys.readouterr().out == path.read_text(encoding="utf-8")
    assert run(str(path)) == SourceError.exit_code
    error = capsys.readouterr().err
    assert "holds no prose, only table" in error
    assert "summarize text" in error


@pytest.mark.parametrize(
    ("flags", "told"), [({}, True), ({"quiet": True}, False), ({"format": "json"}, True)]
)
def test_that_little_is_covered_is_told_unless_quiet(
    use: Use,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    flags: dict[str, object],
    told: bool,
) -> None:
    monkeypatch.setattr(reach, "_LITTLE", 1.0)
    use(ScriptedEngine(voting()))
    assert run(HARBOUR, cache=False, **({"format": "text"} | flags)) == ExitCode.DONE
    out = capsys.readouterr().out
    line = '"little": true' if flags.get("format") else "covers little of the article"
    assert (line in out) is told
