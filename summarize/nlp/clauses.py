"""Clauses: where one begins, which word is its verb, which words are its date. English. Pure.

There is no parser: words are classified by tables, endings and neighbours. Each predicate says
on which side it errs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarize.nlp.english import function_words as fw
from summarize.nlp.english import number_words
from summarize.nlp.english.clause_words import (
    CIRCUMSTANCE_ADVERBS,
    DISCOURSE_ADVERBS,
    QUANTIFIERS,
)
from summarize.nlp.english.irregular_forms import ING_NON_VERBS
from summarize.nlp.english.nouns import ABBREVIATED_TITLES, HONORIFICS
from summarize.nlp.english.stance_words import FINITE_VERBS
from summarize.nlp.normalize.dates import is_year
from summarize.nlp.tokens import (
    Kind,
    Token,
    Tokens,
    VerbForm,
    classify_verb_form,
    is_past_form,
    plain_at,
)

# In tokens: how far behind its opener the verb of a clause may be.
_CLAUSE_REACH = 14

_CAPITAL_OPENERS = frozenset("The A An He She It They His Her Its Their This These But In".split())
_SENTENCE_ENDS = frozenset(".!?")
# Behind a name of these, another name may be the next sentence's subject, or go on with this one.
_FIRM_ABBREVIATIONS = frozenset("ltd inc co corp plc bros llc gmbh jr sr etc vs approx".split())
_CLAUSE_OPENERS = fw.CONDITIONAL_CONJUNCTIONS | {"that", "when", "because", "while", "although"}
CONTRASTIVE_SUBORDINATORS = frozenset("while whereas although though whilst".split())
_CIRCUMSTANTIAL = frozenset("when after before as since once because".split())
SUBORDINATORS = CONTRASTIVE_SUBORDINATORS | _CIRCUMSTANTIAL
_SUBJECT_OPENERS = (
    fw.DETERMINERS | fw.SUBJECT_PRONOUNS | HONORIFICS | {"there", "this", "these", "those"}
)
_SUBJECT_AMOUNTS = QUANTIFIERS | {'"'}
_PAST_OR_PERFECT = fw.PAST_AUXILIARIES | {"has", "have"}
_FINITE_VERBS = FINITE_VERBS - {"be", "been"}
# Behind one of these a form in "-ed" is no finite verb: "of lowered rates", "the reported loss".
_BEFORE_PARTICIPLES = fw.PREPOSITIONS | fw.DETERMINERS | {"be", "been", "being"}
_BEHIND_PASSIVES = (fw.PREPOSITIONS - {"to", "with"}) | {"as"}
_OBJECT_OPENERS = fw.DETERMINERS | fw.OBJECT_PRONOUNS | {"it", "that"}
_BEHIND_PARTICIPLES = fw.PREPOSITIONS | {"as", "", "left", "right"}
_ADVERBIAL_OPENERS = (
    fw.PREPOSITIONS
    | SUBORDINATORS
    | fw.CONDITIONAL_CONJUNCTIONS
    | {"despite"}
    | DISCOURSE_ADVERBS
    | CIRCUMSTANCE_ADVERBS
)
DATE_STARTS = frozenset("last this next early late earlier".split())
_DATE_OPENERS = frozenset("in on at around about the of early late last this next".split())
_BEFORE_DATES = _DATE_OPENERS | fw.PREPOSITIONS | fw.DETERMINERS | {"and", "or", "than"}
PERIODS = number_words.CALENDAR_PERIODS | {"time", "past", "years", "months", "weeks", "days"}
_DATE_WORDS = number_words.DATE_NAMES | PERIODS
# An event of another year is no news; one of Tuesday is, with and without its day.
_DISTANT_PERIODS = frozenset("year years decade decades past season".split())
_BARE_DATES = number_words.WEEKDAYS | DATE_STARTS


def find_word_end(tokens: Tokens) -> int:
    """Return where the words of a sentence end: before its final marks."""
    end = len(tokens)
    while end and tokens[end - 1].plain in {".", "!", "?", '"'}:
        end -= 1
    return end


def split_joined_sentences(tokens: Tokens, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of what was read as one: an end mark before a capital letter."""
    start = 0
    for place in range(1, end):
        following = tokens[place + 1 : place + 3]
        opens = any(token.surface[:1].isupper() for token in following if token.plain != '"')
        before = tokens[place - 1].plain
        abbreviated = before in ABBREVIATED_TITLES or len(before) == 1
        # "no proof that Orrin Ltd. Berg sank it" is one sentence
        abbreviated |= before in _FIRM_ABBREVIATIONS and leaves_clause_open(
            [token.plain for token in tokens[start:place]]
        )
        if tokens[place].plain in _SENTENCE_ENDS and opens and not abbreviated:
            yield start, place
            start = place + 1
        elif _is_run_on(tokens, start, place, end):
            yield start, place
            start = place
    yield start, end


def leaves_clause_open(words: Sequence[str]) -> bool:
    """Whether the last clause that "if" or "that" opens has no verb: "no proof that Orrin Ltd"."""
    opened = [at for at, word in enumerate(words) if word in _CLAUSE_OPENERS]
    clause = words[opened[-1] + 1 :] if opened else ()
    return bool(opened) and not any(
        word in FINITE_VERBS or classify_verb_form(word) is VerbForm.PAST for word in clause
    )


def _is_run_on(tokens: Tokens, start: int, place: int, end: int) -> bool:
    """Whether a new sentence begins without a mark, as behind captions: "his home The study".

    The capital of a word that no name begins with, amid small letters, between two clauses.
    """
    word, before = tokens[place].surface, tokens[place - 1]
    following = tokens[place + 1] if place + 1 < end else None
    if word not in _CAPITAL_OPENERS or following is None or following.kind is Kind.NAME:
        return False
    small = before.kind is not Kind.MARK and before.surface[:1].islower()
    certain = before.kind is Kind.NAME and tokens[place].plain not in fw.DETERMINERS
    whole = opens_clause(tokens, start, place) and opens_clause(tokens, place, end)
    return (small or certain) and whole


def find_commas(tokens: Tokens, start: int, stop: int) -> Iterator[int]:
    """Yield the places of the commas from `start` to `stop`."""
    return (at for at in range(start, stop) if tokens[at].plain == ",")


def opens_clause(tokens: Tokens, start: int, stop: int, *, certain: bool = True) -> bool:
    """Whether a clause with a subject of its own begins here: "the boats left".

    If not `certain`, what may be a participle counts as its verb: "the boats sailed in May".
    """
    if start >= stop:
        return False
    first = tokens[start]
    subject = first.is_content or first.plain in _SUBJECT_OPENERS or first.kind is Kind.NEGATION
    if not subject and first.plain not in _SUBJECT_AMOUNTS:
        return False
    for place in range(start + 1, min(stop, start + _CLAUSE_REACH)):
        if tokens[place].plain in {";", ":"}:
            return False
        past = is_past_form(tokens[place]) and (not certain or place + 1 == stop)
        if past or is_finite_verb(tokens, place) or is_present_verb(tokens, place):
            return True
    return False


def has_main_verb(before: Tokens) -> bool:
    """Whether what comes before a tail has the verb of its main clause."""
    commas = [at for at, token in enumerate(before) if token.plain == ","]
    if commas and opens_adverbial(before[: commas[0]]):
        before = before[commas[0] + 1 :]
    return find_main_verb(before) is not None


def is_event(tokens: Tokens) -> bool:
    """Whether a sentence says that something happened: not "is closed", "may sink", "was old"."""
    verb = find_main_verb(tokens)
    if verb is None:
        return False
    plain = tokens[verb].plain
    if plain in fw.BE_FORMS:
        following = (token for token in tokens[verb + 1 : verb + 5] if token.is_content)
        past = plain in fw.PAST_AUXILIARIES
        return past and any(is_past_form(t) or t.plain.endswith("ing") for t in following)
    return plain in _PAST_OR_PERFECT or is_past_form(tokens[verb])


def find_main_verb(tokens: Tokens) -> int | None:
    """Return the place of the first verb that may be a main clause's; None if there is none."""
    related = False
    for place, token in enumerate(tokens):
        if token.kind is Kind.MARK:
            related = False
        related = related or (place > 0 and token.plain in fw.RELATIVE_PRONOUNS)
        verb = token.kind is not Kind.NAME and (token.plain in FINITE_VERBS or is_past_form(token))
        present = (
            place > 0
            and token.kind is Kind.WORD
            and (
                is_present_verb(tokens, place)
                or (token.plain.endswith("s") and _is_name_before(tokens, place))
                or tokens[place - 1].plain in fw.SUBJECT_PRONOUNS
            )
        )
        if place and not related and (verb or present):
            return place
    return None


def has_finite_verb(piece: Tokens) -> bool:
    """Whether a piece may have a finite verb of its own, outside a relative clause."""
    related = False
    for place, token in enumerate(piece):
        related = related or token.plain in fw.RELATIVE_PRONOUNS
        finite = is_finite_verb(piece, place) or is_present_verb(piece, place)
        if finite and not related:
            return True
    return False


def is_finite_verb(tokens: Tokens, place: int) -> bool:
    """Whether a word is a finite verb: "was", "lowered its", not "lowered by Kim"."""
    token = tokens[place]
    if token.kind is Kind.NAME:
        return False
    if token.plain in _FINITE_VERBS:
        return True
    before, following = plain_at(tokens, place - 1), plain_at(tokens, place + 1)
    if before in fw.SUBJECT_PRONOUNS and token.kind is Kind.WORD:
        return not token.plain.endswith("ing")
    return (
        is_past_form(token)
        and before not in _BEFORE_PARTICIPLES
        and following not in _BEHIND_PASSIVES
    )


def is_present_verb(tokens: Tokens, place: int, *, joined: bool = False) -> bool:
    """Whether a word looks like "lowers" in "the bank lowers its rate".

    It may be `joined` to another verb: "raises wages and lowers its rate".
    """
    token = tokens[place]
    if token.kind is not Kind.WORD or not token.plain.endswith("s") or token.plain.endswith("ss"):
        return False
    before = tokens[place - 1] if place else None
    follows = plain_at(tokens, place + 1) in _OBJECT_OPENERS
    if joined:
        return follows or plain_at(tokens, place + 1) == "to"
    return before is not None and before.kind in (Kind.WORD, Kind.NAME) and follows


def _is_name_before(tokens: Tokens, place: int) -> bool:
    """Whether a name comes right before a word that goes on; at the beginning it looks like one."""
    before = tokens[place - 1]
    begins = place == 1 and place + 1 < len(tokens) and before.kind is Kind.WORD
    return before.kind is Kind.NAME or (begins and before.surface[:1].isupper())


def may_be_verb(token: Token) -> bool:
    """Whether a word may be a verb."""
    if token.plain in FINITE_VERBS or is_past_form(token):
        return True
    return token.kind is Kind.WORD and token.plain.endswith("s")


def is_participle(tokens: Tokens, place: int = 0) -> bool:
    """Whether a word looks like a participle: "speaking", "built in 1902"; not "built it"."""
    if place >= len(tokens):
        return False
    token = tokens[place]
    doing = token.kind is Kind.WORD and token.plain.endswith("ing")
    if doing:
        return token.plain not in ING_NON_VERBS
    following = plain_at(tokens, place + 1)
    past = is_past_form(token) or token.plain == "born"
    return past and following in _BEHIND_PARTICIPLES


def opens_adverbial(piece: Tokens) -> bool:
    """Whether a piece before a comma is an adverbial, behind which the subject follows."""
    first = piece[0].plain if piece else ""
    return first in _ADVERBIAL_OPENERS or first.endswith("ly") or is_participle(piece)


def is_noun_list(piece: Tokens) -> bool:
    """Whether an "and" adds another thing: "the pier and the baths"."""
    return any(
        token.plain in {"and", "or"} and (after.kind is Kind.NAME or after.plain in fw.DETERMINERS)
        for token, after in pairwise(piece)
    )


def is_date_word(token: Token) -> bool:
    """Whether a word or number may be part of a date."""
    plain = token.plain
    dated = plain in _DATE_WORDS or is_year(token.key)
    return dated or (token.kind is Kind.NUMBER and token.key.isdecimal() and len(token.key) <= 2)


def is_distant_date(piece: Tokens) -> bool:
    """Whether a date is of another year than its sentence may seem: "in 2003", "last year"."""
    return any(is_year(token.key) or token.plain in _DISTANT_PERIODS for token in piece)


def find_date_end(tokens: Tokens, start: int, stop: int) -> int:
    """Return where an adverbial of time that begins at `start` ends; `start` if none does.

    `"sank on Friday night": 1 -> 4`, `"sank in May 2019 off Kallen": 1 -> 4`
    """
    place = start
    while place < stop and tokens[place].plain in _DATE_OPENERS:
        place += 1
    named = False
    while place < stop and is_date_word(tokens[place]):
        named = named or tokens[place].kind is not Kind.NUMBER or is_year(tokens[place].key)
        place += 1
    bare = tokens[start].plain in _BARE_DATES
    before = plain_at(tokens, start - 1)
    held = before in _BEFORE_DATES
    return (
        place
        if named and not held and start and (bare or tokens[start].plain in _DATE_OPENERS)
        else start
    )
