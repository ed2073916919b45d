"""Summary and Verification -> a terminal, by rich.

Colour and italics only help: all that they show is also shown by a mark or a word. Foreign
text is put into `Text` objects after it was sanitized, so that neither rich's markup nor the
terminal's takes it for a command.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.console import Console
from rich.style import Style as RichStyle
from rich.text import Text

from summarize.render import phrases
from summarize.render.console import Page
from summarize.render.highlights import MARK, split_at_marks
from summarize.render.phrases import VERDICT_WORDS, References
from summarize.render.sanitize import sanitize_line
from summarize.render.source_links import link_source
from summarize.results import (
    CheckedClaim,
    Evidence,
    Origin,
    SectionSummary,
    Style,
    Summary,
    Verdict,
    Verification,
    WrittenSummary,
)

_TITLE = "bold"
_HEADING = "bold cyan"
_NUMBER = "cyan"
_DIM = "dim"
_BULLET = " - "
_WARNING = "yellow"
_VERDICT_STYLES = {
    Verdict.SUPPORTED: "green",
    Verdict.UNSUPPORTED: "bold red",
    Verdict.UNSURE: "yellow",
}
_WRONG_WORD_STYLES = {
    Verdict.SUPPORTED: "underline",
    Verdict.UNSUPPORTED: "bold red underline",
    Verdict.UNSURE: "yellow underline",
}

# Characters of a quote that are printed without `verbose`: any real sentence, but
# not the "sentence" of thousands of characters that a list or a table can make.
_QUOTE_LIMIT = 400

# From this page width on there is room for claims and their quotes side by side.
_TWO_COLUMNS_FROM = 96
_CLAIM_COLUMNS = 46

# Before every line of a statement that is printed whether or not it is supported.
_GUTTER = "unchecked | "
_GUTTER_FROM = 40  # columns of the page; on narrower ones each statement has a label

# From this page width on there is room for reasons and quotes beside the verdicts.
_BESIDE_VERDICT_FROM = 72
_VERDICT_COLUMNS = max(map(len, VERDICT_WORDS.values()))


def render_summary(summary: Summary, console: Console, verbose: bool = False) -> None:
    """Print a summary; with `verbose` also what was repaired or dropped, and long quotes whole."""
    page = Page.for_console(console)
    references = References(summary.all_sentences)
    gaps = f"{phrases.format_count(len(summary.gaps), 'gap')}: not covered by this summary"
    gap_items = [Text(phrases.format_gap(gap), _WARNING) for gap in summary.gaps]
    dropped = [_format_failed(one.text, one.reasons) for one in summary.dropped]
    legend, reach = phrases.explain_marks(summary), phrases.explain_reach(summary)
    page.print_sections(
        (
            _format_head(page, summary),
            _format_unchecked_warning(page, summary, phrases.UNCHECKED),
            _format_body(page, summary, references),
            *(_format_section(page, summary, part, references) for part in summary.sections),
            _format_claims(page, summary, verbose),
            _format_list(page, gaps, gap_items, lead=" ! ", style=f"bold {_WARNING}"),
            _format_list(page, "Notes", [Text(sanitize_line(note)) for note in summary.notes]),
            _format_repairs(page, summary) if verbose else (),
            _format_list(page, "Dropped", dropped) if verbose else (),
            _format_references(page, summary, references, verbose),
            _format_unchecked_warning(page, summary, phrases.format_unchecked_tally(summary)),
            page.wrap(Text(legend, _DIM)) if legend else (),
            page.wrap(Text(reach, _WARNING)) if reach else (),
            page.join_phrases(phrases.format_statistics(summary), _DIM),
        )
    )


def render_verification(
    verification: Verification, written: WrittenSummary, console: Console
) -> None:
    """Print figures, then each statement with its verdict, reasons and quotes, the worst first.

    Wrong words are underlined; where the console has neither colour nor underline, asterisks
    mark them.
    """
    page = Page.for_console(console)
    title = Text(f"Checked against {phrases.format_title(verification.document)}", _TITLE)
    statements = [
        _format_verdict(page, one, phrases.format_file_location(written, place, short=True))
        for one, place in verification.worst_first(written)
    ]
    notes = phrases.list_verification_notes(verification, written)
    page.print_sections(
        (
            page.wrap(title)
            + page.wrap(Text(sanitize_line(written.name), _DIM))
            + page.wrap(Text(phrases.format_tally(verification.statements), _TITLE)),
            *statements,
            _format_list(page, "Notes", [Text(phrases.capitalize_first(note)) for note in notes]),
        )
    )


def _format_head(page: Page, summary: Summary) -> list[Text]:
    title, origin = phrases.format_title(summary.document), sanitize_line(summary.document.name)
    lines = page.wrap(Text(title, _TITLE))
    if origin != title:
        lines += page.wrap(Text(origin, _DIM))
    return lines + page.join_phrases(phrases.format_byline(summary.document), _DIM)


def _format_unchecked_warning(page: Page, summary: Summary, text: str) -> list[Text]:
    return page.wrap(Text(text, f"bold {_WARNING}")) if summary.unchecked else []


def _format_body(page: Page, summary: Summary, references: References) -> list[Text]:
    if not summary.all_sentences:
        return page.wrap(Text(phrases.explain_empty_summary(summary), _WARNING))
    if summary.unchecked:
        lines: list[Text] = []
        for one in summary.sentences:
            lines += _format_unchecked(page, Text(), _format_sentence(one, references), one)
        return lines
    return _format_paragraphs(page, summary, summary.paragraphs, references)


def _format_section(
    page: Page, summary: Summary, section: SectionSummary, references: References
) -> list[Text]:
    """Return the heading of a section with its place, and its sentences below."""
    place = (f"  {phrases.format_location(section)}", _DIM)
    heading = page.wrap(Text.assemble((phrases.format_heading(section), _TITLE), place))
    if not section.sentences:
        return [*heading, *page.wrap(Text(phrases.EMPTY_SECTION, _WARNING))]
    return [*heading, *_format_paragraphs(page, summary, section.paragraphs, references)]


def _format_paragraphs(
    page: Page,
    summary: Summary,
    paragraphs: Sequence[Sequence[CheckedClaim]],
    references: References,
) -> list[Text]:
    lines: list[Text] = []
    for part in paragraphs:
        sentences = [
            Text.assemble(_format_sentence(one, references), _format_doubt(one)) for one in part
        ]
        text = _join(part, sentences)
        if summary.style is Style.BULLETS:
            lines += page.hang(_BULLET, text)
            continue
        if summary.style is Style.TLDR and not lines:
            text = Text.assemble((f"{phrases.TLDR} ", _TITLE), text)
        lines += [*([Text()] if lines else []), *page.wrap(text)]
    return lines


def _join(part: Sequence[CheckedClaim], formatted: Sequence[Text]) -> Text:
    joined = Text()
    for gap, text in zip(phrases.find_gaps(part), formatted, strict=True):
        joined.append(gap).append_text(text)
    return joined


def _format_sentence(sentence: CheckedClaim, references: References) -> Text:
    # The numbers touch the last word, so that they never begin a line.
    numbers = "".join(f"[{number}]" for number in references.numbers_for(sentence))
    return Text.assemble(_format_words(sentence), (numbers, _NUMBER))


def _format_unchecked(page: Page, lead: Text, text: Text, statement: CheckedClaim) -> list[Text]:
    """Return the lines of an unchecked statement behind its verdict, and with its speaker."""
    gutter = _choose_gutter(page)
    short, label = (
        f"[{VERDICT_WORDS[statement.verdict]}]",
        phrases.format_unchecked_label(statement),
    )
    verdict = (f"{short if gutter else label} ", _VERDICT_STYLES[statement.verdict])
    remarks = phrases.format_remarks(statement, unchecked=True)
    whole = Text.assemble(verdict, text, (f" {remarks}" if remarks else "", _DIM))
    lines = replace(page, width=page.width - len(gutter)).hang(lead, whole)
    return [Text.assemble((gutter, _WARNING), line) for line in lines]


def _choose_gutter(page: Page) -> str:
    return _GUTTER if page.width >= _GUTTER_FROM else ""


def _format_words(statement: CheckedClaim) -> Text:
    style = "italic" if statement.origin is Origin.SOURCE else ""  # the article's own words
    mark = (phrases.format_basis_mark(statement), _NUMBER)
    return Text.assemble((sanitize_line(statement.text), style), mark)


def _format_doubt(statement: CheckedClaim) -> Text:
    text = phrases.format_remarks(statement)
    style = _DIM if statement.verdict is Verdict.SUPPORTED else _WARNING
    return Text(f" {text}" if text else "", style)


def _format_claims(page: Page, summary: Summary, verbose: bool) -> list[Text]:
    if not summary.claims:
        return []
    lines = [Text("Key claims", _HEADING)]
    in_columns = page.width >= _TWO_COLUMNS_FROM and not summary.unchecked
    if in_columns:
        lines = page.join_columns(lines, [Text("In the article", _HEADING)], _CLAIM_COLUMNS)
    for number, claim in enumerate(summary.claims, start=1):
        lead = _format_lead(page, number, len(summary.claims), claim.verdict)
        quotes = [_format_quote(page, evidence, (claim,), verbose) for evidence in claim.evidence]
        body = Text.assemble(_format_words(claim), _format_doubt(claim))
        if in_columns:
            left = page.hang(lead, body, _CLAIM_COLUMNS - 2)
            room = page.width - _CLAIM_COLUMNS
            right = [line for quote in quotes for line in page.wrap(quote, room)]
            lines += page.join_columns(left, right, _CLAIM_COLUMNS)
            continue
        indent = " " * (lead.cell_len + 2)
        if summary.unchecked:
            indent += " " * len(_choose_gutter(page))
            lines += _format_unchecked(page, lead, _format_words(claim), claim)
        else:
            lines += page.hang(lead, body)
        lines += [line for quote in quotes for line in page.hang(indent, quote)]
    return lines


def _format_repairs(page: Page, summary: Summary) -> list[Text]:
    """Return the statements that failed and were repaired, each with its new words below."""
    lines: list[Text] = []
    for one in summary.repairs:
        lines += page.hang(" - ", _format_failed(one.before, one.reasons))
        lines += page.hang("   -> ", Text(phrases.format_repair(one)))
    return [Text("Repaired", _HEADING), *lines] if lines else []


def _format_failed(text: str, reasons: tuple[str, ...]) -> Text:
    return Text.assemble(sanitize_line(text), (phrases.format_reasons(reasons), _DIM))


def _format_references(
    page: Page, summary: Summary, references: References, verbose: bool
) -> list[Text]:
    if not references.evidence:
        return []
    widest = len(f"[{len(references.evidence)}]")
    lines = [Text("References", _HEADING)]
    for number, evidence in references:
        lead = Text.assemble(" ", (f"[{number}]".rjust(widest), _NUMBER), " ")
        citing = [s for s in summary.all_sentences if number in references.numbers_for(s)]
        quote = _format_quote(page, evidence, citing, verbose)
        if link := link_source(summary.document, evidence):
            quote.stylize(RichStyle(link=link), 0, len(phrases.format_location(evidence)))
        lines += page.hang(lead, quote)
    return lines


def _format_lead(page: Page, number: int, total: int, verdict: Verdict) -> Text:
    """Return the number and the mark before a statement: `" 2 ✗ "`."""
    numeral = str(number).rjust(len(str(total)))
    return Text.assemble(" ", (numeral, _DIM), " ", _format_mark(page, verdict), " ")


def _format_mark(page: Page, verdict: Verdict) -> Text:
    return Text(page.glyphs.marks[verdict], _VERDICT_STYLES[verdict])


def _format_quote(
    page: Page, evidence: Evidence, citing: Sequence[CheckedClaim], verbose: bool
) -> Text:
    """Return location and quote; only the location where a citing statement is the quote."""
    glyphs, words = page.glyphs, sanitize_line(evidence.printed_quote)
    location = phrases.format_location_with_headings(evidence)
    if any(sanitize_line(statement.text) == words for statement in citing):
        return Text(f"{location}, word for word", _DIM)
    if len(words) > _QUOTE_LIMIT and not verbose:
        words = words[:_QUOTE_LIMIT].rsplit(" ", 1)[0] + f" [{glyphs.ellipsis}]"
    if any(statement.origin is Origin.SOURCE for statement in citing):
        location += ", the article's own words"
    return Text(f"{location}: {glyphs.opening}{words}{glyphs.closing}", _DIM)


def _format_list(
    page: Page, heading: str, items: Sequence[Text], *, lead: str = " - ", style: str = _HEADING
) -> list[Text]:
    """Return items under a heading, each behind a dash; nothing if there are none."""
    if not items:
        return []
    lines = [line for item in items for line in page.hang(lead, item)]
    return [*page.wrap(Text(heading, style)), *lines]


def _format_verdict(page: Page, statement: CheckedClaim, location: str) -> list[Text]:
    lead = Text.assemble(" ", _format_mark(page, statement.verdict), " ")
    style, word = _VERDICT_STYLES[statement.verdict], VERDICT_WORDS[statement.verdict]
    place = f" ({location}; {phrases.format_certainty(statement)})"
    text = _format_marked_words(page, statement).append(place, _DIM)
    if page.width >= _BESIDE_VERDICT_FROM:
        lead.append(f"{word.ljust(_VERDICT_COLUMNS)} ", style)
        indent = " " * lead.cell_len
        lines = page.hang(lead, text)
    else:
        indent = " " * lead.cell_len
        lines = [lead.append(word, style), *page.hang(indent, text)]
    for reason in statement.reasons:
        lines += page.hang(indent, Text(sanitize_line(reason), style))
    for evidence in statement.evidence:
        lines += page.hang(indent, _format_quote(page, evidence, (statement,), verbose=True))
    return lines


def _format_marked_words(page: Page, statement: CheckedClaim) -> Text:
    has_no_style = page.console.color_system is None or page.console.no_color
    text = Text()
    for words, is_wrong in split_at_marks(statement):
        marked = f"{MARK}{words}{MARK}" if is_wrong and has_no_style else words
        text.append(marked, _WRONG_WORD_STYLES[statement.verdict] if is_wrong else "")
    return text
