"""Disfluencies: what speech has and writing has not is left out, and nothing else."""

from __future__ import annotations

import random

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.disfluencies import close_gaps, strip_disfluencies
from summarize.results import Basis, Claim, Origin, Verdict
from summarize.sources import read
from summarize.verification.checker import Checker
from support.checkers import checker_for

CLEAN = (
    "I think the council sold the lamp to a dealer in May.",
    "We had it, but the roof leaks when it rains for two days.",
    "That is what it is for, and the keeper knows it.",
    "If they repair the pier, it will cost 4.2 million pounds (without tax).",
    "She said that that boat had had its day.",
)
PAUSES = ("um", "uh", "erm", "hmm", "Um", "uhm")
REPEATABLE = frozenset("i the a we it to for if they she and".split())


def speak(sentence: str, seed: int) -> str:
    """Return a sentence as somebody says it, and a tokenizer writes it down."""
    chance = random.Random(seed)
    said: list[str] = []
    for word in sentence.split():
        low = word.lower()
        if chance.random() < 0.2:
            said += [chance.choice(PAUSES), *[","] * chance.randrange(2)]
        if low in REPEATABLE and chance.random() < 0.5:
            said += [word, *[","] * chance.randrange(2)]
        elif len(low) > 3 and low.isalpha() and chance.random() < 0.2:
            said.append(low[:2] + "-")
        said.append(word)
    if chance.random() < 0.5:
        said[:0] = chance.choice((["Well", ","], ["Oh"], ["Yeah", ","], ["I", "mean", ","]))
    text = " ".join(said)
    for mark in ",.)":
        text = text.replace(mark, f" {mark}") if not mark.isdigit() else text
    return text.replace("4 .2", "4.2").replace("(", "( ")


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("sentence", CLEAN, ids=lambda text: text[:12])
def test_what_is_put_in_comes_out_again(sentence: str, seed: int) -> None:
    spoken = speak(sentence, seed)
    assert strip_disfluencies(spoken).lower() == sentence.lower(), spoken


@pytest.mark.parametrize(
    "text",
    [
        "No, no, no.",
        "Yes, it is.",
        "It was very very cold.",
        "He had had it.",
        "They log in in the morning.",
        "The ER was full.",
        "It rained five mm.",
        "You know it leaks.",
        "Do you know what I mean by that?",
        "Well done, everybody.",
        "It costs 4 4 euros.",
        "So we sold it.",
        "He is a long-time-long-time friend.",
        "Right now it leaks.",
        "It is the man the manager likes.",
        "We want to go to Google.",
        "Take plan b before noon.",
        "It was in May, I mean, June.",
        "They sang New York, New York.",
        "Now is the time.",
        "Okay.",
        "Um.",
        "",
    ],
)
def test_what_means_something_stays(text: str) -> None:
    assert strip_disfluencies(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Um , I I think, uh, the the roof le- leaks .", "I think, the roof leaks."),
        ("It was it was it was cold.", "It was cold."),
        ("It leaks, um.", "It leaks."),
        ("It leaks, you know, in winter.", "It leaks, in winter."),
        ("We sold it, you know.", "We sold it."),
        ("Okay. But it leaks.", "But it leaks."),
        ("Um - And it leaks.", "And it leaks."),
        ("How the mm the lift works.", "How the lift works."),
        (
            "th the plan is w written by the sp the specialists.",
            "the plan is written by the specialists.",
        ),
        ("We sh should do it.", "We should do it."),
        ("So so ease of use matters.", "So ease of use matters."),
        ("well we we could sell it", "we could sell it"),
        ("Well, well, okay I sold it.", "I sold it."),
    ],
)
def test_what_is_only_said_goes(text: str, expected: str) -> None:
    assert strip_disfluencies(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Well , I do n't know ( yet ) .", "Well, I don't know (yet)."),
        ("He 's late ; we 'll wait : why ?", "He's late; we'll wait: why?"),
        ("It costs .5 euros .", "It costs .5 euros."),
        ("“ Yes ” , he said .", "“ Yes ”, he said."),
        ("Nothing to do here, don't you see?", "Nothing to do here, don't you see?"),
    ],
)
def test_the_gaps_of_a_tokenizer_are_closed(text: str, expected: str) -> None:
    assert close_gaps(text) == expected


TALK = (
    """Rosa Kim: Um , I think the the council sold the lamp in May .
Bo Lee: Yeah , we 've , uh , we 've seen the contract of the dealer .
"""
    + "Rosa Kim: The pier is old.\nBo Lee: The tower is old.\n" * 6
)


def test_a_transcript_is_read_without_them() -> None:
    annotated = AnnotatedDocument(read(text=TALK))
    assert annotated.fluent_text(1) == "Rosa Kim: I think the council sold the lamp in May."
    assert annotated.sentence_text(1).startswith("Rosa Kim: Um , I think the the")
    words = [token.surface for token in annotated.tokens(1)]
    assert "Um" not in words
    assert words.count("the") == 2


def test_a_quote_of_talk_is_an_edited_one_with_its_words_as_evidence() -> None:
    quoted = checker_for(TALK).quote_sentence(2)
    assert quoted.text == "Bo Lee: We've seen the contract of the dealer."
    assert quoted.origin is Origin.EDITED
    assert quoted.evidence[0].quote.startswith("Bo Lee: Yeah , we 've , uh")
    whole = checker_for(TALK).quote_sentence(3)
    assert (whole.text, whole.origin) == ("Rosa Kim: The pier is old.", Origin.SOURCE)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Rosa Kim: I think the council sold the lamp in May.", Verdict.SUPPORTED),
        ("Rosa Kim: Um, I think the the council sold the lamp in May.", Verdict.SUPPORTED),
        ("Bo Lee: We've seen the contract of the dealer.", Verdict.SUPPORTED),
        ("Rosa Kim: I think the council sold the lamp in June.", Verdict.UNSUPPORTED),
        ("Rosa Kim: I think the dealer sold the lamp in May.", Verdict.UNSURE),
    ],
)
def test_talk_is_supported_with_and_without_them(text: str, verdict: Verdict) -> None:
    found = checker_for(TALK).check(Claim(text))
    assert found.verdict is verdict
    assert found.basis is (Basis.VERBATIM if verdict is Verdict.SUPPORTED else None)


def test_in_prose_nothing_is_left_out() -> None:
    text = "“Um, I I think it leaks,” he said. Well, we shall see what the the council says.\n"
    annotated = AnnotatedDocument(read(text=text))
    assert annotated.fluent_text(2) == "Well, we shall see what the the council says."
    checker = Checker(annotated)
    assert checker.quote_sentence(2).origin is Origin.SOURCE
    assert annotated.strip_disfluencies("Um, it leaks.") == "Um, it leaks."


def test_a_first_word_that_is_begun_again_goes() -> None:
    assert strip_disfluencies("Fir the first thing is the lift.") == "The first thing is the lift."
    assert strip_disfluencies("Di a display is cheap.") == "A display is cheap."
    for whole in ("Take the taken boats.", "An the answer.", "Is the island far?"):
        assert strip_disfluencies(whole).split()[-2:] == whole.split()[-2:]
