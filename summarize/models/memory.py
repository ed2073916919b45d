"""How much memory a model takes, roughly: enough to say which ones can't be run here."""

from __future__ import annotations

from summarize.gguf import Header

_ROOM_FOR_WORK = 1 << 29  # bytes beside the weights: context, buffers, Python


def needed_bytes(header: Header | None, file_size: int) -> int:
    """Bytes of memory for a model whose file has `file_size` bytes; 0 if that is not known."""
    size = max(file_size, header.expected_size if header else 0)
    return size + _ROOM_FOR_WORK if size else 0
