"""One article in every format: the same sentences, each found again at its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from summarize.document import Document, Role
from summarize.pipeline import summarize
from summarize.render.json_format import render_summary
from summarize.settings import Settings
from summarize.sources import read, render_readable
from support.office_files import docx, epub, odt
from support.pdf_samples import Sheet, pdf
from support.scripted_engine import ScriptedEngine
from support.web_server import WebServer, page

TITLE = "The last ferry of Ostrand"
HEADING = "What it costs"
LEAD = (
    "The council of Ostrand wants to keep its ferry, which carries about 400 people a day. "
    "It voted by nine to four on Tuesday after a debate of six hours."
)
COSTS = (
    "A new engine would cost 2.3 million crowns, said the harbour master Ida Holm. "
    "The old one was built in 1987 and has failed eleven times since January."
)
SENTENCES = [
    "The council of Ostrand wants to keep its ferry, which carries about 400 people a day.",
    "It voted by nine to four on Tuesday after a debate of six hours.",
    "A new engine would cost 2.3 million crowns, said the harbour master Ida Holm.",
    "The old one was built in 1987 and has failed eleven times since January.",
]


def as_text() -> bytes:
    return f"{TITLE}\n\n{LEAD}\n\n{HEADING}\n\n{COSTS}\n".encode()


def as_markdown() -> bytes:
    return f"# {TITLE}\n\n{LEAD}\n\n## {HEADING}\n\n{COSTS}\n".encode()


def as_html() -> bytes:
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("News", "Sport", "Sea"))
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{TITLE}</title></head>"
        f"<body><nav><ul>{menu}</ul></nav><main><article><h1>{TITLE}</h1><p>{LEAD}</p>"
        f"<h2>{HEADING}</h2><p>{COSTS}</p></article></main>"
        "<footer><p>Subscribe to our newsletter. All rights reserved.</p></footer></body></html>"
    ).encode()


def as_pdf() -> bytes:
    first, second = Sheet(), Sheet()
    first.put(72, 80, TITLE, size=20, font="F2")
    first.flow(72, 120, 460, LEAD)
    second.put(72, 80, HEADING, size=14, font="F2")
    second.flow(72, 110, 460, COSTS)
    for number, sheet in enumerate((first, second), 1):
        sheet.put(72, 40, "The Ostrand Post", size=8)
        sheet.put(300, 760, str(number), size=8)
    return pdf(first, second)


def as_epub() -> bytes:
    chapters = {
        "one": f"<body><h1>{TITLE}</h1><p>{LEAD}</p></body>",
        "two": f"<body><h1>{HEADING}</h1><p>{COSTS}</p></body>",
    }
    return epub(chapters, metadata=f"<dc:title>{TITLE}</dc:title>")


def word(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def as_docx() -> bytes:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Title", "Title"), ("Heading1", "heading 1"))
    )
    body = word(TITLE, "Title") + word(LEAD) + word(HEADING, "Heading1") + word(COSTS)
    return docx(body, styles=styles)


def as_odt() -> bytes:
    return odt(
        f'<text:h text:outline-level="1">{TITLE}</text:h><text:p>{LEAD}</text:p>'
        f'<text:h text:outline-level="2">{HEADING}</text:h><text:p>{COSTS}</text:p>'
    )


def as_jats() -> bytes:
    return (
        f"<article><front><article-meta><title-group><article-title>{TITLE}</article-title>"
        f"</title-group></article-meta></front><body><p>{LEAD}</p><sec><title>{HEADING}</title>"
        f"<p>{COSTS}</p></sec></body></article>"
    ).encode()


def as_rtf() -> bytes:
    return rf"{{\rtf1\ansi {LEAD}\par {COSTS}\par}}".encode()


def as_mail() -> bytes:
    return (
        f"From: Ida Holm <ida@example.org>\r\nTo: Jo <jo@example.org>\r\nSubject: {TITLE}\r\n"
        f"Date: Sun, 1 Mar 2026 10:00:00 +0000\r\n\r\n{LEAD}\r\n\r\n{COSTS}\r\n"
    ).encode()


def as_subtitles() -> bytes:
    cues = "".join(
        f"{n}\n00:00:{10 * n:02},000 --> 00:00:{10 * n + 9:02},000\n{sentence}\n\n"
        for n, sentence in enumerate(SENTENCES, 1)
    )
    return cues.encode()


def as_feed() -> bytes:
    return (
        f"<rss version='2.0'><channel><title>The Ostrand Post</title><item><title>{TITLE}</title>"
        f"<description>&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;{COSTS}&lt;/p&gt;</description></item>"
        "</channel></rss>"
    ).encode()


WITH_SECTIONS = [as_text, as_markdown, as_html, as_pdf, as_epub, as_docx, as_odt, as_jats]
ALL = [*WITH_SECTIONS, as_rtf, as_mail, as_subtitles, as_feed]


def written(make: Callable[[], bytes], folder: Path) -> Path:
    path = folder / "article.bin"  # the name must not be what decides
    path.write_bytes(make())
    return path


def prose(document: Document) -> list[str]:
    return [document.sentence_text(s) for s in document.sentences if s.role is Role.PROSE]


@pytest.mark.parametrize("make", ALL)
def test_the_sentences_are_the_same(make: Callable[[], bytes], tmp_path: Path) -> None:
    assert prose(read(written(make, tmp_path))) == SENTENCES


@pytest.mark.parametrize("make", WITH_SECTIONS)
def test_the_title_and_the_sections_are_the_same(make: Callable[[], bytes], tmp_path: Path) -> None:
    document = read(written(make, tmp_path))
    assert document.title == TITLE
    sections = {
        document.sentence_text(s): document.headings_at(s.span.start)
        for s in document.sentences
        if s.role is Role.PROSE
    }
    assert [sections[sentence] for sentence in SENTENCES] == [(), (), (HEADING,), (HEADING,)]


@pytest.mark.parametrize("make", ALL)
def test_quotes_are_found_in_what_the_program_prints(
    make: Callable[[], bytes], tmp_path: Path
) -> None:
    """Where the source is text, in the file itself."""
    path = written(make, tmp_path)
    document = read(path)
    printed = render_readable(document) if document.extracted else path.read_text(encoding="utf-8")
    engine = ScriptedEngine(lambda request: "\n".join(f"- {line}" for line in SENTENCES))
    data = json.loads(render_summary(summarize(document, Settings(), engine)))
    assert data["source"]["extracted"] is document.extracted
    evidence = [
        item
        for statement in (*data["summary"]["sentences"], *data["claims"])
        for item in statement["evidence"]
    ]
    assert evidence
    for item in evidence:
        assert printed[item["start"] : item["end"]] == item["quote"]
        assert printed[: item["start"]].count("\n") + 1 == item["line"]


def test_quotes_of_a_pdf_have_their_pages(tmp_path: Path) -> None:
    document = read(written(as_pdf, tmp_path))
    pages = {document.sentence_text(s): document.page_at(s.span.start) for s in document.sentences}
    assert [pages[sentence] for sentence in SENTENCES] == [1, 1, 2, 2]
    assert "The Ostrand Post" not in document.text


def test_a_page_from_the_web_is_read_like_a_file() -> None:
    with WebServer() as web:
        web.routes["/ferry"] = page(as_html(), content_type="text/html; charset=utf-8")
        web.routes["/report"] = page(as_pdf(), content_type="application/pdf")
        web.routes["/plain"] = page(as_text(), content_type="text/plain")
        for path in web.routes:
            document = read(web.address(path))
            assert prose(document) == SENTENCES
            assert document.origin == web.address(path)
            assert document.title == TITLE
