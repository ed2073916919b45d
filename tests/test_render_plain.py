from __future__ import annotations

from dataclasses import replace

import pytest
from render_samples import (
    EMPTY,
    ESCAPES,
    FULL,
    GAPPED,
    VERIFICATION,
    assert_golden,
    by_model,
    hostile,
)

from summarize.findings import Verdict, Verification
from summarize.render import plain


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("full.txt", plain.render(FULL)),
        ("gaps.txt", plain.render(GAPPED)),
        ("empty.txt", plain.render(EMPTY)),
        ("verification.txt", plain.render_verification(VERIFICATION)),
    ],
)
def test_golden(name: str, text: str) -> None:
    assert_golden(name, text)


def test_the_summary_is_one_line_and_has_no_footer() -> None:
    lines = plain.render(FULL).splitlines()
    assert lines[0] == "Kites stand watch over Veldrin harbour"
    assert lines[2] == FULL.text
    assert "Sextant" not in plain.render(FULL)


def test_title_and_summary_alone() -> None:
    text = plain.render(replace(FULL, claims=(), notes=()))
    assert text == f"Kites stand watch over Veldrin harbour\n\n{FULL.text}\n"


def test_claims_name_each_line_once() -> None:
    twice = by_model("It flies.", 6, 7)  # two sentences that begin on the same line
    assert "- It flies. (line 12)\n" in plain.render(replace(FULL, claims=(twice,)))
    assert "- It flies.\n" in plain.render(replace(FULL, claims=(by_model("It flies."),)))


def test_doubts_are_said() -> None:
    doubtful = replace(by_model("It flies.", 2), verdict=Verdict.UNSUPPORTED)
    text = plain.render(replace(FULL, sentences=(doubtful,)))
    assert "\n\nIt flies. [unsupported]\n" in text


def test_no_escape_of_the_article_gets_through() -> None:
    summary = hostile(f"kite{ESCAPES}\r\nharbour")
    text = plain.render(summary)
    text += plain.render_verification(Verification(summary.document, summary.claims))
    assert all(char == "\n" or char.isprintable() for char in text)
    assert "- kite2J harbour" not in text
    assert "- kiteJ harbour" not in text
    assert "- kite harbour (according to kite harbour) [can't tell] (line 1)\n" in text
