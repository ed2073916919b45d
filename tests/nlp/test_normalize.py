"""Text -> tokens: typography, spelling, stemming, names, possessives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.nlp.normalize import get_stemmer, normalize, normalize_same_length, tokenize
from summarize.nlp.tokens import Kind


def keys(text: str, language: str | None = "en") -> list[str]:
    return [token.key for token in tokenize(text, language)]


def kinds(text: str) -> dict[str, Kind]:
    return {token.surface: token.kind for token in tokenize(text)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10,000 guests", "ten thousand guests"),
        ("10000 guests", "10 thousand guests"),
        ("£4.2 million", "£4.2m"),
        ("£4.2 million", "4,200,000 pounds"),
        ("$3bn", "three billion dollars"),
        ("60 per cent", "60%"),
        ("60 percent", "sixty per cent"),
        ("twenty-five boats", "25 boats"),
        ("two hundred and six bones", "206 bones"),
        ("a million fish", "1,000,000 fish"),
        ("3.50 metres", "3.5 metres"),
        ("October 7", "7 October"),
        ("7th October 2024", "October 7, 2024"),
        ("Sept 9", "9 September"),
        ("the third boat", "the 3rd boat"),
        ("one diver", "1 diver"),
        ("at 7am", "at 7 a.m."),
        ("at 7 p.m.", "at 7pm"),
        ("it didn’t leak", "it did not leak"),
        ("they can't come", "they cannot come"),
        ("he won't go", "he will not go"),
        ("she'll sail", "she will sail"),
        ("we've sailed", "we have sailed"),
        ("“Look”", '"Look"'),
        ("co\u00adoperate", "cooperate"),
        ("co\u2066oper\u2069ate", "cooperate"),
        ("co\u034foper\U000e0041ate", "cooperate"),
        ("ﬁsh", "fish"),
        ("boats", "boat"),
        ("ＡＢ １２", "AB 12"),
        ("the U.S. fleet", "the US fleet"),
        ("‘Look’", '"Look"'),
        ("'Look, Tim,' he said", "“Look, Tim,” he said"),
        ("`Look' he said", '"Look" he said'),
        ("the 1990's", "the 1990s"),
    ],
)
def test_different_spellings_fold_to_the_same(one: str, other: str) -> None:
    unmarked = [[k for k in keys(text) if k not in {",", "."}] for text in (one, other)]
    assert unmarked[0] == unmarked[1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 million", "5 billion"),
        ("$5", "£5"),
        ("-5 degrees", "5 degrees"),
        ("−5 degrees", "5 degrees"),
        ("the 1980s", "1980"),
        ("7am", "7pm"),
        ("p < 0.05", "p > 0.05"),
        ("2½ metres", "21 metres"),
        ("10² metres", "102 metres"),
        ("two boats", "one boats"),
        ("the third boat", "three boats"),
        ("Kim’s brother", "Kim brother"),
        ("1,234", "1.234"),
        ("in 2000 five came", "2005 came"),
        ("123456789012345678901234567890123", "123456789012345678901234567890124"),
        ("5 m tall", "5 million tall"),
        ("क्रम", "करम"),
    ],
)
def test_what_means_something_else_folds_to_something_else(one: str, other: str) -> None:
    assert keys(one) != keys(other)


def test_us_is_a_name_in_capitals_only() -> None:
    assert kinds("They told us that US ships came")["us"] is Kind.FUNCTION
    assert kinds("They told us that US ships came")["US"] is Kind.NAME
    assert kinds("THEY TOLD US THAT SHIPS CAME")["US"] is Kind.FUNCTION


def test_names_are_capitals_that_do_not_only_begin_a_sentence() -> None:
    found = kinds("Divers met Ruth Amberley. Yesterday they left Osterwerth.")
    assert found["Divers"] is Kind.WORD
    assert found["Yesterday"] is Kind.WORD
    assert {found[name] for name in ("Ruth", "Amberley", "Osterwerth")} == {Kind.NAME}
    assert kinds("Ruth Amberley left")["Ruth"] is Kind.NAME
    assert kinds("Ruth's Amberley left")["Ruth's"] is Kind.NAME


@pytest.mark.parametrize("word", ["never", "nobody", "without", "neither", "hardly", "no"])
def test_negators_are_one(word: str) -> None:
    (token,) = tokenize(word)
    assert (token.key, token.kind) == ("not", Kind.NEGATION)


def test_not_only_denies_nothing() -> None:
    assert "not" not in keys("not only the pier but also the wall")
    assert "not" in keys("not only the pier")


def test_one_is_a_figure_before_what_it_counts_only() -> None:
    assert keys("one boat")[0] == "1"
    assert keys("one of them")[0] == "1"
    assert keys("the one who left")[1] == "one"
    assert keys("one might leave")[0] == "1"  # strict where it can't be told


def test_the_owner_is_marked() -> None:
    assert keys("the minister's son") == ["the", "minist", "'s", "son"]
    assert keys("the boats' owners") == ["the", "boat", "'s", "owner"]
    assert keys("2025's end") == ["2025", "'s", "end"]


def test_marks_border_clauses() -> None:
    assert [t.key for t in tokenize("Yes, he – she. (No)") if t.kind is Kind.MARK] == [
        ",", "-", ".", "(", ")",
    ]  # fmt: skip


def test_unknown_languages_are_compared_word_for_word() -> None:
    assert keys("the boats not", "xx") == ["the", "boats", "not"]
    assert all(token.kind is Kind.WORD for token in tokenize("the boats not", "xx"))
    assert get_stemmer("xx")("boats") == "boats"


def test_other_languages_are_stemmed_without_the_english_tables() -> None:
    assert keys("Häuser", "de") == keys("Häusern", "de")
    assert tokenize("one", "de")[0].kind is Kind.WORD
    assert keys("10.000 Gäste", "de")[0] == keys("10.000 Gästen", "de")[0]


def test_no_language_is_taken_for_english() -> None:
    assert tokenize("ten boats", None) == tokenize("ten boats", "en")


@pytest.mark.parametrize("text", ["", " \n\t", "…", "🙂🙃", "—", "\u200b"])
def test_nothing_that_can_be_checked(text: str) -> None:
    assert not any(token.is_content for token in tokenize(text))


@pytest.mark.parametrize(
    "text",
    [
        "9" * 2_000_000 + " million",
        "1" + " million" * 20_000,
        "1" + ",000" * 5_000,
        "1.2.3.4.5",
        "١٢٣ and १२३",
        "'" * 10_000,
        "-" * 10_000,
        "a." * 10_000,
        "𝒜𝓁𝒾𝒸𝑒 🙂 \U0001f468\u200d\U0001f469",
        "\ud800 lone",
        "İstanbul'S",
    ],
)
def test_odd_text_is_folded_all_the_same(text: str) -> None:
    assert tokenize(text) == tokenize(text)


@pytest.mark.parametrize(
    "text",
    [
        "the boats' owners",
        "Kim's boat and Lee's",
        "rock 'n' roll",
        "give 'em boats' worth",
        "the '90s boats' owners",
        "it’s o’clock",
        "an open 'mark stays",
        "''",
    ],
)
def test_apostrophes_are_no_quotation_marks(text: str) -> None:
    assert '"' not in normalize(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("'We don't know,' she said", '"We don\'t know," she said'),
        ("the ‘big’ one and the ‘old’ one", 'the "big" one and the "old" one'),
        ("'Cats and dogs' came", '"Cats and dogs" came'),
        ("'The boats' owners left.'", '"The boats\' owners left."'),
        ("Tom's 'big' day", 'Tom\'s "big" day'),
    ],
)
def test_single_quotation_marks_are_double_ones(text: str, folded: str) -> None:
    assert normalize(text) == folded


def test_a_dash_between_figures_is_a_hyphen() -> None:
    assert normalize("5–7 and £5m–£7m") == "5-7 and £5m-£7m"


def test_other_languages_keep_their_figures_apart() -> None:
    assert keys("5-7 und 25/12/2023", "de") == ["5", "7", "und", "25", "12", "2023"]
    assert keys("um 19:30", "de") == ["um", "19:30"]


def test_a_figure_keeps_its_place_whatever_groups_it() -> None:
    assert normalize_same_length("1\u00a0200\u202f000") == "1 200 000"
    assert normalize("10⁶ km², 10⁻⁹, x², in 2019³") == "10^6 km^2, 10^-9, x 2, in 2019 3"


def test_typography_is_all_that_normalize_folds() -> None:
    assert normalize("“It’s”") == '"It\'s"'
    assert normalize("two – three") == "two  -  three"


@given(st.text(), st.sampled_from(["en", "de", "tr", "xx", None]))
def test_fold_never_raises_and_knows_no_other_tokens(text: str, language: str | None) -> None:
    for token in tokenize(text, language):
        assert token.key
        assert token.surface
        assert token.is_content == (token.kind in {Kind.WORD, Kind.NAME, Kind.NUMBER})


@given(
    st.text(
        alphabet=st.sampled_from("0123456789,.-%£$ smkbn½²") | st.sampled_from("one two million ")
    )
)
def test_numbers_of_any_shape_do_not_raise(text: str) -> None:
    tokenize(text)
    tokenize(f"{text} million and twenty {text}")
