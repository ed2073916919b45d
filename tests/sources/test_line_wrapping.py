"""Line ends in plain text: overlong lines."""

from __future__ import annotations

from summarize.document import Span
from summarize.sources.text.line_wrapping import (
    MAX_PARAGRAPH,
    PIECE_LENGTH,
    split_long_line,
)


def test_an_endless_line_is_not_cut_inside_a_quotation_or_at_an_initial() -> None:
    quoted = "“It is late. " + "We went home again. " * 80 + "So we did.” "
    text = quoted + "The ship of M. D. Ahlgren came home. " * 80
    text = text.strip()
    found = [text[one.start : one.end] for one in split_long_line(text, Span(0, len(text)))]
    assert len(text) > MAX_PARAGRAPH
    assert found[0].startswith(quoted.strip())
    assert all(one.endswith(("So we did.”", "came home.")) for one in found)
    assert all(len(one) >= PIECE_LENGTH for one in found[:-1])
    assert "".join("".join(found).split()) == "".join(text.split())


def test_a_text_without_spaces_is_divided_too() -> None:
    text = "今日も船は出ます。" * 500
    found = list(split_long_line(text, Span(0, len(text))))
    assert len(found) > 3
    assert all(text[one.end - 1] == "。" for one in found)


def test_a_line_without_ends_stays_whole() -> None:
    assert list(split_long_line("a" * 10_000, Span(0, 10_000))) == [Span(0, 10_000)]
