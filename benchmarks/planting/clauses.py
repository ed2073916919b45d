"""Lies made of words of two clauses: what one subject did is said of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planting.article import Article
from planting.facts import Lies
from planting.phrases import (
    FINITE,
    MONTH,
    SUBJECT,
    SURE_PASTS,
    THING,
    WEEKDAY,
    agrees,
    is_finite,
    is_name,
)
from planting.roles import NAME, is_nobody

_SAYING = (
    "(?:said|says|claimed|claims|believes?|thinks|thought|knew|confirmed|announced|insisted|argued"
    "|warned|admitted|revealed|told [A-Za-z ]{3,30}?|learned|reported|reports|found|feared|heard)"
)
_WORDS = "before|after|while|as|because|when|until|although|though|since|once|whereas"
_BORDER = rf"(?P<border>,? (?:{_WORDS}) |,? (?:and|but) |(?<=\w) [–—-] |; )"
_BESIDE = r"(?: (?:of|from|in|for|at|with) (?:the |a |an |his |her |its |their )?[\w’'-]+){0,2}"
_GROUPS = "Police Officers Officials Scientists Researchers Residents Some Many".split()
_SUBJECT = rf"{SUBJECT}|{'|'.join(_GROUPS)}"
_OPENING = (
    r"(?P<lead>(?:But |And |However, |Meanwhile, |(?:On|In|At|After|Since|During|By) [^,;]{3,35}, "
    r"|[A-Z][^,;:\"“”]{1,40} (?:said|says|claimed|believes|told [a-z ]{3,20}) (?:that )?)?)"
    rf"(?P<subject>{_SUBJECT})(?P<beside>{_BESIDE}(?:, [^,;]{{3,50}},)?)"
    rf" (?:(?!family)[a-z]+ly |also |still |now )?(?P<verb>{FINITE})(?=[ ,;])"
)
_SECOND = (
    rf"(?P<other>{NAME}|{THING}|police|officers|they|it){_BESIDE}"
    rf" (?:(?!family)[a-z]+ly |also |still |now )?(?P<second>{FINITE}) (?P<rest>.+)$"
)
_TWO = re.compile(rf"^{_OPENING}(?P<middle>[^;:\"“”]{{0,90}}?){_BORDER}{_SECOND}")
_SAID = re.compile(
    rf"^(?P<lead>)(?P<subject>{SUBJECT})(?P<beside>{_BESIDE}) (?P<verb>{_SAYING})"
    rf" (?P<middle>)(?:that )?{_SECOND}"
)
_WHO = re.compile(
    rf"^{_OPENING}(?P<middle> (?:[^;:,\"“”]{{0,70}} )??)(?<!of )(?<!in )"
    rf"(?P<other>{NAME}|{THING}),? who"
    rf" (?P<second>{FINITE}) (?P<rest>.+)$"
)
# Subjects of a second clause that surely are somebody else.
_OTHERS = re.compile(
    r"^(?:(?:the|a) (?:[a-z-]+ )?(?:court|judge|jury|police|government|bank|council|referee|crowd"
    r"|family|mother|father|wife|husband|fire|weather|war|vote|driver|car|ball|door|rain|storm"
    r"|victim|girl|boy|woman|club|company)|(?:his|her|its|their) .*|an? .*|police|officers)$"
)
# What may mean a name's bearer: "Arsenal … because the side", "Kim … after the 28-year-old".
_EPITHET = re.compile(
    r"\b(?:club|company|firm|team|side|family|woman|girl|boy|man|driver|victim|bank|council"
    r"|government|\S*-old|pair|duo|couple|group|player|striker|star|singer|actor|former .*)$"
)
_COPULA = frozenset("is are was were became remained".split())
_TAIL = re.compile(
    rf" (?P<tail>(?:by|to|for|from) [£$€]?\d[^,;:]*|on (?:{WEEKDAY})|in (?:{MONTH})(?: \d{{4}})?"
    r"|in (?:19|20)\d\d)\.$"
)
_APART = re.compile(
    r"\b(?:before|after|because|although|though|since|until|whereas)\b|[–—;]|\band\b"
)
_WHEN = re.compile(
    rf"\d|\b(?:{WEEKDAY}|{MONTH}|(?:19|20)\d\d|yesterday|today|\w+ (?:days?|weeks?|years?))\b"
)


def clauses(text: str, article: Article) -> Lies:
    """ "He left before Lee won." -> "He won."; a tail likewise: "He left in May."."""
    if text.endswith("?"):
        return
    for pattern in (_TWO, _WHO, _SAID):
        match = pattern.match(text)
        if match and _are_two(match) and is_finite(match["second"], match["rest"]):
            yield from ((lie, "") for lie in _made(match))


def _made(match: re.Match[str]) -> Iterator[str]:
    second, rest = match["second"], match["rest"]
    subject = f"{match['lead']}{match['subject']}{match['beside']}"
    same = match["verb"] == second and match["middle"].split()[:2] == rest.split()[:2]
    if agrees(match["subject"], second) and not same:
        yield f"{subject} {second} {rest}"
    tail = _TAIL.search(rest)
    whole = len(match["middle"].split()) >= 1 or match["verb"] in SURE_PASTS
    apart = "border" in match.re.groupindex and _APART.search(match["border"])
    if tail and apart and whole and not _WHEN.search(match["middle"]):
        first = f"{subject} {match['verb']}{match['middle']}".rstrip(" ,")
        yield f"{first} {tail['tail']}."


def _are_two(match: re.Match[str]) -> bool:
    """Whether both subjects surely are two."""
    one, other = match["subject"], match["other"]
    if (
        one not in _GROUPS
        and not is_name(one)
        and not re.match(
            r"(?:He|She|It|They|The|An?|His|Her|Its|Their)\b",
            one,
        )
    ):
        return False
    if set(one.lower().split()[-1:]) & set(other.lower().split()):
        return False
    if match.re is _WHO and (match["verb"] in _COPULA or match["middle"].endswith("as ")):
        return False
    if other in {"they", "it"}:
        if match.re is _SAID or match["second"] == "comes":
            return False
        return one in {"He", "She"} or (one.split()[0] in {"They"} and other == "it")
    if is_name(other):
        if one in {"He", "She", "They"} and match.re is _TWO and "but" in match["border"]:
            return False  # "He may be old, but Lee won": the same one
        known = (
            is_name(one)
            or one[-1] == "s"
            or one in {"He", "She"}
            or re.match(r"The|An?|His|Her", one)
        )
        return bool(known) and not (set(one.split()) & set(other.split())) and not is_nobody(other)
    if is_name(one):
        return bool(_OTHERS.match(other)) and not _EPITHET.search(other)
    if one in {"It", "They"}:
        return other.startswith(("his ", "her ", "police", "a "))
    if one in {"He", "She"}:
        return bool(_OTHERS.match(other)) and (
            other.startswith(("his ", "her ", "their ", "its ", "police", "a "))
            or not _EPITHET.search(other)
        )
    return not _EPITHET.search(other) and one.split()[-1] != other.split()[-1]
