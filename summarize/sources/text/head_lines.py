"""Author, date, publication and title of an article, as lines of its plain text name them.

`By Jane Doe`, `Published: 3 March 2024`, `Source: The Fell News`, `KESBURY (Reuters) -`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarize.document import Exclusion, Metadata, Span
from summarize.sources.boilerplate_phrases import compile_phrases

_HEAD_UNITS = 12  # from the top, or from the end
_MAX_CHARACTERS = 200
_PROSE_WORDS = 25  # a paragraph of so many words is the article's
_FIELD = re.compile(
    r"(?P<name>title|headline|authors?|writer|byline|by|date|published(?: on)?|publication date"
    r"|posted(?: on)?|pub(?:lished)? ?date|source|publisher|publication|newspaper|site|website"
    r"|url|link|issn|section|copyright|word count|length|edition|dateline|language|credit line)"
    r" ?: ?(?P<value>\S.{0,180})",
    re.IGNORECASE,
)
_KINDS = {
    "title": "title headline",
    "author": "author authors writer byline by",
    "date": "date published posted",
    "site": "source publisher publication newspaper site website",
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_BYLINE = re.compile(
    r"(?:(?:written|posted|reported|produced|story|words|text) )?by (?P<names>.+)", re.IGNORECASE
)
# What stands behind the names: ", Health Correspondent", " | The Fell News", " for Reuters".
_BEHIND_NAMES = re.compile(
    r"\s*(?:[|•·–—/(]| - |,? (?:for|in|at) [A-Z]|,\s*(?=[^,]*\b(?:correspondent|editor|reporter"
    r"|writer|staff|columnist|news|press|agency|bureau|chief|producer|journalist|critic|analyst"
    r"|published|updated|\d)\b)).*",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[^\W\d_a-z][^\W\d_’'.-]*[\w’'.-]*(?: (?:[^\W\d_a-z]|d[eai]|v[ao]n|al|bin|la|y)[\w’'.-]*){0,4}"
)
_AND = re.compile(r"\s*(?:,? (?:and|&|with) |[,;])\s*", re.IGNORECASE)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WRITTEN = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<m>[A-Z][a-z]{2,8})\.?,? (?P<y>\d{4})"
    r"|(?P<m2>[A-Z][a-z]{2,8})\.? (?P<d2>\d{1,2})(?:st|nd|rd|th)?,? (?P<y2>\d{4})"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\b(\d{1,2})([/.])(\d{1,2})\2(\d{4})\b")
_DATE_LINE = compile_phrases("<stamped>?(?:on |at )?<date><time>?")
_AGENCY = re.compile(
    r"[A-ZÀ-Þ][\w .,’'/-]{1,60} \((?P<site>Reuters|AP|AFP|Associated Press|dpa|PA|UPI|Bloomberg"
    r"|Xinhua|TASS|ANSA|IANS|PTI|CNN|EFE|CNS|RNS|KHN|STAT)\) ?(?:[-–—]|\.\.\.)"
)
_BOOK_FIELD = re.compile(r"^(Title|Author): +(\S.*?)\s*$", re.MULTILINE)
_BOOK_HEAD = 5000


def find_head_lines(text: str, units: Sequence[Span]) -> Iterator[Exclusion]:
    """Yield the lines above the article and at its end that name its author, date or publication.

    A single field with a short value at the end, `Source: The Fell News`, or any number above
    the first paragraph; a date by itself counts above it.
    """
    for unit in _find_head(text, units):
        content = " ".join(text[unit.start : unit.end].split())
        if _FIELD.fullmatch(content) or _DATE_LINE.fullmatch(content):
            yield Exclusion(unit, "metadata")
    for unit in units[max(len(units) // 2, len(units) - 3) :]:
        field = _FIELD.fullmatch(
            " ".join(text[unit.start : min(unit.end, unit.start + 300)].split())
        )
        kind = _KIND_OF.get(field["name"].split()[0].lower()) if field else None
        if field and kind in ("site", "author") and not field["value"].endswith((".", "?", "!")):
            yield Exclusion(unit, "metadata")


def read_metadata(text: str, units: Sequence[Span], excluded: Sequence[Exclusion]) -> Metadata:
    """Return what the excluded lines and the dateline say; `units` are the article's paragraphs."""
    found: dict[str, str] = {}
    for one in excluded:
        line = " ".join(text[one.span.start : min(one.span.end, one.span.start + 400)].split())
        if one.reason == "metadata":
            field = _FIELD.fullmatch(line)
            kind = _KIND_OF.get(field["name"].split()[0].lower()) if field else "date"
            value = field["value"] if field else line
            _keep(found, kind, value)
        elif one.reason == "furniture: byline" and (byline := _BYLINE.match(line)):
            _keep(found, "author", byline["names"])
            _keep(found, "date", line)
        elif one.reason == "furniture: timestamp" or (
            one.reason == "furniture: outside the article" and _DATE_LINE.fullmatch(line)
        ):
            _keep(found, "date", line)
        elif one.reason == "furniture: licence" and one.span.start < _BOOK_HEAD:
            for name, value in _BOOK_FIELD.findall(text[one.span.start : one.span.end]):
                _keep(found, name.lower(), value)
    for unit in units[:4]:
        if agency := _AGENCY.match(text, unit.start, unit.end):
            _keep(found, "site", agency["site"])
    return Metadata(found.get("title"), found.get("author"), found.get("date"), found.get("site"))


def read_date(text: str) -> str | None:
    """Return the first date with a year in ISO 8601: `"on Mar 3, 2024" -> "2024-03-03"`.

    None where day and month can't be told apart: "03/04/2024".
    """
    for match in _WRITTEN.finditer(text):
        year = match["y"] or match["y2"] or match["y3"]
        name = (match["m"] or match["m2"] or "")[:3].lower()
        month = _MONTHS.index(name) + 1 if name in _MONTHS else int(match["m3"] or 0)
        day = int(match["d"] or match["d2"] or match["d3"])
        if 1 <= month <= 12 and 1 <= day <= 31:
            return f"{year}-{month:02}-{day:02}"
    for first, _, second, year in _FIGURES.findall(text):
        day, month = max(int(first), int(second)), min(int(first), int(second))
        if month == day or 12 < day <= 31:
            return f"{year}-{month:02}-{day:02}"
    return None


def read_names(text: str) -> str | None:
    """Return the names of a byline: `"Jane Doe and Ravi Patel, Health Editor"` -> two names."""
    names = _AND.split(_BEHIND_NAMES.sub("", text).strip(" .,"))
    good = [name.strip() for name in names if _NAME.fullmatch(name.strip())]
    return ", ".join(good) if good and len(good) == len(names) else None


def _keep(found: dict[str, str], kind: str | None, value: str) -> None:
    """Keep the first value of a kind, brought into the form of `Metadata`."""
    read = {"date": read_date, "author": read_names}.get(kind or "", str.strip)
    clean = read(value) if kind else None
    if kind and clean and not clean.startswith("http"):
        found.setdefault(kind, clean)


def _find_head(text: str, units: Sequence[Span]) -> Iterator[Span]:
    """Yield the short lines above the first paragraph."""
    for unit in units[:_HEAD_UNITS]:
        content = text[unit.start : unit.end]
        if len(content) > _MAX_CHARACTERS or len(content.split()) >= _PROSE_WORDS:
            return
        yield unit
