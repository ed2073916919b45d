"""The sandbox: a child process that parses foreign files may be slow, greedy or dead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.document import Metadata
from summarize.errors import SourceError
from summarize.sources import sandbox
from summarize.sources.blocks import Block, BlockKind, Extract
from summarize.sources.sandbox import Bounds, extract_in_sandbox
from support.paths import ROOT

posix = pytest.mark.skipif(os.name != "posix", reason="the system knows no such limits")

Plant = Callable[[str], None]


@pytest.fixture
def plant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Puts a reader of the test's own in the place of the one for PDF."""
    package = tmp_path / "planted_readers"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sandbox, "PACKAGE", "planted_readers")
    monkeypatch.delenv("SUMMARIZE_DEBUG", raising=False)

    def planted(body: str) -> None:
        lines = textwrap.indent(textwrap.dedent(body), "    ")
        (package / "pdf.py").write_text(
            "from summarize.document import Metadata\n"
            "from summarize.errors import SourceError\n"
            "from summarize.sources.blocks import Block, Extract, BlockKind\n"
            f"def extract(data, name, **options):\n{lines}\n",
            encoding="utf-8",
        )

    return planted


def refusal(data: bytes = b"x") -> SourceError:
    with pytest.raises(SourceError) as caught:
        extract_in_sandbox("pdf", data, "a.pdf")
    return caught.value


def test_everything_crosses_as_it_was(plant: Plant) -> None:
    plant("""
        return Extract(
            (
                Block(data.decode("utf-8", "surrogatepass"), BlockKind.PROSE, 0, ((0, 1), (2, 3))),
                Block("Two", BlockKind.HEADING, 6),
                Block("a\\tb\\nc", BlockKind.TABLE),
            ),
            Metadata("Title", None, "2026-03", name),
            "de",
            ("one", options["address"], str(options["charset"])),
        )
    """)
    words = "漢字 \U0001f600 \ud800\x00\n"
    data = words.encode("utf-8", "surrogatepass")
    extract = extract_in_sandbox("pdf", data, "ä.pdf", address="http://a/", charset=None)
    assert extract == Extract(
        (
            Block(words, BlockKind.PROSE, 0, ((0, 1), (2, 3))),
            Block("Two", BlockKind.HEADING, 6),
            Block("a\tb\nc", BlockKind.TABLE),
        ),
        Metadata("Title", None, "2026-03", "ä.pdf"),
        "de",
        ("one", "http://a/", "None"),
    )


def test_large_documents_and_answers_pass(plant: Plant) -> None:
    plant("return Extract((Block(data.decode()),))")
    text = "twelve bytes" * 400_000
    assert extract_in_sandbox("pdf", text.encode(), "a.pdf").blocks[0].text == text


def test_only_known_readers_are_run() -> None:
    with pytest.raises(KeyError):
        extract_in_sandbox("os", b"", "a")


def test_a_refusal_keeps_its_message_and_hint(plant: Plant) -> None:
    plant("raise SourceError(f'{name} is encrypted “so”', 'remove the password')")
    error = refusal()
    assert (error.message, error.hint) == ("a.pdf is encrypted “so”", "remove the password")


def test_a_hanging_reader_is_ended(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "BOUNDS", Bounds(seconds=0.5, seconds_per_megabyte=0))
    plant("import time; time.sleep(60)")
    assert refusal().message == "a.pdf takes longer than 0 s to read"


def test_a_large_document_may_take_longer() -> None:
    bounds = Bounds(seconds=60, seconds_per_megabyte=2, memory=1000)
    assert bounds.compute_time_limit(0) == 60
    assert bounds.compute_time_limit(50_000_000) == 160
    assert bounds.compute_memory_limit(50) == 1150


@posix
def test_a_reader_that_outlives_its_parent_runs_out_of_time(
    plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant("import resource; return Extract((Block(str(resource.getrlimit(0)[0])),))")
    assert extract_in_sandbox("pdf", b"", "a").blocks[0].text == "65"
    plant("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)")
    assert "takes longer than 60 s" in refusal().message


@pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on memory")
def test_a_greedy_reader_is_ended(plant: Plant) -> None:
    plant("return Extract(tuple(Block('x' * 1000 + str(i)) for i in range(10**7)))")
    error = refusal()
    assert error.message == "a.pdf takes too much memory to read"
    assert error.hint


@posix
def test_a_reader_killed_by_the_system_took_too_much(plant: Plant) -> None:
    plant("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    assert "too much memory" in refusal().message


@posix
def test_a_crash_is_told_in_words(plant: Plant) -> None:
    plant("import ctypes; ctypes.string_at(0)")
    assert refusal().message == "a.pdf is damaged in a way that stops the PDF reader"


def test_a_silent_end_is_a_crash_too(plant: Plant) -> None:
    plant("import os; os._exit(0)")
    assert refusal().message == "a.pdf is damaged in a way that stops the PDF reader"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("return {}['gone']", "a.pdf could not be read: KeyError in the PDF reader"),
        ("raise SystemExit", "a.pdf is damaged in a way that stops the PDF reader"),
        ("import no_such_module", "could not be read: ModuleNotFoundError in the PDF reader"),
        ("return extract(data, name)", "a.pdf is nested too deeply to be read"),
        ("raise MemoryError", "a.pdf takes too much memory to read"),
    ],
)
def test_failures_are_translated_and_silent(
    body: str, message: str, plant: Plant, capfd: pytest.CaptureFixture[str]
) -> None:
    plant(body)
    assert message in refusal().message
    assert capfd.readouterr() == ("", "")


def test_a_traceback_is_shown_on_demand(
    plant: Plant, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    plant("raise ZeroDivisionError('planted')")
    monkeypatch.setenv("SUMMARIZE_DEBUG", "1")
    assert "ZeroDivisionError in the PDF reader" in refusal().message
    assert "ZeroDivisionError: planted" in capfd.readouterr().err


def test_what_a_library_prints_goes_nowhere(
    plant: Plant, capfd: pytest.CaptureFixture[str]
) -> None:
    plant("""
        import os, sys
        print("noise"); os.write(1, b"noise"); os.write(2, b"noise"); sys.stdout.flush()
        return Extract((Block("words"),))
    """)
    assert extract_in_sandbox("pdf", b"", "a").blocks == (Block("words"),)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.socket().connect(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import socket; socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import os; os.system('exit')",
        "import subprocess, sys; subprocess.run([sys.executable, '--version'])",
    ],
)
def test_no_reader_reaches_the_world(attempt: str, plant: Plant) -> None:
    plant(f"""
        try:
            {attempt}
        except OSError as error:
            return Extract((Block(str(error)),))
    """)
    assert "a reader tried" in extract_in_sandbox("pdf", b"", "a").blocks[0].text


def test_too_much_text_is_refused(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "BOUNDS", Bounds(output=3_000_000))
    plant("return Extract((Block('x' * 3_000_000),))")
    assert refusal().message == "a.pdf holds more than 3 MB of text"


def test_an_endless_answer_is_cut(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "BOUNDS", replace(Bounds(), output=10_000, seconds=3600))
    plant("""
        import os
        for end in range(3, 64):
            while True:
                try:
                    os.write(end, bytes(1000))
                except OSError:
                    break
    """)
    assert "a.pdf takes longer than" in refusal().message  # long before the hour


@pytest.mark.parametrize(
    "change",
    [
        {"blocks": [["text", "no such kind", 0, [], ""]]},
        {"blocks": [["text", "prose", 0, [[9, 1]], ""]]},
        {"blocks": [["text", "prose", 0, [[0, -1]], ""]]},
        {"blocks": [["text", "prose", 0, [[0, 10**9]], ""]]},
        {"blocks": [["text", "prose", 0, [[0, "1"]], ""]]},
        {"blocks": [[None, "prose", 0, [], ""]]},
        {"blocks": [["text", "prose"]]},
        {"blocks": 3},
        {"metadata": ["a", "b", "c", "d", "e"]},
        {"metadata": [1, None, None, None]},
        {"blocks": [["text", "prose", 0, [], 7]]},
        {"language": []},
        {"cut_off": 3},
        {"warnings": 3},
        {"state": "unheard of", "reason": None},
    ],
)
def test_a_forged_answer_is_not_believed(
    change: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    import json

    true = {"state": "read", "blocks": [], "metadata": [], "language": None, "notes": []}
    true |= {"warnings": [], "cut_off": False, "speakers": []}
    forged = json.dumps(true | change).encode()
    monkeypatch.setattr(sandbox, "_run_child", lambda *_: (0, forged))
    refusal()
    monkeypatch.setattr(sandbox, "_run_child", lambda *_: (0, json.dumps(true).encode()))
    assert extract_in_sandbox("pdf", b"", "a") == Extract(())


def test_no_child_at_all_is_an_error_of_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(ROOT / "no" / "python"))
    assert "no process can be started" in refusal().message


SCRIPT = """
import os, sys
from summarize.sources import sandbox
sandbox.PACKAGE = "planted_readers"
sys.path.append(os.getcwd())
print(sandbox.extract_in_sandbox("pdf", b"", "a").blocks[0].text)
"""


def test_a_script_without_a_guard_may_use_it(plant: Plant, tmp_path: Path) -> None:
    plant("import sys; return Extract((Block(str('script' in sys.modules)),))")
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, str(tmp_path / "script.py")],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, cwd=tmp_path,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.stdout, run.stderr, run.returncode) == ("False\n", "", 0)


@posix
def test_an_interrupt_ends_the_child_quietly(plant: Plant, tmp_path: Path) -> None:
    plant(f"""
        import os, time
        open({str(tmp_path / "pid")!r}, "w").write(str(os.getpid()) + "\\n")
        time.sleep(60)
    """)
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "script.py")],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, cwd=tmp_path,
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    ) as run:  # fmt: skip
        pid = _written(tmp_path / "pid")
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does: parent and child
        _, errors = run.communicate(timeout=30)
    assert errors.count("Traceback") == 1  # the script's own
    assert "KeyboardInterrupt" in errors
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def _written(path: Path) -> int:
    for _ in range(300):
        if path.exists() and path.read_text().endswith("\n"):
            return int(path.read_text())
        time.sleep(0.1)
    raise AssertionError("the child never started")


def test_metadata_may_be_missing(plant: Plant) -> None:
    plant("return Extract(())")
    assert extract_in_sandbox("pdf", b"", "a").metadata == Metadata()


@pytest.mark.parametrize("reader", sandbox.FORMAT_NAMES)
def test_every_reader_exists(reader: str) -> None:
    from importlib.util import find_spec

    assert find_spec(sandbox.find_extractor_module(reader)) is not None


def test_the_pages_that_are_read_are_heard(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant("""
        import time
        from summarize.sources.page_progress import page_progress
        page_progress.begin(3)
        page_progress.end_page()
        page_progress.end_page()
        time.sleep(1.0)
        return Extract((Block("Two.", BlockKind.PROSE),))
    """)
    heard: list[tuple[int, int]] = []
    monkeypatch.setattr(sandbox.activity, "note_pages", lambda *pages: heard.append(pages))
    assert extract_in_sandbox("pdf", b"", "a").blocks[0].text == "Two."
    assert heard[-1] == (2, 3)
