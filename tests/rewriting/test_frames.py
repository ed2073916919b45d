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
    rest = text.replace("Historically, the", "The")
    assert left(text, 1) < left(rest, 1) < 0.6
    assert left(rest, 1, 2) == 1


@pytest.mark.parametrize(
    "reversal",
    [
        "However, it is closed.",
        "On the other hand, it is closed.",
        "In recent years, though, it is closed.",
        "Unfortunately, it is closed.",
    ],
)
def test_half_of_what_is_meant_needs_the_other_half(reversal: str) -> None:
    text = f"The pier of Kallen is open to all visitors. {reversal}"
    assert left(text, 1) < 0.6
    assert left(text, 1, 2) == 1
    assert left(text.replace(". ", ".\n\n"), 1) == 1  # of another paragraph
    assert 0.6 < left("The pier of Kallen is open. But it is cold.", 1) < 1


def test_a_segment_is_no_name() -> None:
    text = "Revenue in Europe grew 4%. Segment EBITA margins fell by 30 basis points."
    assert left(text, 2) < 0.5
    assert left(text, 2, 1) == 1
    assert left("The year was good for Kallen. Segment margins fell by 30 basis points.", 2) == 1


def test_a_business_within_a_region_needs_the_region() -> None:
    text = (
        "Orders in Asia were up 11%. Tower Lifts orders were up nearly 40%. "
        "Harbour Lifts orders increased 10% overall."
    )
    for number in (2, 3):
        assert left(text, number) < 0.5
        assert left(text, number, 1) == 1
    beside = text.replace("Orders in Asia", "Bridge Lifts orders")
    assert left(beside, 2) == left(beside, 3) == 1


@pytest.mark.parametrize(
    ("sentence", "is_of_all"),
    [
        ("Total orders rose 4%.", True),
        ("Overall, orders rose 4%.", True),
        ("Group revenue rose 4%.", True),
        ("The company paid 4% more in taxes and earnings rose.", True),
        ("Orders of our enterprise accounts rose 4%.", False),
        ("Orders rose 4% overall.", False),
    ],
)
def test_who_speaks_of_the_whole_company(sentence: str, is_of_all: bool) -> None:
    text = f"Revenue in Europe grew 4%. {sentence}"
    assert (left(text, 2) == 1) is is_of_all


def test_what_a_later_paragraph_takes_back_needs_it() -> None:
    text = (
        "Historically, the council of Kallen was open to all.\n\nIt met in May. It had a lamp.\n\n"
        "In recent decades, however, it is closed.\n"
    )
    assert left(text, 1) < 0.5
    assert left(text.replace(", however,", " of peace,"), 1) < 0.5
    assert left(text.replace("In recent decades, however,", "In May"), 1) == 1
