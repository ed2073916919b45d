"""Author, date and publication of plain text."""

from __future__ import annotations

import pytest

from summarize.document import Metadata
from summarize.sources import read
from summarize.sources.text.head_lines import read_date, read_names
from support.plain_shapes import FIRST, SECOND, SENTENCES, prose

BODY = f"{FIRST}\n\n{SECOND}"
TITLE = "Fares to rise on the sound"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{TITLE}\nBy Jane Doe and Ravi Patel, Road Editor\nPublished: 3 March 2024\n\n{BODY}",
            Metadata(TITLE, "Jane Doe, Ravi Patel", "2024-03-03"),
        ),
        (f"{TITLE}\n\n3 March 2024\n\n{BODY}", Metadata(TITLE, date="2024-03-03")),
        (
            f"Title: {TITLE}\nAuthor: Jane Doe\nDate: 2024-03-03\nSource: The Tide\n\n{BODY}",
            Metadata(TITLE, "Jane Doe", "2024-03-03", "The Tide"),
        ),
        (f"{TITLE}\n\n{BODY}\n\nSource: The Tide", Metadata(TITLE, site="The Tide")),
        (f"{TITLE}\n\nCORRAN, March 3 (Reuters) - {BODY}", Metadata(TITLE, site="Reuters")),
        (
            f"{TITLE}\nBy JANE DOE | The Tide\nMarch 3, 2024 at 6:30 p.m.\n\n{BODY}",
            Metadata(TITLE, "JANE DOE", "2024-03-03"),
        ),
        (f"{TITLE}\n\nPublished 03/04/2024\n\n{BODY}", Metadata(TITLE)),
    ],
)  # fmt: skip
def test_what_the_text_names_is_kept(text: str, expected: Metadata) -> None:
    assert read(text=text).metadata == expected
    assert [one.removeprefix("CORRAN, March 3 (Reuters) - ") for one in prose(text)] == SENTENCES


def test_a_field_in_the_middle_is_prose() -> None:
    assert "Source: the north well." in prose(f"{FIRST}\n\nSource: the north well.\n\n{SECOND}")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("on Mar 3, 2024", "2024-03-03"),
        ("Sunday, 3rd March 2024", "2024-03-03"),
        ("23/04/2024", "2024-04-23"),
        ("04/23/2024", "2024-04-23"),
        ("03/04/2024", None),
        ("3 hours ago", None),
        ("2024-13-40", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert read_date(text) == date


def test_names() -> None:
    assert (
        read_names("Jane Doe, Ravi Patel and Bo Li for The Tide") == "Jane Doe, Ravi Patel, Bo Li"
    )
    assert read_names("the 3rd of May") is None
