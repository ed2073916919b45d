"""Where models lie: the folder of this program, and the Hugging Face Hub's cache."""

from __future__ import annotations

import os
from pathlib import Path

_FOLDER_VARIABLE = "SUMMARIZE_MODELS"
INCOMPLETE = ".summarize.incomplete"
"""What a file in the Hub's cache ends with while this program downloads it."""


def models_folder() -> Path:
    """Where models that the user adds are kept: `SUMMARIZE_MODELS`, else the user's data folder.

    It need not exist.
    """
    named = os.environ.get(_FOLDER_VARIABLE)
    if named:
        return Path(os.path.expanduser(named))
    import platformdirs

    return Path(platformdirs.user_data_dir("summarize")) / "models"


def hub_cache() -> Path:
    """The cache of the Hugging Face Hub, found as the Hub's own library finds it.

    `HF_HUB_CACHE`, else "hub" in `HF_HOME`, else `~/.cache/huggingface/hub`. Not asked of the
    library itself, whose import takes longer than a list of models may. It need not exist.
    """
    for variable in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if named := os.environ.get(variable):
            return _expanded(named)
    caches = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return _expanded(os.environ.get("HF_HOME") or os.path.join(caches, "huggingface")) / "hub"


def blobs_of(repository: str) -> Path:
    """Where the Hub's cache has the files of a repository, by their hashes.

    `"org/repo" -> .../hub/models--org--repo/blobs`
    """
    return hub_cache() / f"models--{repository.replace('/', '--')}" / "blobs"


def _expanded(path: str) -> Path:
    return Path(os.path.expandvars(os.path.expanduser(path)))
