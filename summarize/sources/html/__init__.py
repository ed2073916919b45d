"""Web pages: the article in them, as blocks, by trafilatura and what is known of the page.

    bytes -> text (encoding) -> tree, without boilerplate elements (page_tree)
          -> trafilatura -> blocks (article_blocks)
          -> without boilerplate (boilerplate_blocks), or refused (unreadable_pages)

Nothing is fetched: no image, script, style or entity.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from summarize.errors import SourceError
from summarize.sources.blocks import Extract
from summarize.sources.html import page_tree, unreadable_pages
from summarize.sources.html.article_blocks import build_article_blocks
from summarize.sources.html.boilerplate_blocks import find_markup_cues, remove_boilerplate
from summarize.sources.html.encoding import decode_page
from summarize.sources.html.metadata import read_page_language, read_page_metadata

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
    notes.insert(0, decoded.note)
    cues = find_markup_cues(tree)
    page = unreadable_pages.profile_page(tree)
    size = sum(1 for _ in tree.iter("*"))
    large = size > _MAX_ELEMENTS
    metadata = read_page_metadata(page_tree.copy_head(tree) if large else tree, url)
    language = read_page_language(tree)
    page_tree.prune_tree(tree)
    page_tree.protect_inline_elements(tree)
    body = None if large else _extract_article(tree, url, fast=size > _MAX_COMPARED)
    if body is not None and size > _MAX_COMPARED:
        # There is no second way to compare with: if most text is left out, the page is read whole.
        unlinked = len(page.text) * max(0.0, 1 - page.link_share)
        body = body if sum(map(len, body.itertext())) >= _SMALL_SHARE * unlinked else None
    if body is None:
        body = page_tree.convert_whole_body(tree)
        notes.append(_LARGE_PAGE_NOTE)
    blocks = remove_boilerplate(build_article_blocks(body), cues)
    unreadable_pages.refuse_unreadable(blocks, cues, page, name)
    notes.append(unreadable_pages.describe_paywall(blocks, page))
    return Extract(blocks, metadata, language, tuple(filter(None, notes)))


def _extract_article(tree: HtmlElement, url: str | None, fast: bool) -> _Element:
    """Return the article as trafilatura finds it; an empty element if it finds none."""
    from lxml.etree import Element
    from trafilatura import bare_extraction

    found = bare_extraction(
        tree, url=url, fast=fast, include_comments=False, include_formatting=False
    )
    return Element("body") if found is None or isinstance(found, dict) else found.body
