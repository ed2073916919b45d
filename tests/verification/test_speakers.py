"""Tests of speakers of reported speech, and the check of attribution."""

from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from summarize.sources import read
from summarize.verification import speech_reports
from summarize.verification.alignment import AnnotatedDocument
from summarize.verification.checks import speakers
from summarize.verification.comparison import Comparison, Reason
from support.cpu_time import cpu_limit


def first_speaker(text: str) -> str | None:
    """The speaker of the first report in a sentence, as it prints them."""
    tokens = tokenize(text)
    reports = speech_reports.find_speech_reports(tokens)
    return speech_reports.quote_speaker(reports[0], text, tokens) if reports else None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The pier is shut, Rosa Lee said.", "Rosa Lee"),
        ("“The pier is shut,” said Rosa Lee, the mayor.", "Rosa Lee"),
        ("Rosa Lee, the mayor, said the pier is shut.", "Rosa Lee"),
        ("Rosa Lee, who runs the pier, told reporters that it is shut.", "Rosa Lee"),
        ("But Kim, 51, of the University of Kallen, said so.", "Kim"),
        ("The Marrin County Council said it would pay.", "the Marrin County Council"),
        ("According to the Marrin County Council, the pier is shut.", "the Marrin County Council"),
        ("According to Lee the pier is shut.", "Lee"),
        ("The pier is shut, according to a report by the council.", "a report by the council"),
        ("In a statement, Oddmund said it would close.", "Oddmund"),
        ("On Tuesday Lee said the pier was shut.", "Lee"),
        ("“It is shut,” said co-founder Ingrid Hessary yesterday.", "co-founder Ingrid Hessary"),
        ("The council has confirmed that it would pay.", "the council"),
        ("The pier is shut, the council confirmed.", "the council"),
        ("Police later said three men died.", "police"),
        ("Kim’s lawyer said he was ill.", "Kim’s lawyer"),
        ("“He said so,” Lee told the BBC.", "Lee"),
        ("Lee and Kim said they would sing.", "Lee and Kim"),
        ("The news comes as experts warn that it sinks.", "experts"),
        ("The pier is shut, critics argue.", "critics"),
    ],
)
def test_who_says_so(text: str, who: str) -> None:
    assert first_speaker(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "He said the pier is shut.",
        "“It is shut,” she said.",
        "It is said that the pier is shut.",
        "Kim is said to be ill.",
        "Lee declined to say why.",
        "Lee would not say why.",
        "The company added 200 jobs.",
        "Lee reported a loss of £3m.",
        "He dismissed reports that talks had stalled.",
        "“Lee said so. It is shut.”",
        "The pier is shut.",
        "said",
        "according to",
        ", said",
        "",
    ],
)
def test_nobody_is_named(text: str) -> None:
    assert first_speaker(text) is None


def moved(part: str, source: str) -> list[Reason]:
    vocabulary = AnnotatedDocument(read(text=source, language="en")).vocabulary
    return list(
        speakers.check_attribution(Comparison(tokenize(part), tokenize(source), vocabulary))
    )


SOURCE = "Rosa Lee, the mayor, told reporters that John Kim had paid for the new boat."


@pytest.mark.parametrize(
    ("part", "source", "accused"),
    [
        ("John Kim told reporters that Rosa Lee had paid for the new boat.", SOURCE, True),
        ("Gerd Tamm told reporters that John Kim had paid for the new boat.", SOURCE, True),
        ("The council told reporters that John Kim had paid for the new boat.", SOURCE, False),
        ("Tamm said pigs sang.", SOURCE, False),
        ("“It is shut,” said Lee.", "“It is shut,” said the council.", False),
    ],
)
def test_another_speaker(part: str, source: str, accused: bool) -> None:
    (reason,) = moved(part, source)
    assert reason.contradiction is accused
    assert reason.wrong_tokens
    assert reason.correction in {"Rosa Lee", "the council"}


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("Lee told reporters that John Kim had paid for the new boat.", SOURCE),
        ("The mayor told reporters that John Kim had paid for the new boat.", SOURCE),
        ("John Kim had paid for the new boat, Rosa Lee told reporters.", SOURCE),
        ("She told reporters that John Kim had paid for the new boat.", SOURCE),
        ("John Kim had paid for the new boat.", SOURCE),
        ("Lee said the boat is new.", "He said the boat is new."),
        ("Lee said the boat is new.", "The boat is new."),
    ],
)
def test_the_same_speaker_or_none(part: str, source: str) -> None:
    assert not moved(part, source)


TWO = "The boat was late, Rosa Lee said, while John Kim said that the pier was old."


@pytest.mark.parametrize(
    ("part", "accused"),
    [
        ("John Kim said that the pier was old.", False),
        ("Rosa Lee said the boat was late.", False),
        ("Rosa Lee said that the pier was old.", True),
        ("John Kim said that the boat was late.", True),
    ],
)
def test_of_two_speakers_the_one_who_says_it_counts(part: str, accused: bool) -> None:
    assert bool(moved(part, TWO)) is accused


def pronoun(part: str, source: str) -> list[Reason]:
    vocabulary = AnnotatedDocument(read(text=source, language="en")).vocabulary
    pair = Comparison(tokenize(part), tokenize(source), vocabulary)
    return list(speakers.check_pronoun_subject(pair))


@pytest.mark.parametrize("verb", ["warn", "say", "argue", "fear", "agree", "told reporters"])
@pytest.mark.parametrize(
    ("who", "fitting"),
    [
        ("experts", "they"),
        ("the council", "it they"),
        ("Rosa Lee", "she"),
        ("John Kim", "he"),
        ("Gerd Tamm and John Kim", "they"),
        ("his wife", "she"),
        ("some", "they"),
    ],
)
def test_a_pronoun_must_be_able_to_mean_who_says_it(verb: str, who: str, fitting: str) -> None:
    source = f"The news comes as {who} {verb} that the pier sinks."
    for word in ("he", "she", "they", "it"):
        found = pronoun(f"{word.capitalize()} also {verb} that the pier sinks.", source)
        known = word in source.split()
        assert bool(found) is (word not in fitting.split() and not known), word
        assert not any(reason.contradiction for reason in found)


@pytest.mark.parametrize("text", ["Lee said ", "said , ", "“ ", "Kim, 51, said ", "later said "])
def test_a_text_without_end_takes_no_time(text: str) -> None:
    tokens = tokenize(text * 5_000)
    with cpu_limit(2):
        speech_reports.find_speech_reports(tokens)
