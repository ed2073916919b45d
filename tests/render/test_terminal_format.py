"""A summary on a terminal: golden files, widths, colours, escape sequences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from summarize.document import Span
from summarize.render import terminal_format
from summarize.results import Evidence, Origin, Summary, Verdict
from support.consoles import COLOUR, SGR, WIDTHS, join_lines, render_on_console
from support.render_samples import (
    EMPTY,
    ESCAPES,
    FULL,
    GAPPED,
    HOSTILE_LINES,
    PARAGRAPHS,
    SECTIONS,
    TRANSLATED,
    UNCHECKED,
    assert_golden,
    build_hostile_summary,
    evidence,
    model_statement,
    source_statement,
)


def render_to_text(summary: Summary, width: int = 80, verbose: bool = False) -> str:
    return render_on_console(
        lambda console: terminal_format.render_summary(summary, console, verbose), width
    )


def render_in_colour(summary: Summary, **environment: str) -> str:
    return render_on_console(
        lambda console: terminal_format.render_summary(summary, console), 80, environment
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_full(width: int) -> None:
    assert_golden(f"full-{width}.rich.txt", render_to_text(FULL, width))


@pytest.mark.parametrize("width", WIDTHS)
def test_gaps(width: int) -> None:
    assert_golden(f"gaps-{width}.rich.txt", render_to_text(GAPPED, width))


@pytest.mark.parametrize("width", [60, 80])
def test_paragraphs(width: int) -> None:
    assert_golden(f"paragraphs-{width}.rich.txt", render_to_text(PARAGRAPHS, width))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_sections(width: int) -> None:
    assert_golden(f"sections-{width}.rich.txt", render_to_text(SECTIONS, width))


def test_paragraphs_change_nothing_but_lines() -> None:
    """An empty line more between paragraphs, and lines that begin elsewhere."""
    assert render_to_text(PARAGRAPHS).split() == render_to_text(FULL).split()
    body, whole = (render_to_text(one).partition("Key claims")[0] for one in (PARAGRAPHS, FULL))
    assert body.count("\n\n") == whole.count("\n\n") + 2


def test_verbose() -> None:
    assert_golden("verbose-80.rich.txt", render_to_text(FULL, 80, verbose=True))


def test_empty() -> None:
    assert_golden("empty-80.rich.txt", render_to_text(EMPTY))


@pytest.mark.parametrize("width", WIDTHS)
def test_translated(width: int) -> None:
    assert_golden(f"translated-{width}.rich.txt", render_to_text(TRANSLATED, width))


@pytest.mark.parametrize("width", WIDTHS)
def test_unchecked(width: int) -> None:
    assert_golden(f"unchecked-{width}.rich.txt", render_to_text(UNCHECKED, width))


@pytest.mark.parametrize("width", [20, 43, 60, 80, 96, 100, 140, 300])
@pytest.mark.parametrize(
    "summary",
    [FULL, GAPPED, EMPTY, SECTIONS, UNCHECKED, TRANSLATED, build_hostile_summary("word " * 90)],
)
def test_lines_fit_and_end_without_spaces(summary: Summary, width: int) -> None:
    for line in render_to_text(summary, width, verbose=True).splitlines():
        assert cell_len(line) <= min(width, 100)
        assert line == line.rstrip()


def test_colour_changes_no_character() -> None:
    text = render_in_colour(FULL)
    assert COLOUR.search(text)
    assert SGR.sub("", text) == render_to_text(FULL)


def test_no_color_is_respected() -> None:
    text = render_in_colour(FULL, NO_COLOR="1")
    assert not COLOUR.search(text)
    assert SGR.sub("", text) == render_to_text(FULL)


def test_the_words_of_the_article_are_slanted_and_said_to_be_its_own() -> None:
    assert "\x1b[3mThe old mast, which stood for 61\x1b[0m" in render_in_colour(FULL)
    assert "[3] line 11, word for word" in render_to_text(FULL)
    shortened = replace(source_statement(5), text="The old mast fell.")
    text = join_lines(render_to_text(replace(FULL, sentences=(shortened,))))
    assert "[1] line 11, the article's own words: “The old mast, which stood" in text


def test_claims_in_the_words_of_the_article_are_not_quoted_twice() -> None:
    text = join_lines(render_to_text(replace(FULL, sentences=(), claims=(source_statement(5),))))
    assert text.count("The old mast, which stood for 61 years") == 1
    assert "line 11, word for word" in text


def test_no_claims_no_section() -> None:
    assert "Key claims" not in render_to_text(replace(FULL, claims=()))


def test_doubtful_statements_are_marked_by_words() -> None:
    doubtful = replace(model_statement("The kites are red.", 2), verdict=Verdict.UNSURE)
    text = render_to_text(replace(FULL, sentences=(doubtful,), claims=(doubtful,)))
    assert "The kites are red.[1] [can't tell]" in text
    assert " 1 ? The kites are red. [can't tell]" in text


def test_numbers_of_claims_are_aligned() -> None:
    text = render_to_text(replace(FULL, claims=(model_statement("It flies.", 2),) * 10))
    assert "\n  9 ✓ It flies." in text
    assert "\n 10 ✓ It flies." in text


def test_dropped_statements_are_listed_only_when_asked_for() -> None:
    reason = "number 16 is not in the cited sentence"
    assert reason not in render_to_text(FULL)
    assert reason in join_lines(render_to_text(FULL, verbose=True))


def test_repairs_are_listed_only_when_asked_for() -> None:
    assert "19 September" not in render_to_text(FULL)
    text = join_lines(render_to_text(FULL, verbose=True))
    assert "- The council will decide on 19 September. (the cited sentence says 9, not 19)" in text
    assert "-> put right: The council will decide on 9 September whether" in text
    assert "-> the article's sentence: The old mast" in text
    assert "Repaired" not in render_to_text(replace(FULL, repairs=()), verbose=True)


def test_on_a_narrow_page_every_unchecked_statement_has_a_label() -> None:
    text = join_lines(render_to_text(UNCHECKED, 39))
    assert "[unchecked: can't tell] Ana Sorel has long wanted" in text
    assert text.count("[unchecked: ") == 6


@pytest.mark.parametrize("width", [40, *WIDTHS])
def test_every_line_of_an_unchecked_statement_is_labelled(width: int) -> None:
    lines = render_to_text(UNCHECKED, width).split("\n\n")
    head, flag, body, claims, *_, tally, _figures = lines
    assert (
        join_lines(flag) == "Unchecked: what follows is printed whether or not the article says so."
    )
    assert all(line.startswith("unchecked | ") for line in body.splitlines())
    text = join_lines(body.replace("unchecked | ", ""))
    for verdict, sentence in zip(
        ("supported", "supported", "unsupported", "can't tell"), UNCHECKED.sentences, strict=True
    ):
        assert f"[{verdict}] {sentence.text}" in text
    quotes = [line for line in claims.splitlines()[1:] if not line.startswith("unchecked | ")]
    assert all(line.startswith(" " * 15) for line in quotes)
    assert join_lines(tally) == "Unchecked: 6 statements, 2 unsupported, 1 can't tell, 3 supported."
    assert "Veldrin" in head


def test_endless_quotes_are_shortened_unless_asked_for() -> None:
    long = Evidence(2, Span(0, 9000), 1, None, "kite " * 1800)
    summary = replace(FULL, sentences=(replace(model_statement("It flies."), evidence=(long,)),))
    assert "kite […]”" in join_lines(render_to_text(summary))
    assert join_lines(render_to_text(summary)).count("kite ") < 120
    whole = join_lines(render_to_text(summary, verbose=True))
    assert "[…]" not in whole
    assert whole.count("kite") >= 1800


def test_pages_are_named() -> None:
    paged = replace(model_statement("It flies."), evidence=(replace(evidence(2), page=7),))
    assert "[1] page 7: “" in render_to_text(replace(FULL, sentences=(paged,)))


@pytest.mark.parametrize("line", HOSTILE_LINES)
def test_markup_of_the_article_shows_literally(line: str) -> None:
    text = render_on_console(
        lambda console: terminal_format.render_summary(
            build_hostile_summary(line), console, verbose=True
        ),
        1000,
    )
    # title, two sentences with attributions, a claim with its own, gap, note, repair, dropped
    # with its reason and the model's name; quotes are left out, being the statements themselves
    assert join_lines(text).count(line) >= 12


def test_no_escape_of_the_article_reaches_the_terminal() -> None:
    raw = f"kite{ESCAPES}tail"
    summary = build_hostile_summary(raw)
    text = render_to_text(summary, verbose=True) + render_to_text(replace(summary, unchecked=True))
    assert set(text) - {"\n"} == {char for char in text if char.isprintable()}
    assert "kite" in text
    assert "evil" not in text
    assert "ZWNo" not in text
    assert set(SGR.sub("", render_in_colour(summary))) == set(render_to_text(summary))


def test_all_three_verdicts_look_different_without_colour() -> None:
    marks = set()
    for verdict in Verdict:
        claim = replace(model_statement("It flies.", 2), verdict=verdict, origin=Origin.MODEL)
        marks.add(
            render_to_text(replace(FULL, claims=(claim,))).split("Key claims\n")[1].split()[1]
        )
    assert len(marks) == 3
