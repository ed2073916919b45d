"""Connections to other machines: through which proxy, and which certificates are trusted.

The only place that opens any from this process, and only to addresses that the user names.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl

    from urllib3 import PoolManager
    from urllib3.util import Url


def create_pool_manager(url: Url, *, direct: bool = False, **options: Any) -> PoolManager:
    """Return connections to the host of `url`, through the proxy of the system or environment.

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
