"""The recommended model of the catalogue: for memory, cores and disk, and the reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarize.cli.recommend import Machine, inspect_machine, recommend_model
from summarize.models.catalogue import CatalogueEntry, read_catalogue

GB = 10**9


def some(**sizes: float) -> list[CatalogueEntry]:
    """Models by name, of so many billion parameters, a byte for each."""
    return [
        replace(read_catalogue()[0], name=name, size=int(size * GB), parameters=int(size * GB))
        for name, size in sizes.items()
    ]


MODELS = some(small=0.5, middle=3.0, large=12.0)


@pytest.mark.parametrize(
    ("machine", "name"),
    [
        (Machine(64 * GB, 16, 100 * GB), "large"),
        (Machine(64 * GB, 4, 100 * GB), "middle"),  # too few cores
        (Machine(6 * GB, 16, 100 * GB), "middle"),  # too little memory
        (Machine(64 * GB, 16, 5 * GB), "middle"),  # too little disk
        (Machine(None, 16, 100 * GB), "middle"),  # the system does not tell: nothing huge
        (Machine(2 * GB, 1, 1 * GB), "small"),
    ],
)
def test_the_strongest_that_fits_is_recommended(machine: Machine, name: str) -> None:
    advice = recommend_model(machine, MODELS)
    assert advice.entry is not None
    assert advice.entry.name == name


def test_nothing_fits() -> None:
    assert recommend_model(Machine(GB // 2, 1, 100 * GB), MODELS).entry is None


def test_the_reasons_are_given() -> None:
    reasons = recommend_model(Machine(int(7.3 * GB), 2, 50 * GB), MODELS).reasons
    assert "7.3 GB of memory" in reasons
    assert "2 cores" in reasons
    assert "about 2 billion parameters" in reasons
    unknown = recommend_model(Machine(None, 1, GB), MODELS).reasons
    assert "8.0 GB of memory (assumed" in unknown
    assert "1 core," in unknown


def test_this_machine_has_cores_and_a_disk() -> None:
    machine = inspect_machine()
    assert machine.cores >= 1
    assert machine.disk > 0
