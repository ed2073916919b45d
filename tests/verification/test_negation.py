"""Tests of the check of added and lost negations."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import tokenize
from summarize.results import Claim, Verdict
from summarize.verification.checks import negation
from summarize.verification.comparison import Comparison, Reason
from support.checkers import checker_for

NOTHING = AnnotatedDocument(Document(text="", origin="-", sentences=())).vocabulary
NOT_FOUND = "The divers did not find any damage to the south pier, where the lifeboat lies."


def reasons(part: str, source: str) -> list[Reason]:
    return list(negation.check_negation(Comparison(tokenize(part), tokenize(source), NOTHING)))


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("The divers did find damage to the south pier", NOT_FOUND),
        ("The divers found any damage", NOT_FOUND),
        ("The lifeboat does not lie there", "The lifeboat does lie there."),
        ("The office didn’t appeal", "The office did appeal."),
        ("I saw the boat", "I never saw the boat."),
        ("I saw", "I saw nothing."),
        ("The divers never found the lamp", "The divers found the lamp."),
        ("Nobody was hurt in the storm", "Was hurt in the storm."),
        ("None of the boats sailed to Kallen", "The boats sailed to Kallen."),
        ("Kim and Lee came to the pier", "Neither Kim nor Lee came to the pier."),
        ("All boats sailed to Kallen", "Not all boats sailed to Kallen."),
        ("The keeper left with a lamp", "The keeper left without a lamp."),
        ("The trust employs divers", "The trust no longer employs divers."),
        ("The trust no longer employs divers", "The trust employs divers."),
        ("The crew stopped the boat", "The crew failed to stop the boat."),
        ("The crew failed to stop the boat", "The crew stopped the boat."),
        ("The office agreed", "The office refused to agree."),
        ("The crew was able to turn the boat", "The crew was unable to turn the boat."),
        ("Kim was stealing the boat", "Kim denied stealing the boat."),
        ("The boats were sailing on Monday",
         "The storm prevented the boats from sailing on Monday."),
        ("The boat has a lamp", "The boat lacks a lamp."),
        ("It will not reopen and would not give a guarantee",
         "It will reopen and would not give a guarantee."),
    ],
)  # fmt: skip
def test_contradictions(part: str, source: str) -> None:
    assert any(reason.contradiction for reason in reasons(part, source))


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("The lifeboat does not lie at the south pier", NOT_FOUND),  # in another order
        ("The office does not agree at all with Kim", "Lee agrees."),  # about somebody else
        ("Nobody was not hurt", "Nobody was hurt."),  # denied twice
        ("It mentions no size and a wire", "It mentions no size and no wire."),
        ("The boats sailed", "The boats did not sail until Monday."),
        ("The keeper was not unhappy", "The keeper was happy."),
        ("The hall is not open on Monday", "The hall is closed on Monday."),
        ("The pier was safe", "The pier was hardly safe."),
        ("The crew did not rest", "The crew failed and stopped to rest."),
        ("The pier was not safe", "The pier was hardly safe."),
        ("The boats did not sail", "Not all the boats did sail."),
        ("The trust does not employ divers", "The trust no longer employs divers."),
        ("The trust never employed divers", "The trust no longer employed divers."),
    ],
)
def test_what_may_be_paraphrase_is_only_a_doubt(part: str, source: str) -> None:
    found = reasons(part, source)
    assert found
    assert not any(reason.contradiction for reason in found)


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("The divers didn’t find any damage", NOT_FOUND),
        ("The divers found no damage to the pier", "The divers found no damage to the pier."),
        ("The lifeboat lies there", NOT_FOUND),
        ("Nothing happened", "Almost nothing happened."),
        ("It was not only big but red", "It was not only big but red."),
        ("The pier was red", "The pier was red, and nobody knew."),
        ("Kim came to the pier", "Kim came to the pier, not Lee."),
        ("He sent a letter", "He did not attend but sent a letter."),
        ("The crew did not stop the boat", "The crew failed to stop the boat."),
        ("The crew failed to stop the boat", "The crew could not stop the boat."),
        ("The crew was unable to stop the boat", "The crew could not stop the boat."),
        ("The office did not agree", "The office refused to agree."),
        ("The office declined to sell", "The office refused to sell."),
        ("The crew stopped the boat", "The crew did not fail to stop the boat."),
        ("The pier is safe", "No doubt the pier is safe."),
        ("Kim declined an offer", "Kim declined an offer."),
        ("", "Nobody came."),
        ("Nobody", ""),
    ],
)
def test_negations_that_were_kept(part: str, source: str) -> None:
    assert not reasons(part, source)


def test_an_added_negation_names_the_word_and_marks_both() -> None:
    (reason,) = reasons("The office did not appeal", "The office did appeal.")
    assert reason.text == "the statement denies “appeal”, the source does not"
    assert [token.surface for token in reason.wrong_tokens] == ["not", "appeal"]


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("The crew did not stop the boat.", "not"),
        ("The crew never stopped the boat.", "never"),
        ("The crew refused to stop the boat.", "refused"),
    ],
)
def test_a_lost_negation_is_named(source: str, word: str) -> None:
    (reason,) = reasons("The crew stopped the boat", source)
    assert reason.correction == word
    assert f"“{word}”" in reason.text


def test_many_negations_take_no_time() -> None:
    assert not reasons("not no never " * 100, "not no never " * 100)


EPISTEMIC = [
    "There is no evidence that",
    "The study found no proof that",
    "The study found no clear sign that",
    "It is not clear whether",
    "It is not known if",
    "It is not true that",
    "The council did not say that",
    "The council did not say",
    "The council could not confirm that",
    "The study failed to show that",
    "The study did not find that",
    "The council denied that",
    "The council does not believe that",
]


@pytest.mark.parametrize("opening", EPISTEMIC)
def test_what_is_not_known_is_neither_denied_nor_asserted(opening: str) -> None:
    source, denied = f"{opening} the ferry harms the pier.", "The ferry does not harm the pier."
    both = f"{opening} the ferry does not harm the pier."
    for part, other in ((denied, source), (source, denied)):
        found = reasons(part, other)
        assert found, (part, other)
        assert not any(reason.contradiction for reason in found), (part, other)
    for part in (denied, "The ferry harms the pier.", both):
        verdict = checker_for(source, "en").check(Claim(part)).verdict
        assert verdict is not Verdict.SUPPORTED, part
