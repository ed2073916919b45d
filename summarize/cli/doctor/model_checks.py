"""The doctor's checks of models: file, chat template, weights, context, memory, smoke test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from summarize.errors import SummarizeError
from summarize.inference.llama_cpp import preflight
from summarize.inference.llama_cpp.requantized import choose_weights
from summarize.inference.llama_cpp.smoke_test import SmokeTest
from summarize.models import memory
from summarize.models.gguf import Header
from summarize.models.registry import build_model_info, format_licence, inspect_models, is_packaged
from summarize.render.report_tables import Finding, State
from summarize.settings import Settings

_KINDS = {
    "instruct": "instruct model",
    "base": "base model (no chat template)",
    "judge": "judge of statements",
}


def check_model(path: Path, header: Header) -> Finding:
    """Describe the model by the header of its file."""
    info = build_model_info(path, header)
    size = f"{header.total_bytes / 1e6:.0f} MB"
    count = f"{info.parameters / 1e6:.0f} million parameters" if info.parameters else ""
    kind = _KINDS[header.kind]
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
    text = f"the model's own: {used.reason}"
    if used.quantization:
        size = f"{used.path.stat().st_size / 1e6:.0f} MB"
        text = f"{used.quantization}, {used.reason}, {size}: {used.path}"
    return Finding("weights", State.GOOD, text)


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
    text, advice = memory.format_estimate(needed, available), memory.suggest_smaller(needed, tokens)
    if fits is memory.Fit.FITS:
        return Finding("memory", State.GOOD, text)
    if fits is memory.Fit.TIGHT:
        return Finding("memory", State.NOTICE, text, f"Close other programs. {advice}")
    return Finding("memory", State.BAD, f"{text}: too little", advice)


def check_smoke_test(path: Path, smoke_test: SmokeTest) -> Finding:
    """Report the outcome of the model's smoke test, if it needs one."""
    outcome = smoke_test.read_outcome()
    if outcome:
        return Finding("trial", State.NOTICE, outcome, "It is tried again when it is used next.")
    text = "passed"
    if outcome is None and is_packaged(path):
        text = "not needed for the packaged model"
    elif outcome is None:
        text = "not used yet: it will first be tried in a process of its own"
    return Finding("trial", State.GOOD, text)


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
    smoke_test = preflight.build_smoke_test(path, header, settings, ready.gpu_layers)
    outcome = check_smoke_test(path, smoke_test)
    needed = memory.format_estimate(ready.needs, None)
    text = f"{name}: {header.quantization}, {needed}, trial: {outcome.text}"
    if ready.warnings:
        return Finding("other model", State.NOTICE, text, " ".join(ready.warnings))
    return Finding("other model", outcome.state, text, outcome.advice)
