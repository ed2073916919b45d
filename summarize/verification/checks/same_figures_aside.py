"""Whether a statement and a sentence say the same but for a figure, and where that stands."""

from __future__ import annotations

import bisect

from summarize.nlp.normalize.dates import is_month, is_weekday
from summarize.verification.checks.amounts import amounts
from summarize.verification.comparison import SAME_MATTER, Comparison, Tokens

_OTHERWISE = 2  # in so many content words at least
# So many content words may stand between a figure and the word it follows in the other text.
_NEAR = 1


def same_but_for_figures(pair: Comparison) -> bool:
    """Whether the two texts, figures and dates aside, say the same."""
    figures = {id(token) for amount in amounts(pair.claim) for token in amount.tokens}
    others = [
        token
        for place, token in enumerate(pair.claim)
        if token.content and id(token) not in figures and not _dated(pair.claim, place)
    ]
    shared = sum(token.key in pair.evidence_keys for token in others)
    return len(others) >= _OTHERWISE and shared >= SAME_MATTER * len(others)


def _dated(tokens: Tokens, place: int) -> bool:
    return is_weekday(tokens[place]) or is_month(tokens, place)


def slot(pair: Comparison, place: int) -> range:
    """The places of the sentence that lie between the same words as a place of the part.

    Hardly anything else stands before them there: "on Tuesday" far behind is no rival.
    """
    after = bisect.bisect_left(pair.pairs, (place, -1))
    mine, theirs = pair.pairs[after - 1] if after else (-1, -1)
    last = next((there for here, there in pair.pairs[after : after + 2] if here > place), None)
    room = _NEAR + sum(token.content for token in pair.claim[mine + 1 : place])
    end = theirs + 1
    while end < (len(pair.evidence) if last is None else last):
        room -= pair.evidence[end].content
        end += 1
        if room < 0:
            break
    return range(theirs + 1, end)
