"""ZIP container (EPUB, DOCX, ODT) -> its members, read within bounds and never written anywhere."""

from __future__ import annotations

import io
import posixpath
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import IO
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from summarize.errors import SourceError
from summarize.sources.formats.xml_tree import Element, parse_xml
from summarize.sources.formats.zip_salvage import FoundMember, find_members, unpack

MAX_MEMBERS = 20_000
"""A book of a thousand chapters and as many pictures has some thousands."""

MAX_MEMBER = 64 * 1000 * 1000
"""Bytes of one unpacked member: the text of fifty books, with its markup."""

MAX_TOTAL = 128 * 1000 * 1000
"""Bytes unpacked from one archive in all; what is not asked for is not unpacked."""

_ENTRY_START = b"PK\x01\x02"  # begins each entry of the list of members
_ENCRYPTED = 0x1
# Others may ask for gigabytes before the first byte.
_SUPPORTED_METHODS = (ZIP_STORED, ZIP_DEFLATED)
_ZIP_ERRORS = (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)


@dataclass
class ZipContainer:
    """A ZIP container of the kind `what` ("Word document"), called `name` in messages.

    Every member may be read once or often; each reading counts towards MAX_TOTAL.
    All methods raise SourceError if the container is damaged, encrypted or too large.
    """

    data: bytes
    name: str
    what: str
    _left: int = field(default=MAX_TOTAL, init=False)

    def parse(self, member: str, *, recover: bool = False) -> Element:
        """Return the root of a member that is XML; `recover` as in `parse_xml`."""
        recover = recover or self.cut_off
        return parse_xml(self.read(member), self.name, self.what, recover=recover)

    def parse_if_present(self, member: str, *, recover: bool = False) -> Element | None:
        """Return the root of a member that is XML, or None if there is no such member."""
        return self.parse(member, recover=recover) if self.has(member) else None

    def damage_error(self) -> SourceError:
        """Return the error `a.docx is a damaged Word document`."""
        message = f"{self.name} is a damaged {self.what}"
        return SourceError(message, "get the file again, or save it anew")

    def has(self, member: str) -> bool:
        """Whether there is such a member; upper and lower case are the same."""
        return self._find_member(member) is not None or self._find_salvaged(member) is not None

    def read(self, member: str) -> bytes:
        """Return the member's bytes, unpacked; SourceError if it is missing, too."""
        info = self._find_member(member)
        if info is None:
            return self._unpack_salvaged(member)
        if info.flag_bits & _ENCRYPTED:
            raise password_error(self.name, self.what)
        if info.compress_type not in _SUPPORTED_METHODS:
            message = f"{self.name} is packed in a way that can't be read"
            raise SourceError(message, "save it anew and try again")
        limit = min(MAX_MEMBER, self._left)
        try:
            with self._open_member(info) as file:
                data = file.read(limit + 1)
        except _ZIP_ERRORS as error:
            raise self.damage_error() from error
        if len(data) > limit:
            message = f"{self.name} unpacks to more than {limit // 1_000_000} MB"
            raise SourceError(message, "no article is that long; split it")
        self._left -= len(data)
        return data

    @property
    def cut_off(self) -> bool:
        """Whether the container ends in the middle; the members that are there can be read."""
        return bool(self._salvaged)

    def _find_salvaged(self, member: str) -> FoundMember | None:
        return self._salvaged.get(member) or self._salvaged.get(member.casefold())

    def _unpack_salvaged(self, member: str) -> bytes:
        found = self._find_salvaged(member)
        if found is None:
            raise self.damage_error()
        data = unpack(self.data, found, min(MAX_MEMBER, self._left))
        self._left -= len(data)
        return data

    @cached_property
    def _salvaged(self) -> dict[str, FoundMember]:
        """The members of a container without a list of them; none if it has one."""
        if self._zip is not None:
            return {}
        found = list(islice(find_members(self.data), MAX_MEMBERS))
        if not found:
            raise self.damage_error()
        named = {one.name: one for one in found}
        return {name.casefold(): one for name, one in named.items()} | named

    def _find_member(self, member: str) -> ZipInfo | None:
        return self._members.get(member) or self._members.get(member.casefold())

    def _open_member(self, info: ZipInfo) -> IO[bytes]:
        if self._zip is None:
            raise self.damage_error()
        return self._zip.open(info)

    @cached_property
    def _members(self) -> dict[str, ZipInfo]:
        listed = self._zip.infolist() if self._zip is not None else []
        found = {info.filename: info for info in listed}
        return {name.casefold(): info for name, info in found.items()} | found

    @cached_property
    def _zip(self) -> ZipFile | None:
        """The container; None if it has no list of its members."""
        # Counted before they are listed: a list of a million entries takes half a gigabyte.
        if self.data.count(_ENTRY_START) > MAX_MEMBERS:
            raise SourceError(f"{self.name} holds more than {MAX_MEMBERS} files", "unpack it")
        try:
            return ZipFile(io.BytesIO(self.data))
        except _ZIP_ERRORS:
            return None


def password_error(name: str, what: str) -> SourceError:
    """Return the error for a document that only its password opens."""
    message = f"{name} is a {what} protected by a password"
    return SourceError(message, "save it without the password")


def resolve_reference(member: str, reference: str) -> str:
    """Return the member that `reference` in another member means, without its fragment.

    `resolved("OPS/package.opf", "text/one%20more.xhtml#a") -> "OPS/text/one more.xhtml"`
    """
    path = unquote(reference.partition("#")[0])
    if path.startswith("/"):
        return posixpath.normpath(path).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(member), path))
