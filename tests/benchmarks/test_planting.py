"""The lies and paraphrases of the benchmark: each maker makes these, and leaves those alone."""

from __future__ import annotations

import random

import pytest

from planted import Maker, SourceMaker, part_of, sample
from planting import (
    clauses,
    complements,
    facts,
    hedging,
    joins,
    omissions,
    restrictions,
    roles,
    sources,
    speaking,
    subjects,
    tenses,
    truths,
    wording,
)
from planting.article import Article, Person, pair
from planting.phrases import is_plain
from summarize.sources import read

# Names two people and two cities, so that both can be swapped.
OTHERS = "Anna Kessler and Paul Morden live there. They came to Leeds from Hamburg."


def article(text: str) -> Article:
    return Article(read(text=f"{text}\n\n{OTHERS}\n", language="en"))


def told(make: object, text: str) -> set[str]:
    return {altered for altered, _ in make(text, article(text))}  # type: ignore[operator]


LIES = [
    (facts.numbers, "The club has 310 members.", "The club has 610 members."),
    (facts.numbers, "It sold seven boats.", "It sold nine boats."),
    (facts.numbers, "It took more than 40 days.", "It took more than 70 days."),
    (facts.dates, "It closed on Monday.", "It closed on Tuesday."),
    (facts.dates, "It closed in 2019.", "It closed in 2021."),
    (facts.dates, "It closed on 14 June.", "It closed on 14 July."),
    (facts.units, "It cost £5 million.", "It cost £5 billion."),
    (facts.units, "It cost £5 million.", "It cost $5 million."),
    (facts.units, "It fell by 5 per cent.", "It fell by 5 percentage points."),
    (facts.names, "Then Anna Kessler left.", "Then Paul Morden left."),
    (facts.names, "They met in Leeds again.", "They met in Hamburg again."),
    (wording.negations, "The shop was closed.", "The shop was not closed."),
    (wording.negations, "He carried the box.", "He did not carry the box."),
    (wording.negations, "She did not find it.", "She found it."),
    (wording.negations, "The plan has no support.", "The plan has some support."),
    (wording.directions, "Sales rose by 4 per cent.", "Sales fell by 4 per cent."),
    (wording.directions, "It was an earlier plan.", "It was a later plan."),
    (hedging.hedges, "The plant may close.", "The plant will close."),
    (hedging.hedges, "It is expected to close.", "It will close."),
    (hedging.hedges, "Kessler planned to sell it.", "Kessler sold it."),
    (hedging.hedges, "It has about 300 rooms.", "It has 300 rooms."),
    (hedging.hedges, "It is said to be haunted.", "It is haunted."),
    (roles.roles, "Kessler beat Morden in May.", "Morden beat Kessler in May."),
    (roles.roles, "The man was hired by Morden.", "Morden was hired by the man."),
    (roles.roles, "He told Morden that it rained.", "Morden told him that it rained."),
    (roles.roles, "They flew from Leeds to Hamburg.", "They flew from Hamburg to Leeds."),
    (speaking.attributions, "It was late, said Kessler.", "It was late, said Morden."),
    (speaking.attributions, "It was a very good year, Lee said.", "It was a very good year."),
    (speaking.attributions, "Kessler said that it rained.", "Kessler denied that it rained."),
]
NO_LIES = [
    (facts.numbers, "It was more than 40 days.", "It was more than 10 days."),  # still true
    (facts.numbers, "It was open for 31 days, and for 61.", "It was open for 61 days, and for 61."),
    (facts.units, "It took at least a year.", "It took at least a day."),
    (facts.names, "Anna Kessler met Paul Morden.", "Paul Morden met Paul Morden."),
    (wording.negations, "It was not only cold.", "It was only cold."),
    (wording.negations, "If it was closed, we left.", "If it was not closed, we left."),
    (wording.directions, "He is at last at home.", "He is at first at home."),
    (wording.directions, "Its members are more than a few.", "Its members are fewer than a few."),
    (hedging.hedges, "She could see the sea.", "She will see the sea."),
    (roles.roles, "Kessler met Morden in May.", "Morden met Kessler in May."),  # as true
    (roles.roles, "Yesterday beat Morden in May.", "Morden beat Yesterday in May."),
    (speaking.attributions, "The plant closed, Lee said.", "The plant closed."),  # a plain fact
]
OMISSIONS = [
    (
        complements.complements,
        "Sales rose to £340m in 2023 from £303m in 2022.",
        "Sales rose to £303m in 2022.",
    ),
    (
        complements.complements,
        "Sales rose to £340m in 2023 from £303m in 2022.",
        "Sales rose to £303m in 2023 from £340m in 2022.",
    ),
    (
        complements.complements,
        "It paid £5m for the mill and £9m for the land.",
        "It paid £5m for the land.",
    ),
    (
        clauses.clauses,
        "The mayor left before the court fined his firm.",
        "The mayor fined his firm.",
    ),
    (
        clauses.clauses,
        "The price rose because the state lowered its tax by 2 points.",
        "The price rose by 2 points.",
    ),
    (clauses.clauses, "The club said its owner was ill in May.", "The club was ill in May."),
    (
        clauses.clauses,
        "The mayor thanked Paul Morden, who was ill at home.",
        "The mayor was ill at home.",
    ),
    (subjects.subjects, "The widow of Paul Morden was jailed.", "Paul Morden was jailed."),
    (subjects.subjects, "The man who hit Paul Morden was jailed.", "Paul Morden was jailed."),
    (subjects.subjects, "Morden’s brother was jailed.", "Morden was jailed."),
    (
        subjects.subjects,
        "Oakholt chairman Paul Morden thanked the town.",
        "Oakholt thanked the town.",
    ),
    (
        restrictions.restrictions,
        "It is open only if the sun is out.",
        "It is open if the sun is out.",
    ),
    (
        restrictions.restrictions,
        "Some of the men have left the town.",
        "The men have left the town.",
    ),
    (
        restrictions.restrictions,
        "He did not play any music in the second hall.",
        "He did not play any music.",
    ),
    (
        restrictions.restrictions,
        "Half of the men over 60 were paid at once.",
        "Half of the men were paid at once.",
    ),
    (
        restrictions.restrictions,
        "They will leave the club unless Morden resigns.",
        "They will leave the club.",
    ),
    (tenses.tenses, "The club needed two years to pay.", "The club needs two years to pay."),
    (tenses.tenses, "The club plans to sell the hall.", "The club sold the hall."),
]
NO_OMISSIONS = [
    # True: the mill did cost so much.
    (
        complements.complements,
        "It paid £5m for the mill and £9m for the land.",
        "It paid £9m for the land.",
    ),
    (
        complements.complements,
        "It costs between £5m and £9m a year.",
        "It costs between £9m and £5m a year.",
    ),
    (clauses.clauses, "He may be old, but Kessler won again.", "He won again."),
    (clauses.clauses, "Kessler left because the player was ill.", "Kessler was ill."),
    (
        subjects.subjects,
        "A spokesman for Oakholt said that it rained.",
        "Oakholt said that it rained.",
    ),
    (subjects.subjects, "Morden’s brother, Al Morden, was jailed.", "Morden was jailed."),
    (restrictions.restrictions, "He asked for help if it rained.", "He asked for help."),
    (tenses.tenses, "The film was made by Kessler.", "The film is made by Kessler."),
]
SAFE = [
    (omissions.bracketed, "The hall, which was empty, was sold.", "The hall was sold."),
    (omissions.bracketed, "The hall (an old one) was sold.", "The hall was sold."),
    (omissions.leading, "After the war, the hall was sold.", "The hall was sold."),
    (omissions.tails, "The hall was sold in May, which pleased us.", "The hall was sold in May."),
    (omissions.tails, "The hall was sold, and the club was paid.", "The hall was sold."),
    (
        omissions.attributions,
        "The hall was sold in the spring, according to Morden.",
        "According to Morden, the hall was sold in the spring.",
    ),
    (omissions.adverbs, "The club also sold the hall.", "The club sold the hall."),
]
NO_SAFE = [
    (omissions.bracketed, "The hall, which was not empty, was sold.", "The hall was sold."),
    (omissions.leading, "For the first time, the hall was full.", "The hall was full."),
    (omissions.leading, "During the war, no hall was sold.", "No hall was sold."),
    (omissions.tails, "The hall was sold, if the club was paid.", "The hall was sold."),
    (omissions.adverbs, "The club has not now sold the hall.", "The club has not sold the hall."),
]
TRUTHS = [
    (truths.names, "Then Anna Kessler left.", "Then Kessler left."),
    (truths.number_forms, "It has 10,000 members.", "It has 10000 members."),
    (truths.number_forms, "It cost $5 million.", "It cost 5 million dollars."),
    (truths.number_forms, "It sold seven boats.", "It sold 7 boats."),
    (truths.number_forms, "It sold a dozen boats.", "It sold 12 boats."),
    (truths.date_forms, "It closed on 14 June 2019.", "It closed on June 14, 2019."),
    (truths.date_forms, "It closed on June 14.", "It closed on 14 June."),
    (truths.contractions, "It did not rain.", "It didn't rain."),
    (truths.contractions, "It didn’t rain.", "It did not rain."),
    (truths.voices, "Kessler beat Morden in May.", "Morden was beaten by Kessler in May."),
    (truths.voices, "The film was made by Kessler.", "Kessler made the film."),
    (truths.clauses, "Kessler, who was late, has won.", "Kessler has won."),
    (truths.clauses, "However, it rained.", "It rained."),
    (truths.adverbials, "On Tuesday, she left the town.", "She left the town on Tuesday."),
    (truths.speakers, "Kessler said it was late.", "It was late, Kessler said."),
    (truths.speakers, "The day was long, Kessler said.", "Kessler said the day was long."),
]
NO_TRUTHS = [
    (truths.number_forms, "It sold half a dozen boats.", "It sold half 12 boats."),
    (truths.date_forms, "It ran from 26-28 May.", "It ran from 26-May 28."),
    (truths.voices, "He hit a man and left.", "A man was hit by him and left."),
    (truths.speakers, "He said she said it was late.", "She said it was late, he said."),
]


@pytest.mark.parametrize(("make", "text", "lie"), LIES)
def test_lies_that_are_made(make: object, text: str, lie: str) -> None:
    assert lie in told(make, text)


@pytest.mark.parametrize(("make", "text", "no_lie"), NO_LIES)
def test_lies_that_would_be_true_or_no_english(make: object, text: str, no_lie: str) -> None:
    assert no_lie not in told(make, text)


@pytest.mark.parametrize(("make", "text", "truth"), TRUTHS)
def test_paraphrases_that_are_made(make: object, text: str, truth: str) -> None:
    assert truth in told(make, text)


@pytest.mark.parametrize(("make", "text", "no_truth"), NO_TRUTHS)
def test_paraphrases_that_would_be_false(make: object, text: str, no_truth: str) -> None:
    assert no_truth not in told(make, text)


@pytest.mark.parametrize(("make", "text", "made"), [*OMISSIONS, *SAFE])
def test_omissions_that_are_made(make: object, text: str, made: str) -> None:
    assert made in told(make, text)


@pytest.mark.parametrize(("make", "text", "not_made"), [*NO_OMISSIONS, *NO_SAFE])
def test_omissions_that_would_not_be_what_they_are_called(
    make: object, text: str, not_made: str
) -> None:
    assert not_made not in told(make, text)


def test_two_articles_are_joined_where_both_have_such_a_thing() -> None:
    texts = (
        "The council of Norrfjord built a school. The council has met twice in May.",
        "The council of Askvoll built a bridge. The council sold the old road in May.",
    )
    one, other = (Article(read(text=text, language="en")) for text in texts)
    (first, second), *_ = joins.partners([one, other])
    made = {lie for lie, _ in joins.joins(one.sentences[1], pair(first, second))}
    assert "The council has met twice in May, and the council sold the old road in May." in made


def test_a_source_in_another_form_and_the_lie_about_it() -> None:
    text = "The club paid for 1,200,000 seats in the hall. The hall was sold at last in 2019."
    one = article(text)
    glued = list(sources.boundaries(one.sentences[0], one))
    assert (text, text.replace(". ", ".[a] ", 1), text.partition(".")[0] + " in 2019.") in glued
    parts = list(sources.part_numbers(one.sentences[0], one))
    paid = "The club paid for {} seats in the hall."
    old, said, lie = (paid.format(n) for n in ("1,200,000", "1 200 000", "200 000"))
    assert (old, said, lie) in parts
    for make in (sources.boundaries, sources.part_numbers):
        for case in SourceMaker(make).cases(one, random.Random(1)):
            assert case.original in case.article.text


def test_captions_and_glued_headings_are_no_plain_sentences() -> None:
    assert is_plain("Kessler left Leeds in May.")
    assert not is_plain("Kessler left Leeds in May. Picture by Morden.")
    assert not is_plain("Lee (left) and Kim left Leeds in May.")


def test_an_article_belongs_to_one_part_for_good() -> None:
    parts = [part_of(article(f"The club number {n} has left the town.")) for n in range(20)]
    assert set(parts) == {"tune", "held"}
    assert parts[0] == part_of(article("The club number 0 has left the town."))


def test_what_another_sentence_says_is_no_lie() -> None:
    text = "The shop in the old town closed on Monday morning at last."
    altered = text.replace("closed", "did not close")
    elsewhere = article(f"{text} On Monday the shop in the old town did not close at all.")
    assert elsewhere.says_so(altered, text, "not")
    assert not article(text).says_so(altered, text, "not")


def test_a_surname_that_two_people_have_is_ambiguous() -> None:
    two = article("Helen Kessler stayed here for the whole of the summer.")
    assert two.people == [Person("Paul Morden")]
    assert not article("They saw Ulla Kessler.").unambiguous(Person("Anna Kessler"))
    assert article("They saw Kessler.").unambiguous(Person("Anna Kessler"))


def test_a_sentence_of_a_longer_quotation_is_known() -> None:
    one = article("“It was a long day for all. It was a cold one for me,” said Lee. He left us.")
    assert one.in_quotation("It was a cold one for me")
    assert not one.in_quotation("He left us.")


def test_cases_come_from_all_articles_in_turn_and_are_the_same_each_time() -> None:
    many = [
        article(" ".join(f"The club number {n}{m} has {n}{m}0 members now." for m in range(5)))
        for n in range(1, 4)
    ]
    maker = Maker(facts.numbers, false=True)
    cases = sample(maker, many, 6, "seed")
    assert [case.text for case in cases] == [case.text for case in sample(maker, many, 6, "seed")]
    assert {id(case.article) for case in cases[:3]} == {id(one) for one in many}
    assert len({case.original for case in cases}) == 6


def test_a_lie_in_a_paraphrase_differs_from_both() -> None:
    text = "The old club in the harbour has 10,000 members on Monday."
    one = article(text)
    maker = Maker(facts.dates, false=True, twice=True)
    made = [case.text for case in maker.cases(one, random.Random(1)) if case.original == text]
    assert made
    assert "10,000" not in made[0]
    assert "Monday" not in made[0]
