"""What workers answer: do they have the program and the model of a run? How that is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from summarize.batch.tasks import ModelIdentity

_FEW = 3  # libraries or workers that are named


@dataclass(frozen=True, slots=True)
class Member:
    """A worker that was asked: its model, or the `fault` for which it can't work here.

    `unlike` names libraries of which it has other versions.
    """

    address: str
    host: str
    model: ModelIdentity | None = None
    fault: str = ""
    hint: str = ""
    unlike: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.host} ({self.address})" if self.host else self.address


def compare_model(member: Member, wanted: ModelIdentity | None) -> Member:
    """Return a worker with its fault if its model is not that of the run."""
    found = member.model
    if member.fault or wanted is None or found is None:
        return member
    if found.sha256 != wanted.sha256:
        fault = f"has another file of the model ({found.sha256[:12]}, not {wanted.sha256[:12]})"
    elif found.runtime != wanted.runtime:
        fault = f"runs the model with {found.runtime}, not {wanted.runtime}"
    else:
        return member
    return replace(member, fault=fault)


def list_unlike(program: Mapping[str, str], own: Mapping[str, str]) -> tuple[str, ...]:
    """Return libraries that differ from ours: `("lxml 5.3, not 6.1.3",)`."""
    names = sorted(own.keys() - {"host", "program", "version"})
    found = ((name, program.get(name, "none"), own[name]) for name in names)
    return tuple(f"{name} {there}, not {here}" for name, there, here in found if there != here)


def name_program(program: Mapping[str, str]) -> str:
    """Return version and hash of a program: `"0.3.0 1a2b3c4d"`."""
    return f"{program['version']} {program['program'][:8]}"


def group_faults(members: list[Member]) -> list[tuple[str, str, str]]:
    """Return workers with one fault together: their names, the fault, what to do."""
    groups = defaultdict(list)
    for one in members:
        groups[one.fault, one.hint].append(str(one))
    return [(shorten(names), fault, hint) for (fault, hint), names in groups.items()]


def shorten(names: list[str]) -> str:
    """Join names, a few of them: `"a, b, c and 4 more"`."""
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return ", ".join(names[:_FEW]) + more
