"""English words that the checker treats specially. Data only.

Words stand here as `folding.fold` writes them: lower case, typography folded,
not stemmed. Other languages have no tables yet: there every word counts as
content, and since nobody knows which word is a "not" or a "may", a statement
may leave out none (`verify`).
"""

from __future__ import annotations

# Words without a content of their own: leaving one out or adding one changes no fact
# (what does change facts stands in the tables below and is checked separately).
FUNCTION_WORDS = frozenset(
    """a an the this that these those there here and or but also too as than while when
    whilst whereas where which who whom whose what how why if although though of
    in on at by to for from with into onto upon about between among through during
    within across along around near
    via per amid i you he she it we they me him her us them my your his its our their mine
    yours hers ours theirs himself herself itself themselves myself yourself ourselves one
    ones am is are was were be been being do does did doing done have has had having
    can 's mr mrs ms dr sir such some any other another own same very just
    even still yet already however moreover furthermore meanwhile
    etc""".split()
)

DETERMINERS = frozenset("a an the this that these those my your his its our their her".split())

# Who or what these tie together is part of the fact: "sued by Lee" is not "sued Lee".
PREPOSITIONS = frozenset(
    """of in on at by to for from with without into onto upon over under about between among
    through during within across along behind near against towards toward
    despite via""".split()
)
EQUIVALENT_PREPOSITIONS = {
    "on": "in",
    "at": "in",
    "upon": "in",
    "within": "in",
    "toward": "towards",
}

BE_FORMS = frozenset("am is are was were be been being".split())
HAVE_FORMS = frozenset("has have had".split())
IRREGULAR_PARTICIPLES = frozenset(
    """shot held kept sold lost found beaten hit cut sent told given taken seen made paid built
    known won hurt left met led fought caught bought brought taught stolen driven""".split()
)

PRONOUN_GROUPS = (
    frozenset("he him his himself".split()),
    frozenset("she her hers herself".split()),
    frozenset("i me my mine myself we us our ours ourselves".split()),
    frozenset("you your yours yourself".split()),
)

NEGATORS = frozenset(
    "not no never none nobody nothing nowhere neither nor cannot without hardly barely".split()
)

# Words by which a source reports what somebody else said.
ATTRIBUTION = frozenset(
    """said says say saying told tells according announced announces reported reports wrote
    writes added adds stated states argued argues insisted insists suggested suggests quoted
    explained explains admitted admits acknowledged confirmed confirms described describes
    called revealed reveals noted notes testified indicated indicates
    advised advises informed""".split()
)

CONTRACTIONS = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not",
}  # fmt: skip

# Words whose apostrophe at the beginning opens no quotation: "'em".
ELISIONS = frozenset("em til tis twas cause n bout round cos".split())

# People speaking of themselves and to each other, contractions as they are written.
FIRST_AND_SECOND_PERSON = frozenset(
    """i i'm i've i'll i'd i’m i’ve i’ll i’d me my we we're we've we'll we'd we’re we’ve we’ll we’d
    us our you you're you've you'll you’re you’ve you’ll your""".split()
)

# What speech is full of and says nothing.
FILLED_PAUSES = frozenset("uh uhm um umm er erm hmm mm mm-hmm huh yeah yep okay ok".split())

# A claim or summary sentence that begins with one of these needs its neighbour to be understood.
ANAPHORIC_OPENERS = frozenset(
    """he she it they this that these those his her its their but and so then however meanwhile
    also such there another both instead moreover furthermore""".split()
)
