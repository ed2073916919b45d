"""Detection of formats by content and name, and refusals of what can't be read."""

from __future__ import annotations

import io
import zipfile

import pytest

from summarize.errors import SourceError
from summarize.sources import sandbox
from summarize.sources.detect import detect_format

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
JATS = b'<article xmlns:xlink="http://www.w3.org/1999/xlink"><front></front><body></body></article>'
HTML = "<!DOCTYPE html>\n<html><body><p>One.</p></body></html>"


def zipped(*names: str, content: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "reader"),
    [
        (b"%PDF-1.4\n", "pdf"),
        (b"\n%PDF-1.4\n", "pdf"),
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n", "pdf"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\xef\xbb\xbf{\\rtf1\\ansi", "rtf"),
        (zipped("word/document.xml"), "docx"),
        (zipped("mimetype", content="application/epub+zip"), "epub"),
        (zipped("META-INF/container.xml"), "epub"),
        (zipped("mimetype", content="application/vnd.oasis.opendocument.text"), "odt"),
        (zipped("mimetype", content="application/vnd.oasis.opendocument.text-template"), "odt"),
        (zipped("META-INF/manifest.xml", "content.xml"), "odt"),
        (HTML.encode(), "html"),
        (b"\xef\xbb\xbf" + HTML.encode(), "html"),
        (HTML.encode("utf-16"), "html"),
        (HTML.encode("utf-16-be"), "html"),
        (b"<!-- saved from somewhere --><HTML lang=en>", "html"),
        (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'></html>", "html"),
        (b"<p class=lead>One sentence.</p>\n<p>And another.</p>", "html"),
        (b"<rss version='2.0'><channel><title>News</title></channel></rss>", "feeds"),
        (b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'></feed>", "feeds"),
        (JATS, "jats"),
        (b"1\n00:00:01,000 --> 00:00:02,500\nGood evening.\n", "subtitles"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.500\nGood evening.\n", "subtitles"),
        (
            b"From: Ida Holm <ida@example.org>\r\nTo: Jo <jo@example.org>\r\nSubject: Kites\r\n"
            b"Date: Sun, 1 Mar 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n\r\nThey fly.\r\n",
            "mail",
        ),
    ],
)
def test_documents_are_recognised_by_their_content(data: bytes, reader: str) -> None:
    for name in ("a.txt", "a", "http://example.org/a.pdf?x=1"):
        assert detect_format(data, "it", name) == reader
    assert reader in sandbox.FORMAT_NAMES


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "a Word document in the format of before 2007"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (OLE + b"rest", "an Office document in the format of before 2007"),
        (zipped("xl/workbook.xml"), "an Excel workbook"),
        (zipped("ppt/presentation.xml"), "a PowerPoint presentation"),
        (zipped("readme.txt"), "a ZIP archive"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"RIFF\0\0\0\0WEBP", "an image"),
        (b"\0\0\0\x20ftypisom", "a video"),
        (b"GGUF\x03\0\0\0", "a GGUF model"),
        (b"\x7fELF\x02", "a program"),
        (b"MZ\x90\0\x03", "a program"),
        (b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'></svg>", "an XML document"),
    ],
)
def test_what_can_t_be_read_is_named_with_a_way_out(data: bytes, kind: str) -> None:
    with pytest.raises(SourceError) as caught:
        detect_format(data, "a.txt")
    assert caught.value.message.startswith(f"a.txt is {kind}")
    assert "\n" not in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "One sentence. And another.",
        "MZ is a rank.",
        "BMW builds cars.",
        "RIFF raff",
        "PK won.",
        "The <html> tag is old.",
        "<3 is a heart",
        "<headline> is no tag",
        "<Ida> Are you there?\n<Jo> Yes.",
        "From the tower one sees: everything.\n\nIt is high.",
        "# A heading\n\nThe PDF begins with %PDF, they say.",
        "",
    ],
)
def test_text_that_begins_like_a_document_is_text(text: str) -> None:
    assert detect_format(text.encode(), "a.txt") is None
    assert detect_format(text.encode("utf-16"), "a.txt") is None


def test_the_name_and_the_server_decide_where_the_content_does_not() -> None:
    fragment = b"<custom-card>One sentence.</custom-card> Some <b>more</b>."
    address = "http://example.org/"
    assert detect_format(fragment, "it", "page.html") == "html"
    assert detect_format(fragment, "it", address, "text/html") == "html"
    assert detect_format(b"Words with a <b>tag</b>.", "it", address, "text/html") == "html"
    assert detect_format(b"Words with a <b>tag</b>.", "it", address) is None
    assert detect_format(b"Plain words.", "it", address, "text/html") is None
    assert detect_format(b"%PDF-1.7", "it", address, "text/html") == "pdf"


@pytest.mark.parametrize(
    "text",
    [
        "<p align=center>An eel</p>\n\n# Eels\n",
        "<details>\n<summary>Eels</summary>\n\nLong.\n</details>\n",
        "<script>x</script>\n\nEels.\n",
        "<!-- eels -->\n\n<Tabs>\nEels.\n</Tabs>\n",
    ],
)
def test_markdown_may_begin_with_an_element(text: str) -> None:
    assert detect_format(text.encode(), "README.md", "README.md") is None
    assert detect_format(HTML.encode(), "page.md", "page.md") == "html"
