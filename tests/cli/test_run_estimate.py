"""The time left of a run: from earlier runs and from its own pace, on a clock of the test's own."""

from __future__ import annotations

from itertools import pairwise

import pytest

from summarize.cli.run_estimate import RunEstimate, blend_paces
from summarize.models.speeds import RunPaces, load_paces, save_paces
from summarize.progress import Activity, Step

KNOWN = RunPaces(
    loading=2, preparing=0.5, one=20, many=30, merging=15, rewriting=0, translating=0, checking=1
)


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Run:
    """A run whose parts take as long as the test says; `shown` are the numbers, once a second."""

    def __init__(self, paces: RunPaces, words: list[int]) -> None:
        self.clock = Clock()
        self.activity = Activity(self.clock)
        self.estimate = RunEstimate(paces, words, clock=self.clock, engine=self.activity)
        self.shown: list[tuple[float, float | None]] = []

    def pass_time(self, seconds: float) -> None:
        for _ in range(round(seconds)):
            self.clock.now += 1
            self.shown.append((self.clock.now, self.estimate.count_down()))

    def summarize(self, chunks: int, each: float, merging: float, checking: float) -> None:
        self.estimate.begin_document()
        self.pass_time(1)
        for done in range(chunks + 1):
            self.estimate.note_step(Step("reading", done, chunks))
            if done < chunks:
                self.pass_time(each)
        self.pass_time(checking)
        if merging:
            self.estimate.note_step(Step("merging", 0, 1))
            self.pass_time(merging)
            self.estimate.note_step(Step("merging", 1, 1))
        self.estimate.note_step(Step("checking"))
        self.pass_time(checking)
        self.estimate.end_document(is_measured=True)

    def errors(self) -> list[float]:
        """How wrong each number was, as a share of what was really left, the last seconds aside."""
        end = self.clock.now
        return [
            abs(shown - (end - at)) / (end - at)
            for at, shown in self.shown
            if shown is not None and end - at > 5
        ]

    def assert_counts_down(self) -> None:
        known = [shown for _, shown in self.shown if shown is not None]
        for before, after in pairwise(known):
            assert after <= before * 1.02 + 0.01


def load(run: Run, seconds: float) -> None:
    run.estimate.begin_loading()
    run.pass_time(seconds)
    run.estimate.end_loading()


def test_it_is_right_where_all_goes_as_it_went_before() -> None:
    run = Run(KNOWN, [4000])
    load(run, 2)
    run.summarize(chunks=6, each=20, merging=15, checking=2)
    assert max(run.errors()) < 1 / 3
    run.assert_counts_down()


@pytest.mark.parametrize("factor", [0.5, 0.8, 1.3, 2])
def test_a_machine_that_is_faster_or_slower_is_noticed(factor: float) -> None:
    run = Run(KNOWN, [8000])
    load(run, 2)
    run.summarize(chunks=12, each=20 * factor, merging=15 * factor, checking=2)
    half = run.errors()[len(run.errors()) // 2 :]
    assert sum(half) / len(half) < 1 / 3
    run.assert_counts_down()


def test_it_counts_all_documents() -> None:
    run = Run(KNOWN, [4000, 4000, 600])
    load(run, 2)
    assert run.estimate.count_down() == pytest.approx(2 * (2 + 120 + 15 + 4) + 24.9, rel=0.05)
    for _ in range(2):
        run.summarize(chunks=6, each=20, merging=15, checking=2)
    run.summarize(chunks=4, each=6, merging=0, checking=0)
    assert max(run.errors()) < 1 / 3
    run.assert_counts_down()


def test_nothing_is_said_before_anything_is_known() -> None:
    run = Run(RunPaces(), [4000])
    load(run, 3)
    assert run.estimate.format_left() == ""
    run.summarize(chunks=6, each=20, merging=15, checking=2)
    known = [at for at, shown in run.shown if shown is not None]
    assert known
    assert known[0] > 100 + 3 + 20  # one of the parts had to be done
    assert run.errors()[0] < 0.5
    run.assert_counts_down()


def test_an_engine_that_counts_its_tokens_tells_the_pace_of_a_single_piece() -> None:
    run = Run(RunPaces(), [600])
    load(run, 1)
    run.estimate.begin_document()
    run.estimate.note_step(Step("reading", 0, 4))
    run.activity.begin_call(1000, 400)
    for second in range(1, 11):
        run.activity.read = 100 * second
        run.pass_time(1)
    assert run.estimate.count_down() is not None
    run.assert_counts_down()


def test_what_was_measured_serves_the_next_run() -> None:
    first = Run(RunPaces(), [4000])
    load(first, 3)
    first.summarize(chunks=6, each=20, merging=15, checking=2)
    second = Run(first.estimate.measured, [4000])
    load(second, 3)
    second.summarize(chunks=6, each=20, merging=15, checking=2)
    assert max(second.errors()) < 0.15


def test_what_was_cached_is_no_measure() -> None:
    run = Run(KNOWN, [4000])
    run.estimate.begin_document()
    run.estimate.note_step(Step("reading", 6, 6))
    run.estimate.end_document(is_measured=False)
    assert run.estimate.measured == RunPaces()


def test_a_document_that_needs_no_work_takes_no_time() -> None:
    run = Run(KNOWN, [4000, 600])
    before = run.estimate.compute_left()
    run.estimate.skip_document()
    after = run.estimate.compute_left()
    assert before is not None
    assert after is not None
    assert before - after > 100


@pytest.mark.parametrize(
    ("loading", "text"),
    [(0.2, "1 s left"), (4.2, "5 s left"), (42, "about 40 s left"), (200, "about 3 min left")],
)
def test_numbers_are_rounded(loading: float, text: str) -> None:
    run = Run(RunPaces(loading=loading), [])
    run.estimate.begin_loading()
    assert run.estimate.format_left() == text


def test_paces_are_kept_by_engine() -> None:
    save_paces("a", KNOWN)
    save_paces("b", RunPaces(one=1))
    assert load_paces("a") == KNOWN
    assert load_paces("b") == RunPaces(one=1)
    assert load_paces("c") == RunPaces()


def test_old_and_new_count_alike() -> None:
    assert blend_paces(RunPaces(one=10), RunPaces(one=20, many=4)) == RunPaces(one=15, many=4)


def test_a_server_that_is_silent_is_told() -> None:
    clock = Clock()
    activity = Activity(clock)
    assert activity.describe_wait() == ""
    with activity.ask_server("http://box:1"):
        clock.now += 1
        assert activity.describe_wait() == ""
        clock.now += 11
        assert activity.describe_wait() == "waiting for the server at http://box:1, 12 s"
        activity.note_trouble("is loading its model")
        assert activity.describe_wait() == "the server at http://box:1 is loading its model, 12 s"
        activity.hear_server()
        assert activity.describe_wait() == ""
    clock.now += 50
    assert activity.describe_wait() == ""
