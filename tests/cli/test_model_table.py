"""What `models list` and `models info` tell, measured speeds, and the recommended model."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.cli import model_table
from summarize.cli.model_row import ModelRow
from summarize.cli.model_table import (
    describe_model,
    format_models_json,
    list_models,
)
from summarize.cli.recommendation import Machine, inspect_machine, recommend_model
from summarize.errors import ModelError
from summarize.inference.load import identify_engine
from summarize.judging.exam import ExamResult
from summarize.judging.exam_records import ExamRecord, save_record
from summarize.models import catalogue, speeds
from summarize.models.add import add_model
from summarize.models.catalogue import CatalogueEntry, read_catalogue
from summarize.models.registry import inspect_model, model_at_path
from summarize.models.speeds import MeasuredSpeeds, load_speeds, save_speeds
from summarize.settings import DEFAULT_MODEL, Settings
from support.gguf_files import tiny_gguf
from support.tiny_t5 import tiny_t5

pytestmark = pytest.mark.usefixtures("without_extras")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.gguf"
    path.write_bytes(tiny_gguf())
    return path


def by_name(default: str = DEFAULT_MODEL) -> dict[str, ModelRow]:
    return {model.name: model for model in list_models(default)}


def test_what_is_here_and_then_the_catalogue() -> None:
    names = list(by_name())
    assert names == [DEFAULT_MODEL, *(entry.name for entry in catalogue.read_catalogue())]


def test_the_packaged_model() -> None:
    model = by_name()[DEFAULT_MODEL]
    assert (model.origin, model.is_default, model.kind) == ("packaged", True, "instruct")
    assert (model.parameters, model.weights, model.context) == (134515008, "Q4_1", 8192)
    assert (model.licence, model.languages) == ("apache-2.0", ("en",))
    assert model.memory > model.size == Path(model.path).stat().st_size


def test_one_of_the_catalogue() -> None:
    entry = catalogue.find_entry("gemma-3-1b")
    assert entry
    model = by_name()[entry.name]
    assert (model.origin, model.path, model.source) == ("catalogue", "", entry.source)
    assert (model.size, model.why, model.weights) == (entry.size, entry.why, entry.quantization)
    assert "Gemma Terms of Use" in model.licence


def test_which_is_the_default(file: Path) -> None:
    add_model(file)
    chosen = [name for name, model in by_name("MINE").items() if model.is_default]
    assert chosen == ["mine"]
    assert not any(model.is_default for model in by_name("/no/such.gguf").values())


def test_a_model_of_the_catalogue_that_is_here_is_listed_once(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = catalogue.read_catalogue()[0]
    add_model(file, entry.name)
    model = by_name()[entry.name]
    assert len(list_models()) == len(catalogue.read_catalogue()) + 1
    assert (model.origin, model.path, model.why) == ("added", str(file), entry.why)


@pytest.mark.parametrize(("free", "fits"), [(10**12, True), (10**6, False), (None, None)])
def test_what_fits(free: int | None, fits: bool | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_table, "free_memory", lambda: free)
    assert {model.fits for model in list_models() if model.size} == {fits}
    assert {model.fits for model in list_models() if not model.size} == {None}


def test_a_broken_file_is_told_with_the_reason(file: Path) -> None:
    add_model(file)
    file.write_bytes(tiny_gguf()[:-1])
    model = by_name()["mine"]
    assert "is incomplete" in model.error
    assert (model.parameters, model.kind, model.fits) == (0, "", None)


def test_described_by_any_name_and_by_path(file: Path) -> None:
    assert describe_model("SmolLM2-135M").name == DEFAULT_MODEL
    assert describe_model("Gemma-3-1B").origin == "catalogue"
    model = describe_model(str(file))
    assert (model.name, model.path, model.is_named) == ("mine", str(file), False)
    with pytest.raises(ModelError, match="there is no model 'none'"):
        describe_model("none")


def test_all_of_it_goes_into_json() -> None:
    rows = json.loads(format_models_json(list_models()))["models"]
    assert rows[0]["name"] == DEFAULT_MODEL
    assert set(rows[0]) == set(ModelRow.__dataclass_fields__)


def test_measured_speeds_are_told_until_the_file_changes(file: Path) -> None:
    add_model(file)
    assert load_speeds(file) is None
    save_speeds(file, MeasuredSpeeds(310.5, 60.25))
    assert (by_name()["mine"].reading, by_name()["mine"].writing) == (310.5, 60.25)
    save_speeds(file, MeasuredSpeeds(1.0, 2.0))
    assert load_speeds(file) == MeasuredSpeeds(1.0, 2.0)
    file.write_bytes(tiny_gguf() + b"x")
    assert load_speeds(file) is None


@pytest.mark.parametrize("text", ["no json", "[]", "{", "[" * 100_000])
def test_damaged_measurements_are_none(file: Path, text: str) -> None:
    save_speeds(file, MeasuredSpeeds(1.0, 2.0))
    speeds.speeds_path().write_text(text)
    assert load_speeds(file) is None
    save_speeds(file, MeasuredSpeeds(3.0, 4.0))
    assert load_speeds(file) == MeasuredSpeeds(3.0, 4.0)


def test_measurements_do_not_grow_for_ever(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speeds, "_MAX_MODELS", 2)
    paths = [tmp_path / f"{number}.gguf" for number in range(3)]
    for path in paths:
        path.write_bytes(b"")
        save_speeds(path, MeasuredSpeeds(1.0, 2.0))
    assert [load_speeds(path) is None for path in paths] == [True, False, False]


def test_a_place_that_can_not_be_written_is_no_harm(file: Path) -> None:
    speeds.speeds_path().parent.parent.mkdir(parents=True, exist_ok=True)
    speeds.speeds_path().parent.write_bytes(b"")
    save_speeds(file, MeasuredSpeeds(1.0, 2.0))
    assert load_speeds(file) is None


def test_the_size_of_a_split_model_is_that_of_all_parts(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"big-0000{number}-of-00002.gguf").write_bytes(tiny_gguf())
    first = tmp_path / "big-00001-of-00002.gguf"
    assert describe_model(str(first)).size == 2 * len(tiny_gguf())
    assert describe_model(str(first)).memory > 2 * len(tiny_gguf())


def test_the_size_of_a_model_in_parts_is_that_of_the_whole(file: Path) -> None:
    model = replace(inspect_model(model_at_path(str(file)), False), path=Path("/none"))
    assert model_table._measure_size(model) == len(tiny_gguf())


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
    entry, _ = recommend_model(machine, MODELS)
    assert entry is not None
    assert entry.name == name


def test_one_that_invents_much_is_only_recommended_where_no_other_fits() -> None:
    small, middle, large = MODELS
    machine = Machine(64 * GB, 16, 100 * GB)
    assert recommend_model(machine, [small, middle, replace(large, invention=0.24)])[0] == middle
    little = replace(large, invention=0.06)
    assert recommend_model(machine, [small, middle, little])[0] == little
    much = replace(small, invention=0.24)
    assert recommend_model(Machine(2 * GB, 1, 1 * GB), [much, middle])[0] == much


def test_what_was_published_of_inventions_is_told_with_its_source() -> None:
    rows = by_name()
    row = rows["phi-4-mini"]
    assert row.invention == 0.235
    assert re.fullmatch(
        r"Vectara's hallucination leaderboard, 2026-\d\d-\d\d", row.invention_source
    )
    assert (rows["qwen3-4b"].invention, rows["qwen3-4b"].invention_source) == (None, "")


def test_the_exam_is_told_once_it_was_taken(file: Path) -> None:
    add_model(file)
    assert (by_name()["mine"].exam_area, by_name()["mine"].exam_passed) == (None, None)
    identity = identify_engine(Settings(server=None), lambda _: file)
    save_record(identity, ExamRecord(ExamResult(0.83, 0.74, 60, 1.0, 0.0)))
    assert (by_name()["mine"].exam_area, by_name()["mine"].exam_passed) == (0.83, True)
    save_record(identity, ExamRecord(ExamResult(0.47, 0.38, 60, 1.0, 0.0)))
    assert (by_name()["mine"].exam_area, by_name()["mine"].exam_passed) == (0.47, False)
    file.write_bytes(tiny_gguf() + b"x")
    assert by_name()["mine"].exam_area is None


def test_a_judge_is_never_recommended() -> None:
    *others, last = MODELS
    machine = Machine(64 * GB, 16, 100 * GB)
    assert recommend_model(machine, [*others, replace(last, role="judge")])[0] == others[-1]
    entry, _ = recommend_model(Machine(1000 * GB, 1000, 1000 * GB))
    assert entry is not None
    assert not entry.is_judge


def test_judges_are_listed_as_such(tmp_path: Path) -> None:
    path = tmp_path / "judge.gguf"
    path.write_bytes(tiny_t5().data())
    assert add_model(path).name == "judge"
    rows = by_name()
    assert (rows["judge"].kind, rows["judge"].error) == ("judge", "")
    judges = [name for name, row in rows.items() if row.kind == "judge"]
    assert judges == ["judge", "minicheck-flan-t5-large"]


def test_nothing_fits() -> None:
    assert recommend_model(Machine(GB // 2, 1, 100 * GB), MODELS)[0] is None


def test_the_reasons_are_given() -> None:
    reasons = recommend_model(Machine(int(7.3 * GB), 2, 50 * GB), MODELS)[1]
    assert "7.3 GB of memory" in reasons
    assert "2 cores" in reasons
    assert "about 2 billion parameters" in reasons
    unknown = recommend_model(Machine(None, 1, GB), MODELS)[1]
    assert "8.0 GB of memory (assumed" in unknown
    assert "1 core," in unknown


def test_this_machine_has_cores_and_a_disk() -> None:
    machine = inspect_machine()
    assert machine.cores >= 1
    assert machine.disk > 0
