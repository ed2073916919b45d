"""Whether a server can be used, and what it offers: for `summarize doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from summarize.errors import SummarizeError
from summarize.inference import FinishReason, Prompt, Request
from summarize.inference.openai_server.http_client import Timeouts
from summarize.inference.openai_server.server_engine import ServerConfig, ServerEngine
from summarize.settings.server_address import is_loopback

# A check is to end soon: what does not answer now is told as it is.
_QUICK = Timeouts(read=120.0, tries=2, loading=10.0)
_ASKED = Request(Prompt("Write one short sentence about the sea."), 32)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `advice` says what to do, "" where nothing is."""

    subject: str
    state: Literal["ok", "note", "problem"]
    text: str
    advice: str = ""


def check(
    address: str, model: str = "", key: str | None = None, context_size: int | None = None
) -> Iterator[Finding]:
    """What there is to say of a server at an address as `server_address` gives it.

    Asks it for a few words. `window` as for `ServerEngine`. Nothing is raised: what is wrong
    is a finding whose state is "problem".
    """
    try:
        with ServerEngine(ServerConfig(address, model, key, _QUICK), context_size) as engine:
            yield from _found(engine, address, given=context_size is not None)
    except SummarizeError as error:
        yield Finding("server", "problem", error.message, error.hint)


def _found(engine: ServerEngine, address: str, *, given: bool) -> Iterator[Finding]:
    facts = engine.capabilities
    yield Finding("server", "ok", f"{address}: {facts.kind or 'speaks the protocol of OpenAI'}")
    if not is_loopback(address):
        text = "the text of every article is sent there"
        secure = address.startswith("https:")
        yield Finding("privacy", "note", text if secure else f"{text}, readable on the way")
    kind = "" if facts.has_chat_template else ", without a chat template"
    yield Finding("model", "ok", f"{facts.name}{kind}")
    yield _window(engine, given=given)
    yield _tokens(engine)
    yield Finding("requests", "ok", f"{facts.parallel} at once")
    yield _answer(engine)


def _window(engine: ServerEngine, *, given: bool) -> Finding:
    window = engine.capabilities.context_size
    if given:
        return Finding("context", "ok", f"{window} tokens, as --ctx says")
    if engine.capabilities.is_context_size_known:
        return Finding("context", "ok", f"{window} tokens")
    return Finding(
        "context", "note", f"the server does not say how large it is; {window} tokens are assumed",
        "If it is another, give it: --ctx N",
    )  # fmt: skip


def _tokens(engine: ServerEngine) -> Finding:
    if engine.counts_exactly:
        return Finding("tokens", "ok", "counted by the server's own tokenizer")
    text = "the server offers no tokenizer: estimated from what it says of each text, with a margin"
    return Finding("tokens", "note", text)


def _answer(engine: ServerEngine) -> Finding:
    for _, completion in engine.complete([_ASKED]):
        if completion.finish_reason is FinishReason.FAILED:
            return Finding("answer", "problem", completion.detail)
        if not completion.text.strip():
            return Finding("answer", "problem", "the model answers nothing", "Try another model.")
    return Finding("answer", "ok", "it writes")
