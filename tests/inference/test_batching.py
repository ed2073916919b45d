"""Batching: which requests share a prefix, and how large the context is."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from summarize.inference.llama_cpp.batching import (
    CELL_STEP,
    ContextLayout,
    Group,
    Job,
    count_common_prefix,
    group_jobs,
    plan_batches,
)


def job(index: int, tokens: Sequence[int], max_tokens: int = 10) -> Job:
    return Job(index, tuple(tokens), max_tokens)


def indices(groups: Sequence[Group]) -> list[list[int]]:
    return [[one.index for one in part.jobs] for part in groups]


ARTICLE = list(range(100, 200))


def test_common_prefix_counts_equal_tokens_from_the_start() -> None:
    assert count_common_prefix([1, 2, 3], [1, 2, 4]) == 2
    assert count_common_prefix([1, 2], [1, 2, 3]) == 2
    assert count_common_prefix([1], [2]) == 0
    assert count_common_prefix([], [1]) == 0


def test_prompts_that_begin_with_the_same_article_are_one_group() -> None:
    jobs = [job(0, [*ARTICLE, 1, 2]), job(1, [*ARTICLE, 1, 2]), job(2, [*ARTICLE, 7])]
    (only,) = group_jobs(jobs, 16, 10_000)
    assert [one.index for one in only.jobs] == [0, 1, 2]
    assert only.prefix == 100


def test_equal_prompts_keep_one_token_each() -> None:
    (only,) = group_jobs([job(0, [5, 6, 7]), job(1, [5, 6, 7])], 16, 10_000)
    assert only.prefix == 2


def test_prompts_of_one_token_share_nothing() -> None:
    groups = group_jobs([job(0, [5]), job(1, [5])], 16, 10_000)
    assert indices(groups) == [[0], [1]]
    assert [part.prefix for part in groups] == [0, 0]


def test_another_article_begins_another_group() -> None:
    other = [9] * 100
    groups = group_jobs(
        [job(0, ARTICLE), job(1, ARTICLE), job(2, other), job(3, other)], 16, 10_000
    )
    assert indices(groups) == [[0, 1], [2, 3]]


def test_a_short_prompt_does_not_shorten_the_prefix_of_a_group_of_long_ones() -> None:
    jobs = [*(job(n, [*ARTICLE, n]) for n in range(3)), job(3, [*ARTICLE[:6], 1, 2])]
    groups = group_jobs(jobs, 16, 10_000)
    assert indices(groups) == [[0, 1, 2], [3]]
    assert groups[0].prefix == 100


def test_a_slightly_shorter_prefix_is_worth_another_member() -> None:
    jobs = [*(job(n, [*ARTICLE, 1, 2]) for n in range(3)), job(3, [*ARTICLE, 8, 9])]
    assert [part.prefix for part in group_jobs(jobs, 16, 10_000)] == [100]


def test_cells_count_the_prefix_once() -> None:
    jobs = (job(0, range(50), 10), job(1, range(50), 20))
    assert Group(jobs, 40).cells == 40 + (10 + 10) + (10 + 20)


def test_a_group_is_cut_at_the_number_of_sequences() -> None:
    groups = group_jobs([job(n, ARTICLE) for n in range(5)], 2, 10_000)
    assert indices(groups) == [[0, 1], [2, 3], [4]]


def test_a_group_is_cut_at_the_number_of_cells() -> None:
    # One job takes 110 cells, each further one 11.
    groups = group_jobs([job(n, ARTICLE) for n in range(4)], 16, 125)
    assert indices(groups) == [[0, 1], [2, 3]]


OTHER = list(range(300, 400))


def test_more_requests_than_sequences_share_a_text_that_is_kept() -> None:
    jobs = [job(n, [*ARTICLE, n], 30) for n in range(20)]
    layout, groups = plan_batches(jobs, 8, 10_000, 2)
    assert [len(part.jobs) for part in groups] == [7, 7, 6]
    assert all(part.keeps_prefix and part.prefix == 100 for part in groups)
    assert layout == ContextLayout(True, 8, 100 + 7 * 31)


def test_choices_share_what_their_prompts_have_in_common_however_little() -> None:
    begin, rest = [7, 8, 9], [list(range(100 * n, 100 * n + 60)) for n in range(1, 5)]
    jobs = [Job(n, (*begin, *tokens), 1, (1, 2)) for n, tokens in enumerate(rest)]
    layout, groups = plan_batches(jobs, 16, 10_000, 2)
    assert [(part.prefix, len(part.jobs)) for part in groups] == [(3, 4)]
    assert (layout.kv_unified, layout.sequences) == (True, 5)
    written = [job(one.index, one.tokens) for one in jobs]
    assert not plan_batches(written, 16, 10_000, 2)[0].kv_unified


def test_choices_about_two_texts_have_each_read_once() -> None:
    begin = [7, 8]
    jobs = [Job(n, (*begin, *(ARTICLE if n < 4 else OTHER), n), 1, (1, 2)) for n in range(8)]
    _, groups = plan_batches(jobs, 16, 10_000, 16)
    assert [(part.prefix, len(part.jobs)) for part in groups] == [(102, 4), (102, 4)]


def test_requests_about_two_texts_keep_neither() -> None:
    jobs = [job(n, [*(ARTICLE, OTHER)[n % 2], n]) for n in range(20)]
    assert not any(part.keeps_prefix for part in plan_batches(jobs, 8, 10_000, 2)[1])


def test_requests_about_one_text_share_a_pool() -> None:
    jobs = [job(n, [*ARTICLE, 1, 2], 30) for n in range(5)]
    layout, groups = plan_batches(jobs, 16, 10_000, 8)
    assert (layout, indices(groups)) == (ContextLayout(True, 5, groups[0].cells), [[0, 1, 2, 3, 4]])


def test_a_single_request_takes_just_its_cells() -> None:
    layout, _ = plan_batches([job(0, ARTICLE, 30)], 16, 10_000, 8)
    assert layout == ContextLayout(True, 1, 130)


def test_several_texts_are_separate_sequences_with_room_for_the_longest_each() -> None:
    jobs = [job(0, ARTICLE), job(1, ARTICLE), job(2, list(range(1000, 1500)), 20)]
    layout, groups = plan_batches(jobs, 16, 100_000, 8)
    assert indices(groups) == [[0, 1], [2]]
    assert (layout.kv_unified, layout.sequences, layout.cells_per_sequence) == (
        False,
        3,
        3 * CELL_STEP,
    )


def test_separate_sequences_are_bounded_by_number_and_by_memory() -> None:
    texts = [job(n, [1000 * n + k for k in range(200)], 40) for n in range(20)]
    assert plan_batches(texts, 16, 100_000, 8)[0].sequences == 8
    assert plan_batches(texts, 16, 3 * CELL_STEP + 100, 8)[0].sequences == 3


def test_a_group_is_cut_where_fewer_sequences_fit() -> None:
    jobs = [*(job(n, ARTICLE) for n in range(4)), job(4, OTHER)]
    layout, groups = plan_batches(jobs, 16, 2 * CELL_STEP, 8)
    assert (layout.sequences, indices(groups)) == (2, [[0, 1], [2, 3], [4]])


def test_a_request_beyond_the_memory_is_computed_all_the_same() -> None:
    layout, _ = plan_batches([job(0, range(5000), 10), job(1, OTHER)], 16, 300, 8)
    assert (layout.sequences, layout.cells_per_sequence >= 5010) == (1, True)


def test_a_context_serves_what_is_not_larger_and_laid_out_alike() -> None:
    apart = ContextLayout(False, 4, 4 * 512)
    assert apart.can_serve(ContextLayout(False, 3, 3 * 512))
    assert not apart.can_serve(ContextLayout(False, 5, 5 * 256))
    assert not apart.can_serve(ContextLayout(False, 2, 2 * 768))
    assert not apart.can_serve(ContextLayout(True, 1, 100))
    assert ContextLayout(True, 4, 2048).can_serve(ContextLayout(True, 4, 2048))


def test_nothing_to_do_is_no_group() -> None:
    assert group_jobs([], 16, 100) == []


prompts = st.lists(
    st.tuples(st.lists(st.integers(0, 2), min_size=1, max_size=12), st.integers(1, 9)), max_size=30
)


@given(prompts, st.integers(1, 6), st.integers(1, 60))
def test_every_job_once_in_order_and_within_the_limits(
    asked: list[tuple[list[int], int]], sequences: int, cells: int
) -> None:
    jobs = [job(n, tokens, most) for n, (tokens, most) in enumerate(asked)]
    if not jobs:
        return
    layout, groups = plan_batches(jobs, sequences, cells, sequences)
    assert [one for part in groups for one in part.jobs] == jobs
    assert layout.sequences <= sequences
    largest = max(one.cells for one in jobs)
    assert layout.n_ctx <= max(cells, largest) + CELL_STEP
    for part in groups:
        first = part.jobs[0].tokens
        assert len(part.jobs) <= layout.sequences
        assert (
            part.cells <= layout.n_ctx
            if layout.kv_unified
            else largest <= layout.cells_per_sequence
        )
        assert len(part.jobs) == 1 or part.prefix > 0
        for one in part.jobs:
            assert part.prefix < len(one.tokens)
            assert one.tokens[: part.prefix] == first[: part.prefix]


@given(prompts)
def test_grouping_never_makes_more_to_read(asked: list[tuple[list[int], int]]) -> None:
    jobs = [job(n, tokens, most) for n, (tokens, most) in enumerate(asked)]
    alone = sum(Group((one,), 0).cells for one in jobs)
    assert sum(part.cells for part in group_jobs(jobs, 100, 10_000)) <= alone
