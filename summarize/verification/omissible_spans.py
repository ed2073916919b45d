"""Spans of a sentence that a statement may leave out without saying anything else. Pure.

A white list of moves: something bracketed, a leading adverbial up to its comma, a tail from a
clause border, an adverb of a closed list or a date. An attribution never goes: who says so is part
of what is said. Every span is bounded by marks or clause borders. What restricts the rest (a
number, a name, "only", "not", "most") stays, unless its whole clause goes. All else is not proven
safe, even where it is.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from summarize.nlp.clauses import (
    CONTRASTIVE_SUBORDINATORS,
    DATE_STARTS,
    PERIODS,
    SUBORDINATORS,
    find_commas,
    find_date_end,
    find_word_end,
    has_finite_verb,
    has_main_verb,
    is_date_word,
    is_distant_date,
    is_finite_verb,
    is_noun_list,
    is_participle,
    is_present_verb,
    may_be_verb,
    opens_adverbial,
    opens_clause,
    split_joined_sentences,
)
from summarize.nlp.english import function_words as fw
from summarize.nlp.english import number_words, stance_words
from summarize.nlp.english.clause_words import (
    BACKGROUND_PARTICIPLES,
    CIRCUMSTANCE_ADVERBS,
    DISCOURSE_ADVERBS,
    MEASURING_PARTICIPLES,
    QUANTIFIERS,
    SUPERLATIVES,
    TEMPORAL_ADVERBS,
    UNIVERSALS,
)
from summarize.nlp.tokens import POSSESSIVE_MARK, Kind, Token, Tokens, is_past_form, plain_at
from summarize.verification.sentence_pieces import (
    APPOSITION_OPENERS,
    CONDITIONS,
    DESCRIPTIONS,
    RELATIVES,
    classify_clause,
    count_open_brackets,
    is_apposition,
    is_discourse_phrase,
    is_named,
    is_plain_phrase,
    is_restrictive,
    is_unit,
    is_verb_ahead,
    is_whole_clause,
    may_undo,
    opens_restriction,
    resumes,
)

_LONGEST_DATELINE = 8  # tokens

# Who says or thinks so governs the second clause, too.
_REPORTS = stance_words.ATTRIBUTION | stance_words.CLAIM_VERBS
# "The day he left" is a clause that says when.
_RESTRICTING = stance_words.RESTRICTIVE_PARTICIPLES | MEASURING_PARTICIPLES
_VERB_AWAITING = frozenset({"whose", "which", "whom", "where"})
_MOMENTS = frozenset("day moment minute time way instant hour".split())


class Move(Enum):
    """How a span may be left out."""

    BRACKETED = auto()
    LEADING = auto()
    TAIL = auto()
    ADVERB = auto()
    DATE = auto()
    PROMOTED = auto()


@dataclass(frozen=True, slots=True)
class OmissibleSpan:
    """The tokens from `start` to `end` of a sentence, which may be left out by a move.

    A `circumstance` says when, where or why. What happened in it happened; but under a "no", an
    "all" or a superlative, or where nothing happened, it may be a condition ("no trains ran
    during the strike", "the lift is safe when it is empty"). A `setting` limits where a figure
    holds: "at the port".
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
    spans = {
        one
        for one in _find_spans(tokens)
        if one.move is Move.PROMOTED or not may_undo(tokens[one.start : one.end])
    }
    return tuple(sorted(spans, key=lambda one: (one.start, one.end)))


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
        some = token.plain in {"few", "little"} and plain_at(tokens, place - 1) == "a"
        if token.kind is Kind.NEGATION or (token.plain in UNIVERSALS and not some):
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
    end = find_word_end(tokens)
    for start, stop in split_joined_sentences(tokens, end):
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


# Leading adverbials


def _find_leading(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
    """Find what may go from the beginning of a sentence."""
    yield from _find_dateline(tokens, start, stop)
    first = plain_at(tokens, start)
    if first in fw.INITIAL_CONJUNCTIONS | {"so"}:
        yield OmissibleSpan(start, start + 1, Move.ADVERB)
        start += 1
    yield from _find_description(tokens, start, stop)
    for comma in find_commas(tokens, start, stop):
        if not opens_clause(tokens, comma + 1, stop, certain=False):
            continue
        if is_participle(tokens, comma + 1) and any(find_commas(tokens, comma + 1, stop)):
            return  # "In an extract, printed this week, Kim": it may speak of the extract
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
    if is_discourse_phrase(piece) or words == ("instead",):
        return OmissibleSpan(start, comma + 1, Move.LEADING)
    clause = classify_clause(piece)
    if clause is not None and first != "as":  # "as the prosecutor sees it"
        return OmissibleSpan(start, comma + 1, Move.LEADING, clause)
    background = is_participle(piece) and first in BACKGROUND_PARTICIPLES
    if background and not is_restrictive(piece) and not has_finite_verb(piece[1:]):
        return OmissibleSpan(start, comma + 1, Move.LEADING, circumstance=True)
    if is_distant_date(piece):
        return None
    dates = (t for t in piece if t.is_content and t.plain not in DATE_STARTS)
    if all(map(is_date_word, dates)) and (
        first in fw.PREPOSITIONS | CIRCUMSTANCE_ADVERBS | DATE_STARTS | number_words.WEEKDAYS
    ):
        return OmissibleSpan(start, comma + 1, Move.DATE, circumstance=True)
    if len(piece) == 1 and first in CIRCUMSTANCE_ADVERBS:
        return OmissibleSpan(start, comma + 1, Move.LEADING, circumstance=True)
    if is_plain_phrase(piece):
        setting = not set(words) & PERIODS
        return OmissibleSpan(start, comma + 1, Move.LEADING, True, setting)
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
        described = noun and tokens[place].plain in DESCRIPTIONS
        following = place + 1
        comma = plain_at(tokens, following) == ","
        following += comma
        end = following
        while end < stop and tokens[end].kind is Kind.NAME:
            end += 1
        closed = end > following and (not comma or plain_at(tokens, end) == ",")
        title = plain_at(tokens, following) in DESCRIPTIONS  # "Vice President Kim"
        if described and closed and tokens[following].kind is Kind.NAME and not title:
            yield OmissibleSpan(start, following, Move.PROMOTED)
        if is_past_form(tokens[place]):
            return
        place += 1


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
            circumstance = _classify_enclosed(piece)
            if circumstance is not None:
                yield OmissibleSpan(first, place + 1, Move.BRACKETED, circumstance)
        elif plain == "-":
            dashes.append(place)
    if len(dashes) == 2:
        left, right = dashes
        piece = tokens[left + 1 : right]
        related = plain_at(tokens, right + 1) in fw.RELATIVE_PRONOUNS
        goes_on = related or resumes(tokens, right + 1, stop)
        circumstance = _classify_enclosed(piece)
        if circumstance is not None and goes_on:
            yield OmissibleSpan(left, right + 1, Move.BRACKETED, circumstance)
    commas = list(find_commas(tokens, start, stop))
    # "On Monday, Ito, a nurse, resigned": the first comma opens no apposition
    led = bool(commas) and opens_adverbial(tokens[start : commas[0]])
    asides: set[int] = set()  # where they begin; another may come right before: "Ito, 31, a nurse,"
    for index in range(len(commas) - 2, -1, -1):
        left = commas[index]
        for right in commas[index + 1 : index + 3]:
            followed = right in asides
            if led and index == 0 and tokens[left + 1].plain not in RELATIVES:
                continue
            circumstance = _classify_aside(tokens, left, right, stop, followed=followed)
            if circumstance is not None:
                asides.add(left)
                # the second comma may close a clause around it: "Ito, who sang with Lee, 31, left"
                shared = _ends_clause(tokens, commas[: index + 1])
                end = right if followed or shared else right + 1
                yield OmissibleSpan(left, end, Move.BRACKETED, circumstance)


def _ends_clause(tokens: Tokens, commas: Sequence[int]) -> bool:
    """Whether the last of these commas ends a clause that the one before it opens.

    ", who sang with Lee," but not ", which,"
    """
    if len(commas) < 2:
        return False
    piece = tokens[commas[-2] + 1 : commas[-1]]
    opens = bool(piece) and piece[0].plain in RELATIVES | SUBORDINATORS
    return opens and is_whole_clause(piece)


def _classify_enclosed(piece: Tokens) -> bool | None:
    """Return whether what brackets or dashes enclose is a circumstance; None if it may not go."""
    if not piece or opens_restriction(piece):
        return None
    if piece[0].plain in SUBORDINATORS:
        return classify_clause(piece)
    return piece[0].plain in fw.PREPOSITIONS or is_participle(piece)


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
    closing = next(find_commas(tokens, comma + 1, stop), None)
    opener = plain_at(tokens, comma + 1)
    if closing is None:
        return
    if opener == "who":
        yield OmissibleSpan(comma, comma + 2, Move.PROMOTED)
        yield OmissibleSpan(closing, len(tokens), Move.PROMOTED)
    elif opener in APPOSITION_OPENERS and _classify_aside(tokens, comma, closing, stop) is not None:
        yield OmissibleSpan(start, comma + 1, Move.PROMOTED)


def _classify_aside(
    tokens: Tokens, left: int, right: int, stop: int, *, followed: bool = False
) -> bool | None:
    """Return whether what two commas enclose is a circumstance; None if it may not go.

    `followed` is whether another aside begins with the second comma.
    """
    piece = tokens[left + 1 : right]
    inner = any(token.plain == "," for token in piece)
    if not piece or left == 0 or opens_restriction(piece) or count_open_brackets(piece):
        return None
    first = piece[0].plain
    words = tuple(token.plain for token in piece)
    if is_discourse_phrase(piece):
        return False
    if first == "as":
        return None
    goes_on = right + 1 < stop and is_verb_ahead(tokens, right + 1)
    related = first in RELATIVES or {"which", "whom"} & set(words[1:4])
    if related or first in SUBORDINATORS:
        # what comes behind it may belong to it, unless it is the verb that is still missing
        waits = related or not has_main_verb(tokens[:left])
        if inner or not (goes_on and waits and is_whole_clause(piece)):
            return None
        # "the vaccine, which nobody has approved, costs little"
        denied = any(token.kind is Kind.NEGATION for token in piece)
        return denied if related else classify_clause(piece)
    noun = tokens[left - 1].is_content and not is_past_form(tokens[left - 1])
    if not noun or not (followed or resumes(tokens, right + 1, stop)):
        return None
    named = is_named(tokens, left - 1)
    if is_participle(piece) and first not in _RESTRICTING and not _awaits_verb(tokens[:left]):
        fits = goes_on and not inner and len(piece) > 1
        return not named if fits else None
    if first == "of" and named:
        return None if has_finite_verb(piece) else False
    if first in fw.PREPOSITIONS | {"after", "before", "since", "amid", "despite"}:
        return True if is_plain_phrase(piece) and not inner else None
    # behind an "and" it may be the next of a list
    listed = inner or plain_at(tokens, right + 1) in fw.COORDINATING_CONJUNCTIONS
    return False if not listed and is_apposition(piece, named, goes_on=goes_on) else None


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
    if paired or count_open_brackets(before) or not has_main_verb(before):
        return None
    if _awaits_verb(before):
        return None
    first_comma = mark == "," and not any(token.plain == "," for token in before)
    if first_comma and opens_adverbial(before):
        return None  # the main clause comes behind it
    if _announces_list(before):
        return None
    if mark in {",", ";", "-", ":"}:
        if mark == "-" and sum(token.plain == "-" for token in before) % 2:
            return None
        piece = tokens[place + 1 : stop]
        restricts = piece and opens_restriction(piece)
        if not piece or (restricts and mark != ";") or piece[0].plain in CONDITIONS:
            return None
        return _classify_marked_tail(tokens, place, stop)
    if tokens[place - 1].kind is Kind.MARK:
        return None
    if mark in SUBORDINATORS and not _is_paired(tokens, start, place):
        piece = tokens[place:stop]
        certain = mark in CONTRASTIVE_SUBORDINATORS | {"because", "when"} and (
            classify_clause(piece) is not None
        )
        clause = certain or opens_clause(tokens, place + 1, stop)
        doing = mark in {"after", "before", "while", "since"} and is_participle(
            tokens[:stop], place + 1
        )
        asked = tokens[place - 1].plain in fw.PREPOSITIONS | stance_words.INDIRECT_QUESTION_OPENERS
        narrowing = stance_words.FOCUS_ADVERBS | {"even", "except", "just"}
        narrowed = tokens[place - 1].plain in narrowing
        if (clause or doing) and not asked and not narrowed:
            return Move.TAIL, mark not in CONTRASTIVE_SUBORDINATORS - {"while"}
    denied = any(token.kind is Kind.NEGATION for token in before)
    if mark in fw.INITIAL_CONJUNCTIONS and not _is_paired(tokens, start, place):
        verb = place + 1 < stop and (
            is_finite_verb(tokens, place + 1) or is_present_verb(tokens, place + 1, joined=True)
        )
        shared = may_be_verb(before[-1]) and has_restricting_scope(tokens[place:stop])
        if verb and (shared or has_restricting_scope(before)):
            return None  # "stole and sold nothing", "only nine entered and finished"
        complement = plain_at(tokens, place + 1) == "that"
        # without a comma, "and experience" may go on with the noun before it
        subject = (
            mark == "but"
            or plain_at(tokens, place + 1) in fw.SUBJECT_PRONOUNS
            or (
                place + 2 < stop
                and tokens[place + 1].kind is Kind.NAME
                and is_finite_verb(tokens, place + 2)
            )
        )
        if verb or complement or (subject and opens_clause(tokens, place + 1, stop)):
            return Move.TAIL, mark == "but" and denied
    return None


def _awaits_verb(before: Tokens) -> bool:
    """Whether a relative clause has no verb yet: "the year in which his assistant, Joseph Dunn"."""
    opened = max((at for at, t in enumerate(before) if t.plain in _VERB_AWAITING), default=None)
    if opened is None:
        return False
    clause = before[opened + 1 :]
    return not any(
        is_past_form(token) or is_finite_verb(clause, at) or is_present_verb(clause, at)
        for at, token in enumerate(clause)
    )


def _announces_list(before: Tokens) -> bool:
    """Whether a colon with words of its own came before: "there are two: A; B" is not "two: A".

    A name and a colon are the label of a speaker.
    """
    colon = next((at for at, token in enumerate(before) if token.plain == ":"), 0)
    return any(token.surface[:1].islower() for token in before[:colon])


def _classify_marked_tail(tokens: Tokens, place: int, stop: int) -> tuple[Move, bool] | None:
    """Classify a tail behind a mark."""
    mark, piece = tokens[place].plain, tokens[place + 1 : stop]
    first = piece[0].plain
    if mark == ";":
        # what is no clause is the next of a list
        clause = place + 1 + (first in fw.COORDINATING_CONJUNCTIONS)
        return (Move.TAIL, False) if opens_clause(tokens, clause, stop, certain=False) else None
    if mark == "-":
        # "a stress - strain curve" has a hyphen
        bare = piece[0].kind is Kind.WORD and not is_participle(piece)
        return None if bare else (Move.TAIL, False)
    if mark == ":":
        return (Move.TAIL, False) if not is_restrictive(piece[:1]) else None
    related = {plain_at(piece, 1), plain_at(piece, 2), plain_at(piece, 3)} & {"which", "whom"}
    if first in RELATIVES or related:
        return (Move.TAIL, False) if is_whole_clause(piece) and is_unit(piece) else None
    if first in fw.INITIAL_CONJUNCTIONS:
        verb = len(piece) > 1 and (is_finite_verb(tokens, place + 2) or piece[1].plain == "that")
        clause = opens_clause(tokens, place + 2, stop)
        denied = any(token.kind is Kind.NEGATION for token in tokens[:place])
        return (Move.TAIL, first == "but" and denied) if verb or clause else None
    if first in SUBORDINATORS:
        if first == "as":
            return None
        contrasts = first == "while" and opens_clause(tokens, place + 2, stop)
        circumstance = classify_clause(piece)
        return None if circumstance is None else (Move.TAIL, circumstance and not contrasts)
    if not is_unit(piece):
        return None
    if first == "with" and any(token.plain.endswith("ing") for token in piece[1:]):
        return None if has_finite_verb(piece) else (Move.TAIL, False)
    if first == "including" or (first, plain_at(piece, 1)) == ("such", "as"):
        return Move.TAIL, False
    adverb = first.endswith("ly") or first in DISCOURSE_ADVERBS
    doing = piece[1:] if adverb and piece[1:] else piece
    # "a neat, gleaming sign" is one thing
    adjective = (
        tokens[place - 1].kind is Kind.WORD
        and len(doing) > 1
        and doing[1].kind is Kind.WORD
        and doing[1].plain not in QUANTIFIERS
        and plain_at(tokens, place - 2) in fw.DETERMINERS | QUANTIFIERS
    )
    barred = not doing or doing[0].plain in _RESTRICTING
    if len(doing) > 1 and is_participle(doing) and not (barred or adjective):
        return Move.TAIL, False
    named = tokens[place - 1].kind is not Kind.NUMBER and is_named(tokens, place - 1)
    if first in APPOSITION_OPENERS | {"one"} or (named and first in DESCRIPTIONS):
        clause = has_finite_verb(piece) or plain_at(piece, 1) in _MOMENTS
        fits = (
            not clause
            and not is_noun_list(piece)
            and (first == "one" or is_apposition(piece, named))
        )
        return (Move.TAIL, False) if fits else None
    if first in fw.PREPOSITIONS | {"after", "before", "since", "amid", "despite"}:
        return (Move.TAIL, True) if is_plain_phrase(piece) else None
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
            or token.plain in fw.SUBORDINATING_CONJUNCTIONS | SUBORDINATORS
            or token.plain in {'"', "that"}
            for token in head
        )
        that = plain_at(tokens, place + 1) == "that"
        stands = has_main_verb(head) and opens_clause(tokens, place + 1, stop) and not that
        if stands and not governs:
            for behind in {place + 1, place + (joint in {";", "-"})}:
                yield OmissibleSpan(start, behind, Move.TAIL)


def _find_adverbs(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
    """Find the adverbs of a closed list."""
    denied = any(token.kind is Kind.NEGATION for token in tokens[start:stop])
    for place in range(start, stop):
        plain = tokens[place].plain
        if plain in DISCOURSE_ADVERBS | CIRCUMSTANCE_ADVERBS and (
            _modifies_clause(tokens, place, stop)
        ):
            narrow = plain not in DISCOURSE_ADVERBS and (denied or plain not in TEMPORAL_ADVERBS)
            yield OmissibleSpan(place, place + 1, Move.ADVERB, narrow)
        stop_date = find_date_end(tokens, place, stop)
        if stop_date > place and not is_distant_date(tokens[place:stop_date]):
            # when it was said takes nothing from what was said
            said = tokens[place - 1].plain in stance_words.ATTRIBUTION
            yield OmissibleSpan(place, stop_date, Move.DATE, not said, not said)


def _modifies_clause(tokens: Tokens, place: int, stop: int) -> bool:
    """Whether an adverb belongs to its clause: not "earlier drafts", "too late", ", then mayor"."""
    before = plain_at(tokens, place - 1)
    if before in {",", "("} | fw.DETERMINERS and tokens[place].plain not in DISCOURSE_ADVERBS:
        return False
    if place + 1 >= stop or tokens[place + 1].kind is Kind.MARK:
        return True
    following = tokens[place + 1]
    if tokens[place].plain == "too":
        return False
    adjective = tokens[place].plain in {"earlier", "later", "still", "now", "then", "soon"}
    verb = is_past_form(following) or is_finite_verb(tokens, place + 1)
    return not adjective or verb or not following.is_content
