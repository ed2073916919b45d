"""Lies made by leaving out what restricts: the rest says more than the article does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planting.article import Article
from planting.facts import Lies, put
from planting.phrases import FINITE, MONTH, PLACE, SUBJECT, WEEKDAY, capital

_ONLY = re.compile(
    r"(?<=[a-z] )only (?=(?:if|when|after|because|once|until|available to|open to)\b)"
)
_FORMER = re.compile(
    r"(?<=\b(?:he|is) )(?:former|acting|would-be) (?=[a-z])"
    r"|(?<=\b[Tt]he )(?:former|acting|would-be|suspected|alleged) (?=[a-z])"
    r"|(?<=\b[Aa] )(?:former|would-be|suspected|fake|proposed) (?=[a-z])"
)
_SOME = re.compile(
    r"(?<!as )(?<!first )(?<!second )(?<!here’s )"
    r"(?<!here's )\b(?:some|most|many|half|part|parts|much|several|a"
    r" number|a third|a quarter|two[- ]thirds"
    r"|three[- ]quarters|a few|a handful|a majority|the majority) of (?=(?:the|his|her"
    r"|its|their) )",
    re.IGNORECASE,
)
_NEARLY = re.compile(
    r"\b(?:almost|nearly|virtually|practically|not quite) (?=(?:all|every|entirely"
    r"|completely|always"
    r"|everyone|everything|the (?:whole|entire)|certainly|impossible|identical|doubled)\b)"
)
_EXCEPT = re.compile(
    r",? (?:except(?: for)?|apart from|other than|excluding|unless|provided that|providing"
    r"|as long as|so long as|with the exception of|but only (?:if|when|for|in)|only if"
    r"|(?<!even )(?<!as )(?<!- )if)"
    r"(?! (?:not|only|any|anything)\b) [^;:\"“”]+\.$"
)
_WHETHER = re.compile(
    r"\b(?:ask\w*|know|knows|knew|see|sure|wonder\w*|check\w*|decid\w+|question\w*|say"
    r"|tell|unclear|ascertain"
    r"|determine\w*|investigat\w+|consider\w*|clear|what|find out|care|matter|doubt\w*)\b[^,]*$"
)
_IF_FIRST = re.compile(
    r"^(?:If|Unless|Only if|Provided|As long as) (?!you)[^,;:\"“”]{8,90}, (?=(?:the|an?"
    r"|he|she|it|they|we|his|her|its|their)\b|[A-Z])"
)
_WHOEVER = re.compile(
    r"\b(?:(?:all|any|every|no|most|each) (?!over)(?:of the |the )?(?:[a-z-]+ )?[a-z]+"
    r"|anyone|everyone|nobody|no one"
    r"|everything|anything|nothing|\d+(?:%| per ?cent) of (?:the )?[a-z]+) (?P<out>(?:who"
    r"|that|which) [^,;:\"“”]{8,90})\.$",
    re.IGNORECASE,
)
_WHEN = (
    r"(?:the|this|last|his|her|its|their|that) [a-z][a-z ]{2,30}"
    rf"|(?:{MONTH}|{WEEKDAY}|{PLACE}|(?:19|20)\d\d)(?: \d{{4}})?"
)
_NEGATED = re.compile(
    r"(?:\b(?:did|do|does|has|have|had|was|were|will|would|could|can|is|are)(?: not"
    r"|n[’']t) (?:been |be )?(?:[a-z]+ly )?"
    rf"(?!in |on |at |the |a |to )[a-z]+(?:ed|en|ing|e|d|t|k|y|w)(?: [a-z]+| (?:the|a|any"
    rf"|his|her|their|its) [a-z]+)?"
    r"|\bnever (?:been )?[a-z]+(?: [a-z]+)?|\bno (?:[a-z]+ )?[a-z]+ (?:was|were|has been"
    r"|have been) [a-z]+(?:ed|en)"
    r"|\b[Nn]o (?:one|other [a-z]+) (?:was|has) [a-z]+(?:ed|en|t))"
    rf"(?P<out> (?:in|on|at|during|since|before|after|until|under) (?:{_WHEN}))\.$"
)
_UTMOST = re.compile(
    r"\bthe (?!(?:test|rest|west|interest|request|forest|guest|contest|protest|latest"
    r"|arrest|quest|harvest|chest|nest|priest|tempest)\b)(?:[a-z]+est|most [a-z]+|first"
    r"|only|last|biggest|best|worst) (?!time|half|day|week|year|minute"
    r"|night|month|round|few|two|three|couple|thing|place|way|of|in|to|and)(?:[a-z-]+ ){0,2}?[a-z]+"
    r"(?<!not)(?<!yet)(?<!never)(?P<out> (?:in|of|since|for|to|among|on|at|ever|outside"
    r"|from) (?!earth|the world|all\b|date|this)[^,;:\"“”]{4,60})\.$"
)
_SHARE = re.compile(
    r"(?:\d+(?:\.\d+)?(?:%| per ?cent)|[Hh]alf|two[- ]thirds|a third|a quarter) of (?:the"
    r" |all )?[a-z-]+"
    rf"(?P<out> (?:in|over|under|aged|from|who|with|at|on|without|between)"
    rf" [^,;:.\"“”]{{2,50}}?)(?= {FINITE}\b)"
)
_THAN = re.compile(
    r"\b(?:more|less|fewer|[a-z]{2,}er|better|worse) (?:[a-z]+ )?than (?:any|all|every"
    r"|most|other|the)"
    r"(?: other)? [a-z]+(?P<out> (?:in|since|of|from|at|on|who|that) [^,;:\"“”]{4,50})\.$"
)
_ADJECTIVE = re.compile(
    r"(?:\bno |\bnot (?:a |an |any )?|n[’']t (?:a |an |any |have any |face any )?"
    r"|\bwithout (?:a |an |any )?"
    r"|\bprevent(?:ed|s|ing)? |\bavoid(?:ed|s|ing)? |\bnever (?:had |a |any )+)"
    r"(?P<out>(?:serious|severe|major|significant|formal|direct|immediate|further|real"
    r"|clear|official"
    r"|legal|criminal|public|independent|fatal|permanent|specific|credible|definitive"
    r"|substantial|full"
    r"|competitive|material|additional|recent|new|statistical|conclusive|large|special)"
    r" )(?!what|when|whether|how|why)(?=[a-z]{4,}\b)"
)
_NO_EVIDENCE = re.compile(
    r"\b(?:no|not (?:\w+ )?any|n[’']t (?:\w+ )?any) (?:evidence|sign|signs|proof"
    r"|indication|record|suggestion|reason|plans?) "
    r"(?:of|that|to|for) [^,;:\"“”]{4,60}?(?P<out> (?:in|on|at|during|since|among|between"
    r"|from|by) (?:the |this |his |her |its |their |[A-Z])[^,;:\"“”]{2,40})\.$"
)


_CUT_OFF = re.compile(
    r"\b(?:of|in|on|at|for|to|the|a|an|by|with|able|as|she|he|they|it|we|ever|is|was|are|were|that|if)\.$"
)


def restrictions(text: str, article: Article) -> Lies:
    """ "No one over 60 died in the second flat." -> "No one over 60 died."."""
    if text.endswith("?"):
        return
    yield from ((capital(lie), "") for lie in _made(text) if _is_whole(lie))


def _is_whole(text: str) -> bool:
    return len(text.split()) >= 5 and not _CUT_OFF.search(text)


def _made(text: str) -> Iterator[str]:
    for pattern in (_ONLY, _FORMER, _NEARLY):
        for match in pattern.finditer(text):
            if (
                not re.search(r"\b(?:not|the|an?) $|n[’']t $", text[: match.start()])
                or pattern is _FORMER
            ):
                yield put(text, *match.span(), "")
    for match in _SOME.finditer(text):
        if not re.match(r"(?:\S+ ){1,4}?(?:is|was|has|does)\b", text[match.end() :]):
            yield put(text, *match.span(), "")
    for pattern in (_WHOEVER, _NEGATED, _UTMOST, _SHARE, _THAN, _ADJECTIVE, _NO_EVIDENCE):
        for match in pattern.finditer(text):
            yield put(text, *match.span("out"), "").replace(" .", ".")
    tail = _EXCEPT.search(text)
    if (
        tail
        and re.match(rf"{SUBJECT} {FINITE} ", text)
        and not _WHETHER.search(text[: tail.start()])
    ):
        yield text[: tail.start()] + "."
    first = _IF_FIRST.match(text)
    if first:
        yield text[first.end() :]
