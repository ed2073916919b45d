"""The index over the results of a folder, in Markdown and as a page; nothing in it is of a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from summarize.render.index_page.rows import DocumentRow, RowState
from summarize.render.markdown_format import escape_line
from summarize.render.page_template import render_template
from summarize.render.phrases import format_count
from summarize.render.sanitize import sanitize_line

_TITLE = "Summaries"
_STATE_WORDS = {RowState.DONE: "done", RowState.GAPS: "with gaps", RowState.REFUSED: "refused"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row as it is printed: sanitized lines, and the links to its results by their format."""

    title: str
    name: str
    facts: str
    sentence: str
    gaps: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


def render_markdown(rows: Sequence[DocumentRow]) -> str:
    """Return the index as Markdown; links are relative to it."""
    blocks = [f"# {_TITLE}", _format_counts(rows)]
    blocks += ["\n".join(_format_entry(one)) for one in _list_entries(rows)]
    if refused := [f"- {escape_line(': '.join(pair))}" for pair in _list_refused(rows)]:
        blocks += ["## Refused", "\n".join(refused)]
    return "\n\n".join(blocks) + "\n"


def render_page(rows: Sequence[DocumentRow]) -> str:
    """Return the index as a page that needs no other file but the results; links are relative."""
    return render_template(
        __name__,
        title=_TITLE,
        counts=_format_counts(rows),
        entries=list(_list_entries(rows)),
        refused=list(_list_refused(rows)),
    )


def link_file(name: str) -> str:
    """Return a relative link to a file: `"2024/a b#1.md" -> "2024/a%20b%231.md"`."""
    return quote(os.fsencode(name), safe="/")


def _format_counts(rows: Sequence[DocumentRow]) -> str:
    """Return the counts: `"3 documents: 2 done, 1 refused"`."""
    counts = {state: sum(row.state is state for row in rows) for state in _STATE_WORDS}
    parts = [f"{count} {_STATE_WORDS[state]}" for state, count in counts.items() if count]
    return f"{format_count(len(rows), 'document')}: {', '.join(parts) or 'none'}"


def _list_entries(rows: Sequence[DocumentRow]) -> Iterator[_Entry]:
    for row in rows:
        if row.state is RowState.REFUSED:
            continue
        words = f"{format_count(row.words, 'word')}, summary {row.summary_words:,}"
        links = tuple((PurePosixPath(file).suffix[1:], link_file(file)) for file in row.files)
        gaps = tuple(map(sanitize_line, row.gaps))
        name, sentence = sanitize_line(row.name), sanitize_line(row.sentence)
        yield _Entry(sanitize_line(row.title) or name, name, words, sentence, gaps, links)


def _list_refused(rows: Sequence[DocumentRow]) -> Iterator[tuple[str, str]]:
    for row in rows:
        if row.state is RowState.REFUSED:
            yield sanitize_line(row.name), sanitize_line(row.reason)


def _format_entry(entry: _Entry) -> Iterator[str]:
    (_, first), *others = entry.links
    more = "".join(f" · [{kind}]({link})" for kind, link in others)
    yield f"- [{escape_line(entry.title)}]({first}){more}  "
    yield f"  {escape_line(entry.name)} · {entry.facts}" + ("  " if entry.sentence else "")
    if entry.sentence:
        yield f"  {escape_line(entry.sentence)}"
    for gap in entry.gaps:
        yield f"  - gap: {escape_line(gap)}"
