"""Coherence: chosen statements -> sentences that read well in sequence (surface realization).

A sentence is chosen in a self-contained wording. Behind the sentence that it follows in the
article it may say "he" again, as it does there, and a person has the full name at the first
mention.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile

from summarize.results import CheckedClaim, Origin
from summarize.rewriting.context_needs import find_needs
from summarize.rewriting.decontextualize import expand_name, print_turn
from summarize.rewriting.introduce_people import introduce_people
from summarize.rewriting.needs import find_unmet
from summarize.rewriting.self_contained import SELF_CONTAINED_FROM
from summarize.selection.optimizer import Candidate, LengthWindow
from summarize.verification.checker import Checker


def realize(
    chosen: Sequence[Candidate],
    checker: Checker,
    window: LengthWindow,
    unread: Collection[int] = frozenset(),
    *,
    is_list: bool = False,
) -> list[CheckedClaim]:
    """Return the statements in their order as they read best together, within the window.

    "Rosa Kim spoke. Rosa Kim left." of neighbours in the article becomes "Rosa Kim spoke. She
    left.", if that is the article's wording; "Kim spoke." as a first mention "Rosa Kim spoke.".
    No name comes from the sentences with a number in `unread`. In a list, nobody becomes "she".
    """
    words = sum(one.words for one in chosen)
    printed: list[CheckedClaim] = []
    before: Candidate | None = None
    for one in chosen:
        statement = one.statement
        follows = before is not None and before.sentence_number == one.sentence_number - 1
        if follows and is_list:
            pass
        elif follows:
            # the article's sentence if only a name was substituted and there are words to spare
            own = checker.quote_sentence(one.sentence_number)
            edited = statement.origin is Origin.EDITED and len(statement.evidence) > 1
            beside = one.self_containedness_beside({one.sentence_number - 1})
            spoken = one.sentence_number in checker.annotated.turns  # keeps its label
            renamed = edited and not spoken and beside >= SELF_CONTAINED_FROM
            renamed = renamed and _is_clear(own, one.sentence_number, printed, checker)
            if renamed and 0 <= one.words - own.words <= words - window.low:
                statement = own
        else:
            room = window.high - words
            statement = expand_leading_name(statement, checker, room, printed, unread)
        if one.sentence_number not in checker.annotated.turns:
            room = window.high - words - (statement.words - one.words)
            statement = introduce_people(statement, checker, room, frozenset(unread), printed)
        words += statement.words - one.words
        printed.append(print_turn(statement, checker.annotated))
        before = one
    return printed


def _is_clear(
    own: CheckedClaim, number: int, printed: Sequence[CheckedClaim], checker: Checker
) -> bool:
    """Whether what is printed says whom the article's "he" means in this sentence."""
    tokens = checker.annotated.tokens(number)
    needs = find_needs(own.text, tokens, number, checker.annotated)
    places = {at for one in printed for at in one.sentence_numbers}
    return not any(need.reference for need in find_unmet(needs, places))


def expand_leading_name(
    statement: CheckedClaim,
    checker: Checker,
    room: int,
    printed: Sequence[CheckedClaim] = (),
    unread: Collection[int] = frozenset(),
) -> CheckedClaim:
    """Return the article's sentence with the full name of whom it begins with.

    It is unchanged if the article has no such name, or only in the sentences `unread`, if one of
    those `printed` before has it, or if the name takes more than `room` words. So is a statement
    in other words.
    """
    if statement.origin is not Origin.SOURCE:
        return statement
    full = expand_name(statement.sentence_numbers[0], checker)
    return choose_name(statement, full, room, printed, unread)


def choose_name(
    statement: CheckedClaim,
    full: CheckedClaim | None,
    room: int,
    printed: Sequence[CheckedClaim],
    unread: Collection[int],
) -> CheckedClaim:
    """Return a statement with the full name if there is one, with room, and it is not `printed`."""
    if full is None or full.words - statement.words > room:
        return statement
    if not set(full.sentence_numbers).isdisjoint(unread):
        return statement
    backwards = zip(reversed(full.text), reversed(statement.text), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], backwards))
    added = full.text[: len(full.text) - same].strip()
    return statement if any(added in one.text for one in printed) else full
