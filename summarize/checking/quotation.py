"""Quotation marks stand only around verbatim words. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.checking.comparison import Comparison, Reason, Tokens, find_run
from summarize.checking.tokens import Kind, Token

# A contradiction needs a sentence that otherwise says what the statement says.
_SAME_MATTER = 0.7


def quotation(pair: Comparison) -> Iterator[Reason]:
    """Quotation marks around words that do not stand so in the sentence."""
    theirs = [token.plain for token in pair.source if token.kind is not Kind.MARK]
    # with a mark missing, what is inside and what is outside can't be told
    paired = sum(token.plain == '"' for token in pair.part) % 2 == 0
    for quoted in _quoted(pair.part):
        if find_run(theirs, [token.plain for token in quoted]) is None:
            words = " ".join(token.surface for token in quoted)
            hard = paired and pair.share >= _SAME_MATTER
            yield Reason(f"“{words}” is not quoted word for word", hard, tuple(quoted))


def _quoted(tokens: Tokens) -> Iterator[list[Token]]:
    """The words of each quotation; one that is not closed reaches to the end."""
    inside: list[Token] | None = None
    for token in tokens:
        if token.plain == '"':
            if inside:
                yield inside
            inside = [] if inside is None else None
        elif inside is not None and token.kind is not Kind.MARK:
            inside.append(token)
    if inside:
        yield inside


ALL = (quotation,)
