"""Tests of the check of words in quotation marks."""

from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from summarize.sources import read
from summarize.verification.alignment import AnnotatedDocument
from summarize.verification.checks import quotation
from summarize.verification.comparison import Comparison, Reason

SAID = "“The deck above looks perfectly sound to all of us,” said Hessary."


def reasons(part: str, source: str = SAID) -> list[Reason]:
    vocabulary = AnnotatedDocument(read(text=source, language="en")).vocabulary
    return list(
        quotation.check_quotations(Comparison(tokenize(part), tokenize(source), vocabulary))
    )


@pytest.mark.parametrize(
    ("part", "accused"),
    [
        ("Hessary said “the deck above looked perfectly sound to all of us”", True),
        ("Hessary said “the deck above looks perfectly safe to all of us”", True),
        ("Hessary said “the deck above looks perfectly sound” to “all of them”", True),
        ("Hessary said “the deck looks sound”", False),  # words left out, and not told
        ('Hessary said "the deck above looks perfectly safe', False),  # not closed
        ("The deck above looked sound to all of us,” said Hessary", False),  # not opened
        ("“Purple elephants danced on the pier,” said Hessary", False),  # about something else
    ],
)
def test_what_is_not_word_for_word(part: str, accused: bool) -> None:
    (reason,) = reasons(part)
    assert reason.contradiction is accused
    assert reason.wrong_tokens


@pytest.mark.parametrize(
    "part",
    [
        "Hessary said “the deck above looks perfectly sound”",
        '"Looks perfectly sound," said Hessary',
        "The deck looks sound, said Hessary",
        "Hessary said “” and “",
        "The deck above looks perfectly sound to all of us,” said Hessary",
        "Hessary said “the deck above ... looks perfectly sound”",
        "“The deck above ... all of us,” said Hessary",
        '"',
        "“”",
        "",
    ],
)
def test_what_stands_so(part: str) -> None:
    assert not reasons(part)


def test_a_quotation_inside_another_is_read_as_one() -> None:
    source = 'Hessary said: "We read "closed for ever" on the sign."'
    assert not reasons('Hessary said: "We read "closed for ever" on the sign."', source)
    assert reasons('Hessary said: "We saw "closed for ever" on the sign."', source)


def test_an_omission_does_not_change_the_order() -> None:
    assert reasons("Hessary said “all of us ... the deck above”")


def borrowed(part: str, source: str) -> list[Reason]:
    vocabulary = AnnotatedDocument(read(text=source, language="en")).vocabulary
    return list(
        quotation.check_unquoted_words(Comparison(tokenize(part), tokenize(source), vocabulary))
    )


def test_marks_stand_where_the_article_has_them() -> None:
    source = "Lee, known as 'the blonde sailor', writes songs in two languages."
    told = '"Lee writes songs in two languages."'
    assert borrowed('"writes songs in two languages"', source)
    assert not borrowed("Lee, 'the blonde sailor', writes songs.", source)
    assert not borrowed("Lee writes songs.", source)
    assert not borrowed(told, "Lee writes songs in two languages.")


@pytest.mark.parametrize("omission", [" ... ", "… ", " […] ", " [...] "])
def test_an_ellipsis_of_the_source_stays(omission: str) -> None:
    source = f"“I stole{omission}nothing at all,” said Hessary."
    (reason,) = reasons("“I stole nothing at all,” said Hessary.", source)
    assert "leaves out" in reason.text
    assert not reasons("“I stole ... nothing at all,” said Hessary.", source)
    assert not reasons("“Nothing at all,” said Hessary.", source)


def test_the_stop_of_a_title_is_none() -> None:
    assert not reasons("“Mr Lee is here,” said Hessary", "“Mr. Lee is here,” said Hessary.")
