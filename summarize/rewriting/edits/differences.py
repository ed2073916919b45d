"""Where a statement and its evidence differ, and what the evidence has there. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from summarize.document import Span
from summarize.nlp.english.cut_points import FINITE_VERBS, RELATIVE_CLAUSE_OPENERS
from summarize.nlp.english.function_words import ATTRIBUTION, FUNCTION_WORDS, NEGATORS, PREPOSITIONS
from summarize.nlp.english.hedges import CONDITIONAL_CONJUNCTIONS, HEDGES, MODAL_VERBS, QUALIFIERS
from summarize.rewriting.edits.changes import Change, Word, overlapping
from summarize.rewriting.edits.loose_clauses import sentence_end, verb

# So many words may be put in for wrong ones, or for those left out; with a speaker, more.
_LONGEST, _LONGEST_SPEAKER = 6, 9
# A "not" may stand so far before the word that it denies.
_REACH = 6
_SMALL = 3
_PERSONAL = frozenset("he she it they i we you".split())
# Forms of a verb begin alike: "close", "closed".
_STEM = 4
_WEIGHTY = NEGATORS | HEDGES | CONDITIONAL_CONJUNCTIONS | MODAL_VERBS | QUALIFIERS | ATTRIBUTION


@dataclass(frozen=True)
class Side:
    """A statement's words beside those of one sentence that it was held against."""

    text: str
    mine: Sequence[Word]
    source: str
    theirs: Sequence[Word]

    @cached_property
    def differences(self) -> list[tuple[int, int, int, int]]:
        """Stretches `mine[a:b]` in whose place the sentence has `theirs[c:d]`."""
        matcher = SequenceMatcher(
            None, [w.plain for w in self.mine], [w.plain for w in self.theirs], autojunk=False
        )
        return [places for tag, *places in matcher.get_opcodes() if tag != "equal"]  # type: ignore[misc]

    def replaced(self, wrong: Sequence[Span]) -> Iterator[Change]:
        """The sentence's words for the stretch with the wrong words, or for those of their sort."""
        places = overlapping(self.mine, wrong)
        for a, b, c, d in self.differences:
            inside = [at for at in places if a <= at < b]
            if inside:
                yield from self._same_sort(inside, c, d)
            if (inside or self._concerns(places, a, b, c, d)) and d - c <= _LONGEST:
                yield from self._put(a, b, c, d)

    def _concerns(self, places: Sequence[int], a: int, b: int, c: int, d: int) -> bool:
        """Whether an exchange may be what is wrong about words beside it.

        That is a "not" before them, a "may" or a preposition right at their side, or
        any small exchange where the wrong words have no place in the text.
        """
        old, new = ([w.plain for w in words] for words in (self.mine[a:b], self.theirs[c:d]))
        beside = any(a - 1 <= at <= b for at in places)
        before = any(b <= at <= b + _REACH for at in places)
        tie = bool(old and new) and PREPOSITIONS.issuperset(old + new)
        small = not places and b - a <= _SMALL and d - c <= _SMALL
        denies = any(word in NEGATORS for word in old)
        return small or (beside and (tie or bool(_WEIGHTY & {*old, *new}))) or (before and denies)

    def restored(self, named: frozenset[str], *, every: bool) -> Iterator[Change]:
        """A "may", "not" or "police said" of the sentence, put back where it was left out.

        Those that are `named` come first; others only where `every` one may be meant.
        """
        lost = []
        for a, b, c, d in self.differences:
            there = {self.theirs[at].plain for at in range(c, d)} & _WEIGHTY
            if there and (every or named & there):
                lost.append((not named & there, a, b, c, d))
        for _, a, b, c, d in sorted(lost):
            words = {self.theirs[at].plain: at for at in range(c, d)}
            speaks = not ATTRIBUTION.isdisjoint(words)
            if d - c <= (_LONGEST_SPEAKER if speaks else _LONGEST):
                yield from self._put(a, b, c, d)
            elif a < b and all(word.plain in FINITE_VERBS for word in self.mine[a:b]):
                yield from self._put(a, b, max(words[word] for word in _WEIGHTY & words.keys()), d)

    def _put(self, a: int, b: int, c: int, d: int) -> Iterator[Change]:
        """The sentence's words `theirs[c:d]` for the statement's `mine[a:b]`."""
        old, theirs = self.mine[a:b], self.theirs[c:d]
        if _other_verb(old, theirs) and not self._whole_clause(a, b, c, d):
            return
        if not self._alike_in_kind(old, theirs, b) or (not b and not _leads_in(theirs)):
            return
        new = self._words(c, d)
        if a < b:
            yield Change(Span(self.mine[a].span.start, self.mine[b - 1].span.end), new)
        elif a == 0 and self.mine and d < len(self.theirs):  # the next word loses its capital
            following = self._text(self.theirs[d])
            yield Change(self.mine[0].span, f"{new} {following}")
        elif a:
            at = self.mine[a - 1].span.end
            yield Change(Span(at, at), f" {new} ")

    def _alike_in_kind(self, old: Sequence[Word], new: Sequence[Word], end: int) -> bool:
        """Whether an exchange keeps the form: no name for "he", no stray comma or bracket."""
        there, here = ([word.plain for word in words if word.mark] for words in (new, old))
        closed = end >= sentence_end(self.mine) or self.mine[end].plain == ","
        closes = closed and there == [","] and new[0].plain == ","
        mine, theirs = {word.plain for word in old}, {word.plain for word in new}
        vaguer = bool(new) and _named(old) and not _named(new)
        emptied = bool(new) and theirs <= FUNCTION_WORDS and not mine <= FUNCTION_WORDS | _WEIGHTY
        personal = bool(old) and not _PERSONAL.isdisjoint(theirs) and _PERSONAL.isdisjoint(mine)
        # "reported the quake" is not "said the quake"
        retold = len(old) == len(new) == 1 and mine | theirs <= ATTRIBUTION
        return (there == here or closes) and not (vaguer or emptied or personal or retold)

    def _whole_clause(self, a: int, b: int, c: int, d: int) -> bool:
        """Whether the clauses around an exchange are the same to both ends.

        Another verb may need another object: "strained relations" is "plunged relations
        into crisis".
        """
        while a and c and self.mine[a - 1].plain == self.theirs[c - 1].plain:
            a, c = a - 1, c - 1
        ends = len(self.mine), len(self.theirs)
        while b < ends[0] and d < ends[1] and self.mine[b].plain == self.theirs[d].plain:
            b, d = b + 1, d + 1
        left = (not a or self.mine[a - 1].mark) and (not c or self.theirs[c - 1].mark)
        right = b == ends[0] or self.mine[b].mark
        return left and right and (d == ends[1] or self.theirs[d].mark)

    def _words(self, c: int, d: int) -> str:
        """The sentence's `theirs[c:d]` as they stand in it."""
        return self.source[self.theirs[c].span.start : self.theirs[d - 1].span.end] if c < d else ""

    def _text(self, word: Word) -> str:
        return self.source[word.span.start : word.span.end]

    def _same_sort(self, wrong: Sequence[int], c: int, d: int) -> Iterator[Change]:
        """The only number, or the only name, of a stretch for a wrong one of the same sort.

        No verb or preposition may stand before it: then it is tied in differently.
        """
        span = Span(self.mine[wrong[0]].span.start, self.mine[wrong[-1]].span.end)
        old = [self.mine[at] for at in wrong]
        if not _named(old) or wrong[-1] - wrong[0] >= _LONGEST or not (c or not wrong[0]):
            return
        runs = self._runs(c, d, digit=any(word.numeric for word in old))
        first = runs[0][0] if runs else c
        tied = any(
            word.mark or verb(word) or word.plain in PREPOSITIONS | RELATIVE_CLAUSE_OPENERS
            for word in self.theirs[c:first]
        )
        if len(runs) == 1 and not tied:
            yield Change(span, self._words(*runs[0]))

    def _runs(self, c: int, d: int, *, digit: bool) -> list[tuple[int, int]]:
        """Where the numbers, or the runs of capitalised words, stand among `theirs[c:d]`."""
        runs: list[tuple[int, int]] = []
        for at in range(c, d):
            word = self.theirs[at]
            named = word.text[:1].isupper() and word.plain not in FUNCTION_WORDS
            if word.numeric if digit else named:
                start = runs.pop()[0] if runs and runs[-1][1] == at else at
                runs.append((start, at + 1))
        return runs


def _other_verb(old: Sequence[Word], new: Sequence[Word]) -> bool:
    """Whether an exchange may bring another verb, not just a "may", a "not" or a speaker."""
    here, there = ({word.plain for word in words} for words in (old, new))
    light = FUNCTION_WORDS | FINITE_VERBS | _WEIGHTY
    denied = not NEGATORS.isdisjoint(here | there)
    same = {word[:_STEM] for word in here - light} & {word[:_STEM] for word in there - light}
    told = not old and not ATTRIBUTION.isdisjoint(there)
    if told or light.issuperset(here | there) or (denied and same):
        return False
    return any(verb(word) or word.plain.endswith("ing") for word in (*old, *new))


def _leads_in(words: Sequence[Word]) -> bool:
    """Whether a sentence may go on behind this: "Police said", "According to Ito,"."""
    ends = words[-1].plain in ATTRIBUTION | {"that", ","}
    return ends or words[0].plain == "according"


def _named(words: Sequence[Word]) -> bool:
    shown = (word for word in words if word.plain not in FUNCTION_WORDS)
    return any(word.numeric or word.text[:1].isupper() for word in shown)
