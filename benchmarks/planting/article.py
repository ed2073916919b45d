"""An article to plant lies in: its sentences, who and what it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from planting import words
from summarize.document import Document, Role
from summarize.sources import read

_WORDS = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_CAPITALS = re.compile(
    r"\b[A-Z][^\W\d_]+(?:[-'][A-Z][^\W\d_]+)*(?: [A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)*)*"
)
_QUOTES = re.compile(
    r"(?P<opens>(?:^|(?<=[\s(]))[\"“‘'](?=\w))|(?<=[.,!?…\w])[\"”](?=\s|$)|(?<=[.,!?…])[’'](?=\s|$)"
)
_ENDS = re.compile(r"[.!?][\"”’']?$")
_FEW = frozenset(
    """the a an of to in on at by for from with and or but that which who as is are was were be been
    has have had it its he she his her they their not this these those will would said""".split()
)
SENTENCES = 14
"""So many of each article are in a pair."""
PLACES = (words.COUNTRIES, words.CITIES, words.STATES, words.NATIONALITIES)


@dataclass(frozen=True)
class Person:
    """`full` is a first name and a surname."""

    full: str

    @property
    def surname(self) -> str:
        return self.full.split()[-1]


@dataclass(frozen=True)
class Article:
    """What the makers of lies and paraphrases know of an article."""

    document: Document

    @cached_property
    def sentences(self) -> list[str]:
        """The prose sentences that are whole, and neither short nor long."""
        return [text for text in self._prose if _whole(text)]

    @cached_property
    def _prose(self) -> list[str]:
        every = self.document.sentences
        return [
            " ".join(self.document.sentence_text(one).split())
            for one in every
            if one.role is Role.PROSE
        ]

    def following(self, text: str) -> str | None:
        """The sentence after it, if that is one to alter."""
        at = self._prose.index(text) + 1
        found = self._prose[at] if at < len(self._prose) else None
        return found if found in self.sentences else None

    def around(self, old: str, new: str) -> Article:
        """An article of the sentences near by, with another passage in the place of one."""
        text = " ".join(self._prose)
        start = text.index(old)
        before = text[:start][-900:].partition(". ")[2]
        after = text[start + len(old) :][:900].rpartition(". ")[0] + "."
        return Article(read(text=f"{before}{new}{after}", language="en"))

    @cached_property
    def text(self) -> str:
        return " ".join(self.document.text.split())

    @cached_property
    def digits(self) -> str:
        """The text with no separators in its numbers."""
        return re.sub(r"(?<=\d),(?=\d)", "", self.text)

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """How often each word occurs, in small letters."""
        return Counter(word.lower() for word in _WORDS.findall(self.text))

    @cached_property
    def _bags(self) -> list[tuple[str, frozenset[str]]]:
        every = (self.document.sentence_text(one) for one in self.document.sentences)
        return [(" ".join(text.split()), content(text)) for text in every]

    @cached_property
    def people(self) -> list[Person]:
        """Those with first name and surname; none whose surname another one has."""
        found = Counter(chain.from_iterable(map(_full_names, self.sentences)))
        surnames = Counter(name.split()[-1] for name in found)
        return [Person(name) for name in sorted(found) if surnames[name.split()[-1]] == 1]

    @cached_property
    def places(self) -> list[list[str]]:
        """Its countries, its cities, its states and its nationalities."""
        known = set(re.findall(r"\b[A-Z][a-z]+\b", self.text))
        return [sorted(known & sort) for sort in PLACES]

    def others(self, person: Person, text: str) -> list[Person]:
        """Those who surely are another person, and whom the text does not name."""
        return [
            other
            for other in self.people
            if not any(part in text for part in other.full.split())
            and other.surname not in person.full
            and person.surname not in other.full
        ]

    def unambiguous(self, person: Person) -> bool:
        """Whether the surname alone can mean nobody else in the article."""
        for match in re.finditer(rf"(\S+) ([A-Z]\w+) {person.surname}\b", self.text):
            first = match[2] in person.full or match[2] in words.TITLES | words.NEVER_PEOPLE
            opens = match[1].endswith((".", "?", "!", "”", '"', "’"))
            if not first and not opens and match[2] not in words.NATIONALITIES:
                return False
        return True

    def in_quotation(self, text: str) -> bool:
        """Whether the sentence stands inside a quotation that began in a sentence before it."""
        before = self.text[: self.text.find(text)]
        marks = list(_QUOTES.finditer(before, max(0, len(before) - 1500)))
        return bool(marks) and marks[-1]["opens"] is not None

    def says_so(self, text: str, original: str, new: str = "") -> bool:
        """Whether another sentence has nearly all words of the text, among them `new`."""
        mine = content(text)
        needed = content(new)
        for other, bag in self._bags:
            if other == text:
                return True
            same = len(mine & bag) / max(1, len(mine))
            if other not in original and needed <= bag and same >= 0.5:
                return True
        return False


@dataclass(frozen=True)
class Pair(Article):
    """The beginnings of two articles, one behind the other, as one article."""

    halves: tuple[frozenset[str], frozenset[str]]

    def says_so(self, text: str, original: str, new: str = "") -> bool:
        """No sentence of one says what is joined of both."""
        return False

    def others_than(self, text: str) -> list[str]:
        """The sentences of the other half."""
        own = text in self.halves[0]
        return [one for one in self.sentences if (one in self.halves[0]) is not own]


def pair(one: Article, other: Article) -> Pair:
    """The beginnings of both."""
    first, second = one.sentences[:SENTENCES], other.sentences[:SENTENCES]
    text = "\n\n".join((" ".join(first), " ".join(second)))
    return Pair(read(text=text, language="en"), (frozenset(first), frozenset(second)))


def content(text: str) -> frozenset[str]:
    """The words that matter, without endings: `"The plants closed" -> {"plant", "close"}`."""
    found = (word.lower() for word in _WORDS.findall(text))
    return frozenset(
        re.sub(r"(?:[’']s|s|ed|ing|e)$", "", word) for word in found if word not in _FEW
    )


def _whole(text: str) -> bool:
    count = len(text.split())
    balanced = text.count('"') % 2 == 0 and text.count("“") == text.count("”")
    opens = re.match(r"[\"“‘']?[A-Z]", text) is not None
    glued = re.search(r"[a-z]{4}[A-Z]", text) is not None  # two sentences without a space
    return 7 <= count <= 45 and balanced and opens and not glued and bool(_ENDS.search(text))


def _full_names(text: str) -> Iterator[str]:
    for match in _CAPITALS.finditer(text):
        parts = match.group().split()
        while parts and parts[0] in words.TITLES | words.NEVER_PEOPLE:
            parts = parts[1:]
        if len(parts) not in {2, 3} or parts[0] not in words.FIRST_NAMES:
            continue
        if not any(part in words.NEVER_PEOPLE or part in chain(*PLACES) for part in parts):
            yield " ".join(parts)
