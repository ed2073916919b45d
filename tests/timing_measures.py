"""What the speed benchmark measures with, for its tests; `benchmarks/` is no package."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent.parent / "benchmarks"))

from timing import bar, plan, processes, program, rounds, tables, texts

__all__ = ["bar", "plan", "processes", "program", "rounds", "tables", "texts"]
