"""Client of the Hugging Face Hub: lists a repository's files and streams their bytes.

`huggingface_hub` knows addresses, tokens, proxies, the cache and what the Hub's errors mean.
The bytes are requested here, because that library begins a download that broke off anew
(https://github.com/huggingface/huggingface_hub/issues/4196). Files in the Hub's Xet storage come
from the same address by plain HTTP, which can be resumed, so nothing else is needed for them.

It is imported only here, inside functions, and only to download: nothing else opens a connection.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from summarize.errors import ModelError
from summarize.models.hub_cache import hub_cache_folder

_ENDPOINT = "https://huggingface.co"
# Tokens that were saved for the Hub are sent to nobody else.
_HUGGING_FACE_HOSTS = frozenset({"huggingface.co", "www.huggingface.co", "hf.co"})
_TOKEN_VARIABLE = "SUMMARIZE_HUB_TOKEN"
_TRUE = frozenset({"1", "on", "yes", "true"})
_TIMEOUT_SECONDS = 10.0  # without a sign of life from the server
# SHA-256 of large files, Git's hash of others. Nothing else may become the name of a file.
_HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_TRY_AGAIN = "Try again later."


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a repository: its size in bytes, and the hash that it is verified against.

    `sha256` is that of a large file, "" for one that lies in the repository itself; `git_hash` is
    Git's hash of the latter.
    """

    name: str
    size: int
    sha256: str = ""
    git_hash: str = ""


@dataclass(frozen=True, slots=True)
class RepositoryListing:
    """The files of a repository at a commit."""

    commit: str
    files: tuple[RemoteFile, ...]


@dataclass(frozen=True, slots=True)
class DownloadSource:
    """A file to download: its address, its hash (SHA-256, or Git's), its size in bytes."""

    repository: str
    name: str
    url: str
    hash: str
    size: int


@dataclass(frozen=True, slots=True)
class ByteStream:
    """Bytes of a file, from the position `start` on."""

    start: int
    blocks: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class Hub:
    """A Hub: its address, the token for it, and the timeout in seconds.

    `token` is None for the one that the user saved for the Hugging Face Hub, False for none.
    """

    endpoint: str
    token: str | bool | None
    timeout: float

    @property
    def host(self) -> str:
        """The host for messages: `"huggingface.co"`."""
        return urlsplit(self.endpoint).netloc

    def list_files(self, repository: str, revision: str) -> RepositoryListing:
        """Return the files of a repository; raise ModelError, which says why, if that fails."""
        from huggingface_hub import HfApi

        with self.translate_errors(repository), self._refuse_malformed_answers():
            api = HfApi(endpoint=self.endpoint, token=self.token)
            info = api.model_info(
                repository, revision=revision, files_metadata=True, timeout=self.timeout
            )
            files = (_parse_remote_file(sibling) for sibling in info.siblings or ())
            return RepositoryListing(info.sha or revision, tuple(files))

    def find_source(self, repository: str, file: str, commit: str) -> DownloadSource:
        """Return where a file's bytes are; raise ModelError, also if the Hub names no hash."""
        from huggingface_hub import get_hf_file_metadata, hf_hub_url

        with self.translate_errors(repository, file), self._refuse_malformed_answers():
            url = hf_hub_url(repository, file, revision=commit, endpoint=self.endpoint)
            metadata = get_hf_file_metadata(
                url, token=self.token, timeout=self.timeout, endpoint=self.endpoint
            )
        if metadata.size is None or not _HASH.fullmatch(metadata.etag or ""):
            message = f"{self.host} does not say how large {file} is, or by what to verify it"
            raise ModelError(message, "Download it yourself, and add it: summarize models add FILE")
        return DownloadSource(repository, file, url, metadata.etag or "", metadata.size)

    @contextmanager
    def open_stream(self, source: DownloadSource, start: int) -> Iterator[ByteStream]:
        """Stream the bytes of a file from `start` on, or from 0 if the server knows no ranges.

        Raises what `huggingface_hub` and its HTTP library do, for the caller may try again.
        """
        from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

        headers = build_hf_headers(token=self.token) | {"Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        with get_session().stream(
            "GET", source.url, headers=headers, timeout=self.timeout
        ) as response:
            if response.status_code == 416:  # more has been received than the file has
                yield ByteStream(0, iter(()))
                return
            hf_raise_for_status(response)
            begins = start if response.status_code == 206 else 0
            # In pieces as they come: collected into larger ones, the last would be lost with a
            # connection that breaks off.
            yield ByteStream(begins, response.iter_bytes())

    def link_in_cache(self, repository: str, file: str, commit: str) -> Path:
        """Link a downloaded blob into the cache's snapshot of the commit; return the link."""
        from huggingface_hub import hf_hub_download

        with self.translate_errors(repository, file):
            return Path(
                hf_hub_download(
                    repository,
                    file,
                    revision=commit,
                    endpoint=self.endpoint,
                    token=self.token,
                    cache_dir=hub_cache_folder(),
                    etag_timeout=self.timeout,
                )
            )

    @contextmanager
    def translate_errors(self, repository: str, file: str = "") -> Iterator[None]:
        """Turn errors of the network, the library and the disk into ModelError."""
        import httpx2
        from huggingface_hub.errors import HFValidationError

        try:
            yield
        except HFValidationError as error:
            hint = "Name it as the Hub does: organisation/repository."
            raise ModelError(f"{repository!r} can't be a repository", hint) from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise self.explain_error(error, repository, file) from error
        except FileNotFoundError as error:  # no connection, and nothing in the cache
            raise self.explain_error(error.__cause__ or error, repository, file) from error
        except OSError as error:
            reason = error.strerror or error
            raise ModelError(
                f"{file or repository} can't be put into {hub_cache_folder()}: {reason}",
                "Make room there, see that you may write there, or name another by HF_HOME.",
            ) from error

    @contextmanager
    def _refuse_malformed_answers(self) -> Iterator[None]:
        """Turn the library's failure to parse a response into ModelError."""
        from huggingface_hub.errors import HFValidationError

        try:
            yield
        except (OSError, HFValidationError):  # which are ValueErrors, too, but say something
            raise
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            message = f"what {self.host} answers is not what a Hub answers"
            raise ModelError(message, "See what HF_ENDPOINT names, and the proxy.") from error

    def explain_error(self, error: BaseException, repository: str, file: str) -> ModelError:
        """Return the error for the user: what the Hub's refusal, or its silence, means."""
        from huggingface_hub import errors

        if isinstance(error, errors.GatedRepoError):
            where = f"{self.endpoint}/{repository}"
            return ModelError(
                f"{repository} is gated: its owner asks who uses it",
                f"Agree at {where}, then set HF_TOKEN to a token of your account.",
            )
        if isinstance(error, errors.RepositoryNotFoundError):
            return ModelError(
                f"{self.host} has no repository {repository}, or it is private",
                "Look its name up there; for a private one set HF_TOKEN.",
            )
        if isinstance(error, errors.RevisionNotFoundError):
            return ModelError(
                f"{repository} does not have that revision any more",
                f"Take what it has now: summarize models pull {repository}",
            )
        status = getattr(getattr(error, "response", None), "status_code", 0)
        if status == 404:
            return ModelError(
                f"{repository} has no file {file}", f"It may have moved. {_TRY_AGAIN}"
            )
        if status:
            return self._explain_status(status, getattr(error, "response", None), repository)
        return ModelError(
            f"there is no connection to {self.host}: {_short_reason(error)}",
            "See whether this computer is online. All but 'models pull' works without.",
        )

    def _explain_status(self, status: int, response: Any, repository: str) -> ModelError:
        if status in (401, 403):
            hint = (
                "See whether that is its name. If it is private or gated, HF_TOKEN has to be right."
            )
            return ModelError(f"{self.host} refuses to give {repository} ({status})", hint)
        if status == 429:
            wait = response.headers.get("Retry-After", "")
            after = f"Try again after {wait} seconds" if wait.isdecimal() else "Try again later"
            hint = f"{after}; with a token in HF_TOKEN, more is allowed."
            return ModelError(f"{self.host} asks to wait: too many requests (429)", hint)
        return ModelError(f"{self.host} can't answer just now ({status})", _TRY_AGAIN)


def configure_hub() -> Hub:
    """Return the Hub that the environment names: `HF_ENDPOINT`, else the Hugging Face Hub.

    A token that was saved, or is in `HF_TOKEN`, is sent to the Hugging Face Hub alone; for
    another, `SUMMARIZE_HUB_TOKEN` has it. Raises ModelError if `HF_HUB_OFFLINE` forbids it.
    """
    for variable in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        if os.environ.get(variable, "").lower() in _TRUE:
            hint = f"Unset {variable}, or download the file elsewhere: summarize models add FILE"
            raise ModelError(f"no network is to be used: {variable} is set", hint)
    endpoint = (os.environ.get("HF_ENDPOINT") or _ENDPOINT).rstrip("/")
    parts = urlsplit(endpoint)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        hint = f"Give an address such as {_ENDPOINT}"
        raise ModelError(f"HF_ENDPOINT is no web address: {endpoint}", hint)
    # Read when the library is imported, which is below. Otherwise it would send telemetry, look
    # for its own updates, and show progress bars beside ours.
    os.environ |= {
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "HF_HUB_DISABLE_UPDATE_CHECK": "1",
        "HF_HUB_DISABLE_XET": "1",
    }
    _silence_loggers()
    own = parts.scheme == "https" and parts.hostname in _HUGGING_FACE_HOSTS
    token = os.environ.get(_TOKEN_VARIABLE) or (None if own else False)
    return Hub(endpoint, token, _read_timeout())


def _silence_loggers() -> None:
    """Turn off the library's log, which is for programmers; what matters is raised."""
    import logging

    for name in ("huggingface_hub", "httpx2", "httpcore2"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _read_timeout() -> float:
    named = os.environ.get("HF_HUB_DOWNLOAD_TIMEOUT", "")
    return float(named) if named.isdecimal() and int(named) else _TIMEOUT_SECONDS


def _parse_remote_file(sibling: Any) -> RemoteFile:
    large = sibling.lfs
    size = sibling.size or (large.size if large else 0) or 0
    return RemoteFile(sibling.rfilename, size, large.sha256 if large else "", sibling.blob_id or "")


def _short_reason(error: BaseException) -> str:
    """Return the last line of a library's reason, which is often a whole paragraph."""
    kind = type(error).__name__
    if "Timeout" in kind:
        return "it does not answer in time"
    lines = str(error).strip().splitlines()
    return lines[-1] if lines else kind
