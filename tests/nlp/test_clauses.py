"""Clauses: where one begins, which word is its verb, which words are its date."""

from __future__ import annotations

import pytest

from summarize.nlp import clauses
from summarize.nlp.normalize import tokenize


@pytest.mark.parametrize(
    ("text", "finite"),
    [
        ("Ito lowered its rate", True),
        ("the rate lowered by Ito", False),
        ("Ito was late", True),
        ("Ito will leave", True),
        ("he leaves early", True),
        ("the boats of Kallen", False),
        ("a firm that makes boats", False),
        ("born in Kallen", False),
    ],
)
def test_a_finite_verb_is_found(text: str, finite: bool) -> None:
    assert clauses.has_finite_verb(tokenize(text)) is finite


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("the boats left the bay", True),
        ("he leaves", True),
        ("nobody knew why", True),
        ("Mrs Ito trained a crew", True),
        ("a nurse", False),
        ("in May the boats left", False),
        ("the pier and the baths", False),
        ("only in May", False),
    ],
)
def test_a_clause_with_a_subject_opens(text: str, opens: bool) -> None:
    tokens = tokenize(text)
    assert clauses.opens_clause(tokens, 0, len(tokens)) is opens


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("The council closed the pier", True),
        ("On Monday, the council of Kallen", False),
        ("The man who attacked Lee", False),
        ("The former exile, Rosa Kim", False),
        ("Kallen sells boats", True),
    ],
)
def test_the_main_verb_comes_before_a_tail(text: str, has: bool) -> None:
    assert clauses.has_main_verb(tokenize(text)) is has


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("It sank on Friday night off Kallen", "on friday night"),
        ("It sank in May 2019", "in may 2019"),
        ("It sank last week", "last week"),
        ("It sank in Kallen", ""),
        ("It sank in 5 minutes", ""),
        ("It sank after Friday", ""),
    ],
)
def test_an_adverbial_of_time_is_found(text: str, date: str) -> None:
    tokens = tokenize(text)
    end = clauses.find_date_end(tokens, 2, len(tokens))
    assert " ".join(token.plain for token in tokens[2:end]) == date


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It sank. The crew slept.", 2),
        ("Judge J. Ito slept.", 1),
        ("Gov. Ito slept.", 1),
        ("He lost his home The study found that it was old.", 2),
        ("He read the book The Boat.", 1),
    ],
)
def test_sentences_that_were_read_as_one_are_split(text: str, count: int) -> None:
    tokens = tokenize(text)
    assert len(list(clauses.split_joined_sentences(tokens, clauses.find_word_end(tokens)))) == count
