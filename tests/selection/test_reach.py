"""How much of what matters the printed sentences speak of, and what they leave out."""

from __future__ import annotations

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.results import Reach
from summarize.selection.candidates import CandidateBuilder
from summarize.selection.reach import measure_reach
from summarize.sources import read
from summarize.verification.checker import Checker
from support.checkers import checker_for

SUBJECTS = "ferry bridge school library brewery harbour station museum theatre orchard".split()
WORKS = "repair paint close sell insure measure extend rename visit flood".split()
PLACES = "Kallen Brannick Veldrin Marrin Osterwerth Dornitz Tessin Pellmouth Sorel Hessary".split()


def sentences(subject: str) -> str:
    """Ten sentences about a subject, each with its own words."""
    return "\n".join(
        f"The {subject} of {place}{subject} will {work} its {len(subject)}{at} {place}{work}s."
        for at, (work, place) in enumerate(zip(WORKS, PLACES, strict=True))
    )


def reach(
    text: str, *printed: int, language: str = "en", claimed: tuple[int, ...] = ()
) -> Reach | None:
    checker = Checker(AnnotatedDocument(read(text=text, language=language)))
    shown = [checker.quote_sentence(number) for number in printed]
    claims = [checker.quote_sentence(number) for number in claimed]
    return measure_reach(CandidateBuilder(checker), shown, 60, claims)


def every(text: str) -> list[int]:
    return list(checker_for(text, language="en").annotated.numbers)


def test_all_of_it() -> None:
    text = sentences("ferry")
    found = reach(text, *every(text))
    assert found is not None
    assert found.share == pytest.approx(1.0)
    assert not found.is_little


def test_more_sentences_reach_further() -> None:
    text = "\n\n".join(map(sentences, SUBJECTS))
    one, three = reach(text, 1), reach(text, 1, 30, 60)
    assert one is not None
    assert three is not None
    assert one.share < three.share
    assert one.is_little


def test_an_ordinary_summary_is_no_little_one() -> None:
    text = sentences("ferry") + "\n" + sentences("bridge")
    found = reach(text, 1, 5, 9, 12, 17)
    assert found is not None
    assert not found.is_little


def test_sections_without_a_sentence() -> None:
    text = "\n\n".join(f"# The {one}\n\n{sentences(one)}" for one in SUBJECTS[:4])
    numbers = every(text)
    found = reach(text, numbers[0], numbers[-1])
    assert found is not None
    assert (found.sections, found.sections_without) == (4, 2)


def test_the_longest_stretch_without_one() -> None:
    text = sentences("ferry") + "\n" + sentences("bridge")
    found = reach(text, 3, 18)
    assert found is not None
    assert (found.line, found.last_line, found.page, found.sections) == (4, 17, None, 0)
    end = reach(text, 1, 2)
    assert end is not None
    assert (end.line, end.last_line) == (3, 20)


def test_what_a_claim_tells_is_not_left_out() -> None:
    text = sentences("ferry") + "\n" + sentences("bridge")
    alone, beside = reach(text, 3, 18), reach(text, 3, 18, claimed=(9,))
    assert alone is not None
    assert beside is not None
    assert (beside.line, beside.last_line) == (10, 17)
    assert beside.share == alone.share  # of the summary
    parts = "\n\n".join(f"# The {one}\n\n{sentences(one)}" for one in SUBJECTS[:4])
    numbers = every(parts)
    found = reach(parts, numbers[0], claimed=(numbers[-1],))
    assert found is not None
    assert found.sections_without == 2


def test_without_sentences_nothing_is_measured() -> None:
    assert reach(sentences("ferry")) is None


def test_no_warning_where_nobody_has_measured_the_language() -> None:
    text = "\n\n".join(map(sentences, SUBJECTS))
    found = reach(text, 1, language="de")
    assert found is not None
    assert not found.is_little
