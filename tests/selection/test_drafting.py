"""What is asked of a model, by how far its statements are trusted."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.inference import Request
from summarize.judging.writer import UNKNOWN_WRITER, Writer
from summarize.pipeline import summarize
from summarize.results import Summary
from summarize.sources import read
from support.answers import article_of, settings_for, voting
from support.scripted_engine import ScriptedEngine, is_claims
from support.town_report import TOWN_REPORT

POOR, SMALL = Writer(0.24), Writer(0.74)


@pytest.fixture(scope="module")
def article() -> Document:
    return read(text=TOWN_REPORT, language="en")


def ask(
    document: Document, writer: Writer, *, window: int = 4096, unchecked: bool = False
) -> tuple[Summary, list[Request]]:
    engine = ScriptedEngine(voting(), context_size=window)
    settings = settings_for(length="60", claims=3, unchecked=unchecked)
    return summarize(document, settings, engine, writer=writer), engine.asked


def test_a_writer_who_is_mostly_wrong_drafts_less_and_lists_nothing(article: Document) -> None:
    summary, asked = ask(article, POOR)
    _, others = ask(article, UNKNOWN_WRITER)
    assert [is_claims(one) for one in asked] == [False] * 2
    assert sorted(is_claims(one) for one in others) == [False] * 3 + [True]
    assert max(one.max_tokens for one in asked) < min(one.max_tokens for one in others)
    assert summary.sentences
    assert summary.claims


def test_of_many_chunks_each_is_drafted_once_and_nothing_else(article: Document) -> None:
    summary, asked = ask(article, POOR, window=370)
    assert summary.coverage.chunks > 1
    assert len(asked) == summary.coverage.chunks
    assert len({article_of(one) for one in asked}) == len(asked)
    assert summary.coverage.tokens_read == summary.coverage.tokens_total
    _, others = ask(article, SMALL, window=370)
    assert len(others) > len(asked)


@pytest.mark.parametrize("window", [4096, 370])
def test_what_is_printed_as_it_is_is_asked_for_in_full(article: Document, window: int) -> None:
    summary, asked = ask(article, POOR, window=window, unchecked=True)
    assert summary.claims
    assert summary.sentences
    assert any(map(is_claims, asked))
    assert asked == ask(article, UNKNOWN_WRITER, window=window, unchecked=True)[1]
