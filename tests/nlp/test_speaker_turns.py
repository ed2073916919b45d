"""Tests of speaker turns of transcripts."""

from __future__ import annotations

import pytest

from summarize.nlp.speaker_turns import find_turns
from summarize.results import Claim, ClaimKind, Origin, Verdict
from summarize.rewriting.decontextualize import add_speaker, resolve_reference
from summarize.sources import read
from summarize.verification.checker import Checker
from support.checkers import checker_for

MEETING = "\n".join(
    [
        "The Chair (Hon. Rosa Kim (Kallen, Ind.)): We begin with the pier. It was shut in May.",
        "Grad B: I think the pier will open again in June. We have the money for the work.",
        "The Chair: Thank you.",
        "Grad B: Yes .",
        "The Chair: Who will pay for the new boats?",
        "Grad B: The council pays for them, I hope.",
        "The Chair: We close here.",
        "Grad B: Uh yeah OK.",
        "The Chair: He said “no” to the second boat.",
    ]
)
CALL = "\n\n".join(
    ["Operator", "Good morning and welcome to the call.", "Rosa Kim -- Chief Executive Officer",
     "We sold nine ferries in the quarter. Demand was high in Kallen.", "Operator",
     "The next question is from Bo Lind.", "Bo Lind -- Orrin Bank -- Analyst", "Will it last?",
     "Rosa Kim -- Chief Executive Officer", "We expect it to last until June.", "Operator",
     "Please go ahead.", "Bo Lind -- Orrin Bank -- Analyst", "And the pier?",
     "Rosa Kim -- Chief Executive Officer", "The pier is closed."]
)  # fmt: skip


def checker(text: str) -> Checker:
    return checker_for(text, language="en")


def speaker(text: str, words: str) -> str | None:
    document = read(text=text, language="en")
    number = next(s.number for s in document.sentences if words in document.sentence_text(s))
    turn = find_turns(document).get(number)
    return turn.speaker if turn else None


@pytest.mark.parametrize(
    "name",
    [
        "Mr. Chris d'Ambrey",
        "Élise Roy",
        "Ana de la Cruz",
        "Karl von der Aue",
        "Omar al-Sayed",
        "d’Arcy Kim",
        "Łukasz Nowak",
    ],
)
def test_names_of_all_kinds_begin_a_turn(name: str) -> None:
    text = MEETING.replace("Grad B: The council", f"{name}: The council")
    assert speaker(text, "The council pays") == name


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (MEETING, "We begin", "The Chair"),
        (MEETING, "It was shut", "The Chair"),
        (MEETING, "I think", "Grad B"),
        (MEETING, "We have the money", "Grad B"),
        (CALL, "Demand was high", "Rosa Kim"),
        (CALL, "Will it last", "Bo Lind"),
        (CALL, "Please go ahead", "Operator"),
        (CALL, "The pier is closed", "Rosa Kim"),
    ],
)
def test_the_label_tells_who_speaks(text: str, words: str, who: str) -> None:
    assert speaker(text, words) == who


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Kim said: The pier is closed. Nobody came. Kim: It is late.",
        "VERDICT: Weak.\nPROMISE: Strong.\n" * 9,
        "\n".join(f"Item {n}: The pier is closed." for n in range(12)),
    ],
)
def test_what_is_no_transcript_has_no_turns(text: str) -> None:
    assert find_turns(read(text=text, language="en")) == {}


def quoted(words: str) -> str | None:
    one = checker(MEETING)
    number = next(
        s.number
        for s in one.annotated.document.sentences
        if words in one.annotated.sentence_text(s.number)
    )
    found = add_speaker(number, one)
    return found.text if found else None


def test_a_sentence_is_quoted_with_its_speaker() -> None:
    assert quoted("I think") == "Grad B: “I think the pier will open again in June.”"
    assert quoted("We have") == "Grad B: “We have the money for the work.”"
    assert quoted("It was shut") == "The Chair: “It was shut in May.”"


def test_what_says_nothing_or_is_quoted_already_is_left() -> None:
    assert quoted("Yes") is None
    assert quoted("He said") is None


def test_a_quotation_carries_its_evidence() -> None:
    one = checker(MEETING)
    found = add_speaker(4, one)
    assert found is not None
    assert [each.sentence_number for each in found.evidence] == [4, 3]
    assert (found.origin, found.verdict) == (Origin.EDITED, Verdict.SUPPORTED)
    assert (found.attributed_to, found.kind) == ("Grad B", ClaimKind.QUOTE)


@pytest.mark.parametrize(
    "lie",
    [
        "The Chair: “I think the pier will open again in June.”",
        "The Chair: “We have the money for the work.”",
        "Grad B: “It was shut in May.”",
        "Grad C: “We have the money for the work.”",
        "Grad B: “We have no money for the work.”",
    ],
)
def test_words_in_the_wrong_mouth_are_not_accepted(lie: str) -> None:
    assert checker(MEETING).check(Claim(lie)).verdict is not Verdict.SUPPORTED


def test_a_speaker_s_he_is_somebody_else() -> None:
    minutes = MEETING + "\nMs. Ruth Hessary: The pier is old. She keeps saying that it is new.\n"
    one = checker(minutes)
    assert one.annotated.turns[max(one.annotated.numbers)].speaker == "Ms. Ruth Hessary"
    assert resolve_reference(max(one.annotated.numbers), one) is None
    lie = Claim("Ruth Hessary keeps saying that it is new.")
    assert one.check(lie).verdict is not Verdict.SUPPORTED
