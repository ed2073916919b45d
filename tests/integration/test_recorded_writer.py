"""The written way with the recorded drafts of a model of 1.5 billion parameters.

They are about our own texts. By its exam three of four of its statements are true (`SMALL`);
`TRUSTED` is what would become of the same drafts if it were believed as a large model is.
"""

from __future__ import annotations

from itertools import pairwise

import pytest

from summarize.judging.writer import UNKNOWN_WRITER, Writer
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.pipeline import summarize
from summarize.results import Basis, Origin, Summary, Verdict
from summarize.selection.summary import LENGTH_TOLERANCE
from summarize.sources import read
from summarize.verification.checker import Checker
from summarize.verification.standing import Standing
from support.answers import settings_for
from support.recorded_answers import play_back, read_texts
from support.scripted_engine import ScriptedEngine

SMALL, TRUSTED = Writer(0.74), Writer(0.95)
PROVEN = {Basis.VERBATIM, Basis.WORDS}


def run(about: str, writer: Writer) -> Summary:
    document = read(text=read_texts()[about], language="en")
    return summarize(document, settings_for(), ScriptedEngine(play_back(about)), writer=writer)


@pytest.mark.parametrize("about", read_texts())
@pytest.mark.parametrize("writer", [UNKNOWN_WRITER, SMALL, TRUSTED])
def test_nothing_refuted_is_printed_and_the_length_is_kept(about: str, writer: Writer) -> None:
    summary = run(about, writer)
    checker = Checker(AnnotatedDocument(summary.document))
    for one in (*summary.sentences, *summary.claims):
        standings = {found.standing for found in checker.check_sentences(one.text)}
        assert not standings & {Standing.REFUTED, Standing.UNCHECKED, Standing.UNNAMED}
        assert one.verdict is Verdict.SUPPORTED
        assert one.basis in PROVEN or writer is not UNKNOWN_WRITER
    assert summary.sentences
    assert abs(summary.words - summary.target_words) <= LENGTH_TOLERANCE * summary.target_words + 1


@pytest.mark.parametrize("about", read_texts())
def test_the_more_a_writer_is_believed_the_more_of_its_own_words_are_printed(about: str) -> None:
    unknown, small, trusted = (run(about, one) for one in (UNKNOWN_WRITER, SMALL, TRUSTED))
    own = [sum(one.basis is Basis.MEANING for one in each.sentences) for each in (unknown, small)]
    assert own[0] == 0
    assert not unknown.written
    assert not small.written
    assert all(one.basis in PROVEN for one in unknown.sentences)
    assert own[1] <= sum(one.basis is Basis.MEANING for one in trusted.sentences) or trusted.written


def test_believed_like_a_large_model_its_drafts_are_mostly_kept() -> None:
    summaries = [run(about, TRUSTED) for about in read_texts()]
    assert sum(one.written for one in summaries) >= len(summaries) / 2
    unknown = [run(about, UNKNOWN_WRITER) for about in read_texts()]
    own, before = (
        sum(one.origin is Origin.MODEL for each in found for one in each.sentences)
        for found in (summaries, unknown)
    )
    assert own >= 2 * before
    for summary in summaries:
        for before, after in pairwise(summary.sentences):
            assert before.text != after.text


def test_the_rent_is_told_once_and_no_claim_repeats_the_summary() -> None:
    summary = run("harbour", TRUSTED)
    said = {one.text for one in summary.sentences}
    assert summary.claims
    assert not said & {one.text for one in summary.claims}
