"""Main content extraction from the text of a scraped or copied web page, a block on a line.

Used only on texts that are plainly pages, by many short lines and several that are
certain to be boilerplate; everything else is left alone.

The article is one run of lines. Every line has a score for lying inside it, every
border one for being its first or its last; the sums over all runs give the
probability that a line is inside: the maximum subsequence of Pasternack and Roth,
"Extracting Article Text from the Web with Maximum Subsequence Segmentation" (WWW
2009), with borders and probabilities. It knows no language and no site: it counts
words, marks, capitals and the text's own most common words. The weights are printed by
`benchmarks/boilerplate_fit.py`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate, compress
from operator import gt, itemgetter

from summarize.document import Exclusion, Span
from summarize.nlp.patterns import WORD, end_pattern
from summarize.sources.boilerplate import Rule, exclude_boilerplate, find_rule

LINE_FEATURES = (
    *("length", "end mark", "commas", "capitals", "digits", "common words", "repeated"),
    *("certain boilerplate", "pipes", "two words", "stamp", "colon", "long", "sentence"),
    *("after comments", "comment forms above", "stamps above", "bias"),
)
"""The features of a line, nearly all between 0 and 1."""

BORDER_FEATURES = ("length", "certain boilerplate", "stamp", "sentence")
"""The features of both sides of a border, as means over WINDOW lines."""

WINDOW = 3

Features = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of LINE_FEATURES, and of BORDER_FEATURES outside and inside either border."""

    inside: Features
    first: Features
    last: Features


WEIGHTS = Weights(
    inside=(
        *(-0.13, 0.44, 0.37, -0.17, 0.22, 1.03, 0.10, -0.79, -0.62),
        *(-0.03, -0.09, -0.25, 0.39, 0.02, -0.05, -0.18, -0.25, 0.01),
    ),
    first=(-0.60, 0.79, 1.18, -0.65, 1.11, -0.18, -0.32, 0.89),
    last=(-0.89, 0.86, -0.12, -0.78, 1.04, 0.24, 0.45, 0.81),
)

# A script without spaces has a word in every two characters.
_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_ANY_WORD = re.compile(rf"[{_CJK}]{{1,2}}|[^\s{_CJK}]+")
_CONTENT_WORD = re.compile(rf"[^\W\d_{_CJK}]{{4,}}|[{_CJK}]{{2}}")
_END = end_pattern(closers="»")
_COMMA = re.compile(r"[,;:—–] ")
_STAMP = re.compile(r"\d{1,2}[:.]\d{2}|\b(?:19|20)\d\d\b")
_PIPE = re.compile(r"[|•»›©×]")
_MAX_COMMON_WORDS = 40
_EXAMPLE_WORDS = 12  # of a line that shows which words are common
_STAMP_WORDS = 14
_LONG_LINE_WORDS = 25  # a line of so many words is no link, even without an end mark
_MAX_LINES = 10_000  # texts with more lines are no pages

# A line stays if it is inside with this probability: to lose prose is worse than to keep a menu.
_MIN_LONG_PROBABILITY = 0.05
_MIN_SHORT_PROBABILITY = 0.3

_MIN_SHORT_LINES = 12
_MIN_SHORT_SHARE = 0.25
_MIN_EVIDENCE = 2.0
_MIN_WORDS = 40  # inside: with fewer, the page has no article, or is one

_LINK_WORDS = 4
_LINK_CHARACTERS = 60
_STOP = end_pattern(":;,", "»")
_TITLE_LINES = 12
_TITLE_WORDS = range(3, 26)
# What is above and below an article on its own, too.
_NO_EVIDENCE = frozenset({"address", "byline", "image credit", "timestamp"})


def _count_any_words(line: str) -> int:
    """Return how many words a line has, in any script."""
    return sum(1 for _ in _ANY_WORD.finditer(line))


def _find_content_words(line: str) -> set[str]:
    """Return the words of a line that say what it is about."""
    return {word.lower() for word in _CONTENT_WORD.findall(line)}


def extract_features(lines: Sequence[str], reasons: Sequence[str | None]) -> list[Features]:
    """Return the LINE_FEATURES of each line; `reasons`: see `find_certain_reasons`."""
    words = [WORD.findall(line) for line in lines]
    common = _find_common_words(words)
    times = Counter(lines)
    own = [
        _extract_line_features(line, tokens, common, times[line] > 1, reason is not None)
        for line, tokens, reason in zip(lines, words, reasons, strict=True)
    ]
    forms = accumulate(reason == "comment form" for reason in reasons)
    stamps = accumulate(row[LINE_FEATURES.index("stamp")] for row in own)
    return [
        (*row, float(form > 0), min(form, 3) / 3, min(stamp, 10) / 10, 1.0)
        for row, form, stamp in zip(own, forms, stamps, strict=True)
    ]


def _find_common_words(lines: Iterable[Sequence[str]]) -> set[str]:
    """Return the text's most common words in lower case, in most languages its function words."""
    seen: Counter[str] = Counter()
    for tokens in lines:
        if len(tokens) >= _EXAMPLE_WORDS:
            # In order, so that of words that are equally common the first are taken.
            seen.update(dict.fromkeys(filter(str.islower, tokens), 1))
    return {word for word, _ in seen.most_common(_MAX_COMMON_WORDS)}


def _extract_line_features(
    line: str, tokens: Sequence[str], common: set[str], repeated: bool, certain: bool
) -> Features:
    size = _count_any_words(line)
    ended = _END.search(line) is not None
    whole = max(1, len(tokens))
    return (
        math.log1p(min(size, 60)),
        float(ended),
        min(3, len(_COMMA.findall(line))) / 3,
        sum(token[0].isupper() for token in tokens) / whole,
        sum(map(str.isdigit, line)) / max(1, len(line)),
        sum(token in common for token in tokens) / whole,
        float(repeated),
        float(certain),
        float(_PIPE.search(line) is not None),
        float(size <= 2),
        float(size <= _STAMP_WORDS and _STAMP.search(line) is not None),
        float(line.endswith(":")),
        float(size >= _LONG_LINE_WORDS),
        float(size >= 8 and ended),
    )


def extract_border_features(rows: Sequence[Features]) -> tuple[list[Features], list[Features]]:
    """Return the features of a border above each line, and of one below it."""
    get_features = itemgetter(*map(LINE_FEATURES.index, BORDER_FEATURES))
    margin = [(0.0,) * len(BORDER_FEATURES)] * WINDOW
    padded = [*margin, *map(get_features, rows), *margin]
    means = [
        tuple(sum(column) / WINDOW for column in zip(*padded[i : i + WINDOW], strict=True))
        for i in range(len(padded) - WINDOW + 1)
    ]
    count = len(rows)
    # means[i] is of the WINDOW lines above line i, means[i + WINDOW] of those from it on.
    firsts = [(*means[i], *means[i + WINDOW]) for i in range(count)]
    lasts = [(*means[i + WINDOW + 1], *means[i + 1]) for i in range(count)]
    return firsts, lasts


def compute_probabilities(rows: Sequence[Features], weights: Weights) -> list[float]:
    """Return the probability of each line to lie in the article.

    With prefix sums S of the scores, the run i..j weighs S[j+1] - S[i] + first[i] +
    last[j], so that all runs are added up in linear time.
    """
    firsts, lasts = extract_border_features(rows)
    sums = [0.0, *accumulate(_dot(row, weights.inside) for row in rows)]
    opening = [_dot(row, weights.first) - sums[i] for i, row in enumerate(firsts)]
    closing = [_dot(row, weights.last) + sums[i + 1] for i, row in enumerate(lasts)]
    opened = list(accumulate(opening, _add_logarithms))
    closed = list(accumulate(reversed(closing), _add_logarithms))[::-1]
    total = reduce(_add_logarithms, (a + z for a, z in zip(opened, closing, strict=True)))
    begun = accumulate(math.exp(a + z - total) for a, z in zip(opening, closed, strict=True))
    ended = accumulate(math.exp(a + z - total) for a, z in zip(opened, closing, strict=True))
    return [max(0.0, a - z) for a, z in zip(begun, [0.0, *ended], strict=False)]


def _dot(row: Features, weights: Features) -> float:
    return sum(value * weight for value, weight in zip(row, weights, strict=True))


def _add_logarithms(a: float, b: float) -> float:
    """Return log(exp(a) + exp(b)) without overflow."""
    top = max(a, b)
    return top + math.log1p(math.exp(-abs(a - b)))


def find_lines_outside(
    text: str, lines: Sequence[Span], weights: Weights = WEIGHTS
) -> tuple[Exclusion, ...]:
    """Return the lines above and below the article, if the text is a web page; else none.

    `lines` are in order, without blank ones. The line that looks like the article's title
    is not among the result.
    """
    contents = [text[line.start : line.end] for line in lines]
    if len(lines) > _MAX_LINES or not _has_links(contents):
        return ()
    # The weights were fitted without the rules for platforms.
    rules = [find_rule(text, line, platforms=False) for line in lines]
    evidence = (rule for rule in rules if rule and rule.reason not in _NO_EVIDENCE)
    if sum(0.5 if rule.weak else 1.0 for rule in evidence) < _MIN_EVIDENCE:
        return ()
    rows = extract_features(contents, find_certain_reasons(rules))
    # Longer than links are, or a sentence.
    long, sentence = LINE_FEATURES.index("long"), LINE_FEATURES.index("sentence")
    bounds = (
        _MIN_LONG_PROBABILITY if row[long] > 0 or row[sentence] > 0 else _MIN_SHORT_PROBABILITY
        for row in rows
    )
    stays = list(map(gt, compute_probabilities(rows, weights), bounds))
    if sum(map(_count_any_words, compress(contents, stays))) < _MIN_WORDS:
        return ()
    title = _find_title(contents, stays)
    outside = (line for i, line in enumerate(lines) if not stays[i] and i != title)
    return tuple(exclude_boilerplate(line, "outside the article") for line in outside)


def find_certain_reasons(rules: Sequence[Rule | None]) -> list[str | None]:
    """Return the reason for each line that is certain to be boilerplate, else None."""
    return [rule.reason if rule and not rule.weak else None for rule in rules]


def _has_links(lines: Sequence[str]) -> bool:
    """Whether many lines are as short as links; so are those of tables of contents and patents."""
    short = sum(
        len(line) <= _LINK_CHARACTERS
        and _count_any_words(line) <= _LINK_WORDS
        and not _STOP.search(line)
        for line in lines
    )
    return short >= max(_MIN_SHORT_LINES, _MIN_SHORT_SHARE * len(lines))


def _find_title(lines: Sequence[str], stays: Sequence[bool]) -> int | None:
    """Return the line shortly above the article with the most words that occur in it."""
    first = stays.index(True)
    inside = set[str]().union(*map(_find_content_words, compress(lines, stays)))
    best, place = 1, None
    for i in range(max(0, first - _TITLE_LINES), first):
        words = _find_content_words(lines[i])
        known = len(words & inside)
        likely = _count_any_words(lines[i]) in _TITLE_WORDS and 2 * known >= len(words)
        if likely and known > best:
            best, place = known, i
    return place
