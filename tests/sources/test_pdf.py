"""PDF -> blocks: order of reading, paragraphs, what is no prose, pages."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.blocks import Block, BlockKind, Extract, build_layout
from summarize.sources.pdf import extract, open_document
from support.pdf_samples import Sheet, pdf

RIVER = (
    "The river rose twice in the spring and carried the lower bridge away with all its lamps."
    " Nobody was hurt, as the watchman had closed the road an hour before the water came."
)
MILL = (
    "Behind the mill a second channel was dug by hand, which took the farmers eleven weeks."
    " They were paid in flour, and the last sack went to the ferryman who had brought the tools."
)
HARBOUR = (
    "In the harbour the boats lay three abreast until the pilots had sounded the new sandbank."
    " The first ship to leave was a collier, and the whole town stood on the quay to see it go."
)


def read(*sheets: Sheet, **properties: str) -> Extract:
    return extract(pdf(*sheets, **properties), "sample.pdf")


def texts(result: Extract, kind: BlockKind = BlockKind.PROSE) -> list[str]:
    return [block.text for block in result.blocks if block.kind is kind]


def plain(*, number: int | None = None) -> Sheet:
    sheet = Sheet()
    y = sheet.flow(72, 80, 460, RIVER, indent=15)
    y = sheet.flow(72, y, 460, MILL, indent=15)
    sheet.flow(72, y, 460, HARBOUR, indent=15)
    if number is not None:
        sheet.put(300, 760, str(number))
    return sheet


def test_lines_become_paragraphs() -> None:
    assert texts(read(plain())) == [RIVER, MILL, HARBOUR]


def test_an_empty_line_divides_paragraphs_too() -> None:
    sheet = Sheet()
    y = sheet.flow(72, 80, 460, RIVER)
    sheet.flow(72, y + 12, 460, MILL)
    assert texts(read(sheet)) == [RIVER, MILL]


@pytest.mark.parametrize("lefts", [(60, 320), (50, 225, 400)], ids=["two", "three"])
def test_columns_are_read_one_after_the_other(lefts: tuple[int, ...]) -> None:
    sheet = Sheet()
    sheet.put(60, 60, "A Chronicle of the Valley and of the People at Its River", size=18)
    width = lefts[1] - lefts[0] - 15
    told = [RIVER, MILL, HARBOUR][: len(lefts)]
    for left, story in zip(lefts, told, strict=True):
        sheet.flow(left, 100, width, story)
    result = read(sheet)
    assert texts(result) == told
    assert texts(result, BlockKind.HEADING) == [
        "A Chronicle of the Valley and of the People at Its River"
    ]


def test_a_wide_heading_divides_the_columns() -> None:
    sheet = Sheet()
    for left, story in ((60, RIVER), (320, MILL)):
        sheet.flow(left, 100, 240, story)
    sheet.put(60, 240, "What Happened Afterwards in the Harbour", size=22)
    for left, story in ((60, HARBOUR), (320, RIVER)):
        sheet.flow(left, 270, 240, story)
    assert [block.text for block in read(sheet).blocks] == [
        RIVER, MILL, "What Happened Afterwards in the Harbour", HARBOUR, RIVER,
    ]  # fmt: skip


def test_a_row_wise_file_is_read_by_columns() -> None:
    """The order in the file is no order of reading."""
    sheets = Sheet()
    sheets.flow(60, 100, 240, RIVER)
    sheets.flow(320, 100, 240, MILL)
    half = len(sheets.parts) // 2
    rows = zip(sheets.parts[:half], sheets.parts[half:], strict=True)
    assert texts(read(Sheet([part for row in rows for part in row]))) == [RIVER, MILL]


def test_a_paragraph_runs_over_columns() -> None:
    sheet = Sheet()
    sheet.flow(60, 100, 240, RIVER + " The lamps were found in")
    sheet.flow(320, 100, 240, "the reeds below the weir, still burning. " + MILL)
    assert texts(read(sheet)) == [
        f"{RIVER} The lamps were found in the reeds below the weir, still burning. {MILL}"
    ]


def test_a_paragraph_over_a_page_break_is_one_and_keeps_both_pages() -> None:
    sheets = []
    parts = (RIVER + " The lamps were found in", "the reeds below the weir, still burning. " + MILL)
    for number, part in enumerate((*parts, HARBOUR), start=1):
        sheet = Sheet()
        sheet.put(72, 40, "Chronicle of the Valley")
        sheet.put(300, 760, f"{number}")
        sheet.flow(72, 80, 460, part)
        sheets.append(sheet)
    sheets[0].put(72, 700, "1 Told by the watchman to his daughter.", size=7)
    result = read(*sheets)
    joined = f"{parts[0]} {parts[1]}"
    assert texts(result) == [joined, HARBOUR]
    assert result.blocks[0].pages == ((0, 1), (joined.index("the reeds"), 2))
    assert texts(result, BlockKind.NOTE) == ["1 Told by the watchman to his daughter."]
    assert "Chronicle" not in build_layout(result)[0]


def test_pages_hold_in_the_composed_text() -> None:
    text, layout = build_layout(read(plain(), plain(), plain()))
    assert [text[start : start + 9] for start in layout.pages] == ["The river"] * 3


@pytest.mark.parametrize("form", ["{}", "- {} -", "Page {} of 9", "Valley Press | {}"])
def test_page_numbers_are_dropped(form: str) -> None:
    sheets = []
    for number in range(11, 16):
        sheet = plain()
        sheet.put(280, 760, form.format(number))
        sheets.append(sheet)
    assert texts(read(*sheets)) == [RIVER, MILL, HARBOUR] * 5


def test_running_heads_of_left_and_right_pages_are_dropped() -> None:
    sheets = []
    for number in range(1, 9):
        sheet = plain()
        sheet.put(72, 40, f"{number}  The Valley" if number % 2 else f"A. Miller  {number}")
        sheets.append(sheet)
    text = build_layout(read(*sheets))[0]
    assert "Valley" not in text
    assert "Miller" not in text


def test_the_first_line_of_a_page_is_no_running_head() -> None:
    """It stands where heads stand, but comes once."""
    sheets = [Sheet() for _ in range(4)]
    for sheet, story in zip(sheets, (RIVER, MILL, HARBOUR, RIVER + MILL), strict=True):
        sheet.flow(72, 40, 460, story)
    assert texts(read(*sheets)) == [RIVER, MILL, HARBOUR, RIVER + MILL]


def test_footnotes_are_no_prose_and_their_marks_no_words() -> None:
    sheet = Sheet()
    y = sheet.flow(72, 80, 460, RIVER)
    sheet.put(72, y, "The bridge was rebuilt.")
    sheet.put(72 + 23 * 5, y - 4, "3", size=6)
    sheet.put(72 + 25 * 5, y, "It stands.")
    sheet.flow(72, y + 12, 460, MILL, indent=15)
    sheet.put(72, 697, "3", size=5)
    sheet.put(76, 700, "By the same mason, from the same stone.", size=8)
    result = read(sheet)
    assert texts(result) == [f"{RIVER} The bridge was rebuilt. It stands.", MILL]
    assert texts(result, BlockKind.NOTE) == ["³ By the same mason, from the same stone."]


@pytest.mark.parametrize(
    ("before", "after", "elsewhere", "expected"),
    [
        ("the water-", "wheel turned", "a waterwheel", "the waterwheel turned"),
        ("the water-", "wheel turned", "a water-wheel", "the water-wheel turned"),
        ("the carri-", "age came late", "nothing", "the carriage came late"),
        ("a well-", "known miller", "nothing", "a well-known miller"),
        ("the Anglo-", "Saxon king", "nothing", "the Anglo-Saxon king"),
        ("the co\xad", "operative mill", "nothing", "the cooperative mill"),
        ("from 1914-", "1918 it stood", "nothing", "from 1914-1918 it stood"),
    ],
)
def test_hyphens_at_line_ends(before: str, after: str, elsewhere: str, expected: str) -> None:
    sheet = Sheet()
    sheet.put(72, 80, f"In the valley there was {elsewhere} and nothing else, and {before}")
    sheet.put(72, 92, f"{after} as nobody had thought it would be in that year.")
    assert expected in " ".join(texts(read(sheet)))


def test_a_table_keeps_its_rows() -> None:
    sheet = Sheet()
    y = sheet.flow(72, 80, 460, RIVER)
    rows = [("Year", "Boats", "Sacks"), ("1871", "14", "930"), ("1872", "9", "1,204"),
            ("1873", "21", "877")]  # fmt: skip
    for place, row in enumerate(rows):
        for x, cell in zip((100, 220, 340), row, strict=True):
            sheet.put(x, y + 24 + 14 * place, cell)
    sheet.flow(72, y + 100, 460, MILL)
    result = read(sheet)
    assert texts(result, BlockKind.TABLE) == ["\n".join("  ".join(row) for row in rows)]
    assert texts(result) == [RIVER, MILL]


def test_captions_code_and_bibliography_are_no_prose() -> None:
    sheet = Sheet()
    y = sheet.flow(72, 80, 460, RIVER) + 12
    sheet.put(72, y, "Figure 3. The lower bridge before the flood.")
    y = sheet.flow(72, y + 30, 460, MILL) + 12
    for place, line in enumerate(("while water:", "  rise(1)", "close(road)")):
        sheet.put(
            72 + 6 * (len(line) - len(line.lstrip())), y + 12 * place, line.strip(), font="F3"
        )
    y = sheet.flow(72, y + 60, 460, HARBOUR) + 20
    sheet.put(72, y, "References", size=14, font="F2")
    sheet.flow(72, y + 20, 460, "Miller, A. (1875). The flood. Valley Press.")
    result = read(sheet)
    assert texts(result) == [RIVER, MILL, HARBOUR]
    assert texts(result, BlockKind.CAPTION) == ["Figure 3. The lower bridge before the flood."]
    assert texts(result, BlockKind.CODE) == ["while water:\n  rise(1)\nclose(road)"]
    assert texts(result, BlockKind.REFERENCE) == ["Miller, A. (1875). The flood. Valley Press."]


def test_headings_have_levels_and_bullets_are_items() -> None:
    sheet = Sheet()
    sheet.put(72, 60, "The Flood", size=24)
    sheet.put(72, 100, "1. How it began", size=14, font="F2")
    y = sheet.flow(72, 120, 460, RIVER)
    sheet.put(72, y, "• the lower bridge")
    sheet.put(72, y + 12, "• the road to the mill")
    sheet.put(72, y + 40, "Who paid", font="F2")
    sheet.flow(72, y + 52, 460, MILL)
    result = read(sheet)
    headings = [(b.text, b.level) for b in result.blocks if b.kind is BlockKind.HEADING]
    assert headings == [("The Flood", 1), ("1. How it began", 2), ("Who paid", 3)]
    assert texts(result, BlockKind.ITEM) == ["the lower bridge", "the road to the mill"]
    assert texts(result) == [RIVER, MILL]


def test_what_runs_up_the_margin_is_dropped() -> None:
    sheet = plain()
    sheet.put(20, 600, "stamped on the ninth of May", turned=True, size=14)
    assert texts(read(sheet)) == [RIVER, MILL, HARBOUR]


def test_a_page_that_lies_on_its_side_is_read() -> None:
    sheet = Sheet()
    for place, line in enumerate(("The whole page was turned", "by the printer in the night.")):
        sheet.put(100 + 12 * place, 700, line, turned=True)
    assert texts(read(sheet)) == ["The whole page was turned by the printer in the night."]


def test_vertical_columns_are_read_from_the_right_without_a_japanese_font() -> None:
    """Such a file relies on a font that most machines lack; its text is none the less there."""
    sheet = Sheet()
    sheet.column(400, 100, [852, 854, 856, 858])
    sheet.column(420, 100, [843, 845, 847, 849])
    assert texts(read(sheet)) == ["あいうえかきくけ"]


def test_text_printed_twice_or_beside_the_page_is_read_once_or_not() -> None:
    sheet = plain()
    sheet.put(72, 400, "A bold word.")
    sheet.put(72.3, 400, "A bold word.")
    sheet.put(2000, 300, "Nobody sees this.")
    sheet.put(72, 300, "Nor this.", size=0.2)
    result = texts(read(sheet))
    assert result == [RIVER, MILL, HARBOUR, "A bold word."]


def test_the_invisible_text_over_a_scan_is_read() -> None:
    sheet = Sheet()
    sheet.picture()
    sheet.put(72, 80, "The clerk read this page aloud.", invisible=True)
    assert texts(read(sheet)) == ["The clerk read this page aloud."]


def test_title_author_and_language() -> None:
    result = read(plain(), title="The Flood of 1871", author="Ada Miller", language="en-GB")
    assert (result.metadata.title, result.metadata.author) == ("The Flood of 1871", "Ada Miller")
    assert result.language == "en"
    assert result.metadata.date is None


@pytest.mark.parametrize("title", ["Microsoft Word - draft 3.doc", "flood.indd", "Untitled", ""])
def test_a_title_that_is_none_gives_way_to_the_largest_heading(title: str) -> None:
    sheet = plain()
    sheet.put(72, 50, "A Chronicle of the Valley", size=20)
    result = read(sheet, title=title, author="admin")
    assert result.metadata.title == "A Chronicle of the Valley"
    assert result.metadata.author is None


def test_pages_without_text_are_noted() -> None:
    picture = Sheet()
    picture.picture()
    result = read(plain(), picture, plain())
    assert result.notes == ("no text on page 2",)
    assert [block.pages[0][1] for block in result.blocks] == [1, 1, 1, 3, 3, 3]


def test_a_page_that_is_broken_is_named_and_the_others_are_read() -> None:
    data = pdf(plain(), plain(), plain()).replace(b"\n12 0 obj", b"\n92 0 obj")
    result = extract(data, "sample.pdf")
    assert result.notes == ("page 2 could not be read",)
    assert [block.pages[0][1] for block in result.blocks] == [1, 1, 1, 3, 3, 3]


def test_a_typed_document_holds_no_code() -> None:
    sheet = Sheet()
    sheet.flow(72, 80, 460, RIVER, font="F3")
    assert texts(read(sheet)) == [RIVER]


def refused(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        extract(data, "sample.pdf")
    assert "sample.pdf" in caught.value.message
    assert caught.value.hint
    assert "\n" not in caught.value.message + caught.value.hint
    return caught.value


def test_a_scan_is_refused_with_a_way_out() -> None:
    sheet = Sheet()
    sheet.picture()
    error = refused(pdf(sheet))
    assert "holds pictures of pages, no text" in error.message
    assert "ocrmypdf" in error.hint


def test_empty_pages_are_refused() -> None:
    assert "holds no text" in refused(pdf(Sheet())).message


def test_a_password_is_asked_for() -> None:
    error = refused(pdf(plain(), password="sesame"))
    assert "password" in error.message
    assert "qpdf" in error.hint


def test_with_an_empty_password_an_encrypted_file_opens() -> None:
    assert texts(extract(pdf(plain(), password=""), "sample.pdf")) == [RIVER, MILL, HARBOUR]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.4\n" + bytes(range(256)) * 50])
def test_garbage_is_refused(data: bytes) -> None:
    assert "damaged" in refused(data).message


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_document, "MAX_PAGES", 2)
    assert "3 pages" in refused(pdf(plain(), plain(), plain())).message


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes(share: float) -> None:
    data = pdf(*[plain() for _ in range(20)])
    data = data[: int(share * len(data))]
    result = extract(data, "sample.pdf")
    stories = texts(result)
    assert len(stories) >= 3 * data.count(b"endstream") > 0
    assert all((RIVER + MILL + HARBOUR).find(story) >= 0 for story in stories)
    assert any("cut off" in note for note in result.notes)
    assert result.cut_off


def test_a_whole_file_is_not_cut_off_though_rubbish_follows_it() -> None:
    assert not read(plain()).cut_off
    assert not extract(pdf(plain()) + b"\0" * 500, "sample.pdf").cut_off


def test_blocks_are_ready_to_be_composed() -> None:
    for block in read(plain(), plain()).blocks:
        assert isinstance(block, Block)
        assert block.text == " ".join(block.text.split())
        assert block.pages[0][0] == 0
