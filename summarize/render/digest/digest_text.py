"""Digest -> plain text for pipes: a line for each paragraph and item, not wrapped.

What is no statement is printed in square brackets, as in the text of a summary.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.digests import Difference, Digest, DigestStatement
from summarize.render import phrases
from summarize.render.digest import digest_words as words
from summarize.render.digest.digest_words import CitationNumbers
from summarize.render.highlights import mark_with_asterisks
from summarize.render.sanitize import sanitize_line
from summarize.results import Style


def render_digest(digest: Digest) -> str:
    """Return a digest as plain text, without the statistics of the run."""
    numbers = CitationNumbers(digest)
    legend = words.explain_marks(digest)
    cited = [
        f"[{number}] {words.format_citation(digest, one)}: "
        f"“{sanitize_line(one.evidence.printed_quote)}”"
        for number, one in numbers
    ]
    return _join_paragraphs(
        [words.format_title(digest)],
        *_format_body(digest, numbers),
        *(_format_difference(digest, one, numbers) for one in digest.differences),
        [f"[Document: {line}]" for line in words.list_sources(digest)],
        [f"[Gap: {line}]" for line in words.list_gaps(digest)],
        [f"[Note: {sanitize_line(note)}]" for note in digest.notes],
        cited,
        [f"[{legend}]"] if legend else [],
    )


def _join_paragraphs(*paragraphs: Sequence[str]) -> str:
    return "\n\n".join("\n".join(lines) for lines in paragraphs if lines) + "\n"


def _format_body(digest: Digest, numbers: CitationNumbers) -> list[list[str]]:
    lines = [
        phrases.join_statements(
            [one.claim for one in part], [_format_statement(one, numbers) for one in part]
        )
        for part in digest.paragraphs
    ]
    if not lines:
        return [[words.EMPTY]]
    if digest.style is Style.BULLETS:
        return [[f"- {line}" for line in lines]]
    if digest.style is Style.TLDR:
        lines[0] = f"{phrases.TLDR} {lines[0]}"
    return [[line] for line in lines]


def _format_statement(statement: DigestStatement, numbers: CitationNumbers) -> str:
    remarks = words.format_remarks(statement)
    text = sanitize_line(statement.claim.text) + phrases.format_basis_mark(statement.claim)
    return f"{text}{f' {remarks}' if remarks else ''}{_format_numbers(statement, numbers)}"


def _format_numbers(statement: DigestStatement, numbers: CitationNumbers) -> str:
    cited = numbers.numbers_for(statement)
    return f" {''.join(f'[{number}]' for number in cited)}" if cited else ""


def _format_difference(
    digest: Digest, difference: Difference, numbers: CitationNumbers
) -> list[str]:
    matter = words.format_matter(difference)
    lines = [f"{words.DIFFERENCES}: {matter}" if matter else f"{words.DIFFERENCES}:"]
    lines += [
        f"- {mark_with_asterisks(one.claim)} ({words.format_tellers(digest, one)})"
        f"{_format_numbers(one, numbers)}"
        for one in difference.statements
    ]
    return lines
