from __future__ import annotations

import pytest

from summarize import claims
from summarize.document import Document
from summarize.findings import CheckedClaim, Claim, Origin, Verdict
from summarize.sources import read
from summarize.standing_alone import CLEAR
from summarize.summaries import candidates, prose
from summarize.verify import Checker
from summarize.votes import Ballot, poll


@pytest.fixture(scope="module")
def checker(feature: Document) -> Checker:
    return Checker(feature)


def ballot_for(checker: Checker, *numbers: int) -> Ballot:
    return poll([Claim(checker.sentence(number).text) for number in numbers], checker)


def clear(checker: Checker) -> list[int]:
    """The sentences that are understood alone."""
    whole = candidates(Ballot(), checker, prose(checker))
    return [one.place for one in whole if min(length.alone for length in one.lengths) >= CLEAR]


def evidence(found: tuple[CheckedClaim, ...]) -> list[int]:
    return [e.sentence for claim in found for e in claim.evidence]


def test_none_are_wanted(checker: Checker) -> None:
    assert claims.select(ballot_for(checker, *prose(checker)), checker, 0) == ()


def test_without_a_vote_there_is_no_claim(checker: Checker) -> None:
    """What the model did not call important is not passed off as if it had."""
    assert claims.select(Ballot(), checker, 5) == ()


@pytest.mark.parametrize("most", [1, 3, 10])
def test_at_most_so_many(checker: Checker, most: int) -> None:
    ballot = ballot_for(checker, *list(prose(checker))[::4])
    assert len(claims.select(ballot, checker, most)) == most


def test_fewer_if_the_model_named_fewer(checker: Checker) -> None:
    number = clear(checker)[3]
    found = claims.select(poll([Claim(checker.sentence(number).text)], checker), checker, 10)
    assert number in evidence(found)
    assert len(found) < 10


def test_all_are_supported_and_none_says_what_another_does(checker: Checker) -> None:
    found = claims.select(ballot_for(checker, *list(prose(checker))[::3]), checker, 20)
    numbers = evidence(found)
    assert len(numbers) == len(set(numbers))
    assert {claim.verdict for claim in found} == {Verdict.SUPPORTED}


def test_what_was_said_more_often_comes_first(checker: Checker) -> None:
    pool = [n for n in clear(checker) if 10 <= checker.sentence(n).words <= 20]
    often, once = pool[9], pool[2]
    ballot = ballot_for(checker, once, *[often] * 5)
    assert evidence(claims.select(ballot, checker, 5))[0] == often


def test_a_sentence_of_the_summary_comes_after_what_is_new(checker: Checker) -> None:
    pool = [n for n in clear(checker) if 12 <= checker.sentence(n).words <= 18]
    first, second = pool[0], pool[5]
    ballot = ballot_for(checker, first, second)
    for printed, new in ((first, second), (second, first)):
        found = claims.select(ballot, checker, 10, [checker.sentence(printed)])
        order = evidence(found)
        assert order.index(new) < order.index(printed)


def test_an_endless_sentence_is_no_claim(checker: Checker) -> None:
    longest = max(prose(checker), key=lambda number: checker.sentence(number).words)
    assert checker.sentence(longest).words > 45
    assert longest not in evidence(claims.select(ballot_for(checker, longest), checker, 5))


STORY = (
    "The council of Pellmouth met on Monday. "
    "Ingrid Hessary, who runs the harbour of Kallen, closed the old pier. "
    "The weather was mild for the season there."
)


def test_a_claim_is_the_shortened_sentence_where_there_is_one() -> None:
    checker = Checker(read(text=STORY, language="en"))
    ballot = ballot_for(checker, 2)
    (claim,) = claims.select(ballot, checker, 5)
    assert (claim.text, claim.origin) == ("Ingrid Hessary closed the old pier.", Origin.EDITED)


def test_a_shortened_claim_whose_sentence_the_summary_has_comes_later() -> None:
    checker = Checker(read(text=STORY, language="en"))
    ballot = ballot_for(checker, 2, 3)
    order = evidence(claims.select(ballot, checker, 5, [checker.sentence(2)]))
    assert order == [3, 2]
    assert evidence(claims.select(ballot, checker, 5)) == [2, 3]


def test_what_is_not_understood_alone_is_no_claim() -> None:
    document = read(
        text="Rosa Kim runs the old ferry to Kallen. She sold nine tickets on Monday morning. "
        "The council of Kallen closed the pier in May.",
        language="en",
    )
    checker = Checker(document)
    found = claims.select(ballot_for(checker, 1, 2, 2, 2, 3), checker, 5)
    assert sorted(evidence(found)) == [1, 3]
