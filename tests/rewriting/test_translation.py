"""Translation of a summary: what is accepted, refused and remarked on."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from summarize.document import Document
from summarize.inference import Completion, FinishReason, Request
from summarize.pipeline import summarize
from summarize.results import Origin, RepairMethod, Summary, Verdict
from summarize.sources import read
from support.answers import Answer, settings_for, voting
from support.scripted_engine import ScriptedEngine

ARTICLE = """\
The council of Veldrin met on Tuesday 9 May and bought three kites for the harbour.

The kites cost 10,000 crowns and Ana Sorel will fly them every morning.

The old mast was not sold, because Piet Holm wants to keep it on the pier.

A new mast would have cost 3.5 million crowns and two years of work.
"""

# Written by hand, as a good model would do it.
GERMAN = {
    "The council of Veldrin met on Tuesday 9 May and bought three kites for the harbour.": (
        "Der Rat von Veldrin traf sich am Dienstag, dem 9. Mai, und kaufte drei Drachen für den "
        "Hafen."
    ),
    "The kites cost 10,000 crowns and Ana Sorel will fly them every morning.": (
        "Die Drachen kosten 10,000 Kronen, und Ana Sorel wird sie jeden Morgen steigen lassen."
    ),
    "The old mast was not sold, because Piet Holm wants to keep it on the pier.": (
        "Der alte Mast wurde nicht verkauft, weil Piet Holm ihn auf dem Pier behalten will."
    ),
    "A new mast would have cost 3.5 million crowns and two years of work.": (
        "Ein neuer Mast hätte 3,5 Millionen Kronen und zwei Jahre Arbeit gekostet."
    ),
}
ENGLISH = {german.replace("10,000", "10.000"): english for english, german in GERMAN.items()}


def sentence_in(request: Request) -> tuple[str, str]:
    """What is to be translated, and into which language."""
    text = request.prompt.text
    found = re.fullmatch(r"Translate this \w+ sentence into (\w+)\..*?\n\n(.*)", text, re.DOTALL)
    if found:
        return found[2], found[1]
    *_, last, label = text.split("\n")
    return last.partition(": ")[2], {"Deutsch": "German"}.get(label.rstrip(":"), label.rstrip(":"))


def translating(change: Callable[[Request, str], str | Completion]) -> Answer:
    """A model that translates as it should, but for what `change` makes of its German."""

    def answer(request: Request) -> str | Completion:
        if "Summar" in request.prompt.text or "important facts" in request.prompt.text:
            return voting(2)(request)
        sentence, language = sentence_in(request)
        if language == "German":
            return change(request, GERMAN[sentence])
        return ENGLISH.get(sentence, sentence)

    return answer


def run(answer: Answer, *, chats: bool = True, **flags: object) -> Summary:
    engine = ScriptedEngine(answer, has_chat_template=chats)
    settings = settings_for(**{"language": "de", "length": "40", "claims": 6, **flags})
    return summarize(read(text=ARTICLE), settings, engine)


def told(summary: Summary) -> list[str]:
    return [one.text for one in (*summary.sentences, *summary.claims)]


def asked_to_translate(engine: ScriptedEngine) -> list[Request]:
    return [request for request in engine.asked if "important" not in request.prompt.text
            and "Summar" not in request.prompt.text]  # fmt: skip


def test_the_sentences_of_sections_are_translated_too() -> None:
    first, *others = ARTICLE.strip().split("\n\n")
    text = f"# Report\n\n## One\n\n{first}\n\n## Two\n\n" + "\n\n".join(others)
    engine = ScriptedEngine(translating(lambda request, german: german))
    settings = settings_for(language="de", length="40", sections=True)
    summary = summarize(read(text=text), settings, engine)
    assert [part.heading for part in summary.sections] == ["One", "Two"]
    for one in summary.all_sentences:
        assert one.origin is Origin.TRANSLATED
        assert one.translated_from == ENGLISH[one.text]


@pytest.mark.parametrize("chats", [True, False])
def test_what_is_translated_rightly_is_printed_with_the_original_as_evidence(chats: bool) -> None:
    summary = run(translating(lambda request, german: german), chats=chats)
    assert summary.sentences
    assert summary.claims
    for one in (*summary.sentences, *summary.claims):
        assert one.origin is Origin.TRANSLATED
        assert one.text in ENGLISH
        assert one.translated_from == ENGLISH[one.text]
        assert one.verdict is Verdict.SUPPORTED
        assert one.evidence[0].quote == one.translated_from
    (note,) = summary.notes
    assert note.startswith("Translated by the model from English")


def test_drafts_are_asked_for_in_the_articles_language() -> None:
    engine = ScriptedEngine(translating(lambda request, german: german))
    summarize(read(text=ARTICLE), settings_for(language="de", length="40"), engine)
    drafts = [one for one in engine.asked if one not in asked_to_translate(engine)]
    assert drafts
    assert not any("German" in one.prompt.text or "“de”" in one.prompt.text for one in drafts)


WRONG: dict[str, Callable[[Request, str], str | Completion]] = {
    "another language": lambda request, german: (
        "De raad van Veldrin kwam op dinsdag 9 mei bijeen en kocht drie vliegers voor de haven."
        " De raad van Veldrin is daar erg blij mee en wil ze graag houden."
    ),
    "a number changed": lambda request, german: (
        german.replace("drei", "vier")
        .replace("10,000", "12.000")
        .replace("3,5", "3,7")
        .replace("Piet Holm", "Piet Holm mit 2 Leuten")
    ),
    "a name lost": lambda request, german: (
        german.replace("Veldrin", "der Stadt")
        .replace("Ana Sorel", "man")
        .replace("Piet Holm", "jemand")
        .replace("3,5 Millionen", "viele")
    ),
    "another name of the article": lambda request, german: (
        german.rstrip(".") + ", sagte Sorel mit Holm in Veldrin."
    ),
    "not translated": lambda request, german: ENGLISH[german.replace("10,000", "10.000")],
    "a loop": lambda request, german: Completion(german, FinishReason.LOOP),
    "cut off": lambda request, german: Completion(german, FinishReason.LENGTH),
    "words twice": lambda request, german: f"{german.rstrip('.')} und {german}",
    "two lines": lambda request, german: f"{german}\nDas ist die richtige Antwort.",
    "the task in it": lambda request, german: f"The German translation is {german}",
    "a not that is lost or added": lambda request, german: (
        german.replace("nicht ", "") if "nicht" in german else f"{german.rstrip('.')} nicht."
    ),
    "nothing": lambda request, german: "",
}  # fmt: skip


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_what_is_translated_wrongly_stays_in_the_original(
    change: Callable[[Request, str], str | Completion],
) -> None:
    summary = run(translating(change))
    assert summary.sentences
    assert set(told(summary)) <= set(GERMAN)
    assert not any(one.translated_from for one in summary.sentences)
    count = len(set(told(summary)))
    assert summary.notes == (
        f"{count} of {count} sentences could not be translated faithfully into German and are in "
        "the original.",
    )


def test_a_translation_that_says_something_else_does_not_come_back() -> None:
    """No figure and no name is wrong in it; only the way back shows what it says."""
    flown = "Ana Sorel will fly them every morning"
    german, english = "steigen lassen", "burn them every night at home"

    wrong = translating(lambda _, good: good.replace(german, "abends verbrennen"))

    def answer(request: Request) -> str | Completion:
        if "abends verbrennen" in request.prompt.text:
            return f"The kites cost 10,000 crowns and Ana Sorel will {english}."
        return wrong(request)

    summary = run(answer)
    assert any(flown in text for text in told(summary))
    assert not any("verbrennen" in text for text in told(summary))
    assert any(one.origin is Origin.TRANSLATED for one in summary.sentences)


def test_an_announcement_and_a_label_are_taken_off() -> None:
    summary = run(
        translating(lambda request, german: f"Here is the translation:\nGerman: {german}")
    )
    assert all(one.origin is Origin.TRANSLATED for one in summary.sentences)
    assert set(told(summary)) <= set(ENGLISH)


def test_what_fails_first_may_succeed_later() -> None:
    engine = ScriptedEngine(
        translating(lambda request, german: german if request.temperature else "Nein.")
    )
    settings = settings_for(language="de", length="40", claims=4)
    summary = summarize(read(text=ARTICLE), settings, engine)
    assert all(one.origin is Origin.TRANSLATED for one in summary.sentences)
    seeds = {request.seed for request in asked_to_translate(engine) if request.temperature}
    assert len(seeds) > 1


def test_of_some_that_fail_the_reader_is_told_how_many() -> None:
    summary = run(translating(
        lambda request, german: german.replace("Ana Sorel", "Eva Lind").replace("nicht ", "")
    ))  # fmt: skip
    origins = {one.text: one.origin for one in (*summary.sentences, *summary.claims)}
    failed = [text for text in GERMAN if ("Sorel" in text or "not" in text) and text in origins]
    assert failed
    assert all(origins[text] is not Origin.TRANSLATED for text in failed)
    assert sum(origin is Origin.TRANSLATED for origin in origins.values()) == len(origins) - len(
        failed
    )
    assert summary.notes[-1].startswith(f"{len(failed)} of {len(origins)} sentences could not")


def test_an_article_in_that_language_is_not_translated(harbour: Document) -> None:
    engine = ScriptedEngine(voting())
    summary = summarize(harbour, settings_for(language="en"), engine)
    assert summary.notes == ()
    assert not any("Translate" in request.prompt.text for request in engine.asked)


def test_a_model_without_the_language_is_not_asked() -> None:
    engine = ScriptedEngine(translating(lambda request, german: german))
    engine.info = replace(engine.info, languages=("en",))
    summary = summarize(read(text=ARTICLE), settings_for(language="de", length="40"), engine)
    assert len(summary.notes) == 1
    assert "does not know German" in summary.notes[0]
    assert asked_to_translate(engine) == []
    assert set(told(summary)) <= set(GERMAN)


@pytest.mark.parametrize("code", ["xx", "tlh"])
def test_a_language_that_nobody_can_tell_is_said(code: str) -> None:
    summary = run(translating(lambda request, german: german), language=code)
    assert len(summary.notes) == 1
    assert f"“{code}”" in summary.notes[0]
    assert set(told(summary)) <= set(GERMAN)


def test_an_unchecked_draft_is_not_translated() -> None:
    summary = run(translating(lambda request, german: german), unchecked=True)
    assert any("not translated" in note for note in summary.notes)
    assert all(one.translated_from is None for one in summary.sentences)


def test_a_text_too_short_to_summarise_is_translated_too() -> None:
    text = next(iter(GERMAN))
    engine = ScriptedEngine(translating(lambda request, german: german))
    summary = summarize(read(text=text), settings_for(language="de"), engine)
    assert summary.text == GERMAN[text]


def test_repairs_name_what_is_printed() -> None:
    """What stands in the place of a failed statement is told as the reader finds it."""

    def answer(request: Request) -> str | Completion:
        if "Summar" in request.prompt.text or "important facts" in request.prompt.text:
            return "The kites cost 99,000 crowns and Ana Sorel will fly them every morning."
        return translating(lambda request, german: german)(request)

    summary = run(answer, length="60")
    (repair,) = [one for one in summary.repairs if one.method is not RepairMethod.DRAFT]
    assert repair.after in told(summary)
    assert "Drachen" in repair.after
