"""Spans of a sentence that a statement may leave out without saying anything else. Pure.

A white list of five moves: something bracketed, a leading adverbial up to its comma, a tail from
a clause border, an attribution, an adverb of a closed list. Every span is bounded by marks or
clause borders. What restricts the rest (a number, a name, "only", "not", "most") stays, unless
its whole clause goes. All else is not proven safe, even where it is.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from summarize.nlp.english import function_words as fw
from summarize.nlp.english import number_words, stance_words
from summarize.nlp.english.clause_words import (
    CIRCUMSTANCE_ADVERBS,
    DISCOURSE_ADVERBS,
    DISCOURSE_PHRASES,
    QUANTIFIERS,
    RESTRICTIVE_OPENERS,
    SUPERLATIVES,
    UNIVERSALS,
)
from summarize.nlp.english.irregular_forms import ING_NON_VERBS
from summarize.nlp.english.nouns import ABBREVIATED_TITLES, PERSON_NOUNS, PERSON_TITLES, ROLE_NOUNS
from summarize.nlp.normalize.dates import is_year
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token, Tokens, is_past_form, plain_at

# In tokens: how far behind its opener the verb of a clause may be, and how long an attribution is.
_CLAUSE_REACH = 14
_ATTRIBUTION_REACH = 16
_LONGEST_DATELINE = 8

_CAPITAL_OPENERS = frozenset("The A An He She It They His Her Its Their This These But In".split())
_DATE_STARTS = frozenset("last this next early late earlier".split())
_DATE_OPENERS = frozenset("in on at around about the of early late last this next".split())
_SENTENCE_ENDS = frozenset(".!?")
_PAIRED_RELATIVES = fw.RELATIVE_PRONOUNS - {"that"} | {"where"}
_CONTRASTIVE = frozenset("while whereas although though whilst".split())
_TEMPORAL = frozenset("when after before as since once because".split())
_SUBORDINATORS = _CONTRASTIVE | _TEMPORAL
# Dropping one of these is a doubt of its own (`checks.hedging`).
_CONDITIONS = fw.CONDITIONAL_CONJUNCTIONS | {"until", "except", "or", "otherwise"}
_REPORTS = stance_words.ATTRIBUTION | stance_words.CLAIM_VERBS
_SUBJECT_OPENERS = fw.DETERMINERS | fw.SUBJECT_PRONOUNS | {"there", "this", "these", "those"}
_DESCRIPTIONS = PERSON_TITLES | PERSON_NOUNS | ROLE_NOUNS
_PERIODS = number_words.CALENDAR_PERIODS | {"time", "past", "years", "months", "weeks", "days"}


class Move(Enum):
    """How a span may be left out."""

    BRACKETED = auto()
    LEADING = auto()
    TAIL = auto()
    ATTRIBUTION = auto()
    ADVERB = auto()
    DATE = auto()
    PROMOTED = auto()


@dataclass(frozen=True, slots=True)
class OmissibleSpan:
    """The tokens from `start` to `end` of a sentence, which may be left out by a move.

    A `circumstance` says when, where or why: what holds in it need not hold without it under a
    "no", an "all" or a superlative ("no trains ran during the strike"). A `setting` limits where a
    figure holds: "in rural areas".
    """

    start: int
    end: int
    move: Move
    circumstance: bool = False
    setting: bool = False


@functools.lru_cache(maxsize=512)
def find_omissible_spans(tokens: tuple[Token, ...]) -> tuple[OmissibleSpan, ...]:
    """Return the spans of a sentence that may be left out, in order.

    `"However, Ito, who is 31, resigned."` has "However," and ", who is 31,".
    """
    return tuple(sorted(set(_find_spans(tokens)), key=lambda one: (one.start, one.end)))


def has_restricting_scope(tokens: Tokens) -> bool:
    """Whether what a statement says may be true only with all its circumstances.

    Under "no", "only", "all", superlatives, shares and comparisons leaving out a circumstance
    says more: "no trains ran", "most patients recovered", "the largest bridge".
    """
    for place, token in enumerate(tokens):
        superlative = token.plain in SUPERLATIVES or token.plain in number_words.ORDINALS
        shares = token.key in ("percent", "third", "quarter", "half") and (
            plain_at(tokens, place + 1) in {"of", "in"}
        )
        ratio = token.kind is Kind.NUMBER and plain_at(tokens, place + 1) in {"in", "of"}
        counted = ratio and place + 2 < len(tokens) and tokens[place + 2].kind is Kind.NUMBER
        if token.kind is Kind.NEGATION or token.plain in UNIVERSALS:
            return True
        if superlative or shares or counted:
            return True
        if _is_negating(tokens, place):
            return True
    return False


def _is_negating(tokens: Tokens, place: int) -> bool:
    """Whether a word denies what follows: "refused to", "prevented Kim from"."""
    token = tokens[place]
    tie = stance_words.NEGATING_PREDICATES.get(token.plain)
    if tie is None or token.kind is Kind.NAME:
        return False
    following = plain_at(tokens, place + 1)
    if tie == "ing":
        return following.endswith(tie)
    return tie in [token.plain for token in tokens[place + 1 : place + 6]]


def _find_spans(tokens: Tokens) -> Iterator[OmissibleSpan]:
    end = _find_end(tokens)
    for start, stop in _split_sentences(tokens, end):
        if start:
            yield OmissibleSpan(0, start, Move.TAIL)
        if stop < end:
            yield OmissibleSpan(stop, len(tokens), Move.TAIL)
        yield from _find_leading(tokens, start, stop)
        yield from _find_bracketed(tokens, start, stop)
        yield from _find_tails(tokens, start, stop, len(tokens) if stop == end else stop)
        yield from _find_heads(tokens, start, stop)
        yield from _find_promoted(tokens, start, stop)
        yield from _find_adverbs(tokens, start, stop)


def _find_end(tokens: Tokens) -> int:
    """Return where the words of a sentence end: before its final marks."""
    end = len(tokens)
    while end and tokens[end - 1].plain in {".", "!", "?", '"'}:
        end -= 1
    return end


def _split_sentences(tokens: Tokens, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of what was read as one: an end mark before a capital letter."""
    start = 0
    for place in range(1, end):
        following = tokens[place + 1 : place + 3]
        opens = any(token.surface[:1].isupper() for token in following if token.plain != '"')
        abbreviated = (
            tokens[place - 1].plain in ABBREVIATED_TITLES or len(tokens[place - 1].plain) == 1
        )
        if tokens[place].plain in _SENTENCE_ENDS and opens and not abbreviated:
            yield start, place
            start = place + 1
        elif _is_run_on(tokens, start, place, end):
            yield start, place
            start = place
    yield start, end


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
    whole = _opens_clause(tokens, start, place) and _opens_clause(tokens, place, end)
    return (small or certain) and whole


# Leading adverbials and attributions


def _find_leading(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
    """Find what may go from the beginning of a sentence."""
    yield from _find_dateline(tokens, start, stop)
    first = plain_at(tokens, start)
    if first in fw.INITIAL_CONJUNCTIONS | {"so"}:
        yield OmissibleSpan(start, start + 1, Move.ADVERB)
        start += 1
    yield from _find_leading_attribution(tokens, start, stop)
    yield from _find_description(tokens, start, stop)
    for comma in _find_commas(tokens, start, stop):
        if not _opens_clause(tokens, comma + 1, stop):
            continue
        found = _classify_leading(tokens, start, comma)
        if found:
            yield found
        return


def _classify_leading(tokens: Tokens, start: int, comma: int) -> OmissibleSpan | None:
    """Return the span up to a comma if it is an adverbial that restricts nothing."""
    piece = tokens[start:comma]
    if not piece:
        return None
    first = piece[0].plain
    words = tuple(token.plain for token in piece)
    if (words[0] in DISCOURSE_ADVERBS and len(words) == 1) or words in DISCOURSE_PHRASES:
        return OmissibleSpan(start, comma + 1, Move.LEADING)
    clause = first in _SUBORDINATORS and (
        _is_participle(piece, 1) or any(_may_be_verb(token) for token in piece[2:])
    )
    if clause and not _is_restrictive(piece[1:2]):
        circumstance = first not in _CONTRASTIVE
        return OmissibleSpan(start, comma + 1, Move.LEADING, circumstance)
    participle = _is_participle(piece) and first not in stance_words.RESTRICTIVE_PARTICIPLES
    if participle and not _is_restrictive(piece) and not _has_finite_verb(piece[1:]):
        return OmissibleSpan(start, comma + 1, Move.LEADING)
    opens = first in fw.PREPOSITIONS | {"after", "before", "since", "despite", "because", "amid"}
    adverb = first in CIRCUMSTANCE_ADVERBS
    if (opens and first not in RESTRICTIVE_OPENERS) or adverb:
        dated = all(_is_date_word(token) for token in piece if token.is_content)
        bare = not _is_restrictive(piece[1:]) and not _has_finite_verb(piece)
        if dated or (bare and not _names_or_counts(piece)):
            setting = first in {"in", "at", "on", "across", "within", "for"} and not (
                set(words) & _PERIODS
            )
            circumstance = first not in {"despite", "besides", "amid"}
            return OmissibleSpan(start, comma + 1, Move.LEADING, circumstance, setting)
    return None


def _find_dateline(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
    """Find "LONDON (Reuters) -" at the beginning."""
    dashes = (
        at for at in range(start, min(stop, start + _LONGEST_DATELINE)) if tokens[at].plain == "-"
    )
    for dash in dashes:
        piece = [token for token in tokens[start:dash] if token.kind is not Kind.MARK]
        if piece and all(token.kind in (Kind.NAME, Kind.NUMBER) for token in piece):
            yield OmissibleSpan(start, dash + 1, Move.LEADING)
        return


def _find_description(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
    """Find what describes the name behind it: "Chief executive [Ito said]", "The owner, [Ito, ...".

    The noun before the name must be the one that it describes: in "the widow of the mayor, Ito"
    nobody knows which.
    """
    place = start + (plain_at(tokens, start) in fw.DETERMINERS)
    while place < stop and (tokens[place].is_content or tokens[place] == POSSESSIVE_MARK):
        noun = tokens[place].kind is Kind.WORD or place == start
        described = noun and tokens[place].plain in _DESCRIPTIONS
        following = place + 1
        comma = plain_at(tokens, following) == ","
        following += comma
        end = following
        while end < stop and tokens[end].kind is Kind.NAME:
            end += 1
        closed = end > following and (not comma or plain_at(tokens, end) == ",")
        if described and closed and tokens[following].kind is Kind.NAME:
            yield OmissibleSpan(start, following, Move.BRACKETED)
        if is_past_form(tokens[place]):
            return
        place += 1


def _find_leading_attribution(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
    """Find "Kim said that" and "According to Kim," at the beginning."""
    last = min(stop, start + _ATTRIBUTION_REACH)
    if plain_at(tokens, start) == "according":
        for comma in _find_commas(tokens, start, last):
            if _opens_clause(tokens, comma + 1, stop):
                yield OmissibleSpan(start, comma + 1, Move.ATTRIBUTION)
                return
        return
    for place in range(start + 1, last):
        token = tokens[place]
        if token.kind is Kind.NEGATION or token.plain in fw.MODAL_VERBS:
            return
        if token.plain in _REPORTS and token.plain not in stance_words.IMPLICIT_NEGATIVES:
            behind = place + 1
            for at in range(place + 1, min(place + 7, stop)):
                if tokens[at].plain in {"that", ":", '"'}:
                    behind = at + 1
                    break
            if _opens_clause(tokens, behind, stop):
                yield OmissibleSpan(start, behind, Move.ATTRIBUTION)
            return


def _is_attribution(piece: Tokens) -> bool:
    """Whether a piece between marks only says who says so: "Kim said on Monday"."""
    plain = [token.plain for token in piece]
    short = 0 < len(piece) <= _ATTRIBUTION_REACH
    reports = any(word in _REPORTS for word in plain[:10])
    denied = any(token.kind is Kind.NEGATION for token in piece)
    return short and not denied and (plain[:1] == ["according"] or reports)


# Brackets


def _find_bracketed(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
    """Find what two brackets, dashes or commas enclose."""
    opened: list[int] = []
    dashes: list[int] = []
    for place in range(start, stop):
        plain = tokens[place].plain
        if plain == "(":
            opened.append(place)
        elif plain == ")" and opened:
            first = opened.pop()
            piece = tokens[first + 1 : place]
            if piece and not _opens_restriction(piece):
                yield OmissibleSpan(first, place + 1, Move.BRACKETED)
        elif plain == "-":
            dashes.append(place)
    if len(dashes) == 2:
        left, right = dashes
        piece = tokens[left + 1 : right]
        if piece and not _opens_restriction(piece) and _resumes(tokens, right + 1, stop):
            yield OmissibleSpan(left, right + 1, Move.BRACKETED)
    commas = list(_find_commas(tokens, start, stop))
    # "On Monday, Ito, a nurse, resigned": the first comma opens no aside
    if commas and _is_adverbial(tokens[start : commas[0]]):
        commas = commas[1:]
    asides: set[int] = set()  # where they begin; another may come right before: "Ito, 31, a nurse,"
    for index in range(len(commas) - 2, -1, -1):
        left = commas[index]
        for right in commas[index + 1 : index + 3]:
            followed = right in asides
            circumstance = _classify_aside(tokens, left, right, stop, followed=followed)
            if circumstance is not None:
                asides.add(left)
                end = right if followed else right + 1
                yield OmissibleSpan(left, end, Move.BRACKETED, circumstance)


def _is_adverbial(piece: Tokens) -> bool:
    """Whether a piece before a comma is an adverbial, behind which the subject follows."""
    first = piece[0].plain if piece else ""
    opens = first in fw.PREPOSITIONS | _SUBORDINATORS | fw.CONDITIONAL_CONJUNCTIONS
    adverb = first.endswith("ly") or first in DISCOURSE_ADVERBS | CIRCUMSTANCE_ADVERBS
    return bool(piece) and (opens or adverb or _is_participle(piece) or first == "despite")


def _find_promoted(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
    """Find what goes if what is said in passing of the first name becomes the statement.

    "Ito, who runs the port, resigned" says that Ito runs the port, and "Ito, the mayor, resigned"
    that the mayor resigned.
    """
    comma = start
    while comma < stop and (tokens[comma].kind is Kind.NAME or comma == start):
        comma += 1
    if plain_at(tokens, comma) != ",":
        return
    closing = next(_find_commas(tokens, comma + 1, stop), None)
    opener = plain_at(tokens, comma + 1)
    if closing is None:
        return
    if opener == "who":
        yield OmissibleSpan(comma, comma + 2, Move.PROMOTED)
        yield OmissibleSpan(closing, len(tokens), Move.PROMOTED)
    elif opener in fw.DETERMINERS and _classify_aside(tokens, comma, closing, stop) is not None:
        yield OmissibleSpan(start, comma + 1, Move.PROMOTED)


def _classify_aside(
    tokens: Tokens, left: int, right: int, stop: int, *, followed: bool = False
) -> bool | None:
    """Return whether what two commas enclose is a circumstance; None if it may not go.

    `followed` is whether another aside begins with the second comma.
    """
    piece = tokens[left + 1 : right]
    inner = any(token.plain == "," for token in piece)
    if not piece or left == 0 or _opens_restriction(piece):
        return None
    first = piece[0].plain
    words = tuple(token.plain for token in piece)
    if (words[0] in DISCOURSE_ADVERBS and len(words) == 1) or words in DISCOURSE_PHRASES:
        return False
    if _is_attribution(piece) and not inner:
        return False
    related = first in _PAIRED_RELATIVES or {"which", "whom"} & set(words[1:4])
    if related and len(piece) > 2:
        surely = right + 1 < stop and _is_surely_finite(tokens, right + 1)
        listed = plain_at(tokens, right + 1) in fw.COORDINATING_CONJUNCTIONS
        return False if surely or not (inner or listed) else None
    surely = not inner and right + 1 < stop and _is_surely_finite(tokens, right + 1)
    if not (followed or _resumes(tokens, right + 1, stop)):
        return None
    if first in _SUBORDINATORS and any(_may_be_verb(token) for token in piece[1:]):
        return None if inner else first not in _CONTRASTIVE
    if _is_participle(piece) and first not in stance_words.RESTRICTIVE_PARTICIPLES:
        return False if surely or not (inner or _has_finite_verb(piece[1:])) else None
    if inner and any(
        token.kind is Kind.WORD and not token.surface[:1].isupper() for token in piece[1:]
    ):
        last = max(at for at, token in enumerate(piece) if token.plain == ",")
        if any(token.kind is not Kind.NAME for token in piece[last + 1 :]):
            return None
    if first in fw.PREPOSITIONS:
        if first == "of" and tokens[left - 1].kind in (Kind.NAME, Kind.NUMBER):
            return None if _has_finite_verb(piece) else False
        bare = not _is_restrictive(piece) and not _has_finite_verb(piece)
        return True if bare and not _names_or_counts(piece) else None
    if first in fw.COORDINATING_CONJUNCTIONS or _has_finite_verb(piece):
        return None
    listed = plain_at(tokens, right + 1) in fw.COORDINATING_CONJUNCTIONS
    described = (
        first in fw.DETERMINERS or piece[0].kind is Kind.NUMBER or first == number_words.AGED
    )
    return False if tokens[left - 1].is_content and (described or not listed) else None


def _resumes(tokens: Tokens, place: int, stop: int) -> bool:
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
    return adverb and following is not None and _resumes(tokens, place + 1, stop)


# Tails and heads


def _find_tails(tokens: Tokens, start: int, stop: int, end: int) -> Iterator[OmissibleSpan]:
    """Find the borders from which a sentence may be cut to its end."""
    for place in range(start + 1, stop):
        found = _classify_tail(tokens, start, place, stop)
        if found is not None:
            yield OmissibleSpan(place, end, found[0], found[1])


def _classify_tail(tokens: Tokens, start: int, place: int, stop: int) -> tuple[Move, bool] | None:
    """Return by which move the tail from `place` may go, and whether it is a circumstance."""
    mark = tokens[place].plain
    before = tokens[start:place]
    paired = any(token.plain in {"either", "neither", "whether"} for token in before)
    if paired or not _has_main_verb(before):
        return None
    if mark in {",", ";", "-", ":"}:
        if mark == "-" and sum(token.plain == "-" for token in before) % 2:
            return None
        piece = tokens[place + 1 : stop]
        restricts = piece and _opens_restriction(piece)
        if not piece or (restricts and mark != ";") or piece[0].plain in _CONDITIONS:
            return None
        return _classify_marked_tail(tokens, place, stop)
    if mark in _SUBORDINATORS and not _is_paired(tokens, start, place):
        certain = mark in _CONTRASTIVE | {"because", "when"} and place + 2 < stop
        clause = certain or _opens_clause(tokens, place + 1, stop)
        doing = mark in {"after", "before", "while", "since"} and _is_participle(
            tokens[:stop], place + 1
        )
        asked = tokens[place - 1].plain in fw.PREPOSITIONS | stance_words.INDIRECT_QUESTION_OPENERS
        narrowed = tokens[place - 1].plain in stance_words.FOCUS_ADVERBS | {
            "even",
            "just",
            "except",
        }
        if (clause or doing) and not asked and not narrowed:
            return Move.TAIL, mark not in _CONTRASTIVE
    if mark in fw.INITIAL_CONJUNCTIONS and not _is_paired(tokens, start, place):
        verb = place + 1 < stop and (
            _is_surely_finite(tokens, place + 1) or _is_present_verb(tokens, place + 1, joined=True)
        )
        complement = plain_at(tokens, place + 1) == "that"
        if verb or complement or _opens_clause(tokens, place + 1, stop):
            return Move.TAIL, mark == "but"
    return None


def _classify_marked_tail(tokens: Tokens, place: int, stop: int) -> tuple[Move, bool] | None:
    """Classify a tail behind a mark."""
    mark, piece = tokens[place].plain, tokens[place + 1 : stop]
    first = piece[0].plain
    if mark in {";", "-"}:
        return Move.TAIL, False
    if mark == ":":
        return (Move.TAIL, False) if not _is_restrictive(piece[:1]) else None
    if _is_attribution(piece):
        return Move.ATTRIBUTION, False
    if first in _PAIRED_RELATIVES and len(piece) > 1:
        return Move.TAIL, False
    if {plain_at(piece, 1), plain_at(piece, 2), plain_at(piece, 3)} & {"which", "whom"}:
        return Move.TAIL, False
    if first in fw.INITIAL_CONJUNCTIONS:
        verb = len(piece) > 1 and (_is_surely_finite(tokens, place + 2) or piece[1].plain == "that")
        clause = _opens_clause(tokens, place + 2, stop)
        return (Move.TAIL, first == "but") if verb or clause else None
    if first in _SUBORDINATORS and (
        _opens_clause(tokens, place + 2, stop) or _is_participle(piece, 1)
    ):
        return Move.TAIL, first not in _CONTRASTIVE
    if first == "with" and any(_is_participle(piece, at) for at in range(1, len(piece))):
        return Move.TAIL, False
    if first == "including" or (first, plain_at(piece, 1)) == ("such", "as"):
        return Move.TAIL, False
    adverb = first.endswith("ly") or first in DISCOURSE_ADVERBS
    doing = piece[1:] if adverb and piece[1:] else piece
    if (
        doing
        and _is_participle(doing)
        and (doing[0].plain not in stance_words.RESTRICTIVE_PARTICIPLES)
    ):
        return Move.TAIL, False
    described = first in _DESCRIPTIONS and tokens[place - 1].kind is Kind.NAME
    if first in fw.DETERMINERS | {"one"} or described:
        return None if _has_finite_verb(piece) or _is_list(piece) else (Move.TAIL, False)
    if first in fw.PREPOSITIONS | {"after", "before", "amid", "despite"}:
        restricted = first in RESTRICTIVE_OPENERS or _is_restrictive(piece)
        return None if restricted or _names_or_counts(piece) else (Move.TAIL, True)
    return None


def _is_paired(tokens: Tokens, start: int, place: int) -> bool:
    """Whether a conjunction completes a pair: "as big as", "both Kim and", "so late when"."""
    pairs = {"as": {"as", "so", "such", "same"}, "and": {"both", "between", "from"}}
    wanted = pairs.get(tokens[place].plain, set())
    return any(token.plain in wanted for token in tokens[max(start, place - 6) : place])


def _find_heads(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
    """Find where a second main clause begins that stands on its own: "..., and the boats left"."""
    for place in range(start + 1, stop):
        joint = tokens[place].plain
        marked = tokens[place - 1].plain in {",", ";"} or joint == "but"
        if not (joint in {";", "-"} or (joint in fw.INITIAL_CONJUNCTIONS and marked)):
            continue
        head = tokens[start:place]
        governs = any(
            token.plain in stance_words.HEDGES | _REPORTS | fw.CONDITIONAL_CONJUNCTIONS
            or (token.kind is Kind.NEGATION and joint in fw.INITIAL_CONJUNCTIONS)
            or token.plain in fw.SUBORDINATING_CONJUNCTIONS | _SUBORDINATORS
            or token.plain == '"'
            for token in head
        )
        stands = _has_main_verb(head) and _opens_clause(tokens, place + 1, stop)
        if stands and not governs:
            for behind in {place + 1, place + (joint in {";", "-"})}:
                yield OmissibleSpan(start, behind, Move.TAIL)


def _find_adverbs(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
    """Find the adverbs of a closed list."""
    for place in range(start, stop):
        plain = tokens[place].plain
        if plain in DISCOURSE_ADVERBS:
            yield OmissibleSpan(place, place + 1, Move.ADVERB)
        elif plain in CIRCUMSTANCE_ADVERBS:
            yield OmissibleSpan(place, place + 1, Move.ADVERB, True)
        stop_date = _find_date_end(tokens, place, stop)
        if stop_date > place and tokens[place - 1].plain in stance_words.ATTRIBUTION:
            yield OmissibleSpan(place, stop_date, Move.ATTRIBUTION)  # when it was said
        elif stop_date > place:
            yield OmissibleSpan(place, stop_date, Move.DATE, True, True)


def _find_date_end(tokens: Tokens, start: int, stop: int) -> int:
    """Return where an adverbial of time that begins at `start` ends; `start` if none does.

    `"sank on Friday night": 1 -> 4`, `"sank in May 2019 off Kallen": 1 -> 4`
    """
    place = start
    while place < stop and tokens[place].plain in _DATE_OPENERS:
        place += 1
    named = False
    while place < stop and _is_date_word(tokens[place]):
        named = named or tokens[place].kind is not Kind.NUMBER or is_year(tokens[place].key)
        place += 1
    bare = tokens[start].plain in number_words.WEEKDAYS | _DATE_STARTS
    before = plain_at(tokens, start - 1)
    held = before in _DATE_OPENERS | fw.PREPOSITIONS | fw.DETERMINERS | {"and", "or", "than"}
    return (
        place
        if named and not held and start and (bare or tokens[start].plain in _DATE_OPENERS)
        else start
    )


# Properties of a piece


def _find_commas(tokens: Tokens, start: int, stop: int) -> Iterator[int]:
    return (at for at in range(start, stop) if tokens[at].plain == ",")


def _is_restrictive(piece: Tokens) -> bool:
    """Whether a piece has a word that may restrict the rest of its sentence."""
    return any(
        token.kind is Kind.NEGATION
        or token.plain in stance_words.RESTRICTIVE_WORDS
        or token.plain in QUANTIFIERS
        or token.plain in number_words.ORDINALS
        for token in piece
    )


def _opens_restriction(piece: Tokens) -> bool:
    """Whether a piece begins as a restriction: "only in May", "if it rains", "not Lee"."""
    first = piece[0].plain
    if plain_at(piece, 1) == "of" and plain_at(piece, 2) in {"whom", "which"}:
        return False  # "few of whom had a boat" is a clause about what is before it
    causal = fw.CONCESSIVE_AND_CAUSAL_CONJUNCTIONS
    return first not in causal | {"but", "so"} and (
        _is_restrictive(piece[:1]) or first in RESTRICTIVE_OPENERS | {"or", "than", "even", "at"}
    )


def _is_date_word(token: Token) -> bool:
    """Whether a word or number may be part of a date."""
    plain = token.plain
    dated = plain in number_words.DATE_NAMES | _PERIODS or is_year(token.key)
    return dated or (token.kind is Kind.NUMBER and token.key.isdecimal() and len(token.key) <= 2)


def _names_or_counts(piece: Tokens) -> bool:
    """Whether a piece has a name or a number."""
    return any(token.kind in (Kind.NAME, Kind.NUMBER) for token in piece)


def _is_participle(tokens: Tokens, place: int = 0) -> bool:
    """Whether a word looks like a participle: "speaking", "built in 1902"; not "built it"."""
    if place >= len(tokens):
        return False
    token = tokens[place]
    doing = token.kind is Kind.WORD and token.plain.endswith("ing")
    if doing:
        return token.plain not in ING_NON_VERBS
    following = plain_at(tokens, place + 1)
    return is_past_form(token) and following in fw.PREPOSITIONS | {"as", "", "left", "right"}


def _is_list(piece: Tokens) -> bool:
    """Whether an "and" adds another thing: "the pier and the baths"."""
    return any(
        token.plain in {"and", "or"} and (after.kind is Kind.NAME or after.plain in fw.DETERMINERS)
        for token, after in pairwise(piece)
    )


def _has_main_verb(before: Tokens) -> bool:
    """Whether what comes before a tail has the verb of its main clause."""
    commas = [at for at, token in enumerate(before) if token.plain == ","]
    if commas and _is_adverbial(before[: commas[0]]):
        before = before[commas[0] + 1 :]
    related = False
    for place, token in enumerate(before):
        if token.kind is Kind.MARK:
            related = False
        related = related or (place > 0 and token.plain in fw.RELATIVE_PRONOUNS)
        verb = token.plain in stance_words.FINITE_VERBS or is_past_form(token)
        present = (
            place > 0
            and token.kind is Kind.WORD
            and (
                _is_present_verb(before, place)
                or (token.plain.endswith("s") and before[place - 1].kind is Kind.NAME)
                or before[place - 1].plain in fw.SUBJECT_PRONOUNS
            )
        )
        if place and not related and (verb or present):
            return True
    return False


def _may_be_verb(token: Token) -> bool:
    """Whether a word may be a verb."""
    if token.plain in stance_words.FINITE_VERBS or is_past_form(token):
        return True
    return token.kind is Kind.WORD and token.plain.endswith("s")


def _has_finite_verb(piece: Tokens) -> bool:
    """Whether a piece may have a finite verb of its own, outside a relative clause."""
    related = False
    for place, token in enumerate(piece):
        related = related or token.plain in fw.RELATIVE_PRONOUNS
        finite = _is_surely_finite(piece, place) or _is_present_verb(piece, place)
        if finite and not related:
            return True
    return False


def _is_surely_finite(tokens: Tokens, place: int) -> bool:
    """Whether a word is a finite verb: "was", "lowered its", not "lowered by Kim"."""
    token = tokens[place]
    if token.kind is Kind.NAME:
        return False
    if token.plain in stance_words.FINITE_VERBS - {"be", "been"}:
        return True
    before, following = plain_at(tokens, place - 1), plain_at(tokens, place + 1)
    if before in fw.SUBJECT_PRONOUNS and token.kind is Kind.WORD:
        return not token.plain.endswith("ing")
    if not is_past_form(token) or before in fw.PREPOSITIONS | fw.DETERMINERS | {
        "be",
        "been",
        "being",
    }:
        return False
    passive = following in fw.PREPOSITIONS - {"to", "with"} | {"as", ""} | {",", ";"}
    return not passive or following in {"", ",", ";"}


def _is_present_verb(tokens: Tokens, place: int, *, joined: bool = False) -> bool:
    """Whether a word looks like "lowers" in "the bank lowers its rate".

    It may be `joined` to another verb: "raises wages and lowers its rate".
    """
    token = tokens[place]
    if token.kind is not Kind.WORD or not token.plain.endswith("s") or token.plain.endswith("ss"):
        return False
    before = tokens[place - 1] if place else None
    follows = plain_at(tokens, place + 1) in fw.DETERMINERS | fw.OBJECT_PRONOUNS | {"it", "that"}
    if joined:
        return follows or plain_at(tokens, place + 1) == "to"
    return before is not None and before.kind in (Kind.WORD, Kind.NAME) and follows


def _opens_clause(tokens: Tokens, start: int, stop: int) -> bool:
    """Whether a clause with a subject of its own begins here: "the boats left"."""
    if start >= stop:
        return False
    first = tokens[start]
    subject = first.is_content or first.plain in _SUBJECT_OPENERS or first.kind is Kind.NEGATION
    if not subject and first.plain not in QUANTIFIERS | {'"'}:
        return False
    for place in range(start + 1, min(stop, start + _CLAUSE_REACH)):
        plain = tokens[place].plain
        if plain in {";", ":"}:
            return False
        if _is_surely_finite(tokens, place) or _is_present_verb(tokens, place):
            return True
        ends = is_past_form(tokens[place]) and place + 1 == stop
        if ends:
            return True
    return False
