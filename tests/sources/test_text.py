"""Plain text: paragraphs, headings, line ends, pages, and what is excluded."""

from __future__ import annotations

import textwrap

import pytest

from summarize.document import Role
from summarize.sources import read
from summarize.sources.layout import group_lines
from summarize.sources.text import parse_text
from summarize.sources.text.line_wrapping import is_hard_wrapped

FIRST = (
    "The ferry across the sound has run since 1911, and in all these years nobody ever asked the "
    "people of the island whether they would rather have a bridge, or nothing at all."
)
SECOND = (
    "That changed in the spring, when the council sent a letter to every house on the shore, and "
    "then a second one, because most of the first ones had been used to light stoves."
)


def paragraphs(text: str) -> list[str]:
    return [" ".join(text[p.span.start : p.span.end].split()) for p in parse_text(text).paragraphs]


def headings(text: str) -> list[str]:
    found = parse_text(text).paragraphs
    return [text[p.span.start : p.span.end] for p in found if p.role is Role.HEADING]


@pytest.mark.parametrize("width", [40, 60, 72, 100])
@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n \t\n\n"])
def test_a_hard_wrapped_text_is_joined(width: int, gap: str) -> None:
    wrapped = gap.join("\n".join(textwrap.wrap(part, width)) for part in (FIRST, SECOND))
    assert paragraphs(wrapped) == [FIRST, SECOND]


def test_a_paragraph_on_every_line_is_not_joined() -> None:
    assert paragraphs(f"{FIRST}\n{SECOND}\nShort end.") == [FIRST, SECOND, "Short end."]


def test_a_list_is_not_joined() -> None:
    rows = [f"{thing} on the {place}" for thing in ("Milk", "Bread", "Salt") for place in "ABC"]
    assert paragraphs("\n".join(rows)) == rows


def test_paragraphs_of_a_wrapped_text_end_where_a_line_stops_short() -> None:
    lines = [*textwrap.wrap(FIRST, 70), *textwrap.wrap(SECOND, 70), "- one thing", "- two"]
    assert paragraphs("\n".join(lines)) == [FIRST, SECOND, "one thing", "two"]


def test_two_lines_are_joined_only_in_the_middle_of_a_sentence() -> None:
    assert not is_hard_wrapped("One line\nAnother", group_lines("One line\nAnother"))
    assert is_hard_wrapped("One line\nand more", group_lines("One line\nand more"))
    assert not is_hard_wrapped("One line", group_lines("One line"))


def test_old_and_odd_line_ends_divide_lines() -> None:
    assert paragraphs(f"{FIRST}\r\r{SECOND}\u2029{FIRST}") == [FIRST, SECOND, FIRST]


def test_headings_stand_alone_above_prose() -> None:
    text = f"The Ferry Stays\n\n{FIRST}\n\nWhat comes next\n\n{SECOND}\n\nEnd note"
    assert headings(text) == ["The Ferry Stays", "What comes next"]


def test_a_title_over_a_subtitle_is_two_headings() -> None:
    assert headings(f"EELS\n\nA Short History\n\n{FIRST}") == ["EELS", "A Short History"]


def test_a_long_row_of_short_lines_is_a_list() -> None:
    row = ["Apples", "Pears", "Plums", "Figs", "Quinces"]
    assert headings("\n".join([*row, FIRST])) == []
    assert headings("\n".join([*row, "CHAPTER ONE", FIRST])) == ["CHAPTER ONE"]


@pytest.mark.parametrize(
    "line",
    [
        "It rained.",
        "so it goes",
        "Ann: I do",
        "2019 17 4 11",
        "He said “no”",
        "The 5.40",
        "2.9 millimetres",
        "Ask ann@example.org",
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert headings(f"{FIRST}\n\n{line}\n\n{SECOND}") == []


def test_an_underlined_line_is_a_heading_and_its_line_a_divider() -> None:
    text = f"The ferry stays.\n================\n\n{FIRST}\n\n* * *\n\n{SECOND}"
    assert headings(text) == ["The ferry stays."]
    assert [found.reason for found in parse_text(text).excluded] == ["divider", "divider"]


def test_list_markers_are_no_part_of_the_items() -> None:
    text = f"{FIRST}\n\n- milk for the cat.\n• bread for us.\n12. nothing for me.\n(a) so be it."
    assert paragraphs(text)[1:] == [
        "milk for the cat.",
        "bread for us.",
        "nothing for me.",
        "so be it.",
    ]


def test_a_megabyte_of_one_character_is_read() -> None:
    for unit in ("a", ".", '"', "-", "=", " a", "(", "A "):
        parse_text(unit * (1_000_000 // len(unit)))
    for unit in ("\n", "a\n", "1.\n"):
        parse_text(unit * 20_000)


def reasons(text: str) -> list[tuple[str, str]]:
    return [(one.reason, text[one.span.start : one.span.end]) for one in parse_text(text).excluded]


def test_levels_of_headings() -> None:
    text = (
        f"Tides\n=====\n\n{FIRST}\n\nEbb\n---\n\n{SECOND}\n\n2.1 The flood\n\n{FIRST}\n\n"
        f"PART ONE\n\nChapter 3\n\n{SECOND}\n\nA quiet year\n\n{FIRST}"
    )
    found = [p for p in parse_text(text).paragraphs if p.role is Role.HEADING]
    assert [(text[p.span.start : p.span.end], p.level) for p in found] == [
        ("Tides", 1),
        ("Ebb", 2),
        ("2.1 The flood", 2),
        ("PART ONE", 1),
        ("Chapter 3", 2),
        ("A quiet year", 3),
    ]


def test_what_stands_between_two_chapters_is_inside_one() -> None:
    """The opening of a letter is no section that the next chapter would be in."""
    text = (
        f"KITES\n\nA word before\n\n{FIRST}\n\nPreface\n\n{FIRST}\n\nChapter 1\n\n{SECOND}\n\n"
        f"MY DEAR FRIEND,--\n\n{FIRST}\n\nChapter 2\n\n{SECOND}\n\nEpilogue\n\n{FIRST}"
    )
    found = [p for p in parse_text(text).paragraphs if p.role is Role.HEADING]
    assert [(text[p.span.start : p.span.end], p.level) for p in found] == [
        ("KITES", 0),
        ("A word before", 0),
        ("Preface", 1),
        ("Chapter 1", 1),
        ("MY DEAR FRIEND,--", 3),
        ("Chapter 2", 1),
        ("Epilogue", 1),
    ]


def test_german_prose_is_joined_and_verse_is_not() -> None:
    prose = (
        "Die Fähre fährt seit vielen Jahren über den Sund, und niemand hat die Leute auf der Insel "
        "je gefragt, ob sie lieber eine Brücke hätten oder gar nichts. Im Frühjahr kam ein Brief."
    )
    assert paragraphs("\n".join(textwrap.wrap(prose, 60))) == [prose]
    verse = ["The tide came in,", "And the tide went out,", "And nobody saw it go;", "Ah, no."]
    assert paragraphs("\n".join(verse)) == verse


def test_a_divided_word_is_whole_in_the_document() -> None:
    lines = [
        "The ferry across the sound has run since 1911 and is an exam-",
        "ple of a well-known and very old thing that goes on as it al-",
        "ways did, which nobody minds. It was built by the great Anglo-",
        "Saxon yard on the other side of the sound, so they say here.",
    ]
    document = read(text="\n".join(lines))
    joined = " ".join(document.sentence_text(sentence) for sentence in document.sentences)
    assert (
        "is an example of a well-known and very old thing that goes on as it always did" in joined
    )
    assert "the great Anglo-Saxon yard" in joined
    assert "exam-\nple" in document.text


def test_an_endless_line_is_read_in_pieces() -> None:
    sentences = [
        f"On day {i} the ferry came late and nobody on the quay minded." for i in range(200)
    ]
    found = paragraphs(" ".join(sentences))
    assert " ".join(found) == " ".join(sentences)
    assert len(found) > 5
    assert all(one.endswith("minded.") and len(one) < 2000 for one in found)


def test_form_feeds_make_pages_and_running_heads_go() -> None:
    page = "The Sound Report {0}\n\n{1}\n\n- {0} -\n"
    text = "\f".join(
        page.format(i, part) for i, part in enumerate((FIRST, SECOND, FIRST, SECOND), 1)
    )
    layout = parse_text(text)
    assert [" ".join(text[p.span.start : p.span.end].split()) for p in layout.paragraphs] == [
        FIRST, SECOND, FIRST, SECOND,
    ]  # fmt: skip
    assert layout.pages == (0, *(i + 1 for i, char in enumerate(text) if char == "\f"))
    assert reasons(text)[:2] == [
        ("furniture: running head", "The Sound Report 1"),
        ("furniture: page number", "- 1 -"),
    ]
    assert read(text=text).page_at(layout.paragraphs[2].span.start) == 3


def test_a_text_that_is_nothing_but_a_table_has_no_sentences() -> None:
    rows = "\n".join(f"2021-05-{day},1.08{day},1.09{day}" for day in range(10, 30))
    document = read(text=f"Date,Bid,Ask\n{rows}")
    assert document.sentences == ()
    assert [one.reason for one in document.excluded] == ["table"]


def test_notes_that_are_referred_to_are_excluded() -> None:
    text = f"{FIRST}[1] And so on.\n\n[2] is how it began.\n\n[1] A letter of 1911."
    assert reasons(text) == [("footnote", "[1] A letter of 1911.")]


def test_the_notes_of_a_transcriber_are_excluded() -> None:
    note = "[Transcriber's Note: Typographical errors were put right.]"
    assert reasons(f"{note}\n\n{FIRST}") == [("furniture: transcriber's note", note)]


def test_many_notes_and_lines_take_linear_time() -> None:
    for unit in ("[1] x\n", "x[1]\n[1] x\n", "1\f", "x(y);\n", "a | b | c\n", "a-\n", "x,y,z\n"):
        parse_text(unit * 5_000)


@pytest.mark.parametrize(
    "sentence",
    [
        "The paper did not say that\nBrandt took the ring.",
        "The union said that if\nDelta cuts jobs, it will strike.",
        "The bridge over the sound will cost 240 million\neuros, and so will the road.",
        "Nobody on the island has seen any of\nBrandt and his men,\nsaid the\nmayor on Monday.",
    ],
)
def test_a_sentence_goes_on_over_a_line_end_in_a_text_that_is_not_wrapped(sentence: str) -> None:
    text = f"{FIRST}\n{sentence}\n{SECOND}"
    assert paragraphs(text) == [FIRST, " ".join(sentence.split()), SECOND]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "The tide came in,",
            "And the tide went out of the bay,",
            "And nobody saw it go,",
            "Ah no.",
        ],
        ["Milk for the cat and", "- Bread for us and", "- Salt for the sea."],
        ["milk for the old cat", "bread for all of us", "salt for the whole sea"],
        ["Ann Lee: I think that the", "Bob Kim: You do not say, and", "Ann Lee: No, you go."],
        ["What the people of the island eat", f"fish is eaten here. {FIRST} {SECOND}"],
    ],
)
def test_verse_lists_turns_and_headings_are_not_joined(lines: list[str]) -> None:
    assert len(paragraphs("\n".join([FIRST, *lines, SECOND]))) == len(lines) + 2
