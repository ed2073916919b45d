"""Summary and Verification -> CommonMark with footnotes.

Foreign text is set in single lines and escaped, so that a reader of the
rendered page sees exactly its characters and it can't make structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarize.render.highlights import MARK, split_at_marks
from summarize.render.phrases import (
    UNCHECKED,
    VERDICT_WORDS,
    capitalize_first,
    explain_empty_summary,
    format_byline,
    format_location_with_headings,
    format_range,
    format_reasons,
    format_remarks,
    format_repair,
    format_statistics,
    format_tally,
    format_title,
    format_unchecked_label,
    format_unchecked_lines,
    format_unchecked_tally,
    where,
)
from summarize.render.references import References, number_evidence
from summarize.render.sanitize import sanitize_line
from summarize.results import CheckedClaim, Statement, Summary, Verification, WrittenSummary

# Escaped wherever they stand. "_" not inside a word, "&" only where it begins an
# entity, "!" only where a footnote mark may follow and make an image of it, ":"
# and "." only where GitHub would make a link of a bare address: what is read
# without being rendered should be readable too.
_ANYWHERE = re.compile(
    r"[\\`*\[\]{}<|~#^]|!$|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|:(?=//)|(?<=\bwww)\.(?=\w)",
    re.IGNORECASE,
)

# Escaped where they begin a line: quotes, lists, rules, underlines, definitions.
_AT_START = re.compile(r"^(\d+(?=[.)](?: |$))|(?=[>+\-=:%]))(.)")


def render(summary: Summary, verbose: bool = False) -> str:
    """A summary as a Markdown document; `verbose`: also what was repaired and dropped, and why."""
    references = number_evidence((*summary.sentences, *summary.claims))
    claims = [_protect_start(_statement(summary, c, references)) for c in summary.claims]
    gaps = [f"{capitalize_first(format_range(gap))}: {_escape(gap.reason)}" for gap in summary.gaps]
    closing = f"{_escape(sanitize_line(summary.document.name))}: {_escape(' · '.join(format_statistics(summary)))}"
    return _document(
        f"# {_escape(format_title(summary.document))}",
        _emphasis(" · ".join(format_byline(summary.document))),
        f"**{UNCHECKED}**" if summary.unchecked else "",
        f"## Summary\n\n{_body(summary, references)}",
        _section("Key claims", claims),
        _section("Gaps", gaps),
        _section("Notes", [_escape_start(note) for note in summary.notes]),
        *(_failures(summary) if verbose else ()),
        _footnotes(references),
        f"**{_escape(format_unchecked_tally(summary))}**" if summary.unchecked else "",
        f"*{closing}*",
    )


def render_verification(verification: Verification, written: WrittenSummary) -> str:
    """A verification as a Markdown document."""
    references = number_evidence(verification.statements)
    places = zip(verification.statements, written.statements, strict=True)
    notes = [note for note in (format_unchecked_lines(written), *verification.notes) if note]
    return _document(
        f"# Checked against {_escape(format_title(verification.document))}",
        _section("Statements", [_checked(one, place, references) for one, place in places]),
        _section("Notes", [_escape_start(capitalize_first(note)) for note in notes]),
        _footnotes(references),
        f"*{_escape(sanitize_line(written.name))}: {_escape(format_tally(verification))}*",
    )


def _document(*blocks: str) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _emphasis(text: str) -> str:
    return f"*{_escape(text)}*" if text else ""


def _section(heading: str, items: Sequence[str]) -> str:
    return f"## {heading}\n\n" + "\n".join(f"- {item}" for item in items) if items else ""


def _body(summary: Summary, references: References) -> str:
    if not summary.sentences:
        return explain_empty_summary(summary)
    paragraphs = [
        [_statement(summary, sentence, references) for sentence in part]
        for part in summary.paragraphs
    ]
    if summary.unchecked:  # each on its own line, behind its label
        return "\n".join(f"- {statement}" for part in paragraphs for statement in part)
    # A paragraph on one line: a block could begin only where its first sentence begins.
    return "\n\n".join(_protect_start(" ".join(part)) for part in paragraphs)


def _statement(summary: Summary, statement: CheckedClaim, references: References) -> str:
    lead = f"**{_escape(format_unchecked_label(statement))}** " if summary.unchecked else ""
    doubts = format_remarks(statement, unchecked=summary.unchecked)
    remark = f" {_escape(doubts)}" if doubts else ""
    return f"{lead}{_escape(statement.text)}{remark}{_numbers(statement, references)}"


def _numbers(statement: CheckedClaim, references: References) -> str:
    return "".join(f"[^{number}]" for number in references.numbers_for(statement))


def _failures(summary: Summary) -> tuple[str, str]:
    """The statements that failed: those that were saved, and those that were not."""
    repairs = [
        f"{_escape_start(one.before + format_reasons(one.reasons))}\n  - {_escape(format_repair(one))}"
        for one in summary.repairs
    ]
    dropped = [_escape_start(one.text + format_reasons(one.reasons)) for one in summary.dropped]
    return _section("Repaired", repairs), _section("Dropped", dropped)


def _checked(statement: CheckedClaim, place: Statement, references: References) -> str:
    verdict = capitalize_first(VERDICT_WORDS[statement.verdict])
    reasons = "".join(f"\n  - {_escape_start(reason)}" for reason in statement.reasons)
    text = f"{_with_wrong_words_bold(statement)}{_numbers(statement, references)}"
    return f"**{verdict}** ({where(place)}): {text}{reasons}"


def _with_wrong_words_bold(statement: CheckedClaim) -> str:
    """`"It cost **9** crowns."`, the rest escaped."""
    escaped = (
        (_ANYWHERE.sub(r"\\\g<0>", text), wrong) for text, wrong in split_at_marks(statement)
    )
    return "".join(f"{MARK}{text}{MARK}" if wrong else text for text, wrong in escaped)


def _footnotes(references: References) -> str:
    return "\n".join(_footnote_lines(references))


def _footnote_lines(references: References) -> Iterable[str]:
    for number, evidence in references:
        yield f"[^{number}]: {_escape(capitalize_first(format_location_with_headings(evidence)))}: “{_escape(evidence.quote)}”"


def _escape(text: str) -> str:
    r"""Text for the middle of a line: `"a *b*" -> "a \*b\*"`."""
    return _ANYWHERE.sub(r"\\\g<0>", sanitize_line(text))


def _escape_start(text: str) -> str:
    r"""Text that begins a line: `"1. June" -> "1\. June"`."""
    return _protect_start(_escape(text))


def _protect_start(line: str) -> str:
    return _AT_START.sub(r"\1\\\2", line)
