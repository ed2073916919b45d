"""llama-cpp-python's own server, as its users start it: `run_llama_server.py MODEL PORT N_CTX`.

With one difference: on CPUs with AMX, a default build of llama.cpp crashes unless its
extra buffers are left out, and the server has no option for that.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault(
    "GOMP_SPINCOUNT", "1000"
)  # before the library is loaded; see `inference.llama_cpp.library`

import llama_cpp.llama_cpp as library
import uvicorn
from llama_cpp.server.app import create_app
from llama_cpp.server.settings import ModelSettings, ServerSettings

defaults = library.llama_model_default_params


def without_extra_buffers() -> library.llama_model_params:
    parameters = defaults()
    parameters.use_extra_bufts = False
    return parameters


if __name__ == "__main__":
    model, port, window = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    library.llama_model_default_params = without_extra_buffers
    app = create_app(
        server_settings=ServerSettings(),
        model_settings=[ModelSettings(model=model, n_ctx=window, verbose=False)],
    )
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="info")
