"""Files that end in the middle: what is there is read, and that the rest is missing is told."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.formats import docx as docx_reader
from summarize.sources.formats import epub as epub_reader
from summarize.sources.formats import fb2, feeds, jats, rtf
from summarize.sources.formats import odt as odt_reader
from support.office_files import docx, epub, odt, prose

WORDS = "Eels number {} swim far along the coast and rest in the mud of quiet harbours."


def sentences(count: int) -> list[str]:
    return [WORDS.format(at * 7919 % 1000) for at in range(count)]


def test_rtf_with_open_groups() -> None:
    data = rb"{\rtf1\ansi Eels swim far.\par They {\b rest in the"
    found = rtf.extract(data, "a.rtf")
    assert found.cut_off
    assert prose(found) == ["Eels swim far.", "They rest in the"]


@pytest.mark.parametrize("end", [rb"\par}", rb"\par", rb"\par }", rb"\pard}"])
def test_rtf_that_is_whole_or_lacks_its_bracket_alone(end: bytes) -> None:
    assert not rtf.extract(rb"{\rtf1\ansi Eels swim far." + end, "a.rtf").cut_off


def test_xml_without_an_end() -> None:
    lines = "".join(f"<p>{line}</p>" for line in sentences(20))
    book = f"<FictionBook><body><section>{lines}</section></body></FictionBook>".encode()
    assert not fb2.extract(book, "a.fb2").cut_off
    found = fb2.extract(book[:900], "a.fb2")
    assert found.cut_off
    assert prose(found)[:3] == sentences(3)
    article = f"<article><front><article-meta/></front><body>{lines}</body></article>".encode()
    assert jats.extract(article[:900], "a.xml").cut_off
    assert not jats.extract(article, "a.xml").cut_off
    feed = f"<rss><channel><item><description>{WORDS}</description></item></channel></rss>".encode()
    assert feeds.extract(feed[:90], "a.xml").cut_off
    assert not feeds.extract(feed, "a.xml").cut_off


def test_xml_that_is_broken_in_the_middle_is_not_cut_off() -> None:
    book = b"<FictionBook><body><section><p>Eels &amp swim.</p></section></body></FictionBook>\n"
    assert not fb2.extract(book, "a.fb2").cut_off


def test_containers_without_an_end() -> None:
    lines = sentences(400)
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    data = docx(body)
    assert not docx_reader.extract(data, "a.docx").cut_off
    found = docx_reader.extract(data[: len(data) * 2 // 3], "a.docx")
    assert found.cut_off
    assert prose(found)[:5] == lines[:5]
    body = "".join(f"<text:p>{line}</text:p>" for line in lines)
    data = odt(body)
    found = odt_reader.extract(data[: len(data) // 2], "a.odt")
    assert found.cut_off
    assert prose(found)[:5] == lines[:5]


def test_a_book_whose_last_chapters_are_missing() -> None:
    pages = {
        f"c{at}": f"<body><h1>Part {at}</h1><p>{' '.join(sentences(30 + at))}</p></body>"
        for at in range(6)
    }
    data = epub(pages)
    found = epub_reader.extract(data[: len(data) // 2], "a.epub")
    assert found.cut_off
    assert 1 <= len(prose(found)) < 6
    assert prose(found)[0].startswith("Eels number 0 ")


@pytest.mark.parametrize("size", [4, 30, 60])
def test_hardly_anything_of_a_container_is_damaged(size: int) -> None:
    with pytest.raises(SourceError, match="damaged"):
        docx_reader.extract(docx("<w:p/>")[:size], "a.docx")
