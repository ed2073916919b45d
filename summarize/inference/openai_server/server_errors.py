"""Errors of a server: HTTP status or connection error -> one line that says why, and a hint."""

from __future__ import annotations

import json
import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass

from summarize.errors import EngineError
from summarize.network import list_causes
from summarize.settings import KEY_VARIABLE

_MAX_MESSAGE = 200  # characters of a server's own message
_START_HINT = "Start the server, or check the address (--server)."
_PROXY_HINT = "Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY."
_LOG_HINT = "Its own log says more."
_KEY_HINT = f"Put the right one into the environment variable {KEY_VARIABLE}."
_TOO_LONG = re.compile(
    r"maximum context length|context length exceeded|exceed\w*[ _](?:the )?(?:available )?context"
    r"|context[_ ](?:length|size|window)[_ ]exceeded|exceeds? (?:the )?context|input is too long"
    r"|longer than the (?:maximum|context)|context the overflows|\bn_ctx\b",
    re.IGNORECASE,
)
# The context size is the number that the server calls so.
_CONTEXT_SIZE = re.compile(
    r"context (?:length|size|window)(?: is| of)?(?: only)?:? \(?(\d{3,8})|\bn_ctx\"?: ?(\d{3,8})",
    re.IGNORECASE,
)
_TRANSIENT_STATUS = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


@dataclass(eq=False, repr=False)
class ServerError(EngineError):
    """The server has not answered as it should.

    `status` is that of HTTP, 0 without an answer. `server_message` is the server's own text.
    `is_transient`: the same request may succeed later, after `retry_after` seconds if the server
    says so. `is_loading`: it is loading the model. `is_too_long`: the prompt does not fit.
    `is_unreachable`: there was no answer at all.
    """

    message: str
    hint: str = ""
    _: KW_ONLY
    status: int = 0
    server_message: str = ""
    is_transient: bool = False
    retry_after: float | None = None
    is_loading: bool = False
    is_too_long: bool = False
    is_unreachable: bool = False

    def __post_init__(self) -> None:
        super().__init__(self.message, self.hint)


def error_from_status(
    status: int, headers: Mapping[str, str], body: bytes, name: str, key: str | None
) -> ServerError:
    """Return the error for an HTTP status without success; `name` is the server's address."""
    server_message = extract_message(body, key)
    detail = f": {server_message}" if server_message else ""
    if 300 <= status < 400:
        return _redirect_error(headers, name, status)
    if status in (401, 403):
        what = "does not accept the API key" if key else "wants an API key"
        return ServerError(
            f"the server {name} {what} (HTTP {status})",
            _KEY_HINT,
            status=status,
            server_message=server_message,
        )
    if _TOO_LONG.search(server_message):
        return _context_error(server_message, status, body)
    is_loading = status == 503 and "loading" in server_message.lower()
    message = f"the server {name} answers with an error (HTTP {status}){detail}"
    if status == 429:
        message = f"the server {name} is asked too much (HTTP 429){detail}"
    if is_loading:
        message = f"the server {name} is still loading its model"
    return ServerError(
        message,
        "Try again later." if is_loading or status == 429 else _LOG_HINT,
        status=status,
        server_message=server_message,
        is_transient=status in _TRANSIENT_STATUS,
        retry_after=_parse_retry_after(headers.get("retry-after")),
        is_loading=is_loading,
    )


def _redirect_error(headers: Mapping[str, str], name: str, status: int) -> ServerError:
    target = _clean_line(headers.get("location") or "nowhere")
    return ServerError(
        f"the server {name} leads to {target}, and nothing is sent on from address to address",
        "If you trust that one, give it as --server.",
        status=status,
    )


def _context_error(server_message: str, status: int, body: bytes) -> ServerError:
    found = _CONTEXT_SIZE.search(server_message) or _CONTEXT_SIZE.search(
        body.decode("utf-8", "replace")
    )
    window = next(filter(None, found.groups()), None) if found else None
    give = f"--ctx {window}" if window else "a smaller --ctx"
    message = f"the server's context is too small for it: give {give} ({server_message})"
    return ServerError(
        message, f"Give {give}.", status=status, server_message=server_message, is_too_long=True
    )


def extract_message(body: bytes, key: str | None) -> str:
    """Return a server's error message on one line, without the key; "" for a web page.

    `b'{"error": {"message": "no such model"}}' -> "no such model"`
    """
    text = body.decode("utf-8", "replace")
    try:
        found = _find_message(json.loads(text))
    except (ValueError, RecursionError):
        found = "" if text.lstrip().startswith("<") else text
    if key:
        found = found.replace(key, "***")
    return _clean_line(found)


def _find_message(data: object) -> str:
    """Return the first text under a name that servers use for messages."""
    if isinstance(data, str):
        return data
    if isinstance(data, dict):
        for name in ("error", "message", "detail", "msg"):
            if name in data and (found := _find_message(data[name])):
                return found
    if isinstance(data, list) and data:
        return _find_message(data[0])
    return ""


def _clean_line(text: str) -> str:
    """Make foreign text printable and short, on one line."""
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return text if len(text) <= _MAX_MESSAGE else f"{text[: _MAX_MESSAGE - 3]}..."


def _parse_retry_after(header: str | None) -> float | None:
    """Parse Retry-After: `"3" -> 3.0`; None for a date, which local servers do not send."""
    return float(header) if header and re.fullmatch(r"\d{1,6}", header.strip()) else None


def error_from_exception(error: BaseException, name: str, read_timeout: float) -> ServerError:
    """Return the error for a failed connection; `read_timeout` is in seconds."""
    from urllib3.exceptions import (
        ConnectTimeoutError,
        NewConnectionError,
        ProxyError,
        ReadTimeoutError,
    )

    chain = list_causes(error)
    if any(isinstance(one, ssl.SSLError) for one in chain):
        return _certificate_error(chain, name)
    messages: tuple[tuple[type | tuple[type, ...], str, str], ...] = (
        (ProxyError, "can't be reached: the proxy does not work", _PROXY_HINT),
        (socket.gaierror, "can't be found: there is no such host", _START_HINT),
        ((NewConnectionError, ConnectionRefusedError), "can't be reached", _START_HINT),
        (ConnectTimeoutError, "does not answer", _START_HINT),
        ((ReadTimeoutError, TimeoutError), f"has sent nothing for {read_timeout:g} s", _LOG_HINT),
    )
    lasting = (socket.gaierror, (ReadTimeoutError, TimeoutError))
    for kind, what, hint in messages:
        if any(isinstance(one, kind) for one in chain):
            passing = kind not in lasting
            return ServerError(
                f"the server {name} {what}{_format_cause(chain)}",
                hint,
                is_transient=passing,
                is_unreachable=True,
            )
    return broken_stream_error(name)


def _format_cause(chain: list[BaseException]) -> str:
    """Return the system's reason for a failed connection: `": Connection refused"`, or ""."""
    server_message = next(
        (one.strerror for one in chain if isinstance(one, OSError) and one.strerror), None
    )
    return f": {server_message}" if server_message else ""


def _certificate_error(chain: list[BaseException], name: str) -> ServerError:
    why = next((one for one in chain if isinstance(one, ssl.SSLCertVerificationError)), None)
    if why is None:
        return ServerError(f"the server {name} offers no secure connection", "Check the address.")
    return ServerError(
        f"the certificate of the server {name} is not trusted: {_clean_line(why.verify_message)}",
        "SSL_CERT_FILE names more certificates.",
    )


def broken_stream_error(name: str) -> ServerError:
    """Return the error for an answer that breaks off."""
    return ServerError(f"the server {name} breaks off its answer", _LOG_HINT, is_transient=True)


def endless_answer_error(name: str) -> ServerError:
    """Return the error for an answer that takes too long in all."""
    return ServerError(f"the server {name} does not come to an end with its answer", _LOG_HINT)


def unexpected_answer_error(name: str, what: str) -> ServerError:
    """Return the error for an answer of another kind; `what` it is instead."""
    return ServerError(
        f"the server {name} answers with {what}: it seems to be no server for language models",
        "Check the address (--server): http://localhost:8080, without what comes after /v1.",
    )
