"""Check of names of people, places and organisations. Pure.

The names of the claim are written as the evidence has them where they denote the same
(`substitution.substitute_names`), so an absent name is another one, or unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from summarize.nlp.english.function_words import DETERMINERS, PREPOSITIONS
from summarize.nlp.english.nouns import (
    FEMALE_TITLES,
    HONORIFICS,
    MALE_TITLES,
    NAME_DESCRIPTORS,
    NAME_HEADS,
    OFFICE_TITLES,
    PERSON_TITLES,
)
from summarize.nlp.names.aliases import Aliases, may_be_one_person
from summarize.nlp.names.name_parts import (
    LONGEST_NAME,
    add_titles,
    find_first_names,
    find_name_end,
    find_name_spans,
    may_be_same_first_names,
)
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token, Tokens, join_surfaces
from summarize.verification.comparison import Comparison, Reason

_NAME_STEM = 4
_DESCRIPTORS = NAME_DESCRIPTORS | PERSON_TITLES


def check_names(pair: Comparison) -> Iterator[Reason]:
    """Check for names that the evidence does not have.

    A contradiction if the name is nowhere in the document, or if the evidence has another in its
    place. A name from the sentence before may correctly replace this sentence's "he".
    """
    missing = {id(token) for token in pair.unsupported if token.kind is Kind.NAME}
    for start, end in _find_missing_names(pair.claim, missing):
        run = pair.claim[start:end]
        other = _find_rival(pair, start, end) if pair.has_all_but(len(run)) else ()
        if other:
            claim_name, evidence_name = _format_name(run), _format_name(other)
            owns = "'s" if run[-1].surface.endswith("'s") else ""
            text = f"the source says this of {evidence_name}, not of {claim_name}"
            yield Reason(text, True, tuple(run), evidence_name + owns)
            continue
        for token in run:
            # it may have its capital from the sentence that it begins: "Singer Adele"
            descriptor = start == 0 and token is run[0] and token.plain in _DESCRIPTORS
            elsewhere, name = pair.vocabulary.has(token), _format_name([token])
            text = f"the source does not {'say this of' if elsewhere else 'name'} {name}"
            yield Reason(text, not elsewhere and not descriptor, (token,))


def _find_missing_names(tokens: Tokens, missing: set[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of neighbouring missing names, as half-open ranges."""
    for is_missing, run in groupby(range(len(tokens)), lambda at: id(tokens[at]) in missing):
        places = list(run)
        if is_missing:
            yield places[0], places[-1] + 1


def _find_rival(pair: Comparison, start: int, end: int) -> Tokens:
    """Find the name that the evidence has in the place of the claim's name; empty if none.

    The place is the same if it is next to the same word on one side, with the same preposition.
    "The Englishman" may be the man of the claim, and "Mueler" an error for "Mueller".
    """
    left = max((at for at in pair.alignment if at[0] < start), default=(-1, -1))
    right = min((at for at in pair.alignment if at[0] >= end), default=(len(pair.claim), -1))
    last = right[1] if right[1] >= 0 else len(pair.evidence)
    before, after = pair.claim[left[0] + 1 : start], pair.claim[end : right[0]]
    for first, stop in find_name_spans(pair.evidence[left[1] + 1 : last]):
        evidence_span = (left[1] + 1 + first, left[1] + 1 + stop)
        other = [at for at in range(*evidence_span) if pair.evidence[at].key not in pair.claim_keys]
        if not other:
            continue
        run = [pair.evidence[at] for at in other]
        same_form = _is_introduced_alike(pair, start, other[0], end) and not (
            _may_be_same_spelling(pair.claim[start:end], run)
            or _is_rest_elsewhere(pair, (start, end), evidence_span)
        )
        beside = _is_tied_alike(before, pair.evidence[left[1] + 1 : evidence_span[0]])
        ahead = right[1] >= 0 and _is_tied_alike(after, pair.evidence[evidence_span[1] : last])
        if same_form and (beside or ahead):
            return run
    return ()


def _is_tied_alike(claim_between: Tokens, evidence_between: Tokens) -> bool:
    """Whether both stretches have only function words, and the same prepositions."""
    plain = [
        [token.plain for token in tokens if token.plain in PREPOSITIONS or token is POSSESSIVE_MARK]
        for tokens in (claim_between, evidence_between)
    ]
    empty = all(token.kind is Kind.FUNCTION for token in (*claim_between, *evidence_between))
    return empty and plain[0] == plain[1]


def _is_introduced_alike(pair: Comparison, start: int, evidence_start: int, end: int) -> bool:
    """Whether both names have the same preposition, and neither is "the Spaniard" for a name."""
    claim_preposition, claim_article = _find_lead_in(pair.claim[:start])
    evidence_preposition, evidence_article = _find_lead_in(pair.evidence[:evidence_start])
    described = claim_article != evidence_article and pair.claim[end - 1].plain not in NAME_HEADS
    return claim_preposition == evidence_preposition and not described


def _find_lead_in(before: Tokens) -> tuple[str, bool]:
    """Return the preposition before a name, and whether a "the" is between them."""
    article = bool(before) and before[-1].plain in DETERMINERS
    word = before[-2:-1] if article else before[-1:]
    preposition = word[0].plain if word and word[0].plain in PREPOSITIONS else ""
    return preposition, article


def _may_be_same_spelling(claim_name: Tokens, evidence_name: Tokens) -> bool:
    """Whether two names may be spellings of one name: "Gerogia", "Georgia"."""
    one, other = ("".join(t.plain for t in tokens) for tokens in (claim_name, evidence_name))
    start = min(len(one), len(other))
    return sorted(one) == sorted(other) or (start >= _NAME_STEM and one[:start] == other[:start])


def _is_rest_elsewhere(
    pair: Comparison, claim_span: tuple[int, int], evidence_span: tuple[int, int]
) -> bool:
    """Whether the rest of the claim's name is elsewhere in the evidence than in its name."""
    sides = claim_span[0] - 1, claim_span[1]
    beyond = [pair.claim[at] for at in sides if 0 <= at < len(pair.claim)]
    rest = {token.key for token in beyond if token.kind is Kind.NAME} & pair.evidence_keys
    begin, end = max(0, evidence_span[0] - LONGEST_NAME), evidence_span[1] + LONGEST_NAME
    around = pair.evidence[begin:end]
    start = min(evidence_span[0], LONGEST_NAME)
    first = next((at for at in range(start, 0, -1) if around[at - 1].kind is not Kind.NAME), 0)
    return bool(rest) and not rest & {t.key for t in around[first : find_name_end(around, start)]}


def _format_name(tokens: Tokens) -> str:
    return join_surfaces(tokens).removesuffix("'s")


ALL = (check_names,)


def _find_other_bearer(
    pair: Comparison, mention: Tokens, spans: Iterable[Tokens], aliases: Aliases
) -> Tokens:
    """Find a name in the evidence that is another one with this last word: "General Voss".

    Empty if the evidence has the name of the claim, or one that certainly is the same person's.
    """
    last, own = mention[-1].key, _add_honorific(pair.claim, mention)
    names = [_add_honorific(pair.evidence, name) for name in spans if name[-1].key == last]
    kept = {token.key for token in own}
    if any({token.key for token in name} == kept for name in names):
        return ()
    sexes = aliases.sexes.get(last, {True, False})
    for name in names:
        dropped = [token for token in name[:-1] if token.key not in kept]
        titled = any(token.plain in HONORIFICS | OFFICE_TITLES for token in dropped)
        namesake = titled and not aliases.may_be_one_person(last)
        shorter = bool(dropped) and (namesake or not aliases.may_shorten(name))
        if shorter or not sexes >= _find_sexes(own):
            return name
    return ()


def _find_sexes(name: Tokens) -> set[bool]:
    titles = {name[0].plain} & (MALE_TITLES | FEMALE_TITLES)
    return {title in FEMALE_TITLES for title in titles}


def _add_honorific(tokens: Tokens, mention: Tokens) -> Tokens:
    """Return a name with the titles and the "Mr" before it."""
    name = add_titles(tokens, mention)
    place = next(at for at, token in enumerate(tokens) if token is name[0])
    titled = place > 0 and tokens[place - 1].plain in HONORIFICS
    return tokens[place - titled : place + len(name)]


def _find_added_honorific(
    pair: Comparison, mention: Tokens, names: Sequence[Tokens], aliases: Aliases
) -> Token | None:
    """Find the "Dr" or "Mrs" of a name in the claim to which the document does not entitle it."""
    first = _add_honorific(pair.claim, mention)[0]
    same = [_add_honorific(pair.evidence, one) for one in names if one[-1].key == mention[-1].key]
    if first.plain not in HONORIFICS or len(mention) + (first is not mention[0]) < 2 or not same:
        return None
    given = any(first.plain == name[0].plain for name in same)
    entitled = given or any(aliases.may_be_called(first.plain, name) for name in same)
    return None if entitled else first


def build_person_check(aliases: Aliases) -> Callable[[Comparison], Iterator[Reason]]:
    """Build the check that needs the name aliases of the document."""

    def check_person(pair: Comparison) -> Iterator[Reason]:
        """Check for another first name, and for a surname alone that two people have."""
        evidence_names = [pair.evidence[slice(*span)] for span in find_name_spans(pair.evidence)]
        for start, end in find_name_spans(pair.claim):
            mention = pair.claim[start:end]
            other = _find_other_bearer(pair, mention, evidence_names, aliases)
            if other:
                found = _format_name(other)
                text = (
                    f"the source says this of {found}, who may be another {_format_name(mention)}"
                )
                yield Reason(text, False, tuple(mention))
                continue
            added = _find_added_honorific(pair, mention, evidence_names, aliases)
            if added:
                text = f"the source does not call {mention[-1].surface} “{added.surface}”"
                yield Reason(text, False, (added,))
            last = mention[-1].key
            known = aliases.families.get(last, {})
            evidence_name = next((name for name in evidence_names if name[-1].key == last), None)
            if evidence_name is None or not known or mention[-1].plain in NAME_HEADS:
                continue
            claim_first_names = find_first_names(mention)
            evidence_first_names = find_first_names(evidence_name)
            if (
                not evidence_first_names
                and may_be_one_person(known)
                and not any(may_be_same_first_names(claim_first_names, name) for name in known)
            ):
                wrong = tuple(token for token in mention if token.key in claim_first_names)
                right = max(known.values(), key=len)
                text = f"in the source the name is {right}, not {_format_name(mention)}"
                yield Reason(text, wrong[0].key in aliases.capitalized, wrong)
            elif evidence_first_names and len(mention) == 1 and not may_be_one_person(known):
                shown = " or ".join(sorted(known.values())[:2])
                yield Reason(
                    f"“{_format_name(mention)}” may be {shown}: the source has both",
                    False,
                    tuple(mention),
                )

    return check_person
