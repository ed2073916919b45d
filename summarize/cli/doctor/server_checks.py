"""Checks of the server that the settings name: can it be used, and what does it offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from summarize.errors import SummarizeError
from summarize.inference import FinishReason, Prompt, Request
from summarize.inference.openai_server.http_client import Timeouts
from summarize.inference.openai_server.server_engine import ServerConfig, ServerEngine
from summarize.render.report_tables import Finding, State
from summarize.settings.server_address import is_loopback

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
    tokens = capabilities.context_size
    if given or capabilities.is_context_size_known:
        text = f"{tokens} tokens, as --ctx says" if given else f"{tokens} tokens"
        yield Finding("context", State.GOOD, text)
    else:
        text = f"the server does not say how large it is; {tokens} tokens are assumed"
        yield Finding("context", State.NOTICE, text, "If it is another, give it: --ctx N")
    text = "the server offers no tokenizer: estimated from what it says of each text, with a margin"
    if engine.counts_exactly:
        yield Finding("tokens", State.GOOD, "counted by the server's own tokenizer")
    else:
        yield Finding("tokens", State.NOTICE, text)
    yield Finding("requests", State.GOOD, f"{capabilities.parallel} at once")
    ((_, completion),) = engine.complete([_REQUEST])
    if completion.finish_reason is FinishReason.FAILED:
        yield Finding("answer", State.BAD, completion.detail)
    elif completion.text.strip():
        yield Finding("answer", State.GOOD, "it writes")
    else:
        yield Finding("answer", State.BAD, "the model answers nothing", "Try another model.")
