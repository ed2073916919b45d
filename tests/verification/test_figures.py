"""Tests of the check of numbers, units, dates and ranges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.nlp.annotated_document import AnnotatedDocument, Vocabulary
from summarize.nlp.normalize import tokenize
from summarize.results import Claim, Verdict
from summarize.sources import read
from summarize.verification.checks import figures
from summarize.verification.comparison import Comparison, Reason
from support.checkers import checker_for

DIVERS = "Three divers from Brannick found a hollow 31 metres long under the pier on Tuesday."


def held_against(part: str, source: str, article: str = "") -> Comparison:
    """A comparison whose article is the sentence and what else is given."""
    document = read(text=f"{source}\n\n{article}" if article else source, language="en")
    return Comparison(tokenize(part), tokenize(source), AnnotatedDocument(document).vocabulary)


def reasons(part: str, source: str, article: str = "") -> list[Reason]:
    pair = held_against(part, source, article)
    return [reason for check in figures.ALL for reason in check(pair)]


# Statement, sentence, the words that are wrong, what they should be.
LIES = {
    "number": (
        ("Gerd farms 420 hectares.", "Gerd farms 310 hectares.", "420", "310"),
        ("Four divers found a hollow", DIVERS, "Four", "Three"),
        ("Divers found a hollow 77 metres long", DIVERS, "77", "31"),
        ("The wall took twelve weeks", "The wall took fourteen long weeks", "twelve", "fourteen"),
        ("Lee sold 5 boats to Kim", "Lee sold 6 boats to Kim", "5", "6"),
    ),
    "part of a number": (
        ("The trust will pay 300 000 euros", "The trust will pay 1 300 000 euros",
         "300 000", "1 300 000"),
        ("The pier is 1/4 miles long", "The pier is 7 1/4 miles long", "1/4", "7 1/4"),
        ("The basin holds 500'000 litres", "The basin holds 3'500'000 litres",
         "500'000", "3'500'000"),
        ("The dust weighs 10 grams", "The dust weighs 10⁻⁶ grams", "10", "10^-6"),
        ("The trust spent 20,000 rupees", "The trust spent 3,20,000 rupees", "20,000", "3,20,000"),
    ),
    "scale": (
        ("The trust will pay £4.2 billion", "The trust will pay £4.2 million",
         "4.2 billion", "4.2 million"),
        ("The storm cost hundreds of boats", "The storm cost thousands of boats",
         "hundreds", "thousands"),
    ),
    "unit": (
        ("Divers found a hollow 31 miles long", DIVERS, "31 miles", "31 metres"),
        ("The trust will pay $5m for repair", "The trust will pay £5m for repair", "5m $", "£5m"),
        ("Prices rose 5 percentage points", "Prices rose 5 per cent",
         "5 percentage points", "5 per cent"),
        ("The wall is shut for 5 days", "The wall is shut for 5 weeks", "5 days", "5 weeks"),
        ("The ferry left Kallen at 7 pm", "The ferry left Kallen at 7 am", "7 pm", "7 morning"),
    ),
    "date": (
        ("Divers found a hollow on Friday", DIVERS, "Friday", "Tuesday"),
        ("The pier shut on 7 October", "The pier shut on 7 November", "October", "November"),
        ("The pier shut on 8 October", "The pier shut on 7 October", "8", "7"),
        ("The pier shut in 2012", "The pier shut in 2013", "2012", "2013"),
        ("The pier shut in 2113", "The pier shut in 2013", "2113", "2013"),
    ),
    "period": (
        ("Lee earns £300 a year in Kallen", "Lee earns £300 a week in Kallen", "year", "week"),
        ("The ferry sails every hour", "The ferry sails every day", "hour", "day"),
        ("Tim Lee of Kallen is 12 weeks old", "Tim Lee of Kallen is 12 years old",
         "12 weeks", "aged 12"),
    ),
    "age": (
        ("Tim Lee, 13, left school", "12-year-old Tim Lee left school", "13", "12"),
        ("Tim Lee left school at the age of 13", "Tim Lee left school aged 12", "13", "12"),
    ),
    "order": (
        ("The third boat left Kallen", "The second boat left Kallen", "third", "second"),
        ("Kallen won the cup 2-6", "Kallen won the cup 6-2", "2 - 6", "6-2"),
        ("Prices rose from 7 to 5 in Kallen", "Prices rose from 5 to 7 in Kallen",
         "7 to 5", "5 to 7"),
    ),
    "bound": (
        ("More than 400 divers left Kallen", "310 divers left Kallen", "400", "310"),
        ("Fewer than 400 divers left Kallen", "More than 400 divers left Kallen",
         "Fewer than", "More than"),
        ("About 400 divers left Kallen", "310 divers left Kallen", "400", "310"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("part", "source", "wrong", "instead"), [lie for lies in LIES.values() for lie in lies]
)
def test_another_figure_is_a_contradiction(
    part: str, source: str, wrong: str, instead: str
) -> None:
    (reason,) = reasons(part, source)
    assert reason.contradiction
    assert " ".join(token.surface for token in reason.wrong_tokens) == wrong
    assert reason.correction == instead
    assert f"the source says {instead}" in reason.text.replace("“", "")


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("3 divers found a hollow thirty-one metres long", DIVERS),
        ("Divers found a hollow 31m long", DIVERS),
        ("Divers found a hollow", DIVERS),
        ("", DIVERS),
        ("The trust will pay £1.3m", "The trust will pay £1,312,000"),
        ("About 1,300 divers came", "1,312 divers came"),
        ("More than 1,300 divers came", "1,312 divers came"),
        ("Nearly 1,400 divers came", "1,390 divers came"),
        ("35 per cent of divers came", "34.7% of divers came"),
        ("25 per cent of the divers came", "A quarter of the divers came"),
        ("5 divers came", "Five elderly divers came"),
        ("The 12-year-old boy came", "The boy, aged 12, came"),
        ("Tim Lee, 12, came", "Tim Lee, who is 12, came"),
        ("It was shut on October 7", "It was shut on 7 October 2013"),
        ("It took 5-7 weeks", "It took between five and seven weeks"),
        ("Over 100 divers came", "More than 100 divers came"),
        ("About 100 divers came", "100 divers came"),
        ("Kallen won 6-2", "Kallen won 6–2, 3-1"),
        ("47,500 divers came", "47 500 divers came"),
        ("The pier is open from 8:15 to 18:00", "The pier is open from 8.15am to 6pm"),
        ("The pier is open from 8 to 6pm", "The pier is open between 8am and 6pm"),
        ("The hollow is 7½ feet long", "The hollow is seven and a half feet long"),
        ("The trust spent 3.2 lakh rupees", "The trust spent Rs 3,20,000"),
        ("At 5 100 divers left", "At 5 100 divers left"),
        ("Prices rose to 7 pounds", "Prices rose from 5 to 7 pounds"),
        ("Kallen won 6-2 and sold 6 boats", "Kallen sold 6 boats and won 6-2"),
        ("It took hours", "It took five hours"),
        ("It sails twice a week", "It sails twice a week for 5 days"),
        ("Kim sold a boat", "Kim sold one boat"),
    ],
)
def test_the_same_in_another_form_is_left_alone(part: str, source: str) -> None:
    assert not reasons(part, source)


@pytest.mark.parametrize(
    ("part", "source", "article", "said"),
    [
        ("Divers found a hollow 30 metres long", DIVERS, "", "31"),  # rounded without a word
        ("Two of the divers found a hollow", DIVERS, "", "Three"),  # counted by the writer
        ("It killed nine people", "The storm killed five people and hurt nine sailors.", "",
         "the source says nine sailors, not nine people"),
        ("five sailors were hurt", "The storm killed five people and hurt nine sailors.", "",
         "the source says five people, not five sailors"),
        ("The hollow was 31 long", DIVERS, "", "metres"),
        ("More than 100 divers came", "100 divers came", "", "More than 100"),
        ("The boy, aged 12, came", "12 boats came for the boy", "", "not an age"),
        ("Those under 14 pay nothing", "It costs 14 crowns", "",
         "the source says 14 crowns, but not of this"),
        ("It was red for 77 days", DIVERS, "It cost 77 pounds.", "77"),
        ("Over 77 people sang", DIVERS, "", "77"),
        ("The divers came", "Half of the divers came", "", "half"),
        ("The divers came", "60 per cent of the divers came", "", "60 per cent"),
        ("Prices rose by 10 per cent", "Prices rose by 10-12 per cent", "", "10 - 12"),
        ("The pier will cost £7 million", "The pier will cost £5 to £7 million", "", "to 7"),
        ("It took an hour to sail", "It took five hours to sail", "", "five hours"),
        ("It took an hour to sail", "It took an hour and a half to sail", "", "hour and a half"),
        ("Kim sold a red boat", "Kim sold 5 boats to Lee", "", "5"),
        ("5,100 divers left", "At 5 100 divers left", "", "5 100"),  # at five, or so many
        ("100 divers left", "At 5 100 divers left", "", "5 100"),
        ("47,000 divers came", "47 312 divers came", "", "47 312"),  # rounded without a word
        ("Gerd sold boats on Friday", DIVERS, "Gerd sold boats on Friday.", "Tuesday"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_a_doubt(part: str, source: str, article: str, said: str) -> None:
    (reason,) = reasons(part, source, article)
    assert not reason.contradiction
    assert said in reason.text or said.capitalize() in reason.text


@pytest.mark.parametrize(
    ("part", "article", "accused"),
    [
        ("Lee met 77 sailors", "", True),
        ("Lee met 77 sailors", "It cost 77 pounds.", False),
        ("Lee met 77 sailors", "It was his 77th boat.", False),
        ("Lee met 30 sailors", "", False),  # 31, rounded
        ("Lee met two sailors", "", False),  # counted by the writer
        ("Lee met more than 77 sailors", "", False),  # a bound, not a figure
        ("Lee met sailors in 2024", "It was dug in 2023.", True),  # years are not rounded
        ("Lee ran 77m", "", False),  # metres or millions
        ("Lee ran for Oddmund 7", "We saw Oddmund.", False),  # a part of a name
    ],
)
def test_only_inventions_are_hard_in_a_sentence_about_something_else(
    part: str, article: str, accused: bool
) -> None:
    (reason,) = reasons(part, DIVERS, article)
    assert reason.contradiction is accused
    elsewhere = "77 pounds" in article
    assert ("but not of this" if elsewhere else "does not say") in reason.text


def test_there_is_one_reason_for_each_figure() -> None:
    found = reasons("Four divers found a hollow 77 miles long on Friday", DIVERS)
    wrong = [token for reason in found for token in reason.wrong_tokens]
    assert len(found) == 3
    assert len({id(token) for token in wrong}) == len(wrong)


def test_a_number_that_stands_twice_is_contradicted_once() -> None:
    source = "Kim sold two boats to Lee and five boats to Ito."
    (reason,) = reasons("Kim sold two boats to Lee and two boats to Ito.", source)
    assert (reason.contradiction, reason.correction) == (True, "five")


def test_the_wrong_words_are_those_of_the_statement() -> None:
    pair = held_against("Lee sold boats for $5 million on Friday", "Lee sold boats for £5 million")
    for check in figures.ALL:
        for reason in check(pair):
            assert all(any(token is mine for mine in pair.claim) for token in reason.wrong_tokens)


WORDS = """the 5 7 five 12 million £ $ per cent to from and more than about of half October Tuesday
    on in 2013 third boats Tim , aged year old 6-2 m km pm""".split()


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.lists(st.sampled_from(WORDS), max_size=14))
def test_no_figures_raise_and_none_speak_against_themselves(
    part: list[str], source: list[str]
) -> None:
    mine, theirs = " ".join(part), " ".join(source)
    article = Vocabulary(frozenset(), ("5", "7"), frozenset())
    for check in figures.ALL:
        list(check(Comparison(tokenize(mine), tokenize(theirs), article)))
        assert not list(check(Comparison(tokenize(mine), tokenize(mine), article)))


@pytest.mark.parametrize(
    ("statement", "accused"),
    [
        ("The harbour lost trade, with a 4.2% drop in berths.", True),
        ("The harbour lost trade, with 3 per cent fewer berths.", True),
        ("Two people spoke of the berths of the harbour.", False),  # whoever counts them says so
    ],
)
def test_a_small_number_is_counted_only_where_it_can_be(statement: str, accused: bool) -> None:
    text = "The harbour lost trade and berths, Ito and Kim said. The trust will close the pier."
    result = checker_for(text, language="en").check(Claim(statement))
    assert (result.verdict is Verdict.UNSUPPORTED) is accused, result.reasons


MEASURES = ("yard", "metre", "kilometre", "mile", "acre", "tonne", "pint", "gallon", "second")
IN_NO_NUMBER = (
    "Kim barely put a {} wrong in Kallen",
    "The boat sank several hundred {}s from the pier",
    "Lee rents the pier for $100 a {}, and the boat for $200 a year",
)


@pytest.mark.parametrize("text", IN_NO_NUMBER)
@pytest.mark.parametrize("unit", MEASURES)
def test_another_unit_without_a_number_is_a_doubt(unit: str, text: str) -> None:
    for other in MEASURES:
        found = reasons(text.format(unit), text.format(other))
        wrong = {token.surface.removesuffix("s") for one in found for token in one.wrong_tokens}
        assert wrong == ({unit} if unit != other else set()), other
        assert not any(reason.contradiction for reason in found)


@pytest.mark.parametrize("period", ["minute", "day", "month", "year"])
def test_a_period_is_no_order(period: str) -> None:
    (reason,) = reasons(f"Kim joined for a {period} spell", "Kim joined for a second spell")
    assert reason.correction == "second"


SCALES = ("dozen", "hundred", "thousand", "million")


@pytest.mark.parametrize("scale", SCALES)
def test_several_hundred_are_not_several_thousand(scale: str) -> None:
    for other in SCALES:
        text = "A crowd of several {} people gathered in Kallen"
        found = reasons(text.format(scale), text.format(other))
        assert [reason.contradiction for reason in found] == [True] * (scale != other)


def test_a_unit_that_the_source_has_twice_is_missed_once() -> None:
    text = "The plan costs $100 a {}, the other one $150 a month"
    (reason,) = reasons(text.format("second"), text.format("month"))
    assert (reason.wrong_tokens[0].surface, reason.correction) == ("second", "month")
