"""Contents, references, and what an encyclopedia's copy has around its article."""

from __future__ import annotations

from summarize.sources import read
from support.plain_shapes import FIRST, SECOND, SENTENCES, prose, reasons

COPY = f"""Corran Sound
From Wikipedia, the free encyclopedia
Coordinates: 55°30′N 4°20′W

This article needs additional citations for verification. Please help improve this article by \
adding citations to reliable sources. (May 2019) (Learn how and when to remove this message)
{FIRST.replace("ferry. The", "ferry.[1] The")}

Contents
1\tHistory
2\tSee also
3\tReferences
History[edit]
{SECOND}[2]
See also[edit]
Sound of Ebbin
List of ferries
References[edit]
 Holm, Ida (2011). Ferries of the West. Leith: Tide Press. pp. 4–9. ISBN 978-0-000000-00-0.
 "Fares to rise". The Tide. 3 May 2021. Retrieved 4 June 2021.
Categories: Sounds of the westFerries
This page was last edited on 4 May 2021, at 12:10 (UTC).
Text is available under the Creative Commons Attribution-ShareAlike License 4.0; additional terms \
may apply. By using this site, you agree to the Terms of Use and Privacy Policy.
"""


def test_the_copy_of_an_encyclopedia_has_its_article_alone() -> None:
    document = read(text=COPY)
    assert prose(COPY) == SENTENCES
    assert document.title == "Corran Sound"
    kept = {document.sentence_text(one) for one in document.sentences}
    assert kept - set(SENTENCES) == {"Corran Sound", "History"}


def test_a_table_of_contents_repeats_the_headings_below_it() -> None:
    text = (
        f"The Sound\n\nContents\n\n1. Tides\n2. Ferries\n\nTides\n\n{FIRST}\n\nFerries\n\n{SECOND}"
    )
    assert [words for reason, words in reasons(text) if reason == "contents"] == [
        "Contents",
        "1. Tides",
        "2. Ferries",
    ]
    assert prose(text) == SENTENCES


def test_contents_with_leaders() -> None:
    text = f"Contents\nTides ........ 3\nFerries ........ 14\n\n{FIRST}\n\n{SECOND}"
    assert prose(text) == SENTENCES


def test_references_end_where_prose_begins() -> None:
    refs = "Holm, I. (2011). Ferries. Tide Press.\nOto, A. (2009). Boats. pp. 3–5."
    text = f"{FIRST}\n\nReferences\n\n{refs}\n\n{SECOND}"
    assert prose(text) == SENTENCES


def test_notes_that_are_prose_stay() -> None:
    text = f"{FIRST}\n\nNotes\n\nThe board was late.\nNobody minded it much.\n\nSources\n\n{SECOND}"
    found = prose(text)
    assert "Nobody minded it much." in found
    assert SENTENCES[3] in found
