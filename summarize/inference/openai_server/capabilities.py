"""Capabilities of a server: which model, its context size, requests at once, tokenizer.

The endpoints were looked up in the documentation of each server in November 2026. What a
server does not report is assumed with caution.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import quote

from summarize.errors import ModelError
from summarize.inference.openai_server.http_client import HttpClient, JsonObject, parse_positive
from summarize.inference.openai_server.server_errors import unexpected_answer_error

TokenizerField = Literal["content", "prompt", "input"]
"""The field of a tokenizer request that holds the text; it also tells the servers apart."""

# Context sizes: the default of llama-cpp-python's server, and what is safe elsewhere.
_ANY_CONTEXT, _PYTHON_CONTEXT = 4096, 2048
# Requests at once, where a server does not report how many it serves.
_ANY_PARALLEL, _VLLM_PARALLEL = 4, 16
_MAX_PARALLEL = 32
# A mistyped address should be reported soon.
_FIRST_TRIES = 2
_MAX_SHOWN = 10  # names of models in a message
# Switches off the thoughts of a reasoning model; other models ignore it.
_NO_THINKING = {"chat_template_kwargs": {"enable_thinking": False}}
_NO_EFFORT = {"reasoning_effort": "none"}


@dataclass(frozen=True, slots=True)
class Capabilities:
    """One model on a server.

    `model` is its name for the server, `name` that for the user. `context_size` is in tokens,
    for the prompt and its answer together; `is_context_size_known` is False if it is assumed.
    `parallel` requests are computed at once. `tokenizer` is the field of a tokenizer request,
    None if the server offers none. `has_chat_template` is False for a base model. `extras` are
    fields to send with every request. `identity` changes when the model does.
    """

    kind: str
    model: str
    name: str
    context_size: int
    is_context_size_known: bool
    parallel: int
    tokenizer: TokenizerField | None = None
    has_chat_template: bool = True
    parameters: int = 0
    quantization: str = ""
    extras: Mapping[str, object] = field(default_factory=dict)
    identity: str = ""


def detect_capabilities(client: HttpClient, wanted: str) -> Capabilities:
    """Detect the capabilities of the model `wanted`; "" is the only one, or the only loaded one.

    Raises ServerError if the server can't be reached or speaks another protocol, and ModelError
    if it does not have the model.
    """
    answer = client.with_retries(lambda: client.request_json("/v1/models"), _FIRST_TRIES)
    listed = _parse_model_list(answer, client.address)
    names = [str(entry["id"]) for entry in listed]
    usable = _list_usable_in_lm_studio(client, listed)
    model = choose_model(names, wanted, client.address, [str(one.get("id")) for one in usable])
    entry = next(entry for entry in listed if entry["id"] == model)
    detectors = _detect_vllm, _detect_llama_cpp, _detect_ollama, _detect_lm_studio
    for detect in (*detectors, _detect_llama_cpp_python):
        if found := detect(client, model, entry):
            return found
    return _build_capabilities("", model, None, _ANY_PARALLEL)


def _parse_model_list(answer: Any, address: str) -> list[JsonObject]:
    """Return the entries of a list of models; ServerError if it is none."""
    found = isinstance(answer, dict) and "data" in answer
    entries = (answer["data"] or []) if found else None  # Ollama's is null before a first model
    if not isinstance(entries, list):
        raise unexpected_answer_error(address, "JSON that is no list of models")
    return [entry for entry in _dicts(entries) if entry.get("id")]


def _build_capabilities(
    kind: str, model: str, size: int | None, parallel: int, *identity: object, **more: Any
) -> Capabilities:
    facts = repr([kind, model, *identity]).encode("utf-8", "replace")
    return Capabilities(
        kind, model, format_model_name(model), size or _ANY_CONTEXT, size is not None,
        min(_MAX_PARALLEL, parallel), identity=hashlib.sha256(facts).hexdigest(), **more,
    )  # fmt: skip


def _detect_vllm(client: HttpClient, model: str, entry: JsonObject) -> Capabilities | None:
    window = parse_positive(entry.get("max_model_len"))
    if window is None:
        return None
    version = client.request_optional("/version").get("version")
    offers_tokens = _offers_tokens(client, "/tokenize", {"model": model, "prompt": "a"})
    return _build_capabilities(
        "vLLM", model, window, _VLLM_PARALLEL, entry.get("root"), version,
        tokenizer="prompt" if offers_tokens else None, extras=_NO_THINKING,
    )  # fmt: skip


def _detect_llama_cpp(client: HttpClient, model: str, entry: JsonObject) -> Capabilities | None:
    props = client.request_optional(f"/props?model={quote(model, safe='')}")
    settings = _dict(props.get("default_generation_settings"))
    if not settings:
        return None
    template = props.get("chat_template")
    meta = _dict(entry.get("meta"))
    offers_tokens = _offers_tokens(client, "/tokenize", {"content": "a"})
    return _build_capabilities(
        "llama.cpp", model,
        parse_positive(settings.get("n_ctx")), parse_positive(props.get("total_slots")) or 1,
        props.get("model_path"), props.get("build_info"), template,
        meta.get("n_params"), meta.get("size"), meta.get("n_vocab"),
        tokenizer="content" if offers_tokens else None,
        has_chat_template=template is None or bool(str(template).strip()),
        parameters=parse_positive(meta.get("n_params")) or 0, extras=_NO_THINKING,
    )  # fmt: skip


def _detect_ollama(client: HttpClient, model: str, entry: JsonObject) -> Capabilities | None:
    version = client.request_optional("/api/version").get("version")
    if not version:
        return None
    shown = client.request_optional("/api/show", {"model": model})
    details = _dict(shown.get("details"))
    tags = _dicts(client.request_optional("/api/tags").get("models"))
    mine = [one for one in tags if one.get("name") == model]
    capable = shown.get("capabilities")
    return _build_capabilities(
        "Ollama", model, _find_ollama_context_size(client, model), _ANY_PARALLEL,
        version, [one.get("digest") for one in mine], shown.get("template"),
        parameters=_parse_amount(details.get("parameter_size")),
        quantization=str(details.get("quantization_level") or ""),
        extras=_NO_EFFORT if isinstance(capable, list) and "thinking" in capable else {},
    )  # fmt: skip


def find_loaded_context_size(client: HttpClient, capabilities: Capabilities) -> int | None:
    """Return the context size of a model that is only loaded by the first request."""
    if capabilities.kind == "Ollama":
        return _find_ollama_context_size(client, capabilities.model)
    if capabilities.kind == "LM Studio":
        again = _detect_lm_studio(client, capabilities.model, {})
        return again.context_size if again and again.is_context_size_known else None
    return None


def _find_ollama_context_size(client: HttpClient, model: str) -> int | None:
    """Return the context size that Ollama has loaded a model with; None if it is not loaded."""
    running = _dicts(client.request_optional("/api/ps").get("models"))
    found = [one for one in running if one.get("name") == model]
    return parse_positive(found[0].get("context_length")) if found else None


def _list_lm_studio_models(client: HttpClient) -> list[JsonObject]:
    listed = _dicts(client.request_optional("/api/v0/models").get("data"))
    return [one for one in listed if one.get("state")]


def _list_usable_in_lm_studio(client: HttpClient, listed: Sequence[JsonObject]) -> list[JsonObject]:
    """Return the models that LM Studio has loaded, else the generative ones on the disk."""
    if len(listed) < 2:
        return []
    generative = [one for one in _list_lm_studio_models(client) if one.get("type") != "embeddings"]
    return [one for one in generative if one["state"] == "loaded"] or generative


def _detect_lm_studio(client: HttpClient, model: str, entry: JsonObject) -> Capabilities | None:
    mine = next((one for one in _list_lm_studio_models(client) if one.get("id") == model), None)
    if mine is None:
        return None
    return _build_capabilities(
        "LM Studio", model, parse_positive(mine.get("loaded_context_length")), _ANY_PARALLEL,
        mine.get("quantization"), mine.get("publisher"), mine.get("arch"),
        quantization=str(mine.get("quantization") or ""),
    )  # fmt: skip


def _detect_llama_cpp_python(client: HttpClient, model: str, _: JsonObject) -> Capabilities | None:
    """Detect llama-cpp-python's server: one request at a time, as a second one ends the first."""
    if not _offers_tokens(client, "/extras/tokenize", {"model": model, "input": "a"}):
        return None
    # Its default penalises repeated words, of which a summary has many.
    extras = {"repeat_penalty": 1.0}
    found = _build_capabilities(
        "llama-cpp-python", model, None, 1, tokenizer="input", extras=extras
    )
    return replace(found, context_size=_PYTHON_CONTEXT)


def _offers_tokens(client: HttpClient, path: str, body: JsonObject) -> bool:
    return isinstance(client.request_optional(path, body).get("tokens"), list)


def _dict(value: object) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _dicts(value: object) -> list[JsonObject]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _parse_amount(text: object) -> int:
    """Parse a number with a unit: `"494.03M" -> 494030000`, 0 for anything else."""
    found = re.fullmatch(r"([\d.]{1,10})\s*([KMBT])", str(text or ""))
    if not found:
        return 0
    try:
        return round(float(found[1]) * {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}[found[2]])
    except ValueError:  # "1.2.3M"
        return 0


def choose_model(
    names: Sequence[str], wanted: str, address: str, preferred: Sequence[str] = ()
) -> str:
    """Return the model that `wanted` means, as the server names it.

    `"Tiny" -> "tiny:latest"`: whatever the case, without the folders before a file's
    name, its ".gguf", and Ollama's ":latest". "" means the only one, or the only one of the
    `preferred`. Raises ModelError, which lists the names, if there is none or several.
    """
    if not names:
        raise ModelError(
            f"the server {address} has no model", "Load one there first, as its manual says."
        )
    if not wanted:
        for some in (names, [name for name in names if name in preferred]):
            if len(some) == 1:
                return some[0]
        message = f"the server {address} has {len(names)} models, and none was named"
        hint = "Give one with --model, or to verify with --judge."
        raise ModelError(message, f"{hint} {_format_offer(names)}")
    if wanted in names:
        return wanted
    found = [name for name in names if wanted.lower() in _list_aliases(name)]
    if len(found) == 1:
        return found[0]
    hint = f"{_format_offer(names)} For a model on this computer add: --server none"
    raise ModelError(f"the server {address} has no model {wanted!r}", hint)


def _list_aliases(name: str) -> set[str]:
    whole = name.lower()
    last = whole.replace("\\", "/").rpartition("/")[2]
    return {
        alias for one in (whole, last)
        for alias in (one, one.removesuffix(".gguf"), one.removesuffix(":latest"))
    }  # fmt: skip


def _format_offer(names: Sequence[str]) -> str:
    shown = ", ".join(sorted(names)[:_MAX_SHOWN])
    more = len(names) - _MAX_SHOWN
    return f"It has {shown}{f' and {more} more' if more > 0 else ''}."


def format_model_name(model: str) -> str:
    """Return the name to show: `"/models/Tiny.gguf" -> "Tiny"`, `"org/name" -> "org/name"`."""
    if not model.lower().endswith(".gguf"):
        return model
    return model.replace("\\", "/").rpartition("/")[2][: -len(".gguf")]
