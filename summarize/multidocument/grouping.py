"""Grouping: pairs of sentences that differ -> what is told as one difference. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from summarize.digests import Citation, Difference, DigestStatement
from summarize.multidocument.agreement import Agreement
from summarize.multidocument.disagreements import Disagreement, Party, find_disagreements
from summarize.multidocument.members import Member
from summarize.nlp.tokens import Token
from summarize.verification.token_spans import find_token_spans

Place = tuple[int, int]
"""The number of a source, and of a sentence in it."""


@dataclass(frozen=True, slots=True)
class Contested:
    """Sentences that differ from each other, with the words in which they do."""

    words: Mapping[Place, tuple[Token, ...]]


def find_contested(
    members: Sequence[Member], subjects: Mapping[int, int]
) -> tuple[list[Contested], list[frozenset[Place]]]:
    """Return what documents about the same subject say differently, and the pairs that differ."""
    parties = {
        one.number: Party(one.number, one.checker, one.readings, one.compared) for one in members
    }
    pairs: list[Disagreement] = []
    for one, other in combinations(members, 2):
        if subjects[one.number] == subjects[other.number]:
            pairs += find_disagreements(parties[one.number], parties[other.number])
    return _group(pairs), [frozenset((pair.here, pair.there)) for pair in pairs]


def _group(pairs: Iterable[Disagreement]) -> list[Contested]:
    """Group pairs that differ in the same words of a sentence."""
    groups: list[dict[Place, dict[int, Token]]] = []
    for pair in pairs:
        words = {
            place: {id(token): token for token in tokens}
            for place, tokens in ((pair.here, pair.own), (pair.there, pair.others))
        }
        near = [group for group in groups if _share_words(group, words)]
        merged: defaultdict[Place, dict[int, Token]] = defaultdict(dict)
        for group in (*near, words):
            for place, tokens in group.items():
                merged[place] |= tokens
        groups = [group for group in groups if not any(group is one for one in near)]
        groups.append(dict(merged))
    return [
        Contested({place: tuple(tokens.values()) for place, tokens in sorted(group.items())})
        for group in groups
    ]


def _share_words(
    group: Mapping[Place, Mapping[int, Token]], words: Mapping[Place, Mapping[int, Token]]
) -> bool:
    return any(
        not group[place].keys().isdisjoint(tokens) or not (group[place] or tokens)
        for place, tokens in words.items()
        if place in group
    )


def build_difference(
    contested: Contested, members: Mapping[int, Member], agreement: Agreement
) -> Difference | None:
    """Return the statements of a difference, those with the same words as one.

    The oldest comes first where all dates are known. None where a document repeats the other one
    and nothing is left.
    """
    by_words: dict[tuple[str, ...], DigestStatement] = {}
    told: set[int] = set()
    # near-duplicates last: they are told only where they say something else
    order = sorted(contested.words, key=lambda at: (members[at[0]].source.repeats is not None, at))
    for source, number in order:
        member, tokens = members[source], contested.words[source, number]
        if source in told:  # what one document says twice
            continue
        told.add(source)
        quoted = member.checker.quote_sentence(number)
        own = member.annotated.tokens(number)
        spans = find_token_spans(quoted.text, own, tokens)
        key = tuple(sorted(token.key for token in tokens))
        known = by_words.get(key)
        if known is None:
            claim = replace(quoted, wrong_spans=spans)
            by_words[key] = DigestStatement(claim, source)
        elif member.source.repeats is None:
            more = (Citation(source, one) for one in quoted.evidence)
            by_words[key] = replace(known, further=(*known.further, *more))
    statements = list(by_words.values())
    if len(statements) < 2:
        return None
    cited = frozenset[int]().union(*(one.sources for one in statements))
    statements = [
        replace(
            one,
            further=(
                *one.further,
                *(
                    more
                    for more in agreement.find_citations(one.claim, one.source, cited)
                    if more.is_checked
                ),
            ),
        )
        for one in statements
    ]
    return Difference(tuple(_sort_by_date(statements, members)))


def _sort_by_date(
    statements: Sequence[DigestStatement], members: Mapping[int, Member]
) -> list[DigestStatement]:
    """Sort statements by the dates of their newest sources, and mark the newest of all."""
    dates = {
        id(one): max((members[source].source.date for source in one.sources), default="")
        for one in statements
    }
    if not all(dates.values()):
        return list(statements)
    ordered = sorted(statements, key=lambda one: dates[id(one)])
    newest = dates[id(ordered[-1])]
    return [
        replace(one, is_newest=dates[id(one)] == newest and dates[id(ordered[-2])] < newest)
        for one in ordered
    ]
