"""Tests of the check of names and persons."""

from __future__ import annotations

import pytest

from summarize.results import CheckedClaim, Claim, Verdict
from support.checkers import checker_for

ARTICLE = """President John Kim opened the new pier in Kallen on Monday. Kim thanked Rosa Lee.

The ferry to Dornitz sails for Oddmund Piling in May. Oddmund Piling pays the Marrin Harbour Trust.
Penny Hessary and Gerd Hessary sang. Gerd Hessary danced in the harbour of Brannick.
The Englishman farms 310 hectares behind the village of Zehrau. He likes Gerogia Tamm.
Yesterday the council praised Tamm for the new boat.
"""
CHECKER = checker_for(ARTICLE, language="en")


def check(text: str) -> CheckedClaim:
    return CHECKER.check(Claim(text))


@pytest.mark.parametrize(
    ("lie", "reason", "wrong"),
    [
        ("Rosa Lee opened the new pier in Kallen on Monday.", "John Kim, not of Rosa Lee",
         "Rosa Lee"),
        ("Lee opened the new pier in Kallen on Monday.", "John Kim, not of Lee", "Lee"),
        ("John Kim opened the new pier in Dornitz on Monday.", "of Kallen, not of Dornitz",
         "Dornitz"),
        ("The ferry to Kallen sails for Oddmund Piling in May.", "of Dornitz, not of Kallen",
         "Kallen"),
        ("Rosa Kim thanked Rosa Lee.", "the name is John Kim, not Rosa Kim", "Rosa"),
        ("Gerd Kim opened the new pier in Kallen on Monday.", "John, not of Gerd", "Gerd"),
        ("Zanzibar Piling pays the Marrin Harbour Trust.", "Oddmund, not of Zanzibar", "Zanzibar"),
        ("Yesterday the council praised Lee for the new boat.", "of Tamm, not of Lee", "Lee"),
    ],
)  # fmt: skip
def test_a_swapped_name_is_a_contradiction(lie: str, reason: str, wrong: str) -> None:
    result = check(lie)
    assert result.verdict is Verdict.UNSUPPORTED
    assert any(reason in text for text in result.reasons), result.reasons
    marked = " ".join(result.text[mark.start : mark.end] for mark in result.wrong_spans)
    assert wrong in marked


@pytest.mark.parametrize(
    "text",
    [
        "John Kim opened the new pier in Kallen on Monday.",
        "Mr Kim opened the new pier in Kallen on Monday.",
        "Kim opened the new pier in Kallen on Monday.",
        "President Kim thanked Rosa Lee.",
        "President John Kim thanked Ms Lee.",
        "Oddmund Piling pays the MHT.",
        "Yesterday the council praised Gerogia Tamm for the new boat.",
    ],
)
def test_other_forms_of_the_same_name(text: str) -> None:
    result = check(text)
    assert result.verdict is Verdict.SUPPORTED, result.reasons


@pytest.mark.parametrize(
    "text",
    [
        "Hessary danced in the harbour of Brannick.",  # Gerd or Penny?
        "Kim farms 310 hectares behind the village of Zehrau.",  # is he "the Englishman"?
        "Yesterday the council praised Georgia Tamm for the new boat.",  # a slip?
    ],
)
def test_what_can_not_be_told_is_left_open(text: str) -> None:
    assert check(text).verdict is not Verdict.SUPPORTED
    found = CHECKER.check_sentence(text)
    assert not any(
        r.contradiction for r in found.reasons if r.check == "names" and "says" in r.text
    )


def test_a_repair_has_the_name_that_belongs_there() -> None:
    (reason,) = [
        reason
        for reason in CHECKER.check_sentence("Rosa Lee's pier: Lee thanked Rosa Lee.").reasons
        if reason.correction
    ] or CHECKER.check_sentence("Tamm thanked Rosa Lee.").reasons[:1]
    assert reason.correction == "Kim"
    assert reason.wrong_tokens


def test_a_word_that_only_begins_the_sentence_is_no_invented_name() -> None:
    found = CHECKER.check_sentence("Striker Gerd Hessary danced in the harbour of Brannick.")
    assert not any(reason.contradiction for reason in found.reasons)


@pytest.mark.parametrize(
    ("source", "statements"),
    [
        # a title that the document does not give to this person
        ("Kara Lindt won. Judge Lindt was born in Tarn.",
         ["Kara Lindt was born in Tarn.", "Lindt was born in Tarn."]),
        ("Paul Brandt left. Mother Brandt baked bread.",
         ["Paul Brandt baked bread.", "Brandt baked bread."]),
        ("Lena Falk left. Doctor Falk sang. Miss Falk is nine.",
         ["Lena Falk is nine.", "Falk is nine.", "Falk sang."]),
        # a man and a woman, a person and a firm
        ("Anna Pell is a pilot. Mr Pell lost the race.",
         ["Anna Pell lost the race.", "Pell lost the race."]),
        ("Kara Lindt won. Mrs Lindt owns a mill.", ["Mr Lindt owns a mill."]),
        ("Ruth Averin sings. Averin, a law firm, defended Hale.", ["Ruth Averin defended Hale."]),
        # a word that makes it another name
        ("Orrin is a firm. Lake Orrin froze in May.", ["Orrin froze in May."]),
        ("Ines Roth left. Hurricane Ines hit Marle.", ["Ines hit Marle."]),
        ("Tarn is a town. North Tarn voted for Berg.", ["Tarn voted for Berg."]),
        ("Belmar won. Inter Belmar lost to Real Kestrel.",
         ["Belmar lost to Real Kestrel.", "Inter Belmar lost to Kestrel."]),
        ("Kara Lindt won. Her sister Eva came third. Eva Lindt is 20.", ["Lindt came third."]),
        # relatives of whom only the first name is told
        ("Nils Holm bakes bread with his wife, Rita. Holm sold a mill in May.",
         ["Nils Holm sold a mill in May.", "Mr Holm sold a mill in May."]),
        ("Nils Holm and his son Ivo bake bread. Holm sold a mill in May.",
         ["Nils Holm sold a mill in May."]),
        ("Nils Holm's wife, Rita, sings. Holm sold a mill in May.",
         ["Nils Holm sold a mill in May."]),
        ("The brothers Zeno and Ivo Holm bake bread. Zeno is old. Holm sold a mill in May.",
         ["Ivo Holm sold a mill in May."]),
        ("Nils and Rita Holm bake bread. Holm sold a mill in May.",
         ["Nils Holm sold a mill in May.", "Rita Holm sold a mill in May."]),
        # a name that is a word as well
        ("The cook, Finn Holm, bakes bread. His uncle, Zeno Holm, sings. Holm sold a mill.",
         ["Finn Holm sold a mill.", "Zeno Holm sold a mill."]),
        # a title that only one of two has
        ("Mr Holm and Mrs Holm bake bread. Holm sold a mill in May.",
         ["Mr Holm sold a mill in May.", "Mrs Holm sold a mill in May."]),
    ],
)  # fmt: skip
def test_namesakes_are_not_mixed_up(source: str, statements: list[str]) -> None:
    checker = checker_for(source, language="en")
    verdicts = {text: checker.check(Claim(text)).verdict for text in statements}
    assert Verdict.SUPPORTED not in verdicts.values(), verdicts


@pytest.mark.parametrize(
    ("source", "statements"),
    [
        ("Judge Kara Lindt won. Judge Lindt was born in Tarn.",
         ["Kara Lindt was born in Tarn.", "Lindt was born in Tarn."]),
        ("Dirk Voss, a retired general, is back. General Voss lost the war.",
         ["Dirk Voss lost the war.", "Voss lost the war."]),
        ("Ines Roth became president. President Roth opened the hall.",
         ["Ines Roth opened the hall.", "Roth opened the hall."]),
        ("President Roth opened the hall.", ["Roth opened the hall."]),
        ("Kara Lindt won. Mrs Lindt owns a mill.",
         ["Kara Lindt owns a mill.", "Mrs Lindt won."]),
        ("Mr Holm bakes bread. Holm sold a mill in May.", ["Mr Holm sold a mill in May."]),
        ("The cook, Per Holm, bakes bread. Holm sold a mill in May.",
         ["Per Holm sold a mill in May."]),
        ("Nils Holm bakes bread with his wife, Rita. Nils Holm sold a mill in May.",
         ["Nils Holm sold a mill in May."]),
        ("Finnish cook Zeno Holm bakes bread. Holm sold a mill.", ["Zeno Holm sold a mill."]),
    ],
)  # fmt: skip
def test_the_only_bearer_of_a_name_needs_no_title(source: str, statements: list[str]) -> None:
    checker = checker_for(source, language="en")
    verdicts = {text: checker.check(Claim(text)).verdict for text in statements}
    assert set(verdicts.values()) == {Verdict.SUPPORTED}, verdicts


@pytest.mark.parametrize(
    ("source", "statements"),
    [
        # a firm, a government, a club or a town of the same name
        ("Clara Dyson runs the kiosk. Dyson will move 900 jobs to Asia.",
         ["Clara Dyson will move 900 jobs to Asia."]),
        ("Dyson sold three million fans. Clara Dyson runs the kiosk.",
         ["Clara Dyson sold three million fans.", "Three million fans were sold by Clara Dyson."]),
        ("Walter Siemens keeps bees. Siemens lost the contract in May.",
         ["Walter Siemens lost the contract in May."]),
        ("Denise Washington coaches the choir. Washington lifted its sanctions in May.",
         ["Denise Washington lifted its sanctions in May."]),
        ("Jordan Pike sells boats. Jordan sealed the border in May.",
         ["Jordan Pike sealed the border in May.", "Pike sealed the border in May."]),
        ("Chelsea Pike sells boats. Chelsea beat Leeds 3-0.", ["Chelsea Pike beat Leeds 3-0."]),
        # a name that no table has, and what no person is or does
        ("Nora Tarn sings. Tarn is a river in Kallen.", ["Nora Tarn is a river in Kallen."]),
        ("Nora Marle sings. Marle has 900 inhabitants.", ["Nora Marle has 900 inhabitants."]),
        ("Ivo Kessel sings. Kessel was founded in 1204.", ["Ivo Kessel was founded in 1204."]),
        ("Ivo Brandt sings. Brandt earned 4 million crowns in the third quarter.",
         ["Ivo Brandt earned 4 million crowns in the third quarter."]),
        ("Lotte Falk sings. Falk shares fell in May.", ["Lotte Falk shares fell in May."]),
        # the document has a firm or a place of this name
        ("Falk Motors built a mill. Lotte Falk sings. Falk opened a shop in Kallen.",
         ["Lotte Falk opened a shop in Kallen."]),
        ("Ivo Kessel sings. He was born in the town of Kessel. Kessel welcomed the tourists.",
         ["Ivo Kessel welcomed the tourists."]),
        ("Ivo Kessel sings. The concert was in Kessel. Kessel welcomed the tourists.",
         ["Ivo Kessel welcomed the tourists."]),
        ("Lotte Falk sings. The Falk group makes pumps. Falk paid a fine in May.",
         ["Lotte Falk paid a fine in May."]),
        ("Lotte Falk sings. The carmaker Falk paid a fine. Falk opened a mill in May.",
         ["Lotte Falk opened a mill in May."]),
        ("Lotte Falk sings. Falk sold its boat in May.", ["Lotte Falk sold its boat in May."]),
        # with a title or without: the firm is not the person
        ("Falk Stores paid a fine. Mr Falk sings. Falk opened a shop in Kallen.",
         ["Mr Falk opened a shop in Kallen."]),
        ("Mrs Kessel bakes. Kessel & Co. mended the roof. Kessel sent a bill in May.",
         ["Mrs Kessel sent a bill in May."]),
        ("Lotte Falk sings. The insurers are Holm, Falk & Lund. Falk paid 900 crowns.",
         ["Lotte Falk paid 900 crowns."]),
        ("Lotte Falk sings. Falk is also the name of a dairy. Falk sells milk in May.",
         ["Lotte Falk sells milk in May."]),
        ("Lotte Falk sings. The dairy is a firm called Falk. Falk sells milk in May.",
         ["Lotte Falk sells milk in May."]),
        ("Lotte Falk sings. She drives a Falk. Falk opened a mill.", ["Lotte Falk opened a mill."]),
        ("Lotte Falk sings. Falk beer is strong. Falk opened a mill.",
         ["Lotte Falk opened a mill."]),
        ("Lotte Falk sings. Falk, a village in Kallen, has a choir. Falk opened a mill.",
         ["Lotte Falk opened a mill."]),
        ("Lotte Falk sings. Falk employs 900 people.", ["Lotte Falk employs 900 people."]),
        ("Lotte Falk sings. Falk lies 4 km from Kallen.", ["Lotte Falk lies 4 km from Kallen."]),
        # an animal or a ship with the name of a person
        ("The mare Lotte Falk is fast. Colonel Lotte Falk sings. Falk won the cup in May.",
         ["Colonel Lotte Falk won the cup in May.", "Lotte Falk won the cup in May."]),
        # a season, stuff or fish, at the beginning of a sentence
        ("Ivo Summer sings. Summer lasts nine weeks in Kallen.",
         ["Ivo Summer lasts nine weeks in Kallen."]),
        ("Ivo Slate sings. Slate is brought to Kallen by train.",
         ["Ivo Slate is brought to Kallen by train."]),
        ("Ivo Perch sings. Perch lives in the pond.", ["Ivo Perch lives in the pond."]),
    ],
)  # fmt: skip
def test_a_name_alone_may_be_a_firm_or_a_place(source: str, statements: list[str]) -> None:
    checker = checker_for(source, language="en")
    verdicts = {text: checker.check(Claim(text)).verdict for text in statements}
    assert Verdict.SUPPORTED not in verdicts.values(), verdicts


@pytest.mark.parametrize(
    ("source", "statements"),
    [
        ("Nora Tarn sings. Tarn opened a shop in Kallen.", ["Nora Tarn opened a shop in Kallen."]),
        ("Ivo Brandt sings. Brandt is a baker in Kallen.", ["Ivo Brandt is a baker in Kallen."]),
        ("Ivo Brandt sings. Brandt earned 900 crowns in May.",
         ["Ivo Brandt earned 900 crowns in May."]),
        # no place, and no firm of this name
        ("Ivo Kessel sings. Fans have no faith in Kessel. Kessel thanked the tourists.",
         ["Ivo Kessel thanked the tourists."]),
        ("Ivo Kessel sings. Rita Holm works for a firm Kessel founded. Kessel met Holm in May.",
         ["Ivo Kessel met Holm in May."]),
        ("The Kessel campaign has no money. Ivo Kessel sings. Kessel thanked the tourists.",
         ["Ivo Kessel thanked the tourists."]),
        ("Ivo Kessel sings. Kessel built a mill in May.", ["Ivo Kessel built a mill in May."]),
        # the sentence says what only a person does
        ("Clara Dyson runs the kiosk. Dyson retired in May.", ["Clara Dyson retired in May."]),
        ("Clara Dyson runs the kiosk. Dyson sold her house in May.",
         ["Clara Dyson sold her house in May."]),
        ("Clara Dyson runs the kiosk. Mrs Dyson sold a house in May.",
         ["Clara Dyson sold a house in May."]),
        ("Chelsea Pike sells boats. Chelsea was born in Leeds.",
         ["Chelsea Pike was born in Leeds."]),
        # another sentence shows who is called so, and none a firm or a place
        ("Denise Washington coaches the choir. Washington married in May. Washington won a prize.",
         ["Denise Washington won a prize."]),
        ("Chelsea Pike sells boats. Chelsea wrote to the mayor. Chelsea bought a mill in May.",
         ["Chelsea Pike bought a mill in May."]),
        ("Ivo Kessel sings. Mr Kessel is old. Kessel thanked the tourists.",
         ["Mr Kessel thanked the tourists."]),
        ("Ivo Kessel sings. The bank called Kessel on Monday. Kessel thanked the tourists.",
         ["Ivo Kessel thanked the tourists."]),
        ("Ivo Slate sings. Slate is a baker in Kallen. On Monday Slate sold a mill.",
         ["Ivo Slate is a baker in Kallen.", "On Monday Ivo Slate sold a mill."]),
        ("Ivo Slate sings. Slate told a tourist a joke.", ["Ivo Slate told a tourist a joke."]),
        # the name alone, as the document has it
        ("Clara Dyson runs the kiosk. Dyson will move 900 jobs to Asia.",
         ["Dyson will move 900 jobs to Asia.", "Dyson runs the kiosk."]),
    ],
)  # fmt: skip
def test_a_name_alone_is_the_person_of_that_name(source: str, statements: list[str]) -> None:
    checker = checker_for(source, language="en")
    verdicts = {text: checker.check(Claim(text)).verdict for text in statements}
    assert set(verdicts.values()) == {Verdict.SUPPORTED}, verdicts


_HOLMS = """Nils Holm bakes bread. Rita Holm paints boats. Holm sold a mill in May.

The tourists like Kallen. The bridge is closed. The harbour is full. Holm won a prize in June.
"""


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (_HOLMS, "Nils Holm bakes bread. Holm sold a mill in May."),
        (_HOLMS, "Nils Holm bakes bread, and Holm sold a mill in May."),
        (_HOLMS, "Rita Holm paints boats. Holm won a prize in June."),
        (_HOLMS, "Rita Holm paints boats, and Holm won a prize in June."),
        ("Peter Lund sang in Kallen. Mrs Lund owns a mill. Lund bought a boat in May.",
         "Peter Lund sang in Kallen. Lund bought a boat in May."),
        ("Nils Dyson bakes bread. The harbour is full. Dyson cut 40 jobs in June.",
         "Nils Dyson bakes bread. Dyson cut 40 jobs in June."),
    ],
)  # fmt: skip
def test_a_surname_alone_may_be_another_than_the_one_named_before(source: str, text: str) -> None:
    result = checker_for(source, language="en").check(Claim(text))
    assert result.verdict is Verdict.UNSURE
    assert any("may be another in the source" in reason for reason in result.reasons)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        # in the document, too, it comes right behind the whole name
        (_HOLMS, "Rita Holm paints boats. Holm sold a mill in May."),
        (_HOLMS, "Rita Holm paints boats, and Holm sold a mill in May."),
        # nobody else is called so
        ("Ivo Lund sang in Kallen. The harbour is full. The bridge is closed. Lund has a boat.",
         "Ivo Lund sang in Kallen. Lund has a boat."),
        ("Ivo Lund sang in Kallen. The harbour is full. Lund lost his boat in May.",
         "Ivo Lund sang in Kallen, and Lund lost his boat in May."),
        ("Clara Dyson runs the kiosk. The harbour is full. Dyson retired in May.",
         "Clara Dyson runs the kiosk. Dyson retired in May."),
    ],
)  # fmt: skip
def test_a_surname_alone_is_the_one_named_before(source: str, text: str) -> None:
    result = checker_for(source, language="en").check(Claim(text))
    assert result.verdict is Verdict.SUPPORTED, result.reasons


@pytest.mark.parametrize(
    ("text", "source", "stands"),
    [
        ("Mr Hale saw it.", "Martin Hale is here. Hale saw it.", True),
        ("Ms Kim saw it.", "Anna Kim saw it.", True),
        ("Dr Lund saw it.", "Dr Amy Lund is here. Lund saw it.", True),
        ("Sir Walter Prynne saw it.", "Sir Walter Prynne is here. Prynne saw it.", True),
        ("Dr Ray Dunn saw it.", "Ray Dunn saw it.", False),
        ("Sir Walter Prynne saw it.", "Walter Prynne saw it.", False),
        ("Mr Hale saw it.", "Martin Hale and Louise Hale are here. Hale saw it.", False),
        ("Mrs Prynne sank.", "The Prynne sank.", False),
    ],
)
def test_who_is_called_mr_or_dr(text: str, source: str, stands: bool) -> None:
    verdict = checker_for(source).check(Claim(text)).verdict
    assert (verdict is Verdict.SUPPORTED) is stands
