"""English words that open, join or end clauses and phrases, and where to cut one. Data only."""

from __future__ import annotations

from summarize.nlp.english import words
from summarize.nlp.english.function_words import (
    ADVERBIAL_CONJUNCTIONS,
    ASPECTUAL_ADVERBS,
    AUXILIARY_VERBS,
    COMMON_PREPOSITIONS,
    CONCESSIVE_AND_CAUSAL_CONJUNCTIONS,
    CONJUNCTIVE_ADVERBS,
    COORDINATING_CONJUNCTIONS,
    FRONTED_PREPOSITIONS,
    HAVE_FORMS,
    INITIAL_CONJUNCTIONS,
    INTERROGATIVE_ADVERBS,
    PREPOSITIONS,
    RELATIVE_CLAUSE_OPENERS,
    RELATIVE_PRONOUNS,
    SEQUENCE_ADVERBS,
    SUBORDINATING_CONJUNCTIONS,
)
from summarize.nlp.english.number_words import DAY_ADVERBS

# Where a noun phrase ends: "the council [of Kallen] | in May".
NOUN_PHRASE_ENDS = (
    (PREPOSITIONS - {"of"})
    | RELATIVE_PRONOUNS
    | SUBORDINATING_CONJUNCTIONS
    | AUXILIARY_VERBS
    | {"than", "as"}
)
# Phrases that begin with these may move; "of", "to", "by" and "with" belong to a word.
MOVABLE_ADJUNCT_OPENERS = (PREPOSITIONS - {"of", "to", "by", "with"}) | ADVERBIAL_CONJUNCTIONS
# Openers of a phrase or clause that may end a sentence, and be cut from its end.
ADJUNCT_OPENERS = (
    ADVERBIAL_CONJUNCTIONS
    | COMMON_PREPOSITIONS
    | words("over under against around where as which who and including following")
)
# Begin a clause of their own.
CLAUSE_OPENERS = (
    ADVERBIAL_CONJUNCTIONS
    | COORDINATING_CONJUNCTIONS
    | (SUBORDINATING_CONJUNCTIONS - {"whereas"})
    | {"as", "than", "so"}
)
SUBORDINATE_CLAUSE_OPENERS = (
    ADVERBIAL_CONJUNCTIONS
    | RELATIVE_PRONOUNS
    | (SUBORDINATING_CONJUNCTIONS - {"whilst"})
    | INTERROGATIVE_ADVERBS
    | words("as once whether unless what")
)
"""Behind these a name may come that the pronoun before it means: "When he fell, Lee laughed"."""

# Here a clause begins that is about something else.
CLAUSE_BORDERS = (
    (ADVERBIAL_CONJUNCTIONS - {"until"})
    | (RELATIVE_CLAUSE_OPENERS - {"whom"})
    | INITIAL_CONJUNCTIONS
    | {"whereas", "as", "amid"}
)
# Up to here a "not" reaches: "did not sail but sank".
NEGATION_SCOPE_ENDS = CONCESSIVE_AND_CAUSAL_CONJUNCTIONS | {"but", "whereas", "instead"}

# Begin a sentence and link it to the preceding one.
DISCOURSE_CONNECTIVES = CONJUNCTIVE_ADVERBS | words(
    "additionally nevertheless nonetheless besides indeed instead"
)
# "But for the rain" is no connective, and "And so" leaves another one behind.
NOT_AFTER_INITIAL_CONJUNCTION = words("for then so not nor neither yet")

# Come before a verb without changing what its subject is.
PREVERBAL_ADVERBS = SEQUENCE_ADVERBS | {"still", "soon", "again"}
# May come between an auxiliary that marks the tense and the verb or noun.
AUXILIARY_ADVERBS = ASPECTUAL_ADVERBS | {"also", "now"}
# Come between the speaker and the verb that reports the speaker's words.
SPEECH_VERB_ADVERBS = (
    HAVE_FORMS | SEQUENCE_ADVERBS | words("already previously earlier recently reportedly")
)

# A pronoun behind these is still the first of its sentence; the name may follow it.
SENTENCE_OPENERS = (
    CONJUNCTIVE_ADVERBS
    | SEQUENCE_ADVERBS
    | INITIAL_CONJUNCTIONS
    | words("so yet still earlier afterwards instead today yesterday here there too again")
)
# Words that may begin a sentence before a name, and get a capital there like the name.
NON_NAME_OPENERS = (
    (FRONTED_PREPOSITIONS - {"this"})
    | ADVERBIAL_CONJUNCTIONS
    | (DAY_ADVERBS - {"tonight"})
    | INITIAL_CONJUNCTIONS
    | (SEQUENCE_ADVERBS - {"later"})
    | words(
        """as if despite with without from to of so yet even only just both next under over like
        unlike including"""
    )
)

# Words with "an" before them in spite of their first letter, and with "a" in spite of it.
AN_BEFORE = ("hour", "honest", "honour", "honor", "heir")
A_BEFORE = ("uni", "use", "usu", "eu", "one", "once", "ut")
AN_BEFORE_FIGURES = ("8", "11", "18")
