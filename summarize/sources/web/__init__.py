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
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from summarize.errors import SourceError
from summarize.network import create_pool_manager, pass_exceptions_to
from summarize.sources.loading import replace_unprintable, size_limit
from summarize.sources.web import http_errors
from summarize.sources.web.content_encoding import ContentDecoder
from summarize.sources.web.http_errors import CHECK_HINT, SAVE_HINT
from summarize.version import __version__

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.util import Url


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
_PIECE_BYTES = 65536
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
        self._response: BaseHTTPResponse | None = None
        self._stopped = False

    def run(self) -> None:
        with pass_exceptions_to(self.result):
            import http.client

            from urllib3.exceptions import HTTPError

            url = parse_address(self._address, self._name)
            try:
                self.result.set_result(self._follow_redirections(url))
            except (HTTPError, http.client.HTTPException, OSError) as error:
                raise http_errors.explain_exception(error, self._name) from error

    def stop(self) -> None:
        """Have the thread stop if it still runs; only while it waits for headers it can't."""
        self._stopped = True
        response = self._response
        if response is not None and not self.result.done():
            with suppress(ValueError, RuntimeError, OSError):  # it is being closed just now
                response.shutdown()

    def _follow_redirections(self, url: Url) -> FetchedPage:
        from urllib3 import Timeout

        timeout = Timeout(connect=self._limits.connect, read=self._limits.silence)
        seen = {url.url}
        while True:
            with create_pool_manager(url) as connections:
                response = self._response = connections.request(
                    "GET", url.url, headers=_HEADERS, timeout=timeout,
                    redirect=False, retries=False, preload_content=False,
                )  # fmt: skip
                try:
                    target = response.get_redirect_location()
                    if not target:
                        return self._read_page(response, url)
                finally:
                    response.close()
            url = _resolve_redirection(url, target, self._name)
            if url.url in seen:
                what = "redirects in a circle, as sites do that want a login"
                raise SourceError(f"{self._name} {what}", SAVE_HINT)
            seen.add(url.url)
            if len(seen) > self._limits.redirects + 1:
                message = f"{self._name} redirects more than {self._limits.redirects} times"
                raise SourceError(message, SAVE_HINT)

    def _read_page(self, response: BaseHTTPResponse, url: Url) -> FetchedPage:
        from urllib3.exceptions import HTTPError

        status = response.status
        if not 200 <= status < 300 or http_errors.is_challenge(response.headers):
            start = b""  # of an error page, if it can be had
            with suppress(HTTPError, SourceError, OSError):
                start = next(self._iterate_decoded(response), b"")
            raise http_errors.explain_status(status, response.headers, start, self._name)
        kind, charset = http_errors.parse_content_type(response.headers.get("content-type"))
        data = self._read_body(response, kind)
        if not data:
            raise SourceError(f"{self._name} is empty (HTTP {status})", SAVE_HINT)
        moved = url.url != parse_address(self._address, self._name).url
        notes = (f"found at {http_errors.strip_credentials(url.url)}",) if moved else ()
        return FetchedPage(data, url.url, kind, charset, notes)

    def _read_body(self, response: BaseHTTPResponse, kind: str | None) -> bytes:
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

    def _iterate_decoded(self, response: BaseHTTPResponse) -> Iterator[bytes]:
        decoder = ContentDecoder(response.headers.get("content-encoding"), self._name)
        # Not `stream`, which waits for a whole piece, so that no progress would be seen.
        while piece := response.read1(_PIECE_BYTES, decode_content=False):
            self.received += len(piece)
            yield from decoder.decode_piece(piece)
            if self._stopped:
                return
        yield from decoder.finish()


def parse_address(address: str, name: str) -> Url:
    """Parse an address as HTTP sends it: host and path encoded, without fragment.

    `"HTTP://Münze.example/a b#c" -> http://xn--mnze-0ra.example/a%20b`. Raises SourceError,
    calling it `name`, unless it is http or https, with a host and without a password.
    """
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    try:
        url = parse_url(address.strip())
    except LocationParseError as error:
        raise _invalid_address_error(name) from error
    if url.scheme not in ("http", "https"):
        scheme = replace_unprintable(url.scheme or "")
        what = f"begins with {scheme}:" if url.scheme else "has no http:// or https://"
        message = f"{name} {what}, and only http and https addresses are read"
        raise SourceError(message, CHECK_HINT)
    if not url.host:
        raise _invalid_address_error(name)
    if url.auth is not None:  # the host alone is named, as the rest is secret
        message = f"the address at {replace_unprintable(url.host)} holds a name or password"
        raise SourceError(message, SAVE_HINT)
    return url._replace(fragment=None, path=url.path or "/")


def _invalid_address_error(name: str) -> SourceError:
    return SourceError(f"{name} is no web address", CHECK_HINT)


def _resolve_redirection(url: Url, target: str, name: str) -> Url:
    """Return the address that a redirection leads to."""
    with suppress(UnicodeError):  # headers are Latin-1 by the letter, and UTF-8 in fact
        target = target.encode("latin-1").decode("utf-8")
    try:
        address = urljoin(url.url, target)
    except ValueError as error:
        shown = http_errors.strip_credentials(target)
        raise _invalid_address_error(f"{name} leads to {shown}, which") from error
    shown = http_errors.strip_credentials(address)
    return parse_address(address, f"{name} leads to {shown}, which")
