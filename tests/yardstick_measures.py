"""The measures of the quality benchmark for its tests, and the article they are tried on.

`benchmarks/` is no package.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "benchmarks"))

from yardstick import baselines, items, measures, tables
from yardstick.bar import bar
from yardstick.scoring import Row, row

__all__ = ["ARTICLE", "Row", "bar", "baselines", "items", "measures", "row", "tables"]

ARTICLE = """The harbour of Tarn was closed on Monday after a crane fell into the water.

Nobody was hurt. The crane, which weighs 120 tonnes, was built in 1987, said Ida Brandt.

The repair of the quay will cost £2.5 million. The harbour will open again in twelve days.

A ship with 300 cars on board was sent to Velsen. Its captain was not amused by that."""
