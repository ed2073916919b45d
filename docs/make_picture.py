"""Make docs/summary.svg, the picture of a run in the README.

    python docs/make_picture.py            # draw it from the recorded answers
    python docs/make_picture.py --record   # ask the packaged model first

The packaged model's answers about the example are kept in docs/summary.answers.json, so that the
picture is the same on every machine and a test can compare it with what the program prints today.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from rich.console import Console

from summarize.inference import Completion, Engine, FinishReason, Prompt, Request
from summarize.inference.load import load_engine
from summarize.pipeline import summarize
from summarize.render.terminal_format import render_summary
from summarize.results import ModelInfo, Summary
from summarize.settings import Settings, resolve_settings
from summarize.sources import read

HERE = Path(__file__).parent
PICTURE, ANSWERS = HERE / "summary.svg", HERE / "summary.answers.json"
SOURCE = "examples/harbour.txt"
COLUMNS = 96


class RecordingEngine:
    """An engine in front of another: keeps what it said in `recorded`, for `PlaybackEngine`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.info, self.context_size = engine.info, engine.context_size
        self.has_chat_template = engine.has_chat_template
        info = self.info
        self.recorded: dict[str, Any] = {
            "model": [info.name, "", info.parameters, info.quantization],
            "context_size": self.context_size,
            "template": [],
            "counts": {},
            "answers": {},
        }

    def count_tokens(self, text: str) -> int:
        return self.recorded["counts"].setdefault(_key(text), self._engine.count_tokens(text))

    def apply_chat_template(self, message: str) -> Prompt:
        prompt = self._engine.apply_chat_template(message)
        self.recorded["template"] = [prompt.before, prompt.after]
        return prompt

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        for index, completion in self._engine.complete(requests):
            request = requests[index]
            answer = [completion.text, completion.finish_reason.value]
            self.recorded["answers"][_key(request.prompt.text, request.seed)] = answer
            yield index, completion


class PlaybackEngine:
    """An engine that says again what was recorded; KeyError for anything else."""

    has_chat_template = True
    has_log_odds = True

    def __init__(self, recorded: dict[str, Any]) -> None:
        self._recorded = recorded
        self.info = ModelInfo(*recorded["model"])
        self.context_size = recorded["context_size"]

    def count_tokens(self, text: str) -> int:
        return int(self._recorded["counts"][_key(text)])

    def apply_chat_template(self, message: str) -> Prompt:
        return Prompt(message, *self._recorded["template"])

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        for index, request in enumerate(requests):
            text, stop = self._recorded["answers"][_key(request.prompt.text, request.seed)]
            yield index, Completion(text, FinishReason(stop))


def _key(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]


def picture_settings() -> Settings:
    """Return the settings of the pictured run."""
    flags = {"length": "short", "claims": "3", "cache": False}
    return resolve_settings(flags, {}, HERE / "none.toml").settings


def play_back() -> Summary:
    """Return the summary that the program makes today of the recorded answers."""
    recorded = json.loads(ANSWERS.read_text(encoding="utf-8"))
    summary = summarize(read(SOURCE), picture_settings(), PlaybackEngine(recorded))
    return replace(summary, usage=replace(summary.usage, seconds=recorded["seconds"]))


def draw(summary: Summary) -> str:
    """Return what a terminal shows of the summary, as SVG."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    render_summary(summary, console)
    svg = console.export_svg(title=f"summarize {SOURCE} -l short -c 3", unique_id="summary")
    return re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)  # fonts from the web


def record() -> None:
    """Have the packaged model answer, and keep its answers."""
    with load_engine(picture_settings()) as ready:
        engine = RecordingEngine(ready.engine)
        summary = summarize(read(SOURCE), picture_settings(), engine)
    engine.recorded["seconds"] = round(summary.usage.seconds, 1)
    ANSWERS.write_text(json.dumps(engine.recorded, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "--record" in sys.argv:
        record()
    PICTURE.write_text(draw(play_back()), encoding="utf-8")
