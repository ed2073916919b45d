"""Whether a name alone is a person or a place, firm or club of the same name. Pure.

"Ford said she was glad" is Alice Ford, "Ford will cut 3,000 jobs" is the carmaker. What the
sentence says of the bearer tells them apart; where it tells nothing, the name does.
"""

from __future__ import annotations

from itertools import takewhile

from summarize.nlp.english import namesake_words as table
from summarize.nlp.english.function_words import (
    ARTICLES,
    FEMALE_PRONOUNS,
    MALE_PRONOUNS,
    PLACE_PREPOSITIONS,
)
from summarize.nlp.english.gazetteer import PLACE_NAMES
from summarize.nlp.english.nouns import PERSON_TITLES
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token, Tokens, plain_at

_KNOWN_THINGS = PLACE_NAMES | table.NAMESAKE_PLACES | table.FIRM_NAMES
_SINGULAR_PERSON = (MALE_PRONOUNS | FEMALE_PRONOUNS) | {"who", "whose"}
_AUXILIARIES = frozenset("is was are were be been being has had have will would also".split())
# In tokens: how far behind a name what it does and has may stand.
_REACH = 12
_NOUN_REACH = 4


def is_known_thing(name: Token) -> bool:
    """Whether a place, a firm or a club is called so: "Ford", "Washington", "Chelsea"."""
    return name.plain in _KNOWN_THINGS


def shows_person(tokens: Tokens, place: int) -> bool:
    """Whether a sentence says of the name at `place` what only a person does.

    `"Ford smiled"`, `"Mr Ford"`, `"Ford sold her house"`.
    """
    if plain_at(tokens, place - 1) in PERSON_TITLES:
        return True
    after = _find_clause(tokens, place)
    verb = _skip_auxiliaries(after)
    if verb in table.PERSON_VERBS or verb in table.PERSON_PARTICIPLES:
        return True
    # another name in between may be the owner of "her"
    rest = takewhile(lambda token: token.kind is not Kind.NAME, tokens[place + 1 :])
    return any(token.plain in _SINGULAR_PERSON for token in rest)


def shows_thing(tokens: Tokens, place: int) -> bool:
    """Whether a sentence says of the name at `place` what no person is or does.

    `"Orr is a river"`, `"the town of Ross"`, `"Ross has 4,000 inhabitants"`, `"Lindt shares"`.
    """
    before = plain_at(tokens, place - 1)
    if before == "of" and plain_at(tokens, place - 2) in table.NAMED_THINGS:
        return True
    if before in PLACE_PREPOSITIONS and is_known_thing(tokens[place]):
        return plain_at(tokens, place + 1) != POSSESSIVE_MARK.plain
    if plain_at(tokens, place + 1) in table.OWNED_BY_FIRMS | table.FIRM_SUFFIXES:
        return True
    return _is_described_as_thing(_find_clause(tokens, place))


def _is_described_as_thing(after: Tokens) -> bool:
    """Whether the words behind a name are said of no person: "was flooded", "is 3 km long"."""
    words = {token.plain for token in after}
    verb, linked = plain_at(after, 0), plain_at(after, 0) in {"is", "was"}
    if verb in table.PLACE_VERBS or _skip_auxiliaries(after) in table.PLACE_PARTICIPLES:
        return True
    if linked and words & table.LENGTH_UNITS and words & table.DIMENSIONS:
        return True
    if verb in {"has", "had"} and words & table.POPULATION_NOUNS:
        return True
    if verb == "grew" and {"by", "people"} <= words:
        return True
    if _skip_auxiliaries(after) in table.FISCAL_VERBS and words & table.FISCAL_NOUNS:
        return True
    return linked and plain_at(after, 1) in ARTICLES and _ends_in_thing(after[2:])


def _ends_in_thing(noun_phrase: Tokens) -> bool:
    """Whether the first noun phrase is a place or a firm: "river in Scotland", "small town"."""
    words = list(takewhile(lambda token: token.kind is Kind.WORD, noun_phrase[:_NOUN_REACH]))
    return bool(words) and words[-1].plain in table.NAMED_THINGS


def _find_clause(tokens: Tokens, place: int) -> Tokens:
    """Return the tokens behind a name up to the next mark."""
    after = tokens[place + 1 : place + 1 + _REACH]
    return list(takewhile(lambda token: token.kind is not Kind.MARK, after))


def _skip_auxiliaries(after: Tokens) -> str:
    """Return the first word that is no auxiliary: "born" of "was born"; "" if there is none."""
    return next((token.plain for token in after if token.plain not in _AUXILIARIES), "")
