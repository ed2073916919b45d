"""Which GGUF file of a repository to download, by name or by quantization type.

Without a name, it is the first type of `_PREFERRED_QUANTIZATIONS` that the repository has. Four
bits with more where they matter (Q4_K_M) lose little and take a third of the memory of sixteen;
below four bits small models lose much, and above eight nothing is won.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from summarize.errors import ModelError
from summarize.models.hub import RemoteFile
from summarize.models.model_files import list_shard_names, shard_number

_PREFERRED_QUANTIZATIONS = (
    *("Q4_K_M", "Q5_K_M", "Q4_K_S", "Q5_K_S", "Q4_0", "IQ4_XS", "IQ4_NL", "Q4_1", "Q6_K"),
    *("Q5_0", "Q5_1", "Q8_0", "Q4_K_L", "Q5_K_L", "Q6_K_L", "Q3_K_L", "Q3_K_M", "BF16", "F16"),
)
# "model.Q4_K_M.gguf", "model-q4_k_m-00001-of-00003.gguf", "Q4_K_M/model-..."
_QUANTIZATION = re.compile(
    r"(?<![A-Za-z0-9])(I?Q\d(?:_[A-Z0-9]+)*|BF16|F16|F32)(?![A-Za-z0-9])", re.I
)
# Files beside models: the vision part, statistics for a quantization, adapters.
_OTHER_FILES = re.compile(r"(^|/)(mmproj|imatrix)|imatrix\.gguf$|[-_.]lora[-_.]", re.I)
_MAX_NAMES = 6


def choose_files(
    repository: str, files: Sequence[RemoteFile], wanted: str = ""
) -> tuple[RemoteFile, ...]:
    """Return the file to download, or all its shards if it is split.

    `wanted` is a file's name, or a quantization type such as "Q8_0"; "" for the preferred one.
    Raises ModelError, which lists the files, if there is no such file or no model at all.
    """
    models = [
        one for one in files if one.name.lower().endswith(".gguf") and _stays_in_folder(one.name)
    ]
    firsts = [
        one for one in models if shard_number(one.name) == 1 and not _OTHER_FILES.search(one.name)
    ]
    if not firsts:
        hint = "Look for a repository whose name ends in -GGUF."
        raise ModelError(f"{repository} has no GGUF file that is a model", hint)
    chosen = _find_named(models, firsts, wanted) if wanted else _find_preferred(firsts)
    if chosen is None:
        missing = (
            f"no file {wanted!r}" if wanted else "several GGUF files, and none of a usual type"
        )
        raise ModelError(f"{repository} has {missing}", _list_names(repository, firsts))
    return _find_shards(repository, chosen, models)


def parse_quantization(name: str) -> str:
    """Return the quantization type in a file's name: `"a-q4_k_m.gguf" -> "Q4_K_M"`, else ""."""
    found = _QUANTIZATION.findall(name)
    return found[-1].upper() if found else ""


def _stays_in_folder(name: str) -> bool:
    """Whether a name stays below the folder that it is put into: a Hub may be hostile."""
    return "\\" not in name and not {"", ".", ".."} & set(name.split("/"))


def _find_named(
    models: Iterable[RemoteFile], firsts: Sequence[RemoteFile], wanted: str
) -> RemoteFile | None:
    for same in (str, str.lower):
        exact = [one for one in models if same(one.name) == same(wanted)]
        if exact:
            return exact[0]
    of_type = [one for one in firsts if parse_quantization(one.name) == wanted.upper()]
    return _find_plainest(of_type) if of_type else None


def _find_preferred(firsts: Sequence[RemoteFile]) -> RemoteFile | None:
    for kind in _PREFERRED_QUANTIZATIONS:
        of_type = [one for one in firsts if parse_quantization(one.name) == kind]
        if of_type:
            return _find_plainest(of_type)
    return firsts[0] if len(firsts) == 1 else None


def _find_plainest(files: Sequence[RemoteFile]) -> RemoteFile:
    """Return the plainest of several of one type: the others' names say how they differ."""
    return min(files, key=lambda file: (len(file.name), file.name))


def _find_shards(
    repository: str, chosen: RemoteFile, models: Sequence[RemoteFile]
) -> tuple[RemoteFile, ...]:
    names = list_shard_names(chosen.name)
    if len(names) == 1:
        return (chosen,)
    by_name = {one.name.lower(): one for one in models}
    missing = [name for name in names if name.lower() not in by_name]
    if missing:
        raise ModelError(
            f"{repository} has {chosen.name}, but not its part {missing[0]}",
            "Choose another file, or another repository.",
        )
    return tuple(by_name[name.lower()] for name in names)


def _list_names(repository: str, firsts: Sequence[RemoteFile]) -> str:
    names = [one.name for one in firsts]
    more = f" and {len(names) - _MAX_NAMES} more" if len(names) > _MAX_NAMES else ""
    return f"Name one as {repository}:FILE. There are {', '.join(names[:_MAX_NAMES])}{more}."
