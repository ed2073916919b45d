"""The catalogue's data, and which file of a repository is taken."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from importlib.resources import files

import pytest

from summarize.errors import ModelError
from summarize.inference.llama_cpp.preflight import estimate_memory_bytes
from summarize.models.catalogue import find_entry, find_entry_of_file, read_catalogue
from summarize.models.hub import RemoteFile
from summarize.models.pull import choose_files, parse_pull_request, parse_quantization

GB = 10**9


def test_every_entry_says_what_is_needed_to_fetch_and_to_choose_it() -> None:
    for entry in read_catalogue():
        assert re.fullmatch(r"[a-z0-9.-]+", entry.name)
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", entry.repository)
        assert re.fullmatch(r"[0-9a-f]{40}", entry.revision)
        assert re.fullmatch(r"[0-9a-f]{64}", entry.sha256)
        assert entry.file.endswith(".gguf")
        assert parse_quantization(entry.file) == entry.quantization
        assert all(re.fullmatch("[a-z]{2}", code) for code in entry.languages)
        assert entry.languages or entry.language_note
        assert entry.licence
        assert 20 < len(entry.why) < 80
        if entry.is_judge:  # it reads a document in chunks, and its size need not be known
            continue
        # Between four bits a weight with some larger, and eight and a half.
        assert 4 < 8 * entry.size / entry.parameters < 9
        assert entry.context >= 8192


def test_judges_come_last() -> None:
    roles = [entry.role for entry in read_catalogue()]
    assert set(roles) == {"writer", "judge"}
    assert roles == sorted(roles, reverse=True)


def test_names_and_files_are_there_once_and_from_small_to_large() -> None:
    for values in (
        [one.name for one in read_catalogue()],
        [one.sha256 for one in read_catalogue()],
    ):
        assert len(set(values)) == len(values)
    parameters = [entry.parameters for entry in read_catalogue() if not entry.is_judge]
    assert 10 <= len(parameters) <= 24
    assert parameters[0] < 0.5e9
    assert 12e9 < parameters[-1] < 15e9


def test_it_says_when_and_where_it_was_looked_up() -> None:
    text = (files("summarize.models") / "catalogue.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    assert data["looked_up"] >= date(2026, 11, 30)
    assert all(raw["seen"] for raw in data["model"])


def test_published_inventions_are_shares_with_a_source() -> None:
    told = [entry for entry in read_catalogue() if entry.invention is not None]
    assert len(told) >= 5
    assert all(0 < entry.invention < 1 for entry in told if entry.invention is not None)
    assert all(entry.invention_source for entry in told)
    assert {entry.name for entry in told if entry.invents_much} == {"phi-4-mini"}
    assert not any(entry.invention_source for entry in read_catalogue() if entry not in told)


def test_of_models_of_one_size_those_known_to_invent_little_come_last() -> None:
    names = [entry.name for entry in read_catalogue() if not entry.is_judge]
    assert names.index("qwen3-8b") > names.index("qwen3.5-9b")
    assert names.index("gemma-3-12b") > names.index("gemma-4-12b")
    assert names[-1] == "phi-4"


def test_an_entry_by_its_name_and_by_its_file() -> None:
    entry = read_catalogue()[1]
    assert find_entry(entry.name.upper()) == entry
    assert find_entry_of_file(entry.repository.lower(), entry.file) == entry
    assert find_entry_of_file(entry.repository, "other.gguf") is None
    assert find_entry("none") is None
    assert parse_pull_request(entry.name).revision == entry.revision
    # By its file one asks for what is there now.
    assert parse_pull_request(entry.source).revision == "main"


def chosen(*names: str, wanted: str = "") -> list[str]:
    return [
        one.name for one in choose_files("o/r", [RemoteFile(name, 1) for name in names], wanted)
    ]


@pytest.mark.parametrize(
    ("there", "taken"),
    [
        (("a-Q8_0.gguf", "a-Q5_K_M.gguf", "a-Q4_K_M.gguf", "a-f16.gguf"), "a-Q4_K_M.gguf"),
        (("a-Q8_0.gguf", "a-Q5_K_M.gguf", "a-Q2_K.gguf"), "a-Q5_K_M.gguf"),
        (("a.q8_0.gguf", "a.q4_0.gguf"), "a.q4_0.gguf"),
        (("a-BF16.gguf", "a-Q8_0.gguf"), "a-Q8_0.gguf"),
        (("a-UD-Q4_K_M.gguf", "a-Q4_K_M.gguf"), "a-Q4_K_M.gguf"),
        (("mmproj-Q4_K_M.gguf", "a-imatrix.gguf", "a-Q8_0.gguf", "README.md"), "a-Q8_0.gguf"),
        (("Q4_K_M/a-Q4_K_M.gguf", "Q8_0/a-Q8_0.gguf"), "Q4_K_M/a-Q4_K_M.gguf"),
        (("model.gguf",), "model.gguf"),
        (("a-Q3_K_S.gguf",), "a-Q3_K_S.gguf"),
    ],
)
def test_the_file_that_is_taken(there: tuple[str, ...], taken: str) -> None:
    assert chosen(*there) == [taken]
    assert chosen(*reversed(there)) == [taken]


@pytest.mark.parametrize("wanted", ["a-Q8_0.gguf", "A-q8_0.GGUF", "Q8_0", "q8_0"])
def test_the_file_that_is_asked_for(wanted: str) -> None:
    assert chosen("a-Q4_K_M.gguf", "a-Q8_0.gguf", wanted=wanted) == ["a-Q8_0.gguf"]


def test_all_parts_come_in_order() -> None:
    parts = [f"a-Q4_K_M-0000{number}-of-00003.gguf" for number in (1, 2, 3)]
    assert chosen("a-Q8_0.gguf", parts[2], parts[0], parts[1]) == parts
    with pytest.raises(ModelError, match="but not its part a-Q4_K_M-00002-of-00003"):
        chosen(parts[0], parts[2])


@pytest.mark.parametrize(
    ("there", "wanted", "message"),
    [
        ((), "", "no GGUF file that is a model"),
        (("model.safetensors", "mmproj-f16.gguf"), "", "no GGUF file that is a model"),
        (
            ("../a-Q4_K_M.gguf", "/a.gguf", "a/../../b.gguf", "..\\a.gguf"),
            "",
            "no GGUF file that is",
        ),
        (("../a.gguf", "b-Q8_0.gguf"), "../a.gguf", "no file '../a.gguf'"),
        (("a.gguf", "b.gguf"), "", "several GGUF files, and none of a usual type"),
        (("a-Q8_0.gguf",), "b.gguf", "no file 'b.gguf'"),
        (("a-Q8_0.gguf",), "Q4_K_M", "no file 'Q4_K_M'"),
    ],
)
def test_repositories_without_such_a_file(
    there: tuple[str, ...], wanted: str, message: str
) -> None:
    with pytest.raises(ModelError, match=message):
        chosen(*there, wanted=wanted)


def test_what_is_there_is_named_but_not_all_of_it() -> None:
    names = [f"{letter}.gguf" for letter in "abcdefghij"]
    with pytest.raises(ModelError) as caught:
        chosen(*names)
    assert "a.gguf, b.gguf" in caught.value.hint
    assert caught.value.hint.endswith("f.gguf and 4 more.")


def test_memory_is_more_than_the_file() -> None:
    assert estimate_memory_bytes(None, GB) > GB
    assert estimate_memory_bytes(None, 0) == 0
