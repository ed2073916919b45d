"""The model of the catalogue that `models pull` recommends for this computer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from summarize.inference.llama_cpp.preflight import estimate_memory_bytes
from summarize.inference.llama_cpp.tuning import default_threads
from summarize.models.catalogue import CatalogueEntry, read_catalogue
from summarize.models.memory import free_memory
from summarize.models.model_files import hub_cache_folder
from summarize.storage.files import free_disk_space

# A CPU reads all weights for each token that it writes, so the largest size with a bearable
# speed (about as fast as one reads along) grows with the cores.
_PER_CORE = 1_000_000_000  # parameters
# Other programs need memory, too.
_SHARE_OF_MEMORY = 0.8
_ASSUMED_MEMORY = 8_000_000_000  # bytes, where the system does not report it


@dataclass(frozen=True, slots=True)
class Machine:
    """Free memory in bytes (None if unknown), CPU cores, and free disk space in bytes."""

    memory: int | None
    cores: int
    disk: int

    @property
    def max_parameters(self) -> int:
        """The largest number of parameters that runs at a bearable speed."""
        return max(self.cores, 1) * _PER_CORE


def inspect_machine() -> Machine:
    """Measure this computer as it is now; the disk is that of the Hub's cache."""
    return Machine(free_memory(), default_threads(), free_disk_space(hub_cache_folder()) or 0)


def recommend_model(
    machine: Machine, catalogue: Iterable[CatalogueEntry] | None = None
) -> tuple[CatalogueEntry | None, str]:
    """Return the strongest writer that fits memory, cores and disk, and the reasons in one line.

    `catalogue` is ordered from weak to strong. One that is known to invent much is only taken if
    no other fits. None if even the smallest does not fit.
    """
    assumed = _ASSUMED_MEMORY if machine.memory is None else machine.memory
    choices = [
        entry
        for entry in catalogue or read_catalogue()
        if not entry.is_judge
        and estimate_memory_bytes(None, entry.size) <= assumed * _SHARE_OF_MEMORY
        and entry.parameters <= machine.max_parameters
        and 0 < entry.size < machine.disk
    ]
    memory = f"{assumed / 1e9:.1f} GB of memory"
    memory += " (assumed, for this system does not tell)" if machine.memory is None else ""
    cores = f"{machine.cores} core{'' if machine.cores == 1 else 's'}"
    reasons = (
        f"free here: {memory}, {machine.disk / 1e9:.1f} GB of disk; {cores}, fast enough for about "
        f"{machine.max_parameters / 1e9:.0f} billion parameters"
    )
    faithful = [entry for entry in choices if not entry.invents_much]
    return next(reversed(faithful or choices), None), reasons
