"""Reasons for the user why a claim may not leave out what it leaves out. Pure."""

from __future__ import annotations

from summarize.nlp.english import function_words as fw
from summarize.nlp.english.number_words import DATE_NAMES
from summarize.nlp.normalize.dates import is_month, is_weekday
from summarize.nlp.normalize.units import UNIT_KEYS
from summarize.nlp.tokens import (
    POSSESSIVE_MARK,
    Kind,
    Token,
    Tokens,
    is_past_form,
    join_surfaces,
)
from summarize.verification.checks.amounts import DAY, PLAIN, YEAR, find_amounts

_MOST_WORDS = 6  # of the source, in a reason
_LINKS = fw.PREPOSITIONS | fw.DETERMINERS | fw.COORDINATING_CONJUNCTIONS
_MONTH, _WEEKDAY, _NAME = "month", "weekday", "name"


def describe_omission(
    claim: Tokens, evidence: Tokens, claim_place: int, evidence_place: int
) -> tuple[str, bool]:
    """Say what was left out where a claim stops being its evidence, or what is meant instead.

    The second is whether words are misplaced, and not merely left out.
    `"It fell in May", "It fell in June from 6 in May" -> "the source says this of “June”, not of
    “May”", True`, `"It fell", "It nearly fell" -> "leaves out “nearly”, which may change the
    meaning", False`
    """
    here = next((at for at in range(claim_place, len(claim)) if claim[at].is_content), len(claim))
    key = claim[here].key if here < len(claim) else ""
    there = _find_instead(claim, here, evidence, evidence_place) if key else None
    if there is not None:
        said, other = _join_whole(claim, here), _join_whole(evidence, there)
        if _classify(claim, here) in {_MONTH, _WEEKDAY, _NAME, DAY, YEAR}:
            return f"the source says this of “{other}”, not of “{said}”", True
        return f"the source says “{other}” of this, not “{said}”", True
    behind = evidence[max(0, evidence_place - 1) : evidence_place + 1]
    other_article = len(behind) == 2 and behind[0].plain in fw.ARTICLES and behind[1].key == key
    if other_article and claim_place < here:
        # nothing is left out: "The boat" for "A boat"
        said, other = join_surfaces(claim[claim_place : here + 1]), join_surfaces(behind)
        return f"the source says “{other}”, not “{said}”", True
    before = _list_content(claim[:here])
    known = [at for at in range(evidence_place) if evidence[at].key in before]
    start = known[-1] + 1 if known else int(evidence[0].plain in fw.ARTICLES)
    goals = (key, claim[claim_place].key) if key else ()
    ends = [
        (begin, at)
        for begin in ((evidence_place, start) if known else (start,))
        for goal in goals
        for at in range(begin + 1, len(evidence))
        if evidence[at].key == goal
    ]
    first, end = ends[0] if ends else (evidence_place, 0 if key else len(evidence))
    left_out = evidence[first:end]
    shown = {token.key for token in left_out if _is_shown(token)}
    if shown <= {token.key for token in claim}:
        return "puts the words of the source in another order, which may change the meaning", True
    return f"leaves out “{_join_first(left_out)}”, which may change the meaning", False


def _find_instead(claim: Tokens, here: int, evidence: Tokens, reached: int) -> int | None:
    """Find the date, number or name that the evidence has behind the same words; None if unclear.

    Not in "Ito met Lee and Kim", which says it of both.
    """
    sort, key = _classify(claim, here), claim[here].key
    before = next((at for at in range(here - 1, -1, -1) if claim[at].is_content), None)
    last = max((at for at, token in enumerate(evidence) if token.key == key), default=None)
    if before is None or sort is None or last is None:
        return None
    slot = _list_words(claim[before:here])
    own = {token.key for token in claim[here : here + 2]}  # "Lee" is also "Lee Kim"
    # said of the other alone: in "met Lee in May and Kim in June" May
    rest = _list_content(claim[here + 1 :]) - _list_content(evidence[last + 1 :])
    found = [
        place
        for place, token in enumerate(evidence)
        if _list_words(evidence[:place])[-len(slot) :] == slot
        and token.key not in own
        and _classify(evidence, place) == sort
        and (rest & _list_content(between := evidence[place:last]) or not _may_mean_both(between))
    ]
    return min(found, key=lambda place: abs(place - reached), default=None)


def _list_content(tokens: Tokens) -> set[str]:
    return {token.key for token in tokens if token.is_content}


def _list_words(tokens: Tokens) -> list[str]:
    return [token.key for token in tokens if token.plain not in fw.DETERMINERS]


def _may_mean_both(between: Tokens) -> bool:
    """Whether what is behind may be meant as well: "[May and] June", "[the club] Oddmund"."""
    words = [token for token in between if token.kind is not Kind.NAME]  # "May" is no verb
    if any(is_past_form(token) or token.plain in fw.AUXILIARY_VERBS for token in words):
        return False
    linked = any(token.plain in fw.COORDINATING_CONJUNCTIONS for token in between)
    apart = any(token.plain in fw.PREPOSITIONS for token in between)
    return linked or (bool(between) and not apart)


def _classify(tokens: Tokens, place: int) -> str | tuple[str, ...] | None:
    """Return what sort of date or number a word is, or that it is a name; None for another."""
    if is_month(tokens, place):
        return _MONTH
    if is_weekday(tokens, place):
        return _WEEKDAY
    for amount in find_amounts(tokens):
        if amount.place == place:
            return (PLAIN, *amount.counted[:1]) if amount.sort == PLAIN else amount.sort
    return _NAME if tokens[place].kind is Kind.NAME else None


def _join_whole(tokens: Tokens, place: int) -> str:
    """Join the whole name, date or amount that a word is a part of."""
    start, end = place, place + 1
    while start and _go_together(tokens[start - 1], tokens[start]):
        start -= 1
    while end < len(tokens) and _go_together(tokens[end - 1], tokens[end]):
        end += 1
    return join_surfaces(filter(_is_shown, tokens[start:end]))


def _join_first(tokens: Tokens) -> str:
    """Join the first words, up to the end of a name or date; a "…" shows that there are more."""
    places = [at for at, token in enumerate(tokens) if _is_shown(token)]
    end = places[_MOST_WORDS] if len(places) > _MOST_WORDS else len(tokens)
    while end < len(tokens) and _go_together(tokens[end - 1], tokens[end]):
        end += 1
    longer = end < len(tokens) and any(map(_is_shown, tokens[end:]))
    while end > 1 and tokens[end - 1].plain in _LINKS:
        end -= 1
    return join_surfaces(filter(_is_shown, tokens[:end])) + " …" * longer


def _is_shown(token: Token) -> bool:
    """Whether a token is a word; the surface of an owner has the "'s" already."""
    return token.kind is not Kind.MARK and token != POSSESSIVE_MARK


def _go_together(left: Token, right: Token) -> bool:
    """Whether two words are parts of one name, date or amount: "Rosa Kim", "7 May", "5 km"."""
    numbers = left.kind is Kind.NUMBER, right.kind is Kind.NUMBER
    if not DATE_NAMES.isdisjoint([left.plain, right.plain]):
        return any(numbers)
    unit = numbers[0] and right.plain in UNIT_KEYS
    return unit or left.kind is right.kind is Kind.NAME
