"""What a Python program gets from `import summarize`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import summarize
from summarize.document import Document
from summarize.errors import SettingsError, UsageError
from summarize.inference import load as load_module
from summarize.inference.load import LoadedEngine
from summarize.results import Verdict
from summarize.settings import Settings
from support.answers import voting
from support.paths import EXAMPLES, ROOT
from support.scripted_engine import ScriptedEngine


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """The settings with which an engine was asked for."""
    asked: list[Settings] = []

    @contextmanager
    def opened(settings: Settings) -> Iterator[LoadedEngine]:
        asked.append(settings)
        yield LoadedEngine(ScriptedEngine(voting()), 2.5, None)

    monkeypatch.setattr(load_module, "load_engine", opened)
    return asked


def test_read() -> None:
    assert summarize.read(str(EXAMPLES / "notice.txt")).words == 60
    assert summarize.read(EXAMPLES / "notice.txt").language == "en"
    assert summarize.read(text="Ito won.", language="de").language == "de"
    with pytest.raises(UsageError):
        summarize.read()


def test_check_needs_no_model(harbour: Document) -> None:
    found = summarize.check("The work will cost £4.2 million.", harbour)
    assert found.verdict is Verdict.SUPPORTED
    assert [evidence.line for evidence in found.evidence] == [21]
    assert summarize.check("The work will cost £9.9 million.", harbour).reasons


def test_summarize(harbour: Document, seen: list[Settings]) -> None:
    result = summarize.summarize(harbour, length="short", claims=2, focus="breakwater", seed=5)
    assert result.target_words == 60
    assert len(result.claims) <= 2
    assert result.usage.load_seconds == 2.5
    assert result.usage.seconds > 2.5
    (settings,) = seen
    assert (settings.claims, settings.focus, settings.seed) == (2, "breakwater", 5)
    assert settings.cache is False


def test_the_length_may_be_a_number(harbour: Document, seen: list[Settings]) -> None:
    result = summarize.summarize(harbour, length=80)
    assert result.target_words == 80
    assert result.to_markdown().startswith("# ")
    assert result.to_markdown(front_matter=True).startswith("---\n")
    assert json.loads(result.to_json())["summary"]["words"] == result.words
    assert result.sentences[0].text in result.to_text()
    assert result.to_html().startswith("<!DOCTYPE html>")


def test_the_environment_plays_no_part(
    harbour: Document, seen: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUMMARIZE_CLAIMS", "0")
    assert summarize.summarize(harbour).claims


def test_a_setting_that_there_is_not(harbour: Document, seen: list[Settings]) -> None:
    with pytest.raises(SettingsError, match="lenght"):
        summarize.summarize(harbour, lenght="short")
    assert seen == []


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, summarize; print(sorted({'llama_cpp', 'rich', 'typer'} & set(sys.modules)))"
    root = ROOT
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, cwd=root)
    assert done.stdout.strip() == b"[]"
