"""Summaries by section, from a whole document: what each says, its length, gaps and remarks."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.errors import SettingsError
from summarize.inference import Request
from summarize.pipeline import summarize
from summarize.results import Origin, Summary, Verdict
from summarize.sources import read
from support.answers import article_of, failing_where, sentences_of, settings_for, voting
from support.scripted_engine import ScriptedEngine
from support.town_report import TOWN_REPORT


def opening(request: Request) -> str:
    """A model that repeats the first two sentences of what it is shown."""
    return " ".join([text for text in sentences_of(article_of(request)) if text[-1] == "."][:2])


def run(text: str = TOWN_REPORT, engine: ScriptedEngine | None = None, **flags: object) -> Summary:
    engine = engine or ScriptedEngine(opening)
    return summarize(read(text=text), settings_for(sections=True, **flags), engine)


def below(document: Document, heading: str) -> set[int]:
    return {
        one.number
        for one in document.sentences
        if document.headings_at(one.span.start)[:1] == (heading,)
    }


@pytest.mark.parametrize("length", ["60", "120", "200"])
def test_a_line_on_the_whole_then_each_section_in_order(length: str) -> None:
    summary = run(length=length)
    assert len(summary.sentences) == 1
    assert [part.heading for part in summary.sections] == [
        "The bridge", "The library", "Schools", "Thanks"
    ]  # fmt: skip
    for part in summary.sections:
        own = below(summary.document, part.heading)
        assert part.sentences
        assert all(own.issuperset(one.sentence_numbers) for one in part.sentences)
        assert all(one.verdict is Verdict.SUPPORTED for one in part.sentences)
    assert not summary.written


def test_nothing_is_said_twice() -> None:
    summary = run(length="200", claims=10)
    texts = [one.text for one in (*summary.all_sentences, *summary.claims)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("length", ["100", "120", "140"])
def test_all_sections_together_have_the_length(length: str) -> None:
    summary = run(length=length)
    assert abs(summary.words - int(length)) <= 0.15 * int(length)
    assert summary.words == len(summary.text.split())


def test_a_length_that_is_not_enough_for_a_sentence_each_is_told() -> None:
    summary = run(length="20")
    assert all(part.sentences for part in summary.sections)
    assert summary.notes[-1] == (
        f"A sentence or more for each of the 4 sections takes {summary.words} words, more than "
        "the 20 asked for."
    )


def test_a_very_short_section_is_quoted() -> None:
    thanks = run().sections[-1]
    assert thanks.text == "The council thanks all volunteers."
    assert thanks.sentences[0].origin is Origin.SOURCE


def test_no_section_costs_a_draft_of_its_own() -> None:
    """The drafts are those of the chunks and of the digest, however many sections there are."""
    engine = ScriptedEngine(opening)
    summary = run(engine=engine)
    assert summary.coverage.chunks == 2
    assert len(engine.asked) == 4  # a draft for each chunk; one and a list of claims of the digest


def test_what_the_drafts_say_is_chosen() -> None:
    """The drafts of a chunk decide within its sections."""
    for wanted in (
        "Anna Veit runs the reading room and will hire a student.",
        "Loans rose by 12 per cent in the first six months.",
        "Children borrowed most of the books.",
    ):

        def answer(request: Request, wanted: str = wanted) -> str:
            of_chunk = wanted in request.prompt.text and "bridge" not in request.prompt.text
            return wanted if of_chunk else opening(request)

        found = run(engine=ScriptedEngine(answer), length="60").sections
        (library,) = (part for part in found if part.heading == "The library")
        assert wanted in library.text


def test_a_section_that_was_not_read_has_no_sentence_and_a_gap() -> None:
    engine = ScriptedEngine(failing_where("Hill Street", opening))
    summary = run(engine=engine)
    found = {part.heading: part.sentences for part in summary.sections}
    assert summary.gaps
    assert found["Schools"] == ()
    assert found["The bridge"]


def test_without_headings_it_is_a_summary_of_the_whole_and_told(harbour: Document) -> None:
    engines = ScriptedEngine(voting(3)), ScriptedEngine(voting(3))
    asked = summarize(harbour, settings_for(sections=True), engines[0])
    plain = summarize(harbour, settings_for(), engines[1])
    assert (asked.sentences, asked.claims, asked.sections) == (plain.sentences, plain.claims, ())
    (note,) = set(asked.notes) - set(plain.notes)
    assert note.startswith("The article has no headings that divide it: ")


def test_with_a_focus_only_what_is_about_it() -> None:
    summary = run(focus="costs", length="60")
    assert "Thanks" not in [part.heading for part in summary.sections]
    assert all("cost" in one.text for one in summary.all_sentences)
    assert any("are left out" in note for note in summary.notes)


def test_a_draft_of_the_whole_has_no_sections() -> None:
    with pytest.raises(SettingsError, match="--sections"):
        settings_for(sections=True, unchecked=True)


def test_without_being_asked_for_there_are_none() -> None:
    summary = summarize(read(text=TOWN_REPORT), settings_for(), ScriptedEngine(voting(3)))
    assert summary.sections == ()
    assert summary.all_sentences == summary.sentences


def test_a_long_document_of_many_chunks() -> None:
    chapters = "\n\n".join(
        f"## Road {n}\n\n"
        + " ".join(
            f"Road number {n} was mended in {1900 + n + k}. The work took {k + 3} weeks and "
            f"{k + 9} men, and bridge {n * 100 + k} was painted."
            for k in range(30)
        )
        for n in range(2, 9)
    )
    engine = ScriptedEngine(voting(3), context_size=1200)
    summary = run(f"# Roads\n\n{chapters}", engine, length="200")
    assert summary.coverage.chunks >= 7
    assert [part.heading for part in summary.sections] == [f"Road {n}" for n in range(2, 9)]
    assert abs(summary.words - 200) <= 30
    for part in summary.sections:
        own = below(summary.document, part.heading)
        assert all(own.issuperset(one.sentence_numbers) for one in part.sentences)
