"""Summary and Verification -> CommonMark with footnotes.

Foreign text is set in single lines and escaped, so that a reader of the
rendered page sees exactly its characters and it can't make structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarize.findings import CheckedClaim, Summary, Verification
from summarize.render.figures import (
    VERDICT_WORDS,
    absence,
    byline,
    extent,
    figures,
    origin_of,
    place,
    remarks,
    tally,
    title_of,
)
from summarize.render.references import References, collect
from summarize.render.safety import one_line

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


def render(summary: Summary) -> str:
    """A summary as a Markdown document."""
    references = collect((*summary.sentences, *summary.claims))
    claims = [f"{_escape_start(c.text)}{_marks(c, references)}" for c in summary.claims]
    gaps = [f"{_capital(extent(gap))}: {_escape(gap.reason)}" for gap in summary.gaps]
    closing = f"{_escape(origin_of(summary.document))}: {_escape(' · '.join(figures(summary)))}"
    return _document(
        f"# {_escape(title_of(summary.document))}",
        _emphasis(" · ".join(byline(summary.document))),
        f"## Summary\n\n{_body(summary, references)}",
        _section("Key claims", claims),
        _section("Gaps", gaps),
        _section("Notes", [_escape_start(note) for note in summary.notes]),
        _footnotes(references),
        f"*{closing}*",
    )


def render_verification(verification: Verification) -> str:
    """A verification as a Markdown document."""
    references = collect(verification.statements)
    items = [_checked(statement, references) for statement in verification.statements]
    return _document(
        f"# Checked against {_escape(title_of(verification.document))}",
        _section("Statements", items),
        _footnotes(references),
        f"*{_escape(tally(verification))}*",
    )


def _document(*blocks: str) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _emphasis(text: str) -> str:
    return f"*{_escape(text)}*" if text else ""


def _section(heading: str, items: Sequence[str]) -> str:
    return f"## {heading}\n\n" + "\n".join(f"- {item}" for item in items) if items else ""


def _body(summary: Summary, references: References) -> str:
    if not summary.sentences:
        return absence(summary)
    parts = [f"{_escape(s.text)}{_marks(s, references)}" for s in summary.sentences]
    # All on one line: a block could begin only where the first sentence begins.
    return _protect_start(" ".join(parts))


def _marks(statement: CheckedClaim, references: References) -> str:
    doubts = remarks(statement)
    remark = f" {_escape(doubts)}" if doubts else ""
    return remark + "".join(f"[^{number}]" for number in references.of(statement))


def _checked(statement: CheckedClaim, references: References) -> str:
    marks = "".join(f"[^{number}]" for number in references.of(statement))
    verdict = _capital(VERDICT_WORDS[statement.verdict])
    reasons = "".join(f"\n  - {_escape_start(reason)}" for reason in statement.reasons)
    return f"**{verdict}**: {_escape(statement.text)}{marks}{reasons}"


def _footnotes(references: References) -> str:
    return "\n".join(_footnote_lines(references))


def _footnote_lines(references: References) -> Iterable[str]:
    for number, evidence in references:
        yield f"[^{number}]: {_escape(_capital(place(evidence)))}: “{_escape(evidence.quote)}”"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _escape(text: str) -> str:
    r"""Text for the middle of a line: `"a *b*" -> "a \*b\*"`."""
    return _ANYWHERE.sub(r"\\\g<0>", one_line(text))


def _escape_start(text: str) -> str:
    r"""Text that begins a line: `"1. June" -> "1\. June"`."""
    return _protect_start(_escape(text))


def _protect_start(line: str) -> str:
    return _AT_START.sub(r"\1\\\2", line)
