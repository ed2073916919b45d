"""Bodies of HTTP answers -> JSON: whole, or as a stream of server-sent events (SSE)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from summarize.inference.openai_server.server_errors import unexpected_answer_error

_MAX_BYTES = 64_000_000  # of a whole answer: a million tokens are ten million
_MAX_LINE = 4_000_000
_END = "[DONE]"


def parse_body(pieces: Iterable[bytes], name: str) -> Any:
    """Return the JSON of the joined pieces; `name` is the server's address.

    Raises ServerError if it is none, or too large.
    """
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > _MAX_BYTES:
            raise unexpected_answer_error(name, "more than anybody asked for")
    return parse_json(bytes(body), name)


def parse_json(body: bytes, name: str) -> Any:
    """Parse JSON; raise a ServerError that says what the body is instead."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        page = body.lstrip()[:1] == b"<"
        what = "a web page" if page else "what is no JSON" if body.strip() else "nothing"
        raise unexpected_answer_error(name, what) from error


def parse_events(pieces: Iterable[bytes], name: str) -> Iterator[Any]:
    """Yield the JSON of each event as it comes, up to the end mark or the last one.

    `b'data: {"a": 1}\\n\\n: ping\\n\\ndata: [DONE]\\n\\n' -> {"a": 1}`. Raises ServerError for
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
    """Yield lines without their ends, however they are cut into pieces."""
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        if len(rest) > _MAX_LINE:
            raise unexpected_answer_error(name, "a line without an end")
        yield from (line.rstrip(b"\r") for line in lines)
    if rest:
        yield rest.rstrip(b"\r")


def parse_positive(value: object) -> int | None:
    """Return a number above 0 of a server's JSON, None for anything else: `True -> None`."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
