"""The words and numbers that all formats share. Every string it returns is clean."""

from __future__ import annotations

import re

from summarize.document import Document
from summarize.render.sanitize import sanitize_line
from summarize.results import (
    CheckedClaim,
    Evidence,
    Gap,
    ModelInfo,
    Origin,
    Repair,
    RepairMethod,
    SkippedLines,
    Statement,
    Summary,
    Verdict,
    Verification,
    WrittenSummary,
)

VERDICT_WORDS = {
    Verdict.SUPPORTED: "supported",
    Verdict.UNSUPPORTED: "unsupported",
    Verdict.UNSURE: "can't tell",
}

METHOD_WORDS = {
    RepairMethod.DRAFT: "another draft",
    RepairMethod.EDIT: "put right",
    RepairMethod.SHORTENED: "the article's sentence, shortened",
    RepairMethod.SOURCE: "the article's sentence",
}

TRANSLATED = "translated"
"""Stands in brackets behind a statement that the model put into the reader's language."""

UNCHECKED = "Unchecked: what follows is printed whether or not the article says so."
"""The first words of a summary that was asked for unchecked."""

# More authors than these are counted instead of named.
_AUTHORS = 3
# Characters of a heading that are shown beside a quote.
_HEADING_LIMIT = 48


def format_title(document: Document) -> str:
    """The article's title, else what the user named: `"-" -> "standard input"`."""
    return sanitize_line(document.title or "") or sanitize_line(document.name)


def format_file_location(
    written: WrittenSummary, statement: Statement, *, short: bool = False
) -> str:
    """The location of a statement, as compilers print it: `"notes/summary.md:12"`.

    By its page where the summary has pages: `"summary.pdf, page 2"`. `short` leaves out the
    folders.
    """
    name = "<stdin>" if written.origin == "-" else sanitize_line(written.origin)
    name = re.split(r"[/\\]", name.rstrip("/\\"))[-1] if short else name
    if statement.page is None:
        return f"{name}:{statement.line}"
    return f"{name}, {format_location(statement)}"


def capitalize_first(text: str) -> str:
    """With a capital at the beginning: `"line 4" -> "Line 4"`."""
    return text[:1].upper() + text[1:]


def format_count(number: int, noun: str) -> str:
    """A number with its noun: `(1, "part") -> "1 part"`, `(1200, "part") -> "1,200 parts"`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def format_byline(document: Document) -> tuple[str, ...]:
    """Who wrote it, for whom and when, and its language, as far as the source tells.

    `("Ida Holm", "The Veldrin Post", "2026-03-01", "en")`; empty if it tells nothing.
    """
    about = document.metadata
    known = (_format_authors(about.author or ""), about.site, about.date, document.language)
    return tuple(filter(None, (sanitize_line(part or "") for part in known)))


def _format_authors(authors: str) -> str:
    """The first authors: `"A. Lee, B. Ito, C. Sy, D. Ek" -> "A. Lee, B. Ito and 2 more"`."""
    names = authors.split(", ")
    if len(names) <= _AUTHORS:
        return authors
    shown = names[: _AUTHORS - 1]
    return f"{', '.join(shown)} and {len(names) - len(shown)} more"


def format_location(evidence: Evidence) -> str:
    """Where it stands, in two words: `"line 17"`, or `"page 3"` where the source has pages."""
    return f"line {evidence.line}" if evidence.page is None else f"page {evidence.page}"


def format_location_with_headings(evidence: Evidence) -> str:
    """Where it stands, with the headings above it: `"line 17, in Costs > The ferry"`.

    A page says enough with the last of them.
    """
    path = evidence.section if evidence.page is None else evidence.section[-1:]
    headings = " > ".join(_shorten_heading(heading) for heading in path)
    return f"{format_location(evidence)}, in {headings}" if headings else format_location(evidence)


def _shorten_heading(heading: str) -> str:
    """A heading in a few words: nobody looks for more than its beginning."""
    line = sanitize_line(heading)
    return line if len(line) <= _HEADING_LIMIT else f"{line[: _HEADING_LIMIT - 3].rstrip()}..."


def format_range(gap: Gap) -> str:
    """The lines of a gap: `"line 4"` or `"lines 4 to 9"`; its pages where the source has some."""
    if gap.page is not None and gap.last_page is not None:
        return _format_range("page", gap.page, gap.last_page)
    return _format_range("line", gap.line, gap.last_line)


def _format_range(unit: str, first: int, last: int) -> str:
    return f"{unit} {first}" if first == last else f"{unit}s {first} to {last}"


def lines_of(skipped: SkippedLines) -> str:
    """The lines that were left out: `"line 4"` or `"lines 4 to 9"`."""
    return _format_range("line", skipped.line, skipped.last_line)


def format_unchecked_lines(written: WrittenSummary) -> str:
    """What was not checked though it may hold statements: `"Not checked: line 4 (table)."`."""
    parts = [f"{lines_of(one)} ({sanitize_line(one.reason)})" for one in written.unexpected_skips]
    return f"Not checked: {'; '.join(parts)}." if parts else ""


def where(statement: Statement) -> str:
    """Where a statement stands in its summary: `"line 4"`, `"page 2"`."""
    return f"line {statement.line}" if statement.page is None else f"page {statement.page}"


def format_remarks(statement: CheckedClaim, *, unchecked: bool = False) -> str:
    """What a reader must know with a statement: who says so, that it is translated, doubts.

    `unchecked` summaries have the verdict in the label of every statement.
    """
    speaker = sanitize_line(statement.attributed_to or "")
    said = f"(according to {speaker})" if speaker and not _names_speaker(statement, speaker) else ""
    doubtful = statement.verdict is not Verdict.SUPPORTED and not unchecked
    doubt = f"[{VERDICT_WORDS[statement.verdict]}]" if doubtful else ""
    told = f"[{TRANSLATED}]" if statement.origin is Origin.TRANSLATED else ""
    return " ".join(part for part in (said, told, doubt) if part)


def format_unchecked_label(statement: CheckedClaim) -> str:
    """What stands before each statement of an unchecked summary: `"[unchecked: unsupported]"`."""
    return f"[unchecked: {VERDICT_WORDS[statement.verdict]}]"


def _names_speaker(statement: CheckedClaim, speaker: str) -> bool:
    """Whether the text names its speaker: in full, or a person by the surname."""
    text, words = sanitize_line(statement.text).casefold(), speaker.split()
    person = all(word[:1].isupper() for word in words)
    name = (words[-1] if person else speaker).casefold()
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def format_repair(repair: Repair) -> str:
    """How a statement was saved, with the words that are printed: `"put right: It sails."`."""
    return f"{METHOD_WORDS[repair.method]}: {sanitize_line(repair.after)}"


def format_reasons(reasons: tuple[str, ...]) -> str:
    """Reasons in brackets, behind a statement: `" (number 16 is wrong; ...)"`; "" if none."""
    return f" ({'; '.join(map(sanitize_line, reasons))})" if reasons else ""


def explain_empty_summary(summary: Summary) -> str:
    """What stands in the place of a summary without sentences."""
    if not summary.dropped:
        return "No summary: the model wrote no sentence that could be checked."
    dropped = format_count(len(summary.dropped), "statement")
    return f"No summary: no sentence held up against the article ({dropped} dropped)."


def format_statistics(summary: Summary) -> tuple[str, ...]:
    """What a summary came to, in short phrases: `("118 words (120 asked)", "1 part", ...)`."""
    coverage = summary.coverage
    phrases = (
        _format_length(summary),
        f"{coverage.tokens_read:,} of {format_count(coverage.tokens_total, 'token')} read",
        format_count(coverage.chunks, "part"),
        _format_origins(summary),
        _format_corrections(summary),
        format_duration(summary.usage.seconds),
        format_model_name(summary.model),
    )
    return tuple(phrase for phrase in phrases if phrase)


def format_duration(seconds: float) -> str:
    """`3.21 -> "3.2 s"`, `83.4 -> "1 min 23 s"`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{seconds:.1f} s"


def format_model_name(model: ModelInfo) -> str:
    """Name and quantization, the latter once: `"SmolLM2-135M-Instruct Q4_1"`."""
    name, quantization = sanitize_line(model.name), sanitize_line(model.quantization)
    if quantization.lower() in name.lower():
        return name
    return f"{name} {quantization}"


def format_tally(verification: Verification) -> str:
    """`"7 of 10 statements stand, 2 do not, 1 can't be told"`."""
    return _format_tally([statement.verdict for statement in verification.statements])


def format_unchecked_tally(summary: Summary) -> str:
    """The last words of an unchecked summary: how much of it would have been printed anyway."""
    verdicts = [statement.verdict for statement in (*summary.sentences, *summary.claims)]
    return f"Unchecked: {_format_tally(verdicts)}."


def _format_tally(verdicts: list[Verdict]) -> str:
    if not verdicts:
        return "no statements to check"
    total, stand = format_count(len(verdicts), "statement"), verdicts.count(Verdict.SUPPORTED)
    wrong, open_ = verdicts.count(Verdict.UNSUPPORTED), verdicts.count(Verdict.UNSURE)
    parts = [f"{stand:,} of {total} {'stands' if 1 in (stand, len(verdicts)) else 'stand'}"]
    if wrong:
        parts.append(f"{wrong:,} {'does' if wrong == 1 else 'do'} not")
    if open_:
        parts.append(f"{open_:,} can't be told")
    return ", ".join(parts)


def _format_length(summary: Summary) -> str:
    words, target = format_count(summary.words, "word"), f"{summary.target_words:,}"
    if (
        summary.requested_length.isdecimal()
        and int(summary.requested_length) != summary.target_words
    ):
        return (
            f"{words} ({int(summary.requested_length):,} asked, at most {target} for this article)"
        )
    return f"{words} ({target} asked)"


def _format_origins(summary: Summary) -> str:
    origins = [sentence.origin for sentence in summary.sentences]
    counts = ((origins.count(origin), word) for origin, word in _ORIGIN_WORDS.items())
    (first, word), *others = [(n, word) for n, word in counts if n] or [(0, "")]
    if not first:
        return ""
    return ", ".join(
        [f"{format_count(first, 'sentence')} {word}", *(f"{n} {w}" for n, w in others)]
    )


_ORIGIN_WORDS = {
    Origin.MODEL: "from the model",
    Origin.EDITED: "put right",
    Origin.SOURCE: "from the article",
    Origin.TRANSLATED: "translated",
}


def _format_corrections(summary: Summary) -> str:
    counts = (
        (summary.count_repaired(RepairMethod.DRAFT, RepairMethod.EDIT), "repaired"),
        (summary.count_repaired(RepairMethod.SHORTENED, RepairMethod.SOURCE), "replaced"),
        (len(summary.dropped), "dropped"),
    )
    return ", ".join(f"{n} {what}" for n, what in counts if n)
