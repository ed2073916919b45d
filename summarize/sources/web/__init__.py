"""A web address (URL) -> the bytes of its page, behind redirects, within time and size.

The request runs on a thread of its own while the caller's thread watches the clock, so
that neither a name server, nor a server that sends a byte a second, nor Ctrl-C has to be
waited for. After the time is up that thread is left to its time-outs; it ends with the
program.

A redirection may lead to a private address, as in a browser: sites behind a login do
so, and only the user who asked sees the page. A program that has this module fetch
addresses named by strangers must restrict it. No cookies are kept, nothing is retried,
and no address with a password in it is read, as it would end up in what is printed.
"""

from __future__ import annotations

import io
import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.errors import SourceError
from summarize.network import create_client, pass_exceptions_to, stop_reading
from summarize.sources.loading import replace_unprintable, size_limit
from summarize.sources.web import http_errors
from summarize.sources.web.content_encoding import ContentDecoder
from summarize.sources.web.http_errors import CHECK_HINT, SAVE_HINT
from summarize.version import __version__

if TYPE_CHECKING:
    from httpx2 import URL, Response


@dataclass(frozen=True, slots=True)
class Limits:
    """When to give a server up. Times are in seconds.

    `connect`: a handshake around the world takes one. `silence`: between two bytes;
    slow pages are put together in ten. `total`: for all of it, but what arrives
    with more than `rate` bytes a second may go on. `redirects`: browsers follow 20,
    honest sites use three. `size`: in bytes, unpacked; None for what
    `loading.size_limit` says.
    """

    connect: float = 10
    silence: float = 20
    total: float = 60
    rate: float = 250_000
    redirects: int = 10
    size: int | None = None


LIMITS = Limits()

_HEADERS = {
    "User-Agent": f"summarize/{__version__} (reads one article for its user)",
    "Accept": "text/html, application/xhtml+xml, application/pdf, text/plain, text/markdown, "
    "application/epub+zip, application/xml;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
_HOST = re.compile(rb"[\w.~-]+|[0-9a-f:.]*:[0-9a-f:.]*", re.IGNORECASE)
_MAX_PORT = 65535
_POLL_SECONDS = 0.2  # on Windows, a longer wait can't be interrupted


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page and its address: `url` is that behind all redirections, without fragment.

    `content_type` ("text/html") and `charset` ("utf-8", one that Python knows) are
    what the server says, None if it does not.
    """

    data: bytes
    url: str
    content_type: str | None
    charset: str | None
    notes: tuple[str, ...] = ()


def fetch(address: str, limits: Limits = LIMITS) -> FetchedPage:
    """Return the page at an http or https address, behind all redirections, decompressed.

    Raises SourceError, naming the address, if it can't be had or is larger or slower
    than the limits. Ctrl-C ends it at once.
    """
    download = _Download(address, limits)
    threading.Thread(target=download.run, name="fetch", daemon=True).start()
    started = time.monotonic()
    try:
        while True:
            with suppress(TimeoutError):
                download.result.exception(timeout=_POLL_SECONDS)  # gives it, does not raise it
                return download.result.result()
            if time.monotonic() - started > limits.total + download.received / limits.rate:
                name = http_errors.strip_credentials(address)
                message = f"{name} takes longer than {limits.total:.0f} s to load"
                raise SourceError(message, SAVE_HINT)
    finally:
        download.stop()


class _Download:
    """One fetch. `received` counts bytes as they came, still packed."""

    def __init__(self, address: str, limits: Limits) -> None:
        self.result: Future[FetchedPage] = Future()
        self.received = 0
        self._address = address
        self._name = http_errors.strip_credentials(address)
        self._limits = limits
        self._response: Response | None = None
        self._stopped = False

    def run(self) -> None:
        with pass_exceptions_to(self.result):
            import httpx2

            url = parse_address(self._address, self._name)
            try:
                self.result.set_result(self._follow_redirections(url))
            except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
                raise http_errors.explain_exception(error, self._name) from error

    def stop(self) -> None:
        """Have the thread stop if it still runs; only while it waits for headers it can't."""
        self._stopped = True
        response = self._response
        if response is not None and not self.result.done():
            stop_reading(response)

    def _follow_redirections(self, url: URL) -> FetchedPage:
        from httpx2 import Timeout

        timeout = Timeout(self._limits.silence, connect=self._limits.connect)
        seen = {url}
        while True:
            with (
                create_client(url) as client,
                client.stream("GET", url, headers=_HEADERS, timeout=timeout) as response,
            ):
                self._response = response
                if not response.has_redirect_location:
                    return self._read_page(response, url)
            url = _resolve_redirection(url, response.headers["location"], self._name)
            if url in seen:
                what = "redirects in a circle, as sites do that want a login"
                raise SourceError(f"{self._name} {what}", SAVE_HINT)
            seen.add(url)
            if len(seen) > self._limits.redirects + 1:
                message = f"{self._name} redirects more than {self._limits.redirects} times"
                raise SourceError(message, SAVE_HINT)

    def _read_page(self, response: Response, url: URL) -> FetchedPage:
        from httpx2 import HTTPError

        status = response.status_code
        if not 200 <= status < 300 or http_errors.is_challenge(response.headers):
            start = b""  # of an error page, if it can be had
            with suppress(HTTPError, SourceError, OSError):
                start = next(self._iterate_decoded(response), b"")
            raise http_errors.explain_status(status, response.headers, start, self._name)
        kind, charset = http_errors.parse_content_type(response.headers.get("content-type"))
        data = self._read_body(response, kind)
        if not data:
            raise SourceError(f"{self._name} is empty (HTTP {status})", SAVE_HINT)
        moved = url != parse_address(self._address, self._name)
        notes = (f"found at {http_errors.strip_credentials(str(url))}",) if moved else ()
        return FetchedPage(data, str(url), kind, charset, notes)

    def _read_body(self, response: Response, kind: str | None) -> bytes:
        body = io.BytesIO()  # gives its bytes away without a copy
        most = 0
        for part in self._iterate_decoded(response):
            if not body.tell():
                http_errors.refuse_media(kind, part, self._name)
                most = self._limits.size or size_limit(part)
            body.write(part)
            if max(body.tell(), self.received) > most:
                message = f"{self._name} is larger than {most / 1_000_000:.0f} MB"
                raise SourceError(message, "save it, and give a part of it")
        return body.getvalue()

    def _iterate_decoded(self, response: Response) -> Iterator[bytes]:
        decoder = ContentDecoder(response.headers.get("content-encoding"), self._name)
        # Not `iter_bytes`, which unpacks without a bound on what comes out.
        for piece in response.iter_raw():
            self.received += len(piece)
            yield from decoder.decode_piece(piece)
            if self._stopped:
                return
        yield from decoder.finish()


def parse_address(address: str, name: str) -> URL:
    """Parse an address as HTTP sends it: host and path encoded, without fragment.

    `"HTTP://Münze.example/a b#c" -> URL("http://xn--mnze-0ra.example/a%20b")`. Raises SourceError,
    calling it `name`, unless it is http or https, with a host and without a password.
    """
    from httpx2 import URL, InvalidURL

    try:
        url = URL(address.strip())
    except InvalidURL as error:
        raise _invalid_address_error(name) from error
    if url.scheme not in ("http", "https"):
        scheme = replace_unprintable(url.scheme)
        what = f"begins with {scheme}:" if url.scheme else "has no http:// or https://"
        message = f"{name} {what}, and only http and https addresses are read"
        raise SourceError(message, CHECK_HINT)
    if not _HOST.fullmatch(url.raw_host) or (url.port or 0) > _MAX_PORT:
        raise _invalid_address_error(name)
    if url.userinfo:  # the host alone is named, as the rest is secret
        message = f"the address at {replace_unprintable(url.host)} holds a name or password"
        raise SourceError(message, SAVE_HINT)
    return url.copy_with(fragment=None)


def _invalid_address_error(name: str) -> SourceError:
    return SourceError(f"{name} is no web address", CHECK_HINT)


def _resolve_redirection(url: URL, target: str, name: str) -> URL:
    """Return the address that a redirection leads to."""
    from httpx2 import InvalidURL

    try:
        address = str(url.join(target))
    except InvalidURL as error:
        shown = http_errors.strip_credentials(target)
        raise _invalid_address_error(f"{name} leads to {shown}, which") from error
    shown = http_errors.strip_credentials(address)
    return parse_address(address, f"{name} leads to {shown}, which")
