"""What a server tells of itself: which model, how large a window, how many requests at once.

The endpoints were looked up in the documentation of each server in November 2026. What a
server does not tell is assumed with caution.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote

from summarize.inference.openai_server.http_client import HttpClient
from summarize.inference.openai_server.model_choice import choose_model, format_model_name

TokenizerField = Literal["content", "prompt", "input"]
"""The field that a server's tokenizer takes the text in; it also says which server it is."""

# The windows that these servers have unless told otherwise, and what is safe elsewhere.
_ANY_WINDOW, _PYTHON_WINDOW = 4096, 2048
# At once, where a server does not say how many it serves.
_ANY_PARALLEL, _VLLM_PARALLEL = 4, 16
_MOST_PARALLEL = 32
# Who has mistyped an address wants to know soon.
_FIRST_TRIES = 2
# How a model that thinks is told not to; others do not mind.
_NO_THINKING = {"chat_template_kwargs": {"enable_thinking": False}}
_NO_EFFORT = {"reasoning_effort": "none"}


@dataclass(frozen=True, slots=True)
class Capabilities:
    """One model on a server.

    `model` is the name that the server wants to hear, `name` the one to show. `window` is in
    tokens, for the prompt and its answer together; `told` whether the server said so or it
    is assumed. `parallel` requests are computed at once. `tokenizer` says how its tokenizer
    is asked, None if it has none. `chats` is False for a model without a chat template.
    `extras` are fields to send with every request. `identity` changes when the model does.
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
    """The server's model of that name; its only one, or the one that it has loaded, for "".

    Raises RefusalError if it can't be reached or is no such server, and ModelError if it does not
    have the model.
    """
    listed = _parse_model_list(client.get("/v1/models", tries=_FIRST_TRIES), client.address)
    names = [str(entry["id"]) for entry in listed]
    usable = _list_usable_in_lm_studio(client, listed)
    model = choose_model(names, wanted, client.address, [str(one.get("id")) for one in usable])
    entry = next(entry for entry in listed if entry["id"] == model)
    for look in (
        _detect_vllm,
        _detect_llama_cpp,
        _detect_ollama,
        _detect_lm_studio,
        _detect_llama_cpp_python,
    ):
        if found := look(client, model, entry):
            return found
    return _build_capabilities("", model, None, _ANY_PARALLEL)


def _parse_model_list(answer: Any, address: str) -> list[Mapping[str, Any]]:
    """The entries of a list of models; RefusalError if it is none."""
    from summarize.inference.openai_server.server_errors import unexpected_answer_error

    found = isinstance(answer, dict) and "data" in answer
    entries = (answer["data"] or []) if found else None  # Ollama's is null before a first model
    if not isinstance(entries, list):
        raise unexpected_answer_error(address, "JSON that is no list of models")
    return [entry for entry in _dicts(entries) if entry.get("id")]


def _build_capabilities(  # noqa: PLR0913 - as many as there are facts
    kind: str,
    model: str,
    context_size: int | None,
    parallel: int,
    *,
    assumed: int = _ANY_WINDOW,
    identity: Sequence[object] = (),
    **more: Any,
) -> Capabilities:
    told = [kind, model, *identity]
    return Capabilities(
        kind, model, format_model_name(model), context_size or assumed, context_size is not None,
        min(_MOST_PARALLEL, max(1, parallel)),
        identity=hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest(),
        **more,
    )  # fmt: skip


def _detect_vllm(client: HttpClient, model: str, entry: Mapping[str, Any]) -> Capabilities | None:
    window = _parse_count(entry.get("max_model_len"))
    if window is None:
        return None
    version = _dict(client.get_optional("/version")).get("version")
    tokens = _dict(client.get_optional("/tokenize", {"model": model, "prompt": "a"}))
    return _build_capabilities(
        "vLLM", model, window, _VLLM_PARALLEL,
        tokenizer="prompt" if isinstance(tokens.get("tokens"), list) else None,
        extras=_NO_THINKING, identity=(entry.get("root"), version),
    )  # fmt: skip


def _detect_llama_cpp(
    client: HttpClient, model: str, entry: Mapping[str, Any]
) -> Capabilities | None:
    props = _dict(client.get_optional(f"/props?model={quote(model, safe='')}"))
    settings = _dict(props.get("default_generation_settings"))
    if not settings:
        return None
    template = props.get("chat_template")
    meta = _dict(entry.get("meta"))
    tokens = _dict(client.get_optional("/tokenize", {"content": "a"}))
    return _build_capabilities(
        "llama.cpp", model, _parse_count(settings.get("n_ctx")), _parse_count(props.get("total_slots")) or 1,
        tokenizer="content" if isinstance(tokens.get("tokens"), list) else None,
        has_chat_template=template is None or bool(str(template).strip()),
        parameters=_parse_count(meta.get("n_params")) or 0, extras=_NO_THINKING,
        identity=(
            props.get("model_path"), props.get("build_info"), template,
            meta.get("n_params"), meta.get("size"), meta.get("n_vocab"),
        ),
    )  # fmt: skip


def _detect_ollama(client: HttpClient, model: str, entry: Mapping[str, Any]) -> Capabilities | None:
    version = _dict(client.get_optional("/api/version")).get("version")
    if not version:
        return None
    shown = _dict(client.get_optional("/api/show", {"model": model}))
    details = _dict(shown.get("details"))
    tags = _dicts(_dict(client.get_optional("/api/tags")).get("models"))
    mine = [one for one in tags if one.get("name") == model]
    capable = shown.get("capabilities")
    return _build_capabilities(
        "Ollama", model, _find_ollama_context_size(client, model), _ANY_PARALLEL,
        parameters=_parse_amount(details.get("parameter_size")),
        quantization=str(details.get("quantization_level") or ""),
        extras=_NO_EFFORT if isinstance(capable, list) and "thinking" in capable else {},
        identity=(version, [one.get("digest") for one in mine], shown.get("template")),
    )  # fmt: skip


def find_loaded_context_size(client: HttpClient, capabilities: Capabilities) -> int | None:
    """The window that a model was loaded with, where it is loaded by the first request only."""
    if capabilities.kind == "Ollama":
        return _find_ollama_context_size(client, capabilities.model)
    again = (
        _detect_lm_studio(client, capabilities.model, {})
        if capabilities.kind == "LM Studio"
        else None
    )
    return again.context_size if again and again.is_context_size_known else None


def _find_ollama_context_size(client: HttpClient, model: str) -> int | None:
    """The window that Ollama has loaded a model with; None while it is not loaded."""
    running = _dicts(_dict(client.get_optional("/api/ps")).get("models"))
    found = [one for one in running if one.get("name") == model]
    return _parse_count(found[0].get("context_length")) if found else None


def _list_lm_studio_models(client: HttpClient) -> list[Mapping[str, Any]]:
    listed = _dicts(_dict(client.get_optional("/api/v0/models")).get("data"))
    return [one for one in listed if one.get("state")]


def _list_usable_in_lm_studio(
    client: HttpClient, listed: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """Which models LM Studio has loaded, else which can write: it lists all on the disk."""
    if len(listed) < 2:
        return []
    told = [one for one in _list_lm_studio_models(client) if one.get("type") != "embeddings"]
    return [one for one in told if one["state"] == "loaded"] or told


def _detect_lm_studio(
    client: HttpClient, model: str, entry: Mapping[str, Any]
) -> Capabilities | None:
    mine = next((one for one in _list_lm_studio_models(client) if one.get("id") == model), None)
    if mine is None:
        return None
    return _build_capabilities(
        "LM Studio", model, _parse_count(mine.get("loaded_context_length")), _ANY_PARALLEL,
        quantization=str(mine.get("quantization") or ""),
        identity=(mine.get("quantization"), mine.get("publisher"), mine.get("arch")),
    )  # fmt: skip


def _detect_llama_cpp_python(
    client: HttpClient, model: str, entry: Mapping[str, Any]
) -> Capabilities | None:
    """The server of llama-cpp-python: one request at a time, or each cuts the other off."""
    tokens = _dict(client.get_optional("/extras/tokenize", {"model": model, "input": "a"}))
    if not isinstance(tokens.get("tokens"), list):
        return None
    # Its own default is to punish repeated words, of which a summary has many.
    return _build_capabilities(
        "llama-cpp-python", model, None, 1,
        assumed=_PYTHON_WINDOW, tokenizer="input", extras={"repeat_penalty": 1.0},
    )  # fmt: skip


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _dicts(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _parse_count(value: object) -> int | None:
    """A number above 0, or nothing."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def _parse_amount(text: object) -> int:
    """`"494.03M" -> 494030000`, 0 for what is none."""
    found = re.fullmatch(r"([\d.]{1,10})\s*([KMBT])", str(text or ""))
    if not found:
        return 0
    try:
        return round(float(found[1]) * {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}[found[2]])
    except ValueError:  # "1.2.3M"
        return 0
