"""Links to evidence on web pages: text fragments."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.render.text_fragments import link_evidence
from summarize.sources.blocks import Block, Extract, build_layout
from summarize.sources.layout import Origin, build_document

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
