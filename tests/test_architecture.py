"""The rules that no single module can keep: who imports whom, who prints, what is packaged."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

import pytest

from support.paths import ROOT

PACKAGE = ROOT / "summarize"
HEAVY = {
    "charset_normalizer", "httpx2", "huggingface_hub", "jinja2", "llama_cpp", "lxml", "numpy",
    "py3langid", "pypdfium2", "rich", "sentencex", "Stemmer", "tomlkit", "trafilatura", "urllib3",
}  # fmt: skip


def imported(*arguments: str) -> tuple[set[str], subprocess.CompletedProcess[str]]:
    """The top-level packages that a run of Python imports, as Python itself reports them."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    lines = [line for line in run.stderr.splitlines() if line.startswith("import time:")]
    return {line.rsplit("|", 1)[1].strip().partition(".")[0] for line in lines}, run


def test_imports_run_one_way() -> None:
    """The contracts are in pyproject.toml."""
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()",
         "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert " 0 broken" in run.stdout


def test_nothing_prints_past_the_streams() -> None:
    """Results and messages go through the command line's streams, never through `print`."""
    prints = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert prints == []


def test_no_file_name_means_two_things() -> None:
    """A name that is found in two rooms would have to be explained in both."""
    paths = [path for path in PACKAGE.rglob("*.py") if not path.name.startswith("__")]
    names = [path.name for path in paths]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_every_test_file_says_what_it_tests() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "tests").rglob("*.py")
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("-c", "import summarize"),
        ("-m", "summarize", "--help"),
        ("-m", "summarize", "--version"),
    ],
    ids=["import", "help", "version"],
)
def test_nothing_heavy_is_imported_for_nothing(arguments: tuple[str, ...]) -> None:
    packages, run = imported(*arguments)
    assert run.returncode == 0
    assert "summarize" in packages
    assert not packages & HEAVY


def test_heavy_imports_would_be_seen() -> None:
    packages, _ = imported("-c", "import rich")
    assert packages >= {"rich"}
