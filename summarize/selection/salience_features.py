"""Features of what matters: position, words, cues, speakers of each sentence. Pure.

They are the classic ones of extractive summarization: the position, how central the words are to
the article (the degree of LexRank, Erkan and Radev 2004), through how much of it they run, what the
sentence shares with the beginning and the end, cues like "we found" (Edmundson 1969, "New Methods
in Automatic Extracting"), the heading above, whether it is prose. `selection.salience` weighs them.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from typing import TypeAlias

from summarize.characters import BURMESE, HAN, KANA, KHMER, LAO, THAI, TIBETAN, UNSPACED
from summarize.document import Document, Sentence
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.english import cue_phrases
from summarize.nlp.english.claim_words import EVENTS, TURNING_POINTS
from summarize.nlp.english.function_words import FILLED_PAUSES, FIRST_AND_SECOND_PERSON
from summarize.nlp.normalize.unspaced import has_unspaced
from summarize.nlp.tokens import Kind
from summarize.rewriting.page_references import cites_others

# Where no spaces divide them, two characters of Chinese or five letters of Thai are a word.
_WORD = re.compile(
    rf"[{HAN}{KANA}]{{1,2}}|[{THAI}{LAO}{KHMER}{BURMESE}{TIBETAN}]{{1,5}}"
    rf"|[^\W_{UNSPACED}]+(?:['’-][^\W_{UNSPACED}]+)*"
)
# In running prose, at least this share of the words has several characters, all letters.
_PROSE_SHARE = 0.75
# The opening of an article that the rest is compared with, in sentences.
_OPENING_SENTENCES = 3
# The beginning and the end are such a share of the sentences, of at least so many.
_REGION_SHARE, _MIN_REGION = 0.1, 3
# A word is counted in each tenth of the article that has it; in so many it is everywhere.
_TENTHS, _EVERYWHERE = 10, 6
_COMFORTABLE_WORDS, _LONG_WORDS = 25, 40  # words
_MEDIUM_LETTERS = 6  # letters of a word of medium length
_LONG_TURN = 12  # sentences
_FEW_KEYS = 4  # content words by which a share is divided at least
_LAST_SHARE = 0.15
# How fast the value of a position falls from the first sentence on.
_DECAY = 3
_QUOTATION_MARKS = '“"«„「『'


def _compile(cues: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{cues})\b", re.IGNORECASE)


_AIM, _FINDING, _ADVICE = map(
    _compile, (cue_phrases.AIMS, cue_phrases.FINDINGS, cue_phrases.ADVICE)
)
_OUTCOME, _AGREEMENT = map(_compile, (cue_phrases.OUTCOMES, cue_phrases.AGREEMENTS))
_INTRODUCTION, _METHODS, _CONCLUSION = map(
    _compile, (cue_phrases.INTRODUCTIONS, cue_phrases.METHODS, cue_phrases.CONCLUSIONS)
)
_LEANS, _PROCEDURE, _HYPOTHETICAL, _BACKGROUND = map(
    _compile,
    (cue_phrases.LEANING, cue_phrases.PROCEDURES, cue_phrases.HYPOTHESES, cue_phrases.BACKGROUNDS),
)
_PLUPERFECT = _compile(r"had (?:\w+ly |never |already |now )?(?:been|\w+(?:ed|en|wn|ne|ght|de))")
_COMPARISON = _compile(cue_phrases.COMPARISONS)
_EVENTS = EVENTS | TURNING_POINTS
_CONTINUATION = _compile(cue_phrases.CONTINUATIONS)


@dataclass(frozen=True, slots=True)
class Features:
    """The features of one sentence, each about 0 to 1."""

    # logarithm of the position, from the first to about the hundredth sentence
    log_position: float
    early: float  # 1 for the first sentence, a half for the fourth
    late: float  # the same from the end
    relative_position: float  # how far into the article, 0 to 1
    at_end: float  # in the last sixth or so
    begins_paragraph: float
    begins_section: float
    under_introduction: float
    under_methods: float
    under_conclusion: float
    central: float  # rank by likeness to all the others
    frequent: float  # rank by how frequent its words are in the article
    spread: float  # share of the article's tenths that have its words, on average
    everywhere: float  # share of its words that most of the tenths have
    like_opening: float  # share of its words that the opening has
    like_beginning: float  # what it shares with the first tenth, by rare words
    like_end: float  # with the last tenth
    speaker_share: float  # of all that is said, in talk
    prose: float  # 0 for formulas, labels and tables
    length: float  # up to a comfortable length
    overlong: float  # words beyond a long sentence's, in long sentences
    word_length: float
    figures: float
    names: float
    first_person: float
    we: float
    past: float
    filler: float
    question: float
    quoted: float  # begins inside a quotation
    quotes: float  # has a quotation mark
    goes_on: float  # "But", "For example"
    aim: float  # "this paper", "we propose"
    finding: float  # "results show", "significantly"
    advice: float  # "recommends", "should"
    outcome: float  # "to summarize", "we expect"
    leans: float  # "such", "these", "also", "again": on what was said before
    cites: float  # the work of others
    procedure: float  # "were measured", "was used for"
    hypothetical: float  # "may", "could", "for example"
    under_background: float  # prior art, related work
    through_section: float  # how far into its section, 0 to 1
    turn_length: float  # of the turn in talk, up to a long one
    turn_start: float  # the first sentence of a turn
    new_names: float  # names that nothing before it has
    main_names: float  # names that the document has most often
    event: float  # "killed", "decided", "rose"
    pluperfect: float  # "had been deserted": what happened, told afterwards
    comparison: float  # "than", "most", "compared to"
    document_size: float  # of all its sentences, in logarithms
    document_quoted: float  # share of its sentences inside quotations
    document_talk: float  # share of its sentences in turns
    document_cites: float  # share of its sentences about others' work


Columns: TypeAlias = dict[str, Sequence[float]]
"""Features by their names, each with a value for every sentence."""


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
    texts = [annotated.sentence_text(number) for number in numbers]
    columns = {
        **_measure_places(annotated.document, numbers),
        **_measure_keys(keys, [_measure_prose(text, _WORD.findall(text)) for text in texts]),
        **_measure_speakers(annotated, numbers),
        **_measure_texts(texts),
        **_measure_turns(annotated, numbers),
        **_measure_names(annotated, numbers),
        **_measure_document(annotated, numbers),
        "quoted": [float(number in annotated.quoted) for number in numbers],
        "outcome": [
            _has_cue(_OUTCOME, text)
            or float(number in annotated.turns) * _has_cue(_AGREEMENT, text)
            for number, text in zip(numbers, texts, strict=True)
        ],
    }
    names = [one.name for one in fields(Features)]
    rows = zip(*(columns[name] for name in names), strict=True)
    return {number: Features(*row) for number, row in zip(numbers, rows, strict=True)}


def decay_from_start(place: int) -> float:
    """Return how near a place is to the first: `0 -> 1.0`, `3 -> 0.5`."""
    return _DECAY / (_DECAY + place)


def _measure_places(document: Document, numbers: Sequence[int]) -> Columns:
    """Measure where the sentences stand, and under which headings."""
    sentences = [document.sentence(number) for number in numbers]
    size = len(sentences)
    through = [place / max(1, size - 1) for place in range(size)]
    begins = _find_beginnings(document, sentences)
    above = [" ".join(document.headings_at(one.span.start)) for one in sentences]
    return {
        "log_position": [math.log1p(place) / math.log(100) for place in range(size)],
        "early": [decay_from_start(place) for place in range(size)],
        "late": [decay_from_start(size - 1 - place) for place in range(size)],
        "relative_position": through,
        "at_end": [float(share >= 1 - _LAST_SHARE) for share in through],
        "begins_paragraph": [paragraph for paragraph, _ in begins],
        "begins_section": [section for _, section in begins],
        "under_introduction": [_has_cue(_INTRODUCTION, text) for text in above],
        "under_methods": [_has_cue(_METHODS, text) for text in above],
        "under_conclusion": [_has_cue(_CONCLUSION, text) for text in above],
        "under_background": [_has_cue(_BACKGROUND, text) for text in above],
        "through_section": _measure_through(above),
    }


def _measure_through(groups: Sequence[str]) -> list[float]:
    """Return how far into its run of equals each is: `["a", "a", "a", "b"] -> [0, 0.5, 1, 0]`."""
    found: list[float] = []
    for _, group in groupby(groups):
        size = len(list(group))
        found += [place / max(1, size - 1) for place in range(size)]
    return found


def _measure_turns(annotated: AnnotatedDocument, numbers: Sequence[int]) -> Columns:
    """Measure how long the turn of each sentence is in talk, and whether it begins it."""
    turns = [annotated.turns.get(number) for number in numbers]
    lengths: list[float] = []
    starts: list[float] = []
    for turn, group in groupby(turns):
        size = len(list(group))
        share = 0.0 if turn is None else min(1.0, size / _LONG_TURN)
        lengths += [share] * size
        starts += [float(turn is not None), *[0.0] * (size - 1)]
    return {"turn_length": lengths, "turn_start": starts}


def _measure_names(annotated: AnnotatedDocument, numbers: Sequence[int]) -> Columns:
    """Measure how many names of each sentence are new, up to two, and how frequent they are."""
    named = [
        {token.key for token in annotated.without_speaker_label(number) if token.kind is Kind.NAME}
        for number in numbers
    ]
    counts = Counter(key for own in named for key in own)
    most = max(counts.values(), default=1)
    known: set[str] = set()
    new: list[float] = []
    for own in named:
        new.append(min(2, len(own - known)) / 2)
        known |= own
    main = [max((counts[key] / most for key in own), default=0.0) for own in named]
    return {"new_names": new, "main_names": main}


def _measure_document(annotated: AnnotatedDocument, numbers: Sequence[int]) -> Columns:
    """Measure what kind of document it is: the same for all of its sentences."""
    size = max(1, len(numbers))
    values = {
        "document_size": math.log1p(size) / math.log(1000),
        "document_quoted": sum(number in annotated.quoted for number in numbers) / size,
        "document_talk": sum(number in annotated.turns for number in numbers) / size,
    }
    return {name: [value] * len(numbers) for name, value in values.items()}


def _measure_keys(keys: Sequence[frozenset[str]], prose: Sequence[float]) -> Columns:
    """Measure how the words of the sentences, by their keys, run through the whole."""
    opening = frozenset().union(*keys[:_OPENING_SENTENCES])
    size = max(_MIN_REGION, round(_REGION_SHARE * len(keys)))
    spread = _measure_spread(keys)
    return {
        "prose": prose,
        "central": _normalize_ranks(_measure_centrality(keys, prose)),
        "frequent": _normalize_ranks(_measure_frequency(keys)),
        "spread": [share for share, _ in spread],
        "everywhere": [share for _, share in spread],
        "like_opening": [
            len(own & opening) / max(1, len(own)) if place >= _OPENING_SENTENCES else 0.5
            for place, own in enumerate(keys)
        ],
        "like_beginning": _measure_likeness(keys, range(min(size, len(keys)))),
        "like_end": _measure_likeness(keys, range(max(0, len(keys) - size), len(keys))),
    }


def _measure_speakers(annotated: AnnotatedDocument, numbers: Sequence[int]) -> Columns:
    """Measure how much of what is said in a transcript is said by each sentence's speaker."""
    turns = annotated.turns
    speakers = [turns[number].speaker if number in turns else None for number in numbers]
    said = Counter(speaker for speaker in speakers if speaker is not None)
    talk = max(1, said.total())
    return {"speaker_share": [said[one] / talk if one is not None else 0.0 for one in speakers]}


def _measure_texts(texts: Sequence[str]) -> Columns:
    """Measure the wording of the sentences: length, figures, names, person, cues."""
    words = [_WORD.findall(text) for text in texts]
    low = [[word.lower() for word in own] for own in words]
    cites = [float(cites_others(text)) for text in texts]
    return {
        "length": [min(1.0, len(own) / _COMFORTABLE_WORDS) for own in words],
        "overlong": [max(0.0, len(own) / _LONG_WORDS - 1) for own in words],
        "word_length": [sum(map(len, own)) / max(1, len(own)) / _MEDIUM_LETTERS for own in words],
        "figures": [_count(3, (any(map(str.isdigit, word)) for word in own)) for own in words],
        "names": [_count(5, (word[0].isupper() for word in own[1:])) for own in words],
        "first_person": [
            _count(2, (word in FIRST_AND_SECOND_PERSON for word in own)) for own in low
        ],
        "we": [_count(2, (word in {"we", "our"} for word in own)) for own in low],
        "past": [_count(4, (word.endswith("ed") for word in own)) for own in low],
        "filler": [float(not FILLED_PAUSES.isdisjoint(own)) for own in low],
        "question": [
            float(text.rstrip("”\"'’)」』）").endswith(("?", "？", "؟"))) for text in texts
        ],
        "quotes": [float(any(mark in text for mark in _QUOTATION_MARKS)) for text in texts],
        "goes_on": [float(bool(_CONTINUATION.match(text))) for text in texts],
        "aim": [_count(2, _AIM.findall(text)) for text in texts],
        "finding": [_count(2, _FINDING.findall(text)) for text in texts],
        "advice": [_count(2, _ADVICE.findall(text)) for text in texts],
        "leans": [_count(2, _LEANS.findall(text)) for text in texts],
        "cites": cites,
        "document_cites": [sum(cites) / max(1, len(texts))] * len(texts),
        "procedure": [_count(2, _PROCEDURE.findall(text)) for text in texts],
        "hypothetical": [_count(2, _HYPOTHETICAL.findall(text)) for text in texts],
        "event": [_count(2, (word in _EVENTS for word in own)) for own in low],
        "pluperfect": [_count(2, _PLUPERFECT.findall(text)) for text in texts],
        "comparison": [_count(2, _COMPARISON.findall(text)) for text in texts],
    }


def _count(most: int, found: Iterable[object]) -> float:
    """Return how many are true, up to `most`, as a share of it: `2, [1, 0, 1, 1] -> 1.0`."""
    return min(most, sum(map(bool, found))) / most


def _has_cue(pattern: re.Pattern[str], text: str) -> float:
    return float(bool(pattern.search(text)))


def _measure_prose(text: str, words: Sequence[str]) -> float:
    """Measure how much a sentence looks like prose: `"The bridge was closed." -> 1.0`."""
    if len(words) < 5:
        return 0.0
    if has_unspaced(text):
        letters = sum(map(len, (word for word in words if not word.isdigit())))
        return min(1.0, letters / len("".join(text.split())) / _PROSE_SHARE)
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


def _measure_spread(keys: Sequence[frozenset[str]]) -> list[tuple[float, float]]:
    """Return in how much of the whole the words of each sentence stand.

    The mean share of the tenths that have them, and the share of the words that most tenths have.
    """
    tenths: defaultdict[str, set[int]] = defaultdict(set)
    for place, own in enumerate(keys):
        for key in own:
            tenths[key].add(place * _TENTHS // len(keys))
    return [
        (
            sum(len(tenths[key]) for key in own) / max(1, len(own)) / _TENTHS,
            sum(len(tenths[key]) >= _EVERYWHERE for key in own) / max(_FEW_KEYS, len(own)),
        )
        for own in keys
    ]


def _measure_likeness(keys: Sequence[frozenset[str]], region: range) -> list[float]:
    """Return what each sentence shares with a region's others, by rare words, up to 1."""
    sentences = Counter(key for own in keys for key in own)
    within = Counter(key for place in region for key in keys[place])
    found = []
    for place, own in enumerate(keys):
        itself = place in region
        shared = (
            math.log1p(within[key] - itself) * math.log1p(len(keys) / sentences[key])
            for key in own
            if within[key] > itself
        )
        found.append(math.fsum(shared) / math.sqrt(max(1, len(own))))
    highest = max(found, default=0.0) or 1.0
    return [value / highest for value in found]


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
