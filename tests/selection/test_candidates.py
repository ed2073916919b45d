"""The candidate pool: wordings of sentences, concept weights, quality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

import pytest

from summarize.document import Document, Role
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import tokenize
from summarize.results import Claim, Origin, Verdict
from summarize.selection.candidates import (
    CandidateBuilder,
    CandidatePool,
    build_candidate,
    find_rendered_sentence,
    find_rendered_sentences,
    score_brevity,
)
from summarize.selection.key_claims import select_key_claims
from summarize.selection.salience import score_salience
from summarize.selection.votes import DraftedStatement, DraftVotes, count_votes, find_concepts
from summarize.sources import read
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier
from support.checkers import checker_for

STORY = (
    "# Harbour news\n\n"
    "The council of Pellmouth met on Monday to talk about the long repair of the wall. "
    "However, Ingrid Hessary, who runs the harbour of Kallen, closed the old pier. "
    "The weather was mild and dry for the season in all of the villages there. "
    "Boats from Brannick landed their fish in Kallen after the northern wall had fallen. "
    "A ferry company offered the town of Kallen one of its two floating quays."
)


LEAK = "the old pier of Kallen leaks oil and water in cold winters."


@pytest.fixture(scope="module")
def checker() -> Checker:
    return checker_for(STORY, language="en")


@pytest.fixture(scope="module")
def book() -> Checker:
    """More sentences than are looked at closely."""
    texts = [
        f"In the year {n} the town of Kallen built bridge number {n + 3000}." for n in range(1500)
    ]
    return checker_for(" ".join(texts), language="en")


def gathered(checker: Checker, *drafts: Iterable[str], words: int = 60) -> CandidatePool:
    votes = count_votes(
        [[Claim(text) for text in draft] for draft in drafts], ClaimVerifier(checker)
    )
    return CandidateBuilder(checker).build(votes, words)


def texts(pool: CandidatePool, origin: Origin | None = None) -> list[str]:
    found = (one.statement for one in pool.candidates)
    return [one.text for one in found if origin in (None, one.origin)]


def carriers(pool: CandidatePool) -> set[int]:
    return {item.sentence_number for one in pool.candidates for item in one.statement.evidence}


def test_every_sentence_of_prose_is_a_candidate_and_no_heading(checker: Checker) -> None:
    numbers = list(checker.annotated.numbers)
    assert checker.annotated.document.sentence(1).role is Role.HEADING
    assert numbers == [2, 3, 4, 5, 6]
    pool = gathered(checker)
    assert texts(pool, Origin.SOURCE) == [checker.quote_sentence(n).text for n in numbers]
    assert carriers(pool) == set(numbers)


def test_headings_of_a_long_article_are_no_candidates(feature: Document) -> None:
    headings = {s.number for s in feature.sentences if s.role is Role.HEADING}
    assert headings
    assert not headings & carriers(
        CandidateBuilder(Checker(AnnotatedDocument(feature))).build(DraftVotes(), 1600)
    )


def test_a_line_without_verb_and_full_stop_is_no_candidate(feature: Document) -> None:
    pool = CandidateBuilder(Checker(AnnotatedDocument(feature))).build(DraftVotes(), 1600)
    printed = {one.statement.text for one in pool.candidates}
    assert "5.12 metres" in {feature.sentence_text(one) for one in feature.sentences}
    assert "5.12 metres" not in printed
    assert any(not text.endswith(".") for text in printed)


def test_nothing_of_what_was_not_read_is_a_candidate(checker: Checker) -> None:
    """Neither its own words, nor the model's on it, however many votes it has."""
    statement = "Ingrid Hessary closed the old pier."
    votes = count_votes([[Claim(statement)] * 5], ClaimVerifier(checker))
    assert 3 in carriers(CandidateBuilder(checker).build(votes, 60))
    pool = CandidateBuilder(checker, unread=frozenset({3, 5})).build(votes, 60)
    assert carriers(pool) == {2, 4, 6}
    assert statement not in texts(pool)
    assert "hessari" not in pool.weights


def test_all_of_it_was_unread(checker: Checker) -> None:
    pool = CandidateBuilder(checker, unread=set(checker.annotated.numbers)).build(DraftVotes(), 60)
    assert (pool.candidates, dict(pool.weights)) == ((), {})


def test_what_is_left_out_once_is_there_the_next_time(checker: Checker) -> None:
    builder = CandidateBuilder(checker)
    assert carriers(builder.build(DraftVotes(), 60, without={4})) == {2, 3, 5, 6}
    assert carriers(builder.build(DraftVotes(), 60)) == {2, 3, 4, 5, 6}


def test_a_shortened_sentence_is_a_candidate(checker: Checker) -> None:
    pool = gathered(checker)
    assert "Ingrid Hessary closed the old pier." in texts(pool, Origin.EDITED)
    short, whole = (
        next(one for one in pool.candidates if one.statement.text == text)
        for text in ("Ingrid Hessary closed the old pier.", checker.quote_sentence(3).text)
    )
    assert short.sentence_number == whole.sentence_number == 3
    assert short.words < whole.words
    assert short.self_containedness > whole.self_containedness  # which begins with "However"


def test_a_statement_that_stands_is_a_candidate_and_one_that_fails_is_not(
    checker: Checker,
) -> None:
    true = "Boats from Brannick landed their fish in Kallen."
    false = "Boats from Brannick landed 99 unicorns in Xanaduville."
    found = gathered(checker, [true, false], [true])
    assert texts(found, Origin.MODEL) == [true]
    assert false not in texts(found)
    (own,) = (one for one in found.candidates if one.statement.origin is Origin.MODEL)
    assert own.sentence_number == 5


def test_an_edited_statement_is_a_candidate(checker: Checker) -> None:
    pool = gathered(checker, ["Boats from Brannick landed their fish in Pellmouth."])
    assert "Boats from Brannick landed their fish in Kallen." in texts(pool, Origin.EDITED)


def test_all_candidates_are_supported_and_say_what_their_words_say(feature: Document) -> None:
    for one in (
        CandidateBuilder(Checker(AnnotatedDocument(feature))).build(DraftVotes(), 120).candidates
    ):
        assert one.statement.verdict is Verdict.SUPPORTED
        assert one.words == one.statement.words > 0
        assert one.concepts == find_concepts(tokenize(one.statement.text, "en"))
        assert one.sentence_number in {item.sentence_number for item in one.statement.evidence}
        assert one.quality <= one.quality_in_context * 1.000001
        assert 0 <= one.self_containedness <= 1


@pytest.mark.parametrize(
    "poor",
    ["however, the boat of Ebbin did not last long.", "The boat of Ebbin had:", "No boats."],
)  # fmt: skip
def test_fragments_and_exclamations_are_worth_little(poor: str) -> None:
    whole = "The old boat of Ebbin did not last for long there."
    pool = gathered(checker_for(f"{poor}\n\n{whole}\n\nIt rained.", language="en"))
    worth = {one.statement.text: one.quality for one in pool.candidates}
    assert worth.get(poor, 0.0) < 0.6 * worth[whole]


@pytest.mark.parametrize(
    ("text", "uncited", "share"),
    [
        (f"Lee et al. found that {LEAK}", f"Lee found that {LEAK}", 0.6),
        (f"As Lee et al. did, we found that {LEAK}", f"As Lee did, we found that {LEAK}", 1.0),
    ],
)
def test_what_others_found_is_worth_less_than_what_authors_say(
    text: str, uncited: str, share: float
) -> None:
    cited, plain = (
        build_candidate(found.quote_sentence(1), found.annotated).quality
        for found in (checker_for(one, language="en") for one in (text, uncited))
    )
    assert cited == pytest.approx(share * plain)


def test_what_says_nothing_is_no_candidate() -> None:
    article = read(
        text="The council of Pellmouth met on Monday.\n\n12.\n\nThe wall was safe again."
    )
    assert "12." not in texts(gathered(Checker(AnnotatedDocument(article))))


def test_what_drafts_speak_of_counts_more(checker: Checker) -> None:
    """The more of them speak of it, the more; what none names, counts no less than before."""
    ferry, mild = "A ferry company offered a quay.", "The weather was mild."
    none, some, all_ = (
        gathered(checker, *drafts).weights
        for drafts in ([], [[ferry], [mild]], [[ferry], [ferry, mild]])
    )
    assert none["ferri"] < some["ferri"] < all_["ferri"]
    assert none["brannick"] == some["brannick"] == all_["brannick"]


def test_a_salient_sentence_makes_its_concepts_count(checker: Checker) -> None:
    weights = gathered(checker).weights
    assert weights["council"] > weights["quay"] > 0
    assert weights["kallen"] > weights["ferri"]  # in three sentences, one of them the same


def test_the_word_of_a_model_that_tells_no_lies_counts_more(checker: Checker) -> None:
    votes = defaultdict(float, {"ferri": 1.0})
    true = checker.check(Claim("Boats from Brannick landed their fish in Kallen."))
    false = checker.check(Claim("Boats from Brannick landed 99 unicorns in Xanaduville."))
    faithful = DraftVotes(concept_votes=votes, drafts=[(DraftedStatement(true, None),)])
    liar = DraftVotes(concept_votes=votes, drafts=[(DraftedStatement(false, None),)])
    builder = CandidateBuilder(checker)
    assert (faithful.trust, liar.trust) == (1.0, 0.0)
    mine, theirs = (builder.build(one, 60).weights for one in (faithful, liar))
    assert mine["ferri"] > theirs["ferri"]
    assert mine["brannick"] == theirs["brannick"]


def test_who_asks_for_something_hears_less_of_the_rest(checker: Checker) -> None:
    plain = CandidateBuilder(checker).build(DraftVotes(), 60).weights
    asked = (
        CandidateBuilder(checker, weight=lambda n: 1.0 if n == 6 else 0.1)
        .build(DraftVotes(), 60)
        .weights
    )
    assert asked["ferri"] == pytest.approx(plain["ferri"])
    assert asked["council"] < plain["council"]


def test_of_a_book_only_what_matters_most_is_looked_at(book: Checker) -> None:
    builder = CandidateBuilder(book)
    few, many = (carriers(builder.build(DraftVotes(), words)) for words in (60, 1200))
    assert len(few) < len(many) < 1500
    assert few < many
    worth = score_salience(book.annotated)
    least = sorted(worth.values(), reverse=True)[len(few) - 1]
    assert all(worth[number] >= least for number in few)


def test_what_is_voted_for_comes_into_the_shortlist(book: Checker) -> None:
    builder = CandidateBuilder(book)
    late = max(set(book.annotated.numbers) - carriers(builder.build(DraftVotes(), 60)))
    voted = DraftVotes(sentence_votes=defaultdict(float, {late: 9.0}))
    assert late in carriers(builder.build(voted, 60))


def test_the_same_question_has_the_same_answer(feature: Document) -> None:
    checker = Checker(AnnotatedDocument(feature))
    builder = CandidateBuilder(checker)
    first = builder.build(DraftVotes(), 200)
    builder.build(DraftVotes(sentence_votes=defaultdict(float, {90: 9.0})), 900)
    assert (
        builder.build(DraftVotes(), 200)
        == first
        == CandidateBuilder(checker).build(DraftVotes(), 200)
    )


def test_questions_and_stutters_say_less() -> None:
    text = (
        "The pier in Kallen has been closed for repairs since Monday morning.\n\n"
        "Has the pier in Kallen been closed for repairs since Monday morning?\n\n"
        "The the pier in Kallen has been closed for repairs since Monday morning."
    )
    known = checker_for(text)
    plain, asked, stuttered = (
        build_candidate(known.quote_sentence(n), known.annotated, n) for n in (1, 2, 3)
    )
    assert asked.quality < plain.quality
    assert stuttered.quality < plain.quality


CALL = (
    "Good morning, and welcome to the call of Kallen Lifts, and thank you for joining us today. "
    "Kallen Lifts built a plant in Brannick with 400 workers in the first quarter of the year. "
    "Turning to Europe, orders of new lifts in all of the cities of Spain grew 4%. "
    "Operating margin was 8.7% because of the prices of steel and of the wages of workers. "
    "The plant makes lifts for hotels and for the hospitals of the southern coast."
)


def test_what_leans_on_another_sentence_says_so() -> None:
    pool = gathered(checker_for(CALL, language="en"))
    by_number = {one.sentence_number: one for one in pool.candidates}
    assert by_number[1].quality <= 0.1 < by_number[2].quality
    assert [need.sentences for need in by_number[4].needs] == [{3}]
    assert [need.sentences for need in by_number[5].needs] == [{2}]
    assert by_number[4].quality_beside({3}) > 2 * by_number[4].quality_beside({2})


def test_no_claim_leans_on_another_sentence() -> None:
    text = f"{CALL} Ola Kvist said that prices of steel in Spain will fall in June of this year."
    checker = checker_for(text, language="en")
    claims = select_key_claims(gathered(checker), checker, 8)
    assert {one.sentence_numbers[0] for one in claims} <= {2, 3, 6}


def test_a_statement_may_render_several_sentences() -> None:
    one = checker_for(STORY, language="en")
    evidence = one.annotated.evidence
    claim = one.check(Claim("The council of Pellmouth met on Monday to talk about the wall."))
    both = replace(claim, evidence=(evidence(2), evidence(4)))
    assert find_rendered_sentence(both, one.annotated) == 2
    assert find_rendered_sentences(both, one.annotated) == {2}
    text = "Hessary closed the old pier and boats from Brannick landed their fish in Kallen."
    claim = replace(claim, text=text, evidence=(evidence(3), evidence(5)))
    assert find_rendered_sentences(claim, one.annotated) == {3, 5}
    claim = replace(claim, text="Everything else differs here.", evidence=(evidence(4),))
    assert find_rendered_sentences(claim, one.annotated) == {4}


def test_short_statements_of_long_documents_count_less() -> None:
    """In an article they count as much as others."""
    long, short = f"The council of Kallen knew in May that {LEAK}", "The ferry of Kallen sank."
    for size, less in ((50, False), (150, True), (600, True)):
        one = checker_for(" ".join([long, short, *["Boats left Kallen."] * size]), language="en")
        whole, part = (build_candidate(one.quote_sentence(n), one.annotated) for n in (1, 2))
        assert score_brevity(whole, one.annotated) == 1
        assert (score_brevity(part, one.annotated) < 1) is less
        assert score_brevity(whole, one.annotated, 30) <= 1
