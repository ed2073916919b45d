"""What a summary and a verification on a terminal share: styles, leads, quotes, lists.

Foreign text is put into `Text` objects after cleaning, so that neither rich's markup nor
the terminal's takes it for a command.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from summarize.render.console_lines import VERDICT_STYLES, Page
from summarize.render.phrases import format_location_with_headings
from summarize.render.sanitize import sanitize_line
from summarize.results import CheckedClaim, Evidence, Origin, Verdict

TITLE = "bold"
HEADING = "bold cyan"
MARK = "cyan"
DIM = "dim"
WARNING = "yellow"

# Characters of a quote that are shown without `verbose`: any real sentence, but
# not the "sentence" of thousands of characters that a list or a table can make.
_QUOTE_LIMIT = 400


def format_number_and_mark(page: Page, number: int, total: int, verdict: Verdict) -> Text:
    """The number and the mark before a statement: `" 2 ✗ "`."""
    numeral = str(number).rjust(len(str(total)))
    mark = (page.glyphs.marks[verdict], VERDICT_STYLES[verdict])
    return Text.assemble(" ", (numeral, DIM), " ", mark, " ")


def format_quote(
    page: Page, evidence: Evidence, citing: Sequence[CheckedClaim], verbose: bool
) -> Text:
    """The quote and its place; only the place where a citing statement is the quote itself."""
    glyphs, words = page.glyphs, sanitize_line(evidence.quote)
    if any(sanitize_line(statement.text) == words for statement in citing):
        return Text(f"{format_location_with_headings(evidence)}, word for word", DIM)
    if len(words) > _QUOTE_LIMIT and not verbose:
        words = words[:_QUOTE_LIMIT].rsplit(" ", 1)[0] + f" [{glyphs.ellipsis}]"
    taken = any(statement.origin is Origin.SOURCE for statement in citing)
    where = (
        f"{format_location_with_headings(evidence)}, the article's own words"
        if taken
        else format_location_with_headings(evidence)
    )
    return Text(f"{where}: {glyphs.opening}{words}{glyphs.closing}", DIM)


def format_list(page: Page, heading: str, items: Sequence[Text]) -> list[Text]:
    """Items under a heading, each behind a dash; nothing if there are none."""
    if not items:
        return []
    lines = [line for item in items for line in page.hang(" - ", item)]
    return [Text(heading, HEADING), *lines]
