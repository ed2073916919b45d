from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.cli import exit_codes
from summarize.cli.commands import summarize_command
from summarize.cli.commands.summarize_command import summarize_all, verify_summary
from summarize.cli.commands.text_command import print_text
from summarize.cli.streams import OutputStream
from summarize.errors import ModelError, OutputError, SourceError, UsageError
from summarize.inference.load import LoadedEngine
from summarize.render import Format, render_text
from summarize.settings import Settings
from summarize.verification import checker as checker_module
from support.answers import failing_where, settings_for, silent, voting
from support.paths import EXAMPLES
from support.render_samples import ARTICLE, FULL, GAPPED, by_source
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

        monkeypatch.setattr(summarize_command, "load_engine", opened)

    return put


def run(*sources: str, output: str | None = None, **flags: object) -> int:
    return summarize_all(sources, output, settings_for(**flags))


def test_one_source(use: Use, capsys: pytest.CaptureFixture[str]) -> None:
    use(ScriptedEngine(voting()))
    assert run(HARBOUR, format="json") == exit_codes.DONE
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
    monkeypatch.setattr(summarize_command, "load_engine", None)
    assert run(str(tmp_path / "missing.txt")) == SourceError.exit_code


def test_a_target_that_can_not_be_written_is_told_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summarize_command, "read", None)
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
    assert run(HARBOUR, FEATURE, HARBOUR, format="text") == exit_codes.GAPS
    (line,) = capsys.readouterr().err.splitlines()
    assert FEATURE in line
    assert "lines" in line
    assert "the engine gave up" in line


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
    assert run(HARBOUR) == exit_codes.DONE
    assert "summarize: the cache is damaged\n" in capsys.readouterr().err


def test_files_are_named_when_they_are_written(
    use: Use, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use(ScriptedEngine(voting()))
    assert run(HARBOUR, FEATURE, output=str(tmp_path / "out")) == exit_codes.DONE
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
    assert run(FEATURE, output=str(tmp_path / "a.md"), quiet=True) == exit_codes.GAPS
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


def summary_file(tmp_path: Path, text: str) -> str:
    path = tmp_path / "summary.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


TRUE = "The work will cost £4.2 million."
FALSE = "The work will cost £9.9 million."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TRUE, exit_codes.DONE),
        (FALSE, exit_codes.UNSUPPORTED),
        (f"{TRUE} {FALSE}", exit_codes.UNSUPPORTED),
    ],
)
def test_verify(tmp_path: Path, text: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    found = verify_summary(summary_file(tmp_path, text), HARBOUR, None, settings_for(format="json"))
    assert found == code
    result = json.loads(capsys.readouterr().out)
    assert result["supported"] == text.count("£4.2")
    assert result["unsupported"] == text.count("£9.9")
    assert result["source"]["origin"] == HARBOUR


def test_verify_into_a_file(tmp_path: Path) -> None:
    """There are two inputs, but one result."""
    path = tmp_path / "report.json"
    verify_summary(summary_file(tmp_path, TRUE), HARBOUR, str(path), settings_for())
    assert json.loads(path.read_text())["supported"] == 1


def test_verify_never_overwrites_either_input(tmp_path: Path) -> None:
    summary = summary_file(tmp_path, TRUE)
    source = tmp_path / "source.txt"
    source.write_text(TRUE, encoding="utf-8")
    for target in (summary, str(source)):
        with pytest.raises(OutputError):
            verify_summary(summary, str(source), target, settings_for())


def test_verify_says_what_it_did_not_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error and in the result, unless nobody looks for statements there."""
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    text = f"# Harbour\n\n{TRUE}\n\nREAD: Zebulon resigns\n\n{table}\n"
    path = summary_file(tmp_path, text)
    for quiet in (False, True):
        found = verify_summary(path, HARBOUR, None, settings_for(format="text", quiet=quiet))
        assert found == exit_codes.DONE
        out, err = capsys.readouterr()
        assert "Zebulon" not in out
        assert "note: Not checked: line 5 (furniture: cross-link); lines 7 to 9 (table)." in out
        told = [
            f"summarize: {path}: line 5 was not checked: furniture: cross-link",
            f"summarize: {path}: lines 7 to 9 were not checked: table",
        ]
        assert err.splitlines() == ([] if quiet else told)


def test_a_check_that_fails_is_told_and_never_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def examine(self: object, text: str) -> None:
        raise ZeroDivisionError("of all things")

    monkeypatch.setattr(checker_module.Checker, "_compare", examine)
    path = summary_file(tmp_path, TRUE)
    found = verify_summary(
        path, HARBOUR, None, settings_for(format="json"), exit_codes.FailOn.UNSURE
    )
    assert found == exit_codes.UNSUPPORTED
    out, err = capsys.readouterr()
    assert "ZeroDivisionError: of all things" in json.loads(out)["notes"][0]
    assert "ZeroDivisionError: of all things" in err


GERMAN = (
    "Der Hafen wurde am Montag geschlossen. Die Arbeiten dauern vierzehn Wochen und kosten vier "
    "Millionen Euro. Der Stadtrat hat lange darüber beraten, ob das Geld dafür reicht."
)


def test_a_language_without_rules_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "hafen.txt"
    source.write_text(GERMAN, encoding="utf-8")
    summary = summary_file(tmp_path, "Der Hafen wurde am Montag geschlossen.")
    assert (
        verify_summary(summary, str(source), None, settings_for(format="text")) == exit_codes.DONE
    )
    out, err = capsys.readouterr()
    assert "note: the source is in “de”, and the rules for negation" in out
    assert "the source is in “de”" in err


def test_two_languages_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verify_summary(summary_file(tmp_path, GERMAN), HARBOUR, None, settings_for(format="json"))
    (note,) = json.loads(capsys.readouterr().out)["notes"]
    assert note.startswith("the summary is in “de” and the source in “en”")


def test_a_report_in_a_file_is_named_with_its_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.md"
    verify_summary(summary_file(tmp_path, f"{TRUE} {FALSE}"), HARBOUR, str(report), settings_for())
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"summarize: {report}: 1 of 2 statements stands, 1 does not\n"


@pytest.mark.parametrize(
    "mark", ["[^1]", "[1]", " [12]", " (line 21)", " (page 2)", " (line 3; line 21)"]
)
def test_references_are_no_part_of_a_statement(
    tmp_path: Path, mark: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{TRUE}{mark} {FALSE}{mark}\n"
    verify_summary(summary_file(tmp_path, text), HARBOUR, None, settings_for(format="json"))
    statements = json.loads(capsys.readouterr().out)["statements"]
    assert [(one["text"], one["verdict"]) for one in statements] == [
        (TRUE, "supported"),
        (FALSE, "unsupported"),
    ]


def test_verify_of_nothing_is_no_success(tmp_path: Path) -> None:
    for text in ("* * *\n", "# Harbour\n\n[^1]: A footnote.\n", "| a | b |\n|---|---|\n| 1 | 2 |"):
        with pytest.raises(SourceError):
            verify_summary(summary_file(tmp_path, text), HARBOUR, None, settings_for())


def test_the_error_about_nothing_says_what_to_do(tmp_path: Path) -> None:
    path = summary_file(tmp_path, "[Note: It is late.]\n")
    with pytest.raises(SourceError, match="holds no statement to check") as caught:
        verify_summary(path, HARBOUR, None, settings_for())
    assert "whole sentences" in caught.value.hint


def test_verify_can_not_read_both_from_one_stream() -> None:
    with pytest.raises(UsageError):
        verify_summary("-", "-", None, settings_for())


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
    found = verify_summary(
        str(path), source, None, settings_for(format="json"), exit_codes.FailOn.UNSURE
    )
    out, err = capsys.readouterr()
    assert (found, err) == (exit_codes.DONE, "")
    result = json.loads(out)
    wrong = [one["text"] for one in result["statements"] if one["verdict"] != "supported"]
    assert wrong == []
    assert result["supported"] > 10


@pytest.mark.parametrize(("format", "name"), [(Format.MARKDOWN, "s.md"), (Format.TEXT, "s.txt")])
def test_what_stands_around_a_summary_is_not_taken_for_statements(
    tmp_path: Path, format: Format, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Gaps, notes, repairs, what was dropped, quotes and figures."""
    own = tuple(by_source(number) for number in range(2, 11))
    summary = replace(GAPPED, sentences=own[:4], claims=own[4:], notes=FULL.notes)
    summary = replace(summary, repairs=FULL.repairs, dropped=FULL.dropped)
    source, path = tmp_path / "veldrin.txt", tmp_path / name
    source.write_text(ARTICLE, encoding="utf-8")
    path.write_text(render_text(summary, format, verbose=True), encoding="utf-8")
    flags = settings_for(format="json")
    found = verify_summary(str(path), str(source), None, flags, exit_codes.FailOn.UNSURE)
    out, err = capsys.readouterr()
    assert (found, err) == (exit_codes.DONE, "")
    result = json.loads(out)
    assert (result["supported"], len(result["statements"])) == (9, 9)


def test_what_is_nothing_but_a_table_is_shown_but_not_summarised(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "prices.txt"
    rows = "\n".join(f"2025-03-{day:02},{day},{10 * day}.50" for day in range(1, 20))
    path.write_text(f"Date,Boats,Price\n{rows}\n", encoding="utf-8")
    print_text(str(path), verbose=False)
    assert capsys.readouterr().out == path.read_text(encoding="utf-8")
    assert run(str(path)) == SourceError.exit_code
    error = capsys.readouterr().err
    assert "holds no prose, only table" in error
    assert "summarize text" in error


def test_how_a_text_was_read_is_said_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ferry.md"
    table = "| boat | price |\n|---|---|\n| Alma | 30 |"
    path.write_bytes(f"# Ferry\n\nIt sails in a caf\xe9.\n\n{table}\n".encode("cp1252"))
    print_text(str(path), verbose=False)
    assert capsys.readouterr() == ("Ferry\n\nIt sails in a café.\n", "")
    print_text(str(path), verbose=True)
    out, err = capsys.readouterr()
    assert out == "Ferry\n\nIt sails in a café.\n"
    assert "decoded as cp1252" in err
    assert "4 words left out: table" in err
