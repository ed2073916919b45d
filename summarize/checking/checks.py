"""What can be wrong with the facts in a part of a statement, held against one sentence. Pure.

Every check takes a comparison and yields reasons. A hard reason is a
contradiction or an invention; a soft one means that the check can't tell.
The checks of how the words hang together are in `wording`.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from summarize.checking.comparison import Comparison, Reason, Tokens, find_run
from summarize.checking.lexicon import BOUNDS, DENIALS
from summarize.checking.quantities import is_plain
from summarize.checking.tokens import Kind, Token

# How far a "not" reaches, in tokens.
_NEGATION_REACH = 6
# A contradiction needs a sentence that otherwise says what the statement says.
_SAME_MATTER = 0.7
# Up to this number, a reader may have counted himself: "two men" for two names.
_COUNTED = 5
# A number may be rounded by so much of its value and still be the article's: "£1.3m".
_ROUNDED = 0.05


def missing(pair: Comparison) -> Iterator[Reason]:
    """Numbers, names and other content words that the sentence does not have.

    Hard are only those that stand nowhere in the article: a name from the
    sentence before may rightly stand for this sentence's "he".
    """
    absent = {token.key: token for token in pair.absent}
    vague = {token.key for place, token in _numbers(pair.part) if _bounded(pair.part, place)}
    for token in absent.values():
        if token.kind is not Kind.WORD:
            kind = "number" if token.kind is Kind.NUMBER else "name"
            hard = token.key not in vague and _made_up(token, pair)
            yield Reason(f"{kind} {token.surface} is not in the cited sentence", hard)
    words = [f"“{token.surface}”" for token in absent.values() if token.kind is Kind.WORD]
    if words:
        verb = "is" if len(words) == 1 else "are"
        yield Reason(f"{', '.join(words)} {verb} not in the cited sentence", hard=False)


def repeated(pair: Comparison) -> Iterator[Reason]:
    """A word that the sentence has, but not so often: "above the line above" for "below"."""
    more = Counter(t.key for t in pair.part if t.content and t.key in pair.source_keys)
    more -= Counter(token.key for token in pair.source if token.content)
    for token in pair.part:
        if token.key in more:
            yield Reason(f"“{token.surface}” is not so often in the cited sentence", hard=False)
            return


def _made_up(token: Token, pair: Comparison) -> bool:
    """Whether a name or number is neither in the article nor to be had from what is."""
    if pair.article.knows(token):
        return False
    if token.kind is Kind.NAME:
        return True
    if token.surface[-1].casefold() == "m":  # metres as well as millions
        return False
    rounded = any(_rounds(token.key, other) for other in pair.article.numbers)
    return is_plain(token.key) and not rounded and not 0 <= float(token.key) <= _COUNTED


def _rounds(number: str, exact: str) -> bool:
    """Whether a number may be another one rounded: `"2.5", "2.52" -> True`.

    It has fewer digits that count, so no year is ever taken for another year.
    """
    if _significant(number) >= _significant(exact) or not is_plain(number):
        return False
    return abs(float(number) - float(exact)) <= _ROUNDED * abs(float(exact))


def _significant(number: str) -> int:
    return len(number.replace(".", "").strip("-0"))


def counts(pair: Comparison) -> Iterator[Reason]:
    """Numbers that stand before another thing than in the sentence: "5 dead" for "5 hurt".

    Hard is another number before the same thing: "5 dead" for "6 dead".
    """
    theirs = [(number, _next_content(pair.source, at)) for at, number in _numbers(pair.source)]
    for place, token in _numbers(pair.part):
        counted = _next_content(pair.part, place)
        same_number = {thing for number, thing in theirs if number.key == token.key}
        if same_number and counted and None not in same_number and counted not in same_number:
            yield Reason(f"{token.surface} counts something else in the cited sentence", hard=False)
        others = [number for number, thing in theirs if thing == counted]
        told = not same_number and len(others) == 1 and not _bounded(pair.part, place)
        if counted and told and pair.share >= _SAME_MATTER:
            yield Reason(
                f"the cited sentence says {others[0].surface}, not {token.surface}", hard=True
            )


def _bounded(tokens: Tokens, place: int) -> bool:
    """Whether a number is only a bound or an estimate: "more than 100"."""
    return any(token.plain in BOUNDS for token in tokens[max(0, place - 2) : place])


def _numbers(tokens: Tokens) -> list[tuple[int, Token]]:
    return [(place, token) for place, token in enumerate(tokens) if token.kind is Kind.NUMBER]


def _next_content(tokens: Tokens, place: int) -> str | None:
    """The key of the word that a number belongs to; None at a clause border or the end."""
    for token in tokens[place + 1 :]:
        if token.kind is Kind.MARK:
            return None
        if token.kind in (Kind.WORD, Kind.NAME):
            return token.key
    return None


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
        yield Reason(f"the cited sentence does not negate “{word}”", hard)
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


def quotation(pair: Comparison) -> Iterator[Reason]:
    """Quotation marks around words that do not stand so in the sentence."""
    theirs = [token.plain for token in pair.source if token.kind is not Kind.MARK]
    # with a mark missing, what is inside and what is outside can't be told
    paired = sum(token.plain == '"' for token in pair.part) % 2 == 0
    for quoted in _quoted(pair.part):
        if find_run(theirs, [token.plain for token in quoted]) is None:
            words = " ".join(token.surface for token in quoted)
            hard = paired and pair.share >= _SAME_MATTER
            yield Reason(f"“{words}” is not quoted word for word", hard)


def _quoted(tokens: Tokens) -> Iterator[list[Token]]:
    """The words of each quotation; one that is not closed reaches to the end."""
    inside: list[Token] | None = None
    for token in tokens:
        if token.plain == '"':
            if inside:
                yield inside
            inside = [] if inside is None else None
        elif inside is not None and token.kind is not Kind.MARK:
            inside.append(token)
    if inside:
        yield inside


def incomplete(pair: Comparison) -> Iterator[Reason]:
    """Any word left out. For languages without tables: it may be the "not"."""
    left_out = [t for t in pair.source if t.content and t.key not in pair.keys]
    if left_out:
        yield Reason(f"leaves out “{left_out[0].surface}”, which may matter", hard=False)


# `incomplete` is not among them: in English, words may be left out.
ALL = (counts, missing, repeated, negation, quotation)
