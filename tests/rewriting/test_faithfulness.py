"""Faults of translations: figures, names, negation, form."""

from __future__ import annotations

import pytest

from summarize.nlp.names.alias_builder import find_aliases
from summarize.nlp.names.aliases import Aliases
from summarize.nlp.normalize import tokenize
from summarize.rewriting.translation.faithfulness import find_faults
from summarize.rewriting.translation.figure_check import find_figures, localize_figures
from summarize.rewriting.translation.locales import english_name, native_name

ARTICLE = (
    "Anna Holm and Piet Lee met on the pier.",
    "The council of Veldrin met on Tuesday, and Lee said that Germany paid.",
    "The sea is blue, and a new council will meet.",
)


@pytest.fixture(scope="module")
def aliases() -> Aliases:
    return find_aliases([tokenize(sentence) for sentence in ARTICLE])


COST = "The work will cost £3.5 million, or 10,000 pounds a day, Anna Holm said on Tuesday 9 May."
PERCENT = "Germany did not pay 5 percent in 2019."


@pytest.mark.parametrize(
    ("original", "language", "translation"),
    [
        (COST, "de", "Die Arbeiten kosten 3,5 Millionen Pfund oder 10.000 Pfund am Tag, sagte "
         "Anna Holm am Dienstag, dem 9. Mai."),
        (COST, "de", "Die Arbeiten kosten 3,5 Mio. £ oder 10 000 £ am Tag, so Anna Holm am "
         "Dienstag, 9. Mai."),
        (COST, "fr", "Les travaux coûteront 3,5 millions de livres, soit 10 000 livres par jour, "
         "a déclaré Anna Holm mardi 9 mai."),
        (COST, "es", "Las obras costarán 3,5 millones de libras, o 10.000 libras al día, dijo "
         "Anna Holm el martes 9 de mayo."),
        (PERCENT, "de", "Deutschland hat 2019 keine 5 Prozent gezahlt."),
        (PERCENT, "es", "Alemania no pagó el 5 por ciento en 2019."),
        (PERCENT, "fr", "L’Allemagne n’a pas payé 5 % en 2019."),
        (PERCENT, "it", "La Germania non ha pagato il 5 per cento nel 2019."),
        ("Three boats and twenty-one men left.", "fr", "Trois bateaux et vingt et un hommes "
         "sont partis."),
        ("Three boats and twenty-one men left.", "de", "3 Boote und 21 Männer fuhren ab."),
        ("They need between 5 and 7 million dollars.", "de", "Sie brauchen zwischen 5 und 7 "
         "Millionen Dollar."),
        ("French divers spent 61 years in the North Sea.", "fr", "Des plongeurs français ont "
         "passé 61 ans en mer du Nord."),
        ("Piet Lee sailed in the 1980s.", "de", "Piet Lee segelte in den 1980er Jahren."),
    ],
)  # fmt: skip
def test_a_faithful_translation_has_no_faults(
    original: str, language: str, translation: str, aliases: Aliases
) -> None:
    assert find_faults(original, translation, ("en", language), aliases) == ()


@pytest.mark.parametrize(
    ("original", "language", "translation", "fault"),
    [
        (COST, "de", "Die Arbeiten kosten 3,5 Milliarden Pfund oder 10.000 Pfund am Tag, sagte "
         "Anna Holm am Dienstag, dem 9. Mai.", "3500000000 was added"),
        (COST, "de", "Die Arbeiten kosten 35 Millionen Pfund oder 10.000 Pfund am Tag, sagte "
         "Anna Holm am Dienstag, dem 9. Mai.", "3500000 is missing"),
        (COST, "de", "Die Arbeiten kosten 3,5 Millionen Pfund oder 10.000 Pfund am Tag, sagte "
         "Anna Holm am Dienstag, dem 9. Juni.", "another month"),
        (COST, "fr", "Les travaux coûteront 3,5 millions de livres, soit 10 000 livres par jour, "
         "a déclaré Anna Holm lundi 9 mai.", "another day of the week"),
        (COST, "de", "Die Arbeiten kosten 3,5 Millionen Euro oder 10.000 Euro am Tag, sagte "
         "Anna Holm am Dienstag, dem 9. Mai.", "“euro” was added"),
        (COST, "de", "Die Arbeiten kosten 3,5 Millionen Pfund oder 10.000 Pfund am Tag, sagte "
         "Piet Holm am Dienstag, dem 9. Mai.", "“Piet” was added"),
        (COST, "de", "Die Arbeiten kosten 3,5 Millionen Pfund oder 10.000 Pfund am Tag, sagte "
         "sie am Dienstag, dem 9. Mai.", "“Anna” is missing"),
        (PERCENT, "de", "Deutschland hat 2019 5 Prozent gezahlt.", "a “not” is missing"),
        (PERCENT, "de", "Frankreich hat 2019 keine 5 Prozent gezahlt.", "“Germany” is missing"),
        (PERCENT, "es", "Alemania no pagó el 5 por ciento en 2018.", "2018 was added"),
        (PERCENT, "es", "Alemania no pagó a Gómez el 5 por ciento en 2019.", "“Gómez” was added"),
        ("Three boats left the pier.", "de", "Vier Boote verließen den Pier.", "3 is missing"),
        ("Three boats left the pier.", "de", "Three boats left the Pier.", "not translated"),
        ("Three boats left the pier.", "de", "Drei Boote, drei Boote, drei Boote fuhren.",
         "says something twice"),
        ("Three boats left the pier.", "de", "Drei Boote verließen den Pier, weil das Wetter an "
         "diesem schönen Morgen wieder sehr viel besser war.", "far longer than the sentence"),
        ("Three boats left the old pier in the morning, before the storm came.", "de",
         "Drei Boote fuhren.", "far shorter than the sentence"),
    ],
)  # fmt: skip
def test_a_fault_is_named(
    original: str, language: str, translation: str, fault: str, aliases: Aliases
) -> None:
    assert fault in find_faults(original, translation, ("en", language), aliases)


def test_the_other_way_round(aliases: Aliases) -> None:
    german = "Der Bürgermeister zahlte am 3. Mai 1,5 Millionen Euro an Anna Holm."
    good = "The mayor paid 1.5 million euros to Anna Holm on 3 May."
    assert find_faults(german, good, ("de", "en"), aliases) == ()
    assert "1500000 is missing" in find_faults(
        german, good.replace("1.5", "15"), ("de", "en"), aliases
    )
    assert "“Holm” is missing" in find_faults(
        german, good.replace("Anna Holm", "Anna"), ("de", "en"), aliases
    )


@pytest.mark.parametrize(
    ("translation", "written"),
    [
        ("10,000 Leute", "10.000 Leute"),
        ("1.5 Tonnen", "1,5 Tonnen"),
        ("10.000 Leute", "10.000 Leute"),
        ("12,000 Leute", "12,000 Leute"),
        ("2019", "2019"),
    ],
)
def test_copied_figures_are_written_as_the_language_writes_them(
    translation: str, written: str
) -> None:
    original = "In 2019 it was 10,000 people and 1.5 tonnes."
    assert localize_figures(original, translation, ("en", "de")) == written


def test_the_same_digits_are_another_number_in_another_language() -> None:
    (german,) = find_figures("Das sind 1.500 Leute.", "de").values
    (english,) = find_figures("That is 1.500 of it.", "en").values
    assert (german, english) == (1500, 1.5)


def test_languages_have_names() -> None:
    assert (english_name("de"), native_name("de")) == ("German", "Deutsch")
    assert (english_name("fr"), native_name("fr")) == ("French", "Français")
    assert english_name("xx") is None
