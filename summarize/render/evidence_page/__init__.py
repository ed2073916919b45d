"""Summary and Verification -> one HTML file that shows every statement beside its evidence.

The file is whole in itself: its style and script are in it, named by their hashes in a content
security policy that forbids everything else, so that nothing in an article can run or load
anything. Without the script, the marks are links.
"""

from __future__ import annotations

from collections.abc import Iterable

from summarize.render import phrases
from summarize.render.evidence_page.article_view import build_article
from summarize.render.evidence_page.statement_views import StatementViews, list_legend
from summarize.render.page_template import render_template
from summarize.render.sanitize import sanitize_line
from summarize.results import SectionSummary, Style, Summary, Verification, WrittenSummary


def render_summary(summary: Summary, verbose: bool = False) -> str:
    """Return a summary as a page; what was repaired, dropped or excluded is always in it."""
    document = summary.document
    views = StatementViews(document)
    heading = phrases.TLDR if summary.style is Style.TLDR else "Summary"
    empty = phrases.explain_empty_summary(summary)
    groups = [views.group(heading, summary.paragraphs, empty, is_list=_is_list(summary, summary))]
    groups += [
        views.group(
            f"{phrases.format_heading(part)} ({phrases.format_location(part)})",
            part.paragraphs,
            phrases.EMPTY_SECTION,
            is_list=_is_list(summary, part),
        )
        for part in summary.sections
    ]
    if summary.claims:
        groups.append(views.group("Key claims", [[claim] for claim in summary.claims], ""))
    remarks = (
        phrases.UNCHECKED if summary.unchecked else "",
        *map(sanitize_line, (*_list_untold(document.warnings, summary.notes), *summary.notes)),
        phrases.explain_reach(summary),
    )
    return render_template(
        __name__,
        legend=list_legend(),
        title=phrases.format_title(document),
        byline=phrases.format_byline(document),
        groups=groups,
        remarks=list(filter(None, remarks)),
        repairs=views.list_repairs(summary.repairs),
        dropped=views.list_dropped(summary.dropped),
        gaps=list(map(phrases.format_gap, summary.gaps)),
        article=build_article(document, views.uses, summary.gaps),
        footer=f"{sanitize_line(document.name)}: {' · '.join(phrases.format_statistics(summary))}",
    )


def _is_list(summary: Summary, part: Summary | SectionSummary) -> bool:
    return summary.style is Style.BULLETS and bool(part.sentences)


def render_verification(verification: Verification, written: WrittenSummary) -> str:
    """Return a verification as a page, the statements that fail first."""
    document = verification.document
    views = StatementViews(document)
    pairs = verification.worst_first(written)
    places = {
        id(one): phrases.format_file_location(written, place, short=True) for one, place in pairs
    }
    group = views.group("Statements", [[one] for one, _ in pairs], "", places)
    return render_template(
        __name__,
        legend=list_legend(),
        title=f"Checked against {phrases.format_title(document)}",
        byline=(sanitize_line(written.name), phrases.format_tally(verification.statements)),
        groups=[group],
        remarks=phrases.list_verification_notes(verification, written),
        repairs=[],
        dropped=[],
        gaps=[],
        article=build_article(document, views.uses, ()),
        footer=sanitize_line(document.name),
    )


def _list_untold(warnings: Iterable[str], notes: Iterable[str]) -> list[str]:
    """Return the warnings that no note repeats."""
    told = {note.casefold().rstrip(".") for note in notes}
    return [one for one in warnings if one.casefold().rstrip(".") not in told]
