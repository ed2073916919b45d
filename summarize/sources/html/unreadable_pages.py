"""Web pages that hold no article are refused: robot checks, consent and login walls, indexes.

A page is refused only if there is too little in it to be read and it looks like one
of these; a short article is an article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.document import count_words
from summarize.errors import SourceError
from summarize.sources.blocks import PROSE_KINDS, Block, BlockKind
from summarize.sources.boilerplate_phrases import compile_group
from summarize.sources.html.boilerplate_blocks import Blocks, MarkupCues, comparison_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_READABLE_WORDS = 80  # so many are read whatever else is on the page
_STUB_WORDS = 40  # the beginning of an article behind a paywall
_SEARCHED_CHARACTERS = 20_000  # of the page
_SHORT_ARTICLE_WORDS = 250  # longer articles are taken for whole
_MIN_ARTICLE_WORDS = 25  # less is no article where a page is full of other things
_WALL_WORDS = 120  # on a page that is nothing but a wall, beside what was read
_INVISIBLE_TAGS = frozenset({"script", "style", "template", "title", "svg"})
_OPENING_CHARACTERS = 600
_MIN_LINKS = 8
_LINK_SHARE = 0.6  # of the page's text
_ONLY_LINKS_SHARE = 0.9
_LONGEST_LINK = 200  # characters
_CONSENT_SHARE = 0.6  # of the blocks
_CONSENT_BLOCKS = 15
_SHOWN_FRAMES = 4

_SAVE_HINT = "open it in a browser, save the page or copy its text, and give that"
_WALLS = {
    "robot check": (
        "asks whether a person is there (captcha) instead of showing an article",
        _SAVE_HINT,
    ),
    "script wall": ("shows nothing without JavaScript", _SAVE_HINT),
    "consent wall": (
        "shows a consent form for cookies instead of an article",
        "accept or refuse in a browser, save the page, and give that",
    ),
    "login wall": (
        "is for subscribers: it shows no article without a login",
        "log in with a browser, save the page, and give that",
    ),
    "missing page": ("says that the article is not there, or may not be read", "check the address"),
}
_WALL_PATTERNS = {wall: compile_group(wall) for wall in _WALLS}
_CONSENT = compile_group("consent")
_PAYWALL_NOTE = compile_group("paywall note")


@dataclass(frozen=True, slots=True)
class PageProfile:
    """What a page is judged by: its visible text, its links, scripts and password fields."""

    title: str
    text: str
    links: int
    link_share: float
    scripts: int
    password: bool
    frames: tuple[str, ...] = ()


def profile_page(tree: HtmlElement) -> PageProfile:
    """Return a page's profile; `noscript` counts as visible, as it is without JavaScript."""
    visible: list[str] = []
    for element in tree.iter("*"):
        parent = element.getparent()
        if element.tag not in _INVISIBLE_TAGS:
            visible.append(element.text or "")
        if parent is not None and parent.tag not in _INVISIBLE_TAGS:
            visible.append(element.tail or "")
    text = " ".join(" ".join(visible).split())
    anchors = [" ".join("".join(anchor.itertext()).split()) for anchor in tree.iter("a")]
    # One that was never closed holds half of the page.
    anchors = [anchor for anchor in anchors if 0 < len(anchor) <= _LONGEST_LINK]
    return PageProfile(
        title=" ".join((tree.findtext(".//title") or "").split()),
        text=text,
        links=len(anchors),
        link_share=sum(map(len, anchors)) / max(1, len(text)),
        scripts=sum(1 for _ in tree.iter("script")),
        password=bool(tree.xpath("boolean(.//input[@type='password'])")),
        frames=tuple(filter(None, (frame.get("src") for frame in tree.iter("frame")))),
    )


def refuse_unreadable(blocks: Blocks, cues: MarkupCues, page: PageProfile, name: str) -> None:
    """Raise SourceError, with the reason and a way out, if the page holds no article."""
    prose = [block for block in blocks if _is_prose(block, cues)]
    words = sum(count_words(block.text) for block in prose)
    if page.links >= _MIN_LINKS and page.link_share >= _ONLY_LINKS_SHARE:
        raise _no_article_error(page, name)
    if words >= _READABLE_WORDS:
        if _is_consent_form(page, prose):
            raise _wall_error("consent wall", name)
        return
    if page.frames and not words:
        raise SourceError(
            f"{name} only arranges other pages in frames",
            f"give the page with the article: {', '.join(page.frames[:_SHOWN_FRAMES])}",
        )
    if not any(map(str.isalnum, page.text)):
        if page.scripts:
            raise _wall_error("script wall", name)
        raise SourceError(f"{name} is an empty page", "give a page with text in it")
    if words < _STUB_WORDS or not _PAYWALL_NOTE.search(page.text):
        _refuse_matching_wall(page, prose, name, words)
    if words == 0:
        raise _no_article_error(page, name)


def describe_paywall(blocks: Blocks, page: PageProfile) -> str | None:
    """Return a note on a page that shows subscribers more than it holds, or None."""
    words = sum(count_words(block.text) for block in blocks)
    if words < _SHORT_ARTICLE_WORDS and _PAYWALL_NOTE.search(page.text):
        return "the page asks for a subscription: this may be only the beginning of the article"
    return None


def _is_prose(block: Block, cues: MarkupCues) -> bool:
    """Whether a block is read for itself; a line of links and a title are not enough."""
    if block.kind in (BlockKind.TABLE, BlockKind.CODE):
        return True
    is_text = block.kind in PROSE_KINDS
    return is_text and comparison_key(block.text) not in cues.links


def _is_consent_form(page: PageProfile, prose: Sequence[Block]) -> bool:
    """Whether a page of some length says nothing but what the user has to agree to."""
    matching = sum(_CONSENT.search(block.text) is not None for block in prose)
    opening = f"{page.title} {page.text[:_OPENING_CHARACTERS]}"
    named = _WALL_PATTERNS["consent wall"].search(opening) is not None
    return len(prose) <= _CONSENT_BLOCKS and named and matching >= _CONSENT_SHARE * len(prose)


def _refuse_matching_wall(page: PageProfile, prose: Sequence[Block], name: str, words: int) -> None:
    """Raise SourceError if a page of few words beside the article reads like a wall.

    A bar above some sentences is none: then the wall must be in what was read.
    """
    if count_words(page.text) > _WALL_WORDS + words and words >= _MIN_ARTICLE_WORDS:
        return
    shown = f"{page.title} {page.text[:_SEARCHED_CHARACTERS]}"
    read = " ".join([page.title, *(block.text for block in prose)])
    for wall, pattern in _WALL_PATTERNS.items():
        bars = words >= (_STUB_WORDS if wall == "login wall" else _MIN_ARTICLE_WORDS)
        if pattern.search(read if bars else shown):
            raise _wall_error(wall, name)
    if page.password:
        raise _wall_error("login wall", name)
    if page.links >= _MIN_LINKS and page.link_share >= _LINK_SHARE and words < _MIN_ARTICLE_WORDS:
        raise _no_article_error(page, name)


def _wall_error(wall: str, name: str) -> SourceError:
    reason, hint = _WALLS[wall]
    return SourceError(f"{name} {reason}", hint)


def _no_article_error(page: PageProfile, name: str) -> SourceError:
    if page.links >= _MIN_LINKS and page.link_share >= _LINK_SHARE:
        return SourceError(
            f"{name} is a list of links and holds no article", "give the address of one article"
        )
    return SourceError(f"no article was found in {name}", "save its text in a file and give that")
