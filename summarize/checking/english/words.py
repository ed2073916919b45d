"""English words that the checker treats specially. Data only.

Words stand here as `folding.fold` writes them: lower case, typography folded,
not stemmed. Other languages have no tables yet: there every word counts as
content, and since nobody knows which word is a "not" or a "may", a statement
may leave out none (`verify`).
"""

from __future__ import annotations

# Words without a content of their own: leaving one out or adding one changes no fact
# (what does change facts stands in the tables below and is checked separately).
FUNCTION = frozenset(
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
SAME_PREPOSITION = {"on": "in", "at": "in", "upon": "in", "within": "in", "toward": "towards"}

PASSIVE = frozenset("am is are was were be been being".split())
PERFECT = frozenset("has have had".split())
IRREGULAR_PARTICIPLES = frozenset(
    """shot held kept sold lost found beaten hit cut sent told given taken seen made paid built
    known won hurt left met led fought caught bought brought taught stolen driven""".split()
)

PRONOUNS = (
    frozenset("he him his himself".split()),
    frozenset("she her hers herself".split()),
    frozenset("i me my mine myself we us our ours ourselves".split()),
    frozenset("you your yours yourself".split()),
)

# A word that changes what the next one says: a statement that keeps the next one keeps it too.
QUALIFIERS = frozenset(
    """some few fewer most many several half third quarter part partly only about around roughly
    nearly almost least most more less up over under former deputy vice acting assistant
    ex late first second last""".split()
)

# "More than 100" is no claim that there were 100.
BOUNDS = frozenset(
    """more less fewer over under about around roughly nearly almost least most up some only
    approximately""".split()
)

# "will close" is not "closed"; "can carry" is not "carries".
MODALS = frozenset("will shall can".split())

NEGATORS = frozenset(
    "not no never none nobody nothing nowhere neither nor cannot without hardly barely".split()
)

# Words that keep a statement from being a plain fact. A summary that drops them claims more.
HEDGES = frozenset(
    """may might could would should possibly perhaps probably likely unlikely apparently
    allegedly reportedly suspected alleged alleges allege supposedly presumably potentially
    plan plans planned planning intend intends intended hope hopes hoped aim aims aimed expect
    expects expected proposed propose proposes proposal consider considers considering
    considered believe believes believed think thinks thought fear fears feared warn warns
    warned claim claims claimed deny denies denied refuse refuses refused threaten threatens
    threatened fail fails failed try tries tried attempt attempts attempted accused charged
    seek seeks sought appear appears appeared seem seems seemed if unless almost nearly
    estimated estimate estimates""".split()
)

# A condition holds for its whole sentence, wherever it stands.
CONDITIONS = frozenset("if unless provided whether".split())

# These say "not" without the word: beside them an added "not" may be honest paraphrase.
DENIALS = frozenset(
    """deny denies denied denying refuse refuses refused refusing fail fails failed failing
    reject rejects rejected decline declines declined lack lacks lacked avoid avoids avoided
    unable unlikely impossible few little ban bans banned stop stops stopped prevent prevents
    prevented false""".split()
)

# Words by which a source reports what somebody else said.
ATTRIBUTION = frozenset(
    """said says say saying told tells according announced announces reported reports wrote
    writes added adds stated states argued argues insisted insists suggested suggests quoted
    explained explains admitted admits acknowledged confirmed confirms described describes
    called revealed reveals noted notes testified""".split()
)

UNITS = {
    "%": "percent",
    "$": "dollar",
    "£": "pound",
    "€": "euro",
    "¥": "yen",
    "₹": "rupee",
} | {sign: sign for sign in "<>=≤≥≠±×÷+~°&#"}

CURRENCIES = frozenset("dollar pound euro yen rupee".split())

NUMBER_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip

SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000, "k": 1_000, "m": 1_000_000, "mn": 1_000_000,
    "bn": 1_000_000_000, "tn": 1_000_000_000_000,
}  # fmt: skip

ORDINALS = {
    "first": "1th", "second": "2th", "third": "3th", "fourth": "4th", "fifth": "5th",
    "sixth": "6th", "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th",
    "eleventh": "11th", "twelfth": "12th",
}  # fmt: skip

# "half" is no number word here: "half the village" names no figure that could be compared.
MONTHS = {
    "jan": "january", "feb": "february", "mar": "march", "apr": "april", "jun": "june",
    "jul": "july", "aug": "august", "sep": "september", "sept": "september", "oct": "october",
    "nov": "november", "dec": "december",
}  # fmt: skip

CONTRACTIONS = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not",
}  # fmt: skip

WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())

# A claim or summary sentence that begins with one of these needs its neighbour to be understood.
DANGLING = frozenset(
    """he she it they this that these those his her its their but and so then however meanwhile
    also such there another both instead moreover furthermore""".split()
)
