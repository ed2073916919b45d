"""Boilerplate that is left among the blocks of a web page after trafilatura: links, messages.

Three kinds of evidence, the first two good for any language: what the page links
(runs of links are related articles), what it repeats, and phrases that pages of
all kinds use for sign-up boxes, messages and lists of other articles. trafilatura's
tree has lost links, captions and classes; so texts are looked up by their words in the
page's own markup (`MarkupCues`). The phrases are in `summarize.sources.boilerplate_phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from summarize.document import Span, count_words
from summarize.nlp.patterns import LINE_END, WORD_OR_NUMBER
from summarize.sources.blocks import Block, BlockKind
from summarize.sources.boilerplate import find_boilerplate
from summarize.sources.boilerplate_phrases import compile_group

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CAPTION = compile_group("caption class")
_CAPTION_TAGS = ("p", "div", "span", "li", "h2", "h3", "h4", "header", "em", "dd")
_MAX_TEXT = 2000  # characters: a longer caption is none
_MAX_LINK = 400  # a longer link was never closed
_LINK_TEXTS = 20

Blocks = tuple[Block, ...]

_TEXT_KINDS = frozenset({BlockKind.PROSE, BlockKind.ITEM, BlockKind.HEADING})
_TOP_BLOCKS = 3  # so many first blocks may repeat the title, or be a date
_LINK_WORDS = 3  # shorter texts are linked and repeated elsewhere by chance
_MIN_KEPT_SHARE = 0.5  # of the text: what would take more away has misunderstood the page
_NGRAM_WORDS = 8
_MIN_REPEATED_NGRAMS = 40  # in a block, at least: refrains and rows of results are shorter
_REPEATED_SHARE = 0.95
_TAIL_STARTS = 0.4  # of the text must be above a list of other articles
_TAIL_SHARE = 0.35  # of the text may be below its heading
_TAIL_LINKS = 1 / 3  # of the blocks there must be links
_MIN_TEASERS = 3  # fewer linked headings in a row may belong to the article
_LINE_WORDS = 25  # in the line below such a heading
_MAX_WORDS = 60  # in a message or an invitation
_MAX_LENGTH = 600  # characters: also of a single endless word

_OTHER_ARTICLES = compile_group("other articles")
_SIGN_UP = compile_group("sign-up")
_MESSAGE = compile_group("page message")
_CONTROL = compile_group("page control")
_EDIT_MARK = compile_group("edit mark")
_MACHINE = re.compile(r"\d{4}-\d\d-\d\dT[\d:.,+Z-]+|(?:https?:)?//\S+|[\w.+-]+@[\w.-]+")
_EXCERPT = compile_group("cut off")
_BIOGRAPHY = compile_group("author biography")
_COLOPHON = compile_group("colophon")
_DATE = re.compile(r"\b(?:19|20)\d\d\b")
_WIKI_LISTS = re.compile(r"see also|further reading", re.IGNORECASE)
_BACK_LINK = re.compile(r"[\^↑] ")  # of an encyclopedia's notes


@dataclass(frozen=True, slots=True)
class MarkupCues:
    """Comparison keys of the texts that a page marks up as links, captions and titles."""

    links: frozenset[str]
    captions: frozenset[str]
    titles: frozenset[str]


def comparison_key(text: str) -> str:
    """Return what two renderings of one text share: `" “Read  more”…" -> "read more"`."""
    return " ".join(WORD_OR_NUMBER.findall(text.casefold()))


def find_markup_cues(tree: HtmlElement) -> MarkupCues:
    """Return the links, captions and titles in the markup of a page, still unpruned."""
    captions = [
        *tree.iter("figcaption", "caption"),
        *(
            element
            for element in tree.iter(*_CAPTION_TAGS)
            if _CAPTION.search(f"{element.get('class', '')} {element.get('id', '')}")
        ),
    ]
    titles = [
        meta.get("content") or ""
        for meta in tree.iter("meta")
        if (meta.get("property") or meta.get("name")) in ("og:title", "twitter:title")
    ]
    keys = (
        (key for link in tree.iter("a") for key in _link_keys(link)),
        map(_element_key, captions),
        (*map(_element_key, tree.iter("h1", "title")), *map(comparison_key, titles)),
    )
    return MarkupCues(*(frozenset(filter(None, found)) for found in keys))


def _link_keys(link: HtmlElement) -> set[str]:
    """Return the keys of a link and of its parts: a heading and a paragraph are two blocks."""
    texts = list(islice(link.itertext(), _LINK_TEXTS))
    if sum(map(len, texts)) > _MAX_LINK or len(texts) == _LINK_TEXTS:
        return set()
    return {comparison_key(" ".join(texts)), *map(comparison_key, texts)}


def _element_key(element: HtmlElement) -> str:
    """Return the key of an element's text; "" if it is too long."""
    if any(size > _MAX_TEXT for size in accumulate(map(len, element.itertext()))):
        return ""
    return comparison_key(" ".join(element.itertext()))


def remove_boilerplate(blocks: Blocks, cues: MarkupCues) -> Blocks:
    """Return the blocks of the article, its captions and dateline marked as such."""
    blocks = tuple(replace(one, text=_EDIT_MARK.sub("", one.text).rstrip()) for one in blocks)
    # The title is metadata: pages repeat it above the article.
    top = (one for one in blocks[:_TOP_BLOCKS] if comparison_key(one.text) not in cues.titles)
    blocks = _remove_repeated((*top, *blocks[_TOP_BLOCKS:]))
    blocks = _remove_other_articles(blocks, cues)
    blocks = _remove_teasers(blocks, cues)
    blocks = _remove_link_runs(blocks, cues)
    blocks = _remove_excerpts(blocks, cues)
    blocks = _keep_unless_most([block for block in blocks if not _is_message(block)], blocks)
    blocks = _remove_boilerplate_lines(_remove_colophon(blocks))
    return tuple(_mark_kind(block, place, cues) for place, block in enumerate(blocks))


def _count_characters(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _is_text(block: Block) -> bool:
    return block.kind in _TEXT_KINDS


def _keep_unless_most(kept: Sequence[Block], blocks: Blocks) -> Blocks:
    """Return what is kept, but all blocks if that is less than half of the text."""
    least = _MIN_KEPT_SHARE * _count_characters(blocks)
    return tuple(kept) if _count_characters(kept) >= least else blocks


def _remove_repeated(blocks: Blocks) -> Blocks:
    """Remove long blocks whose word n-grams all occur above, in any division into blocks."""
    seen: set[tuple[str, ...]] = set()
    kept: list[Block] = []
    above: list[str] = []
    for block in blocks:
        words = comparison_key(block.text).split()
        grams = _word_ngrams(words)
        if len(grams) >= _MIN_REPEATED_NGRAMS and len(grams & seen) >= _REPEATED_SHARE * len(grams):
            continue
        kept.append(block)
        seen |= _word_ngrams([*above, *words])
        above = [*above, *words][1 - _NGRAM_WORDS :]
    return tuple(kept)


def _word_ngrams(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + _NGRAM_WORDS]) for i in range(len(words) - _NGRAM_WORDS + 1)}


def _remove_other_articles(blocks: Blocks, cues: MarkupCues) -> Blocks:
    """Cut at the heading of a list of other articles, or of comments, near the end.

    A line that is no heading must be above links: it may be a box in the article.
    """
    whole = _count_characters(blocks)
    above = 0
    for place, block in enumerate(blocks):
        is_end = above >= _TAIL_STARTS * whole and whole - above <= _TAIL_SHARE * whole
        if (
            is_end
            and _is_text(block)
            and not _is_wiki_section(blocks, place)
            and _OTHER_ARTICLES.fullmatch(block.text.rstrip(" :…."))
        ):
            below = blocks[place + 1 :]
            linked = sum(starts_with_link(one, cues) for one in below)
            if block.kind is BlockKind.HEADING or linked >= _TAIL_LINKS * len(below):
                return blocks[:place]
        above += len(block.text)
    return blocks


def _is_wiki_section(blocks: Blocks, place: int) -> bool:
    """Whether a list of other articles is a section of an encyclopedia, with more behind it."""
    block = blocks[place]
    if block.kind is not BlockKind.HEADING or not _WIKI_LISTS.fullmatch(block.text):
        return False
    behind = (one for one in blocks[place + 1 :] if one.kind is BlockKind.HEADING)
    return any(one.level <= block.level for one in behind)


def starts_with_link(block: Block, cues: MarkupCues) -> bool:
    """Whether the first words of a block are one of the page's links, as in a teaser."""
    words = comparison_key(block.text).split()
    heads = (" ".join(words[:size]) for size in range(_LINK_WORDS, min(len(words), 20) + 1))
    return any(head in cues.links for head in heads)


def _remove_link_runs(blocks: Blocks, cues: MarkupCues) -> Blocks:
    """Remove runs of links to other articles; a single one only at the end."""
    linked = [_is_link(block, cues) for block in blocks]
    beside = zip([False, *linked], linked, [*linked[1:], False], strict=False)
    runs = [here and (before or after) for before, here, after in beside]
    kept = [block for block, in_run in zip(blocks, runs, strict=True) if not in_run]
    while kept and _is_text(kept[-1]) and comparison_key(kept[-1].text) in cues.links:
        kept.pop()
    return _keep_unless_most(kept, blocks)


def _remove_teasers(blocks: Blocks, cues: MarkupCues) -> Blocks:
    """Remove linked headings at the end, each with at most a line below it."""
    place, teasers = len(blocks), 0
    while place:
        if _is_link(blocks[place - 1], cues):
            place -= 1
        elif (
            place > 1
            and _is_link(blocks[place - 2], cues)
            and _is_text(blocks[place - 1])
            and count_words(blocks[place - 1].text) <= _LINE_WORDS
        ):
            place -= 2
        else:
            break
        teasers += 1
    return _keep_unless_most(blocks[:place], blocks) if teasers >= _MIN_TEASERS else blocks


def _is_link(block: Block, cues: MarkupCues) -> bool:
    words = comparison_key(block.text)
    return _is_text(block) and words in cues.links and words.count(" ") + 1 >= _LINK_WORDS


def _remove_excerpts(blocks: Blocks, cues: MarkupCues) -> Blocks:
    """Remove other articles' linked headings and the first words below them, cut off."""
    kept: list[Block] = []
    for block in blocks:
        if _is_text(block) and _EXCERPT.search(block.text) and kept and _is_link(kept[-1], cues):
            kept.pop()
        else:
            kept.append(block)
    return _keep_unless_most(kept, blocks)


def _is_message(block: Block) -> bool:
    text = block.text
    if not _is_text(block) or len(text) > _MAX_LENGTH or len(text.split()) > _MAX_WORDS:
        return False
    if block.kind is BlockKind.PROSE and _CONTROL.fullmatch(text):
        return True
    if _MACHINE.fullmatch(text) or _MESSAGE.fullmatch(text):
        return True
    return _SIGN_UP.search(text) is not None and not any(mark in text for mark in '“”"«»')


def _remove_colophon(blocks: Blocks) -> Blocks:
    """Remove the lines on the author and the copyright at the end."""
    while len(blocks) > 1 and len(blocks[-1].text) <= _MAX_LENGTH:
        if not (_BIOGRAPHY.search(blocks[-1].text) or _COLOPHON.match(blocks[-1].text)):
            break
        blocks = blocks[:-1]
    return blocks


def _remove_boilerplate_lines(blocks: Blocks) -> Blocks:
    """Remove what is boilerplate in plain text, too."""
    text = "\n\n".join(block.text for block in blocks)
    starts = accumulate((len(block.text) + 2 for block in blocks), initial=0)
    spans = [Span(at, at + len(one.text)) for at, one in zip(starts, blocks, strict=False)]
    removed = {exclusion.span for exclusion in find_boilerplate(text, spans)}
    each = zip(blocks, spans, strict=True)
    kept = [block for block, span in each if span not in removed or not _is_text(block)]
    return _keep_unless_most(kept, blocks)


def _mark_kind(block: Block, place: int, cues: MarkupCues) -> Block:
    """Return a block, marked if it is a caption, or the date of publication above the article."""
    if _is_text(block) and comparison_key(block.text) in cues.captions:
        return Block(block.text, BlockKind.CAPTION)
    if block.kind is BlockKind.ITEM and _BACK_LINK.match(block.text):
        return Block(block.text, BlockKind.REFERENCE)
    short = block.kind is BlockKind.PROSE and count_words(block.text) <= 20
    if (
        place < _TOP_BLOCKS
        and short
        and _DATE.search(block.text)
        and not LINE_END.search(block.text)
    ):
        return Block(block.text, BlockKind.METADATA)
    return block
