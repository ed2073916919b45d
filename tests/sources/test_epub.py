"""EPUB: spine, titles, pages left out, licence, protection, metadata."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.blocks import Extract
from summarize.sources.formats.epub import extract
from support.office_files import CONTAINER, epub, listed, page, prose, zipped


def read(data: bytes) -> Extract:
    return extract(data, "eels.epub")


def body(text: str, kind: str = "") -> str:
    return f"<body{f' epub:type={kind!r}' if kind else ''}>{text}</body>"


ONE = body("<h2>One</h2><p>Eels swim.</p>")
TWO = body("<h2>Two</h2><p>Eels sleep.</p>")


def test_chapters_come_in_the_order_of_the_spine() -> None:
    data = epub({"a": ONE, "b": TWO}, spine='<itemref idref="b"/><itemref idref="a"/>')
    assert listed(read(data)) == [
        ("heading1", "Two"),
        ("prose", "Eels sleep."),
        ("heading1", "One"),
        ("prose", "Eels swim."),
    ]


def test_parts_of_a_book_keep_their_levels() -> None:
    part = body("<h2>Part one</h2>")
    data = epub({"p": part, "a": body("<h3>One</h3><h4>Fins</h4><p>Eels swim.</p>")})
    assert [kind for kind, _ in listed(read(data))] == ["heading1", "heading2", "heading3", "prose"]


def test_the_metadata_is_the_packages() -> None:
    metadata = (
        "<dc:title>Eels</dc:title><dc:creator>Ann Lee</dc:creator><dc:creator>Bo Li</dc:creator>"
        "<dc:date>2019-05-01T00:00:00Z</dc:date><dc:publisher>Mud Press</dc:publisher>"
        "<dc:language>en-GB</dc:language>"
    )
    found = read(epub({"a": ONE}, metadata=metadata))
    assert found.metadata.title == "Eels"
    assert found.metadata.author == "Ann Lee, Bo Li"
    assert (found.metadata.date, found.metadata.site) == ("2019-05-01", "Mud Press")
    assert found.language == "en"


NAV = (
    '<nav epub:type="toc"><ol><li><a href="a.xhtml">Of fins</a></li><li><a '
    'href="b.xhtml">Of mud</a>'
    '<ol><li><a href="b.xhtml#deep">Deep mud</a></li></ol></li></ol></nav>'
)


def test_a_chapter_without_a_heading_has_its_title_in_the_contents() -> None:
    pages = {
        "a": body("<p>Eels swim.</p>"),
        "b": body('<p>Of Mud</p><p>Eels sleep.</p><p id="deep">Deep down.</p>'),
    }
    assert listed(read(epub(pages, nav=NAV))) == [
        ("heading1", "Of fins"),
        ("prose", "Eels swim."),
        ("heading1", "Of mud"),
        ("prose", "Eels sleep."),
        ("heading2", "Deep mud"),
        ("prose", "Deep down."),
    ]


def test_a_chapter_with_a_heading_does_not_get_another() -> None:
    assert listed(read(epub({"a": ONE}, nav=NAV))) == [("heading1", "One"), ("prose", "Eels swim.")]


def test_titles_of_old_books_are_in_the_ncx() -> None:
    ncx = (
        "<ncx "
        'xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Of fins'
        '</text></navLabel><content src="a.xhtml"/></navPoint></navMap></ncx>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
        '<spine toc="n"><itemref idref="a"/></spine></package>'
    )
    data = zipped(
        {
            "META-INF/container.xml": CONTAINER,
            "OPS/package.opf": package,
            "OPS/toc.ncx": ncx,
            "OPS/a.xhtml": page(body("<p>Eels swim.</p>")),
        }
    )
    assert listed(read(data)) == [("heading1", "Of fins"), ("prose", "Eels swim.")]


@pytest.mark.parametrize("kind", ["cover", "toc", "frontmatter toc", "index", "landmarks"])
def test_covers_and_contents_are_left_out(kind: str) -> None:
    data = epub({"x": body("<p>Not this.</p>", kind), "a": ONE})
    assert listed(read(data)) == [("heading1", "One"), ("prose", "Eels swim.")]


def test_what_was_left_out_is_told() -> None:
    assert read(epub({"x": body("<p>eel, 12</p>", "index"), "a": ONE})).notes == (
        "left out: index",
    )


def test_the_guide_of_old_books_and_what_is_not_linear() -> None:
    guide = '<guide><reference type="cover" href="x.xhtml"/></guide>'
    spine = '<itemref idref="x"/><itemref idref="y" linear="no"/><itemref idref="a"/>'
    pages = {"x": body("<p>Not this.</p>"), "y": body("<p>Nor this.</p>"), "a": ONE}
    assert prose(read(epub(pages, spine=spine, guide=guide))) == ["Eels swim."]


def test_a_page_of_links_is_a_table_of_contents() -> None:
    links = "".join(f'<p><a href="a.xhtml">Chapter {number}</a></p>' for number in range(6))
    assert prose(read(epub({"x": body(f"<h1>Contents</h1>{links}"), "a": ONE}))) == ["Eels swim."]


@pytest.mark.parametrize(
    "text",
    [
        "<section epub:type='titlepage'><h1>Eels</h1><p>Mud Press</p></section>",
        "<p>Copyright 2019 Ann Lee. All rights reserved.</p><p>ISBN 123</p>",
    ],
)
def test_title_and_rights_are_no_prose(text: str) -> None:
    found = listed(read(epub({"x": body(text), "a": ONE})))
    assert {kind for kind, _ in found[:-2]} == {"metadata"}
    assert found[-2:] == [("heading1", "One"), ("prose", "Eels swim.")]


def test_the_licence_of_a_free_book_is_no_part_of_it() -> None:
    start = "<p>*** START OF THE PROJECT GUTENBERG EBOOK EELS ***</p>"
    end = "<p>*** END OF THE PROJECT GUTENBERG EBOOK EELS ***</p><h2>Licence</h2><p>You may.</p>"
    pages = {"a": body(f"<p>Free for all.</p>{start}<h2>One</h2><p>Eels swim.</p>"),
             "b": body(f"<h2>Two</h2><p>Eels sleep.</p>{end}")}  # fmt: skip
    found = listed(read(epub(pages)))
    assert [one for one in found if one[0] != "metadata"] == [
        ("heading1", "One"),
        ("prose", "Eels swim."),
        ("heading1", "Two"),
        ("prose", "Eels sleep."),
    ]
    assert ("metadata", "You may.") in found


def test_notes_are_notes() -> None:
    text = (
        '<p>Eels swim.<a epub:type="noteref" href="#n">1</a> Far.</p>'
        '<aside epub:type="footnote" id="n"><p>Some do.</p></aside>'
    )
    assert listed(read(epub({"a": body(text)}))) == [
        ("prose", "Eels swim. Far."),
        ("footnote", "Some do."),
    ]


ENCRYPTION = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
    'xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData>'
    '<e:EncryptionMethod Algorithm="{}"/><e:CipherData><e:CipherReference URI="{}"/>'
    "</e:CipherData></e:EncryptedData></encryption>"
)


def protected(method: str, member: str) -> bytes:
    encryption = ENCRYPTION.format(method, member)
    return epub({"a": ONE}, others={"META-INF/encryption.xml": encryption})


def test_protected_books_are_refused() -> None:
    with pytest.raises(SourceError, match=r"eels\.epub is protected against copying") as caught:
        read(protected("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/a.xhtml"))
    assert "unprotected" in caught.value.hint


def test_garbled_fonts_are_no_protection() -> None:
    for member in ("OPS/a.ttf", "OPS/a.xhtml"):
        assert prose(read(protected("http://www.idpf.org/2008/embedding", member)))
    assert prose(read(protected("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/a.ttf")))


def test_careless_chapters_are_read_all_the_same() -> None:
    data = epub({"a": "<body><h2>One</h2><p>Eels & mud<br>swim.<p>Far.</body>"})
    assert listed(read(data)) == [
        ("heading1", "One"),
        ("prose", "Eels & mud swim."),
        ("prose", "Far."),
    ]


@pytest.mark.parametrize(
    "members",
    [
        {"a": "b"},
        {"META-INF/container.xml": "<container"},
        {"META-INF/container.xml": CONTAINER},
        {"META-INF/container.xml": CONTAINER, "OPS/package.opf": ""},
        {"META-INF/container.xml": CONTAINER, "OPS/package.opf": "<package><spine/></package>"},
    ],
)
def test_broken_books_are_damaged(members: dict[str, str]) -> None:
    with pytest.raises(SourceError, match=r"eels\.epub is a damaged EPUB book"):
        read(zipped(members))


def test_a_book_of_pictures_holds_no_text() -> None:
    with pytest.raises(SourceError, match="holds no text"):
        read(epub({"a": body('<img src="x.png"/>')}))


def test_a_spine_that_names_a_missing_page_is_read_without_it() -> None:
    data = epub({"a": ONE}, spine='<itemref idref="a"/><itemref idref="zz"/>')
    assert prose(read(data)) == ["Eels swim."]


def test_a_chapter_without_headings_has_its_title_once() -> None:
    nav = '<nav epub:type="toc"><ol><li><a href="c1.xhtml">Mud</a></li></ol></nav>'
    body = "<body><p><span>Eels swim</span> <span>far.</span></p><p><b>They rest.</b></p></body>"
    found = extract(epub({"c1": body}, nav=nav), "a.epub")
    assert listed(found) == [
        ("heading1", "Mud"),
        ("prose", "Eels swim far."),
        ("prose", "They rest."),
    ]


def test_programs_name_nobody_as_the_author() -> None:
    metadata = "<dc:title>Unknown Title</dc:title><dc:creator>Unknown</dc:creator>"
    found = extract(epub({"c1": "<body><p>Eels swim.</p></body>"}, metadata=metadata), "a.epub")
    assert (found.metadata.title, found.metadata.author) == (None, None)
