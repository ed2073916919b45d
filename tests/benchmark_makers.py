"""What the benchmarks plant in real articles, for tests; `benchmarks/` is no package."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "benchmarks"))

from planted import HARMLESS, LIES, Case, Maker, sample
from planting import facts, hedging, roles, speaking, truths, wording
from planting.article import Article, Person

__all__ = [
    "HARMLESS",
    "LIES",
    "Article",
    "Case",
    "Maker",
    "Person",
    "facts",
    "hedging",
    "roles",
    "sample",
    "speaking",
    "truths",
    "wording",
]
