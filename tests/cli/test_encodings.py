"""What standard output gets in every encoding: JSON that is JSON, and no "?" for a character."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.paths import ROOT, SUPPORT, TESTS

TEXT = (
    "The café “Zum Löwen” in Łódź opened at nine — with 東京 tea and 👩‍🚀 cakes for €4 each.\n\n"
    "About 200 people came to the café on the first day.\x1b]52;c;ZWNobyBoaQ==\x07 The own\u200ber,"
    " Zoë Ångström, sold 350 cups.\u202e She will open a second one in May, in the old mill.\n"
)
ENVIRONMENTS = [
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "utf-8"},
    {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
]


@pytest.fixture(params=ENVIRONMENTS, ids=lambda one: ",".join(one.values()))
def environment(request: pytest.FixtureRequest) -> dict[str, str]:
    variables: dict[str, str] = request.param
    return variables


def run(environment: dict[str, str], folder: Path, *arguments: str) -> bytes:
    """Run the program on the text, and return the bytes that it wrote to standard output."""
    (folder / "article.txt").write_text(TEXT, encoding="utf-8")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, *arguments, "article.txt"],
        cwd=folder,
        env={**kept, "PYTHONPATH": os.pathsep.join([str(ROOT), str(TESTS)]), **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def summarize(environment: dict[str, str], folder: Path, format: str) -> bytes:
    script = str(SUPPORT / "scripted_cli.py")
    return run(environment, folder, script, "voting", "-q", "--no-cache", "-f", format)


def assert_clean(text: str) -> None:
    assert not {"\x1b", "\u200b", "\u202e", "\x07"} & set(text)


def test_json_is_utf8_and_loses_nothing(environment: dict[str, str], tmp_path: Path) -> None:
    data = json.loads(summarize(environment, tmp_path, "json").decode("utf-8"))
    text = json.dumps([data["summary"], data["claims"]], ensure_ascii=False)
    assert "Zoë Ångström" in text
    assert "?" not in text
    assert_clean(text)


def test_the_document_as_json(environment: dict[str, str], tmp_path: Path) -> None:
    out = run(environment, tmp_path, "-m", "summarize", "text", "--json").decode("utf-8")
    texts = [block["text"] for block in json.loads(out)["blocks"]]
    assert "東京 tea and 👩‍🚀 cakes for €4" in texts[0]
    assert "The owner, Zoë Ångström" in texts[1]
    assert_clean("".join(texts))


@pytest.mark.parametrize("format", ["markdown", "text"])
def test_other_formats_escape(environment: dict[str, str], tmp_path: Path, format: str) -> None:
    encoding = environment.get("PYTHONIOENCODING", "ascii")
    text = summarize(environment, tmp_path, format).decode(encoding)
    assert "?" not in text
    assert "caf" in text
    if encoding == "ascii":
        assert "caf\\u00e9" in text.replace("\\\\", "\\")
    assert_clean(text)


def test_a_page_says_what_it_is(environment: dict[str, str], tmp_path: Path) -> None:
    page = summarize(environment, tmp_path, "html").decode("utf-8")
    assert "Zoë" in page or "Zo&#235;" in page
    assert_clean(page)
