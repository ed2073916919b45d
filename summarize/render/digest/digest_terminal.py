"""Digest -> a terminal, by rich. Colour only helps: all that it shows is in the words, too."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.style import Style as RichStyle
from rich.text import Text

from summarize.digests import Citation, Difference, Digest, DigestStatement
from summarize.render import phrases
from summarize.render.console import Page
from summarize.render.digest import digest_words as words
from summarize.render.digest.digest_words import CitationNumbers
from summarize.render.highlights import split_at_marks
from summarize.render.sanitize import sanitize_line
from summarize.render.source_links import link_source
from summarize.results import Origin, Style

_TITLE, _HEADING, _NUMBER, _DIM, _WARNING = "bold", "bold cyan", "cyan", "dim", "yellow"
_BULLET = " - "
_QUOTE_LIMIT = 400


def render_digest(digest: Digest, console: Console, verbose: bool = False) -> None:
    """Print a digest; with `verbose` long quotes whole."""
    page, numbers = Page.for_console(console), CitationNumbers(digest)
    differences = [
        line
        for one in digest.differences
        for line in _format_difference(page, digest, one, numbers)
    ]
    heading = page.wrap(Text(words.DIFFERENCES, f"bold {_WARNING}"))
    legend = words.explain_marks(digest)
    page.print_sections(
        (
            page.wrap(Text(words.format_title(digest), _TITLE)),
            _format_body(page, digest, numbers),
            [*heading, *differences] if differences else (),
            _format_list(page, "Documents", words.list_sources(digest)),
            _format_list(page, "Gaps: not covered by this digest", words.list_gaps(digest)),
            _format_list(page, "Notes", [sanitize_line(note) for note in digest.notes]),
            _format_references(page, digest, numbers, verbose),
            page.wrap(Text(legend, _DIM)) if legend else (),
            page.join_phrases(words.format_statistics(digest), _DIM),
        )
    )


def _format_body(page: Page, digest: Digest, numbers: CitationNumbers) -> list[Text]:
    if not digest.statements:
        return page.wrap(Text(words.EMPTY, _WARNING))
    lines: list[Text] = []
    for part in digest.paragraphs:
        text = Text()
        for gap, one in zip(phrases.find_gaps([s.claim for s in part]), part, strict=True):
            text.append(gap).append_text(_format_statement(one, numbers))
        if digest.style is Style.BULLETS:
            lines += page.hang(_BULLET, text)
            continue
        if digest.style is Style.TLDR and not lines:
            text = Text.assemble((f"{phrases.TLDR} ", _TITLE), text)
        lines += [*([Text()] if lines else []), *page.wrap(text)]
    return lines


def _format_statement(statement: DigestStatement, numbers: CitationNumbers) -> Text:
    claim = statement.claim
    style = "italic" if claim.origin is Origin.SOURCE else ""  # a document's own words
    remarks = words.format_remarks(statement)
    return Text.assemble(
        (sanitize_line(claim.text), style),
        (phrases.format_basis_mark(claim), _NUMBER),
        (_format_numbers(statement, numbers), _NUMBER),
        (f" {remarks}" if remarks else "", _WARNING if statement.is_disputed else _DIM),
    )


def _format_numbers(statement: DigestStatement, numbers: CitationNumbers) -> str:
    return "".join(f"[{number}]" for number in numbers.numbers_for(statement))


def _format_difference(
    page: Page, digest: Digest, difference: Difference, numbers: CitationNumbers
) -> list[Text]:
    matter = words.format_matter(difference)
    lines = page.hang(_BULLET, Text(matter or "not the same:", _TITLE))
    for one in difference.statements:
        text = Text()
        for run, is_marked in split_at_marks(one.claim):
            text.append(run, "bold underline" if is_marked else "")
        text.append(_format_numbers(one, numbers), _NUMBER)
        text.append(f" ({words.format_tellers(digest, one)})", _DIM)
        lines += page.hang("    ", text)
    return lines


def _format_references(
    page: Page, digest: Digest, numbers: CitationNumbers, verbose: bool
) -> list[Text]:
    if not numbers.citations:
        return []
    widest = len(f"[{len(numbers.citations)}]")
    own = {(one.source, sanitize_line(one.claim.text)) for one in digest.all_statements}
    lines = [Text("References", _HEADING)]
    for number, citation in numbers:
        lead = Text.assemble(" ", (f"[{number}]".rjust(widest), _NUMBER), " ")
        lines += page.hang(lead, _format_quote(page, digest, citation, own, verbose))
    return lines


def _format_quote(
    page: Page,
    digest: Digest,
    citation: Citation,
    own: set[tuple[int, str]],
    verbose: bool,
) -> Text:
    """Return place and quote; the place alone where a statement is the quote."""
    place, glyphs = words.format_citation(digest, citation), page.glyphs
    quote = sanitize_line(citation.evidence.printed_quote)
    if (citation.source, quote) in own:
        text = Text(f"{place}, word for word", _DIM)
    else:
        if len(quote) > _QUOTE_LIMIT and not verbose:
            quote = quote[:_QUOTE_LIMIT].rsplit(" ", 1)[0] + f" [{glyphs.ellipsis}]"
        text = Text(f"{place}: {glyphs.opening}{quote}{glyphs.closing}", _DIM)
    if link := link_source(digest.source(citation.source).document, citation.evidence):
        text.stylize(RichStyle(link=link), 0, len(place))
    return text


def _format_list(page: Page, heading: str, items: Sequence[str]) -> list[Text]:
    if not items:
        return []
    lines = [line for item in items for line in page.hang(_BULLET, Text(item))]
    return [*page.wrap(Text(heading, _HEADING)), *lines]
