"""Checked statements -> what the page shows of each: words, standing, evidence, changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from summarize.document import Document
from summarize.render import phrases
from summarize.render.evidence_page.word_diff import Run, diff_words, find_counterparts
from summarize.render.highlights import split_at_marks
from summarize.render.sanitize import sanitize_line
from summarize.render.source_links import link_evidence
from summarize.results import Basis, CheckedClaim, Dropped, Evidence, Repair, Verdict

_SIGNS = {
    "verbatim": "=",
    "words": "≈",
    "meaning": phrases.IN_OTHER_WORDS,
    "unsure": "?",
    "unsupported": "✗",
}
_STANDINGS = {
    "verbatim": "word for word in the article",
    "words": "in the article's words, shortened or adapted",
    "meaning": "in other words, probably what the article says",
    "unsure": "can't be decided",
    "unsupported": "not supported by the article",
}


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A sentence of the article: `anchor` is its element, `link` its address on the web."""

    anchor: str
    location: str
    quote: str
    link: str | None


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement. `words` are pairs of text and whether it is wrong; `change` is from the article.

    `state` is a key of the legend: "verbatim", "words", "meaning", "unsure", "unsupported".
    """

    anchor: str
    label: str
    words: Sequence[tuple[str, bool]]
    state: str
    sign: str
    standing: str
    remarks: str
    place: str
    reasons: Sequence[str]
    evidence: Sequence[EvidenceView]
    change: Sequence[Run]


@dataclass(frozen=True, slots=True)
class Group:
    """Statements under a heading, by paragraph; `empty` is printed where there are none.

    With `is_list`, each paragraph is an item.
    """

    heading: str
    paragraphs: Sequence[Sequence[StatementView]]
    empty: str
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A statement that is not printed as it was written: how it was changed, or dropped."""

    words: Sequence[Run]
    what: str
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class Use:
    """A sentence's use as evidence: the statement, and the words that contradict it."""

    statement: StatementView
    counterparts: Sequence[str]


class StatementViews:
    """Numbers the statements of a page in the order in which they are grouped.

    `uses` has for each sentence number the statements whose evidence it is.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._count = 0
        self.uses: defaultdict[int, list[Use]] = defaultdict(list)

    def group(
        self,
        heading: str,
        paragraphs: Iterable[Sequence[CheckedClaim]],
        empty: str,
        places: Mapping[int, str] | None = None,
        *,
        is_list: bool = False,
    ) -> Group:
        """Return statements under a heading; `places` has where some stand, by `id`."""
        views = [
            [self._view(one, (places or {}).get(id(one), "")) for one in paragraph]
            for paragraph in paragraphs
        ]
        return Group(heading, views, empty, is_list)

    def _view(self, statement: CheckedClaim, place: str) -> StatementView:
        self._count += 1
        state = find_state(statement)
        quotes = [self._quote(one) for one in statement.evidence]
        text = statement.translated_from or statement.text
        view = StatementView(
            anchor=f"statement-{self._count}",
            label=str(self._count),
            words=split_at_marks(statement),
            state=state,
            sign=_SIGNS[state],
            standing=f"{_STANDINGS[state]}, {phrases.format_certainty(statement).split(', ')[-1]}"
            if state != "verbatim"
            else _STANDINGS[state],
            remarks=phrases.format_remarks(statement, unchecked=True),
            place=place,
            reasons=tuple(map(sanitize_line, statement.reasons)),
            evidence=tuple(map(self._view_evidence, statement.evidence)),
            change=() if state == "verbatim" else diff_words(" ".join(quotes), sanitize_line(text)),
        )
        for one, quote in zip(statement.evidence, quotes, strict=True):
            spans = find_counterparts(text, statement.wrong_spans, quote)
            words = [quote[span.start : span.end] for span in spans]
            self.uses[one.sentence_number].append(Use(view, words))
        return view

    def _quote(self, evidence: Evidence) -> str:
        sentence = self._document.sentence(evidence.sentence_number)
        return sanitize_line(self._document.sentence_text(sentence))

    def _view_evidence(self, evidence: Evidence) -> EvidenceView:
        return EvidenceView(
            anchor=f"sentence-{evidence.sentence_number}",
            location=phrases.format_location_with_headings(evidence),
            quote=self._quote(evidence),
            link=link_evidence(self._document, evidence),
        )

    @staticmethod
    def list_repairs(repairs: Iterable[Repair]) -> list[Change]:
        """Return the statements that were repaired, with what was changed."""
        return [
            Change(
                diff_words(sanitize_line(one.before), sanitize_line(one.after)),
                phrases.METHOD_WORDS[one.method],
                tuple(map(sanitize_line, one.reasons)),
            )
            for one in repairs
        ]

    @staticmethod
    def list_dropped(dropped: Iterable[Dropped]) -> list[Change]:
        """Return the statements that are not printed."""
        return [
            Change([Run("-", sanitize_line(one.text))], "", tuple(map(sanitize_line, one.reasons)))
            for one in dropped
        ]


def find_state(statement: CheckedClaim) -> str:
    """Return how a statement stands, as a key of the legend."""
    if statement.verdict is not Verdict.SUPPORTED:
        return statement.verdict.value
    return (statement.basis or Basis.WORDS).value


def list_legend() -> list[tuple[str, str, str]]:
    """Return the signs and what they mean: `[("verbatim", "=", "word for word ..."), ...]`."""
    return [(state, sign, _STANDINGS[state]) for state, sign in _SIGNS.items()]
