"""Verification -> a terminal, by rich: a verdict for each statement, and the wrong words marked.

Where the console has neither colour nor underline, asterisks mark them.
"""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from summarize.render.console_lines import VERDICT_STYLES, Page
from summarize.render.highlights import MARK, split_at_marks
from summarize.render.phrases import (
    VERDICT_WORDS,
    capitalize_first,
    format_file_location,
    format_tally,
    format_title,
    format_unchecked_lines,
)
from summarize.render.sanitize import sanitize_line
from summarize.render.terminal_parts import (
    DIM,
    TITLE,
    format_list,
    format_number_and_mark,
    format_quote,
)
from summarize.results import CheckedClaim, Verdict, Verification, WrittenSummary

_WRONG = {
    Verdict.SUPPORTED: "underline",
    Verdict.UNSUPPORTED: "bold red underline",
    Verdict.UNSURE: "yellow underline",
}
_WORD = max(map(len, VERDICT_WORDS.values()))
# From here on there is room for reasons and quotes beside the verdicts.
_BESIDE = 72
_INDENT = "     "


def render(verification: Verification, written: WrittenSummary, console: Console) -> None:
    """Print each statement with its verdict, reasons and quotes, then the notes and the tally."""
    page = Page.for_console(console)
    title = Text(f"Checked against {format_title(verification.document)}", TITLE)
    total = len(verification.statements)
    places = zip(verification.statements, written.statements, strict=True)
    statements = [
        _checked(page, (number, total), statement, format_file_location(written, place, short=True))
        for number, (statement, place) in enumerate(places, start=1)
    ]
    remarks = (note for note in (format_unchecked_lines(written), *verification.notes) if note)
    notes = [Text(capitalize_first(sanitize_line(note))) for note in remarks]
    page.print_sections(
        (
            page.wrap(title, page.width)
            + page.wrap(Text(sanitize_line(written.name), DIM), page.width),
            *statements,
            format_list(page, "Notes", notes),
            page.wrap(Text(format_tally(verification), TITLE), page.width),
        )
    )


def _checked(
    page: Page, numbers: tuple[int, int], statement: CheckedClaim, place: str
) -> list[Text]:
    style = VERDICT_STYLES[statement.verdict]
    first = format_number_and_mark(page, *numbers, statement.verdict)
    word = VERDICT_WORDS[statement.verdict]
    indent: str = _INDENT
    if page.width >= _BESIDE:
        first.append(f"{word.ljust(_WORD)} ", style)
        indent = " " * first.cell_len
        lines = page.hang(first, _text(page, statement, place))
    else:
        lines = [first.append(word, style)]
        lines += page.hang(indent, _text(page, statement, place))
    for reason in statement.reasons:
        lines += page.hang(indent, Text(sanitize_line(reason), style))
    for evidence in statement.evidence:
        lines += page.hang(indent, format_quote(page, evidence, (statement,), verbose=True))
    return lines


def _text(page: Page, statement: CheckedClaim, place: str) -> Text:
    """The statement, its wrong words underlined, and where it stands in the summary."""
    bare = page.console.color_system is None or page.console.no_color
    text = Text()
    for words, wrong in split_at_marks(statement):
        shown = f"{MARK}{words}{MARK}" if wrong and bare else words
        text.append(shown, _WRONG[statement.verdict] if wrong else "")
    return text.append(f" ({place})", DIM)
