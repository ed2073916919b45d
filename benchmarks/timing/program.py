"""How the program is run to be timed: cold, cached, edited, killed, and by itself.

Nothing that lies on this computer counts: neither environment nor config file of whoever
measures, nor what earlier runs have kept. Only what the program makes once for a machine and
a model (a converted file, say) is there beforehand, made by a run on another text, except
for the first run of all.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from timing.processes import Spent, Tokens, kill_after, spend
from timing.rounds import Round, Step
from timing.texts import edited

_COSTS = re.compile(r"(\d+) tokens read, (\d+) written, ([\d.]+) s \(([\d.]+) s loading\)")
_DONE, _DONE_WITH_GAPS = 0, 5
# Where the text is edited, each time from the first run on: what an edit costs depends on
# whether what matters in the document is still the same, so that one alone says little.
_EDITS = (0.1, 0.3, 0.5, 0.7, 0.9)
_NOTICE = "The library in Mill Street will stay closed on Tuesday. Its roof is being repaired.\n"


def tokens_told(err: str) -> Tokens | None:
    """What `--stats` said, without the time for loading; None if it is not there.

    `"a: 10 tokens read, 5 written, 1.5 s (0.5 s loading), 15 tokens/s" -> Tokens(10, 5, 1.0)`
    """
    found = _COSTS.search(err)
    if not found:
        return None
    read, written, seconds, loading = found.groups()
    return Tokens(int(read), int(written), float(seconds) - float(loading))


@dataclass(frozen=True)
class Program:
    """The program with one model file; `home` has a folder for caches and an empty config."""

    model: Path
    home: Path

    @property
    def prepared(self) -> Path:
        """The cache folder in which one run has been."""
        return self.home / "prepared"

    def command(self, text: Path, *options: str) -> list[str]:
        model = str(self.model)
        return [sys.executable, "-m", "summarize", str(text), "-m", model, "--stats", *options]

    def env(self, cache: Path) -> Mapping[str, str]:
        kept = {key: value for key, value in os.environ.items() if "SUMMARIZE_" not in key}
        kept.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever installs it has it compiled
        config = self.home / "config"
        return kept | {"XDG_CACHE_HOME": str(cache), "XDG_CONFIG_HOME": str(config)}

    def run(self, text: Path, cache: Path, *options: str) -> Spent:
        """Raises ChildError if it fails; gaps in what was read are no failure."""
        command = self.command(text, *options)
        spent = spend(command, self.env(cache), good=(_DONE, _DONE_WITH_GAPS))
        return replace(spent, tokens=tokens_told(spent.err))

    def prepare(self, cache: Path | None = None) -> None:
        """Have it make what it makes once, and warm the computer's memory of its files."""
        notice = self.home / "notice.txt"
        notice.write_text(_NOTICE, encoding="utf-8")
        self.run(notice, cache or self.prepared)

    def cold(self, text: Path) -> Step:
        """Everything computed."""
        return lambda _: self.run(text, self.prepared, "--no-cache")

    def cache_steps(self, text: Path, cold: str) -> dict[str, Step]:
        """In this order: each builds on those before; `cold` is the name of the cold run."""
        content = text.read_text(encoding="utf-8")

        def copy(this: Round) -> Path:
            return this.folder / text.name

        def first(this: Round) -> Spent:
            copy(this).write_text(content, encoding="utf-8")
            return self.run(copy(this), this.folder / "first")

        def second(this: Round) -> Spent:
            this.taken("first run")
            return self.run(copy(this), this.folder / "first")

        def after_edit(this: Round) -> Spent:
            this.taken("first run")
            spent = [edit(this, share) for share in _EDITS]
            return sorted(spent, key=lambda one: one.wall)[len(spent) // 2]

        def edit(this: Round, share: float) -> Spent:
            # In its place, or a converted model would be another file, and made anew.
            cache, kept = this.folder / "first", this.folder / "kept"
            if kept.exists():
                shutil.rmtree(cache)
                shutil.copytree(kept, cache)
            else:
                shutil.copytree(cache, kept)
            copy(this).write_text(edited(content, share), encoding="utf-8")
            return self.run(copy(this), cache)

        def after_kill(this: Round) -> Spent:
            half = this.taken(cold).wall / 2
            cache = this.folder / "killed"
            self.prepare(cache)
            kill_after(self.command(text), half, self.env(cache))
            return self.run(text, cache)

        return {
            "first run": first,
            "second run": second,
            "after an edit": after_edit,  # the median of a few
            "after a kill": after_kill,
        }


def help_steps() -> dict[str, Step]:
    """The smallest run of the program, and the smallest of Python."""
    return {
        "--help": lambda _: spend([sys.executable, "-m", "summarize", "--help"]),
        "python -c pass": lambda _: spend([sys.executable, "-c", "pass"]),
    }
