"""English words that make what is said beside them a claim, a lie or a story. Data only."""

from __future__ import annotations

from summarize.nlp.english import flagged_words, phrase_groups, words
from summarize.nlp.english import function_words as fw
from summarize.nlp.english import stance_words as sw

_WORDS = flagged_words(
    """
untrue: false untrue wrong incorrect inaccurate nonsense rubbish bogus fake faked fabricated
    fabrication concocted fictitious imaginary hoax hoaxes joke jokes prank spoof satire parody
    propaganda misinformation disinformation baseless unfounded groundless debunked disproved
    disproven refuted kidding joking unreal hallucination slander libel nonexistent misreported
    misquoted incorrectly falsely mistaken fool
untrue listed: lie lies lied myth myths rumour rumours rumor rumors falsehood falsehoods untruth
    untruths misconception misconceptions fallacy fallacies
untrue story: fiction fictional
story: dream dreams fantasy legend legends fable fables film films movie movies novel play plays
    opera musical comic cartoon sketch sitcom episode game scenario scenarios nightmare plot
    storyline synopsis premise screenplay script hypothesis riddle parable poem vision
    simulation
story claim: theory story stories tale tales
claim: claim claims allegation allegations accusation accusations assertion assertions charge
    charges report reports statement statements account accounts version suggestion
    suggestions speculation gossip complaint testimony confession
deny: denied denies deny disputed disputes dispute rejected rejects reject retracted retracts
    withdrew withdrawn withdraws recanted recants dismissed dismisses contested contests
    contradicted contradicts unconfirmed unproven unverified discredited doubtful
    corrected corrects
imagine: imagine suppose pretend envision assume picture imagined
    supposing pretended
true: true real correct accurate happened happen occurred occur exist existed believe believes
    believed truth evidence proof proven confirmed
"""
)
# Of what undoes or frames what stands around it; the flags are explained with the sets below.
_CONTEXT = flagged_words(
    """
blunder: inaccuracy inaccuracies misunderstandings
blunder fake: error errors mistake mistakes
blunder fake plain-fake: misunderstanding
undo: quashed overturned annulled voided nullified invalidated reversed disallowed void vacated
    retracted rescinded recanted revoked countermanded disqualified reinstated rehired repealed
    unlawful rigged bounced overruled discredited undone unconstitutional vetoed
undo fake: invalid forged
cancel: cancelled canceled scrapped abandoned shelved aborted repeated withdrawn stripped
    collapsed
cancel recheck: rerun
fake: copy copies fake fakes replica replicas counterfeit dummy dummies decoys stunt trick ruse
    illusion premature exaggerated staged overstated inflated fraudulent untenable reproduction
    reproductions toy empty plagiarised plagiarized
fake plain-fake: forgery forgeries decoy misprint typo impostor imposter sham mirage
decision: decision ruling order verdict move result
decision view: judgment judgement
plan: plan plans idea theory aim intention line impression assumption expectation goal pretence
    pretense
plan want: hope
plan told: excuse
plan want hope: hopes
plan want told: claim promise
recheck: recount retrial replay reinspection
arrival: arrived came turned showed happened existed materialised materialized opened began
    finalised finalized completed ratified
want: want wants wanted wished demanded request requests requested propose proposes proposed
    promised pledged vowed hoped believe believes believed think claimed imagine predict predicts
    predicted envisage envisages envisaged
want told: wish wishes demand demands claims
want dream: imagines imagined
want told hope: promises
tell: put puts tell tells told give gives gave say says said paint paints painted offer offers
    offered present presents presented announce announces announced make makes made hear heard
    sketch sketched invent invents invented spread spreads
told: pledge pledges vow vows prediction predictions excuses proposal proposals guess guesses
    allegation allegations accusation accusations legends fables
told joke: joke jokes legend fable anecdote riddle yarn
joke: parable
joke version: tale
hope: expectations ambitions
hope dream view: dreams
dream: dreamed dreamt dreaming imagining envisions envisioned daydreams daydreamed fantasises
    fantasised fantasizes fantasized hallucinated pretends
view: view opinion eyes mind imagination reading fantasy belief
view version: telling version account
holder: some others many critics supporters opponents admirers believers sceptics skeptics fans
    detractors
version: versions accounts scenario scenarios story stories film book books ledger report draft
    dream game universe world novel model
"""
)

# What says of a sentence before it that it is no fact: "That is a lie".
UNTRUE_WORDS = _WORDS["untrue"]
# Lies that may follow: "He told three lies".
LISTED_UNTRUTHS = _WORDS["listed"]
# A list of them is one of untruths: "some popular errors:".
BLUNDERS = _CONTEXT["blunder"]
STORY_NOUNS = _WORDS["story"]
CLAIM_NOUNS = _WORDS["claim"]
DENIALS = _WORDS["deny"]
IMAGINING_VERBS = _WORDS["imagine"]
# With a "not", "none" or "nobody" they say that something is untrue.
TRUTH_WORDS = _WORDS["true"]
# What is undone has not come to stand: "The vote was annulled"; of what is cancelled that is so
# where it was to come: "The wedding was called off".
UNDOING_WORDS = _CONTEXT["undo"]
CANCELLING_WORDS = _CONTEXT["cancel"]
# The same in more than one word.
UNDOING_PHRASES = phrase_groups(
    """struck down | voted down ; called off | calls off | set aside |
    thrown out | threw out | blew up | fell through | came to nothing"""
)
# Words for one event, as verb and as noun, so that "the wedding" is known to be that of "married".
EVENTS = phrase_groups(
    """
    signed | signs | signing | signature | contract | transfer | move | deal | joined |
        agreed | agreement | accord | treaty | pact ;
    married | marries | wed | wedding | marriage ;
    engaged | engagement ;
    sold | bought | acquired | purchased | sale | purchase | deal | takeover | acquisition ;
    merged | merger ;
    scored | scores | netted | headed | equalised | equaliser | goal | goals | strike |
        header | try | touchdown ;
    beat | defeated | match | replay ;
    convicted | jailed | sentenced | conviction | verdict | sentence | retrial ;
    guilty | conviction | verdict ;
    acquitted | acquittal | verdict ;
    ruled | won | ordered | ruling | judgment | judgement | verdict | decision | order ;
    elected | won | voted | elects | election | vote | ballot | poll | result | recount |
        rerun | office | seat ;
    voted | vote | ballot | decision ;
    appointed | named | hired | chosen | appointment | nomination ;
    dismissed | sacked | fired | suspended | dismissal | sacking | suspension ;
    won | title | medal | prize | award | victory | win ;
    died | dead | death | killed ;
    banned | bans | ban ;
    fined | fine ;
    granted | approved | licensed | permit | licence | license | approval ;
    paid | repaid | cheque | check | payment | transfer ;
    reported | found | showed | report | study | paper | findings ;
    passed | law | bill | act | exam | diploma ;
    announced | announcement ;
    invited | invitation ;
    opened | opening ;
    chose | choice
    """
)
# What proves to be one of these was never the thing: "It turned out to be a copy".
FAKES = _CONTEXT["fake"]
# The same said plainly, where a copy may be known as one: "It is a forgery".
PLAIN_FAKES = _CONTEXT["plain-fake"]
# Whatever came before may be meant: "The decision was reversed".
DECISIONS = _CONTEXT["decision"]
# Nouns that make a sentence before them a mere wish: "That was the plan".
PLAN_NOUNS = _CONTEXT["plan"]
# What is counted or held again, and comes out otherwise.
RECHECKS = _CONTEXT["recheck"]
# Who never did one of these was not there: "The plane never arrived".
ARRIVALS = _CONTEXT["arrival"]
# With "the following" or "three things" behind them these open a list of words, not of facts.
WANTING_VERBS = _CONTEXT["want"]
TELLING_VERBS = _CONTEXT["tell"]
TOLD_NOUNS = _CONTEXT["told"]
JOKES = _CONTEXT["joke"]
HOPE_NOUNS = _CONTEXT["hope"]
DREAMING_VERBS = _CONTEXT["dream"]
# "In its view", "for some": what follows is somebody's view, too.
VIEW_NOUNS = _CONTEXT["view"]
VIEW_HOLDERS = _CONTEXT["holder"]
# "In one of them ... In the other": two tales, of which one is not so.
VERSION_NOUNS = _CONTEXT["version"]
# Point back at the sentence before.
BACK_REFERENCES = CLAIM_NOUNS | fw.DEMONSTRATIVES | {"it", "they", "none", "neither"}
# A list behind one of these is said, denied, asked or supposed by somebody, and is no fact.
INTRODUCERS = (
    sw.ATTRIBUTION
    | sw.REPORTING_VERBS
    | sw.SPEECH_VERBS
    | sw.BELIEF_VERBS
    | (sw.HEDGES - {"could", "may"})
    | (sw.IMPLICIT_NEGATIVES - sw.SMALL_QUANTIFIERS)
    | (fw.NEGATORS - {"without"})
    | fw.CONDITIONAL_CONJUNCTIONS
    | UNTRUE_WORDS
    | BLUNDERS
    | STORY_NOUNS
    | CLAIM_NOUNS
    | DENIALS
    | IMAGINING_VERBS
    | (WANTING_VERBS - {"request", "requests", "requested"})
    | words(
        """argument arguments answers question questions demand demands shouted read reads ask asked
        asks asking unclear disagree disagrees disagreed disagreeing letter wrongly"""
    )
)
# No sentence ends with one of these: it goes on in the next line.
OPEN_ENDS = (
    fw.ARTICLES
    | fw.CONDITIONAL_CONJUNCTIONS
    | (fw.POSSESSIVE_DETERMINERS - {"her"})
    | fw.COORDINATING_CONJUNCTIONS
    | words("that because than although though while when unlike of not")
)
