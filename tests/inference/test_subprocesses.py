"""Child processes: search path, arguments, crashes, timeouts, Ctrl-C."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import summarize
from summarize.inference import subprocesses


def test_it_finds_this_package_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')")
    (tmp_path / "summarize.py").write_text("raise SystemExit('the wrong summarize')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    run = subprocesses.run_python("import json, summarize; print(summarize.__file__)", 60)
    assert run is not None
    assert (run.returncode, run.stderr) == (0, "")
    assert Path(run.stdout.strip()) == Path(summarize.__file__)


def test_it_gets_its_arguments_and_its_environment() -> None:
    code = "import os; print(sys.argv[1:], os.environ['SUMMARIZE_ODD'])"
    run = subprocesses.run_python(code, 60, "a b", "'c'", env={"SUMMARIZE_ODD": "yes"})
    assert run is not None
    assert run.stdout.strip() == """['a b', "'c'"] yes"""


def test_it_may_crash_or_hang() -> None:
    crashed = subprocesses.run_python("import os; os.abort()", 60)
    assert crashed is not None
    expected = subprocesses.describe_crash(crashed.returncode)
    assert expected == "SIGABRT" if os.name == "posix" else expected
    assert subprocesses.run_python("import time; time.sleep(60)", 0.5) is None


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
def test_it_is_in_a_group_of_its_own_so_that_ctrl_c_does_not_reach_it() -> None:
    run = subprocesses.run_python("import os; print(os.getpgrp() == os.getpid())", 60)
    assert run is not None
    assert run.stdout.strip() == "True"


@pytest.mark.parametrize(
    ("code", "expected"),
    [(0, ""), (3, ""), (-250, "signal 250"), (0xC0000005, "error 0xc0000005")],
)
def test_what_ended_a_process(code: int, expected: str) -> None:
    assert subprocesses.describe_crash(code) == expected
