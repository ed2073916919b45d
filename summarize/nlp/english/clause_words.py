"""English words by which an adverbial is known, and those that restrict a sentence. Data only."""

from __future__ import annotations

from summarize.nlp.english import words
from summarize.nlp.english.function_words import (
    CONDITIONAL_CONJUNCTIONS,
    CONTENTFUL_PREPOSITIONS,
    DISCOURSE_CONNECTIVES,
    HAVE_FORMS,
    NEGATORS,
    SEQUENCE_ADVERBS,
    SPEECH_VERB_ADVERBS,
)
from summarize.nlp.english.number_words import DAY_ADVERBS

# They link a sentence to what was said before: leaving one out takes nothing from the sentence.
DISCOURSE_ADVERBS = (DISCOURSE_CONNECTIVES - {"instead"}) | words(
    "therefore thus hence finally overall consequently accordingly too"
)
DISCOURSE_PHRASES = frozenset(
    tuple(phrase.split())
    for phrase in (
        "for example, for instance, in fact, in addition, in particular, in other words,"
        " in the meantime, as a result, as a consequence, of course, on the other hand, that said,"
        " to be clear, at the same time, not surprisingly, in turn, by contrast, in contrast,"
        " as expected, in short, in the end, at last, for his part, for her part, for its part,"
        " for their part"
    ).split(",")
)
# They say when, and take with them only that.
TEMPORAL_ADVERBS = (
    (SEQUENCE_ADVERBS - {"also", "once"})
    | DAY_ADVERBS
    | (SPEECH_VERB_ADVERBS - HAVE_FORMS - {"also", "once", "previously", "reportedly"})
    | words("afterwards subsequently eventually soon")
)
# They say how or how much, and go only where nothing hangs on it.
CIRCUMSTANCE_ADVERBS = TEMPORAL_ADVERBS | words(
    """still just again simply very really extremely highly quickly suddenly immediately
    officially"""
)
# Words with which a phrase restricts what the rest says.
QUANTIFIERS = words(
    """some any no all each every few many much more most less least several both half only other
    another such same enough either neither fewer none part parts certain various majority minority
    mainly mostly largely partly chiefly severe"""
)
# A statement with one of these holds only with its circumstances: "all members over sixty".
UNIVERSALS = (NEGATORS - {"nowhere", "cannot"}) | words(
    """only few little rarely seldom scarcely all each every any most both half majority minority
    except than less fewer least sole unique always everybody everyone anybody maximum minimum
    record main mainly mostly"""
)
# An adverbial that begins so is a condition or an exception.
RESTRICTIVE_OPENERS = (
    CONDITIONAL_CONJUNCTIONS
    | (CONTENTFUL_PREPOSITIONS - {"over", "behind", "despite"})
    | words(
        "unlike except excepting of among amongst to like until till within instead apart aside"
    )
)
SUPERLATIVES = words(
    """biggest largest smallest longest shortest highest lowest oldest youngest newest latest
    earliest fastest slowest strongest weakest richest poorest best worst greatest fewest
    deadliest heaviest lightest hottest coldest busiest cheapest dearest closest nearest farthest
    furthest deepest tallest widest hardest easiest safest finest brightest darkest warmest
    wettest driest toughest sharpest steepest last next"""
)
# What is left out with one of these may have said that the rest is untrue or was undone.
UNDOING_WORDS = words(
    """lie lies false falsely untrue wrong wrongly fiction fictional fictitious imaginary invented
    myth myths legend hoax rumour rumours rumor rumors joke jokes jest prank spoof satire misprint
    error mistake mistaken misunderstanding believes believed disbelieves doubts doubted denied
    denies deny disputed disputes contests contested rejects rejected refutes refuted discredited
    debunked retracted withdrawn withdrew cancelled canceled annulled void voided overturned
    quashed reversed revoked repealed rescinded undone acquitted cleared proved proven
    supposedly pretending pretended imagined dreamed dreamt allegation accusation suspicion
    respectively nominally notionally technically officially ideally hopefully ostensibly
    exist exists existed never lying puppet contend maintain maintains swears swear insists insist
    reckons reckon"""
)
# A phrase with one of these says in which story, picture, plan or view the rest is true.
FRAME_WORDS = words(
    """role hero heroine villain character actor actress musical sketch stage film films movie novel
    play played opera ballet poem song comic cartoon drama episode series plot script scene chapter
    painting picture photograph photo image video clip footage deepfake game exercise drill
    rehearsal simulation scenario dream vision story tale fable fairy version view views opinion
    eyes mind words account reading estimate estimates assumption hypothesis theory paper principle
    practice name sense terms case indictment prosecution defence sheet complaint lawsuit
    petition claim claims report figures forecast plan plans proposal draft effigy basis invention
    reconstruction telling"""
)
# What a participle says in the beginning is mere background only with one of these.
BACKGROUND_PARTICIPLES = words(
    """speaking addressing writing standing sitting kneeling lying arriving returning leaving
    entering opening closing founded built born opened established launched located situated
    designed created formed named introduced published released recorded produced directed written
    led headed chaired owned run flanked accompanied joined surrounded supported backed dressed
    clad wearing carrying holding citing calling describing referring announcing unveiling
    presenting welcoming greeting thanking praising criticising criticizing condemning responding
    replying reacting answering commenting tweeting posting smiling laughing asked pressed
    questioned interviewed known nicknamed dubbed having being facing fearing hoping seeking
    looking watching hearing seeing learning realising realizing travelling traveling driving
    walking running flying sailing swimming riding climbing falling working living growing raised
    educated trained employed elected appointed hired promoted married armed injured wounded
    arrested detained jailed convicted charged inspired encouraged angered shocked stunned caught
    hit struck battered driven forced damaged"""
)
# With one of these a participle says how something was measured, or in which story it is so.
MEASURING_PARTICIPLES = words(
    """adjusted adjusting measured measuring corrected correcting counted counting weighted
    weighting limited restricted confined pooled combined coupled restated averaged averaging
    calculated expressed compared comparing reckoned converted annualised annualized rounded
    defined stripped discounted allowing including using based tested assessed judged taken seen
    viewed read ignoring disregarding omitting joking pretending dreaming imagining misquoted
    quoted portrayed depicted dramatised dramatized fictionalised fictionalized exaggerating
    speculating guessing estimated projected predicted forecast"""
)
# With one of these an apposition names a part of what is before it ("those over 60"), or what it
# was or will be.
PARTITIVE_WORDS = (SEQUENCE_ADVERBS - {"also"}) | words(
    """those these ones rest others them aside apart included excluded respectively soon formerly
    until save bar minus plus together"""
)
# The same at its beginning, or before "of": "half of them", "some in Kallen".
PARTITIVE_QUANTIFIERS = (QUANTIFIERS - {"all", "each", "both"}) | words(
    "third quarter fifth one two"
)
