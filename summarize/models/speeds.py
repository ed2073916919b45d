"""How fast models were when `bench` timed them here, kept for the list of models."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from summarize.storage.files import replace_text

_MOST = 100  # models; the oldest measurements go first


@dataclass(frozen=True, slots=True)
class Measured:
    """Tokens a second: how fast one prompt is read, and one sequence written."""

    reading: float
    writing: float


def recall(model: os.PathLike[str]) -> Measured | None:
    """What was measured of this file, None if nothing was or if it has changed since."""
    try:
        return Measured(**_read()[_key(model)])
    except (OSError, LookupError, TypeError):
        return None


def remember(model: Path, speeds: Measured) -> None:
    """Keep what was measured. A place that can't be written is no harm: it is measured again."""
    with suppress(OSError):
        key = _key(model)
        others = {name: one for name, one in _read().items() if name != key}
        kept = dict([*others.items(), (key, asdict(speeds))][-_MOST:])
        replace_text(_path(), json.dumps(kept, indent=1))


def _path() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("summarize")) / "speeds.json"


def _key(model: os.PathLike[str]) -> str:
    status = os.stat(model)
    return f"{os.path.realpath(model)}:{status.st_size}:{status.st_mtime_ns}"


def _read() -> dict[str, dict[str, float]]:
    try:
        data = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):  # none yet, or not what `remember` wrote
        return {}
    return data if isinstance(data, dict) else {}
