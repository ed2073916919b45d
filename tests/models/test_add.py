"""`models add` and `models remove`: files of the user's own stay."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from summarize.errors import ModelError, UsageError
from summarize.models import add as add_module
from summarize.models import manifest
from summarize.models.add import add_model, remove_model
from summarize.models.model_files import ModelOrigin, models_folder
from summarize.models.registry import inspect_models, locate_model
from support.gguf_files import tiny_gguf

pytestmark = pytest.mark.usefixtures("without_extras")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "my models" / "mine-Q4_0.gguf"
    path.parent.mkdir()
    path.write_bytes(tiny_gguf())
    return path


def test_an_added_file_stays_where_it_is(file: Path) -> None:
    model = add_model(file)
    assert (model.name, model.path, model.origin) == ("mine-Q4_0", file, ModelOrigin.ADDED)
    assert locate_model("MINE-q4_0.gguf") == file
    assert [one.name for one in inspect_models()] == ["smollm2-135m", "mine-Q4_0"]
    assert not list(models_folder().glob("*.gguf"))
    assert "stays" in remove_model("mine-Q4_0")
    assert file.exists()
    assert [one.name for one in inspect_models()] == ["smollm2-135m"]


def test_a_relative_path_is_found_from_everywhere(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    add_model(Path(file.name), "mine")
    monkeypatch.chdir("/")
    assert locate_model("mine") == file


def test_adding_again_changes_nothing(file: Path) -> None:
    assert add_model(file) == add_model(file)
    assert len(manifest.read_records()) == 1


def test_a_copy_goes_with_its_name(file: Path) -> None:
    model = add_model(file, "mine", copy=True)
    assert model.path == models_folder() / file.name
    assert model.path.read_bytes() == tiny_gguf()
    assert [one.name for one in inspect_models()] == ["smollm2-135m", "mine"]
    remove_model("mine")
    assert not model.path.exists()
    assert file.exists()


def test_all_parts_are_copied(file: Path) -> None:
    for number in (1, 2):
        file.with_name(f"big-0000{number}-of-00002.gguf").write_bytes(tiny_gguf())
    model = add_model(file.with_name("big-00001-of-00002.gguf"), "big", copy=True)
    names = ["big-00001-of-00002.gguf", "big-00002-of-00002.gguf"]
    assert sorted(one.name for one in model.path.parent.glob("*.gguf")) == names
    remove_model("big")
    assert not list(model.path.parent.glob("*.gguf"))


def test_a_copy_without_room_leaves_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(add_module, "free_disk_space", lambda folder: 10)
    with pytest.raises(ModelError, match="no room for a copy"):
        add_model(file, copy=True)
    assert manifest.read_records() == ()
    assert not list(models_folder().glob("*.gguf"))


def test_a_file_of_the_folder_is_not_overwritten(file: Path) -> None:
    models_folder().mkdir(parents=True)
    (models_folder() / file.name).write_bytes(b"other")
    with pytest.raises(ModelError, match=r"there is a file .* already"):
        add_model(file, "mine", copy=True)
    assert (models_folder() / file.name).read_bytes() == b"other"


def test_files_that_are_no_models_are_refused(tmp_path: Path) -> None:
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"GGUF")
    for path in (bad, tmp_path / "none.gguf", tmp_path):
        with pytest.raises(ModelError):
            add_model(path)
    assert manifest.read_records() == ()


@pytest.mark.parametrize("name", ["a/b", "-x", "..", "a b", "x" * 200, "a\nb"])
def test_names_that_can_be_none(file: Path, name: str) -> None:
    with pytest.raises(UsageError, match="can't be called"):
        add_model(file, name)


@pytest.mark.parametrize("name", ["smollm2-135m", "SmolLM2-135M", "taken"])
def test_names_that_are_taken(file: Path, name: str, tmp_path: Path) -> None:
    other = tmp_path / "other.gguf"
    other.write_bytes(tiny_gguf())
    add_model(other, "taken")
    with pytest.raises(ModelError, match=r"there is a model .* already") as caught:
        add_model(file, name)
    assert "--name" in caught.value.hint


def test_a_missing_file_is_reported(file: Path) -> None:
    add_model(file)
    file.unlink()
    with pytest.raises(ModelError, match="is not there any more") as caught:
        locate_model("mine-Q4_0")
    assert caught.value.hint.endswith("summarize models remove mine-Q4_0")
    assert inspect_models()[-1].error
    remove_model("mine-Q4_0")
    assert manifest.read_records() == ()


def test_a_link_in_the_folder_is_removed_and_its_file_stays(file: Path) -> None:
    models_folder().mkdir(parents=True)
    (models_folder() / "linked.gguf").symlink_to(file)
    assert "stays" in remove_model("linked")
    assert file.exists()
    assert not list(models_folder().glob("*.gguf"))


def test_nothing_is_removed_that_is_not_there() -> None:
    with pytest.raises(ModelError, match="there is no model 'none'"):
        remove_model("none")


@pytest.mark.parametrize("text", ["no json", "[]", '{"models": [{"name": 1}]}', "[" * 100_000])
def test_a_damaged_manifest_is_reported_and_not_overwritten(file: Path, text: str) -> None:
    models_folder().mkdir(parents=True)
    (models_folder() / "models.json").write_text(text)
    assert locate_model("smollm2-135m").is_file()
    assert [one.name for one in inspect_models()] == ["smollm2-135m"]
    assert "is damaged" in manifest.find_manifest_error()
    with pytest.raises(ModelError, match="is damaged"):
        add_model(file)
    assert (models_folder() / "models.json").read_text() == text


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_can_not_be_written(file: Path) -> None:
    models_folder().mkdir(parents=True)
    models_folder().chmod(0o500)
    with pytest.raises(ModelError, match="can't be written"):
        add_model(file)
    models_folder().chmod(0o700)


def test_the_models_folder_is_a_file(file: Path) -> None:
    models_folder().parent.mkdir(parents=True)
    models_folder().write_bytes(b"")
    with pytest.raises(ModelError, match="can't be written"):
        add_model(file)


def test_records_say_what_they_are(file: Path) -> None:
    add_model(file)
    data = json.loads((models_folder() / "models.json").read_text())
    assert data["schema"] == 1
    assert data["models"][0]["way"] == "added"
