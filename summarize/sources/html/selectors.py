"""CSS selectors -> which elements they mean, as far as a page at rest decides it.

Known are names, classes, identifiers, attributes, `:first-child` and its like, `:not()`, `:is()`
and `:where()`, beside, below and directly below each other. What holds at times only (`:hover`,
`:checked`, `:target`), pseudo-elements and counting are not: such a selector means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from summarize.sources.html.tree_edits import tag_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_STEPS = 8  # compounds of one selector
MAX_SIBLINGS = 200
"""So many elements before one in its parent are looked at."""

_PART = re.compile(
    r"""(?P<sign>[.#]?)(?P<name>-?[a-zA-Z_][\w-]*) | (?P<any>\*)
    | \[\s*(?P<attribute>[\w-]+)\s*(?:(?P<how>[~|^$*]?=)\s*(?P<value>"[^"]*"|'[^']*'|[\w-]+)\s*)?\]
    | :(?P<pseudo>(?:first|last|only)-(?:child|of-type)|root|empty)(?![\w(-])
    | :(?P<function>not|is|where|matches)\((?P<inner>[^()]*)\)""",
    re.VERBOSE,
)
_COMBINATOR = re.compile(r"\s*([>+~])\s*|\s+")
_COMMA = re.compile(r",(?![^\[(]*[\])])")

_NO_NAMES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Compound:
    """`p.gone#x[data-off]:not(.on)`; `relation` is how it follows the one before: " ", ">", "+"."""

    tag: str = ""
    classes: frozenset[str] = _NO_NAMES
    identifiers: frozenset[str] = _NO_NAMES
    tests: tuple[tuple[Callable[[_Element], bool], tuple[int, int, int]], ...] = ()
    relation: str = " "

    @property
    def names(self) -> frozenset[str]:
        """Names that an element must have, as `name_all` writes them."""
        return name_all(self.tag, self.classes, self.identifiers)

    @property
    def weight(self) -> tuple[int, int, int]:
        """How many identifiers, classes and names it has."""
        own = len(self.identifiers), len(self.classes), int(self.tag != "")
        return _add(own, *(weight for _, weight in self.tests))

    def matches(self, element: _Element) -> bool:
        """Whether it means an element, whatever is around that."""
        if self.tag and self.tag != tag_of(element):
            return False
        if self.identifiers and not self.identifiers <= {element.get("id") or ""}:
            return False
        if not self.classes.issubset((element.get("class") or "").split()):
            return False
        return all(test(element) for test, _ in self.tests)


Steps = tuple[Compound, ...]


def name_all(tag: str, classes: Iterable[str], identifiers: Iterable[str]) -> frozenset[str]:
    """Return names as a rule asks for them: `"p", ["gone"], ["x"] -> {"p", ".gone", "#x"}`."""
    names = [f".{name}" for name in classes]
    names += [f"#{name}" for name in identifiers]
    return frozenset([*names, tag] if tag else names)


def split_selectors(text: str) -> list[str]:
    """Return the selectors of a list: `"p, :is(a, b)" -> ["p", ":is(a, b)"]`."""
    return [one.strip() for one in _COMMA.split(text)]


def parse_selector(selector: str) -> Steps:
    """Return the compounds of a selector; none if there is something else in it."""
    steps: list[Compound] = []
    relation = " "
    for piece, combinator in _cut_steps(selector):
        compound = _parse_compound(piece, relation)
        if compound is None or len(steps) == _MAX_STEPS:
            return ()
        steps.append(compound)
        relation = combinator
    return tuple(steps)


def matches(steps: Steps, element: _Element) -> bool:
    """Whether an element is the last compound, and the others stand before it as they say."""
    if not steps[-1].matches(element):
        return False
    relation, place = steps[-1].relation, element
    for step in reversed(steps[:-1]):
        found = next((one for one in _find_related(place, relation) if step.matches(one)), None)
        if found is None:
            return False
        relation, place = step.relation, found
    return True


def _find_related(element: _Element, relation: str) -> Iterator[_Element]:
    if relation == " ":
        yield from element.iterancestors()
    elif relation == ">":
        around = element.getparent()
        yield from () if around is None else (around,)
    else:
        beside = element.itersiblings(preceding=True)
        yield from islice(beside, 1 if relation == "+" else MAX_SIBLINGS)


def _cut_steps(selector: str) -> Iterator[tuple[str, str]]:
    """Yield the compounds of a selector, each with what stands between it and the next."""
    start, depth = 0, 0
    place = 0
    while place < len(selector):
        depth += (selector[place] in "[(") - (selector[place] in "])")
        found = _COMBINATOR.match(selector, place) if depth == 0 else None
        if found is None:
            place += 1
            continue
        if place > start:
            yield selector[start:place], found[1] or " "
        start = place = found.end()
    if start < len(selector):
        yield selector[start:], " "


def _parse_compound(piece: str, relation: str) -> Compound | None:
    tag, place = "", 0
    classes: set[str] = set()
    identifiers: set[str] = set()
    tests: list[tuple[Callable[[_Element], bool], tuple[int, int, int]]] = []
    while place < len(piece):
        found = _PART.match(piece, place)
        if found is None:
            return None
        place = found.end()
        if found["name"]:
            if found["sign"]:
                (classes if found["sign"] == "." else identifiers).add(found["name"])
            else:
                tag = found["name"].lower()
        elif found["attribute"]:
            value = (found["value"] or "").strip("\"'")
            tests.append((_ask_attribute(found["attribute"], found["how"], value), (0, 1, 0)))
        elif found["pseudo"]:
            tests.append((_ASKED[found["pseudo"]], (0, 1, 0)))
        elif found["function"]:
            test = _ask_inner(found["function"], found["inner"])
            if test is None:
                return None
            tests.append(test)
    return Compound(tag, frozenset(classes), frozenset(identifiers), tuple(tests), relation)


def _ask_inner(
    function: str, inner: str
) -> tuple[Callable[[_Element], bool], tuple[int, int, int]] | None:
    chosen = [parse_selector(one) for one in split_selectors(inner)]
    if not all(chosen):
        return None
    heaviest = max(_add(*(step.weight for step in steps)) for steps in chosen)
    weight = (0, 0, 0) if function == "where" else heaviest
    wanted = function != "not"
    return (lambda element: any(matches(one, element) for one in chosen) is wanted), weight


def _ask_attribute(name: str, how: str | None, value: str) -> Callable[[_Element], bool]:
    def test(element: _Element) -> bool:
        own: str | None = element.get(name.lower())
        if own is None or how is None:
            return own is not None
        if how == "=":
            return own == value
        if how == "~=":
            return value in own.split()
        if how == "|=":
            return own == value or own.startswith(f"{value}-")
        if not value:
            return False
        if how == "^=":
            return own.startswith(value)
        return own.endswith(value) if how == "$=" else value in own

    return test


def _is_first(element: _Element) -> bool:
    return not any(True for _ in element.itersiblings(preceding=True))


def _is_last(element: _Element) -> bool:
    return not any(True for _ in element.itersiblings())


def _is_first_of_type(element: _Element) -> bool:
    return not any(True for _ in element.itersiblings(element.tag, preceding=True))


def _is_last_of_type(element: _Element) -> bool:
    return not any(True for _ in element.itersiblings(element.tag))


_ASKED: dict[str, Callable[[_Element], bool]] = {
    "first-child": _is_first,
    "last-child": _is_last,
    "only-child": lambda element: _is_first(element) and _is_last(element),
    "first-of-type": _is_first_of_type,
    "last-of-type": _is_last_of_type,
    "only-of-type": lambda element: _is_first_of_type(element) and _is_last_of_type(element),
    "root": lambda element: tag_of(element) == "html",
    "empty": lambda element: not len(element) and not (element.text or "").strip(),
}


def _add(*weights: tuple[int, int, int]) -> tuple[int, int, int]:
    columns = tuple(map(sum, zip(*weights, strict=True))) or (0, 0, 0)
    return columns[0], columns[1], columns[2]
