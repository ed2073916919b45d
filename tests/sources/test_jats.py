"""JATS: sections, references, captions, notes, metadata."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.blocks import Extract
from summarize.sources.formats.jats import extract
from support.office_files import listed, prose

FRONT = (
    "<front><journal-meta><journal-title-group><journal-title>Mud Letters</journal-title>"
    "</journal-title-group></journal-meta><article-meta><title-group><article-title>On <i>Eels</i>"
    '<xref ref-type="fn">*</xref></article-title></title-group><contrib-group>'
    "<contrib "
    'contrib-type="author"><name><surname>Lee</surname><given-names>Ann</given-names></name>'
    '</contrib><contrib contrib-type="author"><collab>Mud Group</collab></contrib>'
    '<contrib contrib-type="editor"><name><surname>Orr</surname></name></contrib></contrib-group>'
    '<pub-date pub-type="ppub"><year>2021</year></pub-date>'
    '<pub-date pub-type="epub"><day>1</day><month>6</month><year>2020</year></pub-date>'
    "<abstract><p>Eels in short.</p></abstract></article-meta></front>"
)


def read(body: str, back: str = "", rest: str = "") -> Extract:
    data = f'<article xml:lang="en">{FRONT}<body>{body}</body><back>{back}</back>{rest}</article>'
    return extract(data.encode(), "eels.xml")


def body_of(body: str) -> list[tuple[str, str]]:
    return listed(read(body))[3:]


def test_metadata_title_and_abstract() -> None:
    found = read("<p>Eels swim.</p>")
    assert found.metadata.title == "On Eels"
    assert found.metadata.author == "Ann Lee, Mud Group"
    assert (found.metadata.date, found.metadata.site) == ("2020-06-01", "Mud Letters")
    assert found.language == "en"
    assert listed(found) == [
        ("heading1", "On Eels"),
        ("heading1", "Abstract"),
        ("prose", "Eels in short."),
        ("prose", "Eels swim."),
    ]


def test_sections_by_their_nesting() -> None:
    body = (
        "<sec><label>1</label><title>Results</title><p>One.</p><sec><title>Fins</title><p>Two.</p>"
        "</sec></sec><sec><title>Methods</title><p>Three.</p></sec>"
    )
    assert body_of(body) == [
        ("heading1", "Results"),
        ("prose", "One."),
        ("heading2", "Fins"),
        ("prose", "Two."),
        ("heading1", "Methods"),
        ("prose", "Three."),
    ]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ('Eels swim.<sup><xref ref-type="bibr">1</xref></sup> Far.', "Eels swim. Far."),
        ('Eels<xref ref-type="bibr"><sup>1,2</sup></xref> swim.', "Eels swim."),
        ('Eels swim<xref ref-type="bibr">12</xref>.', "Eels swim."),
        ('Eels swim [<xref ref-type="bibr">1</xref>,<xref ref-type="bibr">2</xref>].',
         "Eels swim [1,2]."),
        ('Eels (<xref ref-type="bibr">Lee, 2020</xref>) swim.', "Eels (Lee, 2020) swim."),
        ('As ref. <xref ref-type="bibr">3</xref> says.', "As ref. 3 says."),
        ('Eels<xref ref-type="fn">a</xref> swim.', "Eels swim."),
        ("10<sup>7</sup> eels", "10⁷ eels"),
        ("CO<sub>2</sub>", "CO2"),
        ("x "
        "<inline-formula><tex-math>\\begin{}</tex-math><math><mi>y</mi></math></inline-formula> z",
         "x y z"),
        ("where <disp-formula><math><mi>E</mi></math></disp-formula> holds", "where E holds"),
    ],
)  # fmt: skip
def test_in_a_sentence(inner: str, text: str) -> None:
    assert body_of(f"<p>{inner}</p>") == [("prose", text)]


def test_figures_tables_lists_and_code() -> None:
    body = (
        "<p>See.<fig><label>Figure 1.</label><caption><title>Eels.</title><p>(A) "
        "Long.</p></caption>"
        "<graphic/></fig></p><table-wrap><label>Table 1.</label><caption><p>Years.</p></caption>"
        "<table><tr><th>Year</th><th>Eels</th></tr><tr><td>1990</td><td><p>12</p></td></tr></table>"
        "<table-wrap-foot><p>Wild ones.</p></table-wrap-foot></table-wrap>"
        "<list><list-item><label>1</label><p>One.</p><p>More.</p></list-item></list>"
        "<preformat>a = 1</preformat><disp-formula><math><mi>E</mi></math></disp-formula>"
    )
    assert body_of(body) == [
        ("prose", "See."),
        ("caption", "Figure 1. Eels. (A) Long."),
        ("caption", "Table 1. Years."),
        ("table", "Year | Eels\n1990 | 12"),
        ("footnote", "Wild ones."),
        ("item", "One."),
        ("prose", "More."),
        ("code", "a = 1"),
        ("code", "E"),
    ]


def test_the_back_is_no_prose_but_an_appendix_is() -> None:
    back = (
        "<ack><title>Thanks</title><p>To Bo.</p></ack>"
        '<sec sec-type="funding-information"><title>Funding</title><p>None.</p></sec>'
        "<fn-group><fn><p>A note.</p></fn></fn-group><app-group><app><title>Annex</title><p>More."
        "</p></app></app-group><ref-list><title>References</title><ref><label>1</label>"
        "<element-citation><name><surname>Lee</surname><given-names>A</given-names></name>"
        "<year>2019</year><article-title>Mud</article-title></element-citation></ref>"
        "<ref><mixed-citation>Orr C. Silt.</mixed-citation></ref></ref-list>"
    )
    assert listed(read("<p>Eels swim.</p>", back))[4:] == [
        ("metadata", "Thanks"),
        ("metadata", "To Bo."),
        ("metadata", "Funding"),
        ("metadata", "None."),
        ("footnote", "A note."),
        ("heading1", "Annex"),
        ("prose", "More."),
        ("heading1", "References"),
        ("reference", "A Lee. 2019. Mud"),
        ("reference", "Orr C. Silt."),
    ]


def test_reviews_in_the_same_file_are_left_out_and_told() -> None:
    rest = '<sub-article article-type="reply"><body><p>We agree.</p></body></sub-article>'
    found = read("<p>Eels swim.</p>", rest=rest)
    assert prose(found) == ["Eels in short.", "Eels swim."]
    assert found.notes == ("left out: reply",)


def test_broken_articles() -> None:
    with pytest.raises(SourceError, match="holds no text"):
        extract(b"<article><front/></article>", "eels.xml")
    with pytest.raises(SourceError, match=r"eels\.xml is a damaged JATS article"):
        extract(b"<article", "eels.xml")
    cut = extract(b"<article><body><p>Eels swim.</p><p>They", "eels.xml")
    assert prose(cut) == ["Eels swim.", "They"]
    assert "not well-formed" in cut.notes[0]
