"""Small documents for the tests of the readers, made of their parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from summarize.sources.blocks import Extract

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/package.opf"/></rootfiles></container>'
)


def zipped(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def listed(extract: Extract) -> list[tuple[str, str]]:
    """Each block as its kind, with the level of a heading, and its text."""
    return [(f"{block.kind.value}{block.level or ''}", block.text) for block in extract.blocks]


def prose(extract: Extract) -> list[str]:
    return [text for kind, text in listed(extract) if kind == "prose"]


def page(body: str, head: str = "") -> str:
    return (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head>{head}</head>{body}</html>'
    )


def epub(
    pages: Mapping[str, str],
    *,
    metadata: str = "<dc:title>Eels</dc:title>",
    spine: str | None = None,
    nav: str = "",
    guide: str = "",
    others: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A book of these pages (name -> body), in this order unless `spine` gives another."""
    items = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>'
        for name in pages
    )
    if nav:
        items += '<item id="nav" properties="nav" href="nav.xhtml" media-type="text/html"/>'
    spine = spine or "".join(f'<itemref idref="{name}"/>' for name in pages)
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{spine}</spine>"
        f"{guide}</package>"
    )
    members: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/package.opf": package,
    }
    members |= {f"OPS/{name}.xhtml": page(body) for name, body in pages.items()}
    if nav:
        members["OPS/nav.xhtml"] = page(f"<body>{nav}</body>")
    return zipped(members | dict(others or {}))


def docx(body: str, **parts: str) -> bytes:
    """A Word document; `parts` are further files in `word/`, or `core` for its properties."""
    names = f'xmlns:w="{W}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    names += 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    names += 'xmlns:v="urn:v" xmlns:wps="urn:wps"'
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
    }
    for part, content in parts.items():
        if part == "core":
            members["docProps/core.xml"] = (
                '<c:core xmlns:c="urn:c" xmlns:dc="http://purl.org/dc/elements/1.1/">'
                f"{content}</c:core>"
            )
        else:
            members[f"word/{part}.xml"] = f"<w:{part} {names}>{content}</w:{part}>"
    return zipped(members)


_ODT_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "text", "style", "table", "meta", "fo", "draw")
)


def odt(body: str, styles: str = "", meta: str = "", manifest: str = "<manifest/>") -> bytes:
    content = (
        f"<office:document-content {_ODT_NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "meta.xml": f'<office:document-meta xmlns:dc="http://purl.org/dc/elements/1.1/" '
            f"{_ODT_NAMES}><office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": manifest,
        }
    )
