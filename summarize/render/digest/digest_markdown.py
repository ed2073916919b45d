"""Digest -> Markdown: CommonMark with footnotes, one for each sentence that is cited."""

from __future__ import annotations

from summarize.digests import Difference, Digest, DigestStatement
from summarize.render import phrases
from summarize.render.digest import digest_words as words
from summarize.render.digest.digest_words import CitationNumbers
from summarize.render.highlights import mark_with_asterisks
from summarize.render.markdown_text import (
    escape,
    escape_characters,
    escape_start,
    format_front_matter,
    format_section,
    join_blocks,
    protect_start,
)
from summarize.render.source_links import link_evidence
from summarize.results import Style


def render_digest(digest: Digest, *, front_matter: bool = False) -> str:
    """Return a digest as Markdown; with `front_matter`, its title is a field of YAML."""
    numbers = CitationNumbers(digest)
    title = words.format_title(digest)
    legend = words.explain_marks(digest)
    differences = [_format_difference(digest, one, numbers) for one in digest.differences]
    return join_blocks(
        _format_front_matter(digest) if front_matter else f"# {title}",
        _format_body(digest, numbers),
        format_section(words.DIFFERENCES, differences),
        format_section("Documents", map(escape_start, words.list_sources(digest))),
        format_section("Gaps", map(escape_start, words.list_gaps(digest))),
        format_section("Notes", map(escape_start, digest.notes)),
        _format_footnotes(digest, numbers),
        f"*{escape(legend)}*" if legend else "",
        f"*{escape(' · '.join(words.format_statistics(digest)))}*",
    )


def _format_front_matter(digest: Digest) -> str:
    return format_front_matter(
        title=words.format_title(digest),
        sources=[one.document.name for one in digest.sources],
        model=phrases.format_model_name(digest.model),
        words=digest.words,
    )


def _format_body(digest: Digest, numbers: CitationNumbers) -> str:
    lead = f"**{phrases.TLDR}** " if digest.style is Style.TLDR else "## Summary\n\n"
    if not digest.statements:
        return f"{lead}{words.EMPTY}"
    lines = [
        protect_start(
            phrases.join_statements(
                [one.claim for one in part], [_format_statement(one, numbers) for one in part]
            )
        )
        for part in digest.paragraphs
    ]
    if digest.style is Style.BULLETS:
        return lead + "\n".join(f"- {line}" for line in lines)
    return lead + "\n\n".join(lines)


def _format_statement(statement: DigestStatement, numbers: CitationNumbers) -> str:
    remarks = words.format_remarks(statement)
    text = escape(statement.claim.text) + escape(phrases.format_basis_mark(statement.claim))
    remarks = f" {escape(remarks)}" if remarks else ""
    return f"{text}{remarks}{_format_numbers(statement, numbers)}"


def _format_numbers(statement: DigestStatement, numbers: CitationNumbers) -> str:
    return "".join(f"[^{number}]" for number in numbers.numbers_for(statement))


def _format_difference(digest: Digest, difference: Difference, numbers: CitationNumbers) -> str:
    """Return what documents say differently: the words, then each statement and who says so."""
    lines = [escape_start(words.format_matter(difference)) or "not the same:"]
    for one in difference.statements:
        text = protect_start(mark_with_asterisks(one.claim, escape_characters))
        tellers = escape(words.format_tellers(digest, one))
        lines.append(f"  - {text} ({tellers}){_format_numbers(one, numbers)}")
    return "\n".join(lines)


def _format_footnotes(digest: Digest, numbers: CitationNumbers) -> str:
    lines = []
    for number, citation in numbers:
        place = escape(words.format_citation(digest, citation))
        link = link_evidence(digest.source(citation.source).document, citation.evidence)
        place = f"[{place}](<{link}>)" if link else place
        lines.append(f"[^{number}]: {place}: “{escape(citation.evidence.printed_quote)}”")
    return "\n".join(lines)
