"""Checks of the server that the settings name: can it be used, and what does it offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from summarize.cli.doctor.finding import Finding, State
from summarize.errors import SummarizeError
from summarize.inference import FinishReason, Prompt, Request
from summarize.inference.openai_server.http_client import Timeouts
from summarize.inference.openai_server.server_engine import ServerConfig, ServerEngine
from summarize.settings import is_loopback

# A check should end soon, so there are few retries.
_QUICK = Timeouts(read=120.0, tries=2, loading=10.0)
_REQUEST = Request(Prompt("Write one short sentence about the sea."), 32)


def check_server(config: ServerConfig, context_size: int | None = None) -> Iterator[Finding]:
    """Check a server and yield the findings.

    It is asked for a few words. `context_size` as for `ServerEngine`. Nothing is raised: an
    error is a finding, too.
    """
    try:
        with ServerEngine(replace(config, timeouts=_QUICK), context_size) as engine:
            yield from _check_engine(engine, config.address, given=context_size is not None)
    except SummarizeError as error:
        yield Finding("server", State.BAD, error.message, error.hint)


def _check_engine(engine: ServerEngine, address: str, *, given: bool) -> Iterator[Finding]:
    capabilities = engine.capabilities
    kind = capabilities.kind or "speaks the protocol of OpenAI"
    yield Finding("server", State.GOOD, f"{address}: {kind}")
    if not is_loopback(address):
        text = "the text of every article is sent there"
        secure = address.startswith("https:")
        yield Finding("privacy", State.NOTICE, text if secure else f"{text}, readable on the way")
    template = "" if capabilities.has_chat_template else ", without a chat template"
    yield Finding("model", State.GOOD, f"{capabilities.name}{template}")
    yield _check_context_size(engine, given=given)
    yield _check_token_count(engine)
    yield Finding("requests", State.GOOD, f"{capabilities.parallel} at once")
    yield _check_completion(engine)


def _check_context_size(engine: ServerEngine, *, given: bool) -> Finding:
    tokens = engine.capabilities.context_size
    if given:
        return Finding("context", State.GOOD, f"{tokens} tokens, as --ctx says")
    if engine.capabilities.is_context_size_known:
        return Finding("context", State.GOOD, f"{tokens} tokens")
    return Finding(
        "context",
        State.NOTICE,
        f"the server does not say how large it is; {tokens} tokens are assumed",
        "If it is another, give it: --ctx N",
    )


def _check_token_count(engine: ServerEngine) -> Finding:
    if engine.counts_exactly:
        return Finding("tokens", State.GOOD, "counted by the server's own tokenizer")
    text = "the server offers no tokenizer: estimated from what it says of each text, with a margin"
    return Finding("tokens", State.NOTICE, text)


def _check_completion(engine: ServerEngine) -> Finding:
    for _, completion in engine.complete([_REQUEST]):
        if completion.finish_reason is FinishReason.FAILED:
            return Finding("answer", State.BAD, completion.detail)
        if not completion.text.strip():
            return Finding("answer", State.BAD, "the model answers nothing", "Try another model.")
    return Finding("answer", State.GOOD, "it writes")
