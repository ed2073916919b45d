"""Web pages: the article in them, as blocks, by trafilatura and what is known of the page.

    bytes -> text (encoding) -> tree (page_tree), its formulas as text (formulas),
             without what is not seen (hidden_style), powers and quotations as text (inline_text),
             prose in `<pre>` as paragraphs (preformatted), boxes that belong to it (boxes),
             without boilerplate elements (page_tree)
          -> trafilatura -> blocks (article_blocks), with what it left out (left_out)
          -> without boilerplate (boilerplate_blocks), or refused (unreadable_pages)

Nothing is fetched: no image, script, style or entity.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from summarize.errors import SourceError
from summarize.sources.blocks import Extract
from summarize.sources.html import page_tree, unreadable_pages
from summarize.sources.html.article_blocks import build_article_blocks, build_placed_blocks
from summarize.sources.html.boilerplate_blocks import (
    MarkupCues,
    find_markup_cues,
    remove_boilerplate,
)
from summarize.sources.html.boxes import open_boxes
from summarize.sources.html.cut_off import is_cut_off
from summarize.sources.html.encoding import decode_page
from summarize.sources.html.formulas import render_formulas
from summarize.sources.html.hidden_style import Unseen, read_styles, remove_unseen
from summarize.sources.html.inline_text import (
    drop_self_links,
    render_inline,
    undo_double_escapes,
)
from summarize.sources.html.left_out import Restored, restore_left_out
from summarize.sources.html.metadata import read_page_language, read_page_metadata
from summarize.sources.html.preformatted import open_preformatted
from summarize.sources.html.reading_notes import describe_left_out, describe_unseen
from summarize.sources.references import mark_notes, mark_references

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement


MAX_BYTES = 20_000_000
"""A larger page is refused; the longest articles have a tenth of it."""

_LARGE_PAGE_NOTE = "a very large page: read whole, as no article can be told from the rest"
_SMALL_SHARE = 0.5
_MAX_ELEMENTS = 15_000  # a page of more is read whole; articles have a few thousand
# With more, trafilatura's own way is not compared to jusText, which is quadratic.
_MAX_COMPARED = 5_000

# The libraries' warnings on a page's markup stay off the terminal.
for _library in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def extract(data: bytes, name: str, charset: str | None = None, url: str | None = None) -> Extract:
    """Return the article of a page. `charset` is what HTTP declared, `url` the page's address.

    Raises SourceError if the bytes are no page, more than `MAX_BYTES`, or hold no
    article: the message says what is in it instead.
    """
    if len(data) > MAX_BYTES:
        raise SourceError(
            f"{name} is a page of {len(data) / 1e6:.0f} MB; {MAX_BYTES / 1e6:.0f} MB is the limit",
            "save the article in it as text and give that",
        )
    decoded = decode_page(data, name, charset)
    # NULs end a page for libxml2.
    tree, notes = page_tree.parse_html(decoded.text.replace("\x00", ""), name)
    size = sum(1 for _ in tree.iter("*"))
    large = size > _MAX_ELEMENTS
    undo_double_escapes(tree)
    drop_self_links(tree)
    metadata = read_page_metadata(page_tree.copy_head(tree) if large else tree, url)
    language = read_page_language(tree)
    unseen = _make_readable(tree)
    cues = find_markup_cues(tree)
    page = unreadable_pages.profile_page(tree)
    page_tree.prune_tree(tree)
    found = _read_blocks(tree, url, size, page, cues)
    if large:
        notes.append(_LARGE_PAGE_NOTE)
    blocks = tuple(mark_references(mark_notes(remove_boilerplate(found.blocks, cues))))
    unreadable_pages.refuse_unreadable(blocks, cues, page, name)
    unseen_notes, warnings = describe_unseen(unseen, found.container)
    notes = [decoded.note, *notes, *unseen_notes, unreadable_pages.describe_paywall(blocks, page)]
    warnings += describe_left_out(blocks, found.left)
    return Extract(
        blocks,
        metadata,
        language,
        tuple(filter(None, notes)),
        tuple(warnings),
        is_cut_off(decoded.text),
    )


def _make_readable(tree: HtmlElement) -> Unseen:
    """Change a page's tree to what is seen of it, with formulas and powers as text."""
    rules = read_styles(tree)
    render_formulas(tree)
    unseen = remove_unseen(tree, rules)
    render_inline(tree, rules)
    open_preformatted(tree)
    open_boxes(tree)
    return unseen


def _read_blocks(
    tree: HtmlElement,
    url: str | None,
    size: int,
    page: unreadable_pages.PageProfile,
    cues: MarkupCues,
) -> Restored:
    """Return the blocks of a pruned tree's article, and what was left out of it."""
    if size > _MAX_ELEMENTS:
        return Restored(build_article_blocks(page_tree.convert_whole_body(tree)))
    found = _extract_article(tree, url, fast=size > _MAX_COMPARED)
    visible = build_placed_blocks(page_tree.convert_whole_body(tree))
    if size > _MAX_COMPARED:
        # There is no second way to compare with: if most text is left out, the page is read whole.
        unlinked = len(page.text) * max(0.0, 1 - page.link_share)
        if sum(map(len, found.itertext())) < _SMALL_SHARE * unlinked:
            return Restored(tuple(placed.block for placed in visible))
    return restore_left_out(build_article_blocks(found), visible, cues)


def _extract_article(tree: HtmlElement, url: str | None, fast: bool) -> _Element:
    """Return the article as trafilatura finds it; an empty element if it finds none."""
    from lxml.etree import Element
    from trafilatura import bare_extraction

    found = bare_extraction(
        tree, url=url, fast=fast, include_comments=False, include_formatting=False
    )
    return Element("body") if found is None or isinstance(found, dict) else found.body
