"""Tests of the check of lost hedges, conditions, qualifiers and attributions."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import tokenize
from summarize.results import Claim, Verdict
from summarize.verification.checks import hedging
from summarize.verification.comparison import Comparison, Reason
from support.checkers import checker_for

NOTHING = AnnotatedDocument(Document(text="", origin="-", sentences=())).vocabulary


def reasons(part: str, source: str) -> list[Reason]:
    pair = Comparison(tokenize(part), tokenize(source), NOTHING)
    return [reason for check in hedging.ALL for reason in check(pair)]


@pytest.mark.parametrize(
    ("part", "source", "word"),
    [
        ("The breakwater reopens", "The breakwater may reopen soon.", "may"),
        ("The pier closed in May", "The pier may have closed in May.", "may"),
        ("The pier will pay the fine", "The pier must pay the fine.", "must"),
        ("Oddmund pumps concrete", "Oddmund plans to pump concrete.", "plans"),
        ("The pier closed", "The pier will close.", "will"),
        ("The boat carries 8 people", "The boat can carry 8 people.", "can"),
        ("They would go and they stay", "They would go and they would stay.", "would"),
        ("The trust sells the pier", "The trust agreed to sell the pier.", "agreed"),
        ("The crew stayed on the boat", "Kim asked the crew to stay on the boat.", "asked"),
        ("The pier is sold", "The pier is due to be sold.", "due"),
        ("The crew stole the lamp", "The crew allegedly stole the lamp.", "allegedly"),
        ("The pier was sold", "The pier was sold, Kim believes.", "believes"),
        ("The pier was sold", "It is feared that after the storm the pier was sold.", "feared"),
        ("Kim sold the pier", "Kim, the chair fears, sold the pier.", "fears"),
        ("The thief was caught", "The suspected thief was caught.", "suspected"),
        ("The pier opens", "The pier opens if the winter is kind.", "if"),
        ("The pier opens", "If the long winter is kind to us all and to the"
         " many men at work on the wall, the pier opens.", "If"),
        ("The pier opens", "Unless it rains, the pier opens.", "Unless"),
        ("The members agreed", "Some of the members agreed.", "Some"),
        ("The president spoke", "The former president spoke.", "former"),
        ("The president spoke", "The president elect spoke.", "elect"),
        ("It drew 500 guests", "It drew fewer than 500 guests.", "fewer than"),
        ("The wall is 5 metres high", "The wall is up to 5 metres high.", "up to"),
        ("The ferry sails at night", "The ferry rarely sails at night.", "rarely"),
        ("A few members agreed", "Few members agreed.", "Few"),
        ("Few members agreed", "A few members agreed.", "few"),
        ("The town showed a little interest", "The town showed little interest.", "little"),
        ("The ferry was sold", "The ferry was virtually sold.", "virtually"),
        ("The ferry harms the pier", "It is false that the ferry harms the pier.", "false"),
        (
            "The ferry harms the pier",
            "There is little proof that the ferry harms the pier.",
            "little",
        ),
        ("The ferry harms the pier", "It is a myth that the ferry harms the pier.", "myth"),
        ("The pier opens", "The pier opens at eight on Sundays and at nine on all the other days"
         " of the week but Mondays, if the winter is kind.", "if"),
        ("The pier opens", "The pier opens at eight on Sundays and at nine on all the other days"
         " of the week but Mondays, Kim hopes.", "hopes"),
        ("The portrait was of a saint",
         "The portrait was believed to be of a ‘saint’ in May.", "believed"),
    ],
)  # fmt: skip
def test_a_hedge_left_out_is_named(part: str, source: str, word: str) -> None:
    (reason,) = reasons(part, source)
    assert reason.text.startswith(f"leaves out “{word}”, ")
    assert reason.correction == word
    assert not reason.contradiction  # what is only likely may still be true


@pytest.mark.parametrize(
    ("part", "source", "word"),
    [
        ("The pier is safe", "The pier is safe, according to the trust.", "according"),
        ("The pier is safe", "Amberley said the pier is safe.", "said"),
        ("The pier was sold",
         "The pier was sold, the Marrin County Council said on Tuesday.", "said"),
        ("The pier and the boat were sold",
         "The pier, Amberley reported, and the boat were sold.", "reported"),
        ("The pier opens", "The pier opens at eight on Sundays and at nine on all the other days"
         " of the week but Mondays, Kim said on Tuesday.", "said"),
        ("The pier was sold after the storm",
         "The letter revealed that the pier was sold after the storm.", "revealed"),
    ],
)  # fmt: skip
def test_a_claim_must_not_become_a_fact(part: str, source: str, word: str) -> None:
    (reason,) = reasons(part, source)
    assert reason.text == f"leaves out that somebody says this (“{word}”)"
    assert reason.correction == word
    assert not reason.contradiction


@pytest.mark.parametrize(
    ("part", "source", "told"),
    [
        ("Kim resigned", "Lee or Kim resigned.", "other side"),
        ("The pier is safe for boats", "Is the pier safe for boats?", "asks"),
        ("The pier is safe", "“Is the pier safe?” asked Kim, who runs it.", "asks"),
    ],
)
def test_open_questions(part: str, source: str, told: str) -> None:
    assert any(told in reason.text and not reason.contradiction for reason in reasons(part, source))


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("The pier may close", "The pier may close."),
        ("Amberley said the pier is safe", "Amberley said the pier is safe."),
        ("Amberley claimed the pier is safe", "Amberley claimed the pier is safe, Lee said."),
        ("A group called Oddmund came", "A group called Oddmund came."),
        ("The group Oddmund came", "The group called Oddmund came."),
        ("It closed in May", "It closed in May."),
        ("Some of the members agreed", "Some of the members agreed at once."),
        ("The members agreed", "The members agreed, several of them at once."),
        ("Several members agreed", "Several members agreed."),
        ("Lee or Kim resigned", "Lee or Kim resigned."),
        ("The trust praised the pier", "The trust praised the pier, while Kim warned it may fall."),
        ("The trust praised the pier", "The trust praised the pier, saying it could last."),
        ("The pier was sold", "The pier was sold after Kim said she would leave."),
        ("The pier was sold", "The pier was sold, and the trust has now added a boat."),
        ("The pier was sold", "The pier was sold as the trust tries to save."),
        ("Kim was told", "Kim was told, but nobody knew if it was safe."),
        ("The jury will hear Kim", "The jury will hear Kim before deciding whether it was theft."),
        ("Kim sold the pier", "Kim, who may resign, sold the pier."),
        (
            "The pier opens",
            "The pier opens at eight on Sundays, a rule which the old trust will change if it can.",
        ),
        ("The crew did not sail", "The crew could not sail."),
        ("There were no thefts", "There were no reports of thefts."),
        ("The pier is safe", "No doubt the pier is safe."),
        ("Kim asked if the pier is safe", "“Is the pier safe?” asked Kim."),
        ("Kim runs the pier", "“Is it safe?” asked Kim, who runs the pier."),
        ("Is the pier safe?", "Is the pier safe?"),
        ("", "He may resign."),
    ],
)
def test_left_alone(part: str, source: str) -> None:
    assert not [one for one in reasons(part, source) if part]


def test_nothing_in_common() -> None:
    for check in hedging.ALL:
        list(check(Comparison(tokenize("Boats sail"), tokenize("Cows may graze."), NOTHING)))
        assert not list(check(Comparison((), (), NOTHING)))


PHRASES = ["in theory", "on paper", "as planned", "in case the tide falls", "subject to the tide",
           "as long as the tide falls", "in the event of a storm", "on condition that it rains",
           "in the view of the trust", "in the novel"]  # fmt: skip


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize("frame", ["{0}, {1}.", "{0} {1}.", "{1}, {0}.", "The pier, {1}, opens."])
def test_a_phrase_left_out_by_which_it_is_no_fact(phrase: str, frame: str) -> None:
    claim = "The pier opens"
    source = frame.format(claim, phrase)
    assert reasons(claim, source)
    assert not reasons(source, source)


WORDS = ["may", "could", "would", "might", "should", "must", "plans to", "expects to", "hopes to",
         "is due to", "is set to", "was supposed to", "tried to", "attempted to", "failed to",
         "refused to", "threatened to", "vowed to", "is likely to", "intends to", "wants to",
         "agreed to", "decided to", "is about to", "is unable to", "offered to", "was told to",
         "has yet to", "is reluctant to", "is under pressure to", "dreams of a way to"]  # fmt: skip


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("verb", ["sell", "sells", "sold", "will sell", "has sold", "is selling"])
def test_what_is_only_planned_or_tried_is_never_supported(words: str, verb: str) -> None:
    checker = checker_for(f"The northern trust {words} sell the harbour ferry.", "en")
    claim = Claim(f"The northern trust {verb} the harbour ferry.")
    assert checker.check(claim).verdict is not Verdict.SUPPORTED
