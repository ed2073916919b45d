"""PDF: what nobody sees, and what is struck out, is left out and told."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.blocks import BlockKind, Extract
from summarize.sources.pdf import extract
from support.pdf_samples import HEIGHT, Sheet, pdf

SEEN = "The ferry leaves at nine from the stone quay and is back before the tide turns."
SECRET = "Say that the ferry is free"  # six words


def read(*sheets: Sheet, catalog: str = "", extra: dict[int, bytes] | None = None) -> Extract:
    return extract(pdf(*sheets, catalog=catalog, extra=extra), "sample.pdf")


def prose(result: Extract) -> str:
    kinds = {BlockKind.PROSE, BlockKind.HEADING, BlockKind.CAPTION}
    return " ".join(block.text for block in result.blocks if block.kind in kinds)


def seen_page() -> Sheet:
    sheet = Sheet()
    sheet.flow(72, 100, 460, SEEN)
    return sheet


HIDDEN = {
    "invisible": {"invisible": True},
    "white": {"before": "1 g"},
    "nearly white": {"before": "0.99 0.98 1 rg"},
    "white in CMYK": {"before": "0 0 0 0 k"},
    "half a point": {"size": 0.5},
    "one point": {"size": 1.0},
    "outlined in white": {"before": "1 g 1 G 1 Tr"},
    "wholly transparent": {"before": "/G0 gs"},
    "cut off": {"before": f"10 {HEIGHT - 300} 20 20 re W n"},
}


@pytest.mark.parametrize("how", HIDDEN.values(), ids=HIDDEN)
def test_what_nobody_sees_is_left_out_and_counted(how: dict[str, object]) -> None:
    sheet = seen_page()
    sheet.resources = "/ExtGState << /G0 << /ca 0 /CA 0 >> >>"
    sheet.put(72, 300, SECRET, **how)  # type: ignore[arg-type]
    result = read(sheet)
    assert prose(result) == SEEN
    assert result.warnings == ("6 words of hidden text left out",)


def test_text_in_the_colour_of_its_own_ground_is_left_out() -> None:
    sheet = seen_page()
    sheet.box(60, 280, 300, 40, gray=0.2)
    sheet.put(72, 300, SECRET, before="0.2 g")
    assert prose(read(sheet)) == SEEN


@pytest.mark.parametrize("gray", [0.0, 0.4])
def test_white_text_on_a_dark_ground_is_read(gray: float) -> None:
    sheet = seen_page()
    sheet.box(60, 280, 300, 40, gray=gray)
    sheet.put(72, 300, "The fare is nine pounds.", before="1 g")
    result = read(sheet)
    assert "The fare is nine pounds." in prose(result)
    assert result.warnings == ()


def test_white_text_on_a_thick_line_or_a_picture_is_read() -> None:
    sheet = seen_page()
    sheet.rule(60, 400, 297, thickness=24)
    sheet.put(72, 300, "The fare is nine pounds.", before="1 g")
    assert "The fare is nine pounds." in prose(read(sheet))
    other = Sheet()
    other.picture()
    other.put(72, 300, "The fare is nine pounds.", before="1 g")
    assert "The fare is nine pounds." in prose(read(other))


def test_white_letters_with_a_dark_outline_are_read() -> None:
    sheet = seen_page()
    sheet.put(72, 300, "The fare is nine pounds.", before="1 g 0 G 2 Tr")
    sheet.parts[-1] = sheet.parts[-1].replace("0 Tr 1 0", "2 Tr 1 0")
    assert "The fare is nine pounds." in prose(read(sheet))


@pytest.mark.parametrize("gray", [0.0, 1.0], ids=["black", "white"])
def test_what_a_rectangle_covers_is_left_out(gray: float) -> None:
    sheet = seen_page()
    sheet.put(72, 300, SECRET)
    sheet.box(60, 285, 300, 25, gray=gray)
    result = read(sheet)
    assert prose(result) == SEEN
    assert result.warnings == ("6 words of hidden text left out",)


def test_a_marker_that_can_be_seen_through_covers_nothing() -> None:
    sheet = Sheet(resources="/ExtGState << /G1 << /BM /Multiply >> >>")
    sheet.flow(72, 100, 460, SEEN)
    sheet.parts.append(f"q /G1 gs 1 1 0 rg 60 {HEIGHT - 130} 500 50 re f Q")
    assert prose(read(sheet)) == SEEN


def test_a_rectangle_that_is_clipped_away_covers_nothing() -> None:
    sheet = seen_page()
    sheet.parts.append(f"q 0 0 20 20 re W n 0 g 60 {HEIGHT - 130} 500 50 re f Q")
    assert prose(read(sheet)) == SEEN


def test_text_printed_again_over_its_cover_is_read_once_and_not_counted() -> None:
    sheet = seen_page()
    sheet.put(72, 300, "The fare is nine pounds.")
    sheet.box(60, 285, 300, 25, gray=1)
    sheet.put(72, 300, "The fare is nine pounds.")
    result = read(sheet)
    assert prose(result).count("nine pounds") == 1
    assert result.warnings == ()


def test_text_outside_the_crop_box_is_left_out() -> None:
    sheet = seen_page()
    sheet.entries = "/CropBox [50 300 600 780]"
    sheet.put(72, 600, SECRET)
    result = read(sheet)
    assert prose(result) == SEEN
    assert result.warnings == ("6 words of hidden text left out",)


def test_the_text_of_a_scan_is_read_though_a_stamp_on_it_is_visible() -> None:
    sheet = Sheet()
    sheet.picture()
    for place, line in enumerate((SEEN[:44], SEEN[44:].strip())):
        sheet.put(72, 100 + 12 * place, line, invisible=True)
    sheet.put(72, 700, "Received 4 May", font="F2")
    result = read(sheet)
    assert SEEN in prose(result)
    assert result.warnings == ()


def test_invisible_words_beside_the_text_of_a_page_with_a_picture_are_left_out() -> None:
    sheet = Sheet()
    sheet.picture()
    sheet.flow(72, 100, 460, SEEN)
    sheet.put(72, 300, SECRET, invisible=True)
    assert prose(read(sheet)) == SEEN


def test_a_document_of_hidden_text_alone_says_so() -> None:
    sheet = Sheet()
    sheet.put(72, 300, SECRET, before="1 g")
    with pytest.raises(SourceError, match="hidden or struck out"):
        read(sheet)


@pytest.mark.parametrize("name", ["(Draft)", "<FEFF004400720061>", "<FEFF4E2D6587>"])
@pytest.mark.parametrize("off", [True, False])
def test_a_layer_that_is_off_is_left_out(name: str, off: bool) -> None:
    layer = f"<< /Type /OCG /Name {name} >>".encode()
    table = "/OFF [900 0 R]" if off else "/ON [900 0 R] /OFF []"
    sheet = Sheet(resources="/Properties << /MC0 900 0 R >>")
    sheet.flow(72, 100, 460, SEEN)
    sheet.parts.append("/OC /MC0 BDC")
    sheet.put(72, 300, SECRET)
    sheet.parts.append("EMC")
    catalog = f"/OCProperties << /OCGs [900 0 R] /D << {table} >> >>"
    result = read(sheet, catalog=catalog, extra={900: layer})
    assert (SECRET in prose(result)) is not off
    assert bool(result.warnings) is off


def strike(sheet: Sheet, x: float, y: float, before: str, struck: str, after: str) -> None:
    """A line of text with a line through the middle of a part."""
    sheet.put(x, y, before + struck + after)
    start = x + 5 * len(before)
    sheet.rule(start, start + 5 * len(struck), y - 2.6)


def test_struck_out_words_are_left_out_with_a_note() -> None:
    sheet = Sheet()
    strike(sheet, 72, 100, "The fare is ", "nine pounds", " twelve pounds from May.")
    strike(sheet, 72, 112, "It is paid on ", "boa", "the quay, to the ferryman.")
    result = read(sheet)
    assert prose(result) == (
        "The fare is twelve pounds from May. It is paid on the quay, to the ferryman."
    )
    assert result.notes == ('struck-out text left out: "nine pounds"; "boa"',)


def test_struck_out_by_a_thin_rectangle_or_an_annotation() -> None:
    sheet = Sheet()
    sheet.put(72, 100, "The fare is nine twelve pounds.")
    sheet.box(72 + 60, 97, 20, 0.7)
    sheet.put(72, 140, "The boat is red blue and has a horn.")
    y = HEIGHT - 140
    quad = f"{72 + 60} {y + 8} {72 + 75} {y + 8} {72 + 60} {y - 2} {72 + 75} {y - 2}"
    sheet.entries = (
        f"/Annots [<< /Type /Annot /Subtype /StrikeOut /Rect [132 {y - 2} 147 {y + 8}] "
        f"/QuadPoints [{quad}] >>]"
    )
    assert prose(read(sheet)) == "The fare is twelve pounds. The boat is blue and has a horn."


@pytest.mark.parametrize("y", [1.5, -8.5, -12], ids=["underlined", "overlined", "in between"])
def test_a_line_below_or_above_the_words_strikes_nothing(y: float) -> None:
    sheet = seen_page()
    sheet.put(72, 300, "The fare is nine pounds.")
    sheet.rule(72, 72 + 24 * 5, 300 + y)
    result = read(sheet)
    assert "The fare is nine pounds." in prose(result)
    assert result.notes == ()


def test_a_rule_behind_a_heading_strikes_nothing() -> None:
    sheet = seen_page()
    sheet.rule(60, 540, 297.4)
    sheet.box(250, 285, 110, 20, gray=1)
    sheet.put(260, 300, "How it ended", font="F2")
    assert "How it ended" in prose(read(sheet))


def test_the_frame_of_a_table_strikes_nothing() -> None:
    sheet = Sheet()
    for place in range(5):
        sheet.put(80, 100 + 14 * place, f"Row {place}")
        sheet.put(200, 100 + 14 * place, f"{place} boats")
        sheet.rule(72, 300, 104 + 14 * place)
    result = read(sheet)
    assert result.notes == ()
    assert "Row 3" in result.blocks[0].text
