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


def test_a_few_english_words_do_not_make_a_text_english() -> None:
    dutch = (
        "De burgemeester zei dat de veerboot te laat was, en of het morgen beter gaat weet "
        "niemand. De band speelde The Sound of Silence in het café aan de haven."
    )
    assert language.detect_language([dutch] * 6) == "nl"
