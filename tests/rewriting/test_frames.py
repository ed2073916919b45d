"""Frames of figures: segments, years, headings, and forecasts that are replaced."""

from __future__ import annotations

import pytest

from summarize.rewriting.context_needs import find_needs
from summarize.rewriting.frames import find_segment
from summarize.rewriting.needs import score_needs
from support.checkers import checker_for


def left(text: str, number: int, *printed: int) -> float:
    """What is left of the quality of a sentence beside the printed ones."""
    annotated = checker_for(text, language="en").annotated
    own = annotated.sentence_text(number)
    return score_needs(find_needs(own, annotated.tokens(number), number, annotated), set(printed))


@pytest.mark.parametrize(
    "frame",
    [
        "Turning to Europe.",
        "In Europe, orders of new lifts fell by 3%.",
        "Europe revenue grew 4%.",
        "Revenue in Europe grew 4%.",
        "Our Europe business had a good start.",
    ],
)
def test_a_figure_needs_the_segment_that_it_is_of(frame: str) -> None:
    text = f"Kallen Lifts had a good year. {frame} Operating margin was 8.7%. We built a plant."
    assert left(text, 3) < 0.5
    assert left(text, 3, 1) < 0.5
    assert left(text, 3, 2) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Total operating margin was 8.7%.",
        "Operating margin in Asia was 8.7%.",
        "The company had a margin of 8.7%.",
        "We built 40 plants.",
    ],
)
def test_what_names_its_own_frame_needs_none(sentence: str) -> None:
    assert left(f"Kallen Lifts had a good year. Europe revenue grew 4%. {sentence}", 3) == 1


def test_a_segment_ends_where_another_topic_begins() -> None:
    text = "Europe revenue grew 4%. Turning to slide nine. Operating margin was 8.7%."
    assert left(text, 3) == 1


def test_a_segment_ends_with_its_speaker() -> None:
    turns = " ".join(f"Rosa Kim: It was fine in May {n}.\n\nOla Kvist: Yes.\n\n" for n in range(9))
    text = f"{turns}Rosa Kim: Europe revenue grew 4%.\n\nOla Kvist: Operating margin was 8.7%."
    annotated = checker_for(text, language="en").annotated
    last = max(annotated.numbers)
    assert annotated.turns
    assert left(text, last) == 1


def test_a_heading_is_a_frame() -> None:
    text = (
        "# Kallen Lifts in 2020\n\nThe year was good.\n\n## Asia\n\nOrders in Asia rose.\n\n"
        "## Europe\n\nBoats sailed from Europe. Operating margin was 8.7%.\n"
    )
    annotated = checker_for(text, language="en").annotated
    last = max(annotated.numbers)
    assert left(text, last) < 0.5
    assert left(text, last, last - 1) == 1


def test_a_figure_needs_its_year() -> None:
    text = (
        "In 2009, the agency of Kallen paid for lifts. It spent $4 million on Oslo. Now it rains."
    )
    assert left(text, 2) < 1
    assert left(text, 2, 1) == 1


def test_a_forecast_that_is_replaced_needs_what_replaces_it() -> None:
    text = (
        "Kallen Lifts expected total sales of $5 million. The weather in Kallen was mild. "
        "Kallen Lifts now expects total sales of $4 million."
    )
    assert left(text, 1) < 0.5
    assert left(text, 1, 3) == 1
    assert left(text, 3) == 1
    assert left(text.replace("now expects", "paid"), 1) == 1


def test_which_segment_a_sentence_names() -> None:
    annotated = checker_for("Global Lifts revenue grew 4%. Margins fell.", language="en").annotated
    assert find_segment(annotated.sentence_text(1), annotated.tokens(1)) == {"global", "lift"}
    assert find_segment(annotated.sentence_text(2), annotated.tokens(2)) is None


def test_what_the_next_sentence_takes_back_needs_it() -> None:
    text = "Historically, the pier was open to all. In recent years, however, it is closed."
    assert left(text, 1) < 0.5
    assert left(text.replace(", however,", ""), 1) < 0.5
    assert left(text.replace("In recent years, however,", "In May"), 1) == 1
    assert left(text.replace("Historically, the", "The"), 1) == 1
