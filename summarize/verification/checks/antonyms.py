"""Words turned into their opposite: "rose" for "fell", "approved" for "rejected". Pure."""

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
from summarize.nlp.tokens import Kind, Token
from summarize.verification.checks.same_proposition import is_same_proposition
from summarize.verification.comparison import Comparison, Reason, Tokens

# So many words both texts have at least.
_SHARED = 2
# So many other words may have been left out between the words that stay.
_MOST_LEFT_OUT = 3
# Before the first and after the last word that corresponds, opposites stand close to it.
_EDGE = 6
# So many tokens between two shared words are looked at.
_LONGEST_GAP = 40
# Of a word that begins with "un", so much is left at least.
_SHORTEST_BASE = 3
_BORDERS = frozenset("and but while whereas as then before after or , ; : -".split())


@dataclass(frozen=True)
class _Gap:
    """What stands between two words that correspond, in both texts, and what is swapped there."""

    claim: Tokens
    evidence: Tokens
    is_first: bool = False

    @cached_property
    def swaps(self) -> list[tuple[Token, Token]]:
        """The words of the statement that have their opposite here, and not themselves."""
        claim_keys, evidence_keys = (
            {token.key for token in side} for side in (self.claim, self.evidence)
        )
        found = []
        for token in self.claim:
            fitting = (other for other in self.evidence if other.key not in claim_keys)
            other = next((other for other in fitting if is_antonym(token, other)), None)
            if other and token.key not in evidence_keys:
                found.append((token, other))
        return found

    def is_only_change(self, token: Token) -> bool:
        """Whether nothing but this word was exchanged, and little else left out."""
        passive = [any(t.plain in BE_FORMS for t in side) for side in (self.claim, self.evidence)]
        converse = token.plain in CONVERSES and (self.is_first or passive[0] != passive[1])
        others = sum(other.is_content for other in self.claim if other is not token)
        left_out = sum(other.is_content for other in self.evidence)
        small = token.kind is Kind.FUNCTION or token.plain in PARTICLES
        alone = len(self.swaps) == 1 and not others and not converse
        return alone and left_out <= (1 if small else _MOST_LEFT_OUT)


def check_antonyms(pair: Comparison) -> Iterator[Reason]:
    """A word where the sentence has its opposite: "sales rose" for "sales fell".

    Hard where the two texts otherwise say the same in the same order, and neither
    denies it: "did not rise" may be "fell", and "Kim sold to Lee" is "Lee bought from Kim".
    """
    gaps = list(_find_gaps(pair))
    exchanged = [token for gap in gaps for swap in gap.swaps for token in swap]
    same = bool(exchanged) and _is_same_but_for(pair, exchanged)
    for at, gap in enumerate(gaps):
        # "fewer boats gained" may be "more boats lost"
        twice = any(near.swaps for near in gaps[max(0, at - 1) : at + 2] if near is not gap)
        for claim_token, evidence_token in gap.swaps:
            text = (
                f"the cited sentence says “{evidence_token.surface}”, not “{claim_token.surface}”"
            )
            fits = claim_token.plain.endswith("ing") == evidence_token.plain.endswith("ing")
            instead = evidence_token.surface if fits else ""
            hard = same and not twice and gap.is_only_change(claim_token)
            yield Reason(text, hard, (claim_token,), instead)


def _find_gaps(pair: Comparison) -> Iterator[_Gap]:
    """What stands between the words that correspond; before and after them, what is close."""
    if not pair.word_alignment:
        return
    first, last = pair.word_alignment[0], pair.word_alignment[-1]
    yield _Gap(
        _take_last(pair.claim[: first[0]]), _take_last(pair.evidence[: first[1]]), is_first=True
    )
    for (claim_left, evidence_left), (claim_right, evidence_right) in pairwise(pair.word_alignment):
        claim_tokens, evidence_tokens = (
            pair.claim[claim_left + 1 : claim_right],
            pair.evidence[evidence_left + 1 : evidence_right],
        )
        yield _Gap(claim_tokens[:_LONGEST_GAP], evidence_tokens[:_LONGEST_GAP])
    yield _Gap(pair.claim[last[0] + 1 :][:_EDGE], pair.evidence[last[1] + 1 :][:_EDGE])


def _take_last(tokens: Tokens) -> Tokens:
    return tokens[max(0, len(tokens) - _EDGE) :]


def _is_same_but_for(pair: Comparison, exchanged: list[Token]) -> bool:
    """Whether the texts, but for the exchanged words, say the same and deny as much."""
    first, last = pair.word_alignment[0][1], pair.word_alignment[-1][1]
    evidence_tokens = pair.evidence[max(0, first - _EDGE) : last + 1 + _EDGE]
    ids = {id(token) for token in exchanged}
    return is_same_proposition(pair, exchanged, _SHARED) and _count_denials(
        pair.claim, ids
    ) == _count_denials(evidence_tokens, ids)


def _count_denials(tokens: Tokens, exchanged: set[int]) -> int:
    denying = (t for t in tokens if t.kind is Kind.NEGATION or t.plain in IMPLICIT_NEGATIVES)
    return sum(id(token) not in exchanged for token in denying)


def check_dropped_antonym(pair: Comparison) -> Iterator[Reason]:
    """A word whose opposite the sentence says as well, of something that was left out.

    "Prices rose and output fell" does not say that prices fell.
    """
    for (claim_left, evidence_left), (claim_right, evidence_right) in pairwise(pair.word_alignment):
        claim_between, evidence_between = (
            pair.claim[claim_left + 1 : claim_right],
            pair.evidence[evidence_left + 1 : evidence_right][:_LONGEST_GAP],
        )
        if len(claim_between) >= len(evidence_between) or _is_enclosed(evidence_between):
            continue
        for kept in (pair.claim[claim_left], pair.claim[claim_right]):
            place = next(
                (at for at, other in enumerate(evidence_between) if is_antonym(kept, other)), None
            )
            if place is None or any(
                evidence_between[place].key == token.key for token in claim_between
            ):
                continue
            if kept is pair.claim[claim_left] or _has_new_subject(evidence_between[place + 1 :]):
                text = f"the cited sentence says both “{kept.surface}” and “{evidence_between[place].surface}”"
                yield Reason(text, contradiction=False, wrong_tokens=(kept,))
                return


def _is_enclosed(between: Tokens) -> bool:
    """Whether commas or dashes enclose what was left out."""
    return between[0].kind is Kind.MARK and between[-1].kind is Kind.MARK


def _has_new_subject(rest: Tokens) -> bool:
    """Whether what follows the opposite names somebody anew: "rose and output | fell"."""
    border = max((at for at, token in enumerate(rest) if token.plain in _BORDERS), default=-1)
    return border >= 0 and any(token.is_content for token in rest[border + 1 :])


def is_antonym(one: Token, other: Token) -> bool:
    """Whether two words say the opposite of each other: `rose, fell -> True`."""
    return _is_antonym_word(one.plain, other.plain)


@functools.lru_cache(maxsize=1 << 16)
def _is_antonym_word(one: str, other: str) -> bool:
    left, right = _find_sides(one), _find_sides(other)
    if any(right.get(line, side) != side for line, side in left.items()):
        return True
    return _is_negated_form(one, other) or _is_negated_form(other, one)


def _find_sides(word: str) -> dict[int, int]:
    """In which lines of the table a word stands, and on which side."""
    return _antonyms_by_stem().get(get_stemmer("en")(word), {})


@functools.cache
def _antonyms_by_stem() -> dict[str, dict[int, int]]:
    stem, found = get_stemmer("en"), defaultdict[str, dict[int, int]](dict)
    for line, sides in enumerate(OPPOSITES):
        for side, words in enumerate(sides):
            for word in words:
                found[stem(word)][line] = side
    return dict(found)


def _is_negated_form(word: str, base: str) -> bool:
    """Whether a word denies the other by its form: `"unhappy", "happy" -> True`."""
    if word.endswith(NEGATIVE_SUFFIX) and base.endswith(POSITIVE_SUFFIX):
        return word.removesuffix(NEGATIVE_SUFFIX) == base.removesuffix(POSITIVE_SUFFIX)
    stem = get_stemmer("en")
    return (
        len(base) >= _SHORTEST_BASE
        and stem(word) not in _prefix_exceptions()
        and any(
            word.startswith(prefix) and stem(word.removeprefix(prefix)) == stem(base)
            for prefix in NEGATIVE_PREFIXES
        )
    )


@functools.cache
def _prefix_exceptions() -> frozenset[str]:
    return frozenset(map(get_stemmer("en"), NO_PREFIX))


ALL = (check_antonyms, check_dropped_antonym)
