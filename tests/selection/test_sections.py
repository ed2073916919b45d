"""Sections that are summarised by themselves: which, how long, and in which chunks they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.document import Document, Role
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.selection.query_focus import Focus
from summarize.selection.sections import (
    LEAST_WORDS,
    divide_document,
    find_borders,
    join_neighbours,
    plan_sections,
    share_words,
)
from summarize.sources import read

ONE = "The ferry sails at nine from the south pier. Tickets cost four crowns."
TWO = "The library opens on Sundays again. Readers had asked for it since March."


def headings(text: str) -> list[str]:
    return [part.heading for part in divide_document(read(text=text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# R\n\n{ONE}\n\n## Ferry\n\n{ONE}\n\n## Library\n\n{TWO}", ["", "Ferry", "Library"]),
        (f"# Report\n\n## Ferry\n\n{ONE}\n\n## Library\n\n{TWO}", ["Ferry", "Library"]),
        (f"# Ferry\n\n{ONE}\n\n# Library\n\n{TWO}\n\n## Sundays\n\n{TWO}", ["", "Library"]),
        (f"# A\n\n# B\n\n{ONE}\n\n## C\n\n{ONE}\n\n# D\n\n{TWO}\n\n## E\n\n{TWO}", ["B", "D"]),
        (f"The year\n\nPART 1\n\n{ONE}\n\nPART 2\n\nCHAPTER 1\n\n{TWO}", ["PART 1", "PART 2"]),
    ],
    ids=["below a title", "no opening", "title is a section", "top level", "chapters"],
)  # fmt: skip
def test_the_highest_level_that_divides(text: str, expected: list[str]) -> None:
    assert headings(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n\n{TWO}",
        f"# Report\n\n{ONE} {TWO}",
        f"# Report\n\n## Ferry\n\n{ONE}\n\n## Library\n\n## Thanks",
        f"# Report\n\n## Ferry\n\n{ONE}\n\n## Dose\n\n100 mg",
    ],
    ids=["no heading", "title alone", "one section with prose", "a label is no prose"],
)
def test_what_nothing_divides(text: str) -> None:
    assert headings(text) == []


def test_one_chapter_with_nearly_everything_is_divided_in_its_turn() -> None:
    long = " ".join([ONE] * 4)
    text = (
        f"# Report\n\n## Preface\n\n{TWO}\n\n## The year\n\n{ONE}\n\n### Ferry\n\n{long}\n\n"
        f"### Library\n\n{long}\n\n#### Sundays\n\n{long}\n\n## Thanks\n\n{TWO}"
    )
    assert headings(text) == ["Preface", "The year", "Ferry", "Library", "Thanks"]


def test_every_sentence_of_prose_is_in_one_section() -> None:
    document = read(text=f"# R\n\n{ONE}\n\n## F\n\n{ONE}\n\n### G\n\n{TWO}\n\n## L\n\n{TWO}")
    numbers = [number for part in divide_document(document) for number in part.numbers]
    assert numbers == [one.number for one in document.sentences if one.role is Role.PROSE]
    assert sum(part.words for part in divide_document(document)) == sum(
        len(document.sentence_text(document.sentence(number)).split()) for number in numbers
    )


def many(count: int) -> Document:
    return read(text="# Law\n\n" + "\n\n".join(f"## Article {n}\n\n{ONE}" for n in range(count)))


def test_of_hundreds_of_sections_neighbours_are_joined() -> None:
    found = divide_document(many(200))
    joined = join_neighbours(found, 120)
    assert len(found) == 200
    assert len(joined) == 80
    assert joined[0].heading == "Article 0 to Article 1"
    assert [n for part in joined for n in part.numbers] == [
        n for part in found for n in part.numbers
    ]
    assert max(part.words for part in joined) < 2 * min(part.words for part in joined)
    assert join_neighbours(found, 5000) == found


def test_what_is_joined_is_told() -> None:
    document = many(200)
    parts, notes = plan_sections(Focus("", AnnotatedDocument(document)), document, 120)
    assert len(parts) == 80
    assert notes == (
        "The article has 200 sections: neighbours are summarised together, in 80 parts.",
    )


def test_sections_without_the_focus_are_left_out_and_told() -> None:
    document = read(text=f"# R\n\n## Ferry\n\n{ONE}\n\n## Library\n\n{TWO}\n\n## Pier\n\n{ONE}")
    parts, notes = plan_sections(Focus("Sundays", AnnotatedDocument(document)), document, 60)
    assert [part.heading for part in parts] == ["Library"]
    assert notes == ("Of 3 sections, 2 without a sentence found for “Sundays” are left out.",)


def test_with_a_focus_that_is_not_there_all_sections_are_kept() -> None:
    document = read(text=f"# R\n\n## Ferry\n\n{ONE}\n\n## Library\n\n{TWO}")
    parts, notes = plan_sections(Focus("unicorns", AnnotatedDocument(document)), document, 60)
    assert len(parts) == 2
    assert notes == ()


sizes = st.lists(st.integers(1, 3000), min_size=1, max_size=40)


@given(sizes, st.integers(0, 3000))
def test_every_section_has_a_sentence_and_the_longer_has_more(
    sizes: list[int], target: int
) -> None:
    shares = share_words(sizes, target)
    assert len(shares) == len(sizes)
    assert all(share >= min(size, LEAST_WORDS) for share, size in zip(shares, sizes, strict=True))
    long = sorted((size, share) for size, share in zip(sizes, shares, strict=True) if size > 30)
    assert [share for _, share in long] == sorted(share for _, share in long)


@given(sizes, st.integers(0, 3000))
def test_the_shares_are_the_length_where_it_is_enough_for_a_sentence_each(
    sizes: list[int], target: int
) -> None:
    shares = share_words(sizes, target)
    if any(share > LEAST_WORDS for share, size in zip(shares, sizes, strict=True) if size > 30):
        assert abs(sum(shares) - target) <= len(sizes)


def test_a_chunk_begins_with_a_section_but_short_ones_share_one() -> None:
    long = " ".join([ONE] * 15)
    document = read(
        text=f"# R\n\n## Ferry\n\n### Times\n\n{long}\n\n## Library\n\n{TWO}\n\n"
        f"## Pier\n\n{long}\n\n## Thanks\n\n{TWO}"
    )
    borders = find_borders(document, divide_document(document))
    assert [document.sentence_text(document.sentence(n)) for n in sorted(borders)] == ["Library"]
