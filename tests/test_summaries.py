from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import pytest

from summarize.document import Document, Role
from summarize.findings import Claim, Origin, RepairMethod, Verdict
from summarize.sources import read
from summarize.summaries import TOLERANCE, Account, account, candidates, digest, prose, select
from summarize.verify import Checker
from summarize.votes import Ballot, poll


@pytest.fixture(scope="module")
def checker(feature: Document) -> Checker:
    return Checker(feature)


def ballot_for(checker: Checker, *numbers: int) -> Ballot:
    """Votes for these sentences, as from a model that repeats them."""
    texts = [checker.sentence(number).text for number in numbers]
    return poll([Claim(text) for text in texts], checker)


def prose_numbers(checker: Checker) -> list[int]:
    return list(prose(checker))


def test_only_prose_may_be_printed(checker: Checker) -> None:
    headings = {s.number for s in checker.document.sentences if s.role is Role.HEADING}
    assert headings
    assert not headings & set(prose(checker))


@pytest.mark.parametrize("target", [40, 60, 120, 250, 500, 1600])
def test_the_length_is_kept_whatever_the_votes(checker: Checker, target: int) -> None:
    for ballot in (Ballot(), ballot_for(checker, *prose_numbers(checker)[::7])):
        chosen = select(ballot, checker, target, checker.document.words // 2)
        words = sum(sentence.words for sentence in chosen)
        assert abs(words - target) <= TOLERANCE * target


def test_never_more_than_allowed(checker: Checker) -> None:
    chosen = select(Ballot(), checker, 120, 100)
    assert sum(sentence.words for sentence in chosen) <= 100


def test_what_is_voted_for_is_chosen(checker: Checker) -> None:
    wanted = prose_numbers(checker)[50:54]
    chosen = select(ballot_for(checker, *wanted), checker, 80, 1000)
    found = {e.sentence for sentence in chosen for e in sentence.evidence}
    assert len(found & set(wanted)) >= 2


def test_every_sentence_is_supported_and_stands_alone_on_its_evidence(checker: Checker) -> None:
    chosen = select(ballot_for(checker, *prose_numbers(checker)[::5]), checker, 250, 1000)
    numbers = [e.sentence for sentence in chosen for e in sentence.evidence]
    assert numbers == sorted(set(numbers))
    assert all(sentence.verdict is Verdict.SUPPORTED for sentence in chosen)


def test_the_articles_own_wording_is_always_a_candidate(checker: Checker) -> None:
    numbers = prose_numbers(checker)[5:10]
    own = candidates(Ballot(), checker, numbers)
    whole = [max(one.lengths, key=lambda length: length.words).statement for one in own]
    assert whole == [checker.sentence(number) for number in numbers]
    assert all(one.score > 0 for one in own)


def test_a_wording_that_leans_on_other_sentences_is_no_candidate(checker: Checker) -> None:
    first, second = prose_numbers(checker)[10:12]
    ballot = ballot_for(checker, first, second)
    allowed = candidates(ballot, checker, [first])
    assert {e.sentence for one in allowed for e in one.statement.evidence} == {first}


def test_a_failed_statement_about_nothing_is_dropped_with_its_reasons(checker: Checker) -> None:
    false = "Unicorns devoured Xanaduville in 1888."
    ballot = poll([Claim(false), Claim(false)], checker)
    fate = account(select(ballot, checker, 60, 1000), ballot)
    assert [dropped.text for dropped in fate.dropped] == [false]
    assert fate.dropped[0].reasons
    assert fate.repairs == ()


FALSE = " with the help of 98765 unicorns from Xanaduville"


def without_edits(ballot: Ballot) -> Ballot:
    return replace(ballot, standing=[c for c in ballot.standing if c.origin is not Origin.EDITED])


def repaired(fate: Account) -> list[tuple[str, str, RepairMethod]]:
    return [(one.before, one.after, one.method) for one in fate.repairs]


def test_a_failed_statement_is_replaced_by_the_sentence_it_was_about(checker: Checker) -> None:
    number = prose_numbers(checker)[5]
    own = checker.sentence(number)
    false = Claim(own.text.rstrip(".") + FALSE + ".")
    ballot = without_edits(poll([false] * 5, checker))
    chosen = select(ballot, checker, own.words, 1000)
    assert own in chosen
    fate = account(chosen, ballot)
    assert fate.dropped == ()
    assert repaired(fate) == [(false.text, own.text, RepairMethod.SOURCE)]
    assert fate.repairs[0].reasons == ballot.failed[0][0].reasons != ()


@pytest.mark.parametrize(
    ("origin", "standing", "method"),
    [
        (Origin.MODEL, True, RepairMethod.DRAFT),
        (Origin.EDITED, True, RepairMethod.EDIT),
        (Origin.EDITED, False, RepairMethod.SHORTENED),
        (Origin.SOURCE, False, RepairMethod.SOURCE),
    ],
)
def test_how_a_failed_statement_was_saved(
    checker: Checker, origin: Origin, standing: bool, method: RepairMethod
) -> None:
    own = checker.sentence(prose_numbers(checker)[5])
    better = replace(own, text="Other words for it.", origin=origin)
    false = own.text.rstrip(".") + FALSE + "."
    ballot = without_edits(poll([Claim(false)] * 2, checker))
    ballot.standing += [better] if standing else []
    fate = account([better], ballot)
    assert fate.dropped == ()
    assert repaired(fate) == [(false, better.text, method)]


def test_an_edited_statement_is_a_candidate_and_its_repair_is_an_edit(checker: Checker) -> None:
    number = next(n for n in prose_numbers(checker) if "812 members" in checker.sentence(n).text)
    own = checker.sentence(number)
    false = own.text.replace("812", "977")
    short = Claim(false.split(",")[0].rstrip(".") + ".")
    ballot = poll([short], checker)
    edited = [claim for claim in ballot.standing if claim.origin is Origin.EDITED]
    assert [claim.text for claim in edited] == [short.text.replace("977", "812")]
    found = {one.statement.text for one in candidates(ballot, checker, [number])}
    assert {own.text, edited[0].text} <= found
    assert repaired(account(edited, ballot)) == [(short.text, edited[0].text, RepairMethod.EDIT)]


STORY = (
    "The council of Pellmouth met on Monday. "
    "However, Ingrid Hessary, who runs the harbour of Kallen, closed the old pier. "
    "The weather was mild for the season there."
)


def test_a_shortened_sentence_is_another_length_of_the_whole_one() -> None:
    checker = Checker(read(text=STORY, language="en"))
    ballot = Ballot(votes=defaultdict(float, {2: 1.0}))
    (one,) = candidates(ballot, checker, [2])
    assert one.statement.text == "Ingrid Hessary closed the old pier."  # "However" reads badly
    assert [other.statement for other in one.others] == [checker.sentence(2)]


def test_a_summary_shorter_than_every_sentence_is_a_shortened_one() -> None:
    checker = Checker(read(text=STORY, language="en"))
    ballot = Ballot(votes=defaultdict(float, {2: 1.0}))
    (only,) = select(ballot, checker, 6, 6)
    assert (only.text, only.origin) == ("Ingrid Hessary closed the old pier.", Origin.EDITED)


def test_the_whole_sentence_is_preferred_where_there_is_room() -> None:
    text = STORY.replace("However, ", "")
    checker = Checker(read(text=text, language="en"))
    ballot = Ballot(votes=defaultdict(float, {2: 1.0}))
    (only,) = select(ballot, checker, 13, 14)
    assert only == checker.sentence(2)


@pytest.mark.parametrize("words", [0, 5, 30, 60, 150])
def test_a_digest_is_never_longer_than_allowed(checker: Checker, words: int) -> None:
    numbers = prose_numbers(checker)[20:50]
    units = digest(ballot_for(checker, *numbers[:6]), checker, numbers, words)
    assert sum(unit.words for unit in units) <= words
    assert {e.sentence for unit in units for e in unit.statement.evidence} <= set(numbers)


@pytest.mark.parametrize(
    "fragment", ["however, the boat of Ebbin did not last long.", "The boat of Ebbin has two:"]
)
def test_fragments_are_worth_little(fragment: str) -> None:
    whole = "The boat of Ebbin did last for long there."
    text = f"{fragment}\n\n{whole}\n\nIt rained."
    checker = Checker(read(text=text, language="en"))
    both = Ballot(votes=defaultdict(float, {1: 1.0, 2: 1.0}))
    scores = {c.statement.text: c.score for c in candidates(both, checker, [1, 2])}
    assert scores[fragment] < 0.5 * scores[whole]
