"""Subjects and pronouns in a sentence: is this name or pronoun what the sentence is about? Pure."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.nlp.coreference.mentions import Mention
from summarize.nlp.english import nouns, words
from summarize.nlp.english.function_words import (
    BASIC_PREPOSITIONS,
    BE_FORMS,
    DETERMINERS,
    FEMALE_PRONOUNS,
    FRONTED_PREPOSITIONS,
    MALE_PRONOUNS,
    OBJECT_PRONOUNS,
    PLURAL_PRONOUNS,
    POSSESSIVE_PRONOUNS,
    PREPOSITIONS,
    SENTENCE_OPENERS,
    SUBORDINATE_CLAUSE_OPENERS,
)
from summarize.nlp.english.irregular_forms import PAST_FORMS
from summarize.nlp.english.number_words import DATE_NAMES
from summarize.nlp.english.stance_words import ATTRIBUTION
from summarize.nlp.tokens import Kind, Tokens, plain_at

GROUPS = (MALE_PRONOUNS, FEMALE_PRONOUNS, PLURAL_PRONOUNS)
# Behind these an unknown name is a place, an organisation or a time, not who acts.
_PLACING = (BASIC_PREPOSITIONS - {"by"}) | words(
    "near under since until across around during as of into"
)
# Before a pronoun these words leave it the subject.
_LIGHT = frozenset("soon enough later year month week day early end time".split())
_PHRASE_OPENERS = FRONTED_PREPOSITIONS | PREPOSITIONS | SUBORDINATE_CLAUSE_OPENERS
_DESCRIBERS = nouns.PERSON_NOUNS | nouns.NAME_MODIFIERS
# Behind these another person acts, or has something done: "by a nurse", "with the abbot".
_AGENTS_AND_GOALS = words("by with to from against after before behind beside beneath over under")
_PRONOUNS = frozenset().union(*GROUPS)


def find_first_pronoun(tokens: Tokens) -> int | None:
    """Return the place of the first personal pronoun outside quotation marks."""
    marked = enumerate(zip(tokens, mark_quoted(tokens), strict=True))
    return next((at for at, (t, quoted) in marked if t.plain in _PRONOUNS and not quoted), None)


def is_pronoun_quoted(tokens: Tokens, group: frozenset[str]) -> bool:
    """Whether a pronoun of the group is inside quotation marks: nobody knows to whom it refers."""
    marked = zip(tokens, mark_quoted(tokens), strict=True)
    return any(quoted and token.plain in group for token, quoted in marked)


def mark_quoted(tokens: Tokens) -> Iterator[bool]:
    """Yield whether each token is inside quotation marks."""
    is_open = False
    for token in tokens:
        is_open = is_open != (token.plain == '"')
        yield is_open


def is_subject_pronoun(tokens: Tokens, pronoun: str) -> bool:
    """Whether a pronoun is its sentence's subject: "In 2008 he left", "“It sank,” she said"."""
    place = next((at for at, token in enumerate(tokens) if token.plain == pronoun), None)
    if place is None:
        return False
    before = tokens[:place]
    quoted = any(token.plain == '"' for token in before) and is_speaker(tokens, place, place + 1)
    return quoted or may_precede_pronoun_subject(before) or may_precede_subject(before)


def cannot_be_cataphoric(tokens: Tokens, place: int) -> bool:
    """Whether the pronoun at `place` can't refer to a name that follows in its sentence.

    It can in "When he arrived, Lee sat down" and in "In his speech, Lee spoke of peace".
    """
    before = [t.plain for t in tokens[:place] if t.kind is not Kind.MARK or t.plain == '"']
    plainly = all(word in SENTENCE_OPENERS for word in before)
    subject = tokens[place].plain not in POSSESSIVE_PRONOUNS | OBJECT_PRONOUNS
    openers = FRONTED_PREPOSITIONS - SUBORDINATE_CLAUSE_OPENERS
    fronted = subject and bool(before) and before[0] in openers
    return plainly or (fronted and SUBORDINATE_CLAUSE_OPENERS.isdisjoint(before))


def may_precede_subject(before: Tokens) -> bool:
    """Whether a name behind these words is the subject: "On Monday, former champion"."""
    before = [token for token in before if token.plain != "."]  # of "Dr."
    words = [token.plain for token in _strip_leading_quotation(before)]
    if "'s" in words[:4]:  # "the old club's chief executive"
        words = words[words.index("'s") + 1 :]
    if "," in words and (words[0] in _PHRASE_OPENERS or words[0].endswith("ing")):
        words = words[len(words) - words[::-1].index(",") :]
    while words and words[0] in SENTENCE_OPENERS | {","}:
        words = words[1:]
    if words and _is_description(before, words):
        return True
    *adjectives, last = words or [""]
    titled = not last or last in _DESCRIBERS or last in nouns.HONORIFICS
    return titled and all(word in _DESCRIBERS or word in ("one", "1") for word in adjectives)


def _is_description(before: Tokens, words: list[str]) -> bool:
    """Whether the words before a name describe its bearer: "Chelsea manager", "The coroner"."""
    last = words[-1]
    noun = last in nouns.PERSON_NOUNS or (
        last.endswith(nouns.PERSON_SUFFIXES) and last not in nouns.NON_PERSON_NOUNS
    )
    kinds = [token.kind for token in before[len(before) - len(words) :]]
    plain = all(kind in (Kind.NAME, Kind.WORD, Kind.NUMBER) for kind in kinds[1:])
    opens = kinds[0] is not Kind.FUNCTION or words[0] in DETERMINERS
    light = all(word not in PREPOSITIONS and word not in PAST_FORMS for word in words)
    verbs = any(word.endswith(("ed", "ing")) for word in words)
    return noun and plain and opens and light and not verbs and len(words) <= 5


def is_speaker(tokens: Tokens, start: int, end: int) -> bool:
    """Whether the name or pronoun at `start` to `end` is the speaker.

    "He also said", "Ek, a coach, said", "said Ek".
    """
    after = [token.plain for token in tokens[end:]]
    if after[:1] == [","] and "," in after[1:25]:  # "Ek, the former coach of Kallen,"
        after = after[after.index(",", 1) + 1 :]
    before = plain_at(tokens, start - 1)
    return not ATTRIBUTION.isdisjoint(after[:2]) or before in ATTRIBUTION - {"according"}


def may_precede_pronoun_subject(before: Tokens) -> bool:
    """Whether a pronoun behind these words is the subject: "In 2008", "Soon enough"."""
    kinds = (Kind.FUNCTION, Kind.NUMBER, Kind.MARK)
    plain = all(t.kind in kinds or t.plain in _LIGHT or t.plain in DATE_NAMES for t in before)
    return plain and not any(token.plain == '"' for token in before)


def is_fronted_phrase(before: Tokens) -> bool:
    """Whether the words are a phrase with a comma before a subject: "Leaving her home,"."""
    comma = len(before) > 1 and any(token.plain == "," for token in before)
    first = plain_at(before, 0)
    opens = first in _PHRASE_OPENERS or first.endswith("ing")
    return comma and opens and may_precede_subject(before)


def is_non_subject(tokens: Tokens, mention: Mention) -> bool:
    """Whether a name of unknown kind is no subject but says where, for whom or whose.

    "for Marlitz", "a Marlitz boat", "Kallen, Marrin": a "he" after it refers to the subject.
    """
    start = mention.start
    if mention.is_person or mention.gender or not start:
        return False
    before = tokens[start - 1]
    after = tokens[mention.end] if mention.end < len(tokens) else None
    placed = before.plain in _PLACING or before.plain in DETERMINERS
    listed = before.plain == "," and start > 1 and tokens[start - 2].kind is Kind.NAME
    modifies = after is not None and after.kind is Kind.WORD and before.kind is not Kind.WORD
    return placed or (listed and (after is None or after.kind is Kind.MARK)) or modifies


def _strip_leading_quotation(before: Tokens) -> Tokens:
    """Strip a quotation that begins the sentence, and the "said" behind it."""
    marks = [place for place, token in enumerate(before) if token.plain == '"']
    if len(marks) < 2 or marks[0] != 0 or len(marks) % 2:
        return before
    rest = before[marks[-1] + 1 :]
    return rest[1:] if rest and rest[0].plain in ATTRIBUTION else rest


def describes_same_person(tokens: Tokens, start: int, end: int, place: int) -> bool:
    """Whether the noun at `place` describes a person: "striker Ek", "Ek, a coach", "Ek is a coach".

    The name or pronoun for the person is at `start` up to `end`.
    """
    if place < start:
        # "After a talk with the nurse, Ek left"
        fronted = tokens[0].plain != "as" and is_fronted_phrase(tokens[:start])
        return not fronted or "," not in [token.plain for token in tokens[place:start]]
    between = [token.plain for token in tokens[end:place]]
    if not _AGENTS_AND_GOALS.isdisjoint(between):  # "Ek was helped by a nurse"
        return False
    if between[:1] == [","]:
        acts = "who" in between and BE_FORMS.isdisjoint(between)  # "Ek, who met a coach"
        return not acts and "," not in between[1:] and "and" not in between
    linked = bool(between) and between[0] in BE_FORMS | {"became"}  # "Ek is a former striker"
    return "as" in between[-3:] or (linked and len(between) <= 5)  # "as a young driver"
