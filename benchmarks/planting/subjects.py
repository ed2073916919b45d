"""Lies in which a name that only describes the subject becomes it."""

from __future__ import annotations

import re

from planting.article import Article
from planting.facts import Lies
from planting.phrases import FINITE, THING, agrees, capital, is_finite, is_name
from planting.roles import NAME

_KIN = (
    "widow widower wife husband son daughter brother sister mother father uncle aunt cousin nephew "
    "niece girlfriend boyfriend partner friend friends parents family grandfather grandmother "
    "children sons daughters brothers sisters relatives neighbours"
).split()
_STAFF = (
    "lawyer lawyers solicitor spokesman spokeswoman spokesperson representative representatives "
    "agent manager coach captain assistant boss owner owners director chairman founder president "
    "deputy predecessor successor rival rivals supporter supporters fans critic critics opponent "
    "opponents victim victims killer attacker driver doctor trainer biographer secretary creator "
    "author editor employees workers teammate team-mate teammates colleague colleagues barrister "
    "publicist attorney attorneys residents members shareholders customers users players goalkeeper"
).split()
_THINGS = (
    "profits profit sales revenue shares car book album company restaurant statement decision"
).split()
_WHO = "|".join(_KIN + _STAFF)
_MEASURES = "cost price value number size head leader chief roof death arrest trial share".split()
_AT = (
    r"(?:^|(?<=, )|"
    + "|".join(
        rf"(?<=\b{word} )" for word in "that and but because when after while before said".split()
    )
    + ")"
)
_VERB = rf"(?= (?:{FINITE})\b)"
_TITLE = "(?:the |an? |their |his |her |one |two |three |many |some )"
_DESCRIBED = re.compile(
    rf"{_AT}(?i:{_TITLE})(?i:(?:[a-z-]+ ){{0,2}}?(?:{_WHO}|{'|'.join(_MEASURES)}))"
    rf" (?:of|for|to) (?P<name>{NAME}|{THING}){_VERB}"
)
# What stands for its owner or its place in what people say, and what is a part of it.
_SAME = (
    "number|majority|rest|members?|most|some|part|all|residents?|people|city|town"
    "|village|county|state"
    "|university|college|department|ministry|bank|house|republic|kingdom|value|price|amount|level"
    "|government|army|police|team|side|squad|players|management|board|office|leaders?|officials"
    "|parliament|forces|troops|administration|authorities|voters|lot|kind|type|sort"
    "|series|group|one"
    "|end|start|beginning|rate|pair|couple|use|total|range|variety|percentage|share|proportion|area"
    "|neck|legs?|arms?|knees?|ankle|back|skin|heart|brain|sound|position|face|eyes?|fingers?|hands?|head|mind|body|voice|mouth|research|study|report|data|figures"
    "|survey|analysis|findings|win|victory|defeat|equaliser|goal|addition|reflexes|display|performance|absence|sample|aliquot|nature|aim"
    "|wake|light|course|case|process|fact|way|form|effect|idea|half|side|time|day|year|week|month"
)
_ANY = (
    rf"(?i:the|an?) (?:[a-z-]+ )?(?!(?:{_SAME}|{FINITE})\b)[a-z]+(?<!ing)(?<!ed) (?:of|for"
    rf"|from|in|at|near|against|behind)"
    rf" (?P<name>{NAME}|(?!all|both)(?:the|a|his|her|its|their) [a-z]+){_VERB}"
)
_MODIFIED = re.compile(rf"{_AT}{_ANY}")
_OF_OWNER = re.compile(
    rf"{_AT}(?P<name>{NAME}|{THING})(?:['’]s|(?<=s)['’]) (?!(?:{_SAME})\b)(?:[a-z-]+"
    rf" )?(?!(?:{_SAME}|{FINITE}|[a-z]+ly)\b)[a-z]+(?<!ing){_VERB}"
)
_RELATIVE = re.compile(
    rf"{_AT}(?i:the|an?|those|people|two) (?!which|that)(?:[a-z-]+ ){{1,3}}?"
    r"(?:(?<!for )(?<!in )(?<!by )(?<!of )(?<!to )(?<!at )(?:who|that|which) (?!was"
    r" called)(?:has |had |is |was )?[a-z]+(?:ed|s|t|d|e) (?:(?!that|when|if)[a-z-]+ ){0,4}?"
    r"|(?:accused|suspected|convicted|charged) (?:of|with) [a-z]+ing )"
    rf"(?P<name>{NAME}|{THING}){_VERB}"
)
_OWNED = re.compile(
    rf"{_AT}(?P<name>{NAME}|{THING})(?:['’]s|(?<=s)['’]) (?:[a-z-]+ ){{0,2}}?(?:{_WHO}"
    rf"|{'|'.join(_THINGS)})"
    rf"(?P<who>,? {NAME},?|, [^,]{{3,40}},)?{_VERB}"
)
_HEADED = re.compile(
    rf"{_AT}(?P<name>{NAME}) (?:[a-z-]+ )?(?:chief|boss|manager|captain|coach|striker"
    rf"|midfielder|defender"
    rf"|goalkeeper|director|chairman|spokesman|spokeswoman|owner|winger|president|analyst|editor)"
    rf" (?P<who>{NAME}),?{_VERB}"
)
_SPEAKS_FOR = re.compile(
    r"\b(?:spokes\w+|representatives?|head|leader|chief|director|chairman|president|members|owners?"
    r"|players|manager|captain|coach|boss|employees|workers|lawyers?|team|secretary)\b",
    re.IGNORECASE,
)
# Between "Leeds" and "Leeds manager" these say the same, or nearly.
_CLUB_TOO = re.compile(
    r"^(?:said|says|told|added|won|beat|lost|signed|faced|bought|led|drew|claimed"
    r"|announced|confirmed"
    r"|will|would|had|have|has|is|are|reached|suffered|scored|conceded|equalised|dropped)\b"
)


_LOOSE = (_HEADED, _MODIFIED, _OF_OWNER)


def subjects(text: str, article: Article) -> Lies:
    """ "The widow of Tom Ash was arrested." -> "Tom Ash was arrested."."""
    for pattern in (_DESCRIBED, _RELATIVE, _OWNED, _HEADED, _MODIFIED, _OF_OWNER):
        for match in pattern.finditer(text):
            name, rest = match["name"], text[match.end() + 1 :]
            whole = is_name(name) or name[0].islower() or name.split()[0] in {"The", "A", "An"}
            known = (match.groupdict().get("who") or "").replace(",", "")
            verb, _, after = rest.partition(" ")
            if not is_finite(verb, after) or not re.search(r"\w", after):
                continue
            if not whole or not agrees(name, verb) or name.split()[-1] in known.split():
                continue
            official = pattern in _LOOSE or _SPEAKS_FOR.search(match.group())
            if not official or not _CLUB_TOO.match(rest):
                lie = f"{text[: match.start()]}{name} {rest}"
                yield (capital(lie) if match.start() == 0 else lie), ""
