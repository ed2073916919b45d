"""The written way: a trusted writer's draft is the summary, mended where it does not stand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest

from summarize.inference import Request
from summarize.judging.writer import UNKNOWN_WRITER, Writer
from summarize.pipeline import summarize
from summarize.results import Basis, Claim, Origin, RepairMethod, Summary, Verdict
from summarize.selection.candidates import CandidateBuilder
from summarize.selection.summary import LENGTH_TOLERANCE, build_window
from summarize.selection.votes import count_votes
from summarize.selection.written import WrittenDraft, write_summary
from summarize.sources import read
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier
from support.answers import settings_for
from support.checkers import checker_for
from support.scripted_engine import ScriptedEngine, is_claims

TEXT = (
    "The harbour trust of Kallen will close the old pier in October, because the wall below it "
    "is hollow. "
    "Rosa Lindqvist, the chief engineer, criticised the divers from Brannick on Tuesday. "
    "She said that they had overlooked a crack of nine metres in the northern wall. "
    "The repair will cost 4.2 million pounds and last 14 weeks. "
    "The ferry to Oddmund is not affected, and its crew will sail every day. "
    "Bo Lund, who sails the ferry, praised the crew for its patience during the storm. "
    "A study by Gerd Pohlenz found no evidence that the storm had damaged the wall. "
    "Fishermen from Brannick protested in front of the town hall on Friday evening. "
    "The town council will vote on a loan for the repair in the second week of May. "
    "Last year the trust spent 300,000 pounds on dredging the channel near the lighthouse. "
)
TRUE = (
    "Rosa Lindqvist, the chief engineer, reprimanded the divers from Brannick on Tuesday.",
    "She said they missed a crack of nine metres in the northern wall.",
    "The repair will cost 4.2 million pounds and take 14 weeks.",
    "Bo Lund, who sails the ferry, lauded the crew for its patience during the storm.",
    "Fishermen from Brannick demonstrated in front of the town hall on Friday evening.",
)
FALSE = (
    "Rosa Lindqvist praised the divers from Brannick on Friday.",
    "The repair will cost 9.7 million pounds and take 14 weeks.",
    "The ferry to Oddmund is affected.",
    "Gerd Pohlenz resigned from the harbour trust in anger.",
    "Fishermen from Kallen demonstrated in front of the lighthouse.",
    "The old ferry also sank.",
)
TRUSTED = Writer(0.95)


def run(*drafts: Sequence[str], writer: Writer = TRUSTED, length: int = 40) -> Summary:
    """Summarise the text by a model that gives these drafts, the last one again and again."""

    def answer(request: Request) -> str:
        if is_claims(request):
            return ""
        return " ".join(drafts[min(request.seed, len(drafts) - 1)])

    settings = settings_for(length=str(length), claims=3)
    engine = ScriptedEngine(answer)
    return summarize(read(text=TEXT, language="en"), settings, engine, writer=writer)


def texts(summary: Summary) -> list[str]:
    return [one.text for one in summary.sentences]


def test_a_trusted_draft_is_the_summary_in_its_own_order() -> None:
    draft = [TRUE[3], TRUE[0], TRUE[1]]
    summary = run(draft)
    assert summary.written
    assert texts(summary) == draft
    assert {one.origin for one in summary.sentences} == {Origin.MODEL}
    assert {one.basis for one in summary.sentences} == {Basis.MEANING}
    assert all(one.evidence for one in summary.sentences)


@pytest.mark.parametrize("writer", [UNKNOWN_WRITER, Writer(0.24), Writer(0.6)])
def test_of_others_nothing_in_other_words_is_printed(writer: Writer) -> None:
    summary = run([TRUE[3], TRUE[0], TRUE[1]], writer=writer)
    assert not summary.written
    assert not set(texts(summary)) & set(TRUE)
    assert {one.basis for one in summary.sentences} <= {Basis.VERBATIM, Basis.WORDS}


@pytest.mark.parametrize("lie", FALSE)
def test_what_is_false_is_mended_or_left_out(lie: str) -> None:
    summary = run([TRUE[0], lie, TRUE[3]])
    assert lie not in texts(summary)
    assert {TRUE[0], TRUE[3]} & set(texts(summary))
    told = {one.before for one in summary.repairs} | {one.text for one in summary.dropped}
    assert lie in told


def test_what_fails_is_taken_from_another_draft() -> None:
    summary = run([TRUE[0], FALSE[1], TRUE[4]], [TRUE[2]])
    assert texts(summary) == [TRUE[0], TRUE[2], TRUE[4]]


def rewriting(request: Request) -> str:
    """A model that errs in a draft, and says it rightly when it is shown the evidence."""
    if "summary says of this" not in request.prompt.text:
        return "" if is_claims(request) else " ".join((TRUE[0], FALSE[3], TRUE[3]))
    assert "Gerd Pohlenz" in request.prompt.text
    return "In a study, Gerd Pohlenz discovered no evidence that the storm had damaged the wall."


def test_what_no_edit_mends_is_rewritten_once_from_its_evidence() -> None:
    settings = settings_for(length="45", claims=3)
    document = read(text=TEXT, language="en")
    summary = summarize(document, settings, ScriptedEngine(rewriting), writer=TRUSTED)
    (rewritten,) = [one for one in summary.sentences if "Pohlenz" in one.text]
    assert rewritten.text.startswith("In a study, Gerd Pohlenz discovered")
    (repair,) = [one for one in summary.repairs if one.before == FALSE[3]]
    assert (repair.method, repair.after) == (RepairMethod.REWRITE, rewritten.text)


def test_a_new_wording_that_fails_as_well_is_not_printed() -> None:
    def answer(request: Request) -> str:
        told = rewriting(request)
        return told.replace("no evidence", "a letter of 1987") if "Pohlenz" in told else told

    settings = settings_for(length="45", claims=3)
    document = read(text=TEXT, language="en")
    summary = summarize(document, settings, ScriptedEngine(answer), writer=TRUSTED)
    assert not any("1987" in one.text for one in summary.sentences)


@pytest.mark.parametrize("writer", [UNKNOWN_WRITER, Writer(0.74)])
def test_only_a_trusted_writer_is_asked_to_rewrite(writer: Writer) -> None:
    engine = ScriptedEngine(rewriting)
    document = read(text=TEXT, language="en")
    summarize(document, settings_for(length="45", claims=3), engine, writer=writer)
    assert not any("summary says of this" in one.prompt.text for one in engine.asked)


def test_a_pronoun_is_printed_behind_its_own_sentence_alone() -> None:
    assert texts(run([TRUE[0], TRUE[1], TRUE[3]]))[:2] == list(TRUE[:2])
    alone = run([FALSE[0], TRUE[1], TRUE[3], TRUE[4]])
    assert TRUE[1] not in texts(alone)


@pytest.mark.parametrize("length", [20, 40, 60])
def test_the_length_is_kept(length: int) -> None:
    summary = run(TRUE, length=length)
    assert summary.written
    assert abs(summary.words - length) <= LENGTH_TOLERANCE * length + 0.5


def test_a_short_draft_is_filled_with_what_matters_and_is_not_said() -> None:
    summary = run([TRUE[0]], length=40)
    assert summary.written
    assert TRUE[0] in texts(summary)
    assert summary.words >= (1 - LENGTH_TOLERANCE) * 40
    assert not any("criticised" in text for text in texts(summary))


def test_claims_say_nothing_of_the_summary_again() -> None:
    summary = run([TRUE[0], TRUE[3]])
    assert summary.claims
    assert not any(verb in one.text for one in summary.claims for verb in ("criticised", "praised"))


@pytest.mark.parametrize(
    "cut", ["The repair will cost 4.2 million pounds and.", "A study by.", "The ferry to Oddmund."]
)
def test_what_was_cut_off_is_not_printed(cut: str) -> None:
    assert cut not in texts(run([TRUE[0], cut, TRUE[3]]))


def test_the_bill_is_not_printed_without_what_was_said_of_a_bill() -> None:
    """The line before it is there, but not the one that told of a loan."""
    loan = "The loan will last 40 years and bear interest of 2 per cent."
    told = "The town council will decide on a loan for the repair in the second week of May."
    false = "A loan of 17 pounds angered Gerd Pohlenz so much that he resigned."

    def printed(*draft: str) -> list[str]:
        engine = ScriptedEngine(lambda request: "" if is_claims(request) else " ".join(draft))
        settings = settings_for(length="55", claims=0)
        document = read(text=f"{TEXT}{loan}", language="en")
        return texts(summarize(document, settings, engine, writer=TRUSTED))

    assert loan in printed(TRUE[3], told, TRUE[4], loan)
    assert loan not in printed(TRUE[3], false, TRUE[4], loan)


def test_a_line_stands_though_the_article_goes_on_with_a_however() -> None:
    """Half of what the article means, it may be, but the draft has a rest of its own."""
    draft = [TRUE[2], TRUE[3], TRUE[4]]
    text = TEXT.replace("The ferry to Oddmund is", "However, the ferry to Oddmund is")
    engine = ScriptedEngine(lambda request: "" if is_claims(request) else " ".join(draft))
    settings = settings_for(length="40", claims=0)
    summary = summarize(read(text=text, language="en"), settings, engine, writer=TRUSTED)
    assert texts(summary) == draft


def test_what_leans_on_a_lost_sentence_goes_or_stands_alone() -> None:
    """It would be said of somebody else, or of nothing."""
    draft = [TRUE[0], FALSE[3], "As a result, the repair will cost 4.2 million pounds.", TRUE[3]]
    printed = texts(run(draft))
    assert not any(text.startswith("As a result") for text in printed)
    other = [TRUE[3], "She said they missed a crack of nine metres in the northern wall.", TRUE[4]]
    assert not any(text.startswith("She") for text in texts(run(other)))
    first = ["However, the repair will cost 4.2 million pounds and take 14 weeks.", *TRUE[3:]]
    assert not any(text.startswith("However") for text in texts(run(first)))


@pytest.mark.parametrize(
    "talk",
    [
        "The article discusses how the repair will cost 4.2 million pounds and take 14 weeks.",
        "In this article, we learn that the repair will cost 4.2 million pounds.",
        "We can see that the repair will cost 4.2 million pounds and take 14 weeks.",
    ],
)
def test_talk_about_the_text_is_not_printed(talk: str) -> None:
    assert talk not in texts(run([TRUE[0], talk, TRUE[3]]))


def test_two_facts_of_one_sentence_are_both_printed() -> None:
    draft = ["The repair will take 14 weeks.", "The repair will cost 4.2 million pounds.", TRUE[0]]
    assert texts(run([*draft, TRUE[3]]))[:3] == draft


def test_repairs_are_told_of_the_draft_that_is_printed_alone() -> None:
    summary = run([TRUE[0], TRUE[2], TRUE[3]], [FALSE[0], FALSE[1], FALSE[4]])
    assert texts(summary) == [TRUE[0], TRUE[2], TRUE[3]]
    assert summary.repairs == summary.dropped == ()


def test_no_statement_is_told_twice_as_dropped_or_repaired() -> None:
    """Lists of claims fail like drafts, and say the same."""
    settings = settings_for(length="40", claims=3)
    document = read(text=TEXT, language="en")
    said = " ".join([TRUE[0], FALSE[1], FALSE[3], TRUE[3]])
    summary = summarize(document, settings, ScriptedEngine(lambda _: said), writer=TRUSTED)
    told = [one.text for one in summary.dropped] + [one.before for one in summary.repairs]
    assert len(set(told)) == len(told)
    assert not set(told) & set(texts(summary))


def test_a_draft_of_which_nothing_fits_is_not_the_summary() -> None:
    long = (
        TRUE[0].rstrip(".")
        + ", and "
        + ", and ".join(one[:1].lower() + one[1:].rstrip(".") for one in TRUE[2:4])
    )
    summary = run([f"{long}."], length=20)
    printed_own = any(one.basis is Basis.MEANING for one in summary.sentences)
    assert printed_own or not summary.written


def test_what_is_outside_the_focus_is_not_printed() -> None:
    settings = settings_for(length="40", claims=3, focus="fishermen")
    document = read(text=TEXT, language="en")
    engine = ScriptedEngine(lambda request: " ".join(TRUE))
    summary = summarize(document, settings, engine, writer=TRUSTED)
    assert summary.sentences
    assert all("ishermen" in text for text in texts(summary))


def test_any_mixture_of_true_and_false_is_printed_checked() -> None:
    chance = random.Random(3)
    for _ in range(12):
        drafts = [chance.sample([*TRUE, *FALSE], 4) for _ in range(3)]
        summary = run(*drafts)
        printed = texts(summary)
        assert not set(printed) & set(FALSE), drafts
        assert {one.verdict for one in summary.sentences} == {Verdict.SUPPORTED}
        assert len(set(printed)) == len(printed)
        for before, after in pairwise(printed):
            assert after != TRUE[1] or before == TRUE[0], drafts


def written(drafts: Sequence[Sequence[str]], prior: float) -> WrittenDraft | None:
    checker: Checker = checker_for(TEXT, language="en")
    claims = [[Claim(text) for text in draft] for draft in drafts]
    verifier = ClaimVerifier(checker, None, prior)
    votes = count_votes(claims, verifier)
    pool = CandidateBuilder(checker).build(votes, 40)
    return write_summary(votes.drafts, pool, verifier, build_window(40, 80))


def test_where_too_little_stands_nothing_is_written() -> None:
    assert written([TRUE[:3]], 0.95) is not None
    assert written([FALSE], 0.95) is None
    assert written([], 0.95) is None
    assert written([[]], 0.95) is None
