"""What is written around a number in one form: units, money, shares, ages, ranges, bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.nlp.normalize import tokenize
from summarize.nlp.normalize.units import UNIT_KEYS, normalize_quantities
from summarize.nlp.tokens import Kind, Token


def keys(text: str) -> list[str]:
    """The keys without marks and without the articles that a rewording adds."""
    return [
        t.key for t in tokenize(text) if t.kind is not Kind.MARK and t.plain not in ("a", "the")
    ]


SAME = {
    "units": (
        ("5 km", "five kilometres"),
        ("5km", "5 kilometers"),
        ("20ft", "20 feet"),
        ("a 20-foot wall", "a 20 ft wall"),
        ("60mph", "60 miles per hour"),
        ("60 miles an hour", "60 mph"),
        ("80 km/h", "80 kilometres per hour"),
        ("3 hrs", "three hours"),
        ("5 sq", "5 sq"),
        ("20 square miles", "twenty square miles"),
        ("20°C", "20 degrees Celsius"),
        ("2kg", "2 kilos"),
        ("the 100m final", "the 100 metres final"),
        ("100m long", "100 metres long"),
        ("5,000m", "5,000 metres"),
        ("5 m", "5 metres"),
        ("5 000m", "5,000 metres"),
        ("10 km²", "10 square kilometres"),
        ("10 km2", "10 square kilometres"),
    ),
    "money": (
        ("$5 million", "5 million dollars"),
        ("$5m", "five million dollars"),
        ("£4.2bn", "4.2 billion pounds"),
        ("US$5m", "5 million US dollars"),
        ("€20", "20 euros"),
        ("Rs 500 cr", "500 crore rupees"),
        ("EUR 20", "20 euros"),
        ("£5-£7 million", "£5m-£7m"),
        ("50p", "50 pence"),
        ("£100m", "£100 million"),
        ("£50 m for repairs", "£50million for repairs"),
    ),
    "shares": (
        ("25 per cent of the village", "a quarter of the village"),
        ("25% of the village", "one quarter of the village"),
        ("half the village", "half of the village"),
        ("half of the village", "50 per cent of the village"),
        ("75 percent of them", "three-quarters of them"),
        ("a 5-per-cent rise", "a 5% rise"),
    ),
    "ranges": (
        ("5-7 boats", "5–7 boats"),
        ("between 5 and 7 boats", "from 5 to 7 boats"),
        ("five to seven boats", "5-7 boats"),
        ("£5-7m", "between £5 million and £7 million"),
        ("5%-7%", "5 to 7 per cent"),
        ("won 6-2", "won 6–2"),
        ("2013/14", "2013-14"),
    ),
    "ages": (
        ("a boy aged 12", "a 12-year-old boy"),
        ("12-year-old Tim Lee", "Tim Lee, 12,"),
        ("Tim Lee, aged 12,", "Tim Lee, 12,"),
        ("Tim, 12 years old,", "Tim, aged twelve,"),
        ("12 years of age", "aged 12"),
        ("children aged 5 to 7", "children aged between 5 and 7"),
        ("aged 5-7", "5-7-year-olds"),
    ),
    "bounds": (
        ("more than 100 boats", "over 100 boats"),
        ("fewer than 100 boats", "under 100 boats"),
        ("some 100 boats", "about 100 boats"),
        ("in excess of £100", "more than £100"),
        ("at least 100 boats", "no fewer than 100 boats"),
        ("nearly 100 boats", "almost 100 boats"),
        ("up to 100 boats", "as many as 100 boats"),
    ),
}


@pytest.mark.parametrize(("one", "other"), [pair for pairs in SAME.values() for pair in pairs])
def test_other_forms_fold_to_the_same(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 km", "5 miles"),
        ("5 km", "5 km²"),
        ("the first half year", "the first 0.5 year"),
        ("5 per cent", "5 percentage points"),
        ("US$5", "A$5"),
        ("£5", "$5"),
        ("50p", "£50"),
        ("it weighs 160 pounds", "it weighs £160"),
        ("trained under four keepers", "trained less than four keepers"),
        ("talked over nine routes", "talked more than nine routes"),
        ("fell by 18 per cent to 30 million", "fell by 18 million per cent to 30 million"),
        ("5 per cent to 30 million euros", "5 million per cent to 30 million euros"),
        ("100m people", "100 metres"),
        ("from 5 to 7", "from 7 to 5"),
        ("5 and 7 boats", "5 to 7 boats"),
        ("more than 100 boats", "fewer than 100 boats"),
        ("the third quarter", "a third of the quarter"),
        ("rose from 200 to 1 million", "rose from 200 million to 1 million"),
        ("60 miles per hour", "60 kilometres per hour"),
        ("half the village", "the village"),
        ("the 12-year-old boy", "the 13-year-old boy"),
    ],
)
def test_what_means_something_else_does_not(one: str, other: str) -> None:
    assert keys(one) != keys(other)


@pytest.mark.parametrize(
    "text",
    [
        "half-time break",
        "the Under-21 side",
        "the feet of the boy",
        "may be over",
        "the second man",
    ],
)
def test_words_that_measure_nothing_are_left_alone(text: str) -> None:
    tokens = tokenize(text)
    assert [token.surface for token in tokens] == text.replace("-", " ").split()
    assert not any(token.plain in UNIT_KEYS and token.surface != token.plain for token in tokens)


@pytest.mark.parametrize(
    "text",
    [
        "a 12-year-old boy ran 5 miles an hour",
        "twenty-five boats",
        "three-quarters of the village",
        "between £5 million and £7 million",
        "a hundred and six boats at 19:30",
        "60 per cent of more than 100 people",
        "on 25/12/2023",
        "US$5m",
    ],
)
def test_surfaces_stand_in_the_text(text: str) -> None:
    assert all(token.surface.strip() in text for token in tokenize(text))


def test_an_age_is_no_content() -> None:
    aged = [token for token in tokenize("Tim Lee, 12, left") if token.plain == "aged"]
    assert [token.is_content for token in aged] == [False]


def test_an_owner_keeps_his_place() -> None:
    assert keys("12-year-old Tim's boat")[-4:] == ["12", "tim", "'s", "boat"]


def test_nothing_to_fold() -> None:
    tokens = [Token("boat", Kind.WORD, "boat", "boat")]
    assert normalize_quantities(tokens, str) == tokens
    assert normalize_quantities([], str) == []


@given(
    st.lists(
        st.sampled_from(
            """5 12 1.5 million m £ $5 % per cent to from between and - 5-7 year old years aged age
            of half a third quarter km hour miles an , Tim boy more than at least pm 7.30 0 -3
            100m the long""".split()
        )
    )
)
def test_figures_of_any_shape_do_not_raise(words: list[str]) -> None:
    text = " ".join(words)
    assert tokenize(text) == tokenize(text)
    tokenize("".join(words))
