"""Joins: two sentences make one statement only if what links them is certainly the same thing."""

from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from summarize.results import Claim, Verdict
from summarize.verification.alignment import align
from summarize.verification.joins import complete_parts
from support.checkers import checker_for

TEXT = "\n\n".join(
    [
        "The council of Norvik approved a tram line on Monday. The line will cost 240 million"
        " euros. Mayor Anna Berg praised the plan. She thanked the crew for its patience.",
        "The council of Sandvik approved a bus line on Tuesday. The council promised to repair 12"
        " bridges. Lars Holm opened the new pier on Sunday.",
        "Ruth Amberley blamed the trust for the delay. Amberley resigned in June from the council.",
        "Two men were arrested in March. The owner, Anne Fell, sold the moss for 2 million pounds.",
        "Novak Steel bought a mill in Kallen. In 2021 the company closed three mines. A week later"
        " Peter Roth left the board.",
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        # names need no antecedent
        "Mayor Anna Berg praised the plan, and Lars Holm opened the new pier on Sunday.",
        # what follows its antecedent in the document, too
        "The council of Norvik approved a tram line on Monday, and the line will cost 240 million"
        " euros.",
        "Mayor Anna Berg praised the plan. Lars Holm opened the new pier on Sunday.",
        "Mayor Anna Berg praised the plan. She thanked the crew for its patience.",
        # the subject of both
        "Ruth Amberley blamed the trust for the delay and resigned in June from the council.",
    ],
)
def test_what_may_be_joined(text: str) -> None:
    assert checker_for(TEXT).check(Claim(text)).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "text",
    [
        # another line, another council, another person
        "The council of Sandvik approved a bus line on Tuesday, and the line will cost 240 million"
        " euros.",
        "The council of Norvik approved a tram line on Monday, and the council promised to repair"
        " 12 bridges.",
        "Lars Holm opened the new pier on Sunday, and she thanked the crew for its patience.",
        "Lars Holm opened the new pier on Sunday and thanked the crew for its patience.",
        # the same behind a time, which may be another as well
        "The council of Norvik approved a tram line on Monday, and in 2021 the company closed three"
        " mines.",
        "Lars Holm opened the new pier on Sunday, and a week later Peter Roth left the board.",
        # two sentences, joined by nothing
        "Ruth Amberley blamed the trust for the delay. She thanked the crew for its patience.",
        # more than "and"
        "Mayor Anna Berg praised the plan after Lars Holm opened the new pier on Sunday.",
        "Mayor Anna Berg praised the plan because Lars Holm opened the new pier on Sunday.",
        # a part without a verb of its own
        "Two men in March, and the owner, Anne Fell, sold the moss for 2 million pounds.",
    ],
)
def test_what_may_not(text: str) -> None:
    assert checker_for(TEXT).check(Claim(text)).verdict is not Verdict.SUPPORTED


def test_a_part_without_subject_gets_that_of_the_part_before() -> None:
    annotated = checker_for(TEXT).annotated
    text = "Ruth Amberley blamed the trust for the delay and resigned in June from the council"
    parts = next(way for way in align(tokenize(text), annotated) if len(way) == 2)
    completed = complete_parts(parts, annotated)
    assert completed is not None
    words = [token.plain for token in completed[1].tokens]
    assert words[:3] == ["ruth", "amberley", "resigned"] or words[:2] == ["amberley", "resigned"]
    assert complete_parts((), annotated) == ()
