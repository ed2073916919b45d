"""`models pull` without a name: recommend the model of the catalogue for this computer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from summarize.inference.llama_cpp.preflight import estimate_memory_bytes
from summarize.inference.llama_cpp.tuning import default_threads
from summarize.models.catalogue import CatalogueEntry, read_catalogue
from summarize.models.hub_cache import hub_cache_folder
from summarize.models.memory import free_memory
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


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The model, None if even the smallest does not fit, and the reasons in one line."""

    entry: CatalogueEntry | None
    reasons: str


def inspect_machine() -> Machine:
    """Measure this computer as it is now; the disk is that of the Hub's cache."""
    return Machine(free_memory(), default_threads(), free_disk_space(hub_cache_folder()) or 0)


def recommend_model(
    machine: Machine, catalogue: Iterable[CatalogueEntry] | None = None
) -> Recommendation:
    """Return the strongest model that fits memory, cores and disk.

    `catalogue` is ordered from weak to strong.
    """
    choices = [one for one in catalogue or read_catalogue() if _fits(one, machine)]
    memory = f"{_memory(machine) / 1e9:.1f} GB of memory"
    memory += " (assumed, for this system does not tell)" if machine.memory is None else ""
    cores = f"{machine.cores} core{'' if machine.cores == 1 else 's'}"
    reasons = (
        f"free here: {memory}, {machine.disk / 1e9:.1f} GB of disk; {cores}, fast enough for about "
        f"{machine.max_parameters / 1e9:.0f} billion parameters"
    )
    return Recommendation(choices[-1] if choices else None, reasons)


def _memory(machine: Machine) -> int:
    return _ASSUMED_MEMORY if machine.memory is None else machine.memory


def _fits(entry: CatalogueEntry, machine: Machine) -> bool:
    has_room = estimate_memory_bytes(None, entry.size) <= _memory(machine) * _SHARE_OF_MEMORY
    is_fast = entry.parameters <= machine.max_parameters
    return bool(entry.size) and has_room and is_fast and entry.size < machine.disk
