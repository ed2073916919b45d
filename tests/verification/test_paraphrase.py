"""Honest paraphrase passes, and what looks like it and says something else does not."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarize.nlp.normalize import tokenize
from summarize.results import CheckedClaim, Claim, Verdict
from summarize.verification.paraphrase import build_variants
from summarize.verification.paraphrase.adjuncts import move_adjunct
from summarize.verification.paraphrase.voice import (
    change_voice,
    rewrite_possessive,
    swap_mutual_arguments,
)
from support.checkers import checker_for
from support.cpu_time import cpu_limit


def check(text: str, source: str) -> CheckedClaim:
    return checker_for(source, language="en").check(Claim(text))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # active and passive
        ("Kim was sued by Lee.", "Lee sued Kim."),
        ("Kim was sued.", "Lee sued Kim."),
        ("Kim was sued by Lee on Tuesday.", "Lee sued Kim on Tuesday."),
        ("Kim was sued by Lee on Tuesday.", "On Tuesday, Lee sued Kim."),
        ("Lee sued Kim.", "Kim was sued by Lee."),
        ("The plan was approved by the council in May.", "The council approved the plan in May."),
        ("The old bridge has been closed by the harbour trust.",
         "The harbour trust has closed the old bridge."),
        ("The trust will repair the pier.", "The pier will be repaired by the trust."),
        ("The song was written by Amberley in 1984.", "Amberley wrote the song in 1984."),
        ("Amberley wrote the song in 1984.", "The song was written by Amberley in 1984."),
        ("Kim married Lee in May.", "Lee married Kim in May."),
        ("Kim was arrested by police in May.", "Police arrested Kim in May."),
        ("Kim was hired by the BBC.", "The BBC hired Kim."),
        ("Kim was told by the nurse to leave.", "The nurse told Kim to leave."),
        ("Kim was lent 900 crowns by the trust.", "The trust lent Kim 900 crowns."),
        ("Kim was greeted by the team after she won.", "The team greeted Kim after she won."),
        ("The speech was followed by a dance.", "A dance followed the speech."),
        ("Kim was paid by the bank last week.", "The bank paid Kim last week."),
        ("Kim was beaten by Lee in the final.", "Lee beat Kim in the final."),
        ("The inn will be sold by the council.", "The council will sell the inn."),
        # who says so
        ("The pier is unsafe, Hessary said.", "Hessary said the pier is unsafe."),
        ("Hessary said the pier is unsafe.", "The pier is unsafe, Hessary said."),
        ("Hessary said that the pier is unsafe.", "The pier is unsafe, said Hessary."),
        ("According to Hessary, the pier is unsafe.", "Hessary said the pier is unsafe."),
        ("The pier is unsafe, according to Hessary.", "Hessary said that the pier is unsafe."),
        ("Hessary said the pier is unsafe.", "According to Hessary, the pier is unsafe."),
        ("Hessary said the pier is unsafe.", "The pier is unsafe, according to Hessary."),
        ("Hessary says the pier is unsafe.", "The pier is unsafe, Hessary said on Friday."),
        ("The pier was unsafe, they said.", "They said the pier was unsafe."),
        # when and where
        ("On Tuesday Kim resigned.", "Kim resigned on Tuesday."),
        ("On Tuesday, Kim resigned.", "Kim resigned on Tuesday."),
        ("Kim resigned on Tuesday.", "On Tuesday, Kim resigned."),
        ("Kim opened a shop in London.", "In London, Kim opened a shop."),
        ("In London, Kim met Lee.", "Kim met Lee in London."),
        ("Kim resigned from the board on Tuesday.", "Kim resigned on Tuesday from the board."),
        ("After the storm, the ferry was sold.", "The ferry was sold after the storm."),
        ("The ferry was sold after the storm.", "After the storm, the ferry was sold."),
        ("Last year the trust sold the ferry.", "The trust sold the ferry last year."),
        # other words
        ("The trust purchased the ferry.", "The trust bought the ferry."),
        ("The film drew many kids.", "The movie drew many children."),
        ("Kim passed away in May.", "Kim died in May."),
        ("The ferry was late due to fog.", "The ferry was late because of fog."),
        ("The ferry sailed prior to the storm.", "The ferry sailed before the storm."),
        ("Kim as well as Lee resigned.", "Kim and Lee resigned."),
        ("The trust builds ships in the United States.", "The trust builds ships in the US."),
        ("The ferry was sold last autumn.", "The ferry was sold last fall."),
        ("The company makes pumps.", "The firm makes pumps."),
        ("The energy firm was sold.", "The energy company was sold."),
        ("Kim sold a vehicle.", "Kim sold a car."),
        ("More than 500 people came.", "Over 500 people came."),
        ("The trust says the pier is safe.", "The trust said the pier is safe."),
        ("The trust has won the case.", "The trust won the case."),
        ("The article says that the trust bought the ferry.", "The trust bought the ferry."),
        ("The boat is currently in Kallen.", "The boat is in Kallen."),
        ("The boat lies in Kallen.", "The boat lies in the town of Kallen."),
        ("The resignation of Kim surprised the board.", "Kim's resignation surprised the board."),
        ("Kim's resignation surprised the board.", "The resignation of Kim surprised the board."),
        ("They had hidden the bill.", "They'd hidden the bill."),
        # what is said by the way
        ("The mayor of Kallen resigned.", "Ito, the mayor of Kallen, resigned."),
        ("Ito runs the port.", "Ito, who runs the port, resigned in May."),
    ],
)  # fmt: skip
def test_honest_paraphrase_passes(text: str, source: str) -> None:
    result = check(text, source)
    assert (result.verdict, result.reasons) == (Verdict.SUPPORTED, ())
    assert result.text == text


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # active and passive
        ("Kim was sued by Lee.", "Kim sued Lee."),
        ("Kim sued Lee.", "Kim was sued by Lee."),
        ("Lee was sued by Kim.", "Kim was sued by Lee."),
        ("Kim was sued.", "Kim sued Lee."),
        ("Kim was sued.", "Lee sued and Kim resigned."),
        ("Kim was sued.", "Lee sued the brother of Kim."),
        ("Kim was sued.", "Lee sued Kim's brother."),
        ("Kim was paid by Lee.", "Kim was paid for Lee."),
        ("Kim was not sued by Lee.", "Lee sued Kim."),
        ("Kim was sued by Lee.", "Lee may have sued Kim."),
        ("The trust repaired the pier.", "The pier will be repaired by the trust."),
        # a time, place, means or measure does nothing
        ("The embassy arrested Kim.", "Kim was arrested by the embassy."),
        ("Friday will raise the wreck.", "The wreck will be raised by Friday."),
        ("Orrin Street reached the pier.", "The pier was reached by Orrin Street."),
        ("Train moved the crew.", "The crew were moved by train."),
        ("Forty votes elected Kim.", "Kim was elected by forty votes."),
        ("The nurse seated Kim.", "Kim was seated by the nurse."),
        ("The Corin sank the ferry.", "The ferry was sunk by the Corin."),
        # what is discussed or promised has a time of its own
        ("In 1987 the board discussed the storm.", "The board discussed the storm in 1987."),
        ("They would hide the bill.", "They'd hidden the bill."),
        ("Kim won the majority of votes.", "Kim won most votes in the poll."),
        ("In 2030 Kim promised a tram.", "Kim promised a tram in 2030."),
        ("The war was debated by Parliament in 2003.", "Parliament debated the war in 2003."),
        ("In 2020 Kim paid them for their work.", "Kim paid them for their work in 2020."),
        # another tense or modality
        ("Kim might rob the bank.", "The bank might have been robbed by Kim."),
        ("Kim would have bought the inn.", "The inn would be bought by Kim."),
        ("Kim painted the fence.", "The fence was being painted by Kim."),
        ("Kim breaks the law.", "The law had been broken by Kim."),
        # what belonged to the one belongs to the other
        ("Kim was sued by Lee, a lawyer.", "Lee sued Kim, a lawyer."),
        ("Kim was sued by Lee, who fled.", "Lee sued Kim, who fled."),
        ("Kim was seen by Lee with the gun.", "Lee saw Kim with the gun."),
        ("Kim was hit by Lee after he fell.", "Lee hit Kim after he fell."),
        ("Kim was promised by Lee to leave.", "Lee promised Kim to leave."),
        ("Kim was met by Lee drunk.", "Lee met Kim drunk."),
        ("Kim was met by Lee in the red hat.", "Lee met Kim in the red hat."),
        ("The bank found the boat.", "The boat was found by the bank."),
        ("All boats were seen by few men.", "Few men saw all boats."),
        # who owns whom
        ("The dog of Kim's friend barked.", "The friend of Kim's dog barked."),
        ("Kim's friend's dog barked.", "The friend of Kim's dog barked."),
        ("The bank of the firm's owner sued Lee.", "The owner of the firm's bank sued Lee."),
        ("Kim sued Lee in May.", "Lee sued Kim in May."),
        # who says so
        ("Lee said Kim resigned.", "Kim said Lee resigned."),
        ("Kim resigned, Lee said.", "Lee resigned, Kim said."),
        ("According to Kim, Lee resigned.", "Lee said Kim resigned."),
        ("The pier is unsafe, according to Hessary.", "Hessary denied the pier is unsafe."),
        ("Hessary admitted the pier is unsafe.", "Hessary said the pier is unsafe."),
        ("The pier is unsafe, Hessary said on Monday.", "Hessary said the pier is unsafe."),
        ("Hessary said the pier is unsafe.", "The trust said the pier is unsafe."),
        # when and where
        ("On Tuesday Kim said Lee resigned.", "Kim said Lee resigned on Tuesday."),
        ("On Tuesday Kim sued Lee.", "Kim sued Lee and resigned on Tuesday."),
        ("On Tuesday, Kim praised Lee.", "Kim, who resigned on Tuesday, praised Lee."),
        ("Kim praised Lee on Tuesday.", "Kim praised Lee, who resigned on Tuesday."),
        ("In London, Kim praised the mayor.", "Kim praised the mayor in Paris, not in London."),
        ("In London, Kim praised a shop.", "Kim praised a shop in London."),
        ("On Tuesday, Kim decided to resign.", "Kim decided to resign on Tuesday."),
        (
            "After the storm, the trust sold the ferry.",
            "The trust sold the ferry before the storm.",
        ),
        # other words
        ("The trust purchased the ferry.", "The trust sold the ferry."),
        ("Kim sold a car.", "Kim sold a vehicle."),  # it may have been a bus
        ("A man told the US.", "A man told us."),
        ("The autumn was long.", "The fall was long."),
        ("The company mattress was sold.", "The firm mattress was sold."),
        ("The theatre firm toured Kallen.", "The theatre company toured Kallen."),
        ("The movie on the water was thin.", "The film on the water was thin."),
        ("The boat is currently in Kallen.", "The boat was in Kallen in 1984."),
        ("Over 500 boats lay there.", "Under 500 boats lay there."),
        ("The article says that the trust bought the ferry.", "The trust sold the ferry."),
        # what is said by the way
        ("Ito is the mayor of Kallen.", "Ito praised Lee, the mayor of Kallen."),
        ("Ito runs the port.", "Ito praised Lee, who runs the port."),
    ],
)
def test_what_says_something_else_does_not_pass(text: str, source: str) -> None:
    assert check(text, source).verdict is not Verdict.SUPPORTED


def test_the_statement_itself_is_no_variant_and_none_comes_twice() -> None:
    part, source = tokenize("Kim was sued by Lee on Tuesday"), tokenize("On Tuesday, Lee sued Kim.")
    found = [tuple(token.key for token in one) for one in build_variants(part, source)]
    assert found
    assert tuple(token.key for token in part) not in found
    assert len(found) == len(set(found)) <= 12


def test_words_keep_their_surface_and_the_others_are_the_same_tokens() -> None:
    part, source = (
        tokenize("The trust purchased the ferry"),
        tokenize("The trust bought the ferry."),
    )
    (one,) = build_variants(part, source)
    assert [token.surface for token in one] == [token.surface for token in part]
    assert sum(new is old for new, old in zip(one, part, strict=True)) == len(part) - 1


WORDS = (
    "Kim Lee Kallen the a trust ferry sued was has been by on in Tuesday London and said that , ."
    " after storm met 's of resignation will who not repaired repair"
).split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_rules_move_words_and_neither_add_nor_drop_any(text: str, other: str) -> None:
    part, source = tokenize(text), tokenize(other)
    content = Counter(token.key for token in part if token.is_content)
    for rule in (change_voice, move_adjunct, swap_mutual_arguments, rewrite_possessive):
        for found in rule(part, source):
            assert Counter(token.key for token in found if token.is_content) == content


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_has_few_variants(text: str, other: str) -> None:
    assert len(list(build_variants(tokenize(text), tokenize(other)))) <= 12


def test_long_texts_take_no_time() -> None:
    part = tokenize("Kim was sued by Lee on Tuesday " * 50)
    source = tokenize("On Tuesday Lee sued Kim and " * 300)
    with cpu_limit(1):
        assert list(build_variants(part, source)) == []


@pytest.mark.parametrize(
    "phrase",
    """the river|Tuesday|noon|a mile|half|accident|the gate|the airport|Harrow Road|Lake Orrin
    Easter|forty votes|a minute|phone|the stairs|two strokes|night|the roadside|mistake|1640
    the town hall|the guard house|the edge of the lake|next week|a whisker|the Tessel"""
    .replace("\n    ", "|").split("|"),
)  # fmt: skip
@pytest.mark.parametrize(("past", "participle"), [("found", "found"), ("broke", "broken")])
def test_no_place_time_or_measure_becomes_an_agent(phrase: str, past: str, participle: str) -> None:
    active = tokenize(f"{phrase} {past} the boat in May")
    passive = tokenize(f"The boat was {participle} by {phrase} in May")
    assert list(change_voice(active, passive)) == list(change_voice(passive, active)) == []
