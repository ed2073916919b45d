"""Digests of the sets of documents: the right document, planted differences, nothing twice."""

from __future__ import annotations

from itertools import combinations

import pytest

from summarize.digests import Digest
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.results import Claim, Verdict
from summarize.verification.checker import Checker
from support.digests import make_digest
from support.document_sets import ALL, DocumentSet

# Planted differences that no rule finds: "will open again on Tuesday, two days earlier" of a line
# that was to "stay closed until Thursday"; what a union fears of what a firm has promised; a plane
# that had been examined, and its engine; a mayor with another name who does something else.
NOT_FOUND = {
    ("Thursday", "Tuesday"),
    ("closed", "No"),
    ("March", "February"),
    ("Ivo Tarn", "Petra Voss"),
}


@pytest.fixture(scope="module", params=ALL, ids=lambda one: one.name)
def case(request: pytest.FixtureRequest) -> tuple[DocumentSet, Digest]:
    documents = request.param
    return documents, make_digest(documents.read())


def test_every_statement_is_one_of_its_document(case: tuple[DocumentSet, Digest]) -> None:
    _, digest = case
    checkers = {one.number: Checker(AnnotatedDocument(one.document)) for one in digest.sources}
    for statement in digest.all_statements:
        assert statement.claim.evidence
        checked = checkers[statement.source].check(Claim(statement.claim.text))
        assert checked.verdict is Verdict.SUPPORTED
        for one in statement.citations:
            text = digest.source(one.source).document.quote(one.evidence.span)
            assert text == one.evidence.quote
        for one in statement.further:
            if one.is_checked:
                other = checkers[one.source].check(Claim(statement.claim.text))
                assert other.verdict is Verdict.SUPPORTED


def test_planted_differences_are_told_and_no_others(case: tuple[DocumentSet, Digest]) -> None:
    documents, digest = case
    planted = [pair for pair in documents.differences if pair not in NOT_FOUND]
    texts = [{one.claim.text for one in found.statements} for found in digest.differences]
    for pair in planted:
        assert any(all(any(word in text for text in found) for word in pair) for found in texts), (
            pair
        )
    assert len(digest.differences) == len(planted)


def test_copies_are_counted_once(case: tuple[DocumentSet, Digest]) -> None:
    documents, digest = case
    copies = {one.number for one in digest.sources if one.repeats is not None}
    assert len(copies) == documents.copies
    for one in digest.statements:
        assert one.sources.isdisjoint(copies)


def test_nothing_is_printed_twice(case: tuple[DocumentSet, Digest]) -> None:
    _, digest = case
    texts = [one.claim.text for one in digest.statements]
    assert len(texts) == len(set(texts))
    for one, other in combinations(digest.statements, 2):
        assert one.source == other.source or one.claim.text not in other.claim.text


def test_every_document_has_its_say(case: tuple[DocumentSet, Digest]) -> None:
    _, digest = case
    assert not digest.unsaid


def test_the_length_is_the_one_asked_for(case: tuple[DocumentSet, Digest]) -> None:
    _, digest = case
    assert 0.8 * digest.target_words <= digest.words <= 1.15 * digest.target_words


def test_a_document_keeps_its_order(case: tuple[DocumentSet, Digest]) -> None:
    _, digest = case
    for source in digest.sources:
        own = [one for one in digest.statements if one.source == source.number]
        places = [one.claim.evidence[0].sentence_number for one in own]
        assert places == sorted(places)
