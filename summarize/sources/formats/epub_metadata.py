"""What an EPUB says of itself: its parts in order, their titles, their protection."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarize.errors import SourceError
from summarize.sources.formats import xml_tree
from summarize.sources.formats.zip_container import ZipContainer, resolve_reference

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_WHAT = "EPUB book"
_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PAGE_MEDIA_TYPES = (
    "application/xhtml+xml",
    "text/html",
    "application/x-dtbook+xml",
    "text/x-oeb1-document",
)

Titles = dict[str, tuple[str, int]]
"""Identifier in a page ("" for the page) -> title and depth in the contents, from 1."""


@dataclass(frozen=True, slots=True)
class SpineItem:
    """A page of the spine; `types` are what the package calls it ("cover", "toc")."""

    member: str
    types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Package:
    """The package document (OPF): pages to read in order, titles by page, and metadata."""

    spine: tuple[SpineItem, ...]
    titles: dict[str, Titles]
    metadata: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, archive: ZipContainer) -> Package:
        """Read it; SourceError if it is damaged, has no pages, or they are encrypted."""
        path, root = _find_package(archive)
        manifest = {
            xml_tree.get_attribute(item, "id"): item
            for item in xml_tree.find_descendants(root, "item")
        }
        spine = _read_spine(path, root, manifest, _read_page_types(archive, path, root, manifest))
        if not spine:
            raise archive.damage_error()
        _refuse_protected(archive, {item.member for item in spine})
        present = tuple(item for item in spine if archive.has(item.member))
        if not present:
            raise archive.damage_error()
        return cls(present, _read_titles(archive, path, manifest), _read_metadata(root))

    def values(self, name: str) -> list[str]:
        """The values of a Dublin Core element: `all("creator") -> ["Lewis Carroll"]`."""
        return self.metadata.get(name, [])


def _find_package(archive: ZipContainer) -> tuple[str, Element]:
    container = xml_tree.parse_xml(
        archive.read("META-INF/container.xml"), archive.name, _WHAT, recover=True
    )
    for file in xml_tree.find_descendants(container, "rootfile"):
        path = xml_tree.get_attribute(file, "full-path")
        if archive.has(path):
            return path, xml_tree.parse_xml(archive.read(path), archive.name, _WHAT, recover=True)
    raise archive.damage_error()


def _read_spine(
    path: str, root: Element, manifest: dict[str, Element], types: dict[str, set[str]]
) -> list[SpineItem]:
    items: list[SpineItem] = []
    for reference in xml_tree.find_descendants(root, "itemref"):
        item = manifest.get(xml_tree.get_attribute(reference, "idref"))
        if item is None or xml_tree.get_attribute(reference, "linear") == "no":
            continue
        member = resolve_reference(path, xml_tree.get_attribute(item, "href"))
        kind = xml_tree.get_attribute(item, "media-type").lower()
        if kind in _PAGE_MEDIA_TYPES or member.endswith((".xhtml", ".html", ".htm")):
            items.append(SpineItem(member, frozenset(types.get(member, ()))))
    return list(dict.fromkeys(items))


def _read_page_types(
    archive: ZipContainer, path: str, root: Element, manifest: dict[str, Element]
) -> dict[str, set[str]]:
    """What pages are, by the guide (EPUB 2), the landmarks and the manifest (EPUB 3)."""
    found: dict[str, set[str]] = {}
    for reference in xml_tree.find_descendants(root, "reference"):
        member = resolve_reference(path, xml_tree.get_attribute(reference, "href"))
        found.setdefault(member, set()).add(xml_tree.get_attribute(reference, "type").lower())
    nav = _find_nav(path, manifest)
    if nav is None:
        return found
    found.setdefault(nav, set()).add("toc")
    for link in _find_nav_links(archive, nav, "landmarks"):
        member, _, fragment = xml_tree.get_attribute(link, "href").partition("#")
        if not fragment:
            kinds = xml_tree.get_attribute(link, "type").split()
            found.setdefault(resolve_reference(nav, member), set()).update(kinds)
    return found


def _find_nav(path: str, manifest: dict[str, Element]) -> str | None:
    for item in manifest.values():
        if "nav" in xml_tree.get_attribute(item, "properties").split():
            return resolve_reference(path, xml_tree.get_attribute(item, "href"))
    return None


def _find_nav_links(archive: ZipContainer, nav: str, kind: str) -> list[Element]:
    data = archive.read_if_present(nav)
    if data is None:
        return []
    root = xml_tree.parse_xml(data, archive.name, _WHAT, recover=True)
    return [
        link
        for found in xml_tree.find_descendants(root, "nav")
        if xml_tree.get_attribute(found, "type") == kind
        for link in xml_tree.find_descendants(found, "a")
    ]


def _read_titles(
    archive: ZipContainer, path: str, manifest: dict[str, Element]
) -> dict[str, Titles]:
    titles: dict[str, Titles] = {}
    nav = _find_nav(path, manifest)
    if nav is not None:
        for link in _find_nav_links(archive, nav, "toc"):
            depth = sum(xml_tree.local_name(above) == "ol" for above in link.iterancestors())
            _add_page_title(
                titles,
                nav,
                xml_tree.get_attribute(link, "href"),
                xml_tree.text_content(link),
                depth,
            )
    return titles or _read_ncx_titles(archive, path, manifest)


def _read_ncx_titles(
    archive: ZipContainer, path: str, manifest: dict[str, Element]
) -> dict[str, Titles]:
    titles: dict[str, Titles] = {}
    for item in manifest.values():
        if xml_tree.get_attribute(item, "media-type") != "application/x-dtbncx+xml":
            continue
        ncx = resolve_reference(path, xml_tree.get_attribute(item, "href"))
        data = archive.read_if_present(ncx)
        if data is None:
            continue
        root = xml_tree.parse_xml(data, archive.name, _WHAT, recover=True)
        for point in xml_tree.find_descendants(root, "navPoint"):
            label, content = (
                xml_tree.find_child(point, "navLabel"),
                xml_tree.find_child(point, "content"),
            )
            if label is None or content is None:
                continue
            depth = 1 + sum(
                xml_tree.local_name(above) == "navPoint" for above in point.iterancestors()
            )
            _add_page_title(
                titles,
                ncx,
                xml_tree.get_attribute(content, "src"),
                xml_tree.text_content(label),
                depth,
            )
    return titles


def _add_page_title(
    titles: dict[str, Titles], base: str, reference: str, title: str, depth: int
) -> None:
    fragment = reference.partition("#")[2]
    if title:
        page = titles.setdefault(resolve_reference(base, reference), {})
        page.setdefault(fragment, (title, min(max(depth, 1), 6)))


def _read_metadata(root: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    block = xml_tree.find_child(root, "metadata")
    for element in block.iter() if block is not None else ():
        name = xml_tree.local_name(element)
        if name in ("title", "creator", "date", "publisher", "language"):
            value = xml_tree.text_content(element)
            if value:
                found.setdefault(name, []).append(value)
    return found


def _refuse_protected(archive: ZipContainer, pages: set[str]) -> None:
    """Fonts may be garbled, that is usual; a page that is encrypted needs its shop's reader."""
    data = archive.read_if_present("META-INF/encryption.xml")
    if data is None:
        return
    root = xml_tree.parse_xml(data, archive.name, _WHAT, recover=True)
    for one in xml_tree.find_descendants(root, "EncryptedData"):
        method = next(xml_tree.find_descendants(one, "EncryptionMethod"), None)
        if method is not None and xml_tree.get_attribute(method, "Algorithm") in _FONT_ALGORITHMS:
            continue
        for target in xml_tree.find_descendants(one, "CipherReference"):
            if resolve_reference("", xml_tree.get_attribute(target, "URI")) in pages:
                raise SourceError(
                    f"{archive.name} is protected against copying (DRM)",
                    "only the seller's own program can open it; give an unprotected copy",
                )
