"""Capabilities: what is detected of each kind of server, and which of its models is chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from summarize.errors import ModelError
from summarize.inference.openai_server.capabilities import (
    Capabilities,
    choose_model,
    detect_capabilities,
    format_model_name,
)
from summarize.inference.openai_server.http_client import HttpClient
from summarize.inference.openai_server.server_errors import ServerError
from support.llm_server import HASTY, Call, LLMServer, Route


def detect(server: LLMServer, model: str = "") -> Capabilities:
    client = HttpClient(server.address, None, HASTY)
    try:
        return detect_capabilities(client, model)
    finally:
        client.close()


def test_llama_cpp() -> None:
    with LLMServer("llama.cpp", ("/models/Tiny-Q4_1.gguf",), window=1024) as server:
        server.slots = 3
        found = detect(server)
        assert (found.kind, found.model) == ("llama.cpp", "/models/Tiny-Q4_1.gguf")
        assert found.name == "Tiny-Q4_1"
        assert (found.context_size, found.is_context_size_known, found.parallel) == (1024, True, 3)
        assert (found.tokenizer, found.has_chat_template, found.parameters) == (
            "content",
            True,
            135_000_000,
        )
        (props,) = server.asked("/props")
        assert props.path == "/props?model=%2Fmodels%2FTiny-Q4_1.gguf"


def test_a_base_model_is_one_only_if_the_server_says_so() -> None:
    with LLMServer("llama.cpp") as server:
        route = server.routes["/props"]
        for template, chats in (("", False), (" \n", False), (None, True), ("{{ x }}", True)):
            server.routes["/props"] = lambda call, it=template: {**route(call), "chat_template": it}
            assert detect(server).has_chat_template is chats


def test_vllm() -> None:
    with LLMServer("vLLM", window=8192) as server:
        found = detect(server)
        assert (found.kind, found.context_size, found.is_context_size_known) == ("vLLM", 8192, True)
        assert (found.parallel, found.tokenizer) == (16, "prompt")
        assert found.extras == {"chat_template_kwargs": {"enable_thinking": False}}


def test_ollama_knows_its_context_size_once_it_has_loaded_the_model() -> None:
    with LLMServer("Ollama", ("qwen3:4b", "llama3.2:latest")) as server:
        found = detect(server, "llama3.2")
        assert (found.kind, found.model, found.is_context_size_known) == (
            "Ollama",
            "llama3.2:latest",
            False,
        )
        assert (found.parameters, found.quantization) == (494_030_000, "Q4_K_M")
        assert found.extras == {"reasoning_effort": "none"}
        assert found.tokenizer is None


def test_ollama_rejects_the_field_for_models_that_do_not_think() -> None:
    with LLMServer("Ollama") as server:
        server.routes["/api/show"] = lambda call: {"capabilities": ["completion"]}
        assert detect(server).extras == {}


def test_lm_studio_means_the_model_that_it_has_loaded() -> None:
    with LLMServer("LM Studio", ("one", "two", "three"), window=3000) as server:
        found = detect(server)
        assert (found.kind, found.model, found.context_size, found.is_context_size_known) == (
            "LM Studio", "one", 3000, True,
        )  # fmt: skip
        assert detect(server, "two").is_context_size_known is False


def test_lm_studio_lists_models_that_can_not_write() -> None:
    with LLMServer("LM Studio", ("tiny", "text-embedding-nomic")) as server:
        server.routes["/api/v0/models"] = lambda call: {
            "data": [
                {"id": "tiny", "state": "not-loaded", "type": "llm"},
                {"id": "text-embedding-nomic", "state": "not-loaded", "type": "embeddings"},
            ]
        }
        assert detect(server).model == "tiny"


def test_the_server_of_llama_cpp_python_serves_one_at_a_time() -> None:
    with LLMServer("llama-cpp-python") as server:
        found = detect(server)
        assert (found.kind, found.parallel, found.tokenizer) == ("llama-cpp-python", 1, "input")
        assert (found.context_size, found.is_context_size_known) == (2048, False)


def test_any_other_server() -> None:
    with LLMServer() as server:
        found = detect(server)
        assert (found.kind, found.context_size, found.is_context_size_known, found.parallel) == (
            "",
            4096,
            False,
            4,
        )
        assert (found.tokenizer, found.extras) == (None, {})


def test_a_server_that_answers_everything_is_no_other() -> None:
    """LM Studio says 200 to any path, with an error inside."""
    with LLMServer() as server:
        oops: Route = lambda call: {"error": "Unexpected endpoint or method."}  # noqa: E731
        paths = ("/props", "/tokenize", "/api/version", "/api/v0/models", "/extras/tokenize")
        server.routes |= dict.fromkeys(paths, oops)
        assert detect(server).kind == ""


def test_a_tokenizer_that_does_not_work_is_none() -> None:
    with LLMServer("llama.cpp") as server:
        del server.routes["/tokenize"]
        assert detect(server).tokenizer is None


@pytest.mark.parametrize("dialect", ["", "llama.cpp", "vLLM", "Ollama", "llama-cpp-python"])
def test_the_identity_is_the_models(dialect: str) -> None:
    with LLMServer(dialect, ("one", "two")) as server:
        assert detect(server, "one").identity == detect(server, "one").identity
        assert detect(server, "one").identity != detect(server, "two").identity


@pytest.mark.parametrize(
    ("dialect", "path", "change"),
    [
        ("llama.cpp", "/props", {"model_path": "/models/other.gguf"}),
        ("llama.cpp", "/props", {"build_info": "b2-def"}),
        ("llama.cpp", "/props", {"chat_template": "{{ other }}"}),
        ("vLLM", "/version", {"version": "0.12.0"}),
        ("Ollama", "/api/version", {"version": "0.31.0"}),
        ("Ollama", "/api/tags", {"models": [{"name": "tiny", "digest": "sha256:other"}]}),
    ],
)
def test_another_model_of_the_same_name_is_another(
    dialect: str, path: str, change: dict[str, object]
) -> None:
    with LLMServer(dialect) as server:
        before = detect(server).identity
        route = server.routes[path]
        server.routes[path] = lambda call: {**route(call), **change}
        assert detect(server).identity != before


@pytest.mark.parametrize(
    "answer",
    [
        {"object": "list"},
        [],
        {"data": "many"},
        "yes",
        None,
    ],
)
def test_what_is_no_list_of_models(answer: object) -> None:
    with LLMServer() as server:
        server.routes["/v1/models"] = lambda call: answer
        with pytest.raises(ServerError):
            detect(server)


@pytest.mark.parametrize("data", [[], None, [{}], [{"id": ""}, 3]])
def test_a_list_without_a_model(data: object) -> None:
    with LLMServer() as server:
        server.routes["/v1/models"] = lambda call: {"data": data}
        with pytest.raises(ModelError, match="has no model"):
            detect(server)


def strange(value: object) -> Callable[[Call], object]:
    return lambda call: value


@pytest.mark.parametrize("value", [[], "x", 3, {"models": 3}, {"models": [3]}, {"data": [3]}])
@pytest.mark.parametrize("dialect", ["llama.cpp", "Ollama", "LM Studio", "vLLM"])
def test_strange_answers_are_no_capabilities_and_no_crash(dialect: str, value: object) -> None:
    with LLMServer(dialect) as server:
        for path in list(server.routes):
            if path not in ("/v1/models", "/api/version"):
                server.routes[path] = strange(value)
        assert detect(server).context_size == 4096


# --- The choice of a model

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
