"""Which models there are, where they lie, and how more get here.

`names` knows what a name stands for; `stores` looks into those of other programs, `catalogue` has
what can be downloaded, `pulling` does that. Nothing here loads a model.
"""

from summarize.models.installed_models import InstalledModel, installed
from summarize.models.paths import models_folder
from summarize.models.registry import GEMMA, info, is_packaged, licence, locate

__all__ = [
    "GEMMA",
    "InstalledModel",
    "info",
    "installed",
    "is_packaged",
    "licence",
    "locate",
    "models_folder",
]
