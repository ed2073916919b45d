"""Boxes that trafilatura removes by their names, though they hold the article or belong to it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from summarize.document import count_words
from summarize.sources.boilerplate_phrases import compile_group
from summarize.sources.html.tree_edits import iterate_text_places

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_SENTENCES = 0.75
"""So much of the page's sentences is in a box that is the article itself."""

_BOX_TAGS = ("aside", "fieldset", "dialog", "footer", "header", "nav", "marquee")
_FEW_SENTENCES = 400  # characters of sentences that are no article beside a box of more
_MIN_NOTE_WORDS = 12  # of an `aside` between the paragraphs of an article
_MAX_LINKED = 0.35  # of its characters
_RUN = 3  # words
_MAX_REPEATED = 0.5  # of its runs of words stand elsewhere on the page, too
_CONTROLS = ("form", "button", "input", "iframe", "nav")
_NOT_ARTICLE = compile_group("class beside the article")
_SENTENCE = re.compile(r"\w\w[\"”’')\]]*[.!?…][\"”’')\]]*(?=\s|$)|[。！？]")


def open_boxes(tree: HtmlElement) -> None:
    """Rename boxes that hold the article though their name says that they don't.

    trafilatura removes every `aside`, `figure`, `footer` and `dialog`; one with most of the page's
    sentences is the article, and a figure with a quotation or a paragraph belongs to it.
    """
    for box in tree.iter("dir", "menu"):
        if box.find("li") is not None:
            box.tag = "ul"
    sentences = count_sentence_characters(tree)
    for box in list(tree.iter(*_BOX_TAGS)):
        inside = count_sentence_characters(box)
        beside = sentences - inside
        if inside > MOST_SENTENCES * sentences or beside < min(inside, _FEW_SENTENCES):
            box.tag = "div"
    for figure in list(tree.iter("figure")):
        inner = figure.iter("p", "blockquote", "pre")
        if any(
            _SENTENCE.search("".join(map(str, one.itertext())))
            and next(one.iterancestors("figcaption"), None) is None
            for one in inner
        ):
            figure.tag = "div"
    runs: Counter[tuple[str, ...]] = Counter()
    for aside in list(tree.iter("aside")):
        if _is_note(aside):
            runs = runs or Counter(_find_runs(tree))
            own = _find_runs(aside)
            repeated = sum(runs[run] > 1 for run in own)
            if repeated <= _MAX_REPEATED * len(own):  # else a quotation from the article itself
                aside.tag = "div"


def _is_note(aside: HtmlElement) -> bool:
    """Whether an `aside` stands between two paragraphs and has prose of its own, not links."""
    names = f"{aside.get('class', '')} {aside.get('id', '')} {aside.get('role', '')}"
    if _NOT_ARTICLE.search(names) or next(aside.iter(*_CONTROLS), None) is not None:
        return False
    before, behind = aside.itersiblings("p", preceding=True), aside.itersiblings("p")
    if not all(any(_has_sentence(one) for one in beside) for beside in (before, behind)):
        return False
    text = _read_line(aside)
    linked = sum(len(_read_line(link)) for link in aside.iter("a"))
    prose = [one for one in aside.iter("p", "li", "aside") if _has_sentence(one)]
    return (
        bool(prose) and count_words(text) >= _MIN_NOTE_WORDS and linked <= _MAX_LINKED * len(text)
    )


def _find_runs(element: HtmlElement) -> list[tuple[str, ...]]:
    words = _read_line(element).lower().split()
    return list(zip(*(words[at:] for at in range(_RUN)), strict=False))


def _has_sentence(element: HtmlElement) -> bool:
    return _SENTENCE.search("".join(map(str, element.itertext()))) is not None


def _read_line(element: HtmlElement) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def count_sentence_characters(element: HtmlElement) -> int:
    """Return the length of the texts in an element that have a sentence in them."""
    size = 0
    for holder, place in iterate_text_places(element):
        text = getattr(holder, place)
        around = holder if place == "text" else holder.getparent()
        if around.tag not in ("script", "style", "noscript", "a") and _SENTENCE.search(text):
            size += len(text)
    return size
