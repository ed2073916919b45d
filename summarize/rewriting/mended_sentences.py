"""Sentences of the document without what spoils them alone: a connective, a caption run into them.

Code cuts, the checker decides: "However, it sank in May." loses its "However", and of "Lee at the
pier in May The 31-year-old sold it" each half may be printed, but not both in one.
"""

from __future__ import annotations

import re

from summarize.document import count_words
from summarize.nlp.english.function_words import NOT_AFTER_INITIAL_CONJUNCTION
from summarize.nlp.normalize import has_tables, tokenize
from summarize.results import CheckedClaim
from summarize.rewriting.decontextualize import check_rewritten
from summarize.rewriting.edits.changes import split_words
from summarize.rewriting.edits.loose_clauses import has_main_verb
from summarize.rewriting.self_contained import has_dangling_pronoun, strip_connective
from summarize.rewriting.sentence_faults import find_fused_place
from summarize.verification.checker import Checker

_CONJUNCTION = re.compile(r"(?:And|But|So|Yet)\s+(?=(\w+))")
_MIN_WORDS = 6


def drop_connective(number: int, checker: Checker) -> CheckedClaim | None:
    """Return the sentence without the "However," or "But" that begins it; None if it has none.

    None also if what is left begins with a pronoun: that needs the sentence before as well.
    """
    annotated = checker.annotated
    if not has_tables(annotated.language) or number in annotated.quoted:
        return None
    own = annotated.fluent_text(number)
    rest = strip_connective(own)
    match = _CONJUNCTION.match(own)
    if rest is None and match and match[1].lower() not in NOT_AFTER_INITIAL_CONJUNCTION:
        rest = own[match.end() : match.end() + 1].upper() + own[match.end() + 1 :]
    if rest is None or has_dangling_pronoun(tokenize(rest, annotated.language)):
        return None
    return check_rewritten(rest, number, (), checker)


def split_fused(number: int, checker: Checker) -> tuple[CheckedClaim, ...]:
    """Return the sentences of two that have no mark between them, those that can stand."""
    own = checker.annotated.fluent_text(number)
    place = find_fused_place(own)
    if place is None or not has_tables(checker.annotated.language):
        return ()
    first, second = own[:place].rstrip(), own[place:].lstrip()
    parts = (first if first[-1:] in ".!?" else f"{first}.", second)
    whole = [
        part
        for part in parts
        if count_words(part) >= _MIN_WORDS and has_main_verb(split_words(part))
    ]
    found = (check_rewritten(part, number, (), checker) for part in whole)
    return tuple(one for one in found if one is not None)
