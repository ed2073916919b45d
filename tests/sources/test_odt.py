"""ODT: styles, lists, tables, notes, hidden and deleted text, metadata."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.blocks import Extract
from summarize.sources.formats.odt import extract
from support.office_files import listed, odt, prose, zipped

STYLES = (
    '<style:style style:name="P1" style:parent-style-name="Title"/>'
    '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2"><style:text-properties style:text-position="super 58%"/>'
    '</style:style><style:style style:name="T3"><style:text-properties text:display="none"/>'
    '</style:style><style:style style:name="P9" style:parent-style-name="P8"/>'
    '<style:style style:name="P8" style:parent-style-name="P9"/>'
)


def read(body: str, meta: str = "") -> Extract:
    return extract(odt(body, STYLES, meta), "eels.odt")


def test_title_headings_paragraphs_and_lists() -> None:
    body = (
        '<text:p text:style-name="P1">Eels</text:p><text:h text:outline-level="2">Fins</text:h>\n'
        '<text:p text:style-name="P9">Eels<text:s text:c="3"/>swim<text:tab/>far<text:line-break/>'
        "off.</text:p><text:list><text:list-item><text:p>One</text:p><text:p>more</text:p>"
        "<text:list><text:list-item><text:p>Two</text:p></text:list-item></text:list>"
        "</text:list-item></text:list>"
    )
    found = read(body)
    assert found.metadata.title == "Eels"
    assert listed(found) == [
        ("heading1", "Eels"),
        ("heading2", "Fins"),
        ("prose", "Eels swim far off."),
        ("item", "One"),
        ("prose", "more"),
        ("item", "Two"),
    ]


def test_a_bold_line_is_a_heading_and_a_bold_word_is_not() -> None:
    bold = '<text:span text:style-name="T1">{}</text:span>'
    body = f"<text:p>{bold.format('Of fins')}</text:p><text:p>{bold.format('Eels')} swim</text:p>"
    assert listed(read(body)) == [("heading1", "Of fins"), ("prose", "Eels swim")]


def test_notes_raised_numbers_and_hidden_text() -> None:
    body = (
        "<text:p>Eels<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>"
        "Some do.</text:p></text:note-body></text:note> swim"
        '<text:span text:style-name="T2">2</text:span> 10<text:span '
        'text:style-name="T2">6</text:span>'
        ' km<text:span text:style-name="T3"> secretly</text:span>.</text:p>'
    )
    assert listed(read(body)) == [("prose", "Eels swim 10⁶ km."), ("footnote", "Some do.")]


def test_what_is_deleted_or_said_beside_the_text_is_left_out() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Gone.</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>Eels <office:annotation><text:p>Really?</text:p></office:annotation>swim.</text:p>"
        "<text:table-of-content><text:index-body><text:p>One 3</text:p></text:index-body>"
        "</text:table-of-content>"
    )
    assert listed(read(body)) == [("prose", "Eels swim.")]


def test_tables_boxes_and_bibliography() -> None:
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in ("ab", "cd")
    )
    body = (
        "<text:p>See <draw:frame><draw:text-box><text:p>In the box.</text:p></draw:text-box>"
        f"</draw:frame>here.</text:p><table:table>{rows}</table:table>"
        "<text:bibliography><text:index-body><text:p>Lee, A. Eels.</text:p></text:index-body>"
        "</text:bibliography>"
    )
    assert listed(read(body)) == [
        ("prose", "See here."),
        ("prose", "In the box."),
        ("table", "a | b\nc | d"),
        ("reference", "Lee, A. Eels."),
    ]


def test_metadata() -> None:
    meta = (
        "<dc:title>On Eels</dc:title><meta:initial-creator>Ann Lee</meta:initial-creator>"
        "<dc:creator>Bo</dc:creator><dc:language>de-AT</dc:language>"
    )
    found = read("<text:p>Eels swim.</text:p>", meta)
    assert (found.metadata.title, found.metadata.author) == ("On Eels", "Ann Lee")
    assert found.language == "de"


def test_a_billion_spaces_are_a_few() -> None:
    assert prose(read('<text:p>a<text:s text:c="999999999"/>b</text:p>')) == ["a b"]


def test_a_password_is_asked_for_by_nobody() -> None:
    data = odt("", manifest="<manifest><file-entry><encryption-data/></file-entry></manifest>")
    with pytest.raises(SourceError, match=r"eels\.odt is .* protected by a password"):
        extract(data, "eels.odt")


def test_broken_and_other_documents() -> None:
    with pytest.raises(SourceError, match="damaged OpenDocument text"):
        extract(zipped({"content.xml": "<office"}), "eels.odt")
    with pytest.raises(SourceError, match="damaged OpenDocument text"):
        extract(zipped({"a": "b"}), "eels.odt")
    with pytest.raises(SourceError, match="holds no text document"):
        extract(zipped({"content.xml": "<document><body><drawing/></body></document>"}), "eels.odt")
    with pytest.raises(SourceError, match="holds no text"):
        read("<text:p/>")
