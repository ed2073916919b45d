"""True sentences with less in them: each of the five moves by which words may be left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planting.article import Article
from planting.facts import put
from planting.phrases import FINITE, NEGATIVE, SUBJECT, SURE_PASTS, THING, capital, small
from planting.roles import NAME
from planting.truths import Truths

# What is left must be a sentence: a subject and its verb, and nothing that is said of others.
_SENTENCE = re.compile(
    rf"^(?:{SUBJECT}|There|We|I|Many|Some|Police)(?: (?:of|in|for|from) (?:the )?[\w’'-]+)?"
    rf" (?:[a-z]+ly |also )?(?:{FINITE}|says|wants|hopes|believes|needs|means|shows|plans)\b"
)
# With these, a part that goes may have bounded what stays.
_BOUNDING = re.compile(
    r"\b(?:only|most|first|last|all|every|each|any|more|less|fewer|than|whether|best|worst|would"
    r"|could|average|total|record|fast|larg|high|low|great)(?:est)?\b|%|per ?cent",
    re.IGNORECASE,
)
_INSIDE = r"[^,;:()\"“”–—]"
# What is finite wherever it stands; "served" behind a comma may be no verb of the sentence.
_SURE = (
    "(?:is|are|was|were|has|have|had|will|would|can|could|may|did|said|says|told"
    rf"|{'|'.join(sorted(SURE_PASTS))})"
)
_BRACKETED = (
    re.compile(rf"(?<=[a-z\d]), (?:who|which|whose) {_INSIDE}{{6,90}},(?= {_SURE}\b)"),
    re.compile(rf"(?<=[a-z]), (?:the|a|an|his|her|its) {_INSIDE}{{5,60}},(?= {_SURE}\b)"),
    re.compile(rf"(?<=[a-z]), (?:aged )?\d\d,(?= {_SURE}\b)"),
    re.compile(r"(?<=[a-z]) \((?!\d+\)|[a-z]\))[^()\"“”]{3,80}\)(?=[ ,.])"),
    re.compile(rf"(?<=[a-z]) ([–—-]) {_INSIDE}{{8,90}} \1(?= [a-z])"),
)
_FEW = (
    r"(?!.*\b(?:all|some|many|few|most|every|each|several|half|no|none|never|only|first|last|not"
    r"|any|both|one|two|three|without|if|unless|case|absence|same|event|past|embodiment|example|test|rate|eyes?"
    r"|second|third|fourth)\b.*, )"
)
_LEADING = re.compile(
    r"^(?:(?:However|Meanwhile|Also|Overall|Moreover|Furthermore|In addition|Additionally|Indeed"
    r"|In fact|Of course|Nevertheless|Nonetheless|As a result|Therefore|Consequently|Instead"
    r"|Afterwards|Later|Then|Finally|Eventually|Earlier|Recently|For example|For instance|In turn"
    r"|At the time|Yesterday|Today|Earlier this (?:week|month|year)|By then|Besides|Similarly"
    r"|Likewise|Thus|Hence|Still|Again|Currently|Previously|In the end|At the same time"
    r"|Last (?:week|month|year|night)|This (?:week|month|year|time)|In particular|In response"
    r"|In contrast|Unfortunately|Fortunately|Sadly|Interestingly|Surprisingly|Suddenly|Now)"
    rf"|{_FEW}(?:Speaking|Asked|Standing|Writing|Sitting|Looking|Following|Despite|Because of"
    r"|(?:In|At|During|After|Before|On|Under|Throughout|With|For|By|From|Inside|Behind|Across)"
    r" (?:the|a|an|his|her|its|their|this|that|these|those)"
    rf"|(?:After|Although|Though|While|Because) (?:the|a|he|she|it|they) [a-z]+ ?{FINITE}?)"
    r" [a-z][a-z ]{2,50}), "
    r"(?=[A-Z]|(?:the|an?|he|she|it|they|his|her|its|their|there|we|this|police|many) )"
)
# A quotation is kept as it is; what follows a part between dashes goes on with its clause.
_QUOTED = re.compile(r"[\"“”‘]|(?:^|\W)'\w")
_GOES_ON = re.compile(rf" (?:{FINITE}|of|in|to|for|on|with|at|from|by|and)\b")
_UNFINISHED = re.compile(
    r", (?:while|although|as|when|if|unless)\b[^,]*,|, (?:if|unless)\b|^\W*If\b"
)
_LINK = re.compile(
    r"(?:However|Also|Moreover|Furthermore|In addition|Additionally|Indeed|In fact|Of"
    r" course|As a result"
    r"|Nevertheless|Nonetheless|Therefore|Consequently|For example|For instance|In turn"
    r"|Besides|Thus"
    r"|Similarly|Likewise|Hence|Meanwhile), "
)
_TAILS = (
    re.compile(r"(?<=[a-z\d%])(?<!, and), (?:which|who|where|whose) [^,;:()\"“”]{8,140}\.$"),
    re.compile(
        r"(?<=[a-z\d%]), (?:while|after|as|although|though|because|before|whereas|when|since) "
        rf"(?:{NAME}|{THING}|he|she|it|they) {FINITE} [^;:()\"“”]{{4,140}}\.$"
    ),
    re.compile(
        rf"(?<=[a-z\d%]), (?:and|but) (?:{NAME}|{THING}|he|she|it|they|there|we) {FINITE}"
        rf" [^;:()\"“”]{{4,140}}\.$"
    ),
    re.compile(
        rf"(?<=[a-z\d%]); (?:{NAME}|{THING}|he|she|it|they|there|we|however,)"
        rf" [^;:()\"“”]{{8,140}}\.$"
    ),
)
# What may begin with a small letter inside a sentence, or keeps its capital there.
_CLAUSE = re.compile(rf"^(?!Who|Which|Whose|And|But)(?:{SUBJECT}|There|We)\b.* {FINITE} ")
_ACCORDING = re.compile(r"^([^\"“”;:]{20,200}?), (according to [^,;:\"“”]{4,60})\.$")
_ACCORDING_FIRST = re.compile(r"^(According to [^,;:\"“”]{4,60}), ([^\"“”;:]{20,200})\.$")
# A plain fact, told by those who keep the record of it: it is one without them.
_OFFICIAL = re.compile(
    r"^([^\"“”‘;:?]{20,200}?), (?:(?:police|officials|authorities|the (?:police|company"
    r"|council|ministry"
    r"|agency|department|hospital|government|report|study)|a (?:police )?spokes[a-z]+)"
    r" (?:said|says|reported|announced)"
    r"(?: on [A-Z]\w+day| in a statement)?|according to (?:the )?(?:official )?(?:police"
    r"|officials|authorities"
    r"|figures|data|records|court (?:records|documents)|a statement|the company))\.$"
)
_OPEN = re.compile(
    r"\b(?:would|could|should|may|might|must|will|believ\w*|think|thought|allegedly"
    r"|suspect\w*|likely"
    r"|best|great|good|bad|very|too|said|says|told|accus\w+|kill\w*|stole|murder\w*"
    r"|attack\w*|threat\w*"
    r"|tried|intend\w*|plan\w*|want\w*|because|cause\w*|appear\w*|seem\w*|if)\b",
    re.IGNORECASE,
)
_ADVERB = re.compile(
    r"(?<=[a-z] )(?:also|already|later|then|now|subsequently|recently|eventually|finally|therefore"
    r"|thus|consequently|additionally|meanwhile|indeed|however|of course|in fact) (?=[a-z]+)"
    r"|,? (?:too|as well|however|meanwhile|though|afterwards)(?=\.$)"
    r"|, (?:however|meanwhile|therefore|of course|in fact|indeed|moreover|for example"
    r"|then|though),(?= [a-z])"
)
_NO_ADVERB = re.compile(
    r"\b(?:not|but|since|by|until|from|before|and|or|if|the|a|an|his|her|their|than|only"
    r"|just|ago|sooner"
    r"|days?|weeks?|months?|years?|hours?|minutes?|seconds?|moments?|shortly|what|is|was"
    r"|are|were|very|so|even) $"
    r"|n[’']t $"
)
_NO_ADVERB_AFTER = re.compile(
    r"(?:on|this|that|in|than|known|as|known|to|and|the|a|life|years?|stages?|date|called"
    r"|not|would|that|defunct)\b"
)


def bracketed(text: str, article: Article) -> Truths:
    """ "Lee, who is 24, won." -> "Lee won."."""
    for pattern in _BRACKETED:
        for match in pattern.finditer(text):
            before = text[: match.start()]
            listed = re.search(r",|\b(?:and|or|between|both)\b", before)
            if pattern in _BRACKETED[:3] and listed:
                continue
            if text.count(" - ") not in {0, 2} or len(match.group().split()) < 2:
                continue
            dash = match.group()[1] in "–—-"
            if _QUOTED.search(text) or (dash and not _GOES_ON.match(text[match.end() :])):
                continue
            if not re.search(
                r"^ [(–—-] ?(?:or|and|but)\b|\b(?:if|unless|except|only|not)\b", match.group()
            ):
                yield put(text, *match.span(), ""), ""


def leading(text: str, article: Article) -> Truths:
    """ "After the match, Lee left." -> "Lee left."."""
    match = _LEADING.match(text)
    rest = capital(text[match.end() :]) if match else ""
    if not match or not _SENTENCE.match(rest) or re.search(r"\b(?:said|says),", rest):
        return
    if _LINK.match(match.group()) or not (NEGATIVE.search(rest) or _BOUNDING.search(rest)):
        yield rest, ""


def tails(text: str, article: Article) -> Truths:
    """ "Lee won, which pleased all." -> "Lee won."."""
    for match in _found(text):
        kept = text[: match.start()] + "."
        whole = _SENTENCE.match(kept) and len(kept.split()) >= 4
        if whole and not re.search(
            r"[\"“”‘]|(?:^|\W)'\w|\b(?:if|not only|either|neither|both)\b", kept
        ):
            yield kept, ""


def _found(text: str) -> Iterator[re.Match[str]]:
    for pattern in _TAILS:
        match = pattern.search(text)
        kept = text[: match.start()] if match else ""
        contrast = match and match.group().startswith(", but") and NEGATIVE.search(kept)
        if match and not contrast and not _UNFINISHED.search(kept + match.group()[:9]):
            yield match


def attributions(text: str, article: Article) -> Truths:
    """ "It is cold, according to Lee." <-> "According to Lee, it is cold."; "police said" goes."""
    match = _ACCORDING.match(text)
    if match and _CLAUSE.match(match[1]) and _may_follow(match[1], article):
        yield f"{capital(match[2])}, {small(match[1])}.", ""
    match = _ACCORDING_FIRST.match(text)
    if match and _CLAUSE.match(capital(match[2])):
        yield f"{capital(match[2])}, {match[1][0].lower()}{match[1][1:]}.", ""
    match = _OFFICIAL.match(text)
    if (
        match
        and _SENTENCE.match(match[1])
        and not (_OPEN.search(match[1]) or NEGATIVE.search(match[1]))
    ):
        yield f"{match[1]}.", ""


def _may_follow(text: str, article: Article) -> bool:
    """Whether its first word is a name, or known to be written small inside a sentence."""
    first = text.partition(" ")[0]
    return (
        small(text) != text or re.search(rf"[a-z,] {re.escape(first)}\b", article.text) is not None
    )


def adverbs(text: str, article: Article) -> Truths:
    """ "Lee also won." -> "Lee won."."""
    for match in () if _QUOTED.search(text) else _ADVERB.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if not _NO_ADVERB.search(before) and not _NO_ADVERB_AFTER.match(after) and "?" not in text:
            yield put(text, *match.span(), ""), ""
