"""Detection of XML formats by their root."""

from __future__ import annotations

import pytest

from summarize.sources.formats.xml_dialects import detect_xml_format


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ('<?xml version="1.0"?><rss version="2.0">', "feeds"),
        ("\ufeff<!-- a > remark --><?x y?>\n<feed xmlns='http://www.w3.org/2005/Atom'>", "feeds"),
        ('<rdf:RDF xmlns="http://purl.org/rss/1.0/">', "feeds"),
        ('<rdf:RDF xmlns="urn:other">', None),
        (
            '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS"\n"x.dtd" [<!ENTITY a "b">]><article>',
            "jats",
        ),
        ('<article article-type="research-article">', "jats"),
        ("<article><front><article-meta/></front>", "jats"),
        ("<article class='post'><p>Eels.</p></article>", None),
        ('<article xmlns="http://docbook.org/ns/docbook"><front>', None),
        ('<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">', "xhtml"),
        ('<FictionBook xmlns="http://www.gribuser.ru/xml/fictionbook/2.0">', "fb2"),
        ("<svg xmlns='http://www.w3.org/2000/svg'>", None),
        ("<kml>", None),
        ("rss is a format", None),
        ("", None),
        ("<", None),
    ],
)
def test_the_root_tells(data: str, kind: str | None) -> None:
    assert detect_xml_format(data.encode()) == kind
    if not data.startswith("\ufeff"):
        assert detect_xml_format(data.encode("utf-16")) == kind


def test_sixteen_bits_without_a_mark() -> None:
    assert detect_xml_format('<?xml version="1.0"?><rss>'.encode("utf-16-le")) == "feeds"
    assert detect_xml_format('<?xml version="1.0"?><rss>'.encode("utf-16-be")) == "feeds"


def test_long_nonsense_is_no_trouble() -> None:
    for unit in (b"<!--", b"<?", b"<!DOCTYPE a [", b"<a ", b" ", b"<!-- -->", b"<!DOCTYPE a>"):
        assert detect_xml_format(unit * 100_000) is None
