"""Check of numbers, units and dates: does the evidence have them, for the same thing? Pure.

There is one reason for each wrong amount: where the evidence has another one in its place,
the reason names that, else it only says that the amount is not there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from summarize.nlp.english.number_words import (
    AGED,
    CURRENCIES,
    LOWER_BOUNDS,
    UPPER_BOUNDS,
)
from summarize.nlp.normalize.dates import is_month, is_weekday
from summarize.nlp.normalize.numbers import (
    AMBIGUOUS_MARK,
    is_ordinal,
    is_plain_number,
    is_rounded,
)
from summarize.nlp.normalize.units import UNIT_KEYS
from summarize.nlp.tokens import Kind, Token, Tokens, join_surfaces, plain_at
from summarize.verification.checks.amounts import (
    DAY,
    ORDINAL,
    PLAIN,
    YEAR,
    Amount,
    breaks_bound,
    find_amounts,
    is_close,
    is_period,
    is_rounding_of,
    is_unit,
    is_vague,
)
from summarize.verification.checks.same_proposition import find_slot, is_same_but_for_figures
from summarize.verification.comparison import Comparison, Reason

# Up to this number, the writer of a claim may have counted: "two men" for two names.
_COUNTED = 5
# As a share of its value: how far off a rounded number of the document may be: "£1.3m".
_ROUNDED = 0.05
# Before one end of a range they say that it is one: "rose from 5", "open until 7".
_RANGE_LINKS = frozenset(["from", "to", "at", "until", "till", "since"])


def check_numbers(pair: Comparison) -> Iterator[Reason]:
    """Check for numbers that the evidence lacks, or has with another unit, bound or thing."""
    claim_amounts, evidence_amounts = find_amounts(pair.claim), find_amounts(pair.evidence)
    unused = _find_surplus(evidence_amounts, claim_amounts, 1, pair)
    extra = _find_surplus(claim_amounts, evidence_amounts, 0, pair)
    for amount in claim_amounts:
        same = [other for other in evidence_amounts if other.token.key == amount.token.key]
        reason: Reason | None = None
        if same and amount not in extra:
            reason = (
                _check_unit(pair, amount, same)
                or _check_counted_thing(pair, amount, same)
                or _check_bound(pair, amount, same)
            )
        elif same:
            reason = _check_rival(pair, amount, unused)
        elif not any(is_rounding_of(amount, o) and _may_count_the_same(amount, o) for o in unused):
            reason = _check_rival(pair, amount, unused) or _check_absent(pair, amount)
        if reason:
            yield reason


def _find_surplus(
    some: Sequence[Amount], others: Sequence[Amount], side: int, pair: Comparison
) -> list[Amount]:
    """Return the amounts of one text beyond those that it has in common with the other."""
    more = Counter(one.token.key for one in some)
    more.subtract(Counter(one.token.key for one in others))
    paired = {places[side] for places in pair.alignment}
    return [one for one in some if more[one.token.key] > 0 and one.place not in paired]


def _may_count_the_same(amount: Amount, other: Amount) -> bool:
    """Whether two amounts may count the same thing, as far as the texts name it."""
    if amount.unit and other.unit and amount.unit.plain != "percent":
        return amount.unit.plain == other.unit.plain
    if other.sort == AGED and amount.counted:
        return False
    if not amount.counted or not other.counted:
        return True
    return amount.counted[0] in other.counted or other.counted[0] in amount.counted


def _check_unit(pair: Comparison, amount: Amount, same: Sequence[Amount]) -> Reason | None:
    """Check for another unit: "31 miles" for "31 metres", "5 per cent" for "5 people"."""
    units = {other.unit.plain if other.unit else "" for other in same}
    if (amount.unit.plain if amount.unit else "") in units:
        return None
    other = next((other for other in same if other.unit), same[0])
    # it may count the thing right behind it: "5 people" for "5%"
    adjacent = bool(amount.counted) and pair.claim[amount.place + 1].is_content
    share = other.sort == "percent" and amount.sort in (PLAIN, YEAR)
    another = adjacent and share and not _may_count_the_same(amount, other)
    if amount.unit is None and not another:
        text = f"leaves out what {amount.token.surface} measures: the source says “{other.text}”"
        return Reason(text, False, (amount.token,), other.text)
    has_unit = other.unit is not None or other.sort == AGED
    # the evidence may have this unit elsewhere: "5 pounds" for "5 or 6 pounds"
    new = amount.unit is not None and amount.unit.key not in pair.evidence_keys
    sure = has_unit or (new and amount.sort in CURRENCIES | {"percent"})
    thing = () if amount.unit else (pair.claim[amount.place + 1],)
    said = f"{amount.text} {join_surfaces(thing)}" if thing else amount.text
    text = f"the source says {other.text}, not {said}"
    contradicts = sure and is_same_but_for_figures(pair)
    return Reason(text, contradicts, (*amount.tokens, *thing), other.text)


def _check_counted_thing(pair: Comparison, amount: Amount, same: Sequence[Amount]) -> Reason | None:
    """Check for another counted thing: "5 dead" for "5 hurt"."""
    number = amount.token.surface
    if amount.sort == AGED and not any(o.sort == AGED or not o.counted for o in same):
        return Reason(f"in the source {number} is not an age", False, (amount.token,))
    # another month is reported once, for the month itself
    dated = amount.sort == DAY and amount.counted[0] not in pair.evidence_keys
    if dated or any(_may_count_the_same(amount, other) for other in same):
        return None
    other = same[0]
    ranged = plain_at(pair.evidence, other.place - 1) == "to" or number == "1"
    clear = other.counted and amount.sort == PLAIN and not ranged
    text = f"the source says {_join_counted(pair.evidence, other) if clear else other.text}, "
    known = clear and not pair.evidence_keys.isdisjoint(amount.counted)
    text += f"not {_join_counted(pair.claim, amount)}" if known else "but not of this"
    return Reason(text, False, (amount.token,))


def _join_counted(tokens: Tokens, amount: Amount) -> str:
    """Return a number with the words up to what it counts: "5 elderly people"."""
    places = range(amount.place + 1, len(tokens))
    first = next(at for at in places if tokens[at].key == amount.counted[0])
    return join_surfaces(tokens[amount.place : first + len(amount.counted)])


def _check_bound(pair: Comparison, amount: Amount, same: Sequence[Amount]) -> Reason | None:
    """Check for another bound: "more than 100" for "fewer than 100", or for just 100."""
    bounds, bound = {other.bound for other in same}, amount.bound_token
    if bound is None or amount.bound in bounds | {"roughly"}:
        return None
    said, other = f"“{bound.surface} {amount.token.surface}”", same[0].bound_token
    opposite = UPPER_BOUNDS if amount.bound in LOWER_BOUNDS else LOWER_BOUNDS
    if other is None or not bounds <= opposite:
        return Reason(f"the source does not say {said}", False, (bound,))
    evidence_said = f"“{other.surface} {same[0].token.surface}”"
    text = f"the source says {evidence_said}, not {said}"
    return Reason(text, is_same_but_for_figures(pair), (bound,), other.surface)


def _check_rival(pair: Comparison, amount: Amount, unused: Sequence[Amount]) -> Reason | None:
    """Check for "420 hectares" in place of "310 hectares"; a doubt where it may be rounded."""
    other = _find_rival(pair, amount, unused)
    if other is None or not is_same_but_for_figures(pair):
        return None
    # the claim may be about some of them: "two of the divers" for "three divers"
    part = plain_at(pair.claim, amount.place + 1) == "of" and (
        is_plain_number(amount.token.key) and is_plain_number(other.token.key)
    )
    fewer = part and float(amount.token.key) < float(other.token.key)
    fair = is_close(amount, other) or fewer
    # both may be years: 2113, "the 2013 season"
    years = {amount.sort, other.sort} == {PLAIN, YEAR}
    years = years and len(amount.token.key) == len(other.token.key)
    whole = amount.sort != other.sort and not years
    sure = breaks_bound(amount, other) if amount.bound else not fair
    contradicts = sure and not whole and _may_count_the_same(amount, other)
    if whole:
        text = f"the source says {other.text}, not {amount.text}"
        return Reason(text, contradicts, amount.tokens, other.text)
    # it has the other number too, of something else
    matter = " of this" if amount.token.key in pair.evidence_keys else ""
    said, instead = amount.token.surface, other.token.surface
    if amount.sort == other.sort == DAY:
        said, instead = (
            join_surfaces(tokens[one.place : one.place + 2])
            for tokens, one in ((pair.claim, amount), (pair.evidence, other))
        )
    text = f"the source says {instead}{matter}, not {said}"
    return Reason(text, contradicts, (amount.token,), other.token.surface)


def _find_rival(pair: Comparison, amount: Amount, unused: Sequence[Amount]) -> Amount | None:
    """Return the amount that the evidence has in place of the claim's; None if it is unclear."""
    same_sort = [other for other in unused if other.sort == amount.sort]
    counting = [o for o in same_sort if (o.counted and amount.counted) or o.unit]
    same_thing = [o for o in counting if _may_count_the_same(amount, o)]
    near = find_slot(pair, amount.place)
    for group in (same_thing, same_sort, list(unused)):
        placed = [other for other in group if other.place in near]
        # a number without a noun can only be recognised by its place
        if len(group) == 1 and group[0] in same_thing:
            return group[0]
        if len(placed) == 1:
            return placed[0]
    return None


def _check_absent(pair: Comparison, amount: Amount) -> Reason | None:
    """Check for a number without a rival; a contradiction only if it is nowhere in the document."""
    if is_ordinal(amount.token):
        return None
    number = f"“{amount.token.surface}”"
    text = f"the source does not say {number}"
    if pair.vocabulary.has(amount.token):
        text = f"the source says {number}, but not of this"
    return Reason(text, not amount.bound and _is_invented(amount, pair), (amount.token,))


def _is_invented(amount: Amount, pair: Comparison) -> bool:
    """Whether a number is neither in the document nor derivable from what is."""
    key, document = amount.token.key, pair.vocabulary
    in_metres = amount.token.surface[-1].casefold() == "m" and not amount.unit
    known = document.has(amount.token) or f"{key}th" in document.keys  # "his sixth title"
    before = pair.claim[amount.place - 1] if amount.place else amount.token
    named = before.kind is Kind.NAME and before.key in document.keys  # "Oddmund 7"
    if known or in_metres or named or not is_plain_number(key):
        return False
    rounded = any(
        is_rounded(key, exact) and abs(float(key) - float(exact)) <= _ROUNDED * abs(float(exact))
        for exact in document.numbers
    )
    ambiguous = any(
        AMBIGUOUS_MARK in other
        and key in (other.replace(AMBIGUOUS_MARK, ""), *other.split(AMBIGUOUS_MARK))
        for other in document.numbers
    )
    counted = "." not in key and not amount.unit and 0 <= float(key) <= _COUNTED
    return not (rounded or ambiguous or counted)


def check_dates(pair: Comparison) -> Iterator[Reason]:
    """Check for another weekday, month or period, and for "hundreds" in place of "thousands".

    The same for other units without a number, "a foot" for "a metre", which may be no measures.
    """
    reported = set[int]()
    for belongs in (is_weekday, is_month, is_period, is_vague, is_unit):
        claim_places = [
            at
            for at, token in enumerate(pair.claim)
            if token.key not in pair.evidence_keys and belongs(pair.claim, at)
        ]
        evidence_places = [
            at
            for at in range(len(pair.evidence) if claim_places else 0)
            if at not in pair.kept and belongs(pair.evidence, at)
        ]
        for place in claim_places if evidence_places else ():
            if place in reported:
                continue
            reported.add(place)
            near = find_slot(pair, place)
            placed = [other for other in evidence_places if other in near]
            word = pair.claim[place]
            certain = bool(placed) or not pair.vocabulary.has(word)
            certain = certain and belongs is not is_unit
            contradicts = certain and is_same_but_for_figures(pair)
            correction = [pair.evidence[other].surface for other in placed or evidence_places]
            text = f"the source says {' and '.join(correction)}, not {word.surface}"
            yield Reason(text, contradicts, (word,), correction[0] if len(correction) == 1 else "")


def check_ranges(pair: Comparison) -> Iterator[Reason]:
    """Check for a range or score with its ends swapped: "2-6" for "6-2"."""
    evidence_ranges = {(a.key, b.key): (a, b) for a, _, b in _find_ranges(pair.evidence)}
    for low, to, high in _find_ranges(pair.claim):
        other = evidence_ranges.get((high.key, low.key))
        if other and (low.key, high.key) not in evidence_ranges and low.key != high.key:
            joint = "-" if to.surface in ("-", "/") else f" {to.surface} "
            said = joint.join(token.surface for token in other)
            text = f"the source says {said}, not {low.surface}{joint}{high.surface}"
            yield Reason(text, is_same_but_for_figures(pair), (low, to, high), said)


def check_range_ends(pair: Comparison) -> Iterator[Reason]:
    """Check for one end in place of a range: "10 per cent" for "10-12 per cent".

    "To 7" may stand for "from 5 to 7".
    """
    ranges = _find_ends(pair.evidence)
    if not ranges:
        return
    own = _find_ends(pair.claim)
    outside = {token.key for at, token in enumerate(pair.evidence) if at not in ranges}
    wholes = {pair.evidence[place].key: tokens for place, tokens in ranges.items()}
    for amount in find_amounts(pair.claim):
        key, linked = amount.token.key, plain_at(pair.claim, amount.place - 1) in _RANGE_LINKS
        if key in wholes and key not in outside and not linked and amount.place not in own:
            said = join_surfaces(wholes[key])
            text = f"the source says “{said}”, not just {amount.token.surface}"
            yield Reason(text, False, (amount.token,))


def _find_ends(tokens: Tokens) -> dict[int, Tokens]:
    """Return the places of the numbers that are ends of ranges, each with its range."""
    found = {}
    for link, token in enumerate(tokens):
        low = link - 1 - (plain_at(tokens, link - 1) in UNIT_KEYS)
        ranged = token.plain == "to" and low >= 0 and link + 1 < len(tokens)
        if ranged and tokens[low].kind is tokens[link + 1].kind is Kind.NUMBER:
            found[low] = found[link + 1] = tokens[low : link + 2]
    return found


def _find_ranges(tokens: Tokens) -> Iterator[tuple[Token, Token, Token]]:
    for low, to, high in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if low.kind is high.kind is Kind.NUMBER and to.plain == "to":
            yield low, to, high


def check_left_out(pair: Comparison) -> Iterator[Reason]:
    """Check for a number that was left out: "the divers" for "half of the divers", "an hour"."""
    kept = {evidence_place: claim_place for claim_place, evidence_place in pair.alignment}
    for amount in find_amounts(pair.evidence):
        if amount.place not in kept:
            yield from _check_share(pair, amount, kept)
            yield from _check_article(pair, amount, kept)


def _check_share(pair: Comparison, amount: Amount, kept: dict[int, int]) -> Iterator[Reason]:
    """Check for a whole in place of a part: "the divers" for "half of the divers"."""
    behind = amount.place + len(amount.tokens)
    if plain_at(pair.evidence, behind) != "of" or not amount.counted:
        return
    places = range(behind, len(pair.evidence))
    whole = next((at for at in places if pair.evidence[at].is_content), -1)
    if whole in kept:
        claim_place = kept[whole]
        before = pair.claim[max(0, claim_place - 4) : claim_place]
        if not any(token.kind is Kind.NUMBER for token in before):
            text = f"leaves out “{amount.text} of”, so it says more than the source"
            yield Reason(text, False, (pair.claim[claim_place],))


def _check_article(pair: Comparison, amount: Amount, kept: dict[int, int]) -> Iterator[Reason]:
    """Check for "a" in place of a number: "an hour" for "five hours", "a boat" for "5 boats"."""
    thing = kept.get(amount.place + 1, 0)
    if not thing or amount.token.key == "1" or amount.sort in (ORDINAL, YEAR, DAY):
        return
    start = thing - 1 - pair.claim[thing - 1].is_content  # "a long hour"
    if plain_at(pair.claim, start) in ("a", "an"):
        wrong = pair.claim[start : thing + 1]
        text = f"the source says “{amount.text}”, not “{join_surfaces(wrong)}”"
        yield Reason(text, False, tuple(wrong))


ALL = (check_numbers, check_dates, check_ranges, check_range_ends, check_left_out)
