"""RSS, Atom and RDF feeds: entries, contents, authors, dates."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.blocks import Extract
from summarize.sources.formats.feeds import extract
from support.office_files import listed


def read(data: str | bytes) -> Extract:
    return extract(data.encode() if isinstance(data, str) else data, "feed.xml")


ITEM = (
    "<item><title>Of &amp;amp; fins</title><author>ann@example.org (Ann Lee)</author>"
    "<pubDate>Wed, 05 Mar 2003 10:00:00 GMT</pubDate><description>In short.</description>"
    '<content:encoded xmlns:content="urn:c"><![CDATA[<h2>Fins</h2><p>Eels<br><br>swim &amp; sleep.'
    "</p>]]></content:encoded></item>"
)


def test_rss_entries_with_their_whole_content() -> None:
    found = read(
        f"<rss "
        f'version="2.0"><channel><title>Mud</title><language>en-gb</language>{ITEM}</channel></rss>'
    )
    assert (found.metadata.title, found.metadata.site) == ("Mud", "Mud")
    assert found.metadata.date == "2003-03-05"
    assert found.language == "en"
    assert listed(found) == [
        ("heading1", "Of & fins"),
        ("metadata", "Ann Lee, 2003-03-05"),
        ("heading3", "Fins"),
        ("prose", "Eels"),
        ("prose", "swim & sleep."),
    ]


def test_rdf_entries_stand_beside_the_channel() -> None:
    found = read(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/"><channel><title>Mud</title></channel>'
        "<item><title>Fins</title><description>Plain text.\n\nTwo of "
        "it.</description></item></rdf:RDF>"
    )
    assert found.metadata.title == "Mud"
    assert listed(found) == [
        ("heading1", "Fins"),
        ("prose", "Plain text."),
        ("prose", "Two of it."),
    ]


@pytest.mark.parametrize(
    "content",
    [
        '<content type="html">&lt;p>Eels &lt;b>swim&lt;/b>.&lt;/p></content>',
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Eels '
        "<b>swim</b>.</p></div>"
        "</content>",
        '<content type="text/html" mode="escaped">&lt;p>Eels swim.</content>',
        '<content type="text">Eels swim.</content>',
        "<summary>Eels swim.</summary>",
    ],
)
def test_atom_in_all_its_ways(content: str) -> None:
    found = read(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Mud</title><entry><title '
        'type="html">&lt;i>Fins&lt;/i></title><author><name>Ann</name><email>a@b.org</email></author>'
        f"<updated>2020-01-02T03:04:05Z</updated>{content}</entry></feed>"
    )
    assert listed(found) == [
        ("heading1", "Fins"),
        ("metadata", "Ann, 2020-01-02"),
        ("prose", "Eels swim."),
    ]


def test_text_stays_text() -> None:
    data = '<feed><entry><content type="text">a &lt;b> c</content></entry></feed>'
    assert listed(read(data)) == [("prose", "a <b> c")]


@pytest.mark.parametrize(
    ("declared", "codec", "text"),
    [
        ("Shift_JIS", "cp932", "鰻は泥の中を①泳ぐ。"),
        ("gb2312", "gb18030", "鳗鱼在泥里游泳，朱镕基。"),
        ("Big5", "cp950", "鰻魚在泥裡游泳。"),
        ("windows-1251", "cp1251", "Угри плавают."),
        ("windows-1255", "cp1255", "צלופחים שוחים."),
        ("iso-8859-1", "cp1252", "“Café” – oui."),
        ("euc-kr", "cp949", "뱀장어가 헤엄친다."),
    ],
)
def test_legacy_encodings(declared: str, codec: str, text: str) -> None:
    data = (
        f'<?xml version="1.0" encoding="{declared}"?><rss><channel><title>x</title><item>'
        f"<description>{text}</description></item></channel></rss>"
    ).encode(codec)
    found = read(data)
    assert listed(found) == [("prose", text)]
    assert found.notes == (f"decoded as {codec} (declared)",)


def test_single_damaged_bytes_are_replaced_and_counted() -> None:
    text = "Угри плавают в реке. " * 20
    data = (
        b'<?xml version="1.0" encoding="utf-8"?><rss><item><description>'
        + text.encode() + b"\xd0" + text.encode() + b"</description></item></rss>"
    )  # fmt: skip
    found = read(data)
    assert found.blocks[0].text.count("Угри") == 40
    assert "1 damaged character" in found.notes[0]
    data = f'<?xml version="1.0" encoding="shift_jis"?><rss><item><description>{"鰻は泳ぐ。" * 20}'
    data += "</description></item></rss>"
    found = read(data.encode("cp932").replace("泳".encode("cp932"), b"\x81\x20", 1))
    assert found.blocks[0].text.count("鰻") == 20
    assert "damaged character" in found.notes[0]


def test_what_is_declared_wrongly_is_read_as_it_is() -> None:
    data = '<?xml version="1.0" encoding="iso-8859-1"?><rss><item><title>Café</title></item></rss>'
    assert listed(read(data)) == [("heading1", "Café")]


def test_a_feed_that_is_not_well_formed_is_read_and_told() -> None:
    found = read("<rss><item><title>Fins & mud</title><description>Eels <br> swim.</item></rss>")
    assert listed(found)[0] == ("heading1", "Fins mud")
    assert "not well-formed" in found.notes[0]


def test_no_entries() -> None:
    with pytest.raises(SourceError, match=r"feed\.xml is a feed without entries"):
        read("<rss><channel><title>Mud</title></channel></rss>")
    with pytest.raises(SourceError, match="damaged feed"):
        read("<rss")
