"""Tests of the checks of semantic roles, word order and discourse links."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from summarize.document import Document
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.normalize import tokenize
from summarize.verification.checks import discourse_links, roles
from summarize.verification.comparison import Comparison, Reason

NOTHING = AnnotatedDocument(Document(text="", origin="-", sentences=())).vocabulary

Check = Callable[[Comparison], Iterator[Reason]]


def reasons(check: Check, part: str, source: str) -> list[Reason]:
    return list(check(Comparison(tokenize(part), tokenize(source), NOTHING)))


@pytest.mark.parametrize(
    ("part", "source", "right"),
    [
        ("Lee sued Kim", "Kim sued Lee.", "Kim sued Lee"),
        ("Lee has sued Kim", "Kim has sued Lee.", "Kim has sued Lee"),
        ("On Friday Lee sued Kim over the pier", "On Friday Kim sued Lee over the pier.",
         "Kim sued Lee"),
        ("Ann Lee visits Bo Kim", "Bo Kim visits Ann Lee.", "Bo Kim visits Ann Lee"),
        ("The man bit the dog", "The dog bit the man.", "The dog bit the man"),
        ("The trust sued Kim", "Kim sued the trust.", "Kim sued the trust"),
    ],
)  # fmt: skip
def test_swapped_is_a_contradiction(part: str, source: str, right: str) -> None:
    (reason,) = reasons(roles.check_swapped_roles, part, source)
    assert reason.contradiction
    assert reason.correction == right
    assert "the other way round" in reason.text
    assert {token.surface.casefold() for token in reason.wrong_tokens} == set(
        right.casefold().split()
    )


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("Kim sued Lee", "Kim sued Lee."),
        ("Lee sued Kim", "Kim sued Lee after Lee sued Kim."),
        ("Lee met Kim", "Kim met Lee."),  # mutual
        ("Kim was sued by Lee", "Lee sued Kim."),
        ("Lee was sued by Kim", "Lee sued Kim."),  # wrong, but for other checks
        ("Lee sued Kim's brother", "Kim sued Lee."),
        ("The brother of Lee sued Kim", "Kim sued Lee."),
        ("Lee and Kim sued Ito", "Kim sued Lee."),
        ("Lee sued Ito", "Kim sued Lee."),
        ("Lee said Kim lied", "Kim said Lee lied."),
        ("Kim Lee", "Lee Kim."),
        ("", "Kim sued Lee."),
        ("Kim sued Lee", ""),
    ],
)
def test_nothing_is_certainly_swapped(part: str, source: str) -> None:
    assert reasons(roles.check_swapped_roles, part, source) == []


@pytest.mark.parametrize(
    ("check", "part", "source"),
    [
        (roles.check_relations, "The minister resigned", "The brother of the minister resigned."),
        (roles.check_relations, "The minister resigned", "The minister’s brother resigned."),
        (roles.check_relations, "It rose to 5 metres", "It rose by 5 metres."),
        (roles.check_relations, "He sued Smith", "He was sued by Smith."),
        (roles.check_relations, "Kim pays the fine", "Kim was ordered to pay the fine."),
        (roles.check_relations, "They moved to London", "They moved from London."),
        (roles.check_relations, "He knew how from be seen", "He knew how to be seen."),
        (roles.check_voice, "Police shot", "Police were shot."),
        (roles.check_voice, "The council was sued", "The council sued."),
        (roles.check_voice, "The egg was laid", "The egg laid."),
        (discourse_links.check_pronoun_case, "Lee told him", "He told Lee."),
        (discourse_links.check_pronoun_case, "She turned to him", "He turned to her."),
        (discourse_links.check_pronoun_case, "They passed him", "He passed them."),
        (discourse_links.check_pronouns, "She resigned", "He resigned."),
        (discourse_links.check_relative_pronouns,
         "The pier is owned by a firm, which is eager to sell",
         "The pier is owned by a firm, though Lee is eager to sell."),
        (discourse_links.check_subordination, "The pier was old, Ito sold the boats",
         "While the pier was old, Ito sold the boats."),
        (discourse_links.check_pronouns, "He resigned", "The chair resigned."),
        (discourse_links.check_pronouns, "We resigned", "They resigned."),
    ],
)  # fmt: skip
def test_caught(check: Check, part: str, source: str) -> None:
    found = reasons(check, part, source)
    assert found
    assert not any(reason.contradiction for reason in found)  # these prove nothing


@pytest.mark.parametrize(
    ("part", "source", "text"),
    [
        ("They moved to London", "They moved from London.",
         "the source says “from London”, not “to London”"),
        ("He was sued by Smith", "He sued Smith.", "the source does not say “by Smith” of this"),
        ("The minister resigned", "The minister’s brother resigned.",
         "the source says “minister's”, not “minister”"),
    ],
)  # fmt: skip
def test_the_reason_shows_both_relations(part: str, source: str, text: str) -> None:
    (reason,) = reasons(roles.check_relations, part, source)
    assert reason.text == text


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("Kim sued Lee", "In May Kim sued Lee."),
        ("Ito resigned", "Ito, who runs the port, resigned."),
        ("Ito was praised", "Ito, 31, of the port, was praised."),
        ("The council had never been told", "The council, which knew Ito, had never been told."),
        ("The ferry sails daily", "The ferry to the Kallen sails daily."),
        ("The engineer Hessary left", "The engineer Ingrid Hessary left."),
        ("Two boats, a bus and a van came", "Two boats, a red bus and a van came."),
        ("The pier may close", "The pier may close."),
        ("Amberley said the pier is safe", "Amberley said the pier is safe."),
        ("A group called Oddmund came", "A group called Oddmund came."),
        ("The group Oddmund came", "The group called Oddmund came."),
        ("It closed in May", "It closed in May."),
        ("The pier closed Tuesday", "The pier closed on Tuesday."),
        ("It fell 5 per cent", "It fell by 5 per cent."),
        ("A son of Murdoch came", "A son of Rupert Murdoch came."),
        ("Some of the members agreed", "Some of the members agreed at once."),
        ("A film being dubbed well", "A film dubbed well."),
        ("Lee or Kim resigned", "Lee or Kim resigned."),
        ("He resigned", "He resigned in May."),
        ("He told them", "He told them in May."),
        ("They resigned", "The men resigned."),
        ("", "He resigned."),
    ],
)
def test_left_alone(part: str, source: str) -> None:
    assert [r for check in roles.ALL for r in reasons(check, part, source)] == []


def test_nothing_matches() -> None:
    for check in roles.ALL:
        reasons(check, "Boats sail", "Cows graze.")
        assert not reasons(check, "", "")
