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
from summarize.sources.html.article_blocks import build_article_blocks
from summarize.sources.html.boilerplate_blocks import find_markup_cues, remove_boilerplate
from summarize.sources.html.encoding import decode_page
from summarize.sources.html.metadata import read_page_language, read_page_metadata
from summarize.sources.html.page_tree import (
    MAX_COMPARED,
    MAX_ELEMENTS,
    convert_whole_body,
    copy_head,
    parse_html,
    protect_inline_elements,
    prune_tree,
)
from summarize.sources.html.unreadable_pages import (
    PageProfile,
    describe_paywall,
    profile_page,
    refuse_unreadable,
)

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

MAX_BYTES = 20_000_000
"""A larger page is refused; the longest articles have a tenth of it."""

_LARGE_PAGE_NOTE = "a very large page: read whole, as no article can be told from the rest"
_SMALL_SHARE = 0.5
_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")


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
    _silence_loggers()
    tree, notes = parse_html(decoded.text, name)
    seen = find_markup_cues(tree)
    page = profile_page(tree)
    size = sum(1 for _ in tree.iter("*"))
    metadata = read_page_metadata(copy_head(tree) if size > MAX_ELEMENTS else tree, url)
    language = read_page_language(tree)
    prune_tree(tree)
    protect_inline_elements(tree)
    body = _extract_article(tree, url, size)
    whole = body is None or (size > MAX_COMPARED and _is_small_share(body, page))
    blocks = remove_boilerplate(
        build_article_blocks(convert_whole_body(tree) if body is None or whole else body), seen
    )
    refuse_unreadable(blocks, seen, page, name)
    all_notes = (
        decoded.note,
        *notes,
        _LARGE_PAGE_NOTE if whole else None,
        describe_paywall(blocks, page),
    )
    return Extract(blocks, metadata, language, tuple(note for note in all_notes if note))


def _extract_article(tree: HtmlElement, url: str | None, size: int) -> _Element | None:
    """Return the article as trafilatura finds it; None if a page has too many elements (`size`)."""
    from lxml.etree import Element
    from trafilatura import bare_extraction

    if size > MAX_ELEMENTS:
        return None
    found = bare_extraction(
        tree,
        url=url,
        fast=size > MAX_COMPARED,
        include_comments=False,
        include_formatting=False,
    )
    return Element("body") if found is None or isinstance(found, dict) else found.body


def _is_small_share(body: _Element, page: PageProfile) -> bool:
    """Whether most text that is no link was left out, with no second way to compare with."""
    unlinked = len(page.text) * max(0.0, 1 - page.link_share)
    return sum(map(len, body.itertext())) < _SMALL_SHARE * unlinked


def _silence_loggers() -> None:
    """Keep the libraries' warnings on a page's markup off the terminal."""
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
