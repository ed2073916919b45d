"""Places in books and office documents: chapters, sections, paragraphs."""

from __future__ import annotations

import pytest

from summarize.sources.blocks import Block, BlockKind, Extract
from summarize.sources.formats import docx as docx_reader
from summarize.sources.formats import epub as epub_reader
from summarize.sources.formats import fb2, rtf
from summarize.sources.formats import odt as odt_reader
from summarize.sources.formats.chapters import place_chapters
from support.office_files import docx, epub, odt


def name(*titles: str) -> str:
    blocks = [Block(title, BlockKind.HEADING, at + 1) for at, title in enumerate(titles)]
    return place_chapters([*blocks, Block("Eels swim.")], {0})[-1].place


@pytest.mark.parametrize(
    ("titles", "place"),
    [
        (("The ferry",), "chapter 1, The ferry"),
        (("7", "The ferry"), "chapter 7, The ferry"),
        (("7. The ferry",), "chapter 7, The ferry"),
        (("IV", "The ferry"), "chapter IV, The ferry"),
        (("XII. The ferry",), "chapter XII, The ferry"),
        (("12",), "chapter 12"),
        (("Chapter 3", "The ferry"), "Chapter 3, The ferry"),
        (("CHAPTER III. The ferry",), "CHAPTER III. The ferry"),
        (("Kapitel 3",), "Kapitel 3"),
        (("Preface",), "Preface"),
        (("Part one", "The ferry"), "chapter 1, The ferry"),
        (("Part one", "Chapter 1"), "Chapter 1"),
        (("I am the ferryman",), "chapter 1, I am the ferryman"),
        (("1984 and after",), "chapter 1, 1984 and after"),
    ],
)
def test_the_name_of_a_chapter(titles: tuple[str, ...], place: str) -> None:
    assert name(*titles) == place


def places(found: Extract) -> dict[str, str]:
    return {block.text: block.place for block in found.blocks}


def chapter(*parts: str) -> str:
    return f"<body>{''.join(parts)}</body>"


def test_places_in_an_epub() -> None:
    pages = {
        "p": chapter("<h2>Preface</h2><p>Before.</p>"),
        "a": chapter("<h2>The ferry</h2><p>One.</p><h3>Its oars</h3><p>Two.</p>"),
        "b": chapter("<p>Three.</p>"),
        "c": chapter("<h2>The bridge</h2><p>Four.</p><h2>The toll</h2><p>Five.</p>"),
    }
    found = places(epub_reader.extract(epub(pages), "a.epub"))
    assert found["Before."] == "Preface"
    assert found["One."] == found["Two."] == found["Three."] == "chapter 1, The ferry"
    assert found["Four."] == "chapter 2, The bridge"
    assert found["Five."] == "chapter 3, The toll"


def test_places_by_the_table_of_contents() -> None:
    nav = (
        '<nav epub:type="toc"><ol><li><a href="a.xhtml">The ferry</a></li>'
        '<li><a href="b.xhtml">The bridge</a></li></ol></nav>'
    )
    pages = {"a": chapter("<p>One.</p>"), "b": chapter("<p>Two.</p>")}
    found = places(epub_reader.extract(epub(pages, nav=nav), "a.epub"))
    assert (found["One."], found["Two."]) == ("chapter 1, The ferry", "chapter 2, The bridge")


def test_places_in_a_fictionbook() -> None:
    def section(title: str, inner: str) -> str:
        return f"<section><title><p>{title}</p></title>{inner}</section>"

    first = "<p>One.</p><subtitle>* * *</subtitle><p>Two.</p>"
    book = (
        "<FictionBook><body><title><p>Rivers</p></title>"
        + section("Part one", section("The ferry", first)
                  + section("The bridge", "<p>Three.</p>"))
        + section("The toll", "<p>Four.</p>" + section("Its price", "<p>Five.</p>"))
        + "</body></FictionBook>"
    )  # fmt: skip
    found = places(fb2.extract(book.encode(), "a.fb2"))
    assert found["One."] == found["Two."] == "chapter 1, The ferry"
    assert found["Three."] == "chapter 2, The bridge"
    assert found["Four."] == found["Five."] == "chapter 3, The toll"


def par(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_paragraphs_are_counted_as_word_shows_them() -> None:
    box = f"<w:r><w:txbxContent>{par('Box.')}</w:txbxContent></w:r>"
    hidden = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Secret.</w:t></w:r></w:p>"
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{par('One 3')}{par('Two 4')}</w:sdtContent></w:sdt>"
    )
    table = f"<w:tbl><w:tr><w:tc>{par('a')}</w:tc><w:tc>{par('b')}</w:tc></w:tr></w:tbl>"
    body = (
        par("First.") + par("") + contents + hidden + table
        + f"<w:p><w:r><w:t>Fifth.</w:t></w:r>{box}</w:p>" + par("Last.")
    )  # fmt: skip
    found = places(docx_reader.extract(docx(body), "a.docx"))
    assert found["First."] == "paragraph 1"
    assert found["a | b"] == "paragraph 4"
    assert found["Fifth."] == found["Box."] == "paragraph 6"
    assert found["Last."] == "paragraph 7"


def test_paragraphs_of_odt_and_rtf_are_counted() -> None:
    body = "<text:p>One.</text:p><text:p/><text:h>Two</text:h><text:p>Three.</text:p>"
    found = places(odt_reader.extract(odt(body), "a.odt"))
    assert found == {"One.": "paragraph 1", "Two": "paragraph 2", "Three.": "paragraph 3"}
    data = rb"{\rtf1 One.\par\par {\strike Gone.}\par{\v Secret.}\par Three.{\footnote Note.}\par}"
    found = places(rtf.extract(data, "a.rtf"))
    assert found == {"One.": "paragraph 1", "Three.": "paragraph 3", "Note.": ""}
