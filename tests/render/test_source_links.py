"""Links to evidence: text fragments of web pages, lines and pages of files."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.render.source_links import link_evidence, link_source
from summarize.render.terminal_format import render_summary
from summarize.sources import read
from summarize.sources.blocks import Block, Extract, build_layout
from summarize.sources.layout import Origin, build_document
from support.render_samples import FULL

LONG = "The long-planned toll on the bridge rose to 6 pounds, 2 more than before, in June."


def build_page(origin: str, text: str) -> Document:
    text, layout = build_layout(Extract((Block(text),)))
    return build_document(text, layout, Origin(origin, origin, "00", extracted=True), "en")


@pytest.mark.parametrize(
    ("origin", "text", "link"),
    [
        (
            "https://example.org/news",
            "The toll rose & rose.",
            "https://example.org/news#:~:text=The%20toll%20rose%20%26%20rose.",
        ),
        (
            "http://example.org/a?b=1#top",
            LONG,
            "http://example.org/a?b=1#top:~:text=The%20long%2Dplanned%20toll%20on,"
            "than%20before%2C%20in%20June.",
        ),
        ("page.html", "The toll rose.", None),
        ("https://example.org/a\x1b]52;c;YQ==\x07", "The toll rose.", None),
        ("https://example.org/a>b", "The toll rose.", None),
    ],
)
def test_only_evidence_on_web_pages_has_a_link(origin: str, text: str, link: str | None) -> None:
    page = build_page(origin, text)
    assert link_evidence(page, AnnotatedDocument(page).evidence(1)) == link


def test_a_text_from_the_web_has_lines_and_no_link() -> None:
    page = replace(build_page("https://example.org/a.txt", "It rose."), extracted=False)
    assert link_evidence(page, AnnotatedDocument(page).evidence(1)) is None


def test_evidence_in_a_file_is_linked_to_its_line_or_page(tmp_path: Path) -> None:
    path = tmp_path / "a report.txt"
    path.write_text("It rose.\nIt fell.", encoding="utf-8")
    document = read(path)
    evidence = AnnotatedDocument(document).evidence(document.sentences[-1].number)
    assert link_source(document, evidence) == f"{path.as_uri()}#2"
    assert link_source(document, replace(evidence, page=3)) == f"{path.as_uri()}#page=3"
    assert link_source(document, replace(evidence, place="00:02:10")) == path.as_uri()
    assert link_source(replace(document, origin="-"), evidence) is None


def test_a_terminal_that_knows_links_gets_them(tmp_path: Path) -> None:
    path = tmp_path / "kites.txt"
    path.write_text(FULL.document.text, encoding="utf-8")
    summary = replace(FULL, document=replace(FULL.document, origin=str(path)))
    for colours, linked in ((True, True), (False, False)):
        stream = StringIO()
        terminal = Console(
            file=stream, force_terminal=colours, color_system="standard" if colours else None
        )
        render_summary(summary, terminal)
        assert ("]8;id=" in stream.getvalue()) is linked
        assert (f"{path.as_uri()}#" in stream.getvalue()) is linked
