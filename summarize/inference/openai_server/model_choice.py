"""Which of a server's models is meant."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.errors import ModelError

_MOST_SHOWN = 10


def choose_model(
    names: Sequence[str], wanted: str, address: str, preferred: Sequence[str] = ()
) -> str:
    """The model that `wanted` stands for, as the server calls it.

    `"Tiny" -> "tiny:latest"`: whatever the case, without the folders before a file's
    name, its ".gguf", and Ollama's ":latest". For "" the only one, or the only one of those
    that are `likely`. Raises ModelError, which lists the names, if it is none or can't be told.
    """
    if not names:
        raise ModelError(
            f"the server {address} has no model", "Load one there first, as its manual says."
        )
    if not wanted:
        return _choose_only(names, address, preferred)
    if wanted in names:
        return wanted
    found = [name for name in names if wanted.lower() in _list_aliases(name)]
    if len(found) == 1:
        return found[0]
    raise ModelError(f"the server {address} has no model {wanted!r}", _format_offer(names))


def _choose_only(names: Sequence[str], address: str, preferred: Sequence[str]) -> str:
    for some in (names, [name for name in names if name in preferred]):
        if len(some) == 1:
            return some[0]
    message = f"the server {address} has {len(names)} models, and none was named"
    raise ModelError(message, f"Give one with --model. {_format_offer(names)}")


def _list_aliases(name: str) -> set[str]:
    whole = name.lower()
    last = whole.replace("\\", "/").rpartition("/")[2]
    return {
        alias for one in (whole, last)
        for alias in (one, one.removesuffix(".gguf"), one.removesuffix(":latest"))
    }  # fmt: skip


def _format_offer(names: Sequence[str]) -> str:
    shown = ", ".join(sorted(names)[:_MOST_SHOWN])
    more = len(names) - _MOST_SHOWN
    return f"It has {shown}{f' and {more} more' if more > 0 else ''}."


def format_model_name(model: str) -> str:
    """What to call a model: `"/models/Tiny-4B.gguf" -> "Tiny-4B"`, `"org/name" -> "org/name"`."""
    if not model.lower().endswith(".gguf"):
        return model
    return model.replace("\\", "/").rpartition("/")[2][: -len(".gguf")]
