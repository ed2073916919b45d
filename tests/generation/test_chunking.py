"""Chunks of whole sentences: budgets, boundaries, stability under edits."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.document import Document, Role
from summarize.generation.chunking import (
    Boundary,
    halve_until_fitting,
    join_sentences,
    split_at_boundaries,
    split_evenly,
    split_into_chunks,
)
from summarize.sources import read


def words(text: str) -> int:
    return len(text.split())


def bytes_in_pairs(text: str) -> int:
    """A tokenizer under which the whole is more than its parts: joints cost as well."""
    return -(-len(text.encode()) // 2) + text.count("\n\n") * 3


def article(*paragraphs: Sequence[int]) -> Document:
    """Sentences of so many words each, grouped in paragraphs."""
    text = "\n\n".join(
        " ".join(" ".join(["Word"] + ["word"] * (size - 1)) + "." for size in paragraph)
        for paragraph in paragraphs
    )
    return read(text=text)


# The time of a single example says nothing on a busy machine.
patient = settings(deadline=None, max_examples=60)
sizes = st.lists(st.lists(st.integers(1, 30), min_size=1, max_size=6), min_size=1, max_size=12)


@patient
@given(sizes, st.integers(5, 60), st.sets(st.integers(1, 40)))
def test_a_chunk_begins_at_each_border(
    sizes: list[list[int]], budget: int, borders: set[int]
) -> None:
    document = article(*sizes)
    chunks, oversized = split_into_chunks(document, words, budget, borders=borders)
    fitting = {sentence.number for chunk in chunks for sentence in chunk.sentences}
    assert len(fitting) + len(oversized) == len(document.sentences)
    firsts = {chunk.sentences[0].number for chunk in chunks}
    assert firsts >= borders & fitting
    assert all(chunk.tokens <= budget for chunk in chunks)


@patient
@given(sizes, st.integers(5, 60))
def test_every_sentence_is_in_one_chunk_or_reported(sizes: list[list[int]], budget: int) -> None:
    document = article(*sizes)
    chunks, oversized = split_into_chunks(document, words, budget)
    seen = [sentence for chunk in chunks for sentence in chunk.sentences]
    too_long = [sentence for sentence, _ in oversized]
    assert sorted([*seen, *too_long], key=lambda s: s.number) == list(document.sentences)
    assert [s.number for s in seen] == sorted(s.number for s in seen)
    assert all(tokens > budget for _, tokens in oversized)


@patient
@given(sizes, st.integers(5, 60))
def test_no_chunk_is_above_the_budget(sizes: list[list[int]], budget: int) -> None:
    for count in (words, bytes_in_pairs):
        chunks, _ = split_into_chunks(article(*sizes), count, budget)
        for chunk in chunks:
            assert chunk.tokens == count(chunk.text)
            assert chunk.tokens <= budget


def test_chunks_are_numbered_and_hold_their_sentences_words(feature: Document) -> None:
    chunks, oversized = split_into_chunks(feature, words, 400)
    assert not oversized
    assert [chunk.index for chunk in chunks] == list(range(len(chunks)))
    for chunk in chunks:
        assert chunk.text == join_sentences(feature, chunk.sentences)
    assert sum(words(chunk.text) for chunk in chunks) == sum(
        words(feature.sentence_text(sentence)) for sentence in feature.sentences
    )


def test_a_sentence_that_fits_nowhere_is_reported_and_the_rest_is_kept() -> None:
    document = article([5], [40], [6])
    chunks, oversized = split_into_chunks(document, words, 12)
    assert [(one.number, tokens) for one, tokens in oversized] == [(2, 40)]
    assert [s.number for chunk in chunks for s in chunk.sentences] == [1, 3]


def test_nothing_fits() -> None:
    chunks, oversized = split_into_chunks(article([20], [30]), words, 10)
    assert chunks == []
    assert len(oversized) == 2


def test_an_article_that_fits_is_one_chunk(harbour: Document) -> None:
    (chunk,), _ = split_into_chunks(harbour, words, 5000)
    assert chunk.sentences == harbour.sentences


@pytest.mark.parametrize("budget", [300, 700, 1200, 2000])
def test_chunks_are_well_filled(feature: Document, budget: int) -> None:
    chunks, _ = split_into_chunks(feature, words, budget)
    sizes = [chunk.tokens for chunk in chunks]
    assert min(sizes) > 0.29 * budget
    assert sum(sizes) / len(sizes) > 0.65 * budget


def test_chunks_end_at_paragraphs_where_they_can(feature: Document) -> None:
    chunks, _ = split_into_chunks(feature, words, 700)
    for before, after in pairwise(chunks):
        assert before.sentences[-1].paragraph != after.sentences[0].paragraph


def sections(*sizes: int) -> Document:
    """Sections of so many paragraphs of one sentence of ten words, each under a heading."""
    paragraph = " ".join(["Word"] + ["word"] * 9) + "."
    parts = [
        "\n\n".join([f"## Part {number}", *[paragraph] * size])
        for number, size in enumerate(sizes, 1)
    ]
    return read(text="# The whole\n\n" + "\n\n".join(parts) + "\n")


def test_chunks_begin_with_sections_where_they_can() -> None:
    document = sections(7, 10, 8)
    chunks, _ = split_into_chunks(document, words, 110)
    firsts = [document.sentence_text(chunk.sentences[0]) for chunk in chunks]
    assert firsts == ["The whole", "Part 2", "Part 3"]


def test_no_chunk_ends_with_a_heading() -> None:
    document = sections(4, 4, 4, 4, 4, 4)
    for budget in range(24, 90, 7):
        chunks, _ = split_into_chunks(document, words, budget)
        assert all(chunk.sentences[-1].role is Role.PROSE for chunk in chunks)


def test_a_chunk_within_a_section_is_shown_under_its_heading() -> None:
    document = sections(12)
    chunks, _ = split_into_chunks(document, words, 70)
    assert [chunk.headings for chunk in chunks] == ["", "The whole\n\nPart 1"]
    texts = [chunk.prompt_text.split("\n\n") for chunk in chunks]
    assert texts[0][:2] == ["The whole", "Part 1"]
    assert texts[1][:2] == ["The whole", "Part 1"]
    assert texts[1][2].startswith("Word word")
    assert all(chunk.tokens == words(chunk.text) for chunk in chunks)
    assert all(words(chunk.prompt_text) <= 70 for chunk in chunks)


def test_headings_are_left_out_where_there_is_no_room() -> None:
    document = sections(3)
    chunks, _ = split_into_chunks(document, words, 10)
    assert [chunk.prompt_text.split()[0] for chunk in chunks[-2:]] == ["Word", "Word"]


strengths = st.tuples(st.sampled_from(list(Boundary)), st.integers(0, 3))
places = st.lists(st.tuples(st.integers(0, 50), strengths), max_size=80)


@patient
@given(places, st.integers(50, 200))
def test_cut_covers_all_in_order_within_the_budget(
    places: list[tuple[int, tuple[int, int]]], budget: int
) -> None:
    sizes, borders = [size for size, _ in places], [border for _, border in places]
    runs = split_at_boundaries(sizes, borders, budget)
    assert [place for run in runs for place in run] == list(range(len(sizes)))
    filled = [sum(sizes[place] for place in run) for run in runs]
    assert all(size <= budget for size in filled)
    assert all(len(run) for run in runs)
    assert all(before + after > budget for before, after in pairwise(filled))


def test_cut_takes_the_strongest_border_that_leaves_enough() -> None:
    borders = [(Boundary.PARAGRAPH, 5)] * 12
    assert split_at_boundaries([10] * 12, borders, 100) == [range(6), range(6, 12)]  # all alike
    borders[4] = (Boundary.PARAGRAPH, 6)
    assert split_at_boundaries([10] * 12, borders, 100) == [range(4), range(4, 12)]
    borders[8] = (Boundary.SECTION, 0)
    assert split_at_boundaries([10] * 12, borders, 100) == [range(8), range(8, 12)]
    borders[1] = (Boundary.SECTION, 9)  # too near the beginning
    assert split_at_boundaries([10] * 12, borders, 100) == [range(8), range(8, 12)]


def test_cut_gives_what_is_too_large_a_run_of_its_own() -> None:
    alike = [(Boundary.PARAGRAPH, 0)] * 3
    assert split_at_boundaries([3, 20, 3], alike, 10) == [range(1), range(1, 2), range(2, 3)]
    assert split_at_boundaries([], [], 10) == []


def invented(rng: random.Random) -> str:
    """A paragraph of one to six sentences that no other is like."""
    return " ".join(
        " ".join(rng.choice(VOCABULARY) for _ in range(rng.randint(4, 24))).capitalize() + "."
        for _ in range(rng.randint(1, 6))
    )


VOCABULARY = [
    a + b for a in ("har", "mel", "tor", "vin", "ost") for b in ("ba", "del", "gin", "mo")
]


def shown_in(paragraphs: Sequence[str], budget: int) -> list[str]:
    chunks, _ = split_into_chunks(read(text="\n\n".join(paragraphs) + "\n"), words, budget)
    return [chunk.prompt_text for chunk in chunks]


@pytest.mark.parametrize("kind", ["changed", "added", "removed"])
def test_an_edit_changes_its_chunk_and_hardly_another(kind: str) -> None:
    rng = random.Random(kind)
    paragraphs = [invented(rng) for _ in range(160)]
    for number in range(20, 160, 35):
        paragraphs[number] = f"Chapter {number}"
    before = set(shown_in(paragraphs, 300))
    assert len(before) > 25
    new: list[int] = []
    for place in range(4, 160, 13):
        edited = list(paragraphs)
        if kind == "changed":
            words_of = edited[place].split()
            edited[place] = " ".join([*words_of[:-3], "altogether", "otherwise", words_of[-1]])
        elif kind == "added":
            edited.insert(place, "This is quite new here, and was not known before.")
        else:
            del edited[place]
        new.append(len(set(shown_in(edited, 300)) - before))
    assert sum(new) / len(new) <= 1.7
    assert sorted(new)[-2] <= 3


def test_what_comes_before_and_after_does_not_move_the_borders_between() -> None:
    rng = random.Random(6)
    paragraphs = [invented(rng) for _ in range(120)]
    whole = shown_in(paragraphs, 300)
    rest = shown_in(paragraphs[40:], 300)
    assert len(set(rest) & set(whole)) >= len(rest) - 2
    rest = shown_in(paragraphs[:80], 300)
    assert len(set(rest) & set(whole)) >= len(rest) - 2


def test_one_long_paragraph_is_cut_in_equal_parts() -> None:
    """There is no border to wait for: the last sentence must not stand alone."""
    assert split_evenly([10] * 11, [0.0] + [0.08] * 10, 100) == [range(6), range(6, 11)]


@patient
@given(st.lists(st.integers(0, 50), max_size=60), st.integers(50, 200), st.data())
def test_pack_covers_all_in_order_within_the_budget(
    sizes: list[int], budget: int, data: st.DataObject
) -> None:
    costs = st.sampled_from([0.0, 0.04, 0.08, 0.16])
    borders = data.draw(st.lists(costs, min_size=len(sizes), max_size=len(sizes)))
    runs = split_evenly(sizes, borders, budget)
    assert [place for run in runs for place in run] == list(range(len(sizes)))
    assert all(sum(sizes[place] for place in run) <= budget for run in runs)
    assert all(len(run) for run in runs)
    # Of two neighbours that would fit together one can be spared, but not many.
    assert len(runs) <= 2 * -(-sum(sizes) // budget) + 1


def test_pack_gives_what_is_too_large_a_run_of_its_own() -> None:
    assert split_evenly([3, 20, 3], [0.0] * 3, 10) == [range(1), range(1, 2), range(2, 3)]


def test_pack_of_nothing() -> None:
    assert split_evenly([], [], 10) == []


def test_halved_never_cuts_an_item() -> None:
    assert halve_until_fitting(["aaaa", "b"], lambda some: len("".join(some)), 2) == [
        ["aaaa"],
        ["b"],
    ]


def test_joined_keeps_paragraphs_apart_and_lines_together() -> None:
    document = read(text="Ito won\nthe race. Lee was second.\n\nIt rained.\n")
    assert join_sentences(document, document.sentences) == (
        "Ito won the race. Lee was second.\n\nIt rained."
    )
    assert join_sentences(document, ()) == ""


def test_what_does_not_fit_one_chunk_is_cut_into_smaller_parts(feature: Document) -> None:
    whole, _ = split_into_chunks(feature, words, 5000, 400)
    assert len(whole) == 1
    parts, _ = split_into_chunks(feature, words, 2000, 400)
    assert parts == split_into_chunks(feature, words, 400)[0]


def test_a_sentence_longer_than_a_part_is_read_by_itself() -> None:
    chunks, oversized = split_into_chunks(article([10, 45, 10], [10, 10]), words, 60, 30)
    assert not oversized
    assert max(chunk.tokens for chunk in chunks) == 45
    assert sum(len(chunk.sentences) for chunk in chunks) == 5


def test_lines_of_the_source_stay_lines_and_paragraphs_paragraphs() -> None:
    """In talk an empty line for each would be a token in twenty."""
    document = read(text="Ana: It rained.\nBo: Yes. Lee won.\n\nIto was second.\n")
    (chunk,), _ = split_into_chunks(document, words, 70)
    assert chunk.text == "Ana: It rained.\nBo: Yes. Lee won.\n\nIto was second."
