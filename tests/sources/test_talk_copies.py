"""Transcripts copied from a video's page, and those in office documents."""

from __future__ import annotations

import pytest

from summarize.sources import read
from summarize.sources.blocks import Block, BlockKind, Extract
from summarize.sources.talk import retell
from summarize.sources.talk.captions import WITHOUT_STOPS
from support.office_files import prose

LINES = ["my uncle bought 12 benches and", "I like that so the old ferry", "paid 90 pounds okay so",
         "that is the first point"]  # fmt: skip


@pytest.mark.parametrize("form", ["0:0{}\n{}\n", "0:0{}\n{} seconds\n{}\n", "[00:0{}] {}\n"])
def test_times_between_the_lines(form: str) -> None:
    spoken = form.count("{}") == 3
    text = "".join(form.format(n, *([n] if spoken else []), line) for n, line in enumerate(LINES))
    document = read(text=text)
    assert document.text.splitlines()[::2] == [
        "my uncle bought 12 benches and I like that",
        "so the old ferry paid 90 pounds",
        "okay so that is the first point",
    ]
    assert document.warnings == (WITHOUT_STOPS,)
    assert document.place_at(len(document.text) - 2) == "00:00:02"


def test_sentences_keep_their_full_stops() -> None:
    text = "Talk\n0:00\nMy uncle bought 12 benches. I\n0:03\nlike them. The\n0:06\nferry sank."
    document = read(text=text)
    assert document.text == "My uncle bought 12 benches. I like them. The ferry sank.\n"
    assert (document.title, document.warnings) == ("Talk", ())


TURNS = [("Ruth Amber", "0:03", "Good morning."), ("Dan Hill", "0:11", "It costs 412,000 pounds."),
         ("Ruth Amber", "0:24", "Waiting isn't free.")]  # fmt: skip


@pytest.mark.parametrize(
    "blocks",
    [
        [f"{who} {when} {words}" for who, when, words in TURNS],
        [part for turn in TURNS for part in turn],
        [part for who, when, words in TURNS for part in (f"{who}   {when}", words)],
        [f"[{when}] {who}: {words}" for who, when, words in TURNS],
    ],
)
def test_a_transcript_in_an_office_document(blocks: list[str]) -> None:
    title = Block("Budget meeting", BlockKind.HEADING, 1)
    found = retell(Extract((title, *map(Block, blocks))))
    assert prose(found) == [f"{who}: {words}" for who, _, words in TURNS]
    assert [block.place for block in found.blocks] == ["0:03", "0:11", "0:24"]
    assert found.metadata.title == "Budget meeting"


def test_other_office_documents_are_left_alone() -> None:
    plain = Extract(
        (Block("We met at 10:02 in the hall."), Block("Ruth Amber spoke at 11:30 of it."))
    )
    table = Extract((*map(Block, ["Ana, [1.1.2024 18:22] Hi"] * 3), Block("a|b", BlockKind.TABLE)))
    assert retell(plain) is plain
    assert retell(table) is table
