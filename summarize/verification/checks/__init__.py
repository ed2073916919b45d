"""All checks of a claim part against its evidence, in the order in which reasons are reported.

A check is a function that takes a `Comparison` and yields a `Reason` for each contradiction or
doubt. The name of its module is a feature of the score: see `score.CHECK_MODULES`.
"""

from __future__ import annotations

from summarize.verification.checks import (
    antonyms,
    content,
    discourse_links,
    figures,
    hedging,
    names,
    negation,
    quotation,
    roles,
    speakers,
    tense,
)

ALL = (
    *figures.ALL,
    *names.ALL,
    *content.ALL,
    *negation.ALL,
    *antonyms.ALL,
    *quotation.ALL,
    *roles.ALL,
    *discourse_links.ALL,
    *speakers.ALL,
    *hedging.ALL,
    *tense.ALL,
)
# For languages without tables, where any omitted word may be the "not".
WITHOUT_TABLES = (*ALL, content.check_omitted_words)
