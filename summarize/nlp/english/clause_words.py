"""English words that join, open or close clauses and phrases. Data only."""

from __future__ import annotations

from summarize.nlp.english.function_words import PASSIVE, PERFECT, PREPOSITIONS
from summarize.nlp.english.hedges import MODALS

ARTICLES = frozenset("a an the".split())
CONJUNCTIONS = frozenset("and or but nor".split())
RELATIVES = frozenset("who whom whose which that".split())
SUBORDINATORS = frozenset("when while whilst because although though if whereas where".split())
MODAL_VERBS = MODALS | frozenset("could would should may might must".split())
AUXILIARIES = PASSIVE | PERFECT | MODAL_VERBS
PAST_AUXILIARIES = frozenset("was were had did".split())

# Where a noun phrase ends: "the council [of Kallen] | in May".
ENDS_PHRASE = (
    (PREPOSITIONS - {"of"}) | RELATIVES | SUBORDINATORS | AUXILIARIES | frozenset({"than", "as"})
)
# A clause that begins with one of these says when or why, and may stand first or last.
CLAUSE_OPENERS = frozenset("after before when while because although though since until".split())
# Phrases that begin with these may move; "of", "to", "by" and "with" belong to a word.
PHRASE_OPENERS = (PREPOSITIONS - frozenset("of to by with".split())) | CLAUSE_OPENERS

DAYS = frozenset("yesterday today tonight tomorrow".split())
# "Last week" and its like need no preposition.
TIME_WORDS = frozenset("last next this earlier later".split())
PERIODS = frozenset(
    """day week month year night morning afternoon evening spring summer autumn winter
    weekend""".split()
)

# Who does it -> to whom it is done. "Her" is also "her boat" and stands in no pair.
CASES = {"he": "him", "they": "them", "i": "me", "we": "us"}
OTHER_CASE = CASES | {done_to: doer for doer, done_to in CASES.items()} | {"she": "her"}
