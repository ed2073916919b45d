"""Sentences behind one that opens a frame: told, wished, believed or supposed."""

from __future__ import annotations

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.sources import read

FACTS = "Orrin sold the mill. The lake froze over."


def find_doubted(text: str) -> set[str]:
    """Return the sentences of a text that are no plain facts."""
    annotated = AnnotatedDocument(read(text=text, language="en"))
    return {annotated.sentence_text(number) for number in annotated.nonfactual}


@pytest.mark.parametrize(
    "before",
    [
        "Some people here believe the following.",
        "Her neighbours say the opposite.",
        "Hale told each buyer a different story.",
        "At the inn he made four promises.",
        "The old men tell a legend.",
        "The sailors told a joke.",
        "The brochure paints a glowing picture.",
        "The landlord sees things differently.",
        "In his view the lake is safe.",
        "In the company's opinion the lake is safe.",
        "For some, Hale is a crook.",
        "Let us suppose the dam breaks in May.",
        "Hale dreams of it every night.",
        "Abel imagines the lake in ten years.",
        "Hopes were high at first.",
        "The jury asked what would have happened with a dam.",
        "Ten years ago, the situation was as follows.",
        "The year is 1954.",
        "How wrong one can be.",
        "Nothing could be further from the truth than what Hale told the town.",
        "April Fools' Day is dear to the town.",
        "The doubters put it this way.",
        "The clerk tells another tale.",
        "Here is how the defence tells it.",
        "The prosecution's case is simple.",
        "Rumour has it that the mill is haunted.",
        "The firm has big plans.",
        "In the worst case, the dam breaks.",
        "What if the dam broke?",
        "The villagers want the following:",
        "Hale's own account goes like this: The dam held.",
        "Hale opened the season with a play by Lind. It is called “The Toll”.",
    ],
)
def test_what_follows_is_only_told(before: str) -> None:
    assert find_doubted(f"{before} {FACTS}") >= {"The lake froze over."}
    assert not find_doubted(f"{before} The dam held.\n\nThe council met. {FACTS}") & {
        "Orrin sold the mill.",
        "The lake froze over.",
    }


@pytest.mark.parametrize(
    "before",
    [
        "Hale told his story in May.",
        "The council met to hear the following speakers.",
        "In our view the lake is safe.",
        "In the view from the hill, the lake is small.",
        "For some days, it rained.",
        "Hale had a dream come true.",
        "The dream has come true.",
        "The council hopes to build a dam.",
        "The method was as follows.",
        "Hale said two things about the price of the mill and the dam.",
        "The paper is organised as follows: it begins with the lake.",
        "The question is this: who owns the lake?",
        "The case is this: the dam held.",
        "What if I had been there?",
        "Here is what happened.",
        "In this case, the dam held.",
        "The firm has a big plant.",
    ],
)
def test_what_follows_is_a_fact(before: str) -> None:
    assert not find_doubted(f"{before} {FACTS}")


@pytest.mark.parametrize(
    "introduction",
    [
        "A leaflet lists common errors about the lake:",
        "The villagers want the following:",
        "Not part of the treaty are these points:",
    ],
)
def test_a_list_of_errors_or_wishes(introduction: str) -> None:
    listed = find_doubted(f"{introduction}\n\n- Orrin sold the mill.\n- The lake froze over.")
    assert listed == {"Orrin sold the mill.", "The lake froze over."}


def test_what_holds_in_one_case_only() -> None:
    text = "If the dam holds, the town stays. {} {} {}"
    facts = ("Orrin sells the mill.", "The lake will be drained.")
    assert find_doubted(text.format(*facts, "If not, they leave.")) == set(facts)
    assert find_doubted(text.format(*facts, "Otherwise they leave.")) == set(facts)
    assert not find_doubted(text.format(*facts, "If it rains, they wait."))


def test_what_is_so_in_one_version_only() -> None:
    text = "Hale kept two ledgers. In one of {} {} In the other, nothing was sold."
    told = "The lake froze over."
    assert told in find_doubted(text.format("them the mill was sold.", told))
    assert told not in find_doubted(text.format("the worst winters the mill burned.", told))


def test_a_text_without_paragraphs_is_no_frame() -> None:
    parts = [f"Part {n} of the mill was sold." for n in range(20)]
    doubted = find_doubted(f"Suppose the following. {' '.join(parts)}")
    assert parts[0] in doubted
    assert parts[-1] not in doubted


def test_the_end_of_a_letter_opens_nothing() -> None:
    assert not find_doubted("The mill is sold.\n\nKind regards,\n\nAnn Bell sold it in May.")
