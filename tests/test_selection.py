from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.document import Span
from summarize.findings import CheckedClaim, Evidence, Origin, Verdict
from summarize.selection import Candidate, distinct, fit

patient = settings(deadline=None, max_examples=150)


def candidate(
    words: int, *sentences: int, score: float = 1.0, keys: Sequence[str] | None = None
) -> Candidate:
    """A statement of so many words that stands on these sentences."""
    evidence = tuple(Evidence(n, Span(n, n), n, None, "") for n in sentences)
    text = " ".join(["word"] * words)
    claim = CheckedClaim(text, Origin.MODEL, Verdict.SUPPORTED, evidence)
    own = [f"{n}-{place}" for n in sentences for place in range(5)]
    return Candidate(claim, score, frozenset(own if keys is None else keys))


@st.composite
def pools(draw: st.DrawFn) -> list[Candidate]:
    sizes = draw(st.lists(st.integers(1, 40), min_size=1, max_size=9))
    return [
        candidate(size, number, score=draw(st.floats(0.01, 5)))
        for number, size in enumerate(sizes, 1)
    ]


def words_of(chosen: Sequence[Candidate]) -> int:
    return sum(one.words for one in chosen)


def all_lengths(pool: Sequence[Candidate]) -> set[int]:
    """The length of every subset, found by trying all of them."""
    return {
        words_of(subset) for size in range(len(pool) + 1) for subset in combinations(pool, size)
    }


bands = st.tuples(st.integers(1, 80), st.integers(0, 15)).map(
    lambda pair: (max(1, pair[0] - pair[1]), pair[0], pair[0] + pair[1])
)


@patient
@given(pools(), bands)
def test_never_above_the_band_and_within_it_whenever_that_is_possible(
    pool: list[Candidate], band: tuple[int, int, int]
) -> None:
    low, target, high = band
    length = words_of(fit(pool, low, target, high))
    assert length <= high
    possible = all_lengths(pool)
    if any(low <= one <= high for one in possible):
        assert low <= length
    else:
        assert length == max(one for one in possible if one <= high)


@patient
@given(pools(), bands)
def test_no_set_of_the_same_length_is_worth_more(
    pool: list[Candidate], band: tuple[int, int, int]
) -> None:
    chosen = fit(pool, *band)

    def worth(some: Sequence[Candidate]) -> float:
        return sum(one.score * one.words for one in some)

    rivals = [
        worth(subset)
        for size in range(len(pool) + 1)
        for subset in combinations(pool, size)
        if words_of(subset) == words_of(chosen)
    ]
    assert worth(chosen) >= max(rivals) - 1e-6


@patient
@given(pools(), bands)
def test_in_the_order_of_the_article_each_once(
    pool: list[Candidate], band: tuple[int, int, int]
) -> None:
    places = [one.place for one in fit(pool[::-1], *band)]
    assert places == sorted(set(places))


def test_nothing_to_choose_from() -> None:
    assert fit([], 5, 10, 15) == []
    assert fit([candidate(20, 1)], 5, 10, 15) == []


def test_what_matters_more_is_taken() -> None:
    pool = [candidate(10, 1, score=1), candidate(10, 2, score=3), candidate(10, 3, score=2)]
    assert [one.place for one in fit(pool, 18, 20, 22)] == [2, 3]


def test_a_statement_stands_where_the_first_of_its_sentences_does() -> None:
    assert candidate(5, 7, 4).place == 4


pool_with_overlap = st.lists(
    st.builds(
        lambda words, numbers, score: candidate(words, *numbers, score=score),
        st.integers(0, 20),
        st.lists(st.integers(1, 8), min_size=1, max_size=2, unique=True),
        st.floats(0.01, 5),
    ),
    max_size=12,
)


@patient
@given(pool_with_overlap)
def test_no_two_share_a_sentence(pool: list[Candidate]) -> None:
    kept = distinct(pool)
    numbers = [e.sentence for one in kept for e in one.statement.evidence]
    assert len(numbers) == len(set(numbers))


@patient
@given(pool_with_overlap)
def test_best_first_and_nothing_left_out_without_a_reason(pool: list[Candidate]) -> None:
    kept = distinct(pool)
    assert [one.score for one in kept] == sorted((one.score for one in kept), reverse=True)
    for one in pool:
        mine = {e.sentence for e in one.statement.evidence}
        better = [o for o in kept if mine & {e.sentence for e in o.statement.evidence}]
        assert not one.words or any(o.score >= one.score for o in better)


def test_the_same_thing_said_on_another_sentence_is_a_repetition() -> None:
    said = ["ito", "won", "race", "monday"]
    first = candidate(8, 1, score=2, keys=said)
    again = candidate(8, 5, score=1, keys=[*said, "rain"])
    other = candidate(8, 6, score=1, keys=["lee", "lost", "race", "tuesday"])
    assert distinct([again, other, first]) == [first, other]


def test_no_more_than_asked_for() -> None:
    pool = [candidate(5, number, score=number) for number in range(1, 10)]
    assert [one.place for one in distinct(pool, 3)] == [9, 8, 7]


def test_a_candidate_is_taken_at_the_length_that_fits() -> None:
    short = candidate(6, 1, score=0.97)
    pool = [replace(candidate(10, 1, score=1.0), others=(short,)), candidate(4, 2, score=2.0)]
    assert fit(pool, 9, 10, 10) == [short, pool[1]]
    assert fit(pool, 13, 14, 14) == pool
    assert fit(pool, 5, 6, 6) == [short]


@patient
@given(pools(), bands, st.integers(1, 10))
def test_one_length_of_each_at_most(
    pool: list[Candidate], band: tuple[int, int, int], cut: int
) -> None:
    several = [
        replace(one, others=(candidate(max(1, one.words - cut), one.place, score=one.score),))
        for one in pool
    ]
    chosen = fit(several, *band)
    places = [one.place for one in chosen]
    assert places == sorted(set(places))
    assert words_of(chosen) <= band[2]
    assert words_of(chosen) >= min(band[0], words_of(fit(pool, *band)))
