"""Documents: spans, lines, pages, headings, chunks, words."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.document import Document, Role, Section, Sentence, Span, count_words, length_factor

TEXT = "Ito won.\n\nLee  was\nsecond."
FIRST, SECOND = Sentence(1, Span(0, 8), 0), Sentence(2, Span(10, 26), 1)
DOCUMENT = Document(TEXT, "race.txt", (FIRST, SECOND))


def test_a_quote_is_the_slice_of_the_text() -> None:
    assert DOCUMENT.quote(FIRST.span) == "Ito won."
    assert DOCUMENT.quote(SECOND.span) == "Lee  was\nsecond."


def test_a_span_beyond_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the text"):
        DOCUMENT.quote(Span(20, len(TEXT) + 1))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_impossible_spans(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_a_span_is_as_long_as_what_it_quotes() -> None:
    assert len(Span(3, 10)) == 7


def test_words_of_a_sentence_stand_on_one_line() -> None:
    assert DOCUMENT.sentence_text(SECOND) == "Lee was second."


def test_sentences_are_found_by_number() -> None:
    assert [DOCUMENT.sentence(n) for n in (1, 2)] == [FIRST, SECOND]


@pytest.mark.parametrize("number", [-1, 0, 3])
def test_there_is_no_such_sentence(number: int) -> None:
    with pytest.raises(IndexError):
        DOCUMENT.sentence(number)


@given(st.text(alphabet="a\n", max_size=40), st.data())
def test_the_line_is_one_more_than_the_line_ends_before(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, max(0, len(text) - 1)))
    assert Document(text, "-", ()).line_at(offset) == text[:offset].count("\n") + 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("Kim's 5-year plan - done", 4),
        ("– * …", 0),
        ("£4.2m, or so", 3),
    ],
)
def test_count_words(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("他昨天借了3本书。", 8),
        ("IBM公司昨天宣布涨价", 9),
        ("ひらがなと漢字は", 5),
        ("สภาเมืองมีมติขึ้นค่าผ่านสะพานเป็น 6 บาท", 8),
        ("，。！", 0),
    ],
)
def test_so_many_characters_are_a_word_where_no_spaces_are(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_word_of_english_is_longer_in_chinese() -> None:
    assert length_factor("市议会决定提高过路费。") == length_factor("値上げを決めた。") == 1.5
    assert length_factor("The sign says 出口 in red.") == length_factor("สภาเมือง") == 1.0


def test_a_line_end_in_chinese_is_no_space() -> None:
    text = "把过路\n费提高到211\n元。The\nend."
    document = Document(text, "-", (Sentence(1, Span(0, len(text)), 0),))
    assert document.sentence_text(document.sentences[0]) == "把过路费提高到211 元。The end."


def test_the_words_of_a_document_leave_out_what_is_no_sentence() -> None:
    assert DOCUMENT.words == 5
    assert dataclasses.replace(DOCUMENT, sentences=(FIRST,)).words == 2


def test_nothing_can_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        DOCUMENT.text = "Lee won."  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        FIRST.role = Role.HEADING  # type: ignore[misc]


def test_marks_are_no_words() -> None:
    text = "An exam-\nple of\n> a quoted line. Next."
    marks = (Span(text.index("-"), text.index("-") + 2), Span(text.index(">"), text.index(">") + 1))
    end = text.index(" Next")
    sentences = (Sentence(1, Span(0, end), 0), Sentence(2, Span(end + 1, len(text)), 0))
    document = Document(text, "-", sentences, ignored_spans=marks)
    assert document.sentence_text(sentences[0]) == "An example of a quoted line."
    assert document.sentence_text(sentences[1]) == "Next."
    assert document.words == 7
    assert document.quote(sentences[0].span) == "An exam-\nple of\n> a quoted line."


def test_pages_and_sections_are_found_by_offset() -> None:
    sections = (Section(10, ("Costs",)), Section(30, ("Costs", "Ferry")))
    document = Document("x" * 50, "-", (), sections=sections, pages=(0, 20, 20, 40))
    assert [document.page_at(offset) for offset in (0, 19, 20, 39, 40, 49)] == [1, 1, 3, 3, 4, 4]
    assert [document.headings_at(offset) for offset in (0, 10, 29, 30)] == [
        (),
        ("Costs",),
        ("Costs",),
        ("Costs", "Ferry"),
    ]
    plain = Document("x", "-", ())
    assert plain.page_at(0) is None
    assert plain.headings_at(0) == ()
