"""`summarize doctor`: checks of the machine, the installation, the cache and the model."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from pathlib import Path

from summarize.cli.doctor import machine_checks, model_checks, storage_checks
from summarize.cli.doctor.selftest import run_self_test
from summarize.errors import SummarizeError
from summarize.inference.llama_cpp import preflight
from summarize.models.gguf import Header, read_header
from summarize.models.registry import locate_writer
from summarize.render.report_tables import Finding, State
from summarize.settings import Settings
from summarize.version import __version__


def run_checks(settings: Settings) -> Iterator[Finding]:
    """Run all checks and yield a finding of each; the timed self-test comes last."""
    yield Finding("program", State.GOOD, f"summarize {__version__}")
    yield Finding("python", State.GOOD, f"{platform.python_version()} on {platform.platform()}")
    library = machine_checks.check_library()
    yield library
    is_usable = library.state is not State.BAD
    if is_usable:
        yield machine_checks.check_cpu()
        yield machine_checks.check_amx()
        yield machine_checks.check_threads(settings)
        yield from machine_checks.check_gpus()
    yield from storage_checks.check_storage(settings)
    if settings.server:  # no model of this computer is used then
        yield from _check_server(settings)
        return
    try:
        path = locate_writer(settings.model)
        header = read_header(path)
    except SummarizeError as error:
        yield Finding("model", State.BAD, error.message, error.hint)
        yield from model_checks.check_other_models(None, settings) if is_usable else ()
        return
    yield model_checks.check_model(path, header)
    yield from model_checks.check_chat_template(header)
    whole = storage_checks.check_model_file(path)
    yield whole
    is_usable &= whole.state is not State.BAD
    yield from storage_checks.check_other_files(path)
    if is_usable:
        yield from model_checks.check_other_models(path, settings)
        yield from _check_chosen_model(path, header, settings)


def _check_server(settings: Settings) -> Iterator[Finding]:
    """Check the server; if its model answers, tell what it made of the exam of judges."""
    from summarize.cli.doctor.server_checks import check_server
    from summarize.inference.load import build_server_config

    is_usable = True
    for finding in check_server(build_server_config(settings), settings.ctx):
        is_usable &= finding.state is not State.BAD
        yield finding
    if is_usable:
        yield _check_exam(settings)


def _check_chosen_model(path: Path, header: Header, settings: Settings) -> Iterator[Finding]:
    """Check whether the chosen model can be loaded; if so, run its self-test."""
    from summarize.inference.llama_cpp.library import supports_gpu_offload

    context = model_checks.check_context_size(path, header, settings)
    yield context
    subject = "model"
    try:
        preflight.ensure_writes(path, header)
        preflight.ensure_supported(path, header)
        if context.state is State.BAD:
            return
        subject = "memory"
        ready = preflight.plan_loading(path, header, settings)
    except SummarizeError as error:
        yield Finding(subject, State.BAD, error.message, error.hint)
        return
    layers = ready.gpu_layers
    if supports_gpu_offload():
        yield machine_checks.check_offload(layers, header.hyperparameters.layer_count)
    yield model_checks.check_weights(path, header, layers)
    needed = preflight.needs_on_cpu(header, ready.needs, layers)
    yield model_checks.check_memory(needed, ready.context_size)
    smoke_test = preflight.build_smoke_test(path, header, settings, layers)
    yield model_checks.check_smoke_test(path, smoke_test)
    tested = run_self_test(settings, layers, smoke_test)
    yield tested
    if tested.state is not State.BAD:
        yield _check_exam(settings)


def _check_exam(settings: Settings) -> Finding:
    """Tell what the model made of the exam of judges; it takes it if it never has."""
    from summarize.cli.exam_run import describe_exam, take_exam_with_progress

    try:
        record = take_exam_with_progress(settings)
    except SummarizeError as error:
        return Finding("judge", State.NOTICE, error.message, error.hint)
    return Finding("judge", State.GOOD, describe_exam(record))
