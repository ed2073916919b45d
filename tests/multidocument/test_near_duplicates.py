"""Near-duplicates: copies, new versions, texts in texts; and what is another document."""

from __future__ import annotations

from dataclasses import replace

from summarize.document import Document
from summarize.multidocument.near_duplicates import find_repetitions
from summarize.sources import read

WORDS = [f"word{n}" for n in range(200)]


def document(words: list[str], date: str | None = None) -> Document:
    sentences = [" ".join(words[at : at + 20]).capitalize() for at in range(0, len(words), 20)]
    found = read(text=". ".join(sentences) + ".", language="en")
    return replace(found, metadata=replace(found.metadata, date=date))


def test_a_copy_repeats_the_first() -> None:
    found = find_repetitions([document(WORDS), document(WORDS)])
    assert {place: one.of for place, one in found.items()} == {1: 0}
    assert found[1].share == 1.0


def test_what_is_contained_in_a_longer_one_repeats_it() -> None:
    found = find_repetitions([document(WORDS[:120]), document(WORDS)])
    assert {place: one.of for place, one in found.items()} == {0: 1}


def test_of_two_versions_the_newer_is_kept() -> None:
    edited = ["twelve" if word == "word50" else word for word in WORDS]
    pair = [document(WORDS, "2026-01-02"), document(edited, "2026-01-01")]
    assert {place: one.of for place, one in find_repetitions(pair).items()} == {1: 0}
    assert {place: one.of for place, one in find_repetitions(pair[::-1]).items()} == {0: 1}


def test_copies_of_copies_repeat_what_is_kept() -> None:
    found = find_repetitions([document(WORDS[:100]), document(WORDS[:150]), document(WORDS)])
    assert {place: one.of for place, one in found.items()} == {0: 2, 1: 2}


def test_every_other_word_changed_is_another_document() -> None:
    changed = [word if at % 2 else f"other{at}" for at, word in enumerate(WORDS)]
    assert not find_repetitions([document(WORDS), document(changed)])


def test_no_documents_and_one_have_no_copies() -> None:
    assert not find_repetitions([])
    assert not find_repetitions([document(WORDS)])
