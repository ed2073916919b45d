"""The names of a statement put as the cited sentence has them, where they mean the same. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from summarize.nlp.english.function_words import PLACE_PREPOSITIONS
from summarize.nlp.english.nouns import NAME_HEADS, NAME_LINKS
from summarize.nlp.english.stance_words import QUALIFIERS
from summarize.nlp.names.aliases import Aliases, may_be_one_person
from summarize.nlp.names.name_parts import (
    Keys,
    country_synonyms,
    find_first_names,
    find_linked_name_end,
    find_name_end,
    find_name_ending_with,
    find_name_spans,
    is_subsequence,
    may_be_same_first_names,
    strip_accents,
)
from summarize.nlp.tokens import OWNS, Kind, Token


def substitute_names(
    part: Sequence[Token], source: Sequence[Token], aliases: Aliases
) -> tuple[Token, ...]:
    """The part with the names that it shares with the sentence put as they stand there.

    `"President Obama left", "Obama left" -> "Obama left"`, if the article has no other
    Obama and calls him so. Both are `settled`. The surfaces stay those of the part.
    """
    renaming = _NameSubstitution(source, aliases)
    found: list[Token] = []
    place = 0
    while place < len(part):
        end = find_name_end(part, place)
        if end == place:
            found.append(part[place])
            end = place + 1
        elif all(token.key in renaming.present for token in part[place:end]):
            found.extend(part[place:end])
        else:
            end, same = renaming.substitute(part, place, end)
            found.extend(same)
        place = end
    return tuple(_respell(found, source))


def shorten_names(
    source: Sequence[Token], part: Sequence[Token], aliases: Aliases
) -> tuple[Token, ...]:
    """The sentence without the titles and first names that the part leaves out.

    `"Gerd Pohlenz left", "Pohlenz left" -> "Pohlenz left"`, if the article has no other.
    """
    short = {part[end - 1].key: part[start:end] for start, end in find_name_spans(part)}
    dropped: set[int] = set()
    for start, end in find_name_spans(source):
        last = source[end - 1].key
        kept = {token.key for token in short.get(last, ())}
        known = aliases.families.get(last, {})
        former = start > 0 and source[start - 1].plain in QUALIFIERS
        theirs = {token.key for token in source[start:end]}
        if (
            kept
            and kept <= theirs
            and not former
            and may_be_one_person(known)
            and source[end - 1].plain not in NAME_HEADS
        ):
            droppable = {*find_first_names(source[start:end]), *aliases.titles.get(last, ())}
            places = range(start, end - 1)
            dropped.update(at for at in places if source[at].key in droppable - kept)
    return tuple(token for place, token in enumerate(source) if place not in dropped)


class _NameSubstitution:
    """How the names of one sentence may be put otherwise."""

    def __init__(self, source: Sequence[Token], aliases: Aliases) -> None:
        self.source = source
        self.aliases = aliases
        self.present = {token.key for token in source}

    def substitute(
        self, part: Sequence[Token], start: int, end: int
    ) -> tuple[int, Sequence[Token]]:
        """Where the name that begins at `start` ends, and what to put for it."""
        for stop in dict.fromkeys((find_linked_name_end(part, start), end)):
            told = [token for token in part[start:stop] if token.kind is Kind.NAME]
            theirs = self._find_acronym_or_words(told) or _find_country(told, self.source)
            if theirs:
                return stop, _with_surface(part[start:stop], theirs)
        person = self._substitute_person(part[start:end])
        return end, self._substitute_countries(part[start:end]) if person is None else person

    def _substitute_countries(self, mention: Sequence[Token]) -> list[Token]:
        """Each word by itself: "French President" beside "the President of France"."""
        found = []
        for token in mention:
            theirs = None if token.key in self.present else _find_country([token], self.source)
            found.extend(_with_surface([token], theirs) if theirs else [token])
        return found

    def _find_acronym_or_words(self, told: Sequence[Token]) -> Sequence[Token] | None:
        """The acronym in the sentence for the words of a name, or the words for the acronym."""
        if len(told) == 1:
            return _find_run(self.source, self.aliases.acronyms.get(told[0].plain, ()))
        keys = tuple(token.key for token in told)
        for token in self.source:
            if token.kind is Kind.NAME and self.aliases.acronyms.get(token.plain) == keys:
                return [token]
        return None

    def _substitute_person(self, mention: Sequence[Token]) -> list[Token] | None:
        """The mention with only those of its words that the sentence uses for the same person."""
        last = mention[-1].key
        theirs = find_name_ending_with(self.source, last)
        if theirs is not None:
            return self._shorten(mention, theirs)
        first = self.aliases.surnames
        surname = first.get(last) if len(mention) == 1 else None
        found = find_name_ending_with(self.source, surname) if surname else None
        if not found and _is_first_or_last_name(mention, first):
            names = (name for name, surname in first.items() if surname == last)
            found = next(
                filter(None, (find_name_ending_with(self.source, name) for name in names)), None
            )
        if not found or _is_place(self.source, found[0]):
            return None
        return _with_surface(mention, [found[-1]])

    def _shorten(self, mention: Sequence[Token], theirs: Sequence[Token]) -> list[Token]:
        """Without the titles and first names that the sentence leaves out."""
        last = mention[-1].key
        known, titles = self.aliases.families.get(last, {}), self.aliases.titles.get(last, ())
        given, given_there = find_first_names(mention), find_first_names(theirs)
        same = any(is_subsequence(given, other) for other in known) and (
            may_be_same_first_names(given, given_there) if given_there else may_be_one_person(known)
        )
        kept = [
            token
            for token in mention
            if token.key in self.present
            or (not same if token.key in given else token.key not in titles)
        ]
        if len(kept) == 1 and len(mention) > 1:  # the reader still sees all of it
            return _with_surface(mention, kept)
        return kept


def _is_first_or_last_name(mention: Sequence[Token], first: Mapping[str, str]) -> bool:
    """Whether a name is a first name alone, a last name alone, or just the two."""
    given = find_first_names(mention)
    return not given or (len(given) == 1 and first.get(given[0]) == mention[-1].key)


def _is_place(tokens: Sequence[Token], name: Token) -> bool:
    """Whether a name stands for a place: "in Paris"."""
    place = next(at for at, token in enumerate(tokens) if token is name)
    return place > 0 and tokens[place - 1].plain in PLACE_PREPOSITIONS


def _find_run(tokens: Sequence[Token], keys: Keys) -> Sequence[Token] | None:
    """The names in a sentence that are these words in this order, links between them aside."""
    named = [token for token in tokens if token.plain not in NAME_LINKS]
    last = len(named) - len(keys) if keys else -1
    for start in range(last + 1):
        run = named[start : start + len(keys)]
        if tuple(token.key for token in run) == keys:
            return run
    return None


def _find_country(told: Sequence[Token], source: Sequence[Token]) -> Sequence[Token] | None:
    """Another name of the same country, or its adjective, in the sentence."""
    plain = tuple(token.plain for token in told)
    for other in country_synonyms().get(plain, ()):
        words = [token for token in source if token is not OWNS]
        for start in range(len(words) - len(other) + 1):
            run = words[start : start + len(other)]
            if tuple(token.plain for token in run) == other and run[0].surface[:1].isupper():
                return run
    return None


def _with_surface(mine: Sequence[Token], theirs: Sequence[Token]) -> list[Token]:
    """The sentence's words for a name, as the reader of the statement sees it."""
    surface = " ".join(token.surface for token in mine)
    return [replace(token, kind=Kind.NAME, surface=surface) for token in theirs]


def _respell(part: Sequence[Token], source: Sequence[Token]) -> Iterator[Token]:
    """Words that differ in their accents alone, as the sentence spells them."""
    theirs = {form: token for token in source if token.content for form in strip_accents(token)}
    for token in part:
        same = (theirs[form] for form in strip_accents(token) if form in theirs)
        other = next(same, token) if token.content else token
        yield token if other.key == token.key else replace(token, key=other.key, plain=other.plain)
