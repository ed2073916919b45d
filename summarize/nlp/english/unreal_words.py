"""English words that make what is said beside them a claim, a lie or a story. Data only."""

from __future__ import annotations

from summarize.nlp.english import flagged_words, words
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

# What says of a sentence before it that it is no fact: "That is a lie".
UNTRUE_WORDS = _WORDS["untrue"]
# Lies that may follow: "He told three lies".
LISTED_UNTRUTHS = _WORDS["listed"]
STORY_NOUNS = _WORDS["story"]
CLAIM_NOUNS = _WORDS["claim"]
DENIALS = _WORDS["deny"]
IMAGINING_VERBS = _WORDS["imagine"]
# With a "not", "none" or "nobody" they say that something is untrue.
TRUTH_WORDS = _WORDS["true"]
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
    | STORY_NOUNS
    | CLAIM_NOUNS
    | DENIALS
    | IMAGINING_VERBS
    | words(
        """argument arguments answers question questions demand demands shouted read reads ask asked
        asks asking unclear"""
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
