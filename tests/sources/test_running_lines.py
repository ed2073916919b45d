"""Page numbers and running heads in plain text, and sentences that go on over them."""

from __future__ import annotations

import pytest

from summarize.sources.text import parse_text
from support.plain_shapes import FIRST, SECOND, SENTENCES, prose, reasons, wrap

A, B = wrap(FIRST), wrap(SECOND)


def joined(*parts: str | list[str]) -> str:
    return "\n".join(line for part in parts for line in ([part] if isinstance(part, str) else part))


SHAPES = {
    "form feed": joined(A[:2], "\f" + A[2], A[3:], "", B),
    "heads on pages": joined(
        ["The Corran Report    1", ""], A[:2], ["\fThe Corran Report    2", ""], A[2:], B[:1],
        ["\fThe Corran Report    3", ""], B[1:],
    ),
    "numbers below pages": joined(A[:2], ["", "- 1 -", "\f" + A[2]], A[3:], "", B, ["", "- 2 -"]),
    "two pages": joined(["Corran News", ""], A[:2], ["\fCorran News", ""], A[2:], "", B),
    "page n of m": joined(A[:2], ["", "Page 1 of 3", ""], A[2:], B[:2], "Page 2 of 3", B[2:]),
    "dashes": joined(A[:1], "- 12 -", A[1:], "", B[:1], ["", "- 13 -", ""], B[1:]),
    "before a figure": joined(A[:2], ["", "[Page 12]", ""], A[2:], "", B),
    "head alone": joined(
        A[:2], ["", "THE CORRAN REPORT", ""], A[2:], B[:1], ["", "THE CORRAN REPORT", ""], B[1:2],
        ["", "THE CORRAN REPORT", ""], B[2:],
    ),
    "number and head": joined(
        A[:2], ["", "12", "The Corran Report", ""], A[2:], B[:1],
        ["", "13", "The Corran Report", ""], B[1:2], ["", "14", "The Corran Report", ""], B[2:],
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES.keys())
def test_sentences_go_on_over_the_end_of_a_page(text: str) -> None:
    assert prose(text) == SENTENCES


def test_what_stands_between_two_paragraphs_is_excluded_with_the_reason() -> None:
    text = joined(A, ["", "Page 3 of 9", ""], B)
    assert reasons(text) == [("page number", "Page 3 of 9")]


def test_what_stands_inside_a_paragraph_is_no_exclusion_of_its_own() -> None:
    layout = parse_text(SHAPES["dashes"])
    for one in layout.excluded:
        assert not any(p.span.start <= one.span.start < p.span.end for p in layout.paragraphs)


def test_a_column_of_numbers_has_no_page_numbers() -> None:
    rows = [line for i in range(1, 9) for line in (str(i), f"Ship {i}", str(i + 20))]
    assert not any(reason == "page number" for reason, _ in reasons("\n".join([*rows, FIRST])))


def test_a_refrain_is_no_running_head() -> None:
    verse = "The tide came in,\nThe boats went out,\nAnd nobody saw them go.\n"
    assert not reasons("\n".join(f"{verse}The bell rang on the quay.\n" for _ in range(4)))


def test_many_numbers_take_linear_time() -> None:
    parse_text("\n".join(map(str, range(20_000))))
    parse_text("\n\n".join(f"Head\n{i}" for i in range(10_000)))
