"""Kinds of pages and of marks in them: what a person sees is what is read."""

from __future__ import annotations

import pytest

from summarize.errors import SourceError
from summarize.sources.blocks import BlockKind, Extract
from summarize.sources.html import extract

BOARD = (
    "The harbour board closed the north pier on Tuesday after a diver found a crack in it.",
    "Repairs will take eleven weeks and cost about two million kroner, an engineer told them.",
    "Until then the ferry lands at the fish quay, where only forty cars can wait at a time.",
    "A second survey with sonar begins on Friday and should end before the herring season.",
)
ARTICLE = "".join(f"<p>{one}</p>" for one in BOARD)


def read(body: str) -> Extract:
    return extract(f"<html><body><h1>Pier</h1>{body}</body></html>".encode(), "a.html")


def texts(body: str) -> list[str]:
    return [one.text for one in read(body).blocks if one.kind is not BlockKind.REFERENCE]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("He left<a href='#n4'>4</a> at once.", "He left at once."),
        ("He left.<a href='#n4'>[4]</a> She came.", "He left. She came."),
        ("He left<span class=footnote-ref>3</span> at once.", "He left at once."),
        ("Section 4<a href='#s2'>(2)</a> holds.", "Section 4(2) holds."),
        ("See <a href='#r12'>[12]</a> and part <a href='#p'>3</a>.", "See [12] and part 3."),
        ("Chapter<a href='#c'> 3</a> ends here.", "Chapter 3 ends here."),
        ("The rate is 10<sup>&minus;3.2</sup> mol.", "The rate is 10^−3.2 mol."),
        ("The gates<sup>TM</sup> of the n<sup>o</sup> 5 quay.", "The gates™ of the nº 5 quay."),
        (
            "It weighs 1<span class=sr-only>+</span>1&frasl;2 tonnes here.",
            "It weighs 1 1⁄2 tonnes here.",
        ),
        ("A soft&shy;hyphen and a zero&#8203;width.", "A softhyphen and a zerowidth."),
        ("It costs &amp;amp;pound;3 &amp;amp;mdash; a lot.", "It costs £3 — a lot."),
    ],
)
def test_marks_in_a_sentence(written: str, shown: str) -> None:
    assert shown in texts(f"{ARTICLE}<p>{written}</p><p>{BOARD[0]} Again.</p>")


def test_headings_that_link_to_themselves() -> None:
    link = "<a class=headerlink href='#x'>¶</a>"
    page = read(f"<h2>Cost{link}</h2>{ARTICLE}<p>Never write C# in issue #5 there.</p>")
    assert "Never write C# in issue #5 there." in [one.text for one in page.blocks]
    assert not any("¶" in one.text for one in page.blocks)


def test_lists_in_languages_without_spaces() -> None:
    rows = "<ul><li>渡轮改在鱼码头停靠。</li><li>渔民抱怨没有人问过他们。</li></ul>"
    body = (
        f"<p>周二，港口委员会关闭了北码头。修理需要十一周。</p>{rows}<p>第二次调查于周五开始。</p>"
    )
    assert {"渡轮改在鱼码头停靠。", "渔民抱怨没有人问过他们。"} <= set(texts(body))


def test_an_aside_between_paragraphs_is_read_if_it_says_something_of_its_own() -> None:
    own = "A caisson is a box of concrete that is filled with stones and sunk to the bottom."
    for aside, found in (
        (f"<aside><h3>What is that?</h3><p>{own}</p></aside>", True),
        (f"<aside><p>{BOARD[0]}</p></aside>", False),  # a quotation from the article
        (f"<aside class=newsletter><p>{own}</p></aside>", False),
        (f"<aside><p>{own}</p><form><input></form></aside>", False),
        (f"<aside><ul><li><a href=x>{own}</a></li></ul></aside>", False),
    ):
        body = (
            f"<article>{ARTICLE}{aside}<p>The mayor promised a berth to every boat.</p></article>"
        )
        assert (own in texts(body)) is found, aside
        assert texts(body).count(BOARD[0]) == 1


def test_bullets_of_word_and_of_lines() -> None:
    lines = (
        f"{ARTICLE}<p>• Boats must leave.<br>• The ferry lands at the quay.</p><p>· Call first.</p>"
    )
    items = [one.text for one in read(lines).blocks if one.kind is BlockKind.ITEM]
    assert items == ["Boats must leave.", "The ferry lands at the quay.", "Call first."]


def test_notes_at_the_end_are_no_prose() -> None:
    notes = "<p><a href='#r1'>[1]</a> See the report.</p><p><sup>2</sup> So says the deed.</p>"
    page = read(ARTICLE + notes)
    assert [one.kind for one in page.blocks][-2:] == [BlockKind.REFERENCE] * 2
    assert [one.text for one in page.blocks][:4] == list(BOARD)


def test_frames_are_named() -> None:
    page = b"<html><frameset><frame src=nav.html><frame src=main.html></frameset></html>"
    with pytest.raises(SourceError, match="frames") as error:
        extract(page, "a.html")
    assert "main.html" in str(error.value.hint)


def test_a_list_that_breaks_off() -> None:
    whole = "<ul><li>The first rule is that nobody may land"
    page = f"<html><body><article>{ARTICLE}{whole}<li>The second one is"
    assert extract(page.encode(), "a.html").cut_off
