"""Relevance of sentences to a query, and remarks on what is not covered."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.pipeline import summarize
from summarize.results import Summary
from summarize.selection.query_focus import Focus
from summarize.sources import read
from summarize.verification.checker import Checker
from support.answers import settings_for, voting
from support.scripted_engine import ScriptedEngine

MEETING = """\
The town council of Marrin met on Thursday to settle the budget. Forty people came to listen.

The bridge over the Tarn will be closed all summer. Engineers found cracks in two of its piers last autumn. Repairing it will cost 4.1 million crowns, Mayor Inga Brandt said.

The library in Mill Lane will open on Sundays again. Readers had collected 900 signatures for that. The costs of the longer hours are 30,000 crowns a year.

Brandt defended the closure. She said that nobody wanted another accident. Councillor Olaf Reim called the plan far too slow.

The librarians welcomed the decision. Anna Veit runs the reading room. She will hire a student.

The Marrin Transport Board (MTB) plans a ferry while the bridge is closed. The board expects 600 passengers a day.
"""  # noqa: E501

GERMAN = """\
Der Gemeinderat von Marrin hat am Donnerstag über den Haushalt beraten. Vierzig Leute hörten zu.

Die Brücke über die Tarn wird im Sommer gesperrt. Fachleute fanden im Herbst Risse in zwei Pfeilern. Die Brückensanierung kostet vier Millionen Kronen, sagte Bürgermeisterin Inga Brandt.

Die Bücherei in der Mühlgasse öffnet wieder am Sonntag. Leser hatten dafür Unterschriften gesammelt. Die längeren Öffnungszeiten kosten im Jahr dreißigtausend Kronen.
"""  # noqa: E501

WHOLE = "This is a summary of the whole article."


def said(document: Document, numbers: frozenset[int]) -> str:
    return " ".join(document.sentence_text(document.sentence(n)) for n in sorted(numbers))


def focus_on(text: str, article: str = MEETING) -> tuple[Focus, str]:
    document = read(text=article)
    focus = Focus(text, AnnotatedDocument(document))
    return focus, said(document, focus.relevant)


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        ("bridge", ["The bridge over", "plans a ferry while the bridge"], ["library", "budget"]),
        ("the library", ["The library in", "The librarians welcomed"], ["bridge", "budget"]),
        ("LIBRARIES", ["The library in"], ["bridge"]),
        ("What does the article say about the library?", ["The library in"], ["bridge"]),
        ("costs of the bridge", ["Repairing it will cost", "The bridge over"], ["longer hours"]),
        ("costs of the library", ["The costs of the longer hours"], ["Repairing it will cost"]),
        ("Inga Brandt", ["Mayor Inga Brandt said", "Brandt defended", "She said that nobody"],
         ["She will hire", "Reim"]),
        ("brandt", ["Mayor Inga Brandt said", "Brandt defended"], ["Reim", "library"]),
        ("Anna Veit", ["Anna Veit runs", "She will hire"], ["She said that nobody"]),
        ("Marrin Transport Board", ["Transport Board (MTB)"], ["library"]),
        ("MTB", ["Transport Board (MTB)"], ["library"]),
        ("Olaf Reim or Anna Veit", ["Councillor Olaf Reim", "Anna Veit runs"], ["library"]),
        ("Olaf Reim and Anna Veit", ["Councillor Olaf Reim", "Anna Veit runs"], ["library"]),
    ],
)  # fmt: skip
def test_the_sentences_that_are_about_it(text: str, there: list[str], not_there: list[str]) -> None:
    focus, about = focus_on(text)
    assert focus.is_covered
    for words in there:
        assert words in about
    for words in not_there:
        assert words not in about


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("fisheries policy", "words “fisheries” or “policy”"),
        ("unicorns", "word “unicorns”"),
        ("unicorns, dragons or elves", "words “unicorns”, “dragons” or “elves”"),
        ("plan for the airport in Dunholm", "words “airport” or “Dunholm”"),
        ("costs of the airport", "word “airport”"),
        ("Zelinsky", "word “Zelinsky”"),
        ("Otto Zelinsky", "words “Otto Zelinsky”"),
        ("elections in Norway", "words “elections” or “Norway”"),
        ("What does Inga Brandt say about schools?", "word “schools”"),
    ],
)
def test_of_words_that_are_missing_no_more_is_said(text: str, missing: str) -> None:
    focus, about = focus_on(text)
    assert not focus.is_covered
    assert about == ""
    assert focus.excluded == frozenset()
    assert focus.format_instruction() == ""
    assert focus.format_note(100) == f"No sentence has the {missing}. {WHOLE}"


def test_words_that_stand_far_from_each_other() -> None:
    focus, about = focus_on("signatures for the ferry")
    assert not focus.is_covered
    assert about == ""
    assert focus.format_note(100) == (
        f"No passage has the words “signatures” and “ferry” together. {WHOLE}"
    )


def test_a_word_of_a_heading_alone() -> None:
    """The title's word is no reason to leave anything out."""
    text = "# Council\n\nIt met on Thursday in the hall. It spoke of the bridge. It went home."
    focus, _ = focus_on("council", text)
    assert focus.format_note(100) == f"No sentence but a heading has the word “council”. {WHOLE}"


@pytest.mark.parametrize("text", ["?", "...", "the"])
def test_a_focus_without_a_word_to_look_for(text: str) -> None:
    focus, _ = focus_on(text)
    assert not focus.is_covered
    assert focus.format_note(100) == f"“{text}” has no word to look for. {WHOLE}"


def test_of_a_covered_focus_the_missing_word_is_named_but_not_of_a_question() -> None:
    note = "No sentence has the word “old”."
    focus, about = focus_on("library in the old Mill Lane")
    assert "The library in" in about
    assert focus.format_note(1) == note
    assert focus_on("When will the old library in Mill Lane open?")[0].format_note(1) == ""


@pytest.mark.parametrize(
    ("text", "article", "language"),
    [
        ("Wie teuer ist die Brücke?", MEETING, "English"),
        ("bridge", GERMAN, "German"),
        ("unicorns", MEETING, ""),
        ("Bücherei unicorn", GERMAN, ""),
    ],
)
def test_a_focus_in_another_language_than_the_articles(
    text: str, article: str, language: str
) -> None:
    note = focus_on(text, article)[0].format_note(100)
    hint = f" Ask in the article's language, {language}." if language else ""
    assert note.startswith("No sentence has the word")
    assert note.endswith(f" {WHOLE}{hint}")


@pytest.mark.parametrize(
    ("text", "names"),
    [("Brant", "“Brandt”"), ("Ingo Brand", "“Inga Brandt”"), ("Marin", "“Marrin”")],
)
def test_a_misspelt_name_gets_those_that_are_like_it(text: str, names: str) -> None:
    focus, _ = focus_on(text)
    note = focus.format_note(100)
    assert note.startswith("No sentence has the word")
    assert f"“{text}”. {WHOLE} The article names “" in note
    assert names in note


def test_relevance_is_between_0_and_1_and_1_for_the_best() -> None:
    document = read(text=MEETING)
    focus = Focus("bridge", AnnotatedDocument(document))
    shares = [focus.relevance(sentence.number) for sentence in document.sentences]
    assert max(shares) == 1.0
    assert min(shares) == 0.0
    beside = next(s for s in document.sentences if "cracks" in document.sentence_text(s))
    assert 0 < focus.relevance(beside.number) < focus.relevance(beside.number - 1)


def test_what_a_sentence_leans_on_is_needed() -> None:
    document = read(text=MEETING)
    focus = Focus("student", AnnotatedDocument(document))
    assert said(document, focus.relevant) == "She will hire a student."
    assert "Anna Veit" in said(document, focus.context)
    assert not focus.context & focus.excluded
    assert focus.relevant | focus.context | focus.excluded == {s.number for s in document.sentences}


def test_what_leads_to_nothing_is_not_kept() -> None:
    document = read(text=MEETING)
    checker = Checker(AnnotatedDocument(document))
    focus = Focus("student", checker.annotated)
    lead, about = (
        checker.quote_sentence(min(numbers)) for numbers in (focus.context, focus.relevant)
    )
    assert focus.drop_stray_context([lead, about]) == (lead, about)
    assert focus.drop_stray_context([lead]) == ()
    assert focus.drop_stray_context([about]) == (about,)
    assert Focus("", checker.annotated).drop_stray_context([lead]) == (lead,)


def test_a_heading_tells_what_is_below_it() -> None:
    document = read(
        text="# Council\n\nIt met on Thursday in the hall.\n\n## The bridge\n\nWork begins in May. "
        "It will take a year.\n\n## The library\n\nIt opens on Sundays. Readers are glad."
    )
    focus = Focus("bridge", AnnotatedDocument(document))
    assert said(document, focus.relevant) == "Work begins in May. It will take a year."


def test_what_stands_below_no_heading_of_its_own_is_not_about_the_title() -> None:
    document = read(text="# The bridge\n\nThe council met. It spoke of the bridge. It went home.")
    focus = Focus("bridge", AnnotatedDocument(document))
    assert said(document, focus.relevant) == "It spoke of the bridge."


def test_the_prompt_is_told_what_was_asked_for() -> None:
    assert focus_on("the bridge")[0].format_instruction() == " Focus on the bridge."
    assert focus_on("Who pays for the bridge?")[0].format_instruction() == (
        " Answer this: Who pays for the bridge?"
    )


def test_of_little_the_reader_is_told_how_little() -> None:
    focus, about = focus_on("Anna Veit")
    words = len(about.split())
    assert focus.relevant_words == words
    assert focus.format_note(100) == (
        f"The sentences found for “Anna Veit” have {words} words in all."
    )
    assert focus.format_note(words) == ""


@pytest.mark.parametrize(
    ("text", "there", "not_there"),
    [
        ("Brücke", ["Die Brücke über", "Die Brückensanierung"], ["Bücherei"]),
        ("Was sagt der Artikel über die Bücherei?", ["Die Bücherei in"], ["Brücke"]),
        ("brücken", ["Die Brücke über"], ["Bücherei"]),
    ],
)
def test_a_focus_in_another_language(text: str, there: list[str], not_there: list[str]) -> None:
    focus, about = focus_on(text, GERMAN)
    assert focus.is_covered
    assert all(words in about for words in there)
    assert not any(words in about for words in not_there)


def test_a_sentence_that_only_leads_to_one_about_it_counts_less() -> None:
    focus = Focus("library", AnnotatedDocument(read(text=MEETING)))
    best = max(focus.relevant, key=focus.weight)
    assert focus.weight(best) == 1.0
    assert all(0 < focus.weight(number) < 1 for number in focus.context - focus.relevant)


def test_without_a_focus_every_sentence_counts_the_same() -> None:
    focus = Focus("", AnnotatedDocument(read(text=MEETING)))
    assert {focus.weight(number) for number in range(1, 17)} == {1.0}


def test_of_two_things_the_one_that_is_not_there_is_named() -> None:
    focus, about = focus_on("library, airport")
    assert "The library in" in about
    assert focus.format_note(10).startswith("No sentence has the word “airport”.")


def test_no_focus_changes_nothing() -> None:
    focus, about = focus_on("")
    assert about == ""
    assert focus.excluded == frozenset()
    assert focus.format_note(100) == focus.format_instruction() == ""


def run(article: str, engine: ScriptedEngine, **flags: object) -> Summary:
    return summarize(read(text=article), settings_for(**flags), engine)


LIBRARY = ("librar", "Readers", "longer hours", "Anna Veit")


def test_summary_and_claims_are_about_the_focus_alone() -> None:
    """Whatever the model votes for, and though more words were asked for."""
    summary = run(MEETING, ScriptedEngine(voting(2)), focus="the library", length="60", claims=6)
    assert summary.sentences
    for one in (*summary.sentences, *summary.claims):
        assert any(word in one.text for word in LIBRARY)
    assert summary.words < 60
    (note,) = summary.notes
    assert note.startswith("The sentences found for “the library” have ")


def test_with_a_focus_that_is_not_there_the_summary_is_the_ordinary_one() -> None:
    ordinary = run(MEETING, ScriptedEngine(voting(2)), length="60")
    engine = ScriptedEngine(voting(2))
    summary = run(MEETING, engine, focus="Zelinsky", length="60")
    assert (summary.text, summary.claims) == (ordinary.text, ordinary.claims)
    assert summary.notes == (f"No sentence has the word “Zelinsky”. {WHOLE}",)
    assert not any("Zelinsky" in request.prompt.text for request in engine.asked)


def test_of_a_long_article_all_is_read_and_only_the_focus_printed() -> None:
    """Many chunks on roads: the library is spoken of in the last of them."""
    roads = "\n\n".join(
        f"Road number {n} was mended in {1900 + n}. The work took {n} weeks and {n + 3} men."
        for n in range(2, 90)
    )
    article = f"{roads}\n\n{MEETING}"
    engine = ScriptedEngine(voting(3), context_size=1200)
    summary = run(article, engine, focus="library", length="40", claims=3)
    assert summary.coverage.chunks > 1
    assert summary.coverage.tokens_read == summary.coverage.tokens_total
    assert summary.sentences
    for one in (*summary.sentences, *summary.claims):
        assert any(word in one.text for word in LIBRARY)
