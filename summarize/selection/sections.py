"""Summaries by section: which sections there are, how long each summary is, what is in it.

Every section gets its share of the length by its size, at least a sentence. What matters in it
depends on its own sentences and on the drafts of the chunks in it; nothing is said twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from summarize.document import Chunk, Document, Role, count_words
from summarize.results import CheckedClaim, SectionSummary
from summarize.rewriting.self_contained import SELF_CONTAINED_FROM
from summarize.selection.candidates import (
    CandidateBuilder,
    CandidatePool,
    build_candidate,
    find_rendered_sentence,
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
from summarize.selection.summary import build_window, find_paragraph_breaks, select_within
from summarize.selection.votes import DraftVotes
from summarize.verification.checker import Checker

Statements = tuple[CheckedClaim, ...]

# A section with a larger share of the words is no division of the document: the only chapter
# of a book, beside a preface. It is divided in its turn.
_MAX_SHARE = 0.75
# More sections than these are too many to read, unless so many words were asked for.
_MAX_SECTIONS = 80
# The least length of a section's summary, about a sentence; a section of so few words is quoted.
_LEAST_WORDS, _QUOTED_WORDS = 20, 30
# The words of the sentence about the whole: about, at least and at most.
_LEAD_WORDS, _MIN_LEAD_WORDS, _MAX_LEAD_WORDS = 25, 10, 50
# An opening without a heading of so few words has no summary if the sentence about the whole is
# one of its own.
_OPENING_WORDS = 80
# For fewer words, a sentence or two, the length may differ by this share: what they say counts
# more. What one section takes too much, longer ones have less.
_FEW_WORDS, _FEW_TOLERANCE, _FEW_DEVIATION_COST = 60, 0.5, 0.5
_MAX_MORE = 1.5
# What is shorter, in words and in characters, is a label or a cell: no section has only these.
_LABEL_WORDS, _LABEL_CHARACTERS = 4, 20
# A chunk of fewer words is not ended for a new section.
_MIN_CHUNK_WORDS = 150


@dataclass(frozen=True, slots=True)
class Part:
    """A section that is summarised by itself, or several neighbours together.

    `heading` is "" for what stands before the first one. `numbers` are those of its sentences of
    prose, in order, at least one; `words` is their length.
    """

    heading: str
    numbers: tuple[int, ...]
    words: int


def divide_document(document: Document) -> list[Part]:
    """Return the sections with prose, at the highest level that has two; empty if none has.

    A section with more than three quarters of the words is divided in its turn, if it can be.
    """
    numbers = tuple(one.number for one in document.sentences if one.role is Role.PROSE)
    found = _divide(document, numbers, 0, _MAX_SHARE * document.words)
    parts = [part for part in found if any(not _is_label(document, n) for n in part.numbers)]
    return parts if len(parts) > 1 else []


def _is_label(document: Document, number: int) -> bool:
    text = document.sentence_text(document.sentence(number))
    return count_words(text) < _LABEL_WORDS and len(text) < _LABEL_CHARACTERS


def _divide(document: Document, numbers: Sequence[int], depth: int, most: float) -> Iterator[Part]:
    """Yield the sections whose headings are `depth` below the outermost ones."""
    paths = {n: document.headings_at(document.sentence(n).span.start) for n in numbers}
    for path, group in groupby(numbers, key=lambda number: paths[number][: depth + 1]):
        own = tuple(group)
        words = _count_words(document, own)
        if words > most and any(len(paths[number]) > depth + 1 for number in own):
            yield from _divide(document, own, depth + 1, most)
        else:
            yield Part(path[-1] if path else "", own, words)


def _count_words(document: Document, numbers: Sequence[int]) -> int:
    return sum(count_words(document.sentence_text(document.sentence(n))) for n in numbers)


def join_neighbours(parts: Sequence[Part], target: int) -> list[Part]:
    """Return the sections, neighbours together if there are too many for `target` words.

    Together they are about equally long; `"1. Scope"` to `"4. Fees"` become "1. Scope to 4. Fees".
    """
    most = max(_MAX_SECTIONS, target // _LEAST_WORDS)
    if len(parts) <= most:
        return list(parts)
    ends = list(accumulate(part.words for part in parts))
    runs: dict[int, list[Part]] = {}
    for part, end in zip(parts, ends, strict=True):
        runs.setdefault((end - 1) * most // ends[-1], []).append(part)
    return [_join(run) for run in runs.values()]


def _join(run: Sequence[Part]) -> Part:
    headings = [part.heading for part in run if part.heading]
    ends = dict.fromkeys((*headings[:1], *headings[-1:]))
    numbers = tuple(number for part in run for number in part.numbers)
    return Part(" to ".join(ends), numbers, sum(part.words for part in run))


def _restrict_to_focus(parts: Sequence[Part], focus: Focus, document: Document) -> list[Part]:
    """Return the sections with the sentences about the focus alone; those without are left out."""
    left = (
        (part, tuple(number for number in part.numbers if number not in focus.excluded))
        for part in parts
    )
    return [Part(part.heading, own, _count_words(document, own)) for part, own in left if own]


def plan_sections(
    focus: Focus, document: Document, target: int
) -> tuple[list[Part], tuple[str, ...]]:
    """Return the sections to summarise in `target` words, and remarks for the user.

    None if no headings divide the document.
    """
    found = divide_document(document)
    if not found:
        return [], (
            "The article has no headings that divide it: this is a summary of the whole. "
            "“summarize text” shows how it was read.",
        )
    joined = join_neighbours(found, target)
    kept = _restrict_to_focus(joined, focus, document)
    notes = []
    if len(joined) < len(found):
        notes.append(
            f"The article has {len(found)} sections: neighbours are summarised together, in "
            f"{len(joined)} parts."
        )
    if len(kept) < len(joined):
        notes.append(
            f"Of {len(joined)} sections, {len(joined) - len(kept)} without a sentence found for "
            f"“{focus.text}” are left out."
        )
    return kept, tuple(notes)


def find_borders(document: Document, parts: Sequence[Part]) -> frozenset[int]:
    """Return the numbers of the sentences at which a chunk begins: headings of sections.

    Several short sections share a chunk.
    """
    borders, words = set(), 0
    for part in parts:
        first = part.numbers[0]
        while first > 1 and document.sentence(first - 1).role is Role.HEADING:
            first -= 1
        if words >= _MIN_CHUNK_WORDS:
            borders.add(first)
            words = 0
        words += part.words
    if borders and words < _MIN_CHUNK_WORDS:
        borders.remove(max(borders))
    return frozenset(borders)


def _build_short_window(words: int) -> LengthWindow:
    low, high = (round(words * (1 + share)) for share in (-_FEW_TOLERANCE, _FEW_TOLERANCE))
    return LengthWindow(low, words, high, _FEW_DEVIATION_COST)


def _is_quoted(part: Part) -> bool:
    return part.words <= _QUOTED_WORDS


def share_words(sizes: Sequence[int], target: int) -> list[int]:
    """Return the words for the summary of each section: by its size, but at least a sentence.

    A short section has all of its words. `[600, 200, 200, 10], 150 -> [84, 28, 28, 10]`
    """
    shares = {place: size for place, size in enumerate(sizes) if size <= _QUOTED_WORDS}
    while True:
        rest = [place for place in range(len(sizes)) if place not in shares]
        left = max(0, target - sum(shares.values()))
        total = sum(sizes[place] for place in rest)
        wanted = {place: left * sizes[place] / total for place in rest}
        small = [place for place in rest if wanted[place] < _LEAST_WORDS]
        if not small:
            shares |= {place: round(words) for place, words in wanted.items()}
            return [shares[place] for place in range(len(sizes))]
        shares |= dict.fromkeys(small, _LEAST_WORDS)


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
            n for part in self._parts if _is_quoted(part) and part.heading for n in part.numbers
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
        )

    def _select(self, part: Part, words: int) -> Statements:
        """Return about so many words of a section; its own first sentence if there is no other."""
        doubtful = self._unread | self._annotated.unreal.keys()
        document = self._annotated.document
        own = tuple(
            self._checker.quote_sentence(number)
            for number in part.numbers
            if number not in doubtful and not _is_label(document, number)
        )
        if _is_quoted(part):
            return own
        words = max(_LEAST_WORDS, min(words, part.words // 2))
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
        number = find_rendered_sentence(claim, self._annotated)
        return build_candidate(claim, self._annotated, number)


def format_length_note(sections: Sequence[SectionSummary], words: int, target: int) -> str:
    """Return a remark if a sentence for each section is more than was asked for; else ""."""
    if words <= build_window(target, words).high or words <= target:
        return ""
    return (
        f"A sentence or more for each of the {len(sections)} sections takes {words} words, more "
        f"than the {target} asked for."
    )
