"""HTTP client: JSON, server-sent events, retries, timeouts, redirects, proxies and keys."""

from __future__ import annotations

import itertools
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.inference.openai_server.http_client import HttpClient, parse_body, parse_events
from summarize.inference.openai_server.server_errors import ServerError
from support.llm_server import (
    HASTY,
    Call,
    Exchange,
    LLMServer,
    body,
    cut,
    server_fixture,
    silent,
    status,
    stream,
    stuck,
)

CHAT = "/v1/chat/completions"
ASK = {"messages": [{"content": "Hello"}], "max_tokens": 5}
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


server = server_fixture()


@pytest.fixture
def client(server: LLMServer) -> Iterator[HttpClient]:
    client = HttpClient(server.address, "s3cret", HASTY)
    yield client
    client.close()


def asked(client: HttpClient) -> object:
    return client.with_retries(lambda: client.request_json(CHAT, ASK))


def raised(client: HttpClient) -> ServerError:
    with pytest.raises(ServerError) as caught:
        asked(client)
    assert "\n" not in caught.value.message
    assert "s3cret" not in caught.value.message + caught.value.hint
    return caught.value


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_an_answer_and_what_was_sent_for_it(client: HttpClient, server: LLMServer) -> None:
    assert asked(client)["choices"][0]["message"]["content"] == "The answer is yes."  # type: ignore[index]
    (call,) = server.calls
    assert call.body == ASK
    assert call.headers["authorization"] == "Bearer s3cret"
    assert call.headers["content-type"] == "application/json"


def test_one_connection_serves_many_requests(client: HttpClient, server: LLMServer) -> None:
    ports = set()

    def models(call: Call) -> object:
        ports.add(threading.get_ident())  # one thread for each connection
        return {"data": []}

    server.routes["/v1/models"] = models
    for _ in range(5):
        client.request_json("/v1/models")
    assert len(ports) == 1


def test_events_come_as_they_are_sent(client: HttpClient, server: LLMServer) -> None:
    said = threading.Event()

    def slowly(exchange: Exchange, call: Call) -> None:
        exchange.begin()
        exchange.say("The")
        said.wait(5)
        exchange.say(" end")

    server.faults.append(slowly)
    events = client.stream(CHAT, ASK)
    assert next(events)["choices"][0]["delta"] == {"content": "The"}
    said.set()
    assert len(list(events)) == 1


@pytest.mark.parametrize("code", [408, 429, 500, 502, 503, 504])
def test_transient_errors_are_retried(code: int, client: HttpClient, server: LLMServer) -> None:
    server.faults += [status(code), status(code)]
    assert asked(client)
    assert len(server.calls) == 3


@pytest.mark.parametrize("code", [400, 401, 403, 404, 413, 422, 501])
def test_lasting_errors_are_reported_at_once(
    code: int, client: HttpClient, server: LLMServer
) -> None:
    server.faults += [status(code)] * 3
    error = raised(client)
    assert (error.status, error.is_transient, len(server.calls)) == (code, False, 1)


def test_it_is_not_retried_for_ever(client: HttpClient, server: LLMServer) -> None:
    server.faults += [status(500, "out of memory")] * 9
    error = raised(client)
    assert "HTTP 500" in error.message
    assert "out of memory" in error.message
    assert len(server.calls) == HASTY.tries


def test_pauses_grow_differ_and_last_as_long_as_the_server_says(client: HttpClient) -> None:
    patient = HttpClient("http://127.0.0.1:9", None, replace(HASTY, first_pause=1, max_pause=60))
    busy = ServerError("", is_transient=True)
    pauses = [[patient._pause_seconds(busy, attempt) for _ in range(9)] for attempt in (1, 2, 3)]
    for attempt, some in enumerate(pauses):
        assert len(set(some)) > 1
        assert all(0.75 * 2**attempt <= pause <= 1.25 * 2**attempt for pause in some)
    assert patient._pause_seconds(ServerError("", is_transient=True, retry_after=7.0), 1) == 7.0
    assert patient._pause_seconds(ServerError("", is_transient=True, retry_after=9999.0), 1) == 60
    assert patient._pause_seconds(busy, 20) == 60


def test_retry_after_is_heard(client: HttpClient, server: LLMServer) -> None:
    server.faults.append(status(429, retry_after="3"))
    with pytest.raises(ServerError) as caught:
        client.request_json(CHAT, ASK)
    assert caught.value.retry_after == 3.0
    assert "asked too much" in caught.value.message


def test_a_model_that_is_being_loaded_is_waited_for(client: HttpClient, server: LLMServer) -> None:
    server.faults += [status(503, "Loading model")] * (HASTY.tries + 4)
    assert asked(client)


def test_but_not_for_ever(server: LLMServer) -> None:
    client = HttpClient(server.address, None, replace(HASTY, loading=0.2))
    server.faults += [status(503, "Loading model")] * 1000
    assert "still loading its model" in raised(client).message


def test_a_pause_can_be_cut_short(client: HttpClient, server: LLMServer) -> None:
    ended = threading.Event()
    ended.set()
    server.faults += [status(500)] * 3
    with pytest.raises(ServerError):
        client.with_retries(lambda: client.request_json(CHAT, ASK), None, ended)
    assert len(server.calls) == 1


def test_nobody_listens() -> None:
    error = raised(HttpClient(f"http://127.0.0.1:{closed_port()}", None, HASTY))
    assert "can't be reached" in error.message
    assert "--server" in error.hint
    assert error.is_transient


def test_no_such_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert "no such host" in raised(HttpClient("http://nowhere.invalid", None, HASTY)).message


@pytest.mark.parametrize("fault", [silent, stuck])
def test_silence_is_reported(fault: object, server: LLMServer) -> None:
    client = HttpClient(server.address, None, replace(HASTY, read=0.2, tries=1))
    server.faults.append(fault)  # type: ignore[arg-type]
    with pytest.raises(ServerError, match=r"has sent nothing for 0\.2 s"):
        list(client.stream(CHAT, ASK))


def test_an_answer_that_breaks_off_says_no_more(client: HttpClient, server: LLMServer) -> None:
    server.faults.append(cut)
    assert len(list(client.stream(CHAT, ASK))) == 2


def test_a_body_shorter_than_promised_is_reported(client: HttpClient, server: LLMServer) -> None:
    def short(exchange: Exchange, call: Call) -> None:
        exchange.close_connection = True
        exchange.answer(b'{"choices": [', content_type="application/json")

    def shorter(exchange: Exchange, call: Call) -> None:
        exchange.close_connection = True
        exchange.send_response(200)
        exchange.send_header("Content-Length", "1000")
        exchange.end_headers()
        exchange.wfile.write(b"{}")

    server.faults += [short]
    assert "no JSON" in raised(client).message
    server.faults += [shorter] * HASTY.tries
    assert "breaks off" in raised(client).message


def test_redirections_are_not_followed(client: HttpClient, server: LLMServer) -> None:
    with LLMServer() as other:
        server.faults.append(status(307, location=f"{other.address}/v1/chat/completions"))
        error = raised(client)
        assert other.address in error.message
        assert "--server" in error.hint
        assert not other.calls


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (body(b"<html><title>Router</title>", "text/html"), "a web page"),
        (body(b"hello", "text/plain"), "no JSON"),
        (body(b""), "nothing"),
    ],
)
def test_nonsense_is_reported(
    fault: object, said: str, client: HttpClient, server: LLMServer
) -> None:
    server.faults.append(fault)  # type: ignore[arg-type]
    assert said in raised(client).message
    assert len(server.calls) == 1


def test_a_missing_key_and_a_wrong_one(client: HttpClient, server: LLMServer) -> None:
    server.faults.append(status(401, "Incorrect API key provided: s3cret"))
    wrong = raised(client)
    assert "does not accept the API key" in wrong.message
    assert "SUMMARIZE_API_KEY" in wrong.hint
    assert "s3cret" not in wrong.server_message
    server.faults.append(status(401))
    assert "wants an API key" in raised(HttpClient(server.address, None, HASTY)).message


@pytest.mark.parametrize(
    "text",
    [
        "This model's maximum context length is 2048 tokens. However, you requested 2100 tokens",
        "the request exceeds the available context size. try increasing the context size",
        "request (9412 tokens) exceeds the available context size (2048 tokens), try increasing it",
        "context length exceeded",
        "input length exceeds the context length",
        "The number of tokens to keep from the initial prompt is greater than the context length "
        "(n_keep: 13055>= n_ctx: 2048). Try to load the model with a larger context length",
        "Trying to keep the first 10136 tokens when context the overflows. However, the model is "
        "loaded with context length of only 2048 tokens",
    ],
)
def test_a_prompt_that_is_too_long(text: str, client: HttpClient, server: LLMServer) -> None:
    server.faults.append(status(400, text))
    error = raised(client)
    assert error.is_too_long
    assert ("--ctx 2048" if "2048" in text else "a smaller --ctx") in error.message


def test_what_a_server_says_is_one_printable_line(client: HttpClient, server: LLMServer) -> None:
    server.faults.append(status(400, "no\n\x1b[31m" + "such " * 200))
    said = raised(client).server_message
    assert len(said) <= 200
    assert said.isprintable()


def test_an_optional_endpoint_may_be_missing(client: HttpClient, server: LLMServer) -> None:
    assert client.request_optional("/props") == {}
    server.routes["/page"] = lambda call: None
    server.faults.append(body(b"<html>", "text/html"))
    assert client.request_optional("/v1/completions?") == {}
    with pytest.raises(ServerError):
        HttpClient(f"http://127.0.0.1:{closed_port()}", None, HASTY).request_optional("/props")


def test_an_answer_that_is_read_can_be_broken_off(server: LLMServer) -> None:
    server_is_done = threading.Event()

    def stuck_to_the_end(exchange: Exchange, call: Call) -> None:
        stuck(exchange, call)
        server_is_done.set()

    server.faults.append(stuck_to_the_end)
    client = HttpClient(server.address, None, replace(HASTY, read=60))
    events = client.stream(CHAT, ASK)
    next(events)
    threading.Timer(0.1, client.cancel_all).start()
    with pytest.raises((ServerError, StopIteration)):
        next(events)
    assert not server_is_done.is_set()


def test_signs_of_life_do_not_go_on_for_ever(server: LLMServer) -> None:
    def pinging(exchange: Exchange, call: Call) -> None:
        exchange.begin()
        while True:
            exchange.wfile.write(b": ping\n\n")
            exchange.rest(0.02)

    client = HttpClient(server.address, None, replace(HASTY, total=0.2))
    server.faults.append(pinging)
    with pytest.raises(ServerError, match="does not come to an end"):
        list(client.stream(CHAT, ASK))


def test_a_stream_that_is_left_frees_its_connection(client: HttpClient, server: LLMServer) -> None:
    server.faults.append(stream(*({"n": n} for n in range(100))))
    events = client.stream(CHAT, ASK)
    next(events)
    events.close()  # type: ignore[attr-defined]
    assert not client._open
    assert asked(client)


def test_this_computer_is_reached_without_a_proxy(
    client: HttpClient, server: LLMServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    mine = HttpClient(server.address, None, HASTY)
    assert mine.request_json("/v1/models")


def test_others_are_reached_through_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with LLMServer() as proxy:
        monkeypatch.setenv("http_proxy", proxy.address)
        proxy.routes["http://far.example/v1/models"] = lambda call: {"data": []}
        assert HttpClient("http://far.example", None, HASTY).request_json("/v1/models") == {
            "data": []
        }


def test_half_characters_and_other_scripts_arrive(client: HttpClient, server: LLMServer) -> None:
    client.request_json(CHAT, {**ASK, "messages": [{"content": "東京 – “é”"}]})
    assert server.calls[-1].text == "東京 – “é”"
    assert json.dumps(server.calls[-1].body)


# --- Bodies and streams, in whatever pieces they come

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
def test_a_body_of_nonsense_is_reported(body: bytes, said: str) -> None:
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
