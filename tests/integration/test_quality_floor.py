"""What the packaged model's summaries may not fall below, on four invented texts.

Few texts and wide margins: this catches what breaks, and `benchmarks/quality.py` says
what is better.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from summarize import pipeline
from summarize.inference.llama_cpp.llama_engine import LlamaEngine
from summarize.models.gguf import read_header
from summarize.models.registry import build_model_info, locate_model
from summarize.results import Summary, Verdict
from summarize.settings import DEFAULT_MODEL, Length, Settings
from summarize.sources import read
from support.paths import CASES
from yardstick import baselines, items
from yardstick.scoring import Row, row

pytestmark = pytest.mark.model

CASES = CASES / "quality"
KINDS = ("news", "minutes", "story", "report")
# ROUGE-1 at equal length, summary less opening: the least for each text, and on average. The
# story's reference retells its first sentences.
LEAST = {"news": -8.0, "minutes": -8.0, "story": -9.0, "report": -8.0}
LEAST_ON_AVERAGE = 0.0
SETTINGS = Settings(length=Length.parse("60"), claims=3)


@dataclass(frozen=True)
class Result:
    """A summary of one of the cases, and its figures."""

    summary: Summary
    row: Row

    @property
    def margin(self) -> float:
        """ROUGE-1 above that of the opening, both at the same length."""
        beside = self.row.against["opening"]
        return beside.own.best.r1 - beside.theirs.best.r1


def result(kind: str, engine: LlamaEngine) -> Result:
    text = (CASES / f"{kind}.txt").read_text(encoding="utf-8")
    reference = (CASES / f"{kind}.reference.txt").read_text(encoding="utf-8").strip()
    summary = pipeline.summarize(read(text=text), SETTINGS, engine)
    task = baselines.Task(summary.document, summary.target_words, summary.words)
    answers = {"opening": baselines.opening([task])[0]}
    item = items.Item(kind, "cases", kind, text, (reference,))
    return Result(summary, row(item, summary, answers, None))


@pytest.fixture(scope="module")
def results() -> Iterator[dict[str, Result]]:
    path = locate_model(DEFAULT_MODEL)
    with LlamaEngine(path, build_model_info(path, read_header(path))) as engine:
        yield {kind: result(kind, engine) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_everything_printed_is_supported(results: dict[str, Result], kind: str) -> None:
    summary = results[kind].summary
    assert summary.sentences
    assert summary.claims
    printed = (*summary.sentences, *summary.claims)
    assert {one.verdict for one in printed} == {Verdict.SUPPORTED}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_invented_or_repeated(results: dict[str, Result], kind: str) -> None:
    found = results[kind].row
    nothing: tuple[str, ...] = ()
    for faults in (found.faults, found.claim_faults):
        assert faults.numbers == nothing
        assert faults.names == nothing
        assert faults.twice == nothing
        assert faults.grams == nothing


@pytest.mark.parametrize("kind", KINDS)
def test_the_length_is_kept(results: dict[str, Result], kind: str) -> None:
    found = results[kind].row
    assert found.asked == 60
    assert found.on_length, found.given


@pytest.mark.parametrize("kind", KINDS)
def test_the_content_is_not_far_below_the_opening(results: dict[str, Result], kind: str) -> None:
    assert results[kind].margin >= LEAST[kind]


def test_on_average_the_content_is_above_the_opening(results: dict[str, Result]) -> None:
    assert sum(one.margin for one in results.values()) / len(results) >= LEAST_ON_AVERAGE
