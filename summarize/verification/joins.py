"""Whether parts that stand on different sentences may be joined in one statement. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.english.function_words import DETERMINERS
from summarize.nlp.tokens import Kind, Token
from summarize.verification.alignment import Part

# A statement that joins two sentences may do it by these; "so" or "after" would be news.
_PLAIN_JOINTS = frozenset({"and", "but", ",", ";", ":", ".", "-", "!", "?"})
_RELATIVE = frozenset("who whom whose what which that where when so as then after before".split())


def plainly_joined(parts: Sequence[Part], annotated: AnnotatedDocument) -> bool:
    """Whether each part has its own sentence's subject, and nothing is claimed by joining them.

    A part must open like its sentence, or leave its subject out where that sentence
    opens with what the part before is about: "Kim won the cup and thanked his coach".
    """
    subject = _opening(parts[0].tokens) if parts else frozenset()
    for _, right in pairwise(parts):
        joints = [token for token in right.tokens[:2] if token.plain not in DETERMINERS]
        if joints[0].plain not in _PLAIN_JOINTS or joints[-1].plain in _RELATIVE:
            return False
        theirs, own = _opening(right.source(annotated)), _opening(right.tokens)
        if not (_same(theirs, own) or _same(theirs, subject)):
            return False
        subject = theirs
    return True


def _same(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two openings may name the same: "Kim" and "Bo Kim", not "Anna Kim" and "Bo Kim"."""
    return bool(left and right) and (left <= right or right <= left)


def _opening(tokens: Sequence[Token]) -> frozenset[str]:
    """The keys of the first content word, and of the names that it goes on with.

    Empty if a pronoun or preposition comes before it.
    """
    for place, token in enumerate(tokens):
        if token.content:
            names = takewhile(lambda other: other.kind is Kind.NAME, tokens[place + 1 :])
            return frozenset([token.key, *(name.key for name in names)])
        if token.kind is Kind.FUNCTION and token.plain not in DETERMINERS | _PLAIN_JOINTS:
            return frozenset()
    return frozenset()
