"""Which statements are understood in a list, and which are worth a place there."""

from __future__ import annotations

import pytest

from summarize.selection.candidates import build_candidate
from summarize.selection.claim_worth import is_trivial, is_understood_alone
from summarize.selection.optimizer import Candidate
from summarize.verification.checker import Checker
from support.checkers import checker_for

PEOPLE = (
    "Rosa Kim opened the pier of Kallen in May. Bo Lee runs the ferry to Brannick. "
    "Marrin United were in debt. "
)


def candidate(sentence: str, before: str = PEOPLE) -> tuple[Candidate, Checker]:
    checker = checker_for(before + sentence, language="en")
    number = max(checker.annotated.numbers)
    return build_candidate(checker.quote_sentence(number), checker.annotated, number), checker


@pytest.mark.parametrize(
    "sentence",
    [
        "Rosa Kim said that her brother had sold the boat.",
        "Asked about her boat, Rosa Kim said that it sank.",
        "“The ferry will sail again in June,” Rosa Kim said.",
        "The driver of the ferry saw the crack in the wall.",
        "The council of Kallen said that a woman had lost her boat.",
        "Bo Lee, who runs the ferry, told Rosa Kim that the pier was hers.",
        "Rosa Kim, the manager, sold the pier of Kallen.",
        "The Kallen driver saw the crack in the wall.",
    ],
)
def test_understood_alone(sentence: str) -> None:
    one, checker = candidate(sentence)
    assert is_understood_alone(one, checker.annotated)


@pytest.mark.parametrize(
    "sentence",
    [
        "“The ferry will sail again in June.”",
        "‘The ferry will sail again in June.’",
        "Marrin United were in debt when he joined the club.",
        "The pier made his name in Kallen.",
        "With four goals for Marrin, he saved the club.",
        "The young driver saw the crack in the wall.",
        "The council approved it in May.",
        "Rosa Kim invited her to the pier.",
        "Eleven of the boats that use them will move to Marrin.",
        "Bo Lee added: ‘The boat went down.",
        "In other words, the pier of Kallen is closed.",
        "The pier of Kallen, however, is closed.",
        "A pier of stone in the harbour of Kallen.",
        "The noise of the harbour of Kallen falls above @xmath6 in summer.",
        "The corresponding pier of Kallen was closed in May.",
        "The first group is that of the boats from Kallen.",
        "The third and the fourth terms describe the piers of Kallen.",
        "Next important point is the age of the pier in Kallen.",
        "It is also possible to close the pier of Kallen.",
        "In May, the old driver sold the boats of Kallen.",
        "Bo Lee has watched the 25-year-old for weeks in Kallen.",
        "A similar pier in Kallen is closed.",
    ],
)
def test_not_understood_alone(sentence: str) -> None:
    one, checker = candidate(sentence)
    assert not is_understood_alone(one, checker.annotated)


def test_without_tables_nothing_is_known_of_pronouns() -> None:
    checker = checker_for("Er sang am Montag. „Wir kamen im Mai.“ Es regnete in Kallen.", "de")
    for number in checker.annotated.numbers:
        one = build_candidate(checker.quote_sentence(number), checker.annotated, number)
        assert is_understood_alone(one, checker.annotated)


@pytest.mark.parametrize(
    ("sentence", "salience", "trivial"),
    [
        ("The pier of Kallen has an old lamp on its roof.", 0.1, True),
        ("The pier of Kallen has an old lamp on its roof.", 0.3, False),
        ("The pier of Kallen has 40 old lamps.", 0.18, False),
        ("The council approved the pier of Kallen.", 0.18, False),
        ("Old piers often have small lamps on their roofs.", 0.3, True),
        ("Old piers often have small lamps on their roofs.", 0.5, False),
        ("“I am so happy about the lamps of Kallen,” Rosa Kim said.", 0.5, True),
        ("“We are proud of the lamps of Kallen,” Rosa Kim said.", 0.5, True),
        ("“The lamps of Kallen will be sold in May,” Rosa Kim said.", 0.5, False),
        ("“The most important thing is respect for others,” Rosa Kim said.", 0.3, True),
        ("“We are proud of the lamps of Kallen,” Rosa Kim said.", 0.7, False),
        ("Anyone with information is asked to call the police in Kallen.", 0.9, True),
        ("Note that the pier of Kallen is closed.", 0.9, True),
        ("Red bars show the share of the ferry from Kallen.", 0.9, True),
        ("Rosa Kim, pictured on the pier, opened the harbour of Kallen.", 0.9, True),
        ("Rosa Kim glanced at the lamps of Kallen.", 0.9, True),
        ("Commas are used to indicate the piers of Kallen.", 0.9, True),
        ("The piers of Kallen were tested by 40 men at 65 degrees.", 0.9, True),
        ("Tested by 40 men, the piers of Kallen were found to be rotten.", 0.9, False),
        ("The lift of Kallen was introduced in Orr and Lee of 2016.", 0.9, True),
        ("The load of the piers in Kallen is typically 25 tonnes.", 0.9, True),
        ("The piers of Kallen are safe, as Lemma 2 says.", 0.9, True),
        ("The results presented above speak for the pier of Kallen.", 0.9, True),
        ("Kallen: Kim, Lee, Orr, Tull, Pell (Hove 42), Denby, Farley, Wick.", 0.9, True),
    ],
)
def test_trivial(sentence: str, salience: float, trivial: bool) -> None:
    one, checker = candidate(sentence)
    assert is_trivial(one, salience, checker.annotated) is trivial


def test_of_many_sentences_only_the_best_may_be_without_a_figure() -> None:
    plain, checker = candidate("The pier of Kallen has an old lamp on its roof.")
    assert is_trivial(plain, 0.3, checker.annotated, least=0.4)
    figure, checker = candidate("The pier of Kallen has 40 old lamps.")
    assert not is_trivial(figure, 0.3, checker.annotated, least=0.4)


def test_in_talk_only_what_happens_counts() -> None:
    talk = "Rosa Kim: The pier is old.\nBo Lee: The lamp is old.\n" * 10
    for said, trivial in (
        ("Rosa Kim: The lamp of Kallen is here.", True),
        ("Rosa Kim: Yeah, the council approved the lamp.", True),
        ("Rosa Kim: The council approved the lamp of Kallen.", False),
    ):
        one, checker = candidate(said, talk)
        assert one.sentence_number in checker.annotated.turns
        assert is_trivial(one, 0.5, checker.annotated) is trivial
    answer, checker = candidate("Rosa Kim: Yeah, the council approved the lamp.", talk)
    assert is_trivial(answer, 0.9, checker.annotated)


def test_in_a_story_only_events_count() -> None:
    story = "“The boat is late,” said June. June Orr walked along the river to Kallen. " * 60
    for told, trivial in (
        ("June Orr walked along the pier of Kallen.", True),
        ("June Orr sold the old pier of Kallen.", False),
        ("June Orr found the pier of Kallen dark.", True),
        ("June Orr glanced at the man who sold Kallen.", True),
    ):
        one, checker = candidate(told, story)
        for salience in (0.5, 1.0):
            assert is_trivial(one, salience, checker.annotated) is trivial
