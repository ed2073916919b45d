"""`summarize verify`: what is checked, remarks and exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summarize import __version__
from summarize.cli import ExitCode, FailOn
from summarize.cli import verify_run as verify_module
from summarize.cli.verify_run import verify_summary
from summarize.errors import ModelError, OutputError, SourceError, UsageError
from summarize.judging.exam import ExamResult
from summarize.judging.exam_records import ExamRecord
from summarize.judging.open_judge import CalibratedJudge
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.render import render_text
from summarize.settings import Format, Settings
from summarize.verification import checker as checker_module
from support.answers import settings_for
from support.paths import EXAMPLES
from support.render_samples import ARTICLE, FULL, GAPPED, source_statement

HARBOUR = str(EXAMPLES / "harbour.txt")


def summary_file(tmp_path: Path, text: str) -> str:
    path = tmp_path / "summary.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


TRUE = "The work will cost £4.2 million."
FALSE = "The work will cost £9.9 million."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TRUE, ExitCode.DONE),
        (FALSE, ExitCode.UNSUPPORTED),
        (f"{TRUE} {FALSE}", ExitCode.UNSUPPORTED),
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
        assert found == ExitCode.DONE
        out, err = capsys.readouterr()
        assert "Zebulon" not in out
        assert "note: Not checked: line 5 (cross-link); lines 7 to 9 (table)." in out
        told = [
            f"summarize: {path}: line 5 was not checked: cross-link",
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
    found = verify_summary(path, HARBOUR, None, settings_for(format="json"), FailOn.UNSURE)
    assert found == ExitCode.UNSUPPORTED
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
    assert verify_summary(summary, str(source), None, settings_for(format="text")) == ExitCode.DONE
    out, err = capsys.readouterr()
    assert "note: the source is in German, and the rules for negation" in out
    assert "the source is in German" in err


def test_of_another_language_nothing_can_be_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = summary_file(tmp_path, f"{GERMAN} Das war am 12. Juni.")
    assert verify_summary(path, HARBOUR, None, settings_for(format="json")) == ExitCode.DONE
    result = json.loads(capsys.readouterr().out)
    assert (result["unsure"], len(result["statements"])) == (4, 4)
    (note,) = result["notes"]
    assert note.startswith("the summary is in German and the source in English")


def test_a_summary_is_split_in_the_language_of_its_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of one sentence nobody can tell its language, and English knows no "12. Juni"."""
    source = tmp_path / "hafen.txt"
    source.write_text(f"Der Hafen öffnet am 12. Juni wieder. {GERMAN}", encoding="utf-8")
    summary = summary_file(tmp_path, "Der Hafen öffnet am 12. Juni wieder.")
    verify_summary(summary, str(source), None, settings_for(format="json"))
    (statement,) = json.loads(capsys.readouterr().out)["statements"]
    assert statement["verdict"] == "supported"


def test_what_a_chat_model_says_around_a_summary_is_no_statement(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"Sure! Here's a summary of the article:\n\n{TRUE}\n\nLet me know if it helps!\n"
    path = summary_file(tmp_path, text)
    found = verify_summary(path, HARBOUR, None, settings_for(format="json"), FailOn.UNSURE)
    out, err = capsys.readouterr()
    assert (found, err) == (ExitCode.DONE, "")
    assert [one["line"] for one in json.loads(out)["statements"]] == [3]


def test_a_report_in_a_file_is_named_with_its_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.md"
    verify_summary(summary_file(tmp_path, f"{TRUE} {FALSE}"), HARBOUR, str(report), settings_for())
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"summarize: {report}: 2 statements: 1 unsupported, 1 supported\n"


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


@pytest.mark.parametrize(("format", "name"), [(Format.MARKDOWN, "s.md"), (Format.TEXT, "s.txt")])
def test_what_stands_around_a_summary_is_not_taken_for_statements(
    tmp_path: Path, format: Format, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Gaps, notes, repairs, what was dropped, quotes and figures."""
    own = tuple(source_statement(number) for number in range(2, 11))
    summary = replace(GAPPED, sentences=own[:4], claims=own[4:], notes=FULL.notes)
    summary = replace(summary, repairs=FULL.repairs, dropped=FULL.dropped)
    source, path = tmp_path / "veldrin.txt", tmp_path / name
    source.write_text(ARTICLE, encoding="utf-8")
    path.write_text(render_text(summary, format, verbose=True), encoding="utf-8")
    flags = settings_for(format="json")
    found = verify_summary(str(path), str(source), None, flags, FailOn.UNSURE)
    out, err = capsys.readouterr()
    assert (found, err) == (ExitCode.DONE, "")
    result = json.loads(out)
    assert (result["supported"], len(result["statements"])) == (9, 9)


# --- judges


class _Believer:
    """A judge that believes all it is asked, and counts."""

    def __init__(self) -> None:
        self.asked = 0

    def assess(self, annotated: AnnotatedDocument, statements: Sequence[str]) -> list[float]:
        self.asked += len(statements)
        return [6.0] * len(statements)


RECORD = ExamRecord(ExamResult(0.75, 0.66, 60, 1.0, 0.0), None, "ab" * 32)
OTHER_WORDS = "Divers discovered a hollow 31 metres long under the breakwater."


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> _Believer:
    """Whatever model is named, this judge is opened."""
    believer = _Believer()

    @contextmanager
    def opened(settings: Settings, _: object = None) -> Iterator[CalibratedJudge]:
        if settings.model == "bad":
            raise ModelError("bad can't judge", "Name another model: --judge NAME")
        yield CalibratedJudge(settings.model, believer, RECORD)

    monkeypatch.setattr(verify_module, "open_judge", opened)
    monkeypatch.setattr(verify_module, "recall_record", lambda _: RECORD)
    return believer


def _verify_other_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], judge: str | None
) -> dict[str, Any]:
    path = summary_file(tmp_path, OTHER_WORDS)
    verify_summary(path, HARBOUR, None, settings_for(format="json"), judge=judge)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_judge_that_is_named_decides_what_is_said_in_other_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], judge: _Believer
) -> None:
    found = _verify_other_words(tmp_path, capsys, "some-model")
    assert found["judge"] == {
        "name": "some-model",
        "sha256": "ab" * 32,
        "exam": {"area": 0.75, "lower_bound": 0.66},
    }
    (statement,) = found["statements"]
    assert (statement["verdict"], statement["basis"]) == ("supported", "meaning")
    assert judge.asked == 1
    assert found["program"] == __version__
    assert len(found["summary"]["sha256"]) == len(found["source"]["sha256"]) == 64


@pytest.mark.parametrize("name", [None, "none", "None"])
def test_where_nobody_is_watching_the_rules_decide_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], judge: _Believer, name: str | None
) -> None:
    assert _verify_other_words(tmp_path, capsys, name)["judge"] is None
    assert judge.asked == 0


def test_a_judge_that_is_named_and_fails_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], judge: _Believer
) -> None:
    with pytest.raises(ModelError, match="bad can't judge"):
        _verify_other_words(tmp_path, capsys, "bad")
    assert capsys.readouterr().out == ""


def test_on_a_terminal_the_model_of_the_settings_judges_if_it_can(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    judge: _Believer,
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert _verify_other_words(tmp_path, capsys, None)["judge"] is not None
    failed = replace(RECORD, result=ExamResult(0.5, 0.4, 20, 0.0, 0.0))
    monkeypatch.setattr(verify_module, "recall_record", lambda _: failed)
    assert _verify_other_words(tmp_path, capsys, None)["judge"] is None
    assert judge.asked == 1


@pytest.mark.parametrize(
    "closing",
    [
        "60 words (60 asked for) · all of it read · 4.2 s · tiny",
        "60 words (60 asked for) · 97 % of it read, in 4 parts · 4.2 s · tiny",
        "60 words (60 asked) · 855 of 855 tokens read · 1 part · 4.2 s · tiny",  # version 0.1
    ],
)
def test_what_this_program_puts_round_a_summary_is_no_statement(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], closing: str
) -> None:
    page = (
        f"# Harbour\n\n*Ida Holm · 2024-09-17 · en*\n\n## Summary\n\n{TRUE}\n\n*a.txt: {closing}*\n"
    )
    path = summary_file(tmp_path, page)
    assert verify_summary(path, HARBOUR, None, settings_for(format="json")) == ExitCode.DONE
    out, err = capsys.readouterr()
    assert [one["text"] for one in json.loads(out)["statements"]] == [TRUE]
    assert err == ""
