"""Scheduling: the order in which a server gets requests."""

from __future__ import annotations

from summarize.inference import Prompt, Request
from summarize.inference.openai_server.scheduling import RequestQueue


def requests(*texts: str) -> list[Request]:
    return [Request(Prompt(text), 10) for text in texts]


def about(letter: str) -> tuple[str, str]:
    """Two prompts about one text: of a summary and of claims."""
    return letter * 100 + "Summarise it.", letter * 100 + "List the facts."


def test_whoever_is_at_a_text_stays_with_it() -> None:
    queue = RequestQueue(requests(*about("a"), *about("b"), *about("c")))
    one, other = queue.take(None), queue.take(None)
    assert (one, other) == ((0, 0), (1, 2))
    assert queue.take(1) == (1, 3)
    assert queue.take(0) == (0, 1)
    assert queue.take(0) == (2, 4)
    assert queue.take(1) == (2, 5)
    assert queue.take(2) is None


def test_one_text_is_shared_by_all() -> None:
    queue = RequestQueue(requests(*about("a"), *about("a")))
    assert [queue.take(None) for _ in range(5)] == [(0, 0), (0, 1), (0, 2), (0, 3), None]


def test_every_request_is_given_out_once() -> None:
    queue = RequestQueue(requests("a", "b", *about("c"), "", "", "d"))
    given, at = [], None
    while found := queue.take(at):
        at, index = found
        given.append(index)
    assert sorted(given) == list(range(7))
