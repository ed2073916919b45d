"""README and docs/ tell the truth: commands run, options are real, links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import make_picture
from summarize.inference import Prompt, Request
from summarize.render import render_text
from summarize.settings import Format
from support.answers import voting
from support.gguf_files import tiny_gguf
from support.hub_server import HubServer
from support.llm_server import LLMServer
from support.office_files import docx, epub
from support.paths import EXAMPLES, ROOT, SUPPORT, TESTS
from support.pdf_samples import Sheet, pdf
from support.tiny_models import Tiny
from support.web_server import WebServer, page

README = ROOT / "README.md"
PAGES = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
HARBOUR = (EXAMPLES / "harbour.txt").read_text(encoding="utf-8")
PARAGRAPHS = [one for one in HARBOUR.split("\n\n") if len(one.split()) > 20]
# Commands of other programs, and those that CI itself runs: not run again by a test.
OTHERS = (
    "python3 -m venv", "pip install", "CMAKE_ARGS=", "llama-server", "OLLAMA_CONTEXT_LENGTH=",
    "lms ", "vllm ", "pytest", "UPDATE_GOLDEN=1 pytest", "ruff ", "bash .ci/run", "git clone",
    "python benchmarks/", "dask ", "kubectl ", "for host in", "ssh ", "done", "export DASK_",
)  # fmt: skip
# What needs a cluster is run by tests/batch/test_cluster.py.
ELSEWHERE = "--cluster "


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", path.read_text("utf-8"), re.DOTALL | re.M)


def commands() -> list[tuple[str, str]]:
    """Every command of the pages, with its page: comments and continued lines are gone."""
    return [
        (path.name, line.partition("  #")[0].strip())
        for path in PAGES
        for block in blocks(path, "sh")
        for line in block.replace("\\\n", " ").splitlines()
        if line.strip() and not line.startswith("#")
    ]


# --- pages and links


def test_the_readme_is_short() -> None:
    assert len(README.read_text("utf-8").splitlines()) <= 170


def anchors(path: Path) -> set[str]:
    """`"## Exit codes" -> "exit-codes"`, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_link_leads_somewhere() -> None:
    broken = []
    for path in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
            place, _, anchor = target.partition("#")
            if re.match(r"https?://", target):
                continue
            there = (path.parent / place) if place else path
            if not there.exists() or (anchor and anchor not in anchors(there)):
                broken.append(f"{path.name}: {target}")
    assert broken == []


def test_every_page_is_reached_from_the_readme() -> None:
    linked = set(re.findall(r"\]\((docs/\w+\.md)\)", README.read_text("utf-8")))
    assert linked == {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}


def test_every_file_that_is_named_exists() -> None:
    pattern = r"`((?:summarize|tests|docs|benchmarks|prompts|examples)/[\w./-]+)`"
    missing = [
        f"{path.name}: {name}"
        for path in PAGES
        for name in re.findall(pattern, path.read_text("utf-8"))
        if "NAME" not in name and not (ROOT / name).exists()
    ]
    assert missing == []


def test_the_readme_lists_the_rooms() -> None:
    listed = re.findall(r"^\| `(\w+)/` \|", README.read_text("utf-8"), re.MULTILINE)
    folders = {path.parent.name for path in (ROOT / "summarize").glob("*/__init__.py")}
    assert set(listed) == folders


# --- tables beside the program


@pytest.fixture(scope="module")
def help_text() -> str:
    command = [sys.executable, "-m", "summarize", "--help"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_options_are_those_of_the_program(help_text: str) -> None:
    usage = (ROOT / "docs" / "usage.md").read_text("utf-8")
    table = usage[usage.index("| option |") : usage.index("| exit code |")]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `-")]
    documented = {name for row in rows for name in re.findall(r"--?[a-z][a-z-]*", row)}
    options = help_text[help_text.index("The summary:") : help_text.index("Commands:")]
    offered = [re.findall(r"--?[a-z][a-z-]*", line[:25]) for line in options.splitlines()]
    for names in filter(None, offered):
        assert set(names) & (documented | {"--help", "--version"}), names
    assert documented <= {name for names in offered for name in names}


def test_the_commands_are_those_of_the_program(help_text: str) -> None:
    usage = (ROOT / "docs" / "usage.md").read_text("utf-8")
    block = usage[usage.index("summarize [OPTIONS] SOURCE") :].split("```")[0]
    documented = set(re.findall(r"^summarize ([a-z]+) ?", block, re.MULTILINE))
    listed = help_text[help_text.index("Commands:") :]
    assert documented == set(re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE))


def test_the_two_commands_are_there_once() -> None:
    text = README.read_text("utf-8")
    assert text.count("pip install -c constraints.txt . && summarize examples/harbour.txt") == 1
    assert text.count("pip install -c constraints.txt '.[test]' && pytest") == 1


def test_every_dependency_is_pinned_to_a_tested_version() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    named = set(re.findall(r'^\s+"([a-z0-9-]+)(?:\[\w+\])?>=', project, re.MULTILINE))
    pinned = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    for name in named:
        assert re.search(rf"^{name}==", pinned, re.MULTILINE), name


# --- picture and example output


def test_the_picture_shows_what_is_printed_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """If not: look at the difference, then run `python docs/make_picture.py`."""
    monkeypatch.chdir(ROOT)
    assert make_picture.draw(make_picture.play_back()) == make_picture.PICTURE.read_text("utf-8")


def test_the_markdown_in_the_readme_is_printed_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    printed = render_text(make_picture.play_back(), Format.MARKDOWN)
    (shown,) = blocks(README, "markdown")
    for paragraph in shown.strip().split("\n\n"):
        assert " ".join(paragraph.split()) in printed


# --- commands, run


@dataclass(frozen=True)
class World:
    """A home folder with everything that the pages speak of, and servers on loopback."""

    home: Path
    web: WebServer
    model: LLMServer
    hub: HubServer

    def run(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a command of a page as its user would; addresses lead to the servers here."""
        command = re.sub(r"https://example\.org\S*", self.web.address("/ferry.html"), command)
        command = re.sub(r"http://(?:localhost|gpu-box):\d+", self.model.address, command)
        command = command.replace("-m qwen3:8b", "-m Tiny")
        real = any(word in command for word in ("--server", "models", "doctor", "python -m"))
        program = [sys.executable, "-m", "summarize"]
        scripted = [sys.executable, str(SUPPORT / "scripted_cli.py"), "voting"]
        shim = self.home / "bin" / "summarize"
        shim.write_text(f'#!/bin/sh\nexec {shlex.join(program if real else scripted)} "$@"\n')
        shim.chmod(0o755)
        kept = {name: value for name, value in os.environ.items() if "PROXY" not in name.upper()}
        folders = {
            f"XDG_{kind}_HOME": str(self.home / kind) for kind in ("CACHE", "CONFIG", "DATA")
        }
        search = os.pathsep.join(filter(None, (str(TESTS), os.environ.get("PYTHONPATH"))))
        mine = {
            "HOME": str(self.home), "PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": search, "SUMMARIZE_MODELS": str(self.home / "models"),
            "HF_ENDPOINT": self.hub.endpoint, "HF_HOME": str(self.home / "hub"),
        }  # fmt: skip
        return subprocess.run(
            command, shell=True, cwd=self.home, env=kept | folders | mine, check=False,
            stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=300,
        )  # fmt: skip


def reading(text: str) -> str:
    return str(voting()(Request(Prompt(text), 500)))


def furnish(home: Path) -> None:
    """Put all files there that the commands of the pages use."""
    html = f"<article>{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}</article>"
    sheet = Sheet()
    sheet.flow(72, 100, 460, " ".join(PARAGRAPHS[:3]).replace("“", '"').replace("”", '"'))
    word = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in PARAGRAPHS)
    files: dict[str, str | bytes] = {
        **dict.fromkeys(("article.txt", "a.txt", "b.txt"), HARBOUR),
        "summary.md": "The work will cost £4.2 million.\n",
        "report.pdf": pdf(sheet), "article.pdf": pdf(sheet),
        "novel.epub": epub({"one": f"<body>{html}</body>"}), "minutes.docx": docx(word),
        "book.epub": epub({"one": f"<body>{html}</body>"}),
        "Downloads/some.gguf": tiny_gguf(), "models/qwen2.5-1.5b.gguf": tiny_gguf(),
        "models/qwen2.5-7b-instruct-q4_k_m.gguf": Tiny().data(),
        "examples/harbour.txt": HARBOUR,
        "reports/plan.pdf": pdf(sheet), "minutes/may.docx": docx(word), "letter.docx": docx(word),
    }  # fmt: skip
    (home / "bin").mkdir()
    for name, content in files.items():
        path = home / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[WebServer, LLMServer, HubServer]]:
    html = f"<article>{''.join(f'<p>{one}</p>' for one in PARAGRAPHS)}</article>"
    with (
        WebServer() as web,
        LLMServer("llama.cpp", ("/models/Tiny.gguf",), answer=reading) as model,
    ):
        web.routes["/ferry.html"] = page(html.encode(), content_type="text/html; charset=utf-8")
        with HubServer() as hub:
            hub.add("org/repo-GGUF", "some-Q8_0.gguf", tiny_gguf())
            yield web, model, hub


@pytest.fixture
def world(tmp_path: Path, servers: tuple[WebServer, LLMServer, HubServer]) -> World:
    furnish(tmp_path)
    return World(tmp_path, *servers)


COMMANDS = list(dict.fromkeys(commands()))
OWN = [
    (name, line) for name, line in COMMANDS if not line.startswith(OTHERS) and ELSEWHERE not in line
]


def test_no_command_is_overlooked() -> None:
    assert len(OWN) > 30
    strange = [line for _, line in OWN if "summarize" not in line]
    assert strange == []


@pytest.mark.skipif(os.name != "posix", reason="the commands are for a POSIX shell")
@pytest.mark.parametrize(("name", "command"), OWN, ids=[line for _, line in OWN])
def test_a_command_works(name: str, command: str, world: World) -> None:
    ran = world.run(command)
    assert "Traceback" not in ran.stderr
    # Without a name it recommends one and asks, and here nobody answers.
    assert ran.returncode == (2 if command.endswith("pull") else 0), f"{name}: {ran.stderr}"


@pytest.mark.model
@pytest.mark.parametrize("path", [README, ROOT / "docs" / "python.md"], ids=lambda path: path.name)
def test_the_python_examples_work(path: Path) -> None:
    (code,) = blocks(path, "python")
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("\n") > 2
    assert "supported" in ran.stdout
