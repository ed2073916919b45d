"""English function words: articles, pronouns, auxiliaries, prepositions, conjunctions. Data only.

Behind them the sets by which clauses and phrases open, join, end, or can be cut.
"""

from __future__ import annotations

from summarize.nlp.english import words

ARTICLES = words("a an the")
DEMONSTRATIVES = words("this that these those")
_THIRD_PERSON_POSSESSIVES = words("his her its their")
POSSESSIVE_DETERMINERS = _THIRD_PERSON_POSSESSIVES | {"my", "your", "our"}
DETERMINERS = ARTICLES | DEMONSTRATIVES | POSSESSIVE_DETERMINERS
# Before a noun, these say that it is one of several, or nobody's name.
INDEFINITE_DETERMINERS = words("a an another some any every each no two three four five one other")

MALE_PRONOUNS = words("he him his himself")
FEMALE_PRONOUNS = words("she her hers herself")
PLURAL_PRONOUNS = words("they them their theirs themselves")
# What the authors of a paper or a report call themselves.
AUTHORS = words("we us our ours ourselves")
_SHORT_FIRST_PERSON = words("i me my") | (AUTHORS - {"ours", "ourselves"})
FIRST_PERSON_PRONOUNS = _SHORT_FIRST_PERSON | AUTHORS | {"mine", "myself"}
SECOND_PERSON_PRONOUNS = words("you your yours yourself")
PRONOUN_GROUPS = (MALE_PRONOUNS, FEMALE_PRONOUNS, FIRST_PERSON_PRONOUNS, SECOND_PERSON_PRONOUNS)
# "Her" owns where a noun follows, "hers" where none does.
POSSESSIVE_PRONOUNS = (_THIRD_PERSON_POSSESSIVES - {"its"}) | {"hers", "theirs"}
OBJECT_PRONOUNS = words("him her them himself herself themselves")
_THIRD_PERSON_SUBJECTS = words("he she it they")
SUBJECT_PRONOUNS = _THIRD_PERSON_SUBJECTS | {"i", "you", "we"}
ANAPHORIC_PRONOUNS = _THIRD_PERSON_SUBJECTS | _THIRD_PERSON_POSSESSIVES
# Subject -> object. "Her" is also "her boat" and has no pair of its own.
_OBJECT_CASE = {"he": "him", "they": "them", "i": "me", "we": "us"}
OTHER_CASE = {
    **_OBJECT_CASE,
    **{objective: subjective for subjective, objective in _OBJECT_CASE.items()},
    "she": "her",
}
# People speaking of themselves and to each other, contractions as they are written.
FIRST_AND_SECOND_PERSON = _SHORT_FIRST_PERSON | words(
    """i'm i've i'll i'd i’m i’ve i’ll i’d we're we've we'll we'd we’re we’ve we’ll we’d
    you your you're you've you'll you’re you’ve you’ll"""
)

NONFINITE_BE_FORMS = words("be been being")
BE_FORMS = NONFINITE_BE_FORMS | words("am is are was were")
HAVE_FORMS = words("has have had")
DO_FORMS = words("do does did")
# "will close" is not "closed"; "can carry" is not "carries".
MODAL_VERBS = words("will shall can may might could would should must ought")
AUXILIARY_VERBS = BE_FORMS | HAVE_FORMS | MODAL_VERBS
# Before a "not" they say plainly that it is not so.
PRIMARY_AUXILIARIES = (BE_FORMS - NONFINITE_BE_FORMS - {"am"}) | HAVE_FORMS | DO_FORMS
# "Could not sail" says no less than "did not sail".
ABILITY_MODALS = words("can could would")
FUTURE_AUXILIARIES = words("will shall")
PAST_AUXILIARIES = words("was were did had")
PRESENT_AUXILIARIES = (BE_FORMS | DO_FORMS) - PAST_AUXILIARIES - NONFINITE_BE_FORMS
PRESENT_HAVE_FORMS = HAVE_FORMS - PAST_AUXILIARIES

BASIC_PREPOSITIONS = words("in on at by for from")
COMMON_PREPOSITIONS = BASIC_PREPOSITIONS | words(
    "with into during near across through between among within"
)
_LINKING_PREPOSITIONS = words("of to onto upon about along via")
# Beside the others these are no function words: they have a content of their own.
CONTENTFUL_PREPOSITIONS = words("without over under behind against towards toward despite")
# Who or what these tie together is part of the fact: "sued by Lee" is not "sued Lee".
PREPOSITIONS = COMMON_PREPOSITIONS | _LINKING_PREPOSITIONS | CONTENTFUL_PREPOSITIONS
EQUIVALENT_PREPOSITIONS = {
    "on": "in", "at": "in", "upon": "in", "within": "in", "toward": "towards",
}  # fmt: skip
# A name behind one of these is a place.
LOCATIVE_PREPOSITIONS = words("in at near across around throughout inside outside")
# Before a place rather than a person.
PLACE_PREPOSITIONS = (LOCATIVE_PREPOSITIONS - {"throughout", "inside"}) | {"into", "through"}
# May occur inside the phrase of a speaker: "the head of the council in Kallen".
SPEAKER_LINKS = (BASIC_PREPOSITIONS - {"on"}) | {"of", "and"}
# Behind these comes what the user asks for: "What does Kim say about the costs?"
TOPIC_PREPOSITIONS = words("about regarding concerning")

COORDINATING_CONJUNCTIONS = words("and but or nor")
INITIAL_CONJUNCTIONS = words("and but")
CONCESSIVE_AND_CAUSAL_CONJUNCTIONS = words("while because although though")
_TEMPORAL_CONJUNCTIONS = words("after before since until")
# A clause that begins with one of these says when or why, and may come first or last.
ADVERBIAL_CONJUNCTIONS = CONCESSIVE_AND_CAUSAL_CONJUNCTIONS | _TEMPORAL_CONJUNCTIONS | {"when"}
SUBORDINATING_CONJUNCTIONS = CONCESSIVE_AND_CAUSAL_CONJUNCTIONS | words(
    "when whilst if whereas where"
)
# Begin what may come before a sentence's subject, up to a comma or "he".
FRONTED_PREPOSITIONS = (
    (BASIC_PREPOSITIONS - {"from"}) | _TEMPORAL_CONJUNCTIONS | {"during", "last", "this"}
)
# A condition holds for its whole sentence, at any place in it.
CONDITIONAL_CONJUNCTIONS = words("if unless provided whether")
RELATIVE_PRONOUNS = words("who whom whose which that")
INTERROGATIVE_ADVERBS = words("how why")
RELATIVE_CLAUSE_OPENERS = (RELATIVE_PRONOUNS - {"that"}) | {"where"}

NEGATORS = words(
    "not no never none nobody nothing nowhere neither nor cannot without hardly barely"
)
CONJUNCTIVE_ADVERBS = words("however meanwhile moreover furthermore also")
SEQUENCE_ADVERBS = words("also then later now once")
ASPECTUAL_ADVERBS = words("just already still even")

# Words without a content of their own: leaving one out or adding one changes no fact
# (what does change facts is in the other tables and is checked separately).
FUNCTION_WORDS = (
    DETERMINERS
    | PLURAL_PRONOUNS.union(SUBJECT_PRONOUNS, *PRONOUN_GROUPS)
    | RELATIVE_PRONOUNS
    | INTERROGATIVE_ADVERBS
    | BE_FORMS
    | HAVE_FORMS
    | DO_FORMS
    | COMMON_PREPOSITIONS
    | _LINKING_PREPOSITIONS
    | CONJUNCTIVE_ADVERBS
    | ASPECTUAL_ADVERBS
    | (SUBORDINATING_CONJUNCTIONS - {"because"})
    | words(
        """there here and or but too as than what around per amid itself one ones doing done having
        can 's mr mrs ms dr sir such some any other another own same very yet etc"""
    )
)

# A claim or summary sentence that begins with one of these needs its neighbour to be understood.
ANAPHORIC_OPENERS = (
    ANAPHORIC_PRONOUNS
    | DEMONSTRATIVES
    | CONJUNCTIVE_ADVERBS
    | INITIAL_CONJUNCTIONS
    | words("so then there such another both instead")
)

# Where a noun phrase ends: "the council [of Kallen] | in May".
NOUN_PHRASE_ENDS = (
    (PREPOSITIONS - {"of"})
    | RELATIVE_PRONOUNS
    | SUBORDINATING_CONJUNCTIONS
    | ADVERBIAL_CONJUNCTIONS
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
# "But for the rain", "So far", "Yet another" are no connectives, "And so" leaves another one
# behind, and what follows "So is" has the order of words that "so" asks for.
NOT_AFTER_INITIAL_CONJUNCTION = (
    words("for then so not nor neither yet far long much many few little often as that too again")
    | words("another more called")
    | PRIMARY_AUXILIARIES
    | MODAL_VERBS
)

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
# Words with "an" before them in spite of their first letter, and with "a" in spite of it.
AN_BEFORE = ("hour", "honest", "honour", "honor", "heir")
A_BEFORE = ("uni", "use", "usu", "eu", "one", "once", "ut")
AN_BEFORE_FIGURES = ("8", "11", "18")

CONTRACTIONS = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not",
}  # fmt: skip

# Words whose apostrophe at the beginning opens no quotation: "'em".
ELISIONS = words("em til tis twas cause n bout round cos")

# What speech is full of and says nothing.
FILLED_PAUSES = words("uh uhm um umm er erm hmm huh yeah yep okay ok mm mm-hmm")
