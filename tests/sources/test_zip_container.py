"""ZIP containers: members, limits, damage."""

from __future__ import annotations

import io
import zipfile

import pytest

from summarize.errors import SourceError
from summarize.sources.formats import zip_container
from summarize.sources.formats.zip_container import ZipContainer, resolve_reference
from support.office_files import zipped


def opened(data: bytes) -> ZipContainer:
    return ZipContainer(data, "a.epub", "EPUB book")


def test_members_are_read_by_their_names_in_any_case() -> None:
    one = opened(zipped({"OPS/One.xhtml": "words"}))
    assert one.read("ops/one.XHTML") == b"words"
    assert one.has("OPS/One.xhtml")
    assert one.parse_if_present("OPS/Two.xhtml") is None


def test_a_missing_member_is_damage() -> None:
    with pytest.raises(SourceError, match=r"a\.epub is a damaged EPUB book"):
        opened(zipped({"a": "b"})).read("c")


@pytest.mark.parametrize("cut", [1, 22, 60, 130])
def test_of_a_container_that_was_cut_off_the_members_that_are_there_are_read(cut: int) -> None:
    data = zipped({"a": "words " * 50, "b": "more"})
    container = ZipContainer(data[:-cut], "a.zip", "book")
    assert container.cut_off
    assert container.read("a").startswith(b"words ")


@pytest.mark.parametrize("cut", [200, 215])
def test_a_container_without_a_member_is_damaged(cut: int) -> None:
    data = zipped({"a": "words " * 50, "b": "more"})
    with pytest.raises(SourceError, match="damaged"):
        opened(data[:-cut]).read("a")


def test_what_is_no_container_is_damaged() -> None:
    with pytest.raises(SourceError, match="damaged"):
        opened(b"PK\x03\x04 and no more").has("a")


def test_a_wrong_checksum_is_damage() -> None:
    data = zipped({"a": "some words"}, zipfile.ZIP_STORED).replace(b"some words", b"sums woods")
    with pytest.raises(SourceError, match="damaged"):
        opened(data).read("a")


def test_a_member_may_not_unpack_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_container, "MAX_MEMBER", 1_000_000)
    data = zipped({"a": b"\x00" * 1_000_001, "b": b"\x00" * 1_000_000})
    assert len(data) < 10_000
    assert len(opened(data).read("b")) == 1_000_000
    with pytest.raises(SourceError, match="unpacks to more than 1 MB"):
        opened(data).read("a")


def test_all_members_together_may_not_either() -> None:
    one = opened(zipped({"a": "x" * 600, "b": "y" * 600}))
    one._left = 1000
    one.read("a")
    with pytest.raises(SourceError, match="unpacks to more"):
        one.read("b")


def test_the_same_member_counts_each_time() -> None:
    one = opened(zipped({"a": "x" * 600}))
    one._left = 1000
    one.read("a")
    with pytest.raises(SourceError, match="unpacks to more"):
        one.read("a")


def test_a_list_of_too_many_members_is_not_even_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_container, "MAX_MEMBERS", 10)
    assert opened(zipped({str(number): "" for number in range(10)})).has("9")
    with pytest.raises(SourceError, match="more than 10 files"):
        opened(zipped({str(number): "" for number in range(11)})).has("9")


def test_an_encrypted_member_needs_its_password() -> None:
    data = bytearray(zipped({"a": "words"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(SourceError, match="protected by a password"):
        opened(bytes(data)).read("a")


def test_other_ways_of_packing_are_refused() -> None:
    with pytest.raises(SourceError, match="packed in a way"):
        opened(zipped({"a": "words"}, zipfile.ZIP_LZMA)).read("a")


def test_members_that_lie_in_each_other_give_no_more_than_their_bound() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as one:
        one.writestr("a", b"\x00" * 100_000)
        info = one.infolist()[0]
        twin = zipfile.ZipInfo("b")
        for key in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
            setattr(twin, key, getattr(info, key))
        one.filelist.append(twin)
    with pytest.raises(SourceError, match="damaged"):
        opened(buffer.getvalue()).read("b")


@pytest.mark.parametrize(
    ("reference", "member"),
    [
        ("text/one%20more.xhtml#a", "OPS/text/one more.xhtml"),
        ("../other.xhtml", "other.xhtml"),
        ("/root.xhtml", "root.xhtml"),
        ("../../../etc/passwd", "../../etc/passwd"),
        ("#a", "OPS"),
    ],
)
def test_references_are_resolved_inside_the_container(reference: str, member: str) -> None:
    assert resolve_reference("OPS/package.opf", reference) == member
