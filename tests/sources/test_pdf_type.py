"""PDF: drop caps, numbers of lines, raised type, hyphens: what a page's type means."""

from __future__ import annotations

import pytest

from summarize.sources.blocks import BlockKind, Extract
from summarize.sources.pdf import extract
from support.pdf_samples import Sheet, pdf

STORY = (
    "hen the water fell at last the miller found his wheel in the reeds a mile below the weir,"
    " with a heron asleep on the hub. He paid four men to carry it home, and they took two days"
    " over it because of the mud. The wheel was never quite round again, as he told everybody."
)
NEXT = "The second wheel was made of larch and came by boat from the yard at the mouth."


def read(*sheets: Sheet) -> Extract:
    return extract(pdf(*sheets), "sample.pdf")


def texts(result: Extract, kind: BlockKind = BlockKind.PROSE) -> list[str]:
    return [block.text for block in result.blocks if block.kind is kind]


def put_with_initial(
    sheet: Sheet, x: float, y: float, width: float, initial: str, story: str,
    *, lines: int = 3, before: str = "", leading: float = 12,
) -> float:  # fmt: skip
    """A paragraph of type of 10 points with a drop cap over some lines; the y below it."""
    words = story.split(" ")
    size = ((lines - 1) * leading + 7) / 0.7
    cap = size / 2 * len(initial)
    sheet.put(x, y + (lines - 1) * leading, initial, size=round(size), before=before)
    number = 0
    while words:
        inset = cap + 3 if number < lines else 0
        line = words.pop(0)
        while words and (len(line) + 1 + len(words[0])) * 5 <= width - inset:
            line += " " + words.pop(0)
        sheet.put(x + inset, y + number * leading, line)
        number += 1
    return y + number * leading


@pytest.mark.parametrize("lines", [2, 3, 4, 5])
@pytest.mark.parametrize("before", ["", "0.7 0.1 0.1 rg"], ids=["black", "red"])
def test_a_drop_cap_begins_its_word_and_one_paragraph(lines: int, before: str) -> None:
    sheet = Sheet()
    sheet.put(72, 60, "The Wheel", size=18)
    y = put_with_initial(sheet, 72, 100, 330, "W", STORY, lines=lines, before=before)
    sheet.flow(72, y, 330, NEXT, indent=15)
    assert texts(read(sheet)) == ["W" + STORY, NEXT]


@pytest.mark.parametrize(
    ("initial", "story", "begin"),
    [
        ("“W", STORY, "“When the water"),
        ("W", "HEN THE WATER fell" + STORY[18:], "WHEN THE WATER fell"),
        ("A", "fter the flood" + STORY[18:], "After the flood"),
        ("A", "miller of the valley" + STORY[18:], "A miller of the valley"),
        ("I", "n the spring" + STORY[18:], "In the spring"),
        ("I", "had a wheel" + STORY[18:], "I had a wheel"),
        ("I", "t was the water" + STORY[18:], "It was the water"),
        ("O", "nce the water" + STORY[18:], "Once the water"),
    ],
)
def test_what_a_drop_cap_begins(initial: str, story: str, begin: str) -> None:
    sheet = Sheet()
    put_with_initial(sheet, 72, 100, 330, initial, story)
    (text,) = texts(read(sheet))
    assert text.startswith(begin + " ")


def test_drop_caps_in_two_columns() -> None:
    sheet = Sheet()
    for x, initial in ((60, "W"), (330, "T")):
        put_with_initial(sheet, x, 100, 240, initial, STORY)
    assert texts(read(sheet)) == ["W" + STORY, "T" + STORY]


def test_the_drop_cap_may_stand_behind_its_lines_in_the_file() -> None:
    sheet = Sheet()
    put_with_initial(sheet, 72, 100, 330, "W", STORY)
    sheet.parts.append(sheet.parts.pop(0))
    assert texts(read(sheet)) == ["W" + STORY]


def test_large_letters_that_stand_alone_are_no_drop_caps() -> None:
    sheet = Sheet()
    for place, letter in enumerate("ABC"):
        sheet.put(72, 100 + 90 * place, letter, size=24)
        sheet.flow(72, 125 + 90 * place, 330, NEXT)
    found = [block.text for block in read(sheet).blocks]
    assert [text for text in found if len(text) > 1] == [NEXT] * 3


LINES = (
    "The county plans to close eleven of its village libraries by",
    "the end of the year, a paper for the council says. That would",
    "save a million pounds. About nine thousand people borrow books",
    "from them, and two thousand of these are under twelve years",
    "old. The council will vote in May. Its leader said that nobody",
    "would lose a job over it. The union said that many were at risk",
    "and called a strike. A van with three thousand books would stop",
    "in each of the villages every other week, as it did long ago.",
    "Two of the houses belong to a charity that wants to keep them",
    "open with volunteers, and asked the county to pay for the coal.",
)
WHOLE = " ".join(LINES)


def put_numbered(
    sheet: Sheet, x: float, *, at: float, step: int = 1, first: int = 1, leading: float = 14
) -> None:
    """Lines from `x`, with numbers that end at `at`."""
    for place, line in enumerate(LINES):
        y = 100 + leading * place
        sheet.put(x, y, line)
        number = first + place
        if number % step == 0:
            sheet.put(at - 4 * len(str(number)), y, str(number), size=8)


@pytest.mark.parametrize("at", [60, 420], ids=["left", "right"])
@pytest.mark.parametrize("step", [1, 2])
@pytest.mark.parametrize("first", [1, 95])
def test_numbers_of_lines_are_no_words(at: float, step: int, first: int) -> None:
    sheet = Sheet()
    put_numbered(sheet, 72, at=at, step=step, first=first)
    assert texts(read(sheet)) == [WHOLE]


def test_every_fifth_line_may_be_numbered() -> None:
    sheet = Sheet()
    for place in range(30):
        sheet.put(72, 100 + 14 * place, LINES[place % 10])
        if place % 5 == 4:
            sheet.put(40, 100 + 14 * place, str(place + 1), size=8)
    assert " ".join(texts(read(sheet))) == " ".join([WHOLE] * 3)


def test_numbers_between_two_columns_and_beside_both() -> None:
    sheet = Sheet()
    for x, first in ((60, 1), (340, 11)):
        for place in range(10):
            for part, at in ((" ".join(LINES[place].split()[:7]), x),):
                sheet.put(at, 100 + 14 * place, part)
            sheet.put(x - 16, 100 + 14 * place, str(first + place), size=7)
    column = " ".join(" ".join(line.split()[:7]) for line in LINES)
    assert " ".join(texts(read(sheet))) == f"{column} {column}"


def test_numbers_that_begin_anew_on_each_page_and_a_short_last_page() -> None:
    sheets = [Sheet() for _ in range(3)]
    for sheet in sheets[:2]:
        put_numbered(sheet, 72, at=60)
    sheets[2].put(56, 100, "1", size=8)
    sheets[2].put(72, 100, "So the county has paid for the coal until the next election.")
    last = "So the county has paid for the coal until the next election."
    assert " ".join(texts(read(*sheets))) == f"{WHOLE} {WHOLE} {last}"


def test_numbers_of_empty_lines_of_a_deposition_go_too() -> None:
    sheet = Sheet()
    spoken = ("Q.   Did you see the boat leave the quay on that", "morning, before the fog?",
              "A.   I heard it leave, and I saw the lamp of the", "ferryman go out as he does.",
              "Q.   And after that?", "A.   After that nothing.")  # fmt: skip
    for place in range(12):
        sheet.put(60, 100 + 24 * place, f"{place + 1}", size=10)
        if place < len(spoken):
            sheet.put(90, 100 + 24 * place, spoken[place])
    text = " ".join(block.text for block in read(sheet).blocks)
    assert not any(map(str.isdigit, text))
    assert "on that morning, before the fog?" in text


def test_a_table_of_numbered_rows_stays_a_table() -> None:
    sheet = Sheet()
    for place, boat in enumerate(("red punt", "blue punt", "ferry", "barge", "cutter", "skiff")):
        for x, cell in ((72, str(place + 1)), (110, boat), (260, f"{7 + place} oars")):
            sheet.put(x, 100 + 14 * place, cell)
    (table,) = read(sheet).blocks
    assert table.kind is BlockKind.TABLE
    assert table.text.splitlines()[2] == "3  ferry  9 oars"


def test_years_beside_a_column_of_text_stay_in_their_table() -> None:
    sheet = Sheet()
    for place, line in enumerate(LINES[:7]):
        sheet.put(60, 100 + 12 * place, " ".join(line.split()[:6]))
        for x, cell in ((300, str(1997 + place)), (400, f"{109 + place},000")):
            sheet.put(x, 100 + 12 * place, cell)
    text = "\n".join(block.text for block in read(sheet).blocks)
    assert all(str(1997 + place) in text for place in range(7))


def test_a_numbered_list_keeps_its_numbers() -> None:
    sheet = Sheet()
    for place in range(6):
        sheet.put(60, 100 + 26 * place, str(place + 1))
        sheet.put(80, 100 + 26 * place, f"Bring the boat number {place + 1} to the quay when it is")
        sheet.put(80, 112 + 26 * place, "light, and tie it to the iron ring that is painted white.")
    text = " ".join(block.text for block in read(sheet).blocks)
    assert "1 Bring the boat" in text
    assert "6 Bring the boat" in text


Part = tuple[str, float, float]  # text, size, height above the line


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([("It held 4 × 10", 10, 0), ("-9", 6, 4), (" grams.", 10, 0)], "4 × 10⁻⁹ grams."),
        ([("It held 4 × 10", 10, 0), ("–7", 6, 4), (" grams.", 10, 0)], "4 × 10⁻⁷ grams."),
        ([("The flow was 14 m", 10, 0), ("3", 6, 4), (" s", 10, 0), ("-1", 6, 4),
          (" in May.", 10, 0)], "14 m³ s⁻¹ in May."),
        ([("The flow was 22 m", 10, 0), ("3", 6, 4), ("/s in June.", 10, 0)], "22 m³/s in June."),
        ([("It has 10", 10, 0), ("6", 6, 4), (" cells, 14 km", 10, 0), ("2", 6, 4),
          (" of them.", 10, 0)], "10⁶ cells, 14 km² of them."),
        ([("It has 10", 10, 0), ("6", 6, 4), (".", 10, 0)], "It has 10⁶."),
        ([("On the 21", 10, 0), ("st", 6, 4), (" the 3", 10, 0), ("rd", 6, 4),
          (" pump failed.", 10, 0)], "On the 21st the 3rd pump failed."),
        ([("It gave off CO", 10, 0), ("2", 6, -2), (" and H", 10, 0), ("2", 6, -2),
          ("O.", 10, 0)], "It gave off CO2 and H2O."),
        ([("It holds Na", 10, 0), ("+", 6, 4), (" and Cl", 10, 0), ("–", 6, 4),
          (" in water.", 10, 0)], "It holds Na⁺ and Cl⁻ in water."),
        ([("The pump failed.", 10, 0), ("7", 6, 4), (" It was mended.", 10, 0)],
         "The pump failed. It was mended."),
        ([("The pump failed.", 10, 0), ("7,8", 6, 4), (" It was mended.", 10, 0)],
         "The pump failed. It was mended."),
        ([("The pump", 10, 0), ("a", 6, 4), (" failed.", 10, 0)], "The pump failed."),
        ([("The pump", 10, 0), ("†", 6, 4), (" failed*.", 10, 0)], "The pump failed."),
        ([("He said *never* and wrote f***.", 10, 0)], "He said *never* and wrote f***."),
        ([("It is 48", 10, 0), ("1", 6, 4), ("/", 10, 0), ("2", 6, 0), (" cents a mile.", 10, 0)],
         "It is 48 1/2 cents a mile."),
        ([("The Wheel", 10, 0), ("TM", 6, 4), (" is sold.", 10, 0)], "The Wheel™ is sold."),
    ],
)  # fmt: skip
def test_raised_and_lowered_type(parts: list[Part], expected: str) -> None:
    sheet = Sheet()
    sheet.flow(72, 60, 460, NEXT)
    x = 72.0
    for text, size, height in parts:
        sheet.put(x, 140 - height, text, size=size)
        x += len(text) * size / 2
    assert texts(read(sheet))[-1].endswith(expected)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("the price-", "determining auction", "the price-determining auction"),
        ("an EU-", "wide fund", "an EU-wide fund"),
        ("the state-", "of-the-art mill", "the state-of-the-art mill"),
        ("the state-of-", "the-art mill", "the state-of-the-art mill"),
        ("a 61-", "year-old miller", "a 61-year-old miller"),
        ("a 61-year-", "old miller", "a 61-year-old miller"),
        ("until Tues-", "day evening", "until Tuesday evening"),
        ("the author-", "ity of the river", "the authority of the river"),
        ("the coun-", "cil of the town", "the council of the town"),
        ("two mil-", "lion pounds", "two million pounds"),
        ("the pre-", "and post-war mills", "the pre- and post-war mills"),
        ("the yard at PK-", "LQP was shut", "the yard at PK-LQP was shut"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_or_a_page(before: str, after: str, expected: str) -> None:
    sheet = Sheet()
    sheet.put(72, 80, f"Nobody in the whole of the valley had heard or read of {before}")
    sheet.put(72, 92, f"{after} as it had been before the flood of that year.")
    first, second = Sheet(), Sheet()
    first.put(72, 740, f"Nobody in the whole of the valley had heard or read of {before}")
    second.put(72, 60, f"{after} as it had been before the flood of that year.")
    for result in (read(sheet), read(first, second)):
        assert f" {expected} " in " ".join(texts(result))


def test_a_table_of_contents_is_no_prose() -> None:
    sheet = Sheet()
    entries = (("How the river rose", 3), ("Who paid for the bridge", 17), ("The wheel", 25))
    for place, (entry, number) in enumerate(entries):
        dots = "." * (70 - len(entry)) if place % 2 else ". " * ((70 - len(entry)) // 2)
        sheet.put(72, 100 + 14 * place, f"{entry} {dots} {number}")
    sheet.flow(72, 180, 400, NEXT)
    result = read(sheet)
    assert texts(result) == [NEXT]
    assert texts(result, BlockKind.TABLE)[0].startswith("How the river rose 3\nWho paid")


def test_words_with_wide_gaps_are_no_cells() -> None:
    sheet = Sheet()
    lines = (
        "The ferry leaves at nine from the quay, and it is",
        "back before the tide turns again. It takes forty men.",
    )
    for place in range(6):
        x = 72.0
        for word in lines[place % 2].split():
            sheet.put(x, 100 + 12 * place, word)
            x += 5 * len(word) + 11
    assert texts(read(sheet)) == [" ".join(lines * 3)]


def test_sentences_are_read_where_all_text_is_in_a_table() -> None:
    sheet = Sheet()
    rows = (
        ("Ferry", "It leaves at nine from the quay."),
        ("Bridge", "It fell in the spring."),
        ("Mill", "It has a new wheel of larch."),
        ("Road", "It was closed for an hour."),
    )
    for place, row in enumerate(rows):
        for x, cell in zip((72, 200), row, strict=True):
            sheet.put(x, 100 + 16 * place, cell)
    assert texts(read(sheet)) == [told for _, told in rows]
