"""Who certainly acts, and what keeps its sense where agent and patient change places. Pure."""

from __future__ import annotations

from itertools import groupby, pairwise

from summarize.nlp.english import function_words, nouns, number_words
from summarize.nlp.english.clause_words import QUANTIFIERS
from summarize.nlp.english.stance_words import ATTRIBUTION
from summarize.nlp.english.synonym_sets import (
    DEPICTIVES,
    DITRANSITIVE_VERBS,
    EVENT_NOUNS,
    OBJECT_CONTROL_VERBS,
    SUBJECT_MATTER_VERBS,
)
from summarize.nlp.names.name_parts import COUNTRY_SYNONYMS
from summarize.nlp.tokens import (
    Kind,
    Token,
    Tokens,
    is_past_form,
    is_verb_form,
    lemmatize,
    plain_at,
)

# A name with one of these is a place or a thing: "Orrin Street", "Lake Orrin".
_THING_WORDS = (nouns.NAME_HEADS | nouns.NON_PERSON_NAME_WORDS) - nouns.AGENT_NOUNS
_NO_NAMES = number_words.CALENDAR_NAMES | nouns.FESTIVALS
_PERIODS = number_words.DATE_NAMES | number_words.CALENDAR_PERIODS | number_words.DAY_ADVERBS
# Groups without a plural ending that need no article: "arrested by police".
_BARE_GROUPS = nouns.GROUP_NOUNS | {"nobody", "somebody", "someone", "anybody", "anyone"}
_DETERMINERS = function_words.DETERMINERS | function_words.INDEFINITE_DETERMINERS
_SINGULAR_PEOPLE = function_words.MALE_PRONOUNS | function_words.FEMALE_PRONOUNS
_PRONOUNS = _SINGULAR_PEOPLE | function_words.PLURAL_PRONOUNS | {"it", "its", "itself"}
# In these phrases a clause is about the same, whoever stands before it.
_FREE_OPENERS = function_words.ADVERBIAL_CONJUNCTIONS | {"at", "during", "for", "to"}


def is_agent(phrase: Tokens, context: Tokens) -> bool:
    """Whether a noun phrase is certainly somebody who acts: "Kim", "the harbour trust".

    Not a time, place, means or measure: "by Friday", "by the station", "by train", "by half".
    `context` may show that a name is a place: "in Kallen".
    """
    if not phrase or any(_is_amount(phrase, place) for place in range(len(phrase))):
        return False
    parts = (list(part) for joint, part in groupby(phrase, lambda t: t.plain == "and") if not joint)
    return all(_is_simple_agent(part, context) for part in parts)


def _is_amount(phrase: Tokens, place: int) -> bool:
    token = phrase[place]
    counted = token.kind is Kind.NUMBER or token.plain in number_words.NUMBER_WORDS
    return (counted and plain_at(phrase, place + 1) != "year") or token.plain in QUANTIFIERS


def _is_simple_agent(phrase: Tokens, context: Tokens) -> bool:
    """Whether the head of a phrase without "and" is a person, an organisation or their name."""
    end = next((at for at, token in enumerate(phrase) if token.plain == "of"), len(phrase))
    if not end > 0:
        return False
    head, articled = phrase[end - 1], phrase[0].plain in function_words.ARTICLES
    if head.kind is Kind.NAME:
        start = end - 1
        while start and phrase[start - 1].kind is Kind.NAME:
            start -= 1
        return _is_acting_name(phrase[start:end], context, articled=articled and start == 1)
    singular = _find_singular(head.plain)
    owned = any(token.plain == "'s" for token in phrase[:end])
    needs_none = head.plain != singular or head.plain in _BARE_GROUPS or end < len(phrase)
    introduced = owned or needs_none or phrase[0].plain in _DETERMINERS
    return head.kind is Kind.WORD and singular in nouns.AGENT_NOUNS and introduced


def _find_singular(word: str) -> str:
    """Return the singular if that is somebody who acts: "agencies" -> "agency"."""
    man = f"{word.removesuffix('men')}man" if word.endswith("men") else word
    forms = (word, word.removesuffix("s"), word.removesuffix("ies") + "y", man)
    return next((form for form in forms if form in nouns.AGENT_NOUNS), word)


def _is_acting_name(name: Tokens, context: Tokens, *, articled: bool) -> bool:
    """Whether a name is no time, place or thing; "the Corin" may be a ship or a river."""
    words = [token.plain for token in name]
    country = tuple(words) in COUNTRY_SYNONYMS
    acting = words[-1] in nouns.AGENT_NOUNS or name[-1].surface.isupper() or country
    thing = not country and not _THING_WORDS.isdisjoint(words)
    dated = not _NO_NAMES.isdisjoint(words)
    placed = any(
        one.plain in function_words.LOCATIVE_PREPOSITIONS and two.key == name[0].key
        for one, two in pairwise(context)
    )
    return not (thing or dated or (articled and not acting) or (placed and not country))


def may_stay(rest: Tokens, verb: Token, agent: Tokens) -> bool:
    """Whether what follows the verb says the same when agent and patient change places.

    "on Tuesday" does; "with the gun", "drunk", "after he fell", "to leave", ", a lawyer" may
    belong to the one before which it stands.
    """
    while rest and rest[-1].kind is Kind.MARK:
        rest = rest[:-1]
    if not rest:
        return True
    plain = [token.plain for token in rest]
    if not DEPICTIVES.isdisjoint(plain) or any(_is_ambiguous(token, agent) for token in rest):
        return False
    mark = plain.index(",") if "," in plain else len(rest)
    behind = [*plain[mark + 1 :], ""]
    # ", with Lee watching" and ", Lee said" have a subject of their own
    said = not ATTRIBUTION.isdisjoint(behind) and "," not in behind
    apart = behind[0] == "with" or said
    own = rest[:mark] if apart else rest
    # "before leaving" is about either, "after she was found sleeping" has a subject of its own
    finite = plain[0] in function_words.ADVERBIAL_CONJUNCTIONS and not any(
        map(_is_in_ing, rest[1:2])
    )
    moved = not finite and any(_is_in_ing(token) for token in own)
    if not own or "with" in plain[:mark] or moved:
        return bool(apart and not own)
    names = {verb.key, lemmatize(verb)}
    if not names.isdisjoint(SUBJECT_MATTER_VERBS):
        return False
    controlled = not names.isdisjoint(OBJECT_CONTROL_VERBS) and plain[0] == "to"
    joined = any(
        (one.plain in function_words.COORDINATING_CONJUNCTIONS and is_past_form(two))
        or (one.plain == "to" and two.kind is Kind.WORD)
        for one, two in pairwise(own[controlled:])
    )
    given = not names.isdisjoint(DITRANSITIVE_VERBS) and _opens_object(own)
    return not joined and (given or controlled or _opens_freely(own))


def _is_in_ing(token: Token) -> bool:
    return is_verb_form(token) and not is_past_form(token)


def _opens_object(phrase: Tokens) -> bool:
    counted = phrase[0].kind is Kind.NUMBER or phrase[0].plain in number_words.NUMBER_WORDS
    return counted or phrase[0].plain in _DETERMINERS


def _is_ambiguous(token: Token, agent: Tokens) -> bool:
    """Whether a word may mean the agent as well as the patient: "he", "who"; no "he" is a team."""
    if token.plain in _SINGULAR_PEOPLE:
        head = agent[-1]
        plural = head.plain != _find_singular(head.plain)
        group = head.plain in nouns.GROUP_NOUNS | nouns.ORGANISATION_NOUNS
        return not (plural or group) or token.plain.endswith("self")
    return token.plain in _PRONOUNS or token.plain in function_words.RELATIVE_PRONOUNS


def _opens_freely(rest: Tokens) -> bool:
    """Whether a phrase can't belong to the noun before it: a time or place, no "in the red hat"."""
    opener = rest[0].plain
    if opener in _FREE_OPENERS | _PERIODS or opener in number_words.TIME_MODIFIERS:
        return True
    if opener not in {"in", "on"}:
        return False
    content = next((token for token in rest[1:] if token.is_content), rest[0])
    named = content.kind in (Kind.NAME, Kind.NUMBER) or content.plain in _PERIODS
    timed = any(token.plain in _PERIODS or token.plain in EVENT_NOUNS for token in rest[1:4])
    return named or timed


def opens_alike(lead: Tokens) -> bool:
    """Whether what stands before the subject does not depend on who that is: "On Tuesday,".

    "After leaving Kallen," says who left, and ", a lawyer," or "When he fell," may be anybody.
    """
    if not lead:
        return True
    first = lead[0].plain
    openers = function_words.PREPOSITIONS | function_words.ADVERBIAL_CONJUNCTIONS | _PERIODS
    opened = first in openers or first in number_words.TIME_MODIFIERS
    own = any(token.plain in _PRONOUNS or _is_in_ing(token) for token in lead)
    said = not ATTRIBUTION.isdisjoint(token.plain for token in lead)
    return (opened or said or lead[0].kind is Kind.MARK) and not own
