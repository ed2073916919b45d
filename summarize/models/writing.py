"""Small text files, replaced whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from summarize.modelfiles import beside


def replace_text(path: Path, text: str) -> None:
    """Have `path` hold `text` as UTF-8, its folder made if need be; a link keeps its target.

    Whoever reads it meanwhile sees the old text or the new one, and a failure leaves the old
    one. An existing file keeps its permissions. Raises OSError.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = beside(target)
    try:
        unfinished.write_text(text, encoding="utf-8", newline="")
        with suppress(FileNotFoundError):
            os.chmod(unfinished, os.stat(target).st_mode & 0o777)
        os.replace(unfinished, target)
    finally:
        with suppress(OSError):  # it is gone once it has been renamed
            os.unlink(unfinished)
