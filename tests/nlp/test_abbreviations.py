"""Sentence ends behind abbreviations and ordinals in other languages than English."""

from __future__ import annotations

from itertools import permutations

import pytest

from summarize.nlp.abbreviations import find_missed_ends, goes_on
from summarize.nlp.sentences import split_sentences

# Abbreviation and words behind it: inside a sentence.
INSIDE = {
    "de": "Am 3. Mai|z. B. Schulen|Nr. 5|Abs. 2 GG|Dr. Vogt|gem. Plan|der 1. FC Grünau|d. h. kaum",
    "es": "el Sr. Ruiz|la pág. 12|p. ej. manzanas|la 2.ª planta|la Av. Sol|el núm. 5|D. Juan",
    "fr": "M. Petit|l'art. 5|p. ex. hier|av. J.-C. à Rome|J.-P. Roux|le XIXe s. fut long",
    "it": "la sig.ra Neri|l'art. 3|S. Maria|la Ferri S.p.A. ha|nel 44 a.C. a Roma|l'avv. Riva",
    "pt": "o Sr. Reis|p. ex. maçãs|o art. 5.º da lei|S. João|a pág. 14|a Dra. Lima",
    "nl": "dhr. Bos|o.a. appels|nr. 5|mevr. de Wit|d.w.z. fruit|prof. dr. Smit",
    "pl": "prof. Wilk|2. pociąg|ok. 300|im. Bema|w 1990 r. most|m.in. owoce|5. maja",
    "cs": "Dr. Malá|č. 5|např. ovoce|19. století|3. května|K. J. Erben",
    "ru": "проф. Гусев|т. е. люди|рис. 3|им. Кирова|А. С. Попов|в 1837 г. умер|3 млн. лет",
    "da": "den 3. maj|f.eks. røde|nr. 5|det 19. århundrede|ca. 300",
}
FRAMES = {
    "de": ("Wir sahen", "im Haus."), "es": ("Hoy vimos", "en casa."), "fr": ("On a vu", "ici."),
    "it": ("Abbiamo visto", "qui."), "pt": ("Hoje vimos", "em casa."), "nl": ("Wij zagen", "daar."),
    "pl": ("Oto jest", "w domu."), "cs": ("To je", "doma."), "ru": ("Вот это", "дома."),
    "da": ("Vi så", "hjemme."),
}  # fmt: skip
# The end of a sentence, and a word that begins the next.
ENDS = {
    "de": ("Brot usw.|3 Mio.|80 km/h.|Wilhelm II.|44 v. Chr.", "Danach"),
    "es": ("pan, etc.|en EE. UU.|44 a. C.|a las 5 p. m.", "Después"),
    "fr": ("pain, etc.|chez Durand S.A.|44 av. J.-C.", "Ensuite"),
    "it": ("pane, ecc.|alla Ferri S.p.A.|nel 44 a.C.", "Dopo"),
    "pt": ("pão, etc.|na Ferro S.A.|em 44 a.C.", "Depois"),
    "nl": ("brood, enz.|bij Visser b.v.", "Daarna"),
    "pl": ("chleb itd.|w 1990 r.|15 tys. zł.", "Potem"),
    "cs": ("chléb atd.|Kovo s. r. o.", "Potom"),
    "ru": ("хлеб и т. д.|в 1837 г.|15 тыс. руб.|в XIX в.|до н. э.", "Потом"),
    "da": ("brød osv.|Berg & Co.", "Så"),
}


def sentences(text: str, language: str) -> list[str]:
    return [text[span.start : span.end].strip() for span in split_sentences(text, language)]


@pytest.mark.parametrize("language", INSIDE)
def test_a_sentence_goes_on_behind_an_abbreviation(language: str) -> None:
    before, behind = FRAMES[language]
    for phrase in INSIDE[language].split("|"):
        text = f"{before} {phrase} {behind}"
        assert sentences(text, language) == [text]


@pytest.mark.parametrize("language", INSIDE)
def test_sentences_with_abbreviations_keep_their_borders(language: str) -> None:
    before, behind = FRAMES[language]
    every = [f"{before} {phrase} {behind}" for phrase in INSIDE[language].split("|")]
    for pair in permutations(every, 2):
        assert sentences(" ".join(pair), language) == list(pair)


@pytest.mark.parametrize("language", ENDS)
def test_a_sentence_ends_behind_an_abbreviation(language: str) -> None:
    (ends, opener), (before, behind) = ENDS[language], FRAMES[language]
    for end in ends.split("|"):
        first, second = f"{before} {end}", f"{opener} {behind}"
        assert sentences(f"{first} {second}", language) == [first, second]


def test_a_name_behind_an_ambiguous_abbreviation_is_no_new_sentence() -> None:
    text = "Премьера прошла в 1935 г. Москва её запомнила."
    assert sentences(text, "ru") == [text]  # a city may follow "г.": here, and where it does not


def test_an_initial_before_a_word_that_begins_sentences_is_none() -> None:
    assert goes_on("Das Buch von J.", "Keller", "de")
    assert not goes_on("Es fehlt Vitamin C.", "Danach", "de")


@pytest.mark.parametrize("language", ["en", "xx", "fi"])
def test_a_language_without_a_table_has_the_rules_of_the_library_alone(language: str) -> None:
    text = "Brot, Milch usw. Danach ging er."
    assert list(find_missed_ends(text, language)) == []
    assert not goes_on("Nr.", "5", language)
