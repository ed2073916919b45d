"""English words of stance: who says it, how surely, denied, planned or judged. Data only.

Reporting verbs, hedges, negative verbs, qualifiers, evaluative adjectives.
"""

from __future__ import annotations

from summarize.nlp.english import flagged_words, words
from summarize.nlp.english.function_words import (
    BE_FORMS,
    CONCESSIVE_AND_CAUSAL_CONJUNCTIONS,
    CONDITIONAL_CONJUNCTIONS,
    DEMONSTRATIVES,
    DO_FORMS,
    HAVE_FORMS,
    MODAL_VERBS,
    SUBJECT_PRONOUNS,
    TOPIC_PREPOSITIONS,
)

# Each word once, behind all that is true of it; the flags are explained with the sets below.
_STANCE = flagged_words(
    """
speech attribution say-hyponym finite: tells told
speech attribution participle subjective: saying
speech attribution neutral say-hyponym document finite: says
speech attribution neutral say-hyponym intention finite: said
speech attribution neutral say-hyponym question finite: say
attribution: described indicated indicates informed quoted
attribution reporting: revealed reveals suggested suggests testified
attribution reporting confirms: acknowledged admits admitted confirmed confirms
attribution document: describes
attribution intention: advised advises called
attribution participle: according
attribution reporting say-hyponym: announced announces explained insisted insists noted writes
    wrote
attribution reporting belief: argued argues
attribution reporting say-hyponym document: explains
attribution reporting say-hyponym intention: reported
attribution reporting say-hyponym finite: added adds
attribution reporting also-noun say-hyponym document: notes reports
attribution reporting neutral say-hyponym document: states
attribution reporting neutral say-hyponym subjective: stated
reporting: announce argue commented complain complained complains conclude concluded concludes
    declared declares disclosed explain insist joked maintain maintained maintains observed recalled
    recalls remarked replied replies reveal stress stressed stresses suggest tweeted
reporting confirms: acknowledge acknowledges admit concede conceded concedes confirm
reporting also-noun: comments
reporting hedge: feared hoped threaten threatened threatens
reporting intention: urged
reporting also-noun hedge: fears
reporting also-noun intention: promises
reporting claim hedge: allege alleges claimed warn warned warns
reporting belief hedge: believe believed believes think thinks thought
reporting hedge forecast: predicted predicts
reporting intention question: asked
reporting intention subjective: pledged promised vowed
reporting also-noun claim hedge: claim claims
reporting also-noun hedge forecast: hopes
reporting also-noun intention question: asks
reporting claim hedge nonfactual: alleged
reporting claim hedge negative negates-ing denies: denied denies deny
also-noun intention: pledges
neutral say-hyponym: state
document: mentions
claim: accuse accuses
claim hedge: accused
belief subjective: feels
hedge: aim aimed allegation allegations anticipate appear appeared appears arguably assume assumed
    assumes attempt attempts baseless charged conceivably considered contemplate contemplated
    contemplates contemplating doubtful dream dreamed dreams dreamt erroneously estimate estimated
    estimates expect falsely fear guess guesses hoax hope imagine imagined imagines insinuate
    insinuated intend intended mistakenly myth plan planning possibly potentially predict presumably
    probably proposal propose proposes purportedly rumor rumored rumors rumour rumoured rumours seek
    seeks seem seemed seems sought speculated speculation suppose supposing suspect suspected
    suspects tentatively theoretically tried tries try unconfirmed unfounded unproven unsuccessfully
    untrue vainly wrongfully wrongly
hedge forecast: aims anticipated anticipates expected expects forecast forecasts intends planned
    plans projected
hedge scheduled: likely
hedge denies: dispute disputed disputes doubted doubts
hedge question denies: doubt
hedge question: wonder wondered wonders
hedge negative: unlikely
hedge qualifier: almost attempted nearly proposed
hedge restrictive: allegedly
hedge participle: considering
hedge nonfactual: maybe perhaps seemingly
hedge subjective: consider considers
hedge negative negates-to: fail failed fails refuse refused refuses
hedge qualifier restrictive: supposed
hedge restrictive nonfactual: apparently reportedly supposedly
scheduled intention: due poised scheduled set
intention: able advise agreeing bid bids bound call calls chance decided decides demand demanded
    demands duty encourage encouraged encourages going held hoping invite invited invites need
    needed offer offered offering offers opt opted opts order ordered orders persuade pledge power
    prepare prepared prepares preparing promise ready recommend recommended recommends request
    requested requests require required requires slated tipped understood urge urges vote voted
    votes vow vows want wanted willing wish wished wishes
intention question: ask decide known
intention qualifier: about
intention subjective: agree agreed agrees keen right
intention finite: needs wants
question: asking check clear find knew know knows question questioned questions see sure tell
    unclear
negative denies: reject rejected rejects
negative negates-object: lack lacked lacks
negative qualifier: few little
negative restrictive: false
negative subjective: impossible
negative negates-to: decline declined declines failing refusing unable
negative negates-from: ban banned bans prevent prevented prevents
negative negates-ing: avoid avoided avoids denying stop stopped stops
qualifier: acting anti approximately around aspiring assistant associate chiefly counterfeit
    deputy draft effectively erstwhile fewer first future generally half honorary imaginary
    incoming inconclusive initially insufficient interim last late least less many mock more most
    non occasionally often onetime outgoing over part partially possible potential practically
    preliminary previous primarily prospective provisional provisionally pseudo purported putative
    quarter quasi rarely replica retired roughly scant scarcely second seldom some sometimes
    temporarily third toy typically under unofficial up usually vice virtually
qualifier focus: largely mainly mostly partly
qualifier restrictive: ex fake former
qualifier focus restrictive: only
focus: especially namely particularly
restrictive: except
restrictive participle: excluding provided
restrictive nonfactual: so-called
participle: adding alleging arguing assuming barring citing concerning depending excepting
    explaining given insisting judging noting notwithstanding pending providing regarding suggesting
participle subjective: claiming stating
nonfactual: certainly clearly extremely fortunately hopefully incredibly luckily obviously sadly
    surely too unfortunately
subjective: bad believing best better classy controversial defiant deserve deserved deserves
    difficult eager easy enjoyed exciting fair famous feel felt fun funny good great hard hated
    hopeless legendary liked loved lovely nice perfect popular proud sad safe smart sound thinking
    thrilling unsafe worst
evaluative: absurd amazing appalling awful beautiful boring brave brilliant crucial cruel
    dangerous delicious devastating disappointing disgraceful disgusting dreadful essential
    excellent fantastic foolish heroic horrible important impressive incredible irresponsible
    outrageous reckless remarkable ridiculous shameful shocking silly stunning stupid superb
    terrible tragic ugly unacceptable unbelievable unfair unjust vital wise wonderful wrong
finite: becomes includes remains
negates-to: cease ceased ceases declining neglect neglected neglects
negates-from: bar barred bars block blocked blocks prohibit prohibited prohibits
negates-ing: quit
negates-of: incapable instead
negates-than: rather
"""
)

# The subject of one of these, before it or after it behind a comma, is a speaker.
SPEECH_VERBS = _STANCE["speech"]
_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in """
    as long as ; so long as ; in case ; in the event ; on condition ; on the condition ;
    subject to ; conditional on ; contingent on ; in theory ; on paper ; in principle ;
    as planned ; as expected ; in the view of ; in the opinion of ; in the eyes of ;
    in the words of ; in the film ; in the novel ; in the story ; in the play ; in the book ;
    in the series ; in the game ; in the scenario ; in a dream ; in his dream ; in her dream ;
    under the plan ; under the plans ; under the proposal ; under the proposals ; under the bill ;
    under the draft ; anything but ; far from ; all but ; rumour has it ; rumor has it ;
    word has it ; legend has it ; were it not for ; had it not been for ; but for ; as if ;
    as though ; so to speak ; as good as ; rule out ; ruled out ; rules out ; ruling out ;
    cast doubt ; casts doubt ; so called ; self styled ; self proclaimed ; one time
    """.split(";")
)

# Words by which a source reports what somebody else said.
ATTRIBUTION = _STANCE["attribution"]
# These report as well, but do other things too: "added sugar", "reported a loss". Only with
# a "that" behind them, or a comma or quotation before the speaker, are they certain.
REPORTING_VERBS = _STANCE["reporting"]
# Nouns as well: "he dismissed reports that" is no report.
REPORTING_NOUNS = _STANCE["also-noun"]
# Verbs of saying that claim no more than "said" does, and those that "said" may replace.
NEUTRAL_SPEECH_VERBS = _STANCE["neutral"]
SAY_HYPONYMS = _STANCE["say-hyponym"]
# Words by which somebody claims something: with "said" and its like, they name who says so.
CLAIM_VERBS = _STANCE["claim"]
BELIEF_VERBS = _STANCE["belief"]
# These say that it is so, and those that it may not be so: more than "said" does.
CONFIRMING_VERBS, DENYING_VERBS = _STANCE["confirms"], _STANCE["denies"]

# The statement speaks of the document itself: "The article says that ..."
DOCUMENT_NOUNS = words("article passage text report document story piece")
DOCUMENT_VERBS = _STANCE["document"]

# "Would not say" and "is said to" report nobody's words.
NOT_BEFORE_SPEECH_VERB = (
    (MODAL_VERBS - {"shall", "ought"})
    | (BE_FORMS - {"am"})
    | DO_FORMS
    | words("to not never no cannot get got if")
)
# Who is meant is said elsewhere, or nobody is meant.
UNNAMED_SPEAKERS = (
    SUBJECT_PRONOUNS
    | DEMONSTRATIVES
    | words(
        """who which one someone somebody everyone everybody people some many others sources
        reports him her them me us there what"""
    )
)

# Words that keep a statement from being a plain fact. A summary that drops them claims more.
HEDGES = _STANCE["hedge"] | (MODAL_VERBS - {"can", "will", "shall"}) | {"if", "unless"}
FORECAST_VERBS = _STANCE["forecast"]
"""With an infinitive behind it: "is expected to open", "plans to open"."""

SCHEDULE_PREDICATES = _STANCE["scheduled"]
"""With a form of "be" before and an infinitive behind: "is set to open"."""

# With a "to" and a verb behind them, these do not say that it was done: "agreed to sell".
INTENTION_WORDS = _STANCE["intention"]
# With a "to" and a verb behind them, these do say that it was done: "managed to sell".
IMPLICATIVE_VERBS = words("continued continues happened happens helped helps managed proceeded")
# Behind these an "if" asks; and a text that has them asks itself.
INDIRECT_QUESTION_OPENERS = _STANCE["question"] | {"whether", "if"}

# These say "not" without the word: beside them an added "not" may be honest paraphrase.
IMPLICIT_NEGATIVES = _STANCE["negative"]
# What denies the words behind it -> what must come between: "failed to", "prevented from".
NEGATING_PREDICATES = {
    word: tie
    for tie in ("to", "from", "ing", "of", "than", "object")
    for word in _STANCE[f"negates-{tie}"]
}
# With one of these a "not" does not deny all that follows: "not until Monday", "not only".
NEGATION_WEAKENERS = words(
    """hardly barely until till before only just merely simply least necessarily quite entirely
    fully completely exactly always"""
)
# All words that change how much a negation denies: "no longer", "not all", "never".
NEGATION_MODIFIERS = NEGATION_WEAKENERS | words(
    """never longer yet anymore all every each both many much enough more less most whole often
    usually so too very directly solely alone again"""
)
# Stems of what is not known, said or shown; "no evidence that it sank" does not deny that it did.
EPISTEMIC_STEMS = words(
    """evid proof sign indic suggest hint trace reason say said tell told confirm prove show think
    thought believ know knew claim deni rule mean clear certain sure true guarante conclud expect
    admit verifi establish reveal report argu state assum impli doubt suspect"""
)
# Pairs of words that deny nothing.
AFFIRMATIVE_PHRASES = frozenset([
    "no doubt", "no matter", "no wonder", "no sooner", "no question", "nothing but", "none other",
    "or not", "not least",
])  # fmt: skip
# Stand between a "not" and the word that it denies: "no longer sails".
NEGATED_ADVERBS = words("longer ever actually really")

SMALL_QUANTIFIERS = words("few little")
"""With an "a" before them they say more than without: "few boats", "a few boats"."""

# Phrases by which a sentence states no fact, or only under a condition; by their first word.
HEDGING_PHRASES = {
    first: tuple(phrase for phrase in _PHRASES if phrase[0] == first)
    for first in {phrase[0] for phrase in _PHRASES}
}

# A word that changes what the next one says: a statement that keeps the next one keeps it too.
QUALIFIERS = _STANCE["qualifier"]
# The same behind the word: "the president elect".
POSTPOSED_QUALIFIERS = words("elect designate emeritus")
# Point at what follows: "allowed only" has lost it.
FOCUS_ADVERBS = _STANCE["focus"]
# A piece that holds one of these may change what the rest says, and is never cut off.
RESTRICTIVE_WORDS = (
    _STANCE["restrictive"]
    | CONDITIONAL_CONJUNCTIONS
    | (CONCESSIVE_AND_CAUSAL_CONJUNCTIONS - {"while"})
    | words("until however but instead rather than unlike without despite so")
)
# A participle that begins a condition or a source, not a circumstance.
RESTRICTIVE_PARTICIPLES = _STANCE["participle"]
# Verbs that are no past tense: what a main clause may go on with.
FINITE_VERBS = (
    (MODAL_VERBS - {"ought"}) | (BE_FORMS - {"being"}) | HAVE_FORMS | DO_FORMS | _STANCE["finite"]
)

# Adverbs and others that keep a sentence from being a plain fact, beside the hedges.
NON_FACTUAL_WORDS = (
    _STANCE["nonfactual"] | MODAL_VERBS | (CONDITIONAL_CONJUNCTIONS - {"provided"}) | {"cannot"}
)
EVALUATIVE_ADJECTIVES = _STANCE["evaluative"]
# Said of somebody in passing they judge him, but are no opinion of the speaker's.
SUBJECTIVE_WORDS = _STANCE["subjective"] | {"should", "ought"}

# Words by which the user asks, and which say nothing of what is asked for.
QUERY_STOP_WORDS = (
    SPEECH_VERBS
    | TOPIC_PREPOSITIONS
    | (MODAL_VERBS - {"shall", "ought"})
    | (DOCUMENT_NOUNS - {"passage"})
    | words(
        """paper author writer summary summarise summarize mention mentioned mentions explain
        explains state states describe describes described discuss discusses discussed know think
        thinks thought happen happens happened concern concerns everything anything something all
        information details detail facts fact point points part parts view views opinion opinions
        focus topic topics matter matters issue issues question questions aspect aspects please
        give tell show find list many much long often role impact effect effects"""
    )
)
