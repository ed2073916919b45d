"""The packaged model on the examples, through the real command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from summarize import check, read
from summarize.results import Verdict
from summarize.settings import Length
from support.paths import EXAMPLES
from support.prompt_leaks import leaks

pytestmark = pytest.mark.model

SCHEMA = json.loads((files("summarize.render") / "summary.schema.json").read_text())
# The long one with fewer drafts' worth of words, so that the tests stay bearable.
CALLS = {
    "notice": ("medium",),
    "harbour": ("medium",),
    "feature": ("30", "-c", "1"),
}
BOILERPLATE = (
    "Corvane", "Tredwick", "Notify of", "01632 960417", "Contact Us", "Subscribe", "Share this",
    "Leave a comment", "Your email address", "Photo:", "By Tess Garrowby", "Published:",
)  # fmt: skip


@dataclass(frozen=True)
class Run:
    """One call of the program and what came of it."""

    length: str
    code: int
    result: dict[str, Any]
    err: str

    @property
    def printed(self) -> list[dict[str, Any]]:
        return [*self.result["summary"]["sentences"], *self.result["claims"]]


def call(name: str, *options: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Through a process of its own, which has its own cache and no network."""
    length, *more = CALLS[name]
    folders = {f"XDG_{kind}_HOME": str(home) for kind in ("CACHE", "CONFIG", "DATA")}
    source = str(EXAMPLES / f"{name}.txt")
    return subprocess.run(
        [sys.executable, "-m", "summarize", source, "-f", "json", "-l", length, *more, *options],
        capture_output=True,
        encoding="utf-8",
        timeout=900,
        check=False,
        env={**os.environ, **folders, "PYTHONPATH": str(home / "guard")},
    )


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user's folders, with a guard in them that makes every use of a socket fail."""
    folder = tmp_path_factory.mktemp("home")
    # Not beside the folders: the cache is called like the package, and would be imported.
    (folder / "guard").mkdir()
    (folder / "guard" / "sitecustomize.py").write_text(
        "import sys\n"
        "def refuse(event, args):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.bind'):\n"
        "        raise OSError('offline')\n"
        "sys.addaudithook(refuse)\n"
    )
    return folder


@pytest.fixture(scope="session", params=CALLS)
def name(request: pytest.FixtureRequest) -> str:
    """Each example in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def run(name: str, home: Path) -> Run:
    """The example, summarised once."""
    ran = call(name, "--no-cache", home=home)
    assert ran.stdout, ran.stderr
    return Run(CALLS[name][0], ran.returncode, json.loads(ran.stdout), ran.stderr)


def test_it_succeeds_and_says_nothing_beside_the_result(run: Run) -> None:
    assert (run.code, run.err) == (0, "")


def test_the_result_follows_the_schema(run: Run) -> None:
    jsonschema.validate(run.result, SCHEMA)


def test_there_is_a_summary_and_claims(run: Run) -> None:
    assert run.result["summary"]["sentences"]
    assert run.result["claims"]


def test_every_quote_is_the_files_own_at_its_line(name: str, run: Run) -> None:
    source = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    quotes = [evidence for one in run.printed for evidence in one["evidence"]]
    assert len(quotes) >= len(run.printed)
    for quote in quotes:
        assert quote["quote"] == source[quote["start"] : quote["end"]]
        assert quote["line"] == source[: quote["start"]].count("\n") + 1


def test_everything_printed_is_supported(name: str, run: Run) -> None:
    document = read(EXAMPLES / f"{name}.txt")
    for one in run.printed:
        assert one["verdict"] == "supported"
        assert one["evidence"]
        assert check(one["text"], document).verdict is Verdict.SUPPORTED


def test_no_words_of_a_prompt_are_in_it(name: str, run: Run) -> None:
    source = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    texts = [one["text"] for one in (*run.printed, *run.result["dropped"])]
    assert leaks(texts, source) == set()


def test_the_boilerplate_of_the_page_is_not_the_article(run: Run) -> None:
    for one in run.printed:
        assert not [words for words in BOILERPLATE if words in one["text"]]


def test_the_length_is_the_length_asked_for(run: Run) -> None:
    summary, source = run.result["summary"], run.result["source"]
    target = Length.parse(run.length).target_words(source["words"])
    assert summary["target_words"] == target
    assert summary["words"] <= source["words"] / 2
    assert abs(summary["words"] - target) <= 0.15 * target


def test_all_of_it_was_read(name: str, run: Run) -> None:
    coverage = run.result["coverage"]
    assert coverage["tokens_read"] == coverage["tokens_total"] == run.result["source"]["tokens"]
    assert run.result["gaps"] == []
    assert (coverage["chunks"] > 1) is (name == "feature")
    assert run.result["usage"]["prompt_tokens"] > coverage["tokens_total"]
    assert run.result["usage"]["output_tokens"] > 0


def test_the_second_time_nothing_is_computed_anew(home: Path) -> None:
    first, second = (call("notice", home=home) for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    one, other = json.loads(first.stdout), json.loads(second.stdout)
    assert one["usage"]["output_tokens"] > 0
    assert other["usage"]["prompt_tokens"] == other["usage"]["output_tokens"] == 0
    for part in ("summary", "claims", "dropped", "coverage"):
        assert one[part] == other[part]
