"""Errors of a server: HTTP status or connection error -> one line that says why, and a hint."""

from __future__ import annotations

import json
import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass

from summarize.errors import EngineError
from summarize.network import is_proxy_failure, list_causes
from summarize.settings.server_address import KEY_VARIABLE

_MAX_MESSAGE = 200  # characters of a server's own message
_START_HINT = "Start the server, or check the address (--server)."
LOG_HINT = "Its own log says more."
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

    @property
    def trouble(self) -> str:
        """Why the server is asked again, in a few words."""
        if self.is_loading:
            return "is loading its model"
        if self.is_unreachable:
            return "can't be reached, trying again"
        wrong = f"answers with HTTP {self.status}" if self.status else "breaks off its answer"
        return f"{wrong}, trying again"


def error_from_status(
    status: int, headers: Mapping[str, str], body: bytes, name: str, key: str | None
) -> ServerError:
    """Return the error for an HTTP status without success; `name` is the server's address."""
    server_message = extract_message(body, key)
    detail = f": {server_message}" if server_message else ""
    is_loading = is_too_long = False
    if 300 <= status < 400:
        target = _clean_line(headers.get("location") or "nowhere")
        what = f"leads to {target}, and nothing is sent on from address to address"
        hint = "If you trust that one, give it as --server."
    elif status in (401, 403):
        what = f"{'does not accept the' if key else 'wants an'} API key (HTTP {status})"
        hint = f"Put the right one into the environment variable {KEY_VARIABLE}."
    elif is_too_long := bool(_TOO_LONG.search(server_message)):
        whole = body.decode("utf-8", "replace")
        found = _CONTEXT_SIZE.search(server_message) or _CONTEXT_SIZE.search(whole)
        window = next(filter(None, found.groups()), None) if found else None
        give = f"--ctx {window}" if window else "a smaller --ctx"
        what, hint = f"give {give} ({server_message})", f"Give {give}."
    elif is_loading := status == 503 and "loading" in server_message.lower():
        what, hint = "is still loading its model", "Try again later."
    elif status == 429:
        what, hint = f"is asked too much (HTTP 429){detail}", "Try again later."
    else:
        what, hint = f"answers with an error (HTTP {status}){detail}", LOG_HINT
    retry_after = headers.get("retry-after", "").strip()
    return ServerError(
        f"the server's context is too small for it: {what}" if is_too_long
        else f"the server {name} {what}",
        hint, status=status, server_message=server_message, is_loading=is_loading,
        is_too_long=is_too_long, is_transient=status in _TRANSIENT_STATUS and not is_too_long,
        # A date, which local servers do not send, is ignored.
        retry_after=float(retry_after) if re.fullmatch(r"\d{1,6}", retry_after) else None,
    )  # fmt: skip


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


def error_from_exception(
    error: BaseException, name: str, read_timeout: float, *, direct: bool
) -> ServerError:
    """Return the error for a failed connection; `read_timeout` is in seconds.

    `direct` as in `network.create_client`.
    """
    import httpx2

    chain = list_causes(error)
    for one in chain:
        if isinstance(one, ssl.SSLCertVerificationError):
            why = f"is not trusted: {_clean_line(one.verify_message)}"
            hint = "SSL_CERT_FILE names more certificates."
            return ServerError(f"the certificate of the server {name} {why}", hint)
    if any(isinstance(one, ssl.SSLError) for one in chain):
        return ServerError(f"the server {name} offers no secure connection", "Check the address.")
    proxy_hint = "Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY."
    unknown_host = any(isinstance(one, socket.gaierror) for one in chain)
    messages = (
        (is_proxy_failure(error, direct=direct), True,
         "can't be reached: the proxy does not work", proxy_hint),
        (unknown_host, False, "can't be found: there is no such host", _START_HINT),
        (isinstance(error, httpx2.ConnectError), True, "can't be reached", _START_HINT),
        (isinstance(error, httpx2.ConnectTimeout), True, "does not answer", _START_HINT),
        (isinstance(error, httpx2.TimeoutException), False,
         f"has sent nothing for {read_timeout:g} s", LOG_HINT),
    )  # fmt: skip
    # The system's reason for a failed connection: `": Connection refused"`.
    reasons = (f": {one.strerror}" for one in chain if isinstance(one, OSError) and one.strerror)
    for is_so, transient, what, hint in messages:
        if is_so:
            message = f"the server {name} {what}{next(reasons, '')}"
            return ServerError(message, hint, is_transient=transient, is_unreachable=True)
    return broken_stream_error(name)


def broken_stream_error(name: str) -> ServerError:
    """Return the error for an answer that breaks off."""
    return ServerError(f"the server {name} breaks off its answer", LOG_HINT, is_transient=True)


def unexpected_answer_error(name: str, what: str) -> ServerError:
    """Return the error for an answer of another kind; `what` it is instead."""
    return ServerError(
        f"the server {name} answers with {what}: it seems to be no server for language models",
        "Check the address (--server): http://localhost:8080, without what comes after /v1.",
    )
