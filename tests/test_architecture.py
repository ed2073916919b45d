"""The rules that no single module can keep: who imports whom, how large, what is packaged."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "summarize"
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = {
    "charset_normalizer", "httpx2", "huggingface_hub", "jinja2", "llama_cpp", "lxml", "numpy",
    "py3langid", "pypdfium2", "rich", "sentencex", "snowballstemmer", "tomlkit", "trafilatura",
    "urllib3",
}  # fmt: skip
_MOST_LINES = 300


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def setuptools_table() -> dict[str, object]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    table = project["tool"]["setuptools"]
    assert isinstance(table, dict)
    return table


def imported(*arguments: str) -> tuple[set[str], subprocess.CompletedProcess[str]]:
    """The top-level packages that a run of Python imports, as Python itself tells it."""
    run = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    lines = [line for line in run.stderr.splitlines() if line.startswith("import time:")]
    return {line.rsplit("|", 1)[1].strip().partition(".")[0] for line in lines}, run


def test_imports_point_one_way() -> None:
    """The contracts are in pyproject.toml."""
    pytest.importorskip("importlinter")
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()",
         "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert " 0 broken" in run.stdout


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= _MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_command_line_prints(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prints = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert not prints or name_of(path) == "summarize/cli.py"


# Folders at the top level that are installed as packages.
BESIDE = {"summarize.examples": ROOT / "examples", "summarize.prompts": ROOT / "prompts"}


def test_every_folder_of_the_package_is_packaged() -> None:
    folders = {
        ".".join(path.parent.relative_to(ROOT).parts) for path in PACKAGE.rglob("__init__.py")
    }
    table = setuptools_table()
    assert isinstance(table["packages"], list)
    assert set(table["packages"]) == folders | BESIDE.keys()
    beside = {package: folder.name for package, folder in BESIDE.items()}
    assert table["package-dir"] == {"summarize": "summarize"} | beside
    assert all(folder.is_dir() for folder in BESIDE.values())


def test_every_file_beside_the_code_is_packaged() -> None:
    """What is no Python is only installed if the package's data names it."""
    data = setuptools_table()["package-data"]
    assert isinstance(data, dict)
    for package in setuptools_table()["packages"]:  # type: ignore[attr-defined]
        folder = BESIDE.get(package, ROOT / Path(*package.split(".")))
        others = {path for path in folder.iterdir() if path.is_file() and path.suffix != ".py"}
        named = {path for pattern in data.get(package, ()) for path in folder.glob(pattern)}
        assert others == named, package


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
