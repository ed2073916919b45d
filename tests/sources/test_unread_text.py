"""Struck-out, deleted and hidden text, raised and lowered signs, initials: alike in all formats."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from summarize.sources.blocks import Extract
from summarize.sources.formats import docx as docx_reader
from summarize.sources.formats import epub as epub_reader
from summarize.sources.formats import fb2, feeds, jats, mail, rtf
from summarize.sources.formats import odt as odt_reader
from support.office_files import docx, epub, odt, page, prose

_DOCX_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr>'
    "</w:style>"
    '<w:style w:type="character" w:styleId="GoneToo"><w:name w:val="GoneToo"/>'
    '<w:basedOn w:val="Gone"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="PGone"><w:name w:val="PGone"/>'
    "<w:rPr><w:dstrike/></w:rPr></w:style>"
    '<w:style w:type="character" w:styleId="Hid"><w:name w:val="Hid"/><w:rPr><w:vanish/></w:rPr>'
    "</w:style>"
    '<w:style w:type="character" w:styleId="Up"><w:name w:val="Up"/><w:rPr>'
    '<w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Dark"><w:name w:val="Dark"/><w:pPr>'
    '<w:shd w:fill="000000"/></w:pPr></w:style>'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read_docx(inner: str, properties: str = "") -> Extract:
    body = f"<w:p><w:pPr>{properties}</w:pPr>{run('Eels swim')}{inner}{run(' far.')}</w:p>"
    return docx_reader.extract(docx(body, styles=_DOCX_STYLES), "a.docx")


_ODT_STYLES = (
    '<style:style style:name="S1" style:family="text"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="S2" style:family="text" style:parent-style-name="S1"/>'
    '<style:style style:name="S3" style:family="text"><style:text-properties '
    'style:text-line-through-type="double"/></style:style>'
    '<style:style style:name="H1" style:family="text"><style:text-properties text:display="none"/>'
    "</style:style>"
    '<style:style style:name="H2" style:family="text" style:parent-style-name="H1"/>'
    '<style:style style:name="W" style:family="text"><style:text-properties fo:color="#ffffff"/>'
    "</style:style>"
    '<style:style style:name="T" style:family="text"><style:text-properties fo:font-size="1pt"/>'
    "</style:style>"
    '<style:style style:name="U" style:family="text"><style:text-properties '
    'style:text-position="33% 80%"/></style:style>'
    '<style:style style:name="D" style:family="text"><style:text-properties '
    'style:text-position="sub 58%"/></style:style>'
)


def read_odt(inner: str) -> Extract:
    return odt_reader.extract(odt(f"<text:p>Eels swim{inner} far.</text:p>", _ODT_STYLES), "a.odt")


def span(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def read_rtf(inner: bytes) -> Extract:
    head = rb"{\colortbl;\red255\green255\blue255;\red0\green0\blue0;\red255\green255\blue0;}"
    data = rb"{\rtf1\ansi\deff0" + head + rb"\pard Eels swim" + inner + rb" far.\par}"
    return rtf.extract(data, "a.rtf")


def read_fb2(inner: str) -> Extract:
    data = (
        f"<FictionBook><body><section><p>Eels swim{inner} far.</p></section></body></FictionBook>"
    )
    return fb2.extract(data.encode(), "a.fb2")


def read_jats(inner: str) -> Extract:
    front = "<front><article-meta/></front>"
    data = f"<article>{front}<body><p>Eels swim{inner} far.</p></body></article>"
    return jats.extract(data.encode(), "a.xml")


def read_epub(inner: str, head: str = "", sheet: str = "") -> Extract:
    text = page(f"<body><p>Eels swim{inner} far.</p></body>", head)
    others: dict[str, str | bytes] = {"OPS/a.xhtml": text, "OPS/css/s.css": sheet}
    return epub_reader.extract(epub({"a": "<body/>"}, others=others), "a.epub")


def read_mail(inner: str, head: str = "") -> Extract:
    data = (
        "From: Ann <a@example.org>\nTo: b@example.org\nContent-Type: text/html\n\n"
        f"<html><head>{head}</head><body><p>Eels swim{inner} far.</p></body></html>"
    )
    return mail.extract(data.encode(), "a.eml")


def read_feed(inner: str) -> Extract:
    text = f"<p>Eels swim{inner} far.</p>".replace("<", "&lt;")
    data = f"<rss><channel><item><description>{text}</description></item></channel></rss>"
    return feeds.extract(data.encode(), "a.xml")


LINK = '<link rel="stylesheet" type="text/css" href="css/s.css"/>'

STRUCK: dict[str, Callable[[], Extract]] = {
    "docx strike": lambda: read_docx(run(" not", "<w:strike/>")),
    "docx dstrike": lambda: read_docx(run(" not", '<w:dstrike w:val="true"/>')),
    "docx in two runs": lambda: read_docx(run(" n", "<w:strike/>") + run("ot", "<w:strike/>")),
    "docx style": lambda: read_docx(run(" not", '<w:rStyle w:val="Gone"/>')),
    "docx style of a style": lambda: read_docx(run(" not", '<w:rStyle w:val="GoneToo"/>')),
    "docx deletion": lambda: read_docx(
        '<w:del w:author="A"><w:r><w:delText> not</w:delText></w:r></w:del>'
    ),
    "docx link": lambda: read_docx(f"<w:hyperlink>{run(' not', '<w:strike/>')}</w:hyperlink>"),
    "odt automatic style": lambda: read_odt(span("S1", " not")),
    "odt parent style": lambda: read_odt(span("S2", " not")),
    "odt double line": lambda: read_odt(span("S3", " not")),
    "odt nested": lambda: read_odt(span("S1", span("U", " not"))),
    "odt deletion": lambda: odt_reader.extract(
        odt(
            "<text:tracked-changes><text:changed-region><text:deletion><text:p> not</text:p>"
            "</text:deletion></text:changed-region></text:tracked-changes>"
            "<text:p>Eels swim<text:change/> far.</text:p>"
        ),
        "a.odt",
    ),
    "rtf strike": lambda: read_rtf(rb"{\strike  not}"),
    "rtf strike off": lambda: read_rtf(rb"\strike  not\strike0 "),
    "rtf striked": lambda: read_rtf(rb"{\striked1  not}"),
    "rtf deleted": lambda: read_rtf(rb"{\deleted  not}"),
    "fb2": lambda: read_fb2("<strikethrough> not</strikethrough>"),
    "jats": lambda: read_jats("<strike> not</strike>"),
    "epub s": lambda: read_epub("<s> not</s>"),
    "epub del": lambda: read_epub("<del> not</del>"),
    "epub strike": lambda: read_epub("<strike> not</strike>"),
    "epub inline style": lambda: read_epub('<i style="text-decoration:line-through"> not</i>'),
    "epub style": lambda: read_epub(
        '<i class="x"> not</i>', "<style>.x{text-decoration: line-through}</style>"
    ),
    "epub sheet": lambda: read_epub(
        '<i class="x"> not</i>', LINK, ".x {text-decoration:line-through}"
    ),
    "mail": lambda: read_mail("<s> not</s>"),
    "mail style": lambda: read_mail(
        '<b id="x"> not</b>', "<style>#x{text-decoration:line-through}</style>"
    ),
    "feed": lambda: read_feed("<del> not</del>"),
}


@pytest.mark.parametrize("form", STRUCK)
def test_struck_out_text_is_left_out_and_noted(form: str) -> None:
    found = STRUCK[form]()
    assert prose(found) == ["Eels swim far."]
    assert 'struck-out text left out: "not"' in found.notes
    assert not found.warnings


HIDDEN: dict[str, Callable[[], Extract]] = {
    "docx vanish": lambda: read_docx(run(" at night", "<w:vanish/>")),
    "docx style": lambda: read_docx(run(" at night", '<w:rStyle w:val="Hid"/>')),
    "docx white": lambda: read_docx(run(" at night", '<w:color w:val="FFFFFF"/>')),
    "docx white on shading": lambda: read_docx(
        run(" at night", '<w:color w:val="FFFF00"/><w:shd w:val="clear" w:fill="FFFF00"/>')
    ),
    "docx highlight": lambda: read_docx(
        run(" at night", '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>')
    ),
    "docx tiny": lambda: read_docx(run(" at night", '<w:sz w:val="2"/>')),
    "odt display": lambda: read_odt(span("H1", " at night")),
    "odt parent": lambda: read_odt(span("H2", " at night")),
    "odt field": lambda: read_odt(
        '<text:hidden-text text:condition="x" text:is-hidden="true"> at night</text:hidden-text>'
    ),
    "odt white": lambda: read_odt(span("W", " at night")),
    "odt tiny": lambda: read_odt(span("T", " at night")),
    "rtf v": lambda: read_rtf(rb"{\v  at night}"),
    "rtf white": lambda: read_rtf(rb"{\cf1  at night}"),
    "rtf highlight": lambda: read_rtf(rb"{\cf3\highlight3  at night}"),
    "rtf tiny": lambda: read_rtf(rb"{\fs2  at night}"),
    "epub attribute": lambda: read_epub('<span hidden="hidden"> at night</span>'),
    "epub display": lambda: read_epub('<span style="display:none"> at night</span>'),
    "epub visibility": lambda: read_epub('<span style="visibility: hidden"> at night</span>'),
    "epub size": lambda: read_epub('<span style="font-size:0"> at night</span>'),
    "epub opacity": lambda: read_epub('<span style="opacity:0"> at night</span>'),
    "epub colour": lambda: read_epub(
        '<span style="color:#fff;background-color:white"> at night</span>'
    ),
    "epub off screen": lambda: read_epub(
        '<span style="position:absolute;left:-9999px"> at night</span>'
    ),
    "epub style": lambda: read_epub(
        '<em class="x"> at night</em>', "<style>.x{display:none}</style>"
    ),
    "epub sheet": lambda: read_epub('<em id="x"> at night</em>', LINK, "#x{visibility:hidden}"),
    "mail": lambda: read_mail('<span style="mso-hide:all"> at night</span>'),
    "mail style": lambda: read_mail("<u> at night</u>", "<style>u{display:none}</style>"),
    "feed": lambda: read_feed('<span style="display:none"> at night</span>'),
}


@pytest.mark.parametrize("form", HIDDEN)
def test_hidden_text_is_left_out_and_told(form: str) -> None:
    found = HIDDEN[form]()
    assert prose(found) == ["Eels swim far."]
    assert found.warnings == ("2 words of hidden text left out",)


SHOWN: dict[str, Callable[[], Extract]] = {
    "docx off": lambda: read_docx(run(" on", '<w:strike w:val="0"/><w:vanish w:val="false"/>')),
    "docx twice is not": lambda: read_docx(
        run(" on", '<w:rStyle w:val="Gone"/>'), '<w:pStyle w:val="PGone"/>'
    ),
    "docx white on dark": lambda: read_docx(
        run(" on", '<w:color w:val="FFFFFF"/>'), '<w:pStyle w:val="Dark"/>'
    ),
    "docx white on a mark": lambda: read_docx(
        run(" on", '<w:color w:val="FFFFFF"/><w:shd w:fill="1F4E79"/>')
    ),
    "docx inserted": lambda: read_docx(f"<w:ins>{run(' on')}</w:ins>"),
    "odt none": lambda: odt_reader.extract(
        odt(
            f"<text:p>Eels swim{span('X', ' on')} far.</text:p>",
            '<style:style style:name="X" style:family="text"><style:text-properties '
            'style:text-line-through-style="none" text:display="true"/></style:style>',
        ),
        "a.odt",
    ),
    "odt field": lambda: read_odt(
        '<text:hidden-text text:is-hidden="false"> on</text:hidden-text>'
    ),
    "rtf white on black": lambda: read_rtf(rb"{\cf1\chcbpat2  on}"),
    "rtf off": lambda: read_rtf(rb"{\strike0\v0  on}"),
    "epub none": lambda: read_epub('<s style="text-decoration:none"> on</s>'),
    "epub ins": lambda: read_epub("<ins> on</ins>"),
    "epub print": lambda: read_epub(
        '<i class="x"> on</i>', "<style media='print'>.x{display:none}</style>"
    ),
    "mail white on blue": lambda: read_mail('<b style="color:#ffffff;background:#0000aa"> on</b>'),
}


@pytest.mark.parametrize("form", SHOWN)
def test_what_is_shown_is_read(form: str) -> None:
    found = SHOWN[form]()
    texts = prose(found)
    assert "on" in texts[0].split() if form != "docx twice is not" else texts == ["on"]
    assert not found.warnings


def test_a_paragraph_that_is_struck_out_as_a_whole_leaves_nothing() -> None:
    body = (
        f"<w:p>{run('One.')}</w:p><w:p>{run('Two.', '<w:strike/>')}</w:p><w:p>{run('Three.')}</w:p>"
    )
    found = docx_reader.extract(docx(body), "a.docx")
    assert prose(found) == ["One.", "Three."]
    assert [block.place for block in found.blocks] == ["paragraph 1", "paragraph 3"]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (run(" and") + run(" the old", "<w:strike/>") + run(" new"), "Eels swim and new far."),
        (run(" the") + run(" old ", "<w:strike/>") + run("new"), "Eels swim the new far."),
        (run(" long") + run(" old", "<w:strike/>") + run(", thin"), "Eels swim long, thin far."),
        (run(" long (") + run("old", "<w:strike/>") + run(")"), "Eels swim long far."),
        (run(". ") + run("They rest", "<w:strike/>") + run(". Now"), "Eels swim. Now far."),
        (run("s", "<w:strike/>"), "Eels swim far."),
    ],
)
def test_words_and_marks_around_a_gap(inner: str, text: str) -> None:
    assert prose(read_docx(inner)) == [text]


RAISED: dict[str, Callable[[str, str], Extract]] = {
    "docx": lambda text, mark: read_docx(
        run(f" {text}") + run(mark, '<w:vertAlign w:val="superscript"/>')
    ),
    "docx position": lambda text, mark: read_docx(
        run(f" {text}") + run(mark, '<w:position w:val="6"/><w:sz w:val="16"/>')
    ),
    "docx style": lambda text, mark: read_docx(
        run(f" {text}") + run(mark, '<w:rStyle w:val="Up"/>')
    ),
    "odt": lambda text, mark: read_odt(f" {text}" + span("U", mark)),
    "rtf super": lambda text, mark: read_rtf(
        b" " + _encode(text) + rb"{\super " + _encode(mark) + rb"}"
    ),
    "rtf up": lambda text, mark: read_rtf(
        b" " + _encode(text) + rb"\up6 " + _encode(mark) + rb"\up0 "
    ),
    "fb2": lambda text, mark: read_fb2(f" {text}<sup>{mark}</sup>"),
    "jats": lambda text, mark: read_jats(f" {text}<sup>{mark}</sup>"),
    "epub": lambda text, mark: read_epub(f" {text}<sup>{mark}</sup>"),
    "mail": lambda text, mark: read_mail(f" {text}<sup>{mark}</sup>"),
    "feed": lambda text, mark: read_feed(f" {text}<sup>{mark}</sup>"),
}


def _encode(text: str) -> bytes:
    return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text).encode()


@pytest.mark.parametrize("form", RAISED)
@pytest.mark.parametrize(
    ("text", "mark", "shown"),
    [
        ("10", "6", "10⁶"),
        ("10", "−9", "10⁻⁹"),
        ("10", "-9", "10⁻⁹"),
        ("3 km", "2", "3 km²"),
        ("s", "−1", "s⁻¹"),
        ("meadow", "3", "meadow"),
        ("meadow", "3,4", "meadow"),
        ("meadow", "*", "meadow"),
        ("the 1", "st", "the 1st"),
    ],
)
def test_powers_stay_powers_and_marks_go(form: str, text: str, mark: str, shown: str) -> None:
    assert prose(RAISED[form](text, mark)) == [f"Eels swim {shown} far."]


LOWERED: dict[str, Callable[[], Extract]] = {
    "docx": lambda: read_docx(run(" CO") + run("2", '<w:vertAlign w:val="subscript"/>')),
    "odt": lambda: read_odt(" CO" + span("D", "2")),
    "rtf": lambda: read_rtf(rb" CO{\sub 2}"),
    "rtf behind a power": lambda: read_rtf(rb" {\super\sub CO2}"),
    "fb2": lambda: read_fb2(" CO<sub>2</sub>"),
    "epub": lambda: read_epub(" CO<sub>2</sub>"),
    "mail": lambda: read_mail(" CO<sub>2</sub>"),
}


@pytest.mark.parametrize("form", LOWERED)
def test_lowered_figures_stay(form: str) -> None:
    assert prose(LOWERED[form]()) == ["Eels swim CO2 far."]


def _par(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"


_FRAME = '<w:framePr w:dropCap="{}" w:lines="3" w:wrap="around"/>'
REST = "hen it rains, eels swim."


def _read_framed(frame: str) -> Extract:
    return docx_reader.extract(docx(_par("One.") + _par("W", frame) + _par(REST)), "a.docx")


def _read_page(body: str) -> Extract:
    return epub_reader.extract(epub({"a": f"<body><p>One.</p>{body}</body>"}), "a.epub")


INITIALS: dict[str, Callable[[], Extract]] = {
    "docx drop": lambda: _read_framed(_FRAME.format("drop")),
    "docx margin": lambda: _read_framed(_FRAME.format("margin")),
    "docx frame": lambda: _read_framed('<w:framePr w:wrap="around"/>'),
    "rtf": lambda: rtf.extract(
        rb"{\rtf1 One.\par\pard\pvpara\dropcapli3\dropcapt1 {\fs80 W}\par\pard "
        + REST.encode()
        + rb"\par}",
        "a.rtf",
    ),
    "epub span": lambda: _read_page(f'<p><span class="dropcap">W</span>{REST}</p>'),
    "epub block": lambda: _read_page(f'<p class="drop-cap">W</p><p>{REST}</p>'),
    "epub box": lambda: _read_page(f'<div class="initial"><b>W</b></div><p>{REST}</p>'),
    "epub picture": lambda: _read_page(f'<p><img alt="W" src="w.png"/>{REST}</p>'),
    "epub small capitals": lambda: _read_page(
        "<p><b>W</b><small>hen</small> it rains, eels swim.</p>"
    ),
    "odt": lambda: odt_reader.extract(
        odt(f"<text:p>One.</text:p><text:p><text:span>W</text:span>{REST}</text:p>"), "a.odt"
    ),
}


@pytest.mark.parametrize("form", INITIALS)
def test_an_initial_belongs_to_its_word(form: str) -> None:
    assert prose(INITIALS[form]()) == ["One.", "When it rains, eels swim."]


def test_letters_of_their_own_are_no_initials() -> None:
    found = _read_page('<p class="droplist">A cat.</p><p class="x">B</p><p>It is here.</p>')
    assert prose(found) == ["One.", "A cat.", "B", "It is here."]
    assert prose(_read_page('<p>It is here.</p><p class="initial">W</p>'))[-1] == "W"


def test_pictures_are_no_initials() -> None:
    found = _read_page('<p><img alt="A map"/>When it rains.</p><p><img alt="W"/> go</p>')
    assert prose(found) == ["One.", "When it rains.", "go"]


def test_numbers_of_pages_that_are_hidden_are_not_told() -> None:
    assert not read_epub('<span style="display:none">12</span>').warnings
