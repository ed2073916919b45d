"""The doctor's checks of models: file, chat template, weights, context, memory, smoke test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from summarize.cli.doctor.finding import Finding, State
from summarize.errors import ModelError, SummarizeError
from summarize.inference.llama_cpp import preflight
from summarize.inference.llama_cpp.requantized import choose_weights
from summarize.models import memory
from summarize.models.gguf import Header
from summarize.models.memory import Fit
from summarize.models.registry import build_model_info, format_licence, inspect_models, is_packaged
from summarize.settings import Settings

_UNTRIED = "not used yet: it will first be tried in a process of its own"


def check_model(path: Path, header: Header) -> Finding:
    """Describe the model by the header of its file."""
    info = build_model_info(path, header)
    size = f"{header.total_bytes / 1e6:.0f} MB"
    count = f"{info.parameters / 1e6:.0f} million parameters" if info.parameters else ""
    kind = "instruct model" if header.chat_template else "base model (no chat template)"
    terms = f"licence: {format_licence(header.license)}" if header.license else ""
    parts = (info.name, count, info.quantization, size, kind, terms)
    return Finding("model", State.GOOD, ", ".join(part for part in parts if part))


def check_chat_template(header: Header) -> Iterator[Finding]:
    """Yield a finding if the chat template can't be used."""
    from summarize.inference.llama_cpp.chat_template import find_template_fault

    reason = find_template_fault(header.chat_template) if header.chat_template else ""
    if reason:
        advice = "It is asked like a base model; another file of it may do better."
        yield Finding("template", State.NOTICE, reason, advice)


def check_weights(path: Path, header: Header, gpu_layers: int) -> Finding:
    """Check which weights are used. Creates none: a check must not fill the disk."""
    used = choose_weights(path, header, gpu_layers, create=False)
    if not used.quantization:
        return Finding("weights", State.GOOD, f"the model's own: {used.reason}")
    size = f"{used.path.stat().st_size / 1e6:.0f} MB"
    text = f"{used.quantization}, {used.reason}, {size}: {used.path}"
    return Finding("weights", State.GOOD, text)


def check_header(path: Path, header: Header) -> Finding | None:
    """Check whether the library supports the model; None if it does."""
    try:
        preflight.ensure_supported(path, header)
    except ModelError as error:
        return Finding("model", State.BAD, error.message, error.hint)
    return None


def check_context_size(path: Path, header: Header, settings: Settings) -> Finding:
    """Compare the context size in use with the one that the model was trained on."""
    from summarize.inference.llama_cpp.tuning import choose_context_size

    trained = header.context_length
    if not trained:
        return Finding("context", State.GOOD, "the file does not say what it was trained on")
    try:
        used = choose_context_size(trained, settings.ctx, path.name)
    except SummarizeError as error:
        return Finding("context", State.BAD, error.message, error.hint)
    return Finding("context", State.GOOD, f"trained on {trained} tokens, {used} in use")


def check_memory(needed: memory.MemoryEstimate, tokens: int) -> Finding:
    """Check whether the model fits into the memory."""
    available = memory.read_system_memory()
    fits = memory.check_fit(needed, available)
    text = memory.format_estimate(needed, available)
    if fits is Fit.FITS:
        return Finding("memory", State.GOOD, text)
    if fits is Fit.TIGHT:
        advice = f"Close other programs. {memory.suggest_smaller(needed, tokens)}"
        return Finding("memory", State.NOTICE, text, advice)
    return Finding(
        "memory", State.BAD, f"{text}: too little", memory.suggest_smaller(needed, tokens)
    )


def check_smoke_test(path: Path, header: Header, settings: Settings, gpu_layers: int) -> Finding:
    """Report the outcome of the model's smoke test, if it needs one."""
    outcome = preflight.build_smoke_test(path, header, settings, gpu_layers).read_outcome()
    if outcome:
        return Finding("trial", State.NOTICE, outcome, "It is tried again when it is used next.")
    if outcome is None and not is_packaged(path):
        return Finding("trial", State.GOOD, _UNTRIED)
    return Finding(
        "trial", State.GOOD, "passed" if outcome == "" else "needs none: it comes with us"
    )


def check_other_models(chosen: Path | None, settings: Settings) -> Iterator[Finding]:
    """Check every other installed model, without loading any."""
    for one in inspect_models():
        if one.path != chosen and one.header:
            yield _check_other_model(one.name, one.path, one.header, settings)
        elif one.path != chosen:
            advice = f"Remove or replace it: {one.path}"
            yield Finding("other model", State.NOTICE, f"{one.name}: {one.error}", advice)


def _check_other_model(name: str, path: Path, header: Header, settings: Settings) -> Finding:
    try:
        preflight.ensure_supported(path, header)
        ready = preflight.plan_loading(path, header, replace(settings, ctx=None))
    except SummarizeError as error:
        return Finding("other model", State.NOTICE, f"{name}: {error.message}", error.hint)
    if not path.exists():
        return Finding("other model", State.GOOD, f"{name}: put together at its first use")
    outcome = check_smoke_test(path, header, settings, ready.gpu_layers)
    needed = memory.format_estimate(ready.needs, None)
    text = f"{name}: {header.quantization}, {needed}, trial: {outcome.text}"
    if ready.warnings:
        return Finding("other model", State.NOTICE, text, " ".join(ready.warnings))
    return Finding("other model", outcome.state, text, outcome.advice)
