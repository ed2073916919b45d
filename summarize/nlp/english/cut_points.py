"""English words by which a sentence can be cut or mended without breaking it. Data only."""

from __future__ import annotations

# Stand at the head of a sentence and tie it to the one before.
DISCOURSE_CONNECTIVES = frozenset(
    """however meanwhile moreover furthermore additionally also nevertheless nonetheless
    besides indeed instead""".split()
)
INITIAL_CONJUNCTIONS = frozenset("and but".split())
# "But for the rain" is no connective, and "And so" leaves another one behind.
NOT_AFTER_INITIAL_CONJUNCTION = frozenset("for then so not nor neither yet".split())

# Verbs that are no past tense: what a main clause may go on with.
FINITE_VERBS = frozenset(
    """am is are was were be been has have had do does did will would can could may might shall
    should must says say said tells told adds added wants needs remains becomes includes""".split()
)
RELATIVE_CLAUSE_OPENERS = frozenset("who which whose whom where".split())
# A participle that begins a condition or a source, not a circumstance.
RESTRICTIVE_PARTICIPLES = frozenset(
    """assuming pending depending barring excluding excepting providing provided according
    regarding concerning notwithstanding considering given saying claiming alleging adding
    citing suggesting arguing insisting stating explaining noting""".split()
)
# A piece that holds one of these may change what the rest says, and is never cut off.
RESTRICTIVE_WORDS = frozenset(
    """only except excluding unless if until however though although but instead rather than
    unlike without despite because so whether provided allegedly reportedly apparently supposed
    supposedly so-called fake false former ex""".split()
)
# Stand before a verb without changing what its subject is.
PREVERBAL_ADVERBS = frozenset("also then later now still soon once again".split())
# Point at what follows: "allowed only" has lost it.
FOCUS_ADVERBS = frozenset(
    "only especially particularly namely mainly partly largely mostly".split()
)
# Begin a clause of their own.
CLAUSE_OPENERS = frozenset(
    """when while whilst after before as because since until where if although though and but
    nor or than so""".split()
)
# Openers of a phrase or clause that may end a sentence, and be cut from its end.
ADJUNCT_OPENERS = frozenset(
    """in on at by for with from into during after before since near across through over under
    against between among around within until while when where as because although though which
    who and including following""".split()
)
# What a date says beside the names of days and months.
DATE_WORDS = frozenset("next last today tomorrow yesterday".split())

# Before these sounds "an" is right, whatever the letters say; and the other way round.
AN_BEFORE = ("hour", "honest", "honour", "honor", "heir")
A_BEFORE = ("uni", "use", "usu", "eu", "one", "once", "ut")
AN_BEFORE_FIGURES = ("8", "11", "18")
