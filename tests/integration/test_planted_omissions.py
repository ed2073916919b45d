"""Words left out of the stories in `cases/planting.txt`, by the makers of the benchmark.

A lie by omission is made of the article's own words, so nothing in it is new: what was said of
one thing is said of another. A safe omission leaves out what may go, and stays true.
"""

from __future__ import annotations

import re

import pytest

from planted import IN_SOURCES, OMISSIONS, SAFE, Case, maker_of, pairs, sample
from planting.article import Article
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.results import Claim, Verdict
from summarize.sources import read
from summarize.verification.checker import Checker
from support.paths import CASES

LEAST = 15
"""So many cases of each kind, so that a kind can't pass for want of them."""


@pytest.fixture(scope="module")
def stories() -> list[Article]:
    text = (CASES / "planting.txt").read_text(encoding="utf-8")
    every = re.split(r"\n\n(?=[^.\n]+\n\n)", text)  # before each title
    return [Article(read(text=story, language="en")) for story in every]


def cases(stories: list[Article], kind: str, twice: bool = False) -> list[Case]:
    every = pairs(stories) if kind == "join" else stories
    return sample(maker_of(kind, twice), every, 60, kind)


def is_supported(case: Case) -> bool:
    checker = Checker(AnnotatedDocument(case.article.document))
    return checker.check(Claim(case.text)).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize("kind", [*OMISSIONS, *IN_SOURCES])
def test_lies_by_omission_are_caught(stories: list[Article], kind: str) -> None:
    every = cases(stories, kind)
    assert len(every) >= LEAST
    every += cases(stories, kind, twice=True)
    believed = [(case.original, case.text) for case in every if is_supported(case)]
    assert len(believed) <= 0.03 * len(every), believed


@pytest.mark.parametrize("kind", SAFE)
def test_safe_omissions_are_supported(stories: list[Article], kind: str) -> None:
    every = cases(stories, kind)
    assert len(every) >= LEAST
    stopped = [(case.original, case.text) for case in every if not is_supported(case)]
    assert len(stopped) <= 0.3 * len(every), stopped
