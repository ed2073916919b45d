"""What trafilatura leaves out of an article, compared with the page's visible text.

Its rules know what articles look like on most sites. Where a page is built in another way, they
lose lists, definitions and loose text between two paragraphs, without a word. So all visible blocks
of the page are looked at once more: a block that stands among the article's own ones is put back,
and much other prose that was left out is counted, for a warning.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from summarize.document import count_words
from summarize.nlp.patterns import LINE_END
from summarize.sources.blocks import Block, BlockKind
from summarize.sources.boilerplate_phrases import compile_group
from summarize.sources.html.article_blocks import PlacedBlock
from summarize.sources.html.boilerplate_blocks import (
    MarkupCues,
    comparison_key,
    starts_with_link,
)
from summarize.sources.html.tree_edits import SENTENCE

if TYPE_CHECKING:
    from lxml.etree import _Element

NOT_ARTICLE = compile_group("class beside the article")
_GRAM = 4  # words
_SAME = 0.8  # of a block's word n-grams are in the article: it was read
_GLUED = 0.85  # of a block's characters are those of other blocks on the page
_SAME_TABLE = 0.5  # cells may have been read in another order
_CONTAINER_SHARE = 0.85  # of the article's words are in its container
_MAX_LINKED = 0.35  # of a block's characters
_SENTENCE_WORDS = 5
_PARAGRAPH_WORDS = 12  # a block elsewhere in the article must be as long
_HOME_SHARE = 30  # per cent of the article stand in a box: what is above and below it there, too
_AHEAD = 40  # blocks that are looked through for the next one that was read
_HOME_TAGS = frozenset(("body", "div"))


@dataclass(frozen=True, slots=True)
class _Place:
    """A visible block, and where it stands: `home` is the container next to it."""

    placed: PlacedBlock
    key: str
    home: _Element
    read: bool

    @property
    def words(self) -> int:
        return count_words(self.key)


@dataclass(frozen=True, slots=True)
class Restored:
    """An article's blocks with those that belong among them.

    `left` are the words that are still left out, in sentences that are no links and in no box whose
    name says that it is something else. `container` holds nearly the whole article.
    """

    blocks: tuple[Block, ...]
    left: int = 0
    container: _Element | None = None


def restore_left_out(
    kept: tuple[Block, ...], visible: Sequence[PlacedBlock], cues: MarkupCues
) -> Restored:
    """Put back what belongs to the article. `visible` are all blocks of the page, in order."""
    kept = _split_glued(kept, visible)
    places = _compare(kept, visible)
    if not any(place.read for place in places):
        return Restored(kept)
    container = _find_container(places)
    homes = _find_homes(places)
    reads = [at for at, place in enumerate(places) if place.read]
    inside = range(reads[0], reads[-1])
    chosen = [
        not place.read
        and _is_article_text(place, container)
        and not starts_with_link(place.placed.block, cues)
        and _belongs(place, homes, inside=at in inside)
        for at, place in enumerate(places)
    ]
    _add_headings(places, chosen, container)
    left = sum(
        place.words
        for place, restored in zip(places, chosen, strict=True)
        if not (place.read or restored)
        and place.words >= _PARAGRAPH_WORDS
        and SENTENCE.search(place.placed.block.text)
        and _is_article_text(place, None)
    )
    return Restored(_merge(kept, places, chosen), left, container)


def _split_glued(kept: tuple[Block, ...], visible: Sequence[PlacedBlock]) -> tuple[Block, ...]:
    """Return the page's own blocks where trafilatura has run all of a short page together."""
    if len(kept) != 1:
        return kept
    whole = comparison_key(kept[0].text)
    parts = [one.block for one in visible if comparison_key(one.block.text) in whole]
    length = sum(len(comparison_key(block.text)) for block in parts)
    return tuple(parts) if len(parts) > 1 and length >= _GLUED * len(whole) else kept


def _compare(kept: Sequence[Block], visible: Sequence[PlacedBlock]) -> list[_Place]:
    keys = [comparison_key(block.text) for block in kept]
    known, joined = set(keys), f" {' '.join(keys)} "
    words = joined.split()
    grams = {tuple(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)}
    places = []
    for placed in visible:
        key = comparison_key(placed.block.text)
        tokens = key.split()
        own = [tuple(tokens[i : i + _GRAM]) for i in range(len(tokens) - _GRAM + 1)]
        found = sum(gram in grams for gram in own)
        least = _SAME_TABLE if placed.block.kind is BlockKind.TABLE else _SAME
        read = key in known or (bool(own) and found >= least * len(own))
        if key:
            places.append(_Place(placed, key, _find_home(placed.element), read))
    return places


def _find_home(element: _Element) -> _Element:
    """Return the nearest box around a block that is no part of a list, table or quotation."""
    home = element
    while home.tag not in _HOME_TAGS or home is element:
        around = home.getparent()
        if around is None:
            return home
        home = around
    return element if element.tag in _HOME_TAGS else home


def _find_homes(places: Sequence[_Place]) -> Counter[_Element]:
    """Return which percentage of what was read stands in each box."""
    words: Counter[_Element] = Counter()
    for place in places:
        if place.read:
            words[place.home] += 100 * place.words
    total = max(1, sum(words.values()) // 100)
    return Counter({home: -(-count // total) for home, count in words.items()})


def _find_container(places: Sequence[_Place]) -> _Element:
    """Return the innermost element that holds nearly all of what was read."""
    words: Counter[_Element] = Counter()
    total = 0
    for place in places:
        if place.read:
            total += place.words
            for element in (place.placed.element, *place.placed.element.iterancestors()):
                words[element] += place.words
    holding = [one for one, count in words.items() if count >= _CONTAINER_SHARE * total]
    return max(holding, key=lambda one: sum(1 for _ in one.iterancestors()))


def _is_article_text(place: _Place, container: _Element | None) -> bool:
    """Whether a block is in the container, and in no box for something else there."""
    placed = place.placed
    if placed.linked > _MAX_LINKED * len(placed.block.text):
        return False
    for element in (placed.element, *placed.element.iterancestors()):
        if element is container:
            return True
        if NOT_ARTICLE.search(element.get("names", "")):
            return False
    return container is None


def _belongs(place: _Place, homes: Counter[_Element], *, inside: bool) -> bool:
    block = place.placed.block
    sentence = place.words >= _SENTENCE_WORDS and SENTENCE.search(block.text) is not None
    if block.kind is BlockKind.HEADING:
        return False
    share = homes[place.home]
    around = place.home.getparent()
    if place.home is place.placed.element and around is not None:  # text directly in a `div`
        share = max(share, homes[around])
    if inside and share:
        return sentence or block.kind is not BlockKind.PROSE or place.words >= 3
    if block.kind is BlockKind.ITEM and place.placed.linked == 0 and place.words >= 2:
        return share >= _HOME_SHARE
    return sentence and (share >= _HOME_SHARE or (inside and place.words >= _PARAGRAPH_WORDS))


def _add_headings(places: Sequence[_Place], chosen: list[bool], container: _Element) -> None:
    """Choose the headings, and the lines that end with a colon, right above what is put back.

    So are headings right above what was read, inside the article.
    """
    first = next(at for at, place in enumerate(places) if place.read)
    for at in range(len(places) - 2, -1, -1):
        place, block = places[at], places[at].placed.block
        leads = block.kind is BlockKind.HEADING or LINE_END.search(block.text) is not None
        below = places[at + 1]
        title = block.kind is BlockKind.HEADING and below.read and at > first
        if place.read or not leads or not (chosen[at + 1] or title):
            continue
        if _is_article_text(place, container):
            chosen[at] = True


def _merge(
    kept: Sequence[Block], places: Sequence[_Place], chosen: Sequence[bool]
) -> tuple[Block, ...]:
    """Put the chosen blocks behind the blocks that they follow on the page."""
    keys = [comparison_key(block.text) for block in kept]
    behind: defaultdict[int, list[Block]] = defaultdict(list)
    at = -1
    for place, restored in zip(places, chosen, strict=True):
        if place.read:
            at = _find_ahead(keys, place.key, at)
        elif restored:
            behind[at].append(replace(place.placed.block))
    # Of a text with elements in it, trafilatura may have read a part: the whole replaces it.
    wholes = [place.key for place, restored in zip(places, chosen, strict=True) if restored]
    known = {place.key for place in places}
    merged = list(behind[-1])
    for number, block in enumerate(kept):
        key = keys[number]
        if key in known or not any(_contains(whole, key) for whole in wholes):
            merged.append(block)
        merged += behind[number]
    return tuple(merged)


def _contains(whole: str, part: str) -> bool:
    return part != "" and f" {part} " in f" {whole} "


def _find_ahead(keys: Sequence[str], key: str, at: int) -> int:
    """Return which of the read blocks a visible one is, from `at` on; `at` if it isn't found."""
    start = max(0, at)
    for number in range(start, min(len(keys), start + _AHEAD)):
        if key == keys[number] or (len(key) > 20 and (key in keys[number] or keys[number] in key)):
            return number
    return at
