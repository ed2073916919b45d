"""Delivery of results to standard output, files and folders, and the format that applies."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from summarize.cli.delivery import Delivery
from summarize.errors import OutputError, UsageError
from summarize.render import render_text, render_verification_text
from summarize.settings import Format
from support.render_samples import FULL, VERIFICATION, WRITTEN


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text("Ito won.")
    return path


def test_standard_output_gets_markdown_unless_it_is_a_terminal(
    source: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Delivery([str(source)], None, None).deliver_summary(str(source), FULL) is None
    assert capsys.readouterr().out == render_text(FULL, Format.MARKDOWN)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    delivery = Delivery([str(source)], None, None)
    assert delivery.format is Format.RICH
    delivery.deliver_summary(str(source), FULL)
    assert "Key claims" in terminal.getvalue()
    assert terminal.getvalue() != render_text(FULL, Format.MARKDOWN)


@pytest.mark.parametrize("format", [Format.MARKDOWN, Format.JSON, Format.TEXT, Format.HTML])
def test_the_format_that_was_asked_for(
    source: Path, capsys: pytest.CaptureFixture[str], format: Format
) -> None:
    Delivery([str(source)], None, format).deliver_summary(str(source), FULL)
    assert capsys.readouterr().out == render_text(FULL, format)


@pytest.mark.parametrize("format", [Format.MARKDOWN, Format.TEXT, Format.RICH])
def test_verbose_reaches_every_format(
    source: Path, capsys: pytest.CaptureFixture[str], format: Format
) -> None:
    for verbose in (False, True):
        Delivery([str(source)], None, format, verbose).deliver_summary(str(source), FULL)
        assert ("mayor" in capsys.readouterr().out) is verbose


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("a.md", Format.MARKDOWN),
        ("a.json", Format.JSON),
        ("a.txt", Format.TEXT),
        ("a", Format.MARKDOWN),
    ],
)
def test_the_extension_decides(tmp_path: Path, source: Path, name: str, format: Format) -> None:
    path = tmp_path / name
    assert Delivery([str(source)], str(path), None).deliver_summary(str(source), FULL) == path
    assert path.read_text(encoding="utf-8") == render_text(FULL, format)


def test_a_dash_is_standard_output(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert Delivery([str(source)], "-", Format.TEXT).deliver_summary(str(source), FULL) is None
    assert capsys.readouterr().out == render_text(FULL, Format.TEXT)
    assert not Path("-").exists()


def test_an_extension_of_no_format_is_refused_unless_the_format_is_named(
    tmp_path: Path, source: Path
) -> None:
    path = tmp_path / "page.docx"
    with pytest.raises(UsageError, match=r"\.docx is the extension of no output format"):
        Delivery([str(source)], str(path), None)
    Delivery([str(source)], str(path), Format.TEXT).deliver_summary(str(source), FULL)
    assert path.read_text(encoding="utf-8") == render_text(FULL, Format.TEXT)


@pytest.mark.parametrize("name", ["all.md", "all.txt"])
def test_a_file_gets_the_results_on_several_sources(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("older")
    delivery = Delivery(["a", "b"], str(path), None)
    one = render_text(FULL, delivery.format)
    assert delivery.deliver_summary("a", FULL) == path
    assert path.read_text(encoding="utf-8") == one  # whole after each, should the next one fail
    delivery.deliver_summary("b", FULL)
    assert path.read_text(encoding="utf-8") == f"{one}\n{one}"


def test_a_json_file_gets_a_line_for_each_of_several_sources(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    delivery = Delivery(["a", "b"], str(path), None)
    for origin in ("a", "b"):
        delivery.deliver_summary(origin, FULL)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [json.loads(render_text(FULL, Format.JSON))] * 2


def test_a_page_shows_one_article(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="one article"):
        Delivery(["a", "b"], str(tmp_path / "all.html"), None)
    delivery = Delivery(["a", "b"], str(tmp_path), Format.HTML)
    assert delivery.deliver_summary("a", FULL) == tmp_path / "a.html"


@pytest.mark.parametrize("output", [None, "-", "{}/page.html"])
def test_pages_are_opened(
    output: str | None, tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: not opened.append(address))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    delivery = Delivery([str(source)], output and output.format(tmp_path), None, opens=True)
    path = delivery.deliver_summary(str(source), FULL)
    assert path is not None
    assert opened == [path.as_uri()]
    assert path.read_text(encoding="utf-8") == render_text(FULL, Format.HTML)


def test_where_no_browser_is_the_page_is_named(
    tmp_path: Path,
    source: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    path = tmp_path / "page.html"
    Delivery([str(source)], str(path), None, opens=True).deliver_summary(str(source), FULL)
    assert str(path) in capsys.readouterr().err


def test_nothing_but_pages_is_opened(source: Path) -> None:
    with pytest.raises(UsageError, match="--open"):
        Delivery([str(source)], None, Format.JSON, opens=True)


def test_the_format_goes_before_the_extension(tmp_path: Path, source: Path) -> None:
    path = tmp_path / "a.md"
    Delivery([str(source)], str(path), Format.JSON).deliver_summary(str(source), FULL)
    json.loads(path.read_text())


def test_rich_in_a_file_has_no_colours(tmp_path: Path, source: Path) -> None:
    path = tmp_path / "a.txt"
    Delivery([str(source)], str(path), Format.RICH).deliver_summary(str(source), FULL)
    text = path.read_text(encoding="utf-8")
    assert "Key claims" in text
    assert "\x1b" not in text


def test_several_summaries_on_standard_output_are_set_apart(
    capsys: pytest.CaptureFixture[str],
) -> None:
    delivery = Delivery(["a", "b"], None, Format.TEXT)
    for origin in ("a", "b"):
        delivery.deliver_summary(origin, FULL)
    one = render_text(FULL, Format.TEXT)
    assert capsys.readouterr().out == f"{one}\n{one}"


def test_several_summaries_as_json_are_one_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    delivery = Delivery(["a", "b"], None, Format.JSON)
    for origin in ("a", "b"):
        delivery.deliver_summary(origin, FULL)
    lines = capsys.readouterr().out.splitlines()
    wanted = json.loads(render_text(FULL, Format.JSON))
    assert [json.loads(line) for line in lines] == [wanted, wanted]


@pytest.mark.parametrize("output", ["out", "out/", "out/deep"])
def test_several_sources_go_to_a_folder_made_when_there_is_something_to_write(
    tmp_path: Path, output: str
) -> None:
    folder = f"{tmp_path}/{output}"
    delivery = Delivery(["x/kim.txt", "y/kim.txt", "-"], folder, None)
    assert not os.path.exists(folder)
    written = [delivery.deliver_summary(origin, FULL) for origin in delivery.sources]
    assert [path and path.name for path in written] == ["kim.md", "kim-2.md", "stdin.md"]
    assert sorted(os.listdir(folder)) == ["kim-2.md", "kim.md", "stdin.md"]


def test_one_source_into_a_folder_that_is_there(tmp_path: Path, source: Path) -> None:
    delivery = Delivery([str(source)], str(tmp_path), Format.JSON)
    assert delivery.deliver_summary(str(source), FULL) == tmp_path / "article.json"


def test_in_a_folder_with_its_sources_no_source_is_overwritten(tmp_path: Path) -> None:
    sources = [tmp_path / "a.md", tmp_path / "b.md"]
    for path in sources:
        path.write_text("Ito won.")
    names = [str(path) for path in sources]
    delivery = Delivery(names, str(tmp_path), None)
    written = [delivery.deliver_summary(name, FULL) for name in names]
    assert [path and path.name for path in written] == ["a-2.md", "b-2.md"]
    assert [path.read_text() for path in sources] == ["Ito won."] * 2


def test_the_source_itself_is_refused_at_once(source: Path) -> None:
    with pytest.raises(OutputError, match="source itself"):
        Delivery([str(source)], str(source), None)


def test_what_is_kept_is_refused_as_well(tmp_path: Path, source: Path) -> None:
    with pytest.raises(OutputError, match="source itself"):
        Delivery(["summary.md"], str(source), None, protected=[str(source)])


def test_a_folder_that_is_missing_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="no such folder"):
        Delivery(["a"], str(tmp_path / "none" / "a.md"), None)


@pytest.mark.parametrize("output", ["{}/", "{}/deep"])
def test_a_file_where_a_folder_is_needed_is_refused_at_once(source: Path, output: str) -> None:
    with pytest.raises(OutputError, match="not a folder"):
        Delivery(["a", "b"], output.format(source), None)
    assert source.read_text() == "Ito won."


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_may_not_be_written_is_refused_at_once(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="may not write"):
        Delivery(["a", "b"], str(tmp_path / "out"), None)


def test_a_folder_that_can_not_be_made_is_an_output_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = Delivery(["a", "b"], str(tmp_path / "out"), None)
    (tmp_path / "out").write_text("in between somebody else came")
    with pytest.raises(OutputError, match="out can't be written"):
        delivery.deliver_summary("a", FULL)


def test_an_impossible_name_is_an_output_error() -> None:
    for sources in (["a"], ["a", "b"]):
        with pytest.raises(OutputError):
            Delivery(sources, "a\0b", None)


def test_a_verification_goes_the_same_ways(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Delivery(["s.md"], None, None).deliver_verification(WRITTEN, VERIFICATION)
    wanted = render_verification_text(VERIFICATION, WRITTEN, Format.MARKDOWN)
    assert capsys.readouterr().out == wanted
    path = tmp_path / "report.json"
    delivery = Delivery(["s.md"], str(path), None, protected=["source.txt"])
    assert delivery.deliver_verification(WRITTEN, VERIFICATION) == path
    wanted = render_verification_text(VERIFICATION, WRITTEN, Format.JSON)
    assert path.read_text(encoding="utf-8") == wanted
    rich = tmp_path / "report.txt"
    Delivery(["s.md"], str(rich), Format.RICH).deliver_verification(WRITTEN, VERIFICATION)
    assert "supported" in rich.read_text(encoding="utf-8")
