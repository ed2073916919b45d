"""Captions that a paper as text has twice: "The pier leaks. Figure 3the pier leaks." Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

_FIGURE = re.compile(r"(?:fig(?:ure|\.)?|table|scheme|chart)\s*\d+\s*[.:|–-]?\s*", re.IGNORECASE)


def find_repeated_captions(texts: Mapping[int, str]) -> frozenset[int]:
    """Return the numbers of the sentences that stand again behind "figure 3": they are captions.

    `{1: "The pier leaks.", 2: "Figure 3the pier leaks."} -> {1}`
    """
    labels = {number: _FIGURE.match(text) for number, text in texts.items()}
    told = {texts[number][label.end() :].casefold() for number, label in labels.items() if label}
    return frozenset(number for number, text in texts.items() if text.casefold() in told)
