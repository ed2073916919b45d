"""Lies of which the source's form is the cause: glued sentences, numbers in groups."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planting.article import Article
from planting.phrases import FINITE, MONTH, PLACE, SUBJECT, WEEKDAY, is_name

Altered = Iterator[tuple[str, str, str]]
"""What the source says, what it says instead, and the lie about that."""

_MARKS = (
    ".[a] ", ".[1] ", ".[note 1] ", ".1 ", ".¹ ", ".12 ", ".† ", ".* ", "… ", "... ", ".\u200b",
    ".\u2060", ".\ufeff", ".[12][13] ", ".‡ ",
)  # fmt: skip
_TAIL = re.compile(
    rf"(?P<tail> (?:in (?:(?:19|20)\d\d|{MONTH}|{PLACE})|on (?:{WEEKDAY})|(?:for|by|to)"
    rf" [£$€]?\d[\w ,.%]{{0,20}}"
    r"|(?:after|during|with|at|in) (?:the|an?|his|her|its) (?:[a-z-]+ )?[a-z-]+)(?: \d{4})?)\.$"
)
_OPENING = re.compile(rf"^(?P<subject>{SUBJECT}) (?P<verb>{FINITE}) ")


def boundaries(text: str, article: Article) -> Altered:
    """ "He wept. It shut in 1998." -> "He wept… It shut in 1998.", "He wept in 1998."."""
    following = article.following(text)
    if not following or not text.endswith(".") or re.search(r"[\"“”‘(]", text + following):
        return
    tail, second, first = _TAIL.search(following), _OPENING.match(following), _OPENING.match(text)
    for mark in _MARKS:
        glued = f"{text[:-1]}{mark}{following}"
        if tail and tail["tail"] not in text:
            yield f"{text} {following}", glued, text[:-1] + tail["tail"] + "."
        if first and second and _are_two(first["subject"], second["subject"]):
            lie = f"{first['subject']} {following[second.start('verb') :]}"
            yield f"{text} {following}", glued, lie


def _are_two(first: str, second: str) -> bool:
    """Whether the second can't be the first again: a name, and none that is known already."""
    pronoun = first in {"He", "She", "It", "They"}
    return is_name(second) and not pronoun and not set(first.split()) & set(second.split())


_GROUPED = re.compile(r"(?<![\w.,-])(\d{1,3})((?:,\d{3})+)(?![\d,]|\.\d)")
_DECIMAL = re.compile(r"(?<![\w.,:/-])[£$€]?(\d+)\.(\d+)(?![\w.,:]*\d|%?p| ?[ap]\.?m\b|-)")
_HALF = re.compile(r"(?<![\w.,£$€-])(\d+)\.5(?= (?!per|million|billion|m\b|bn)[a-z])")
_RANGE = re.compile(
    r"(?<![\w.,/-])(\d{1,3})[-–](\d{1,3})(?=(?:%| (?:years|months|weeks|days|hours"
    r"|minutes|per cent|percent|people|points|miles|inches|feet)\b))"
)
_CLOCK = re.compile(r"(?<![\w.,:])(\d{1,2})[.:]([0-5]\d)(?= ?[ap]\.?m\b)")
_INDIAN = re.compile(r"(?<![\w.,-])(\d{1,2}),?(\d)(\d\d),(\d{3})(?![\d,]|\.\d)")
_SEPARATORS = (" ", "\u202f", "\u2009", "'", "’", ",", "\u00a0")


def part_numbers(text: str, article: Article) -> Altered:
    """ "1 200 000 pounds" -> "200 000 pounds"; "5 1/2 miles" -> "1/2 miles"; "1.5" -> "5"."""
    if re.search(r"\b(?:more than|over|at least|above|around|exceed\w*) [£$€]?\d", text, re.I):
        return
    for match in _GROUPED.finditer(text):
        groups = match.group().split(",")
        for separator in _SEPARATORS:
            said = _put(text, match, separator.join(groups))
            for at in range(1, len(groups)):
                if groups[at][0] != "0":
                    yield text, said, _put(text, match, separator.join(groups[at:]))
            if len(groups[0]) > 1 or separator != ",":
                yield text, said, _put(text, match, groups[0])
    for match in _DECIMAL.finditer(text):
        if match[2][0] != "0" and int(match[1]) != 0:
            yield text, text, text[: match.start(1)] + match[2] + text[match.end() :]
        if match[2][0] in "34567":
            yield text, text, text[: match.start(1)] + match[1] + text[match.end() :]
    for match in _HALF.finditer(text):
        for half in (" 1/2", "½", " ½"):
            yield text, _put(text, match, match[1] + half), _put(text, match, half.strip())
            yield text, _put(text, match, match[1] + half), _put(text, match, match[1])
    for match in _RANGE.finditer(text):
        for end in (1, 2):
            yield text, text, _put(text, match, match[end])
    for match in _CLOCK.finditer(text):
        yield text, text, _put(text, match, match[2])
    for match in _INDIAN.finditer(text):
        said = _put(text, match, f"{match[1]},{match[2]}{match[3]},{match[4]}")
        if match[2] != "0":
            yield text, said, _put(text, match, f"{match[2]}{match[3]},{match[4]}")


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]
