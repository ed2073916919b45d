"""The names of a document -> its aliases: each distinct form of a name is looked at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

from summarize.nlp.english.function_words import ARTICLES
from summarize.nlp.english.gazetteer import FEMALE_FIRST_NAMES, MALE_FIRST_NAMES
from summarize.nlp.english.namesake_words import FIRM_SUFFIXES, NAMED_ANIMALS, NAMED_VESSELS
from summarize.nlp.english.nouns import (
    FEMALE_TITLES,
    HONORIFICS,
    MALE_TITLES,
    NAME_DESCRIPTORS,
    NAME_HEADS,
    NAME_LINKS,
    OFFICE_TITLES,
    ORGANISATION_NOUNS,
    PERSON_TITLES,
    TITLE_LINKS,
)
from summarize.nlp.names import name_parts, namesakes
from summarize.nlp.names.aliases import MOST_NAMESAKES, Aliases
from summarize.nlp.names.name_parts import Keys
from summarize.nlp.tokens import Kind, Tokens, plain_at

# In tokens: how far behind a name it may say what its bearer is.
_REACH = 7
_SEXED_TITLES = MALE_TITLES | FEMALE_TITLES


def find_aliases(sentences: Iterable[Tokens]) -> Aliases:
    """Find the names of a document, given the tokens of its sentences. Takes linear time."""
    builder = _AliasBuilder()
    for tokens in sentences:
        builder.add_sentence(tokens)
    return builder.build()


class _AliasBuilder:
    """Collects the names of sentences; each distinct form of a name is looked at once."""

    def __init__(self) -> None:
        self._names: dict[Keys, Tokens] = {}
        self._leading_names: dict[Keys, Tokens] = {}
        self._linked_names: dict[Keys, Tokens] = {}
        self._capitalized: set[str] = set()
        self._lowercase: set[str] = set()
        self._single_words: set[str] = set()
        self._bracketed_acronyms: dict[str, Keys] = {}
        self._held_offices: defaultdict[str, set[str]] = defaultdict(set)
        self._bare_offices: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
        self._sexes: defaultdict[str, set[bool]] = defaultdict(set)
        self._honorifics: defaultdict[str, set[str]] = defaultdict(set)
        self._relatives: dict[tuple[str, str], str] = {}
        self._organisations: set[str] = set()
        self._people: set[str] = set()
        self._things: set[str] = set()

    def add_sentence(self, tokens: Tokens) -> None:
        """Collect the names of one sentence."""
        if not tokens:
            return
        words = [token for token in tokens if token.kind is Kind.WORD]
        self._lowercase.update([token.key for token in words if token.surface.islower()])
        if tokens[0].surface[:1].isupper() and _is_described_as_organisation(tokens, 1):
            self._organisations.add(tokens[0].key)
        if tokens[0].kind is Kind.WORD:
            self._single_words.add(tokens[0].key)
            if tokens[1:] and tokens[1].kind is not Kind.NAME:
                # it may be a name: the beginning of a sentence does not show that
                self._add_sense(tokens, 0)
        if "." in [token.plain for token in tokens[:-1]]:
            tokens = tuple(name_parts.strip_abbreviation_stops(tokens))
        end = int(tokens[0].plain in NAME_DESCRIPTORS)
        for place, token in enumerate(tokens):
            if token.kind is Kind.NAME and place >= end:
                end = self._add_name(tokens, place)
        for first, last in name_parts.find_relatives(tokens):
            self._relatives.setdefault((first.key, last.key), f"{first.surface} {last.surface}")

    def _add_name(self, tokens: Tokens, place: int) -> int:
        """Collect the name that begins at `place`, and return where it ends."""
        end = max(name_parts.find_name_end(tokens, place), place + 1)
        run = tokens[place:end]
        self._capitalized.update(token.key for token in run)
        self._add_bearer(tokens, place, end)
        if len(run) == 1:
            self._single_words.add(run[0].key)
            self._add_sense(tokens, place)
        elif any(token.plain in FIRM_SUFFIXES for token in run[1:]):
            self._things.update(token.key for token in run[:-1])
        elif plain_at(tokens, place - 1) in NAMED_ANIMALS | NAMED_VESSELS:
            # "the racehorse Brigadier Moss"
            self._things.add(run[-1].key)
        runs = self._names if place else self._leading_names
        runs.setdefault(tuple(token.key for token in run), run)
        if len(run) > 1 or plain_at(tokens, end) in NAME_LINKS:
            linked = tokens[place : name_parts.find_linked_name_end(tokens, place)]
            self._linked_names.setdefault(tuple(token.key for token in linked), linked)
            after_name = tokens[place + len(linked) :][:3]
            self._bracketed_acronyms.update(_find_bracketed_acronym(linked, after_name))
        return end

    def _add_sense(self, tokens: Tokens, place: int) -> None:
        """Collect whether the name alone at `place` must be a person, a place or a firm."""
        if namesakes.shows_thing(tokens, place):
            self._things.add(tokens[place].key)
        elif namesakes.shows_person(tokens, place):
            self._people.add(tokens[place].key)

    def _add_bearer(self, tokens: Tokens, place: int, end: int) -> None:
        """Collect what is said beside a name of its bearer: office, sex, "a law firm"."""
        last, sides = tokens[end - 1].key, (plain_at(tokens, place - 1), tokens[place].plain)
        if any(side in _SEXED_TITLES for side in sides):
            self._sexes[last].add(any(side in FEMALE_TITLES for side in sides))
        self._honorifics[last].update(side for side in sides if side in HONORIFICS)
        start = name_parts.find_title_start(tokens, place)
        offices = name_parts.find_offices(tokens[start:end])
        if name_parts.find_first_names(tokens[place:end]):
            self._held_offices[last].update(offices)
        elif offices:
            self._bare_offices[last].add(offices)
        if not offices:
            self._held_offices[last].update(_find_held_offices(tokens, place, end))
        if end - place == 1 and _is_described_as_organisation(tokens, end):
            self._organisations.add(last)

    def build(self) -> Aliases:
        """Build the aliases from all sentences collected."""
        for run in self._leading_names.values():
            # "Sadly Kim" has its first capital from the sentence
            name = run[1:] if run[0].key in self._lowercase else run
            if name:
                self._names.setdefault(tuple(token.key for token in name), name)
        families: defaultdict[str, dict[Keys, str]] = defaultdict(dict)
        titles: defaultdict[str, set[str]] = defaultdict(set)
        for adjacent in self._names.values():
            run = self._strip_preceding_name(adjacent)
            if 1 < len(run) <= name_parts.LONGEST_NAME and not name_parts.is_other_name(run):
                last, given = run[-1].key, name_parts.find_first_names(run)
                uncertain = given or name_parts.find_offices(run)
                titles[last].update(token.key for token in run[:-1] if token.key not in uncertain)
                if given and len(families[last]) <= MOST_NAMESAKES:
                    printed = [t.surface.removesuffix("'s") for t in run[-len(given) - 1 :]]
                    families[last].setdefault(given, " ".join(printed))
        for (first, last), printed_name in self._relatives.items():
            # whose surname the document names: "his wife, Jean" of Peter Lund may be Jean Lund
            if last in families and len(families[last]) <= MOST_NAMESAKES:
                families[last].setdefault((first,), printed_name)
        divided = self._find_divided(families)
        for last, held in self._held_offices.items():
            titles[last] |= held
        for last, bare in self._bare_offices.items():
            unknown = [offices for offices in bare if not offices <= titles[last]]
            # the only bearer of a surname has its only title
            if len(unknown) == 1 and last not in families:
                titles[last] |= unknown[0]
            elif unknown:
                divided.add(last)
        return Aliases(
            dict(families),
            {last: frozenset(found) for last, found in titles.items() if found},
            self._find_surnames(families),
            self._find_acronyms(),
            frozenset(self._capitalized - self._lowercase),
            frozenset(self._lowercase),
            {last: frozenset(found) for last, found in self._sexes.items()},
            frozenset(divided),
            frozenset(self._people),
            frozenset(self._things),
            {last: frozenset(found) for last, found in self._honorifics.items() if found},
        )

    def _find_divided(self, families: Mapping[str, Mapping[Keys, str]]) -> set[str]:
        """Find the last words that a man and a woman have, or a person and an organisation."""
        for last, known in families.items():
            for first in (name.partition(" ")[0].lower() for name in known.values()):
                # of the names that no list has, those on "a" are mostly women's
                female = first in FEMALE_FIRST_NAMES or first.endswith("a")
                if female or first in MALE_FIRST_NAMES:
                    self._sexes[last].add(female and first not in MALE_FIRST_NAMES)
        mixed = {last for last, sexes in self._sexes.items() if len(sexes) > 1}
        return mixed | (self._organisations & {*families, *self._sexes})

    def _strip_preceding_name(self, run: Tokens) -> Tokens:
        """Strip a name that stands before another: "Real Sociedad Moyes" -> "Moyes"."""
        if run[-1].plain not in NAME_HEADS:
            for end in range(min(len(run), name_parts.LONGEST_NAME) - 1, 1, -1):
                if tuple(token.key for token in run[:end]) in self._names:
                    return run[end:]
        return run

    def _find_surnames(self, families: Mapping[str, Mapping[Keys, str]]) -> dict[str, str]:
        """Map the first names that stand alone somewhere, and are one person's, to the surname."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for run in self._names.values():
            last, given = run[-1], name_parts.find_first_names(run)
            surname = last.key in families and last.plain not in NAME_HEADS | PERSON_TITLES
            if surname and len(given) == 1:
                found[given[0]].add(last.key)
        alone = self._single_words - self._lowercase
        sole = ((name, lasts) for name, lasts in found.items() if len(lasts) == 1)
        return {name: next(iter(lasts)) for name, lasts in sole if name in alone}

    def _find_acronyms(self) -> dict[str, Keys]:
        """Map initials to the only name that they can stand for, or that introduces them."""
        found: defaultdict[str, set[Keys]] = defaultdict(set)
        for linked in self._linked_names.values():
            for words in name_parts.split_at_links(linked):
                name = tuple(token.key for token in words if token.kind is Kind.NAME)
                if 1 < len(name) <= name_parts.LONGEST_NAME:
                    for kinds in ((Kind.NAME,), (Kind.NAME, Kind.FUNCTION)):
                        letters = (token.plain[:1] for token in words if token.kind in kinds)
                        found["".join(letters)].add(name)
        unique = {letters: next(iter(all_)) for letters, all_ in found.items() if len(all_) == 1}
        return unique | self._bracketed_acronyms


def _find_held_offices(tokens: Tokens, place: int, end: int) -> Iterator[str]:
    """Find the titles that a text gives a name, at `place` to `end`, as words of their own.

    `"the general, Dirk Voss" -> "general"`, `"Dirk Voss, who became a general" -> "general"`
    """
    before = [token for token in tokens[max(0, place - 2) : place] if token.kind is not Kind.MARK]
    if before and before[-1].plain in OFFICE_TITLES:
        yield before[-1].key
    for token in tokens[end : end + _REACH]:
        if token.plain in OFFICE_TITLES:
            yield token.key
        described = token.plain in NAME_DESCRIPTORS or token.plain in TITLE_LINKS
        linking = described or token.kind is Kind.FUNCTION
        if not (linking or token.plain in OFFICE_TITLES or token.plain == ","):
            return


def _is_described_as_organisation(tokens: Tokens, end: int) -> bool:
    """Whether "a law firm" and its like follow a name that ends at `end`."""
    if plain_at(tokens, end) != "," or plain_at(tokens, end + 1) not in ARTICLES:
        return False
    words = list(takewhile(lambda token: token.kind is Kind.WORD, tokens[end + 2 : end + _REACH]))
    return bool(words) and words[-1].plain in ORGANISATION_NOUNS


def _find_bracketed_acronym(linked: Tokens, after: Tokens) -> dict[str, Keys]:
    """Find the acronym in brackets after its name: `"Marrin Harbour Trust (MHT)" -> {"mht": ...}`.

    `linked` is the name, `after` the three tokens behind it. Empty if there is none.
    """
    if [token.plain for token in after[::2]] != ["(", ")"] or not after[1].surface.isupper():
        return {}
    letters = after[1].plain
    for start, token in enumerate(linked):
        initials = iter(other.plain[:1] for other in linked[start:])
        if token.plain[:1] == letters[:1] and all(letter in initials for letter in letters):
            named = linked[start:]
            return {letters: tuple(other.key for other in named if other.kind is Kind.NAME)}
    return {}
