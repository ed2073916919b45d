"""A Markdown article, summarised with a scripted engine: no mark of it is in any output."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summarize import check
from summarize.pipeline import summarize
from summarize.render import render_text, terminal_format
from summarize.results import Summary, Verdict
from summarize.settings import Format
from summarize.sources import read
from support.answers import settings_for, voting
from support.consoles import render_on_console
from support.scripted_engine import ScriptedEngine

ARTICLE = """---
title: The ferry of Tarn
tags: [ferry]
---
# The ferry of Tarn

%% ask Ann %%

The **ferry** of [[Tarn|Tarn]] sails at *9:30* and costs ~~£9~~ £6, said [Ann Oto](https://a.example).
It has burnt 10^6^ litres of oil since 2003[^1] and gives off 29 tonnes of CO~2~ a year. #todo

> [!warning] Late boats
> Marks &amp; Spencer sold the ==second boat== for `£2.3` million in **May**.

- [x] The council closed the <b>north pier</b> for $80\\,\\%$ of the winter.
- [ ] Twelve people lost their jobs ^[They got new ones.] in the harbour.

~~The ferry sank in 2019.~~

[^1]: The year in which it was built.
"""
MARKS = re.compile(r"\*\*ferry|~~|==|\[\[|\]\]|\]\(https|%%|`|<b>|&amp;|\^\[|\[!|#todo|\\\$80")


@pytest.fixture(name="summary")
def fixture_summary(tmp_path: Path) -> Summary:
    path = tmp_path / "ferry.md"
    path.write_text(ARTICLE, encoding="utf-8")
    settings = settings_for(length="60", claims=3)
    return summarize(read(str(path)), settings, ScriptedEngine(voting(2)))


@pytest.mark.parametrize("form", [Format.TEXT, Format.MARKDOWN, Format.RICH])
def test_no_mark_is_printed(summary: Summary, form: Format) -> None:
    assert summary.sentences
    assert summary.claims
    if form is Format.RICH:
        printed = render_on_console(lambda out: terminal_format.render_summary(summary, out, True))
    else:
        printed = render_text(summary, form, verbose=True)
    assert not MARKS.search(printed.replace("\\", ""))
    assert "sank" not in printed
    assert "£9 " not in printed


def test_quotes_are_slices_of_the_file(summary: Summary) -> None:
    for claim in (*summary.sentences, *summary.claims):
        for evidence in claim.evidence:
            start, end = evidence.span.start, evidence.span.end
            assert evidence.quote == ARTICLE[start:end]


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        ("Marks & Spencer sold the second boat for £2.3 million in May.", Verdict.SUPPORTED),
        ("The ferry of Tarn sails at 9:30 and costs £6, said Ann Oto.", Verdict.SUPPORTED),
        ("The ferry of Tarn sails at 9:30 and costs £9, said Ann Oto.", Verdict.UNSUPPORTED),
    ],
)
def test_what_is_read_is_what_is_checked(tmp_path: Path, statement: str, verdict: Verdict) -> None:
    path = tmp_path / "ferry.md"
    path.write_text(ARTICLE, encoding="utf-8")
    assert check(statement, read(str(path))).verdict is verdict
