"""What may go between two brackets, dashes or commas. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarize.nlp.clauses import (
    SUBORDINATORS,
    find_commas,
    has_finite_verb,
    has_main_verb,
    is_participle,
    opens_adverbial,
)
from summarize.nlp.english import function_words as fw
from summarize.nlp.tokens import Kind, Tokens, is_past_form, plain_at
from summarize.verification.omissible.pieces import (
    APPOSITION_OPENERS,
    RELATIVES,
    RESTRICTING_PARTICIPLES,
    awaits_verb,
    classify_clause,
    count_open_brackets,
    is_apposition,
    is_discourse_phrase,
    is_named,
    is_plain_phrase,
    is_verb_ahead,
    is_whole_clause,
    opens_restriction,
    resumes,
)
from summarize.verification.omissible.span import Move, OmissibleSpan


def find_asides(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
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


def find_promoted(tokens: Tokens, start: int, stop: int) -> Iterator[OmissibleSpan]:
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
    if (
        is_participle(piece)
        and first not in RESTRICTING_PARTICIPLES
        and not awaits_verb(tokens[:left])
    ):
        fits = goes_on and not inner and len(piece) > 1
        return not named if fits else None
    if first == "of" and named:
        return None if has_finite_verb(piece) else False
    if first in fw.PREPOSITIONS | {"after", "before", "since", "amid", "despite"}:
        return True if is_plain_phrase(piece) and not inner else None
    # behind an "and" it may be the next of a list
    listed = inner or plain_at(tokens, right + 1) in fw.COORDINATING_CONJUNCTIONS
    return False if not listed and is_apposition(piece, named, goes_on=goes_on) else None
