from __future__ import annotations

import pytest

from summarize.results import Claim, Origin, Verdict
from summarize.selection.votes import DraftVotes, count_votes
from summarize.verification.checker import Checker
from support.checkers import checker_for

TEXT = (
    "The council of Pellmouth closed the old harbour on Monday. "
    "Divers found a crack in the northern wall of the basin. "
    "Fishermen from Brannick protested against the decision. "
    "The weather was mild for the season."
)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return checker_for(TEXT, language="en")


def polled(checker: Checker, *texts: str) -> DraftVotes:
    """The ballot of a single draft of these statements."""
    return count_votes([[Claim(text) for text in texts]], checker)


def test_a_statement_votes_for_the_sentence_that_it_is_closest_to(checker: Checker) -> None:
    ballot = polled(checker, "Divers found a crack in the northern wall.")
    assert max(ballot.sentence_votes, key=ballot.sentence_votes.__getitem__) == 2


def test_a_statement_that_fails_votes_all_the_same_but_lends_no_words(checker: Checker) -> None:
    """Drafts of a small model know what matters long before they are right."""
    ballot = polled(checker, "Divers of the moon found 99 unicorns in the northern wall.")
    assert ballot.sentence_votes[2] > 0
    assert ballot.concept_votes["northern"] == 1.0
    assert ballot.supported == []
    ((failed, closest),) = ballot.failed
    assert closest == 2
    assert failed.verdict is not Verdict.SUPPORTED
    assert failed.reasons


def test_what_an_edit_saves_has_failed_all_the_same(checker: Checker) -> None:
    """The votes are those of what the model said; only the wording is put right."""
    false = "The council of Pellmouth closed the harbour on Friday."
    ballot = polled(checker, false, false)
    assert [failed.text for failed, _ in ballot.failed] == [false, false]
    (edited,) = ballot.supported
    assert edited.text == "The council of Pellmouth closed the harbour on Monday."
    assert (edited.origin, edited.verdict) == (Origin.EDITED, Verdict.SUPPORTED)
    once = polled(checker, false)
    assert ballot.sentence_votes[1] == pytest.approx(2 * once.sentence_votes[1])


def test_an_edit_that_gives_the_whole_sentence_is_the_articles_own(checker: Checker) -> None:
    ballot = polled(checker, "The council of Pellmouth closed the old harbour on Friday.")
    assert ballot.supported == [checker.quote_sentence(1)]


def test_what_the_article_does_not_speak_of_has_no_vote(checker: Checker) -> None:
    ballot = polled(checker, "Unicorns devoured Xanaduville in 1888.")
    assert not any(ballot.sentence_votes.values())
    ((_, closest),) = ballot.failed
    assert closest is None


def test_twice_said_counts_twice_for_the_sentence(checker: Checker) -> None:
    text = "Fishermen protested against the decision."
    once, twice = polled(checker, text), polled(checker, text, text)
    assert twice.sentence_votes[3] == pytest.approx(2 * once.sentence_votes[3])


def test_closer_counts_more(checker: Checker) -> None:
    whole = polled(checker, "Fishermen from Brannick protested against the decision.")
    part = polled(checker, "Fishermen protested against the weather in Pellmouth.")
    assert whole.sentence_votes[3] > part.sentence_votes[3]


def test_a_concept_counts_the_share_of_the_drafts_that_have_it(checker: Checker) -> None:
    divers, fishermen = Claim("Divers found a crack."), Claim("Fishermen protested.")
    ballot = count_votes([[divers, divers, fishermen], [divers], [divers], []], checker)
    divers_key, fishermen_key = "diver", "fishermen"
    assert ballot.concept_votes[divers_key] == pytest.approx(3 / 4)  # however often a draft says it
    assert ballot.concept_votes[fishermen_key] == pytest.approx(1 / 4)
    assert "unicorn" not in ballot.concept_votes
    assert max(ballot.concept_votes.values()) <= 1


def test_pairs_of_words_are_voted_for_as_well(checker: Checker) -> None:
    ballot = polled(checker, "Divers found a crack.")
    assert ballot.concept_votes["diver found"] == 1.0
    assert "found diver" not in ballot.concept_votes


@pytest.mark.parametrize(
    ("statements", "trust"),
    [
        ((), 0.0),
        (("Unicorns devoured Xanaduville in 1888.",), 0.0),
        (("The weather was mild for the season.",), 1.0),
        (("Divers found a crack in the northern wall.",), 1.0),
        (("The weather was mild.", "Unicorns devoured Xanaduville in 1888."), 0.5),
        # what an edit saved did not stand as it came
        (("The weather was mild.", "The council closed the old harbour on Friday."), 0.5),
    ],
)
def test_trust_is_the_share_of_what_stood_as_it_came(
    checker: Checker, statements: tuple[str, ...], trust: float
) -> None:
    assert polled(checker, *statements).trust == pytest.approx(trust)


def test_a_repeated_sentence_is_the_articles_own(checker: Checker) -> None:
    (standing,) = polled(checker, "The weather was mild for the season.").supported
    assert standing == checker.quote_sentence(4)
    assert standing.origin is Origin.SOURCE


def test_a_shortened_sentence_is_the_models(checker: Checker) -> None:
    (standing,) = polled(checker, "Divers found a crack in the northern wall.").supported
    assert standing.origin is Origin.MODEL
    assert [e.sentence_number for e in standing.evidence] == [2]


def test_adding_a_ballot_takes_in_all_of_it_at_its_weight(checker: Checker) -> None:
    mild = "The weather was mild for the season."
    mine = polled(checker, mild)
    before = mine.sentence_votes[4]
    mine.add(polled(checker, mild, "Unicorns devoured Pellmouth."), 0.5)
    assert mine.sentence_votes[4] == pytest.approx(1.5 * before)
    assert mine.concept_votes["mild"] == pytest.approx(1.5)
    assert mine.concept_votes["unicorn"] == pytest.approx(0.5)
    assert len(mine.supported) == 2
    assert len(mine.failed) == 1
    assert mine.trust == pytest.approx(2 / 3)


@pytest.mark.parametrize("drafts", [[], [[]], [[], []]])
def test_no_statements(checker: Checker, drafts: list[list[Claim]]) -> None:
    ballot = count_votes(drafts, checker)
    assert (dict(ballot.sentence_votes), dict(ballot.concept_votes)) == ({}, {})
    assert (ballot.supported, ballot.failed) == ([], [])
