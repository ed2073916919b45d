"""Tests of the check of tense."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.english.function_words import MODAL_VERBS
from summarize.nlp.normalize import tokenize
from summarize.results import Claim, Verdict
from summarize.verification.checks import tense
from summarize.verification.comparison import Comparison, Reason
from support.checkers import checker_for

NOTHING = AnnotatedDocument(Document(text="", origin="-", sentences=())).vocabulary


def reasons(part: str, source: str) -> list[Reason]:
    return list(tense.check_tense(Comparison(tokenize(part), tokenize(source), NOTHING)))


@pytest.mark.parametrize(
    ("part", "source", "wrong", "instead"),
    [
        ("Kim is a member of the board", "Kim was a member of the board.", "is", "was"),
        ("Kim was a member of the board", "Kim is a member of the board.", "was", "is"),
        ("The trust is named Oddmund", "The trust was named Oddmund.", "is", "was"),
        ("The trust had a boat", "The trust has a boat.", "had", "has"),
        ("The pier will be opened by Kim", "The pier was opened by Kim.", "will be", "was"),
        ("The pier will be opened by Kim", "The pier has been opened by Kim.",
         "will be", "has been"),
        ("Kim said the pier was sold", "Kim said the pier will be sold.", "was", "will be"),
        ("Kim opens the pier", "Kim opened the pier.", "opens", "opened"),
        ("The wall costs 5 pounds", "The wall cost 5 pounds.", "costs", "cost"),
        ("The trust is closing the pier", "The trust closed the pier.", "is closing", "closed"),
        ("The trust closed the pier", "The trust ruled out closing the pier.", "closed",
         "closing"),
        ("The crew stay", "Kim told the crew to stay.", "stay", "to stay"),
        ("The trust had boats", "The trust has two old boats.", "had", "has"),
        ("The trust has a boat", "The trust used to have a boat.", "has", "have"),
        ("The pier is red and closed", "The pier was red and closed.", "is", "was"),
        # what might have been is no longer possible
        ("Kim should resign", "Kim should have resigned.", "should resign",
         "should have resigned"),
        ("Kim may have lied", "Kim may lie.", "may have lied", "may lie"),
        ("Kim must be ill", "Kim must have been ill.", "must be", "must have been"),
        ("The pier will be sold", "The pier will have been sold.", "will be", "will have been"),
        ("The pier ought to close", "The pier ought to have closed.", "ought to close",
         "ought to have closed"),
        # what is being done is not yet done
        ("The pier is closed", "The pier is being closed.", "is", "is being"),
        ("The pier was sold", "The pier was being sold.", "was", "was being"),
        ("The pier is being closed", "The pier has been closed.", "is being", "has been"),
        ("The pier might be sold", "The pier might be being sold.", "might be",
         "might be being"),
    ],
)  # fmt: skip
def test_another_tense_is_a_doubt(part: str, source: str, wrong: str, instead: str) -> None:
    (reason,) = reasons(part, source)
    assert " ".join(token.surface for token in reason.wrong_tokens) == wrong
    assert reason.correction == instead
    assert reason.text == f"the source says “{instead}”, not “{wrong}”"
    assert not reason.contradiction


@pytest.mark.parametrize(
    ("part", "source", "instead"),
    [
        ("The pier was opened by Kim", "The pier will be opened by Kim.", "will be"),
        ("The pier has been opened by Kim", "The pier will be opened by Kim.", "will be"),
        ("The council opened the pier in May", "The council will open the pier in May.",
         "will open"),
    ],
)  # fmt: skip
def test_what_will_be_has_not_happened(part: str, source: str, instead: str) -> None:
    (reason,) = reasons(part, source)
    assert reason.contradiction
    assert reason.correction == instead


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("The pier has been opened by Kim", "The pier was opened by Kim."),
        ("The pier is closed", "The pier has been closed."),
        ("Kim said the pier was safe", "“The pier is safe,” Kim said."),
        ("The pier opened in May", "The pier opened in May."),
        ("Kim said the pier closed in May", "“The pier closes in May,” Kim said."),
        ("The trust managed to close the pier", "The trust managed to close the pier."),
        ("The trust closed the pier", "The trust managed to close the pier."),
        ("The pier did close in May", "The pier closed in May."),
        ("The pier had closed in May", "The pier closed in May."),
        ("Kim said the pier had closed in May", "“The pier has closed in May,” Kim said."),
        ("The plans of the trust", "The trust planned a pier."),
        ("The pier will be quickly sold", "The pier will be sold."),
        ("The old pier", "The pier was old."),
        ("", "Kim was told."),
        ("Kim was told", ""),
    ],
)
def test_left_alone(part: str, source: str) -> None:
    assert not reasons(part, source)


# base, third person, past, participle, form in "-ing"
VERBS = """take takes took taken taking | work works worked worked working |
    build builds built built building | employ employs employed employed employing |
    go goes went gone going | close closes closed closed closing |
    carry carries carried carried carrying | cut cuts cut cut cutting |
    stop stops stopped stopped stopping | pay pays paid paid paying |
    teach teaches taught taught teaching | rise rises rose risen rising"""
# What says the same stands in one line.
FRAMES = (
    ("{third}", "does {base}"),
    ("{past}", "did {base}"),
    ("is {ing}",),
    ("was {ing}",),
    ("will {base}",),
    ("used to {base}",),
    ("plans to {base}",),
    ("planned to {base}",),
    ("ruled out {ing}",),
)
SENTENCE = "The northern trust {} the harbour ferry."


@pytest.mark.parametrize("forms", [row.split() for row in VERBS.split("|")], ids=lambda row: row[0])
def test_only_the_same_tense_is_supported(forms: list[str]) -> None:
    names = ("base", "third", "past", "participle", "ing")
    said = [[one.format(**dict(zip(names, forms, strict=True))) for one in row] for row in FRAMES]
    for group in said:
        for source in group:
            checker = checker_for(SENTENCE.format(source), "en")
            for claim in (claim for other in said for claim in other if claim != source):
                verdict = checker.check(Claim(SENTENCE.format(claim))).verdict
                assert claim in group or verdict is not Verdict.SUPPORTED, (claim, source)
            assert checker.check(Claim(SENTENCE.format(group[0]))).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("Lee sued Kim in May.", "Kim is sued by Lee in May."),
        ("Kim is sued by Lee in May.", "Lee sued Kim in May."),
        ("The trust closes the ferry.", "The trust will sell and close the ferry."),
        ("The ferry is closed in May.", "The ferry was sold and closed in May."),
        ("Kim, who leads the trust, said it sank.", "Kim, who led the trust, said it sank."),
        ("Kim lives in Kallen.", "Kim lived in Kallen."),
        ("The plans cost nine pence.", "The plan costs nine pence."),
        ("Kim built the pier.", "Kim began to build the pier."),
        ("Kim has built the pier.", "Kim had built the pier."),
        ("Kim has not been told.", "Kim had not been told."),
        ("Kim builds the pier.", "Kim has built the pier."),
        ("Kim has been a member.", "Kim had been a member."),
    ],
)
def test_another_tense_is_not_supported(part: str, source: str) -> None:
    assert checker_for(source, "en").check(Claim(part)).verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize("modal", sorted(MODAL_VERBS - {"ought"}))
def test_no_modal_verb_makes_what_would_have_been_possible(modal: str) -> None:
    now, then = f"Kim {modal} close the pier", f"Kim {modal} have closed the pier"
    passive, past = f"The pier {modal} be closed", f"The pier {modal} have been closed"
    for one, other in ((now, then), (then, now), (passive, past), (past, passive)):
        assert reasons(one, f"{other}."), (one, other)
        assert not reasons(one, f"{one}.")


IRREGULAR = (
    "take took taken | lead led led | stand stood stood | run ran run | wear wore worn | know knew"
    " known | keep kept kept | hold held held | sell sold sold | choose chose chosen"
)


@pytest.mark.parametrize("who", ["Kim", "The crew", "Her old friends"])
@pytest.mark.parametrize("forms", [row.split() for row in IRREGULAR.split("|")], ids=lambda r: r[0])
def test_the_forms_of_an_irregular_verb_are_other_tenses(forms: list[str], who: str) -> None:
    base, past, participle = (
        f"{who} {{}} the old ferry in Kallen.".format(x)
        for x in (f"will {forms[0]}", forms[1], f"had {forms[2]}")
    )
    (reason,) = reasons(base, past)
    assert reason.correction == forms[1]
    assert not reason.contradiction
    (reason,) = reasons(past, base)
    assert reason.contradiction
    assert not reasons(participle, past)


@pytest.mark.parametrize(("verb", "past"), [("acquire", "bought"), ("scrap", "destroyed")])
@pytest.mark.parametrize("ahead", ["will", "shall"])
def test_no_other_words_look_ahead(verb: str, past: str, ahead: str) -> None:
    (reason,) = reasons(f"Kim {ahead} {verb} the ferry", f"Kim {past} the ferry.")
    assert [token.surface for token in reason.wrong_tokens] == [ahead]
    for source in (
        f"Kim {past} a boat and wants the ferry.",
        f"Kim {past} a boat next to the ferry.",
    ):
        assert not reasons(f"Kim {ahead} {verb} the ferry", source)


def test_who_said_it_says_it() -> None:
    assert not reasons("Kim says the pier is safe", "The pier is safe, Kim said.")
    (reason,) = reasons("Kim will say it is safe", "Kim said it is safe.")
    assert reason.correction == "said"
