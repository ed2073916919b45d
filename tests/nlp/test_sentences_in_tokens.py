"""What is left of a sentence end inside a text when it is cut into tokens."""

from __future__ import annotations

import pytest

from summarize.nlp.normalize import tokenize
from summarize.nlp.tokens import Kind


def marks(text: str) -> str:
    return "".join(token.plain for token in tokenize(text) if token.kind is Kind.MARK)


@pytest.mark.parametrize(
    "between",
    [
        ".[a] ", ".[note 2] ", ".[citation needed] ", ".[12][13]", ".1 ", ".1,2 ", ".¹ ", ".² ³ ",
        ".† ", ".* ", "… ", "…", "... ", "...", " […] ", ".\u200b", ".\u2060", ".\ufeff", ".\u00ad",
        ".\u2028", ".\x0b", ".\u00a0", ".", ". ",
    ],
)  # fmt: skip
def test_a_sentence_end_leaves_a_mark(between: str) -> None:
    assert marks(f"The porter left{between}Police found a coin") == "."


@pytest.mark.parametrize(
    "note", ["[a]", "[iv]", "[note 2]", "[12][13]", "[1, 2]", "1", "12,13", "1, 2", "¹", "†"]
)
@pytest.mark.parametrize("end", [".", "!", "?", '."'])
def test_a_note_mark_is_no_word(end: str, note: str) -> None:
    before, after = f"Kim said: “The porter left{end}", "In 2019 police found a coin"
    assert tokenize(f"{before}{note} {after}") == tokenize(f"{before} {after}")


@pytest.mark.parametrize(
    ("behind", "word"),
    [("[not]", "not"), ("[The mayor fled]", "mayor"), ("40 men", "40"), (" 12 Men came", "12")],
)
def test_what_may_be_words_stays(behind: str, word: str) -> None:
    assert word in [token.plain for token in tokenize(f"The porter left.{behind}")]


@pytest.mark.parametrize("end", ["!", "?", "?!"])
def test_the_mark_says_how_the_sentence_ended(end: str) -> None:
    assert marks(f"Who left{end}\u200bPolice found a coin") == end[-1]


@pytest.mark.parametrize(
    "text",
    ["The U.S.Army left", "J.Orrell and J.K.Lorne left", "It rose to 5.1 Per cent", "No.1 Kim won"],
)
def test_other_full_stops_leave_none(text: str) -> None:
    assert marks(text) == ""


@pytest.mark.parametrize("piece", ["[", "1-", "[-]", "(1)", "*", "\u200b", "…"])
def test_what_follows_a_full_stop_is_read_once(piece: str) -> None:
    assert tokenize("It sank." + piece * 5_000 + "x")
