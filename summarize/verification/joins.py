"""Joins: whether two sentences of the document make one sentence of a claim. Pure.

Each part has a subject of its own, or that of the part before; and what the second part refers to
("the line", "it") is certainly the same thing there as in the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.clauses import is_date_word, is_present_verb
from summarize.nlp.english import function_words as fw
from summarize.nlp.english.stance_words import FINITE_VERBS
from summarize.nlp.tokens import Kind, Token, Tokens, is_past_form
from summarize.verification.alignment import ClaimPart
from summarize.verification.comparison import Reason

# What may join two sentences in a claim; "so" or "after" would add a claim.
_PLAIN_JOINTS = frozenset({"and", "but", ",", ";", ":", ".", "-", "!", "?"})
_ADVERBS = fw.PREVERBAL_ADVERBS
_DEFINITE = frozenset({"the"}) | fw.DEMONSTRATIVES | fw.POSSESSIVE_DETERMINERS
# When they were depends on what came before.
_RELATIVE_TIMES = frozenset(
    "later earlier afterwards afterward beforehand then meanwhile thereafter next following".split()
)
_PRONOUNS = fw.SUBJECT_PRONOUNS | fw.OBJECT_PRONOUNS | {"itself"}

UNSAFE_JOIN = Reason(
    "joins two sentences of the source that may be about different things",
    contradiction=False,
    veto=True,
)


def complete_parts(
    parts: Sequence[ClaimPart], annotated: AnnotatedDocument
) -> tuple[ClaimPart, ...] | None:
    """Return the parts of a claim without their joints, each with its subject.

    None if joining them is not proven safe: they may speak of different things.

    `"Kim won the cup", "and thanked his coach" -> "Kim won the cup", "Kim thanked his coach"`
    """
    found = list(parts[:1])
    for before, part in pairwise(parts):
        body = _strip_joint(part.tokens)
        if body is None or not body:
            return None
        left = found[-1]
        if _begins_with_verb(body):
            subject = _find_subject(left.tokens)
            follows = part.sentence_number == before.sentence_number + 1
            if not subject or not _is_same_subject(subject, part, annotated, follows=follows):
                return None
            body = (*subject, *body)
        elif not refers_alike(body, left, part, annotated):
            return None
        found.append(replace(part, tokens=tuple(body)))
    return tuple(found)


def _strip_joint(tokens: Tokens) -> Tokens | None:
    """Return a part without the words that join it; None where they say more than "and"."""
    start = 0
    while start < len(tokens) and tokens[start].plain in _PLAIN_JOINTS:
        start += 1
    opener = tokens[start].plain if start < len(tokens) else ""
    subordinate = opener in fw.SUBORDINATE_CLAUSE_OPENERS - {"that"} | {"so", "then"}
    return None if start == 0 or subordinate else tokens[start:]


def _begins_with_verb(body: Tokens) -> bool:
    first = next((token for token in body if token.plain not in _ADVERBS), body[0])
    return _is_verb(first)


def _find_subject(tokens: Tokens) -> tuple[Token, ...]:
    """Return the subject that begins a sentence: a name, or a noun with its article."""
    end = int(bool(tokens) and tokens[0].plain in fw.DETERMINERS)
    run = takewhile(_may_be_in_subject, tokens[end:])
    found = (*tokens[:end], *run)
    behind = tokens[len(found)] if len(found) < len(tokens) else None
    verb = behind is not None and _is_verb(behind)
    if verb and len(found) > end:
        return found
    # "Ito farms 30 hectares": the noun may be a verb
    named = tuple(takewhile(lambda token: token.kind is Kind.NAME, tokens[end:]))
    beyond = tokens[end + len(named) :][:2]
    present = (
        len(beyond) == 2
        and beyond[0].plain.endswith("s")
        and (beyond[1].plain in fw.DETERMINERS or beyond[1].kind is Kind.NUMBER)
    )
    return (*tokens[:end], *named) if named and present else ()


def _may_be_in_subject(token: Token) -> bool:
    named = token.kind is Kind.NAME or (token.kind is Kind.WORD and not is_past_form(token))
    return named and token.plain not in FINITE_VERBS


def _is_same_subject(
    subject: Tokens, part: ClaimPart, annotated: AnnotatedDocument, *, follows: bool
) -> bool:
    """Whether the evidence of a part certainly has this subject: a name, or the last sentence's."""
    wanted = {token.key for token in subject if token.is_content}
    if not (follows or any(token.kind is Kind.NAME for token in subject)):
        return False
    subject_there = _find_subject(part.evidence_tokens(annotated))
    other = {token.key for token in subject_there if token.is_content}
    # whether "Amberley" is "Ruth Amberley" is judged with the completed part
    return bool(other) and (other <= wanted or wanted <= other)


def refers_alike(
    body: Tokens, left: ClaimPart, part: ClaimPart, annotated: AnnotatedDocument
) -> bool:
    """Whether what a part refers to is the same behind the part before it as in the document.

    `body` are the words of `part` without what joins it to `left`, the part before it.
    """
    follows = part.sentence_number == left.sentence_number + 1
    whole = _is_whole(left, annotated)
    if follows and whole:
        return True
    keys = {token.key for token in left.tokens if token.is_content}
    subject = _find_subject(left.tokens)
    for pronoun in _find_references(body, keys):
        resolved = annotated.resolve(part.sentence_number)
        named = {t.key for one in resolved for t in one.name if t.is_content}
        mine = {token.key for token in subject if token.is_content}
        if not (pronoun == 0 and named and named == mine):
            return False
    return True


def _find_references(body: Tokens, keys: set[str]) -> Iterator[int]:
    """Yield the places of what refers to something said before: "it", "the line", "later".

    What comes before the verb names what is spoken of: "in 2021 the firm closed".
    """
    found = (n for n in range(1, len(body)) if _is_verb(body[n]) or is_present_verb(body, n))
    verb = next(found, 1)
    for place, token in enumerate(body):
        if token.plain in _PRONOUNS or token.plain in _RELATIVE_TIMES:
            yield place
        elif token.plain in _DEFINITE:
            nouns = list(
                takewhile(lambda one: one.is_content and not _is_verb(one), body[place + 1 :])
            )
            # "the ferry to Kallen" needs no sentence before it
            named = any(one.kind is Kind.NAME for one in body[place + 1 : place + 3 + len(nouns)])
            dated = bool(nouns) and all(map(is_date_word, nouns))
            leading = place < verb and not (named or dated)
            if leading or token.plain in fw.DEMONSTRATIVES or any(n.key in keys for n in nouns):
                yield place


def _is_verb(token: Token) -> bool:
    return token.plain in FINITE_VERBS or is_past_form(token)


def _is_whole(part: ClaimPart, annotated: AnnotatedDocument) -> bool:
    """Whether a part has all content words of its sentence."""
    own = [token.key for token in part.tokens if token.is_content]
    return own == [token.key for token in part.evidence_tokens(annotated) if token.is_content]
