"""English word lists: tables, no rules. Here: the ways in which a table is written.

Words are written as `nlp.normalize.tokenize` writes them: lower case, typography normalized,
not stemmed. Other languages have no tables yet: there every word counts as content, and since
nobody knows which word is a "not" or a "may", a statement may leave out none
(`verification.checker`).
"""

from __future__ import annotations

import re
from collections import defaultdict


def words(text: str) -> frozenset[str]:
    """The words of a list: `"a an the" -> {"a", "an", "the"}`."""
    return frozenset(text.split())


def flagged_words(table: str) -> dict[str, frozenset[str]]:
    """The words of each flag in a table whose rows are `flags: words`; indented lines go on.

    `"person male: son\\nperson: nurse" -> {"person": {"son", "nurse"}, "male": {"son"}}`
    """
    sets: defaultdict[str, set[str]] = defaultdict(set)
    for row in re.split(r"\n(?=\S)", table.strip()):
        flags, _, listed = row.partition(":")
        for flag in flags.split():
            sets[flag].update(listed.split())
    return {flag: frozenset(found) for flag, found in sets.items()}


def phrase_groups(table: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The groups of a table, divided by ";", and their phrases, divided by "|".

    `"put off | postponed ; as | while" -> ((("put", "off"), ("postponed",)), (("as",), ...))`
    """
    return tuple(
        tuple(tuple(phrase.split()) for phrase in group.split("|")) for group in table.split(";")
    )


def first_forms(table: str) -> dict[str, str]:
    """Every form of the words in a table, divided by "|" -> the first of its word's forms.

    `"sink sank | go" -> {"sink": "sink", "sank": "sink", "go": "go"}`
    """
    rows = map(str.split, table.split("|"))
    return {form: first for first, *others in rows for form in (first, *others)}


def phrase_names(phrases: dict[str, str]) -> dict[tuple[str, ...], str]:
    """The name of each phrase: `{"most": "at most, up to"} -> {("at", "most"): "most", ...}`."""
    return {tuple(one.split()): name for name, text in phrases.items() for one in text.split(", ")}
