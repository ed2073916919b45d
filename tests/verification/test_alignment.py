"""Tests of claim -> parts with their evidence sentences, and joins of parts."""

from __future__ import annotations

from itertools import pairwise

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import tokenize
from summarize.sources import read
from summarize.verification.alignment import ClaimPart, align
from support.cpu_time import cpu_limit

TEXT = """The harbour at Pellmouth will close for repairs.

Divers found a hollow under the wall. Ruth Amberley blamed the trust for the delay.

The ferry to Kallen keeps to its timetable. The ferry carried nine cars. Divers found a hollow
under the wall again in the autumn.

Ingrid Hessary opened the new pier on Sunday. She thanked the crew for its patience.
"""


@pytest.fixture(scope="module")
def index() -> AnnotatedDocument:
    return AnnotatedDocument(read(text=TEXT, language="en"))


def sentences(text: str, index: AnnotatedDocument) -> list[list[int]]:
    return [[part.sentence_number for part in way] for way in align(tokenize(text), index)]


@pytest.mark.parametrize("text", ["Purple elephants danced", "", "of the and", "?!"])
def test_nothing_matches(index: AnnotatedDocument, text: str) -> None:
    assert align(tokenize(text), index) == []


def test_one_sentence(index: AnnotatedDocument) -> None:
    tokens = tokenize("Amberley blamed the trust")
    assert align(tokens, index) == [(ClaimPart(tokens, 3),)]


def test_all_sentences_that_do_equally_well(index: AnnotatedDocument) -> None:
    assert sentences("Divers found a hollow", index) == [[2], [6]]


def test_two_sentences_are_joined_at_a_clause_border(index: AnnotatedDocument) -> None:
    tokens = tokenize("Amberley blamed the trust, and the ferry carried nine cars")
    left, right = align(tokens, index)[0]
    assert (left.sentence_number, right.sentence_number) == (3, 5)
    assert left.tokens + right.tokens == tokens
    assert right.tokens[0].plain == ","


def test_three_sentences_far_apart_are_joined(index: AnnotatedDocument) -> None:
    text = (
        "Ruth Amberley blamed the trust, the harbour will close for repairs, "
        "and the ferry carried nine cars."
    )
    assert sentences(text, index)[0] == [3, 1, 5]


def test_four_are_too_many(index: AnnotatedDocument) -> None:
    text = (
        "Ruth Amberley blamed the trust, the harbour will close for repairs, "
        "the ferry carried nine cars, and Ingrid Hessary opened the new pier."
    )
    ways = align(tokenize(text), index)
    assert {len(way) for way in ways} == {3}
    assert {tuple(token for part in way for token in part.tokens) for way in ways} == {
        tokenize(text)
    }


def test_the_parts_are_the_whole_statement_in_order(index: AnnotatedDocument) -> None:
    tokens = tokenize(
        "The ferry carried nine cars, Ruth Amberley blamed Kallen, and divers found it"
    )
    for way in align(tokens, index):
        assert tuple(token for part in way for token in part.tokens) == tokens
        assert all(left.sentence_number != right.sentence_number for left, right in pairwise(way))


def test_no_single_name_is_borrowed_from_a_second_sentence(index: AnnotatedDocument) -> None:
    assert sentences("Divers found a hollow under Kallen", index)[0] in ([2], [6])
    assert sentences("Divers found a hollow, Kallen", index)[0] in ([2], [6])


def test_a_name_may_stand_for_the_pronoun(index: AnnotatedDocument) -> None:
    ((part,),) = align(tokenize("Hessary thanked the crew"), index)
    assert (part.sentence_number, part.antecedents) == (8, (7,))
    assert [token.plain for token in part.evidence_tokens(index)][:3] == [
        "ingrid",
        "hessary",
        "thanked",
    ]


def test_the_pronoun_is_left_alone_where_no_name_is_wanted(index: AnnotatedDocument) -> None:
    ((part,),) = align(tokenize("She thanked the crew"), index)
    assert (part.sentence_number, part.antecedents) == (8, ())
    assert part.evidence_tokens(index) == index.tokens(8)


def test_a_long_list_is_aligned_quickly(index: AnnotatedDocument) -> None:
    tokens = tokenize("the ferry, the crew and the trust, the wall and the pier, " * 30)
    with cpu_limit(1):
        ways = align(tokens, index)
    assert 0 < len(ways) <= 8
