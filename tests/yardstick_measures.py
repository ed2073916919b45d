"""The measures of the quality benchmark, for tests; `benchmarks/` is no package."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "benchmarks"))

from yardstick import baselines, items, measures, tables
from yardstick.bar import bar
from yardstick.scoring import Row, row

__all__ = ["Row", "bar", "baselines", "items", "measures", "row", "tables"]
