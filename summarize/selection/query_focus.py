"""What the reader asked for: which sentences of the article are about it, and whether any is.

`"Who pays for the bridge?"` has the telling words "pay" and "bridge". A sentence is about it
that has them, or has one while the other stands beside it; what the article calls by another
name counts, too. Where hardly any of them occurs, the article says nothing about it.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from functools import cached_property
from itertools import combinations

from summarize.document import Role, count_words
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.names.name_parts import find_name_spans
from summarize.nlp.normalize import tokenize
from summarize.results import CheckedClaim
from summarize.rewriting.self_contained import SELF_CONTAINED_FROM, score_alone
from summarize.selection.query_terms import Query, Term

RELEVANT_FROM = 0.5
"""From this relevance on, a sentence is about what was asked for."""

COVERED_FROM, QUESTION_COVERED_FROM = 0.6, 0.4
"""So much of the telling words, by weight, must occur near each other, or nothing is known.

Of a question less: its verb is seldom the article's.
"""

# What stands in a sentence of the same paragraph counts for so much, by how far off it is;
# what stands in a heading above, for more.
_NEIGHBOUR_SHARES, _HEADING_SHARE = (0.5, 0.35, 0.25), 0.6
# A sentence that has less than so much itself is not about it for its neighbours' sake.
_MIN_OWN_SHARE, _MAX_BORROWED = 0.3, 0.4
# With a missing word much is lost: "the costs of the bridge" are not the costs of the library.
_MEAN_POWER = 0.5
_STEPS = [(sign * step, part) for step, part in enumerate(_NEIGHBOUR_SHARES, 1) for sign in (-1, 1)]
_MIN_CONTENT_WORDS = 3  # content words; with fewer, a sentence ("Mm-hmm.") explains nothing
_SPELLING_CUTOFF = 0.75  # how alike a misspelt name must be, by difflib
# What only leads to a sentence about it counts so much beside one that is about nothing else.
_MIN_WEIGHT = 0.3


class Focus:
    """What a reader asked for, held against one article; "" asks for nothing.

    Pure: nothing in it ever changes.
    """

    def __init__(self, text: str, annotated: AnnotatedDocument) -> None:
        self.text = text
        self._annotated = annotated
        self._groups = Query(text, annotated).groups
        self._unmet_groups: list[Sequence[Term]] = []
        self._scores = self._score_sentences()

    @property
    def is_covered(self) -> bool:
        """Whether the article says anything about it."""
        return bool(self._scores)

    def relevance(self, number: int) -> float:
        """How much the sentence with this number is about it: 0 to 1, the best one having 1."""
        return self._scores.get(number, 0.0)

    def weight(self, number: int) -> float:
        """What a sentence counts where others are about the focus, too: above 0, at most 1."""
        return max(_MIN_WEIGHT, self.relevance(number)) if self.is_covered else 1.0

    @cached_property
    def relevant(self) -> frozenset[int]:
        """The sentences that are about it; empty if nothing is known."""
        return frozenset(n for n, score in self._scores.items() if score >= RELEVANT_FROM)

    @cached_property
    def context(self) -> frozenset[int]:
        """What is needed to understand these: what a sentence with "he" or "but" leans on."""
        document = self._annotated.document
        found = set()
        for number in self.relevant:
            before = number - 1
            if (
                before in self.relevant
                or before not in self._prose
                or self._is_self_contained(number)
            ):
                continue
            telling = len(self._annotated.keys(before)) >= _MIN_CONTENT_WORDS
            if (
                telling
                and document.sentence(before).paragraph == document.sentence(number).paragraph
            ):
                found.add(before)
        return frozenset(found)

    @property
    def excluded(self) -> frozenset[int]:
        """The sentences that a summary of this focus leaves out; none if nothing is known."""
        return self._prose - self.relevant - self.context if self.is_covered else frozenset()

    def drop_stray_context(self, chosen: Sequence[CheckedClaim]) -> tuple[CheckedClaim, ...]:
        """Those chosen without what leads to a sentence that was not chosen."""
        printed = {evidence.sentence_number for one in chosen for evidence in one.evidence}
        return tuple(
            one
            for one in chosen
            if any(
                e.sentence_number not in self.context or e.sentence_number + 1 in printed
                for e in one.evidence
            )
        )

    @cached_property
    def relevant_words(self) -> int:
        """How many words the sentences about it have."""
        document = self._annotated.document
        return sum(count_words(document.sentence_text(document.sentence(n))) for n in self.relevant)

    def format_instruction(self) -> str:
        """What to add to a prompt: `" Focus on costs."`, of a question `" Answer this: ...?"`."""
        if not self.is_covered:
            return ""
        asked = self.text.endswith("?")
        return f" Answer this: {self.text}" if asked else f" Focus on {self.text.rstrip('.')}."

    def format_note(self, target: int) -> str:
        """What to tell the reader: that there is nothing, or less than `target` words; else ""."""
        if not self.text:
            return ""
        parts = [" ".join(term.text for term in terms) for terms in self._unmet_groups]
        nothing = " or ".join(f"“{part}”" for part in (parts if self.is_covered else [self.text]))
        notes = (
            [f"The article says nothing about {nothing}.{self._suggest_names()}"] if nothing else []
        )
        if self.is_covered and self.relevant_words < target:
            notes.append(f"The article has {self.relevant_words} words on “{self.text}”.")
        return " ".join(notes)

    @cached_property
    def _prose(self) -> frozenset[int]:
        sentences = self._annotated.document.sentences
        return frozenset(s.number for s in sentences if s.role is Role.PROSE)

    def _is_self_contained(self, number: int) -> bool:
        index = self._annotated
        text = self._annotated.document.sentence_text(self._annotated.document.sentence(number))
        quoted = number in index.quoted
        return score_alone(text, index.tokens(number), quoted=quoted) >= SELF_CONTAINED_FROM

    def _score_sentences(self) -> dict[int, float]:
        """The relevance of every sentence that has any; empty if nothing is known."""
        best: dict[int, float] = {}
        for terms in self._groups:
            scores, met = self._score_group(terms)
            if met < (QUESTION_COVERED_FROM if self.text.endswith("?") else COVERED_FROM):
                self._unmet_groups.append(terms)
                continue
            for number, score in scores.items():
                best[number] = max(best.get(number, 0.0), score)
        return best

    def _score_group(self, terms: Sequence[Term]) -> tuple[dict[int, float], float]:
        """The scores for one thing asked for, 1 at best, and how much of it is met at once."""
        total = sum(term.weight for term in terms)
        spread = [self._spread_term(term) for term in terms]
        numbers = {number for one in spread for number in one}
        raw, met = {}, 0.0
        for number in numbers:
            shares = [one.get(number, 0.0) for one in spread]
            met = max(met, sum(t.weight for t, s in zip(terms, shares, strict=True) if s) / total)
            mean = (
                sum(t.weight * s**_MEAN_POWER for t, s in zip(terms, shares, strict=True)) / total
            )
            raw[number] = mean ** (1 / _MEAN_POWER)
        topics = [term for term in terms if term.topic]
        if topics and not any(term.sentences for term in topics):
            met = 0.0
        own = {number for number in numbers if _own_weight(number, terms) >= _MIN_OWN_SHARE * total}
        top = max((raw[number] for number in own), default=0.0) or 1.0
        headed = self._find_below_heading(terms)
        return {
            number: min(1.0, score / top)
            if number in own | headed
            else min(_MAX_BORROWED, score / top)
            for number, score in raw.items()
        }, met

    def _spread_term(self, term: Term) -> dict[int, float]:
        """Where a term counts: in its sentences, a little beside them, and below its heading."""
        document = self._annotated.document
        spread: dict[int, float] = {}
        for number, share in term.sentences.items():
            own = document.sentence(number).paragraph
            for step, part in _STEPS:
                other = number + step
                if other in self._prose and document.sentence(other).paragraph == own:
                    spread[other] = max(spread.get(other, 0.0), share * part)
        for number in self._find_below_heading([term]):
            spread[number] = max(spread.get(number, 0.0), _HEADING_SHARE)
        return spread | {n: max(share, spread.get(n, 0.0)) for n, share in term.sentences.items()}

    def _find_below_heading(self, terms: Sequence[Term]) -> frozenset[int]:
        """The sentences in sections whose heading has all of the terms."""
        return frozenset(
            number
            for keys, numbers in self._sections
            if all(any(form <= keys for form, _ in term.forms) for term in terms)
            for number in numbers
        )

    @cached_property
    def _sections(self) -> list[tuple[frozenset[str], list[int]]]:
        """The keys of the headings above, the title left out, and the sentences below."""
        document = self._annotated.document
        below: dict[tuple[str, ...], list[int]] = {}
        for number in sorted(self._prose):
            path = document.headings_at(document.sentence(number).span.start)
            below.setdefault(tuple(one for one in path if one != document.title), []).append(number)
        return [
            (frozenset(t.key for one in path for t in tokenize(one, document.language)), numbers)
            for path, numbers in below.items()
            if path
        ]

    def _suggest_names(self) -> str:
        """The article's names that are spelt like one that it does not have."""
        names = self._collect_names()
        asked = [term.text for terms in self._unmet_groups for term in terms if not term.sentences]
        near = [
            names[found]
            for one in asked
            for found in get_close_matches(one.casefold(), names, n=2, cutoff=_SPELLING_CUTOFF)
        ]
        told = " and ".join(f"“{name}”" for name in dict.fromkeys(near))
        return f" It does name {told}." if told else ""

    def _collect_names(self) -> dict[str, str]:
        """The names of the article, whole and word by word, as it prints them."""
        found: dict[str, str] = {}
        for number in sorted(self._prose):
            tokens = self._annotated.tokens(number)
            for start, end in find_name_spans(tokens):
                run = [token.surface.removesuffix("'s") for token in tokens[start:end]]
                for first, last in combinations(range(len(run) + 1), 2):  # without titles, too
                    name = " ".join(run[first:last])
                    found.setdefault(name.casefold(), name)
        return found


def _own_weight(number: int, terms: Sequence[Term]) -> float:
    """The weight of the terms that a sentence has itself."""
    return sum(term.weight * term.sentences.get(number, 0.0) for term in terms)
