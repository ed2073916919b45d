"""Summaries by section: a sentence about the whole, then the sentences of each section.

What matters in a section depends on its own sentences and on the drafts of the chunks in it;
nothing is said twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarize.document import Chunk
from summarize.results import CheckedClaim, SectionSummary
from summarize.rewriting.self_contained import SELF_CONTAINED_FROM
from summarize.selection.candidates import (
    CandidateBuilder,
    CandidatePool,
    build_candidate,
    is_question,
)
from summarize.selection.draft_set import DraftSet
from summarize.selection.optimizer import (
    Candidate,
    LengthWindow,
    is_redundant,
    rank_candidates,
)
from summarize.selection.ordering import realize
from summarize.selection.query_focus import Focus
from summarize.selection.sections import LEAST_WORDS, Part, is_label, is_quoted, share_words
from summarize.selection.summary import build_window, find_paragraph_breaks, select_within
from summarize.selection.votes import DraftVotes
from summarize.verification.checker import Checker

# The words of the sentence about the whole: about, at least and at most.
_LEAD_WORDS, _MIN_LEAD_WORDS, _MAX_LEAD_WORDS = 25, 10, 50
# An opening without a heading of so few words has no summary if the sentence about the whole is
# one of its own.
_OPENING_WORDS = 80
# For fewer words, a sentence or two, the length may differ by this share: what they say counts
# more. What one section takes too much, longer ones have less.
_FEW_WORDS, _FEW_TOLERANCE, _FEW_DEVIATION_COST = 40, 0.5, 0.5
_MAX_MORE = 1.5

Statements = tuple[CheckedClaim, ...]


class SectionSelector:
    """Selects sentences about the whole, then those of each section; none says one again.

    `drafted` are the chunks with the model's drafts, `unread` the sentences that it did not read.
    """

    def __init__(
        self,
        parts: Sequence[Part],
        checker: Checker,
        drafted: Sequence[tuple[Chunk, DraftSet]],
        focus: Focus,
        unread: frozenset[int],
    ) -> None:
        self._parts, self._drafted = parts, drafted
        self._checker, self._annotated = checker, checker.annotated
        self._focus, self._unread = focus, unread
        self._said: list[Candidate] = []

    def select_lead(self, builder: CandidateBuilder, votes: DraftVotes) -> Statements:
        """Return the best sentence about the whole; none if each section is quoted.

        It is understood alone, and of no section that is quoted.
        """
        quoted = {
            n for part in self._parts if is_quoted(part) and part.heading for n in part.numbers
        }
        pool = builder.build(votes, _LEAD_WORDS, quoted | self._focus.context)
        likely = [
            one
            for one in pool.candidates
            if _MIN_LEAD_WORDS <= one.words <= _MAX_LEAD_WORDS
            and one.self_containedness >= SELF_CONTAINED_FROM
            and not is_question(one.statement.text)
        ]
        best = rank_candidates(likely, pool.weights, 1)
        window = LengthWindow(_MIN_LEAD_WORDS, _LEAD_WORDS, _MAX_LEAD_WORDS)
        self._said += best
        return tuple(realize(best, self._checker, window, pool.unread))

    def select_sections(self, target: int) -> tuple[SectionSummary, ...]:
        """Return the summaries of the sections, of about `target` words together."""
        parts = [part for part in self._parts if not self._is_said(part)]
        shares = share_words([part.words for part in parts], target)
        found: dict[int, SectionSummary] = {}
        owed = 0
        # The longest last: there is room for what the short ones take too much or too little.
        for place in sorted(range(len(parts)), key=shares.__getitem__):
            share = shares[place]
            sentences = self._select(parts[place], round(min(share + owed, _MAX_MORE * share)))
            owed += share - sum(one.words for one in sentences)
            self._said += map(self._build_candidate, sentences)
            found[place] = self._build_summary(parts[place], sentences)
        return tuple(found[place] for place in range(len(parts)))

    def _is_said(self, part: Part) -> bool:
        """Whether a short opening has said its sentence already, as that about the whole."""
        said = {one.sentence_number for one in self._said}
        short = part.words <= _OPENING_WORDS and not part.heading
        return short and not said.isdisjoint(part.numbers)

    def _build_summary(self, part: Part, sentences: Statements) -> SectionSummary:
        document = self._annotated.document
        start = document.sentence(part.numbers[0]).span.start
        return SectionSummary(
            part.heading,
            document.line_at(start),
            document.page_at(start),
            part.words,
            sentences,
            find_paragraph_breaks(sentences),
            document.place_at(start),
        )

    def _select(self, part: Part, words: int) -> Statements:
        """Return about so many words of a section; its own first sentence if there is no other."""
        doubtful = self._unread | self._annotated.nonfactual.keys()
        document = self._annotated.document
        own = tuple(
            self._checker.quote_sentence(number)
            for number in part.numbers
            if number not in doubtful and not is_label(document, number)
        )
        if is_quoted(part):
            return own
        words = max(LEAST_WORDS, min(words, part.words // 2))
        builder = CandidateBuilder(
            self._checker, self._unread, self._focus.excluded, self._focus.weight, part.numbers
        )
        pool = builder.build(self._collect_votes(part), words)
        new = self._leave_out_said(pool)
        shortest = min((one.words for one in new.candidates), default=0)
        if words < _FEW_WORDS:
            window = _build_short_window(words)
        else:
            window = build_window(words, part.words // 2)
        if shortest > window.high:  # better a long sentence than none
            window = LengthWindow(0, shortest, shortest)
        chosen = select_within(new, self._checker, window)
        return self._focus.drop_stray_context(chosen) or own[:1]

    def _leave_out_said(self, pool: CandidatePool) -> CandidatePool:
        """Return the candidates that say nothing of what was said; all if there are no others."""
        new = tuple(
            one
            for one in pool.candidates
            if not any(is_redundant(one, other) for other in self._said)
        )
        return CandidatePool(new or pool.candidates, pool.weights, pool.unread, pool.printable)

    def _collect_votes(self, part: Part) -> DraftVotes:
        """Return the votes of the drafts of the chunks that have sentences of a section."""
        own = frozenset(part.numbers)
        mine = [
            drafted.summary
            for chunk, drafted in self._drafted
            if any(sentence.number in own for sentence in chunk.sentences)
        ]
        votes = DraftVotes()
        for one in mine:
            votes.add(one, 1 / len(mine))
        return votes

    def _build_candidate(self, claim: CheckedClaim) -> Candidate:
        return build_candidate(claim, self._annotated)


def format_length_note(sections: Sequence[SectionSummary], words: int, target: int) -> str:
    """Return a remark if a sentence for each section is more than was asked for; else ""."""
    if not sections or words <= build_window(target, words).high:
        return ""
    return (
        f"A sentence or more for each of the {len(sections)} sections takes {words} words, more "
        f"than the {target} asked for."
    )


def _build_short_window(words: int) -> LengthWindow:
    low, high = (round(words * (1 + share)) for share in (-_FEW_TOLERANCE, _FEW_TOLERANCE))
    return LengthWindow(low, words, high, _FEW_DEVIATION_COST)
