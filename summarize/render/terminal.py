"""Summary and Verification -> a terminal, by rich.

Colour and slant only help: whatever they tell is also told by a mark or a
word. Foreign text is put into `Text` objects after cleaning, so that neither
rich's markup nor the terminal's takes it for a command.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from summarize.findings import (
    CheckedClaim,
    Evidence,
    Origin,
    Summary,
    Verdict,
    Verification,
)
from summarize.render.figures import (
    VERDICT_WORDS,
    absence,
    byline,
    counted,
    extent,
    figures,
    origin_of,
    place,
    remarks,
    tally,
    title_of,
)
from summarize.render.layout import VERDICT_STYLES, Page
from summarize.render.references import References, collect
from summarize.render.safety import one_line

# From here on there is room for claims and their quotes side by side.
_TWO_COLUMNS = 96
_CLAIM_COLUMNS = 46

# Characters of a quote that are shown without `verbose`: any real sentence, but
# not the "sentence" of thousands of characters that a list or a table can make.
_QUOTE_LIMIT = 400

_TITLE = "bold"
_HEADING = "bold cyan"
_MARK = "cyan"
_QUIET = "dim"
_WARNING = "yellow"
_VERBATIM = "italic"


def render(summary: Summary, console: Console, verbose: bool = False) -> None:
    """Print a summary; with `verbose` also what was dropped and why, and long quotes whole."""
    page = Page.of(console)
    references = collect(summary.sentences)
    page.show(
        (
            _head(page, summary),
            _body(page, summary, references),
            _claims(page, summary, verbose),
            _gaps(page, summary),
            _notes(page, summary),
            _dropped(page, summary) if verbose else (),
            _references(page, summary, references, verbose),
            page.pack(figures(summary), _QUIET),
        )
    )


def render_verification(verification: Verification, console: Console) -> None:
    """Print a verdict for each statement, with reasons and quotes, and the tally."""
    page = Page.of(console)
    head = page.wrap(Text(f"Checked against {title_of(verification.document)}", _TITLE), page.width)
    total = len(verification.statements)
    statements = [
        _checked(page, number, total, statement)
        for number, statement in enumerate(verification.statements, start=1)
    ]
    page.show((head, *statements, page.wrap(Text(tally(verification), _TITLE), page.width)))


def _head(page: Page, summary: Summary) -> list[Text]:
    title, origin = title_of(summary.document), origin_of(summary.document)
    lines = page.wrap(Text(title, _TITLE), page.width)
    if origin != title:
        lines += page.wrap(Text(origin, _QUIET), page.width)
    return lines + page.pack(byline(summary.document), _QUIET)


def _body(page: Page, summary: Summary, references: References) -> list[Text]:
    if not summary.sentences:
        return page.wrap(Text(absence(summary), _WARNING), page.width)
    sentences = [_sentence(sentence, references) for sentence in summary.sentences]
    return page.wrap(Text(" ").join(sentences), page.width)


def _sentence(sentence: CheckedClaim, references: References) -> Text:
    # The marks touch the last word, so that they never begin a line.
    marks = "".join(f"[{number}]" for number in references.of(sentence))
    return Text.assemble(_words(sentence), (marks, _MARK), _remarks(sentence))


def _words(statement: CheckedClaim) -> Text:
    style = _VERBATIM if statement.origin is Origin.SOURCE else ""
    return Text(one_line(statement.text), style)


def _remarks(statement: CheckedClaim) -> Text:
    text = remarks(statement)
    style = _QUIET if statement.verdict is Verdict.SUPPORTED else _WARNING
    return Text(f" {text}" if text else "", style)


def _claims(page: Page, summary: Summary, verbose: bool) -> list[Text]:
    if not summary.claims:
        return []
    lines = _claims_heading(page)
    for number, claim in enumerate(summary.claims, start=1):
        lead = _lead(page, number, len(summary.claims), claim.verdict)
        body = Text.assemble(_words(claim), _remarks(claim))
        quotes = [_quote(page, evidence, (claim,), verbose) for evidence in claim.evidence]
        lines += _claim(page, lead, body, quotes)
    return lines


def _claims_heading(page: Page) -> list[Text]:
    left = [Text("Key claims", _HEADING)]
    if page.width < _TWO_COLUMNS:
        return left
    return page.beside(left, [Text("In the article", _HEADING)], _CLAIM_COLUMNS)


def _claim(page: Page, lead: Text, body: Text, quotes: Sequence[Text]) -> list[Text]:
    if page.width < _TWO_COLUMNS:
        indent = " " * (lead.cell_len + 2)
        stacked = [line for quote in quotes for line in page.hang(indent, quote)]
        return page.hang(lead, body) + stacked
    room = page.width - _CLAIM_COLUMNS
    right = [line for quote in quotes for line in page.wrap(quote, room)]
    return page.beside(page.hang(lead, body, _CLAIM_COLUMNS - 2), right, _CLAIM_COLUMNS)


def _lead(page: Page, number: int, total: int, verdict: Verdict) -> Text:
    numeral = str(number).rjust(len(str(total)))
    mark = (page.glyphs.marks[verdict], VERDICT_STYLES[verdict])
    return Text.assemble(" ", (numeral, _QUIET), " ", mark, " ")


def _quote(page: Page, evidence: Evidence, citing: Sequence[CheckedClaim], verbose: bool) -> Text:
    """The quote and its place; only the place where a citing statement is the quote itself."""
    glyphs, words = page.glyphs, one_line(evidence.quote)
    if any(one_line(statement.text) == words for statement in citing):
        return Text(f"{place(evidence)}, word for word", _QUIET)
    if len(words) > _QUOTE_LIMIT and not verbose:
        words = words[:_QUOTE_LIMIT].rsplit(" ", 1)[0] + f" [{glyphs.ellipsis}]"
    taken = any(statement.origin is Origin.SOURCE for statement in citing)
    where = f"{place(evidence)}, the article's own words" if taken else place(evidence)
    return Text(f"{where}: {glyphs.opening}{words}{glyphs.closing}", _QUIET)


def _gaps(page: Page, summary: Summary) -> list[Text]:
    if not summary.gaps:
        return []
    title = f"{counted(len(summary.gaps), 'gap')}: not covered by this summary"
    lines = page.wrap(Text(title, f"bold {_WARNING}"), page.width)
    for gap in summary.gaps:
        lines += page.hang(" ! ", Text(f"{extent(gap)}: {one_line(gap.reason)}", _WARNING))
    return lines


def _notes(page: Page, summary: Summary) -> list[Text]:
    return _listed(page, "Notes", [Text(one_line(note)) for note in summary.notes])


def _dropped(page: Page, summary: Summary) -> list[Text]:
    items = [
        Text.assemble(one_line(item.text), (_because(item.reasons), _QUIET))
        for item in summary.dropped
    ]
    return _listed(page, "Dropped", items)


def _because(reasons: Sequence[str]) -> str:
    return f" ({'; '.join(one_line(reason) for reason in reasons)})" if reasons else ""


def _listed(page: Page, heading: str, items: Sequence[Text]) -> list[Text]:
    if not items:
        return []
    lines = [line for item in items for line in page.hang(" - ", item)]
    return [Text(heading, _HEADING), *lines]


def _references(page: Page, summary: Summary, references: References, verbose: bool) -> list[Text]:
    if not references.evidence:
        return []
    widest = len(f"[{len(references.evidence)}]")
    lines = [Text("References", _HEADING)]
    for number, evidence in references:
        lead = Text.assemble(" ", (f"[{number}]".rjust(widest), _MARK), " ")
        citing = [s for s in summary.sentences if number in references.of(s)]
        lines += page.hang(lead, _quote(page, evidence, citing, verbose))
    return lines


def _checked(page: Page, number: int, total: int, statement: CheckedClaim) -> list[Text]:
    word = VERDICT_WORDS[statement.verdict].ljust(max(map(len, VERDICT_WORDS.values())))
    lead = _lead(page, number, total, statement.verdict)
    lead.append(f"{word} ", VERDICT_STYLES[statement.verdict])
    indent = " " * lead.cell_len
    lines = page.hang(lead, Text(one_line(statement.text)))
    for reason in statement.reasons:
        lines += page.hang(indent, Text(one_line(reason), VERDICT_STYLES[statement.verdict]))
    for evidence in statement.evidence:
        lines += page.hang(indent, _quote(page, evidence, (statement,), verbose=True))
    return lines
