"""Two paragraphs of prose and the shapes in which plain text has them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from summarize.document import Role
from summarize.sources import read

FIRST = (
    "The harbour board met on Friday in Corran and spoke about the ferry. The fare for a car will "
    "rise to 9 crowns on 1 May, because the yard that mends the boat has asked for more."
)
SECOND = (
    "About 1,400 people cross the sound in a week. The board expects to lose 3 per cent of them to "
    "the new road, which was opened by a smith from Ebbin and his two daughters."
)
SENTENCES = [
    "The harbour board met on Friday in Corran and spoke about the ferry.",
    "The fare for a car will rise to 9 crowns on 1 May, because the yard that mends the boat has "
    "asked for more.",
    "About 1,400 people cross the sound in a week.",
    "The board expects to lose 3 per cent of them to the new road, which was opened by a smith "
    "from Ebbin and his two daughters.",
]


def wrap(paragraph: str, width: int = 60) -> list[str]:
    return textwrap.wrap(paragraph, width, break_on_hyphens=False)


def justify(paragraph: str, width: int) -> list[str]:
    """Return lines of the same width, with wide gaps between their words."""
    lines: list[str] = []
    for line in wrap(paragraph, width):
        words = line.split()
        gaps, extra = max(1, len(words) - 1), width - len(line)
        wide = [" " * (1 + extra // gaps + (i < extra % gaps)) for i in range(len(words) - 1)]
        lines.append("".join(a + b for a, b in zip(words, [*wide, ""], strict=True)))
    lines[-1] = " ".join(lines[-1].split())
    return lines


def each_line(form: Callable[[str], str], between: str = "") -> str:
    """Return both paragraphs with each line in a form, and one between them."""
    return "\n".join([*map(form, wrap(FIRST)), between, *map(form, wrap(SECOND))])


def prose(text: str) -> list[str]:
    """Return the sentences of a text, without its headings."""
    document = read(text=text, language="en")
    return [document.sentence_text(s) for s in document.sentences if s.role is Role.PROSE]


def reasons(text: str) -> list[tuple[str, str]]:
    """Return the reasons of what is excluded, and its words."""
    document = read(text=text, language="en")
    return [
        (one.reason.removeprefix("furniture: "), document.quote(one.span))
        for one in document.excluded
    ]
