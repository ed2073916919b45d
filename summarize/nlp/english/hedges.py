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
POSTPOSED_QUALIFIERS = frozenset("elect designate emeritus".split())

# "will close" is not "closed"; "can carry" is not "carries".
MODAL_VERBS = frozenset("will shall can may might could would should must ought".split())
# "Could not sail" says no less than "did not sail".
ABILITY_MODALS = frozenset("can could would".split())
# Before a "not" they say plainly that it is not so.
PRIMARY_AUXILIARIES = frozenset("do does did is are was were has have had".split())

# With a "to" and a verb behind them, these do not say that it was done: "agreed to sell".
INTENTION_WORDS = frozenset(
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
CONDITIONAL_CONJUNCTIONS = frozenset("if unless provided whether".split())
# Behind these an "if" asks; and a text that has them asks itself.
INDIRECT_QUESTION_OPENERS = frozenset(
    """know knows knew known see ask asks asked asking wonder wonders wondered sure clear unclear
    doubt question questions questioned whether if decide find say tell check""".split()
)
# Here a clause begins that is about something else.
CLAUSE_BORDERS = frozenset(
    """who which where when while whereas after before because as since although though and but
    whose amid""".split()
)
# Words by which somebody claims something: with "said" and its like, they name who says so.
CLAIM_VERBS = frozenset(
    """claim claims claimed deny denies denied warn warns warned accuse accuses accused allege
    alleges alleged""".split()
)

# These say "not" without the word: beside them an added "not" may be honest paraphrase.
IMPLICIT_NEGATIVES = frozenset(
    """deny denies denied denying refuse refuses refused refusing fail fails failed failing
    reject rejects rejected decline declines declined lack lacks lacked avoid avoids avoided
    unable unlikely impossible few little ban bans banned stop stops stopped prevent prevents
    prevented false""".split()
)

# What denies the words behind it, and what must stand between: "failed to", "prevented from".
NEGATING_PREDICATES = {
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
NEGATION_WEAKENERS = frozenset(
    """hardly barely until till before only just merely simply least necessarily quite entirely
    fully completely exactly always""".split()
)
# Pairs of words that deny nothing.
AFFIRMATIVE_PHRASES = frozenset(
    {
        "no doubt", "no matter", "no wonder", "no sooner", "no question", "nothing but",
        "none other", "or not", "not least",
    }
)  # fmt: skip
# Stand between a "not" and the word that it denies: "no longer sails".
NEGATED_ADVERBS = frozenset("longer ever actually really".split())
# Up to here a "not" reaches: "did not sail but sank".
NEGATION_SCOPE_ENDS = frozenset("but although though whereas while because instead".split())

# Words before a verb or a noun that tell when it holds.
FUTURE_AUXILIARIES = frozenset("will shall".split())
PAST_AUXILIARIES = frozenset("was were did had".split())
PRESENT_AUXILIARIES = frozenset("is are am do does".split())
PRESENT_HAVE_FORMS = frozenset("has have".split())
NONFINITE_BE_FORMS = frozenset("be been being".split())
# May stand between these and the verb or noun.
AUXILIARY_ADVERBS = frozenset("also now just already still even".split())
