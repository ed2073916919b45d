"""Main content extraction from the text of a whole web page."""

from __future__ import annotations

import pytest

from summarize.document import Span
from summarize.sources.layout import group_lines
from summarize.sources.text import parse_text
from summarize.sources.text.main_content import (
    LINE_FEATURES,
    WEIGHTS,
    compute_probabilities,
    extract_border_features,
    extract_features,
    find_lines_outside,
)

MENU = """Log in
Home
News
Harbour
Tides
Letters
Small ads
Fishing
Weather
Our people
The archive
Subscribe
Facebook
Twitter"""
TITLE = "Ferry across the sound to stop in spring after a century"
ARTICLE = "\n".join(
    [
        "The ferry across the sound will stop in the spring, the harbour board said on Monday, "
        "after more than a hundred years in which it was late on most days.",
        "“It is not the boat, it is the landing,” said Ann Oto, who has run it since 2003. “The "
        "piles are rotten, and nobody wants to pay for new ones.”",
        "The landing was built in 1911 and mended twice. The board asked the county for £2.4 "
        "million in May, but the county said that it had no money for a ferry for ninety people.",
        "People on the island are not sure what they will do. Some have boats of their own, and "
        "some said that they would swim.",
        "“We were never asked,” said Bo Li, who keeps the shop by the landing and the only pump.",
    ]
)
FOOT = """Share this article
Facebook
Twitter
Most read
Council to sell the old customs house
Five walks along the shore
Who ate the eels?
Big cod caught off Corran
About us
Contact us
Privacy policy
Terms of use
© 2024 The Sound Courier. All rights reserved."""
PAGE = f"{MENU}\n{TITLE}\n{ARTICLE}\n{FOOT}"


def gone(text: str) -> set[str]:
    lines = [line for block in group_lines(text) for line in block]
    return {text[one.span.start : one.span.end] for one in find_lines_outside(text, lines)}


def test_what_is_above_and_below_the_article_of_a_page_goes() -> None:
    found = gone(PAGE)
    assert not found & {TITLE, *ARTICLE.splitlines()}
    assert {
        "Harbour",
        "Our people",
        "The archive",
        "Council to sell the old customs house",
    } <= found
    assert parse_text(PAGE).metadata.title == TITLE


def test_the_article_by_itself_is_left_alone() -> None:
    assert gone(f"{TITLE}\n{ARTICLE}") == set()


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"Chapter {i}" for i in range(40)) + "\n" + ARTICLE,
        "\n".join(f"{name}\n{ARTICLE}" for name in ("Ann", "Bo", "Cy", "Di")),
        "\n".join([*("Flour", "Milk", "Eggs", "Salt", "Two pears") * 5, ARTICLE]),
        MENU,
        f"{MENU}\nThe ferry stays.",
    ],
    ids=["contents", "names", "list", "nothing but a menu", "hardly an article"],
)
def test_what_is_no_page_with_an_article_is_left_alone(text: str) -> None:
    assert gone(text) == set()


def test_chances_are_those_of_all_stretches_added_up() -> None:
    """Against the definition: every stretch weighed one by one."""
    import math

    lines = [TITLE, *ARTICLE.splitlines(), "About us", "Contact us"]
    rows = extract_features(lines, [None] * 6 + ["menu", "contact"])
    firsts, lasts = extract_border_features(rows)

    def dot(row: tuple[float, ...], weights: tuple[float, ...]) -> float:
        return sum(a * b for a, b in zip(row, weights, strict=True))

    weight = {
        (i, j): math.exp(
            sum(dot(row, WEIGHTS.inside) for row in rows[i : j + 1])
            + dot(firsts[i], WEIGHTS.first)
            + dot(lasts[j], WEIGHTS.last)
        )
        for i in range(len(rows))
        for j in range(i, len(rows))
    }
    total = sum(weight.values())
    for k, chance in enumerate(compute_probabilities(rows, WEIGHTS)):
        expected = sum(w for (i, j), w in weight.items() if i <= k <= j) / total
        assert chance == pytest.approx(expected)


def test_a_row_has_a_value_for_every_name() -> None:
    rows = extract_features(["One line.", "Log in"], [None, "menu"])
    assert [len(row) for row in rows] == [len(LINE_FEATURES)] * 2
    assert rows[1][LINE_FEATURES.index("certain boilerplate")] == 1.0


def test_long_pages_and_odd_lines_do_no_harm() -> None:
    assert "x" in gone("\n".join(["Log in", "About us", *["x"] * 3000, ARTICLE]))
    assert find_lines_outside("", []) == ()
    assert find_lines_outside("a", [Span(0, 1)]) == ()
