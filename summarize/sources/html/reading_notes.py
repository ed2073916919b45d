"""Notes and warnings on how a page was read: text hidden, struck out, or left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from summarize.document import count_words
from summarize.sources.html.left_out import NOT_ARTICLE
from summarize.sources.html.tree_edits import SENTENCE, tag_of
from summarize.sources.unread_text import describe_hidden, describe_unread

if TYPE_CHECKING:
    from lxml.etree import _Element

    from summarize.sources.blocks import Block
    from summarize.sources.html.hidden_style import HiddenText, Unseen

_MIN_HIDDEN_WORDS = 2  # of one text: fewer are a label for screen readers
_MIN_LEFT_WORDS = 150
_LEFT_SHARE = 0.5  # of the words that are read
_BESIDE_TAGS = frozenset("nav footer header aside form button dialog figure label select".split())


def describe_unseen(unseen: Unseen, container: _Element | None) -> tuple[list[str], list[str]]:
    """Return notes and warnings on what a browser does not show, or strikes out.

    Of hidden text, that in the article's `container` is reported: pages hide menus and forms.
    """
    hidden = [one.text for one in unseen.hidden if _is_in_article(one, container)]
    notes = [*describe_unread("hidden", hidden), *describe_unread("struck-out", unseen.struck)]
    warnings = [*describe_hidden(sum(map(count_words, hidden)))]
    if unseen.hidden:
        from summarize.sources.model_commands import warn_of_hidden_commands

        warnings += warn_of_hidden_commands([one.text for one in unseen.hidden])
    if unseen.revealed:
        what = f"{unseen.revealed} words are hidden until the page's script runs: they are read"
        warnings.append(what)
    return notes, warnings


def describe_left_out(blocks: Sequence[Block], left: int) -> list[str]:
    """Return a warning if much prose of the page was not taken for the article."""
    words = sum(count_words(block.text) for block in blocks)
    if left < max(_MIN_LEFT_WORDS, _LEFT_SHARE * words):
        return []
    return [f"{left} words in sentences on the page are not taken for the article"]


def _is_in_article(hidden: HiddenText, container: _Element | None) -> bool:
    if count_words(hidden.text) < _MIN_HIDDEN_WORDS or not SENTENCE.search(hidden.text):
        return False
    around: _Element | None = hidden.parent
    while around is not None and around is not container:
        if tag_of(around) in _BESIDE_TAGS or NOT_ARTICLE.search(around.get("names", "")):
            return False
        around = around.getparent()
    return container is None or around is container
