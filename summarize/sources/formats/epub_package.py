"""The package of an EPUB (OPF): its pages in order, what they are, their titles and styles."""

from __future__ import annotations

from collections.abc import Container

from summarize.errors import SourceError
from summarize.sources.formats import xml_tree as xml
from summarize.sources.formats.zip_container import ZipContainer, resolve_reference
from summarize.sources.html.style_rules import StyleRules

_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PAGE_MEDIA_TYPES = frozenset(
    "application/xhtml+xml text/html application/x-dtbook+xml text/x-oeb1-document".split()
)
Titles = dict[str, tuple[str, int]]


class Package:
    """The package document (OPF): the pages in order, what they are, and their titles.

    `spine` are the pages in order, with what the package calls each ("cover", "toc").
    `titles` are by page and by identifier in the page ("" for the page itself): text
    and depth in the table of contents, from 1. Raises SourceError if it is damaged,
    has no pages, or they are encrypted.
    """

    def __init__(self, container: ZipContainer) -> None:
        self.container = container
        index = container.parse("META-INF/container.xml", recover=True)
        files = xml.find_descendants(index, "rootfile")
        paths = (xml.get_attribute(file, "full-path") for file in files)
        path = next(filter(container.has, paths), None)
        if path is None:
            raise container.damage_error()
        self._path, self._root = path, container.parse(path, recover=True)
        items = xml.find_descendants(self._root, "item")
        self._manifest = {xml.get_attribute(item, "id"): item for item in items}
        self._nav = ""
        for item in reversed(self._manifest.values()):
            if "nav" in xml.get_attribute(item, "properties").split():
                self._nav = self._resolve_item(item)
        spine = self._read_spine()
        self._refuse_protected(spine)
        self.spine = {page: types for page, types in spine.items() if container.has(page)}
        if not self.spine:
            raise container.damage_error()
        self._sheets: dict[str, str] = {}
        self._rules: dict[tuple[str, ...], StyleRules] = {}
        self.titles: dict[str, Titles] = {}
        for link in self._find_nav_links("toc"):
            title, depth = xml.text_content(link), _count_around(link, "ol")
            self._add_title(self._nav, xml.get_attribute(link, "href"), title, depth)
        if not self.titles:
            self._read_ncx_titles()

    def values(self, name: str) -> list[str]:
        """Return the values of a Dublin Core element: `values("creator") -> ["Lewis Carroll"]`."""
        metadata = xml.find_child(self._root, "metadata")
        return list(filter(None, map(xml.text_content, xml.find_descendants(metadata, name))))

    def read_rules(self, root: xml.Element, page: str) -> StyleRules:
        """Return the rules of a page's style sheets, those in files of their own included."""
        texts: list[str] = []
        for element in root.iter("{*}link", "{*}style"):
            if (element.get("media") or "all").lower() not in ("all", "screen"):
                continue
            if xml.local_name(element) == "style":
                texts.append(xml.raw_text(element))
            elif (element.get("rel") or "").lower().strip() == "stylesheet":
                texts.append(self._read_sheet(resolve_reference(page, element.get("href") or "")))
                element.set("rel", "")  # it is known now
        key = tuple(texts)
        if key not in self._rules:
            self._rules[key] = StyleRules(key)
        return self._rules[key]

    def _read_sheet(self, member: str) -> str:
        if member not in self._sheets:
            has = self.container.has(member)
            data = self.container.read(member) if has else b""
            self._sheets[member] = data.decode("utf-8", errors="replace")
        return self._sheets[member]

    def _resolve_item(self, item: xml.Element) -> str:
        return resolve_reference(self._path, xml.get_attribute(item, "href"))

    def _read_spine(self) -> dict[str, set[str]]:
        types = self._read_page_types()
        pages: dict[str, set[str]] = {}
        for reference in xml.find_descendants(self._root, "itemref"):
            item = self._manifest.get(xml.get_attribute(reference, "idref"))
            if item is None or xml.get_attribute(reference, "linear") == "no":
                continue
            member = self._resolve_item(item)
            kind = xml.get_attribute(item, "media-type").lower()
            if kind in _PAGE_MEDIA_TYPES or member.endswith((".xhtml", ".html", ".htm")):
                pages[member] = types.get(member, set())
        return pages

    def _read_page_types(self) -> dict[str, set[str]]:
        """Return what pages are, by the guide (EPUB 2), the landmarks and the manifest (EPUB 3)."""
        found: dict[str, set[str]] = {}
        for reference in xml.find_descendants(self._root, "reference"):
            kinds = found.setdefault(self._resolve_item(reference), set())
            kinds.add(xml.get_attribute(reference, "type").lower())
        if not self._nav:
            return found
        found.setdefault(self._nav, set()).add("toc")
        for link in self._find_nav_links("landmarks"):
            member, _, fragment = xml.get_attribute(link, "href").partition("#")
            if not fragment:
                kinds = found.setdefault(resolve_reference(self._nav, member), set())
                kinds.update(xml.get_attribute(link, "type").split())
        return found

    def _find_nav_links(self, kind: str) -> list[xml.Element]:
        root = self.container.parse_if_present(self._nav, recover=True)
        return [
            link
            for found in xml.find_descendants(root, "nav")
            if xml.get_attribute(found, "type") == kind
            for link in xml.find_descendants(found, "a")
        ]

    def _read_ncx_titles(self) -> None:
        for item in self._manifest.values():
            if xml.get_attribute(item, "media-type") != "application/x-dtbncx+xml":
                continue
            ncx = self._resolve_item(item)
            root = self.container.parse_if_present(ncx, recover=True)
            for point in xml.find_descendants(root, "navPoint"):
                target = xml.get_attribute(xml.find_child(point, "content"), "src")
                depth = 1 + _count_around(point, "navPoint")
                self._add_title(ncx, target, xml.child_text(point, "navLabel"), depth)

    def _add_title(self, base: str, reference: str, title: str | None, depth: int) -> None:
        if title:
            page = self.titles.setdefault(resolve_reference(base, reference), {})
            page.setdefault(reference.partition("#")[2], (title, min(max(depth, 1), 6)))

    def _refuse_protected(self, pages: Container[str]) -> None:
        """Raise SourceError for a page that only its shop's program can read.

        Fonts may be garbled, that is usual.
        """
        root = self.container.parse_if_present("META-INF/encryption.xml", recover=True)
        for one in xml.find_descendants(root, "EncryptedData"):
            method = next(xml.find_descendants(one, "EncryptionMethod"), None)
            if xml.get_attribute(method, "Algorithm") in _FONT_ALGORITHMS:
                continue
            for target in xml.find_descendants(one, "CipherReference"):
                if resolve_reference("", xml.get_attribute(target, "URI")) in pages:
                    what = f"{self.container.name} is protected against copying (DRM)"
                    hint = "only the seller's own program can open it; give an unprotected copy"
                    raise SourceError(what, hint)


def _count_around(element: xml.Element, tag: str) -> int:
    return sum(xml.local_name(above) == tag for above in element.iterancestors())
