"""Metadata of a web page: Open Graph, JSON-LD, meta tags, microdata, by trafilatura."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from summarize.characters import CONTROLS, INVISIBLE
from summarize.document import Metadata
from summarize.sources.boilerplate_phrases import compile_group
from summarize.sources.html.boilerplate_blocks import comparison_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MAX_TITLE = 400  # characters
_MAX_NAMES = 200
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][\w-]+)?\s*")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_UNSEEN = re.compile(rf"[{CONTROLS}{INVISIBLE}]+")
_ADDRESS = re.compile(r"^https?://(?:www\.)?([^/\s]+).*$", re.IGNORECASE)
_COPYRIGHT = compile_group("copyright sign")
_SITE_SUFFIX = re.compile(r"(.{3,}?)\s+[-–—|·•:»]\s+([^-–—|·•:»]{2,60})$")
_NAME_WORDS = 7
_AFTER_NAME = re.compile(
    r"(?:\s+(?:joined|posts|member|registered|reputation|location)\b.*"
    r"|,? (?:is|was|are|has|says|said)\b.*|\s+(?:published|updated|posted|on|at)"
    r"|\s+(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december))+$",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"https?:|www\.|@|[<>{}\[\]|]|^(?:admin(?:istrator)?|author|editor|guest|null|none|undefined"
    r"|root|test|unknown|user|webmaster|anonymous|by|staff)$|\d{3}",
    re.IGNORECASE,
)


def read_page_metadata(tree: HtmlElement, url: str | None) -> Metadata:
    """Return title, authors, day of publication and site, each on one line; None for rubbish.

    The date is searched for in the page's markup and address alone: a search through
    its text would find any date.
    """
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(tree, url, extensive=False)
    site = _clean_site(found.sitename)
    authors = ", ".join(filter(None, map(_clean_author, (found.author or "").split(";"))))
    return Metadata(
        title=_strip_site(_clean_line(found.title, _MAX_TITLE), site),
        author=_clean_line(authors, _MAX_NAMES),
        date=found.date if found.date and _DATE.fullmatch(found.date) else None,
        site=site,
    )


def _clean_author(text: str) -> str:
    """Return one author's name alone: `"Ann Lee is a reporter" -> "Ann Lee"`."""
    name = _AFTER_NAME.sub("", text.strip()[:_MAX_NAMES])
    return "" if _NOT_A_NAME.search(name) or len(name.split()) > _NAME_WORDS else name


def _clean_site(text: str | None) -> str | None:
    """Return a site's name, or None: `"https://www.example.org/" -> "example.org"`.

    A copyright line is no name.
    """
    line = _clean_line(_ADDRESS.sub(r"\1", text or ""), _MAX_NAMES)
    return None if line and _COPYRIGHT.match(line) else line


def _strip_site(title: str | None, site: str | None) -> str | None:
    """Return a title without the site: `"Rain ends - The Times", "The Times" -> "Rain ends"`."""
    found = _SITE_SUFFIX.match(title or "")
    if found and site and comparison_key(found.group(2)) == comparison_key(site):
        return found.group(1)
    return title


def read_page_language(tree: HtmlElement) -> str | None:
    """Return the language that the page declares: `<html lang="pt-BR"> -> "pt"`; None without."""
    declared = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang")]
    declared += [
        meta.get("content")
        for meta in tree.iter("meta")
        if (meta.get("http-equiv") or "").lower() == "content-language"
        or meta.get("property") == "og:locale"
    ]
    matches = (_LANGUAGE.fullmatch(value or "") for value in declared)
    return next((match[1].lower() for match in matches if match), None)


def _clean_line(text: str | None, limit: int) -> str | None:
    """Return text on one line, or None if it has no word or is longer than `limit`."""
    line = " ".join(_UNSEEN.sub("", text or "").split())
    return line if any(map(str.isalnum, line)) and len(line) <= limit else None
