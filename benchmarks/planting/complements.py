"""Lies made of complements of one sentence: each figure, time and place said of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from planting.article import Article
from planting.facts import Lies, put
from planting.phrases import FINITE, MONTH, NEGATIVE, PLACE, WEEKDAY

_SCALE = r"(?: ?(?:million|billion|trillion|thousand|bn|m|k))?\b"
# Sort: what things of it look like; two of one sort can stand in each other's place.
SORTS = {
    "money": re.compile(rf"[£$€]\d[\d,.]*\d?(?<![.,]){_SCALE}"),
    "share": re.compile(r"(?<![\d.,])\d[\d.]*(?:%| per ?cent\b)"),
    "amount": re.compile(
        rf"(?<![\d.,£$€:/’'A-Za-z-])\d(?:[\d,]*\d)?(?:\.\d+)?(?: (?:million|billion"
        rf"|thousand))? (?!{MONTH}|"
        r"(?:in|on|at|of|and|or|to|for|by|the|per|from|with|as|a)\b)[a-z]{3,}\b"
    ),
    "year": re.compile(r"(?<=in )(?:19|20)\d\d\b(?!-)|(?<=of )(?:19|20)\d\d\b(?!-)"),
    "month": re.compile(rf"(?<=in )(?:{MONTH})\b(?! \d)"),
    "day": re.compile(rf"(?<=on )(?:{WEEKDAY})\b"),
    "age": re.compile(r"(?<=[a-z], )[1-9]\d(?=, )"),
    "place": re.compile(rf"(?<=in )(?:{PLACE})\b(?! [A-Z]|[’'-]|,)"),
}
# Between two things of which one only is said: "fell to 5% in June from 6% in May".
_CONTRAST = re.compile(
    r"\b(?:than|compared (?:with|to)|up from|down from|from|instead of|rather than|against|after"
    r"|before|despite|although|when|while|versus|followed by|but|to)\b"
)
# What both do, whoever is named first.
_MUTUAL = re.compile(r"\b(?:with|both|met|married|drew|against|friends?|each other|alongside)\b")
_LISTED = re.compile(r"^[\s,;]*(?:(?:and|or|to|through|through to|&|/|-|–)[\s,]*)?$")


def complements(text: str, article: Article) -> Lies:
    """ "5% in June from 6% in May" -> "6% in June from 5% in May", "5% in May", "6% in May"."""
    if text.endswith("?") or re.search(
        r"\b(?:respectively|between|or|rang\w+|range)\b|[\"“”?]", text
    ):
        return
    for sort, pattern in SORTS.items():
        found = list(pattern.finditer(text))
        for one, other in combinations(found, 2):
            if one.group() == other.group() or _LISTED.match(text[one.end() : other.start()]):
                continue
            if sort == "amount" and one.group().split()[-1] != other.group().split()[-1]:
                continue
            yield from ((lie, "") for lie in _exchanged(text, one, other))
            if len(found) == 2:
                yield from ((lie, "") for lie in _skipped(text, one, other))
    yield from ((lie, "") for lie in _crossed(text))
    yield from ((lie, "") for lie in _people_exchanged(text, article))


def _people_exchanged(text: str, article: Article) -> Iterator[str]:
    """ "Ann Lee left after Bo Kim won." -> "Bo Kim left after Ann Lee won."."""
    found = [m for person in article.people for m in re.finditer(rf"\b{person.full}\b", text)]
    for one, other in combinations(sorted(found, key=lambda match: match.start()), 2):
        between = text[one.end() : other.start()]
        acts = re.search(rf" (?:{FINITE}) ", between) and len(between.split()) >= 3
        once = text.count(one.group().split()[-1]) == text.count(other.group().split()[-1]) == 1
        if acts and once and not _MUTUAL.search(text):
            yield put(put(text, *other.span(), one.group()), *one.span(), other.group())


def _exchanged(text: str, one: re.Match[str], other: re.Match[str]) -> Iterator[str]:
    between = text[one.end() : other.start()]
    if len(between.split()) >= 3 and not re.search(r"\b(?:both|same|equal\w*|tied?|drew)\b", text):
        yield put(put(text, *other.span(), one.group()), *one.span(), other.group())


def _skipped(text: str, one: re.Match[str], other: re.Match[str]) -> Iterator[str]:
    """What came first goes with all up to the second: the figure of last year is this year's."""
    between = text[one.end() : other.start()]
    contrast = _CONTRAST.search(between)
    opened = re.search(rf" (?:{FINITE}|rises?|falls?|grew) ", text[: one.start()])
    if contrast and opened and not re.search(r"\b(?:and|where|while|who|which)\b|[;:()]", between):
        yield text[: one.start()] + text[other.start() :]
        tail = re.search(r"[,.]", text[other.end() :])
        if tail and tail.group() == ",":
            yield text[: one.start()] + other.group() + "."


def _crossed(text: str) -> Iterator[str]:
    """ "4 in Norway and 2 in Sweden" -> "4 in Sweden": one's figure with the other's complement."""
    if NEGATIVE.search(text):
        return
    for match in _CROSSED.finditer(text):
        unit, other_unit = match["unit"] or "", match["other_unit"] or ""
        same = match["sign"] == match["other_sign"] and other_unit in {"", unit}
        if same and match["what"] != match["other_what"] and match["one"] != match["other"]:
            yield text[: match.start("what")] + text[match.start("other_what") :]


_UNIT = (
    r"(?:%| per ?cent| percent| ?(?:million|billion|bn|m|k)\b)?"
    r"(?: (?!in |on |at |for |from |to )[a-z]+)?"
)
_WHAT = r"(?:the |an? |its |his |her |their )?[\w’'-]+"
_CROSSED = re.compile(
    rf"(?P<sign>[£$€]?)(?P<one>\d[\d,.]*)(?P<unit>{_UNIT}) (?P<prep>in|on|at|for|from|to)"
    rf" (?P<what>{_WHAT})(?: [\w’'-]+){{0,6}}?,? (?:and|but|from|than|compared with"
    rf"|against|to|then|with|while)"
    rf" (?:[\w’'-]+ ){{0,4}}?(?P<other_sign>[£$€]?)(?P<other>\d[\d,.]*)"
    rf"(?P<other_unit>{_UNIT}) (?P=prep)"
    rf" (?P<other_what>{_WHAT})"
)
