"""Preflight: is a model supported, does it fit into memory, how many layers go to the GPU.

The cheap checks come first: the header, the library, the memory, and only then the smoke test
in a child process.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.errors import ModelError
from summarize.inference.llama_cpp import library, smoke_test, tuning
from summarize.inference.llama_cpp.tuning import (
    CPU_TUNING,
    GPU_TUNING,
    JUDGE_WINDOW,
    Tuning,
    choose_context_size,
)
from summarize.models import memory
from summarize.models.gguf import Header
from summarize.models.memory import Fit, MemoryEstimate
from summarize.models.registry import judge_error

if TYPE_CHECKING:
    from summarize.settings import Settings

_MIN_CONTEXT = 512  # tokens: an article of some paragraphs, its prompt, and an answer
# Beside the weights of a model whose header was not read: KV cache, buffers, Python.
_WORKING_MEMORY = 1 << 29  # bytes
_NEWER = "Get a newer llama.cpp: pip install --upgrade 'llama-cpp-python>=0.3.36,<0.4'"


@dataclass(frozen=True, slots=True)
class PreflightResult:
    """What a model may be loaded with, and what the user should know.

    `gpu_layers` layers are offloaded, -1 for all. `context_size` is in tokens.
    """

    gpu_layers: int
    needs: MemoryEstimate
    context_size: int
    warnings: tuple[str, ...] = ()


def run_preflight(
    path: Path, header: Header, settings: Settings, *, is_packaged: bool
) -> PreflightResult:
    """Check whether a model will run with these settings.

    A packaged model is known to run: it is only tried if a crash was noted. Raises ModelError
    for a model that can't run or does not fit into memory, and BudgetError for a larger context
    than it was trained on. May take as long as loading the model, at its first use.
    """
    ensure_writes(path, header)
    return _try_loading(path, header, settings, is_packaged=is_packaged)


def prepare_judge(path: Path, header: Header, settings: Settings) -> PreflightResult:
    """Check whether an encoder-decoder model will run, as `run_preflight` does for others.

    Raises ModelError for a model of another kind, too. Its context is the window of judges.
    """
    if not header.is_judge:
        message = f"{path} is no encoder-decoder model, as a judge of this kind must be"
        raise ModelError(message, "'summarize models list' shows which models are judges.")
    return _try_loading(path, header, settings, is_packaged=False)


def ensure_writes(path: Path, header: Header) -> None:
    """Raise ModelError for a model that can only judge."""
    if header.is_judge:
        raise judge_error(path)


def _try_loading(
    path: Path, header: Header, settings: Settings, *, is_packaged: bool
) -> PreflightResult:
    ensure_supported(path, header)
    result = plan_loading(path, header, settings)
    test = build_smoke_test(path, header, settings, result.gpu_layers)
    smoke_test.ensure_model_runs(replace(test, save=settings.cache), is_packaged=is_packaged)
    return result


def build_smoke_test(
    path: Path, header: Header, settings: Settings, gpu_layers: int
) -> smoke_test.SmokeTest:
    """Return the smoke test of a model with these settings; its outcome is saved."""
    threads = settings.threads or tuning.default_threads()
    return smoke_test.SmokeTest(path, header, threads, gpu_layers, smoke_test.default_folder())


def ensure_supported(path: Path, header: Header) -> None:
    """Raise ModelError if the header shows that llama.cpp or this program can't use the model.

    Loads the library, but nothing of the model.
    """
    if not library.supports_architecture(header.architecture):
        named = repr(header.architecture[:40])
        what = f"has the architecture {named}, which llama-cpp-python {library.installed_version()}"
        raise ModelError(f"{path} {what} does not know", _NEWER)
    vocabulary, fault = header.vocabulary, ""
    tokens, scores, types = vocabulary.token_count, vocabulary.score_count, vocabulary.type_count
    if not header.context_length:
        fault = "is damaged: it does not say how long a text the model can take"
    elif not tokens or vocabulary.tokenizer in ("", "none", "no_vocab"):
        fault = "has no tokenizer"
    elif scores not in (None, tokens):
        fault = f"is damaged: it has {tokens} tokens, but {scores} scores of tokens"
    elif types not in (None, tokens):
        fault = f"is damaged: it has {tokens} tokens, but {types} types of tokens"
    if fault:
        raise ModelError(f"{path} {fault}", library.DAMAGED_HINT)
    if header.context_length < _MIN_CONTEXT:
        what = f"was made for texts of at most {header.context_length} tokens"
        raise ModelError(f"{path} {what}, too few for an article", "Take another model.")


def plan_loading(path: Path, header: Header, settings: Settings) -> PreflightResult:
    """Choose the context size and the layers to offload, and check the memory for both.

    Raises ModelError if the model surely does not fit, BudgetError as `run_preflight` does.
    """
    context_size = _choose_window(header, settings.ctx, path.name)
    layers, warning = _choose_gpu_layers(header, context_size, settings.gpu_layers)
    needed = _estimate(header, context_size, GPU_TUNING if layers else CPU_TUNING)
    warnings = [warning] if warning else []
    ram, held = memory.read_system_memory(), needs_on_cpu(header, needed, layers)
    fits, advice = memory.check_fit(held, ram), memory.suggest_smaller(held, context_size)
    if fits is Fit.IMPOSSIBLE and ram:
        figures = f"{memory.format_estimate(held, None)}, {ram.total / 1e9:.1f} GB there in all"
        raise ModelError(f"{path} is too large for this machine: {figures}", advice)
    if fits is Fit.TIGHT:
        figures = memory.format_estimate(held, ram)
        warnings.append(f"{path.name}: {figures}: it may be slow. {advice}")
    return PreflightResult(layers, needed, context_size, tuple(warnings))


def _choose_window(header: Header, requested: int | None, name: str) -> int:
    """Return n_ctx; for a judge the same whatever it was trained on, as it knows distances only."""
    if header.is_judge:
        return JUDGE_WINDOW
    return choose_context_size(header.context_length, requested, name)


def _estimate(
    header: Header, context_size: int, tuning: Tuning, weights: int = 0
) -> MemoryEstimate:
    """Estimate what a model takes with this tuning; `weights` are the bytes of its file."""
    sequences = tuning.bound_sequences(header.hyperparameters.state_bytes_per_sequence)
    batch = _choose_batch(header, tuning)
    return memory.estimate_memory(header, context_size, batch, weights, sequences=sequences)


def _choose_batch(header: Header, tuning: Tuning) -> int:
    """Return how many tokens are computed at once: by a judge, all that it reads."""
    return JUDGE_WINDOW if header.is_judge else tuning.batch


def needs_on_cpu(header: Header, needed: MemoryEstimate, gpu_layers: int) -> MemoryEstimate:
    """Return what of the needed memory is taken in RAM and not on the GPU."""
    if not gpu_layers:
        return needed
    if gpu_layers == memory.ALL_LAYERS or gpu_layers > len(header.layer_bytes):
        return MemoryEstimate(0, 0, needed.compute_buffers, needed.program)
    gone = sum(header.layer_bytes[len(header.layer_bytes) - gpu_layers + 1 :])
    return replace(needed, weights=max(0, needed.weights - gone))


def _choose_gpu_layers(header: Header, context_size: int, requested: int | None) -> tuple[int, str]:
    """Return how many layers are offloaded to the GPU, and a warning, "" for none.

    Layers that are requested where there is no GPU are a warning and no error: the result is
    the same, and a configuration file may serve several machines.
    """
    if not library.supports_gpu_offload():
        what = f"--gpu-layers {requested}: this llama-cpp-python computes on the processor alone"
        hint = "'summarize doctor' says how to get a build for a graphics processor"
        return 0, f"{what}; {hint}" if requested else ""
    if requested is not None:
        is_whole = requested > header.hyperparameters.layer_count
        return memory.ALL_LAYERS if is_whole else requested, ""
    free = sum(device.free for device in library.list_gpus())
    if not free:  # unknown: llama.cpp will say if it is too little
        return memory.ALL_LAYERS, ""
    needed = _estimate(header, context_size, GPU_TUNING)
    return memory.count_layers_that_fit(header, needed, free), ""


def estimate_memory_bytes(header: Header | None, file_size: int) -> int:
    """Return the bytes of memory for a model, which need not be downloaded yet; 0 if unknown.

    `file_size` is that of its file in bytes, 0 if unknown.
    """
    if header:
        context_size = _choose_window(header, None, header.name)
        return _estimate(header, context_size, CPU_TUNING, file_size).total
    return file_size + _WORKING_MEMORY if file_size else 0
