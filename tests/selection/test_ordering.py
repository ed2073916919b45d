"""Chosen statements in sequence: pronouns again, full names first."""

from __future__ import annotations

from dataclasses import replace

from summarize.rewriting.decontextualize import resolve_reference
from summarize.selection.candidates import CandidateBuilder, build_candidate
from summarize.selection.key_claims import select_key_claims
from summarize.selection.optimizer import LengthWindow
from summarize.selection.ordering import expand_leading_name, realize
from summarize.selection.summary import build_window, select_summary
from summarize.selection.votes import DraftVotes
from summarize.verification.checker import Checker
from support.checkers import checker_for

TEXT = """\
Rosa Kim, the mayor of Tarn, opened the new bridge on Monday. She thanked the engineers who built it.

The old bridge had stood for ninety years. Kim said that it would become a garden for the town.

Olaf Reim, who sells fish beside the river, was not pleased. He wants the old road back.
"""  # noqa: E501

WIDE = LengthWindow(1, 50, 100)


def checker() -> Checker:
    return checker_for(TEXT)


def test_behind_its_neighbour_a_sentence_says_she_again() -> None:
    known = checker()
    renamed = resolve_reference(2, known)
    assert renamed is not None
    assert renamed.text.startswith("Rosa Kim thanked")
    chosen = [
        build_candidate(known.quote_sentence(1), known.annotated, 1),
        build_candidate(renamed, known.annotated, 2),
    ]
    assert [one.text for one in realize(chosen, known, WIDE)][1].startswith("She thanked")


def test_without_its_neighbour_the_name_stays() -> None:
    known = checker()
    renamed = resolve_reference(2, known)
    assert renamed is not None
    chosen = [
        build_candidate(renamed, known.annotated, 2),
        build_candidate(known.quote_sentence(3), known.annotated, 3),
    ]
    assert realize(chosen, known, WIDE)[0].text.startswith("Rosa Kim thanked")


def test_a_name_is_not_taken_back_where_the_words_are_needed() -> None:
    known = checker()
    renamed = resolve_reference(2, known)
    assert renamed is not None
    chosen = [
        build_candidate(known.quote_sentence(1), known.annotated, 1),
        build_candidate(renamed, known.annotated, 2),
    ]
    length = sum(one.words for one in chosen)
    told = realize(chosen, known, LengthWindow(length, length, length))
    assert sum(one.words for one in told) == length


def test_the_first_mention_has_the_full_name() -> None:
    known = checker()
    told = realize([build_candidate(known.quote_sentence(4), known.annotated, 4)], known, WIDE)
    assert told[0].text.startswith("Rosa Kim said")
    assert {one.sentence_number for one in told[0].evidence} == {1, 4}


def test_who_is_first_mentioned_further_on_has_the_full_name_too() -> None:
    known = checker_for(
        "Rosa Kim owns the quay of Kallen. The council wants Kim to sell. A boat of Kim’s sank.",
        language="en",
    )
    alone = [build_candidate(known.quote_sentence(3), known.annotated, 3)]
    assert realize(alone, known, WIDE)[0].text == "A boat of Rosa Kim’s sank."
    chosen = [build_candidate(known.quote_sentence(n), known.annotated, n) for n in (2, 3)]
    told = [one.text for one in realize(chosen, known, WIDE)]
    assert told == ["The council wants Rosa Kim to sell.", "A boat of Kim’s sank."]


def test_who_was_named_already_is_not_named_in_full_again() -> None:
    known = checker()
    chosen = [
        build_candidate(known.quote_sentence(number), known.annotated, number) for number in (1, 4)
    ]
    assert realize(chosen, known, WIDE)[1].text.startswith("Kim said")


def test_no_name_where_there_is_no_room() -> None:
    known = checker()
    own = known.quote_sentence(4)
    assert expand_leading_name(own, known, 0) == own


def test_no_name_comes_from_what_was_not_read() -> None:
    known = checker()
    told = realize(
        [build_candidate(known.quote_sentence(4), known.annotated, 4)], known, WIDE, unread={1}
    )
    assert told[0].text.startswith("Kim said")
    assert 1 not in told[0].sentence_numbers


def test_a_name_that_changes_the_end_of_the_sentence_does_no_harm() -> None:
    known = checker()
    own = known.quote_sentence(4)
    other = replace(own, text=own.text.rstrip(".") + "!")
    full = expand_leading_name(other, known, 10)
    assert full.text.startswith("Rosa Kim")


TALK = """\
Ana Ruiz: We agreed to pay the roofers 4,000 euros for the school roof. It has leaked since March.

Dan Hill: Fine.

Ana Ruiz: Did the two builders send their offers for the new kitchen?

Dan Hill: Yes, forty pages of them. The second is cheaper by 900 euros.

Ana Ruiz: We will take the offer of Orr Brothers then. That vote was 7 to 2.

Dan Hill: Okay, thanks. I will call the Orr Brothers on Monday about the kitchen floor.
"""


def test_turns_have_one_form_and_say_something() -> None:
    known = checker_for(TALK, language="en")
    pool = CandidateBuilder(known).build(DraftVotes(), 50)
    printed = [one.text for one in select_summary(pool, known, build_window(50, 500))]
    claims = [one.text for one in select_key_claims(pool, known, 7)]
    assert printed
    assert claims
    for text in (*printed, *claims):
        assert text.startswith(("Ana Ruiz: ", "Dan Hill: "))
        assert "“" not in text
        assert "Fine" not in text
    assert not any("second" in text or "vote" in text or "It has" in text for text in claims)
