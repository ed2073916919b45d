"""The command line as a process of its own, with a scripted engine in the place of the model.

`python scripted_cli.py BEHAVIOUR [OPTIONS] SOURCE...`, where BEHAVIOUR is a key of ENGINES.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from summarize.cli import folder_run, summarize_run
from summarize.cli.app import main
from summarize.inference import Completion, Request
from summarize.inference.load import LoadedEngine
from summarize.settings import Settings
from support.answers import failing_where, lying, silent, voting
from support.scripted_engine import ScriptedEngine

GAP = "Eighty-three people signed as founding members"


def interrupted(request: Request) -> str:
    raise KeyboardInterrupt


def slow(request: Request) -> str | Completion:
    time.sleep(0.05)
    return voting()(request)


def buggy(request: Request) -> str:
    raise ZeroDivisionError("no \x1b[31mcolours")


ENGINES = {
    "voting": voting(),
    "lying": lying,
    "silent": silent,
    "gap": failing_where(GAP, voting()),
    "interrupted": interrupted,
    "buggy": buggy,
    "slow": slow,
}


@contextmanager
def load_scripted_engine(settings: Settings) -> Iterator[LoadedEngine]:
    yield LoadedEngine(ScriptedEngine(ENGINES[behaviour]), 0.0, None)


if __name__ == "__main__":
    behaviour = sys.argv.pop(1)
    with (
        patch.object(summarize_run, "load_engine", load_scripted_engine),
        patch.object(folder_run, "load_engine", load_scripted_engine),
    ):
        main()
