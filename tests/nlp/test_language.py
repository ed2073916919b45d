"""Language detection: which language a text is in, and when nobody can tell."""

from __future__ import annotations

import pytest

from summarize.nlp import language
from summarize.nlp.language import MIN_WORDS, detect_language

TEXTS = {
    "en": "The ferry has run across the sound since the year in which my grandmother was born. ",
    "de": "Die Fähre fährt über den Sund seit dem Jahr, in dem meine Großmutter geboren wurde. ",
    "fr": "Le bac traverse le détroit depuis l’année où ma grand-mère est née dans le village. ",
    "es": "El transbordador cruza el estrecho desde el año en que nació mi abuela en el pueblo. ",
    "ru": "Паром ходит через пролив с того года, в котором родилась моя бабушка в деревне. ",
    "ja": "祖母が生まれた年から、この渡し船は海峡を渡っています。今日も船は出ます。",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_languages_are_told_apart(code: str, text: str) -> None:
    assert detect_language([text * 4]) == code


def test_too_few_words_say_nothing() -> None:
    assert detect_language([" ".join(["word"] * (MIN_WORDS - 1))]) is None
    assert detect_language([]) is None


@pytest.mark.parametrize("text", ["1.08 17 4 11 " * 20, "x y z q w " * 20])
def test_what_is_no_language_says_nothing(text: str) -> None:
    assert detect_language([text]) is None


def test_short_lines_do_not_hide_the_article() -> None:
    assert detect_language(["CHAPTER XII"] * 400 + [TEXTS["de"] * 3]) == "de"


def test_a_lone_surrogate_does_no_harm() -> None:
    assert detect_language([TEXTS["en"] * 2 + "\ud800"]) == "en"


def test_plain_english_needs_no_identifier(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise AssertionError("the identifier was loaded")

    monkeypatch.setattr(language, "_load_identifier", refuse)
    sentence = "The mayor of the town said that the ferry was late and that they were not told."
    assert language.detect_language([sentence] * 10) == "en"
    with pytest.raises(AssertionError, match="loaded"):
        language.detect_language(
            ["Ferry late, mayor cross, harbour shut, crew gone home early again."] * 15
        )


ENGLISH = (
    "The toll on the Marden bridge will rise to 6 pounds on 1 June, the council said on Monday. "
    "Councillors voted for it by seven to five after a long debate about the state of the deck, "
    "which was last mended in 1998. The money is to be used for that and for a path beside it."
)
GERMAN = (
    "Die Maut für die Brücke von Marden steigt am 1. Juni auf 6 Pfund, sagte der Stadtrat am "
    "Montag. Die Mehrheit war dafür, weil das Geld für den Belag gebraucht wird, der zuletzt 1998 "
    "erneuert wurde. Gegen die Pläne stimmten fünf Räte, und sie wollen nun vor Gericht gehen."
)


@pytest.mark.parametrize(
    ("text", "source", "other"),
    [
        ("Die Maut steigt am 1. Juni auf 6 Pfund.", ENGLISH, "de"),
        ("Le péage du pont de Marden passera à 6 livres le premier juin.", ENGLISH, "fr"),
        ("El peaje del puente de Marden subirá a 6 libras el 1 de junio.", ENGLISH, "es"),
        ("Bompengene på broen øker til 6 pund fra 1. juni.", ENGLISH, "no"),
        ("С 1 июня плата за проезд по мосту вырастет до 6 фунтов.", ENGLISH, "ru"),
        ("从6月1日起，马登大桥的通行费将上涨至6英镑，市议会周一表示。", ENGLISH, "zh"),
        ("The toll will rise to 6 pounds on 1 June.", GERMAN, "en"),
        ("The toll will rise to 6 pounds on 1 June.", ENGLISH, None),
        ("Die Maut steigt am 1. Juni auf 6 Pfund.", GERMAN, None),
        ("Fünf Räte stimmten dagegen.", GERMAN, None),
        # the identifier takes these for Polish, Irish, Basque
        ("Wojciech Szczęsny face fitness tests on Monday.", ENGLISH, None),
        ("Viviana Keith is 27.", ENGLISH, None),
        ("Juan Arango bit Jesús Zavala.", ENGLISH, None),
        ("Schleswig-Holstein beat Baden-Württemberg 3–0 in Neumünster.", ENGLISH, None),
        ("6 / 1 June", GERMAN, None),
    ],
)
def test_another_language_has_to_be_certain(text: str, source: str, other: str | None) -> None:
    mine = "en" if source is ENGLISH else "de"
    assert language.find_other_language(text, source, mine) == other


def test_a_few_english_words_do_not_make_a_text_english() -> None:
    dutch = (
        "De burgemeester zei dat de veerboot te laat was, en of het morgen beter gaat weet "
        "niemand. De band speelde The Sound of Silence in het café aan de haven."
    )
    assert language.detect_language([dutch] * 6) == "nl"
