"""Front matter of a Markdown file -> metadata: YAML, TOML, JSON, pandoc's title block, flat."""

from __future__ import annotations

import json
import re
from contextlib import suppress

from summarize.document import Metadata

_YAML = re.compile(
    r"---[ \t]*\r?\n(?:[ \t]*\r?\n)*(?:#.*\r?\n)*[\"']?[A-Za-z_][\w -]*[\"']?[ \t]*:"
)
_TOML = re.compile(
    r"\+\+\+[ \t]*\r?\n(?:[ \t]*\r?\n)*(?:#.*\r?\n)*[A-Za-z_][\w-]*[ \t]*=|\+\+\+[ \t]*\r?\n\["
)
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_TOML_END = re.compile(r"^\+\+\+[ \t]*\r?$", re.MULTILINE)
_TITLE_BLOCK = re.compile(r"%[ \t]+\S.*(?:\r?\n(?:%.*|[ \t]+\S.*)){0,5}(?=\r?\n|\Z)")

_KEYS = "title|authors?|by|date|published|site|publication"
_FIELD = re.compile(
    rf"""^["']?({_KEYS})["']?[ \t]*[:=][ \t]*(["']?)(\S.*?)\2[ \t]*(?:(?<=["'\s])\#.*)?\r?$""",
    re.MULTILINE | re.IGNORECASE,
)
# "authors:" above a list of names, each maybe with a key of its own: "- name: Ann Oto"
_ITEMS = re.compile(
    r"^(?:authors?|by):[ \t]*\r?\n"
    r"((?:[ \t]*-[ \t]+.*(?:\n|\Z)(?:[ \t]{3,}\w[\w-]*:.*(?:\n|\Z))*)+)",
    re.MULTILINE | re.IGNORECASE,
)
_NAMED = re.compile(
    r"^(?:(?:authors?|by):|\[authors?\])[ \t]*\r?\n[ \t]*name[ \t]*[:=][ \t]*(\S.*?)[ \t]*\r?$",
    re.MULTILINE,
)
_FOLDED = re.compile(r"^(title):[ \t]*[>|][+-]?[ \t]*\r?\n((?:[ \t]+\S.*(?:\n|\Z))+)", re.MULTILINE)
_LONGEST_JSON = 20_000  # characters
_JSON_KEYS = frozenset(("title", "date", "author", "authors", "layout", "slug", "tags"))
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?!\d)")


def has_front_matter(text: str) -> bool:
    """Whether a text begins as front matter does."""
    return bool(_YAML.match(text) or _TOML.match(text))


def read_front_matter(text: str) -> tuple[int, Metadata]:
    """Return the offset behind the front matter, 0 if there is none, and its metadata.

    `"---\\ntitle: Eels\\n---\\nLong." -> 20, Metadata(title="Eels")`
    """
    ending = _YAML_END if _YAML.match(text) else _TOML_END if _TOML.match(text) else None
    end = ending.search(text, 3) if ending else None
    if end:
        return end.end(), parse_fields(text[: end.start()])
    if text.startswith("{"):
        return _read_json(text)
    block = _TITLE_BLOCK.match(text)
    if block:
        title, author, date = [
            " ".join(part.split()) for part in (*block.group()[1:].split("\n%"), "", "", "")[:3]
        ]
        day = _DAY.match(date)
        names = ", ".join(name.strip() for name in author.split(";"))
        return block.end(), Metadata(title or None, names or None, day.group() if day else None)
    return 0, Metadata()


def _read_json(text: str) -> tuple[int, Metadata]:
    """Return the end and the metadata of an object of JSON at the beginning, as Hugo takes it."""
    fields: dict[str, object] = {}
    end = 0
    with suppress(ValueError, RecursionError):
        found, end = json.JSONDecoder().raw_decode(text[:_LONGEST_JSON])
        fields = {str(key).lower(): value for key, value in found.items()}
    if not fields.keys() & _JSON_KEYS or text[end : end + 1].strip():
        return 0, Metadata()
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items() if isinstance(value, str))
    return end, parse_fields(lines)


def parse_fields(front: str) -> Metadata:
    """Return what lines like "title: Eels" say of a text."""
    fields = {key.lower(): value for key, _, value in reversed(_FIELD.findall(front))}
    for key, value in _FOLDED.findall(front):
        fields[key.lower()] = " ".join(value.split())
    listed, named = _ITEMS.search(front), _NAMED.search(front)
    authors = _read_names(listed.group(1)) if listed else [named[1].strip("\"'")] if named else []
    author = ", ".join(authors) or fields.get("author") or fields.get("authors") or fields.get("by")
    day = _DAY.match(fields.get("date") or fields.get("published") or "")
    return Metadata(
        title=_unescape(fields.get("title")),
        author=_read_line_of_names(author) if author else None,
        date=day.group() if day else None,
        site=fields.get("site") or fields.get("publication"),
    )


def _unescape(value: str | None) -> str | None:
    """Return a quoted value without its escapes: `'It''s' -> "It's"`."""
    return value.replace("''", "'").replace('\\"', '"') if value else None


def _read_names(listed: str) -> list[str]:
    items = [line.strip() for line in listed.splitlines() if line.strip().startswith("-")]
    names = (re.sub(r"^(?:name|first):[ \t]*", "", item.strip(" \t-")) for item in items)
    return [name.strip("\"' \t") for name in names]


def _read_line_of_names(value: str) -> str:
    """Return names without the marks of a list: `'["Ann Oto", "Bo Li"]' -> "Ann Oto, Bo Li"`."""
    if not value.startswith("["):
        return value
    return ", ".join(name.strip(" \t\"'") for name in value.strip("[]").split(","))
