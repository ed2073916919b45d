"""XHTML elements -> blocks: headings, lists, tables, notes, hidden parts."""

from __future__ import annotations

import pytest
from lxml import etree

from summarize.sources.formats.xhtml import extract_all_blocks, extract_blocks
from summarize.sources.formats.xml_tree import parse_html


def blocks(markup: str) -> list[tuple[str, str]]:
    root = parse_html(markup, "a.html")
    assert root is not None
    return [(f"{one.kind.value}{one.level or ''}", one.text) for one in extract_blocks(root)]


def test_paragraphs_headings_and_items() -> None:
    found = blocks(
        "<h2>Eels</h2><p>They\n are <b>lo</b>ng.</p><ul><li>One<li><p>Two</p><p>more</p></ul>"
    )
    assert found == [
        ("heading2", "Eels"),
        ("prose", "They are long."),
        ("item", "One"),
        ("item", "Two"),
        ("prose", "more"),
    ]


def test_loose_text_and_two_line_ends_make_paragraphs() -> None:
    assert blocks("One<br>still one<br><br/>\nTwo<div>Three</div>four") == [
        ("prose", "One still one"),
        ("prose", "Two"),
        ("prose", "Three"),
        ("prose", "four"),
    ]


@pytest.mark.parametrize(
    "mark",
    [
        '<sup>1</sup>',
        '<sup><a href="#n1">1</a></sup>',
        '<a href="notes.html#fn1"><sup>12</sup></a>',
        '<a href="#note_3">3</a>',
        '<a href="#x">[7]</a>',
        '<sup>*</sup>',
        '<sup>[2,3]</sup>',
        '<a epub:type="noteref" href="n.html">4</a>',
        '<a role="doc-noteref" href="n.html">4</a>',
    ],
)  # fmt: skip
def test_numbers_of_notes_are_left_out(mark: str) -> None:
    root = etree.fromstring(
        f'<p xmlns:epub="http://www.idpf.org/2007/ops">Eels swim.{mark} Yes.</p>'
    )
    assert [one.text for one in extract_blocks(root)] == ["Eels swim. Yes."]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>6</sup> eels", "10⁶ eels"),
        ("5 km<sup>2</sup> of mud", "5 km² of mud"),
        ("the 1<sup>st</sup> eel", "the 1st eel"),
        ("au XIX<sup>e</sup> siècle", "au XIXe siècle"),
        ("H<sub>2</sub>O", "H2O"),
        ('see <a href="#s3">section 3</a>', "see section 3"),
        ('see page <a href="#p12">12</a>', "see page 12"),
        ("<ruby>鰻<rp>(</rp><rt>うなぎ</rt><rp>)</rp></ruby>を食べる", "鰻を食べる"),
        ("<q>Yes</q>, she said", "“Yes”, she said"),
        ("soft\u00adly <wbr>now", "softly now"),
    ],
)
def test_what_is_written_small_or_linked_and_is_text(markup: str, text: str) -> None:
    assert blocks(f"<p>{markup}</p>") == [("prose", text)]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x()</script>",
        "<style>p {}</style>",
        '<p style="display: none">Hidden.</p>',
        "<p hidden>Hidden.</p>",
        '<span class="pagenum">[Pg 12]</span>',
        '<span role="doc-pagebreak">12</span>',
        "<nav><a href='x'>Next</a></nav>",
        "<button>Buy</button>",
        "<!-- remark -->",
    ],
)
def test_what_is_not_shown_or_no_text_is_left_out(hidden: str) -> None:
    assert blocks(f"<p>Eels.</p>{hidden}") == [("prose", "Eels.")]


def test_tables_are_one_block() -> None:
    found = blocks(
        "<table><caption>Eels</caption><tr><th>Year<th>Eels</tr><tr><td>1990<td><p>12</p></tr></table>"
    )
    assert found == [("caption", "Eels"), ("table", "Year | Eels\n1990 | 12")]


def test_tables_that_lay_out_a_page_are_none() -> None:
    long = "Eels are long and thin and swim. " * 20
    found = blocks(f"<table><tr><td><p>{long}</p><h3>More</h3><td>{long}</table>")
    assert [kind for kind, _ in found] == ["prose", "heading3", "prose"]
    assert blocks("<table><tr><td>One.<tr><td><p>Two.</p><p>Three.</p></table>") == [
        ("prose", "One."),
        ("prose", "Two."),
        ("prose", "Three."),
    ]


def test_tables_in_tables_and_stray_cells() -> None:
    inner = "<table><tr><td>a<td>b<tr><td>c<td>d</table>"
    assert blocks(f"<table><tr><td>{inner}<td>Eels swim.</table>") == [
        ("table", "a | b\nc | d"),
        ("prose", "Eels swim."),
    ]
    root = etree.fromstring("<div><td>Eels</td><tr>swim</tr></div>")
    assert [one.text for one in extract_blocks(root)] == ["Eels", "swim"]


def test_captions_code_and_notes_are_no_prose() -> None:
    root = etree.fromstring(
        '<body xmlns:epub="http://www.idpf.org/2007/ops"><figure><img alt="x"/><figcaption>An eel.'
        "</figcaption></figure><pre>a = 1\n  b = 2</pre>"
        '<aside epub:type="footnote"><p>A note.</p><ul><li>In it.</li></ul></aside></body>'
    )
    found = [(one.kind.value, one.text) for one in extract_blocks(root)]
    assert found == [
        ("caption", "An eel."),
        ("code", "a = 1\n  b = 2"),
        ("footnote", "A note."),
        ("footnote", "In it."),
    ]


def test_titles_are_written_before_their_places() -> None:
    root = etree.fromstring('<body><p id="a">One.</p><div><p id="b">Two.</p></div></body>')
    found = extract_all_blocks(root, {"b": ("Chapter two", 1)})
    assert [(one.kind.value, one.text) for one in found] == [
        ("prose", "One."),
        ("heading", "Chapter two"),
        ("prose", "Two."),
    ]


def test_ten_thousand_elements_in_each_other_are_no_trouble() -> None:
    root = inner = etree.Element("div")
    for _ in range(10_000):
        inner = etree.SubElement(inner, "div")
    inner.text = "Eels."
    assert [one.text for one in extract_blocks(root)] == ["Eels."]


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("vertical-align:super;font-size:60%", "10⁹"),
        ("position:relative;top:-0.33em;font-size:.58em", "10⁹"),
        ("position:relative;bottom:.4em;font-size:smaller", "10⁹"),
        ("vertical-align:sub", "10₉"),
        ("position:relative;top:-1px", "109"),
    ],
)
def test_what_a_style_raises_is_raised(style: str, text: str) -> None:
    assert blocks(f'<p>It is 10<span style="{style}">9</span>.</p>') == [
        ("prose", f"It is {text}.")
    ]


def test_links_that_lead_to_each_other_are_notes() -> None:
    found = blocks(
        '<p>Eels swim<a id="r1" href="#n1">1</a>. See <a href="#n1">1</a> below.</p>'
        '<p class="x"><a id="n1" href="#r1">1</a> In mud.</p>'
    )
    assert found == [("prose", "Eels swim. See 1 below."), ("footnote", "In mud.")]


def test_a_bold_line_above_a_paragraph_is_its_heading() -> None:
    assert blocks("<p><b>Prices</b><br/>An eel costs nine pounds.</p>") == [
        ("heading4", "Prices"),
        ("prose", "An eel costs nine pounds."),
    ]
    assert blocks("<p><b>Note:</b><br/>Eels swim.</p>") == [("prose", "Note: Eels swim.")]


def test_lists_of_word_have_no_marks() -> None:
    mark = '<span style="mso-list:Ignore">·<span>&nbsp; </span></span>'
    assert blocks(f'<p class="MsoListParagraph">{mark}One eel.</p>') == [("item", "One eel.")]
