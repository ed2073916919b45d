"""All checks of a claim part against its evidence, in the order in which reasons are reported.

A check is a function that takes a `Comparison` and yields a `Reason` for each contradiction or
doubt. The name of its module is a feature of the score: see `score.CHECK_MODULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from summarize.verification.checks import (
    antonyms,
    content,
    discourse_links,
    figures,
    hedging,
    names,
    negation,
    omissions,
    quotation,
    roles,
    speakers,
    stances,
    tense,
)
from summarize.verification.comparison import Comparison, Reason

Check = Callable[[Comparison], Iterable[Reason]]

_OF_FACTS = (*figures.ALL, *names.ALL, *content.ALL, *negation.ALL, *antonyms.ALL)
_OF_RELATIONS = (*quotation.ALL, *roles.ALL, *discourse_links.ALL, *speakers.ALL, *stances.ALL)
ALL: tuple[Check, ...] = (*_OF_FACTS, *_OF_RELATIONS, *hedging.ALL, *tense.ALL, *omissions.ALL)
# For languages without tables, where any omitted word may be the "not".
WITHOUT_TABLES: tuple[Check, ...] = (*ALL, content.check_omitted_words)
