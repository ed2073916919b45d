"""Words and numbers that all formats of a digest share. Every string returned is sanitized."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from summarize.digests import Citation, Difference, Digest, DigestSource, DigestStatement
from summarize.document import Document, Span
from summarize.render import phrases
from summarize.render.highlights import split_at_marks
from summarize.render.sanitize import sanitize_line
from summarize.results import Origin

DIFFERENCES = "They differ"
"""The heading of what documents say differently."""
DISPUTED = "(told differently, see below)"

NEWEST = "the newest"
SIMILAR = "nearly the same in other words, not proven"
EMPTY = "No summary: nothing in these documents could be printed."

_ORIGINS = {
    Origin.MODEL: "from the model",
    Origin.EDITED: "put right",
    Origin.SOURCE: "from the documents",
}


class CitationNumbers:
    """The sentences that a digest cites, numbered from 1 in the order of first use."""

    def __init__(self, digest: Digest) -> None:
        distinct: dict[tuple[tuple[int, Span], bool], Citation] = {}
        for statement in digest.all_statements:
            for one in statement.citations:
                distinct.setdefault((one.key, one.is_checked), one)
        self.citations = tuple(distinct.values())
        self._numbers = {key: number for number, key in enumerate(distinct, start=1)}

    def numbers_for(self, statement: DigestStatement) -> tuple[int, ...]:
        """Return the numbers of what a statement cites, each once."""
        keys = ((one.key, one.is_checked) for one in statement.citations)
        return tuple(dict.fromkeys(self._numbers[key] for key in keys))

    def __iter__(self) -> Iterator[tuple[int, Citation]]:
        return iter(enumerate(self.citations, start=1))


def format_title(digest: Digest) -> str:
    """Return the title of a digest: `"Digest of 4 documents"`."""
    return f"Digest of {phrases.format_count(len(digest.sources), 'document')}"


def format_source(digest: Digest, number: int) -> str:
    """Return what a source is called: its title, with its name where another has the same title.

    A file without a title is called by its name without the folders, unless another one has it.
    """
    titles = [_call(one.document) for one in digest.sources]
    document = digest.source(number).document
    title, name = _call(document), sanitize_line(document.name)
    if titles.count(title) == 1:
        return title
    return f"{title} ({name})" if document.title else name


def _call(document: Document) -> str:
    """Return the title of a document, or the end of its name: `"in/a.txt" -> "a.txt"`."""
    if document.title or "://" in document.origin:
        return phrases.format_title(document)
    return re.split(r"[/\\]", phrases.format_title(document).rstrip("/\\"))[-1]


def format_dated_source(digest: Digest, number: int) -> str:
    """Return the same with its date: `"Ferry sinks off Veldrin, 2026-03-02"`."""
    parts = (format_source(digest, number), sanitize_line(digest.source(number).date))
    return ", ".join(filter(None, parts))


def format_tellers(digest: Digest, statement: DigestStatement) -> str:
    """Return who says a statement of a difference: `"Ferry sinks, 2026-03-02; Orla lost"`."""
    sources = dict.fromkeys(one.source for one in statement.citations if one.is_checked)
    named = "; ".join(format_dated_source(digest, number) for number in sources)
    return f"{named}; {NEWEST}" if statement.is_newest else named


def format_citation(digest: Digest, citation: Citation) -> str:
    """Return where a cited sentence stands: `"Ferry sinks off Veldrin, line 3"`."""
    place = phrases.format_location_with_headings(citation.evidence)
    similar = "" if citation.is_checked else f" ({SIMILAR})"
    return f"{format_dated_source(digest, citation.source)}, {place}{similar}"


def format_remarks(statement: DigestStatement) -> str:
    """Return the remarks behind a statement: its speaker, and whether documents differ about it."""
    disputed = DISPUTED if statement.is_disputed else ""
    return " ".join(filter(None, (phrases.format_remarks(statement.claim), disputed)))


def format_matter(difference: Difference) -> str:
    """Return the words in which documents differ: `"12 / Fourteen"`; "" where some have none."""
    words = [
        " ... ".join(text for text, is_marked in split_at_marks(one.claim) if is_marked)
        for one in difference.statements
    ]
    return " / ".join(words) if all(words) else ""


def list_sources(digest: Digest) -> list[str]:
    """Return a line about each document, and about each that is not in the digest.

    `"Ferry capsizes near Veldrin · 2026-03-02 · 4.txt: 96 % of it stands in Ferry sinks off
    Veldrin, counted once"`
    """
    unsaid = {one.number for one in digest.unsaid}
    lines = [_format_source_line(digest, one, one.number in unsaid) for one in digest.sources]
    lines += [
        f"Not in it: {sanitize_line(one.origin)}: {sanitize_line(one.reason)}"
        for one in digest.failed
    ]
    return lines


def _format_source_line(digest: Digest, source: DigestSource, unsaid: bool) -> str:
    document = source.document
    title, name = phrases.format_title(document), sanitize_line(document.name)
    about = (title, *phrases.format_byline(document)[:-1], *([name] if name != title else []))
    line = " · ".join(dict.fromkeys(about))
    if source.repeats is not None:
        share = f"{min(0.99, source.repeated_share):.0%}".replace("%", " %")
        if source.repeated_share == 1:
            share = "all"
        return f"{line}: {share} of it stands in {format_source(digest, source.repeats)}, " + (
            "counted once"
        )
    told = (
        "nothing of it is in the summary"
        if unsaid
        else phrases.format_count(
            sum(source.number in one.sources for one in digest.statements), "statement"
        )
    )
    return f"{line}: {told}"


def list_gaps(digest: Digest) -> list[str]:
    """Return the parts that were not read: `["Ferry sinks, lines 4 to 9: the engine gave up"]`."""
    return [
        f"{format_source(digest, source.number)}, {phrases.format_gap(gap)}"
        for source in digest.sources
        for gap in source.gaps
    ]


def explain_marks(digest: Digest) -> str:
    """Return the legend of the marks that a digest has; "" if it has none."""
    marked = any(phrases.format_basis_mark(one.claim) for one in digest.all_statements)
    return phrases.LEGEND.replace("article", "document") if marked else ""


def format_statistics(digest: Digest) -> tuple[str, ...]:
    """Return the statistics of a run as phrases: `("109 words (120 asked)", ...)`."""
    read = sum(one.coverage.tokens_read for one in digest.sources)
    total = sum(one.coverage.tokens_total for one in digest.sources)
    origins = Counter(one.claim.origin for one in digest.statements)
    sentences = ", ".join(f"{origins[o]} {words}" for o, words in _ORIGINS.items() if origins[o])
    parts = (
        f"{phrases.format_count(digest.words, 'word')} ({digest.target_words:,} asked)",
        phrases.format_count(len(digest.sources), "document"),
        f"{read:,} of {phrases.format_count(total, 'token')} read",
        f"sentences: {sentences}" if sentences else "",
        phrases.format_duration(digest.usage.seconds),
        phrases.format_model_name(digest.model),
    )
    return tuple(filter(None, parts))
