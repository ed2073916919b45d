"""RTF: code pages, groups, styles, tables, notes, hidden and deleted text, metadata."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.blocks import Extract
from summarize.sources.formats.rtf import extract
from support.office_files import listed, prose

HEAD = (
    rb"{\fonttbl{\f0\fnil\fcharset0 Serif;}{\f1\fnil\fcharset204 "
    rb"Cyr;}{\f2\fnil\fcharset128 Mincho;}"
    rb"{\f3\fnil\fcharset2 Dings;}}{\colortbl;\red0\green0\blue0;}"
    rb"{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s15 Title;}{\s16 caption;}}"
)


def read(body: bytes, head: bytes = HEAD) -> Extract:
    return extract(rb"{\rtf1\ansi\ansicpg1252\deff0" + head + body + b"}", "eels.rtf")


def test_paragraphs_headings_captions_and_items() -> None:
    found = read(
        rb"\pard\s15 On Eels\par\pard\s1 Fins\par\pard Eels swim\line far."
        b"\r\n"
        rb" Off.\par "
        rb"{\listtext\'b7\tab}One\par\pard\outlinelevel1 Mud\par\pard\s16 Figure 1\par"
        rb"\pard{\b Bold}\par"
    )
    assert found.metadata.title == "On Eels"
    assert listed(found) == [
        ("heading1", "On Eels"),
        ("heading1", "Fins"),
        ("prose", "Eels swim far. Off."),
        ("item", "One"),
        ("heading2", "Mud"),
        ("caption", "Figure 1"),
        ("heading3", "Bold"),
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"Caf\'e9 \ldblquote eels\rdblquote  \endash  yes", "Café “eels” – yes"),
        (rb"{\f1 \'cf\'f0\'e8\'e2\'e5\'f2} there", "Привет there"),
        (rb"{\f2 \'93\'fa\'96\'7b}", "日本"),
        (b"{\\f2 \x93\xfa\x96\\'7b}", "日本"),
        (rb"{\f3 abc}words", "words"),
        (rb"\u8364?5, \uc2\u228\'c3\'a4h, {\uc0\u233}t\u233\'e9", "€5, äh, été"),
        (rb"\u-10179?\u-8704? smiles", "😀 smiles"),
        (rb"a\~b\_c\-d \{e\} \\", r"a b-cd {e} \ ".strip()),
        (b"one\\\ntwo", "one"),
    ],
)
def test_characters(body: bytes, text: str) -> None:
    assert prose(read(body + rb"\par"))[0] == text


def test_the_code_page_of_the_document() -> None:
    data = rb"{\rtf1\ansi\ansicpg1251 \'cf\'f0\'e8\'e2\'e5\'f2\par}"
    assert prose(extract(data, "eels.rtf")) == ["Привет"]
    assert prose(extract(data.replace(b"1251", b"9999"), "eels.rtf")) == ["Ïðèâåò"]


def test_what_is_not_shown_is_left_out() -> None:
    found = read(
        rb"{\header Running head\par}{\info{\title On Eels}{\author Ann Lee}{\company X}}"
        rb"Eels {\v secretly }{\deleted never }swim{\*\bkmkstart a}.{\*\unknown gone}"
        rb"{\pict\pngblip 89504e47}{\object{\objdata 00}{\result shown}}\par "
        rb'{\field{\*\fldinst HYPERLINK "http://x.org"}{\fldrslt A link}} here.\par'
    )
    assert prose(found) == ["Eels swim.shown", "A link here."]
    assert (found.metadata.title, found.metadata.author) == ("On Eels", "Ann Lee")


def test_binary_data_is_passed_over() -> None:
    assert prose(read(rb"{\pict\bin6 }}{{\\x}Eels swim.\par")) == ["Eels swim."]


def test_notes_boxes_and_raised_numbers() -> None:
    found = read(
        rb"\pard\s1 Fins{\footnote\pard\plain {\super\chftn} Some do.\par More.}\par\pard "
        rb"Eels{\super 2} "
        rb"swim 10{\super 6} km{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt \pard In the box.\par}}"
        rb"{\shprslt twice}}.\par"
    )
    assert listed(found) == [
        ("heading1", "Fins"),
        ("prose", "Eels swim 10⁶ km."),
        ("prose", "In the box."),
        ("footnote", "Some do. More."),
    ]


def test_tables() -> None:
    row = rb"\trowd\pard\intbl %s\cell %s\cell\row"
    found = read(
        rb"Before.\par" + row % (b"a", rb"b\par c") + row % (b"", b"d") + rb"\pard Behind.\par"
    )
    assert listed(found) == [
        ("prose", "Before."),
        ("table", "a | b c\n | d"),
        ("prose", "Behind."),
    ]


@pytest.mark.parametrize("cut", range(20, 200, 12))
def test_what_was_cut_off_is_read_as_far_as_it_goes(cut: int) -> None:
    data = (
        rb"{\rtf1\ansi Eels swim far.\par {\b Fins}{\footnote Note}\trowd\intbl a\cell b\cell\row "
        * 3
    )
    assert prose(extract(data[:cut] + b"x", "eels.rtf"))


@pytest.mark.parametrize(
    "data", [b"", b"words", b"{\\rtf1", b"{\\rtf1 }", b"{\\rtf1{\\info{\\title x}}}"]
)
def test_what_holds_no_text(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"eels\.rtf"):
        extract(data, "eels.rtf")


def test_deep_and_odd_input_is_bounded() -> None:
    with pytest.raises(SourceError, match="nested too deeply"):
        extract(rb"{\rtf1 " + b"{" * 100_000, "eels.rtf")
    for unit in (
        rb"\u1?",
        rb"\'41",
        b"\\",
        b"}",
        rb"\cell",
        rb"\row",
        rb"\intbl a",
        rb"\bin99999999 ",
    ):
        assert prose(extract(rb"{\rtf1 Eels.\par " + unit * 20_000, "eels.rtf"))[0].startswith(
            "Eels."
        )


def test_long_numbers_and_marks_of_lists_leave_the_paragraph_alone() -> None:
    found = read(
        rb"\pard\s1{\listtext\pard\plain 1.\tab}Fins\par\pard "
        rb"{\deleted\revdttmdel-1480390016 Ten}{\revised\revdttm1480390016 Six} eels swim.\par"
    )
    assert listed(found) == [("heading1", "Fins"), ("prose", "Six eels swim.")]


def test_the_result_of_a_contents_field_is_no_text() -> None:
    found = read(
        rb"{\field{\*\fldinst { TOC \\o }}{\fldrslt {Fins\tab 1\par Mud\tab 2\par}}}"
        rb"Eels {\field{\*\fldinst HYPERLINK x}{\fldrslt swim}}.\par"
    )
    assert prose(found) == ["Eels swim."]
