"""Check of negation: a "not", "failed to" or "nobody" that was added or lost. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarize.nlp.english import stance_words
from summarize.nlp.english.function_words import NEGATION_SCOPE_ENDS
from summarize.nlp.tokens import Kind, Token, Tokens
from summarize.verification.checks.same_proposition import find_corresponding, is_same_proposition
from summarize.verification.comparison import Comparison, Reason

# In tokens: how far the scope of a negation reaches, and how close a word is surely negated.
_REACH = 6
_SURE = 4
# "Prevented the boat from sailing": how far the "from" may be.
_FROM_REACH = 5


@dataclass(frozen=True, slots=True)
class _Negation:
    """A negation at a place of a text, and the places of the content words in its scope.

    What is only not known is not denied: of "no evidence that it sank" the `scope` is
    "evidence", and "sank" is in its `reach` alone. `modifiers` are words like "until" and
    "all", which change what is denied.
    """

    place: int
    scope: tuple[int, ...]
    reach: tuple[int, ...]
    modifiers: frozenset[str] = frozenset()

    @property
    def head(self) -> int:
        """The place of the first word in the scope."""
        return self.scope[0]

    @property
    def is_weak(self) -> bool:
        """Whether a modifier takes back a part: "not until Monday", "hardly safe"."""
        return not self.modifiers.isdisjoint(stance_words.NEGATION_WEAKENERS)


Negations = Sequence[_Negation]


def check_negation(pair: Comparison) -> Iterator[Reason]:
    """Check for a negation that was added or lost, judged by the words in its scope.

    A contradiction where the head of the scope is asserted by one text and negated by the
    other, and the two otherwise say the same.
    """
    claim_negations = _find_negations(pair.claim)
    evidence_negations = _find_negations(pair.evidence)
    if not claim_negations and not evidence_negations:
        return
    pairs = list(find_corresponding(pair))
    matched, added, unmatched = _match(pair, dict(pairs), claim_negations, evidence_negations)
    # lost are those of the evidence whose scope the claim keeps without a negation
    claim_heads = {negation.head for negation in claim_negations}
    claim_scope = {place for negation in claim_negations for place in negation.reach}
    free = {there for here, there in pairs if here not in claim_heads}
    kept = {there for here, there in pairs if here not in claim_scope}
    lost = [one for one in unmatched if one.head in free]
    lost = lost or [one for one in unmatched if kept.intersection(one.reach)]
    if added:
        first = pair.claim[added[0].place], pair.claim[added[0].head]
        certain = _contradicts(pair, pair.claim, added, evidence_negations, dict(pairs))
        text = f"the statement denies “{first[1].surface}”, the source does not"
        yield Reason(text, certain and not lost, first)
    elif lost:
        back = {evidence_place: claim_place for claim_place, evidence_place in pairs}
        word = pair.evidence[lost[0].place].surface
        contradicts = _contradicts(pair, pair.evidence, lost, claim_negations, back)
        text = f"the source says “{word}”, the statement does not"
        yield Reason(text, contradicts, correction=word)
    yield from _compare_force(pair, matched)


def _compare_force(
    pair: Comparison, matched: Iterable[tuple[_Negation, _Negation]]
) -> Iterator[Reason]:
    """Check for a negation of another force: "not" for "hardly", "not all" or "no longer"."""
    for own, other in matched:
        if own.modifiers != other.modifiers:
            words = pair.claim[own.place], pair.evidence[other.place]
            here, there = own.modifiers - other.modifiers, other.modifiers - own.modifiers
            said, correction = (", ".join(f"“{w}”" for w in sorted(one)) for one in (here, there))
            text = f"the source says {correction}, the statement {said or 'does not'}"
            if not there:
                text = f"the statement says {said}, the source does not"
            yield Reason(text, False, (words[0],), words[1].surface)
            return


def _match(
    pair: Comparison, pairs: dict[int, int], claim_negations: Negations, others: Negations
) -> tuple[list[tuple[_Negation, _Negation]], list[_Negation], list[_Negation]]:
    """Return the negations of both, those that only the claim has, and those of the evidence.

    Each negation of the evidence matches one of the claim, preferably the one in the same place.
    """
    matched = list[tuple[_Negation, _Negation]]()
    unused, added = list(others), list[_Negation]()
    for negation in claim_negations:
        key, place = pair.claim[negation.head].key, pairs.get(negation.head)
        fitting = [one for one in unused if key in {pair.evidence[at].key for at in one.scope}]
        found = min(fitting, key=lambda one: one.head != place, default=None)
        if found is None:
            added.append(negation)
        else:
            unused.remove(found)
            matched.append((negation, found))
    return matched, added, unused


def _contradicts(
    pair: Comparison, denying: Tokens, own: Negations, others: Negations, places: dict[int, int]
) -> bool:
    """Whether each head is surely negated by one text, and surely asserted by the other.

    `places` maps a place in the negating text to that in the other, `own` and `others` are the
    negations of each. Words that negate without a "not" must be the same in both.
    """
    plain = pair.claim if denying is pair.evidence else pair.evidence
    denied_too = {place for other in others for place in other.reach}
    heads = [places.get(negation.head) for negation in own]
    asserted = [place for place in heads if place is not None and place not in denied_too]
    once = len(set(asserted)) == len(own)
    negators = {negation.place for negation in own}
    kept = {token.key for at, token in enumerate(denying) if at not in negators}
    hidden = any(
        token.plain in stance_words.IMPLICIT_NEGATIVES and token.key not in kept for token in plain
    )
    sure = all(not one.is_weak and abs(one.head - one.place) <= _SURE for one in own)
    if not once or not sure or hidden:
        return False
    # the words that only one of the two needs: "no longer", "win"/"won"
    ignored = [denying[place] for place in negators]
    ignored += [token for token in denying if token.plain in stance_words.NEGATED_ADVERBS]
    words = [(denying[one.head], plain[places[one.head]]) for one in own]
    ignored += [token for one, other in words if one.key != other.key for token in (one, other)]
    return is_same_proposition(pair, ignored)


def _find_negations(tokens: Tokens) -> list[_Negation]:
    """Find the negations of a text without those that cancel out: "did not fail to"."""
    found = list(_find_single_negations(tokens))
    places = {negation.place for negation in found}
    doubled = {negation.head for negation in found if negation.head in places}
    return [one for one in found if one.head not in doubled and one.place not in doubled]


def _find_single_negations(tokens: Tokens) -> Iterator[_Negation]:
    """Find each negation of a text with the content words in its scope.

    A negation with nothing behind it negates what is before it: "I saw nothing."
    """
    for place, token in enumerate(tokens):
        start = _find_scope_start(tokens, place)
        if start is not None:
            after = _find_content(tokens, range(start, min(len(tokens), start + _REACH)))
            before = _find_content(tokens, range(place - 1, -1, -1))
            denied = after or before[:1]
            if denied:
                scope = _narrow_scope(tokens, denied)
                reach = denied
                if len(scope) < len(denied):
                    reach = _find_content(tokens, range(start, len(tokens)))
                said = {token.plain for token in tokens[place : scope[-1] + 1]}
                said &= stance_words.NEGATION_MODIFIERS
                yield _Negation(place, tuple(scope), tuple(reach), frozenset(said))


def _narrow_scope(tokens: Tokens, denied: Sequence[int]) -> Sequence[int]:
    """Return the scope up to what is not known or said: "no clear evidence [that it sank]"."""
    for count, at in enumerate(denied, start=1):
        following = tokens[at + 1].plain if at + 1 < len(tokens) else ""
        opened = following in {"that", "whether", "if"} and tokens[at].kind is Kind.WORD
        if tokens[at].key in stance_words.EPISTEMIC_STEMS or opened:
            return denied[:count]
    return denied


def _find_scope_start(tokens: Tokens, place: int) -> int | None:
    """Return where the scope of a token begins; None if it negates nothing.

    `"failed to sail" -> 2`, `"no doubt" -> None`
    """
    token, after = tokens[place], tokens[place + 1 : place + 1 + _FROM_REACH]
    following = after[0].plain if after else ""
    before = tokens[place - 1].plain if place else ""
    if token.kind is Kind.NEGATION:
        phrases = {f"{token.plain} {following}", f"{before} {token.plain}"}
        return place + 1 if phrases.isdisjoint(stance_words.AFFIRMATIVE_PHRASES) else None
    tie = stance_words.NEGATING_PREDICATES.get(token.plain)
    if tie is None:
        return None
    if tie == "object":
        return place + 1
    if tie == "ing":
        return place + 1 if following.endswith(tie) else None
    if tie == "from":
        reach = [t.plain for t in itertools.takewhile(_is_inside_clause, after)]
        return place + 2 + reach.index(tie) if tie in reach else None
    return place + 2 if following == tie else None


def _find_content(tokens: Tokens, places: range) -> list[int]:
    """Return the places of the content words up to the end of the clause."""
    clause = itertools.takewhile(lambda at: _is_inside_clause(tokens[at]), places)
    content = (at for at in clause if tokens[at].is_content)
    return [at for at in content if tokens[at].plain not in stance_words.NEGATED_ADVERBS]


def _is_inside_clause(token: Token) -> bool:
    return token.kind is not Kind.MARK and token.plain not in NEGATION_SCOPE_ENDS


ALL = (check_negation,)
