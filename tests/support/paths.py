"""Where things are that tests use."""

from __future__ import annotations

from pathlib import Path

SUPPORT = Path(__file__).parent
TESTS = SUPPORT.parent
ROOT = TESTS.parent
CASES = TESTS / "cases"
EXAMPLES = ROOT / "examples"
GOLDEN = TESTS / "golden"
BENCHMARKS = ROOT / "benchmarks"
