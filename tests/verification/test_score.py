"""Tests of the support score: its features are named after the modules of the checks."""

from __future__ import annotations

import pkgutil

from summarize.verification import checks
from summarize.verification.score import (
    CHECK_MODULES,
    LABELLED_SHARE,
    WEIGHTS,
    estimate_probability,
)
from summarize.verification.standing import Standing


def test_every_check_with_a_feature_is_a_module_of_checks() -> None:
    modules = {module.name for module in pkgutil.iter_modules(checks.__path__)}
    assert set(CHECK_MODULES) - {"other"} <= modules
    assert "other" in CHECK_MODULES
    assert "other" not in modules


def test_every_weight_of_a_check_is_one_of_a_feature() -> None:
    weighted = {name.split()[1] for name in WEIGHTS if name.startswith(("doubt ", "against "))}
    assert weighted <= set(CHECK_MODULES)


def test_a_probability_grows_with_what_speaks_for_a_statement() -> None:
    refuted = estimate_probability(Standing.REFUTED, {"against negation": 3.0})
    plain = estimate_probability(Standing.OPEN, {})
    doubted = estimate_probability(Standing.OPEN, {}, judged=-2.0)
    believed = estimate_probability(Standing.OPEN, {}, judged=2.0)
    assert 0 < refuted < plain < 1
    assert 0 < doubted < believed < 1


def test_a_writer_who_is_mostly_right_is_believed_more() -> None:
    chances = [estimate_probability(Standing.OPEN, {}, prior=prior) for prior in (0.2, 0.5, 0.9)]
    assert chances == sorted(chances)
    same = estimate_probability(Standing.OPEN, {}, prior=LABELLED_SHARE)
    assert same == estimate_probability(Standing.OPEN, {})


def test_extreme_log_odds_are_still_a_probability() -> None:
    assert 0 < estimate_probability(Standing.OPEN, {}, judged=-1e9) < 1e-9
    assert estimate_probability(Standing.OPEN, {}, judged=1e9) <= 1
