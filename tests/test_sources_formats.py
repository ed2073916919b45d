from __future__ import annotations

import io
import zipfile

import pytest

from summarize.errors import SourceError
from summarize.sources.formats import refuse_binary, refuse_markup


def zipped(*names: str, content: str = "") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4\n", "a PDF document"),
        (b"\n%PDF-1.4\n", "a PDF document"),
        (b"{\\rtf1\\ansi", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "an old Office document"),
        (zipped("word/document.xml"), "a Word document"),
        (zipped("xl/workbook.xml"), "an Excel workbook"),
        (zipped("ppt/slides.xml"), "a PowerPoint presentation"),
        (zipped("mimetype", content="application/epub+zip"), "an EPUB book"),
        (zipped("readme.txt"), "a ZIP archive"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"RIFF\0\0\0\0WEBP", "an image"),
        (b"\0\0\0\x20ftypisom", "a video"),
        (b"GGUF\x03\0\0\0", "a GGUF model"),
        (b"\x7fELF\x02", "a program"),
        (b"MZ\x90\0\x03", "a program"),
    ],
)
def test_documents_are_refused_by_name(data: bytes, kind: str) -> None:
    with pytest.raises(SourceError) as caught:
        refuse_binary(data, "a.txt")
    assert caught.value.message.startswith(f"a.txt is {kind}")
    assert "not supported yet" in caught.value.message


@pytest.mark.parametrize("data", [b"MZ is a rank.", b"BMW builds cars.", b"RIFF raff", b"PK won."])
def test_text_that_begins_like_a_document_passes(data: bytes) -> None:
    refuse_binary(data, "a.txt")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html>\n<html>", "an HTML page"),
        ("  <HTML lang=en>", "an HTML page"),
        ("<!-- saved --><html>", "an HTML page"),
        ("<?xml version='1.0'?><html>", "an HTML page"),
        ("<?xml version='1.0'?><rss>", "an XML document"),
        ("<!DOCTYPE article PUBLIC>", "an XML document"),
    ],
)
def test_markup_is_refused_by_name(text: str, kind: str) -> None:
    with pytest.raises(SourceError, match=f"a.txt is {kind}"):
        refuse_markup(text, "a.txt")


@pytest.mark.parametrize(
    "text", ["The <html> tag is old.", "<3 is a heart", "<headline> is no tag"]
)
def test_text_about_markup_passes(text: str) -> None:
    refuse_markup(text, "a.txt")
