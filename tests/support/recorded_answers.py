"""Recorded answers: what a larger model said about texts of our own, played back in tests.

    python tests/support/recorded_answers.py path/to/qwen2.5-1.5b-instruct.gguf

records them anew, after a change of the prompts that matters. CI has no such model.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from os import devnull
from pathlib import Path

from summarize import pipeline
from summarize.inference import Completion, Engine, EngineWrapper, FinishReason, Request
from summarize.judging.exam import read_exam
from summarize.settings import resolve_settings
from summarize.sources import read

RECORDED = Path(__file__).parents[1] / "recorded" / "qwen2.5-1.5b.json"
_HARBOUR = Path(__file__).parents[2] / "examples" / "harbour.txt"


@dataclass(frozen=True)
class Answer:
    """An answer about a text: to the request for claims or for a draft, with this seed.

    `finish` is why it ended: "end", or "length" where it was cut off.
    """

    about: str
    wanted: str
    seed: int
    finish: str
    text: str


def read_texts() -> dict[str, str]:
    """The texts that the model was asked about, by name."""
    exam = {f"exam {number}": text for number, text in enumerate(read_exam()[0], 1)}
    return {"harbour": _HARBOUR.read_text(encoding="utf-8"), **exam}


def play_back(about: str) -> Callable[[Request], Completion]:
    """A model that says again what it said about a text. Raises KeyError for another question."""
    rows = (Answer(**row) for row in json.loads(RECORDED.read_text(encoding="utf-8")))
    known = {
        (row.wanted, row.seed): Completion(row.text, FinishReason(row.finish))
        for row in rows
        if row.about == about
    }
    return lambda request: known[_find_kind(request), request.seed]


def _find_kind(request: Request) -> str:
    return "claims" if "most important facts" in request.prompt.text else "draft"


class _Recorder(EngineWrapper[Engine]):
    """Keeps what an engine answers."""

    def __init__(self, engine: Engine, about: str) -> None:
        super().__init__(engine)
        self._about = about
        self.answers: list[Answer] = []

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        for index, completion in self._engine.complete(requests):
            assert completion.finish_reason is not FinishReason.FAILED
            asked = requests[index]
            kind, why = _find_kind(asked), completion.finish_reason.value
            self.answers.append(Answer(self._about, kind, asked.seed, why, completion.text))
            yield index, completion


def record(model: str) -> None:
    from summarize.inference.load import load_engine

    settings = resolve_settings({"model": model, "cache": False}, {}, Path(devnull)).settings
    found: list[Answer] = []
    with load_engine(settings) as loaded:
        for name, text in read_texts().items():
            recorder = _Recorder(loaded.engine, name)
            pipeline.summarize(read(text=text, language="en"), settings, recorder)
            found += sorted(recorder.answers, key=lambda one: (one.wanted, one.seed))
    rows = json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1)
    RECORDED.write_text(rows + "\n", encoding="utf-8")


if __name__ == "__main__":
    record(sys.argv[1])
