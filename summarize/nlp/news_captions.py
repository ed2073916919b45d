"""Captions of news that were scraped into the text: without an end mark, or behind a label. Pure.

"Rosa Kim (left) won the cup at Kallen" lost its end mark with its picture, and "Narrow win: Rosa
Kim at the finish" has a label, where a report has neither. English.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from summarize.nlp.english.caption_words import FIELD_LABELS, PICTURE_WORDS
from summarize.nlp.english.function_words import SUBJECT_PRONOUNS
from summarize.nlp.english.stance_words import SPEECH_VERBS
from summarize.nlp.patterns import CLOSERS, END_MARKS
from summarize.nlp.tokens import Tokens, is_past_form

# The shares of a report's sentences that tell of the past, and that have an end mark.
_TOLD, _MARKED = 0.5, 0.6
# A longer text is no report of a newspaper.
_FEWEST_SENTENCES, _MOST_SENTENCES = 5, 150
# A longer piece may be half of an endless sentence.
_MOST_WORDS = 60
# So much of a caption's content is in one sentence of the report, if it restates that.
_RESTATED = 0.6
_FEWEST_WORDS = 6

_END = re.compile(rf"[{END_MARKS}][{CLOSERS}]*[\s.]*\Z")
# "He said: 'It leaks'" may have lost its stop anywhere; "in May," goes on.
_OPEN_END = re.compile(r"[’”'\",;:–—-]\s*\Z")
_LABEL = re.compile(r"(?P<label>[A-Z][\w’'-]*(?: [\w’'&-]+){0,4}): +(?=['‘“\"]?[A-Z])")
# Where in the picture somebody is.
_PICTURED = re.compile(
    r"\((?:above|below|left|right|centre|center|far (?:left|right))\)"
    r"|, (?:above|left|right|centre|center),"
    r"|\b(?:seen|shown|pictured) (?:here|above|left|right)\b"
    r"|\b(?:file|stock|library|archive) (?:photo|picture|image)s?\b|\bis (?:seen|shown) (?:in|as)\b"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """One sentence as it is printed: its paragraph, its words and its tokens."""

    paragraph: int
    text: str
    tokens: Tokens

    @property
    def keys(self) -> frozenset[str]:
        """Its content keys."""
        return frozenset(token.key for token in self.tokens if token.is_content)


def find_news_captions(sentences: Mapping[int, Printed]) -> frozenset[int]:
    """Return the numbers of the captions among the sentences of a report.

    `{1: "Kim won the cup at Kallen", 2: "Kim won the cup in May.", ...} -> {1}`
    """
    told = sum(any(map(is_past_form, one.tokens)) for one in sentences.values())
    marked = sum(_END.search(one.text) is not None for one in sentences.values())
    count = len(sentences)
    sized = _FEWEST_SENTENCES <= count <= _MOST_SENTENCES
    if not sized or told < _TOLD * count or marked < _MARKED * count:
        return frozenset()
    unmarked = frozenset(_find_unmarked(sentences))
    return unmarked | frozenset(_find_labelled(sentences, unmarked))


def _find_unmarked(sentences: Mapping[int, Printed]) -> set[int]:
    """Return the sentences without an end mark before others of their paragraph.

    The last of a paragraph too, where the report has others or that says again what it tells.
    """
    numbers = list(sentences)
    following = dict(zip(numbers, [*numbers[1:], None], strict=True))
    found, last = set(), []
    for number, one in sentences.items():
        count, after = len(one.text.split()), following[number]
        if _END.search(one.text) or _OPEN_END.search(one.text) or count > _MOST_WORDS:
            continue
        if after is not None and sentences[after].paragraph == one.paragraph:
            found.add(number)
        elif count >= _FEWEST_WORDS:
            last.append(number)
    return found | {number for number in last if found or _is_restated(number, sentences)}


def _find_labelled(sentences: Mapping[int, Printed], unmarked: Collection[int]) -> set[int]:
    """Return the sentences behind the label of a picture.

    One of them shows by itself that it is a caption; then the others are captions too.
    """
    labels = {number: _read_label(one) for number, one in sentences.items()}
    times = Counter(label for label in labels.values() if label)
    found = {number for number, label in labels.items() if label and times[label] == 1}
    sure = {
        number
        for number in found
        if number in unmarked
        or _PICTURED.search(sentences[number].text)
        or not PICTURE_WORDS.isdisjoint(token.plain for token in sentences[number].tokens)
        or _is_restated(number, sentences)
    }
    return found if sure else set()


def _read_label(one: Printed) -> str | None:
    """Return the label of a caption; None for who speaks, for a field, and without a label."""
    match = _LABEL.match(one.text)
    if match is None or len(one.text[match.end() :].split()) < _FEWEST_WORDS:
        return None
    label, quoted = match["label"], one.text[match.end()] in "'‘“\""
    words = label.lower().split()
    verb = any(is_past_form(token) for token in one.tokens[: len(words)])
    if quoted and len(words) > 1 and verb:  # "The fans chanted:"
        return None
    if not SPEECH_VERBS.isdisjoint(words) or not SUBJECT_PRONOUNS.isdisjoint(words):
        return None
    if label.isupper() or any(word in FIELD_LABELS for word in words):
        return None
    # "Rosa Kim: We won" is what somebody says.
    named = len(words) > 1 and not any(word[0].islower() for word in label.split())
    return None if named else label


def find_restated(captions: Collection[int], keys: Mapping[int, Collection[str]]) -> frozenset[int]:
    """Return the numbers of the sentences that captions say again, each the one most alike.

    `keys` are the content keys of all sentences.
    """
    found = set()
    for caption in captions:
        own = frozenset(keys[caption])
        shares = {n: len(own.intersection(keys[n])) for n in keys if n not in captions}
        best = max(shares, key=lambda n: (shares[n], -n), default=None)
        if best is not None and own and shares[best] >= _RESTATED * len(own):
            found.add(best)
    return frozenset(found)


def _is_restated(number: int, sentences: Mapping[int, Printed]) -> bool:
    """Whether another sentence says most of what this one says."""
    own = sentences[number].keys
    return any(
        len(own & one.keys) >= _RESTATED * len(own)
        for other, one in sentences.items()
        if other != number
    )
