"""Tests of the check of antonyms."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.english.antonym_pairs import NEGATIVE_PREFIXES, NO_PREFIX, OPPOSITES
from summarize.nlp.normalize import get_stemmer, tokenize
from summarize.verification.checks import antonyms
from summarize.verification.comparison import Comparison, Reason

NOTHING = AnnotatedDocument(Document(text="", origin="-", sentences=())).vocabulary


def reasons(part: str, source: str) -> list[Reason]:
    pair = Comparison(tokenize(part), tokenize(source), NOTHING)
    return [reason for check in antonyms.ALL for reason in check(pair)]


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("Sales of boats rose in the harbour", "Sales of boats fell in the harbour."),
        ("Sales of boats shrank in May", "In all, sales of boats grew in May."),
        ("The trust approved the plan of the board", "The trust rejected the plan of the board."),
        ("More boats came in May", "Fewer boats came in May."),
        ("The work is finished before the winter", "The work is finished after the winter."),
        ("The lowest wave was 5 metres high", "The highest wave was 5 metres high."),
        ("Kim sold the old boat", "Kim bought the old boat."),
        ("The court found Kim guilty", "The court found Kim innocent."),
        ("The council will ban boats in May", "The council will allow boats in May."),
        ("The price includes the lamp", "The price excludes the lamp."),
        ("Her mother runs the ferry", "Her father runs the ferry."),
        ("The ferry sails to the north shore", "The ferry sails to the south shore."),
        ("The ferry sails to the east shore", "The ferry sails to the north shore."),
        ("The boats came in the morning of May 3", "The boats came in the evening of May 3."),
        ("The keeper was unhappy with the lamp", "The keeper was happy with the lamp."),
        ("The keeper was happy with the lamp", "The keeper was unhappy with the lamp."),
        ("It is illegal to sail at night", "It is legal to sail at night."),
        ("The board disapproved of the lamp", "The board approved of the lamp."),
        ("The crew was careless with the lamp", "The crew was careful with the lamp."),
        ("Water came in through the wall", "Water came out through the wall."),
        ("The pier opened before noon and closed after dusk",
         "The pier closed before noon and opened after dusk."),
    ],
)  # fmt: skip
def test_contradictions(part: str, source: str) -> None:
    assert any(reason.contradiction for reason in reasons(part, source))


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("Sales of boats did not rise in May", "Sales of boats fell in May."),
        ("Nobody expected sales of boats to rise", "Sales of boats fell."),
        ("Fewer boats gained in May", "More boats lost in May."),  # turned round twice
        ("Sales rose", "In the south, car sales of the firm fell."),  # too little in common
        ("Lee received a letter from the council", "The council sent Lee a letter."),
        ("The club lost at home", "The club was beaten at home."),
        ("Prices fell in the village", "Prices rose and output fell in the village."),
        ("Prices rose in June", "Prices rose in May and fell in June."),
        ("Prices rose and fell in June", "Prices rose in May, fell in autumn and in June."),
    ],
)
def test_never_more_than_a_doubt(part: str, source: str) -> None:
    assert not any(reason.contradiction for reason in reasons(part, source))


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("Prices fell in the village", "Prices rose and output fell in the village."),
        ("Prices fell in the village", "As prices rose, output fell in the village."),
        ("Prices rose in June", "Prices rose in May and fell in June."),
    ],
)
def test_the_opposite_is_said_of_what_was_left_out(part: str, source: str) -> None:
    found = reasons(part, source)
    assert [reason.wrong_tokens[0].surface for reason in found] == [part.split()[1]]


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("Sales of boats increased by 5 percent", "Sales of boats rose by 5 percent."),
        ("The pound rose against the dollar", "The dollar fell against the pound."),
        ("Kim sold the boat to Lee", "Lee bought the boat from Kim."),
        ("Prices fell in June", "Prices rose in May and fell in June."),
        ("Prices rose in June", "Prices, which fell in May, rose in June."),
        ("The board gave up the plan", "The board dropped the plan."),
        ("The pier is open until noon", "The pier is open until noon."),
        ("Kim informed the board", "Kim formed the board."),
        ("The ferry moved to Kallen", "The ferry moved from Brannick to Kallen."),
        ("", "Sales fell."),
        ("Sales rose", ""),
    ],
)
def test_left_alone(part: str, source: str) -> None:
    assert not reasons(part, source)


def test_the_word_and_its_opposite_are_named() -> None:
    (reason,) = reasons("Sales of boats rose in May", "Sales of boats fell in May.")
    assert reason.text == "the source says “fell”, not “rose”"
    assert [token.surface for token in reason.wrong_tokens] == ["rose"]
    assert reason.correction == "fell"


def test_a_form_that_does_not_fit_is_not_offered() -> None:
    (reason,) = reasons("Sales of boats rising in May", "Sales of boats fell in May.")
    assert reason.correction == ""


def test_no_word_is_its_own_opposite() -> None:
    stem = get_stemmer("en")
    for sides in OPPOSITES:
        assert len(sides) > 1, sides
        stems = [{stem(word) for word in side} for side in sides]
        assert sum(map(len, stems)) == len(set().union(*stems)), sides


def test_words_that_only_look_denied_begin_like_it() -> None:
    assert all(word.startswith(NEGATIVE_PREFIXES) for word in NO_PREFIX)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("rose", "fell", True),
        ("fell", "rises", True),
        ("unhappy", "happy", True),
        ("happy", "unhappy", True),
        ("irregular", "regular", True),
        ("useless", "useful", True),
        ("rose", "increased", False),
        ("north", "northern", False),
        ("discovered", "covered", False),
        ("unlamp", "un", False),
        ("in", "in", False),
    ],
)
def test_opposed(one: str, other: str, expected: bool) -> None:
    assert antonyms.is_antonym(tokenize(one)[0].plain, tokenize(other)[0].plain) is expected
