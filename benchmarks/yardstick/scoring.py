"""One summary and its baselines -> all figures of one text. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from summarize.nlp.tokens import Kind
from summarize.results import Origin, Summary
from yardstick.baselines import Answer
from yardstick.items import Item
from yardstick.measures import Scores, Source, Text, cut, printed_twice, scores, words

_LENGTH_TOLERANCE = 0.15


@dataclass(frozen=True)
class Faults:
    """What must not be there: what the article does not have, and what is said twice."""

    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    grams: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """The summary beside one baseline, both cut to the words of the shorter one."""

    own: Scores
    theirs: Scores
    text: Text
    unread: int
    faults: Faults


@dataclass(frozen=True)
class Row:
    """All figures of one text.

    `whole` are the scores of the summary uncut, `with_claims` those of summary and key
    claims together. `sentences` and `claims` count the statements by origin. `echoed` are
    the claims that are a sentence of the summary word for word. `seconds` is None where
    completions came from the cache: then it says nothing.
    """

    id: str
    group: str
    kind: str
    article_words: int
    asked: int
    given: int
    whole: Scores
    with_claims: Scores
    against: Mapping[str, Comparison]
    sentences: Mapping[str, int]
    claims: Mapping[str, int]
    faults: Faults
    claim_faults: Faults
    echoed: int
    dropped: int
    repaired: int
    chunks: int
    gaps: int
    seconds: float | None
    texts: Mapping[str, Text] = field(default_factory=dict)

    @property
    def on_length(self) -> bool:
        """Whether the length is within 15 % of what was asked."""
        return abs(self.given - self.asked) <= _LENGTH_TOLERANCE * self.asked


def row(item: Item, summary: Summary, answers: Mapping[str, Answer], seconds: float | None) -> Row:
    """Everything that can be said of one summary."""
    text = tuple(sentence.text for sentence in summary.sentences)
    listed = tuple(claim.text for claim in summary.claims)
    source = Source(summary.document)
    return Row(
        item.id,
        item.group,
        item.kind,
        summary.document.words,
        summary.target_words,
        words(text),
        scores(text, item.references, item.claims),
        scores((*text, *listed), item.references, item.claims),
        {name: compare(item, text, answer, source) for name, answer in answers.items()},
        _origins(summary.sentences),
        _origins(summary.claims),
        faults(text, source),
        faults(listed, source),
        len(set(text) & set(listed)),
        len(summary.dropped),
        len(summary.repairs),
        summary.coverage.chunks,
        len(summary.gaps),
        seconds,
        {"summary": text, "claims": listed},
    )


def compare(item: Item, text: Text, answer: Answer, source: Source) -> Comparison:
    """Both at the length of the shorter one."""
    shorter = min(words(text), words(answer.text))
    own, theirs = cut(text, shorter), cut(answer.text, shorter)
    return Comparison(
        scores(own, item.references, item.claims),
        scores(theirs, item.references, item.claims),
        answer.text,
        answer.unread,
        faults(answer.text, source),
    )


def faults(text: Text, source: Source) -> Faults:
    """What is wrong with a text whatever its references."""
    return Faults(
        source.novel(text, Kind.NUMBER),
        source.novel(text, Kind.NAME),
        printed_twice(text),
        source.repeated(text),
    )


def _origins(statements: tuple) -> dict[str, int]:
    counted = Counter(statement.origin for statement in statements)
    return {
        origin.value: counted[origin] for origin in (Origin.MODEL, Origin.EDITED, Origin.SOURCE)
    }
