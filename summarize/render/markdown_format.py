"""Summary and Verification -> Markdown: CommonMark with footnotes.

Foreign text is printed in single lines and escaped, so that the rendered page shows
exactly its characters and it can't add structure.
"""

from __future__ import annotations

from collections.abc import Iterable

from summarize.document import Document
from summarize.render import phrases
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
from summarize.render.phrases import VERDICT_WORDS, References, capitalize_first
from summarize.render.source_links import link_evidence
from summarize.results import (
    CheckedClaim,
    Evidence,
    SectionSummary,
    Style,
    Summary,
    Verification,
    WrittenSummary,
)


def render_summary(summary: Summary, verbose: bool = False, *, front_matter: bool = False) -> str:
    """Return a summary as Markdown; `verbose`: also what was repaired and dropped, and why.

    With `front_matter`, title and byline are fields of YAML in the place of a heading.
    """
    document = summary.document
    references = References((*summary.all_sentences, *summary.claims))
    gaps = map(phrases.format_gap, summary.gaps)
    byline = " · ".join(phrases.format_byline(document))
    claims = [protect_start(_format_statement(summary, c, references)) for c in summary.claims]
    legend, reach = map(escape, (phrases.explain_marks(summary), phrases.explain_reach(summary)))
    closing = f"{escape(document.name)}: {escape(' · '.join(phrases.format_statistics(summary)))}"
    if front_matter:
        head = [_format_front_matter(summary)]
    else:
        head = [f"# {escape(phrases.format_title(document))}", f"*{escape(byline)}*"]
    return join_blocks(
        *(head if byline else head[:1]),
        f"**{phrases.UNCHECKED}**" if summary.unchecked else "",
        f"{_format_lead(summary)}{_format_body(summary, references)}".rstrip(),
        *(_format_part(summary, part, references) for part in summary.sections),
        format_section("Key claims", claims),
        format_section("Gaps", (escape(capitalize_first(gap)) for gap in gaps)),
        format_section("Notes", map(escape_start, summary.notes)),
        *(_format_failures(summary) if verbose else ()),
        _format_footnotes(references, document),
        f"**{escape(phrases.format_unchecked_tally(summary))}**" if summary.unchecked else "",
        f"*{legend}*" if legend else "",
        f"*{reach}*" if reach else "",
        f"*{closing}*",
    )


def render_verification(verification: Verification, written: WrittenSummary) -> str:
    """Return a verification as Markdown: figures, then the statements, the worst first."""
    pairs = verification.worst_first(written)
    references = References(one for one, _ in pairs)
    statements = [
        _format_verdict(one, phrases.format_file_location(written, place, short=True), references)
        for one, place in pairs
    ]
    notes = map(capitalize_first, phrases.list_verification_notes(verification, written))
    return join_blocks(
        f"# Checked against {escape(phrases.format_title(verification.document))}",
        f"{escape(written.name)}: **{escape(phrases.format_tally(verification.statements))}**",
        format_section("Statements", statements),
        format_section("Notes", map(escape_start, notes)),
        _format_footnotes(references, verification.document),
    )


def _format_front_matter(summary: Summary) -> str:
    document = summary.document
    about = document.metadata
    return format_front_matter(
        title=phrases.format_title(document),
        author=about.author,
        date=about.date,
        site=about.site,
        language=document.language,
        source=document.name,
        model=phrases.format_model_name(summary.model),
        words=summary.words,
    )


def _format_body(summary: Summary, references: References) -> str:
    if not summary.all_sentences:
        return phrases.explain_empty_summary(summary)
    if summary.unchecked:  # each on its own line, behind its label
        statements = (_format_statement(summary, one, references) for one in summary.sentences)
        return "\n".join(f"- {statement}" for statement in statements)
    return _format_paragraphs(summary, summary.paragraphs, references)


def _format_lead(summary: Summary) -> str:
    """Return what stands before the sentences."""
    return f"**{phrases.TLDR}** " if summary.style is Style.TLDR else "## Summary\n\n"


def _format_part(summary: Summary, section: SectionSummary, references: References) -> str:
    """Return a section of the article: its heading and place, and its summary."""
    place = phrases.format_location(section)
    body = _format_paragraphs(summary, section.paragraphs, references)
    heading = escape(phrases.format_heading(section))
    return f"### {heading} ({place})\n\n{body or f'*{phrases.EMPTY_SECTION}*'}"


def _format_paragraphs(
    summary: Summary, paragraphs: Iterable[Iterable[CheckedClaim]], references: References
) -> str:
    texts = (
        phrases.join_statements(part, [_format_statement(summary, one, references) for one in part])
        for part in map(tuple, paragraphs)
    )
    # A paragraph on one line: a block could begin only where its first sentence begins.
    lines = map(protect_start, texts)
    if summary.style is Style.BULLETS:
        return "\n".join(f"- {line}" for line in lines)
    return "\n\n".join(lines)


def _format_statement(summary: Summary, statement: CheckedClaim, references: References) -> str:
    label = escape(phrases.format_unchecked_label(statement))
    label = f"**{label}** " if summary.unchecked else ""
    remarks = phrases.format_remarks(statement, unchecked=summary.unchecked)
    remarks = f" {escape(remarks)}" if remarks else ""
    words = escape(statement.text) + escape(phrases.format_basis_mark(statement))
    return f"{label}{words}{remarks}{_format_numbers(statement, references)}"


def _format_numbers(statement: CheckedClaim, references: References) -> str:
    return "".join(f"[^{number}]" for number in references.numbers_for(statement))


def _format_failures(summary: Summary) -> tuple[str, str]:
    """Return two sections: the statements that were repaired, and those that were dropped."""
    explain = phrases.format_reasons
    repairs = [
        f"{escape_start(one.before + explain(one.reasons))}"
        f"\n  - {escape(phrases.format_repair(one))}"
        for one in summary.repairs
    ]
    dropped = [escape_start(one.text + explain(one.reasons)) for one in summary.dropped]
    return format_section("Repaired", repairs), format_section("Dropped", dropped)


def _format_verdict(statement: CheckedClaim, location: str, references: References) -> str:
    verdict = capitalize_first(VERDICT_WORDS[statement.verdict])
    reasons = "".join(f"\n  - {escape_start(reason)}" for reason in statement.reasons)
    text = mark_with_asterisks(statement, escape_characters)
    text += _format_numbers(statement, references)
    remarks = f"{escape_characters(location)}; {phrases.format_certainty(statement)}"
    return f"**{verdict}** ({remarks}): {text}{reasons}"


def _format_footnotes(references: References, document: Document) -> str:
    return "\n".join(
        f"[^{number}]: {_format_place(one, document)}: “{escape(one.printed_quote)}”"
        for number, one in references
    )


def _format_place(evidence: Evidence, document: Document) -> str:
    """Return where evidence is; on a web page as a link that a browser scrolls to."""
    place = escape(capitalize_first(phrases.format_location_with_headings(evidence)))
    link = link_evidence(document, evidence)
    return f"[{place}](<{link}>)" if link else place
