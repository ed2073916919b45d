"""Sentences of a paragraph that a word of another sentence sets apart from the facts. Pure.

English only. "The brochure has a plan. Sixty flats surround a garden." tells of no flats; nor does
"Teal spoke first. The roof leaks. Ray disputed each of these points." say that the roof leaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarize.nlp.english import frame_words as fr
from summarize.nlp.english import function_words as fw
from summarize.nlp.english import irregular_forms as irregular
from summarize.nlp.english import stance_words as sw
from summarize.nlp.english import words as words_of

_LONGEST_TOLD, _LONGEST_OPENING, _LONGEST_DENIAL = 14, 32, 40  # words
_SHORT_DENIAL, _LONGEST_DENIED, _LONGEST_HEADING = 14, 20, 12  # words
_FURTHEST = 7  # sentences from what is told to what denies it
_FEWEST = 2  # sentences in the present tense that show that a paragraph has left the facts
_LONG, _FEW = 20, 0.15  # sentences, and the share of them in the past tense
_ALL = r"(?:all|each|both|every|none|any|neither|nothing|not one|not a word|either)"
_TEXTS = (
    r"(?:account|accounts|claims?|charges|points|figures|version|story|stories|allegations?"
    r"|accusations?|assertions?|statements?|words|letter|report|article|rumours?|rumors?)"
)
_DENY = (
    r"(?:dispute[sd]?|den(?:y|ies|ied)|reject(?:s|ed)?|contradict(?:s|ed)?|contest(?:s|ed)?"
    r"|dismiss(?:es|ed)?|refute[sd]?|rebut(?:s|ted)?|disagree[sd]? with|retract(?:s|ed)?"
    r"|recant(?:s|ed)?|withdr[ae]ws?|took back|takes back|taken back|laughed at|laughs at"
    r"|struck out|crossed out|turned down|disprove[sd]?|debunk(?:s|ed)?|invented|made up"
    r"|disown(?:s|ed)?|correct(?:s|ed)?|repudiate[sd]?|denials|disbelieved)"
)
_UNTRUE = (
    r"(?:invented|fake|made up|false|untrue|wrong|incorrect|fabricated|fabrications?|fiction|lies?"
    r"|a hoax|nonsense|baseless|unfounded|disproved|refuted|rejected|denied|dropped|dismissed"
    r"|withdrawn|in fun|a joke|abolished|repealed)"
)
# "Most of the pictures were forged" denies nothing that was told.
_ITS = (
    r"(?:^it|^this|^that|all of (?:it|this|that)|(?:^|that |said |says? |later )(?:the|this|that"
    r"|his|her|their|its|\w+ s) (?:whole )?(?:story|letters?|reports?|callers?|calls?|document"
    r"|e ?mails?|videos?|recordings?|posts?|messages?|clip|page|account|news|interview|website|tale"
    r"|rumou?r|confession|numbers|data|figures|results|memo|note|leaflet))"
)
_SHAM = (
    r"(?:an? )?(?:complete |pure |clumsy |crude |mere )?(?:hoax|fakes?|forger(?:y|ies)"
    r"|fabrications?|inventions?|prank|spoof|impostor|fraud|deepfake|lies?|joke|invented|forged|fabricated"
    r"|made up(?! of)|untrue|false|faked|satire|nonsense)"
)
# One of these is in all of the denials below: to look for it is quicker.
_DENYING = words_of(
    """all each both every none any neither nothing word either dispute disputed disputes deny
    denies denied reject rejects rejected contradict contradicts contradicted contest contests
    contested dismiss dismisses dismissed refute refutes refuted rebut rebuts rebutted disagree
    disagreed disagrees retract retracts retracted recant recants recanted withdraw withdraws
    withdrew withdrawn took takes taken laughed laughs struck crossed turned disprove disproved
    disproves debunk debunks debunked invented made disown disowned disowns correct corrects
    corrected repudiate repudiated repudiates denials disbelieved hoax fake fakes forgery forgeries
    fabrication fabrications invention inventions prank spoof impostor fraud deepfake lie lies joke
    forged fabricated untrue false faked satire nonsense guilty innocent such put pointed pointing
    believes broke collapsed fell failed scrapped otherwise opposite differently own reporter
    switched never mixed wrong objected warn warns reporters answered voted
    apologised fiction     decided happened get true real correct confirmed proven borne"""
)
_STRONG = re.compile(rf"\b{_SHAM}\b|\b(?:all|none|every word|nothing) of (?:it|this|that)\b")
_DENIALS = re.compile(
    rf"\b{_DENY}(?: \w+)?? {_ALL}\b(?! (?:other|year|day|time|week))"
    rf"|\b{_DENY} (?:this|these|those|such|his|her|the firm s|the) (?:\w+ )?{_TEXTS}\b"
    rf"|\b(?:turned|laughed|crossed|took) (?:all|both|each|every)(?: \w+)* (?:down|off|out|back)\b"
    rf"|\b{_ALL}(?: of)?(?: (?:it|this|that|these|them|those|the|three|four|five|two))"
    rf"(?: \w+){{0,3}} (?:is|was|were|are|been) (?:\w+ )?{_UNTRUE}\b"
    rf"|\b(?:all|both|every) (?:\w+ ){{1,3}}(?:is|was|were|are) {_UNTRUE}\b"
    rf"|\b(?:not one|none|neither) of (?:it|this|that|these|them|those)(?: \w+){{0,2}}"
    r" (?:is|was|were|are|had been) (?:true|so|real|correct|confirmed|proven|borne out)\b"
    r"|\b(?:believed?|accept|accepted|trust|trusted) (?:none|nothing|not a word|a word|neither)\b"
    r"|\bno evidence (?:for|of) any\b"
    r"|\b(?:took|takes|taken) it all back\b|\bapologised for (?:it|this|the (?:story|report))\b"
    r"|\bcall(?:s|ed) (?:this|it|that|these|the) (?:\w+ )?"
    r"(?:pure |an? )?(?:invention|lies?|fiction)\b"
    r"|\bnone of (?:it|this) (?:took place|happened|existed)\b"
    r"|\bwrong on (?:every|all|each|both)\b|\bevery (?:word|line) (?:of it )?(?:is |was )?a lie\b"
    r"|\bpl(?:ead|eads|eaded|ed) (?:not guilty|innocent)\b|\bpleading not guilty\b"
    rf"|\b{_ITS} (?:is|was|were|are|had been|turned out to be) {_SHAM}\b"
    r"|\baccount an? (?:fabrication|lie|invention)\b|\bno such \w+ (?:existed|exists|was|took)\b"
    r"|\bhad made up (?:the|his|her|their|its)\b|\bput there by\b.*\bhackers\b"
    r"|\b(?:pointed|pointing) the other way\b|\bbelieves (?:this|it|that|them) (?:today|any more)\b"
    r"|\b(?:talks|deal|negotiations|plans?|project) (?:broke down|collapsed|fell through|failed)\b"
    r"|\b(?:withdr[ae]ws?|withdrawn|retract(?:s|ed)|recant(?:s|ed)|took back|takes back|scrapped)"
    r" (?:the|that|this|these|those|his|her|its|their) (?:\w+ )?(?:forecasts?|claims?|statements?"
    r"|figures|charges?|remarks?|reports?|articles?|outlook|guidance|testimony|story|paper|words"
    r"|evidence|confession|complaint|accusations?|allegations?)\b"
    r"|\b(?:found|says|showed|shows|said) (?:otherwise|the opposite|differently)\b"
    r"|\bown (?:survey|figures|diary|diaries|records?|letters|photographs|minutes|books|log|data"
    r"|reports?|staff|experts|lawyers?|solicitors)\b.* (?:finds?|found|shows?|showed|had|puts?"
    r"|says?|said)\b|\bour (?:reporter|reporters|own reporter) (?:found|saw)\b"
    r"|\bthere (?:was|were|is|are|has been|had been) never\b"
    r"|\b(?:switched|taken|took) (?:it|them) (?:off|down)\b"
    r"|\bnever (?:existed|happened|took place)\b|\bspeaks against (?:it|this|all)\b"
    r"|\b(?:had |has )?mixed up the\b|\bgot (?:it|them|both|all) wrong\b"
)
# A short sentence with one of these leaves nothing of a plan or a demand.
_UNMET = re.compile(
    r"\b(?:got|had|seen|received|voted on|met|kept|built|granted|agreed to) "
    r"(?:none|neither|nothing|no part) of\b|\bwill not get (?:them|it|any)\b"
    r"|\bha(?:s|ve) not (?:answered|voted|decided|happened)\b|\bobjected\b"
    r"|\bwarns? (?:\w+ )?against (?:the|it|this|both|all)\b"
)
_OTHER_TIME = re.compile(
    r"\b(?:years|decades|centuries) ago\b.{0,40}\b(?:different|otherwise|another|simpler)\b"
    r"|\bfrom (?:our|the) archives?\b|\b(?:reprint|reprinted|facsimile)\b|\bold (?:rule ?book|rules"
    r"|guide ?book|programme|almanac|bye ?laws|school ?book|text ?book|cookery book|catechism)\b"
    r"|\b(?:guide ?book|programme|map|timetable|almanac|text ?book|rules) (?:of|from) 1[5-9]\d\d\b"
    r"|\b1[5-9]\d\d (?:guide ?book|programme|map|timetable|almanac|text ?book)\b"
)
_SUPPOSED = re.compile(
    r"^(?:had|were|should) .*\bwould\b|^(?:if|unless|suppose|supposing|provided) "
    r"|\bpracti[sc]ed for the worst\b|\bif the \w+ agrees?\b|\bnull hypothesis\b"
    r"|\bletter of intent\b|\bout of date\b"
    r"|\b(?:own|another|different) (?:idea|picture|notion|view) of\b|\bby an old custom\b"
    r"|\b(?:was|were) supposed to\b|\b(?:the|an?) (?:ending|finale|twist)\b"
    r"|\bfinal (?:act|chapter)\b"
    r"|\blong (?:been )?taken for granted\b|\b(?:will|would) believe anything\b"
    r"|\boften (?:repeated|claimed|told|believed) that\b|\bwhat it would like to\b"
    r"|\b(?:under|in) the (?:settlement|deal|agreement|treaty|plan)\b.*\bwould (?:have )?\b"
    r"|\bboast(?:s|ed)?\b|\b(?:targets?|goals?|aims|forecasts?|estimates?) (?:for \d+ )?and not\b"
    r"|\b(?:mock|staged|simulated|pretended|imaginary|feigned) (?:an? )?\w+\b"
    r"|\b(?:white|green|discussion|concept) paper\b|\bif the .* (?:goes ahead|go ahead)\b"
    r"|\b(?:did|does|imitated|mimicked) the \w+ s voice\b|\bin the (?:game|film|book|play)\b"
    r"|\bis set (?:in|on|at)\b|\b(?:odd|strange|bad|wrong|absurd|silly|weird) (?:advice|answers"
    r"|ideas|beliefs)\b"
    r"|\b(?:wrong|wrongly|incorrect)\b.{0,20}\b(?:thing|answers?)\b|\bfront page of 1 april\b"
)
# What follows these is an account, a view or a pretence, in whatever tense.
_ACCOUNTS = re.compile(
    r"\b(?:sees?|saw|puts?|tells?|told|describe[sd]?|remember(?:s|ed)?|recall(?:s|ed)?|explains?)"
    r" .*\b(?:otherwise|differently|in (?:its|his|her|their) own way)$"
    r"|\b(?:tells?|puts?|explains?) it like this$"
    r"|\b(?:has|have|had|gave|gives?|told|tells?|with) (?:its|his|her|their) own "
    r"(?:view|idea|version|account|side|story|theory|opinion|picture|explanation|notion)s?\b"
    r"|\b(?:gave|gives?|told|tells?|puts?) (?:(?:us|them|me|him|her) )?(?:(?:his|her|their|its)"
    r" (?:side|version|account|case)|(?:another|a different) (?:story|picture|tale|version))\b"
    r"|\bcase was put by\b|\bgoes further$|\bhere is how .*\b(?:remembers?|recalls?|tells?)\b"
    r"|\bhad an? (?:\w+ )?(?:dream|nightmare)\b(?! (?:come|came|of|job|house))"
    r"|\b(?:gave|giving) (?:his|her) name as\b"
    r"|\btrue or false\b"
    r"|\bthe part of (?:the|an?) (?:doubter|devil|sceptic|skeptic|unbeliever|villain|opponent)\b"
    r"|\b(?:devil|devils|devil s) advocate\b|\bmark the .*\b(?:false|wrong|untrue)\b"
    r"|\banswers were given\b|\b(?:theory|belief|view) held sway\b"
    r"|\b(?:once|used to|long) (?:believed?|think|thought|held)\b.{0,12}$"
    r"|\b(?:news|story|facts|truth) (?:was|were|is) (?:\w+ )?(?:twisted|distorted|garbled)\b"
    r"|\b(?:tales|rumours?|rumors?|stories|gossip) (?:went|go|goes|spread|spreads) (?:a)?round\b"
    r"|\b(?:these|following) (?:sentences|statements|words|lines)$|\b(?:did|does|do) not agree$"
    r"|\breasons\b.*\ball (?:wrong|false|untrue)$|\bbold claims?(?: \d+)?$"
    r"|\bcharge sheet\b|\bindictment\b"
)
_OF_ACCOUNTS = words_of(
    """otherwise differently way like own side version account case story picture tale put further
    how dream nightmare name true part advocate mark answers sway once used long twisted distorted
    garbled round around sentences statements words lines agree reasons claim claims sheet
    indictment"""
)
# What stands below these headings is said, believed or turned down by somebody, or was so once.
_HEADINGS = re.compile(
    r"^what .*\b(?:believes?|thinks?|claims?|says?|said|wants?|hopes?|fears?|hears?)\b(?!.*\bnot\b)"
    r"|\b(?:rejected|withdrawn|dropped|abandoned|cancelled|disproved|turned down|retracted|refused"
    r"|disputed|discarded|repealed|abolished|not (?:agreed|adopted|approved|accepted|printed|built"
    r"|confirmed|published|carried)|no longer|(?:did|do|does) not \w+|never \w+|that applied"
    r"|until (?:1\d|20)\d\d)\b"
    r"|^(?:statement|version|view|account|case|position|claims?|demands?) (?:of|by) (?:the )?\w+"
    r"(?: \w+)?$|^april fools?(?: joke| day)?$|^quiz$|^(?:readers )?letters(?: to the editor)?$"
)
_NOT_OF_PARTIES = frozenset("facts cash problem work purpose account changes income".split())
_UNDONE = re.compile(
    r"\b(?:withdr[ae]wn?|retract(?:s|ed)|errors?|mistakes?|forged|forgery|hoax|fake[ds]?|invented"
    r"|wrong|false|untrue|targets|banned|hacked|fabricated|rejected|superseded|out of date)\b"
)
_POINTING = re.compile(
    r"\b(?:next|following) (?:paragraph|lines|sentences|text)\b"
    r"|\b(?:report|text|list|letter|figures|table|abstract|article) below\b|\b(?:given|printed"
    r"|reproduced|quoted|repeated|published) here\b|\bprint it again\b|\bread(?:s)? as follows\b"
    r"|\bhere for the record\b"
)
_NOT_TOLD = frozenset(
    "it this that these those he they we i you there here but however and".split()
)
_PERFECT = fw.PRESENT_HAVE_FORMS | fw.PRESENT_AUXILIARIES | {"be", "been", "has", "have", "will"}
_SAYING = sw.ATTRIBUTION | sw.SPEECH_VERBS | sw.CLAIM_VERBS | sw.BELIEF_VERBS
_SAYING_OR_TELLING = _SAYING | fr.TELLING
_NOT_BEFORE_SAYING = fw.DETERMINERS | fw.BE_FORMS
_OWN = fw.POSSESSIVE_DETERMINERS | {"own", "s", "an", "another", "this"}
_INDEFINITE = frozenset("might could would should".split())
_PAST_VERBS = irregular.PAST_FORMS - irregular.INVARIABLE_VERBS  # "costs" is told now
_REFERRING = frozenset("this these those all both none neither any every each".split())
_TURNS = frozenset("today now yet really actually currently".split())
_TURNING = frozenset("but however if otherwise yet not instead".split())
_NOT_PLAIN = _INDEFINITE | _TURNS | frozenset("i we me us you your".split())


def find_in_frames(words: Sequence[Sequence[str]]) -> set[int]:
    """Return the places of what a paragraph tells of a plan, a work, a game or another time.

    `"The plan is out. Flats ring a garden. Rents start at 700." -> {1, 2}`
    """
    found: set[int] = set()
    for at, opening in enumerate(words[:-1]):
        # the run is the cheaper to look for, and the rarer
        run = list(_run_in_present(words, at + 1)) if at not in found else []
        if len(run) >= _FEWEST and len(opening) <= _LONGEST_OPENING and _sets_apart(opening):
            behind = words[run[-1] + 1 : run[-1] + 2]
            # one "if" behind another makes rules: "If it rains, ... If it snows, ..."
            ruled = opening[0] == "if" and any(one[:1] == ["if"] for one in behind)
            found.update(() if ruled else run)
    return found


def _sets_apart(words: Sequence[str]) -> bool:
    """Whether what follows a sentence, in the present tense, may be of another world."""
    known = frozenset(words)
    if (
        known & fr.WORLDS
        or (known & fr.WORKS and known & fr.WORK_VERBS)
        or (words[:2] == ["in", "the"] and not fr.EXTREMES.isdisjoint(words[2:4]))
        or (known & fr.CHARGES and not known & _SAYING)
    ):
        return True
    told = " ".join(words)
    return bool(_OTHER_TIME.search(told) or _SUPPOSED.search(told))


def _run_in_present(words: Sequence[Sequence[str]], start: int) -> Iterator[int]:
    """Yield the places, from one on, of short plain sentences in the present tense."""
    for at in range(start, min(len(words), start + _FURTHEST)):
        told = words[at]
        if not 1 < len(told) <= _LONGEST_TOLD or (at == start and told[0] in _NOT_TOLD):
            return
        if not is_plain_present(told) or denies_all(told):
            return
        yield at


def is_plain_present(words: Sequence[str]) -> bool:
    """Whether a sentence tells in the present tense, with no "said", "may" or "not yet".

    `"The town is abandoned." -> True`, `"The town was abandoned." -> False`
    """
    known = frozenset(words)
    if known & _NOT_PLAIN or words[0] in _TURNING:
        return False
    if known & _SAYING and _says(words):
        return False
    return not _tells_in_past(words)


def _tells_in_past(words: Sequence[str]) -> bool:
    return any(
        is_past(word) and _PERFECT.isdisjoint(words[max(0, at - 3) : at])
        for at, word in enumerate(words)
        if at
    )


def _says(words: Sequence[str]) -> bool:
    """Whether somebody says something; "their claim" is no verb, and who "was told" only hears."""
    return any(
        word in _SAYING_OR_TELLING and (at == 0 or words[at - 1] not in _NOT_BEFORE_SAYING)
        for at, word in enumerate(words)
    )


def is_past(word: str) -> bool:
    """Whether a word looks like a verb in the past tense: "closed", "was", "ran"."""
    return (
        word in _PAST_VERBS
        or word in fw.PAST_AUXILIARIES
        or (len(word) > 3 and word.endswith("ed") and word not in irregular.ED_NON_VERBS)
    )


def find_denied(above: Sequence[Sequence[str]], words: Sequence[Sequence[str]]) -> list[int]:
    """Return the places of what a paragraph denies as a whole; below 0 in the one above it.

    `"Teal spoke. The roof leaks. It is old. Ray disputed all of this." -> [1, 2]`
    """
    found: list[int] = []
    for at, denial in enumerate(words):
        # what is denied needs room, and somebody who tells it
        if at == 1 or (at == 0 and len(above) <= _FEWEST) or not denies_all(denial):
            continue
        if at:
            found.extend(_told_before(words, at, _STRONG.search(" ".join(denial)) is not None))
        elif not _REFERRING.isdisjoint(denial):
            found.extend(place - len(above) for place in _told_before(above, len(above), False))
    return found


def denies_all(words: Sequence[str]) -> bool:
    """Whether a sentence denies all of what was told: "She believed none of it"."""
    if not 2 < len(words) <= _LONGEST_DENIAL or _DENYING.isdisjoint(words):
        return False
    told = " ".join(words)
    unmet = len(words) <= _SHORT_DENIAL and _UNMET.search(told)
    return bool(unmet or _DENIALS.search(told))


def _told_before(words: Sequence[Sequence[str]], end: int, strong: bool) -> Iterator[int]:
    """Yield the places between the sentence that says who tells and the one that denies.

    Where all is a hoax, whatever comes first may have told it.
    """
    last = end - 1
    # "He said A. B. He added that C. She denied all of it.": what has a "said" is known to be told
    while last > 0 and _says(words[last]):
        last -= 1
    places = range(last, max(-1, last - _FURTHEST), -1)
    # "told by text message" tells less of who tells than "unions said"
    first = next((at for at in places if _says(words[at])), -1)
    if first < 0:
        first = next((at for at in reversed(places) if _tells(words[at])), -1)
    if strong and first < 0 and last < _FURTHEST:
        first = 0
    if first >= 0:
        yield from (n for n in range(first + 1, last + 1) if len(words[n]) <= _LONGEST_DENIED)


def _tells(words: Sequence[str]) -> bool:
    """Whether a sentence says that somebody, or some text, tells something."""
    known = frozenset(words)
    if known & (fr.TOLD_TEXTS | fr.WORLDS):
        return True
    if known & _SAYING_OR_TELLING and _says(words):
        return True
    # "her account", but not the one at a bank
    own = "account" in known and words[words.index("account") - 1] in _OWN
    return own or _SUPPOSED.search(" ".join(words)) is not None


def opens_account(words: Sequence[str]) -> bool:
    """Whether what follows is somebody's account or pretence: "The firm has its own view."."""
    # to look for one of its words is quicker
    return not _OF_ACCOUNTS.isdisjoint(words) and _ACCOUNTS.search(" ".join(words)) is not None


def heads_untrue(words: Sequence[str]) -> bool:
    """Whether a heading says that what stands below is no fact: "Motions rejected in May"."""
    if not 0 < len(words) <= _LONGEST_HEADING or not _NOT_OF_PARTIES.isdisjoint(words):
        return False
    return _HEADINGS.search(" ".join(words)) is not None


def points_at_untrue(words: Sequence[Sequence[str]]) -> bool:
    """Whether a paragraph ends by pointing at a text that it calls wrong or withdrawn.

    `"The journal withdrew the paper. Its abstract is given here." -> True`
    """
    told = " ".join(words[-1])
    return bool(_POINTING.search(told) and any(_UNDONE.search(" ".join(one)) for one in words[-3:]))


def tells_in_present(words: Sequence[Sequence[str]]) -> bool:
    """Whether a text is told in the present tense, as a paper is; a plan does not stand out there.

    A short one does not show it.
    """
    past = sum(map(_tells_in_past, words))
    return len(words) >= _LONG and past < _FEW * len(words)
