"""Numbers, units, dates: whether the sentence has them, and for what. Pure.

There is one reason for each wrong figure: where the sentence has another one in its
place, the reason names that, else it only says that the figure is not there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from summarize.nlp.english.number_words import (
    AGED,
    CURRENCIES,
    LOWER_BOUNDS,
    RATE_PERIODS,
    UNIT_NAMES,
    UPPER_BOUNDS,
    VAGUE_NUMBERS,
)
from summarize.nlp.normalize.dates import is_month, is_weekday
from summarize.nlp.normalize.numbers import is_ordinal, is_plain_number, is_rounded
from summarize.nlp.tokens import Kind, Token
from summarize.verification.checks.amounts import (
    DAY,
    PLAIN,
    YEAR,
    Amount,
    breaks_bound,
    find_amounts,
    is_close,
    is_rounding_of,
)
from summarize.verification.checks.same_proposition import find_slot, is_same_but_for_figures
from summarize.verification.comparison import Comparison, Reason, Tokens

# Up to this number, a reader may have counted himself: "two men" for two names.
_COUNTED = 5
# A number may be rounded by so much of its value and still be the article's: "£1.3m".
_ROUNDED = 0.05


def check_numbers(pair: Comparison) -> Iterator[Reason]:
    """Numbers that the sentence does not have, or with another unit, bound or counted thing."""
    mine, theirs = find_amounts(pair.claim), find_amounts(pair.evidence)
    unused, extra = _find_surplus(theirs, mine, 1, pair), _find_surplus(mine, theirs, 0, pair)
    for amount in mine:
        same = [other for other in theirs if other.token.key == amount.token.key]
        if same and amount not in extra:
            yield from _take_first(_check_unit, _check_counted_thing, _check_bound)(
                pair, amount, same
            )
        elif same:
            yield from _check_rival(pair, amount, unused)
        elif not any(
            is_rounding_of(amount, other) and _may_count_the_same(amount, other) for other in unused
        ):
            yield from _take_first(_check_rival, _check_absent)(pair, amount, unused)


def _find_surplus(
    some: Sequence[Amount], others: Sequence[Amount], side: int, pair: Comparison
) -> list[Amount]:
    """The figures of one text beyond those that it has in common with the other."""
    more = Counter(one.token.key for one in some)
    more.subtract(Counter(one.token.key for one in others))
    paired = {places[side] for places in pair.word_alignment}
    return [one for one in some if more[one.token.key] > 0 and one.place not in paired]


_AmountCheck = Callable[[Comparison, Amount, Sequence[Amount]], Iterator[Reason]]


def _take_first(*tests: _AmountCheck) -> _AmountCheck:
    """What the first of the tests says that says anything."""

    def all_of(pair: Comparison, mine: Amount, theirs: Sequence[Amount]) -> Iterator[Reason]:
        for test in tests:
            found = list(test(pair, mine, theirs))
            if found:
                yield from found
                return

    return all_of


def _may_count_the_same(mine: Amount, theirs: Amount) -> bool:
    """Whether two figures count the same thing, as far as that is told."""
    if mine.unit and theirs.unit and mine.unit.plain != "percent":
        return mine.unit.plain == theirs.unit.plain
    here, there = mine.counted, theirs.counted
    if theirs.sort == AGED and here:
        return False
    return not here or not there or here[0] in there or there[0] in here


def _check_unit(pair: Comparison, mine: Amount, same: Sequence[Amount]) -> Iterator[Reason]:
    """ "31 miles" for "31 metres", "$5" for "£5", "5 per cent" for "5 people"."""
    units = {other.unit.plain if other.unit else "" for other in same}
    if (mine.unit.plain if mine.unit else "") in units:
        return
    other = next((other for other in same if other.unit), same[0])
    if mine.unit is None and not _counts_another_thing(pair, mine, other):
        text = f"leaves out what {mine.token.surface} measures: “{other.text}”"
        yield Reason(text, False, (mine.token,), other.text)
        return
    told = other.unit is not None or other.sort == AGED
    sure = told or (mine.sort in CURRENCIES | {"percent"} and _is_new_unit(pair, mine))
    thing = () if mine.unit else (pair.claim[mine.place + 1],)
    here = " ".join([mine.text, *(token.surface for token in thing)])
    text = f"the cited sentence says {other.text}, not {here}"
    yield Reason(text, sure and is_same_but_for_figures(pair), (*mine.tokens, *thing), other.text)


def _counts_another_thing(pair: Comparison, mine: Amount, other: Amount) -> bool:
    """Whether a figure without a unit counts a thing right behind it: "5 people" for "5%"."""
    adjacent = bool(mine.counted) and pair.claim[mine.place + 1].is_content
    share = other.sort == "percent" and mine.sort in (PLAIN, YEAR)
    return adjacent and share and not _may_count_the_same(mine, other)


def _is_new_unit(pair: Comparison, mine: Amount) -> bool:
    """Whether the sentence never has this unit: not "5 pounds" for "5 or 6 pounds"."""
    return mine.unit is not None and mine.unit.key not in pair.evidence_keys


def _check_counted_thing(
    pair: Comparison, mine: Amount, same: Sequence[Amount]
) -> Iterator[Reason]:
    """ "5 dead" for "5 hurt"."""
    # another month is said once, for the month itself
    dated = mine.sort == DAY and mine.counted[0] not in pair.evidence_keys
    if mine.sort == AGED and not any(other.sort == AGED or not other.counted for other in same):
        text = f"{mine.token.surface} is no age in the cited sentence"
        yield Reason(text, False, (mine.token,))
    elif not dated and not any(_may_count_the_same(mine, other) for other in same):
        text = f"{mine.token.surface} counts something else in the cited sentence"
        yield Reason(text, False, (mine.token,))


def _check_bound(pair: Comparison, mine: Amount, same: Sequence[Amount]) -> Iterator[Reason]:
    """ "More than 100" for "fewer than 100", or for just 100."""
    bounds = {other.bound for other in same}
    if mine.bound_token is None or mine.bound in bounds | {"roughly"}:
        return
    said, theirs = f"“{mine.bound_token.surface} {mine.token.surface}”", same[0].bound_token
    opposite = UPPER_BOUNDS if mine.bound in LOWER_BOUNDS else LOWER_BOUNDS
    if theirs and bounds <= opposite:
        text = f"the cited sentence says “{theirs.surface} {same[0].token.surface}”, not {said}"
        yield Reason(text, is_same_but_for_figures(pair), (mine.bound_token,), theirs.surface)
    else:
        text = f"the cited sentence does not say {said}"
        yield Reason(text, False, (mine.bound_token,))


def _check_rival(pair: Comparison, mine: Amount, unused: Sequence[Amount]) -> Iterator[Reason]:
    """ "420 hectares" for "310 hectares"; figures that may be rounded are only doubtful."""
    other = _find_rival(pair, mine, unused)
    if other is None or not is_same_but_for_figures(pair):
        return
    fair = is_close(mine, other) or _may_be_part_of(pair, mine, other)
    whole = mine.sort != other.sort and not _may_both_be_years(mine, other)
    sure = breaks_bound(mine, other) if mine.bound else not fair
    hard = sure and not whole and _may_count_the_same(mine, other)
    here, there = (mine.text, other.text) if whole else (mine.token.surface, other.token.surface)
    wrong = mine.tokens if whole else (mine.token,)
    text = f"the cited sentence says {there}, not {here}"
    yield Reason(text, hard, wrong, there)


def _may_both_be_years(mine: Amount, other: Amount) -> bool:
    """Whether one is a year and the other may be meant for one: 2113, "the 2013 season"."""
    return {mine.sort, other.sort} == {PLAIN, YEAR} and len(mine.token.key) == len(other.token.key)


def _may_be_part_of(pair: Comparison, mine: Amount, other: Amount) -> bool:
    """Whether the writer may have counted some of them: "two of the divers" for "three divers"."""
    of = mine.place + 1 < len(pair.claim) and pair.claim[mine.place + 1].plain == "of"
    plain = is_plain_number(mine.token.key) and is_plain_number(other.token.key)
    return of and plain and float(mine.token.key) < float(other.token.key)


def _find_rival(pair: Comparison, mine: Amount, unused: Sequence[Amount]) -> Amount | None:
    """The figure that the sentence has where the statement has another; None if none is told."""
    sorted_alike = [other for other in unused if other.sort == mine.sort]
    counting = [o for o in sorted_alike if (o.counted and mine.counted) or o.unit]
    near = find_slot(pair, mine.place)
    for group in (
        [o for o in counting if _may_count_the_same(mine, o)],
        sorted_alike,
        list(unused),
    ):
        placed = [other for other in group if other.place in near]
        # a figure without a noun may only be told by its place
        if (
            group
            and group[0] in counting
            and len(group) == 1
            and _may_count_the_same(mine, group[0])
        ):
            return group[0]
        if len(placed) == 1:
            return placed[0]
    return None


def _check_absent(pair: Comparison, mine: Amount, unused: Sequence[Amount]) -> Iterator[Reason]:
    """Numbers for which the sentence has no other; hard are only those nowhere in the article."""
    if not is_ordinal(mine.token):
        text = f"number {mine.token.surface} is not in the cited sentence"
        yield Reason(text, not mine.bound and _is_invented(mine, pair), (mine.token,))


def _is_invented(mine: Amount, pair: Comparison) -> bool:
    """Whether a number is neither in the article nor to be had from what is."""
    key, in_metres = mine.token.key, mine.token.surface[-1].casefold() == "m" and not mine.unit
    told = (
        pair.vocabulary.has(mine.token) or f"{key}th" in pair.vocabulary.keys
    )  # "his sixth title"
    before = pair.claim[mine.place - 1] if mine.place else mine.token
    named = before.kind is Kind.NAME and before.key in pair.vocabulary.keys  # "Oddmund 7"
    if told or in_metres or named or not is_plain_number(key):
        return False
    rounded = any(_is_rounded_closely(key, other) for other in pair.vocabulary.numbers)
    counted = "." not in key and not mine.unit and 0 <= float(key) <= _COUNTED
    return not rounded and not counted


def _is_rounded_closely(number: str, exact: str) -> bool:
    off = abs(float(number) - float(exact))
    return is_rounded(number, exact) and off <= _ROUNDED * abs(float(exact))


def check_dates(pair: Comparison) -> Iterator[Reason]:
    """Another weekday, month or period than in the sentence, and "hundreds" for "thousands"."""
    for belongs in (_is_weekday, is_month, _is_period, _is_vague_number):
        mine, theirs = _find_only_in(pair.claim, pair.evidence, belongs), []
        if mine:
            theirs = _find_only_in(pair.evidence, pair.claim, belongs)
        for place in mine if theirs else ():
            near = find_slot(pair, place)
            placed = [other for other in theirs if other in near]
            word = pair.claim[place]
            hard = (bool(placed) or not pair.vocabulary.has(word)) and is_same_but_for_figures(pair)
            instead = [pair.evidence[other].surface for other in placed or theirs]
            text = f"the cited sentence says {' and '.join(instead)}, not {word.surface}"
            yield Reason(text, hard, (word,), instead[0] if len(instead) == 1 else "")


def _find_only_in(
    tokens: Tokens, others: Tokens, belongs: Callable[[Tokens, int], bool]
) -> list[int]:
    """The places of the words of a sort that the other text does not have."""
    keys = {token.key for token in others}
    return [
        place
        for place, token in enumerate(tokens)
        if token.key not in keys and belongs(tokens, place)
    ]


def _is_weekday(tokens: Tokens, place: int) -> bool:
    return is_weekday(tokens[place])


def _is_period(tokens: Tokens, place: int) -> bool:
    """Whether a token is "week" or one of its like, with no figure before it."""
    counted = place > 0 and tokens[place - 1].kind is Kind.NUMBER
    return not counted and UNIT_NAMES.get(tokens[place].plain) in RATE_PERIODS


def _is_vague_number(tokens: Tokens, place: int) -> bool:
    return tokens[place].plain in VAGUE_NUMBERS


def check_ranges(pair: Comparison) -> Iterator[Reason]:
    """A range or score with its ends changed round: "2-6" for "6-2"."""
    theirs = {(low.key, high.key): (low, high) for low, _, high in _find_ranges(pair.evidence)}
    for low, to, high in _find_ranges(pair.claim):
        other = theirs.get((high.key, low.key))
        if other and (low.key, high.key) not in theirs and low.key != high.key:
            joint = "-" if to.surface in ("-", "/") else f" {to.surface} "
            said = joint.join(token.surface for token in other)
            text = f"the cited sentence says {said}, not {low.surface}{joint}{high.surface}"
            yield Reason(text, is_same_but_for_figures(pair), (low, to, high), said)


def _find_ranges(tokens: Tokens) -> Iterator[tuple[Token, Token, Token]]:
    for low, to, high in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if low.kind is Kind.NUMBER and to.plain == "to" and high.kind is Kind.NUMBER:
            yield low, to, high


def check_shares(pair: Comparison) -> Iterator[Reason]:
    """A part of something told of all of it: "the divers" for "half of the divers"."""
    kept = {theirs: mine for mine, theirs in pair.word_alignment}
    for amount in find_amounts(pair.evidence):
        behind = amount.place + len(amount.tokens)
        shared = behind < len(pair.evidence) and pair.evidence[behind].plain == "of"
        whole = next(
            (at for at in range(behind, len(pair.evidence)) if pair.evidence[at].is_content), -1
        )
        if shared and amount.place not in kept and whole in kept and amount.counted:
            mine = kept[whole]
            counted = any(t.kind is Kind.NUMBER for t in pair.claim[max(0, mine - 4) : mine])
            if not counted:
                text = f"leaves out “{amount.text} of” before “{pair.claim[mine].surface}”"
                yield Reason(text, False, (pair.claim[mine],))


ALL = (
    check_numbers,
    check_dates,
    check_ranges,
    check_shares,
)
