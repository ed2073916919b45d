"""A model judged before it is loaded: will it run, does it fit, who computes it.

In this order, so that what costs nothing comes first: the header, the library, the memory, and
only then a trial in a process of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from summarize.errors import ModelError
from summarize.inference.llama_cpp import smoke_test
from summarize.models import memory
from summarize.models.gguf import Header
from summarize.models.memory import Fit, Needs

if TYPE_CHECKING:
    from summarize.settings import Settings

_SHORTEST = 512  # tokens: an article of some paragraphs, its prompt, and an answer
_DAMAGED = "Download it again; if that doesn't help, take another file of this model."
_NEWER = "Get a newer llama.cpp: pip install --upgrade 'llama-cpp-python>=0.3.36,<0.4'"


@dataclass(frozen=True, slots=True)
class PreflightResult:
    """What a model may be loaded with, and what the reader should know; `window` is in tokens."""

    gpu_layers: int
    needs: Needs
    context_size: int
    warnings: tuple[str, ...] = ()


def run_preflight(
    path: Path, header: Header, settings: Settings, *, is_packaged: bool
) -> PreflightResult:
    """Judge a model for these settings; `known` ones, which the program brings along, run.

    Raises ModelError for one that can't run or can't be held in memory, and BudgetError for a
    larger window than it was made for. May take as long as loading it, at its first use.
    """
    from summarize.inference.llama_cpp.library import default_threads

    ensure_supported(path, header)
    ready = plan_loading(path, header, settings)
    tried = smoke_test.SmokeTest(
        path,
        header,
        settings.threads or default_threads(),
        ready.gpu_layers,
        smoke_test.default_folder(),
        settings.cache,
    )
    smoke_test.ensure_model_runs(tried, is_packaged=is_packaged)
    return ready


def ensure_supported(path: Path, header: Header) -> None:
    """Raise ModelError if the header tells already that llama.cpp can't use the file, or we can't.

    Loads the library, but nothing of the model.
    """
    from summarize.inference.llama_cpp.architectures import supports_architecture
    from summarize.inference.llama_cpp.library import installed_version

    if not supports_architecture(header.architecture):
        named = repr(header.architecture[:40])
        told = f"has the architecture {named}, which llama-cpp-python {installed_version()}"
        raise ModelError(f"{path} {told} does not know", _NEWER)
    fault = _find_header_fault(header)
    if fault:
        raise ModelError(f"{path} {fault}", _DAMAGED)
    if header.context_length < _SHORTEST:
        told = f"was made for texts of at most {header.context_length} tokens"
        raise ModelError(f"{path} {told}, too few for an article", "Take another model.")


def _find_header_fault(header: Header) -> str:
    vocabulary = header.vocabulary
    if not header.context_length:
        return "is damaged: it does not say how long a text the model can take"
    if not vocabulary.tokens or vocabulary.kind in ("", "none", "no_vocab"):
        return "has no tokenizer"
    for what, count in (("scores", vocabulary.scores), ("types", vocabulary.types)):
        if count is not None and count != vocabulary.tokens:
            return f"is damaged: it has {vocabulary.tokens} tokens, but {count} {what} of tokens"
    return ""


def plan_loading(path: Path, header: Header, settings: Settings) -> PreflightResult:
    """Who computes how many layers, and whether there is the memory for it.

    Raises ModelError if the model surely can't be held, BudgetError as `prepare` does.
    """
    from summarize.inference.llama_cpp.llama_engine import choose_context_size
    from summarize.inference.llama_cpp.tuning import CPU_TUNING, GPU_TUNING

    window = choose_context_size(header.context_length, settings.ctx, path.name)
    layers, remark = _choose_gpu_layers(header, window, settings.gpu_layers)
    tuning = GPU_TUNING if layers else CPU_TUNING
    needed = memory.needs(header, window, tuning.batch)
    remarks = [remark] if remark else []
    there, held = memory.room(), needs_on_cpu(header, needed, layers)
    fits, advice = memory.fit(held, there), memory.advice(held, window)
    if fits is Fit.IMPOSSIBLE and there:
        all_there = f"{there.total / 1e9:.1f} GB there in all"
        message = f"{path} is too large for this machine: {memory.told(held, None)}, {all_there}"
        raise ModelError(message, advice)
    if fits is Fit.TIGHT:
        remarks.append(f"{path.name}: {memory.told(held, there)}: it may be slow. {advice}")
    return PreflightResult(layers, needed, window, tuple(remarks))


def needs_on_cpu(header: Header, needed: Needs, gpu_layers: int) -> Needs:
    """What of it is held in the machine's own memory, and not in the graphics processor's."""
    if not gpu_layers:
        return needed
    if gpu_layers == memory.ALL_LAYERS or gpu_layers > len(header.layer_bytes):
        return Needs(0, 0, needed.buffers, needed.program)
    gone = sum(header.layer_bytes[len(header.layer_bytes) - gpu_layers + 1 :])
    return Needs(max(0, needed.weights - gone), needed.cells, needed.buffers, needed.program)


def _choose_gpu_layers(header: Header, window: int, asked: int | None) -> tuple[int, str]:
    """How many layers a graphics processor gets, and what to say of it.

    Asked for where there is none, that is a remark and no error: the result is the same, and a
    configuration file may serve several machines.
    """
    from summarize.inference.llama_cpp.devices import list_gpus
    from summarize.inference.llama_cpp.library import supports_gpu_offload
    from summarize.inference.llama_cpp.tuning import GPU_TUNING

    if not supports_gpu_offload():
        told = f"--gpu-layers {asked}: this llama-cpp-python computes on the processor alone"
        hint = "'summarize doctor' says how to get a build for a graphics processor"
        return 0, f"{told}; {hint}" if asked else ""
    if asked is not None:
        return (memory.ALL_LAYERS if asked > header.shape.layers else asked), ""
    free = sum(device.free for device in list_gpus())
    if not free:  # it does not tell: llama.cpp will say if it is too little
        return memory.ALL_LAYERS, ""
    needed = memory.needs(header, window, GPU_TUNING.batch)
    return memory.layers_that_fit(header, needed, free), ""
