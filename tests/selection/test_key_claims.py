"""Key claims: short, distinct, self-contained, important first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.results import CheckedClaim, Claim, Origin, Verdict
from summarize.selection import key_claims
from summarize.selection.candidates import CandidateBuilder, CandidatePool
from summarize.selection.optimizer import Candidate
from summarize.selection.votes import DraftVotes, count_votes, find_concepts
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier
from support.checkers import checker_for


@pytest.fixture(scope="module")
def checker(feature: Document) -> Checker:
    return Checker(AnnotatedDocument(feature))


@pytest.fixture(scope="module")
def pool(checker: Checker) -> CandidatePool:
    return CandidateBuilder(checker).build(DraftVotes(), 250)


def evidence(found: Iterable[CheckedClaim]) -> list[int]:
    return [item.sentence_number for claim in found for item in claim.evidence]


def selected(text: str, *drafts: Sequence[str], most: int = 5) -> tuple[CheckedClaim, ...]:
    """The claims of an article, after a model has drafted these statements."""
    checker = checker_for(text, language="en")
    votes = count_votes([[Claim(one) for one in draft] for draft in drafts], ClaimVerifier(checker))
    return key_claims.select_key_claims(CandidateBuilder(checker).build(votes, 60), checker, most)


@pytest.mark.parametrize("most", [0, 1, 3, 8])
def test_at_most_so_many(pool: CandidatePool, checker: Checker, most: int) -> None:
    assert len(key_claims.select_key_claims(pool, checker, most)) == most


def test_nothing_to_choose_from(checker: Checker) -> None:
    assert key_claims.select_key_claims(CandidatePool((), {}), checker, 5) == ()


def test_supported_short_and_distinct(pool: CandidatePool, checker: Checker) -> None:
    found = key_claims.select_key_claims(pool, checker, 20)
    assert 8 <= len(found) < 20  # rather fewer than mere details
    assert {claim.verdict for claim in found} == {Verdict.SUPPORTED}
    assert all(0 < claim.words <= key_claims.MAX_CLAIM_WORDS for claim in found)
    assert key_claims.MAX_CLAIM_WORDS == 36  # promised
    for one, other in combinations(found, 2):
        assert one.text != other.text
        assert one.evidence[0].sentence_number != other.evidence[0].sentence_number


def test_what_every_draft_says_comes_first() -> None:
    ferry = "A ferry company offered the town one of its two floating quays."
    before = [claim.text for claim in selected(STORY)]
    assert before[0] != ferry
    assert selected(STORY, [ferry], [ferry])[0].text == ferry


def test_an_endless_sentence_is_no_claim(pool: CandidatePool, checker: Checker) -> None:
    long = [one for one in pool.candidates if one.words > key_claims.MAX_CLAIM_WORDS]
    assert long
    texts = {claim.text for claim in key_claims.select_key_claims(pool, checker, 40)}
    assert not texts & {one.statement.text for one in long}


STORY = (
    "The council of Pellmouth met on Monday to talk about the long repair of the wall. "
    "Ingrid Hessary, who runs the harbour of Kallen, closed the old pier. "
    "Boats from Brannick land their fish in Kallen until the northern wall is safe. "
    "A ferry company offered the town one of its two floating quays."
)


def test_what_is_not_understood_alone_is_no_claim() -> None:
    found = selected(
        "Rosa Kim runs the old ferry to Kallen. It sold nine tickets on Monday morning. "
        "But the council of Kallen closed the northern pier in summer. "
        "Fishermen from Brannick protested in front of the town hall."
    )
    texts = [claim.text for claim in found]
    assert "Fishermen from Brannick protested in front of the town hall." in texts
    assert not any(text.startswith(("It ", "But ")) for text in texts)


def test_a_question_claims_nothing() -> None:
    found = selected(f"{STORY} Who of the council will pay for the repair of the northern wall?")
    assert found
    assert not any(claim.text.endswith("?") for claim in found)


def test_what_others_have_found_is_worth_less() -> None:
    cited = "Orr (2016) found a deep hole in the oldest part of the eastern pier of Brannick."
    own = "The northern wall of Kallen has a long crack in its lowest row of stones."
    checker = checker_for(f"{cited} {own}", language="en")
    pool = same_length(made(CandidateBuilder(checker).build(DraftVotes(), 60), 1, 2))
    assert evidence(key_claims.select_key_claims(pool, checker, 1)) == [2]


def test_not_padded_with_what_was_said_before() -> None:
    said = "The council of Pellmouth closed the old harbour"
    repeated = " ".join(f"{said} {when}." for when in ("on Monday", "this week", "in spring"))
    found = selected(f"{repeated} Divers found a long crack in the northern wall.", most=10)
    assert sum(claim.text.startswith(said) for claim in found) == 1


def made(pool: CandidatePool, *places: int) -> CandidatePool:
    """Of the candidates of a pool one for each of these sentences, which count the same."""
    kept = [next(o for o in pool.candidates if o.sentence_number == place) for place in places]
    weights = {concept: 1.0 / len(one.concepts) for one in kept for concept in one.concepts}
    return CandidatePool(
        tuple(
            replace(o, quality=1.0, quality_in_context=1.0, self_containedness=1.0) for o in kept
        ),
        weights,
    )


@pytest.fixture(scope="module")
def story() -> tuple[Checker, CandidatePool]:
    checker = checker_for(STORY, language="en")
    return checker, CandidateBuilder(checker).build(DraftVotes(), 60)


@pytest.mark.parametrize("shown", [1, 3, 4])
def test_what_the_summary_says_is_not_said_again(
    story: tuple[Checker, CandidatePool], shown: int
) -> None:
    checker, pool = story
    equal = same_length(made(pool, 1, 3, 4))
    found = key_claims.select_key_claims(equal, checker, 5, [checker.quote_sentence(shown)])
    assert evidence(found) == [place for place in (1, 3, 4) if place != shown]


def test_a_claim_counts_what_it_adds_to_the_summary(story: tuple[Checker, CandidatePool]) -> None:
    checker, pool = story
    quoted = checker.quote_sentence(1)
    first, third, fourth = same_length(made(pool, 1, 3, 4)).candidates
    said = frozenset(find_concepts(checker.annotated.tokens(1)))
    known = replace(third, concepts=third.concepts | {next(iter(said))})
    weights = {concept: 1.0 for one in (first, third, fourth) for concept in one.concepts}
    weights |= dict.fromkeys(said, 5.0) | dict.fromkeys(fourth.concepts, 2.0)
    changed = CandidatePool((known, fourth), weights)
    assert evidence(key_claims.select_key_claims(changed, checker, 5)) == [3, 4]
    assert evidence(key_claims.select_key_claims(changed, checker, 5, [quoted])) == [4, 3]


def same_length(pool: CandidatePool) -> CandidatePool:
    """The candidates as if each had ten words and one concept, so that only the rest decides."""
    alike = tuple(
        replace(one, words=10, concepts=frozenset([f"sentence {one.sentence_number}"]))
        for one in pool.candidates
    )
    return CandidatePool(alike, {concept: 1.0 for one in alike for concept in one.concepts})


def test_a_shortened_sentence_of_the_summary_is_said_already(
    story: tuple[Checker, CandidatePool],
) -> None:
    checker, pool = story
    short = next(o for o in pool.candidates if o.statement.origin is Origin.EDITED)
    whole = checker.quote_sentence(short.sentence_number)
    assert short.statement.text != whole.text
    equal = same_length(CandidatePool((short, *made(pool, 4).candidates), {}))
    assert evidence(key_claims.select_key_claims(equal, checker, 5, [whole])) == [4]
    assert set(evidence(key_claims.select_key_claims(equal, checker, 5))) == {
        4,
        short.sentence_number,
    }


def test_no_claim_leads_to_another(story: tuple[Checker, CandidatePool]) -> None:
    """In a list, what leans on the sentence before it has no other sentence before it."""
    checker, pool = story
    first, third, fourth = same_length(made(pool, 1, 3, 4)).candidates
    leaning = replace(fourth, quality=0.4, quality_in_context=1.0)
    weights = {concept: 1.0 for one in (first, third, fourth) for concept in one.concepts}
    pool: tuple[Candidate, ...] = (first, third, leaning)
    weights |= dict.fromkeys(third.concepts, 3.0) | dict.fromkeys(first.concepts, 0.8)
    assert evidence(key_claims.select_key_claims(CandidatePool(pool, weights), checker, 2)) == [
        3,
        1,
    ]


def test_what_matters_most_comes_first() -> None:
    checker, pool = checker_for(STORY, language="en"), None
    pool = same_length(made(CandidateBuilder(checker).build(DraftVotes(), 60), 1, 3, 4))
    ranked = replace(pool, salience={1: 0.5, 3: 1.0, 4: 0.7})
    assert evidence(key_claims.select_key_claims(ranked, checker, 5)) == [3, 4, 1]


def test_a_claim_names_its_people_in_full() -> None:
    text = f"{STORY} A bank sold Hessary the brewery of Veldrin for £2 million."
    assert any("sold Ingrid Hessary the brewery" in one.text for one in selected(text))


def test_the_summary_is_not_said_again_in_other_words() -> None:
    text = f"{STORY} The old pier was closed by Hessary, the head of the harbour."
    checker = checker_for(text, language="en")
    pool = CandidateBuilder(checker).build(DraftVotes(), 60)
    shown = [checker.quote_sentence(2)]
    found = key_claims.select_key_claims(pool, checker, 5, shown)
    assert found
    assert 5 not in evidence(found)
