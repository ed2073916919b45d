"""Combining documents: citations, differences by date, subjects, focus, what failed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarize.document import Document
from summarize.inference import Request
from summarize.multidocument import combine, number_sources
from summarize.multidocument.members import MemberDrafter
from summarize.results import Basis, Origin
from support.answers import settings_for, voting
from support.digests import make_digest
from support.document_sets import ALL, read_dated
from support.scripted_engine import ScriptedEngine

SETS = {one.name: one for one in ALL}


def test_what_several_documents_say_is_one_sentence_with_all_of_them_as_evidence() -> None:
    digest = make_digest(SETS["strike"].read())
    walkout = [one for one in digest.statements if "1,400 nurses" in one.claim.text]
    assert len(walkout) == 1
    assert walkout[0].sources == {1, 2, 3, 4}


@pytest.mark.parametrize("name", ["ferry", "bridge"])
def test_the_newest_document_of_those_that_differ_is_named_where_all_have_dates(name: str) -> None:
    for difference in make_digest(SETS[name].read()).differences:
        dates = [max(one.sources) for one in difference.statements]
        assert dates == sorted(dates)  # the sets are in the order of their dates
        assert [one.is_newest for one in difference.statements] == [False, True]


def test_without_dates_none_is_the_newest() -> None:
    for difference in make_digest(SETS["quake"].read()).differences:
        assert not any(one.is_newest for one in difference.statements)


def test_what_is_out_of_date_is_not_in_the_summary() -> None:
    digest = make_digest(SETS["ferry"].read())
    assert "Fourteen people died" in digest.text
    assert "12 people died" not in digest.text
    disputed = [one.claim.text for one in digest.statements if one.is_disputed]
    assert sum("Fourteen" in text for text in disputed) == 1


def test_the_marks_are_the_words_in_which_documents_differ() -> None:
    (difference,) = make_digest(SETS["quake"].read()).differences
    marked = [
        [one.claim.text[span.start : span.end] for span in one.claim.wrong_spans]
        for one in difference.statements
    ]
    assert marked == [["Thirty-two"], ["45"]]


def test_other_subjects_begin_paragraphs_of_their_own() -> None:
    digest = make_digest(SETS["unlike"].read())
    for part in digest.paragraphs:
        assert len({one.source for one in part}) == 1


def test_reports_on_different_years_do_not_differ() -> None:
    assert not make_digest(SETS["budgets"].read()).differences


def test_bullets_make_each_statement_a_paragraph() -> None:
    digest = make_digest(SETS["ferry"].read(), style="bullets")
    assert len(digest.paragraphs) == len(digest.statements)


def test_a_tldr_is_a_line_or_two() -> None:
    assert 5 <= make_digest(SETS["strike"].read(), style="tldr").words <= 30


def test_with_a_focus_documents_without_it_are_left_out_and_told() -> None:
    digest = make_digest(SETS["unlike"].read(), focus="eels")
    assert {one.source for one in digest.statements} == {2}
    assert "Nothing about “eels” was found in 1.txt, 3.txt and 4.txt." in digest.notes


def test_a_focus_that_no_document_has_gives_a_digest_of_the_whole() -> None:
    digest = make_digest(SETS["unlike"].read(), focus="volcanoes")
    assert {one.source for one in digest.statements} == {1, 2, 3, 4}
    assert any("No document has" in note for note in digest.notes)


def test_a_summary_too_short_for_all_documents_says_of_which_it_has_nothing() -> None:
    digest = make_digest(SETS["unlike"].read(), length="20")
    assert digest.unsaid
    assert any(note.startswith("Nothing of") for note in digest.notes)


def test_what_repeats_a_document_that_failed_is_told_with_it() -> None:
    documents, settings = SETS["ferry"].read(), settings_for()
    engine = ScriptedEngine(voting())
    sources = number_sources(documents)
    drafter = MemberDrafter(settings, 120, engine)
    members = [drafter.draft(one) for one in sources if one.number in (2, 3)]
    digest = combine(sources, members, settings, engine.info)
    assert [one.number for one in digest.sources] == [2, 3]
    assert [one.origin for one in digest.failed] == ["4.txt"]


def test_the_model_is_asked_what_it_is_asked_about_each_document_alone() -> None:
    from summarize.pipeline import summarize

    document = SETS["ferry"].read()[0]
    alone, together = ScriptedEngine(voting()), ScriptedEngine(voting())
    summarize(document, settings_for(), alone)
    MemberDrafter(settings_for(), 120, together).draft(number_sources([document])[0])
    assert together.asked
    assert {repr(one) for one in together.asked} <= {repr(one) for one in alone.asked}


def test_the_own_words_of_a_model_are_taken_where_they_are_supported() -> None:
    def answer(request: Request) -> str:
        return "A ferry capsized two miles off Veldrin on Sunday evening."

    digest = make_digest(SETS["ferry"].read(), ScriptedEngine(answer))
    own = [one.claim for one in digest.statements if one.claim.origin is Origin.MODEL]
    assert all(one.basis is Basis.WORDS for one in own)


SHORT = "Note\n2026-01-02\nThe pier of Ostby is closed. Paint is wet. Come back on Friday."


def test_a_document_too_short_to_be_drafted_is_quoted() -> None:
    note = read_dated(SHORT, "note.txt")
    engine = ScriptedEngine(voting())
    digest = make_digest([note, *SETS["quake"].read()], engine, length="long")
    assert 1 in {one.source for one in digest.statements}


def test_documents_in_other_languages_have_no_differences() -> None:
    texts = (
        "Brand\n\nIn Mallow starben am Montag zwölf Menschen bei einem Brand in einem Lager. "
        "Die Feuerwehr kam mit sechzig Leuten. Der Schaden ist sehr hoch, sagte die Stadt.",
        "Feuer\n\nIn Mallow starben am Montag vierzehn Menschen bei einem Brand in einem Lager. "
        "Das Lager gehörte einer Firma aus Tern. Die Polizei sucht noch nach der Ursache.",
    )
    documents = [read_dated(text, f"{place}.txt") for place, text in enumerate(texts)]
    documents = [replace(one, language="de") for one in documents]
    digest = make_digest(documents)
    assert not digest.differences
    assert any("English alone" in note for note in digest.notes)
    assert _sources(documents) == [1, 2]


def _sources(documents: list[Document]) -> list[int]:
    return [one.number for one in number_sources(documents)]
