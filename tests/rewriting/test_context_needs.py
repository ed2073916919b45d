"""What a sentence leans on: descriptions, times, links, people; and what is left without it."""

from __future__ import annotations

import pytest

from summarize.rewriting.context_needs import find_needs
from summarize.rewriting.needs import Need, find_unmet, score_needs
from support.checkers import checker_for


def needs_of(text: str, number: int) -> tuple[Need, ...]:
    annotated = checker_for(text, language="en").annotated
    own = annotated.sentence_text(number)
    return find_needs(own, annotated.tokens(number), number, annotated)


INTRODUCED = "Rosa Kim wrote a bill on fishing. The weather was mild. {} Boats left Kallen in May."


@pytest.mark.parametrize(
    ("sentence", "met_by"),
    [
        ("The bill passed on Monday.", 1),
        ("Ola Kvist of Brannick says the bill is bad for Kallen.", 1),
        ("Two years later the mine of Kallen closed.", 2),
        ("The next day Ola Kvist left Kallen.", 2),
        ("Others in Kallen lost their boats.", 2),
        ("Conversely, Kallen lost its boats.", 2),
        ("The latter sank off Kallen.", 2),
        ("The last closure was longer.", 2),
        ("The incident shocked the town of Kallen.", 2),
        ("Ola Kvist of Kallen is against this approach.", 2),
        ("In that case Kallen will lose its boats.", 2),
        ("“Fishing is dead,” she said.", 1),
        ("Boats of Kallen need such harbours.", 2),
        ("A similar wall was built in Kallen.", 2),
        ("The same wall was built in Kallen.", 2),
        ("The three other boats of Kallen sank.", 2),
        ("Kallen’s other boats sank.", 2),
        ("Ola Kvist then sold the boats of Kallen.", 2),
        ("In Kallen, however, boats are rare.", 2),
        ("The first group is that of boats from Kallen.", 2),
        ("To avoid this, Ola Kvist sold the boats of Kallen.", 2),
        ("To solve the problem of leaks, Ola Kvist sold boats.", 2),
    ],
)
def test_what_was_said_before_is_needed(sentence: str, met_by: int) -> None:
    needs = needs_of(INTRODUCED.format(sentence), 3)
    assert score_needs(needs) < 1
    assert score_needs(needs, {met_by}) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The government of Kallen met in May.",
        "The bill of Ola Kvist passed.",
        "The world is round.",
        "The bill written by an aunt passed.",
        "Rosa Kim sailed two years later than Ola Kvist.",
        "Rosa Kim left in 1990 and came back two years later.",
        "Ola Kvist said that boats left this week.",
        "There is a pier in Kallen.",
        "The pier of Kallen is longer than the wall.",
        "Those who left Kallen were paid.",
        "“Fishing is dead,” said Rosa Kim.",
        "This paper tells of Kallen.",
        "Kallen needs harbours such as Marrin.",
        "Kallen has such a harbour that boats come.",
        "The wall of Kallen is similar to that of Marrin.",
        "Kallen has the same name as Marrin.",
        "If the wall falls, then Kallen will drown.",
        "Ola Kvist sailed to Kallen and then to Marrin.",
        "To sell boats, Ola Kvist sailed to Kallen.",
    ],
)
def test_what_stands_alone_needs_nothing(sentence: str) -> None:
    assert needs_of(INTRODUCED.format(sentence), 3) == ()


def test_what_begins_with_a_description_leans_on_it_most() -> None:
    first = needs_of(INTRODUCED.format("The bill passed on Monday."), 3)
    inside = needs_of(INTRODUCED.format("Ola Kvist of Kallen likes the bill."), 3)
    assert score_needs(first) < score_needs(inside) < 1


def test_another_mention_tells_which_one_it_is() -> None:
    text = "Rosa Kim wrote a bill. Ola Kvist read the bill. The weather was mild. The bill passed."
    needs = needs_of(text, 4)
    assert score_needs(needs, {2}) == 1
    assert score_needs(needs, {3}) < 1


def test_a_name_introduces_its_noun() -> None:
    text = "The Harbour Agency met in Kallen. The weather was mild. The agency closed the pier."
    assert score_needs(needs_of(text, 3), {1}) == 1
    assert score_needs(needs_of(text, 3)) < 1


def test_other_languages_have_no_needs() -> None:
    annotated = checker_for("Ein Gesetz kam. Das Gesetz gilt.", language="de").annotated
    assert find_needs("The bill passed.", annotated.tokens(2), 2, annotated) == ()


def test_a_noun_may_be_told_in_other_words() -> None:
    """A summary says it without rendering the sentence that the document says it in."""
    needs = needs_of(INTRODUCED.format("The bill passed on Monday."), 3)
    (need,) = needs
    assert find_unmet(needs, (), {need.noun}) == []
    assert find_unmet(needs, (), {"boat"}) == [need]
    assert find_unmet(needs, {1}, ()) == []
    assert find_unmet(needs, {2}, {"boat"}) == [need]


@pytest.mark.parametrize(
    "sentence",
    [
        "Such rules cost money in Kallen.",
        "To avoid such losses, boats stay in Kallen.",
        "The second is cheaper.",
        "The other three left Kallen.",
        "Most were sold in Kallen.",
        "Another was sold in Kallen.",
        "That vote was 7 to 2.",
        "In Kallen the latter is cheaper.",
        "Boats leave Kallen because of them.",
        "The figure went up from 16 to 31 per cent in Kallen.",
        "The latest number fell in May.",
    ],
)
def test_one_of_several_needs_the_others(sentence: str) -> None:
    assert score_needs(needs_of(INTRODUCED.format(sentence), 3)) <= 0.5


@pytest.mark.parametrize(
    "sentence",
    [
        "Both Rosa Kim and Bo Lee left.",
        "Fish such as cod are sold in Kallen.",
        "Of pier and quay the latter is sold.",
        "The second mate of the Orr left.",
        "Most boats of Kallen were sold.",
        "The number of boats fell in May.",
        "The figures of the harbour office rose in May.",
    ],
)
def test_several_that_are_named_need_nothing(sentence: str) -> None:
    assert needs_of(INTRODUCED.format(sentence), 3) == ()


def test_who_stands_between_does_not_meet_a_pronoun() -> None:
    text = "Rosa Kim wrote a bill. Mr Lee sailed in May. She left Kallen."
    (need,) = needs_of(text, 3)
    assert need.sentences == {1}


def test_a_pronoun_is_met_by_the_last_that_names_somebody_and_by_what_goes_on() -> None:
    text = "Rosa Kim wrote a bill. Anna Orr met a nurse. She left. She sailed to Marrin."
    (need,) = needs_of(text, 4)
    assert need.sentences == {2, 3}


HALVES = (
    ("The lift of Kallen is tested.", "However, it is slow."),
    ("The lift of Kallen can be hard to repair.", "In such cases, ropes help."),
    ("Lifts of Kallen come in two kinds.", "The first is slow."),
    ("Various factors slow the lifts of Kallen.", "These factors include rain."),
    ("The load of a lift may have a specified limit.", "The first is 40 kg."),
    ("The speed of the lifts in Kallen decreased.", "New ropes delayed this decrease."),
    ("Here’s how Rosa Kim of Kallen sold a lift: she called.", "A friend would then come."),
)


@pytest.mark.parametrize(("half", "rest"), HALVES)
def test_half_of_what_is_told_needs_the_rest(half: str, rest: str) -> None:
    for end in ("", " Boats left Kallen in May."):
        needs = needs_of(f"It was mild. {half} {rest}{end}", 2)
        assert score_needs(needs) <= 0.5
        assert score_needs(needs, {3}) == 1
        assert all(one.restricts for one in needs)


def test_another_paragraph_restricts_only_what_it_speaks_of() -> None:
    lift = "Weather is mild.\n\nThe lift of Kallen is tested in May.\n\n"
    assert score_needs(needs_of(f"{lift}However, none of these lifts is fast.", 2)) <= 0.5
    assert score_needs(needs_of(f"{lift}However, boats left Kallen.", 2)) == 1
    assert score_needs(needs_of(f"{lift}The first boat left Kallen.", 2)) == 1


@pytest.mark.parametrize("following", ["Boats left Kallen.", "These boats left.", "This is so."])
def test_what_announces_nothing_is_whole(following: str) -> None:
    assert (
        score_needs(needs_of(f"It was mild. Rosa Kim of Kallen sold a lift. {following}", 2)) == 1
    )
