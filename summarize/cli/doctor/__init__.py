"""`summarize doctor`: checks of the machine, the installation, the cache and the model."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from summarize.cli.doctor.finding import Finding, State
from summarize.cli.doctor.machine_checks import (
    check_amx,
    check_cpu,
    check_gpus,
    check_library,
    check_offload,
    check_threads,
)
from summarize.cli.doctor.model_checks import (
    check_chat_template,
    check_context_size,
    check_header,
    check_memory,
    check_model,
    check_other_models,
    check_smoke_test,
    check_weights,
)
from summarize.cli.doctor.selftest import run_self_test
from summarize.errors import SummarizeError
from summarize.inference.llama_cpp import preflight
from summarize.models.gguf import Header, read_header
from summarize.models.registry import locate_model
from summarize.settings import Settings
from summarize.version import __version__

__all__ = ["Finding", "State", "format_findings_json", "run_checks"]


def run_checks(settings: Settings) -> Iterator[Finding]:
    """Run all checks and yield a finding of each; the timed self-test comes last."""
    yield Finding("program", State.GOOD, f"summarize {__version__}")
    yield Finding("python", State.GOOD, f"{platform.python_version()} on {platform.platform()}")
    library = check_library()
    yield library
    is_usable = library.state is not State.BAD
    if is_usable:
        yield from (check_cpu(), check_amx(), check_threads(settings), *check_gpus())
    yield _check_cache()
    if settings.server:  # no model of this computer is used then
        from summarize.cli.doctor.server_checks import check_server
        from summarize.inference.load import build_server_config

        yield from check_server(build_server_config(settings), settings.ctx)
        return
    try:
        path = locate_model(settings.model)
        header = read_header(path)
    except SummarizeError as error:
        yield Finding("model", State.BAD, error.message, error.hint)
        yield from check_other_models(None, settings) if is_usable else ()
        return
    yield check_model(path, header)
    yield from check_chat_template(header)
    yield Finding("model file", State.GOOD, str(path))
    if is_usable:
        yield from check_other_models(path, settings)
        yield from _check_chosen_model(path, header, settings)


def format_findings_json(findings: Iterable[Finding]) -> str:
    """Return the findings as a JSON list of objects with subject, state, text and advice."""
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1)


def _check_chosen_model(path: Path, header: Header, settings: Settings) -> Iterator[Finding]:
    """Check whether the chosen model can be loaded; if so, run its self-test."""
    context = check_context_size(path, header, settings)
    yield context
    fault = check_header(path, header)
    if fault:
        yield fault
    if fault or context.state is State.BAD:
        return
    try:
        ready = preflight.plan_loading(path, header, settings)
    except SummarizeError as error:
        yield Finding("memory", State.BAD, error.message, error.hint)
        return
    yield from _check_planned_load(path, header, settings, ready)


def _check_planned_load(
    path: Path, header: Header, settings: Settings, ready: preflight.PreflightResult
) -> Iterator[Finding]:
    from summarize.inference.llama_cpp.library import supports_gpu_offload

    if supports_gpu_offload():
        yield check_offload(ready.gpu_layers, header.hyperparameters.layer_count)
    yield check_weights(path, header, ready.gpu_layers)
    needed = preflight.needs_on_cpu(header, ready.needs, ready.gpu_layers)
    yield check_memory(needed, ready.context_size)
    yield check_smoke_test(path, header, settings, ready.gpu_layers)
    yield run_self_test(
        settings,
        ready.gpu_layers,
        preflight.build_smoke_test(path, header, settings, ready.gpu_layers),
    )


def _check_cache() -> Finding:
    from summarize.storage.cache import Cache, default_cache_path

    cache = Cache(default_cache_path())
    info = cache.info()
    cache.close()
    if cache.warning:
        advice = "Go without, with --no-cache, or begin a new one: summarize cache clear"
        return Finding("cache", State.NOTICE, cache.warning, advice)
    text = f"{info.entries} completions, {info.bytes / 1e6:.1f} MB: {info.path}"
    return Finding("cache", State.GOOD, text)
