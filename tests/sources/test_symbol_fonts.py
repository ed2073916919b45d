"""Letters of picture fonts are what is seen, in every format that knows fonts."""

from __future__ import annotations

import pytest

from summarize.sources import html
from summarize.sources.formats import docx, mail, rtf
from summarize.sources.symbol_fonts import name_symbol_font, render_symbols
from support.office_files import docx as build_docx
from support.office_files import prose


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Wingdings-Regular", "wingdings"), ("Wingdings 2", "wingdings 2"), ("SymbolMT", "symbol"),
        ("Symbola", ""), ("Arial", ""), ("", ""),
    ],
)  # fmt: skip
def test_families(name: str, family: str) -> None:
    assert name_symbol_font(name) == family


@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        ("J", "wingdings", "☺"), ("à", "wingdings", "→"), ("\uf0fc", "wingdings", "✓"),
        ("a + 5", "symbol", "α + 5"), ("\uf061", "", "α"), ("\uf0b7", "", "•"), ("J", "", "J"),
        ("J", "webdings", ""),
    ],
)  # fmt: skip
def test_what_is_seen(text: str, font: str, shown: str) -> None:
    assert render_symbols(text, font) == shown


def test_word() -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    run = '<w:r><w:t xml:space="preserve">Eels </w:t></w:r>'
    arrow = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    body = f"<w:p>{run}{arrow}{run}<w:r>{fonts}<w:t>J</w:t></w:r></w:p>"
    assert prose(docx.extract(build_docx(body), "a.docx")) == ["Eels →Eels ☺"]


def test_rtf() -> None:
    fonts = rb"{\fonttbl{\f0 Serif;}{\f3\fcharset2{\*\panose 05050102010706020507}Symbol;}}"
    found = rtf.extract(rb"{\rtf1\ansi" + fonts + rb"{\f3 p} is 3.14 \u-3913 ?.\par}", "a.rtf")
    assert prose(found) == ["π is 3.14 •."]


def test_mail_and_pages() -> None:
    body = "<p>The roof is finished <span style='font-family:Wingdings'>J</span> and dry.</p>"
    head = "From: a@x.org\nTo: b@x.org\nSubject: s\nContent-Type: text/html; charset=utf-8\n\n"
    assert prose(mail.extract((head + body).encode(), "a.eml")) == [
        "The roof is finished ☺ and dry."
    ]
    more = "<p>Nine men worked on it for eleven days, and all of them were wet through.</p>"
    page = f"<html><body><article>{body}{more}</article></body></html>"
    assert prose(html.extract(page.encode(), "a.html"))[0] == "The roof is finished ☺ and dry."
