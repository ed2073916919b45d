"""A page's own `<style>` texts -> which declarations hold for an element. No CSS engine.

Known are selectors of names, classes and identifiers (`p`, `.gone`, `p.gone#x`), alone, in
lists, below and directly below each other (`.box .gone`, `.box > p`). Pseudo-classes, attributes
and rules for print or for a size of the window are passed over: they hold at times only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarize.sources.html.tree_edits import tag_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_KEPT = (
    "background-clip background-color background-image bottom clip clip-path color"
    " content-visibility display font-size height left margin-left max-height max-width"
    " min-height mso-hide opacity overflow padding padding-bottom padding-top position right"
    " text-decoration text-indent text-shadow top transform vertical-align visibility width"
)
_SHORT_FORMS = {
    "background": ("background-color", "background-image"),
    "font": ("font-size",),
    "overflow-x": ("overflow",),
    "overflow-y": ("overflow",),
    "text-decoration-line": ("text-decoration",),
    "-webkit-background-clip": ("background-clip",),
}
PROPERTIES = {name: (name,) for name in _KEPT.split()} | _SHORT_FORMS
"""What decides whether a text is seen or struck out, and the properties that it counts for."""

_MAX_CSS = 3_000_000  # characters; what is longer is no longer looked at
_MAX_RULES = 10_000
_MAX_TRIALS = 3_000_000  # of rules on elements; then the rules are no longer asked
_MAX_STEPS = 8  # compounds of one selector
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_BRACE = re.compile(r"[{};]")
_SCREEN_MEDIA = re.compile(
    r"@media\s+(?:only\s+)?(?:all|screen)\s*(?:,\s*\w+\s*)*|@layer\b.*", re.I
)
_COMPOUND = re.compile(r"(?:\*|[a-zA-Z][\w-]*)?(?:[.#][\w-]+)*")
_PART = re.compile(r"([.#]?)([\w-]+)")
_SELECTOR_SPLIT = re.compile(r"\s*(>)\s*|\s+")
_IMPORTANT = re.compile(r"\s*!\s*important\s*$")

_RAISED_PLACES = {"super": "sup", "text-top": "sup", "sub": "sub"}
_SMALLER = re.compile(r"0?\.\d+r?em|[1-8]?\d(?:\.\d+)?%|smaller|x-small|xx-small|small|[1-9]p[xt]")
_MOVED = re.compile(r"(-?(?:\d+)?\.?\d+)(em|ex|%|pt|px)")
_LEAST_MOVED = {"em": 0.2, "ex": 0.4, "%": 20.0, "pt": 2.0, "px": 3.0}

_NOTHING: Mapping[str, str] = {}
_NO_NAMES: frozenset[str] = frozenset()
Declarations = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Compound:
    """`p.gone#x`; `direct` if the compound before it must be the parent."""

    tag: str
    classes: frozenset[str]
    identifier: str
    direct: bool = False

    @property
    def names(self) -> frozenset[str]:
        return _name_all(self.tag, self.classes, self.identifier)

    def matches(self, element: _Element) -> bool:
        if self.tag and self.tag != tag_of(element):
            return False
        if self.identifier and self.identifier != element.get("id"):
            return False
        return not self.classes or self.classes.issubset((element.get("class") or "").split())


@dataclass(frozen=True, slots=True)
class _Rule:
    steps: tuple[_Compound, ...]
    own: frozenset[str]  # names that the element has, `p`, `.gone` and `#x`
    above: frozenset[str]  # names that elements around it have
    weight: tuple[int, int, int, int]  # identifiers, classes, names, place
    plain: tuple[tuple[str, str], ...]
    important: tuple[tuple[str, str], ...]


def parse_declarations(text: str) -> tuple[Declarations, Declarations]:
    """Return the known declarations of a rule or a `style` attribute, plain and important ones.

    `"Display: none; color: RED !important" -> {"display": "none"}, {"color": "red"}`
    """
    plain: Declarations = {}
    important: Declarations = {}
    for part in text.lower().split(";"):
        name, colon, value = part.partition(":")
        name, value = name.strip(), value.strip()
        if colon and name in PROPERTIES and value and "var(" not in value:
            bare = _IMPORTANT.sub("", value)
            kept = plain if bare == value else important
            kept.update(dict.fromkeys(PROPERTIES[name], bare))
    return plain, important


class StyleRules:
    """The rules of some style sheets, ready to be asked what holds for an element."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._by_key: defaultdict[str, list[_Rule]] = defaultdict(list)
        self._found: dict[_Element, Mapping[str, str]] = {}
        self._above: dict[_Element, frozenset[str]] = {}
        self._trials = 0
        count = 0
        for text in texts:
            for selectors, body in _iterate_rules(text[:_MAX_CSS]):
                plain, important = parse_declarations(body)
                if count < _MAX_RULES and (plain or important):
                    count += 1
                    self._add(selectors, plain, important, count)

    def __bool__(self) -> bool:
        return bool(self._by_key)

    def _add(self, selectors: str, plain: Declarations, important: Declarations, at: int) -> None:
        for selector in selectors.split(","):
            steps = _parse_selector(selector.strip())
            if not steps:
                continue
            ids = sum(1 for step in steps if step.identifier)
            classes = sum(len(step.classes) for step in steps)
            weight = ids, classes, sum(1 for step in steps if step.tag), at
            above = frozenset().union(*(step.names for step in steps[:-1]))
            items = tuple(plain.items()), tuple(important.items())
            rule = _Rule(steps, steps[-1].names, above, weight, *items)
            last = steps[-1]
            name = min(last.classes, default="")
            key = f"#{last.identifier}" if last.identifier else f".{name}" if name else last.tag
            self._by_key[key].append(rule)

    def find_declarations(self, element: _Element) -> Mapping[str, str]:
        """Return what the rules and the element's own `style` say of it: the stronger rule wins."""
        found = self._found.get(element)
        if found is None:
            found = self._found[element] = self._cascade(element)
        return found

    def _cascade(self, element: _Element) -> Mapping[str, str]:
        own = element.get("style")
        rules = self._find_rules(element)
        if not rules and not own:
            return _NOTHING
        found: Declarations = {}
        for rule in rules:
            found.update(rule.plain)
        plain, important = parse_declarations(own) if own else ({}, {})
        found.update(plain)
        for rule in rules:
            found.update(rule.important)
        return found | important

    def _find_rules(self, element: _Element) -> list[_Rule]:
        """Return the rules that hold for an element, the weakest first."""
        if not self._by_key or self._trials > _MAX_TRIALS:
            return []
        names = _names_of(element)
        candidates = [rule for key in (*names, "") for rule in self._by_key.get(key, ())]
        self._trials += len(candidates)
        parent = element.getparent()
        above = self._names_around(parent) if candidates and parent is not None else _NO_NAMES
        found = [
            rule
            for rule in candidates
            if rule.own <= names
            and rule.above <= above
            and (len(rule.steps) == 1 or _matches(rule.steps, element))
        ]
        return sorted(found, key=lambda rule: rule.weight)

    def _names_around(self, element: _Element) -> frozenset[str]:
        """Return the names of an element and of all that are around it."""
        known = self._above.get(element)
        if known is None:
            parent = element.getparent()
            above = _NO_NAMES if parent is None else self._names_around(parent)
            known = self._above[element] = above | _names_of(element)
        return known


def find_raising(style: Mapping[str, str]) -> str:
    """Return "sup" or "sub" for text that a style raises or lowers, in smaller type; else "".

    `{"position": "relative", "top": "-0.33em", "font-size": "0.58em"} -> "sup"`
    """
    place = style.get("vertical-align", "")
    if place in _RAISED_PLACES:
        return _RAISED_PLACES[place]
    if not _SMALLER.fullmatch(style.get("font-size", "")):
        return ""
    moved, up = place, 1
    if style.get("position") == "relative":
        moved, up = (style["top"], -1) if "top" in style else (style.get("bottom", ""), 1)
    found = _MOVED.fullmatch(moved)
    if found is None or abs(float(found[1])) < _LEAST_MOVED[found[2]]:
        return ""
    return "sup" if float(found[1]) * up > 0 else "sub"


def _names_of(element: _Element) -> frozenset[str]:
    classes = (element.get("class") or "").split()
    return _name_all(tag_of(element), classes, element.get("id") or "")


def _name_all(tag: str, classes: Iterable[str], identifier: str) -> frozenset[str]:
    names = [f".{name}" for name in classes]
    names += [tag] if tag else []
    names += [f"#{identifier}"] if identifier else []
    return frozenset(names)


def _iterate_rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield (selectors, declarations) of the rules that hold on every screen."""
    text = text.replace("&gt;", ">")  # as some programs save pages
    text = _STRING.sub('""', _COMMENT.sub(" ", text))
    start, skipped, head = 0, 0, ""
    for mark in _BRACE.finditer(text):
        sign, piece = mark[0], text[start : mark.start()].strip()
        if sign == ";":
            if not head and not skipped:  # `@import ...;`
                start = mark.end()
            continue
        start = mark.end()
        if skipped:
            skipped += 1 if sign == "{" else -1
        elif sign == "}":
            if head:
                yield head, piece
            head = ""  # without a head it ends a group, which holds on every screen
        elif head:  # a rule in a rule
            head, skipped = "", 2
        elif piece.startswith("@"):
            skipped = 0 if _SCREEN_MEDIA.fullmatch(piece) else 1
        else:
            head = piece
    if head and not skipped:  # the end of the text closes what is open
        yield head, text[start:]


def _parse_selector(selector: str) -> tuple[_Compound, ...]:
    """Return the compounds of a selector; none if there is something else in it."""
    steps: list[_Compound] = []
    direct = False
    for piece in filter(None, _SELECTOR_SPLIT.split(selector)):
        if piece == ">":
            direct = True
            continue
        if not _COMPOUND.fullmatch(piece) or len(steps) == _MAX_STEPS:
            return ()
        parts = _PART.findall(piece)
        tag = next((name.lower() for sign, name in parts if not sign), "")
        classes = frozenset(name for sign, name in parts if sign == ".")
        identifier = next((name for sign, name in parts if sign == "#"), "")
        steps.append(_Compound(tag, classes, identifier, direct))
        direct = False
    return tuple(steps)


def _matches(steps: tuple[_Compound, ...], element: _Element) -> bool:
    """Whether an element is the last compound, and the others are above it in this order."""
    if not steps[-1].matches(element):
        return False
    around, direct = element.getparent(), steps[-1].direct
    for step in reversed(steps[:-1]):
        while around is not None and not step.matches(around):
            if direct:
                return False
            around = around.getparent()
        if around is None:
            return False
        around, direct = around.getparent(), step.direct
    return True
