"""English words by which people say, foresee and judge. Data only.

Words stand here as `folding.fold` writes them: lower case, not stemmed.
"""

from __future__ import annotations

# Whatever stands before one of these, or after it behind a comma, says what the sentence says.
SPEECH_VERBS = frozenset("said say says saying told tells".split())

# These report as well, but do other things too: "added sugar", "reported a loss". Only with
# a "that" behind them, or a comma or quotation before the speaker, are they certain.
REPORTING_VERBS = frozenset(
    """added adds announced announces argued argues admitted admits acknowledged acknowledges
    alleged alleges believes believed claimed claims commented comments concluded concludes
    confirmed confirms complained complains conceded concedes declared declares denied denies
    disclosed explained explains feared fears hoped hopes insisted insists joked maintained
    maintains noted notes observed pledged predicted predicts promised promises recalled recalls
    remarked replied replies reported reports revealed reveals stated states stressed stresses
    suggested suggests testified thinks thought tweeted urged vowed warned warns wrote writes
    asked asks""".split()
)

# Nouns as well: "he dismissed reports that" is no report.
REPORTING_NOUNS = frozenset(
    "reports claims comments hopes fears promises pledges notes asks".split()
)

# Between the speaker and the verb.
SPEECH_VERB_ADVERBS = frozenset(
    "has have had also later then once now already previously earlier recently reportedly".split()
)

# "Would not say" and "is said to" report nobody's words.
NOT_BEFORE_SPEECH_VERB = frozenset(
    """to not never no would could might may should must will can cannot did does do is are was
    were be been being get got if""".split()
)

# What may stand inside "the head of the council in Kallen".
SPEAKER_LINKS = frozenset("of for from at in by and".split())

# When it was said is no part of who said it.
TIME_ADVERBS = frozenset(
    """today yesterday tomorrow tonight earlier later recently afterwards monday tuesday wednesday
    thursday friday saturday sunday last this next""".split()
)

# Who is meant stands elsewhere, or nobody is.
UNNAMED_SPEAKERS = frozenset(
    """he she it they we i you who which that this one someone somebody everyone everybody people
    some many others sources reports him her them me us these those there what""".split()
)

FORECAST_VERBS = frozenset(
    """expects expected forecast forecasts predicts predicted plans planned intends hopes aims
    projected anticipates anticipated""".split()
)
"""With an infinitive behind it: "is expected to open", "plans to open"."""

SCHEDULE_PREDICATES = frozenset("due set scheduled poised likely".split())
"""With a form of "be" before and an infinitive behind: "is set to open"."""

EVALUATIVE_ADJECTIVES = frozenset(
    """terrible awful wonderful amazing brilliant fantastic excellent superb disappointing
    disgraceful disgusting shameful shocking outrageous unacceptable unfair unjust
    wrong important essential vital crucial beautiful ugly tragic impressive remarkable stunning
    incredible unbelievable ridiculous absurd stupid silly foolish wise dangerous reckless
    irresponsible cruel brave heroic delicious boring horrible dreadful appalling
    devastating""".split()
)

# Said of somebody in passing they judge him, but are no opinion of the speaker's.
SUBJECTIVE_WORDS = frozenset(
    """should ought best worst good better bad great fair right perfect proud sad smart exciting fun
    funny lovely nice deserve deserves deserved sound safe unsafe easy hard difficult impossible
    classy defiant hopeless thrilling eager keen famous legendary controversial popular
    agree agrees agreed believing saying thinking claiming feel feels felt consider considers
    pledged vowed promised stated stating liked loved hated enjoyed""".split()
)

BELIEF_VERBS = frozenset(
    "believes believe believed thinks think thought feels argues argued".split()
)

# Adverbs and others that keep a sentence from being a plain fact, beside the hedges.
NON_FACTUAL_WORDS = frozenset(
    """would could might may should must ought can cannot will shall if unless whether perhaps
    maybe apparently seemingly so-called alleged reportedly supposedly clearly obviously surely
    certainly hopefully sadly unfortunately fortunately luckily incredibly extremely
    too""".split()
)

# A verb behind which, or before which, a number is the point of a sentence.
QUANTITY_VERBS = frozenset(
    """rose rise rises risen fell fall falls fallen grew grow grows grown increased increases
    decreased decreases dropped drops jumped climbed soared slumped cost costs paid pays pay
    totalled totaled amounted reached reaches exceeded raised earned spent spends sold bought worth
    valued weighs weighed killed injured employs employed accounts averaged averages generated
    produced invested contributed scored""".split()
)
"""A number right behind one of these is the point of a sentence."""

TIME_NOUNS = frozenset(
    """second seconds minute minutes hour hours day days week weeks month months year years decade
    decades time times later ago""".split()
)
