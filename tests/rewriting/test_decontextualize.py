"""Names for pronouns and descriptions, speakers, quotation marks, full names."""

from __future__ import annotations

import pytest

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.results import Claim, Origin, Verdict
from summarize.rewriting.decontextualize import (
    expand_drafted_name,
    expand_name,
    resolve_reference,
)
from summarize.sources import read
from summarize.verification.checker import Checker
from summarize.verification.verdicts import ClaimVerifier
from support.checkers import checker_for


def checker(text: str) -> Checker:
    return checker_for(text, language="en")


def last(text: str) -> str | None:
    one = checker(text)
    found = resolve_reference(max(one.annotated.numbers), one)
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("Ingrid Hessary opened the pier. She thanked the divers.",
         "Ingrid Hessary thanked the divers."),
        ("Ingrid Hessary opened the pier. Her boat sank in May.",
         "Ingrid Hessary’s boat sank in May."),
        ("Ingrid Hessary opened the pier. But she thanked the divers.",
         "But Ingrid Hessary thanked the divers."),
        ("Mr Kvale opened the pier. He thanked the divers.", "Mr Kvale thanked the divers."),
        ("Karl-Heinz Hessary opened the pier. He thanked the divers.",
         "Karl-Heinz Hessary thanked the divers."),
        ("Dr Oddny Kvale, head of the trust, said it was late. She added: “The pier is closed.”",
         "Oddny Kvale added: “The pier is closed.”"),
        ("Ruth Hessary said: “We saw it.\n\n“It sank in May.”\n\nShe said: “We left early.”",
         "Ruth Hessary said: “We left early.”"),
        ("Ruth Hessary said a colleague saw it. She added that the boat sank in May.",
         "Ruth Hessary added that the boat sank in May."),
        ("Ruth Hessary worked as a pilot in Kallen. She left the town in May.",
         "Ruth Hessary left the town in May."),
        ("Walking with her son, Gerd, Ruth Hessary saw the boat. She left the town in May.",
         "Ruth Hessary left the town in May."),
        ("Gerd Pohlenz met the players in Kallen. He left the town in May.",
         "Gerd Pohlenz left the town in May."),
        ("Gerd Pohlenz, 31, won the race. The boats left. The 31-year-old left the town in May.",
         "Gerd Pohlenz left the town in May."),
        ("Gerd Pohlenz won the race. The 31-year-old’s boat sank in May.",
         "Gerd Pohlenz’s boat sank in May."),
        ("The ferry firm Orrin lost two boats. The firm sold the pier in May.",
         "Orrin sold the pier in May."),
        ("Kallen City Council met on Monday. The council sold the pier in May.",
         "Kallen City Council sold the pier in May."),
    ],
)  # fmt: skip
def test_the_name_is_put_in(text: str, put: str) -> None:
    assert last(text) == put


@pytest.mark.parametrize(
    "text",
    [
        "Gerd Pohlenz met Arne Lund. He thanked the divers.",  # one of two
        "Gerd Pohlenz met Kvale. He thanked the divers.",
        "The pier was closed. She thanked the divers.",  # nobody
        "Ruth Hessary said a nurse saw it. She left the town in May.",  # not what she says
        "Gerd Pohlenz left in May. “He thanked the divers,” the report says.",
        "Gerd Pohlenz left in May. We think he thanked the divers.",  # somebody's bare words
        "Gerd Pohlenz left in May. He’d thanked the divers before.",
        "Gerd Pohlenz, 31, met Arne Lund, 31. The 31-year-old left the town.",
        "Gerd Pohlenz, 31, won. Arne Lund came second. The 29-year-old met a nurse.",
        "The ferry firm Orrin met the oil firm Lasko. The firm sold the pier in May.",
        "The ferry firm Orrin lost to a firm from Marlitz. The firm sold the pier in May.",
        "His former club Orrin lost the match. The club sold the pier in May.",
        "Kallen City Council met on Monday. The council of the north sold the pier.",
        "A Marriner sold his boat and his net. He thanked the divers.",  # one of many
        "Ruth Hessary thanked the divers. The pier was closed in May.",  # leans on nothing
    ],
)
def test_where_it_is_not_certain_nobody_is_named(text: str) -> None:
    assert last(text) is None


def test_what_was_named_is_checked_and_says_where_the_name_is_from() -> None:
    one = checker("Ingrid Hessary opened the pier. It was new. Hessary left. She sold the boat.")
    found = resolve_reference(4, one)
    assert found is not None
    assert (found.text, found.origin) == ("Ingrid Hessary sold the boat.", Origin.EDITED)
    assert found.verdict is Verdict.SUPPORTED
    assert [each.sentence_number for each in found.evidence] == [4, 1, 3]


def test_who_speaks_is_who_was_named() -> None:
    one = checker("Ingrid Hessary opened the pier in May. She said the boats were late.")
    found = resolve_reference(2, one)
    assert found is not None
    assert found.attributed_to == "Ingrid Hessary"


@pytest.mark.parametrize(
    "text",
    [
        "Ruth Hessary said Ann Kvale saw it. She added that the boat sank in May.",
        "Dr Oddny Kvale, head of the trust, met Ann Lund. The boat was late. She left in May.",
        "Ruth Hessary, 31, met Ann Kvale, 40. The 31-year-old sold the boat in May.",
        "Walking with her sister, Ann Kvale, Ruth Hessary saw the boat. She sold the boat in May.",
    ],
)
@pytest.mark.parametrize("wrong", ["Ann Kvale", "Ann Lund", "Oddny Lund", "Gerd Pohlenz"])
def test_a_wrong_name_is_never_accepted(text: str, wrong: str) -> None:
    one = checker(text)
    own = one.quote_sentence(max(one.annotated.numbers)).text
    lie = own.replace("She", wrong).replace("The 31-year-old", wrong)
    assert one.check(Claim(lie)).verdict is not Verdict.SUPPORTED


def test_other_languages_are_left_alone() -> None:
    one = Checker(
        AnnotatedDocument(
            read(text="Ruth Hessary kam. Sie ging im Mai nach Kallen.", language="de")
        )
    )
    assert resolve_reference(2, one) is None


def test_a_quotation_gets_the_mark_that_its_next_sentence_has() -> None:
    text = "Ruth Hessary said: “We saw the boat sink. We left the town in May.” It rained."
    one = checker(text)
    wordings = [resolve_reference(number, one) for number in one.annotated.numbers]
    assert [found.text if found else None for found in wordings] == [None, None]
    parted = "Ruth Hessary said: “We saw the boat sink.\n\n“We left the town in May.”\n\nIt rained."
    one = checker(parted)
    found = resolve_reference(1, one)
    assert found is not None
    assert found.text == "Ruth Hessary said: “We saw the boat sink.”"
    assert (found.origin, found.attributed_to) == (Origin.EDITED, "Ruth Hessary")


@pytest.mark.parametrize("gap", [" ", "\n\n"])
@pytest.mark.parametrize(("opening", "closing"), ["‘’", "''"])
def test_so_does_one_in_single_marks(opening: str, closing: str, gap: str) -> None:
    said = f"Ruth Hessary said: {opening}We saw the boat sink."
    one = checker(f"{said}{gap}{opening}We left the town in May.{closing} It rained.")
    found = resolve_reference(1, one)
    assert found is not None
    assert (found.text, found.attributed_to) == (f"{said}{closing}", "Ruth Hessary")


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("Ruth Hessary opened the pier. Hessary left in May.", "Ruth Hessary left in May."),
        ("Ruth Hessary opened the pier. Mrs Hessary left in May.", "Ruth Hessary left in May."),
        ("Ruth Hessary's boat sank. Hessary’s son left in May.", "Ruth Hessary’s son left in May."),
        ("Ruth Hessary met Gerd Hessary. Hessary left in May.", None),
        ("Hessary left in May. Ruth Hessary opened the pier. It was new.", None),
        ("Ruth Hessary opened the pier. Ruth Hessary left in May.", None),
        ("The pier was opened. Hessary left in May.", None),
    ],
)
def test_a_short_name_in_full(text: str, full: str | None) -> None:
    one = checker(text)
    found = expand_name(2 if full else max(one.annotated.numbers), one)
    assert (found.text if found else None) == full


@pytest.mark.parametrize(
    ("drafted", "full"),
    [
        (
            "Lindqvist reprimanded the divers from Brannick on Tuesday.",
            "Rosa Lindqvist reprimanded the divers from Brannick on Tuesday.",
        ),
        ("Rosa Lindqvist reprimanded the divers from Brannick.", None),
        ("The divers left Kallen.", None),
        ("Kallen reprimanded the divers.", None),
    ],
)
def test_a_drafted_statement_gets_the_full_name(drafted: str, full: str | None) -> None:
    text = (
        "Rosa Lindqvist, an engineer, spoke in Kallen. "
        "Lindqvist criticised the divers from Brannick on Tuesday."
    )
    verifier = ClaimVerifier(checker_for(text, language="en"), None, 0.95)
    (statement,) = verifier.check_all([Claim(drafted)])
    found = expand_drafted_name(statement, verifier)
    assert (found and found.text) == full
    assert found is None or set(found.sentence_numbers) == {1, 2}


def test_of_two_of_a_name_neither_is_put_in() -> None:
    text = (
        "Rosa Lindqvist spoke. Per Lindqvist, her brother, left. Lindqvist criticised the divers."
    )
    verifier = ClaimVerifier(checker_for(text, language="en"), None, 0.95)
    (statement,) = verifier.check_all([Claim("Lindqvist reprimanded the divers.")])
    assert expand_drafted_name(statement, verifier) is None
