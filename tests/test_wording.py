from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from summarize.checking import certainty, roles
from summarize.checking.alignment import Vocabulary
from summarize.checking.comparison import Comparison, Reason
from summarize.checking.folding import fold

NOTHING = Vocabulary(frozenset(), (), frozenset())


def reasons(
    check: Callable[[Comparison], Iterator[Reason]], part: str, source: str
) -> list[Reason]:
    return list(check(Comparison(fold(part), fold(source), NOTHING)))


@pytest.mark.parametrize(
    ("check", "part", "source"),
    [
        (roles.order, "Lee sued Kim", "Kim sued Lee."),
        (roles.order, "The dog bit the man", "The man bit the dog."),
        (roles.order, "It rose from 5 to 3", "It rose from 3 to 5."),
        (
            roles.order,
            "Lee gave the old harbour council a long list of names, dates and letters about Kim",
            "Kim gave the old harbour council a long list of names, dates and letters about Lee.",
        ),
        (certainty.certainty, "The breakwater reopens", "The breakwater may reopen soon."),
        (certainty.certainty, "Oddmund pumps concrete", "Oddmund plans to pump concrete."),
        (certainty.certainty, "The pier closed", "The pier will close."),
        (certainty.certainty, "The boat carries 8 people", "The boat can carry 8 people."),
        (certainty.certainty, "The pier opens", "If the long winter is kind to us all and to the"
         " many men at work on the wall, the pier opens."),
        (certainty.certainty, "The pier is safe", "The pier is safe, according to the trust."),
        (certainty.certainty, "The pier is safe", "Amberley said the pier is safe."),
        (certainty.certainty, "The pier was sold",
         "The pier was sold, the Marrin County Council said on Tuesday."),
        (certainty.certainty, "They would go and they stay", "They would go and they would stay."),
        (certainty.qualifiers, "The members agreed", "Some of the members agreed."),
        (certainty.qualifiers, "The president spoke", "The former president spoke."),
        (certainty.qualifiers, "It drew 500 guests", "It drew fewer than 500 guests."),
        (certainty.qualifiers, "The wall is 5 metres high", "The wall is up to 5 metres high."),
        (roles.left_out, "Ito resigned", "Ito praised Lee, who resigned."),
        (roles.left_out, "Ito praised Kim", "Ito praised Lee and blamed Kim."),
        (roles.left_out, "Rupert Murdoch came", "Rupert Jacob Murdoch came."),
        (roles.left_out, "Four hours after the show the boxer came",
         "Four hours after the show ended in tears, the boxer came."),
        (certainty.alternatives, "Kim resigned", "Lee or Kim resigned."),
        (roles.relations, "The minister resigned", "The brother of the minister resigned."),
        (roles.relations, "The minister resigned", "The minister’s brother resigned."),
        (roles.relations, "It rose to 5 metres", "It rose by 5 metres."),
        (roles.relations, "He sued Smith", "He was sued by Smith."),
        (roles.relations, "Kim pays the fine", "Kim was ordered to pay the fine."),
        (roles.relations, "They moved to London", "They moved from London."),
        (roles.relations, "He knew how from be seen", "He knew how to be seen."),
        (roles.voice, "Police shot", "Police were shot."),
        (roles.voice, "The council was sued", "The council sued."),
        (roles.pronouns, "She resigned", "He resigned."),
        (roles.pronouns, "He resigned", "The chair resigned."),
        (roles.pronouns, "We resigned", "They resigned."),
    ],
)  # fmt: skip
def test_caught(check: Callable[[Comparison], Iterator[Reason]], part: str, source: str) -> None:
    found = reasons(check, part, source)
    assert found
    assert not any(reason.hard for reason in found)  # wording proves nothing


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
        ("", "He resigned."),
    ],
)
def test_left_alone(part: str, source: str) -> None:
    assert [r for check in roles.ALL for r in reasons(check, part, source)] == []


def test_nothing_matches() -> None:
    for check in roles.ALL:
        reasons(check, "Boats sail", "Cows graze.")
        assert not reasons(check, "", "")
