"""Tests of the check of verbs of saying."""

from __future__ import annotations

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.english import stance_words
from summarize.nlp.normalize import tokenize
from summarize.verification.checks import stances
from summarize.verification.comparison import Comparison, Reason

NOTHING = AnnotatedDocument(Document(text="", origin="-", sentences=())).vocabulary
SENTENCE = "On Monday {} {} that the northern trust would close the old pier."
SAYING = ("said", "argued", "announced", "explained", "claimed", "told reporters")
PAST = {
    sort: sorted(verb for verb in verbs if verb.endswith("ed"))
    for sort, verbs in {
        "denies": stance_words.DENYING_VERBS,
        "confirms": stance_words.CONFIRMING_VERBS,
        "intends": frozenset(["promised", "pledged", "vowed", "urged"]),
        "supposes": frozenset(["feared", "hoped", "predicted", "threatened"]),
    }.items()
}
STRONGER = [verb for verbs in PAST.values() for verb in verbs]


def reasons(part: str, source: str) -> list[Reason]:
    return list(stances.check_stances(Comparison(tokenize(part), tokenize(source), NOTHING)))


@pytest.mark.parametrize("who", ["Kim", "the engineers", "a spokesman for the council"])
@pytest.mark.parametrize("verb", STRONGER)
def test_who_says_so_need_not_say_more(verb: str, who: str) -> None:
    for said in SAYING:
        (reason,) = reasons(SENTENCE.format(who, verb), SENTENCE.format(who, said))
        assert [token.surface for token in reason.wrong_tokens] == [verb]
        assert reason.correction == said.split()[0]
        assert reason.contradiction == (verb in PAST["denies"])


@pytest.mark.parametrize("sort", PAST)
def test_a_verb_of_another_stance_is_another_word(sort: str) -> None:
    others = [verb for other, verbs in PAST.items() if other != sort for verb in verbs]
    for verb in PAST[sort]:
        for other in others:
            (reason,) = reasons(SENTENCE.format("Kim", verb), SENTENCE.format("Kim", other))
            assert reason.contradiction <= (verb in PAST["denies"])


@pytest.mark.parametrize("verb", STRONGER)
def test_to_say_it_claims_less(verb: str) -> None:
    assert not reasons(SENTENCE.format("Kim", "said"), SENTENCE.format("Kim", verb))


@pytest.mark.parametrize("verbs", [*PAST.values(), SAYING], ids=[*PAST, "says"])
def test_verbs_of_one_stance_are_a_matter_of_other_words(verbs: list[str]) -> None:
    for verb in verbs:
        for other in verbs:
            assert not reasons(SENTENCE.format("Kim", verb), SENTENCE.format("Kim", other))


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("Kim denied that it sank.", "Kim said that it had not sunk."),
        ("Kim denied having sold it.", "Kim said he never sold it."),
        ("Kim denied the charge.", "Kim rejected the charge."),
        ("Kim hoped to win.", "Kim wanted to win."),
        ("Kim, who denied it, left.", "Kim left."),
        ("", "Kim said so."),
        ("Kim denied it.", ""),
    ],
)
def test_left_alone(part: str, source: str) -> None:
    assert not reasons(part, source)


def test_a_denial_is_one_beside_what_is_denied_in_both() -> None:
    said = "Kim {} that the pier is not safe and that nobody would close it."
    (reason,) = reasons(said.format("denied"), said.format("said"))
    assert reason.contradiction


def test_the_same_verb_elsewhere_is_another() -> None:
    said = "Kim {} that the pier was shut, against the crew who said it was open."
    (reason,) = reasons(said.format("denied"), said.format("said"))
    assert reason.correction == "said"
