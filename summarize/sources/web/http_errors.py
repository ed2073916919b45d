"""Why a web page can't be had, in one line, and in another what to do about it."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Mapping
from email.message import Message

from summarize.errors import SourceError
from summarize.sources.loading import replace_unprintable

_SAVE = "open it in a browser, save the page, and give the file"
_LATER = "try again later"
_CHECK = "check the address"
_PROXY = "check HTTP_PROXY and HTTPS_PROXY"
_ONLINE = "check the address, and whether this computer is online"

_STATUS_MESSAGES: Mapping[int, tuple[str, str]] = {
    401: ("asks for a login", _SAVE),
    402: ("asks for money", _SAVE),
    403: ("refuses access to programs, or without a login", _SAVE),
    404: ("does not exist", _CHECK),
    407: ("can't be reached: the proxy asks for a login", _PROXY),
    410: ("is no longer there", "look for a copy in an archive of the web"),
    429: ("is refused: too many requests", _LATER),
    451: ("is withheld for legal reasons", "look for another source of the article"),
}
_CHALLENGE_HEADERS = (("cf-mitigated", "challenge"), ("x-amzn-waf-action", ""))
_CHALLENGE = re.compile(
    rb"captcha|cf[-_]chl|challenge-platform|<title>just a moment|datadome|"
    rb"(?:verify|confirm|prove|check) (?:that )?you(?:'re| are) (?:a |not a )?(?:human|robot)",
    re.IGNORECASE,
)
_CHALLENGE_STATUSES = frozenset({401, 403, 405, 429, 503})
_MEDIA_NAMES = {"image": "a picture", "video": "a video", "audio": "a recording", "font": "a font"}
_DOCUMENT_STARTS = (b"<", b"%PDF", b"PK\x03\x04", b"{\\rtf")


_CREDENTIALS = re.compile(r"(?<=//)[^/?#]*@")


def strip_credentials(address: str) -> str:
    """An address as it may be printed: `"https://me:secret@a.b/c" -> "https://a.b/c"`."""
    return replace_unprintable(_CREDENTIALS.sub("", address.strip()))


def explain_status(status: int, headers: Mapping[str, str], body: bytes, name: str) -> SourceError:
    """What an answer other than success means; `body` is the beginning of the page."""
    asks = status in _CHALLENGE_STATUSES and _CHALLENGE.search(body) is not None
    if asks or is_challenge(headers):
        return SourceError(f"{name}: the site wants to see that you are human ({status})", _SAVE)
    what, hint = _STATUS_MESSAGES.get(status, ("can't be had", _CHECK))
    if status >= 500:
        what, hint = "can't be had: the server has a problem", _LATER
    wait = headers.get("retry-after", "").strip()
    if wait and hint == _LATER:
        hint = (
            f"try again in {wait} s"
            if wait.isdigit()
            else f"try again after {replace_unprintable(wait)[:60]}"
        )
    return SourceError(f"{name} {what} (HTTP {status})", hint)


def is_challenge(headers: Mapping[str, str]) -> bool:
    """Whether the answer is known by its headers to be a riddle for humans."""
    return any(
        name in headers and value in headers[name].lower() for name, value in _CHALLENGE_HEADERS
    )


def explain_exception(error: BaseException, name: str) -> SourceError:
    """What an exception of urllib3 or of what lies below it means."""
    from urllib3 import exceptions as known

    if isinstance(error, known.SSLError | ssl.SSLError):
        return _explain_tls_error(error, name)
    if isinstance(error, known.NewConnectionError) and not _is_unknown_host(error):
        return _explain_connection_error(error, name)
    # A kind before the more general one.
    words: tuple[tuple[type[BaseException], str, str], ...] = (
        (known.ProxyError, "the proxy does not work", _PROXY),
        (known.ProxySchemeUnknown, "the proxy is of a kind that is not supported", _PROXY),
        (known.NewConnectionError, "there is no such host", _ONLINE),
        (known.ConnectTimeoutError, "the server does not answer", _ONLINE),
        (known.ReadTimeoutError, "the server stopped sending", _LATER),
        (known.LocationParseError, "the address makes no sense", _CHECK),
    )
    for kind, what, hint in words:
        if isinstance(error, kind):
            return SourceError(f"{name}: {what}", hint)
    return _explain_protocol_error(error, name)


def _is_unknown_host(error: BaseException) -> bool:
    return any(isinstance(one, socket.gaierror) for one in _collect_causes(error))


def _explain_tls_error(error: BaseException, name: str) -> SourceError:
    cause = next((one for one in _collect_causes(error) if isinstance(one, ssl.SSLError)), None)
    if isinstance(cause, ssl.SSLCertVerificationError):
        hint = "check the address and this computer's clock; SSL_CERT_FILE names more certificates"
        why = replace_unprintable(cause.verify_message)
        return SourceError(f"{name}: the server's certificate is not trusted: {why}", hint)
    return SourceError(f"{name}: the server offers no secure connection", _CHECK)


def _explain_connection_error(error: BaseException, name: str) -> SourceError:
    cause = next((one for one in _collect_causes(error) if isinstance(one, OSError)), None)
    if isinstance(cause, ConnectionRefusedError):
        return SourceError(f"{name}: the server refuses the connection", _CHECK)
    reason = getattr(cause, "strerror", None) or "no connection"
    return SourceError(f"{name}: the server can't be reached: {reason}", _ONLINE)


def _explain_protocol_error(error: BaseException, name: str) -> SourceError:
    """The conversation began and went wrong."""
    kinds = {type(one).__name__ for one in _collect_causes(error)}
    if kinds & {"IncompleteRead", "InvalidChunkLength"}:
        return SourceError(f"{name} breaks off before its end", _LATER)
    if kinds & {"RemoteDisconnected", "ConnectionResetError", "BrokenPipeError"}:
        return SourceError(f"{name}: the server closed the connection", _LATER)
    return SourceError(f"{name}: what the server sends is no answer a web server gives", _CHECK)


def _collect_causes(error: BaseException) -> list[BaseException]:
    """An exception and what it was made of, in whatever way that was noted."""
    found = [error]
    for one in found:
        parts = (one.__cause__, one.__context__, *one.args)
        found += [part for part in parts if isinstance(part, BaseException) and part not in found]
    return found


def parse_content_type(header: str | None) -> tuple[str | None, str | None]:
    """Type and charset, each None if it is missing or makes no sense.

    `"Text/HTML; charset='UTF-8'" -> ("text/html", "utf-8")`
    """
    message = Message()
    message["content-type"] = (header or "").replace("\r", " ").replace("\n", " ")
    kind = message.get_content_type() if header and "/" in header.split(";")[0] else None
    charset = (message.get_content_charset() or "").strip("'\" ")
    try:
        b"a".decode(charset or "?")
    except (LookupError, ValueError):
        return kind, None
    return kind, charset


def refuse_media(kind: str | None, start: bytes, name: str) -> None:
    """Raise SourceError if it is said to be a picture, a video ... and does not look otherwise."""
    what = _MEDIA_NAMES.get((kind or "").partition("/")[0])
    if what and not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_DOCUMENT_STARTS):
        raise SourceError(f"{name} is {what}, not an article", "give the address of the article")


def too_slow_error(name: str, seconds: float) -> SourceError:
    """It would have gone on."""
    return SourceError(f"{name} takes longer than {seconds:.0f} s to load", _SAVE)


def too_large_error(name: str, most: int) -> SourceError:
    """Larger than `most` bytes, or without an end."""
    message = f"{name} is larger than {most / 1_000_000:.0f} MB"
    return SourceError(message, "save it, and give a part of it")


def empty_page_error(name: str, status: int) -> SourceError:
    """Success, and nothing in it."""
    return SourceError(f"{name} is empty (HTTP {status})", _SAVE)


def redirection_loop_error(name: str) -> SourceError:
    """A redirection leads to where one already came from."""
    return SourceError(f"{name} redirects in a circle, as sites do that want a login", _SAVE)


def too_many_redirections_error(name: str, most: int) -> SourceError:
    """And none of them a loop."""
    return SourceError(f"{name} redirects more than {most} times", _SAVE)


def invalid_address_error(name: str) -> SourceError:
    """It can't be parsed."""
    return SourceError(f"{name} is no web address", _CHECK)


def unsupported_scheme_error(name: str, scheme: str | None) -> SourceError:
    """Another scheme, such as `file`."""
    kind = f"begins with {replace_unprintable(scheme)}:" if scheme else "has no http:// or https://"
    return SourceError(f"{name} {kind}, and only http and https addresses are read", _CHECK)


def credentials_error(host: str) -> SourceError:
    """Named by its host alone, as the rest is secret."""
    return SourceError(
        f"the address at {replace_unprintable(host)} holds a name or password", _SAVE
    )
