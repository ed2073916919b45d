"""The README tells the truth about the tree, the options, the exit codes and the commands."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from support.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
TREE = re.search(r"```\n(summarize/\n.*?)```", README, re.DOTALL)


def documented_files() -> list[str]:
    """The paths in the README's tree: folders end in "/", files stand below their folder."""
    assert TREE, "the README has no tree"
    paths: list[str] = []
    folders: list[str] = []
    for line in TREE[1].splitlines():
        name = line.split()[0]
        depth = (len(line) - len(line.lstrip())) // 2
        folders = folders[:depth]
        if name.endswith("/"):
            folders.append(name)
        else:
            paths.append("".join(folders) + name)
    return paths


def test_the_tree_lists_every_module_and_nothing_else() -> None:
    there = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "summarize").rglob("*.py")
        if path.name not in {"__init__.py", "__main__.py"}
    }
    there |= {path.relative_to(ROOT).as_posix() for path in (ROOT / "summarize").rglob("*.json")}
    assert set(documented_files()) == there


def test_every_line_of_the_tree_says_what_it_is_for() -> None:
    assert TREE
    for line in TREE[1].splitlines():
        assert len(line.split(maxsplit=1)) == 2 or line.strip() == "summarize/", line


@pytest.fixture(scope="module")
def help_text() -> str:
    run = subprocess.run(
        [sys.executable, "-m", "summarize", "--help"], capture_output=True, text=True, check=True
    )
    return run.stdout


def test_the_options_of_the_readme_are_those_of_the_program(help_text: str) -> None:
    table = README[README.index("| option |") : README.index("| exit code |")]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `-")]
    documented = {name for row in rows for name in re.findall(r"--?[a-z][a-z-]*", row)}
    options = help_text[help_text.index("Options:") : help_text.index("Commands:")]
    offered = [re.findall(r"--?[a-z][a-z-]*", line[:25]) for line in options.splitlines()]
    for names in filter(None, offered):
        assert set(names) & (documented | {"--help", "--version"}), names
    assert documented <= {name for names in offered for name in names}


def test_the_commands_of_the_readme_are_those_of_the_program(help_text: str) -> None:
    block = README[README.index("summarize [OPTIONS] SOURCE") :].split("```")[0]
    documented = set(re.findall(r"^summarize ([a-z]+) ?", block, re.MULTILINE))
    listed = help_text[help_text.index("Commands:") :]
    assert documented == set(re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE))


def test_the_two_commands_are_there_once() -> None:
    assert README.count("pip install -c constraints.txt . && summarize examples/harbour.txt") == 1
    assert README.count("pip install -c constraints.txt '.[test]' && pytest") == 1
    assert (ROOT / "examples" / "harbour.txt").is_file()


def test_every_dependency_is_pinned_to_a_tested_version() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    named = set(re.findall(r'^\s+"([a-z0-9-]+)>=', project, re.MULTILINE))
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    for name in named - {"setuptools"}:
        assert re.search(rf"^{name}==", pinned, re.MULTILINE), name
