"""What a browser does not show of a page, and what it strikes out, is taken out of the tree.

Known are the `hidden` attribute, inline styles and the page's own `<style>` (`style_rules`):
`display`, `visibility`, `opacity`, sizes of zero, places off the screen, clipping, and a colour
that is its background's. Style sheets in other files are not fetched. `find_hidden` looks,
`remove_unseen` removes; both take any lxml tree of HTML or XHTML, with or without namespaces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarize.sources.html import colours
from summarize.sources.html.style_rules import StyleRules
from summarize.sources.html.tree_edits import drop, tag_of
from summarize.sources.html.visibility import find_hiding_property, is_tiny

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

# no text of the page
_UNREAD_TAGS = frozenset("datalist head noscript script style template title".split())
_STRUCK_TAGS = frozenset(("s", "strike", "del"))
_HANDED_DOWN = frozenset(("inherit", "currentcolor", "unset", "revert", "revert-layer"))
_PROSE_RUN = 8  # words of a text that is more than a label
_MOST = 0.6  # of the page's prose: if all this is hidden, a script shows it
_GALLERY = 0.85  # of it is hidden in so many parts alike: they are shown one after another
_SLIDES = 4
_LARGE_PART = 0.15  # of what is hidden
_FEW_WORDS = 80  # of prose on a page that shows its article only when a script has run


@dataclass(frozen=True, slots=True)
class HiddenText:
    """A text that is not seen; `parent` is where it stood, `how` names what hides it."""

    parent: _Element
    text: str
    how: str


@dataclass(frozen=True, slots=True)
class Unseen:
    """What was taken out of a tree. `revealed`: words that are hidden until a script shows them."""

    hidden: tuple[HiddenText, ...] = ()
    struck: tuple[str, ...] = ()
    revealed: int = 0


@dataclass(frozen=True, slots=True)
class _State:
    """What an element hands down to those in it."""

    invisible: bool = False
    tiny: bool = False
    colour: colours.Colour | None = None
    ground: colours.Colour | None = None


@dataclass(slots=True)
class _Found:
    """An element that is hidden as a `whole`, or of which only the own text is."""

    element: _Element
    how: str
    key: tuple[str, ...]
    whole: bool
    words: int = 0


def read_styles(root: _Element) -> StyleRules:
    """Return the rules in the `<style>` elements of a tree, but those for other media."""
    sheets = [
        element.text or ""
        for element in root.iter("{*}style")
        if (element.get("media") or "all").lower() in ("all", "screen")
        and element.get("amp-boilerplate") is None  # it hides the page until its script runs
        and next(element.iterancestors("{*}noscript"), None) is None
    ]
    return StyleRules(sheets)


def is_hidden(element: _Element, rules: StyleRules) -> bool:
    """Whether an element is not shown, with all in it, whatever is around it."""
    return _find_reason(element, rules.find_declarations(element)) is not None


def is_struck_out(element: _Element, rules: StyleRules) -> bool:
    """Whether an element's text is shown with a line through it."""
    line = rules.find_declarations(element).get("text-decoration", "")
    return "line-through" in line or (
        tag_of(element) in _STRUCK_TAGS and not line.startswith("none")
    )


def remove_unseen(root: _Element, rules: StyleRules | None = None) -> Unseen:
    """Remove from a tree what is hidden or struck out, and `<template>`; return what it was.

    What hides nearly the whole text of a page with scripts is passed over: it goes when
    the page has loaded.
    """
    rules = read_styles(root) if rules is None else rules
    for template in list(root.iter("{*}template", "{*}datalist")):
        drop(template)
    found = list(_Search(root, rules).find())
    revealed = 0
    if found and _is_scripted(root):
        prose = _count_prose(root)
        passed: set[tuple[str, ...]] = set()
        for _ in range(4):
            shown = _find_revealed(found, prose)
            if not shown:
                break
            passed |= shown
            found = list(_Search(root, rules, passed).find())
        revealed = prose - sum(one.words for one in found) if passed else 0
    hidden = [_take_out(one) for one in found]
    struck = _remove_struck_out(root, rules)
    return Unseen(tuple(one for one in hidden if one.text), struck, revealed)


def _remove_struck_out(root: _Element, rules: StyleRules) -> tuple[str, ...]:
    found = [element for element in root.iter("*") if is_struck_out(element, rules)]
    inner = set(found)
    outer = [one for one in found if not any(above in inner for above in one.iterancestors())]
    texts = [" ".join(_text(element).split()) for element in outer]
    if sum(map(len, texts)) > 0.5 * len(" ".join(_text(root).split())):  # one was never closed
        return ()
    for element in outer:
        drop(element)
    return tuple(text for text in texts if any(map(str.isalnum, text)))


@dataclass
class _Search:
    """One pass over a tree, from the outside in; `passed` are keys of what is shown after all."""

    root: _Element
    rules: StyleRules
    passed: set[tuple[str, ...]] = field(default_factory=set)

    def find(self) -> Iterator[_Found]:
        """Yield what is hidden, in document order; nothing in what is hidden as a whole."""
        from lxml.etree import iterwalk

        linked = any("stylesheet" in (one.get("rel") or "") for one in self.root.iter("{*}link"))
        states: dict[_Element | None, _State] = {None: _State()}
        walker = iterwalk(self.root, events=("start",))
        for _, element in walker:
            tag = tag_of(element)
            if tag in _UNREAD_TAGS or not tag:
                walker.skip_subtree()
                continue
            style = self.rules.find_declarations(element)
            key = (element.get("class") or element.get("style") or tag,)
            how = _find_reason(element, style)
            if how is not None and tag not in ("html", "body") and (how, *key) not in self.passed:
                walker.skip_subtree()
                yield _Found(element, how, (how, *key), True, _count_prose(element))
                continue
            around = states.get(element.getparent(), _State())
            state = _hand_down(element, tag, style, around, linked=linked)
            states[element] = state
            reason = _find_text_reason(state, style)
            if reason and (reason,) not in self.passed:
                words = sum(_count_run(text) for text in _own_texts(element))
                if any(text.strip() for text in _own_texts(element)):
                    yield _Found(element, reason, (reason,), False, words)


def _find_reason(element: _Element, style: Mapping[str, str]) -> str | None:
    return find_hiding_property(style, hidden=element.get("hidden") is not None)


def _hand_down(
    element: _Element, tag: str, style: Mapping[str, str], around: _State, *, linked: bool
) -> _State:
    if not style and not element.attrib:
        return around
    invisible = around.invisible
    if "visibility" in style:
        invisible = style["visibility"] in ("hidden", "collapse")
    written = style.get("color") or element.get("color")
    # A colour that is not known is not the one around it.
    handed_down = written is None or written in _HANDED_DOWN
    colour = around.colour if handed_down else colours.parse_colour(written)
    ground = around.ground
    if style.get("position") in ("absolute", "fixed"):
        ground = None  # it may lie on anything
    given = style.get("background-color") or element.get("bgcolor")
    image = style.get("background-image", "none")
    if "url(" in image or "gradient" in image or element.get("background"):
        ground = None
    elif given and given not in ("none", "transparent", "inherit", "initial", "unset"):
        # Of a page with other style sheets, they may give the boxes in it another one.
        ground = None if linked and tag in ("html", "body") else colours.find_colour(given)
    if tag == "body" and element.get("text"):
        colour = colour or colours.parse_colour(element.get("text"))
    return _State(invisible, is_tiny(style.get("font-size"), tiny=around.tiny), colour, ground)


def _find_text_reason(state: _State, style: Mapping[str, str]) -> str | None:
    """Return what hides the text of an element itself, but perhaps not of those in it."""
    if state.invisible:
        return "visibility"
    if state.tiny:
        return "font-size"
    if state.colour is None or "text" in style.get("background-clip", ""):
        return None
    if state.colour.transparent:
        return None if "text-shadow" in style else "colour"
    same = state.ground is not None and state.colour.is_like(state.ground)
    return "colour" if same else None


def _is_scripted(root: _Element) -> bool:
    return any("json" not in (one.get("type") or "") for one in root.iter("{*}script"))


def _find_revealed(found: list[_Found], prose: int) -> set[tuple[str, ...]]:
    """Return the keys of what hides so much of the page that a script must show it."""
    words: Counter[tuple[str, ...]] = Counter()
    for one in found:
        words[one.key] += one.words
    hidden = sum(words.values())
    faded = sum(count for key, count in words.items() if key[0] in ("opacity", "visibility"))
    if faded > _MOST * prose:  # what fades in as one scrolls
        return {key for key in words if key[0] in ("opacity", "visibility")}
    slides = Counter(one.key for one in found if one.words)
    gallery = hidden > _GALLERY * prose and max(slides.values()) >= _SLIDES
    if hidden <= _MOST * prose or (prose - hidden >= _FEW_WORDS and not gallery):
        return set()
    return {key for key, count in words.items() if count >= _LARGE_PART * hidden}


def _take_out(found: _Found) -> HiddenText:
    element = found.element
    parent = element.getparent()
    if found.whole or parent is None:
        text = " ".join(_text(element).split())
        holder = element if parent is None else parent
        drop(element)
        return HiddenText(holder, text, found.how)
    text = " ".join(" ".join(_own_texts(element)).split())
    element.text = None
    for child in element:
        child.tail = None
    return HiddenText(element, text, found.how)


def _own_texts(element: _Element) -> list[str]:
    return [element.text or "", *(child.tail or "" for child in element)]


def _text(element: _Element) -> str:
    return " ".join(_iterate_texts(element))


def _iterate_texts(element: _Element) -> Iterable[str]:
    """Yield the texts in an element that belong to the page."""
    from lxml.etree import iterwalk

    walker = iterwalk(element, events=("start", "end"))
    for event, one in walker:
        if event == "start":
            if tag_of(one) in _UNREAD_TAGS or not tag_of(one):
                walker.skip_subtree()
            elif one.text:
                yield one.text
        elif one is not element and one.tail:
            yield one.tail


def _count_prose(element: _Element) -> int:
    """Return the words in an element that stand in runs as long as sentences."""
    return sum(map(_count_run, _iterate_texts(element)))


def _count_run(text: str) -> int:
    words = len(text.split())
    return words if words >= _PROSE_RUN else 0
