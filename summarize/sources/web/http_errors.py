"""HTTP statuses and exceptions of httpx2 -> why a page can't be had, and what to do about it."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Mapping
from email.message import Message

from summarize.errors import SourceError
from summarize.network import is_proxy_failure, list_causes
from summarize.sources.loading import replace_unprintable

SAVE_HINT = "open it in a browser, save the page, and give the file"
_LATER_HINT = "try again later"
CHECK_HINT = "check the address"
_PROXY_HINT = "check HTTP_PROXY and HTTPS_PROXY"
_ONLINE_HINT = "check the address, and whether this computer is online"

_STATUS_MESSAGES: Mapping[int, tuple[str, str]] = {
    401: ("asks for a login", SAVE_HINT),
    402: ("asks for money", SAVE_HINT),
    403: ("refuses access to programs, or without a login", SAVE_HINT),
    404: ("does not exist", CHECK_HINT),
    407: ("can't be reached: the proxy asks for a login", _PROXY_HINT),
    410: ("is no longer there", "look for a copy in an archive of the web"),
    429: ("is refused: too many requests", _LATER_HINT),
    451: ("is withheld for legal reasons", "look for another source of the article"),
}
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
    """Return an address as it may be printed: `"https://me:secret@a.b/c" -> "https://a.b/c"`."""
    return replace_unprintable(_CREDENTIALS.sub("", address.strip()))


def explain_status(status: int, headers: Mapping[str, str], body: bytes, name: str) -> SourceError:
    """Return what an answer other than success means; `body` is the beginning of the page."""
    asks = status in _CHALLENGE_STATUSES and _CHALLENGE.search(body) is not None
    if asks or is_challenge(headers):
        what = f"the site wants to see that you are human ({status})"
        return SourceError(f"{name}: {what}", SAVE_HINT)
    what, hint = _STATUS_MESSAGES.get(status, ("can't be had", CHECK_HINT))
    if status >= 500:
        what, hint = "can't be had: the server has a problem", _LATER_HINT
    wait = headers.get("retry-after", "").strip()
    if wait and hint == _LATER_HINT:
        when = f"in {wait} s" if wait.isdigit() else f"after {replace_unprintable(wait)[:60]}"
        hint = f"try again {when}"
    return SourceError(f"{name} {what} (HTTP {status})", hint)


def is_challenge(headers: Mapping[str, str]) -> bool:
    """Whether the headers say that the answer is a CAPTCHA or the like."""
    marks = (("cf-mitigated", "challenge"), ("x-amzn-waf-action", ""))
    return any(name in headers and value in headers[name].lower() for name, value in marks)


def explain_exception(error: BaseException, name: str) -> SourceError:
    """Return what an exception of httpx2 or of the layers below it means."""
    import httpx2

    causes = list_causes(error)
    if cause := next((one for one in causes if isinstance(one, ssl.SSLError)), None):
        if not isinstance(cause, ssl.SSLCertVerificationError):
            return SourceError(f"{name}: the server offers no secure connection", CHECK_HINT)
        hint = "check the address and this computer's clock; SSL_CERT_FILE names more certificates"
        why = replace_unprintable(cause.verify_message)
        return SourceError(f"{name}: the server's certificate is not trusted: {why}", hint)
    if is_proxy_failure(error):
        known = not isinstance(error, httpx2.UnsupportedProtocol)
        what = "does not work" if known else "is of a kind that is not supported"
        return SourceError(f"{name}: the proxy {what}", _PROXY_HINT)
    unknown_host = any(isinstance(one, socket.gaierror) for one in causes)
    if isinstance(error, httpx2.ConnectError) and not unknown_host:
        failure = next((one for one in causes if isinstance(one, OSError)), None)
        if isinstance(failure, ConnectionRefusedError):
            return SourceError(f"{name}: the server refuses the connection", CHECK_HINT)
        reason = getattr(failure, "strerror", None) or "no connection"
        return SourceError(f"{name}: the server can't be reached: {reason}", _ONLINE_HINT)
    # The library has one exception for all that is no HTTP; it tells them apart in words.
    broken = isinstance(error, httpx2.RemoteProtocolError)
    words = (
        (unknown_host, ": there is no such host", _ONLINE_HINT),
        (isinstance(error, httpx2.ConnectTimeout), ": the server does not answer", _ONLINE_HINT),
        (isinstance(error, httpx2.TimeoutException), ": the server stopped sending", _LATER_HINT),
        (isinstance(error, httpx2.InvalidURL), ": the address makes no sense", CHECK_HINT),
        (broken and "complete message body" in str(error), " breaks off before its end",
         _LATER_HINT),
        (isinstance(error, httpx2.NetworkError) or (broken and "disconnected" in str(error)),
         ": the server closed the connection", _LATER_HINT),
    )  # fmt: skip
    for is_so, what, hint in words:
        if is_so:
            return SourceError(f"{name}{what}", hint)
    return SourceError(f"{name}: what the server sends is no answer a web server gives", CHECK_HINT)


def parse_content_type(header: str | None) -> tuple[str | None, str | None]:
    """Parse a Content-Type into type and charset, each None if it is missing or makes no sense.

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
    """Raise SourceError for a picture, a video ... by its type, unless it looks like a document."""
    what = _MEDIA_NAMES.get((kind or "").partition("/")[0])
    if what and not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_DOCUMENT_STARTS):
        raise SourceError(f"{name} is {what}, not an article", "give the address of the article")
