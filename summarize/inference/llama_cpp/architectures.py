"""Which architectures the library knows. It has no list to read, but it can be asked.

It is given a file that consists of nothing but a name. It can't load that, of course, and says
why: for a name that it knows, that something else is missing.
"""

from __future__ import annotations

import functools
import os
import struct
import tempfile
from pathlib import Path

from summarize.inference.llama_cpp.library import load_library, log_lines

_LONGEST = 64  # characters; no architecture has so long a name
_UNKNOWN = "unknown model architecture"
_KEY = b"general.architecture"
_STRING = 8


@functools.cache
def supports_architecture(architecture: str) -> bool:
    """Whether this llama.cpp can compute models of an architecture: `"llama" -> True`.

    True, too, where it can't be asked, because nothing can be written: trying will tell.
    Raises ModelError if the library itself can't be loaded.
    """
    if len(architecture) > _LONGEST:
        return False
    lib = load_library()
    params = lib.llama_model_default_params()
    params.vocab_only = True
    try:
        with tempfile.TemporaryDirectory(prefix="summarize-") as folder:
            path = Path(folder) / "name.gguf"
            path.write_bytes(_build_header_only(architecture.encode("utf-8", "replace")))
            log_lines.clear()
            model = lib.llama_model_load_from_file(os.fsencode(path), params)
    except OSError:
        return True
    if model:
        lib.llama_model_free(model)
    return not any(_UNKNOWN in line for line in log_lines)


def _build_header_only(name: bytes) -> bytes:
    """A GGUF file of version 3 without tensors, and with the architecture as its only pair."""
    key = struct.pack("<Q", len(_KEY)) + _KEY
    return (
        b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + key + struct.pack("<IQ", _STRING, len(name)) + name
    )
