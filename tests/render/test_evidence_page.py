"""The evidence page as markup: nothing missing, nothing foreign that runs. What it does in a
browser is in tests/browser.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement

from summarize.document import Span
from summarize.render.evidence_page import render_summary, render_verification
from summarize.render.evidence_page.word_diff import Run, diff_words, find_counterparts
from summarize.results import Summary
from support.render_samples import (
    ARTICLE,
    EMPTY,
    FULL,
    GAPPED,
    SECTIONS,
    TRANSLATED,
    UNCHECKED,
    VERIFICATION,
    WRITTEN,
    build_hostile_summary,
)

ATTACKS = [
    "</style></script><script>document.title = 'taken'</script>",
    '"><img src=x onerror="document.title=1">',
    "{{ 7 * 7 }}{% raw %}",
    "' onmouseover='document.title=1",
    "<!-- <base href=//evil.example> -->",
    "javascript:document.title=1",
]


def parse(page: str) -> HtmlElement:
    return lxml.html.document_fromstring(page)


def text_of(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("summary", [FULL, GAPPED, SECTIONS, TRANSLATED, UNCHECKED, EMPTY])
def test_every_link_leads_somewhere_and_every_name_is_given_once(summary: Summary) -> None:
    page = parse(render_summary(summary))
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    targets = {link[1:] for link in page.xpath("//a/@href") if link.startswith("#")}
    assert targets <= set(names)
    for evidence in page.xpath("//@data-evidence"):
        assert set(evidence.split()) <= set(names)


def test_statements_stand_beside_the_whole_article() -> None:
    page = parse(render_summary(FULL))
    (article,) = page.xpath("//article")
    for backlink in article.xpath(".//*[@class='back' or @class='place']"):
        backlink.drop_tree()
    words = re.findall(r"\w+", text_of(article))
    missing = [word for word in re.findall(r"\w+", ARTICLE) if word not in words]
    assert missing == []
    statements = [text_of(one) for one in page.xpath("//*[@class='words']")]
    assert statements == [one.text for one in (*FULL.all_sentences, *FULL.claims)]
    shown = text_of(page)
    for one in (*FULL.repairs, *FULL.dropped):
        assert all(reason in shown for reason in one.reasons)


def test_a_verification_marks_the_wrong_words_on_both_sides() -> None:
    page = parse(render_verification(VERIFICATION, WRITTEN))
    wrong = [text_of(one) for one in page.xpath("//section//*[@class='words']//mark")]
    assert wrong[:2] == ["16", "March"]
    right = [text_of(one) for one in page.xpath("//article//mark[@class='right']")]
    assert "61" in right
    assert "summary.md:3" in text_of(page)


def find_policy(page: HtmlElement) -> str:
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return str(policy)


@pytest.mark.parametrize("attack", ATTACKS)
def test_foreign_text_is_nothing_but_text(attack: str) -> None:
    page = parse(render_summary(build_hostile_summary(attack)))
    harmless = parse(render_summary(build_hostile_summary("harmless")))
    shapes = [
        [(one.tag, sorted(one.attrib)) for one in tree.iter() if isinstance(one.tag, str)]
        for tree in (page, harmless)
    ]
    # A different text is cut into words at different places: only diffs may differ in shape.
    same = [[one for one in shape if one[0] not in ("del", "ins")] for shape in shapes]
    assert same[0] == same[1]
    policy = find_policy(page)
    for tag in ("script", "style"):
        (element,) = page.iter(tag)
        digest = hashlib.sha256((element.text or "").encode()).digest()
        assert f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    assert "default-src 'none'" in policy


def test_nothing_is_loaded_from_anywhere() -> None:
    page = parse(render_summary(FULL))
    assert not page.xpath("//@src")
    assert not page.xpath("//link")
    assert "url(" not in render_summary(FULL)


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("It rose.", "It rose.", [Run("=", "It rose.")]),
        (
            "It rose to 5.1 in May.",
            "It rose in May.",
            [Run("=", "It rose "), Run("-", "to 5.1 "), Run("=", "in May.")],
        ),
        (
            "£2 million, and more.",
            "£2 million.",
            [Run("=", "£2 million"), Run("-", ", and more"), Run("=", ".")],
        ),
        ("", "It rose.", [Run("+", "It rose.")]),
    ],
)
def test_changes_are_told_word_by_word(before: str, after: str, runs: list[Run]) -> None:
    assert diff_words(before, after) == runs


def words(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", text)


def only(runs: list[Run], kinds: str) -> Iterator[str]:
    return (word for run in runs if run.kind in kinds for word in words(run.text))


SENTENCES = st.lists(st.sampled_from("the sea rose, fell. 5.1 to “in” May".split()), max_size=12)


@given(SENTENCES, SENTENCES)
def test_a_change_holds_both_wordings(before: list[str], after: list[str]) -> None:
    runs = diff_words(" ".join(before), " ".join(after))
    assert list(only(runs, "=-")) == words(" ".join(before))
    assert list(only(runs, "=+")) == words(" ".join(after))


def test_counterparts_are_found_in_sentences_that_are_alike_alone() -> None:
    wrong = [Span(11, 14)]
    assert find_counterparts("It rose in May.", wrong, "It rose in June.") == [Span(11, 15)]
    assert find_counterparts("It rose in May.", wrong, "The council of Ems met twice.") == []
