"""Pages that hold no article: robot checks, consent and login walls, indexes, empty shells.

A page is refused only if there is too little in it to be read and it looks like one
of these; a short article is an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.document import count_words
from summarize.errors import SourceError
from summarize.sources.blocks import Block, BlockKind
from summarize.sources.boilerplate_phrases import compile_group
from summarize.sources.html.boilerplate_blocks import Evidence, key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ENOUGH = 80  # words: so many are read whatever stands round them
_STUB = 40  # words: the beginning of an article behind a paywall
_LOOKED_AT = 20_000  # characters of the page
_SHORT = 250  # words: longer articles are taken for whole
_FEW = 25  # words: less is no article where a page is full of other things
_WALL_WORDS = 120  # on a page that is nothing but a wall, beside what was read
_UNSEEN = frozenset({"script", "style", "template", "title", "svg"})
_OPENING = 600  # characters
_LINKS = 8
_LINK_SHARE = 0.6  # of the page's text
_NOTHING_BUT_LINKS = 0.9
_LONGEST_LINK = 200  # characters
_CONSENT_SHARE = 0.6  # of the blocks
_CONSENT_BLOCKS = 15

_SAVE = "open it in a browser, save the page or copy its text, and give that"
_WALLS: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (reason, hint, compile_group(group))
    for group, reason, hint in (
        (
            "robot check",
            "asks whether a person is there (captcha) instead of showing an article",
            _SAVE,
        ),
        ("script wall", "shows nothing without JavaScript", _SAVE),
        (
            "consent wall",
            "shows a consent form for cookies instead of an article",
            "accept or refuse in a browser, save the page, and give that",
        ),
        (
            "login wall",
            "is for subscribers: it shows no article without a login",
            "log in with a browser, save the page, and give that",
        ),
        (
            "missing page",
            "says that the article is not there, or may not be read",
            "check the address",
        ),
    )
)
_, _SCRIPT_WALL, _CONSENT_WALL, _LOGIN_WALL, _ = _WALLS
_CONSENT = compile_group("consent")
_PAYWALL_NOTE = compile_group("paywall note")


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked about a page: its visible words, and how many of them are links."""

    title: str
    text: str
    links: int
    link_share: float
    scripts: int
    password: bool


def look_at(tree: HtmlElement) -> Page:
    """Take a page's measure; `noscript` counts as visible, as it is without JavaScript."""
    text = " ".join(" ".join(_visible(tree)).split())
    anchors = [" ".join("".join(anchor.itertext()).split()) for anchor in tree.iter("a")]
    # One that was never closed holds half of the page.
    anchors = [anchor for anchor in anchors if 0 < len(anchor) <= _LONGEST_LINK]
    return Page(
        title=" ".join((tree.findtext(".//title") or "").split()),
        text=text,
        links=len(anchors),
        link_share=sum(map(len, anchors)) / max(1, len(text)),
        scripts=sum(1 for _ in tree.iter("script")),
        password=bool(tree.xpath("boolean(.//input[@type='password'])")),
    )


def _visible(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("*"):
        parent = element.getparent()
        if element.tag not in _UNSEEN:
            yield element.text or ""
        if parent is not None and parent.tag not in _UNSEEN:
            yield element.tail or ""


def refuse_walls(blocks: Sequence[Block], evidence: Evidence, page: Page, name: str) -> None:
    """Raise SourceError, with the reason and a way out, if the page holds no article."""
    prose = [block for block in blocks if _is_prose(block, evidence)]
    words = sum(count_words(block.text) for block in prose)
    if page.links >= _LINKS and page.link_share >= _NOTHING_BUT_LINKS:
        raise _nothing(page, name)
    if words >= _ENOUGH:
        if _is_consent(page, prose):
            raise SourceError(f"{name} {_CONSENT_WALL[0]}", _CONSENT_WALL[1])
        return
    if not any(map(str.isalnum, page.text)):
        raise _empty(page, name)
    if words < _STUB or not _is_stub(page):
        _refuse_wall(page, name, words)
    if words == 0:
        raise _nothing(page, name)


def stub_note(blocks: Sequence[Block], page: Page) -> str | None:
    """What to tell of a page that shows subscribers more than it holds."""
    words = sum(count_words(block.text) for block in blocks)
    if words < _SHORT and _is_stub(page):
        return "the page asks for a subscription: this may be only the beginning of the article"
    return None


def _is_prose(block: Block, evidence: Evidence) -> bool:
    """Whether people read it for itself; a line of links and a title are not enough."""
    if block.kind in (BlockKind.TABLE, BlockKind.CODE):
        return True
    is_text = block.kind in (BlockKind.PROSE, BlockKind.ITEM)
    return is_text and key(block.text) not in evidence.links


def _is_stub(page: Page) -> bool:
    return _PAYWALL_NOTE.search(page.text) is not None


def _is_consent(page: Page, prose: Sequence[Block]) -> bool:
    """Whether a page of some length says nothing but what is to be agreed to."""
    said = sum(_CONSENT.search(block.text) is not None for block in prose)
    named = _CONSENT_WALL[2].search(f"{page.title} {page.text[:_OPENING]}") is not None
    few = len(prose) <= _CONSENT_BLOCKS
    return few and named and said >= _CONSENT_SHARE * len(prose)


def _refuse_wall(page: Page, name: str, words: int) -> None:
    """Raise what the page's own words say, if they are few enough to be nothing but a wall."""
    if count_words(page.text) > _WALL_WORDS + words and words >= _FEW:
        return
    shown = f"{page.title} {page.text[:_LOOKED_AT]}"
    for reason, hint, pattern in _WALLS:
        if pattern.search(shown):
            raise SourceError(f"{name} {reason}", hint)
    if page.password:
        reason, hint, _ = _LOGIN_WALL
        raise SourceError(f"{name} {reason}", hint)
    if page.links >= _LINKS and page.link_share >= _LINK_SHARE and words < _FEW:
        raise _nothing(page, name)


def _empty(page: Page, name: str) -> SourceError:
    if page.scripts:
        return SourceError(f"{name} {_SCRIPT_WALL[0]}", _SCRIPT_WALL[1])
    return SourceError(f"{name} is an empty page", "give a page with text in it")


def _nothing(page: Page, name: str) -> SourceError:
    if page.links >= _LINKS and page.link_share >= _LINK_SHARE:
        return SourceError(
            f"{name} is a list of links and holds no article", "give the address of one article"
        )
    return SourceError(f"no article was found in {name}", "save its text in a file and give that")
