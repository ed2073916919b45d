"""English words that mean what another sentence named, and the nouns that they may mean.

Patterns are matched to the plain words of a text, joined by spaces. Data only.
"""

from __future__ import annotations

from summarize.nlp.english import words
from summarize.nlp.english.number_words import VAGUE_NUMBERS

NEUTER_PRONOUNS = words("it its itself")
REFLEXIVE_PRONOUNS = words("himself herself itself themselves")
# Several people or things without a plural "s", and words for some of them.
PLURALS = words(
    """people men women children police staff personnel cattle media data criteria phenomena mice
    geese feet teeth fish sheep deer many some most several others both those these few half"""
) | (VAGUE_NUMBERS - {"billions", "trillions"})
# Anybody: "each driver lost their seat", "nobody knew what they had".
ANYBODY = words(
    """everyone everybody anyone anybody someone somebody nobody whoever each every any no-one
    person individual user patient child student customer"""
)
# A group is "it" or "they".
COLLECTIVES = words(
    """crew crowd family couple pair duo trio team police band side squad audience public
    cabinet council committee board panel jury staff gang union club company firm
    party school department agency ministry industry opposition majority minority group population
    community management generation class"""
) | {"army", "navy", "government"}
# Behind "and" they go on with a subject that is one.
SINGULAR_VERBS = frozenset(("has", "is", "was", "does"))
# They end in "s" and are one.
SINGULAR_S = words(
    """news mathematics physics economics politics series species means lens gas bus plus this is
    was has its his yes us thus perhaps always sometimes besides towards afterwards does goes says
    as across less unless versus"""
)
# Behind "it" these show that it means nothing: "it is clear that", "it took an hour to".
_MAY_BE = (
    r"(?:(?:is|was|be|been|would|will|has|had|may|might|can|could|should|must|not|also|now|still"
    r"|only|often|just|become|becomes|became|remains|remained|isn't|wasn't) ){1,5}"
    r"(?:\w+ly )?"
)
_NO_ADJECTIVE = (
    r"(?:\w+ed|sold|put|sent|set|made|built|given|taken|brought|cut|known|shown|held|kept|left|lost"
    r"|drawn|going|due|about|\w+ing|said|thought|meant|next|close)\b"
)
EMPTY_IT = (
    rf"it (?:{_MAY_BE}(?:(?:an?|the|one|\w+) (?:\w+ ){{0,4}}?(?:that|who|whether|how|why)\b"
    rf"|(?!{_NO_ADJECTIVE})(?:an? )?\w+ (?:for (?:\w+ ){{1,4}})?to\b"
    r"|(?:an?|another|the|one) (?:\w+ ){0,2}(?:object|aim|goal|purpose|objective)\b"
    r"|(?:\d[\d:.]*|one|two|three|four|five|six|seven|eight|nine|ten|noon|midnight|dark|cold|hot"
    r"|warm|late|early|sunny|windy|time)\b)"
    r"|(?:(?:will|would|may|might|can|could|has|had|also|now|still|often|just) ){0,2}"
    r"(?:rain|snow|hail|seem|appear|follow|emerge|transpire|take|took|cost|mean|turn)\w*\b)"
)
# "It" behind a verb: "found it hard to", "made it clear that", "as it were".
EMPTY_OBJECT_IT = r"it (?:\w+ly )?(?!to\b|that\b|was\b|is\b)\w+ (?:for (?:\w+ ){1,3})?(?:to|that)\b"
# A sentence that begins so counts on from another one.
COUNTS_ON = (
    r"(?:(?:and|but|so|now|then) ,? ?)?"
    r"(?:the (?:first|second|third|fourth|fifth|last|two|three|four|five|2|3|4|5|larger|smaller"
    r"|older|younger|other|others|latter|former|new one|old one|rest|remaining \w+"
    r"|(?:new |latest |overall )?(?:figures?|numbers?|total|amount|sum|proportion|share"
    r"|percentage))"
    r"|each|neither|either|none|some|most|many|all|several|few|two|three|four|five|both|half"
    r"|an?other|others|a (?:second|third|fourth|further)(?: one)?|another one)"
    r" (?:also |now |still |even |later |then |alone )?"
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did"
    r"|said|say|came|comes|went|follows?|followed|costs?|remains?|remained|rose|fell|grew|dropped"
    r"|climbed|jumped|increased|decreased|doubled|halved|stood|compares?|compared|includes?)\b"
)
# Phrases of one of several that were named before.
OF_SEVERAL = (
    r"(?:the latter|the former)(?= (?:is|was|are|were|has|had|will|would|of|in|to|and|,|\.|;)"
    r"|\Z)"
    r"|(?:the )?(?:other|remaining|last)"
    r" (?:two|three|four|five|six|seven|eight|nine|ten|2|3|4|5|6"
    r"|7|8|9|10)\b(?! (?:\w+ )?(?:days?|weeks?|months?|years?|decades?|hours?|minutes?|games?"
    r"|matches|seasons?))"
    r"|(?:one|none|some|most|many|all|each|both|several|half|either|neither|two|three|2|3) of"
    r" (?:them|these|those)\b"
)
# What is like, other than or added to something that the sentence before named: "such minima", "a
# similar result", "the three other women", "he did not answer then", "as before".
SPEAKS_OF_BEFORE = (
    r"such (?!as\b|an?\b|that\b)\w+(?! as\b)"
    r"|(?:an?|the|very) similar (?!to\b)\w+(?! (?:to|as)\b)"
    r"|(?:the|s) same (?!time|day|year|way|name|as\b|period\b)\w+(?!.* (?:as|that|for both)\b)"
    r"|(?:the|s|two|three|four|five|six|seven|eight|nine|ten|\d+)"
    r" other (?!hand|side|end|way|day)\w+"
    r"|once again|yet again|(?:as|than) before|as previously|(?:as|described) above"
    r"|(?:the )?aforementioned"
)
# "If it rains, then", "and then": then behind what the sentence itself says.
THEN = r"(?<!since )(?<!until )(?<!by )(?<!back )(?<!even )then"
TELLS_WHEN = r"(?:if|when|once|after|before|first|and|while|until|,)"
