"""Agreement: which documents say what a statement of another one says. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from summarize.digests import Citation
from summarize.multidocument.members import Member
from summarize.multidocument.pooling import locate
from summarize.multidocument.readings import Reading, read_tokens
from summarize.nlp.normalize import has_tables, tokenize
from summarize.results import CheckedClaim, Claim, Verdict
from summarize.selection.optimizer import Candidate, share_concepts
from summarize.selection.repetition import SaidBefore

# A sentence with so much of a statement's content, by weight, says nearly the same.
_SIMILAR_FROM = 0.75
_LEAST_SHARED = 4
_NEAREST = 3


class Agreement:
    """Compares the statements of documents about the same subject.

    `subjects` has the subject of each source by its number, `apart` the pairs of sentences that
    say something different, each with the number of its source.
    """

    def __init__(
        self,
        members: Sequence[Member],
        subjects: Mapping[int, int],
        apart: Collection[frozenset[tuple[int, int]]] = (),
    ) -> None:
        self._members = {member.number: member for member in members}
        self._subjects, self._apart = subjects, apart
        self._known: dict[tuple[int, str, int, str], bool] = {}

    def repeats(self, one: Candidate, other: Candidate) -> bool:
        """Whether two statements of different documents say the same, or differ about the same."""
        here, there = locate(one), locate(other)
        if here[0] == there[0]:
            return False
        if frozenset((here, there)) in self._apart or share_concepts(one, other):
            return True
        if self._subjects[here[0]] != self._subjects[there[0]]:
            return False
        key = (here[0], one.statement.text, there[0], other.statement.text)
        if key not in self._known:
            self._known[key] = self._says(one, other) or self._says(other, one)
        return self._known[key]

    def _says(self, one: Candidate, other: Candidate) -> bool:
        """Whether one statement says what another one does."""
        source, number = locate(one)
        before = SaidBefore(self._members[source].annotated)
        before.add(one.statement, number)
        return before.says(other.statement.text)

    def find_citations(
        self, statement: CheckedClaim, source: int, leave_out: Collection[int] = ()
    ) -> tuple[Citation, ...]:
        """Return what other documents about the subject say of the same, near-duplicates aside.

        What the checker finds in a document is cited as such; else the sentence that says nearly
        the same, if there is one. None of the sources `leave_out` is cited.
        """
        found: list[Citation] = []
        for number, member in sorted(self._members.items()):
            same = self._subjects[number] == self._subjects[source]
            if number == source or number in leave_out or member.source.repeats or not same:
                continue
            if member.annotated.language != self._members[source].annotated.language:
                continue
            checked = member.checker.check(Claim(statement.text))
            if checked.verdict is Verdict.SUPPORTED:
                found += [Citation(number, one) for one in checked.evidence]
            elif checked.verdict is not Verdict.UNSUPPORTED:
                found += self._find_similar(statement, member)
        return tuple(found)

    def _find_similar(self, statement: CheckedClaim, member: Member) -> Iterator[Citation]:
        """Yield the sentence of a document that says nearly the same as a statement."""
        annotated = member.annotated
        if not has_tables(annotated.language):
            return
        reading = read_tokens(tokenize(statement.text, annotated.language))
        for near in member.readings.find_near(reading, _NEAREST):
            if _covers(near, reading, member):
                yield Citation(member.number, annotated.evidence(near.number), is_checked=False)
                return


def _covers(near: Reading, said: Reading, member: Member) -> bool:
    """Whether a sentence has nearly all that a statement says: its names, figures and dates too."""
    shared = said.forms.keys() & near.forms.keys()
    if len(shared) < min(_LEAST_SHARED, len(said.forms)):
        return False
    names = near.names | member.readings.find_names_around(near.number)
    figures = {amount.token.key for amount in near.amounts}
    dates = {value for found in near.dates.values() for value in found}
    if not said.names <= names or not {a.token.key for a in said.amounts} <= figures:
        return False
    if not {value for found in said.dates.values() for value in found} <= dates:
        return False
    weights = {form: member.annotated.weight(t.key) for form, t in said.forms.items()}
    total = sum(weights.values())
    return bool(total) and sum(weights[form] for form in shared) >= _SIMILAR_FROM * total
