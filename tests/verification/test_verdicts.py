"""Verdicts by meaning: the order of powers, and what a judge may decide."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.results import Basis, CheckedClaim, Claim, Verdict
from summarize.verification import checks
from summarize.verification.comparison import Comparison, Reason
from summarize.verification.score import PRINTED_OF_TRUSTED_FROM, SUPPORTED_FROM
from summarize.verification.standing import Standing
from summarize.verification.verdicts import ClaimVerifier
from support.checkers import checker_for

SOURCE = (
    "The harbour trust will close the old pier in October, because the wall below it is hollow. "
    "Rosa Lindqvist, the chief engineer, criticised the divers from Brannick on Tuesday. "
    "The repair will cost 4.2 million pounds and last 14 weeks. "
    "The ferry to Kallen is not affected. "
    "Bo Lund, who sails the ferry, praised the crew. "
    "A study by Gerd Pohlenz found no evidence that the storm damaged the wall. "
)
OTHER_WORDS = "Rosa Lindqvist reprimanded the divers from Brannick on Tuesday."


class ScriptedJudge:
    """A judge that has the same opinion of everything, and keeps what it was asked."""

    def __init__(self, log_odds: float | None) -> None:
        self._log_odds = log_odds
        self.asked: list[list[str]] = []

    def assess(self, annotated: AnnotatedDocument, statements: Sequence[str]) -> list[float | None]:
        self.asked.append(list(statements))
        return [self._log_odds] * len(statements)


def verify(text: str, judge: ScriptedJudge | None = None, **options: float) -> CheckedClaim:
    (found,) = ClaimVerifier(checker_for(SOURCE, "en"), judge, **options).check_all([Claim(text)])
    return found


def standing(text: str) -> Standing:
    return checker_for(SOURCE, "en").check_sentence(text).standing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry to Kallen is not affected.", Standing.VERBATIM),
        ("Bo Lund praised the crew.", Standing.WORDS),
        (OTHER_WORDS, Standing.OPEN),
        ("Rosa Lindqvist reprimanded the divers from Oslo on Tuesday.", Standing.REFUTED),
        ("The ferry to Kallen is affected.", Standing.REFUTED),
        ("The superintendent criticised the divers from Brannick on Tuesday.", Standing.DISPUTED),
        ("The ferry to Kallen sank.", Standing.DOUBTED),
        ("The harbour trust will close the old wall.", Standing.CUT),
        ("!!", Standing.UNCHECKED),
    ],
)
def test_what_the_rules_make_of_a_sentence(text: str, expected: Standing) -> None:
    assert standing(text) is expected


def test_a_judge_decides_what_is_said_in_other_words() -> None:
    believed = verify(OTHER_WORDS, ScriptedJudge(9.0))
    assert (believed.verdict, believed.basis) == (Verdict.SUPPORTED, Basis.MEANING)
    assert believed.probability >= SUPPORTED_FROM
    assert believed.reasons == ()
    assert [one.sentence_number for one in believed.evidence] == [2]
    doubted = verify(OTHER_WORDS, ScriptedJudge(-9.0))
    assert (doubted.verdict, doubted.basis) == (Verdict.UNSUPPORTED, None)
    assert doubted.reasons


@pytest.mark.parametrize(
    "text",
    [
        "The ferry to Kallen is affected.",
        "The repair will cost 5.2 million pounds and last 14 weeks.",
        "The harbour trust will close the old wall.",
        "A study by Gerd Pohlenz found that the storm damaged the wall.",
        "Rosa Lindqvist reprimanded the divers from Oslo on Tuesday.",
        "The mending will take 15 weeks altogether.",
    ],
)
def test_no_judge_lifts_what_the_rules_have_decided(text: str) -> None:
    judge = ScriptedJudge(30.0)
    found = verify(text, judge)
    assert found.verdict is checker_for(SOURCE, "en").check(Claim(text)).verdict
    assert found.verdict is not Verdict.SUPPORTED
    assert judge.asked == []


@pytest.mark.parametrize(
    "text",
    [
        "The harbour trust closed the old pier in October, because the wall below it is hollow.",
        "Rosa Lindqvist, the chief engineer, will reprimand the divers from Brannick on Tuesday.",
        "Bo Lund, who sails the ferry, praised the crew in a letter.",
        "A study by Gerd Pohlenz denied that the storm damaged the wall.",
    ],
)
def test_a_changed_verb_or_an_addition_is_no_matter_of_other_words(text: str) -> None:
    assert standing(text) not in {Standing.OPEN, Standing.UNNAMED}


@pytest.mark.parametrize("text", ["The ferry to Kallen is not affected.", OTHER_WORDS[:4]])
def test_a_judge_is_asked_about_nothing_else(text: str) -> None:
    judge = ScriptedJudge(-30.0)
    verify(text, judge)
    assert judge.asked == []


def test_all_open_statements_are_put_to_the_judge_in_one_call_each_once() -> None:
    judge = ScriptedJudge(5.0)
    claims = [Claim(OTHER_WORDS), Claim("The ferry to Kallen is not affected."), Claim(OTHER_WORDS)]
    claims.append(Claim(f"The ferry to Kallen is not affected. {OTHER_WORDS}"))
    found = ClaimVerifier(checker_for(SOURCE, "en"), judge).check_all(claims)
    assert judge.asked == [[OTHER_WORDS]]
    bases = [one.basis for one in found]
    assert bases == [Basis.MEANING, Basis.VERBATIM, Basis.MEANING, Basis.MEANING]


def test_no_answer_leaves_the_rules_to_decide() -> None:
    assert verify(OTHER_WORDS, ScriptedJudge(None)) == verify(OTHER_WORDS)


def test_a_writer_who_is_seldom_right_is_not_believed() -> None:
    assert verify(OTHER_WORDS, ScriptedJudge(4.0)).verdict is Verdict.SUPPORTED
    assert verify(OTHER_WORDS, ScriptedJudge(4.0), prior=0.01).verdict is not Verdict.SUPPORTED


def test_a_check_that_fails_lets_nothing_pass_by_its_meaning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_: Comparison) -> list[Reason]:
        raise ValueError("no such word")

    monkeypatch.setattr(checks, "ALL", (*checks.ALL, broken))
    judge = ScriptedJudge(30.0)
    found = verify(OTHER_WORDS, judge)
    assert found.verdict is Verdict.UNSURE
    assert judge.asked == []


def test_without_tables_for_the_language_nothing_is_accepted_by_its_meaning() -> None:
    judge = ScriptedJudge(30.0)
    checker = checker_for("Der Hafen wird im Oktober geschlossen. Die Fähre fährt weiter.", "de")
    (found,) = ClaimVerifier(checker, judge).check_all([Claim("Im Herbst macht der Hafen zu.")])
    assert found.verdict is not Verdict.SUPPORTED
    assert judge.asked == []


TRUSTED, KNOWN = 0.95, 0.74


def test_other_words_of_a_trusted_writer_are_accepted_as_likely() -> None:
    found = verify(OTHER_WORDS, prior=TRUSTED)
    assert (found.verdict, found.basis) == (Verdict.SUPPORTED, Basis.MEANING)
    assert found.probability >= PRINTED_OF_TRUSTED_FROM
    assert verify(OTHER_WORDS).verdict is Verdict.UNSURE


def test_the_less_is_known_for_a_writer_the_less_is_accepted() -> None:
    likely = [verify(OTHER_WORDS, prior=prior).probability for prior in (0.2, 0.5, 0.74, 0.95)]
    assert likely == sorted(likely)
    assert verify(OTHER_WORDS, prior=0.2).verdict is not Verdict.SUPPORTED


def test_what_is_not_proven_to_be_no_mix_up_is_left_to_trust_alone() -> None:
    """A cut is no other word; of a writer who mixes things up it may be a mix-up."""
    cut = "The harbour trust will close the old pier, because the wall is hollow."
    assert standing(cut) is Standing.CUT
    assert verify(cut, prior=TRUSTED).basis is Basis.MEANING
    assert verify(cut, prior=KNOWN).verdict is Verdict.UNSURE


@pytest.mark.parametrize(
    "text",
    [
        "The repair will cost 9.9 million pounds and last 14 weeks.",
        "The ferry to Kallen is affected.",
        "Rosa Lindqvist reprimanded the divers from Oslo on Tuesday.",
        "Bo Lund reprimanded nobody in 1987.",
        "Gerd Pohlenz found that the storm damaged the wall.",
    ],
)
@pytest.mark.parametrize("prior", [0.5, TRUSTED, 0.999])
def test_no_trust_lifts_a_contradiction_or_gives_a_name_or_number(text: str, prior: float) -> None:
    assert verify(text, prior=prior).verdict is not Verdict.SUPPORTED
