"""Pieces of a sentence: is this a clause, an apposition, a phrase; does it restrict the rest? Pure.

A piece is what stands between two marks, or between a border and the end.
"""

from __future__ import annotations

from itertools import pairwise

from summarize.nlp.clauses import (
    CONTRASTIVE_SUBORDINATORS,
    PERIODS,
    SUBORDINATORS,
    has_finite_verb,
    is_finite_verb,
    is_participle,
    is_present_verb,
    may_be_verb,
)
from summarize.nlp.english import function_words as fw
from summarize.nlp.english import number_words, stance_words
from summarize.nlp.english.clause_words import (
    CIRCUMSTANCE_ADVERBS,
    DISCOURSE_ADVERBS,
    DISCOURSE_PHRASES,
    FRAME_WORDS,
    MEASURING_PARTICIPLES,
    PARTITIVE_QUANTIFIERS,
    PARTITIVE_WORDS,
    QUANTIFIERS,
    RESTRICTIVE_OPENERS,
    UNDOING_WORDS,
)
from summarize.nlp.english.nouns import PERSON_NOUNS, PERSON_TITLES, ROLE_NOUNS
from summarize.nlp.tokens import Kind, Tokens, is_past_form, plain_at

RELATIVES = fw.RELATIVE_PRONOUNS - {"that"} | {"where"}
_CLAUSE_OPENERS = (RELATIVES - {"which"}) | SUBORDINATORS | fw.COORDINATING_CONJUNCTIONS
CONDITIONS = fw.CONDITIONAL_CONJUNCTIONS | {"until", "except", "or", "otherwise"}
APPOSITION_OPENERS = fw.ARTICLES | fw.POSSESSIVE_DETERMINERS
_VERB_AWAITING = frozenset({"whose", "which", "whom", "where"})
DESCRIPTIONS = PERSON_TITLES | PERSON_NOUNS | ROLE_NOUNS
RESTRICTING_PARTICIPLES = stance_words.RESTRICTIVE_PARTICIPLES | MEASURING_PARTICIPLES
"""What one of these opens says of what the rest is true."""


def may_undo(piece: Tokens) -> bool:
    """Whether a piece may say that the rest is untrue, undone, or true only in a story or view.

    "Ito shot Lee, a lie", "in the musical", "in her view", ", which was later overturned",
    "promised to resign, which he has not done"
    """
    words = [token.plain for token in piece if token.kind is not Kind.MARK]
    opener = words[0] if words else ""
    # a clause with a subject or "who" of its own speaks of a film without being one; but "fled and
    # joined the army in a cartoon" has one frame for both
    joined = opener in fw.COORDINATING_CONJUNCTIONS
    shared = joined and len(piece) > 1 and (is_finite_verb(piece, 1) or is_past_form(piece[1]))
    clause = opener in _CLAUSE_OPENERS and not shared
    framed = not clause and not FRAME_WORDS.isdisjoint(words)
    lie = any(pair == ("a", "lie") for pair in pairwise(words))
    denied = opener == "which" and any(
        token.kind is Kind.NEGATION or token.plain in stance_words.NEGATING_PREDICATES
        for token in piece
    )
    return framed or lie or denied or not (UNDOING_WORDS - {"lie", "lies"}).isdisjoint(words)


def classify_clause(piece: Tokens) -> bool | None:
    """Return whether a subordinate clause is a circumstance; None if it is none, or a condition.

    A clause without a verb of its own is a condition in disguise: "when wet", "once signed".
    """
    first = piece[0].plain
    if first not in SUBORDINATORS or len(piece) < 3 or is_restrictive(piece[1:2]):
        return None
    subject = piece[1].plain
    if first in CONTRASTIVE_SUBORDINATORS and subject in fw.DEMONSTRATIVES | {"it"}:
        return None  # "although this was never shown"
    doing = first in {"after", "before", "since", "while"} and piece[1].plain.endswith("ing")
    own = any(may_be_verb(token) for token in piece[2:]) and not is_participle(piece, 1)
    if not (doing or own or piece[1].plain in fw.SUBJECT_PRONOUNS):
        return None
    return first not in CONTRASTIVE_SUBORDINATORS - {"while"}


def is_plain_phrase(piece: Tokens) -> bool:
    """Whether a piece says where, when or why, with an article and nothing that restricts.

    "During the storm", "at the meeting"; not "in mice", "for a child", "with luck".
    """
    first = piece[0].plain
    openers = fw.PREPOSITIONS | {"after", "before", "since", "amid"}
    if first == "despite":
        return not is_restrictive(piece[1:]) and not has_finite_verb(piece)
    described = len(piece) > 2 and piece[1].plain in fw.DETERMINERS
    opens = first in openers and first not in RESTRICTIVE_OPENERS
    return (
        opens
        and described
        and not is_restrictive(piece)
        and not _names_or_counts(piece)
        and not has_finite_verb(piece)
    )


def is_whole_clause(piece: Tokens) -> bool:
    """Whether a clause has its verb: not "whose president", "although its rivals"."""
    words = [token for token in piece if token.plain not in fw.CONJUNCTIVE_ADVERBS]
    if words[0].plain in {"who", "which"} and len(words) > 1 and words[1].kind is Kind.WORD:
        return True  # "which lie behind the village"
    return any(
        token.plain in stance_words.FINITE_VERBS
        or is_past_form(token)
        or (place > 1 and piece[place - 1].plain in fw.SUBJECT_PRONOUNS)
        or (place == 1 and token.kind is Kind.WORD and token.plain.endswith("s"))
        or is_present_verb(piece, place)
        for place, token in enumerate(piece)
        if place
    )


def is_apposition(piece: Tokens, named: bool, *, goes_on: bool = False) -> bool:
    """Whether a piece only describes what is before it: "a nurse", "31", "Bo Lund".

    Not where it is a part of it ("half of them", "those over sixty"), or a clause of somebody's
    ("critics contend", "the farmer swears").
    """
    first = piece[0]
    whole = first.plain in {"all", "both", "each"} and plain_at(piece, 1) != "of"
    parts = any(
        token.plain in PARTITIVE_WORDS
        or (
            token.plain in PARTITIVE_QUANTIFIERS
            and (place == 0 or plain_at(piece, place + 1) == "of")
        )
        for place, token in enumerate(piece)
    )
    if parts or has_finite_verb(piece):
        return False
    if whole:
        return True  # "all longer than 18 metres" says it of all of them
    if plain_at(piece, 1) in PERIODS:
        return False  # "nine million, a year"
    if first.plain == number_words.AGED or (first.kind is Kind.NUMBER and len(piece) != 2):
        return True
    if all(t.kind is Kind.NAME or t.plain in {"of", "the"} for t in piece):
        return not named  # behind a name it may be the next of a list
    last = piece[-1]
    short = not any(token.plain in fw.PREPOSITIONS for token in piece)
    clause = short and (is_past_form(last) or (last.plain.endswith("s") and last.kind is Kind.WORD))
    described = named and first.plain in DESCRIPTIONS and not short
    opens = first.plain in APPOSITION_OPENERS - (set() if named or goes_on else {"the"})
    return (opens and not clause) or described


def is_unit(piece: Tokens) -> bool:
    """Whether what follows a comma is one thing to its end: not ", whose son I know, to call"."""
    parts, rest = [], list(piece)
    while rest:
        at = next((n for n, token in enumerate(rest) if token.plain == ","), len(rest))
        parts.append(rest[:at])
        rest = rest[at + 1 :]
    opened = RELATIVES | SUBORDINATORS | {"and", "or", "but"}
    return all(
        part[0].plain in opened or part[0].plain.endswith("ing") or part[0].kind is Kind.NAME
        for part in parts[1:]
        if part
    )


def is_restrictive(piece: Tokens) -> bool:
    """Whether a piece has a word that may restrict the rest of its sentence."""
    return any(
        token.kind is Kind.NEGATION
        or token.plain in stance_words.RESTRICTIVE_WORDS
        or token.plain in QUANTIFIERS
        or token.plain in number_words.ORDINALS
        for token in piece
    )


def opens_restriction(piece: Tokens) -> bool:
    """Whether a piece begins as a restriction: "only in May", "if it rains", "not Lee"."""
    first = piece[0].plain
    if plain_at(piece, 1) == "of" and plain_at(piece, 2) in {"whom", "which", "them"}:
        return False  # "few of whom had a boat" is a clause about what is before it
    causal = fw.CONCESSIVE_AND_CAUSAL_CONJUNCTIONS | {"but", "so", "despite"}
    return first not in causal and (
        piece[0].kind is Kind.NEGATION
        or first in stance_words.RESTRICTIVE_WORDS | stance_words.FOCUS_ADVERBS | CONDITIONS
        or first in {"excluding", "excepting", "barring", "other", "than", "even", "at", "no"}
    )


def is_discourse_phrase(piece: Tokens) -> bool:
    """Whether a piece only links a sentence to those before it: "however", "for example"."""
    words = tuple(token.plain for token in piece)
    return words in DISCOURSE_PHRASES or (len(words) == 1 and words[0] in DISCOURSE_ADVERBS)


def _names_or_counts(piece: Tokens) -> bool:
    """Whether a piece has a name or a number."""
    return any(token.kind in (Kind.NAME, Kind.NUMBER) for token in piece)


def count_open_brackets(tokens: Tokens) -> int:
    """Count the brackets that are opened and not closed."""
    return sum((token.plain == "(") - (token.plain == ")") for token in tokens)


def is_named(tokens: Tokens, place: int) -> bool:
    """Whether a name or a number stands here; at the beginning any word has a capital."""
    token = tokens[place]
    begins = place == 0 and token.surface[:1].isupper() and token.is_content
    return token.kind in (Kind.NAME, Kind.NUMBER) or begins


def is_verb_ahead(tokens: Tokens, place: int) -> bool:
    """Whether a sentence goes on with its verb: "[Ito, who is 31,] runs the port"."""
    token = tokens[place]
    adverb = token.kind is Kind.WORD and token.plain.endswith("ly")
    if (adverb or token.plain in CIRCUMSTANCE_ADVERBS | {"also"}) and place + 1 < len(tokens):
        return is_verb_ahead(tokens, place + 1)
    present = token.kind is Kind.WORD and token.plain.endswith("s") and token.surface.islower()
    return present or is_past_form(token) or is_finite_verb(tokens, place)


def resumes(tokens: Tokens, place: int, stop: int) -> bool:
    """Whether a sentence goes on at `place` behind an aside: with its verb, not with a subject."""
    if place >= stop:
        return True
    token = tokens[place]
    following = tokens[place + 1] if place + 1 < stop else None
    if token.kind is Kind.MARK or token.kind is Kind.NEGATION:
        return True
    if token.plain in stance_words.FINITE_VERBS | fw.PREPOSITIONS | {"being", "been"}:
        return True
    if token.plain in fw.COORDINATING_CONJUNCTIONS | DISCOURSE_ADVERBS | CIRCUMSTANCE_ADVERBS:
        return True
    present = token.kind is Kind.WORD and token.plain.endswith("s")
    if is_past_form(token) or (present and token.surface.islower()):
        return True
    adverb = token.plain.endswith("ly")
    return adverb and following is not None and resumes(tokens, place + 1, stop)


def awaits_verb(before: Tokens) -> bool:
    """Whether a relative clause has no verb yet: "the year in which his assistant, Joseph Dunn"."""
    opened = max((at for at, t in enumerate(before) if t.plain in _VERB_AWAITING), default=None)
    if opened is None:
        return False
    clause = before[opened + 1 :]
    return not any(
        is_past_form(token) or is_finite_verb(clause, at) or is_present_verb(clause, at)
        for at, token in enumerate(clause)
    )
