"""Connections to other machines: through which proxy, and which certificates are trusted.

The only place that opens any from this process, and only to addresses that the user names.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl

    from httpx2 import URL, Client, Response


def create_client(url: URL, *, direct: bool = False) -> Client:
    """Return a client for the host of `url`, through the proxy of the system or environment.

    With `direct`, through none. It follows no redirection and keeps as many connections as are
    asked for. Raises httpx2.UnsupportedProtocol if the proxy is of an unknown kind.
    """
    import httpx2

    proxy = None if direct else find_proxy(url)
    try:
        return httpx2.Client(
            # Making a context takes longer than a request on loopback.
            verify=create_ssl_context() if "https" in (url.scheme, (proxy or "")[:5]) else False,
            proxy=proxy,
            limits=httpx2.Limits(max_connections=None),
            trust_env=False,  # `find_proxy` knows the system's settings, too
        )
    except (ImportError, ValueError, httpx2.InvalidURL) as error:
        raise httpx2.UnsupportedProtocol("unknown kind of proxy") from error


def find_proxy(url: URL) -> str | None:
    """Return the address of the proxy to the host of `url`, None if there is to be none."""
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    proxy = proxies.get(url.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(url.netloc.decode("ascii")):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def is_proxy_failure(error: BaseException, *, direct: bool = False) -> bool:
    """Whether an exception of a client made by `create_client` is the proxy's fault."""
    import httpx2

    if isinstance(error, httpx2.ProxyError | httpx2.UnsupportedProtocol):
        return True
    if direct or not isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout):
        return False
    return find_proxy(error.request.url) is not None


def stop_reading(response: Response) -> None:
    """End the transfer of a response that another thread is reading."""
    stream = response.extensions.get("network_stream")
    transport = stream and stream.get_extra_info("socket")
    with suppress(ValueError, OSError):  # it is being closed just now
        if isinstance(transport, socket.socket):
            # Not `transport.shutdown`: one with TLS would drop what the other thread is using.
            socket.socket.shutdown(transport, socket.SHUT_RDWR)


def create_ssl_context() -> ssl.SSLContext:
    """Trust the system's certificates, as a company's own are there; certifi's if it has none."""
    import ssl

    context = ssl.create_default_context()
    if not context.get_ca_certs():
        import certifi

        context.load_verify_locations(certifi.where())
    return context


@contextmanager
def pass_exceptions_to(result: Future[Any]) -> Iterator[None]:
    """Pass what is raised inside to the thread that waits for `result`, which raises it."""
    try:
        yield
    except BaseException as error:  # noqa: BLE001
        result.set_exception(error)


def list_causes(error: BaseException) -> list[BaseException]:
    """Return an exception and all its causes, in whatever way they are attached."""
    found = [error]
    for one in found:
        parts = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
        found += [part for part in parts if isinstance(part, BaseException) and part not in found]
    return found
