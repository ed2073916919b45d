"""A "not" that was added or lost. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from summarize.checking.comparison import Comparison, Reason, Tokens
from summarize.checking.english.words import DENIALS
from summarize.checking.tokens import Kind, Token

# How far a "not" reaches, in tokens.
_NEGATION_REACH = 6
# A contradiction needs a sentence that otherwise says what the statement says.
_SAME_MATTER = 0.7


def negation(pair: Comparison) -> Iterator[Reason]:
    """A "not" that was added or lost, judged by the words it stands before.

    Hard where the very word it stands before is asserted by one text and denied
    by the other, and the two otherwise say the same.
    """
    here, there = _denied(pair.part), _denied(pair.source)
    added = _added(here, there)
    lost = (_keys(there) & pair.keys) - _keys(here) or (_heads(there) & pair.keys) - _heads(here)
    if added:
        word = added[0].surface
        hard = not there and _contradicts(
            pair, {t.key for t in added} & pair.source_keys, pair.source
        )
        yield Reason(f"the cited sentence does not negate “{word}”", hard, (added[0],))
    elif lost:
        hard = not here and _contradicts(pair, _heads(there) & pair.keys, pair.part)
        yield Reason("the cited sentence says “not”, the statement does not", hard)


def _added(here: list[list[Token]], there: list[list[Token]]) -> list[Token]:
    """The first words of those denials for which the sentence has none, each used once."""
    unused, added = [_keys([run]) for run in there], []
    for run in here:
        same = next((keys for keys in unused if run[0].key in keys), None)
        if same is None:
            added.append(run[0])
        else:
            unused.remove(same)
    return added


def _contradicts(pair: Comparison, heads: set[str], plain: Tokens) -> bool:
    """Whether the text without the "not" does not deny `heads` in other words."""
    denies = any(token.plain in DENIALS for token in plain)
    return bool(heads) and pair.share >= _SAME_MATTER and not denies


def _denied(tokens: Tokens) -> list[list[Token]]:
    """For each negation the content words within its reach, to the end of its clause.

    A negation with nothing behind it denies what is before it: "I saw nothing."
    """
    stretches = []
    for place, token in enumerate(tokens):
        if token.kind is Kind.NEGATION:
            after = itertools.takewhile(_inside, tokens[place + 1 : place + 1 + _NEGATION_REACH])
            before = itertools.takewhile(_inside, reversed(tokens[:place]))
            content = [t for t in after if t.content] or [t for t in before if t.content][:1]
            if content:
                stretches.append(content)
    return stretches


def _inside(token: Token) -> bool:
    return token.kind is not Kind.MARK


def _keys(stretches: Sequence[Sequence[Token]]) -> set[str]:
    return {token.key for stretch in stretches for token in stretch}


def _heads(stretches: Sequence[Sequence[Token]]) -> set[str]:
    return {stretch[0].key for stretch in stretches}


ALL = (negation,)
