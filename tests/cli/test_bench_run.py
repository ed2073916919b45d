"""`summarize bench`: what is counted as what, and the figures with the packaged model."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.cli import bench_run
from summarize.cli.bench_run import BenchResult, Speed, Stage
from summarize.document import Document
from summarize.inference import Completion, FinishReason, Prompt, Request
from summarize.inference.llama_cpp.batching import ContextLayout
from summarize.inference.llama_cpp.decoder import TimeSpent
from summarize.inference.llama_cpp.llama_context import Throughput
from summarize.models.speeds import MeasuredSpeeds, load_speeds
from summarize.results import ModelInfo
from summarize.settings import resolve_settings
from summarize.sources import read
from support.paths import EXAMPLES

HARBOUR = EXAMPLES / "harbour.txt"
MODEL = ModelInfo("tiny", "/models/tiny.gguf", 1000, "Q8_0")
FOUND = BenchResult(
    MODEL,
    threads=2,
    origin="harbour.txt",
    words=700,
    tokens=800,
    prompt=800,
    load_seconds=0.25,
    speeds=(Speed(1, 500.0, 70.0, 60.0), Speed(4, 500.0, 160.0, 120.0)),
    stages=(
        Stage(False, 5, 800, 600, 2.0, 3.0, 1.5, 2.5),
        Stage(True, 4, 200, 0, 1.0, 0.25, 1.0, 0.0),
        Stage(False, 1, 200, 50, 0.5, 0.25, 0.5, 0.5),
    ),
    seconds=8.0,
)


class Timed:
    """An engine of known pace: 100 tokens a second read, 10 written for each sequence."""

    info, context_size, has_chat_template, load_seconds, threads = MODEL, 4096, False, 0.5, 2

    def __init__(self) -> None:
        self.spent = TimeSpent()
        self.layout: ContextLayout | None = None
        self.paced: list[tuple[int, int, bool]] = []

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def apply_chat_template(self, message: str) -> Prompt:
        raise AssertionError

    def complete(self, requests: Sequence[Request]) -> Iterator[tuple[int, Completion]]:
        self.layout = ContextLayout(True, len(requests), 4096)
        for index, _ in enumerate(requests):
            read = 700 if index == 0 else 20
            self.spent.reading += read / 50
            self.spent.writing += 1.0
            yield index, Completion("Ito won the harbour prize.", FinishReason.END, read, 8)

    def measure_throughput(self, tokens: int, sequences: int, *, kv_unified: bool) -> Throughput:
        self.paced.append((tokens, sequences, kv_unified))
        return Throughput(100.0, 10.0 * sequences)


@pytest.fixture
def harbour() -> Document:
    return read(str(HARBOUR))


def test_the_ceiling_is_what_the_engine_takes_for_the_same_tokens(harbour: Document) -> None:
    engine = Timed()
    found = bench_run.measure_summary(harbour, resolve_settings({}, {}).settings, engine)  # type: ignore[arg-type]
    (stage,) = found.stages
    requests = stage.requests
    assert stage.prompt_tokens == 700 + 20 * (requests - 1)
    assert stage.output_tokens == 8 * requests
    read, written = stage.prompt_tokens / 100, stage.output_tokens / (10 * requests)
    assert (stage.reading_ceiling, stage.writing_ceiling) == pytest.approx((read, written))
    assert stage.reading == pytest.approx(2 * read)
    assert stage.writing == pytest.approx(requests)
    assert not stage.judges
    assert (700, requests, True) in engine.paced
    assert found.prompt == 700
    assert [speed.sequences for speed in found.speeds] == [1, 4, 8, 16]
    assert found.tokens == len(harbour.text.split())


def test_the_share_is_that_of_the_whole_summary() -> None:
    assert FOUND.ceiling_seconds == 6.0
    assert FOUND.share == 0.75


def test_it_is_shown_with_where_the_rest_went() -> None:
    shown = io.StringIO()
    with redirect_stdout(shown):
        bench_run.print_report(FOUND)
    text = shown.getvalue()
    assert "75% of the engine's own speed" in text
    assert "1,200 read for the 800 of the text: 1.50 for each" in text
    rows = [line.split() for line in text.splitlines()]
    assert ["1", "500", "70", "60"] in rows
    assert ["4", "500", "160", "120"] in rows
    parts = [(" ".join(row[:-3]), row[-3:]) for row in rows if row[-2:-1] and row[-2][-1:] == "%"]
    assert parts == [
        ("reading 1,000 tokens", ["2.50", "31%", "2.00"]),
        ("writing 650 tokens", ["3.25", "41%", "3.00"]),
        ("judging 4 statements, 200 tokens", ["1.25", "16%", "1.00"]),
        ("checking and choosing sentences", ["1.00", "12%", "–"]),
    ]


def test_json_has_every_figure() -> None:
    data = json.loads(bench_run.format_report_json(FOUND))
    assert data["share"] == 0.75
    assert data["ceiling_seconds"] == 6.0
    assert data["speeds"][1] == {"sequences": 4, "reading": 500.0, "shared": 160.0, "apart": 120.0}
    assert data["stages"][0]["output_tokens"] == 600
    assert data["stages"][1]["judges"] is True
    assert data["tokens"] == 800


def test_what_was_measured_is_kept_for_the_list_of_models(tmp_path: Path) -> None:
    model = tmp_path / "model.gguf"
    model.write_bytes(b"")
    bench_run._remember_speed(model, replace(FOUND, speeds=(Speed(1, None, None, None),)))
    assert load_speeds(model) is None
    bench_run._remember_speed(model, FOUND)
    assert load_speeds(model) == MeasuredSpeeds(500.0, 70.0)


@pytest.mark.model
def test_the_packaged_model_is_timed(capsys: pytest.CaptureFixture[str]) -> None:
    bench_run.run_bench(str(HARBOUR), resolve_settings({"cache": False}, {}).settings, as_json=True)
    data = json.loads(capsys.readouterr().out)
    assert data["words"] > 500
    assert data["threads"] >= 1
    assert data["stages"][0]["prompt_tokens"] > 800
    assert data["stages"][0]["output_tokens"] > 0
    assert 0 < data["share"] < 1.5
    assert data["stages"][0]["reading"] > 0
    assert data["stages"][0]["writing"] > 0
    many, one = data["speeds"][-1], data["speeds"][0]
    assert many["sequences"] == 16
    assert min(one["reading"], one["shared"], one["apart"], many["shared"], many["apart"]) > 0
