"""The differences between a statement and its evidence, and changes that remove them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from summarize.document import Span
from summarize.nlp.english.function_words import (
    CONDITIONAL_CONJUNCTIONS,
    FUNCTION_WORDS,
    MODAL_VERBS,
    NEGATORS,
    PREPOSITIONS,
    RELATIVE_CLAUSE_OPENERS,
    SUBJECT_PRONOUNS,
)
from summarize.nlp.english.stance_words import ATTRIBUTION, FINITE_VERBS, HEDGES, QUALIFIERS
from summarize.rewriting.edits.changes import Change, Words, find_overlapping
from summarize.rewriting.edits.loose_clauses import find_sentence_end, is_verb

# The longest replacement in words, also for omitted words; with a speaker, longer.
_LONGEST, _LONGEST_SPEAKER, _LONGEST_GAP = 6, 9, 12
# The most words between a "not" and the word that it negates.
_REACH = 6
_SMALL = 3
# Forms of a verb begin alike: "close", "closed".
_STEM = 4
_WEIGHTY = NEGATORS | HEDGES | CONDITIONAL_CONJUNCTIONS | MODAL_VERBS | QUALIFIERS | ATTRIBUTION


@dataclass(frozen=True)
class EvidenceDiff:
    """The words of a statement and those of one sentence that it was compared with."""

    claim: Words
    evidence_text: str
    evidence: Words

    @cached_property
    def differences(self) -> list[tuple[int, int, int, int]]:
        """Ranges `a, b, c, d`: the sentence has `evidence[c:d]` in the place of `claim[a:b]`."""
        matcher = SequenceMatcher(
            None, [w.plain for w in self.claim], [w.plain for w in self.evidence], autojunk=False
        )
        return [places for tag, *places in matcher.get_opcodes() if tag != "equal"]  # type: ignore[misc]

    def replace_wrong(self, wrong: Sequence[Span]) -> Iterator[Change]:
        """Yield the evidence's words for the wrong words' range, or for those of the same kind."""
        places = find_overlapping(self.claim, wrong)
        for a, b, c, d in self.differences:
            inside = [at for at in places if a <= at < b]
            if inside:
                yield from self._replace_same_kind(inside, c, d)
            if (inside or self._may_be_wrong(places, a, b, c, d)) and d - c <= _LONGEST:
                yield from self._substitute(a, b, c, d)

    def _may_be_wrong(self, places: Sequence[int], a: int, b: int, c: int, d: int) -> bool:
        """Whether a difference may be the reason for wrong words next to it.

        That is a "not" before them, an adjacent "may" or preposition, or any small difference if
        the wrong words have no place in the text.
        """
        old, new = ([w.plain for w in words] for words in (self.claim[a:b], self.evidence[c:d]))
        beside = any(a - 1 <= at <= b for at in places)
        before = any(b <= at <= b + _REACH for at in places)
        tie = bool(old and new) and PREPOSITIONS.issuperset(old + new)
        small = not places and b - a <= _SMALL and d - c <= _SMALL
        denies = any(word in NEGATORS for word in old)
        return small or (beside and (tie or bool(_WEIGHTY & {*old, *new}))) or (before and denies)

    def restore_omitted(self, named: frozenset[str], *, every: bool) -> Iterator[Change]:
        """Yield changes that restore an omitted "may", "not" or "police said" of the evidence.

        Those that are `named` come first; others only if `every` one is possible.
        """
        lost = []
        for a, b, c, d in self.differences:
            there = {self.evidence[at].plain for at in range(c, d)} & _WEIGHTY
            if there and (every or named & there):
                lost.append((not named & there, a, b, c, d))
        for _, a, b, c, d in sorted(lost):
            words = {self.evidence[at].plain: at for at in range(c, d)}
            speaks = not ATTRIBUTION.isdisjoint(words)
            if d - c <= (_LONGEST_SPEAKER if speaks else _LONGEST):
                yield from self._substitute(a, b, c, d)
            elif a < b and all(word.plain in FINITE_VERBS for word in self.claim[a:b]):
                last = max(words[word] for word in _WEIGHTY & words.keys())
                yield from self._substitute(a, b, last, d)

    def restore_gaps(self, words: frozenset[str] | None = None) -> Iterator[Change]:
        """Yield the changes that restore what was left out of the evidence, or what has `words`.

        `"a crack in the wall", "a crack in the wall of the basin"`: "of the basin".
        """
        for a, b, c, d in self.differences:
            left_out = {word.plain for word in self.evidence[c:d]}
            wanted = words is None or not words.isdisjoint(left_out)
            if a == b and d - c <= _LONGEST_GAP and wanted:
                yield from self._substitute(a, b, c, d)

    def _substitute(self, a: int, b: int, c: int, d: int) -> Iterator[Change]:
        """Yield the change of `claim[a:b]` to `evidence[c:d]`, unless it breaks the sentence."""
        old, theirs = self.claim[a:b], self.evidence[c:d]
        if _changes_verb(old, theirs) and not self._is_whole_clause(a, b, c, d):
            return
        if not self._keeps_form(old, theirs, b):
            return
        # a clause can follow "Police said" or "According to Ito,"
        opens = ATTRIBUTION | {"that", ","}
        if not b and theirs[-1].plain not in opens and theirs[0].plain != "according":
            return
        new = self._evidence_slice(c, d)
        if a < b:
            yield Change(Span(self.claim[a].span.start, self.claim[b - 1].span.end), new)
        elif a == 0 and self.claim and d < len(self.evidence):  # the next word loses its capital
            yield Change(self.claim[0].span, f"{new} {self._evidence_slice(d, d + 1)}")
        elif a:
            at = self.claim[a - 1].span.end
            yield Change(Span(at, at), f" {new} ")

    def _keeps_form(self, old: Words, new: Words, end: int) -> bool:
        """Whether a replacement keeps the form: no "he" for a name, no stray comma or bracket."""
        there, here = ([word.plain for word in words if word.is_mark] for words in (new, old))
        closed = end >= find_sentence_end(self.claim) or self.claim[end].plain == ","
        closes = closed and there == [","] and new[0].plain == ","
        mine, theirs = {word.plain for word in old}, {word.plain for word in new}
        vaguer = bool(new) and _has_name_or_number(old) and not _has_name_or_number(new)
        emptied = bool(new) and theirs <= FUNCTION_WORDS and not mine <= FUNCTION_WORDS | _WEIGHTY
        personal = bool(old) and bool(SUBJECT_PRONOUNS & theirs) and not SUBJECT_PRONOUNS & mine
        # "reported the quake" is not "said the quake"
        retold = len(old) == len(new) == 1 and mine | theirs <= ATTRIBUTION
        return (there == here or closes) and not (vaguer or emptied or personal or retold)

    def _is_whole_clause(self, a: int, b: int, c: int, d: int) -> bool:
        """Whether the clauses around a replacement are the same up to both ends.

        Another verb may need another object: "strained relations" is "plunged relations
        into crisis".
        """
        while a and c and self.claim[a - 1].plain == self.evidence[c - 1].plain:
            a, c = a - 1, c - 1
        ends = len(self.claim), len(self.evidence)
        while b < ends[0] and d < ends[1] and self.claim[b].plain == self.evidence[d].plain:
            b, d = b + 1, d + 1
        left = (not a or self.claim[a - 1].is_mark) and (not c or self.evidence[c - 1].is_mark)
        right = b == ends[0] or self.claim[b].is_mark
        return left and right and (d == ends[1] or self.evidence[d].is_mark)

    def _evidence_slice(self, c: int, d: int) -> str:
        """Return the evidence's text of `evidence[c:d]`."""
        if c == d:
            return ""
        return self.evidence_text[self.evidence[c].span.start : self.evidence[d - 1].span.end]

    def _replace_same_kind(self, wrong: Sequence[int], c: int, d: int) -> Iterator[Change]:
        """Yield the only number, or the only name, of a range for a wrong one of the same kind.

        No verb or preposition may precede it in the range: its syntactic role is then another.
        """
        span = Span(self.claim[wrong[0]].span.start, self.claim[wrong[-1]].span.end)
        old = [self.claim[at] for at in wrong]
        long = wrong[-1] - wrong[0] >= _LONGEST
        if not _has_name_or_number(old) or long or (wrong[0] and not c):
            return
        runs = self._find_runs(c, d, digit=any(word.is_number for word in old))
        first = runs[0][0] if runs else c
        tied = any(
            word.is_mark or is_verb(word) or word.plain in PREPOSITIONS | RELATIVE_CLAUSE_OPENERS
            for word in self.evidence[c:first]
        )
        if len(runs) == 1 and not tied:
            yield Change(span, self._evidence_slice(*runs[0]))

    def _find_runs(self, c: int, d: int, *, digit: bool) -> list[tuple[int, int]]:
        """Return the ranges of numbers, or of capitalised words, in `evidence[c:d]`."""
        runs: list[tuple[int, int]] = []
        for at in range(c, d):
            word = self.evidence[at]
            named = word.text[:1].isupper() and word.plain not in FUNCTION_WORDS
            if word.is_number if digit else named:
                start = runs.pop()[0] if runs and runs[-1][1] == at else at
                runs.append((start, at + 1))
        return runs


def _changes_verb(old: Words, new: Words) -> bool:
    """Whether a replacement may change the verb, not just a "may", a "not" or a speaker."""
    here, there = ({word.plain for word in words} for words in (old, new))
    light = FUNCTION_WORDS | FINITE_VERBS | _WEIGHTY
    denied = not NEGATORS.isdisjoint(here | there)
    same = {word[:_STEM] for word in here - light} & {word[:_STEM] for word in there - light}
    attributed = not old and not ATTRIBUTION.isdisjoint(there)
    if attributed or light.issuperset(here | there) or (denied and same):
        return False
    return any(is_verb(word) or word.plain.endswith("ing") for word in (*old, *new))


def _has_name_or_number(words: Words) -> bool:
    shown = (word for word in words if word.plain not in FUNCTION_WORDS)
    return any(word.is_number or word.text[:1].isupper() for word in shown)
