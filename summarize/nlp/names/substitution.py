"""Names of a claim -> the forms that its evidence sentence has for the same entities. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from summarize.nlp.english.function_words import PLACE_PREPOSITIONS
from summarize.nlp.english.nouns import NAME_HEADS, NAME_LINKS, PERSON_TITLES
from summarize.nlp.english.stance_words import QUALIFIERS
from summarize.nlp.names.aliases import Aliases
from summarize.nlp.names.name_parts import (
    COUNTRY_SYNONYMS,
    Keys,
    add_titles,
    find_first_names,
    find_linked_name_end,
    find_name_end,
    find_name_ending_with,
    find_name_spans,
    is_subsequence,
    may_be_same_first_names,
    strip_accents,
)
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token, Tokens, join_surfaces, plain_at


def substitute_names(claim: Tokens, evidence: Tokens, aliases: Aliases) -> tuple[Token, ...]:
    """Write the names that the claim shares with its evidence as the evidence has them.

    `"President Obama left", "Obama left" -> "Obama left"`, if the document has no other
    Obama and calls him so. Both must be canonicalized (`Aliases.canonicalize`). The surfaces
    stay those of the claim.
    """
    names = _NameSubstitution(evidence, aliases)
    found: list[Token] = []
    place = 0
    while place < len(claim):
        end = find_name_end(claim, place)
        if end == place:
            found.append(claim[place])
            end = place + 1
        elif all(token.key in names.present for token in claim[place:end]):
            found.extend(claim[place:end])
        else:
            end, same = names.substitute(claim, place, end)
            found.extend(same)
        place = end
    return tuple(_respell(found, evidence))


def shorten_names(evidence: Tokens, claim: Tokens, aliases: Aliases) -> tuple[Token, ...]:
    """Strip the titles and first names of the evidence that the claim leaves out.

    `"Gerd Pohlenz left", "Pohlenz left" -> "Pohlenz left"`, if the document has no other.
    """
    short = {claim[end - 1].key: claim[start:end] for start, end in find_name_spans(claim)}
    dropped: set[int] = set()
    for start, end in find_name_spans(evidence):
        last = evidence[end - 1].key
        if last not in short or evidence[end - 1].plain in NAME_HEADS:
            continue
        kept = {token.key for token in short[last]}
        former = start > 0 and evidence[start - 1].plain in QUALIFIERS
        keys = {token.key for token in evidence[start:end]}
        one = kept <= keys and not former and aliases.may_be_one_person(last)
        if one and aliases.may_shorten(add_titles(evidence, evidence[start:end])):
            droppable = {*find_first_names(evidence[start:end]), *aliases.titles.get(last, ())}
            gone = [at for at in range(start, end - 1) if evidence[at].key in droppable - kept]
            # "Vice President Kim" is not "President Kim"
            rank = any(
                evidence[at].plain in PERSON_TITLES
                for at in range(start, end - 1)
                if at not in gone
            )
            before = any(
                at + 1 not in gone and evidence[at + 1].plain in PERSON_TITLES for at in gone
            )
            titles = any(evidence[at].plain in PERSON_TITLES for at in gone)
            if not (rank and (titles or before)):
                dropped.update(gone)
    if not dropped:
        return tuple(evidence)
    return tuple(token for place, token in enumerate(evidence) if place not in dropped)


class _NameSubstitution:
    """Rewrites names as one evidence sentence has them."""

    def __init__(self, evidence: Tokens, aliases: Aliases) -> None:
        self.evidence = evidence
        self.aliases = aliases
        self.present = {token.key for token in evidence}

    def substitute(self, claim: Tokens, start: int, end: int) -> tuple[int, Tokens]:
        """Return where the name that begins at `start` ends, and the tokens to write for it."""
        for stop in dict.fromkeys((find_linked_name_end(claim, start), end)):
            named = [token for token in claim[start:stop] if token.kind is Kind.NAME]
            same = self._find_acronym_or_words(named) or _find_country(named, self.evidence)
            if same:
                return stop, _with_surface(claim[start:stop], same)
        person = self._substitute_person(claim, claim[start:end])
        return end, self._substitute_countries(claim[start:end]) if person is None else person

    def _substitute_countries(self, mention: Tokens) -> list[Token]:
        """Substitute each word by itself: "French President" for "the President of France"."""
        found = []
        for token in mention:
            known = token.key in self.present
            same = None if known else _find_country([token], self.evidence)
            found.extend(_with_surface([token], same) if same else [token])
        return found

    def _find_acronym_or_words(self, named: Tokens) -> Tokens | None:
        """Find the acronym of a name in the evidence, or the name of an acronym."""
        if len(named) == 1:
            return _find_run(self.evidence, self.aliases.acronyms.get(named[0].plain, ()))
        keys = tuple(token.key for token in named)
        for token in self.evidence:
            if token.kind is Kind.NAME and self.aliases.acronyms.get(token.plain) == keys:
                return [token]
        return None

    def _substitute_person(self, claim: Tokens, mention: Tokens) -> list[Token] | None:
        """Write a person's name with only the words that the evidence uses for that person."""
        last = mention[-1].key
        same_surname = find_name_ending_with(self.evidence, last)
        if same_surname is not None:
            both = add_titles(claim, mention), add_titles(self.evidence, same_surname)
            same = all(self.aliases.may_shorten(name) for name in both)
            return self._shorten(mention, same_surname) if same else list(mention)
        first = self.aliases.surnames
        surname = first.get(last) if len(mention) == 1 else None
        found = find_name_ending_with(self.evidence, surname) if surname else None
        one = self.aliases.may_be_one_person(last)
        if not found and one and _is_first_or_last_name(mention, first):
            names = (name for name, surname in first.items() if surname == last)
            mentions = (find_name_ending_with(self.evidence, name) for name in names)
            found = next(filter(None, mentions), None)
        if not found or _is_place(self.evidence, found[0]):
            return None
        if len(found) == 1 and not self._may_mean_person(found[0]):
            return None
        return _with_surface(mention, [found[-1]])

    def _shorten(self, mention: Tokens, evidence_name: Tokens) -> list[Token]:
        """Strip the titles and first names that the evidence leaves out."""
        last = mention[-1].key
        known, titles = self.aliases.families.get(last, {}), self.aliases.titles.get(last, ())
        given, given_there = find_first_names(mention), find_first_names(evidence_name)
        same = any(is_subsequence(given, other) for other in known) and (
            may_be_same_first_names(given, given_there)
            if given_there
            else self.aliases.may_be_one_person(last)
            and (len(mention) == 1 or self._may_mean_person(evidence_name[-1]))
        )
        kept = [
            token
            for token in mention
            if token.key in self.present
            or (not same if token.key in given else token.key not in titles)
        ]
        # the user still sees all of it
        return _with_surface(mention, kept) if len(kept) == 1 and len(mention) > 1 else kept

    def _may_mean_person(self, name: Token) -> bool:
        """Whether a name alone in the evidence may be a person's: "Ford" may be the firm."""
        place = next(at for at, token in enumerate(self.evidence) if token is name)
        return self.aliases.may_mean_person(self.evidence, place)


def _is_first_or_last_name(mention: Tokens, first: Mapping[str, str]) -> bool:
    """Whether a name is a first name alone, a last name alone, or just the two."""
    given = find_first_names(mention)
    return not given or (len(given) == 1 and first.get(given[0]) == mention[-1].key)


def _is_place(tokens: Tokens, name: Token) -> bool:
    """Whether a name is used as a place: "in Paris"."""
    place = next(at for at, token in enumerate(tokens) if token is name)
    return plain_at(tokens, place - 1) in PLACE_PREPOSITIONS


def _find_run(tokens: Tokens, keys: Keys) -> Tokens | None:
    """Find the tokens with these keys in this order, links such as "of" passed over."""
    named = [token for token in tokens if token.plain not in NAME_LINKS]
    last = len(named) - len(keys) if keys else -1
    for start in range(last + 1):
        run = named[start : start + len(keys)]
        if tuple(token.key for token in run) == keys:
            return run
    return None


def _find_country(named: Tokens, evidence: Tokens) -> Tokens | None:
    """Find another name of the same country, or its adjective, in the evidence."""
    plain = tuple(token.plain for token in named)
    for other in COUNTRY_SYNONYMS.get(plain, ()):
        words = [token for token in evidence if token is not POSSESSIVE_MARK]
        for start in range(len(words) - len(other) + 1):
            run = words[start : start + len(other)]
            if tuple(token.plain for token in run) == other and run[0].surface[:1].isupper():
                return run
    return None


def _with_surface(claim_name: Tokens, evidence_name: Tokens) -> list[Token]:
    """Return the words of the evidence with the surface of the claim."""
    surface = join_surfaces(claim_name)
    return [replace(token, kind=Kind.NAME, surface=surface) for token in evidence_name]


def _respell(claim: Tokens, evidence: Tokens) -> Iterator[Token]:
    """Spell words that differ only in their accents as the evidence spells them."""
    content = [token for token in evidence if token.is_content]
    spellings = {form: token for token in content for form in strip_accents(token)}
    for token in claim:
        same = (spellings[form] for form in strip_accents(token) if form in spellings)
        other = next(same, token) if token.is_content else token
        yield token if other.key == token.key else replace(token, key=other.key, plain=other.plain)
