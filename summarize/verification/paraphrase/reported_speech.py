"""Who says so may stand before or behind what he says: "X, Lee said" -> "Lee said X". Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarize.nlp.english.function_words import OTHER_CASE, PREPOSITIONS, RELATIVE_PRONOUNS
from summarize.nlp.english.stance_words import NEUTRAL_SPEECH_VERBS, SAY_HYPONYMS
from summarize.nlp.grammar import Tokens, is_past_form
from summarize.nlp.tokens import Kind, Token

_LONGEST_SPEAKER = 8
_COMMA = Token(",", Kind.MARK, "", ",")


@dataclass(frozen=True, slots=True)
class ReportingClause:
    """Who says what and when: `style` is where the speaker stands."""

    style: str
    speaker: tuple[Token, ...]
    verb: tuple[Token, ...]
    content: tuple[Token, ...]
    when: tuple[Token, ...] = ()


def move_speaker(part: Tokens, source: Tokens) -> Iterator[tuple[Token, ...]]:
    """The statement with its speaker where the sentence has him: "X, Lee said" -> "Lee said X"."""
    mine, theirs = _parse_reporting_clause(part), _parse_reporting_clause(source)
    if mine is None or theirs is None or not _has_same_speaker(mine, theirs):
        return
    verb = theirs.verb if _says_no_more(mine.verb, theirs.verb) else None
    if verb is None:
        return
    that = tuple(t for t in source if t.plain == "that")[:1]
    if theirs.style == "front":
        yield (*mine.speaker, *verb, *mine.when, *that, *mine.content)
    elif theirs.style == "according":
        yield (*verb, *mine.speaker, *mine.when, _COMMA, *mine.content)
    elif theirs.style == "behind":
        yield (*mine.content, _COMMA, *mine.speaker, *verb, *mine.when)
    else:
        yield (*mine.content, _COMMA, *verb, *mine.speaker, *mine.when)


def _says_no_more(mine: Tokens, theirs: Tokens) -> bool:
    """Whether the statement's verb says no more than the sentence's."""
    here, there = mine[0].plain, theirs[0].plain
    weak = here in NEUTRAL_SPEECH_VERBS | {"according"}
    return here == there or (weak and there in SAY_HYPONYMS | {"according"})


def _has_same_speaker(mine: ReportingClause, theirs: ReportingClause) -> bool:
    """Whether all of the statement's speaker is in the sentence's."""
    keys = {token.key for token in mine.speaker if token.is_content or token.plain in OTHER_CASE}
    return bool(keys) and keys <= {token.key for token in theirs.speaker}


def _parse_reporting_clause(tokens: Tokens) -> ReportingClause | None:
    """Who says what in a text of one clause that says it; None if nobody does."""
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
    return (
        ReportingClause("according behind", speaker, verb, tuple(body[: at - 1]))
        if behind
        else None
    )


def _parse_behind(body: Tokens, marks: list[int]) -> ReportingClause | None:
    """ "X, Lee said on Friday" or "X, said Lee"."""
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
    barred = any(
        is_past_form(t) or t.kind in (Kind.MARK, Kind.NEGATION) or t.plain in RELATIVE_PRONOUNS
        for t in tokens
    )
    named = any(t.is_content or t.plain in OTHER_CASE for t in tokens)
    return named and len(tokens) <= _LONGEST_SPEAKER and not barred
