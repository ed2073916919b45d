"""A summary on a terminal: golden files, widths, colours, escape sequences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from summarize.document import Span
from summarize.render import terminal_format
from summarize.results import Evidence, Origin, Summary, Verdict
from support.consoles import COLOUR, SGR, WIDTHS, flat, printed
from support.render_samples import (
    EMPTY,
    ESCAPES,
    FULL,
    GAPPED,
    HOSTILE_LINES,
    PARAGRAPHS,
    TRANSLATED,
    UNCHECKED,
    assert_golden,
    by_model,
    by_source,
    evidence,
    hostile,
)


def shown(summary: Summary, width: int = 80, verbose: bool = False) -> str:
    return printed(lambda console: terminal_format.render_summary(summary, console, verbose), width)


def coloured(summary: Summary, **environment: str) -> str:
    return printed(
        lambda console: terminal_format.render_summary(summary, console), 80, environment
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_full(width: int) -> None:
    assert_golden(f"full-{width}.rich.txt", shown(FULL, width))


@pytest.mark.parametrize("width", WIDTHS)
def test_gaps(width: int) -> None:
    assert_golden(f"gaps-{width}.rich.txt", shown(GAPPED, width))


@pytest.mark.parametrize("width", [60, 80])
def test_paragraphs(width: int) -> None:
    assert_golden(f"paragraphs-{width}.rich.txt", shown(PARAGRAPHS, width))


def test_paragraphs_change_nothing_but_lines() -> None:
    """An empty line more between paragraphs, and lines that begin elsewhere."""
    assert shown(PARAGRAPHS).split() == shown(FULL).split()
    body, whole = (shown(one).partition("Key claims")[0] for one in (PARAGRAPHS, FULL))
    assert body.count("\n\n") == whole.count("\n\n") + 2


def test_verbose() -> None:
    assert_golden("verbose-80.rich.txt", shown(FULL, 80, verbose=True))


def test_empty() -> None:
    assert_golden("empty-80.rich.txt", shown(EMPTY))


@pytest.mark.parametrize("width", WIDTHS)
def test_translated(width: int) -> None:
    assert_golden(f"translated-{width}.rich.txt", shown(TRANSLATED, width))


@pytest.mark.parametrize("width", WIDTHS)
def test_unchecked(width: int) -> None:
    assert_golden(f"unchecked-{width}.rich.txt", shown(UNCHECKED, width))


@pytest.mark.parametrize("width", [20, 43, 60, 80, 96, 100, 140, 300])
@pytest.mark.parametrize(
    "summary", [FULL, GAPPED, EMPTY, UNCHECKED, TRANSLATED, hostile("word " * 90)]
)
def test_lines_fit_and_end_without_spaces(summary: Summary, width: int) -> None:
    for line in shown(summary, width, verbose=True).splitlines():
        assert cell_len(line) <= min(width, 100)
        assert line == line.rstrip()


def test_colour_changes_no_character() -> None:
    text = coloured(FULL)
    assert COLOUR.search(text)
    assert SGR.sub("", text) == shown(FULL)


def test_no_color_is_respected() -> None:
    text = coloured(FULL, NO_COLOR="1")
    assert not COLOUR.search(text)
    assert SGR.sub("", text) == shown(FULL)


def test_the_words_of_the_article_are_slanted_and_said_to_be_its_own() -> None:
    assert "\x1b[3mThe old mast, which stood for 61\x1b[0m" in coloured(FULL)
    assert "[3] line 11, word for word" in shown(FULL)
    shortened = replace(by_source(5), text="The old mast fell.")
    text = flat(shown(replace(FULL, sentences=(shortened,))))
    assert "[1] line 11, the article's own words: “The old mast, which stood" in text


def test_claims_in_the_words_of_the_article_are_not_quoted_twice() -> None:
    text = flat(shown(replace(FULL, sentences=(), claims=(by_source(5),))))
    assert text.count("The old mast, which stood for 61 years") == 1
    assert "line 11, word for word" in text


def test_no_claims_no_section() -> None:
    assert "Key claims" not in shown(replace(FULL, claims=()))


def test_doubtful_statements_are_marked_by_words() -> None:
    doubtful = replace(by_model("The kites are red.", 2), verdict=Verdict.UNSURE)
    text = shown(replace(FULL, sentences=(doubtful,), claims=(doubtful,)))
    assert "The kites are red.[1] [can't tell]" in text
    assert " 1 ? The kites are red. [can't tell]" in text


def test_numbers_of_claims_are_aligned() -> None:
    text = shown(replace(FULL, claims=(by_model("It flies.", 2),) * 10))
    assert "\n  9 ✓ It flies." in text
    assert "\n 10 ✓ It flies." in text


def test_dropped_statements_are_listed_only_when_asked_for() -> None:
    reason = "number 16 is not in the cited sentence"
    assert reason not in shown(FULL)
    assert reason in flat(shown(FULL, verbose=True))


def test_repairs_are_listed_only_when_asked_for() -> None:
    assert "19 September" not in shown(FULL)
    text = flat(shown(FULL, verbose=True))
    assert "- The council will decide on 19 September. (the cited sentence says 9, not 19)" in text
    assert "-> put right: The council will decide on 9 September whether" in text
    assert "-> the article's sentence: The old mast" in text
    assert "Repaired" not in shown(replace(FULL, repairs=()), verbose=True)


def test_on_a_narrow_page_every_unchecked_statement_has_a_label() -> None:
    text = flat(shown(UNCHECKED, 39))
    assert "[unchecked: can't tell] Ana Sorel has long wanted" in text
    assert text.count("[unchecked: ") == 6


@pytest.mark.parametrize("width", [40, *WIDTHS])
def test_every_line_of_an_unchecked_statement_is_labelled(width: int) -> None:
    lines = shown(UNCHECKED, width).split("\n\n")
    head, flag, body, claims, *_, tally, _figures = lines
    assert flat(flag) == "Unchecked: what follows is printed whether or not the article says so."
    assert all(line.startswith("unchecked | ") for line in body.splitlines())
    text = flat(body.replace("unchecked | ", ""))
    for verdict, sentence in zip(
        ("supported", "supported", "unsupported", "can't tell"), UNCHECKED.sentences, strict=True
    ):
        assert f"[{verdict}] {sentence.text}" in text
    quotes = [line for line in claims.splitlines()[1:] if not line.startswith("unchecked | ")]
    assert all(line.startswith(" " * 15) for line in quotes)
    assert flat(tally) == "Unchecked: 3 of 6 statements stand, 2 do not, 1 can't be told."
    assert "Veldrin" in head


def test_endless_quotes_are_shortened_unless_asked_for() -> None:
    long = Evidence(2, Span(0, 9000), 1, None, "kite " * 1800)
    summary = replace(FULL, sentences=(replace(by_model("It flies."), evidence=(long,)),))
    assert "kite […]”" in flat(shown(summary))
    assert flat(shown(summary)).count("kite ") < 120
    whole = flat(shown(summary, verbose=True))
    assert "[…]" not in whole
    assert whole.count("kite") >= 1800


def test_pages_are_named() -> None:
    paged = replace(by_model("It flies."), evidence=(replace(evidence(2), page=7),))
    assert "[1] page 7: “" in shown(replace(FULL, sentences=(paged,)))


@pytest.mark.parametrize("line", HOSTILE_LINES)
def test_markup_of_the_article_shows_literally(line: str) -> None:
    text = printed(
        lambda console: terminal_format.render_summary(hostile(line), console, verbose=True), 1000
    )
    # title, two sentences with attributions, a claim with its own, gap, note, repair, dropped
    # with its reason and the model's name; quotes are left out, being the statements themselves
    assert flat(text).count(line) >= 12


def test_no_escape_of_the_article_reaches_the_terminal() -> None:
    raw = f"kite{ESCAPES}tail"
    summary = hostile(raw)
    text = shown(summary, verbose=True) + shown(replace(summary, unchecked=True))
    assert set(text) - {"\n"} == {char for char in text if char.isprintable()}
    assert "kite" in text
    assert "evil" not in text
    assert "ZWNo" not in text
    assert set(SGR.sub("", coloured(summary))) == set(shown(summary))


def test_all_three_verdicts_look_different_without_colour() -> None:
    marks = set()
    for verdict in Verdict:
        claim = replace(by_model("It flies.", 2), verdict=verdict, origin=Origin.MODEL)
        marks.add(shown(replace(FULL, claims=(claim,))).split("Key claims\n")[1].split()[1])
    assert len(marks) == 3
