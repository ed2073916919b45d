from __future__ import annotations

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.pipeline import summarize
from summarize.results import Claim, Verdict
from summarize.selection import unchecked
from summarize.verification.checker import Checker
from support.answers import INVENTED, lying, settings_for, voting
from support.scripted_engine import ScriptedEngine


def test_lies_are_shown_with_their_verdict_when_they_are_asked_for(harbour: Document) -> None:
    summary = summarize(harbour, settings_for(unchecked=True), ScriptedEngine(lying))
    assert summary.unchecked
    assert summary.sentences
    assert {one.text for one in summary.sentences} <= set(INVENTED)
    assert all(one.verdict is not Verdict.SUPPORTED for one in summary.sentences)
    assert summary.dropped == ()
    assert summary.repairs == ()


def test_nothing_is_shown_unchecked_by_default(harbour: Document) -> None:
    summary = summarize(harbour, settings_for(), ScriptedEngine(lying))
    assert not summary.unchecked
    assert all(one.verdict is Verdict.SUPPORTED for one in summary.sentences)


def test_what_stands_is_shown_as_such(harbour: Document) -> None:
    summary = summarize(harbour, settings_for(unchecked=True), ScriptedEngine(voting()))
    assert Verdict.SUPPORTED in {one.verdict for one in summary.sentences}


def test_the_draft_is_cut_at_whole_sentences(harbour: Document) -> None:
    draft = [Claim("Ito won the race."), Claim("Kim lost the race."), Claim("Lee was ill.")]
    checker = Checker(AnnotatedDocument(harbour))
    shown = unchecked.check_draft(draft, checker, 8)
    assert [one.text for one in shown] == ["Ito won the race.", "Kim lost the race."]
    assert [one.text for one in unchecked.check_draft(draft, checker, 1)] == ["Ito won the race."]
    assert [one.text for one in unchecked.check_claim_list(draft, checker, 2)] == [
        "Ito won the race.",
        "Kim lost the race.",
    ]
    assert unchecked.check_draft([], checker, 10) == ()
