"""Standing of a sentence after the rules: what they have decided, and what is left open. Pure.

The order of powers: a contradiction or a veto decides alone. A sentence whose content words all
stand in its evidence is decided by the rules. A name or number that is not in the evidence is
never accepted. What is left, other words for the same thing, goes by probability; of a trusted
writer what is disputed or cut does so, too (`verification.verdicts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.clauses import find_main_verb
from summarize.nlp.english.clause_words import UNIVERSALS
from summarize.nlp.english.function_words import CONDITIONAL_CONJUNCTIONS
from summarize.nlp.english.stance_words import HEDGES
from summarize.nlp.normalize import has_tables
from summarize.nlp.tokens import Kind, Token, Tokens
from summarize.verification.alignment import ClaimPart, find_absent_words
from summarize.verification.comparison import BARRING, MISPLACED, Reason

EVIDENCE_SENTENCES = 3
"""So many of the sentences closest to a statement are shown to a judge, and may have its names."""


# What these doubt is in the words and no matter of other words: a "not", an opposite, who says so.
_DECISIVE_CHECKS = frozenset({BARRING, "antonyms", "negation", "quotation", "speakers", "stances"})
# What these doubt may be a matter of other words, but no judge has shown that it can tell.
_DISPUTING_CHECKS = frozenset({"figures", "names", "tense"})
# With these, words that are left out or moved say something else, whoever wrote them.
_CUT_BARRING_CHECKS = frozenset({MISPLACED, "discourse_links"})
# Other words for the same share so many content words with their evidence; "The ferry sank" of "The
# ferry sailed" shares one, and the new word is all that it says.
_MIN_SHARED_WORDS = 3
_RESTRICTING = HEDGES | UNIVERSALS | CONDITIONAL_CONJUNCTIONS


class Standing(StrEnum):
    """What the rules make of a sentence, from the best to the worst."""

    VERBATIM = "verbatim"  # the document's own sentence
    WORDS = "words"  # its words, with nothing against it
    OPEN = "open"  # in other words: neither proven nor refuted
    DISPUTED = "disputed"  # in other words, and a check doubts a name, a figure or the tense
    UNNAMED = "unnamed"  # in other words, with a name or number that its evidence lacks
    DOUBTED = "doubted"  # in its words, but not proven; hardly in its words; not said by itself
    CUT = "cut"  # an omission, join or order that is not proven safe
    VETOED = "vetoed"  # so, and a check doubts a "not", an opposite, a "may", who says it
    UNCHECKED = "unchecked"  # not compared at all
    REFUTED = "refuted"  # a contradiction or an invention


def find_standing(
    tokens: Tokens,
    parts: Sequence[ClaimPart],
    reasons: Sequence[Reason],
    annotated: AnnotatedDocument,
) -> Standing:
    """Return the standing of a sentence with these parts, for which there are these reasons."""
    if any(reason.contradiction for reason in reasons):
        return Standing.REFUTED
    decisive = any(reason.check in _DECISIVE_CHECKS for reason in reasons)
    disputed = any(reason.check in _DISPUTING_CHECKS for reason in reasons)
    if any(reason.veto for reason in reasons):
        barred = decisive or any(reason.check in _CUT_BARRING_CHECKS for reason in reasons)
        tables = has_tables(annotated.language)
        safe = tables and not barred and not _loses_restriction(parts, annotated)
        return Standing.CUT if safe else Standing.VETOED
    if decisive:
        return Standing.DOUBTED
    absent = [token for part in parts for token in find_absent_words(part, annotated)]
    if not absent or not has_tables(annotated.language):
        return Standing.DOUBTED
    content = sum(token.is_content for part in parts for token in part.tokens)
    if content - len(absent) < _MIN_SHARED_WORDS:
        return Standing.DOUBTED
    if any(token.kind is Kind.NUMBER for token in absent):
        return Standing.UNNAMED  # a number elsewhere is of something else
    shown = {
        key
        for _, number in annotated.find_similar(tokens, EVIDENCE_SENTENCES)
        for key in annotated.keys(number)
    }
    names = (t for t in absent if t.kind is not Kind.WORD or _may_be_name(t, tokens, annotated))
    if not all(token.key in shown for token in names):
        return Standing.UNNAMED
    disputed = disputed or _has_other_subject(tokens, absent)
    return Standing.DISPUTED if disputed else Standing.OPEN


def _has_other_subject(tokens: Tokens, absent: Sequence[Token]) -> bool:
    """Whether the word before the main verb is not in the evidence: who acts may be another.

    `"The victim was jailed." -> True` of "He was jailed.", where "victim" is absent.
    """
    before = [token for token in tokens[: find_main_verb(tokens)] if token.is_content]
    return bool(before) and before[-1] in absent


def _loses_restriction(parts: Sequence[ClaimPart], annotated: AnnotatedDocument) -> bool:
    """Whether words are left out that keep a sentence from being a plain fact about all.

    `"It would go if Lee lied" -> "Lee lied": True`
    """
    for part in parts:
        said = {token.plain for token in part.tokens}
        keys = {token.key for token in part.tokens if token.is_content}
        source = annotated.tokens(part.sentence_number)
        kept = [place for place, token in enumerate(source) if token.key in keys]
        first, last = min(kept, default=0), max(kept, default=0)
        while first and source[first - 1].kind is not Kind.MARK:
            first -= 1
        if any(one.plain in _RESTRICTING and one.plain not in said for one in source[first:last]):
            return True
    return False


def _may_be_name(token: Token, tokens: Tokens, annotated: AnnotatedDocument) -> bool:
    """Whether the word that begins a sentence may be a name that the document does not have.

    `"Zelensky criticised the plan." -> True`; a plural or a form of a verb is none: "Officials".
    """
    opens = token is tokens[0] and token.surface[:1].isupper()
    inflected = token.plain.endswith(("s", "ing", "ed", "ly"))
    return opens and not inflected and token.key not in annotated.vocabulary.keys
