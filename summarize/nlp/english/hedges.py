"""English words that make a statement less than a plain fact. Data only."""

from __future__ import annotations

# A word that changes what the next one says: a statement that keeps the next one keeps it too.
QUALIFIERS = frozenset(
    """some few fewer most many half third quarter part partly only about around roughly
    nearly almost least most more less up over under former deputy vice acting assistant
    ex late first second last interim outgoing incoming associate honorary retired
    potential possible attempted preliminary provisional draft proposed mock fake
    partially largely mostly mainly chiefly primarily temporarily provisionally initially
    sometimes occasionally often usually generally typically rarely seldom scarcely
    supposed purported approximately""".split()
)
# The same behind the word: "the president elect".
QUALIFIERS_BEHIND = frozenset("elect designate emeritus".split())

# "will close" is not "closed"; "can carry" is not "carries".
MODALS = frozenset("will shall can may might could would should must ought".split())
# "Could not sail" says no less than "did not sail".
ABILITIES = frozenset("can could would".split())
# Before a "not" they say plainly that it is not so.
HELPING = frozenset("do does did is are was were has have had".split())

# With a "to" and a verb behind them, these do not say that it was done: "agreed to sell".
INTENTIONS = frozenset(
    """agree agrees agreed agreeing offer offers offered offering want wants wanted wish wishes
    wished decide decides decided order orders ordered urge urges urged ask asks asked vow vows
    vowed pledge pledges pledged promise promises promised invite invites invited request
    requests requested require requires required need needs needed advise advises advised
    persuade recommend recommends recommended encourage encourages encouraged vote votes voted
    due set going about ready prepared scheduled slated poised bound willing keen able hoping
    tipped right duty power chance bid bids call calls called demand demands demanded
    prepare prepares preparing opt opts opted said understood known reported held""".split()
)

# Words that keep a statement from being a plain fact. A summary that drops them claims more.
HEDGES = frozenset(
    """may might could would should must ought if unless possibly perhaps maybe probably
    unsuccessfully vainly falsely wrongly wrongfully mistakenly erroneously
    likely unlikely apparently allegedly reportedly suspected alleged alleges allege supposedly
    presumably potentially seemingly arguably theoretically purportedly tentatively conceivably
    plan plans planned planning intend intends intended hope hopes hoped aim aims aimed expect
    expects expected proposed propose proposes proposal consider considers considering
    considered believe believes believed think thinks thought fear fears feared warn warns
    warned claim claims claimed deny denies denied refuse refuses refused threaten threatens
    threatened fail fails failed try tries tried attempt attempts attempted accused charged
    seek seeks sought appear appears appeared seem seems seemed almost nearly
    estimated estimate estimates predict predicts predicted forecast forecasts projected
    anticipate anticipates anticipated assume assumes assumed suspect suspects guess guesses
    rumour rumours rumoured rumor rumors rumored speculated speculation suppose supposed
    contemplate contemplates contemplated contemplating imagine imagines imagined dream dreams
    dreamt dreamed wonder wonders wondered doubt doubts doubted dispute disputes disputed
    insinuate insinuated allegation allegations""".split()
)

# A condition holds for its whole sentence, wherever it stands.
CONDITIONS = frozenset("if unless provided whether".split())
# Behind these an "if" asks; and a text that has them asks itself.
QUESTIONING = frozenset(
    """know knows knew known see ask asks asked asking wonder wonders wondered sure clear unclear
    doubt question questions questioned whether if decide find say tell check""".split()
)
# Here a clause begins that is about something else.
BORDERS = frozenset(
    """who which where when while whereas after before because as since although though and but
    whose amid""".split()
)
# Words by which somebody claims something: with "said" and its like, they name who says so.
CLAIMING = frozenset(
    """claim claims claimed deny denies denied warn warns warned accuse accuses accused allege
    alleges alleged""".split()
)

# These say "not" without the word: beside them an added "not" may be honest paraphrase.
DENIALS = frozenset(
    """deny denies denied denying refuse refuses refused refusing fail fails failed failing
    reject rejects rejected decline declines declined lack lacks lacked avoid avoids avoided
    unable unlikely impossible few little ban bans banned stop stops stopped prevent prevents
    prevented false""".split()
)

# What denies the words behind it, and what must stand between: "failed to", "prevented from".
DENYING = {
    word: tie
    for tie, words in {
        "to": """fail fails failed failing refuse refuses refused refusing decline declines
            declined declining unable neglect neglects neglected cease ceases ceased""",
        "from": """prevent prevents prevented bar bars barred ban bans banned prohibit prohibits
            prohibited block blocks blocked""",
        "ing": """deny denies denied denying avoid avoids avoided stop stops stopped quit""",
        "of": "instead incapable",
        "than": "rather",
    }.items()
    for word in words.split()
}
# With one of these a "not" does not deny all that follows: "not until Monday", "not only".
WEAKENING = frozenset(
    """hardly barely until till before only just merely simply least necessarily quite entirely
    fully completely exactly always""".split()
)
# Pairs of words that deny nothing.
AFFIRMING = frozenset(
    {
        "no doubt", "no matter", "no wonder", "no sooner", "no question", "nothing but",
        "none other", "or not", "not least",
    }
)  # fmt: skip
# Stand between a "not" and the word that it denies: "no longer sails".
PASSED_OVER = frozenset("longer ever actually really".split())
# Up to here a "not" reaches: "did not sail but sank".
NEGATION_ENDS = frozenset("but although though whereas while because instead".split())

# Words before a verb or a noun that tell when it holds.
FUTURE = frozenset("will shall".split())
PAST = frozenset("was were did had".split())
PRESENT = frozenset("is are am do does".split())
PERFECT = frozenset("has have".split())
BEING = frozenset("be been being".split())
# May stand between these and the verb or noun.
PASSED_BY_AUXILIARIES = frozenset("also now just already still even".split())
