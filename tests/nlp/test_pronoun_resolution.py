"""Tests of pronouns and definite descriptions replaced by names."""

from __future__ import annotations

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.coreference.pronoun_resolution import ResolvedSentence
from summarize.results import Claim, Verdict
from summarize.sources import read
from summarize.verification.checker import Checker


def readings(text: str, number: int = 2) -> tuple[ResolvedSentence, ...]:
    return AnnotatedDocument(read(text=text, language="en")).resolve(number)


def first(text: str, number: int = 2) -> str:
    """The sentence with its first pronoun put in full; "" if it stays."""
    found = readings(text, number)
    return " ".join(token.plain for token in found[0].tokens) if found else ""


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("Ingrid Hessary opened the pier. She thanked the divers.",
         "ingrid hessary thanked the divers ."),
        ("Mr Oddmund opened the pier. He thanked the divers.", "oddmund thanked the divers ."),
        ("Oddmund Kvale, 31, opened the pier. He left.", "oddmund kvale left ."),
        ("Mayor Ingrid Hessary opened the pier. She left.", "ingrid hessary left ."),
        ("On Monday, Ingrid Hessary opened the pier. She left.", "ingrid hessary left ."),
        ("The trust's former chairwoman Ingrid Hessary left. She lives in Kallen.",
         "ingrid hessary lives in kallen ."),
        ("Ingrid Hessary is a diver. She left.", "ingrid hessary left ."),
        ("Ingrid Hessary, who is a teacher, left. She lives in Kallen.",
         "ingrid hessary lives in kallen ."),
        ("As a diver, Ingrid Hessary won a medal. She left.", "ingrid hessary left ."),
        ("Ingrid Hessary met the duke. She left.", "ingrid hessary left ."),
        ("Ingrid Hessary bought a boat. She left.", "ingrid hessary left ."),
        ("Ingrid Hessary, a diver, opened the pier. She left.", "ingrid hessary left ."),
        ("Ingrid Hessary called her husband. She left.", "ingrid hessary left ."),
        ("“The pier is safe,” Ingrid Hessary said. She left.", "ingrid hessary left ."),
        ("Ingrid Hessary left. Her boat sank.", "ingrid hessary 's boat sank ."),
        ("Ingrid Hessary left. The trust told her on Monday.",
         "the trust told ingrid hessary on monday ."),
        ("Ingrid Hessary left. On Monday she met Gerd Pohlenz.",
         "on monday ingrid hessary met gerd pohlenz ."),
        ("Ingrid Hessary left.\n\nShe lives in Kallen.", "ingrid hessary lives in kallen ."),
        ("Ingrid Hessary left Wales. She left.", "ingrid hessary left ."),
        ("Ingrid Hessary and Gerd Pohlenz met in Kallen. They left.",
         "ingrid hessary and gerd pohlenz left ."),
    ],
)  # fmt: skip
def test_the_only_one_who_can_be_meant(text: str, resolved: str) -> None:
    assert first(text) == resolved
    assert readings(text)[0].antecedents == (1,)


@pytest.mark.parametrize(
    "text",
    [
        "Gerd Pohlenz met Arne Lund. He left.",
        "Gerd Pohlenz met Kvale. He left.",  # whoever Kvale is
        "Gerd Pohlenz met a driver. He left.",
        "Gerd Pohlenz met his brother. He left.",
        "Gerd Pohlenz shot a burglar. He left.",
        "Gerd Pohlenz found a hostage. He left.",
        "Gerd Pohlenz met a Frenchman. He left.",
        "Gerd Pohlenz and a friend met. He left.",
        "Gerd Pohlenz was helped by a driver. He left.",
        "Gerd Pohlenz, led by a boy, opened the pier. He left.",
        "Gerd Pohlenz, who met a teacher, opened the pier. He left.",
        "After a walk with the driver, Gerd Pohlenz slept. He left.",
        "Gerd Pohlenz met the ambassador. He left.",
        "Gerd Pohlenz met an architect. He left.",
        "Gerd Pohlenz met a chaplain. He left.",
        "Gerd Pohlenz fed a parrot. He left.",
        "Gerd Pohlenz built a robot. He left.",
        "Ingrid Hessary met the countess. She left.",
        "Ingrid Hessary painted a frigate. She left.",
        "Ingrid Hessary saw a ghost. She left.",
        "Ingrid Hessary, for whom she was named, waved. She left.",
        "Gerd Pohlenz's brother left. He lives in Kallen.",
        "The driver saw Gerd Pohlenz. He left.",
        "The trust praised Gerd Pohlenz. He left.",  # not the subject
        "Ingrid Hessary left. He lives in Kallen.",
        "Oddmund Kvale opened the pier. He left.",  # a firm, for all we know
        "The trust opened the pier. He left.",
        "The pier closed. He left.",
        "He opened the pier. He left.",
        "Gerd Pohlenz left. Arne Lund said he was ill.",
        "Gerd Pohlenz left. The driver said he was ill.",
        "Gerd Pohlenz left. When he was away, Arne Lund moved in.",
        "Gerd Pohlenz left. In his speech, Arne Lund was kind.",
        "Gerd Pohlenz left. “He was ill,” the report says.",
        "Gerd Pohlenz left. ‘He was ill,’ the report says.",
        "“We are told he lied,” Gerd Pohlenz said. He left.",
        "Gerd Pohlenz left.\n\n# The pier\n\nHe opened it.",
        "Gerd Pohlenz left. It rained.",
        "Gerd Pohlenz met two divers. They left.",
        "Gerd Pohlenz and Arne Lund met two divers. They left.",
        "Gerd Pohlenz and the trust met. They left.",
        "He left.",
    ],
)
def test_where_two_may_be_meant_nobody_is_named(text: str) -> None:
    index = AnnotatedDocument(read(text=text, language="en"))
    assert index.resolve(max(index.numbers)) == ()


def test_two_people_of_one_family_name_are_told_apart_by_the_first() -> None:
    family = "Gerd Pohlenz left. Arne Pohlenz stayed. "
    assert first(family + "Pohlenz was ill. He lives in Kallen.", 4) == ""
    told = first(family + "Gerd Pohlenz was ill. He lives in Kallen.", 4)
    assert told == "gerd pohlenz lives in kallen ."


def test_a_chain_of_pronouns_leads_back_to_the_name() -> None:
    text = "Ingrid Hessary opened the pier. She thanked a diver. She left."
    assert first(text, 3) == ""  # the diver may be a woman
    text = "Ingrid Hessary opened the pier. She spoke of the boats. Then she left."
    assert first(text, 3) == "then ingrid hessary left ."
    assert readings(text, 3)[0].antecedents == (1,)


def test_a_chain_ends() -> None:
    text = "Ingrid Hessary left. " + "She came again. She left again. " * 5
    assert first(text, 4)
    assert not first(text, 10)


def test_the_full_name_comes_from_where_it_stands() -> None:
    text = "Ingrid Hessary opened the pier. The boats came. Hessary spoke. She left."
    (only,) = readings(text, 4)
    assert " ".join(token.plain for token in only.tokens) == "ingrid hessary left ."
    assert only.antecedents == (1, 3)


def test_all_pronouns_of_a_sentence_are_the_second_reading() -> None:
    text = "Ingrid Hessary left. She took her boat."
    spoken = [" ".join(t.plain for t in one.tokens) for one in readings(text)]
    assert spoken == [
        "ingrid hessary took her boat .",
        "ingrid hessary took ingrid hessary 's boat .",
    ]
    assert len(readings("Ingrid Hessary left. She told Ruth Lind that she was ill.")) == 1


def test_without_english_tables_nothing_is_resolved() -> None:
    index = AnnotatedDocument(read(text="Ingrid Hessary left. She took her boat.", language="de"))
    assert index.resolve(2) == ()


CHECKER = Checker(
    AnnotatedDocument(
        read(
            text="""Ingrid Hessary opened the new pier in Kallen. She thanked the council on Monday.

        The ferry sails at noon. Gerd Pohlenz met Arne Lund. He sold the old boat for £900.
        """,
            language="en",
        )
    )
)


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Ingrid Hessary thanked the council on Monday.", [1, 2]),
        ("Hessary thanked the council.", [1, 2]),
        ("Ingrid Hessary opened the new pier in Kallen and thanked the council on Monday.", [1, 2]),
        ("She thanked the council on Monday.", [2]),
    ],
)
def test_a_statement_stands_on_the_pronoun_and_its_name(text: str, evidence: list[int]) -> None:
    result = CHECKER.check(Claim(text))
    assert (result.verdict, result.reasons) == (Verdict.SUPPORTED, ())
    assert [one.sentence_number for one in result.evidence] == evidence


@pytest.mark.parametrize(
    "text",
    [
        "Gerd Pohlenz sold the old boat for £900.",
        "Arne Lund sold the old boat for £900.",
        "Gerd Pohlenz thanked the council on Monday.",
        "Ingrid Hessary sold the old boat for £900.",
        "Ingrid Hessary did not thank the council on Monday.",
        "The council thanked Ingrid Hessary on Monday.",
        "She opened the new pier in Kallen.",
        "Ruth Hessary thanked the council on Monday.",
    ],
)
def test_nothing_false_stands_on_a_pronoun(text: str) -> None:
    assert CHECKER.check(Claim(text)).verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("text", "number", "resolved"),
    [
        ("For Orrin, Gerd Pohlenz is a find. He left.", 2, "gerd pohlenz left ."),
        ("Ruth Hessary worked in Marlitz for Orrin. She left.", 2, "ruth hessary left ."),
        ("Chief diver Ruth Hessary saw it. She left.", 2, "ruth hessary left ."),
        ("After the race, Ruth Hessary slept. She left.", 2, "ruth hessary left ."),
        ("Leaving her house, Ruth Hessary fell. She left.", 2, "ruth hessary left ."),
        ("Ruth Hessary fell. In 2008 she left.", 2, "in 2008 ruth hessary left ."),
        ("Ruth Hessary, a nurse, said Ann Ek fell. She said no.", 2, "ruth hessary said no ."),
        (
            "They saw Kvale. Kvale said he fell. Kvale said he sang. Kvale fell. He left.",
            5,
            "kvale left .",
        ),
    ],
)
def test_who_is_spoken_of_by_the_way(text: str, number: int, resolved: str) -> None:
    assert first(text, number) == resolved


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Ruth Hessary, a nurse, said Ann Ek fell. She left.", 2),  # it may be Ek who left
        ("Ruth Hessary and Ann Ek fell. She left.", 2),
        ("They saw Kvale. Kvale rose over his arm. Kvale shone on his boat. He left.", 4),
        ("Ruth Hessary fell on the stairs\n\nShe left.", 2),  # a caption
        ("The boat of Ruth Hessary fell. She left.", 2),
    ],
)
def test_who_is_not_surely_meant(text: str, number: int) -> None:
    assert first(text, number) == ""
