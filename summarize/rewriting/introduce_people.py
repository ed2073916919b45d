"""Introductions: people get their full names where a statement is read alone. Checked. English.

"Kim offered Lee the quay" is understood by a reader of the article; in a list of claims, or where
neither was named before, it is "Rosa Kim offered Bo Lee the quay".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from summarize.document import Span
from summarize.nlp.coreference.pronoun_resolution import ResolvedSentence
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.tokens import Tokens
from summarize.results import CheckedClaim, Origin
from summarize.rewriting.decontextualize import POSSESSIVE, check_rewritten, find_printed_name
from summarize.rewriting.edits import changes
from summarize.verification.checker import Checker

# A name of more words than this is given once in an article, for its curiosity.
_LONGEST_NAME = 4
_TITLE = r"(?:(?:Mrs?|Ms|Miss)\.?\s+)?"


def introduce_people(
    statement: CheckedClaim,
    checker: Checker,
    room: int,
    unread: AbstractSet[int] = frozenset(),
    printed: Sequence[CheckedClaim] = (),
) -> CheckedClaim:
    """Return the statement with the full names of the people that it names by their surnames.

    A name takes at most `room` words, and none comes from the sentences `unread`; who is in those
    `printed` before is known. What somebody said keeps its words, and so does what a model wrote.
    """
    if statement.origin is Origin.MODEL or not has_tables(checker.annotated.language):
        return statement
    tokens = tokenize(statement.text, checker.annotated.language)
    for known, places in checker.annotated.identify_people(tokens):
        short = known.end - known.start == 1 and known.tokens[-1].key == tokens[known.start].key
        if not (short and known.is_person and places and unread.isdisjoint(places)):
            continue
        surname = POSSESSIVE.sub("", tokens[known.start].surface)
        if any(_compile_mention(surname).search(one.text) for one in printed):
            continue
        longer = _introduce(statement, surname, known.tokens, places, checker)
        if longer is not None and longer.words - statement.words <= room:
            room -= longer.words - statement.words
            statement = longer
    return statement


def _compile_mention(surname: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){_TITLE}{re.escape(surname)}(?![\w-])")


def _introduce(
    statement: CheckedClaim, surname: str, full: Tokens, places: tuple[int, ...], checker: Checker
) -> CheckedClaim | None:
    """Return the statement with a full name for the first surname outside quotations; or None."""
    if not 1 < len(full) <= _LONGEST_NAME:
        return None
    reading = ResolvedSentence((), places, tuple(full))
    name = find_printed_name(reading, checker.annotated)
    text = statement.text
    found = _compile_mention(surname).finditer(text)
    outside = (one for one in found if not changes.is_inside_quotation(text, one.start()))
    first = next(outside, None)
    if first is None or name in text:
        return None
    text = changes.apply_changes(text, [changes.Change(Span(*first.span()), name)])
    number, *others = statement.sentence_numbers
    longer = check_rewritten(text, number, (*others, *places), checker)
    speaker = statement.attributed_to
    return replace(longer, attributed_to=speaker or longer.attributed_to) if longer else None
