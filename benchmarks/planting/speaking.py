"""Lies about who said it: another one, nobody, or said to have been denied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planting.article import Article
from planting.facts import Lies, put, renamed
from planting.roles import NAME

_SAID = (
    r"(?:said|says|told|added|claimed|argued|insisted|warned|explained|believes|admitted|revealed"
    r"|wrote|suggested|announced|stated)"
)
_SPEAKER = rf"(?:{NAME}|he|she|they|(?:the|a) [a-z ]{{3,30}})"
_AT_THE_END = re.compile(
    rf",[\"”’']? (?:{_SPEAKER} {_SAID}|{_SAID} {_SPEAKER}|according to [^.,]+)\.?[\"”’']?$"
)
_AT_THE_START = re.compile(
    rf"^(?:{NAME}|He|She|They|The [a-z ]{{3,25}}) (?:also )?(?:said|says|claimed|believes|argued"
    r"|insisted|warned|suggested) (?:that )?(?=(?:the|it|he|she|they|there|[A-Z])\b)"
)
# What has one of these is an opinion or a forecast, no plain fact.
_OPEN = re.compile(
    r"\b(?:will|would|should|could|may|might|must|believes?|thinks?|best|great|good|bad|wrong|right"
    r"|better|worse|important|needs?|very|too|terrible|amazing|likely|never|always|hopes?|huge"
    r"|really|beautiful|fantastic|difficult|unfair|shocking|incredible)\b"
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|me|us|I['’]\w+|we['’]\w+|you|You|your)\b")
_ASSERTED = re.compile(
    r"\b(said|claimed|insisted|argued|confirmed|admitted|stated|announced) that "
    r"(?!he would not|there was no|although|while|if)"
)
_DENIED = re.compile(r"(?<!not )(?<!n't )(?<!never )\b(denied) that\b")
_DENIED_DOING = re.compile(r"\b(denied) (?=(?:being|having|[a-z]+ing)\b)")


def attributions(text: str, article: Article) -> Lies:
    """What one said given to another, to nobody, or said to have been denied."""
    yield from _moved(text, article)
    yield from ((bare, "") for bare in _lost(text))
    for pattern, new in ((_ASSERTED, "denied"), (_DENIED, "said"), (_DENIED_DOING, "admitted")):
        for match in pattern.finditer(text):
            yield put(text, *match.span(1), new), new


def _moved(text: str, article: Article) -> Lies:
    """Another person of the article in the speaker's place, under the same form of the name."""
    for person in article.people:
        name = person.full if person.full in text else person.surname
        speaks = re.search(
            rf"[Aa]ccording to (?:M[rs]+ |Dr )?{name}\b|\b{name} (?:has |had |also )?{_SAID}\b"
            rf"|\b(?:said|says|added) {name}[.,]",
            text,
        )
        for other in article.others(person, text) if speaks else ():
            yield renamed(text, person, other), other.full


def _lost(text: str) -> Iterator[str]:
    """An opinion or a forecast without who said it, and without quotation marks."""
    for match in (_AT_THE_END.search(text), _AT_THE_START.search(text)):
        if not match:
            continue
        bare = re.sub(r"[\"“”]", "", put(text, *match.span(), "")).strip()
        if re.search(rf"\b{_SAID}\b", bare):
            continue
        if _OPEN.search(bare) and not _FIRST_PERSON.search(bare) and len(bare.split()) > 5:
            yield bare[0].upper() + bare[1:] + ("" if bare.endswith((".", "!")) else ".")
