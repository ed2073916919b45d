"""Folders -> the documents in them, and what is left out of each and why.

Nothing is opened but files without an extension. Links to files are followed, links to folders
are not: they may lead round in a circle, or out of the folder.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from summarize.batch.file_patterns import Patterns
from summarize.batch.ledger import is_results_folder
from summarize.errors import UsageError
from summarize.sources.suffixes import is_document_name, is_document_start

_START_BYTES = 4096
HIDDEN, EXCLUDED, OTHER_KIND, EMPTY = "hidden", "excluded", "of other kinds", "empty"
RESULTS, LINKED_FOLDER = "with results of this program", "link to a folder (not followed)"
SPECIAL = "pipe, socket or device"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A document: where it is, and its path below the folder, with slashes."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file or folder that is not read, and why; `is_failure` if the user would want it read."""

    name: str
    reason: str
    is_failure: bool = False


@dataclass(frozen=True)
class Findings:
    """What is in the folders, each in the order of the names."""

    documents: tuple[FoundFile, ...]
    left_out: tuple[LeftOut, ...]


def find_documents(
    sources: Sequence[str], output: Path, include: Patterns, exclude: Patterns
) -> Findings:
    """Find the documents of files and folders; of several, each is a folder of its own name.

    Files that are named are always taken. `output`, the folder of the results, is never read.
    Raises UsageError if two sources have one name, or if `output` holds one of them.
    """
    finder = _Finder(output, include, exclude)
    labels: dict[str, str] = {}
    for source in sources:
        path = Path(source)
        is_folder = path.is_dir()
        if is_folder:
            _refuse_inside(path, output)
        label = "" if is_folder and len(sources) == 1 else Path(os.path.abspath(path)).name
        if label in labels:
            message = f"two sources have the name {label}: {labels[label]} and {source}"
            raise UsageError(message, "Give the folder above them, or one after the other.")
        labels[label] = source
        if is_folder:
            finder.walk(path, label)
        else:
            finder.documents.append(FoundFile(path, label))
    documents = tuple(sorted(finder.documents, key=lambda one: one.name.split("/")))
    return Findings(documents, tuple(sorted(finder.left_out, key=lambda one: one.name.split("/"))))


def _refuse_inside(folder: Path, output: Path) -> None:
    """Refuse results among the sources: the next run would have to tell them apart."""
    inner, outer = os.path.realpath(folder), os.path.realpath(output)
    if inner == outer or inner.startswith(outer.rstrip(os.sep) + os.sep):
        message = f"the results would lie among the sources: {folder} is in {output}"
        raise UsageError(message, "Give a folder of their own: -o summaries/")


@dataclass
class _Finder:
    output: Path
    include: Patterns
    exclude: Patterns
    documents: list[FoundFile] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    def walk(self, top: Path, label: str) -> None:
        """Look through a folder and those in it; names begin with `label`."""
        output_status = _stat(self.output)
        waiting = [(top, label, "")]
        while waiting:
            folder, name, inner = waiting.pop()
            try:
                entries = list(os.scandir(folder))
            except OSError as error:
                self._leave_out(name or str(folder), _explain(error), is_failure=True)
                continue
            for entry in entries:
                below = f"{inner}/{entry.name}" if inner else entry.name
                shown = f"{name}/{entry.name}" if name else entry.name
                if not self._is_folder(entry, shown):
                    self._examine_file(entry, shown, below)
                elif self.exclude.match(below, is_folder=True):
                    self._leave_out(shown, EXCLUDED)
                elif _is_same(output_status, entry) or is_results_folder(Path(entry.path)):
                    self._leave_out(shown, RESULTS)
                else:
                    waiting.append((Path(entry.path), shown, below))

    def _is_folder(self, entry: os.DirEntry[str], shown: str) -> bool:
        return entry.is_dir(follow_symlinks=False) and not _is_hidden(entry)

    def _examine_file(self, entry: os.DirEntry[str], shown: str, below: str) -> None:
        reason, is_failure = self._find_reason(entry, below)
        if reason:
            self._leave_out(shown, reason, is_failure=is_failure)
        else:
            self.documents.append(FoundFile(Path(entry.path), shown))

    def _find_reason(self, entry: os.DirEntry[str], below: str) -> tuple[str, bool]:
        """Return why an entry is left out, "" if it is not, and whether that is a failure."""
        if _is_hidden(entry):
            return HIDDEN, False
        if self.exclude.match(below):
            return EXCLUDED, False
        is_named = self.include.match(below)
        if self.include and not is_named:
            return EXCLUDED, False
        try:
            status = entry.stat()
        except OSError as error:  # most of all a link: to what, only its name can tell
            return _explain(error), is_named or bool(is_document_name(entry.name))
        if stat.S_ISDIR(status.st_mode):
            return LINKED_FOLDER, False
        if not stat.S_ISREG(status.st_mode):
            return SPECIAL, False
        if not (is_named or _is_document(entry)):
            return OTHER_KIND, False
        return ("", False) if status.st_size else (EMPTY, False)

    def _leave_out(self, name: str, reason: str, *, is_failure: bool = False) -> None:
        self.left_out.append(LeftOut(name, reason, is_failure))


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    """Whether a file or folder is hidden, or is what an office program locks a file with."""
    if entry.name.startswith((".", "~$")):
        return True
    if os.name != "nt":
        return False
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def _is_document(entry: os.DirEntry[str]) -> bool:
    if (by_name := is_document_name(entry.name)) is not None:
        return by_name
    try:
        with open(entry.path, "rb") as file:
            return is_document_start(file.read(_START_BYTES))
    except OSError:
        return True  # why it can't be read is told when it is read


def _stat(path: Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except OSError:
        return None


def _is_same(status: os.stat_result | None, entry: os.DirEntry[str]) -> bool:
    other = _stat(Path(entry.path)) if status else None
    return status is not None and other is not None and os.path.samestat(status, other)


def _explain(error: OSError) -> str:
    reasons = {
        errno.ENOENT: "link that leads nowhere",
        errno.ELOOP: "link that leads round in a circle",
        errno.EACCES: "may not be read",
        errno.EPERM: "may not be read",
    }
    return reasons.get(error.errno or 0, error.strerror or str(error))


def count_reasons(left_out: Sequence[LeftOut]) -> Iterator[str]:
    """Yield how many were left out for each reason, other kinds by their extension.

    `"3 hidden"`, `"12 of other kinds (.jpg 10, .zip 2)"`
    """
    for reason in dict.fromkeys(one.reason for one in left_out if not one.is_failure):
        names = [one.name for one in left_out if one.reason == reason and not one.is_failure]
        kinds = f" ({_count(names, _get_suffix)})" if reason == OTHER_KIND else ""
        yield f"{len(names)} {reason}{kinds}"


def _get_suffix(name: str) -> str:
    return PurePath(name).suffix.lower() or "without extension"


def _count(names: Sequence[str], get_kind: Callable[[str], str]) -> str:
    kinds = [get_kind(name) for name in names]
    order = sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind))
    shown = [f"{kind} {kinds.count(kind)}" for kind in order[:_MOST_KINDS]]
    return ", ".join((*shown, "...") if len(order) > _MOST_KINDS else shown)


_MOST_KINDS = 6
