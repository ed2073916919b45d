from __future__ import annotations

import pytest

from summarize.errors import ModelError
from summarize.inference.openai_server.model_choice import choose_model, format_model_name

MANY = ("llama3.2:latest", "qwen3:4b", "qwen3:8b", "/models/Phi-4-Q4_K_M.gguf", "org/Mistral")


@pytest.mark.parametrize(
    ("wanted", "model"),
    [
        ("qwen3:4b", "qwen3:4b"),
        ("llama3.2", "llama3.2:latest"),
        ("Llama3.2:LATEST", "llama3.2:latest"),
        ("phi-4-q4_k_m", "/models/Phi-4-Q4_K_M.gguf"),
        ("Phi-4-Q4_K_M.gguf", "/models/Phi-4-Q4_K_M.gguf"),
        ("mistral", "org/Mistral"),
    ],
)
def test_a_model_by_its_name(wanted: str, model: str) -> None:
    assert choose_model(MANY, wanted, "http://there") == model


def test_the_only_one_needs_no_name() -> None:
    assert choose_model(("one",), "", "http://there") == "one"
    assert choose_model(MANY, "", "http://there", ("qwen3:8b",)) == "qwen3:8b"


@pytest.mark.parametrize("wanted", ["gpt-5", "qwen3", "qwen3:4"])
def test_a_name_that_there_is_not(wanted: str) -> None:
    with pytest.raises(ModelError) as caught:
        choose_model(MANY, wanted, "http://there")
    assert repr(wanted) in caught.value.message
    assert all(name in caught.value.hint for name in MANY)


def test_of_several_one_must_be_named() -> None:
    with pytest.raises(ModelError, match="5 models") as caught:
        choose_model(MANY, "", "http://there", ("qwen3:4b", "qwen3:8b"))
    assert "--model" in caught.value.hint
    assert "qwen3:4b" in caught.value.hint


def test_two_of_the_same_name_are_not_guessed_between() -> None:
    with pytest.raises(ModelError):
        choose_model(("a/model", "b/model"), "model", "http://there")


def test_a_hundred_names_are_not_all_shown() -> None:
    with pytest.raises(ModelError) as caught:
        choose_model([f"model-{number:03}" for number in range(100)], "x", "http://there")
    assert "model-009 and 90 more" in caught.value.hint


def test_a_server_without_a_model() -> None:
    with pytest.raises(ModelError, match="has no model"):
        choose_model((), "", "http://there")


def test_names_to_show() -> None:
    assert format_model_name("/models/Phi-4-Q4_K_M.gguf") == "Phi-4-Q4_K_M"
    assert format_model_name("C:\\models\\tiny.GGUF") == "tiny"
    assert format_model_name("org/Mistral") == "org/Mistral"
