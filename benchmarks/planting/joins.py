"""Lies made of two sentences: what one thing did is joined to another of the same name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from planting.article import SENTENCES, Article, Pair
from planting.facts import Lies
from planting.phrases import FINITE, SUBJECT, is_plain, small
from planting.roles import NAME

_THINGS = (
    "company team club firm council bank group university party court film band airline charity "
    "school hospital city town government man woman committee report study union police minister "
    "judge player striker family couple driver line bridge plan deal game match agency department"
)
_ANAPHOR = re.compile(
    rf"^(?P<subject>He|She|The (?:{'|'.join(_THINGS.split())})) (?P<rest>(?:also"
    rf" )?{FINITE} [^\"“”?:;]+\.)$"
)
_STATEMENT = re.compile(rf"^{SUBJECT} {FINITE} [^\"“”?:;]+\.$")
_LINKS = (", and {}", " and {}", "; {}", ", while {}")
_NAME_LAST = re.compile(rf"(?<=[a-z,] ){NAME}\.$")
_VERBLESS = re.compile(
    rf"^(?P<subject>{SUBJECT}) (?P<verb>(?:was|were|is|are) (?:[a-z]+ed|[a-z]+en|born|held"
    rf"|found|shot|sent)) "
    r"(?P<rest>(?:in|on|at|by|after|for|from) [^\"“”?:;]{4,80})\.$"
)


def partners(every: Sequence[Article]) -> Iterator[tuple[Article, Article]]:
    """Each with one that says of "the company" what seems to be said of its own."""
    opens = [{m["subject"].rpartition(" ")[2] for m in _anaphors(one.sentences)} for one in every]
    for place, article in enumerate(every):
        has = set(" ".join(article.sentences[:SENTENCES]).split())
        names = _names(article)
        ring = [*range(place + 1, len(every)), *range(place)]
        ring = [at for at in ring if len(names & _names(every[at])) < 3]  # no news of the same
        shared = [at for at in ring if (opens[at] - {"He", "She"}) & has][:2]
        yield from ((article, every[at]) for at in shared or ring[:1])


@cache
def _names(article: Article) -> frozenset[str]:
    """Its words with a capital letter inside a sentence."""
    return frozenset(re.findall(r"(?<=[a-z,] )[A-Z]\w+", article.text))


def _anaphors(sentences: Sequence[str]) -> list[re.Match[str]]:
    return [
        match for one in sentences[:SENTENCES] if is_plain(one) and (match := _ANAPHOR.match(one))
    ]


def joins(text: str, article: Article) -> Lies:
    """ "The firm A won." and of B "The firm left." -> "The firm A won, and the firm left."."""
    if not isinstance(article, Pair) or not _STATEMENT.match(text):
        return
    anaphors = _anaphors(article.others_than(text))
    tempting = [one for one in anaphors if _is_tempting(one["subject"], text)]
    same = [one for one in tempting if one["subject"].startswith("The ")]
    for match in same or tempting:
        yield from ((lie, "") for lie in _joined(text, match))
    broken = _VERBLESS.match(text)
    for other in article.others_than(text) if broken else ():
        if _STATEMENT.match(other) and broken:
            inner = small(other)
            yield f"{broken['subject']} {broken['rest']}, and {inner}", ""


def _joined(text: str, match: re.Match[str]) -> Iterator[str]:
    later = f"{match['subject'][0].lower()}{match['subject'][1:]} {match['rest']}"
    for link in _LINKS:
        yield text[:-1] + link.format(later)
    person = match["subject"] in {"He", "She"}
    if person and _NAME_LAST.search(text):
        yield f"{text[:-1]}, who {match['rest']}"


def _is_tempting(subject: str, text: str) -> bool:
    """Whether the text has something that the subject of the other sentence seems to mean."""
    if subject in {"He", "She"}:
        return (
            re.search(
                r"\bMr\b|[a-z] [A-Z]\w+ [A-Z]\w+|\b(?:[Hh]e|[Ss]he|his|her|man|woman)\b", text
            )
            is not None
        )
    return re.search(rf"\b{subject.rpartition(' ')[2]}\b", text) is not None
