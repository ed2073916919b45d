from __future__ import annotations

import pytest

from summarize.checking import content, figures, names, negation, quotation
from summarize.checking.alignment import SourceIndex
from summarize.checking.comparison import Comparison, Reason
from summarize.checking.folding import fold
from summarize.sources import read


def held_against(part: str, source: str, article: str = "") -> Comparison:
    """A comparison whose article is the sentence and what else is given."""
    document = read(text=f"{source}\n\n{article}" if article else source, language="en")
    return Comparison(fold(part), fold(source), SourceIndex(document).vocabulary)


def missing(pair: Comparison) -> list[Reason]:
    return [*figures.absent(pair), *names.absent(pair), *content.absent(pair)]


def hard(reasons: list[Reason]) -> bool:
    return any(reason.hard for reason in reasons)


DIVERS = "Three divers from Brannick found a hollow 31 metres long under the pier on Tuesday."


@pytest.mark.parametrize(
    ("part", "named"),
    [
        ("Four divers found a hollow", "Four"),
        ("Divers found a hollow 77 metres long", "77"),
        ("Divers from Oddmund found a hollow", "Oddmund"),
        ("Divers found a hollow on Friday", "Friday"),
        ("Divers blew up a hollow", "blew"),
    ],
)
def test_missing_names_what_the_sentence_lacks(part: str, named: str) -> None:
    reasons = list(missing(held_against(part, DIVERS)))
    assert len(reasons) == 1
    assert named in reasons[0].text


@pytest.mark.parametrize(
    "part", ["Divers found a hollow", "3 divers found a hollow", "", "of the", "On Tuesday, divers"]
)
def test_missing_leaves_alone_what_is_there(part: str) -> None:
    assert not list(missing(held_against(part, DIVERS)))


def test_us_is_not_in_a_sentence_with_us() -> None:
    assert list(missing(held_against("Ships of the US came", "He told us ships came.")))
    assert not list(missing(held_against("Ships of the US came", "U.S. ships came.")))


@pytest.mark.parametrize(
    ("part", "article", "accused"),
    [
        ("Divers from Oddmund found a hollow", "", True),
        ("Divers from Oddmund found a hollow", "Oddmund is a firm.", False),
        ("Divers from Osterwerther found a hollow", "We saw Osterwerth.", False),
        ("Divers found a hollow 77 metres long", "", True),
        ("Divers found a hollow 77 metres long", "It cost 77 pounds.", False),
        ("Divers found a hollow 30 metres long", "", False),  # 31, rounded
        ("Two of the divers found a hollow", "", False),  # counted by the writer
        ("Divers found more than 77 hollows", "", False),  # a bound, not a figure
        ("In 2024 divers found a hollow", "It was dug in 2023.", True),  # years are not rounded
        ("The UK divers found a hollow", "", False),  # too short to tell
        ("Divers destroyed a hollow", "", False),
    ],
)
def test_only_inventions_are_hard(part: str, article: str, accused: bool) -> None:
    assert hard(list(missing(held_against(part, DIVERS, article)))) is accused


def test_repeated_words_must_be_repeated_in_the_sentence() -> None:
    source = "The plates below the line were cut, the plates above it were kept."
    assert list(content.repeated(held_against("The plates above the line above it", source)))
    assert not list(content.repeated(held_against("The plates below, the plates above", source)))


def test_counts_the_same_thing() -> None:
    source = "The storm killed five people and hurt nine sailors."
    assert list(figures.counts(held_against("It killed nine people", source)))
    assert list(figures.counts(held_against("five sailors were hurt", source)))
    assert not list(figures.counts(held_against("It killed 5 people", source)))
    assert not list(figures.counts(held_against("It hurt nine", source)))


def test_another_number_before_the_same_thing_is_a_contradiction() -> None:
    source = "The storm killed five people in the harbour."
    assert hard(
        list(figures.counts(held_against("The storm killed six people", source, "Six men.")))
    )
    assert not hard(list(figures.counts(held_against("Over six people sang", source, "Six men."))))


NOT_FOUND = "The divers did not find any damage to the south pier, where the lifeboat lies."


@pytest.mark.parametrize(
    ("part", "source", "accused"),
    [
        ("The divers did find damage to the south pier", NOT_FOUND, True),
        ("The divers found any damage", NOT_FOUND, False),
        ("The lifeboat does not lie at the south pier", NOT_FOUND, False),
        ("The lifeboat does not lie there", "The lifeboat does lie there.", True),
        ("The office did not appeal", "The office appealed.", True),
        ("The office did not agree", "The office refused to agree.", False),
        ("Nobody was not hurt", "Nobody was hurt.", False),
        ("I saw", "I saw nothing.", True),
        ("It will not reopen and would not give a guarantee",
         "It will reopen and would not give a guarantee.", False),
        ("It mentions no size and a wire", "It mentions no size and no wire.", False),
    ],
)  # fmt: skip
def test_negation_added_or_lost(part: str, source: str, accused: bool) -> None:
    reasons = list(negation.negation(held_against(part, source)))
    assert reasons
    assert hard(reasons) is accused


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("The divers didn’t find any damage", NOT_FOUND),
        ("The divers found no damage to the pier", "The divers found no damage to the pier."),
        ("The lifeboat lies there", NOT_FOUND),
        ("Nothing happened", "Almost nothing happened."),
        ("It was not only big but red", "It was not only big but red."),
        ("The pier was red", "The pier was red, and nobody knew."),
    ],
)
def test_negation_that_was_kept(part: str, source: str) -> None:
    assert not list(negation.negation(held_against(part, source)))


SAID = "“The deck above looks perfectly sound,” said Hessary."


@pytest.mark.parametrize(
    "part",
    [
        "Hessary said “the deck looks sound”",
        "Hessary said “the deck above looked perfectly sound”",
        'Hessary said "the deck above looks perfectly safe',
    ],
)
def test_quotations_are_word_for_word(part: str) -> None:
    assert list(quotation.quotation(held_against(part, SAID)))


@pytest.mark.parametrize(
    "part",
    [
        "Hessary said “the deck above looks perfectly sound”",
        '"Looks perfectly sound," said Hessary',
        "The deck looks sound, said Hessary",
        "Hessary said “” and “",
    ],
)
def test_quotations_that_stand_so(part: str) -> None:
    assert not list(quotation.quotation(held_against(part, SAID)))


def test_a_quotation_with_a_mark_missing_is_no_proof() -> None:
    reasons = list(quotation.quotation(held_against("The deck above looks sound,” he said", SAID)))
    assert not hard(reasons)


def test_incomplete_names_the_first_word_left_out() -> None:
    (reason,) = content.incomplete(held_against("Divers found a hollow", DIVERS))
    assert "Three" in reason.text
    assert not list(content.incomplete(held_against(DIVERS, DIVERS)))
