"""PDF: bullets and boxes that are drawn, letters set apart, what the file does not tell."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.blocks import Block, BlockKind, Extract
from summarize.sources.pdf import extract
from summarize.sources.pdf.accents import compose_accents
from summarize.sources.pdf.garbled_text import is_garbled, set_garbled_apart
from summarize.sources.pdf.segments import build_segments
from summarize.sources.pdf.words import Style, Word
from support.pdf_samples import Sheet, pdf

LONG = (
    "The miller found his wheel in the reeds a mile below the weir, with a heron asleep on the hub."
    " He paid four men to carry it home, and they took two days over it because of the mud."
)


def read(*sheets: Sheet) -> Extract:
    return extract(pdf(*sheets), "sample.pdf")


def texts(found: Extract, kind: BlockKind = BlockKind.PROSE) -> list[str]:
    return [block.text for block in found.blocks if block.kind is kind]


def test_drawn_bullets_begin_items() -> None:
    sheet = Sheet()
    for place, text in enumerate(["A crack was found", "The repair was dear", "Ships wait"]):
        sheet.box(60, 96 + 20 * place, 4, 4)
        sheet.put(75, 100 + 20 * place, text, size=12)
    found = read(sheet)
    assert texts(found, BlockKind.ITEM) == [
        "A crack was found",
        "The repair was dear",
        "Ships wait",
    ]


def test_a_lone_square_is_no_bullet() -> None:
    sheet = Sheet()
    sheet.box(60, 96, 4, 4)
    sheet.flow(75, 100, 400, LONG)
    assert texts(read(sheet)) == [LONG]


@pytest.mark.parametrize("gray", [0.9, 0.8])
def test_text_in_a_box_does_not_divide_what_flows_round_it(gray: float) -> None:
    sheet = Sheet()
    sheet.box(320, 95, 220, 45, gray)
    lines = ["The wheel was made of oak", "by a man from the yard,", "who died soon."]
    for place, line in enumerate(lines):
        sheet.put(330, 108 + 12 * place, line)
    below = sheet.flow(60, 105, 250, LONG)
    sheet.flow(60, below, 480, "It was never quite round again, as he told everybody he met.")
    found = " ".join(texts(read(sheet)))
    assert LONG in found
    assert found.endswith("The wheel was made of oak by a man from the yard, who died soon.")


def _set(text: str, gaps: list[float]) -> str:
    x, words = 10.0, []
    for word, gap in zip(text.split(), [*gaps, 0.0], strict=True):
        words.append(Word(word, x, x + 5 * len(word), 100, Style(10)))
        x += 5 * len(word) + gap
    return build_segments(words)[0].text


def test_letters_set_apart_are_words() -> None:
    assert _set("S p e e d i t u p", [2, 2, 2, 2, 7, 2, 7, 2]) == "Speed it up"
    assert _set("I am in it as is", [3, 3, 3, 3, 3]) == "I am in it as is"


def test_korean_keeps_its_spaces_and_chinese_has_none() -> None:
    assert _set("가나 다라", [3]) == "가나 다라"
    assert _set("天地 玄黃", [3]) == "天地玄黃"


def test_a_lowered_figure_stays_with_its_word() -> None:
    sheet = Sheet()
    sheet.put(60, 100, "The air held much CO", size=10)
    sheet.put(160, 103.3, "2", size=5.8)
    sheet.put(163, 100, ", more than in June, as all of the men said.", size=10)
    assert texts(read(sheet)) == [
        "The air held much CO2, more than in June, as all of the men said."
    ]


def test_accents_get_onto_their_letters_where_they_stand_over_them() -> None:
    shown = {"na¨ıve": "naïve", "Erd˝os": "Erdős", "fac¸ade": "façade", "5˚C": "5˚C"}
    for text, expected in shown.items():
        assert compose_accents(text, lambda place: True).replace("\u00ad", "") == expected
    assert compose_accents("it´s", lambda place: False) == "it´s"


CIPHER = LONG.translate({code: chr((code - 97 + 7) % 26 + 97) for code in range(97, 123)})


def test_garbled_text_is_told_and_not_read() -> None:
    assert is_garbled(CIPHER)
    for text in (
        LONG,
        "Xyz.",
        "A" * 40,
        "Łódź w czasie wojny straciła dwie trzecie ludności miasta.",
    ):
        assert not is_garbled(text)
    blocks, words = set_garbled_apart([Block(CIPHER), Block(LONG)])
    assert [block.kind for block in blocks] == [BlockKind.CODE, BlockKind.PROSE]
    assert words == 39


def test_a_file_of_garbled_text_is_refused() -> None:
    sheet = Sheet()
    sheet.flow(60, 100, 400, CIPHER)
    with pytest.raises(SourceError, match="does not say what its letters are"):
        read(sheet)
    sheet.flow(60, 300, 400, LONG)
    assert any("39 words left out" in warning for warning in read(sheet).warnings)
