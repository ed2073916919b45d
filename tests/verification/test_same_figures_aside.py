from __future__ import annotations

import pytest

from summarize.nlp.annotated_document import Vocabulary
from summarize.nlp.normalize import tokenize
from summarize.verification.checks.same_figures_aside import same_but_for_figures, slot
from summarize.verification.comparison import Comparison

NOTHING = Vocabulary(frozenset(), (), frozenset())


def pair(part: str, source: str) -> Comparison:
    return Comparison(tokenize(part), tokenize(source), NOTHING)


@pytest.mark.parametrize(
    ("part", "source", "expected"),
    [
        ("Lee sold 5 boats on Friday", "Lee sold 6 boats on Monday", True),
        ("Lee sold 5 miles of rope", "Lee sold 6 metres of rope", True),
        ("Lee burnt 5 boats", "Lee sold 5 houses", False),
        ("5 boats", "6 boats", False),  # one word is too little to tell
        ("", "6 boats", False),
    ],
)
def test_figures_and_dates_aside(part: str, source: str, expected: bool) -> None:
    assert same_but_for_figures(pair(part, source)) is expected


@pytest.mark.parametrize(
    ("part", "place", "source", "words"),
    [
        ("Lee sold 5 boats", 2, "Lee sold 6 boats", ["6"]),
        ("Lee sold boats on Friday", 4, "Lee sold boats on Monday", ["on", "Monday"]),
        ("Friday Lee sold boats", 0, "Monday Lee sold boats", ["Monday"]),
        ("Lee left on Friday", 3, "Lee left, the firm of Ito said on Monday",
         [",", "the", "firm", "of", "Ito"]),
        ("", 0, "", []),
    ],
)  # fmt: skip
def test_slot(part: str, place: int, source: str, words: list[str]) -> None:
    compared = pair(part, source)
    assert [compared.evidence[at].surface for at in slot(compared, place)] == words
