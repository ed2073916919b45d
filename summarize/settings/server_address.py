"""Addresses of servers: one form for each, without secrets, and which are of this computer."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from summarize.errors import SettingsError

KEY_VARIABLE = "SUMMARIZE_API_KEY"
"""The environment variable that holds a server's API key: no setting, as it is a secret."""

ADDRESS_HINT = "Give it like this: http://localhost:8080"
_LOOPBACK = re.compile(r"\A(?:localhost|.+\.localhost|127(?:\.\d+){3}|::1)\Z")


def normalize_server_address(text: str) -> str:
    """Return the address that API paths such as "/v1/models" are appended to.

    `" HTTP://Box:8080/v1/ " -> "http://box:8080"`. Raises SettingsError, without showing
    the address, if it holds a password; also if it is no address of http or https.
    """
    text = text.strip()
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise SettingsError("must be the address of a server", ADDRESS_HINT) from error
    hint = f"Take it out; an API key belongs into the environment variable {KEY_VARIABLE}."
    if parts.username is not None or parts.password is not None:
        raise SettingsError("must not hold a user name or password", hint)
    if parts.query or parts.fragment:
        raise SettingsError("must end with the path: nothing after ? or # is sent", hint)
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s\x00-\x1f]", text):
        message = "must be an address that begins with http:// or https://"
        raise SettingsError(message, ADDRESS_HINT)
    shown_host = f"[{host}]" if ":" in host else host
    path = parts.path.rstrip("/").removesuffix("/v1").rstrip("/")
    return f"{parts.scheme}://{shown_host}{'' if port is None else f':{port}'}{path}"


def is_loopback(address: str) -> bool:
    """Whether a normalized address is one of this computer by its host name."""
    return bool(_LOOPBACK.match(urlsplit(address).hostname or ""))
