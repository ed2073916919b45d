"""Small records of the cache folder as JSON with a checksum: damage is reported and set aside."""

from __future__ import annotations

import json
import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Any

from summarize.storage.files import replace_text


def read_store(path: Path) -> dict[str, Any]:
    """Return what `write_store` wrote; {} if there is no file, or if it is damaged."""
    return _parse(path)[0]


def find_fault(path: Path) -> str:
    """Return what is wrong with the file, in one line; "" if nothing is."""
    return _parse(path)[1]


def write_store(path: Path, data: dict[str, Any]) -> None:
    """Write the records, in the place of what was there; a damaged file is kept as ".broken".

    Raises OSError.
    """
    if find_fault(path):
        with suppress(OSError):
            os.replace(path, path.with_name(f"{path.name}.broken"))
    replace_text(path, json.dumps({"checksum": _checksum(data), "data": data}, indent=1) + "\n")


def _parse(path: Path) -> tuple[dict[str, Any], str]:
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, ""
    except OSError as error:
        return {}, f"{path} can't be read: {error.strerror}"
    except (ValueError, RecursionError):
        return {}, f"{path} is damaged: what it holds is made anew"
    if isinstance(whole, dict) and whole.keys() != {"checksum", "data"}:
        return whole, ""  # of an earlier version, which had no checksum
    data = whole.get("data") if isinstance(whole, dict) else None
    if not isinstance(data, dict) or whole["checksum"] != _checksum(data):
        return {}, f"{path} is damaged: what it holds is made anew"
    return data, ""


def _checksum(data: dict[str, Any]) -> int:
    return zlib.crc32(json.dumps(data, sort_keys=True).encode())
