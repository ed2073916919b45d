"""Wrong words of a statement: where it is split, and asterisks round them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.document import Span
from summarize.render.highlights import mark_with_asterisks, split_at_marks
from summarize.render.sanitize import sanitize_line
from summarize.results import CheckedClaim
from support.render_samples import model_statement


def statement(text: str, *spans: tuple[int, int]) -> CheckedClaim:
    return replace(model_statement(text), wrong_spans=tuple(Span(*span) for span in spans))


@pytest.mark.parametrize(
    ("text", "spans", "shown"),
    [
        ("It cost 9 crowns.", [], "It cost 9 crowns."),
        ("It cost 9 crowns.", [(8, 9)], "It cost **9** crowns."),
        ("It cost 9 crowns.", [(0, 2), (10, 16)], "**It** cost 9 **crowns**."),
        ("It cost 9 crowns.", [(0, 17)], "**It cost 9 crowns.**"),
        ("9.9 million", [(0, 3), (4, 11)], "**9.9 million**"),  # neighbours are one
        ("It cost 9.", [(8, 9), (8, 10), (3, 7)], "It **cost 9.**"),  # overlapping, in any order
        ("It  cost\n9   crowns.", [(9, 10)], "It cost **9** crowns."),
        ("It cost 9 crowns.", [(7, 10)], "It cost **9** crowns."),  # spaces are not marked
        ("It cost 9.", [(7, 8), (3, 3)], "It cost 9."),
        ("It cost £9.", [(8, 9)], "It cost **£9**."),
        ("It cost 9% of it.", [(9, 10)], "It cost **9%** of it."),
        ("It cost £9.", [(9, 10)], "It cost **£9**."),
        ("It cost 9% of it.", [(8, 9)], "It cost **9%** of it."),
        ("The 16th.", [(4, 6)], "The **16**th."),
        ("", [], ""),
        (" \x07 ", [(0, 3)], ""),
        ("a\x1b[31mb c", [(6, 7)], "a**b** c"),
    ],
)
def test_marked(text: str, spans: list[tuple[int, int]], shown: str) -> None:
    assert mark_with_asterisks(statement(text, *spans)) == shown


PLAIN = st.text(st.sampled_from("ab9£ .,\n\t"), max_size=30)


@given(PLAIN, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_the_pieces_are_the_statement(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [(min(end), max(end)) for end in ends if max(end) <= len(text)]
    found = split_at_marks(statement(text, *spans))
    assert "".join(words for words, _ in found) == sanitize_line(text)
    for words, wrong in found:
        assert words
        assert not wrong or words == words.strip()
    assert all(wrong != following for (_, wrong), (_, following) in pairwise(found))
    wanted = {text[place] for first, last in spans for place in range(first, last)}
    assert wanted - set(" \n\t") <= set("".join(words for words, wrong in found if wrong))


@given(
    st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3)
)
def test_any_text_comes_out_clean(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [(min(end), max(end)) for end in ends if max(end) <= len(text)]
    shown = mark_with_asterisks(statement(text, *spans))
    assert shown == sanitize_line(shown)
