"""Words and numbers that all output formats share. Every string returned is sanitized."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from summarize.characters import find_gap
from summarize.document import Document, Span
from summarize.render.sanitize import sanitize_line
from summarize.results import (
    WORST_FIRST,
    Basis,
    CheckedClaim,
    Coverage,
    Evidence,
    Gap,
    ModelInfo,
    Origin,
    Reach,
    Repair,
    RepairMethod,
    SectionSummary,
    SkippedLines,
    Statement,
    Summary,
    Usage,
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
    RepairMethod.REWRITE: "rewritten from the evidence",
    RepairMethod.EDIT: "put right",
    RepairMethod.SHORTENED: "the article's sentence, shortened",
    RepairMethod.SOURCE: "the article's sentence",
}

_REPAIRING = (RepairMethod.DRAFT, RepairMethod.REWRITE, RepairMethod.EDIT)

_ORIGIN_WORDS = {
    Origin.MODEL: "from the model",
    Origin.EDITED: "edited",
    Origin.SOURCE: "from the article",
    Origin.TRANSLATED: "translated",
}

IN_OTHER_WORDS = "~"
"""The mark behind a statement in other words than the article's."""
LEGEND = f"{IN_OTHER_WORDS} in other words: probably what the article says, not proven by its words"

EMPTY_SECTION = "Nothing of this section could be printed."
"""What is printed in the place of a section's summary without sentences."""

UNCHECKED = "Unchecked: what follows is printed whether or not the article says so."
"""The first words of a summary that was requested with `--unchecked`."""

# More authors than these are counted instead of named.
_MAX_AUTHORS = 3
# Characters of a heading that are printed beside a quote.
_HEADING_LIMIT = 48
_BASES = {
    Basis.VERBATIM: "word for word",
    Basis.WORDS: "in the source's words",
    Basis.MEANING: "in other words",
}


def format_title(document: Document) -> str:
    """Return the document's title, else the name that the user gave: `"-" -> "standard input"`."""
    return sanitize_line(document.title or "") or sanitize_line(document.name)


def format_file_location(
    written: WrittenSummary, statement: Statement, *, short: bool = False
) -> str:
    """Return a statement's location as compilers print it: `"notes/summary.md:12"`.

    By its page where the summary has pages: `"summary.pdf, page 2"`. `short` leaves out the
    folders.
    """
    name = "<stdin>" if written.origin == "-" else sanitize_line(written.origin)
    name = re.split(r"[/\\]", name.rstrip("/\\"))[-1] if short else name
    if statement.page is None and statement.place is None:
        return f"{name}:{statement.line}"
    return f"{name}, {format_location(statement)}"


def capitalize_first(text: str) -> str:
    """Return the text with a capital at the beginning: `"line 4" -> "Line 4"`."""
    return text[:1].upper() + text[1:]


def format_count(number: int, noun: str) -> str:
    """Return a number and noun: `(1, "part") -> "1 part"`, `(1200, "part") -> "1,200 parts"`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def format_byline(document: Document) -> tuple[str, ...]:
    """Return author, site, date and language, as far as the source has them.

    `("Ida Holm", "The Veldrin Post", "2026-03-01", "en")`; empty if it has none. The language,
    which is found out, does not stand alone.
    """
    about = document.metadata
    known = (_format_authors(about.author or ""), about.site, about.date)
    told = tuple(filter(None, (sanitize_line(part or "") for part in known)))
    return (*told, document.language) if told and document.language else told


def _format_authors(authors: str) -> str:
    """Return the first authors: `"A. Lee, B. Ito, C. Sy, D. Ek" -> "A. Lee, B. Ito and 2 more"`."""
    names = authors.split(", ")
    if len(names) <= _MAX_AUTHORS:
        return authors
    shown = names[: _MAX_AUTHORS - 1]
    return f"{', '.join(shown)} and {len(names) - len(shown)} more"


def format_heading(section: SectionSummary) -> str:
    """Return the heading of a section's summary, "Opening" for what stands before the first."""
    return sanitize_line(section.heading) or "Opening"


def format_location(item: Evidence | Statement | SectionSummary) -> str:
    """Return where something is: `"line 17"`, `"page 3"`, or `"paragraph 4"`, `"00:02:10"`, ...

    A line number is for files that have lines alone: one in the text of a web page helps nobody.
    """
    if item.place is not None:
        return sanitize_line(item.place)
    return f"line {item.line}" if item.page is None else f"page {item.page}"


def format_location_with_headings(evidence: Evidence) -> str:
    """Return the location and the headings above it: `"line 17, in Costs > The ferry"`.

    With a page only the last of them.
    """
    path = evidence.section if evidence.page is None else evidence.section[-1:]
    headings = " > ".join(
        line if len(line) <= _HEADING_LIMIT else f"{line[: _HEADING_LIMIT - 3].rstrip()}..."
        for line in map(sanitize_line, path)
    )
    return f"{format_location(evidence)}, in {headings}" if headings else format_location(evidence)


def format_range(item: Gap | Reach | SkippedLines) -> str:
    """Return the lines, pages or places covered: `"line 4"`, `"pages 2 to 3"`.

    `"paragraph 4 to paragraph 9"` where there are neither lines nor pages.
    """
    if not isinstance(item, SkippedLines):
        if item.place is not None and item.last_place is not None:
            ends = dict.fromkeys(map(sanitize_line, (item.place, item.last_place)))
            return " to ".join(ends)
        if item.page is not None and item.last_page is not None:
            return _format_numbers("page", item.page, item.last_page)
    return _format_numbers("line", item.line, item.last_line)


def _format_numbers(unit: str, first: int, last: int) -> str:
    return f"{unit} {first:,}" if first == last else f"{unit}s {first:,} to {last:,}"


def format_gap(gap: Gap) -> str:
    """Return a gap and its reason: `"lines 4 to 9: the engine gave up"`."""
    return f"{format_range(gap)}: {sanitize_line(gap.reason)}"


def format_exclusion(reason: str) -> str:
    """Return why something is not the article's: `"furniture: menu" -> "menu"`."""
    return sanitize_line(reason.removeprefix("furniture: "))


def list_verification_notes(verification: Verification, written: WrittenSummary) -> list[str]:
    """Return the notes on a verification, first what was not checked though it may be prose.

    `["Not checked: line 4 (table).", "the source is in “de”, ..."]`
    """
    unexpected = written.unexpected_skips
    skips = "; ".join(f"{format_range(one)} ({format_exclusion(one.reason)})" for one in unexpected)
    judge = verification.judge
    judged = f"statements in other words were judged by {judge.name}" if judge else ""
    notes = (f"Not checked: {skips}." if skips else "", judged, *verification.notes)
    return [sanitize_line(note) for note in notes if note]


def format_certainty(statement: CheckedClaim) -> str:
    """Return on what a checked statement is supported, and how likely it is to be.

    `"in other words, 87 % likely right"`; `"41 % likely right"` for one that is not supported, and
    `"word for word"` where there is nothing to doubt.
    """
    if statement.basis is Basis.VERBATIM:
        return _BASES[Basis.VERBATIM]
    # nothing is certain: neither 0 nor 100 per cent
    share = f"{min(0.99, max(0.01, statement.probability)):.0%}".replace("%", " % likely right")
    return f"{_BASES[statement.basis]}, {share}" if statement.basis else share


def format_basis_mark(statement: CheckedClaim) -> str:
    """Return the mark that touches a statement's last word: "~", or "" for one that is proven."""
    return IN_OTHER_WORDS if statement.basis is Basis.MEANING else ""


def format_remarks(statement: CheckedClaim, *, unchecked: bool = False) -> str:
    """Return the remarks behind a statement: its speaker, "translated", its verdict if in doubt.

    `"(according to Ida Holm) [can't tell]"`. With `unchecked` the verdict is left out, as it is
    in the label of every statement.
    """
    speaker = sanitize_line(statement.attributed_to or "")
    remarks = []
    if speaker and not _names_speaker(statement, speaker):
        remarks.append(f"(according to {speaker})")
    if statement.origin is Origin.TRANSLATED:
        remarks.append("[translated]")
    if statement.verdict is not Verdict.SUPPORTED and not unchecked:
        remarks.append(f"[{VERDICT_WORDS[statement.verdict]}]")
    return " ".join(remarks)


TLDR = "TL;DR:"
"""What stands before a summary of a line or two."""


def explain_marks(summary: Summary) -> str:
    """Return the legend of the marks that a summary has; "" if it has none."""
    printed = (*summary.all_sentences, *summary.claims)
    return LEGEND if any(one.basis is Basis.MEANING for one in printed) else ""


def explain_reach(summary: Summary) -> str:
    """Return a line about a summary that speaks of little of the article; "" for others.

    `"This covers little of the article: its 118 words stand for 21,168, and nothing of 3 of the 8
    sections is in them."`
    """
    reach = summary.reach
    if reach is None or not reach.is_little:
        return ""
    stand = f"its {format_count(summary.words, 'word')} stand for {summary.document.words:,}"
    if reach.sections_without:
        missing = f"nothing of {reach.sections_without} of the {reach.sections} sections"
    else:
        missing = f"nothing of {format_range(reach)}"
    return f"This covers little of the article: {stand}, and {missing} is in them."


def find_gaps(statements: Sequence[CheckedClaim]) -> list[str]:
    """Return what stands before each statement of a paragraph: a space, or nothing.

    Behind a remark, which is English, a space is.
    """
    gaps = [""]
    for before, one in pairwise(statements):
        remarks = format_remarks(before, unchecked=False) + format_basis_mark(before)
        gaps.append(" " if remarks else find_gap(before.text, one.text))
    return gaps[: len(statements)]


def join_statements(statements: Sequence[CheckedClaim], formatted: Sequence[str]) -> str:
    """Join the formatted statements of a paragraph, in Chinese and Japanese without spaces."""
    gaps = find_gaps(statements)
    return "".join(f"{gap}{text}" for gap, text in zip(gaps, formatted, strict=True))


def format_unchecked_label(statement: CheckedClaim) -> str:
    """Return the label before an unchecked statement: `"[unchecked: unsupported]"`."""
    return f"[unchecked: {VERDICT_WORDS[statement.verdict]}]"


def _names_speaker(statement: CheckedClaim, speaker: str) -> bool:
    """Whether the statement itself names the speaker: in full, or a person by the surname."""
    text, words = sanitize_line(statement.text).casefold(), speaker.split()
    person = all(word[:1].isupper() for word in words)
    name = (words[-1] if person else speaker).casefold()
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def format_repair(repair: Repair) -> str:
    """Return how a statement was repaired and its new words: `"put right: It sails."`."""
    return f"{METHOD_WORDS[repair.method]}: {sanitize_line(repair.after)}"


def format_reasons(reasons: tuple[str, ...]) -> str:
    """Return reasons in brackets: `" (number 16 is wrong; ...)"`; "" if none."""
    return f" ({'; '.join(map(sanitize_line, reasons))})" if reasons else ""


def explain_empty_summary(summary: Summary) -> str:
    """Return what is printed in the place of a summary without sentences."""
    if not summary.dropped:
        return "No summary: the model wrote no sentence that could be checked."
    dropped = format_count(len(summary.dropped), "statement")
    return f"No summary: no sentence held up against the article ({dropped} dropped)."


def format_statistics(summary: Summary) -> tuple[str, ...]:
    """Return the statistics of a run: `("118 words (120 asked for)", "all of it read", ...)`.

    What it cost is left out where nobody measured it.
    """
    phrases = (
        _format_length(summary),
        format_count(len(summary.sections), "section") if summary.sections else "",
        _format_coverage(summary.coverage),
        _format_origins(summary),
        _format_corrections(summary),
        format_duration(summary.usage.seconds) if summary.usage != Usage() else "",
        format_model_name(summary.model),
    )
    return tuple(filter(None, phrases))


def format_duration(seconds: float) -> str:
    """Return seconds as text: `3.21 -> "3.2 s"`, `83.4 -> "1 min 23 s"`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{seconds:.1f} s"


def format_model_name(model: ModelInfo) -> str:
    """Return name and quantization, the latter once: `"SmolLM2-135M-Instruct Q4_1"`."""
    name, quantization = sanitize_line(model.name), sanitize_line(model.quantization)
    return name if quantization.lower() in name.lower() else f"{name} {quantization}"


def format_tally(statements: Collection[CheckedClaim]) -> str:
    """Return the verdicts counted: `"10 statements: 2 unsupported, 1 can't tell, 7 supported"`."""
    verdicts = [statement.verdict for statement in statements]
    if not verdicts:
        return "no statements to check"
    counts = ((verdicts.count(verdict), VERDICT_WORDS[verdict]) for verdict in WORST_FIRST)
    parts = [f"{count:,} {word}" for count, word in counts if count]
    return f"{format_count(len(verdicts), 'statement')}: {', '.join(parts)}"


def format_unchecked_tally(summary: Summary) -> str:
    """Return the closing line of an unchecked summary: `"Unchecked: 2 statements, ..."`."""
    tally = format_tally((*summary.sentences, *summary.claims)).replace(":", ",")
    return f"Unchecked: {tally}."


def _format_coverage(coverage: Coverage) -> str:
    """Return how much was read: `"all of it read"`, `"97 % of it read, in 4 parts"`."""
    read, total = coverage.tokens_read, coverage.tokens_total
    share = "all" if read >= total else f"{100 * read // total} %"  # never 100 % of what has gaps
    parts = f", in {coverage.chunks:,} parts" if coverage.chunks > 1 else ""
    return f"{share} of it read{parts}"


def _format_length(summary: Summary) -> str:
    words, target = format_count(summary.words, "word"), f"{summary.target_words:,}"
    requested = summary.requested_length
    if requested.isdecimal() and int(requested) != summary.target_words:
        return f"{words} ({int(requested):,} asked for, at most {target} for this article)"
    return f"{words} ({target} asked for)"


def _format_origins(summary: Summary) -> str:
    origins = [sentence.origin for sentence in summary.all_sentences]
    counts = ((origins.count(origin), word) for origin, word in _ORIGIN_WORDS.items())
    (first, word), *others = [(n, word) for n, word in counts if n] or [(0, "")]
    parts = [f"{format_count(first, 'sentence')} {word}", *(f"{n} {w}" for n, w in others)]
    how = "written by the model: " if summary.written else "chosen one by one: "
    return f"{'' if summary.unchecked else how}{', '.join(parts)}" if first else ""


def _format_corrections(summary: Summary) -> str:
    counts = (
        (summary.count_repaired(*_REPAIRING), "put right"),
        (summary.count_repaired(RepairMethod.SHORTENED, RepairMethod.SOURCE), "replaced"),
        (len(summary.dropped), "dropped"),
    )
    told = ", ".join(f"{n} {what}" for n, what in counts if n)
    return f"of the model's statements {told}" if told else ""


class References:
    """The evidence of statements, numbered from 1 in the order of first use, each sentence once."""

    def __init__(self, statements: Iterable[CheckedClaim]) -> None:
        # The span alone identifies a piece of evidence: all its other fields follow from it.
        distinct: dict[Span, Evidence] = {}
        for statement in statements:
            for item in statement.evidence:
                distinct.setdefault(item.span, item)
        self.evidence = tuple(distinct.values())
        self._numbers = {span: number for number, span in enumerate(distinct, start=1)}

    def numbers_for(self, statement: CheckedClaim) -> tuple[int, ...]:
        """Return the numbers of a statement's evidence, each once.

        Raises KeyError if that evidence was not numbered.
        """
        return tuple(dict.fromkeys(self._numbers[item.span] for item in statement.evidence))

    def __iter__(self) -> Iterator[tuple[int, Evidence]]:
        return iter(enumerate(self.evidence, start=1))
