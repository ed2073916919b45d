"""Whether a claim part and its evidence state the same proposition but for some words. Pure.

Two texts contradict each other only if they otherwise say the same: "Lee did not resign" does
not contradict "Kim resigned".
"""

from __future__ import annotations

import bisect
from collections.abc import Collection, Iterator
from itertools import pairwise

from summarize.nlp.english.irregular_forms import LEMMAS
from summarize.nlp.normalize import get_stemmer
from summarize.nlp.normalize.dates import is_month, is_weekday
from summarize.nlp.tokens import Kind, Token, Tokens
from summarize.verification.checks.amounts import find_amounts
from summarize.verification.comparison import LEAST_SHARED_CONTENT, Comparison

# How many content words beside the figures two texts have at least, if they say the same.
_LEAST_OTHER_WORDS = 2
# In content words: how far a figure may be from the word that it follows in the other text.
_SLOT_REACH = 1


def is_same_proposition(pair: Comparison, aside: Collection[Token], least: int = 1) -> bool:
    """Whether the two say the same in the same order, not counting the words `aside`.

    True for `"Sales rose in May", "Sales fell in May"` with "rose" aside. `least` is how many
    words they must share.
    """
    ids = {id(token) for token in aside}
    rest = [token for token in pair.claim if token.is_content and id(token) not in ids]
    shared = [token for token in rest if token.key in pair.evidence_keys]
    ordered = {id(pair.claim[claim_place]) for claim_place, _ in pair.alignment}
    enough = len(shared) >= max(least, LEAST_SHARED_CONTENT * len(rest))
    return enough and all(id(token) in ordered for token in shared)


def find_corresponding(pair: Comparison) -> Iterator[tuple[int, int]]:
    """Yield the places of corresponding words, irregular forms included.

    `"Kim did not win the race", "Kim won the race"`: "win" and "won" too.
    """
    yield from pair.alignment
    edges = [(-1, -1), *pair.alignment, (len(pair.claim), len(pair.evidence))]
    for (claim_left, evidence_left), (claim_right, evidence_right) in pairwise(edges):
        forms = dict(_find_lemmas(pair.evidence, evidence_left + 1, evidence_right))
        for lemma, claim_place in _find_lemmas(pair.claim, claim_left + 1, claim_right):
            if lemma in forms:
                yield claim_place, forms[lemma]


def _find_lemmas(tokens: Tokens, start: int, stop: int) -> Iterator[tuple[str, int]]:
    stem = get_stemmer("en")
    for place in range(start, stop):
        word = tokens[place].plain
        if tokens[place].kind is Kind.WORD:
            yield stem(LEMMAS.get(word, word)), place


def is_same_but_for_figures(pair: Comparison) -> bool:
    """Whether the two say the same, not counting figures and dates."""
    figures = {id(token) for amount in find_amounts(pair.claim) for token in amount.tokens}
    dates = (is_weekday, is_month)
    others = [
        token
        for place, token in enumerate(pair.claim)
        if token.is_content and id(token) not in figures
        if not any(belongs(pair.claim, place) for belongs in dates)
    ]
    shared = sum(token.key in pair.evidence_keys for token in others)
    return len(others) >= _LEAST_OTHER_WORDS and shared >= LEAST_SHARED_CONTENT * len(others)


def find_slot(pair: Comparison, place: int) -> range:
    """Return the places of the evidence between the same words as a place of the claim part.

    Only close ones, without much else before them: "on Tuesday" far behind is no rival.
    """
    after = bisect.bisect_left(pair.alignment, (place, -1))
    claim_left, evidence_left = pair.alignment[after - 1] if after else (-1, -1)
    later = [there for here, there in pair.alignment[after : after + 2] if here > place]
    last = later[0] if later else len(pair.evidence)
    room = _SLOT_REACH + sum(token.is_content for token in pair.claim[claim_left + 1 : place])
    end = evidence_left + 1
    while end < last:
        room -= pair.evidence[end].is_content
        end += 1
        if room < 0:
            break
    return range(evidence_left + 1, end)
