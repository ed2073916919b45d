"""Summary selection: length, order, paragraphs, repairs, unchecked drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from summarize.document import Document, Span
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.pipeline import summarize
from summarize.results import CheckedClaim, Claim, Evidence, Origin, Repair, RepairMethod, Verdict
from summarize.rewriting.self_contained import SELF_CONTAINED_FROM
from summarize.selection.candidates import CandidateBuilder, CandidatePool
from summarize.selection.optimizer import Candidate, is_redundant, select_candidates
from summarize.selection.summary import (
    LENGTH_TOLERANCE,
    _limit_opening,
    build_window,
    drop_dangling,
    explain_dropped,
    find_paragraph_breaks,
    label_draft,
    select_digest,
    select_summary,
)
from summarize.selection.votes import DraftVotes, count_votes
from summarize.settings import Length
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier
from support.answers import INVENTED, lying, settings_for, voting
from support.scripted_engine import ScriptedEngine


@pytest.fixture(scope="module")
def checker(feature: Document) -> Checker:
    return Checker(AnnotatedDocument(feature))


@pytest.fixture(scope="module")
def builder(checker: Checker) -> CandidateBuilder:
    return CandidateBuilder(checker)


def numbers_of(checker: Checker) -> list[int]:
    return list(checker.annotated.numbers)


def votes_for(checker: Checker, *numbers: int) -> DraftVotes:
    """Votes for these sentences, as from a model that repeats them."""
    return count_votes(
        [[Claim(checker.quote_sentence(number).text) for number in numbers]],
        ClaimVerifier(checker),
    )


def select(
    builder: CandidateBuilder, checker: Checker, votes: DraftVotes, target: int, most: int
) -> tuple[CheckedClaim, ...]:
    return select_summary(builder.build(votes, target), checker, build_window(target, most))


def words_of(sentences: Sequence[CheckedClaim]) -> int:
    return sum(one.words for one in sentences)


@pytest.mark.parametrize("target", [25, 40, 60, 120, 250, 500, 1000])
def test_the_length_is_kept_whatever_the_votes(
    builder: CandidateBuilder, checker: Checker, target: int
) -> None:
    for votes in (DraftVotes(), votes_for(checker, *numbers_of(checker)[::7])):
        chosen = select(builder, checker, votes, target, checker.annotated.document.words // 2)
        assert abs(words_of(chosen) - target) <= LENGTH_TOLERANCE * target


def test_the_lengths_lie_around_the_target(builder: CandidateBuilder, checker: Checker) -> None:
    """Not at the lower edge of the tolerance, where the densest sets are."""
    shares = [
        words_of(select(builder, checker, DraftVotes(), target, 5000)) / target
        for target in range(60, 400, 20)
    ]
    assert abs(sum(shares) / len(shares) - 1) < 0.06
    assert sum(abs(one - 1) <= 0.1 for one in shares) >= 0.8 * len(shares)


@pytest.mark.parametrize("share", ["1%", "5%", "15%", "33%", "50%"])
def test_shares_of_the_article_are_kept(
    builder: CandidateBuilder, checker: Checker, share: str
) -> None:
    words = checker.annotated.document.words
    target = Length.parse(share).target_words(words)
    chosen = select(builder, checker, DraftVotes(), target, words // 2)
    assert abs(words_of(chosen) - target) <= LENGTH_TOLERANCE * target
    assert words_of(chosen) <= words // 2


def test_never_more_than_allowed(builder: CandidateBuilder, checker: Checker) -> None:
    assert 80 <= words_of(select(builder, checker, DraftVotes(), 120, 100)) <= 100


def test_every_sentence_is_supported_each_once_in_the_order_of_the_article(
    builder: CandidateBuilder, checker: Checker
) -> None:
    votes = votes_for(checker, *numbers_of(checker)[::5])
    chosen = select(builder, checker, votes, 250, 1000)
    rendered = [one.evidence[0].sentence_number for one in chosen]
    assert rendered == sorted(set(rendered))
    assert all(one.verdict is Verdict.SUPPORTED for one in chosen)


def test_what_every_draft_says_is_chosen(builder: CandidateBuilder, checker: Checker) -> None:
    wanted = numbers_of(checker)[50:54]
    found = {
        item.sentence_number
        for one in select(builder, checker, votes_for(checker, *wanted), 80, 1000)
        for item in one.evidence
    }
    assert len(found & set(wanted)) >= 2


def test_nothing_to_choose_from(checker: Checker) -> None:
    nothing = CandidateBuilder(checker, unread=set(checker.annotated.numbers))
    assert select(nothing, checker, DraftVotes(), 60, 100) == ()


@pytest.mark.parametrize("most", [20, 100, 5000])
def test_the_window_lies_around_the_target(most: int) -> None:
    for target in range(25, 1001):
        window = build_window(target, most)
        assert window.low <= window.target <= window.high <= most
        assert window.high <= (1 + LENGTH_TOLERANCE) * target + 1e-6  # 100 * 1.15 is less than 115
        if target <= most:
            assert window.target == target
            assert window.low >= (1 - LENGTH_TOLERANCE) * target
            assert window.high >= min(most, (1 + LENGTH_TOLERANCE) * target - 1)


def test_what_misleads_alone_goes_with_the_sentence_that_it_leans_on(
    builder: CandidateBuilder,
) -> None:
    one, *_ = builder.build(DraftVotes(), 60).candidates
    clear = replace(one, words=10, self_containedness=1.0)
    stray = replace(one, words=10, self_containedness=SELF_CONTAINED_FROM / 2)
    leader, second, third = (replace(clear, sentence_number=n) for n in (3, 9, 12))
    leaning = replace(stray, sentence_number=4)
    assert drop_dangling([leader, leaning, second], 0) == [leader, leaning, second]
    assert drop_dangling([leaning, second], 0) == [second]
    assert drop_dangling([leaning, second], 11) == [leaning, second]  # too few words without it
    chain = [
        replace(stray, sentence_number=4, quality=0.9),
        replace(stray, sentence_number=5, quality=0.1),
        third,
    ]
    assert drop_dangling(chain, 0) == [third]
    assert drop_dangling([replace(stray, sentence_number=1), third], 0) == [third]


def sentence(words: int, number: int, *section: str) -> CheckedClaim:
    evidence = Evidence(number, Span(0, 1), 1, None, "", section)
    text = " ".join(["word"] * words)
    return CheckedClaim(text, Origin.SOURCE, Verdict.SUPPORTED, (evidence,))


def paragraph_words(sentences: Sequence[CheckedClaim]) -> list[int]:
    bounds = [0, *find_paragraph_breaks(sentences), len(sentences)]
    return [words_of(sentences[start:end]) for start, end in pairwise(bounds)]


@pytest.mark.parametrize("numbers", [(), (1,), (1, 40, 41)])
def test_a_short_summary_is_one_paragraph(numbers: tuple[int, ...]) -> None:
    assert (
        find_paragraph_breaks([sentence(20, number, f"Part {number}") for number in numbers]) == ()
    )


def test_the_paragraphs_of_a_long_summary_go_with_the_sections() -> None:
    parts = ["Boats"] * 5 + ["Ferries"] * 4 + ["Tides"] * 5
    sentences = [sentence(20, place * 2, part) for place, part in enumerate(parts, 1)]
    assert find_paragraph_breaks(sentences) == (5, 9)


def test_a_sentence_that_only_gives_a_name_makes_no_leap() -> None:
    """It follows in the evidence; the paragraphs are those of the sentences themselves."""
    plain = [sentence(20, number) for number in (2, 3, 4, 5, 60, 61, 62, 63, 64, 65)]
    namer = sentence(1, 1, "Elsewhere").evidence
    named = [replace(one, evidence=one.evidence + namer * (n % 2)) for n, one in enumerate(plain)]
    assert find_paragraph_breaks(named) == find_paragraph_breaks(plain) == (4,)


def test_without_sections_a_paragraph_begins_where_the_summary_leaps_furthest() -> None:
    numbers = [1, 2, 3, 4, 60, 61, 63, 64, 65, 120, 121, 122, 123]
    assert find_paragraph_breaks([sentence(20, number) for number in numbers]) == (4, 9)


@pytest.mark.parametrize("size", [5, 17, 30, 55])
@pytest.mark.parametrize("sections", [1, 3, 40])
def test_no_paragraph_is_endless_and_none_is_empty(size: int, sections: int) -> None:
    sentences = [sentence(size, n, f"Part {n % sections}") for n in range(1, 1000 // size)]
    found = find_paragraph_breaks(sentences)
    assert list(found) == sorted(set(found))
    assert 0 < found[0] <= found[-1] < len(sentences)
    sizes = paragraph_words(sentences)
    assert sum(sizes) == words_of(sentences)
    assert 0 < min(sizes) <= max(sizes) <= 200


def test_a_sentence_longer_than_a_paragraph_is_one() -> None:
    assert paragraph_words([sentence(300, 1), sentence(30, 2)])[0] >= 300
    assert find_paragraph_breaks([sentence(300, 1)]) == ()


def test_a_failed_statement_about_nothing_is_dropped_with_its_reasons(checker: Checker) -> None:
    false = "Unicorns devoured Xanaduville in 1888."
    votes = count_votes([[Claim(false)], [Claim(false)]], ClaimVerifier(checker))
    dropped, repairs = explain_dropped([checker.quote_sentence(numbers_of(checker)[0])], votes)
    assert [one.text for one in dropped] == [false]
    assert dropped[0].reasons
    assert repairs == ()


FALSE = " with the help of 98765 unicorns from Xanaduville"


def without_edits(votes: DraftVotes, edit: CheckedClaim | None = None) -> DraftVotes:
    return replace(votes, drafts=[tuple(replace(one, edit=edit) for one in votes.drafts[0])])


def plain_repairs(repairs: Sequence[Repair]) -> list[tuple[str, str, RepairMethod]]:
    return [(one.before, one.after, one.method) for one in repairs]


def test_a_failed_statement_is_replaced_by_the_sentence_it_was_about(checker: Checker) -> None:
    own = checker.quote_sentence(numbers_of(checker)[5])
    false = Claim(own.text.rstrip(".") + FALSE + ".")
    votes = without_edits(count_votes([[false] * 5], ClaimVerifier(checker)))
    dropped, repairs = explain_dropped([own], votes)
    assert dropped == ()
    assert plain_repairs(repairs) == [(false.text, own.text, RepairMethod.SOURCE)]
    assert repairs[0].reasons == votes.failed[0].claim.reasons != ()


@pytest.mark.parametrize(
    ("origin", "edited", "method"),
    [
        (Origin.MODEL, True, RepairMethod.DRAFT),
        (Origin.EDITED, True, RepairMethod.EDIT),
        (Origin.EDITED, False, RepairMethod.SHORTENED),
        (Origin.SOURCE, False, RepairMethod.SOURCE),
    ],
)
def test_how_a_failed_statement_was_saved(
    checker: Checker, origin: Origin, edited: bool, method: RepairMethod
) -> None:
    own = checker.quote_sentence(numbers_of(checker)[5])
    better = replace(own, text="Other words for it.", origin=origin)
    false = own.text.rstrip(".") + FALSE + "."
    votes = count_votes([[Claim(false)] * 2], ClaimVerifier(checker))
    votes = without_edits(votes, better if edited else None)
    dropped, repairs = explain_dropped([better], votes)
    assert dropped == ()
    assert plain_repairs(repairs) == [(false, better.text, method)]


def test_the_repair_of_an_edited_statement_is_an_edit(checker: Checker) -> None:
    number = next(n for n in numbers_of(checker) if "812 members" in checker.quote_sentence(n).text)
    false = checker.quote_sentence(number).text.replace("812", "977")
    short = Claim(false.split(",")[0].rstrip(".") + ".")
    votes = count_votes([[short]], ClaimVerifier(checker))
    edited = [claim for claim in votes.supported if claim.origin is Origin.EDITED]
    assert [claim.text for claim in edited] == [short.text.replace("977", "812")]
    _, repairs = explain_dropped(edited, votes)
    assert plain_repairs(repairs) == [(short.text, edited[0].text, RepairMethod.EDIT)]


@pytest.mark.parametrize("words", [0, 5, 30, 60, 150, 900])
def test_a_digest_is_about_as_long_as_asked(
    builder: CandidateBuilder, checker: Checker, words: int
) -> None:
    votes = votes_for(checker, *numbers_of(checker)[20:26])
    units: list[Candidate] = select_digest(builder.build(votes, 900), words)
    length = sum(unit.words for unit in units)
    assert length <= round(1.5 * words)
    assert length >= 0.8 * words or words < 30
    assert [one.sentence_number for one in units] == sorted({one.sentence_number for one in units})
    assert not any(is_redundant(one, other) for one in units for other in units if one is not other)


def test_lies_are_shown_with_their_verdict_when_they_are_asked_for(harbour: Document) -> None:
    result = summarize(harbour, settings_for(unchecked=True), ScriptedEngine(lying))
    assert result.unchecked
    assert result.sentences
    assert {one.text for one in result.sentences} <= set(INVENTED)
    assert all(one.verdict is not Verdict.SUPPORTED for one in result.sentences)
    assert result.dropped == ()
    assert result.repairs == ()


def test_nothing_is_shown_unchecked_by_default(harbour: Document) -> None:
    result = summarize(harbour, settings_for(), ScriptedEngine(lying))
    assert not result.unchecked
    assert all(one.verdict is Verdict.SUPPORTED for one in result.sentences)


def test_what_stands_is_shown_as_such(harbour: Document) -> None:
    result = summarize(harbour, settings_for(unchecked=True), ScriptedEngine(voting()))
    assert Verdict.SUPPORTED in {one.verdict for one in result.sentences}


def test_the_draft_is_cut_at_whole_sentences(harbour: Document) -> None:
    draft = [Claim("Ito won the race."), Claim("Kim lost the race."), Claim("Lee was ill.")]
    checker = Checker(AnnotatedDocument(harbour))
    shown = label_draft(draft, ClaimVerifier(checker), 8)
    assert [one.text for one in shown] == ["Ito won the race.", "Kim lost the race."]
    assert [one.text for one in label_draft(draft, ClaimVerifier(checker), 1)] == [
        "Ito won the race."
    ]
    assert label_draft([], ClaimVerifier(checker), 10) == ()


@pytest.mark.parametrize(("later", "limited"), [(0.99, True), (0.9, True), (0.5, False)])
def test_a_summary_is_mostly_the_opening_only_where_the_rest_is_worth_less(
    builder: CandidateBuilder, later: float, limited: bool
) -> None:
    """The first six of twenty sentences are worth most; the others are worth this share of it."""
    one, *_ = builder.build(DraftVotes(), 60).candidates
    sentences = [
        replace(
            one,
            sentence_number=n,
            words=20,
            quality=quality,
            quality_in_context=quality,
            concepts=frozenset([f"{n}"]),
        )
        for n, quality in enumerate([1.0] * 6 + [later] * 14, start=1)
    ]
    pool = CandidatePool(tuple(sentences), {f"{n}": 1.0 for n in range(1, 21)})
    window = build_window(120, 500)
    chosen = select_candidates(pool.candidates, pool.weights, window)
    assert [one.sentence_number for one in chosen] == [1, 2, 3, 4, 5, 6]
    kept = _limit_opening(chosen, pool, window, 6)
    opening = sum(one.sentence_number <= 6 for one in kept)
    assert opening == (3 if limited else 6)
    assert len(kept) == 6
