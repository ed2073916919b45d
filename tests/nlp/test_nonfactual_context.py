"""Sentences that what surrounds them takes back: lists, stories, retractions, broken lines."""

from __future__ import annotations

import itertools

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.nonfactual.context import IMAGINED, RETRACTED, UNFINISHED
from summarize.sources import read

FACT = "Orrin sold the mill."


def find_doubt(text: str, sentence: str = FACT) -> str | None:
    """Return why a sentence of a text is no plain fact; None if it is one."""
    annotated = AnnotatedDocument(read(text=text, language="en"))
    sentences = annotated.document.sentences
    (number,) = (s.number for s in sentences if annotated.sentence_text(s.number) == sentence)
    return annotated.nonfactual.get(number)


@pytest.mark.parametrize(
    "behind",
    [
        *("Wrong!", "Not true.", "Nonsense.", "Just kidding.", "Or so the police said."),
        *(
            "None of this happened.",
            "The claim is false.",
            "That is a lie.",
            "It isn’t so, a hoax.",
        ),
        *("That was the rumour in 2014, and it was wrong.", "This was only a dream."),
        *("Nobody believes this.", "That's what Hale says.", "So the story goes.", "A. Wrong."),
        *("He denies it.", "The paper later withdrew the story.", "It never happened."),
        *("The story was made up.", "No such sale took place.", "No, he did not."),
    ],
)
def test_the_next_sentence_takes_it_back(behind: str) -> None:
    assert find_doubt(f"Hale is old. {FACT} {behind}") == RETRACTED
    assert find_doubt(f"{FACT}\n\n{behind}") == RETRACTED


@pytest.mark.parametrize(
    "behind",
    [
        *("It was a good price.", "He did not sell the farm.", "So he left in May."),
        *("The claim was paid by the insurer.", "That is why he is rich.", "This is not false."),
        *(
            "It lies in the north.",
            "Is that true?",
            "It is made up of wood.",
            "It was withdrawn in May.",
        ),
    ],
)
def test_the_next_sentence_goes_on(behind: str) -> None:
    assert find_doubt(f"Hale is old. {FACT} {behind}") is None


def test_a_paragraph_is_taken_back() -> None:
    assert find_doubt(f"{FACT} The roof fell in. None of this happened.") == RETRACTED
    assert find_doubt(f"{FACT} The roof fell in. That is a lie.") is None


def test_what_is_said_to_be_a_claim_is_news_where_it_is_denied() -> None:
    accused = "Hale is accused of theft."
    assert find_doubt(f"{accused} He denies the charges.", accused) is None


@pytest.mark.parametrize(
    "before",
    [
        *("Imagine this.", "Suppose the following.", "Let us imagine the worst.", "Myth."),
        *("In this film the world ends.", "The plot of the film is as follows.", "A dream."),
        *("Two false stories went round the town.", "He told two lies.", "Lies of Hale."),
        *("Wrong answers.", "None of the following is true.", "Here is a joke."),
    ],
)
def test_what_is_told_as_a_story(before: str) -> None:
    assert find_doubt(f"{before} {FACT}") == IMAGINED
    assert find_doubt(f"{before} The roof fell in. {FACT}") == IMAGINED
    assert find_doubt(f"{before} The roof fell in. In fact, it held. {FACT}") is None
    assert find_doubt(f"{before} The roof fell in.\n\nThe council met. {FACT}") is None


@pytest.mark.parametrize(
    "before",
    [
        "The film cost 5 million euros.",
        "I would imagine.",
        "The mill lies in the north.",
        "He left.",
    ],
)
def test_what_follows_no_story(before: str) -> None:
    assert find_doubt(f"{before} {FACT}") is None


INTRODUCTIONS = (
    *("The jury rejected these claims:", "Indes denies that:", "The following are false:"),
    *("He asked whether:", "What if:", "The union said:", "We plan to see this:"),
)


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
@pytest.mark.parametrize("mark", ["- ", "• ", "1. ", "(a) ", ""])
def test_items_inherit_what_introduces_them(introduction: str, mark: str) -> None:
    text = f"{introduction}\n{mark}The roof fell in;\n{mark}{FACT}\n\nIt was May. The town slept."
    assert "only lists this under" in (find_doubt(text) or "")
    assert find_doubt(text, "It was May.") is None
    spaced = f"{introduction}\n\n{mark}{FACT}\n\nIt was May. The town slept."
    assert "only lists this under" in (find_doubt(spaced) or "")


def test_items_of_other_lists_are_facts() -> None:
    for introduction in ("Results of the year:", "The board met in May:", "Three sales:"):
        assert find_doubt(f"{introduction}\n- The roof fell in.\n- {FACT}") is None


@pytest.mark.parametrize(
    "above",
    [
        *("Nobody should believe", "According to the police,", "The paper did not say that"),
        *("The union said that if", "It is a myth that", "He wondered whether"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_what_may_go_on_with_a_line_above(above: str, end: str) -> None:
    annotated = AnnotatedDocument(read(text=f"{above}{end}{FACT}", language="en"))
    numbers = [n for n in annotated.numbers if annotated.sentence_text(n) == FACT]
    assert all(n in annotated.nonfactual for n in numbers)


def test_a_salutation_and_a_heading_are_no_beginnings_of_a_sentence() -> None:
    assert find_doubt(f"Dear friends,\n\n{FACT}") is None
    assert find_doubt(f"The 5.40\n\n{FACT} The roof fell in.") is None
    assert find_doubt(f"What the town ate\n\n{FACT} The roof fell in.") is None


@pytest.mark.parametrize(
    ("opener", "firm"),
    list(
        itertools.product(
            ("No proof that", "He doubts whether", "The talks end if"), ("at 5 p.m.", "at 9 a.m.")
        )
    ),
)
def test_what_may_go_on_behind_an_abbreviation(opener: str, firm: str) -> None:
    annotated = AnnotatedDocument(read(text=f"{opener} {firm} {FACT}", language="en"))
    numbers = [n for n in annotated.numbers if annotated.sentence_text(n) == FACT]
    assert all(annotated.nonfactual[n] == UNFINISHED for n in numbers)
    assert find_doubt(f"The board met {firm} {FACT}") is None


def test_a_transcript_breaks_off_all_the_time() -> None:
    turns = "\n".join(f"Ann: so that\nBob: The mill is sold in part {n}." for n in range(9))
    assert not AnnotatedDocument(read(text=turns, language="en")).nonfactual
