"""What a reader says of its pages before it answers."""

from __future__ import annotations

import pytest

from summarize.sources.page_progress import PageProgress, count_pages, find_answer


@pytest.mark.parametrize(
    ("output", "pages"),
    [
        (b"", (0, 0)),
        (b"80", (0, 0)),
        (b"80\n", (0, 80)),
        (b"80\n...", (3, 80)),
        (b'2\n..\n{"a": "..."}', (2, 2)),
        (b'\n{"a": "..."}', (0, 0)),
        (b"99999999999\n...", (0, 0)),
        ("²\n...".encode(), (0, 0)),
    ],
)
def test_pages_are_counted(output: bytes, pages: tuple[int, int]) -> None:
    assert count_pages(output) == pages


def test_the_answer_stands_behind_them() -> None:
    assert find_answer(b'2\n..\n{"a": 1}') == b'{"a": 1}'
    assert find_answer(b'\n{"a": 1}') == find_answer(b'{"a": 1}') == b'{"a": 1}'


def test_what_is_said_is_what_is_heard() -> None:
    said: list[bytes] = []
    progress = PageProgress()
    progress.write = said.append
    progress.begin(3)
    progress.end_page()
    progress.end_page()
    assert count_pages(b"".join(said)) == (2, 3)
