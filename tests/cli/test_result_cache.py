"""Finished summaries: found again for the same run, and for no other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from summarize import pipeline
from summarize.cli import result_cache, summarize_run
from summarize.cli.result_cache import SummaryCache
from summarize.cli.summarize_run import summarize_all
from summarize.document import Document, Span
from summarize.inference.load import LoadedEngine
from summarize.judging.writer import UNKNOWN_WRITER, Writer
from summarize.results import Gap, SectionSummary, Summary, Usage
from summarize.settings import Settings
from summarize.sources import read
from summarize.storage.cache import Cache
from support.answers import settings_for, voting
from support.paths import EXAMPLES
from support.scripted_engine import ScriptedEngine

HARBOUR = str(EXAMPLES / "harbour.txt")


@pytest.fixture(params=["harbour.txt", "feature.txt", "notice.txt"])
def summary(request: pytest.FixtureRequest) -> Summary:
    document = read(str(EXAMPLES / request.param))
    return pipeline.summarize(document, settings_for(length="200"), ScriptedEngine(voting()))


def open_cache(cache: Cache, identity: str = "1", **flags: object) -> SummaryCache:
    return SummaryCache(cache, settings_for(**flags), identity)


def test_a_summary_comes_back_as_it_was_but_for_what_it_cost(
    cache: Cache, summary: Summary
) -> None:
    open_cache(cache).store_summary(summary, UNKNOWN_WRITER)
    assert open_cache(cache).find_summary(summary.document, UNKNOWN_WRITER) == replace(
        summary, usage=Usage()
    )


def test_places_and_marks_come_back(cache: Cache, summary: Summary) -> None:
    claim = replace(summary.sentences[0], wrong_spans=(Span(0, 3), Span(4, 9)), attributed_to="Ito")
    marked = replace(
        summary, claims=(claim,), paragraph_breaks=(1,), unchecked=True, notes=("Short.",)
    )
    open_cache(cache).store_summary(marked, UNKNOWN_WRITER)
    assert open_cache(cache).find_summary(summary.document, UNKNOWN_WRITER) == replace(
        marked, usage=Usage()
    )


def test_sections_come_back(cache: Cache, summary: Summary) -> None:
    part = SectionSummary("Costs", 4, None, 80, summary.sentences, (1,))
    divided = replace(summary, sections=(part, replace(part, page=3, sentences=())))
    open_cache(cache).store_summary(divided, UNKNOWN_WRITER)
    assert open_cache(cache).find_summary(summary.document, UNKNOWN_WRITER) == replace(
        divided, usage=Usage()
    )


@pytest.mark.parametrize(
    "flags",
    [
        {"length": "long"},
        {"claims": 3},
        {"focus": "the harbour"},
        {"language": "de"},
        {"seed": 7},
        {"ctx": 1024},
        {"unchecked": True},
        {"sections": True},
    ],
)
def test_other_settings_do_not_count(
    cache: Cache, summary: Summary, flags: dict[str, object]
) -> None:
    open_cache(cache).store_summary(summary, UNKNOWN_WRITER)
    assert open_cache(cache, **flags).find_summary(summary.document, UNKNOWN_WRITER) is None


def test_another_opinion_of_the_writer_does_not_count(cache: Cache, summary: Summary) -> None:
    """After its exam, the same model's summary may be another."""
    open_cache(cache).store_summary(summary, UNKNOWN_WRITER)
    assert open_cache(cache).find_summary(summary.document, Writer(0.9)) is None


def test_how_it_is_shown_does_not_matter(cache: Cache, summary: Summary) -> None:
    open_cache(cache).store_summary(summary, UNKNOWN_WRITER)
    shown = open_cache(cache, format="json", quiet=True, stats=True, threads=1)
    assert shown.find_summary(
        replace(summary.document, origin="elsewhere.txt", notes=("?",)), UNKNOWN_WRITER
    )


def test_another_document_model_or_program_does_not_count(
    cache: Cache, summary: Summary, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_cache(cache).store_summary(summary, UNKNOWN_WRITER)
    document = summary.document
    other = replace(document, text=document.text.replace("a", "e", 1))
    assert open_cache(cache).find_summary(other, UNKNOWN_WRITER) is None
    assert open_cache(cache).find_summary(replace(document, pages=(0, 10)), UNKNOWN_WRITER) is None
    assert open_cache(cache, "2").find_summary(document, UNKNOWN_WRITER) is None
    assert open_cache(cache, model="another.gguf").find_summary(document, UNKNOWN_WRITER) is None
    monkeypatch.setattr(result_cache, "hash_program", lambda: "changed")
    assert open_cache(cache).find_summary(document, UNKNOWN_WRITER) is None


def test_a_summary_with_gaps_is_not_kept(cache: Cache, summary: Summary) -> None:
    gap = Gap(Span(0, 10), 1, 1, "the engine failed")
    open_cache(cache).store_summary(replace(summary, gaps=(gap,)), UNKNOWN_WRITER)
    assert open_cache(cache).find_summary(summary.document, UNKNOWN_WRITER) is None


def test_a_summary_is_not_kept_if_a_question_was_not_answered(
    cache: Cache, summary: Summary
) -> None:
    open_cache(cache).store_summary(replace(summary, unanswered=1), UNKNOWN_WRITER)
    assert open_cache(cache).find_summary(summary.document, UNKNOWN_WRITER) is None


@pytest.mark.parametrize("kept", ["", "[]", '{"model": 3}', "{"])
def test_what_is_no_summary_is_not_found(cache: Cache, summary: Summary, kept: str) -> None:
    mine = open_cache(cache)
    cache.put(mine._key(summary.document, UNKNOWN_WRITER), kept)
    assert mine.find_summary(summary.document, UNKNOWN_WRITER) is None


def test_the_same_run_again_needs_no_model(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opens: list[Settings] = []

    @contextmanager
    def opened(settings: Settings) -> Iterator[LoadedEngine]:
        opens.append(settings)
        yield LoadedEngine(ScriptedEngine(voting()), 2.5, None)

    monkeypatch.setattr(summarize_run, "load_engine", opened)

    def run(**flags: object) -> Document:
        assert summarize_all([HARBOUR], None, settings_for(format="json", **flags)) == 0
        found = json.loads(capsys.readouterr().out)
        del found["usage"]
        return found  # type: ignore[no-any-return]

    first = run()
    assert (run(), len(opens)) == (first, 1)
    assert (run(cache=False), len(opens)) == (first, 2)
    assert (run(length="short") != first, len(opens)) == (True, 3)
