"""Summary -> a terminal, by rich.

Colour and slant only help: whatever they tell is also told by a mark or a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich.console import Console
from rich.text import Text

from summarize.render.console_lines import VERDICT_STYLES, Page
from summarize.render.phrases import (
    UNCHECKED,
    VERDICT_WORDS,
    explain_empty_summary,
    format_byline,
    format_count,
    format_range,
    format_reasons,
    format_remarks,
    format_repair,
    format_statistics,
    format_title,
    format_unchecked_label,
    format_unchecked_tally,
)
from summarize.render.references import References, number_evidence
from summarize.render.sanitize import sanitize_line
from summarize.render.terminal_parts import (
    DIM,
    HEADING,
    MARK,
    TITLE,
    WARNING,
    format_list,
    format_number_and_mark,
    format_quote,
)
from summarize.results import CheckedClaim, Origin, Summary, Verdict

# From here on there is room for claims and their quotes side by side.
_TWO_COLUMNS = 96
_CLAIM_COLUMNS = 46

_VERBATIM = "italic"

# Before every line of a statement that is printed whether or not it holds up.
_GUTTER = "unchecked | "
_GUTTER_FROM = 40  # columns of the page; on narrower ones each statement has a label


def render(summary: Summary, console: Console, verbose: bool = False) -> None:
    """Print a summary; with `verbose` also what was repaired or dropped, and long quotes whole."""
    page = Page.for_console(console)
    references = number_evidence(summary.sentences)
    page.print_sections(
        (
            _head(page, summary),
            _flag(page, summary, UNCHECKED),
            _body(page, summary, references),
            _claims(page, summary, verbose),
            _gaps(page, summary),
            _notes(page, summary),
            _repaired(page, summary) if verbose else (),
            _dropped(page, summary) if verbose else (),
            _references(page, summary, references, verbose),
            _flag(page, summary, format_unchecked_tally(summary)),
            page.join_phrases(format_statistics(summary), DIM),
        )
    )


def _flag(page: Page, summary: Summary, text: str) -> list[Text]:
    if not summary.unchecked:
        return []
    return page.wrap(Text(text, f"bold {WARNING}"), page.width)


def _head(page: Page, summary: Summary) -> list[Text]:
    title, origin = format_title(summary.document), sanitize_line(summary.document.name)
    lines = page.wrap(Text(title, TITLE), page.width)
    if origin != title:
        lines += page.wrap(Text(origin, DIM), page.width)
    return lines + page.join_phrases(format_byline(summary.document), DIM)


def _body(page: Page, summary: Summary, references: References) -> list[Text]:
    if not summary.sentences:
        return page.wrap(Text(explain_empty_summary(summary), WARNING), page.width)
    if summary.unchecked:
        return [
            line
            for one in summary.sentences
            for line in _labelled(page, "", _sentence(one, references), one)
        ]
    lines: list[Text] = []
    for part in summary.paragraphs:
        sentences = [Text.assemble(_sentence(one, references), _doubt(one)) for one in part]
        lines += [*([Text()] if lines else []), *page.wrap(Text(" ").join(sentences), page.width)]
    return lines


def _sentence(sentence: CheckedClaim, references: References) -> Text:
    # The marks touch the last word, so that they never begin a line.
    marks = "".join(f"[{number}]" for number in references.numbers_for(sentence))
    return Text.assemble(_words(sentence), (marks, MARK))


def _labelled(page: Page, lead: Text | str, text: Text, statement: CheckedClaim) -> list[Text]:
    """The lines of an unchecked statement behind its verdict, and with its speaker."""
    gutter = _gutter(page)
    verdict = (
        f"[{VERDICT_WORDS[statement.verdict]}]" if gutter else format_unchecked_label(statement)
    )
    said = format_remarks(statement, unchecked=True)
    whole = Text(f"{verdict} ", VERDICT_STYLES[statement.verdict])
    whole = Text.assemble(whole, text, (f" {said}" if said else "", DIM))
    lines = replace(page, width=page.width - len(gutter)).hang(lead, whole)
    return [Text.assemble((gutter, WARNING), line) for line in lines]


def _gutter(page: Page) -> str:
    return _GUTTER if page.width >= _GUTTER_FROM else ""


def _words(statement: CheckedClaim) -> Text:
    style = _VERBATIM if statement.origin is Origin.SOURCE else ""
    return Text(sanitize_line(statement.text), style)


def _doubt(statement: CheckedClaim) -> Text:
    text = format_remarks(statement)
    style = DIM if statement.verdict is Verdict.SUPPORTED else WARNING
    return Text(f" {text}" if text else "", style)


def _claims(page: Page, summary: Summary, verbose: bool) -> list[Text]:
    if not summary.claims:
        return []
    lines = [Text("Key claims", HEADING)] if summary.unchecked else _claims_heading(page)
    for number, claim in enumerate(summary.claims, start=1):
        lead = format_number_and_mark(page, number, len(summary.claims), claim.verdict)
        quotes = [format_quote(page, evidence, (claim,), verbose) for evidence in claim.evidence]
        if summary.unchecked:
            indent = " " * (len(_gutter(page)) + lead.cell_len + 2)
            lines += _labelled(page, lead, _words(claim), claim)
            lines += [line for quote in quotes for line in page.hang(indent, quote)]
        else:
            lines += _claim(page, lead, Text.assemble(_words(claim), _doubt(claim)), quotes)
    return lines


def _claims_heading(page: Page) -> list[Text]:
    left = [Text("Key claims", HEADING)]
    if page.width < _TWO_COLUMNS:
        return left
    return page.join_columns(left, [Text("In the article", HEADING)], _CLAIM_COLUMNS)


def _claim(page: Page, lead: Text, body: Text, quotes: Sequence[Text]) -> list[Text]:
    if page.width < _TWO_COLUMNS:
        indent = " " * (lead.cell_len + 2)
        stacked = [line for quote in quotes for line in page.hang(indent, quote)]
        return page.hang(lead, body) + stacked
    room = page.width - _CLAIM_COLUMNS
    right = [line for quote in quotes for line in page.wrap(quote, room)]
    return page.join_columns(page.hang(lead, body, _CLAIM_COLUMNS - 2), right, _CLAIM_COLUMNS)


def _gaps(page: Page, summary: Summary) -> list[Text]:
    if not summary.gaps:
        return []
    title = f"{format_count(len(summary.gaps), 'gap')}: not covered by this summary"
    lines = page.wrap(Text(title, f"bold {WARNING}"), page.width)
    for gap in summary.gaps:
        lines += page.hang(
            " ! ", Text(f"{format_range(gap)}: {sanitize_line(gap.reason)}", WARNING)
        )
    return lines


def _notes(page: Page, summary: Summary) -> list[Text]:
    return format_list(page, "Notes", [Text(sanitize_line(note)) for note in summary.notes])


def _repaired(page: Page, summary: Summary) -> list[Text]:
    """The statements that failed and were saved, each with what is printed for it below."""
    lines: list[Text] = []
    for one in summary.repairs:
        lines += page.hang(" - ", _failed(one.before, one.reasons))
        lines += page.hang("   -> ", Text(format_repair(one)))
    return [Text("Repaired", HEADING), *lines] if lines else []


def _failed(text: str, reasons: tuple[str, ...]) -> Text:
    return Text.assemble(sanitize_line(text), (format_reasons(reasons), DIM))


def _dropped(page: Page, summary: Summary) -> list[Text]:
    items = [_failed(item.text, item.reasons) for item in summary.dropped]
    return format_list(page, "Dropped", items)


def _references(page: Page, summary: Summary, references: References, verbose: bool) -> list[Text]:
    if not references.evidence:
        return []
    widest = len(f"[{len(references.evidence)}]")
    lines = [Text("References", HEADING)]
    for number, evidence in references:
        lead = Text.assemble(" ", (f"[{number}]".rjust(widest), MARK), " ")
        citing = [s for s in summary.sentences if number in references.numbers_for(s)]
        lines += page.hang(lead, format_quote(page, evidence, citing, verbose))
    return lines
