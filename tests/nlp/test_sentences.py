"""Sentence segmentation: boundaries, false boundaries, long quotations, lossless spans."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from summarize.document import Span, count_words
from summarize.nlp.sentences import MAX_WORDS, QUOTATION_WORDS, split_sentences
from support.paths import CASES

WEIRD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(".!?…“”\"’')] \n\r\t\u00a0\u2003\u3000\0。AaJ1\ud800\u0301😀"),
    )
)
WORDY = st.lists(
    st.sampled_from(
        ["Dr.", "He", "left.", "“Yes!”", "U.S.", "a.m.", "3.5", "(so.)", "the", "No. 3"]
    )
).map(" ".join)


def pieces(text: str, language: str = "en") -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text, language)]


def sentences(text: str, language: str = "en") -> list[str]:
    return [piece.strip() for piece in pieces(text, language)]


def golden_cases() -> Iterator[tuple[str, list[str]]]:
    for path in sorted(CASES.glob("sentences_*.txt")):
        language = path.stem.removeprefix("sentences_")
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in block.splitlines() if line and not line.startswith("##")]
            yield language, lines


@pytest.mark.parametrize(("language", "lines"), list(golden_cases()))
def test_golden_cases(language: str, lines: list[str]) -> None:
    text = "".join(f"{'' if line[0] == '+' else ' '}{line.lstrip('+')}" for line in lines)[1:]
    assert sentences(text, language) == [line.lstrip("+") for line in lines]


@pytest.mark.parametrize(
    "mark",
    [
        "\u200b",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\u200e",
        "\x01",
        " \u200b",
        "[3]\u200b",
        "\u2028",
        "\x0b",
    ],
)
@pytest.mark.parametrize("end", [".", "!", "?", "…", ".”"])
def test_a_sentence_ends_before_what_nobody_sees(end: str, mark: str) -> None:
    before, after = f"The porter left{end}{mark}", "Police found a coin in 2001."
    assert pieces(before + after) == [before, after]


def test_what_nobody_sees_ends_no_sentence_behind_an_abbreviation() -> None:
    text = "Dr.\u200bOrrell met the U.S.\u200bArmy."
    assert pieces(text) == [text]


@settings(max_examples=400, deadline=None)
@given(text=WEIRD | WORDY, language=st.sampled_from(["en", "de", "ja", "ar", "xx", ""]))
@example(text="A\u00a0J. Smith", language="en")  # the library panics at this, unguarded
@example(text="a\ud800b. C.", language="en")
@example(text="a\r\n\r\nb. c\0d.", language="en")
def test_spans_tile_the_text(text: str, language: str) -> None:
    spans = split_sentences(text, language)
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(before.end == after.start for before, after in pairwise(spans))
    assert all(len(span) for span in spans)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["word", "and,", "but;", "x" * 90, "\n", "no.", "Yes"]), max_size=900)
)
def test_no_sentence_is_longer_than_the_limit(words: list[str]) -> None:
    assert all(count_words(piece) <= MAX_WORDS for piece in pieces(" ".join(words)))


@pytest.mark.parametrize(
    "text",
    [
        "The rule in Eq. 1 is that of Eq. (2).",
        "The curves of figs . [ 3 ] and [ 4 ] agree.",
        "See Tab. 2, Thm. 3 and refs. [5] and [6].",
        "All hold for j = 1 . . . Nk, and the rest for x, . . . , y.",
    ],
)
def test_a_number_or_a_list_goes_on_behind_its_points(text: str) -> None:
    assert split_sentences(text) == (Span(0, len(text)),)


def test_nothing_gives_nothing() -> None:
    assert split_sentences("") == ()


def test_white_space_alone_is_one_piece() -> None:
    assert split_sentences(" \n\n ") == (Span(0, 4),)


def test_offsets_count_characters_not_bytes() -> None:
    assert split_sentences("Ein 😀 Satz. Noch ein Satz.") == (Span(0, 12), Span(12, 26))


def test_a_long_run_is_cut_at_its_clauses() -> None:
    clause = "they walked along the river until the light was gone"
    text = ", ".join([clause] * 30)
    found = pieces(text)
    assert len(found) == 3
    assert all(piece.rstrip().endswith("gone,") for piece in found[:-1])


def test_a_run_without_any_boundary_is_cut_all_the_same() -> None:
    assert max(len(piece) for piece in pieces("x" * 100_000)) <= 30 * MAX_WORDS


def test_a_script_without_spaces_is_held_to_the_limit_too() -> None:
    assert max(len(piece) for piece in pieces("漢" * 5_000, "zh")) <= 2 * MAX_WORDS


def test_a_short_quotation_is_kept_whole_and_a_long_one_is_cut_between_sentences() -> None:
    short = "“I left. She stayed,” he said."
    assert sentences(short) == [short]
    told = "The river rose in the night and took the bridge with it. "
    long = f"“{told * 5}Nobody slept,” he said."
    assert count_words(long) > QUOTATION_WORDS
    assert sentences(long)[1:] == [told.strip()] * 4 + ["Nobody slept,” he said."]


def test_a_window_border_cuts_no_sentence() -> None:
    sentence = "The quick brown fox jumped over the lazy dog near Dr. Smith. "
    assert set(pieces(sentence * 500)) == {sentence}


def test_a_failing_library_costs_quality_but_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    panic = type("PanicException", (BaseException,), {})

    def fail(language: str, text: str) -> None:
        raise panic

    monkeypatch.setattr("sentencex.get_sentence_boundaries", fail)
    assert pieces("One here. Two there. Three.") == ["One here. ", "Two there. ", "Three."]


def test_an_interrupt_is_not_taken_for_a_failing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(language: str, text: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sentencex.get_sentence_boundaries", interrupt)
    with pytest.raises(KeyboardInterrupt):
        split_sentences("One. Two.")


def test_importing_the_module_does_not_import_the_library() -> None:
    code = "import sys, summarize.nlp.sentences; sys.exit('sentencex' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("(ii) The motor runs. The lamp is new.", "en", "(ii) The motor runs."),
        ("(2) It rained. They left.", "en", "(2) It rained."),
        ("Its height is 38.5 m. The last coat is old.", "en", "Its height is 38.5 m."),
        ("The wind blew at 20 m/s. Boats stayed in.", "en", "The wind blew at 20 m/s."),
        ("He was b. 1850 m. Sarah Smith.", "en", "He was b. 1850 m. Sarah Smith."),
        ("Hanno detto di no. L'ufficio decide.", "it", "Hanno detto di no."),
        ("Custa aprox. 64 mil coroas. É caro.", "pt", "Custa aprox. 64 mil coroas."),
    ],
)
def test_items_units_and_small_words(text: str, language: str, first: str) -> None:
    span = split_sentences(text, language)[0]
    assert text[span.start : span.end].strip() == first
