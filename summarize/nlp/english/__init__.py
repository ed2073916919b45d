"""English word lists: tables, no rules. Here: the two ways in which a table is written."""

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
