"""Boilerplate lines of copied or scraped plain text, and lines of prose that only look like it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.document import Span
from summarize.sources import read, render_readable
from summarize.sources.boilerplate import build_rules, find_boilerplate
from support.paths import CASES, EXAMPLES

CASES = CASES / "boilerplate.txt"
PROSE = "The ferry was late again on Thursday, and the people on the quay were cold."


def lines_of(text: str) -> list[Span]:
    return [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]*\S[^\n]*", text)]


def excluded(text: str) -> dict[str, str]:
    """Line -> reason."""
    return {
        text[found.span.start : found.span.end]: found.reason.removeprefix("furniture: ")
        for found in find_boilerplate(text, lines_of(text))
    }


def golden_cases() -> Iterator[tuple[str, str]]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        reason, _, content = line.partition(" | ")
        yield reason, content


@pytest.mark.parametrize(("reason", "line"), list(golden_cases()))
def test_golden_cases(reason: str, line: str) -> None:
    expected = {} if reason == "-" else {line: reason}
    assert excluded(f"{PROSE}\n{line}\n{PROSE} Again.") == expected


def test_every_rule_has_a_golden_case() -> None:
    covered = {reason for reason, _ in golden_cases()}
    assert {rule.reason for rule in build_rules() if not rule.weak} <= covered


def test_weak_lines_count_beside_a_certain_one() -> None:
    assert excluded(f"{PROSE}\nFacebook\nShare this article\nTwitter\n{PROSE}") == {
        "Facebook": "sharing",
        "Share this article": "sharing",
        "Twitter": "sharing",
    }


def test_weak_lines_count_in_a_run() -> None:
    menu = ["Home", "News", "Sport", "Weather"]
    assert list(excluded("\n".join([*menu, PROSE]))) == menu
    assert excluded("\n".join([*menu[:3], PROSE])) == {}


def test_when_everything_would_be_excluded_nothing_is() -> None:
    assert excluded("Contact Us\nLog in\n© 2020 Nobody") == {}


def test_a_long_line_is_never_boilerplate() -> None:
    assert excluded(f"Contact Us {'and so on ' * 40}\n{PROSE}") == {}


def test_the_licence_round_an_electronic_book_is_excluded() -> None:
    begin = "*** START OF THE PROJECT GUTENBERG EBOOK EELS ***"
    end = "*** END OF THE PROJECT GUTENBERG EBOOK EELS ***"
    text = "\n".join(["Terms of a licence.", begin, PROSE, end, "More terms."])
    assert set(excluded(text)) == {"Terms of a licence.", begin, end, "More terms."}


@given(st.text(st.sampled_from("aA1 .:|©()@-–\n"), max_size=400))
def test_exclusions_are_given_lines_in_order(text: str) -> None:
    spans = [found.span for found in find_boilerplate(text, lines_of(text))]
    assert spans == sorted(spans)
    assert set(spans) <= set(lines_of(text))


def test_patterns_do_not_explode_on_repetitive_lines() -> None:
    for unit in ("a", "1", "A ", ". ", "Street, ", "By A ", "@a.", "|", "12:00 ", "(c) "):
        line = (unit * 300)[:300]
        assert len(find_boilerplate(f"{line}\n{PROSE}", lines_of(f"{line}\n{PROSE}"))) <= 1


def test_the_boilerplate_of_the_example_is_excluded_and_nothing_of_its_article() -> None:
    document = read(EXAMPLES / "harbour.txt")
    article = render_readable(document)
    for leftover in (
        "Capstan Yard", "01632", "Contact Us", "Subscribe", "Home | News", "Tess Garrowby",
        "Published:", "Share this", "Colm Hatherick", "Corvane", "Tredwick", "Notify of",
        "Leave a comment", "3 Comments", "follow-up", "Have you got a story",
    ):  # fmt: skip
        assert leftover not in article, leftover
    assert (
        document.title
        == "North breakwater to shut for 14 weeks after divers find hollow beneath it"
    )
    body = (EXAMPLES / "harbour.txt").read_text(encoding="utf-8")
    for paragraph in body.split("\n\n"):
        if len(paragraph.split()) > 20 and "\n" not in paragraph and "READ:" not in paragraph:
            assert paragraph.strip() in article


def test_lines_of_prose_that_look_a_little_like_boilerplate_stay() -> None:
    for line in (
        "Contact tracing began on Monday in all four districts of the city.",
        "Got a tip from a neighbour, the detective drove out to the farm that night.",
        "The menu offered soup | salad | bread, each for less than a shilling, said Ito.",
        "By Congress",
        "pθ(x|z) p(z) qω(z|x)",
        "Crescent Wharf, where the ferry lands, was closed all summer.",
    ):
        text = f"A quiet week in the town.\n\n{line}\n\nNothing else was heard of it."
        assert line in render_readable(read(text=text)), line


def test_a_book_behind_another_is_not_its_licence() -> None:
    start, end = (
        "*** START OF THE PROJECT GUTENBERG EBOOK {} ***",
        "*** END OF THE PROJECT GUTENBERG EBOOK {} ***",
    )
    story = "\n\n".join(
        f"On day {n} the ferry sailed to Ebbin, and it came back." for n in range(900)
    )
    books = [f"{start.format(name)}\n\n{story}\n\n{end.format(name)}" for name in ("ONE", "TWO")]
    text = "\n\n".join(books) + "\n\nThe licence of the book."
    document = read(text=text)
    kept = [document.sentence_text(sentence) for sentence in document.sentences]
    assert sum("day 899" in sentence for sentence in kept) == 2
    assert not any("licence" in sentence for sentence in kept)
