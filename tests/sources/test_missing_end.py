"""Plain texts that end in the middle."""

from __future__ import annotations

import pytest

from summarize.sources import read
from support.plain_shapes import FIRST, SECOND, SENTENCES, prose

BODY = f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "end",
    [
        " The next boat is in the [truncated]",
        "\n\n... [12 more lines]",
        "\n\nContinue reading",
        " The board said it would…\n\nRead the full story at The Tide",
        " The board said it woul… [+1234 chars]",
        " It was founded in 1981 by the widow of the",
        " The board said […]",
        " It was an extra-\n",
    ],
)
def test_a_missing_end_is_told_and_no_stretch_of_it_read(end: str) -> None:
    document = read(text=BODY + end, language="en")
    assert document.cut_off
    assert prose(BODY + end) == SENTENCES


@pytest.mark.parametrize(
    "end",
    [
        "",
        " It was an odd day…",
        "\n\nRead more: Who ate the eels?",
        "\n\nMilk and bread",
        " And so on",
    ],
)
def test_an_end_that_may_be_one_is_left_alone(end: str) -> None:
    assert not read(text=BODY + end, language="en").cut_off


def test_a_text_that_is_nothing_but_a_beginning_is_read() -> None:
    assert prose("The council met in the") == ["The council met in the"]
