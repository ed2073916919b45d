"""The words and numbers that all formats share. Every string it returns is clean."""

from __future__ import annotations

from summarize.document import Document
from summarize.findings import (
    CheckedClaim,
    Evidence,
    Gap,
    ModelInfo,
    Origin,
    RepairMethod,
    Summary,
    Verdict,
    Verification,
)
from summarize.render.safety import one_line

VERDICT_WORDS = {
    Verdict.SUPPORTED: "supported",
    Verdict.UNSUPPORTED: "unsupported",
    Verdict.UNSURE: "can't tell",
}

# More authors than these are counted instead of named.
_AUTHORS = 3
# Characters of a heading that are shown beside a quote.
_HEADING_LIMIT = 48


def title_of(document: Document) -> str:
    """The article's title, else what the user named: `"-" -> "standard input"`."""
    return one_line(document.title or "") or origin_of(document)


def origin_of(document: Document) -> str:
    """What the user named as the source, fit to be shown."""
    return "standard input" if document.origin == "-" else one_line(document.origin)


def counted(number: int, noun: str) -> str:
    """A number with its noun: `(1, "part") -> "1 part"`, `(1200, "part") -> "1,200 parts"`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def byline(document: Document) -> tuple[str, ...]:
    """Who wrote it, for whom and when, and its language, as far as the source tells.

    `("Ida Holm", "The Veldrin Post", "2026-03-01", "en")`; empty if it tells nothing.
    """
    about = document.metadata
    known = (_names(about.author or ""), about.site, about.date, document.language)
    return tuple(filter(None, (one_line(part or "") for part in known)))


def _names(authors: str) -> str:
    """The first authors: `"A. Lee, B. Ito, C. Sy, D. Ek" -> "A. Lee, B. Ito and 2 more"`."""
    names = authors.split(", ")
    if len(names) <= _AUTHORS:
        return authors
    shown = names[: _AUTHORS - 1]
    return f"{', '.join(shown)} and {len(names) - len(shown)} more"


def spot(evidence: Evidence) -> str:
    """Where it stands, in two words: `"line 17"`, or `"page 3"` where the source has pages."""
    return f"line {evidence.line}" if evidence.page is None else f"page {evidence.page}"


def place(evidence: Evidence) -> str:
    """Where it stands, with the headings above it: `"line 17, in Costs > The ferry"`.

    A page says enough with the last of them.
    """
    path = evidence.section if evidence.page is None else evidence.section[-1:]
    headings = " > ".join(_short(heading) for heading in path)
    return f"{spot(evidence)}, in {headings}" if headings else spot(evidence)


def _short(heading: str) -> str:
    """A heading in a few words: nobody looks for more than its beginning."""
    line = one_line(heading)
    return line if len(line) <= _HEADING_LIMIT else f"{line[: _HEADING_LIMIT - 3].rstrip()}..."


def extent(gap: Gap) -> str:
    """The lines of a gap: `"line 4"` or `"lines 4 to 9"`; its pages where the source has some."""
    if gap.page is not None and gap.last_page is not None:
        return _from_to("page", gap.page, gap.last_page)
    return _from_to("line", gap.line, gap.last_line)


def _from_to(unit: str, first: int, last: int) -> str:
    return f"{unit} {first}" if first == last else f"{unit}s {first} to {last}"


def remarks(statement: CheckedClaim) -> str:
    """What a reader must know with a statement: who says so, and doubts; empty if neither."""
    speaker = one_line(statement.attributed_to or "")
    said = f"(according to {speaker})" if speaker else ""
    doubtful = statement.verdict is not Verdict.SUPPORTED
    doubt = f"[{VERDICT_WORDS[statement.verdict]}]" if doubtful else ""
    return f"{said} {doubt}".strip()


def absence(summary: Summary) -> str:
    """What stands in the place of a summary without sentences."""
    if not summary.dropped:
        return "No summary: the model wrote no sentence that could be checked."
    dropped = counted(len(summary.dropped), "statement")
    return f"No summary: no sentence held up against the article ({dropped} dropped)."


def figures(summary: Summary) -> tuple[str, ...]:
    """What a summary came to, in short phrases: `("118 words (120 asked)", "1 part", ...)`."""
    coverage = summary.coverage
    phrases = (
        _length(summary),
        f"{coverage.tokens_read:,} of {counted(coverage.tokens_total, 'token')} read",
        counted(coverage.chunks, "part"),
        _origins(summary),
        _corrections(summary),
        duration(summary.usage.seconds),
        model_name(summary.model),
    )
    return tuple(phrase for phrase in phrases if phrase)


def duration(seconds: float) -> str:
    """`3.21 -> "3.2 s"`, `83.4 -> "1 min 23 s"`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{seconds:.1f} s"


def model_name(model: ModelInfo) -> str:
    """Name and quantization, the latter once: `"SmolLM2-135M-Instruct Q4_1"`."""
    name, quantization = one_line(model.name), one_line(model.quantization)
    if quantization.lower() in name.lower():
        return name
    return f"{name} {quantization}"


def tally(verification: Verification) -> str:
    """`"7 statements: 5 supported, 1 unsupported, 1 can't tell"`."""
    total = len(verification.statements)
    if not total:
        return "No statements to check."
    counts = ((verification.count(verdict), word) for verdict, word in VERDICT_WORDS.items())
    return f"{counted(total, 'statement')}: " + ", ".join(f"{n} {word}" for n, word in counts if n)


def _length(summary: Summary) -> str:
    words, target = counted(summary.words, "word"), f"{summary.target_words:,}"
    if summary.asked.isdecimal() and int(summary.asked) != summary.target_words:
        return f"{words} ({int(summary.asked):,} asked, at most {target} for this article)"
    return f"{words} ({target} asked)"


def _origins(summary: Summary) -> str:
    origins = [sentence.origin for sentence in summary.sentences]
    model, source = origins.count(Origin.MODEL), origins.count(Origin.SOURCE)
    if model and source:
        return f"{counted(model, 'sentence')} from the model, {source} from the article"
    if model:
        return f"{counted(model, 'sentence')} from the model"
    return f"{counted(source, 'sentence')} from the article" if source else ""


def _corrections(summary: Summary) -> str:
    counts = (
        (summary.repaired(RepairMethod.DRAFT, RepairMethod.EDIT), "repaired"),
        (summary.repaired(RepairMethod.SHORTENED, RepairMethod.SOURCE), "replaced"),
        (len(summary.dropped), "dropped"),
    )
    return ", ".join(f"{n} {what}" for n, what in counts if n)
