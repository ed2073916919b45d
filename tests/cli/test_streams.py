"""Standard output and standard error: broken streams, messages, errors, bugs and progress."""

from __future__ import annotations

import io
import os
import sys

import pytest

from summarize.cli import streams
from summarize.cli.streams import OutputStream
from summarize.errors import OutputError, SourceError


class Broken(io.StringIO):
    """A stream that fails in a certain way, without a descriptor of its own."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self._error = error

    def write(self, text: str) -> int:
        raise self._error

    def flush(self) -> None:
        raise self._error


def test_what_is_written_arrives() -> None:
    stream = io.StringIO()
    output = OutputStream(stream)
    assert output.write("Ito won.") == 8
    output.flush()
    assert stream.getvalue() == "Ito won."


def test_in_all_else_it_is_the_stream() -> None:
    stream = io.StringIO()
    output = OutputStream(stream)
    assert output.isatty() is False
    assert output.getvalue() == ""
    with pytest.raises(io.UnsupportedOperation):
        output.fileno()


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), io.UnsupportedOperation("not writable")]
)
def test_a_failed_write_is_an_output_error(error: Exception) -> None:
    for action in (
        lambda: OutputStream(Broken(error)).write("x"),
        OutputStream(Broken(error)).flush,
    ):
        with pytest.raises(OutputError, match="standard output can't be written"):
            action()


def test_a_reader_that_went_away_ends_the_program_in_peace() -> None:
    with pytest.raises(SystemExit) as end:
        OutputStream(Broken(BrokenPipeError(32, "Broken pipe"))).write("x")
    assert end.value.code == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_after_a_failure_nothing_is_left_to_fail_again() -> None:
    with open("/dev/full", "w") as full:
        output = OutputStream(full)
        with pytest.raises(OutputError):
            output.write("x" * 100_000)
        output.flush()


def test_writing_nothing_touches_nothing() -> None:
    assert OutputStream(Broken(OSError(28, "No space left on device"))).write("") == 0


def test_streams_that_the_caller_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    streams.prepare_streams()
    streams.print_message("nobody hears this")
    with pytest.raises(OutputError):
        sys.stdout.write("x")


def test_a_message_is_one_clean_line(capsys: pytest.CaptureFixture[str]) -> None:
    streams.print_message("no\x1b[31m such\n file")
    assert capsys.readouterr() == ("", "summarize: no such file\n")


def test_an_error_has_one_line_or_two(capsys: pytest.CaptureFixture[str]) -> None:
    streams.print_error(SourceError("a.txt is empty"))
    streams.print_error(SourceError("a.txt is empty", "give another"))
    assert capsys.readouterr().err.splitlines() == [
        "summarize: a.txt is empty",
        "summarize: a.txt is empty",
        "summarize: Give another",
    ]


def test_a_broken_standard_error_does_not_stop_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Broken(OSError(28, "No space left on device")))
    streams.print_message("nobody hears this")


def test_a_bug_says_where_it_happened(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        {}["key"]
    except KeyError as error:
        streams.report_bug(KeyError, error, error.__traceback__)
    first, second = capsys.readouterr().err.splitlines()
    assert "bug" in first
    assert "KeyError" in first
    assert "test_a_bug_says_where_it_happened" in first
    assert "SUMMARIZE_DEBUG" in second


@pytest.mark.parametrize(("watched", "quiet"), [(False, False), (True, True)])
def test_a_download_that_nobody_watches_is_silent(
    watched: bool,
    quiet: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: watched)
    with streams.show_download("model", quiet=quiet) as progress:
        progress(1, 2)
    assert capsys.readouterr() == ("", "")


def test_a_message_is_wrapped_between_words_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "fileno", lambda: 2, raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((40, 20)))
    path = "/a/very/long/path-that-is-kept/whole/by-all/means/article.txt"
    streams.print_message(f"there is no file of that name here: {path}")
    assert capsys.readouterr().err.splitlines() == [
        "summarize: there is no file of that",
        "  name here:",
        f"  {path}",
    ]
    streams.print_message("short")
    assert capsys.readouterr().err == "summarize: short\n"
