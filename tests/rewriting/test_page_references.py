"""Captions, labels and pointers to figures: their quality factor and cuts."""

from __future__ import annotations

import pytest

from summarize.rewriting.edits.changes import Change, apply_changes
from summarize.rewriting.page_references import (
    cites_others,
    find_page_references,
    score_off_page,
)
from support.checkers import checker_for


@pytest.mark.parametrize(
    "text",
    [
        "Scroll down for video.",
        "Click here to see the pier.",
        "READ MORE: Pier closed for a year",
        "Last updated at 12:03 on 5 May.",
        "12:03 GMT",
        "Image copyright Kallen Herald",
        "By Ingrid Hessary",
        "By Ingrid Hessary for the Kallen Herald",
        "Ingrid Hessary contributed to this report.",
        "Editor's note: the writer lives in Kallen.",
        "The views expressed here are the writer's own.",
        "Sorry, we are not accepting comments on this article.",
        "For confidential support, call the line in Kallen.",
        "Follow us on every channel.",
    ],
)
def test_what_only_the_page_says(text: str) -> None:
    assert score_off_page(text) <= 0.05


@pytest.mark.parametrize(
    "text",
    [
        "Ingrid Hessary (left) opened the pier.",
        "Ingrid Hessary, right, opened the pier.",
        "Pictured: the crew of the ferry.",
        "The crew is pictured in the harbour.",
        "Divers at work (file photo).",
        "Tea may help (picture posed by model).",
    ],
)
def test_captions(text: str) -> None:
    assert 0.05 < score_off_page(text) <= 0.2


@pytest.mark.parametrize(
    "text",
    [
        "Figure 3 shows the depth.",
        "The depths are listed in Section 2.",
        "In this paper, we measure the depth.",
        "Harbour row: The pier stays shut for a year.",
        "The pier stays shut for a year",
        "The bound in (12) is tight.",
        "By Lemma 3 the pier is safe.",
        "The results therein do not hold for piers.",
        "An example of the load is given in the appendix for one pier.",
        "The walls have the following properties.",
        "The results presented above show that the pier is old.",
        "The load is shown on the x-axis.",
        "Scroll down for video Ingrid Hessary opened the new pier on Monday.",
    ],
)
def test_what_points_elsewhere_or_breaks_off(text: str) -> None:
    assert 0.2 < score_off_page(text) < 1.0


@pytest.mark.parametrize(
    "text",
    [
        "The pier is closed.",
        "By Monday Ingrid Hessary had left.",
        "Ingrid Hessary turned right, left the road and stopped.",
        "Section 2 of the Act was struck down.",
        "Ingrid Hessary: “It is late.”",
        "She said: “It is late.”",
        "Read more books, the mayor of Kallen said.",
        "Published in May, the report blames the council.",
        "The pier opened the following day.",
        "Sales in (US) dollars rose.",
        "The walls have the following piers: Kallen and Marrin.",
        "It lay above the pier.",
        "The town has plans for (1) a pier and (2) the wall.",
    ],
)
def test_plain_sentences_lose_nothing(text: str) -> None:
    assert score_off_page(text) == 1.0


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Scroll down for video Ingrid Hessary opened it.", "Ingrid Hessary opened it."),
        ("VERDICT: The tea is weak.", "The tea is weak."),
        ("In this paper, we measure the depth.", "We measure the depth."),
        ("As shown in Table 2, the depth fell.", "The depth fell."),
        ("The depth fell, as shown in Figure 2.", "The depth fell."),
        ("The depth fell (see Table 4 and Table 5) in May.", "The depth fell in May."),
        ("The depth fell ( figure 5 , tables 3 and s4 ) in May.", "The depth fell in May."),
        ("The depth fell [12, 13] in May [4].", "The depth fell in May."),
        ("The depth fell (Hessary et al., 2019; Kvale, 2020).", "The depth fell."),
        ("The depth fell (by 4 metres) in May.", "The depth fell (by 4 metres) in May."),
        ("Grad D: The tea is weak.", "Grad D: The tea is weak."),
        ("It is weak (see Table 3)5.", "It is weak."),
        ("It was weak (in May)5 again.", "It was weak (in May) again."),
        ("Ca(OH)2 is weak.", "Ca(OH)2 is weak."),
        ("Hessary: The tea is weak.", "Hessary: The tea is weak."),
    ],
)
def test_what_can_be_cut(text: str, left: str) -> None:
    assert apply_changes(text, [Change(cut) for cut in find_page_references(text)]) == left


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("Kim and Orr (2016) found that the wall is hollow.", True),
        ("The wall is hollow (Kim et al., 2016).", True),
        ("The wall is hollow (see Kim & Orr, 2016a).", True),
        ("The wall is hollow [3, 14].", True),
        ("Previous studies found that the wall is hollow.", True),
        ("The wall of Kallen (built in 1916) is hollow.", False),
        ("Kim (42) and Orr left in 2016.", False),
        ("The wall is hollow.", False),
    ],
)
def test_the_work_of_others(text: str, cites: bool) -> None:
    assert cites_others(text) is cites


def test_a_sentence_that_stands_again_behind_the_number_of_a_figure_is_a_caption() -> None:
    text = "The pier leaks in May. Figure 1the pier leaks in May. Figure 2 shows a lift. It rains."
    assert checker_for(text, language="en").annotated.captions == {1}
