"""The program against a real web server on loopback, as its user would call it."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.paths import SUPPORT, TESTS
from support.web_server import WebServer, page, redirection

SCRIPTED = str(SUPPORT / "scripted_cli.py")
ARTICLE = (
    "The council of Ostrand wants to keep its ferry, which carries about 400 people a day.",
    "It voted by nine to four on Tuesday after a debate of six hours.",
    "A new engine would cost 2.3 million crowns, said the harbour master Ida Holm.",
    "The old one was built in 1987 and has failed eleven times since January.",
)
HTML = (
    "<html><head><title>The last ferry</title></head><body><nav><a href='/'>Home</a></nav>"
    f"<article><h1>The last ferry</h1>{''.join(f'<p>{line}</p>' for line in ARTICLE)}</article>"
    "<footer>All rights reserved.</footer></body></html>"
).encode()


@pytest.fixture(scope="module")
def web() -> Iterator[WebServer]:
    with WebServer() as server:
        server.routes |= {
            "/page.html": page(HTML, content_type="text/html; charset=utf-8"),
            "/zipped": page(gzip.compress(HTML), content_type="text/html", content_encoding="gzip"),
            "/moved": redirection("/page.html"),
            "/loop": redirection("/loop"),
            "/file": redirection("file:///etc/hosts"),
            "/error": page(b"<p>Oh.</p>", 503),
            "/empty": page(b"<html><body></body></html>", content_type="text/html"),
            "/picture": page(b"\x89PNG\r\n\x1a\n" + bytes(50), content_type="image/png"),
        }
        yield server


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(TESTS), "PYTHONIOENCODING": "utf-8"},
    )


@pytest.mark.parametrize("path", ["/page.html", "/zipped", "/moved"])
def test_an_article_is_printed_as_it_was_read(web: WebServer, path: str) -> None:
    ran = run("-m", "summarize", "text", web.address(path))
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == "\n\n".join(ARTICLE) + "\n"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/nothing", "does not exist (HTTP 404)"),
        ("/loop", "redirects in a circle"),
        ("/file", "leads to file:/etc/hosts"),
        ("/error", "the server has a problem (HTTP 503)"),
        ("/empty", "is an empty page"),
        ("/picture", "picture"),
    ],
)
def test_what_can_t_be_had_is_said_in_two_lines(web: WebServer, path: str, words: str) -> None:
    ran = run("-m", "summarize", web.address(path))
    assert (ran.returncode, ran.stdout) == (3, "")
    lines = ran.stderr.splitlines()
    assert 1 <= len(lines) <= 2
    assert all(line.startswith("summarize: ") for line in lines)
    assert words in lines[0]
    assert web.address(path) in lines[0]


def test_a_page_is_summarised(web: WebServer, tmp_path: Path) -> None:
    ran = run(SCRIPTED, "voting", web.address("/page.html"), "-o", f"{tmp_path}/", "-f", "json")
    assert ran.returncode == 0, ran.stderr
    data = json.loads((tmp_path / "page.json").read_text(encoding="utf-8"))
    assert data["source"]["origin"] == web.address("/page.html")
    assert data["source"]["title"] == "The last ferry"
    assert data["source"]["extracted"] is True
    assert data["summary"]["sentences"]
