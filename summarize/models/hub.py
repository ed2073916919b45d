"""Client of the Hugging Face Hub: lists a repository's files and streams their bytes.

`huggingface_hub` knows addresses, tokens, proxies, the cache and what the Hub's errors mean.
The bytes are requested here, because that library begins a download that broke off anew
(https://github.com/huggingface/huggingface_hub/issues/4196). Files in the Hub's Xet storage come
from the same address by plain HTTP, which can be resumed, so nothing else is needed for them.

It is imported only here, inside functions, and only to download: nothing else opens a connection.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from summarize.errors import ModelError
from summarize.models.model_files import hub_cache_folder

_ENDPOINT = "https://huggingface.co"
# Tokens that were saved for the Hub are sent to nobody else.
_HUGGING_FACE_HOSTS = frozenset({"huggingface.co", "www.huggingface.co", "hf.co"})
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
class DownloadSource:
    """A file to download: its address, its hash (SHA-256, or Git's), its size in bytes."""

    repository: str
    name: str
    url: str
    hash: str
    size: int


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

    def list_files(self, repository: str, revision: str) -> tuple[str, list[RemoteFile]]:
        """Return the commit and the files of a repository; raise ModelError if that fails."""
        from huggingface_hub import HfApi

        with self.translate_errors(repository), self._refuse_malformed_answers():
            api = HfApi(endpoint=self.endpoint, token=self.token)
            info = api.model_info(
                repository, revision=revision, files_metadata=True, timeout=self.timeout
            )
            files = []
            for sibling in info.siblings or ():
                large = sibling.lfs
                size, sha256 = (large.size, large.sha256) if large else (0, "")
                size = sibling.size or size or 0
                files.append(RemoteFile(sibling.rfilename, size, sha256, sibling.blob_id or ""))
            return info.sha or revision, files

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
    def open_stream(
        self, source: DownloadSource, start: int
    ) -> Iterator[tuple[int, Iterator[bytes]]]:
        """Yield where the stream of a file's bytes begins, and the bytes in blocks.

        It begins at `start`, or at 0 if the server knows no ranges. Raises what `huggingface_hub`
        and its HTTP library do, for the caller may try again.
        """
        from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

        headers = build_hf_headers(token=self.token) | {"Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        with get_session().stream(
            "GET", source.url, headers=headers, timeout=self.timeout
        ) as response:
            if response.status_code == 416:  # more has been received than the file has
                yield 0, iter(())
                return
            hf_raise_for_status(response)
            # In pieces as they come: collected into larger ones, the last would be lost with a
            # connection that breaks off.
            yield start if response.status_code == 206 else 0, response.iter_bytes()

    def link_in_cache(self, repository: str, file: str, commit: str) -> Path:
        """Link a downloaded blob into the cache's snapshot of the commit; return the link."""
        from huggingface_hub import hf_hub_download

        with self.translate_errors(repository, file):
            path = hf_hub_download(
                repository,
                file,
                revision=commit,
                endpoint=self.endpoint,
                token=self.token,
                cache_dir=hub_cache_folder(),
                etag_timeout=self.timeout,
            )
            return Path(path)

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
            hint = f"It may have moved. {_TRY_AGAIN}"
            return ModelError(f"{repository} has no file {file}", hint)
        if status in (401, 403):
            hint = (
                "See whether that is its name. If it is private or gated, HF_TOKEN has to be right."
            )
            return ModelError(f"{self.host} refuses to give {repository} ({status})", hint)
        if status == 429:
            wait = read_retry_after(error)
            after = f"Try again after {wait} seconds" if wait else "Try again later"
            hint = f"{after}; with a token in HF_TOKEN, more is allowed."
            return ModelError(f"{self.host} asks to wait: too many requests (429)", hint)
        if status:
            return ModelError(f"{self.host} can't answer just now ({status})", _TRY_AGAIN)
        # The last line of a library's reason, which is often a whole paragraph.
        kind = type(error).__name__
        reason = (str(error).strip().splitlines() or [kind])[-1]
        reason = "it does not answer in time" if "Timeout" in kind else reason
        return ModelError(
            f"there is no connection to {self.host}: {reason}",
            "See whether this computer is online. All but 'models pull' works without.",
        )


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
    # The library's log is for programmers; what matters is raised.
    for name in ("huggingface_hub", "httpx2", "httpcore2"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    own = parts.scheme == "https" and parts.hostname in _HUGGING_FACE_HOSTS
    token = os.environ.get("SUMMARIZE_HUB_TOKEN") or (None if own else False)
    named = os.environ.get("HF_HUB_DOWNLOAD_TIMEOUT", "")
    timeout = float(named) if named.isdecimal() and int(named) else _TIMEOUT_SECONDS
    return Hub(endpoint, token, timeout)


def read_retry_after(error: BaseException | None) -> str:
    """Return the seconds after which a server asks to come again; "" if it names none."""
    headers = getattr(getattr(error, "response", None), "headers", {})
    wait = headers.get("Retry-After", "")
    return wait if wait.isdecimal() else ""
