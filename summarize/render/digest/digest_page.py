"""Digest -> the evidence page: every statement beside the documents that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarize.digests import Digest, DigestStatement
from summarize.render import phrases
from summarize.render.digest import digest_words as words
from summarize.render.evidence_page import render_page
from summarize.render.evidence_page.article_view import Article, build_article
from summarize.render.evidence_page.statement_views import (
    Group,
    Source,
    StatementView,
    StatementViews,
)
from summarize.render.sanitize import sanitize_line
from summarize.results import Style


def render_digest(digest: Digest) -> str:
    """Return a digest as a page, the documents as they were read one below the other."""
    sources = {
        one.number: Source(
            one.document, f"document-{one.number}-", words.format_dated_source(digest, one.number)
        )
        for one in digest.sources
    }
    views = StatementViews()

    def view(statement: DigestStatement, place: str = "") -> StatementView:
        cited = [(sources[one.source], one.evidence) for one in statement.citations]
        return views.view(statement.claim, place, cited, words.format_remarks(statement))

    def group(heading: str, paragraphs: Iterable[Sequence[DigestStatement]]) -> Group:
        seen = [[view(one) for one in part] for part in paragraphs]
        is_list = digest.style is Style.BULLETS and bool(seen)
        return Group(heading, seen, words.EMPTY, is_list)

    heading = phrases.TLDR if digest.style is Style.TLDR else "Summary"
    groups = [group(heading, digest.paragraphs)]
    for one in digest.differences:
        matter = words.format_matter(one)
        told = [
            [view(statement, words.format_tellers(digest, statement))]
            for statement in one.statements
        ]
        title = f"{words.DIFFERENCES}: {matter}" if matter else words.DIFFERENCES
        groups.append(Group(title, told, "", is_list=True))
    return render_page(
        title=words.format_title(digest),
        byline=(),
        groups=groups,
        remarks=[*words.list_sources(digest), *map(sanitize_line, digest.notes)],
        repairs=[],
        dropped=[],
        gaps=words.list_gaps(digest),
        articles=[
            Article(
                words.format_dated_source(digest, number),
                build_article(source, views.uses, digest.source(number).gaps),
            )
            for number, source in sources.items()
        ],
        footer=" · ".join(words.format_statistics(digest)),
    )
