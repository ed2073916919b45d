"""Tests of name aliases of a document, and names of a claim written as in its evidence."""

from __future__ import annotations

import pytest

from summarize.nlp.names.alias_builder import find_aliases
from summarize.nlp.names.aliases import Aliases
from summarize.nlp.names.substitution import shorten_names, substitute_names
from summarize.nlp.normalize import tokenize
from summarize.nlp.tokens import Kind
from support.cpu_time import cpu_limit

ARTICLE = (
    "President John Kim opened the pier in Kallen.",
    "Kim thanked the World Health Organization (WHO).",
    "The mayor Rosa Lee praised France and the Marrin Harbour Trust.",
    "J. K. Oddmund wrote to Ana Müller.",
    "Later Ana sang for the Bank of Kallen.",
    "Penny Hessary met Gerd Hessary near North Marrin and South Marrin.",
    "The Centre for Pier Repair and Research (CPR) paid.",
    "Ms. Tamm of the Kallen County Council spoke.",
)


def names_of(*sentences: str) -> Aliases:
    return find_aliases(tokenize(sentence) for sentence in sentences)


ALIASES = names_of(*ARTICLE)


def renamed(part: str, source: str) -> list[str]:
    """The keys of the part, rewritten after the sentence."""
    mine, theirs = ALIASES.canonicalize(tokenize(part)), ALIASES.canonicalize(tokenize(source))
    return [token.key for token in substitute_names(mine, theirs, ALIASES) if token.is_content]


def keys(text: str) -> list[str]:
    return [token.key for token in ALIASES.canonicalize(tokenize(text)) if token.is_content]


@pytest.mark.parametrize(
    ("part", "source", "same"),
    [
        ("John Kim sang", "Then Kim sang", "Kim sang"),
        ("President Kim sang", "Then Kim sang", "Kim sang"),
        ("Mr Kim sang", "Then Kim sang", "Kim sang"),
        ("Dr. Kim’s boat", "the boat of Kim", "Kim boat"),
        ("The World Health Organization sang", "The WHO sang", "WHO sang"),
        ("The WHO sang", "The World Health Organization sang", "World Health Organization sang"),
        ("MHT sang", "the Marrin Harbour Trust sang", "Marrin Harbour Trust sang"),
        ("The BoK sang", "the Bank of Kallen sang", "Bank Kallen sang"),
        ("The CPR sang", "the Centre for Pier Repair and Research sang",
         "Centre Pier Repair Research sang"),
        ("J.K. Oddmund sang", "Then Oddmund sang", "Oddmund sang"),
        ("Joanne Oddmund sang", "Then J. K. Oddmund sang", "Oddmund sang"),
        ("Ana Muller sang", "Then Ana Müller sang", "Ana Müller sang"),
        ("Mueller sang", "Then Ana Müller sang", "Müller sang"),
        ("Müller sang", "Then Ana sang", "Ana sang"),
        ("Ana sang", "Then Müller sang", "Müller sang"),
        ("French police", "police in France", "France police"),
        ("American ships", "ships of the US", "US ships"),
        ("the United States paid", "the U.S. paid", "US paid"),
        ("the UK paid", "the United Kingdom paid", "United Kingdom paid"),
        ("Nato paid", "NATO paid", "NATO paid"),
    ],
)  # fmt: skip
def test_the_same_name(part: str, source: str, same: str) -> None:
    assert renamed(part, source) == keys(same)


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("Jane Kim sang", "Then Kim sang"),
        ("Jane Kim sang", "Then John Kim sang"),
        ("Mayor Kim sang", "Then Kim sang"),
        ("Penny Hessary sang", "Then Hessary sang"),  # or Gerd
        ("South Marrin sang", "North Marrin sang"),
        ("the United States paid", "the UK paid"),
        ("British police", "police in France"),
        ("Kallen paid", "the Kallen County Council paid for Marrin"),
        ("The WHO paid", "The World Trade Organization paid"),
        ("Müller sang", "We sang in Ana"),  # a place, it seems
        ("Rosa Lee sang", "Then Kim sang"),
        ("", "Then Kim sang"),
        ("Kim sang", ""),
    ],
)
def test_another_name(part: str, source: str) -> None:
    assert renamed(part, source) == keys(part)


def test_the_reader_still_sees_his_own_words() -> None:
    part, source = tokenize("President John Kim's boat"), tokenize("the boat of Kim")
    (name, *_) = substitute_names(part, source, ALIASES)
    assert name.surface == "President John Kim's"


def test_words_that_stay_are_the_same_tokens() -> None:
    part = ALIASES.canonicalize(tokenize("Rosa Lee praised the pier"))
    assert all(
        one is other for one, other in zip(part, substitute_names(part, part, ALIASES), strict=True)
    )


@pytest.mark.parametrize(
    ("source", "part", "left"),
    [
        ("The mayor praised President John Kim", "John Kim", "mayor praised John Kim"),
        ("The mayor praised John Kim", "Kim", "mayor praised Kim"),
        ("The mayor praised Gerd Hessary", "Hessary", "mayor praised Gerd Hessary"),
        ("The mayor praised former President John Kim", "Kim",
         "mayor praised former President John Kim"),
        ("The mayor praised John Kim", "Lee", "mayor praised John Kim"),
    ],
)  # fmt: skip
def test_what_a_statement_leaves_out_of_a_name(source: str, part: str, left: str) -> None:
    found = shorten_names(tokenize(source), ALIASES.canonicalize(tokenize(part)), ALIASES)
    assert [token.key for token in found if token.is_content] == keys(left)


def test_settled_knows_names_without_a_capital_to_tell() -> None:
    for text in ("kim sang", "Kim sang", "“Kim sang”"):
        assert Kind.NAME in {token.kind for token in ALIASES.canonicalize(tokenize(text))}
    assert ALIASES.canonicalize(tokenize("Pier sang"))[0].kind is Kind.WORD


def test_settled_leaves_out_what_is_no_end_of_a_sentence() -> None:
    assert [t.surface for t in ALIASES.canonicalize(tokenize("Ms. Tamm met J. K. Oddmund."))] == [
        "Ms", "Tamm", "met", "J", "K", "Oddmund", ".",
    ]  # fmt: skip
    assert "(" not in {
        t.plain for t in ALIASES.canonicalize(tokenize("World Health Organization (WHO)"))
    }


def test_an_acronym_of_two_names_stands_for_neither() -> None:
    aliases = names_of("The Marrin Harbour Trust paid.", "The Model Hospital Team paid.")
    assert "mht" not in aliases.acronyms


def test_an_empty_article_has_no_names() -> None:
    assert find_aliases([]) == find_aliases([()]) == Aliases()


def test_a_book_is_read_quickly() -> None:
    told = tokenize("the boat lay in the harbour all winter and nobody knew why it was there " * 2)
    tokens = [*(tokenize(sentence) for sentence in ARTICLE), *[told] * 8] * 1_700  # 500,000 words
    with cpu_limit(2):
        find_aliases(tokens)


def test_a_page_in_capitals_is_no_name() -> None:
    shouted = tokenize("Kim " * 5_000)
    aliases = find_aliases([shouted])
    assert not aliases.families
    assert substitute_names(shouted, tokenize("Lee sang"), aliases) == shouted
