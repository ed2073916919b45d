"""A page's own `<style>` texts -> which declarations hold for an element. No CSS engine.

Known are the selectors of `selectors.py`, and custom properties of the page as a whole. Rules for
print or for a size of the window are passed over: they hold at times only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from summarize.sources.html.selectors import (
    MAX_SIBLINGS,
    Steps,
    matches,
    name_all,
    parse_selector,
    split_selectors,
)
from summarize.sources.html.tree_edits import tag_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_KEPT = (
    "background-clip background-color background-image bottom clip clip-path color"
    " content-visibility display filter font-size height inset left margin-left max-height"
    " max-width min-height mso-hide opacity overflow padding padding-bottom padding-top"
    " position right scale text-decoration text-indent text-shadow top transform vertical-align"
    " visibility width"
)
_SHORT_FORMS = {
    "background": ("background-color", "background-image"),
    "font": ("font-size",),
    "overflow-x": ("overflow",),
    "overflow-y": ("overflow",),
    "text-decoration-line": ("text-decoration",),
    "-webkit-background-clip": ("background-clip",),
    "-webkit-text-fill-color": ("color",),
}
PROPERTIES = {name: (name,) for name in _KEPT.split()} | _SHORT_FORMS
"""What decides whether a text is seen or struck out, and the properties that it counts for."""

_MAX_CSS = 3_000_000  # characters; what is longer is no longer looked at
_MAX_RULES = 10_000
_MAX_VALUE = 200  # characters of a variable
_MAX_TRIALS = 3_000_000  # of rules on elements; then the rules are no longer asked
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_BRACE = re.compile(r"[{};]")
_SCREEN_MEDIA = re.compile(
    r"@media\s+(?:only\s+)?(?:all|screen)\s*(?:,\s*\w+\s*)*|@layer\b.*"
    r"|@supports\b(?!\s*not\b).*",
    re.I,
)
_OF_PAGE = re.compile(r"(?:^|,)\s*(?:html|body|:root|:host|\*)\s*(?:,|$)")
_CUSTOM = re.compile(r"(--[\w-]+)\s*:([^;]*)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_MAX_ROUNDS = 4  # of variables in variables
_IMPORTANT = re.compile(r"\s*!\s*important\s*$")

_RAISED_PLACES = {"super": "sup", "text-top": "sup", "sub": "sub"}
_SMALLER = re.compile(r"0?\.\d+r?em|[1-8]?\d(?:\.\d+)?%|smaller|x-small|xx-small|small|[1-9]p[xt]")
_MOVED = re.compile(r"(-?(?:\d+)?\.?\d+)(em|ex|%|pt|px)")
_LEAST_MOVED = {"em": 0.2, "ex": 0.4, "%": 20.0, "pt": 2.0, "px": 3.0}

_NOTHING: Mapping[str, str] = {}
_NO_NAMES: frozenset[str] = frozenset()
Declarations = dict[str, str]


@dataclass(frozen=True, slots=True)
class _Rule:
    steps: Steps
    own: frozenset[str]  # names that the element has, `p`, `.gone` and `#x`
    above: frozenset[str]  # names that elements around it have
    beside: frozenset[str]  # names that elements before it in its parent have
    weight: tuple[int, int, int, int]  # identifiers, classes, names, place
    plain: tuple[tuple[str, str], ...]
    important: tuple[tuple[str, str], ...]

    @property
    def is_name(self) -> bool:
        """Whether an element that has all the names is meant."""
        return len(self.steps) == 1 and not self.steps[0].tests


def parse_declarations(
    text: str, variables: Mapping[str, str] = _NOTHING
) -> tuple[Declarations, Declarations]:
    """Return the known declarations of a rule or a `style` attribute, plain and important ones.

    A variable that is not known stays as it is written: its value can be anything.

    `"Display: none; color: RED !important" -> {"display": "none"}, {"color": "red"}`
    """
    plain: Declarations = {}
    important: Declarations = {}
    for part in text.lower().split(";"):
        name, colon, value = part.partition(":")
        name, value = name.strip(), value.strip()
        if colon and name in PROPERTIES and value:
            for _ in range(_MAX_ROUNDS if "var(" in value else 0):
                value = _VARIABLE.sub(lambda one: _read_variable(one, variables), value)
            bare = _IMPORTANT.sub("", value)
            kept = plain if bare == value else important
            kept.update(dict.fromkeys(PROPERTIES[name], bare))
    return plain, important


def _read_variable(found: re.Match[str], variables: Mapping[str, str]) -> str:
    value = variables.get(found[1])
    return found[0] if value is None or len(value) > _MAX_VALUE else value


def _find_variables(rules: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the custom properties of the page that have one value, wherever they are set."""
    found: dict[str, str] = {}
    unsure: set[str] = set()
    for selectors, body in rules:
        for name, value in _CUSTOM.findall(body.lower()) if "--" in body else ():
            if not _OF_PAGE.search(selectors) or found.setdefault(name, value.strip()) != (
                value.strip()
            ):
                unsure.add(name)
    return {name: value for name, value in found.items() if name not in unsure}


class StyleRules:
    """The rules of some style sheets, ready to be asked what holds for an element."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._by_key: defaultdict[str, list[_Rule]] = defaultdict(list)
        self._found: dict[_Element, Mapping[str, str]] = {}
        self._above: dict[_Element, frozenset[str]] = {}
        self._inside: dict[_Element, frozenset[str]] = {}
        self._trials = 0
        rules = [rule for text in texts for rule in _iterate_rules(text[:_MAX_CSS])]
        self._variables = _find_variables(rules)
        count = 0
        for selectors, body in rules:
            plain, important = parse_declarations(body, self._variables)
            if count < _MAX_RULES and (plain or important):
                count += 1
                self._add(selectors, plain, important, count)

    def __bool__(self) -> bool:
        return bool(self._by_key)

    def _add(self, selectors: str, plain: Declarations, important: Declarations, at: int) -> None:
        for selector in split_selectors(selectors):
            steps = parse_selector(selector)
            if not steps:
                continue
            ids, classes, tags = (sum(one) for one in zip(*(s.weight for s in steps), strict=True))
            below = (step for step, following in pairwise(steps) if following.relation in " >")
            above = frozenset().union(*(step.names for step in below))
            before = steps[-2].names if steps[-1].relation in "+~" else _NO_NAMES
            items = tuple(plain.items()), tuple(important.items())
            weight = ids, classes, tags, at
            rule = _Rule(steps, steps[-1].names, above, before, weight, *items)
            self._by_key[min(rule.own, default="")].append(rule)

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
        plain, important = parse_declarations(own, self._variables) if own else ({}, {})
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
            and (not rule.beside or rule.beside <= self._names_inside(parent))
            and (rule.is_name or self._matches(rule, element))
        ]
        return sorted(found, key=lambda rule: rule.weight)

    def _matches(self, rule: _Rule, element: _Element) -> bool:
        self._trials += MAX_SIBLINGS if rule.beside else len(rule.steps)
        return self._trials <= _MAX_TRIALS and matches(rule.steps, element)

    def _names_inside(self, parent: _Element | None) -> frozenset[str]:
        """Return the names of all elements directly in an element."""
        if parent is None:
            return _NO_NAMES
        if parent not in self._inside:
            self._inside[parent] = frozenset().union(*map(_names_of, parent))
        return self._inside[parent]

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
    identifier = element.get("id")
    return name_all(tag_of(element), classes, [identifier] if identifier else ())


def _blank_braces(string: re.Match[str]) -> str:
    return '""' if _BRACE.search(string[0]) else string[0]


def _iterate_rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield (selectors, declarations) of the rules that hold on every screen."""
    text = text.replace("&gt;", ">")  # as some programs save pages
    text = _STRING.sub(_blank_braces, _COMMENT.sub(" ", text))
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
            yield head, piece[: piece.rfind(";") + 1]
            skipped = 1
        elif piece.startswith("@"):
            skipped = 0 if _SCREEN_MEDIA.fullmatch(piece) else 1
        else:
            head = piece
    if head and not skipped:  # the end of the text closes what is open
        yield head, text[start:]
