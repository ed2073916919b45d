"""Cue weights: how much the words and phrases of a sentence say that it matters. English. Pure.

"We conclude that", "net income", "decided to" mark what a reader of a whole document would print,
"see the table", "he looked" what nobody would. The weights of some thousand words, pairs and
triples are fitted by logistic regression to what sentences of long documents were graded, on those
in several documents only, so that no topic is among them: see `benchmarks/salience_fit.py`.
Edmundson 1969, "New Methods in Automatic Extracting", weighed such cue words by hand.
"""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path

CUES = Path(__file__).with_name("cue_weights.json")
LONGEST_CUE = 3  # words
# Stands before the first word of a sentence: "^ we".
_START = "^"
_WORD = re.compile(r"[\w']+")
_DIGITS = re.compile(r"\d+")


def find_cues(text: str) -> set[str]:
    """Find what may be cues: `"We sold 12." -> {"^", "we", "^ we", "^ we sold", "sold 0", ...}`."""
    words = [_START, *_WORD.findall(_DIGITS.sub("0", text.lower().replace("’", "'")))]
    return {
        " ".join(words[start : start + size])
        for size in range(1, LONGEST_CUE + 1)
        for start in range(len(words) + 1 - size)
    }


def weigh_cues(text: str) -> float:
    """Return the sum of the weights of a sentence's cues, about -3 to 3 for most."""
    weights = load_weights()
    return sum(weights.get(cue, 0.0) for cue in find_cues(text))


@functools.cache
def load_weights() -> dict[str, float]:
    """Return the weight of each cue, about -0.5 to 0.5."""
    told: dict[str, float] = json.loads(CUES.read_text(encoding="utf-8"))
    return told
