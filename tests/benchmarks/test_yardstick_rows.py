"""From summaries to rows, tables and the bar of the quality benchmark."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarize.document import Document
from summarize.results import Coverage, Dropped, Gap, Summary
from summarize.sources import read
from support.checkers import checker_for
from support.scripted_engine import ScriptedEngine
from support.yardstick_article import ARTICLE
from yardstick import baselines, items, tables
from yardstick.bar import bar
from yardstick.scoring import row


@pytest.fixture
def article() -> Document:
    return read(text=ARTICLE)


def claims_of(*numbers: int) -> tuple:
    checker = checker_for(ARTICLE)
    return tuple(map(checker.quote_sentence, numbers))


def summary(document: Document, *numbers: int, claims: tuple[int, ...] = ()) -> Summary:
    return Summary(
        document,
        ScriptedEngine(str).info,
        requested_length="20",
        target_words=20,
        sentences=claims_of(*numbers),
        claims=claims_of(*claims),
        coverage=Coverage(1, 1, 1),
        dropped=(Dropped("x", ()),),
    )


ITEM = items.Item("a", "news_long", "", ARTICLE, ("Nobody was hurt in Tarn.",), ("Nobody hurt",))


def test_both_texts_are_cut_to_the_shorter_one(article: Document) -> None:
    answers = {"plain": baselines.Answer(("Nobody was hurt.",), 7)}
    found = row(ITEM, summary(article, 1, 2), answers, 1.5)
    beside = found.against["plain"]
    assert (found.given, beside.own.words, beside.theirs.words) == (18, 3, 3)
    assert beside.theirs.best.r1 == pytest.approx(75)
    assert beside.own.best.r1 == 0.0  # "The harbour of"
    assert (beside.theirs.covered, beside.own.covered, beside.unread) == (1.0, 0.0, 7)


def test_counts(article: Document) -> None:
    found = row(ITEM, summary(article, 1, 2, claims=(2, 3, 3)), {}, None)
    assert found.sentences == {"model": 0, "edited": 0, "source": 2}
    assert found.claims["source"] == 3
    assert len(found.claim_faults.twice) == 1
    assert (found.echoed, found.dropped, found.gaps) == (1, 1, 0)
    assert found.on_length
    assert not replace(found, given=24).on_length


def rows_of(article: Document) -> list:
    answers = {name: baselines.Answer(("Nobody was hurt.",)) for name in ("opening", "plain")}
    first = row(ITEM, summary(article, 2), answers, 2.0)
    return [
        first,
        replace(first, group="longdoc", kind="b"),
        replace(first, group="longdoc", kind="c"),
    ]


def test_a_line_for_each_set_and_kind(article: Document) -> None:
    found = [group.name for group in tables.groups(rows_of(article))]
    assert found == ["news_long", "longdoc", "- b", "- c", "all"]


def test_markdown() -> None:
    assert tables.markdown(["a", "n"], [["x", 1], ["yy", 22.4]]) == (
        "| a  |  n |\n| -- | -: |\n| x  |  1 |\n| yy | 22 |"
    )


def test_spread_of_the_mean() -> None:
    assert tables.spread([1.0, 3.0, None]) == pytest.approx(1.96)


def test_a_tie_with_the_opening_is_reached_and_with_the_plain_prompt_is_not(
    article: Document,
) -> None:
    found = {str(one).partition(" (")[0]: one for one in bar(rows_of(article), tables.Headline())}
    told = {name: one.reached for name, one in found.items() if "news_long R1" in name}
    assert sorted(told.values()) == [False, True]
    assert any("NOT REACHED: longdoc R1: " in name for name in found)
    assert any("- reached: longdoc R1, b: " in name for name in found)


def test_every_table_can_be_written(article: Document) -> None:
    rows, headline = rows_of(article), tables.Headline("mean")
    for table in (
        tables.summaries_table(rows, headline),
        tables.printed_table(rows),
        tables.baselines_table(rows, headline),
    ):
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_gaps_are_counted() -> None:
    document = read(text=ARTICLE)
    whole = document.sentences[0].span
    gap = Gap(whole, 1, 1, "lost")
    found = row(ITEM, replace(summary(document, 1), gaps=(gap,)), {}, None)
    assert found.gaps == 1
