"""What may go from a clause border to the end of a sentence, or from its beginning. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.nlp.clauses import (
    CONTRASTIVE_SUBORDINATORS,
    SUBORDINATORS,
    has_finite_verb,
    has_main_verb,
    is_finite_verb,
    is_noun_list,
    is_participle,
    is_present_verb,
    may_be_verb,
    opens_adverbial,
    opens_clause,
)
from summarize.nlp.english import function_words as fw
from summarize.nlp.english import stance_words
from summarize.nlp.english.clause_words import DISCOURSE_ADVERBS, QUANTIFIERS
from summarize.nlp.tokens import Kind, Tokens, plain_at
from summarize.verification.omissible.pieces import (
    APPOSITION_OPENERS,
    CONDITIONS,
    DESCRIPTIONS,
    RELATIVES,
    RESTRICTING_PARTICIPLES,
    awaits_verb,
    classify_clause,
    count_open_brackets,
    is_apposition,
    is_named,
    is_plain_phrase,
    is_restrictive,
    is_unit,
    is_whole_clause,
    opens_restriction,
)
from summarize.verification.omissible.scope import has_restricting_scope
from summarize.verification.omissible.span import Move, OmissibleSpan

# Who says or thinks so governs the second clause, too.
_REPORTS = stance_words.ATTRIBUTION | stance_words.CLAIM_VERBS
# With one of these a single name before it is the last of several, or a team.
_PLURAL_VERBS = frozenset("are were have".split())
# "The day he left" is a clause that says when.
_MOMENTS = frozenset("day moment minute time way instant hour".split())


def find_tails(tokens: Tokens, start: int, stop: int, end: int) -> Iterator[OmissibleSpan]:
    """Find the borders from which a sentence may be cut to its end."""
    for place in range(start + 1, stop):
        if _may_stand(tokens[start:place], tokens[place].plain):
            circumstance = _classify_tail(tokens, start, place, stop)
            if circumstance is not None:
                yield OmissibleSpan(place, end, Move.TAIL, circumstance)


def _may_stand(before: Tokens, mark: str) -> bool:
    """Whether what comes before a tail may stand alone: it has its verb, and nothing is open."""
    paired = any(token.plain in {"either", "neither", "whether"} for token in before)
    if paired or count_open_brackets(before) or not has_main_verb(before):
        return False
    first_comma = mark == "," and not any(token.plain == "," for token in before)
    leads = first_comma and opens_adverbial(before)  # the main clause comes behind it
    return not (leads or awaits_verb(before) or _announces_list(before))


def _announces_list(before: Tokens) -> bool:
    """Whether a colon with words of its own came before: "there are two: A; B" is not "two: A".

    A name and a colon are the label of a speaker.
    """
    colon = next((at for at, token in enumerate(before) if token.plain == ":"), 0)
    return any(token.surface[:1].islower() for token in before[:colon])


def _classify_tail(tokens: Tokens, start: int, place: int, stop: int) -> bool | None:
    """Return whether the tail from `place` is a circumstance; None if it may not go."""
    mark = tokens[place].plain
    if mark in {",", ";", ":"}:
        return _classify_marked_tail(tokens, place, stop)
    if mark == "-":
        opened = sum(token.plain == "-" for token in tokens[start:place]) % 2
        return None if opened else _classify_marked_tail(tokens, place, stop)
    if tokens[place - 1].kind is Kind.MARK or _is_paired(tokens, start, place):
        return None
    if mark in SUBORDINATORS:
        return _classify_subordinate_tail(tokens, place, stop)
    if mark in fw.INITIAL_CONJUNCTIONS:
        return _classify_coordinate_tail(tokens, start, place, stop)
    return None


def _classify_subordinate_tail(tokens: Tokens, place: int, stop: int) -> bool | None:
    """Classify a clause behind no mark: "... when the boats had left", "... after leaving"."""
    mark, before = tokens[place].plain, tokens[place - 1].plain
    narrowing = stance_words.FOCUS_ADVERBS | {"even", "except", "just"}
    if before in narrowing or before in fw.PREPOSITIONS | stance_words.INDIRECT_QUESTION_OPENERS:
        return None
    certain = mark in CONTRASTIVE_SUBORDINATORS | {"because", "when"}
    clause = opens_clause(tokens, place + 1, stop) or (
        certain and classify_clause(tokens[place:stop]) is not None
    )
    doing = mark in {"after", "before", "while", "since"} and is_participle(
        tokens[:stop], place + 1
    )
    return mark not in CONTRASTIVE_SUBORDINATORS - {"while"} if clause or doing else None


def _classify_coordinate_tail(tokens: Tokens, start: int, place: int, stop: int) -> bool | None:
    """Classify what an "and" or "but" without a mark opens: "... and left", "... but Kim left"."""
    before, following = tokens[start:place], plain_at(tokens, place + 1)
    verb = place + 1 < stop and (
        is_finite_verb(tokens, place + 1) or is_present_verb(tokens, place + 1, joined=True)
    )
    shared = may_be_verb(before[-1]) and has_restricting_scope(tokens[place:stop])
    if verb and (shared or has_restricting_scope(before)):
        return None  # "stole and sold nothing", "only nine entered and finished"
    # "and experience" may go on with the noun before it
    named = place + 2 < stop and tokens[place + 1].kind is Kind.NAME
    # "the boats of Orr and Lee were sold": the name is no subject of its own
    named = named and tokens[place + 2].plain not in _PLURAL_VERBS
    subject = (
        tokens[place].plain == "but"
        or following in fw.SUBJECT_PRONOUNS
        or (named and is_finite_verb(tokens, place + 2))
    )
    if verb or following == "that" or (subject and opens_clause(tokens, place + 1, stop)):
        return _denies(before, tokens[place].plain)
    return None


def _denies(before: Tokens, conjunction: str) -> bool:
    """Whether a "but" follows a denial: what it opens is then the exception."""
    return conjunction == "but" and any(token.kind is Kind.NEGATION for token in before)


def _classify_marked_tail(tokens: Tokens, place: int, stop: int) -> bool | None:
    """Classify a tail behind a mark."""
    mark, piece = tokens[place].plain, tokens[place + 1 : stop]
    if not piece or piece[0].plain in CONDITIONS or (mark != ";" and opens_restriction(piece)):
        return None
    first = piece[0].plain
    if mark == ";":
        # what is no clause is the next of a list
        clause = place + 1 + (first in fw.COORDINATING_CONJUNCTIONS)
        return False if opens_clause(tokens, clause, stop, certain=False) else None
    if mark == "-":
        # "a stress - strain curve" has a hyphen
        bare = piece[0].kind is Kind.WORD and not is_participle(piece)
        return None if bare else False
    if mark == ":":
        return False if not is_restrictive(piece[:1]) else None
    related = {plain_at(piece, 1), plain_at(piece, 2), plain_at(piece, 3)} & {"which", "whom"}
    if first in RELATIVES or related:
        return False if is_whole_clause(piece) and is_unit(piece) else None
    if first in fw.INITIAL_CONJUNCTIONS:
        verb = len(piece) > 1 and (is_finite_verb(tokens, place + 2) or piece[1].plain == "that")
        clause = opens_clause(tokens, place + 2, stop)
        return _denies(tokens[:place], first) if verb or clause else None
    if first in SUBORDINATORS:
        contrasts = first == "while" and opens_clause(tokens, place + 2, stop)
        circumstance = classify_clause(piece) if first != "as" else None
        return None if circumstance is None else circumstance and not contrasts
    return _classify_phrase(tokens, place, piece) if is_unit(piece) else None


def _classify_phrase(tokens: Tokens, place: int, piece: Tokens) -> bool | None:
    """Classify what is no clause behind a comma: a participle, an apposition, a plain phrase."""
    first = piece[0].plain
    if first == "with" and any(token.plain.endswith("ing") for token in piece[1:]):
        return None if has_finite_verb(piece) else False
    if first == "including" or (first, plain_at(piece, 1)) == ("such", "as"):
        return False
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
    measures = doing[0].plain in RESTRICTING_PARTICIPLES
    if len(doing) > 1 and is_participle(doing) and not (measures or adjective):
        return False
    named = tokens[place - 1].kind is not Kind.NUMBER and is_named(tokens, place - 1)
    if first in APPOSITION_OPENERS | {"one"} or (named and first in DESCRIPTIONS):
        clause = has_finite_verb(piece) or plain_at(piece, 1) in _MOMENTS
        apposition = first == "one" or is_apposition(piece, named)
        return False if apposition and not clause and not is_noun_list(piece) else None
    if first in fw.PREPOSITIONS | {"after", "before", "since", "amid", "despite"}:
        return True if is_plain_phrase(piece) else None
    return None


def _is_paired(tokens: Tokens, start: int, place: int) -> bool:
    """Whether a conjunction completes a pair: "as big as", "both Kim and", "so late when"."""
    pairs = {"as": {"as", "so", "such", "same"}, "and": {"both", "between", "from"}}
    wanted = pairs.get(tokens[place].plain, set())
    return any(token.plain in wanted for token in tokens[max(start, place - 6) : place])


def find_heads(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
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
