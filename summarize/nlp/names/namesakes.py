"""Whether a name alone is a person or a place, firm or club of the same name. Pure.

"Ford said she was glad" is Alice Ford, "Ford will cut 3,000 jobs" is the carmaker. What the
sentence says of the bearer tells them apart; where it tells nothing, the name does.
"""

from __future__ import annotations

from collections.abc import Set
from itertools import takewhile

from summarize.nlp.english import namesake_words as table
from summarize.nlp.english.function_words import (
    ARTICLES,
    DETERMINERS,
    FEMALE_PRONOUNS,
    MALE_PRONOUNS,
    PLACE_PREPOSITIONS,
)
from summarize.nlp.english.gazetteer import PLACE_NAMES
from summarize.nlp.english.nouns import (
    NON_PERSON_NOUNS,
    ORGANISATION_NOUNS,
    PERSON_NOUNS,
    PERSON_SUFFIXES,
    PERSON_TITLES,
    ROLE_NOUNS,
)
from summarize.nlp.english.number_words import CALENDAR_NAMES
from summarize.nlp.english.stance_words import ATTRIBUTION
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token, Tokens, is_past_form, plain_at

_KNOWN_THINGS = PLACE_NAMES | table.NAMESAKE_PLACES | table.FIRM_NAMES
_SINGULAR_PERSON = (MALE_PRONOUNS | FEMALE_PRONOUNS) | {"who", "whose"}
_AUXILIARIES = frozenset("is was are were be been being has had have will would also".split())
_PASSIVE = frozenset("is was are were be been being".split())
# In tokens: how far behind a name what it does and has may stand.
_REACH = 12
_NOUN_REACH = 4
_OWN_REACH = 3
# Behind these a name is no place: "in Ross, who was late", "in Ross's house".
_NO_PLACE = frozenset({"who", "whose", POSSESSIVE_MARK.plain})
# In tokens: where the name of "The carmaker Hassel opened a factory" stands.
_SUBJECT_NAME = 2
# In tokens: how far before "called" it may stand what is called so.
_CALLED_REACH = 5
_PAYS = frozenset("paid pays".split())
_BECOMES = frozenset("is was became becomes".split())
_ALSO = frozenset("also now still".split())
_SENTENCE_STARTS = frozenset({"", ".", "!", "?", '"', ":"})
_ANIMALS_AND_VESSELS = table.NAMED_ANIMALS | table.NAMED_VESSELS
_CALLABLE = table.NAMED_THINGS | _ANIMALS_AND_VESSELS | ORGANISATION_NOUNS
_CAPITAL_BEHIND = frozenset({Kind.NAME, Kind.WORD, Kind.NUMBER})


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
    acts = _skip_auxiliaries(after) in table.PERSON_VERBS
    if acts or _is_passive(after, table.PERSON_PARTICIPLES):
        return True
    # another name in between may be the owner of "her"
    rest = takewhile(lambda token: token.kind is not Kind.NAME, tokens[place + 1 :])
    return any(token.plain in _SINGULAR_PERSON for token in rest)


def may_be_bare_noun(tokens: Tokens, place: int) -> bool:
    """Whether the name at `place` may be a noun that the sentence begins with.

    `"Winter lasts five months"`, but not `"Winter said"` or `"when Winter came"`.
    """
    if tokens[place].plain not in table.BARE_NOUNS:
        return False
    if plain_at(tokens, place - 1) not in _SENTENCE_STARTS:
        return False
    after = _find_clause(tokens, place)
    verb = _skip_auxiliaries(after)
    deeds = ATTRIBUTION | table.DEEDS | (table.PERSON_VERBS - table.LIVING_VERBS)
    if verb in deeds or _is_described_as_person(after):
        return False
    person = any(token.plain in _SINGULAR_PERSON for token in after)
    return not (person or _is_passive(after, table.PERSON_PARTICIPLES))


def shows_thing(tokens: Tokens, place: int) -> bool:
    """Whether a sentence says of the name at `place` what no person is or does.

    `"Orr is a river"`, `"the town of Ross"`, `"Ross has 4,000 inhabitants"`, `"Lindt shares"`.
    """
    behind = plain_at(tokens, place + 1)
    if behind in table.OWNED_BY_FIRMS | table.FIRM_SUFFIXES or _is_part_of_firm(tokens, place):
        return True
    introduced = _is_located(tokens, place) or _is_called_thing(tokens, place)
    apposed = behind == "," and plain_at(tokens, place + 2) in ARTICLES
    apposed = apposed and _ends_in_thing(tokens[place + 3 :])
    return introduced or apposed or _is_described_as_thing(_find_clause(tokens, place))


def _is_described_as_person(after: Tokens) -> bool:
    """Whether the words behind a name say who its bearer is: "is a baker", "became the mayor"."""
    article = plain_at(after, 0) in _BECOMES and plain_at(after, 1) in ARTICLES
    words = list(takewhile(lambda token: token.kind is Kind.WORD, after[2 : 2 + _NOUN_REACH]))
    return article and any(
        token.plain in PERSON_NOUNS | ROLE_NOUNS
        or (token.plain.endswith(PERSON_SUFFIXES) and token.plain not in NON_PERSON_NOUNS)
        for token in words
    )


def _is_part_of_firm(tokens: Tokens, place: int) -> bool:
    """Whether "&" joins the name at `place` to another: "Orr & Co.", "Bond, Orr & Lindt"."""
    behind = plain_at(tokens, place + 1) == "&"
    listed = plain_at(tokens, place + 1) == "," and plain_at(tokens, place + 3) == "&"
    return behind or listed or plain_at(tokens, place - 1) == "&"


def _is_located(tokens: Tokens, place: int) -> bool:
    """Whether the name at `place` is where something is: "in Ross", but "confidence in Ross"."""
    before, behind = plain_at(tokens, place - 1), tokens[place + 1 : place + 3]
    if before not in PLACE_PREPOSITIONS or any(one.plain in _NO_PLACE for one in behind):
        return False
    about_person = plain_at(tokens, place - 2) in table.ABOUT_PEOPLE
    if about_person or tokens[place].plain in CALENDAR_NAMES:
        return is_known_thing(tokens[place])
    return is_known_thing(tokens[place]) or before in {"in", "near"}


def _is_called_thing(tokens: Tokens, place: int) -> bool:
    """Whether the words before the name at `place`, or the one behind it, call it a thing.

    `"the town of Ross"`, `"the Lindt group"`, `"retailer Lindt"`; not `"the firm Kim founded"`.
    """
    before, further = plain_at(tokens, place - 1), plain_at(tokens, place - 2)
    if before in _ANIMALS_AND_VESSELS:
        return tokens[place - 1].kind is not Kind.NAME
    if before in {"called", "named"}:
        called = [token.plain for token in tokens[max(0, place - _CALLED_REACH) : place - 1]]
        # no "The bank called Kim"
        passive = called[-1:] and called[-1] in _PASSIVE
        indefinite = called[-1:] and called[-1] in _CALLABLE and not {"a", "an"}.isdisjoint(called)
        return bool(passive or indefinite) and not _CALLABLE.isdisjoint(called)
    if before == "of":
        return further in table.NAMED_THINGS
    if before in ARTICLES:
        word = plain_at(tokens, place + 1)
        alone = all(one.kind not in _CAPITAL_BEHIND for one in tokens[place + 1 : place + 2])
        # "drive a Hassel", but "the Hassels have"
        family = tokens[place].surface.endswith("s") and word in {"are", "have", "had", "were"}
        return (alone and not family) or (
            before == "the" and word in table.NAMED_THINGS | {"group"}
        )
    # no "Secretary of State Kim"
    if before not in table.NAMED_THINGS or tokens[place - 1].kind is Kind.NAME:
        return False
    verbs = sum(map(is_past_form, _find_clause(tokens, place)))
    # with one verb the subject is all of "the carmaker Hassel"
    return further not in DETERMINERS or (place == _SUBJECT_NAME and verbs == 1)


def _is_described_as_thing(after: Tokens) -> bool:
    """Whether the words behind a name are said of no person: "was flooded", "is 3 km long"."""
    verb, linked = plain_at(after, 0), plain_at(after, 0) in {"is", "was"}
    words = {token.plain for token in after}
    if "its" in [token.plain for token in after[1:_OWN_REACH]]:
        return True
    if verb in table.PLACE_VERBS or _is_passive(after, table.PLACE_PARTICIPLES):
        return True
    if _has_what_no_person_has(after):
        return True
    noun = 1 + (plain_at(after, 1) in _ALSO)
    if linked and [token.plain for token in after[noun : noun + 3]] == ["the", "name", "of"]:
        return True
    if linked and any(token.surface.endswith("quarter") for token in after[1:3]):
        # a number to the tables: "Orr is a quarter of the town"
        return "town" in words or "city" in words
    return linked and plain_at(after, noun) in ARTICLES and _ends_in_thing(after[noun + 1 :])


def _has_what_no_person_has(after: Tokens) -> bool:
    """Whether a measure, people or money behind a name are none of a person's.

    `"is 3 km long"`, `"has 900 inhabitants"`, `"paid a dividend"`, `"lies an hour from"`.
    """
    words = {token.plain for token in after}
    verb, acts = plain_at(after, 0), _skip_auxiliaries(after)
    lengths = words & table.LENGTH_UNITS
    if verb in {"is", "was"} and lengths and words & table.DIMENSIONS:
        return True
    if verb in {"has", "had"} and words & table.POPULATION_NOUNS:
        return True
    if (verb == "grows" and lengths) or (verb == "grew" and {"by", "people"} <= words):
        return True
    far = (lengths or words & table.TIME_UNITS) and "from" in words
    if verb in {"lay", "lies"} and far:
        return True
    if acts in {"employed", "employs"} and words & table.EMPLOYEES:
        return True
    if (acts == "listed" and "exchange" in words) or (acts in _PAYS and words & table.DIVIDENDS):
        return True
    return acts in table.FISCAL_VERBS and not words.isdisjoint(table.FISCAL_NOUNS)


def _ends_in_thing(noun_phrase: Tokens) -> bool:
    """Whether the first noun phrase is a place or a firm: "river in Scotland", "small town"."""
    words = list(takewhile(lambda token: token.kind is Kind.WORD, noun_phrase[:_NOUN_REACH]))
    return bool(words) and words[-1].plain in table.NAMED_THINGS


def _find_clause(tokens: Tokens, place: int) -> Tokens:
    """Return the tokens behind a name up to the next mark."""
    after = tokens[place + 1 : place + 1 + _REACH]
    return list(takewhile(lambda token: token.kind is not Kind.MARK, after))


def _is_passive(after: Tokens, participles: Set[str]) -> bool:
    """Whether one of these was done to the name before: "was founded", not "founded a firm"."""
    auxiliaries = list(takewhile(lambda token: token.plain in _AUXILIARIES, after))
    passive = any(token.plain in _PASSIVE for token in auxiliaries)
    return passive and plain_at(after, len(auxiliaries)) in participles


def _skip_auxiliaries(after: Tokens) -> str:
    """Return the first word that is no auxiliary: "born" of "was born"; "" if there is none."""
    return next((token.plain for token in after if token.plain not in _AUXILIARIES), "")
