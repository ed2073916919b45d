"""An (X)HTML element -> blocks, for chapters of books, entries of feeds, and mail.

Everything in it is taken for the document: the boilerplate of web pages is not looked
for here. Note numbers, page numbers and hidden parts are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from summarize.document import count_words
from summarize.sources.blocks import PROSE_KINDS, Block, BlockKind
from summarize.sources.formats.block_writer import LINE, Box, BoxParser
from summarize.sources.formats.note_links import NoteLinks, find_notes
from summarize.sources.formats.xml_tree import Element, get_attribute, local_name, text_content
from summarize.sources.html.formulas import render_mathml
from summarize.sources.html.hidden_style import read_styles, remove_unseen
from summarize.sources.html.inline_text import render_picture_fonts
from summarize.sources.html.style_rules import StyleRules, find_raising
from summarize.sources.superscripts import lower_digits, render_superscript
from summarize.sources.unread_text import LeftOut

_BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu "
    "ol option p pre section summary table tbody td tfoot th thead tr ul".split()
)
_DROPPED_TAGS = frozenset(
    "annotation annotation-xml applet audio button canvas embed head iframe input map nav "
    "noframes noscript object rp rt script select style svg template textarea title video".split()
)
_NOTE_TYPES = frozenset(
    "footnote footnotes endnote endnotes rearnote rearnotes doc-footnote doc-endnote doc-endnotes "
    "doc-footnotes".split()
)
_REFERENCE_TYPES = frozenset(("bibliography", "biblioentry", "doc-bibliography", "doc-biblioentry"))
_DROPPED_TYPES = frozenset(
    ("noteref", "doc-noteref", "pagebreak", "doc-pagebreak", "toc", "landmarks", "page-list")
)
_PAGE_NUMBER_CLASSES = frozenset(
    "pagenum pagenumber pageno page-number pagebreak page_number".split()
)
_CAPTION_CLASSES = frozenset("caption wp-caption-text figcaption image-caption".split())
_KINDS = {
    "pre": BlockKind.CODE, "li": BlockKind.ITEM, "dt": BlockKind.ITEM, "dd": BlockKind.PROSE,
}  # fmt: skip
_BOLD_TAGS = ("b", "strong")
_BOLD_LEVEL, _BOLD_WORDS = 4, 10
_OPEN_ENDS = tuple(".:;,!?…-–")
_START_TEXTS = {"br": LINE, "q": "“"}
_LIST_MARK_STYLE = re.compile(r"mso-list:\s*ignore", re.I)  # the bullet before an item of Word
_HEADING = re.compile(r"h[1-6]")
_MARK = re.compile(r"[\[({]?(?:\d{1,4}|[*†‡§¶]{1,4}|[a-z]|[ivxlc]{1,6})[\])}]?")
_BRACKETED = re.compile(r"\[(?:\d{1,4}|[a-z]|note \d+|[*†‡§¶]+)\]|[*†‡§¶]+|[↩↑^⏎]\ufe0e?")
_INITIAL_CLASS = re.compile(r"drop|initial|lettrine|first-?letter|big-?cap|capital", re.I)
_INITIAL = re.compile(r"[\"'“‘«]?[^\W\d_a-z]")
_NOTE_TARGET = re.compile(r"#_?(?:fn|ftn|foot|note|endnote|edn|en\d|nt\d)", re.IGNORECASE)


def drop_unseen(root: Element, left_out: LeftOut, rules: StyleRules | None = None) -> None:
    """Take out of a tree what is hidden or struck out, and note it.

    `rules` are those of its style sheets; without them, its `<style>` elements are read.
    What they raise or lower becomes `<sup>` and `<sub>`.
    """
    rules = read_styles(root) if rules is None else rules
    unseen = remove_unseen(root, rules)
    _tag_raised(root, rules)
    render_picture_fonts(root)
    for text in unseen.struck:
        left_out.end_stretch()
        left_out.add_struck(text)
    for hidden in unseen.hidden:
        if any(map(str.isalpha, hidden.text)):  # else it is the number of a page
            left_out.add_hidden(hidden.text)


def _tag_raised(root: Element, rules: StyleRules) -> None:
    for element in root.iter("{*}span", "{*}font", "{*}small"):
        if raised := find_raising(rules.find_declarations(element)):
            namespace = element.tag.rpartition("}")
            element.tag = f"{namespace[0]}{namespace[1]}{raised}"


def extract_blocks(root: Element, left_out: LeftOut | None = None) -> list[Block]:
    """Return the blocks of what is seen of an element, in order; notes stay where they are.

    What is not seen is noted in `left_out`, and taken out of the tree.
    """
    drop_unseen(root, LeftOut() if left_out is None else left_out)
    return extract_all_blocks(root)


def extract_all_blocks(
    root: Element, titles: Mapping[str, tuple[str, int]] | None = None
) -> list[Block]:
    """Return the blocks of an element without looking for what is not seen.

    `titles` are headings (text, level) that are written before the elements with
    these identifiers, because the document itself has none there.
    """
    parser = _XhtmlParser(titles=titles or {}, notes=find_notes(root))
    parser.parse(root)
    return list(parser.writer.finish())


@dataclass
class _XhtmlParser(BoxParser):
    block_tags = _BLOCK_TAGS

    titles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    notes: NoteLinks = field(default_factory=NoteLinks)
    initial: str = ""  # a drop cap in a block of its own: the next block goes on with it

    def replace(self, element: Element) -> str | None:
        tag = local_name(element)
        if tag in _DROPPED_TAGS or _is_hidden(element) or _DROPPED_TYPES & _find_types(element):
            return ""
        if tag == "a" and (element in self.notes.links or _is_note_link(element)):
            return ""
        if tag == "span" and _LIST_MARK_STYLE.search(element.get("style") or ""):
            return ""
        if tag == "math":
            return render_mathml(element)
        if tag == "img":
            return _read_initial(element)
        if tag == "sub":
            return lower_digits(text_content(element), self.writer.tail)
        if tag != "sup":
            return None
        text, parent = text_content(element), element.getparent()
        linked = next(element.iter("{*}a"), None) is not None
        linked = linked or (parent is not None and local_name(parent) == "a")
        is_mark = linked and _MARK.fullmatch(text)
        return "" if is_mark else render_superscript(self.writer.tail, text)

    def start(self, element: Element, tag: str) -> None:
        name = element.get("id") if self.titles else None
        if name and (title := self.titles.get(name)):
            self.end_paragraph()
            self.writer.add_blocks([Block(title[0], BlockKind.HEADING, title[1])])
        if tag in _START_TEXTS:
            self.writer.add_text(_START_TEXTS[tag])
        super().start(element, tag)

    def end(self, element: Element, tag: str) -> None:
        if tag in _BOLD_TAGS and self._is_line_above(element):
            self.writer.end_paragraph(BlockKind.HEADING, _BOLD_LEVEL)
        if tag == "q":
            self.writer.add_text("”")
        if _INITIAL_CLASS.search(element.get("class") or "") and not self.initial:
            text = self.writer.text
            self.initial = text if _INITIAL.fullmatch(text) else ""
        super().end(element, tag)

    def _is_line_above(self, element: Element) -> bool:
        """Whether bold text is a line of its own above a paragraph, by `<br>` alone."""
        below = element.getnext()
        if below is None or local_name(below) != "br" or (element.tail or "").strip():
            return False
        if self.boxes[-1].kind is not BlockKind.PROSE:
            return False
        text = self.writer.text
        follows = (below.tail or "").strip() or below.getnext() is not None
        is_line = text == text_content(element) and 0 < count_words(text) <= _BOLD_WORDS
        return bool(is_line and follows and text[-1] not in _OPEN_ENDS)

    def end_paragraph(self) -> None:
        """End the paragraph, unless it is the initial of the next one."""
        text = self.writer.text
        if text and text == self.initial:
            return
        self.initial = ""
        super().end_paragraph()

    def find_box(self, element: Element, tag: str) -> Box:
        around = self.boxes[-1]
        types = _find_types(element)
        if tag in ("td", "th", "table") and around.kind is not BlockKind.NOTE:
            return Box()
        if _NOTE_TYPES & types or element in self.notes.texts:
            return Box(BlockKind.NOTE)
        if around.kind not in PROSE_KINDS:
            return around
        if _REFERENCE_TYPES & types:
            return Box(BlockKind.REFERENCE)
        if tag in ("figcaption", "caption") or _CAPTION_CLASSES & _classes(element):
            return Box(BlockKind.CAPTION)
        if tag == "p" and element.get("class", "").startswith("MsoListParagraph"):
            return Box(BlockKind.ITEM)
        if tag in _KINDS:
            return Box(_KINDS[tag])
        if _HEADING.fullmatch(tag):
            return Box(BlockKind.HEADING, int(tag[1]))
        if element.get("role") == "heading":
            level = element.get("aria-level") or "2"
            return Box(BlockKind.HEADING, int(level) if level in tuple("123456") else 2)
        return around


def _find_types(element: Element) -> frozenset[str]:
    """Return what an element is by its `epub:type` or `role`."""
    if len(element.attrib) == 0:
        return frozenset()
    kind = next((v for k, v in element.attrib.items() if str(k).endswith("}type")), "")
    return frozenset(f"{kind} {element.get('role') or ''}".split())


def _classes(element: Element) -> frozenset[str]:
    return frozenset((element.get("class") or "").lower().split())


def _is_hidden(element: Element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or not _PAGE_NUMBER_CLASSES.isdisjoint(_classes(element))
    )


def _read_initial(image: Element) -> str:
    """Return the letter that a picture shows at the beginning of a word; "" for other pictures."""
    letter = (image.get("alt") or "").strip()
    behind = (image.tail or "")[:1]
    if not behind and (following := image.getparent()) is not None:
        after = image.getnext() if image.getnext() is not None else following.getnext()
        behind = text_content(after)[:1] if after is not None else ""
    is_initial = _INITIAL.fullmatch(letter) is not None and behind.isalpha()
    return letter if is_initial else ""


def _is_note_link(element: Element) -> bool:
    """Whether a link is the number of a note, or leads back from the note."""
    target = get_attribute(element, "href")
    if "#" not in target:
        return False
    text = text_content(element)
    marked = _MARK.fullmatch(text) and _NOTE_TARGET.search(target)
    return marked is not None or _BRACKETED.fullmatch(text) is not None
