"""Tests of the support score: its features are named after the modules of the checks."""

from __future__ import annotations

import pkgutil

from summarize.verification import checks
from summarize.verification.score import CHECK_MODULES, WEIGHTS, compute_score


def test_every_check_with_a_feature_is_a_module_of_checks() -> None:
    modules = {module.name for module in pkgutil.iter_modules(checks.__path__)}
    assert set(CHECK_MODULES) - {"other"} <= modules
    assert "other" in CHECK_MODULES
    assert "other" not in modules


def test_every_weight_of_a_check_is_one_of_a_feature() -> None:
    weighted = {name.split()[1] for name in WEIGHTS if name.startswith(("doubt ", "against "))}
    assert weighted <= set(CHECK_MODULES)


def test_a_score_is_a_probability() -> None:
    assert 0 < compute_score({"against negation": 3.0}) < compute_score({}) < 1
