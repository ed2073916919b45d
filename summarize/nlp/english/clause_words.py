"""English words that join, open or close clauses and phrases. Data only."""

from __future__ import annotations

from summarize.nlp.english.function_words import BE_FORMS, HAVE_FORMS, PREPOSITIONS
from summarize.nlp.english.hedges import MODAL_VERBS

ARTICLES = frozenset("a an the".split())
COORDINATING_CONJUNCTIONS = frozenset("and or but nor".split())
RELATIVE_PRONOUNS = frozenset("who whom whose which that".split())
SUBORDINATING_CONJUNCTIONS = frozenset(
    "when while whilst because although though if whereas where".split()
)
AUXILIARY_VERBS = BE_FORMS | HAVE_FORMS | MODAL_VERBS

# Where a noun phrase ends: "the council [of Kallen] | in May".
NOUN_PHRASE_ENDS = (
    (PREPOSITIONS - {"of"})
    | RELATIVE_PRONOUNS
    | SUBORDINATING_CONJUNCTIONS
    | AUXILIARY_VERBS
    | frozenset({"than", "as"})
)
# A clause that begins with one of these says when or why, and may stand first or last.
ADVERBIAL_CONJUNCTIONS = frozenset(
    "after before when while because although though since until".split()
)
# Phrases that begin with these may move; "of", "to", "by" and "with" belong to a word.
MOVABLE_ADJUNCT_OPENERS = (
    PREPOSITIONS - frozenset("of to by with".split())
) | ADVERBIAL_CONJUNCTIONS

DAY_ADVERBS = frozenset("yesterday today tonight tomorrow".split())
# "Last week" and its like need no preposition.
TIME_MODIFIERS = frozenset("last next this earlier later".split())
CALENDAR_PERIODS = frozenset(
    """day week month year night morning afternoon evening spring summer autumn winter
    weekend""".split()
)

# Who does it -> to whom it is done. "Her" is also "her boat" and stands in no pair.
CASES = {"he": "him", "they": "them", "i": "me", "we": "us"}
OTHER_CASE = CASES | {done_to: doer for doer, done_to in CASES.items()} | {"she": "her"}
