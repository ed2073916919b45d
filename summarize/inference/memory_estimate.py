"""How much memory a model takes, also one that is not here yet."""

from __future__ import annotations

from summarize.models import memory
from summarize.models.gguf import Header

# Beside the weights of a model whose header nobody has read: cells, buffers, Python.
_ROOM_FOR_WORK = 1 << 29  # bytes


def estimate_memory_bytes(header: Header | None, file_size: int) -> int:
    """Bytes of memory for a model whose file has `file_size` bytes; 0 if that is not known."""
    if header:
        from summarize.inference.llama_cpp.llama_engine import choose_context_size
        from summarize.inference.llama_cpp.tuning import CPU_TUNING

        window = choose_context_size(header.context_length, None, header.name)
        return memory.needs(header, window, CPU_TUNING.batch, file_size).total
    return file_size + _ROOM_FOR_WORK if file_size else 0
