"""PDF: Hebrew and Arabic in the order in which they are read."""

from __future__ import annotations

import re

import pytest

from summarize.sources.pdf import extract
from support.pdf_samples import Sheet, pdf

HEBREW = "הסירה הראשונה יצאה מן הנמל בשנת 1998 לאחר הסערה הגדולה"
MIXED = "הספינה Anna Miller יצאה מן הנמל עם 24 נוסעים"
BRACKETS = "הנמל (שנבנה בשנת 1871) נסגר אחרי השיטפון"
ARABIC = "قال المدير في عام 2024 إن السفينة بلا ماء"


def draw(text: str, *, ligatures: bool = False) -> str:
    """What stands on the page from the left: words turned around, Latin and figures not."""
    if ligatures:
        text = text.replace("لا", "\uf000")
    runs = re.findall(r"[A-Za-z0-9]+(?: [A-Za-z]+)*|.", text)
    swapped = str.maketrans("()", ")(")
    return "".join(run.translate(swapped) if len(run) == 1 else run for run in runs[::-1])


def read(*lines: str, right: float = 540, before: str = "") -> list[str]:
    sheet = Sheet()
    if before:
        sheet.put(72, 80, before)
    for place, line in enumerate(lines):
        sheet.put(right - 5 * len(line), 100 + 14 * place, line, font="F5")
    return [block.text for block in extract(pdf(sheet), "sample.pdf").blocks]


@pytest.mark.parametrize("text", [HEBREW, MIXED, BRACKETS])
def test_hebrew_is_read_from_the_right(text: str) -> None:
    assert read(draw(text)) == [text]


@pytest.mark.parametrize("ligatures", [False, True], ids=["letters", "ligatures"])
def test_arabic_is_read_from_the_right(ligatures: bool) -> None:
    assert read(draw(ARABIC, ligatures=ligatures)) == [ARABIC]


def test_presentation_forms_become_letters() -> None:
    """U+FEFB is lam with alef, U+FE91 beh at the beginning, U+FEAA dal at the end of a word."""
    assert read(draw("\ufe91\ufefb\ufeaa في عام")) == ["بلاد في عام"]


def test_lines_are_joined_and_paragraphs_told_apart() -> None:
    half = HEBREW.split(" ")
    lines = (" ".join(half[:6]), " ".join(half[6:]) + ".")
    assert read(*map(draw, lines)) == [HEBREW + "."]


def test_glyphs_may_come_in_the_order_of_reading() -> None:
    """Each glyph is followed by a step to the left, over it and the next one."""
    glyphs = " ".join(f"<{ord(letter):04x}> 1000" for letter in "שלום לכל העולם")
    sheet = Sheet([f"BT /F5 10 Tf 1 0 0 1 500 692 Tm [{glyphs}] TJ ET"])
    (block,) = extract(pdf(sheet), "sample.pdf").blocks
    assert block.text == "שלום לכל העולם"


def test_words_may_come_in_any_order() -> None:
    sheet = Sheet()
    places = {"שלום": 480, "לכל": 460, "העולם": 430}
    for word in ("לכל", "שלום", "העולם"):
        sheet.put(places[word], 100, word[::-1], font="F5")
    (block,) = extract(pdf(sheet), "sample.pdf").blocks
    assert block.text == "שלום לכל העולם"


def test_hebrew_inside_english() -> None:
    sheet = Sheet()
    sheet.put(72, 80, "The boat is called ")
    sheet.put(72 + 19 * 5, 80, "הסירה של נועה"[::-1], font="F5")
    sheet.put(72 + 32 * 5, 80, " by all who have seen it.")
    (block,) = extract(pdf(sheet), "sample.pdf").blocks
    assert block.text == "The boat is called הסירה של נועה by all who have seen it."
