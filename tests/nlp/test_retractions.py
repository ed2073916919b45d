"""Sentences that take back in concrete words what the ones before them tell."""

from __future__ import annotations

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.nonfactual.context import RETRACTED
from summarize.sources import read


def find_retracted(*sentences: str) -> set[int]:
    """Return the numbers of the sentences of a paragraph that others take back."""
    annotated = AnnotatedDocument(read(text=" ".join(sentences), language="en"))
    return {n for n, reason in annotated.nonfactual.items() if reason == RETRACTED}


@pytest.mark.parametrize(
    ("sentence", "behind"),
    [
        ("The guild voted to leave the league.", "The vote was annulled in March."),
        ("Kessel banned the nets.", "A higher court overturned the ban."),
        ("Kessel banned the nets.", "In June the ban was struck down."),
        ("Marit Orrin won the seat of Vellin.", "A recount gave the seat to her cousin."),
        ("Orrin was convicted of arson.", "Her conviction was quashed on appeal."),
        ("Tove Lind scored a third goal.", "The goal was disallowed."),
        ("The steward was sacked.", "The board reinstated him the next day."),
        ("Orrin married in Vellin.", "The wedding was called off an hour before."),
        ("Hale sold the mill to a bank.", "The sale fell through."),
        ("Hale paid for the boat.", "The cheque bounced."),
        ("The deed was signed in Vellin.", "The signature was forged."),
        ("A study found lead in the well.", "The study was retracted in May."),
        ("The gallery owns a Holbein.", "The portrait proved to be a forgery."),
        ("The diver found a mine.", "It turned out to be a dummy."),
        ("The old duke died at sea.", "The news of his death proved premature."),
        ("The ferry has 40 seats.", "Ten years ago, that is."),
        ("The ferry will stop at Vellin.", "At least that was the idea."),
        ("The ferry saved the town.", "Such is the official version."),
        ("The mill is worth a fortune.", "Or is it?"),
        ("The porter hit the guest.", "The porter remembers it differently."),
        ("The yard paid its debts.", "The books say otherwise."),
        ("The yard paid its debts.", "Its creditors disagree."),
        ("The yard paid its debts.", "The auditor tells a different story."),
        ("The yard paid its debts.", "Two accountants doubt it."),
        ("The yard lost its licence.", "The port office knows nothing of this."),
        ("The tug sailed to Vellin.", "It never arrived there."),
        ("The choir hired Ann Bell.", "Bell never showed up."),
        ("The fair drew 9,000 guests.", "The real number was 3,000."),
        ("The fair drew 9,000 guests.", "The police chief put the figure at 3,000."),
        ("The tower is made of oak.", "It only looks like it."),
    ],
)
def test_the_next_sentence_undoes_it(sentence: str, behind: str) -> None:
    assert 2 in find_retracted("Vellin lies on a lake.", sentence, behind)
    assert not find_retracted("Vellin lies on a lake.", sentence, "It was a warm day.")


@pytest.mark.parametrize(
    ("sentence", "behind"),
    [
        ("Rain fell all day.", "The match was called off."),
        ("The show ran for ten years.", "It was cancelled in 2010."),
        ("Orrin became a knight in 1990.", "He was stripped of his title in 2012."),
        ("The club voted for a new hall.", "The vote was not annulled."),
        ("The club voted for a new hall.", "A court may overturn the vote."),
        ("The club voted for a new hall.", "The vote was held in May."),
        ("Orrin was convicted of arson.", "He wants to have the conviction quashed."),
        ("Orrin won the seat.", "A recount confirmed it."),
        ("The gallery owns a Holbein.", "The portrait proved to be a great draw."),
        ("The gallery owns a Holbein.", "It also owns copies of the portrait."),
        ("The ferry has 40 seats.", "That is a lot."),
        ("The ferry will stop at Vellin.", "That was the third stop."),
        ("The mill is worth a fortune.", "What is it for?"),
        ("Hale went to sea.", "He never came back."),
        ("Hale went to sea.", "He was thrown out of the boat."),
        ("Hale went to sea.", "Little was left of what came out of the hold."),
        ("Hale has a boat.", "His sister does not."),
        ("You could row to the isle.", "But I couldn't."),
        ("The yard paid its debts.", "No one doubts it."),
        ("The fair drew 9,000 guests.", "The real draw was a calf."),
        ("The school lost its results.", "The council annulled the whole school's exams."),
    ],
)
def test_the_next_sentence_lets_it_stand(sentence: str, behind: str) -> None:
    assert not find_retracted("Vellin lies on a lake.", sentence, behind)


@pytest.mark.parametrize(
    "behind",
    [
        "We regret the error.",
        "Nothing has come of it.",
        "Reality looks different.",
        "It was all a hoax.",
        "Then she woke up.",
        "The archive contradicts it on every point.",
        "It is only a model.",
    ],
)
def test_a_paragraph_is_taken_back(behind: str) -> None:
    assert find_retracted("The mill has been sold.", "The buyer is a bank.", behind) == {1, 2}


def test_what_is_undone_is_taken_back_with_what_hangs_on_it() -> None:
    signed = "Vellin Town said that Pål Orrin had signed for two years."
    hangs = "He will wear the number 4."
    undone = "On Sunday the doctor found a fracture, and Vellin called off the transfer."
    assert find_retracted("The league began in May.", signed, hangs, undone) == {2, 3}


def test_what_a_speaker_refuses_is_not_settled() -> None:
    turns = [f"Ann: Part {n} of the mill is sold.\nBob: The lake is deep." for n in range(9)]
    turns += ["Ann: Bob will write the minutes.", "Bob: I will not."]
    annotated = AnnotatedDocument(read(text="\n".join(turns), language="en"))
    assert list(annotated.nonfactual.values()) == [RETRACTED]
