"""Tables of contents, lists of references and of links in plain text: what is no article.

A table of contents repeats the headings below it. A list of references stands under a
heading that says so, and its entries have years, pages, addresses and names of publishers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from summarize.document import Exclusion, Span
from summarize.nlp.patterns import LINE_END
from summarize.sources.text.prose import is_sentence

_CONTENTS = re.compile(r"(?:table of )?contents(?: ?\[?hide\]?)?", re.IGNORECASE)
_REFERENCES = re.compile(
    r"(?:\d+\.? )?(?:references?(?: list| cited)?|bibliography|works cited|(?:foot|end)?notes"
    r"(?: and references| and citations)?|citations|sources|external links|further reading"
    r"|literature(?: cited)?)",
    re.IGNORECASE,
)
_SEE_ALSO = re.compile(r"see also|related (?:articles|pages)|external links", re.IGNORECASE)
_ENTRY = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?\s+)?(.*?)[\s.·…]*(?:\s\d{1,4})?$")
_LEADERS = re.compile(r"(?:\.{3,}|(?:\. ){3,}|…{2,}|·{3,})\s*(?:\d{1,4}|[ivxlc]{1,6})$")
_TOP = re.compile(r"\(top\)|toggle .*|\[?(?:hide|show)\]?|move to sidebar.*", re.IGNORECASE)
_REFERENCE = re.compile(
    r"\b(?:ISBN|ISSN|OCLC|PMID|doi|arXiv)\b|https?://|\bwww\.|\bRetrieved (?:on )?\w+ \d"
    r"|\bArchived from\b|\bpp?\.\s?\d|\bet al\b|\bvol\.\s?\d|\b\d+ ?\(\d+\): ?\d|\(eds?\.\)"
    r"|^\s*\^|[(.,]\s*(?:1[5-9]|20)\d\d[a-z]?\s*[).,:;]|\b(?:University|Clarendon|Academic) Press\b"
    r"|\b\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d\b",
    re.IGNORECASE,
)
_MIN_ENTRIES = 2
_MAX_ENTRIES = 2000  # lines of contents, or of references
_MAX_LINK_WORDS = 9
_MIN_PROSE_WORDS = 25


def find_apparatus(
    text: str, units: Sequence[Span], tables: Sequence[Exclusion] = ()
) -> Iterator[Exclusion]:
    """Yield the headings and entries of contents, references and lists of links.

    The entries of contents may be among `tables`, which are no units.
    """
    contents = [" ".join(text[unit.start : unit.end].split()) for unit in units]
    known = Counter(map(_fold, contents))
    behind = 0
    for i, content in enumerate(contents):
        if i < behind:
            continue
        title = content.rstrip(": ")
        if _CONTENTS.fullmatch(title):
            entries = _count_entries(contents[i + 1 : i + _MAX_ENTRIES], known)
            reason = "contents"
        elif _SEE_ALSO.fullmatch(title):
            entries = _count_links(contents[i + 1 : i + _MAX_ENTRIES])
            reason = "reference"
        elif _REFERENCES.fullmatch(title):
            entries = _count_references(contents[i + 1 : i + _MAX_ENTRIES])
            reason = "reference"
        else:
            continue
        end = units[i + 1].start if i + 1 < len(units) else len(text)
        tabled = reason == "contents" and any(
            units[i].end <= one.span.start < end for one in tables
        )
        if entries or tabled:
            behind = i + entries + 1
            yield from (Exclusion(unit, reason) for unit in units[i : i + entries + 1])


def _fold(content: str) -> str:
    """Return a heading as it stands in a table of contents: `"2.1 Tides ... 14" -> "tides"`."""
    entry = _ENTRY.match(content[:200])
    return (entry[1] if entry else content).lower()


def _count_entries(contents: Sequence[str], known: Counter[str]) -> int:
    """Return how many lines belong to a table of contents: they come again as headings."""

    def is_entry(place: int) -> bool:
        if place >= len(contents):
            return False
        one = contents[place]
        return bool(known[_fold(one)] > 1 or _LEADERS.search(one[-80:]) or _TOP.fullmatch(one))

    seen: dict[str, int] = {}
    count = 0
    while is_entry(count):
        folded = _fold(contents[count])
        # The first heading of the text itself.
        first = seen.get(folded, -1) == 0
        if first or (folded in seen and not is_entry(count + 1)):
            break
        seen.setdefault(folded, count)
        count += 1
    return count if count >= _MIN_ENTRIES else 0


def _count_links(contents: Sequence[str]) -> int:
    """Return how many lines are names of other articles, with no verb and no full stop."""

    def is_link(content: str) -> bool:
        short = len(content.split()) <= _MAX_LINK_WORDS and not LINE_END.search(content)
        named = " – " in content or _REFERENCE.search(content) is not None
        apparatus = _REFERENCES.fullmatch(content.rstrip(": "))
        return not apparatus and (short or (named and not _is_prose(content)))

    count = len(list(takewhile(is_link, contents)))
    # The last one may be the heading of what follows.
    follows = count < len(contents) and _is_prose(contents[count])
    return count - 1 if count and follows else count


def _count_references(contents: Sequence[str]) -> int:
    """Return how many lines are references; some of them have no mark of one."""
    entries = list(takewhile(lambda one: not _is_prose(one) and not _is_heading(one), contents))
    sure = sum(_REFERENCE.search(one[:1000]) is not None for one in entries)
    while entries and not _REFERENCE.search(entries[-1][:1000]) and len(entries) < len(contents):
        entries.pop()
    return len(entries) if 2 * sure >= len(entries) else 0


def _is_heading(content: str) -> bool:
    title = content.rstrip(": ")
    return bool(_REFERENCES.fullmatch(title) or _SEE_ALSO.fullmatch(title))


def _is_prose(content: str) -> bool:
    long = len(content.split()) >= _MIN_PROSE_WORDS
    return (
        is_sentence(content)
        and not _REFERENCE.search(content[:1000])
        and (long or content.endswith((".", "!", "?", "”")))
    )
