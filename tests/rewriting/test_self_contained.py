"""How well a sentence is understood alone and behind its neighbour."""

from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from summarize.nlp.writing_style import USUAL_STYLE, WritingStyle
from summarize.rewriting.self_contained import (
    SELF_CONTAINED_FROM,
    has_lost_owner,
    is_first_person,
    is_loose_clause,
    may_refer_to,
    refers_back,
    score_alone,
    score_in_context,
    strip_connective,
    tells_about_text,
)


def worth(text: str, *, quoted: bool = False) -> float:
    return score_alone(text, tokenize(text), quoted=quoted)


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Kim sold the ferry.",
        "Rosa Kim said she sold the ferry.",
        "The mayor said he would resign.",
        "On Monday the ferry and its crew left.",
        "The ferries left when they were full.",
        "“We have the maps,” said Rosa Kim.",
        "iPhones sell well in Kallen.",
        "But the ferry sank.",
        "After Kim won the race, she left.",
        "The ferry left, they say.",
    ],
)
def test_clear(text: str) -> None:
    assert worth(text, quoted=text.startswith("“")) >= SELF_CONTAINED_FROM


@pytest.mark.parametrize(
    "text",
    [
        "She sold the ferry.",
        "It was sold in May.",
        "They left.",
        "This was a mistake.",
        "In another she sold the ferry.",
        "Speaking to a patient, they praised the nurses.",
        "But in doing so, he must keep the council on side.",
        "We have the maps.",
        "however, it sank.",
        "The ferry has:",
        "The ferry sank,” said Rosa Kim, who was there.",
        "Labour received a cheque from the union).",
        '"The ferry sank in May.',
    ],
)
def test_misleading_or_broken(text: str) -> None:
    assert worth(text) < SELF_CONTAINED_FROM


def test_quoted_words_without_their_speaker_are_not_shown() -> None:
    assert worth("The pier is safe.") == 1.0
    assert worth("The pier is safe.", quoted=True) < SELF_CONTAINED_FROM
    assert SELF_CONTAINED_FROM <= worth("“The pier is safe,” said Rosa Kim.", quoted=True) < 1.0


@pytest.mark.parametrize("text", ["", "?", "\0", "🙂"])
def test_anything_has_a_worth(text: str) -> None:
    assert 0 < worth(text) <= 1.0


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("Grad B: “We have the maps of the northern wall.”", 0.6, 1.0),
        ("Grad B: “Um we have the maps of the northern wall of the pier.”", 0.2, 0.7),
        ("Grad B: “Uh yeah um OK we have um the maps.”", 0.0, 0.1),
        ("Scroll down for video.", 0.0, 0.05),
        ("Rosa Kim (left) sold the ferry.", 0.05, 0.2),
        ("Rosa Kim sold the ferry, as shown in Figure 3.", 0.3, 0.7),
        ("The 31-year-old sold the ferry.", 0.3, 0.6),
        ("The company sold the ferry.", 0.3, 0.8),
        ("The company of Rosa Kim sold the ferry.", 0.9, 1.0),
    ],
)
def test_speech_pages_and_descriptions(text: str, least: float, most: float) -> None:
    assert least <= worth(text) <= most


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("She sold the ferry.", True),
        ("But the ferry sank.", True),
        ("The 31-year-old sold the ferry.", True),
        ("We have the maps.", False),
        ("She sold the ferry,” he said.", False),
        ("She sold the ferry (left).", False),
    ],
)
def test_behind_its_neighbour_a_pronoun_may_stay(text: str, clear: bool) -> None:
    assert (score_in_context(text, tokenize(text), quoted=False) >= 0.9) is clear


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("However, the pier sank.", "The pier sank."),
        ("As a result, it closed.", "It closed."),
        ("As a result of the storm, the wall lost 40 stones.", None),
        ("In addition to the ferry, a bus will run.", None),
        ("Second World War veterans met.", None),
        ("Later this month the trust will vote.", None),
        ("The pier sank.", None),
    ],
)
def test_a_connective_goes_and_a_preposition_stays(text: str, rest: str | None) -> None:
    assert strip_connective(text) == rest


@pytest.mark.parametrize(
    ("text", "refers"),
    [
        ("According to him, it sank.", True),
        ("Specifically, it sank.", True),
        ("In particular, its wall is hollow.", True),
        ("Meanwhile, the crew slept.", True),
        ("The 31-year-old sank.", True),
        ("Usually, it is illegal to fish there.", False),
        ("In particular, the wall is hollow.", False),
        ("According to the trust, it sank.", False),
        ("The first ferry sails at six.", False),
        ("Rosa Lindqvist left.", False),
    ],
)
def test_what_refers_to_the_sentence_before(text: str, refers: bool) -> None:
    assert refers_back(text, tokenize(text, "en")) is refers


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Lindqvist said its wall is hollow.", True),
        ("Lindqvist, a woman, said its wall is hollow.", True),
        ("Lindqvist said the pier and its wall are hollow.", False),
        ("Lindqvist inspected its wall.", False),
        ("The trust said its wall is hollow.", False),
        ("Its wall is hollow.", False),
    ],
)
def test_nobody_who_speaks_is_an_it(text: str, lost: bool) -> None:
    tokens = tokenize(text, "en")
    people = [token for token in tokens if token.plain == "lindqvist"]
    assert has_lost_owner(tokens, people) is lost


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The article discusses the flood.", True),
        ("The passage briefly mentions a singer.", True),
        ("In this article, we learn of a flood.", True),
        ("The author of the plan resigned.", False),
        ("The passage between the islands froze.", False),
    ],
)
def test_talk_about_the_text_is_known(text: str, about: bool) -> None:
    assert tells_about_text(text) is about


@pytest.mark.parametrize(
    ("evidence", "before", "may"),
    [
        ("Rosa Lindqvist, who left, said so.", "Yesterday Rosa Lindqvist spoke.", True),
        ("Later Vera Brandt paid.", "Yesterday Ida Holm spoke.", False),
        ("Later James Murdoch left.", "The chairman is Rupert Murdoch.", False),
        ("Later Vera Brandt paid in Dover.", "The quarrel in Dover went on.", False),
        ("She paid.", "Yesterday Ida Holm spoke.", None),
    ],
)
def test_whom_a_pronoun_may_mean(evidence: str, before: str, may: bool | None) -> None:
    assert may_refer_to(tokenize(evidence, "en"), tokenize(before, "en")) is may


def test_a_clause_alone_is_no_sentence() -> None:
    assert is_loose_clause("After another free kick forced Oblak into a save.")
    assert not is_loose_clause("After another free kick, Oblak saved.")
    assert not is_loose_clause("Oblak saved after another free kick.")


BY_US = WritingStyle(told_by_us=True)
FOR_US = WritingStyle(spoken_for_us=True)


@pytest.mark.parametrize(
    ("text", "style", "clear"),
    [
        ("We propose a shorter test.", BY_US, True),
        ("We propose a shorter test.", USUAL_STYLE, False),
        ("I propose a shorter test.", BY_US, False),
        ("We show you the way.", BY_US, False),
        # what a company reports, and what it is pleased about
        ("We reported sales of $4 million.", FOR_US, True),
        ("Our margin rose by 3 percent.", FOR_US, True),
        ("We are pleased with our 4 teams.", FOR_US, False),
        ("We reported sales of $4 million.", USUAL_STYLE, False),
        # what it expects or has decided
        ("We expect the company to grow in Kallen.", FOR_US, True),
        ("We recently signed a contract with Marrin.", FOR_US, True),
        ("We’re launching a ferry in Kallen.", FOR_US, True),
        ("We love the town of Kallen.", FOR_US, False),
        ("the graft of grade i failed in kallen .", WritingStyle(lower_case=True), True),
        # without capitals nothing tells a cut-off beginning
        ("the ferry sank in kallen .", WritingStyle(lower_case=True), True),
        ("the ferry sank in kallen .", USUAL_STYLE, False),
    ],
)
def test_what_is_clear_depends_on_the_document(text: str, style: WritingStyle, clear: bool) -> None:
    for score in (score_alone, score_in_context):
        assert (score(text, tokenize(text), quoted=False, style=style) == 1) is clear


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("This paper proves that the wall is hollow.", True),
        ("This systematic review covers 12 ferries.", True),
        ("This study proves that the wall is hollow.", False),
        ("It is known that the ferry sank.", True),
        ("It is therefore likely that the ferry sank.", True),
        ("It is another object of the invention to seal the wall.", True),
        ("It is thought to be a mine.", False),
        ("It was the first ferry that sank.", False),
    ],
)
def test_what_begins_like_a_reference_and_is_none(text: str, clear: bool) -> None:
    assert (worth(text) == 1) is clear


def test_the_number_of_a_king_is_no_first_person() -> None:
    assert not is_first_person(tokenize("The king was Francis I and he left.", "en"))
    assert is_first_person(tokenize("Then I left.", "en"))
