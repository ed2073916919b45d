"""Sentence salience from position and words, by a fitted linear model. Pure.

No language model is involved. The features are the classic ones of extractive summarization: the
position, how central the words are to the article (the degree of LexRank, Erkan and Radev 2004),
how much the sentence shares with the opening, whether it is prose. The weights are fitted on
sentences of news, stories, meetings, calls, reports and papers, by how much of them people's
summaries contain; see `benchmarks/salience_fit.py`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields

from summarize.document import Document, Sentence
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.english.function_words import FILLED_PAUSES, FIRST_AND_SECOND_PERSON

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# In running prose, at least this share of the words has several characters, all letters.
_PROSE_SHARE = 0.75
# The opening of an article that the rest is compared with, in sentences.
_OPENING_SENTENCES = 3
_COMFORTABLE_WORDS, _LONG_WORDS = 25, 40  # words
# How fast the value of a position falls from the first sentence on, and its weight.
_POSITION_DECAY, _POSITION_WEIGHT = 3, 2.0
MIN_SALIENCE = 0.001
"""The least salience of a sentence: if no feature is informative, all are equal."""

_BIAS = -0.1358


@dataclass(frozen=True, slots=True)
class Features:
    """The features of one sentence, each about 0 to 1.

    The weights are fitted: what one unit of a feature adds to the share of a sentence's words that
    people's summaries contain, too.
    """

    # logarithm of the position, from the first to about the hundredth sentence
    log_position: float = field(metadata={"weight": 0.1560})
    # how far into the article, 0 to 1
    relative_position: float = field(metadata={"weight": -0.1032})
    begins_paragraph: float = field(metadata={"weight": -0.0219})
    begins_section: float = field(metadata={"weight": 0.0532})
    central: float = field(metadata={"weight": 0.0447})  # rank by likeness to all the others
    # rank by how frequent its words are in the article
    frequent: float = field(metadata={"weight": 0.1253})
    # share of its words that the opening has
    like_opening: float = field(metadata={"weight": 0.2175})
    prose: float = field(metadata={"weight": 0.1213})  # 0 for formulas, labels and tables
    length: float = field(metadata={"weight": 0.0642})  # up to a comfortable length
    # words beyond a long sentence's, in long sentences
    overlong: float = field(metadata={"weight": 0.0353})
    figures: float = field(metadata={"weight": 0.0063})
    names: float = field(metadata={"weight": -0.0112})
    first_person: float = field(metadata={"weight": -0.0956})
    filler: float = field(metadata={"weight": -0.0241})
    question: float = field(metadata={"weight": -0.0145})
    quoted: float = field(metadata={"weight": -0.0026})


WEIGHTS = {one.name: one.metadata["weight"] for one in fields(Features)}


def score_salience(
    annotated: AnnotatedDocument, numbers: Sequence[int] | None = None
) -> dict[int, float]:
    """Return the salience of each sentence of prose, by number: above 0, the best about 1 to 3.

    With the `numbers` of a section's sentences, it is that within the section.
    """
    measured = measure_features(annotated, numbers)
    if not measured:
        return {}
    fitted = {
        number: max(
            MIN_SALIENCE, _BIAS + sum(w * getattr(one, name) for name, w in WEIGHTS.items())
        )
        for number, one in measured.items()
    }
    highest = max(fitted.values())
    return {
        number: value / highest + _POSITION_WEIGHT * _POSITION_DECAY / (_POSITION_DECAY + place)
        for place, (number, value) in enumerate(fitted.items())
    }


def measure_features(
    annotated: AnnotatedDocument, numbers: Sequence[int] | None = None
) -> dict[int, Features]:
    """Return the features of every sentence of prose, by number, in order.

    With `numbers`, of these alone, as if they were all.
    """
    numbers = list(annotated.numbers) if numbers is None else numbers
    keys = [
        frozenset(t.key for t in annotated.without_speaker_label(number) if t.is_content)
        if number in annotated.turns
        else annotated.keys(number)
        for number in numbers
    ]
    sentences = [annotated.document.sentence(number) for number in numbers]
    texts = [annotated.sentence_text(number) for number in numbers]
    words = [_WORD.findall(text) for text in texts]
    prose = [_measure_prose(text, own) for text, own in zip(texts, words, strict=True)]
    central = _normalize_ranks(_measure_centrality(keys, prose))
    frequent = _normalize_ranks(_measure_frequency(keys))
    opening = frozenset().union(*keys[:_OPENING_SENTENCES])
    begins = _find_beginnings(annotated.document, sentences)
    last = max(1, len(numbers) - 1)
    return {
        number: Features(
            math.log1p(place) / math.log(100),
            place / last,
            *begins[place],
            central[place],
            frequent[place],
            len(keys[place] & opening) / max(1, len(keys[place]))
            if place >= _OPENING_SENTENCES
            else 0.5,
            prose[place],
            min(1.0, len(words[place]) / _COMFORTABLE_WORDS),
            max(0.0, len(words[place]) / _LONG_WORDS - 1),
            *_measure_wording(texts[place], words[place]),
            float(number in annotated.quoted),
        )
        for place, number in enumerate(numbers)
    }


def _measure_prose(text: str, words: Sequence[str]) -> float:
    """Measure how much a sentence looks like prose: `"The bridge was closed." -> 1.0`."""
    if len(words) < 5:
        return 0.0
    lettered = sum(1 for word in words if len(word) > 1 and word.isalpha())
    return min(1.0, lettered / len(text.split()) / _PROSE_SHARE)


def _measure_centrality(keys: Sequence[frozenset[str]], prose: Sequence[float]) -> list[float]:
    """Return the sum of each sentence's cosine similarity to all others, by one sum of vectors."""
    counts = Counter(key for own in keys for key in own)
    weight = {key: math.log(1 + len(keys) / times) for key, times in counts.items()}
    # Exact sums: the order of a set differs from run to run.
    norms = [math.sqrt(math.fsum(weight[key] ** 2 for key in own)) or 1.0 for own in keys]
    total: Counter[str] = Counter()
    for own, norm, share in zip(keys, norms, prose, strict=True):
        for key in own:
            total[key] += share * weight[key] / norm  # type: ignore[assignment]
    return [
        math.fsum(weight[key] * total[key] for key in own) / norm - share
        for own, norm, share in zip(keys, norms, prose, strict=True)
    ]


def _measure_frequency(keys: Sequence[frozenset[str]]) -> list[float]:
    """Return the mean log frequency of the words of each sentence."""
    counts = Counter(key for own in keys for key in own)
    return [math.fsum(math.log1p(counts[key]) for key in own) / max(1, len(own)) for own in keys]


def _normalize_ranks(values: Sequence[float]) -> list[float]:
    """Return ranks from 0 for the least to 1 for the greatest: `[3, 9, 5] -> [0, 1, 0.5]`."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    for rank, place in enumerate(order):
        ranks[place] = rank / max(1, len(values) - 1)
    return ranks


def _find_beginnings(
    document: Document, sentences: Sequence[Sentence]
) -> list[tuple[float, float]]:
    """Return whether each sentence begins a paragraph, and whether a section."""
    begins: list[tuple[float, float]] = []
    before: tuple[int, tuple[str, ...]] | None = None
    for sentence in sentences:
        here = sentence.paragraph, document.headings_at(sentence.span.start)
        paragraph, section = (before is None or here[i] != before[i] for i in (0, 1))
        begins.append((float(paragraph), float(section)))
        before = here
    return begins


def _measure_wording(text: str, words: Sequence[str]) -> tuple[float, float, float, float, float]:
    """Measure figures, names, first person, fillers, and whether it is a question."""
    low = [word.lower() for word in words]
    return (
        min(3, sum(any(char.isdigit() for char in word) for word in words)) / 3,
        min(5, sum(word[0].isupper() for word in words[1:])) / 5,
        min(2, sum(word in FIRST_AND_SECOND_PERSON for word in low)) / 2,
        float(any(word in FILLED_PAUSES for word in low)),
        float(text.rstrip("”\"'’)").endswith("?")),
    )
