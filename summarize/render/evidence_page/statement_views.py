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


@dataclass(frozen=True, slots=True)
class Source:
    """A document of the page; `prefix` tells its anchors from those of others, `label` its name."""

    document: Document
    prefix: str = ""
    label: str = ""

    def anchor(self, number: int) -> str:
        """Return the anchor of the sentence with this number."""
        return f"{self.prefix}sentence-{number}"


Cited = Sequence[tuple[Source, Evidence]]


class StatementViews:
    """Numbers the statements of a page in the order in which they are grouped.

    They are about one `document`, unless what is cited is named with each. `uses` has for each
    anchor of a sentence the statements whose evidence it is.
    """

    def __init__(self, document: Document | None = None) -> None:
        self._source = Source(document) if document else None
        self._count = 0
        self.uses: defaultdict[str, list[Use]] = defaultdict(list)

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
            [self.view(one, (places or {}).get(id(one), "")) for one in paragraph]
            for paragraph in paragraphs
        ]
        return Group(heading, views, empty, is_list)

    def view(
        self, statement: CheckedClaim, place: str, cited: Cited = (), remarks: str = ""
    ) -> StatementView:
        """Return the view of the next statement; `cited` is its evidence, its own first."""
        if self._source is not None:
            cited = [(self._source, one) for one in statement.evidence]
        self._count += 1
        state = find_state(statement)
        quotes = [_quote(source, one) for source, one in cited]
        own = " ".join(quotes[: len(statement.evidence)])
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
            remarks=remarks or phrases.format_remarks(statement, unchecked=True),
            place=place,
            reasons=tuple(map(sanitize_line, statement.reasons)),
            evidence=[_view_evidence(source, one) for source, one in cited],
            change=() if state == "verbatim" else diff_words(own, sanitize_line(text)),
        )
        for (source, one), quote in zip(cited, quotes, strict=True):
            spans = find_counterparts(text, statement.wrong_spans, quote)
            words = [quote[span.start : span.end] for span in spans]
            self.uses[source.anchor(one.sentence_number)].append(Use(view, words))
        return view

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


def _quote(source: Source, evidence: Evidence) -> str:
    sentence = source.document.sentence(evidence.sentence_number)
    return sanitize_line(source.document.sentence_text(sentence))


def _view_evidence(source: Source, evidence: Evidence) -> EvidenceView:
    place = phrases.format_location_with_headings(evidence)
    return EvidenceView(
        anchor=source.anchor(evidence.sentence_number),
        location=f"{source.label}, {place}" if source.label else place,
        quote=_quote(source, evidence),
        link=link_evidence(source.document, evidence),
    )


def find_state(statement: CheckedClaim) -> str:
    """Return how a statement stands, as a key of the legend."""
    if statement.verdict is not Verdict.SUPPORTED:
        return statement.verdict.value
    return (statement.basis or Basis.WORDS).value


def list_legend() -> list[tuple[str, str, str]]:
    """Return the signs and what they mean: `[("verbatim", "=", "word for word ..."), ...]`."""
    return [(state, sign, _STANDINGS[state]) for state, sign in _SIGNS.items()]
