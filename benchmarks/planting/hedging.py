"""Lies that make a fact of what the article leaves open."""

from __future__ import annotations

import re

from planting.article import Article
from planting.facts import Lies, put
from planting.verbs import BASE_FORMS, PAST

_NUMBER = r"(?= [£$€]?\d)"
_DROPPED = re.compile(
    r"(?<=\w )(?:reportedly|allegedly|apparently|possibly|perhaps|potentially|probably|seemingly"
    r"|supposedly|alleged(?! to)|suspected|nearly|almost|roughly|approximately|an estimated|mostly"
    r"|largely|partly|often|sometimes|usually|typically|"
    rf"(?:about|around|some|at least|up to|more than|less than){_NUMBER}) (?=[\w£$€])"
    r"|(?<=\w), (?:reportedly|allegedly|apparently|perhaps|possibly|probably),(?= )"
)
_PLAN = re.compile(
    r"\b(?:is|are) (?:expected|likely|planning|hoping|due|set|supposed|scheduled|aiming"
    rf"|threatening) to (?={BASE_FORMS}\b)"
    r"|\b(?:plans?|hopes?|wants?|intends?|aims?|seeks|expects|threatens|offers|tries)"
    rf" to (?={BASE_FORMS}\b)"
)
# Before "hopes to" and its like: a noun, or a verb that "will" can't follow.
_NO_PLAN = re.compile(
    r"\b(?:will|would|may|might|can|could|should|must|to|do|does|did|the|his|her|their|its|our|of|no"
    r"|any|more|your|my|a) (?:\w+ )?$"
)
_WISHED = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|who|[A-Z][a-z]+) ((?:planned|hoped|wanted|intended|tried"
    rf"|attempted|aimed|threatened|offered|expected) to ({BASE_FORMS}))\b"
)
_HEARSAY = re.compile(
    r"\b(is|are|was|were) (?:thought|believed|understood|said|reported|alleged|rumoured|feared"
    r"|suspected) to (be|have)\b"
)
_HAVING = {"is": "has", "are": "have", "was": "had", "were": "had"}
_SEEMING = re.compile(r"\b(?:(seems|appears)|(?:seemed|appeared)) to be\b")
_PART = re.compile(r"\b(some|most|many) of (?=the [a-z]+s\b|them\b)", re.IGNORECASE)
_MODAL = re.compile(rf"\b(may|might|could) ({BASE_FORMS})\b")
_WAS = re.compile(r"(?<=[a-rt-z] )(?:may|might|could) have been (?=[a-z]+ed\b)")
_NO_MODAL = re.compile(r"\b(?:anything|whatever|wherever|all|so|as) (?:\w+ )?$", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(?:if|whether|not|unless|neither|no|never)\b|n[’']t\b", re.IGNORECASE)
# "Could" with these tells what somebody was able to do.
_ABLE = frozenset("see hear feel tell afford have do".split())


def hedges(text: str, article: Article) -> Lies:
    """Without its "may", "plans to", "about", "reportedly": what was open is a fact."""
    if text.endswith("?") or _NEGATIVE.search(text):
        return
    for match in _DROPPED.finditer(text):
        if not re.search(r"\b(?:how|so|as|very|not) $", text[: match.start()]):
            yield put(text, *match.span(), ""), ""
    for match in _PLAN.finditer(text):
        if not _NO_PLAN.search(text[: match.start()]):
            yield put(text, *match.span(), "will "), "will"
    for match in _WISHED.finditer(text):
        past = "was" if match[2] == "be" else PAST[match[2]]
        yield put(text, *match.span(1), past), past
    for match in _HEARSAY.finditer(text):
        new = match[1] if match[2] == "be" else _HAVING[match[1]]
        yield put(text, *match.span(), new), new
    for match in _SEEMING.finditer(text):
        yield put(text, *match.span(), "is" if match[1] else "was"), ""
    for match in _PART.finditer(text):
        yield put(text, *match.span(), "All of " if match[1][0].isupper() else "all of "), "all"
    for match in _MODAL.finditer(text):
        able = match[1] == "could" and match[2] in _ABLE
        if match[2] != "have" and not able and not _NO_MODAL.search(text[: match.start()]):
            yield put(text, *match.span(1), "will"), "will"
    for match in _WAS.finditer(text):
        yield put(text, *match.span(), "was "), "was"
