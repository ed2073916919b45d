from __future__ import annotations

import pytest

from summarize.checking.alignment import SourceIndex, align, words
from summarize.checking.folding import fold
from summarize.sources import read

TEXT = """The harbour at Pellmouth will close for repairs.

Divers found a hollow under the wall. Ruth Amberley blamed the trust for the delay.

The ferry to Kallen keeps to its timetable. The ferry carried nine cars. Divers found a hollow
under the wall again in the autumn.
"""


@pytest.fixture(scope="module")
def index() -> SourceIndex:
    return SourceIndex(read(text=TEXT, language="en"))


def test_every_prose_sentence_is_indexed(index: SourceIndex) -> None:
    assert list(index.numbers) == [1, 2, 3, 4, 5, 6]
    assert index.tokens(5) == fold("The ferry carried nine cars.")
    assert index.keys(5) == {"ferri", "carri", "9", "car"}


def test_rare_words_weigh_more(index: SourceIndex) -> None:
    assert index.weight("amberley") > index.weight("ferri") > 0
    assert index.weight("unheard") > index.weight("amberley")


def test_candidates_come_best_first_and_earlier_first_among_equals(index: SourceIndex) -> None:
    ranked = index.candidates(fold("Divers found a hollow"))
    assert [number for _, number in ranked] == [2, 6]
    assert ranked[0][0] == pytest.approx(1.0)
    shares = [share for share, _ in index.candidates(fold("The ferry to Kallen found a hollow"))]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share < 1 for share in shares)


def test_candidates_are_limited(index: SourceIndex) -> None:
    assert len(index.candidates(fold("ferry divers"), limit=1)) == 1


@pytest.mark.parametrize("text", ["Purple elephants danced", "", "of the and", "?!"])
def test_nothing_matches(index: SourceIndex, text: str) -> None:
    assert align(fold(text), index) == []


def test_one_sentence(index: SourceIndex) -> None:
    tokens = fold("Amberley blamed the trust")
    ((part,),) = align(tokens, index)
    assert (part.sentence, part.tokens) == (3, tokens)


def test_all_sentences_that_do_equally_well(index: SourceIndex) -> None:
    ways = align(fold("Divers found a hollow"), index)
    assert [[part.sentence for part in way] for way in ways] == [[2], [6]]


def test_two_sentences_are_joined_at_a_clause_border(index: SourceIndex) -> None:
    tokens = fold("Amberley blamed the trust, and the ferry carried nine cars")
    ((left, right),) = align(tokens, index)
    assert (left.sentence, right.sentence) == (3, 5)
    assert left.tokens + right.tokens == tokens
    assert right.tokens[0].plain == ","


def test_no_single_name_is_borrowed_from_a_second_sentence(index: SourceIndex) -> None:
    ((part,),) = align(fold("Divers found a hollow under Kallen"), index)[:1]
    assert part.sentence in {2, 6}
    ((whole,),) = align(fold("Divers found a hollow, Kallen"), index)[:1]
    assert whole.sentence in {2, 6}


def test_verbatim_is_word_for_word(index: SourceIndex) -> None:
    assert index.verbatim(fold("Divers found a hollow under the wall.")) == 2
    assert index.verbatim(fold("Divers found a hollow under the wall")) == 2
    assert index.verbatim(fold("Diver found a hollow under the wall.")) is None
    assert index.verbatim(fold("Divers found a hollow under the wall again.")) is None
    assert index.verbatim(()) is None
    assert index.verbatim(fold("?!")) is None


def test_words_leave_out_the_marks() -> None:
    assert words(fold("Well, it didn’t.")) == ("well", "it", "did", "not")


def test_headings_are_known_but_are_no_evidence() -> None:
    index = SourceIndex(
        read(text="# The Grand Oddmund\n\nThe pier closed in May.\n", language="en")
    )
    assert index.vocabulary.knows(fold("the Oddmund")[1])
    assert all(number >= 2 for number in index.numbers)


def test_vocabulary_knows_forms_of_names_only(index: SourceIndex) -> None:
    name, word, other = fold("the Pellmouthian pellmouthian Zanzibar")[1:]
    assert index.vocabulary.knows(name)
    assert not index.vocabulary.knows(word)
    assert not index.vocabulary.knows(other)
    assert index.vocabulary.numbers == ("9",)
