"""Chats and transcripts through the whole pipeline: words always stand with their own speaker."""

from __future__ import annotations

import re

import pytest

from summarize import check
from summarize.document import Document
from summarize.pipeline import summarize
from summarize.results import Verdict
from summarize.sources import read
from support.answers import settings_for, voting
from support.scripted_engine import ScriptedEngine

SPEAKERS = ["Ruth Amber", "Speaker 2", "Änne Groß"]
THINGS = ["roof of the school", "contractor", "county", "boiler", "library", "harbour office"]
VERBS = ["costs", "needs", "has lost", "will get", "asks for"]


def say(number: int) -> str:
    """A sentence with a figure that no other has, in the ways in which people say it."""
    thing, verb = THINGS[number % 6], VERBS[number % 5]
    opening = ["The", "I think that the", "Um, so, you know, the", "We know the", "the"][number % 5]
    return f"{opening} {thing} {verb} {1000 + 37 * number:,} pounds" + "." * (number % 5 != 4)


def converse(turns: int = 40) -> list[tuple[str, list[str]]]:
    """Turns of one to three sentences."""
    numbers = iter(range(1000))
    return [
        (SPEAKERS[(turn * turn + turn // 3) % 3], [say(next(numbers)) for _ in range(1 + turn % 3)])
        for turn in range(turns)
    ]


def write_transcript(turns: list[tuple[str, list[str]]]) -> str:
    return "\n\n".join(
        f"{who}  {n // 60:02}:{n % 60:02}\n{' '.join(said)}" for n, (who, said) in enumerate(turns)
    )


def write_chat(turns: list[tuple[str, list[str]]]) -> str:
    lines = ("\n".join(said) for _, said in turns)
    return "\n".join(
        f"[12/05/2024, 18:{n:02}:00] {turns[n][0]}: {line}" for n, line in enumerate(lines)
    )


def write_captions(turns: list[tuple[str, list[str]]]) -> str:
    cues = (
        f"00:{n:02}:00.000 --> 00:{n:02}:09.000\n<v {who}>{' '.join(said)}</v>\n"
        for n, (who, said) in enumerate(turns)
    )
    return "WEBVTT\n\n" + "\n".join(cues)


def find_own_speakers(turns: list[tuple[str, list[str]]], text: str) -> set[str]:
    figures = set(re.findall(r"\d,\d{3}", text))
    return {who for who, said in turns if figures & set(re.findall(r"\d,\d{3}", " ".join(said)))}


@pytest.fixture(params=[write_transcript, write_chat, write_captions])
def document(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("talk") / "talk"
    path.write_text(request.param(converse()), encoding="utf-8")
    return read(path, language="en")


@pytest.mark.parametrize("length", ["short", "long"])
@pytest.mark.parametrize("every", [2, 5])
def test_every_printed_sentence_stands_with_its_own_speaker(
    document: Document, length: str, every: int
) -> None:
    turns = converse()
    summary = summarize(document, settings_for(length=length), ScriptedEngine(voting(every)))
    assert summary.sentences
    for one in (*summary.sentences, *summary.claims):
        (own,) = find_own_speakers(turns, one.text)
        assert one.text.startswith(f"{own}: "), one.text
        assert not any(other in one.text for other in SPEAKERS if other != own)


def test_a_short_chat_is_printed_with_its_speakers() -> None:
    chat = "[12/05/2024, 18:22:40] Ana: it broke. We pay 12 euros\n[12/05/2024, 18:23:40] Ben: ok"
    summary = summarize(read(text=chat), settings_for(), ScriptedEngine(voting()))
    assert [one.text for one in summary.sentences] == [
        "Ana: it broke.", "Ana: We pay 12 euros", "Ben: ok"
    ]  # fmt: skip


def test_a_language_without_tables_has_speakers_too() -> None:
    chat = (
        "12.05.24, 18:22 - Jörg: Der Kessel ist kaputt. Das kostet 1.850 Euro.\n"
        "12.05.24, 18:25 - Änne: Ich bin dafür. Wir haben 2.400 Euro.\n"
    )
    summary = summarize(read(text=chat, language="de"), settings_for(), ScriptedEngine(voting()))
    assert [one.text for one in summary.sentences] == [
        "Jörg: Der Kessel ist kaputt.", "Jörg: Das kostet 1.850 Euro.", "Änne: Ich bin dafür.",
        "Änne: Wir haben 2.400 Euro.",
    ]  # fmt: skip


def test_words_of_one_speaker_are_not_said_of_another(document: Document) -> None:
    who, said = next((who, said) for who, said in converse() if "I think" in said[0])
    other = next(name for name in SPEAKERS if name != who)
    assert check(f"{who}: {said[0]}", document).verdict is Verdict.SUPPORTED
    assert check(f"{other}: {said[0]}", document).verdict is not Verdict.SUPPORTED
