"""All checks, in the order in which their reasons are shown. Each can be tested alone.

A check takes a `Comparison` and yields what speaks against the statement. What is
hard and what is soft says `Reason`.
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
# For languages without tables, where any word left out may be the "not".
WITHOUT_TABLES = (*ALL, content.check_omitted_words)
