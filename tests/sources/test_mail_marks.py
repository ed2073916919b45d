"""Mail: what programs write around the words, and how a mail ends."""

from __future__ import annotations

import pytest

from summarize.sources.blocks import Extract
from summarize.sources.formats.mail import extract
from summarize.sources.formats.mail_marks import remove_plain_marks
from support.office_files import listed, prose

SAID = "The new pump lifts forty litres of water in a second, and it is loud."


def read(text: str, kind: str = "plain") -> Extract:
    head = f"From: Kate Lee <k@x.org>\nTo: t@x.org\nSubject: s\nContent-Type: text/{kind}\n\n"
    return extract((head + text).encode(), "a.eml")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("It *must* be read.", "It must be read."),
        ("Eels [ https://x.org/1 ] swim (https://x.org/2?a=b) far.", "Eels swim far."),
        ("Write to <mailto:a@x.org>, please.", "Write to mailto:a@x.org, please."),
        ("The log is at <https://x.org/3>.", "The log is at https://x.org/3."),
        ("Here [image: eel.png] it is.[1]", "Here it is."),
        ("It says `low`.", "It says low."),
        ("<https://x.org/4>", "<https://x.org/4>"),
        ("2*3 and a_b stay", "2*3 and a_b stay"),
    ],
)
def test_plain_text_is_read_without_marks(written: str, read: str) -> None:
    assert remove_plain_marks(written) == read


@pytest.mark.parametrize(
    "closing",
    [
        "Kind regards,\nKate Lee\nHead of pumps",
        "Thanks a lot,\n\nKate",
        "Best wishes, Kate Lee",
        "Mit freundlichen Grüßen\nKate Lee\nTel. +49 30 0000",
    ],
)
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_closings_and_names_are_no_content(closing: str, kind: str) -> None:
    text = f"{SAID}\n\n{closing}\n"
    if kind == "html":
        text = f"<div>{SAID}</div>" + "".join(f"<div>{line}</div>" for line in closing.split("\n"))
    assert prose(read(text, f"{kind}; charset=utf-8")) == [SAID]


def test_sentences_below_a_closing_are_read() -> None:
    below = "PS: The key is under the mat, and the dog is next door."
    assert prose(read(f"{SAID}\n\nBest,\nKate\n\n{below}\n")) == [SAID, below]
    assert prose(read("Thanks for the pump.\n")) == ["Thanks for the pump."]


def test_buttons_and_links_to_the_page_are_no_content() -> None:
    found = read(f"<p><a>View in browser</a></p><p>{SAID}</p><p><a>Read more →</a></p>", "html")
    assert prose(found) == [SAID]


def test_a_table_that_lays_out_sections_is_read() -> None:
    cells = "".join(f"<td><h3>{name}</h3><p>It moves on Saturday.</p></td>" for name in "AB")
    found = read(f"<p>{SAID}</p><table><tr>{cells}</tr></table>", "html")
    kinds = [kind for kind, _ in listed(found)]
    assert kinds == ["heading1", "prose", "heading3", "prose", "heading3", "prose"]


def test_typed_bullets_are_items() -> None:
    found = read("<p>&bull; One eel.<br>&bull; Two eels.</p><p>- a<br>- b</p><p>- c</p>", "html")
    assert [text for kind, text in listed(found) if kind == "item"] == [
        "One eel.",
        "Two eels.",
        "a",
        "b",
    ]
