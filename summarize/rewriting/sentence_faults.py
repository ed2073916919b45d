"""Faults of form: cut-off sentences, stubs of quotations, talk, moderation, captions run together.

They are found in what a document prints as a sentence, whatever kind of document it is. English.
Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from summarize.document import count_words
from summarize.nlp.english.context_words import NEVER_LAST
from summarize.nlp.tokens import Token

# What is left of the quality of a sentence that was cut off, or is no sentence.
_CUT = 0.1
# Greetings, thanks, who speaks next: about the meeting, not about its subject.
_MODERATION = 0.1
# "Let's look at slide 3", "as I said": talk that leads to something.
_LEADING_TALK = 0.3
# Two sentences with no mark between them: a caption and the text, a heading and the text.
_FUSED = 0.3
# "The results are shown in table 2" tells nobody the results.
_POINTS = 0.3
# Glued to the sentence: "(CNN)Deputies".
_GLUED = 0.8
# Words that broke off: "th the wa wall".
_BROKEN_TALK, _BROKEN_WORD = 0.15, 0.4
_SYMBOLS, _FORMULA_QUALITY = ((0.25, 0.15), (0.12, 0.4)), 0.5
_FRAGMENT_OF_TALK = 0.2
_STUB_WORDS = 8  # words of "Her statement reads."
_THANKS_WORDS = 14
_END = 30  # characters in which the last word is
_FEWEST_CAPITALS = 12  # characters of a heading in capitals

_LABEL = re.compile(r"(?:The )?[A-Z][^.?!:,“\"]{0,60}:\s+(?=\S)")
_LAST_WORD = re.compile(r"([\w’'-]+)[\s”\"’')\]]*[.!?…]*[\s”\"’')\]]*\Z")
_ABBREVIATION_LAST = re.compile(
    r"\b(?:No|Nos|Ser|Figs?|Eqs?|eqs?|figs?|Sec|Refs?|refs?|vs|pp|cf|al|e\.g|i\.e|approx|App|Pat|Appl"
    r"|ssp|spp|subsp|sect|sects|phys|lett|rev|nucl|proc|ibid|vol)\s?\.\Z"
)
# "As follows: 1.", "as follows: Theorem 2."
_UNFOLLOWED = re.compile(
    r"[:;] ?(?:(?:Theorem|Lemma|Corollary|Proposition|Algorithm|Table|Figure|Step) )?\d{1,2} ?\.\Z"
)
_CUT_BEGINNING = re.compile(
    r"\(\s*\[|\(\s*(?:\d{1,3}|[a-hA-H])\s*\)|Nos?\.\s?\d|[)\],;:.&=+*/%·•|-]|\d{1,3}\s*\)|\d+[a-z]{3,}"
    r"|\d+[a-z] and [a-z]\b|[b-hj-z] (?=[a-z]{3})|(?:[Ff]igure|[Ff]ig\.?|[Tt]able)\s*\d"
    r"|\d{1,3}: ?\d|\d{1,2}(?:See|The|This|We|In|For|Note)\b"
    r"|(?:Theorem|Lemma|Corollary|Proposition|Definition|Algorithm) \d"
)
# "Kallen: Orr; Kim, Lee; Tull, Pell (May 60); Ito." and "Illustrated by ROSA KIM".
_LINE_UP = re.compile(r"[A-Z][^.:;]{1,60}: [^.;]{1,60}(?:;[^;]{1,80}){3,}")
_CREDIT = re.compile(
    r"(?:Illustrated|Translated|Edited|Written|Photographed|Narrated|Illustrations?|Photographs?"
    r"|Photos?|Drawings?|Pictures?) by (?:[A-Z][\w.’'-]*\W*){1,5}\Z"
)
# "Meccanica 45, 797 (2010)": an entry of a bibliography.
_BIBLIOGRAPHY = re.compile(r"\b\d{1,4} ?, ?[a-z]?\d{2,7} ?\( ?(?:1[89]|20)\d\d ?\)", re.IGNORECASE)
_SINGLE_OPENING, _SINGLE_CLOSING = re.compile(r"[‘'](?=\w)"), re.compile(r"[’'](?=[\s.,;:!?)]|\Z)")
_FUSED_PLACE = re.compile(
    # a heading: "Boats and Piers of Kallen To test"
    r"\A[A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]*|and|of|for|the|in|with|on)){0,7}"
    r" (?=(?:To|We|Our|Note|Since|Consider|For|In|When|Given) [a-z])|"
    r"(?:[a-z]{2}|\d%?) (?=(?:The|He|She|It|They|But|This|These|Those|An|His|Her|Their|When|However"
    r"|And|Its|We|You|There|After|All) (?:\d[\w-]*|[a-z]+\b))"
    r"|[a-z]{3}[.!?](?=(?:The|He|She|It|They|But|This|In|A|At|On|When|And|Watch)\b)"
)
_GLUED_PLACE = re.compile(r"\A(?:[A-Z][\w.,’' ]{2,40})?\((?:CNN|AP|AFP|Reuters|BBC)\)(?=\w)")
# Captions and headings without full stops say the whole name each time.
_NAMES_AGAIN, _LONG_SENTENCE = 3, 40
_CAPITALISED = re.compile(r"(?:(?<=\w )|\A)[A-Z][a-z]{2,}(?=(?:['’]s)? [a-z])")
_POINTED_TO = (
    r"(?:figures?|figs?\b ?\.?|tables?|sections?|secs?\b ?\.?|appendi(?:x|ces)|chapters?"
    r"|eqs?\b ?\.?)"
)
_POINTER = re.compile(
    r"[^,;:]*\b(?:is|are|was|were|can be) (?:\w+ly |also |further )?(?:shown|given|listed"
    r"|presented|illustrated|depicted|summari[sz]ed|reported|plotted|provided|displayed|described"
    r"|discussed|found|seen) (?:in|by|on|at) (?:the )?(?:\w+ ){0,2}"
    rf"{_POINTED_TO}(?: [\w.()&–-]+,?){{0,5}}\s?\.?\Z"
    r"|(?:Below|Next|In (?:this|the (?:next|following)) (?:section|chapter|appendix)"
    rf"|In {_POINTED_TO} ?[\w.]+|In (?:the following|what follows)) ?,? (?:we|I|the authors?) "
    r"(?:\w+ly |also |first |now |then )?(?:derive|describe|discuss|present|show|give|review"
    r"|outline|introduce|explain|report|list|detail|summari[sz]e|analy[sz]e|study|provide|formulate"
    r"|define|recall|state)\b"
    r"(?! that\b)"
    rf"|In (?:the (?:next|following) )?{_POINTED_TO}(?: [\w.]+)? ?,? (?:[\w-]+ ){{1,8}}(?:is|are) "
    r"(?:\w+ )?"
    r"(?:applied|presented|discussed|described|derived|given|shown|studied|analy[sz]ed|reviewed"
    r"|considered|introduced|compared|reported|outlined|summari[sz]ed)\b",
    re.IGNORECASE,
)
# "The paper is organised as follows", "is examined in section [ sect : heat ]".
_ROADMAP = re.compile(
    r".*?\b(?:is|are) (?:shown|drawn|plotted|marked|represented|indicated|displayed)"
    r" (?:in|as|by|with) (?:the |an? )?(?:gr[ae]y|black"
    r"|red|blue|green|yellow|orange|white|solid|dashed|dotted)\b|"
    r".*?\bthe (?:above|following|previous|preceding) (?:sub)?(?:result|equation|section|theorem"
    r"|lemma|example|formula)s?\b|.*?\bsections? \[|.*?\[ ?sec(?:t|tion)?\b"
    r"|.*?\blines? \d+ (?:to|-|–) \d+\b"
    r"|.*?\b(?:shown|plotted|drawn|given|depicted)\b.* in \( ?[a-h] ?\)"
    r"|Consider the following\b"
    r"|(?:[\w ]{1,20}, ?)?(?:we|I) (?:will|shall) (?:now |also |first |then )?"
    r"(?:discuss|describe|explain|outline)\b"
    r"|It is (?:(?:yet|still) )?(?:another|a further) object\b.*\b(?:eas(?:y|ily)|simple|simply"
    r"|economical(?:ly)?|inexpensive(?:ly)?|durable|reliabl[ey]|convenient(?:ly)?|low cost)\b"
    r"|(?:(?:The|This) (?:\w+ )?(?:paper|article|report|chapter|thesis)"
    r"|The (?:rest|remainder) of (?:the|this) \w+) is (?:\w+ )?(?:organi[sz]ed|structured"
    r"|arranged)\b",
    re.IGNORECASE,
)
# In a text without capitals: whoever "reported" it was cut off with the citation.
_LOST_SUBJECT = re.compile(
    r"(?:reported|showed|demonstrated|described|found|suggested|identified|observed|concluded"
    r"|proposed|noted)(?: (?:that|an?|the|in|no)\b| \w+ (?:of|in|that)\b)|have (?:shown|reported"
    r"|found|described)\b"
)
# "Has scored twice this season.": who?
_NO_SUBJECT = re.compile(
    r"(?:Has|Have|Is|Are|Was|Were|Will|Can|Could|Would|Should|Does|Did) (?=[a-z])"
    r"(?!(?:he|she|it|they|we|you|there|this|that|these|those|the|an?|any|to)\b)(?!.*\?)"
)
_STUB = re.compile(
    r"[\w’' -]*\b(?:reads?|says?|said|added|adds|told \w+|wrote|writes|asked|asks|replied|joked"
    r"|continued|continues|explained|tweeted|stated|states)[.:]\Z"
)
# The end of a sentence in quotation marks, alone: "Kim asked, looking away."
_TAG = re.compile(
    r"(?:[A-Z][\w’'-]+ ){1,2}(?:asked|demanded|replied|answered|exclaimed|whispered|shouted|cried"
    r"|muttered|murmured|repeated|snapped|interjected|agreed)(?:[,.]|\Z)(?![^“\"]*[“\"])"
)
_FORWARD = (
    r"forward-looking (?:statements?|information)|safe harbor"
    r"|non-GAAP (?:financial )?(?:measures?|metrics?|information|reconciliations?"
    r"|results? (?:to|and))|in accordance with GAAP"
    r"|reconciliations? (?:of|to|for)|(?:posted|available|found) (?:on|in) (?:our|the) (?:investor"
    r"|website|web ?site|press release)"
)
_INTERJECTIONS = (
    r"(?:(?:Okay|OK|Alright|All right|Right|Great|Well|So|And|Now|First|Next|Yes|Yeah|Sure|Perfect"
    r"|Excellent)\s?[,.]?\s)*"
)
_MODERATES = re.compile(
    _INTERJECTIONS + r"(?:good (?:morning|afternoon|evening|day)\b|(?:hello|hi)\s?[,.!]"
    r"|welcome (?:to|back|everyone|everybody)\b|welcome[,.]|ladies and gentlemen"
    r"|(?:our|your|the) (?:next|first|last|final) questions?"
    r" (?:comes?|is (?:from|coming)|will come|goes)|please (?:go ahead|proceed|stand by"
    r"|hold|continue)|go ahead\b|(?:this|that) concludes\b|operator[:.]|your next question"
    r"|you may (?:now )?(?:disconnect|begin|proceed)|see you (?:in|at|next|later|soon|tomorrow)\b"
    r"|I (?:now )?(?:give|yield) the floor|I (?:now )?(?:call|invite|recognize) "
    r"|(?:we|I)(?:['’]|\s)*(?:ll|will) (?:now )?(?:go|move|proceed|turn|hear|hand|pass|continue"
    r"|start|begin)\b|as a reminder\b|following (?:their|the) prepared|on (?:today['’]s|the) call\b"
    r"|speaking (?:on|during) (?:the|this|our|today[’']s) call\b"
    r"|joining (?:me|us)\b|with (?:me|us) (?:today|on)|it is now my|at this time,? (?:I|we)\b"
    r"|before (?:we|I) (?:begin|start|get)\b|order[,.!]|one moment"
    r"|(?:the )?(?:meeting|hearing|committee|session) (?:is|stands) (?:now )?adjourned"
    r"|the honou?rable (?:member|minister) (?:has|may)"
    r"|let['’]?\s?s (?:get (?:started|going)|start|begin|move on|go (?:to|back)|turn"
    r"|have a look)\b)",
    re.IGNORECASE,
)
_HANDS_OVER = re.compile(
    r"\b(?:I|we|me|us)\b.{0,25}\b(?:turn|hand|pass) (?:the |it |this |things |you )?(?:call "
    r"|conference |floor |meeting )?(?:back |over )+to\b|\b(?:the operator will"
    r"|operator instructions|question[- ]and[- ]answer session|Q&A (?:session|portion)"
    r"|open (?:up )?the (?:lines?|call|floor|queue)|" + _FORWARD + r")\b",
    re.IGNORECASE,
)
# In a transcript only: about the microphones.
_TECHNICAL = re.compile(
    r"\b(?:mute|muted|unmute|microphones?|video[- ]?conferenc\w+)\b", re.IGNORECASE
)
_THANKS = re.compile(
    _INTERJECTIONS + r"(?:many thanks|thank you|thanks)\b|(?:\w+[\s,.]+){0,4}(?:I(?:['’]|\s)?d like"
    r" to thank|I want to thank|I would(?: also)? like to (?:thank|welcome))\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    _INTERJECTIONS + r"(?:let['’]?\s?s\b|let me\b|let us\b|as (?:I|we) (?:said|mentioned|noted"
    r"|discussed)"
    r"|as (?-i:[A-Z][a-z]+) (?:just |already )?(?:mentioned|noted|commented|discussed|outlined)"
    r"|(?:over|turning|moving|looking|now) (?:on |to |at )+slide|(?:on|over on) slide \d"
    r"|I(?:['’]ll| will) (?:now |briefly |quickly )?(?:talk|speak|cover|discuss|review|touch|walk)"
    r"|I (?:just )?(?:want|wanted|would like) to (?:say|start|begin|talk|mention|ask)"
    r"|(?:here|there) (?:you|we) go|you know\b|I mean\b|I guess\b|I think so)",
    re.IGNORECASE,
)
_TRAILS_OFF = re.compile(
    r"(?:,? (?:so|just|and|but|or|like|um|uh|because|to be|it would(?: \w+)?)) ?[.,]?\Z"
)
_BROKEN = re.compile(
    r"(?<![\w’'.-])(?![mck]m\b|kg\b|ft\b|hz\b|vs\b|tv\b|pp\b|mr\b|dr\b|st\b|mm\b|hmm\b)"
    r"[b-df-hj-np-tv-xz]{1,3}(?![\w’'.-])"
)
# "Mm-hmm ." says nothing at all.
_ONLY_FILLERS = re.compile(
    r"(?:(?:mm-hmm|mm|hmm|uh-huh|uh|um|yeah|yep|yes|no|okay|ok|right|sure|oh|ah|well|so|cool|mhm)"
    r"[\s,.!?-]*)+\Z",
    re.IGNORECASE,
)
# "just that it sank": the rest of what somebody began to say.
_CONTINUED = re.compile(
    r"(?:just|or|and|but|because|cuz|then|that|which|so|to|like|it|is|was|if|when|where|who|than|as"
    r"|with|of|for|in|on|at|by|from|about|well|not)\b"
)
# "No it has to be an animal" answers somebody, "Might be nice" lacks who speaks of what.
_ANSWERS = re.compile(
    r"(?:No|Yes|Nope|Yeah|Not because) (?:it|that|you|we|they|he|she|I|there|this|the)\b"
    r"|(?:Might|Could|Would|Should|Must) (?:be|have|also|well|even)\b(?!.*\?)|Either \w+"
    r"|(?:Yes|Yeah|No),? because\b|.*\b(?:or something|something like that|,? yeah)\W*\Z",
    re.DOTALL,
)
_SUBORDINATE = re.compile(r"(?:Or|Because|Like|Which|Than|'?Cause|Just|And just|So just)\b")
# "But Like", "it's More there's": begun again in the middle.
_BEGUN_AGAIN = re.compile(
    r"(?:But|So|And|Or|Because|That|It) (?:Like|Well|So|And|But|Yeah|Okay|OK|No|It|That|We|You"
    r"|They)\b|.*?[a-z’'-]{2},? (?:But|And|So|Well|Like|More|Then|That|This|It|We|You|They|He|She"
    r"|There|If|What|When|Or|No|Yes|Yeah|Because|Just|Maybe|To|The)\b(?! [A-Z])"
)
_UNENDED = (",", ";", "-", "–", "—")
# "p(x)", "rank ≤ R": symbols that another sentence explains, or none.
_FORMULA = re.compile(r"@xmath|\w ?[=≤≥∈≈] ?\w|\b[θωλγµμξσ]|[A-Za-z]\([a-z](?:[,|]\w+)?\)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_CHARACTER_NOISE = re.compile(r"@xmath\d*|@xcite|[^\w\s.,;:!?'\"“”‘’()$£€%&/–—-]")


def score_form(text: str, tokens: Sequence[Token], *, spoken: bool = False) -> float:
    """Return the quality factor for the form of a sentence, 0 to 1.

    `spoken` is whether it is from a transcript. `"Kim sailed with the." -> 0.1`,
    `"Our next question comes from Kim." -> 0.1`, `"The ferry sank." -> 1.0`
    """
    said = _LABEL.sub("", text, count=1).lstrip('“"') if spoken else text
    quality = min(_score_cuts(said), _score_talk(said, spoken), _score_symbols(said))
    if _GLUED_PLACE.match(text):
        quality *= _GLUED
    return quality


def find_fused_place(text: str) -> int | None:
    """Return where a second sentence begins without a mark before it; None if none does.

    `"Lee sold it in May The 31-year-old left." -> 19`
    """
    match = _FUSED_PLACE.search(text)
    return match.end() if match else None


def _score_cuts(text: str) -> float:
    """Return the factor for a sentence that lost its end or beginning, or has two in one."""
    last = _LAST_WORD.search(text[-_END:])
    cut = last is not None and last[1] in NEVER_LAST
    if cut or _LOST_SUBJECT.match(text) or _NO_SUBJECT.match(text):
        return _CUT
    if _ABBREVIATION_LAST.search(text) or _CUT_BEGINNING.match(text):
        return _CUT
    opened = _SINGLE_OPENING.match(text) and not _SINGLE_CLOSING.search(text, 1)
    shouted = text.isupper() and len(text) >= _FEWEST_CAPITALS
    listed = _LINE_UP.match(text) or _CREDIT.match(text) or _BIBLIOGRAPHY.search(text)
    if shouted or listed or _UNFOLLOWED.search(text):
        return _CUT
    stub = text.count(" ") < _STUB_WORDS and _STUB.match(text)
    if opened or stub:
        return _CUT
    if find_fused_place(text) or _TAG.match(text) or _names_again(text):
        return _FUSED
    return _POINTS if _POINTER.match(text) or _ROADMAP.match(text) else 1.0


def _names_again(text: str) -> bool:
    """Whether a long sentence says one name again and again, as captions run together do."""
    if count_words(text) < _LONG_SENTENCE:
        return False
    names = Counter(_CAPITALISED.findall(text))
    return bool(names) and max(names.values()) >= _NAMES_AGAIN


def _score_talk(said: str, spoken: bool) -> float:
    """Return the factor for moderation, thanks and unplanned speech."""
    thanked = _THANKS.match(said)
    thanks = thanked and (spoken or count_words(said) <= _THANKS_WORDS)
    technical = spoken and _TECHNICAL.search(said)
    if thanks or technical or _MODERATES.match(said) or _HANDS_OVER.search(said):
        return _MODERATION
    quality = _LEADING_TALK if _LEADS.match(said) else 1.0
    if not spoken:
        return quality
    if _ONLY_FILLERS.match(said):
        return 0.0
    if _CONTINUED.match(said) or _TRAILS_OFF.search(said.rstrip('”" ')):
        quality = min(quality, _FRAGMENT_OF_TALK)
    if said.rstrip('”" ').endswith(_UNENDED) or _BEGUN_AGAIN.match(said):
        quality = min(quality, _FRAGMENT_OF_TALK)
    if _SUBORDINATE.match(said) or _ANSWERS.match(said):
        quality = min(quality, _LEADING_TALK)
    broken = len(_BROKEN.findall(said.lower())) + _repeats(said)
    if broken:
        quality *= _BROKEN_WORD if broken == 1 else _BROKEN_TALK
    return quality


def _repeats(said: str) -> bool:
    """Whether two words are said again at once: "the pier is the pier is old"."""
    words = said.lower().split()
    pairs = list(pairwise(words))
    return any(
        pair in pairs[at + 2 : at + 4] and pair[0].isalpha() for at, pair in enumerate(pairs)
    )


def _score_symbols(text: str) -> float:
    """Return the factor for formulas and what is left of tables."""
    share = len(_CHARACTER_NOISE.findall(text)) / max(1, len(_WORD.findall(text)))
    quality = next((quality for least, quality in _SYMBOLS if share >= least), 1.0)
    return min(quality, _FORMULA_QUALITY) if _FORMULA.search(text) else quality
