"""What may go from the beginning of a sentence: datelines, adverbials, descriptions. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.nlp.clauses import (
    DATE_STARTS,
    PERIODS,
    find_commas,
    has_finite_verb,
    is_date_word,
    is_distant_date,
    is_participle,
    opens_clause,
)
from summarize.nlp.english import function_words as fw
from summarize.nlp.english import number_words
from summarize.nlp.english.clause_words import BACKGROUND_PARTICIPLES, CIRCUMSTANCE_ADVERBS
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Tokens, is_past_form, plain_at
from summarize.verification.omissible.pieces import (
    DESCRIPTIONS,
    classify_clause,
    is_discourse_phrase,
    is_plain_phrase,
    is_restrictive,
)
from summarize.verification.omissible.span import Move, OmissibleSpan

_LONGEST_DATELINE = 8  # tokens


def find_leading(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
    """Find what may go from the beginning of a sentence."""
    yield from _find_dateline(tokens, start, stop)
    first = plain_at(tokens, start)
    second = plain_at(tokens, start + 1)
    if first in fw.INITIAL_CONJUNCTIONS | {"so"} and second not in fw.NOT_AFTER_INITIAL_CONJUNCTION:
        yield OmissibleSpan(start, start + 1, Move.ADVERB)
        start += 1
    yield from _find_description(tokens, start, stop)
    for comma in find_commas(tokens, start, stop):
        if not opens_clause(tokens, comma + 1, stop, certain=False):
            continue
        if is_participle(tokens, comma + 1) and any(find_commas(tokens, comma + 1, stop)):
            return  # "In an extract, printed this week, Kim": it may speak of the extract
        found = _classify_leading(tokens, start, comma)
        if found:
            yield found
        return


def _classify_leading(tokens: Tokens, start: int, comma: int) -> OmissibleSpan | None:
    """Return the span up to a comma if it is an adverbial that restricts nothing."""
    piece = tokens[start:comma]
    if not piece:
        return None
    first = piece[0].plain
    words = tuple(token.plain for token in piece)
    if is_discourse_phrase(piece) or words == ("instead",):
        return OmissibleSpan(start, comma + 1, Move.LEADING)
    clause = classify_clause(piece)
    if clause is not None and first != "as":  # "as the prosecutor sees it"
        return OmissibleSpan(start, comma + 1, Move.LEADING, clause)
    background = is_participle(piece) and first in BACKGROUND_PARTICIPLES
    if background and not is_restrictive(piece) and not has_finite_verb(piece[1:]):
        return OmissibleSpan(start, comma + 1, Move.LEADING, circumstance=True)
    if is_distant_date(piece):
        return None
    dates = (t for t in piece if t.is_content and t.plain not in DATE_STARTS)
    if all(map(is_date_word, dates)) and (
        first in fw.PREPOSITIONS | CIRCUMSTANCE_ADVERBS | DATE_STARTS | number_words.WEEKDAYS
    ):
        return OmissibleSpan(start, comma + 1, Move.DATE, circumstance=True)
    if len(piece) == 1 and first in CIRCUMSTANCE_ADVERBS:
        return OmissibleSpan(start, comma + 1, Move.LEADING, circumstance=True)
    if is_plain_phrase(piece):
        setting = not set(words) & PERIODS
        return OmissibleSpan(start, comma + 1, Move.LEADING, True, setting)
    return None


def _find_dateline(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
    """Find "LONDON (Reuters) -" at the beginning."""
    dashes = (
        at for at in range(start, min(stop, start + _LONGEST_DATELINE)) if tokens[at].plain == "-"
    )
    for dash in dashes:
        piece = [token for token in tokens[start:dash] if token.kind is not Kind.MARK]
        if piece and all(token.kind in (Kind.NAME, Kind.NUMBER) for token in piece):
            yield OmissibleSpan(start, dash + 1, Move.LEADING)
        return


def _find_description(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
    """Find what describes the name behind it: "Chief executive [Ito said]", "The owner, [Ito, ...".

    The noun before the name must be the one that it describes: in "the widow of the mayor, Ito"
    nobody knows which.
    """
    place = start + (plain_at(tokens, start) in fw.DETERMINERS)
    while place < stop and (tokens[place].is_content or tokens[place] == POSSESSIVE_MARK):
        noun = tokens[place].kind is Kind.WORD or place == start
        described = noun and tokens[place].plain in DESCRIPTIONS
        following = place + 1
        comma = plain_at(tokens, following) == ","
        following += comma
        end = following
        while end < stop and tokens[end].kind is Kind.NAME:
            end += 1
        closed = end > following and (not comma or plain_at(tokens, end) == ",")
        title = plain_at(tokens, following) in DESCRIPTIONS  # "Vice President Kim"
        if described and closed and tokens[following].kind is Kind.NAME and not title:
            yield OmissibleSpan(start, following, Move.PROMOTED)
        if is_past_form(tokens[place]):
            return
        place += 1
