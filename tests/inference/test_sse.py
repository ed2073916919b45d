"""Server-sent events and JSON bodies, in whatever pieces they come."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.inference.openai_server.server_errors import ServerError
from summarize.inference.openai_server.sse import parse_body, parse_events

STREAM = (
    b'event: message\r\ndata: {"a": 1}\r\n\r\n: ping\n\ndata:{"b": "\xc3\xa9"}\n\n'
    b'retry: 3\ndata: \n\ndata: [DONE]\n\ndata: {"late": 1}\n\n'
)


@given(st.lists(st.integers(1, len(STREAM)), max_size=20))
def test_in_whatever_pieces_it_comes(places: list[int]) -> None:
    bounds = [0, *sorted(places), len(STREAM)]
    pieces = [STREAM[a:b] for a, b in itertools.pairwise(bounds)]
    assert list(parse_events(pieces, "there")) == [{"a": 1}, {"b": "é"}]


def test_each_event_comes_at_once() -> None:
    def pieces() -> Iterator[bytes]:
        yield b'data: {"a": 1}\n\n'
        raise AssertionError("it waited for more")

    assert next(parse_events(pieces(), "there")) == {"a": 1}


def test_a_stream_may_end_without_a_mark_and_without_a_line_end() -> None:
    assert list(parse_events([b"data: 1\n\nda", b"ta: 2"], "there")) == [1, 2]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html>", "a web page"),
        (b"  <!doctype html>", "a web page"),
        (b"", "nothing"),
        (b"{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"\xff\xfe", "no JSON"),
    ],
)
def test_nonsense_is_reported(body: bytes, said: str) -> None:
    with pytest.raises(ServerError, match=said) as caught:
        parse_body([body], "http://there")
    assert "http://there" in caught.value.message
    assert not caught.value.is_transient


def test_nonsense_in_a_stream_is_reported() -> None:
    with pytest.raises(ServerError, match="no JSON"):
        list(parse_events([b"data: {oops\n"], "there"))


def test_no_answer_is_without_an_end() -> None:
    def for_ever() -> Iterator[bytes]:
        while True:
            yield b"x" * 1_000_000

    with pytest.raises(ServerError):
        parse_body(for_ever(), "there")
    with pytest.raises(ServerError):
        list(parse_events(for_ever(), "there"))


def test_a_whole_answer() -> None:
    assert parse_body([b'{"a":', b" 1}"], "there") == json.loads('{"a": 1}')
