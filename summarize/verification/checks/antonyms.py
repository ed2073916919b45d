"""Check of antonyms: "rose" where the evidence has "fell", "approved" for "rejected". Pure."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from summarize.nlp.english.antonym_pairs import (
    CONVERSES,
    NEGATIVE_PREFIXES,
    NEGATIVE_SUFFIX,
    NO_PREFIX,
    OPPOSITES,
    PARTICLES,
    POSITIVE_SUFFIX,
)
from summarize.nlp.english.function_words import BE_FORMS
from summarize.nlp.english.stance_words import IMPLICIT_NEGATIVES
from summarize.nlp.normalize import get_stemmer
from summarize.nlp.tokens import Kind, Token, Tokens
from summarize.verification.checks.same_proposition import is_same_proposition
from summarize.verification.comparison import Comparison, Reason

# How many words the two share at least.
_SHARED = 2
# How many other words may have been left out between the words that are kept.
_MOST_LEFT_OUT = 3
# How close to the first and the last corresponding word an antonym outside of them must be.
_EDGE = 6
# How many tokens between two shared words are looked at.
_LONGEST_GAP = 40
# How many letters are left at least of a word that begins with "un".
_SHORTEST_BASE = 3
_BORDERS = frozenset("and but while whereas as then before after or , ; : -".split())


@dataclass(frozen=True)
class _Gap:
    """The tokens between two pairs of corresponding words, in the claim and in the evidence."""

    claim: Tokens
    evidence: Tokens
    is_first: bool = False

    @cached_property
    def swaps(self) -> list[tuple[Token, Token]]:
        """The words of the claim for which the evidence has an antonym here, with that."""
        claim_keys, evidence_keys = ({t.key for t in side} for side in (self.claim, self.evidence))
        found = []
        for token in self.claim:
            fitting = (other for other in self.evidence if other.key not in claim_keys)
            other = next((other for other in fitting if is_antonym(token.plain, other.plain)), None)
            if other and token.key not in evidence_keys:
                found.append((token, other))
        return found

    def is_only_change(self, token: Token) -> bool:
        """Whether this word is the only one exchanged, and little else was left out."""
        passive = [any(t.plain in BE_FORMS for t in side) for side in (self.claim, self.evidence)]
        converse = token.plain in CONVERSES and (self.is_first or passive[0] != passive[1])
        others = sum(other.is_content for other in self.claim if other is not token)
        left_out = sum(other.is_content for other in self.evidence)
        small = token.kind is Kind.FUNCTION or token.plain in PARTICLES
        alone = len(self.swaps) == 1 and not others and not converse
        return alone and left_out <= (1 if small else _MOST_LEFT_OUT)


def check_antonyms(pair: Comparison) -> Iterator[Reason]:
    """Check for a word where the evidence has its antonym: "sales rose" for "sales fell".

    A contradiction where the two otherwise say the same in the same order, and neither negates
    it: "did not rise" may be "fell", and "Kim sold to Lee" is "Lee bought from Kim".
    """
    gaps = list(_find_gaps(pair))
    exchanged = [token for gap in gaps for swap in gap.swaps for token in swap]
    same = bool(exchanged) and _is_same_but_for(pair, exchanged)
    for at, gap in enumerate(gaps):
        # "fewer boats gained" may be "more boats lost"
        twice = any(near.swaps for near in gaps[max(0, at - 1) : at + 2] if near is not gap)
        for claim_token, evidence_token in gap.swaps:
            said, correction = claim_token.surface, evidence_token.surface
            text = f"the source says “{correction}”, not “{said}”"
            fits = claim_token.plain.endswith("ing") == evidence_token.plain.endswith("ing")
            contradicts = same and not twice and gap.is_only_change(claim_token)
            yield Reason(text, contradicts, (claim_token,), correction if fits else "")


def _find_gaps(pair: Comparison) -> Iterator[_Gap]:
    """Yield the gaps between the corresponding words, and those close before and after them."""
    if not pair.alignment:
        return
    first, last = pair.alignment[0], pair.alignment[-1]
    yield _Gap(pair.claim[: first[0]][-_EDGE:], pair.evidence[: first[1]][-_EDGE:], is_first=True)
    for (claim_left, evidence_left), (claim_right, evidence_right) in pairwise(pair.alignment):
        yield _Gap(
            pair.claim[claim_left + 1 : claim_right][:_LONGEST_GAP],
            pair.evidence[evidence_left + 1 : evidence_right][:_LONGEST_GAP],
        )
    yield _Gap(pair.claim[last[0] + 1 :][:_EDGE], pair.evidence[last[1] + 1 :][:_EDGE])


def _is_same_but_for(pair: Comparison, exchanged: list[Token]) -> bool:
    """Whether the two, but for the exchanged words, say the same and negate as much."""
    first, last = pair.alignment[0][1], pair.alignment[-1][1]
    evidence_tokens = pair.evidence[max(0, first - _EDGE) : last + 1 + _EDGE]
    ids = {id(token) for token in exchanged}
    denied_alike = _count_denials(pair.claim, ids) == _count_denials(evidence_tokens, ids)
    return denied_alike and is_same_proposition(pair, exchanged, _SHARED)


def _count_denials(tokens: Tokens, exchanged: set[int]) -> int:
    denying = (t for t in tokens if t.kind is Kind.NEGATION or t.plain in IMPLICIT_NEGATIVES)
    return sum(id(token) not in exchanged for token in denying)


def check_dropped_antonym(pair: Comparison) -> Iterator[Reason]:
    """Check for a word whose antonym the evidence has as well, about something left out.

    "Prices rose and output fell" does not say that prices fell.
    """
    for (claim_left, evidence_left), (claim_right, evidence_right) in pairwise(pair.alignment):
        claim_between = pair.claim[claim_left + 1 : claim_right]
        evidence_between = pair.evidence[evidence_left + 1 : evidence_right][:_LONGEST_GAP]
        if len(claim_between) >= len(evidence_between) or (
            evidence_between[0].kind is evidence_between[-1].kind is Kind.MARK
        ):
            continue
        for kept in (pair.claim[claim_left], pair.claim[claim_right]):
            found = (at for at, t in enumerate(evidence_between) if is_antonym(kept.plain, t.plain))
            place = next(found, None)
            if place is None:
                continue
            other, rest = evidence_between[place], evidence_between[place + 1 :]
            if any(other.key == token.key for token in claim_between):
                continue
            # a new subject may come before the kept word: "rose and output | fell"
            border = max((at for at, t in enumerate(rest) if t.plain in _BORDERS), default=-1)
            new_subject = border >= 0 and any(token.is_content for token in rest[border + 1 :])
            if kept is pair.claim[claim_left] or new_subject:
                text = f"the source says “{kept.surface}” and “{other.surface}” of two things"
                yield Reason(text, contradiction=False, wrong_tokens=(kept,))
                return


@functools.lru_cache(maxsize=1 << 16)
def is_antonym(one: str, other: str) -> bool:
    """Whether two words are antonyms: `"rose", "fell" -> True`."""
    stem, table = get_stemmer("en"), _antonyms_by_stem()
    left, right = table.get(stem(one), {}), table.get(stem(other), {})
    if any(right.get(line, side) != side for line, side in left.items()):
        return True
    return _is_negated_form(one, other) or _is_negated_form(other, one)


@functools.cache
def _antonyms_by_stem() -> dict[str, dict[int, int]]:
    """Return for each stem the lines of the table that have it, and on which side."""
    stem, found = get_stemmer("en"), defaultdict[str, dict[int, int]](dict)
    for line, sides in enumerate(OPPOSITES):
        for side, words in enumerate(sides):
            for word in words:
                found[stem(word)][line] = side
    return dict(found)


def _is_negated_form(word: str, base: str) -> bool:
    """Whether a word is the negated form of the other: `"unhappy", "happy" -> True`."""
    if word.endswith(NEGATIVE_SUFFIX) and base.endswith(POSITIVE_SUFFIX):
        return word.removesuffix(NEGATIVE_SUFFIX) == base.removesuffix(POSITIVE_SUFFIX)
    stem = get_stemmer("en")
    if len(base) < _SHORTEST_BASE or stem(word) in _prefix_exceptions():
        return False
    bases = (word.removeprefix(one) for one in NEGATIVE_PREFIXES if word.startswith(one))
    return any(stem(found) == stem(base) for found in bases)


@functools.cache
def _prefix_exceptions() -> frozenset[str]:
    return frozenset(map(get_stemmer("en"), NO_PREFIX))


ALL = (check_antonyms, check_dropped_antonym)
