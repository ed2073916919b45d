"""The body of an answer -> JSON: whole, or as a stream of server-sent events."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from summarize.inference.openai_server.server_errors import unexpected_answer_error

_MOST_BYTES = 64_000_000  # of a whole answer: a million tokens of a long text are ten
_MOST_LINE = 4_000_000
_END = "[DONE]"


def parse_body(pieces: Iterable[bytes], name: str) -> Any:
    """The JSON that the pieces are together; `name` is the server's address.

    Raises RefusalError if it is none, or too large.
    """
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > _MOST_BYTES:
            raise unexpected_answer_error(name, "more than anybody asked for")
    return parse_json(bytes(body), name)


def parse_json(body: bytes, name: str) -> Any:
    """JSON, or a RefusalError that says what it is instead."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        page = body.lstrip()[:1] == b"<"
        what = "a web page" if page else "what is no JSON" if body.strip() else "nothing"
        raise unexpected_answer_error(name, what) from error


def parse_events(pieces: Iterable[bytes], name: str) -> Iterator[Any]:
    """The JSON of each event as it comes, to the end that the server marks, or the last.

    `b'data: {"a": 1}\\n\\n: ping\\n\\ndata: [DONE]\\n\\n' -> {"a": 1}`. Raises RefusalError for
    data that are no JSON.
    """
    for line in _split_lines(pieces, name):
        field, _, value = line.partition(b":")
        if field != b"data":
            continue  # comments, names of events
        value = value.strip()
        if value == _END.encode():
            return
        if value:
            yield parse_json(value, name)


def _split_lines(pieces: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Lines without their ends, in whatever pieces they come."""
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        if len(rest) > _MOST_LINE:
            raise unexpected_answer_error(name, "a line without an end")
        yield from (line.rstrip(b"\r") for line in lines)
    if rest:
        yield rest.rstrip(b"\r")
