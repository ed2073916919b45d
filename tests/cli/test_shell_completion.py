"""Shell completion, as the shells ask for it: the completion protocol in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.tiny_models import Tiny
from support.tiny_t5 import tiny_t5

SHELLS = ("bash", "zsh", "fish")
_PROGRAM = "from summarize.cli.app import main; main()"


def call(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-P", "-c", _PROGRAM, *arguments],
        cwd=folder, env=os.environ | environment,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def offered(shell: str, typed: str, folder: Path) -> str:
    """What a shell is told when Tab is pressed behind `typed`."""
    words = typed.split(" ")
    asked = {
        "_SUMMARIZE_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": typed,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    run = call(folder, **asked)
    assert run.stderr == ""
    assert run.returncode == 0
    return run.stdout


def words(shell: str, typed: str, folder: Path) -> set[str]:
    """The words alone: each shell has them in a form of its own."""
    text = offered(shell, typed, folder)
    if shell == "zsh":
        inside = text.partition("'*: :((")[2].rpartition("))'")[0]
        return {line.split('":"')[0].strip('"') for line in inside.splitlines()}
    return {line.split("\t")[0] for line in text.splitlines()}


@pytest.mark.parametrize("shell", SHELLS)
def test_commands_options_and_values(shell: str, tmp_path: Path) -> None:
    (tmp_path / "tea.txt").touch()
    (tmp_path / "texts").mkdir()
    assert words(shell, "summarize te", tmp_path) == {"text", "tea.txt", "texts/"}
    assert {"--length", "--language"} <= words(shell, "summarize --l", tmp_path)
    assert words(shell, "summarize -f m", tmp_path) == {"markdown"}
    assert words(shell, "summarize tea.txt --model smol", tmp_path) == {"smollm2-135m"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("summarize --format ", {"rich", "markdown", "json", "text", "html"}),
        ("summarize tea.txt -l ", {"short", "medium", "long"}),
        ("summarize verify a b --format j", {"json"}),
        ("summarize bench --model smol", {"smollm2-135m"}),
        ("summarize cache ", {"info", "clear"}),
        ("summarize config s", {"set", "show"}),
        ("summarize config set le", {"length"}),
        ("summarize config set length ", {"short", "medium", "long"}),
        ("summarize config set model smol", {"smollm2-135m"}),
        ("summarize config set cache ", {"true", "false"}),
        ("summarize config get cl", {"claims", "cluster"}),
        ("summarize tea.txt --style ", {"paragraph", "bullets", "tldr"}),
        ("summarize config set style b", {"bullets"}),
        ("summarize models default smol", {"smollm2-135m"}),
        ("summarize models path smollm2", {"smollm2-135m"}),
        ("summarize models info smollm2-1", {"smollm2-135m"}),
        ("summarize models pull minicheck", {"minicheck-flan-t5-large"}),
        ("summarize doctor -m smol", {"smollm2-135m"}),
    ],
)
def test_what_is_offered(typed: str, expected: set[str], tmp_path: Path) -> None:
    assert words("bash", typed, tmp_path) == expected


def test_everything_may_come_first(tmp_path: Path) -> None:
    (tmp_path / "article.txt").touch()
    (tmp_path / "with space.txt").touch()
    (tmp_path / ".hidden").touch()
    found = words("bash", "summarize ", tmp_path)
    assert {"models", "config", "doctor", "article.txt"} <= found
    assert not found & {"with space.txt", ".hidden"}


@pytest.mark.parametrize("typed", ["summarize art", "summarize a.txt b", "summarize ./te"])
def test_the_shell_completes_files_itself(typed: str, tmp_path: Path) -> None:
    """It does where nothing is offered: bash and fish by themselves, zsh when it is told to."""
    (tmp_path / "article.txt").touch()
    assert offered("bash", typed, tmp_path).strip() == ""
    assert offered("zsh", typed, tmp_path).strip() == "_files"


def test_a_broken_configuration_does_not_matter(tmp_path: Path) -> None:
    config = tmp_path / "config" / "summarize" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("length = ", encoding="utf-8")
    asked = {"_SUMMARIZE_COMPLETE": "complete_bash", "COMP_WORDS": "summarize -f m"}
    run = call(tmp_path, **asked, COMP_CWORD="2", XDG_CONFIG_HOME=str(tmp_path / "config"))
    assert run.stdout.split() == ["markdown"]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_of_each_shell(shell: str, tmp_path: Path) -> None:
    detection = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    run = call(tmp_path, "--show-completion", shell, **detection)
    assert run.returncode == 0
    assert f"_SUMMARIZE_COMPLETE=complete_{shell}" in run.stdout


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX")
def test_it_is_installed_for_the_user(tmp_path: Path) -> None:
    detection = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "HOME": str(tmp_path)}
    run = call(tmp_path, "--install-completion", "fish", **detection)
    assert run.returncode == 0
    script = tmp_path / ".config" / "fish" / "completions" / "summarize.fish"
    assert "_SUMMARIZE_COMPLETE=complete_fish" in script.read_text(encoding="utf-8")


def test_a_judge_is_offered_where_one_is_asked_for_and_not_where_a_model_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = tmp_path / "models"
    models.mkdir()
    monkeypatch.setenv("SUMMARIZE_MODELS", str(models))
    (models / "own-judge.gguf").write_bytes(tiny_t5().data())
    (models / "own-writer.gguf").write_bytes(Tiny().data())
    assert words("bash", "summarize --model own", tmp_path) == {"own-writer"}
    judging = "summarize verify a b --judge "
    assert words("bash", f"{judging}own", tmp_path) == {"own-judge", "own-writer"}


def test_a_judge_of_the_catalogue_is_offered_before_it_is_here(tmp_path: Path) -> None:
    judging = "summarize verify a b --judge "
    assert words("bash", f"{judging}mini", tmp_path) == {"minicheck-flan-t5-large"}
    assert words("bash", f"{judging}no", tmp_path) == {"none"}
    assert offered("bash", "summarize --model mini", tmp_path).strip() == ""
