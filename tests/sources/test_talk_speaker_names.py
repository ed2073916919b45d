"""What looks like a speaker and is none, and copies that show more than the messages."""

from __future__ import annotations

import pytest

from summarize.sources import read
from summarize.sources.talk import find_talk
from summarize.sources.talk.speaker_names import find_initials, is_name

DITCH = ("The ditch is full again.", "Who opened the sluice?", "I did, on Monday.", "Close it.")


def told(text: str) -> list[str]:
    extract = find_talk(text)
    assert extract is not None, "no talk"
    return [block.text for block in extract.blocks]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ruth Amber", True),
        ("Speaker 1", True),
        ("Đặng Minh", True),
        ("+44 7700 900123", True),
        ("By REUTERS", False),
        ("Step 2", False),
        ("SECTION 12", False),
        ("MONDAY", False),
        ("RESULTS", False),
        ("Friday 8 March,", False),
        ("March 8", False),
        ("12:30", False),
    ],
)
def test_who_can_be_a_speaker(name: str, expected: bool) -> None:
    assert is_name(name) is expected


def test_initials_stand_for_a_name() -> None:
    assert find_initials("Dr. Ruth Amber") == {"DA", "DRA"}
    assert find_initials("Ana") == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"Q: Who pays {what}?\nA: You pay it yourself.\n\n" for what in ("a", "b", "c")),
        "".join(f"F: Wer zahlt {what}?\nA: Das zahlen Sie.\n\n" for what in ("a", "b", "c")),
        "".join(
            f"{day}: We met at the mill. Do you recall it?\n"
            for day in ("MONDAY", "TUESDAY", "MONDAY", "TUESDAY", "FRIDAY", "FRIDAY")
        ),
        "".join(
            f"{part}: We looked at eels. Were they ours?\n"
            for part in ("METHODS", "RESULTS", "AIMS", "METHODS", "RESULTS", "AIMS")
        ),
        "".join(f"By HOLM 0{hour}:15\nEels come back to the moss\n" for hour in range(1, 7)),
        "".join(f"0{hour}:15 {stop}\n" for hour in range(6, 9) for stop in ("Holm", "Fell"))
        + "The boat does not run on Sundays.\n",
        "".join(
            f"18:{minute} {who}: a long ball.\n"
            for minute, who in zip(range(50, 10, -7), ("Holm", "Berg") * 3, strict=True)
        ),
        "".join(f"Friday {day} March, 19:00: The choir sings.\n" for day in (1, 8, 8, 15)),
    ],
)
def test_what_is_no_talk(text: str) -> None:
    assert find_talk(text) is None


def test_a_clause_before_a_colon_is_no_speaker() -> None:
    turns = ["Ruth Amber: Good.", "Dan Hill: One thing is sure: it leaks."]
    text = "Transcript\n" + "".join(
        f"{name}:\n00:0{at}\n{words}\n"
        for at, (name, words) in enumerate(
            (("Ruth Amber", "Good."), ("Dan Hill", "One thing is sure: it leaks.")) * 2, 1
        )
    )
    assert told(text) == turns * 2


@pytest.mark.parametrize(
    "form",
    [
        "Ana [00:0{at}:00] {words}\n\n",
        "[SPEAKER_0{who}]: {words}\n",
        "[Ana Kim] [오후 6:0{at}] {words}\n",
        "from Ana Kim to everyone:    6:0{at} PM\n{words}\n",
        "May 12 09:04:2{at} <ana>\t{words}\n",
        "Ana Kim\n5/12 6:0{at} PM\n{words}\n",
        "AK\nAna Kim   0:0{at}\n{words}\n",
        "Ana Kim\n0 minutes {at} seconds\n0:0{at}\nAna Kim 0 minutes {at} seconds\n{words}\n",
        "Ana Kim\nBOT\n — 12/05/2024 18:0{at}\n{words}\n",
        "MS KIM (Northport): {words}\n\nMR HILL: Who asked you?\n\n",
    ],
)
def test_forms_of_programs(form: str) -> None:
    words = (*DITCH, *DITCH)
    text = "".join(form.format(at=at, who=at % 2, words=one) for at, one in enumerate(words, 1))
    found = [one.split(": ", 1)[1] for one in told(text) if "Who asked" not in one]
    assert found == list(words)


def test_a_slack_thread_with_names_that_are_there_once() -> None:
    text = (
        "#ops\nAna Kim\n  9:41 AM\nThe pump is down.\n:eyes:\n3\n\nDan Hill\n:palm_tree:\n"
        "  9:44 AM\nLooking.\n5 replies\nLast reply 2 days ago\nGitHub\nAPP  9:53 AM\nIt is up.\n"
        "Ana Kim\n  9:55 AM\nThanks. (edited)\n"
    )
    assert told(text) == [
        "Ana Kim: The pump is down.",
        "Dan Hill: Looking.",
        "GitHub: It is up.",
        "Ana Kim: Thanks.",
    ]


def test_the_time_may_stand_below_a_message() -> None:
    text = "".join(
        f"{who}\n{words}\n2:0{at} PM\n\n"
        for at, (who, words) in enumerate(zip(("Ana", "Ben") * 2, DITCH, strict=True))
    )
    assert told(text) == [
        f"{who}: {words}" for who, words in zip(("Ana", "Ben") * 2, DITCH, strict=True)
    ]


@pytest.mark.parametrize(
    "notice", ["Mensagem apagada", "Vous avez supprimé ce message", "Bu mesaj silindi"]
)
def test_deleted_messages(notice: str) -> None:
    text = "".join(
        f"12/05/2024, 18:2{at} - Ana: {words}\n" for at, words in enumerate((*DITCH, notice))
    )
    assert len(told(text)) == len(DITCH)


def test_stamps_at_the_end_of_turns() -> None:
    text = "".join(
        f"{who}: {words} #00:00:1{at}-3#\n"
        for at, (who, words) in enumerate(zip(("Ana", "Ben") * 2, DITCH, strict=True))
    )
    assert told(text)[0] == "Ana: The ditch is full again."


def test_a_page_of_headlines_keeps_them() -> None:
    text = "".join(
        f"By REUTERS: {what} comes back to the moss\nIt was seen on Monday.\n"
        for what in ("Eel", "Otter", "Snipe", "Heron")
    )
    document = read(text=text)
    assert not document.speakers
    assert any("Otter comes back" in document.sentence_text(one) for one in document.sentences)
