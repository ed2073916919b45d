"""Connections to other machines: through which proxy, and which certificates are trusted.

The only place that opens any from this process; whoever asks for one has been told an
address by the user.
"""

from __future__ import annotations

from concurrent.futures import Future
from types import TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl

    from urllib3 import PoolManager
    from urllib3.util import Url


def create_pool_manager(url: Url, *, direct: bool = False, **options: Any) -> PoolManager:
    """Connections to the host of `url`, through the proxy that the system or environment names.

    With `direct`, through none. `options` are those of urllib3's PoolManager.
    """
    from urllib.request import getproxies, proxy_bypass

    from urllib3 import PoolManager, ProxyManager, make_headers
    from urllib3.util import parse_url

    proxies = {} if direct else getproxies()
    proxy = proxies.get(url.scheme or "") or proxies.get("all")
    context = create_ssl_context() if url.scheme == "https" else None
    if not proxy or proxy_bypass(url.netloc or ""):
        return PoolManager(ssl_context=context, **options)
    place = parse_url(proxy if "://" in proxy else f"http://{proxy}")
    headers = make_headers(proxy_basic_auth=place.auth) if place.auth else None
    plain = place._replace(auth=None).url
    return ProxyManager(plain, ssl_context=context, proxy_headers=headers, **options)


def create_ssl_context() -> ssl.SSLContext:
    """The system's certificates, as a company's own are there; certifi's if it has none."""
    import ssl

    context = ssl.create_default_context()
    if not context.get_ca_certs():
        import certifi

        context.load_verify_locations(certifi.where())
    return context


class pass_exceptions_to:
    """Gives what was raised to the thread that waits for the result, which raises it."""

    def __init__(self, result: Future[Any]) -> None:
        self._result = result

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: object, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is not None:
            self._result.set_exception(error)
        return True
