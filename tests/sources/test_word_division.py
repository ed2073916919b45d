"""Words that are divided at line ends in plain text."""

from __future__ import annotations

import pytest

from summarize.document import Span
from summarize.sources.layout import group_lines
from summarize.sources.text.inside_marks import InsideMarks
from summarize.sources.text.word_division import keeps_hyphen


def whole(text: str) -> str:
    lines = [line for block in group_lines(text) for line in block]
    for joint in reversed(InsideMarks(text, lines).find(Span(0, len(text)))):
        text = text[: joint.start] + text[joint.end :]
    return text


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("an exam-\nple", "an example"),
        ("an exam-  \r\n  ple", "an example"),
        ("an exam\u00ad\nple", "an example"),
        ("a well-\nknown man is well-known", "a well-known man is well-known"),
        ("a co-\noperation, our cooperation", "a cooperation, our cooperation"),
        ("the Anglo-\nSaxon", "the Anglo-Saxon"),
        ("der Fähr-\nmann und die Über-\nfahrt", "der Fährmann und die Überfahrt"),
        ("he left -\nand came back", "he left -\nand came back"),
        ("from 1911-\n1920", "from 1911-\n1920"),
        ("a state-\nof-the-art boat", "a state-of-the-art boat"),
        ("a man-of-\nwar", "a man-of-war"),
        ("the EU-\nwide fund", "the EU-wide fund"),
        ("a 61-\nyear-old mast", "a 61-year-old mast"),
        ("the price-\ndetermining part", "the price-determining part"),
        ("a decision-\nmaking body", "a decision-making body"),
        ("the self-\nmade man", "the self-made man"),
        ("a twenty-\nfive year loan", "a twenty-five year loan"),
        ("on Tues-\nday and Mon-\nday", "on Tuesday and Monday"),
        ("the coun-\ncil, an author-\nity", "the council, an authority"),
        ("2 mil-\nlion, under-\nstanding", "2 million, understanding"),
        ("a govern-\nment of re-\nsults", "a government of results"),
        ("the COUN-\nCIL", "the COUNCIL"),
        ("the red-\nspotted dog was red, or spotted", "the red-spotted dog was red, or spotted"),
    ],
)
def test_divided_words(text: str, joined: str) -> None:
    assert whole(text) == joined


def test_a_name_that_stands_elsewhere_in_one_word_is_not_divided() -> None:
    assert not keeps_hyphen("Eel", "Trap", {"eeltrap"})
    assert keeps_hyphen("Eel", "Trap", {"eeltrap", "eel-trap"})
    assert keeps_hyphen("Anglo", "Saxon", set())
