"""Check of quotations: are the words in quotation marks verbatim in the evidence? Pure.

Who is quoted is checked in `speakers`. All quotation marks have the same token, so a quotation
inside another looks like two beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from summarize.nlp.english.nouns import ABBREVIATED_TITLES
from summarize.nlp.tokens import Kind, Token, Tokens, count_quotation_marks, join_surfaces
from summarize.verification.comparison import LEAST_SHARED_CONTENT, Comparison, Reason, find_run


def check_quotations(pair: Comparison) -> Iterator[Reason]:
    """Check for quotation marks around words that are not verbatim in the evidence."""
    evidence_words = _words_and_stops(pair.evidence)
    # with a mark missing, nobody knows what is inside and what is outside
    places = [place for place, token in enumerate(pair.claim) if token.plain == '"']
    marks = len(places)
    # a quotation may have others inside
    if marks > 2 and _is_verbatim(pair.claim[places[0] : places[-1]], evidence_words):
        return
    quoted = _find_quotations(pair.claim)
    if marks == 1:  # the longer of the parts before and behind it
        quoted = [max(pair.claim[places[0] + 1 :], pair.claim[: places[0]], key=len)]
    for run in quoted:
        if _is_verbatim(run, evidence_words):
            continue
        wrong = tuple(token for token in run if token.kind is not Kind.MARK)
        words, rest = join_surfaces(wrong), iter(evidence_words)
        if all(token.plain in rest for token in wrong):  # in this order, with others between
            yield Reason(f"“{words}” leaves out words inside the quotation", False, tuple(run))
        else:
            contradicts = marks % 2 == 0 and pair.coverage >= LEAST_SHARED_CONTENT
            yield Reason(f"the source has no “{words}” word for word", contradicts, wrong)


def check_unquoted_words(pair: Comparison) -> Iterator[Reason]:
    """Check for quotation marks around words that the evidence has outside its own.

    Not where a mark is missing on either side, and not where the evidence has none at all: it
    may be inside a longer quotation, which `part_check` knows.
    """
    marks = [count_quotation_marks(tokens) for tokens in (pair.claim, pair.evidence)]
    if not all(marks) or any(count % 2 for count in marks):
        return
    evidence_words = _plain_words(pair.evidence)
    evidence_quotations = [_plain_words(run) for run in _find_quotations(pair.evidence)]
    for run in _find_quotations(pair.claim):
        words = _plain_words(run)
        inside = any(find_run(quoted, words) is not None for quoted in evidence_quotations)
        if not inside and find_run(evidence_words, words) is not None:
            said = join_surfaces(token for token in run if token.kind is not Kind.MARK)
            yield Reason(f"the source does not say “{said}” in quotation marks", False, tuple(run))


def find_unquoted(tokens: Tokens, *, inside: bool = False) -> list[Token]:
    """Return the tokens outside all quotations; `inside` says that the first one is in one.

    A quotation that is not closed extends to the end.
    """
    outside: list[Token] = []
    for token in tokens:
        if token.plain == '"':
            inside = not inside
        elif not inside:
            outside.append(token)
    return outside


def _plain_words(tokens: Tokens) -> list[str]:
    return [token.plain for token in tokens if token.kind is not Kind.MARK]


def _words_and_stops(tokens: Tokens) -> list[str]:
    """Return the words, and the stops between them: an ellipsis has the token of a full stop.

    A quotation goes on over neither of them as if it were not there. A title's stop is none.
    """
    return [
        token.plain
        for place, token in enumerate(tokens)
        if token.kind is not Kind.MARK
        or (token.plain == "." and place and tokens[place - 1].plain not in ABBREVIATED_TITLES)
    ]


def _find_quotations(tokens: Tokens) -> list[Tokens]:
    """Return the tokens of each quotation; one that is not closed extends to the end."""
    marks = [place for place, token in enumerate(tokens) if token.plain == '"']
    inside = (tokens[start + 1 : end] for start, end in zip_longest(marks[::2], marks[1::2]))
    return [run for run in inside if _plain_words(run)]


def _is_verbatim(run: Tokens, evidence_words: Sequence[str]) -> bool:
    """Whether the evidence has the words verbatim, but for what is marked as left out."""
    start = 0
    # A quotation may leave words out if it marks that: "We saw ... the harbour". The token of
    # "..." is that of a full stop at the end of a sentence.
    for omission, group in groupby(run, lambda token: token.plain == "."):
        piece = [] if omission else _plain_words(list(group))
        at = find_run(evidence_words[start:], piece)
        if at is None:
            return False
        start += at + len(piece)
    return True


ALL = (check_quotations, check_unquoted_words)
