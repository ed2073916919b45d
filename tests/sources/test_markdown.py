"""Markdown: paragraphs, headings, front matter, and what is excluded."""

from __future__ import annotations

import pytest

from summarize.document import Role
from summarize.sources.text.markdown import is_markdown, parse_markdown


def prose(text: str) -> list[str]:
    found = parse_markdown(text).paragraphs
    return [text[p.span.start : p.span.end] for p in found if p.role is Role.PROSE]


def headings(text: str) -> list[str]:
    found = parse_markdown(text).paragraphs
    return [text[p.span.start : p.span.end] for p in found if p.role is Role.HEADING]


def excluded(text: str) -> list[tuple[str, str]]:
    found = parse_markdown(text).excluded
    return [(one.reason, text[one.span.start : one.span.end]) for one in found]


def test_front_matter_gives_the_title_and_is_excluded() -> None:
    text = '---\ntitle: "Eels, a History"\ndate: 2020-01-01\n---\nEels are long.\n'
    assert parse_markdown(text).metadata.title == "Eels, a History"
    assert excluded(text) == [("front matter", text[: text.index("\nEels are")])]
    assert prose(text) == ["Eels are long."]


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        ("author: Ann Oto\ndate: 2020-05-01T10:00", ("Ann Oto", "2020-05-01", None)),
        ('author: "Ann Oto"\npublished: 2020-05', ("Ann Oto", "2020-05", None)),
        ("authors: [Ann Oto, Bo Li]\ndate: May 1", ("Ann Oto, Bo Li", None, None)),
        ("authors:\n  - Ann Oto\n  - Bo Li\nsite: Eel News", ("Ann Oto, Bo Li", None, "Eel News")),
        ("tags: eels", (None, None, None)),
    ],
)
def test_front_matter_gives_author_date_and_site(
    fields: str, known: tuple[str | None, str | None, str | None]
) -> None:
    found = parse_markdown(f"---\ntitle: Eels\n{fields}\n---\nEels are long.\n").metadata
    assert (found.title, found.author, found.date, found.site) == ("Eels", *known)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (
            '+++\ntitle = "Eels"\ndate = 2020-05-01T10:00:00Z\n'
            'authors = ["Ann Oto", "Bo Li"]\n+++\n',
            ("Eels", "Ann Oto, Bo Li", "2020-05-01"),
        ),
        ("% Eels\n% Ann Oto; Bo Li\n% 2020-05-01\n\n", ("Eels", "Ann Oto, Bo Li", "2020-05-01")),
        ("% Eels,\n  a History\n\n", ("Eels, a History", None, None)),
        (
            "---\ntitle: >-\n  Eels,\n  a History\n"
            "author:\n  - name: Ann Oto\n    orcid: 1\n  - Bo Li\n---\n",
            ("Eels, a History", "Ann Oto, Bo Li", None),
        ),
        (
            "---\ntitle: 'Ann''s eels'\nauthor:\n  name: Ann Oto\n---\n",
            ("Ann's eels", "Ann Oto", None),
        ),
    ],
)
def test_kinds_of_front_matter(text: str, known: tuple[str | None, str | None, str | None]) -> None:
    found = parse_markdown(f"{text}Eels are long.\n").metadata
    assert (found.title, found.author, found.date) == known
    assert excluded(f"{text}Eels are long.\n")[0] == ("front matter", text.strip())
    assert prose(f"{text}Eels are long.\n") == ["Eels are long."]


def test_headings_have_levels() -> None:
    text = "Top\n===\n\nNext\n---\n\n# One\n\n### Three ###\n\nProse here.\n"
    assert [(p.level, p.role) for p in parse_markdown(text).paragraphs] == [
        (1, Role.HEADING),
        (2, Role.HEADING),
        (1, Role.HEADING),
        (3, Role.HEADING),
        (0, Role.PROSE),
    ]


def test_an_unclosed_front_matter_is_no_front_matter() -> None:
    text = "---\ntitle: Eels\n\nEels are long.\n"
    assert parse_markdown(text).metadata.title is None
    assert prose(text)[-1] == "Eels are long."


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("# Eels\n\nLong.", "Eels"),
        ("### Eels ###\nLong.", "Eels"),
        ("# About C#\nLong.", "About C#"),
        ("Eels\n====\nLong.", "Eels"),
        ("Eels\n----\n\nLong.", "Eels"),
        ("> ## Eels\n\nLong.", "Eels"),
    ],
)
def test_headings_without_their_marks(text: str, heading: str) -> None:
    assert headings(text) == [heading]
    assert prose(text) == ["Long."]


def test_a_number_sign_in_prose_is_no_heading() -> None:
    assert headings("#eels are trending.\n\nNot this.") == []


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ("```python\nx = 1\n\n# no heading\n```", "code"),
        ("~~~\n```\n~~~", "code"),
        ("```\nnever closed", "code"),
        ("| a | b |\n|---|:-:|\n| 1 | 2 |", "table"),
        ("![An eel](eel.png)", "image"),
        ("[![An eel](eel.png)](https://example.org)", "image"),
        ("[1]: https://example.org", "link definition"),
        ("<div class='x'>", "markup"),
        ("<!-- a remark -->", "comment"),
        ("* * *", "divider"),
    ],
)
def test_what_is_no_prose_is_excluded(block: str, reason: str) -> None:
    text = f"Eels are long.\n\n{block}"
    assert excluded(text) == [(reason, block)]
    assert prose(text) == ["Eels are long."]


def test_code_in_the_middle_of_a_paragraph_ends_it() -> None:
    text = "Before it\n```\ncode\n```\nand after it."
    assert prose(text) == ["Before it", "and after it."]


def test_list_items_are_paragraphs_without_their_marks() -> None:
    text = "Three things:\n\n- one,\n  still one\n* two\n1. three\n"
    assert prose(text) == ["Three things:", "one,\n  still one", "two", "three"]


def test_quotations_are_read_without_the_marks_at_their_lines() -> None:
    text = "> Eels are\n> long. And\n>\n> > thin.\n"
    found = parse_markdown(text).paragraphs
    assert prose(text) == ["Eels are\n> long. And", "thin."]
    assert [text[mark.start : mark.end] for mark in found[0].marks] == [">"]


def test_inline_marks_stay_in_the_text_and_are_no_words() -> None:
    text = "Eels are **long** and [thin](https://example.org)."
    (paragraph,) = parse_markdown(text).paragraphs
    assert prose(text) == [text]
    marks = [text[mark.start : mark.end] for mark in paragraph.marks]
    assert marks == ["**", "**", "[", "](https://example.org)"]


def test_boilerplate_is_excluded_in_markdown_too() -> None:
    text = "# Eels\n\nEels are long.\n\nShare this article\n"
    assert excluded(text) == [("furniture: sharing", "Share this article")]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("plain words", "a.md", True),
        ("plain words", "a.txt", False),
        ("# One\n\ntext\n\n## Two\n", "a.txt", True),
        ("# One\n\nsee [this](https://example.org)\n", "text", True),
        ("# a lone remark\n\nplain words\n", "a.txt", False),
        ("---\ntitle: x\n---\n", "-", True),
        ("We are #1\n#2 is not us\n", "a.txt", False),
        ("It costs ~~9~~ 6 and is **long**, **thin**.\n", "-", True),
        ("[a](http://a.example) [b](http://b.example) [c](http://c.example)\n", "-", True),
        ("It costs ~~9~~ 6.\n", "a.txt", False),
        ("Ito: *yes*\nKim: *no*, 5 * 3 * 2, a[1][2]\n* one\n* two\n", "a.txt", False),
        ("# one\n$ run **x** [y]\n", "a.txt", False),
        ("== Eels ==\n[[Sea]] and [[River]] and '''bold'''\n", "a.txt", False),
    ],
)
def test_what_is_taken_for_markdown(text: str, name: str, expected: bool) -> None:
    assert is_markdown(text, name) is expected


def test_a_long_text_of_one_mark_is_read() -> None:
    for unit in ("#", "# a ", "> ", "|", "![", "[a](", "<a ", "- ", "-", "`"):
        parse_markdown(unit * (100_000 // len(unit)))
    for unit in ("# a\n", "|-\n", "> a\n", "```\n"):
        parse_markdown(unit * 5_000)
    parse_markdown("# a" + " " * 1_000_000 + "b #")
