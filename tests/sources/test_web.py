"""Fetching, against a real server on loopback that behaves as badly as servers do."""

from __future__ import annotations

import gzip
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import tracemalloc
import zlib
from collections.abc import Iterator
from dataclasses import replace

import httpx2
import pytest

from summarize import __version__, network
from summarize.errors import SourceError
from summarize.sources import read, web
from summarize.sources.loading import MAX_BYTES
from summarize.sources.web import Limits, fetch, http_errors
from summarize.sources.web.content_encoding import ContentDecoder
from support.paths import ROOT
from support.web_server import Request, WebServer, page, raw_answer, redirection, slow_answer

PAGE = b"<html><body><p>The ferry sails at nine.</p></body></html>"
QUICK = Limits(connect=2, silence=0.3, total=5, redirects=3, size=1_000_000)


def pack(data: bytes) -> bytes:
    """The same bytes at any time: they are in the names of tests."""
    return gzip.compress(data, mtime=0)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebServer]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with WebServer() as running:
        yield running


def refusal(address: str, limits: Limits = QUICK) -> SourceError:
    with pytest.raises(SourceError) as caught:
        fetch(address, limits)
    error = caught.value
    assert "\n" not in error.message
    assert "\n" not in error.hint
    assert error.hint
    return error


def test_a_page_is_fetched_with_what_the_server_says_of_it(server: WebServer) -> None:
    server.routes["/a"] = page(PAGE, content_type="Text/HTML; Charset='ISO-8859-1'")
    found = fetch(server.address("/a#part"))
    assert found.data == PAGE
    assert found.url == server.address("/a")
    assert (found.content_type, found.charset, found.notes) == ("text/html", "iso-8859-1", ())
    ((path, headers),) = server.requests
    assert path == "/a"
    assert headers["user-agent"].startswith(f"summarize/{__version__} ")
    assert headers["accept-encoding"] == "gzip, deflate"
    assert "text/html" in headers["accept"]
    assert "cookie" not in headers


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, (None, None)),
        ("", (None, None)),
        ("html", (None, None)),
        ("text/html", ("text/html", None)),
        ("text/html; charset=no-such-thing", ("text/html", None)),
        ("text/html; charset=base64", ("text/html", None)),
        ('text/plain; format=flowed; charset="utf-8"', ("text/plain", "utf-8")),
        ("application/pdf; charset=", ("application/pdf", None)),
        ("text/html; charset*=utf-8''%00", ("text/html", None)),
    ],
)
def test_content_types_are_parsed_with_care(
    header: str | None, expected: tuple[str | None, str | None], server: WebServer
) -> None:
    server.routes["/a"] = lambda request: request.answer(PAGE, content_type=header)  # type: ignore[arg-type]
    found = fetch(server.address("/a"))
    assert (found.content_type, found.charset) == expected


def test_addresses_are_encoded_as_browsers_do(server: WebServer) -> None:
    server.routes["/caf%C3%A9%20a%2fb?q=%C3%BC"] = page(PAGE)
    assert fetch(server.address("/café a%2fb?q=ü")).data == PAGE


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("HTTP://Example.ORG", "http://example.org"),
        ("https://münze.example/ü", "https://xn--mnze-0ra.example/%C3%BC"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        (" https://example.org/a?b=c d#e ", "https://example.org/a?b=c%20d"),
    ],
)
def test_hosts_are_encoded(address: str, url: str) -> None:
    assert str(web.parse_address(address, "a")) == url


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("absolute", [True, False])
def test_redirections_are_followed(status: int, absolute: bool, server: WebServer) -> None:
    target = server.address("/deep/b?c") if absolute else "b?c#d"
    server.routes["/deep/a"] = redirection(target, status)
    server.routes["/deep/b?c"] = page(PAGE)
    found = fetch(server.address("/deep/a"), QUICK)
    assert found.data == PAGE
    assert found.url == server.address("/deep/b?c")
    assert found.notes == (f"found at {server.address('/deep/b?c')}",)


def test_a_redirection_in_raw_utf8_is_followed(server: WebServer) -> None:
    server.routes["/a"] = raw_answer("HTTP/1.1 302 Found\r\nLocation: /ü\r\n\r\n".encode())
    server.routes["/%C3%BC"] = page(PAGE)
    assert fetch(server.address("/a"), QUICK).data == PAGE


def test_no_cookie_is_kept(server: WebServer) -> None:
    server.routes["/a"] = lambda request: request.answer(
        b"", 302, location="/b", set_cookie="spy=1"
    )
    server.routes["/b"] = page(PAGE)
    fetch(server.address("/a"), QUICK)
    assert "cookie" not in server.requests[1][1]


def test_a_redirection_in_a_circle_is_refused(server: WebServer) -> None:
    server.routes["/a"] = redirection("/b")
    server.routes["/b"] = redirection("/a#again")
    assert "redirects in a circle" in refusal(server.address("/a")).message
    assert len(server.requests) == 2


def test_redirections_without_end_are_refused(server: WebServer) -> None:
    for number in range(6):
        server.routes[f"/{number}"] = redirection(f"/{number + 1}")
    server.routes["/6"] = page(PAGE)
    assert "redirects more than 3 times" in refusal(server.address("/0")).message
    assert fetch(server.address("/3"), QUICK).data == PAGE


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/a", "data:text/html,<p>A", "javascript:a"],
)
def test_a_redirection_to_anything_else_is_refused(target: str, server: WebServer) -> None:
    server.routes["/a"] = redirection(target)
    error = refusal(server.address("/a"))
    assert error.message.startswith(f"{server.address('/a')} leads to")


@pytest.mark.parametrize("target", ["http://[bad/", "http://127.0.0.1:99999/", "http://a b/"])
def test_a_redirection_to_nonsense_is_refused(target: str, server: WebServer) -> None:
    server.routes["/a"] = redirection(target)
    assert "no web address" in refusal(server.address("/a")).message


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/a", "file:///etc/passwd", "example.org/a", "http://", "http://:1"],
)
def test_only_web_addresses_are_fetched(address: str) -> None:
    assert "address" in refusal(address).message


@pytest.mark.parametrize(
    "address", ["http://me:secret@127.0.0.1/a", "http://me:secret@[bad/", "http://secret@a:x/"]
)
def test_a_password_is_neither_used_nor_printed(address: str) -> None:
    error = refusal(address)
    assert "secret" not in error.message + error.hint


def test_a_redirection_with_a_password_is_refused(server: WebServer) -> None:
    server.routes["/a"] = redirection(f"http://me:secret@127.0.0.1:{server.port}/b")
    error = refusal(server.address("/a"))
    assert "name or password" in error.message
    assert "secret" not in error.message


@pytest.mark.parametrize(
    ("status", "words", "hint"),
    [
        (204, "is empty", "browser"),
        (401, "asks for a login", "save the page"),
        (403, "refuses access", "save the page"),
        (404, "does not exist", "check the address"),
        (410, "no longer there", "archive"),
        (418, "can't be had (HTTP 418)", "check"),
        (429, "too many requests", "try again later"),
        (451, "legal reasons", "another source"),
        (500, "the server has a problem (HTTP 500)", "try again later"),
        (503, "the server has a problem", "try again later"),
        (304, "can't be had", "check"),
    ],
)
def test_every_status_has_its_words(status: int, words: str, hint: str, server: WebServer) -> None:
    server.routes["/a"] = page(b"" if status in (204, 304) else b"<p>Sorry.</p>", status)
    error = refusal(server.address("/a"))
    assert error.message.startswith(server.address("/a"))
    assert words in error.message
    assert hint in error.hint


@pytest.mark.parametrize(
    ("value", "hint"),
    [("120", "try again in 120 s"), ("Fri, 31 Dec 2027 23:59:59 GMT", "try again after Fri, 31")],
)
def test_a_server_may_say_when_to_come_back(value: str, hint: str, server: WebServer) -> None:
    server.routes["/a"] = page(b"Slow down.", 429, retry_after=value)
    assert refusal(server.address("/a")).hint.startswith(hint)


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (403, b"<title>Just a moment...</title>", {}),
        (503, b"<div class='g-recaptcha'></div>", {}),
        (403, pack(b"<p>Please verify that you are human"), {"content_encoding": "gzip"}),
        (202, b"", {"x_amzn_waf_action": "challenge"}),
        (403, b"", {"cf_mitigated": "challenge"}),
        (200, b"<p>What do you see?", {"x_amzn_waf_action": "captcha"}),
    ],
)
def test_a_riddle_for_humans_is_named(
    status: int, body: bytes, headers: dict[str, str], server: WebServer
) -> None:
    server.routes["/a"] = page(body, status, **headers)
    assert "you are human" in refusal(server.address("/a")).message


def test_a_page_about_riddles_is_no_riddle(server: WebServer) -> None:
    server.routes["/a"] = page(b"<p>How a captcha works")
    assert fetch(server.address("/a")).data
    server.routes["/b"] = page(b"<p>How a captcha works", 404)
    assert "does not exist" in refusal(server.address("/b")).message


def test_an_empty_page_is_refused(server: WebServer) -> None:
    server.routes["/a"] = page(b"")
    assert "is empty" in refusal(server.address("/a")).message


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("X-GZip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data, wbits=-15)),
        ("identity", bytes),
        ("gzip", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:]) + bytes(8)),
    ],
)
def test_packed_bodies_are_unpacked(coding: str, pack: object, server: WebServer) -> None:
    server.routes["/a"] = page(pack(PAGE), content_encoding=coding)  # type: ignore[operator]
    assert fetch(server.address("/a")).data == PAGE


@pytest.mark.parametrize("size", [1, 2, 3, 7])
@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_packed_pieces_may_be_of_any_size(size: int, coding: str) -> None:
    text = bytes(range(256)) * 1000
    packed = (
        gzip.compress(text) + gzip.compress(b"end") if coding == "gzip" else zlib.compress(text)
    )
    decoder = ContentDecoder(coding, "a")
    parts = [
        part
        for start in range(0, len(packed), size)
        for part in decoder.decode_piece(packed[start : start + size])
    ]
    parts += decoder.finish()
    assert b"".join(parts) == (text + b"end" if coding == "gzip" else text)
    assert max(map(len, parts)) <= 65536


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "compress"])
def test_packing_that_was_not_asked_for_is_refused(coding: str, server: WebServer) -> None:
    server.routes["/a"] = page(PAGE, content_encoding=coding)
    assert "packed in a way that was not asked for" in refusal(server.address("/a")).message


@pytest.mark.parametrize("body", [pack(PAGE)[:-9], PAGE, pack(PAGE)[:40] + PAGE])
def test_a_damaged_packed_body_is_refused(body: bytes, server: WebServer) -> None:
    server.routes["/a"] = page(body, content_encoding="gzip")
    assert "arrives damaged" in refusal(server.address("/a")).message


def bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    zeros = bytes(1_000_000)
    return b"".join(packer.compress(zeros) for _ in range(megabytes)) + packer.flush()


def test_a_bomb_is_stopped_without_being_held(server: WebServer) -> None:
    server.routes["/a"] = page(bomb(100), content_encoding="gzip")
    tracemalloc.start()
    refused = refusal(server.address("/a"), replace(QUICK, size=2_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "is larger than 2 MB" in refused.message
    assert peak < 10_000_000


def test_a_stream_without_end_is_stopped_at_the_limit(server: WebServer) -> None:
    sent = 0

    def endless(request: Request) -> None:
        nonlocal sent
        request.start(content_type="text/html", content_length=str(5 * 1000**3))
        while True:
            sent += request.wfile.write(bytes(100_000)) or 100_000

    server.routes["/a"] = endless
    tracemalloc.start()
    refused = refusal(server.address("/a"), replace(QUICK, size=3_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "is larger than 3 MB" in refused.message
    assert sent < 30_000_000  # what fits into the buffers on the way, and no more
    assert peak < 12_000_000


def test_the_limit_of_a_file_holds_for_a_page() -> None:
    assert web.LIMITS.size is None
    assert web.size_limit(b"<html>") == MAX_BYTES


def chunked(request: Request) -> None:
    request.start(transfer_encoding="chunked")
    for part in (PAGE[:10], PAGE[10:]):
        request.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
    request.wfile.write(b"0\r\n\r\n")


def cut(request: Request) -> None:
    request.start(transfer_encoding="chunked")
    request.wfile.write(b"%x\r\n%s\r\n" % (len(PAGE), PAGE))


def test_chunks_are_joined(server: WebServer) -> None:
    server.routes["/a"] = chunked
    assert fetch(server.address("/a")).data == PAGE


@pytest.mark.parametrize("route", [page(PAGE, content_length="999"), cut])
def test_a_body_that_breaks_off_is_refused(route: object, server: WebServer) -> None:
    server.routes["/a"] = route  # type: ignore[assignment]
    assert "breaks off before its end" in refusal(server.address("/a")).message


@pytest.mark.parametrize(
    ("route", "words"),
    [
        (raw_answer(b""), "closed the connection"),
        (raw_answer(b"good morning\r\n\r\n"), "no answer a web server gives"),
        (raw_answer(b"\x00\xff" * 5000), "server"),
        (raw_answer(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 10**6), "server"),  # which it resets
        (raw_answer(b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 1000), "closed the connection"),
        (raw_answer(b"HTTP/1.1 9999 OK\r\n\r\n"), "no answer a web server gives"),
        (raw_answer(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"), "no answer"),
        (
            raw_answer(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
            "no answer a web server gives",
        ),
    ],
)
def test_what_is_no_answer_is_refused(route: object, words: str, server: WebServer) -> None:
    server.routes["/a"] = route  # type: ignore[assignment]
    assert words in refusal(server.address("/a")).message


def silent_body(request: Request) -> None:
    request.start(content_length="100")
    request.wfile.write(b"<p>")
    request.rest(30)


@pytest.mark.parametrize("route", [lambda request: request.rest(30), silent_body])
def test_silence_is_not_waited_for(route: object, server: WebServer) -> None:
    server.routes["/a"] = route  # type: ignore[assignment]
    assert "stopped sending" in refusal(server.address("/a")).message


@pytest.mark.parametrize("headers", [True, False])
def test_a_drip_is_not_waited_for(headers: bool, server: WebServer) -> None:
    server.routes["/a"] = slow_answer(b"x", 0.05, headers=headers)
    error = refusal(server.address("/a"), replace(QUICK, total=0.5))
    assert "takes longer than 0 s to load" in error.message


def test_what_keeps_arriving_may_take_longer(server: WebServer) -> None:
    def steady(request: Request) -> None:
        request.start()
        for _ in range(10):
            request.wfile.write(bytes(1000))
            request.rest(0.05)

    server.routes["/a"] = steady
    limits = replace(QUICK, total=0.3, rate=1000)
    assert len(fetch(server.address("/a"), limits).data) == 10_000


@pytest.mark.parametrize("kind", ["video/mp4", "image/png", "audio/mpeg", "font/woff2"])
def test_media_are_refused_before_they_are_loaded(kind: str, server: WebServer) -> None:
    def endless(request: Request) -> None:
        request.start(content_type=kind)
        while True:
            request.wfile.write(b"\x00\x01" * 50_000)

    server.routes["/a"] = endless
    assert "not an article" in refusal(server.address("/a")).message


def test_a_page_that_is_called_a_picture_is_a_page(server: WebServer) -> None:
    server.routes["/a"] = page(b"\n " + PAGE, content_type="image/jpeg")
    assert fetch(server.address("/a")).data.strip() == PAGE


def test_a_closed_port_is_told() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert "refuses the connection" in refusal(f"http://127.0.0.1:{port}/").message


def test_an_unknown_host_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _unknown)
    assert "no such host" in refusal("http://nowhere.invalid/a").message


def _unknown(*_: object, **__: object) -> object:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_a_name_server_that_does_not_answer_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop = threading.Event()
    answered = threading.Event()

    def answer_late(*_: object, **__: object) -> None:
        stop.wait(30)
        answered.set()
        _unknown()

    monkeypatch.setattr(socket, "getaddrinfo", answer_late)
    assert "takes longer" in refusal("http://slow.invalid/", replace(QUICK, total=0.3)).message
    assert not answered.is_set()
    stop.set()


def test_a_host_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr(socket.socket, "connect", never)
    assert "does not answer" in refusal("http://127.0.0.1:9/").message


def test_a_server_without_tls_is_told(server: WebServer) -> None:
    address = server.address("/a").replace("http:", "https:")
    assert "no secure connection" in refusal(address).message


def test_an_untrusted_certificate_is_told() -> None:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "self-signed certificate"
    failure = httpx2.ConnectError("no connection")
    failure.__cause__ = error
    told = http_errors.explain_exception(failure, "https://a/")
    assert told.message == "https://a/: the server's certificate is not trusted: " + (
        "self-signed certificate"
    )
    assert "SSL_CERT_FILE" in told.hint


def test_certificates_are_checked() -> None:
    context = network.create_ssl_context()
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.get_ca_certs()


def test_a_system_without_certificates_gets_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        ssl, "create_default_context", lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    )
    assert network.create_ssl_context().get_ca_certs()


def test_a_proxy_is_used_and_its_password_kept(
    server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.routes["http://far.example/a"] = page(PAGE)
    monkeypatch.setenv("http_proxy", f"http://me:secret@127.0.0.1:{server.port}")
    assert fetch("http://far.example/a", QUICK).data == PAGE
    assert server.requests[0][1]["proxy-authorization"].startswith("Basic ")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server.routes["/b"] = page(PAGE)
    assert fetch(server.address("/b"), QUICK).data == PAGE


@pytest.mark.parametrize(
    "proxy", ["http://me:secret@127.0.0.1:9", "socks5://me:secret@127.0.0.1:9"]
)
def test_a_proxy_that_does_not_work_is_told(
    proxy: str, server: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    error = refusal(server.address("/a"))
    assert "the proxy" in error.message
    assert "secret" not in error.message + error.hint


def test_many_fetches_leave_no_thread_behind(server: WebServer) -> None:
    server.routes["/a"] = page(PAGE)
    for _ in range(5):
        fetch(server.address("/a"))
    assert not [thread for thread in threading.enumerate() if thread.name == "fetch"]


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_an_interrupt_is_answered_at_once(server: WebServer) -> None:
    begun = threading.Event()

    def silent(request: Request) -> None:
        begun.set()
        request.rest(30)

    server.routes["/a"] = silent
    code = f"from summarize.sources.web import fetch; fetch({server.address('/a')!r})"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as run:
        assert begun.wait(30)
        run.send_signal(signal.SIGINT)
        _, errors = run.communicate(timeout=20)  # less than the server would have kept it
    assert "KeyboardInterrupt" in errors


ARTICLE = "<html><head><title>Ferry</title></head><body><nav>Home Sport</nav><article>{}</article>"
PARAGRAPHS = (
    "The café at the harbour closes in März, its owner said on Tuesday, after thirty years.",
    "Passengers who used to wait there for the ferry will have to stand in the rain instead.",
    "The council has promised a shelter, but has not yet found the money that it would cost.",
)


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("text/html; charset=utf-8", "utf-8"),
        ("text/html; charset=iso-8859-1", "latin-1"),
        ("text/html; charset=no-such-thing", "utf-8"),
        ("text/html; charset=us-ascii", "utf-8"),  # a lie
    ],
)
def test_a_page_is_read_from_its_address(header: str, coding: str, server: WebServer) -> None:
    html = ARTICLE.format("".join(f"<p>{words}</p>" for words in PARAGRAPHS))
    server.routes["/old"] = redirection("/new.html")
    server.routes["/new.html"] = page(
        gzip.compress(html.encode(coding)), content_type=header, content_encoding="gzip"
    )
    document = read(server.address("/old"))
    assert [document.quote(one.span) for one in document.sentences] == list(PARAGRAPHS)
    assert document.origin == server.address("/old")
    assert f"found at {server.address('/new.html')}" in document.notes


def test_a_text_is_read_from_its_address(server: WebServer) -> None:
    server.routes["/a"] = page("Größe zählt. Sagt man.".encode("cp1252"), content_type="text/plain")
    document = read(server.address("/a"), language="de")
    assert [document.quote(one.span) for one in document.sentences] == ["Größe zählt.", "Sagt man."]
