"""Context of lines: which line of a written summary is understood behind those before it.

A "he" needs somebody whom it can mean, a "however" or an "it" the very sentence that it went on
from, "the bill" what was said of a bill. So a line takes with it what leans on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.coreference.anaphors import Reference, may_name
from summarize.nlp.normalize import tokenize
from summarize.nlp.tokens import Kind, Tokens
from summarize.results import CheckedClaim, Origin, RepairMethod
from summarize.rewriting.needs import Need, find_unmet
from summarize.rewriting.self_contained import (
    UNDERSTOOD_FROM,
    has_lost_owner,
    may_refer_to,
    opens_with_person,
    refers_back,
)
from summarize.selection.candidates import find_rendered_sentences
from summarize.selection.optimizer import Candidate
from summarize.selection.votes import Draft, DraftedStatement

SOURCE_METHODS = {
    Origin.SOURCE: RepairMethod.SOURCE,
    Origin.EDITED: RepairMethod.SHORTENED,
}
"""How a statement was repaired that is printed in the article's words, by their origin."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a mended draft; `own` is the statement of the draft that it renders, if any.

    `method` is how that was repaired, None if it is printed as it was drafted.
    """

    candidate: Candidate
    own: DraftedStatement | None = None
    method: RepairMethod | None = None


class LineContext:
    """Says of the lines of one document which of them stand, and where another one fits."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self._annotated = annotated

    def can_stand(self, line: Line, before: Sequence[Line], drafted: Draft, *, near: bool) -> bool:
        """Whether a line says behind those before it what it says in its draft.

        `near` is whether the last one before is that in the draft as well, `drafted` all before it
        there. A "he" needs somebody whom it can mean, a "however" or an "it" the very sentence
        that it went on from, "the bill" what was said of a bill.
        """
        one = line.candidate
        if not self.leans(one, before):
            return True
        if not before:
            return False
        if not self._names_meant(one, before):
            return False
        if opens_with_person(self._tokenize(one.statement.text)):
            return self._may_follow(one, before[-1].candidate)
        if line.method in SOURCE_METHODS.values():  # it was not written for this place
            follows = one.sentence_number - 1 in self._collect_places(before[-1:])
            return follows and one.quality_in_context > one.quality
        lost = self._collect_keys(each.claim.text for each in drafted)
        unmet = self._find_unmet(one, before)
        last = before[-1]
        as_drafted = last.own is not None and last.method not in SOURCE_METHODS.values()
        return near and as_drafted and not any(need.noun in lost for need in unmet)

    def _names_meant(self, one: Candidate, before: Sequence[Line]) -> bool:
        """Whether for each pronoun without its noun a line before names somebody it may mean."""
        wanted = [need.reference for need in one.needs if need.reference]
        return all(self._find_naming(each, before) is not None for each in wanted)

    def _find_naming(self, reference: Reference, before: Sequence[Line]) -> Line | None:
        """Return the last line that names what such a pronoun may mean."""
        for line in reversed(before):
            tokens = self._tokenize(line.candidate.statement.text)
            people = [known for known, _ in self._annotated.identify_people(tokens)]
            if may_name(tokens, people, reference):
                return line
        return None

    def _is_met(self, need: Need, before: Sequence[Line]) -> bool:
        """Whether the last line that names what a pronoun may mean says what it means."""
        line = self._find_naming(need.reference, before) if need.reference else None
        return line is not None and not need.sentences.isdisjoint(
            self.find_said(line.candidate.statement)
        )

    def _find_unmet(self, one: Candidate, before: Sequence[Line]) -> list[Need]:
        """Return what a statement leans on and these lines do not say, a pronoun's noun last."""
        others = [need for need in one.needs if not (need.reference or need.restricts)]
        pronouns = [need for need in one.needs if need.reference]
        unmet = find_unmet(others, self._collect_places(before), self._collect_told(before))
        return [*unmet, *(need for need in pronouns if not self._is_met(need, before))]

    def _may_follow(self, line: Candidate, before: Candidate) -> bool:
        """Whether a "he" can be the same person behind this line as in the article.

        That is somebody whom both the evidence and the line before name; where the evidence names
        nobody, the line before must have a name and render it or the sentence before it.
        """
        numbers = line.statement.sentence_numbers
        evidence = [token for number in numbers for token in self._annotated.tokens(number)]
        told = self._tokenize(before.statement.text)
        named = may_refer_to(evidence, told)
        if named is not None:
            return named
        near = {near for number in numbers for near in (number - 1, number)}
        has_name = any(token.kind is Kind.NAME for token in told)
        return has_name and not near.isdisjoint(before.statement.sentence_numbers)

    def find_place(self, lines: Sequence[Line], new: Candidate) -> int:
        """Return where a sentence is inserted: by its place in the article.

        It comes before no line that leans, and the draft keeps its beginning.
        """
        earlier = [
            place
            for place, one in enumerate(lines)
            if (place == 0 and one.own and one.method is None)
            or min(self.find_said(one.candidate.statement)) < new.sentence_number
        ]
        return self._find_run(lines, earlier[-1]).stop if earlier else 0

    def remove(self, lines: Sequence[Line], place: int) -> list[Line]:
        """Return the lines without one and those that are not understood without it."""
        run = self._find_run(lines, place)
        kept = list(lines[: run.start])
        for at in range(run.stop, len(lines)):
            one = lines[at]
            leans = self.leans(one.candidate, kept)
            if not leans or self.leans(one.candidate, lines[:at]):
                kept.append(one)
        return kept

    def _find_run(self, lines: Sequence[Line], place: int) -> range:
        """Return the places of a line and of those behind it that lean on it."""
        end = place + 1
        while end < len(lines) and self.leans(lines[end].candidate, lines[:place]):
            end += 1
        return range(place, end)

    def leans(self, one: Candidate, before: Sequence[Line]) -> bool:
        """Whether a statement is not understood behind these lines, or goes on from another."""
        text = one.statement.text
        tokens = self._tokenize(text)
        if refers_back(text, tokens) or has_lost_owner(tokens, self._annotated.find_people(tokens)):
            return True
        unmet = self._find_unmet(one, before)
        return one.self_containedness_without(unmet) < UNDERSTOOD_FROM

    def _collect_places(self, lines: Sequence[Line]) -> frozenset[int]:
        said = (self.find_said(one.candidate.statement) for one in lines)
        return frozenset[int]().union(*said)

    def _collect_told(self, lines: Sequence[Line]) -> frozenset[str]:
        return self._collect_keys(one.candidate.statement.text for one in lines)

    def _collect_keys(self, texts: Iterable[str]) -> frozenset[str]:
        return frozenset(t.key for text in texts for t in self._tokenize(text) if t.is_content)

    def find_said(self, claim: CheckedClaim) -> frozenset[int]:
        """Return the sentences that a statement renders."""
        return find_rendered_sentences(claim, self._annotated)

    def _tokenize(self, text: str) -> Tokens:
        return tokenize(text, self._annotated.language)
