"""Why a server does not answer as it should, in one line, and in another what to do about it."""

from __future__ import annotations

import json
import re
import socket
import ssl
from collections.abc import Iterator, Mapping

from summarize.errors import EngineError
from summarize.settings.server_address import KEY_VARIABLE

_MOST_SAID = 200  # characters of a server's own words
_START = "Start the server, or check the address (--server)."
_PROXY = "Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY."
_LOG = "Its own log says more."
_KEY = f"Put the right one into the environment variable {KEY_VARIABLE}."
_TOO_LONG = re.compile(
    r"maximum context length|context length exceeded|exceed\w*[ _](?:the )?(?:available )?context"
    r"|context[_ ](?:length|size|window)[_ ]exceeded|exceeds? (?:the )?context|input is too long"
    r"|longer than the (?:maximum|context)|context the overflows|\bn_ctx\b",
    re.IGNORECASE,
)
# The window is the number that the server calls so.
_WINDOW = re.compile(
    r"context (?:length|size|window)(?: is| of)?(?: only)?:? \(?(\d{3,8})|\bn_ctx\"?: ?(\d{3,8})",
    re.IGNORECASE,
)
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})


class RefusalError(EngineError):
    """The server has not answered as it should.

    `status` is HTTP's, 0 if it did not come to one. `said` are the server's own words.
    `passing`: the same request may succeed later, after `wait` seconds if the server says
    so. `loading`: it is loading the model. `too_long`: the prompt does not fit.
    `unreachable`: no answer at all.
    """

    def __init__(  # noqa: PLR0913 - what is known of a failure
        self,
        message: str,
        hint: str = "",
        *,
        status: int = 0,
        said: str = "",
        passing: bool = False,
        wait: float | None = None,
        loading: bool = False,
        too_long: bool = False,
        unreachable: bool = False,
    ) -> None:
        super().__init__(message, hint)
        self.status = status
        self.said = said
        self.passing = passing
        self.wait = wait
        self.loading = loading
        self.too_long = too_long
        self.unreachable = unreachable


def of_status(
    status: int, headers: Mapping[str, str], body: bytes, name: str, key: str | None
) -> RefusalError:
    """An answer with a status that is no success; `name` is the server's address."""
    said = said_in(body, key)
    told = f": {said}" if said else ""
    if 300 <= status < 400:
        return _elsewhere(headers, name, status)
    if status in (401, 403):
        what = "does not accept the API key" if key else "wants an API key"
        return RefusalError(
            f"the server {name} {what} (HTTP {status})", _KEY, status=status, said=said
        )
    if _TOO_LONG.search(said):
        return _too_long(said, status, body)
    loading = status == 503 and "loading" in said.lower()
    wait = _seconds(headers.get("retry-after"))
    message = f"the server {name} answers with an error (HTTP {status}){told}"
    if status == 429:
        message = f"the server {name} is asked too much (HTTP 429){told}"
    if loading:
        message = f"the server {name} is still loading its model"
    return RefusalError(
        message, "Try again later." if loading or status == 429 else _LOG,
        status=status, said=said, passing=status in _PASSING, wait=wait, loading=loading,
    )  # fmt: skip


def _elsewhere(headers: Mapping[str, str], name: str, status: int) -> RefusalError:
    target = _line(headers.get("location") or "nowhere")
    return RefusalError(
        f"the server {name} leads to {target}, and nothing is sent on from address to address",
        "If you trust that one, give it as --server.",
        status=status,
    )


def _too_long(said: str, status: int, body: bytes) -> RefusalError:
    found = _WINDOW.search(said) or _WINDOW.search(body.decode("utf-8", "replace"))
    window = next(filter(None, found.groups()), None) if found else None
    give = f"--ctx {window}" if window else "a smaller --ctx"
    message = f"the server's context is too small for it: give {give} ({said})"
    return RefusalError(message, f"Give {give}.", status=status, said=said, too_long=True)


def said_in(body: bytes, key: str | None) -> str:
    """What a server says of an error, on one line, the key taken out; "" for a web page.

    `b'{"error": {"message": "no such model"}}' -> "no such model"`
    """
    text = body.decode("utf-8", "replace")
    try:
        found = _message(json.loads(text))
    except (ValueError, RecursionError):
        found = "" if text.lstrip().startswith("<") else text
    if key:
        found = found.replace(key, "***")
    return _line(found)


def _message(data: object) -> str:
    """The first text under a name that servers use for it."""
    if isinstance(data, str):
        return data
    if isinstance(data, dict):
        for name in ("error", "message", "detail", "msg"):
            if name in data and (found := _message(data[name])):
                return found
    if isinstance(data, list) and data:
        return _message(data[0])
    return ""


def _line(text: str) -> str:
    """Foreign text for a message: one line, printable, not endless."""
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return text if len(text) <= _MOST_SAID else f"{text[: _MOST_SAID - 3]}..."


def _seconds(header: str | None) -> float | None:
    """`"3" -> 3.0`; a date, which local servers do not send, counts as nothing."""
    return float(header) if header and re.fullmatch(r"\d{1,6}", header.strip()) else None


def of_error(error: BaseException, name: str, silence: float) -> RefusalError:
    """A connection that could not be made, or broke; `silence` is the time-out in seconds."""
    from urllib3.exceptions import (
        ConnectTimeoutError,
        NewConnectionError,
        ProxyError,
        ReadTimeoutError,
    )

    chain = list(_chain(error))
    if any(isinstance(one, ssl.SSLError) for one in chain):
        return _insecure(chain, name)
    told: tuple[tuple[type | tuple[type, ...], str, str], ...] = (
        (ProxyError, "can't be reached: the proxy does not work", _PROXY),
        (socket.gaierror, "can't be found: there is no such host", _START),
        ((NewConnectionError, ConnectionRefusedError), "can't be reached", _START),
        (ConnectTimeoutError, "does not answer", _START),
        ((ReadTimeoutError, TimeoutError), f"has sent nothing for {silence:g} s", _LOG),
    )
    lasting = (socket.gaierror, (ReadTimeoutError, TimeoutError))
    for kind, what, hint in told:
        if any(isinstance(one, kind) for one in chain):
            passing = kind not in lasting
            return RefusalError(
                f"the server {name} {what}{_why(chain)}", hint, passing=passing, unreachable=True
            )
    return broken_off(name)


def _why(chain: list[BaseException]) -> str:
    """What the system says of a connection: `": Connection refused"`; "" if nothing of use."""
    said = next((one.strerror for one in chain if isinstance(one, OSError) and one.strerror), None)
    return f": {said}" if said else ""


def _insecure(chain: list[BaseException], name: str) -> RefusalError:
    why = next((one for one in chain if isinstance(one, ssl.SSLCertVerificationError)), None)
    if why is None:
        return RefusalError(f"the server {name} offers no secure connection", "Check the address.")
    return RefusalError(
        f"the certificate of the server {name} is not trusted: {_line(why.verify_message)}",
        "SSL_CERT_FILE names more certificates.",
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and what it was made of, in whatever way that was noted."""
    seen = [error]
    for one in seen:
        yield one
        parts = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
        seen += [part for part in parts if isinstance(part, BaseException) and part not in seen]


def broken_off(name: str) -> RefusalError:
    """It began to answer and did not come to an end."""
    return RefusalError(f"the server {name} breaks off its answer", _LOG, passing=True)


def endless(name: str) -> RefusalError:
    """It goes on and on."""
    return RefusalError(f"the server {name} does not come to an end with its answer", _LOG)


def nonsense(name: str, what: str) -> RefusalError:
    """What it sends is not what such a server sends: `what` it is instead."""
    return RefusalError(
        f"the server {name} answers with {what}: it seems to be no server for language models",
        "Check the address (--server): http://localhost:8080, without what comes after /v1.",
    )
