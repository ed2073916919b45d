from __future__ import annotations

import pytest

from summarize.rewriting.edits.quotation_marks import balance_quotation_marks


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ('Kim said: "We won the race.', 'Kim said: "We won the race."'),
        ("Kim said: “We won the race.", "Kim said: “We won the race.”"),
        ("Kim said: ‘It’s our race.", "Kim said: ‘It’s our race.’"),
        ("“We won [the race].", "“We won [the race].”"),
    ],
)
def test_the_end_of_a_quotation_that_goes_on(text: str, whole: str) -> None:
    assert balance_quotation_marks(text, goes_on=True, began=False) == whole
    assert balance_quotation_marks(text, goes_on=False, began=False) is None


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ('We won the race," Kim said.', '"We won the race," Kim said.'),
        ("We won the race,” Kim said.", "“We won the race,” Kim said."),
        ('We won the race."', '"We won the race."'),
    ],
)
def test_the_beginning_of_a_quotation_that_began_before(text: str, whole: str) -> None:
    assert balance_quotation_marks(text, goes_on=False, began=True) == whole
    assert balance_quotation_marks(text, goes_on=False, began=False) is None


@pytest.mark.parametrize(
    "text",
    [
        "Kim won the race.",
        "Kim said: “We won the race.”",
        'Kim said "we won" and "we go".',
        "The boys' race is the girls' race.",
        "It's Kim's.",
        "Kim said: “We won the race",  # breaks off
        "race,” said Kim. “We go",
        "The wall is 6' high and 9\" wide.",
        "",
    ],
)
def test_where_none_is_missing_none_is_added(text: str) -> None:
    assert balance_quotation_marks(text, goes_on=True, began=True) is None
