"""Speaker moved before or behind the reported speech: "X, Lee said" -> "Lee said X". Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarize.nlp.english.function_words import OTHER_CASE, PREPOSITIONS, RELATIVE_PRONOUNS
from summarize.nlp.english.stance_words import NEUTRAL_SPEECH_VERBS, SAY_HYPONYMS
from summarize.nlp.tokens import Kind, Token, Tokens, is_past_form

_LONGEST_SPEAKER = 8
_NEUTRAL = NEUTRAL_SPEECH_VERBS | {"according"}
_COMMA = Token(",", Kind.MARK, "", ",")


@dataclass(frozen=True, slots=True)
class ReportingClause:
    """Reported speech with its reporting clause; `style` is the position of the speaker."""

    style: str
    speaker: tuple[Token, ...]
    verb: tuple[Token, ...]
    content: tuple[Token, ...]
    when: tuple[Token, ...] = ()


def move_speaker(claim: Tokens, evidence: Tokens) -> Iterator[tuple[Token, ...]]:
    """Yield the claim with its speaker where the evidence has it: "X, Lee said" -> "Lee said X"."""
    claim_clause = _parse_reporting_clause(claim)
    evidence_clause = _parse_reporting_clause(evidence)
    if claim_clause is None or evidence_clause is None:
        return
    it, verb = claim_clause, evidence_clause.verb
    keys = {t.key for t in it.speaker if t.is_content or t.plain in OTHER_CASE}
    same_speaker = keys and keys <= {token.key for token in evidence_clause.speaker}
    # the claim's verb of saying must add nothing to the evidence's
    weak = it.verb[0].plain in _NEUTRAL and verb[0].plain in SAY_HYPONYMS | {"according"}
    if not same_speaker or not (weak or it.verb[0].plain == verb[0].plain):
        return
    that = tuple(t for t in evidence if t.plain == "that")[:1]
    if evidence_clause.style == "front":
        yield (*it.speaker, *verb, *it.when, *that, *it.content)
    elif evidence_clause.style == "according":
        yield (*verb, *it.speaker, *it.when, _COMMA, *it.content)
    elif evidence_clause.style == "behind":
        yield (*it.content, _COMMA, *it.speaker, *verb, *it.when)
    else:
        yield (*it.content, _COMMA, *verb, *it.speaker, *it.when)


def _parse_reporting_clause(tokens: Tokens) -> ReportingClause | None:
    """Parse a text with one reporting clause; None if it has none."""
    body = tokens[:-1] if tokens and tokens[-1].plain in {".", "!", "?"} else tokens
    marks = [at for at, token in enumerate(body) if token.plain == ","]
    return _parse_according(body, marks) or _parse_behind(body, marks) or _parse_front(body)


def _parse_according(body: Tokens, marks: list[int]) -> ReportingClause | None:
    at = next((n for n, token in enumerate(body) if token.plain == "according"), None)
    if at is None or at + 2 > len(body) or body[at + 1].plain != "to":
        return None
    verb = tuple(body[at : at + 2])
    end = next((mark for mark in marks if mark > at), len(body))
    speaker = tuple(body[at + 2 : end])
    if not _may_be_speaker(speaker):
        return None
    if at == 0 and end < len(body):
        return ReportingClause("according", speaker, verb, tuple(body[end + 1 :]))
    behind = end == len(body) and at > 0 and body[at - 1].plain == ","
    content = tuple(body[: at - 1])
    return ReportingClause("according behind", speaker, verb, content) if behind else None


def _parse_behind(body: Tokens, marks: list[int]) -> ReportingClause | None:
    """Parse "X, Lee said on Friday" or "X, said Lee"."""
    if not marks:
        return None
    content, tail = tuple(body[: marks[-1]]), tuple(body[marks[-1] + 1 :])
    at = next((n for n, t in enumerate(tail) if t.plain in SAY_HYPONYMS), None)
    if at is None or not content:
        return None
    if at == 0 and _may_be_speaker(tail[1:]):
        return ReportingClause("inverted", tail[1:], tail[:1], content)
    closed = at + 1 == len(tail) or tail[at + 1].plain in PREPOSITIONS
    if closed and _may_be_speaker(tail[:at]):
        return ReportingClause("behind", tail[:at], tail[at : at + 1], content, tail[at + 1 :])
    return None


def _parse_front(body: Tokens) -> ReportingClause | None:
    at = next((n for n, token in enumerate(body) if token.plain in SAY_HYPONYMS), None)
    if at is None or not _may_be_speaker(body[:at]):
        return None
    start = at + 2 if at + 1 < len(body) and body[at + 1].plain == "that" else at + 1
    content = tuple(body[start:])
    if not content or content[0].kind is Kind.MARK or content[0].plain in PREPOSITIONS:
        return None
    return ReportingClause("front", tuple(body[:at]), tuple(body[at : at + 1]), content)


def _may_be_speaker(tokens: Tokens) -> bool:
    """Whether tokens may be a speaker: short, some content, no verb, no mark."""
    marked = any(t.kind in (Kind.MARK, Kind.NEGATION) for t in tokens)
    barred = marked or any(is_past_form(t) or t.plain in RELATIVE_PRONOUNS for t in tokens)
    named = any(t.is_content or t.plain in OTHER_CASE for t in tokens)
    return named and len(tokens) <= _LONGEST_SPEAKER and not barred
