"""Votes of drafts for sentences and concepts; supported and failed statements."""

from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from summarize.results import Claim, Origin, Verdict
from summarize.selection.votes import DraftVotes, count_votes, find_concepts
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier
from support.checkers import checker_for

TEXT = (
    "The council of Pellmouth closed the old harbour on Monday, which angered the fleet. "
    "Divers found a crack in the northern wall, which is old. "
    "Fishermen from Brannick protested against the decision. "
    "The weather was mild, which pleased the fleet."
)


@pytest.fixture(scope="module")
def checker() -> Checker:
    return checker_for(TEXT, language="en")


def votes_of(checker: Checker, *texts: str) -> DraftVotes:
    """Return the votes of a single draft of these statements."""
    return count_votes([[Claim(text) for text in texts]], ClaimVerifier(checker))


def test_a_statement_votes_for_the_sentence_that_it_is_closest_to(checker: Checker) -> None:
    votes = votes_of(checker, "Divers found a crack in the northern wall.")
    assert max(votes.sentence_votes, key=votes.sentence_votes.__getitem__) == 2


def test_a_statement_that_fails_votes_all_the_same_but_lends_no_words(checker: Checker) -> None:
    """Drafts of a small model know what matters long before they are right."""
    votes = votes_of(checker, "Divers of the moon found 99 unicorns in the northern wall.")
    assert votes.sentence_votes[2] > 0
    assert votes.concept_votes["northern"] == 1.0
    assert votes.supported == []
    (failed,) = votes.failed
    assert failed.closest == 2
    assert failed.claim.verdict is not Verdict.SUPPORTED
    assert failed.claim.reasons
    assert failed.edit is None


def test_what_an_edit_saves_has_failed_all_the_same(checker: Checker) -> None:
    """The votes are those of what the model said; only the wording is put right."""
    false = "The council of Pellmouth closed the old harbour on Friday."
    votes = votes_of(checker, false, false)
    assert [failed.claim.text for failed in votes.failed] == [false, false]
    edited, again = votes.supported
    assert edited == again
    assert [failed.edit for failed in votes.failed] == [edited, edited]
    assert edited.text == "The council of Pellmouth closed the old harbour on Monday."
    assert (edited.origin, edited.verdict) == (Origin.EDITED, Verdict.SUPPORTED)
    once = votes_of(checker, false)
    assert votes.sentence_votes[1] == pytest.approx(2 * once.sentence_votes[1])


def test_an_edit_that_gives_the_whole_sentence_is_the_articles_own(checker: Checker) -> None:
    text = "The council of Pellmouth closed the old harbour on Friday, which angered the fleet."
    votes = votes_of(checker, text)
    assert votes.supported == [checker.quote_sentence(1)]


def test_what_the_article_does_not_speak_of_has_no_vote(checker: Checker) -> None:
    votes = votes_of(checker, "Unicorns devoured Xanaduville in 1888.")
    assert not any(votes.sentence_votes.values())
    (failed,) = votes.failed
    assert failed.closest is None


def test_twice_said_counts_twice_for_the_sentence(checker: Checker) -> None:
    text = "Fishermen protested against the decision."
    once, twice = votes_of(checker, text), votes_of(checker, text, text)
    assert twice.sentence_votes[3] == pytest.approx(2 * once.sentence_votes[3])


def test_closer_counts_more(checker: Checker) -> None:
    whole = votes_of(checker, "Fishermen from Brannick protested against the decision.")
    part = votes_of(checker, "Fishermen protested against the weather in Pellmouth.")
    assert whole.sentence_votes[3] > part.sentence_votes[3]


def test_a_concept_counts_the_share_of_the_drafts_that_have_it(checker: Checker) -> None:
    divers, fishermen = Claim("Divers found a crack."), Claim("Fishermen protested.")
    votes = count_votes(
        [[divers, divers, fishermen], [divers], [divers], []], ClaimVerifier(checker)
    )
    divers_key, fishermen_key = "diver", "fishermen"
    assert votes.concept_votes[divers_key] == pytest.approx(3 / 4)  # however often a draft says it
    assert votes.concept_votes[fishermen_key] == pytest.approx(1 / 4)
    assert "unicorn" not in votes.concept_votes
    assert max(votes.concept_votes.values()) <= 1


def test_pairs_of_words_are_voted_for_as_well(checker: Checker) -> None:
    votes = votes_of(checker, "Divers found a crack.")
    assert votes.concept_votes["diver found"] == 1.0
    assert "found diver" not in votes.concept_votes


@pytest.mark.parametrize(
    ("statements", "trust"),
    [
        ((), 0.0),
        (("Unicorns devoured Xanaduville in 1888.",), 0.0),
        (("The weather was mild, which pleased the fleet.",), 1.0),
        (("Divers found a crack in the northern wall.",), 1.0),
        (("The weather was mild.", "Unicorns devoured Xanaduville in 1888."), 0.5),
        # what an edit saved did not stand as it came
        (
            ("The weather was mild.", "The council of Pellmouth closed the old harbour on Friday."),
            0.5,
        ),
    ],
)
def test_trust_is_the_share_of_what_stood_as_it_came(
    checker: Checker, statements: tuple[str, ...], trust: float
) -> None:
    assert votes_of(checker, *statements).trust == pytest.approx(trust)


def test_a_repeated_sentence_is_the_articles_own(checker: Checker) -> None:
    (standing,) = votes_of(checker, "The weather was mild, which pleased the fleet.").supported
    assert standing == checker.quote_sentence(4)
    assert standing.origin is Origin.SOURCE


def test_a_shortened_sentence_is_the_models(checker: Checker) -> None:
    (standing,) = votes_of(checker, "Divers found a crack in the northern wall.").supported
    assert standing.origin is Origin.MODEL
    assert [e.sentence_number for e in standing.evidence] == [2]


def test_adding_votes_takes_in_all_of_it_at_its_weight(checker: Checker) -> None:
    mild = "The weather was mild, which pleased the fleet."
    mine = votes_of(checker, mild)
    before = mine.sentence_votes[4]
    mine.add(votes_of(checker, mild, "Unicorns devoured Pellmouth."), 0.5)
    assert mine.sentence_votes[4] == pytest.approx(1.5 * before)
    assert mine.concept_votes["mild"] == pytest.approx(1.5)
    assert mine.concept_votes["unicorn"] == pytest.approx(0.5)
    assert len(mine.supported) == 2
    assert len(mine.failed) == 1
    assert mine.trust == pytest.approx(2 / 3)


@pytest.mark.parametrize("drafts", [[], [[]], [[], []]])
def test_no_statements(checker: Checker, drafts: list[list[Claim]]) -> None:
    votes = count_votes(drafts, ClaimVerifier(checker))
    assert (dict(votes.sentence_votes), dict(votes.concept_votes)) == ({}, {})
    assert (votes.supported, votes.failed) == ([], [])


def concepts_of(text: str, language: str = "en") -> frozenset[str]:
    return find_concepts(tokenize(text, language))


def test_words_and_pairs_of_neighbours() -> None:
    kim, opened, bridge = "kim", "open", "bridg"
    assert concepts_of("Kim opened the bridge") == {
        kim,
        opened,
        bridge,
        f"{kim} {opened}",
        f"{opened} the",
        f"the {bridge}",
    }


@pytest.mark.parametrize("text", ["", "—", "of the", "…!?"])
def test_what_says_nothing_speaks_of_nothing(text: str) -> None:
    assert concepts_of(text) == frozenset()


def test_marks_stand_between_no_neighbours() -> None:
    assert concepts_of("Kim, Rosa") == concepts_of("Kim Rosa")


def test_inflection_makes_no_other_thing() -> None:
    assert concepts_of("bridges") == concepts_of("bridge")


def test_said_twice_is_one_thing() -> None:
    assert concepts_of("bridge bridge bridge") == {"bridg", "bridg bridg"}


def test_who_does_what_to_whom_makes_a_difference() -> None:
    """The words of both are the same, but not their neighbours."""
    one, other = concepts_of("Kim praised Ito"), concepts_of("Ito praised Kim")
    assert {"kim", "ito"} <= one & other
    assert one != other


def test_a_language_without_tables_has_concepts_too() -> None:
    """Folded, too: a mark on a letter makes no other word."""
    assert concepts_of("Brücke gesperrt", "de") == {"bruck", "gesperrt", "bruck gesperrt"}
