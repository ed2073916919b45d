"""Figures of one text: ROUGE at a length, human claims covered, novelty, repetition. Pure.

A text is a tuple of sentences (`Text`), because ROUGE-Lsum, the claims and the 4-grams
need to know where they end.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rouge_score.rouge_scorer import RougeScorer
from rouge_score.tokenizers import DefaultTokenizer

from summarize.document import Document, count_words
from summarize.nlp.normalize import normalize, tokenize
from summarize.nlp.sentences import split_sentences
from summarize.nlp.tokens import Kind, Token

Text = tuple[str, ...]

# A claim counts as covered when this share of its content words stands together.
COVERED = 0.75
_GRAM = 4
_MEASURES = ("rouge1", "rouge2", "rougeLsum")
_WORD = re.compile(r"\w+(?:'\w+)*")


class _Tokenizer(DefaultTokenizer):
    """The stemming tokenizer of ROUGE; the same reference is scored many times."""

    tokenize = functools.lru_cache(maxsize=1 << 14)(DefaultTokenizer.tokenize)


_SCORER = RougeScorer(_MEASURES, tokenizer=_Tokenizer(use_stemmer=True))


@dataclass(frozen=True)
class Rouge:
    """F-measures times 100."""

    r1: float
    r2: float
    lsum: float


@dataclass(frozen=True)
class Scores:
    """A text against its references: the reference that ROUGE-1 likes best, and the mean over all.

    `share` is the mean share of the content words of the human claims that stand together in
    it, `covered` the share of the claims of which enough do (see `COVERED`), both 0 to 1;
    None without claims.
    """

    words: int
    best: Rouge
    mean: Rouge
    share: float | None = None
    covered: float | None = None


def text_of(text: str, language: str = "en") -> Text:
    """A text as its sentences, each on one line; a line end always ends one."""
    return tuple(
        " ".join(line[span.start : span.end].split())
        for line in text.splitlines()
        for span in split_sentences(line, language)
        if line[span.start : span.end].strip()
    )


def words(text: Text) -> int:
    return sum(map(count_words, text))


def cut(text: Text, most: int) -> Text:
    """The first `most` words: `("A b c.", "D e."), 4 -> ("A b c.", "D")`."""
    kept: list[str] = []
    left = most
    for sentence in text:
        if left <= 0:
            break
        taken: list[str] = []
        for word in sentence.split():
            left -= bool(count_words(word))
            if left < 0:
                break
            taken.append(word)
        kept.append(" ".join(taken))
    return tuple(kept)


def scores(text: Text, references: Sequence[str], claims: Sequence[str] = ()) -> Scores:
    """All figures that people's references and claims give."""
    each = [rouge(text, text_of(reference)) for reference in references]
    shares = claim_shares(claims, text)
    count = max(1, len(shares))
    return Scores(
        words(text),
        max(each, key=lambda one: one.r1),
        Rouge(*(sum(column) / len(each) for column in zip(*map(_numbers, each), strict=True))),
        sum(shares) / count if claims else None,
        sum(share >= COVERED for share in shares) / count if claims else None,
    )


def _numbers(one: Rouge) -> tuple[float, float, float]:
    return one.r1, one.r2, one.lsum


@functools.lru_cache(maxsize=1 << 14)
def rouge(text: Text, reference: Text) -> Rouge:
    """ROUGE-1, -2 and -Lsum, with stemming."""
    found = _SCORER.score("\n".join(reference), "\n".join(text))
    return Rouge(*(100 * found[measure].fmeasure for measure in _MEASURES))


def claim_shares(claims: Sequence[str], text: Text) -> list[float]:
    """For each claim the share of its content words that the best place of the text has.

    A place is a sentence or two neighbours: a claim takes up what was said just before.
    """
    held = [frozenset(token.key for token in tokenize(sentence)) for sentence in text]
    places = [*held, *(one | other for one, other in pairwise(held))]
    return [_best(frozenset(_content(claim)), places) for claim in claims]


def _best(keys: frozenset[str], places: Iterable[frozenset[str]]) -> float:
    return max((len(keys & place) / max(1, len(keys)) for place in places), default=0.0)


def _content(claim: str) -> Iterator[str]:
    return (token.key for token in tokenize(claim) if token.is_content)


class Source:
    """What an article has: for telling what a summary of it has on top."""

    def __init__(self, document: Document) -> None:
        self._language = document.language
        texts = [document.title or "", *map(document.sentence_text, document.sentences)]
        folded = [tokenize(text, document.language) for text in texts]
        self._known = {form for tokens in folded for token in tokens for form in _forms(token)}
        self._grams = Counter(gram for text in texts for gram in grams(text))

    def novel(self, text: Text, *kinds: Kind) -> tuple[str, ...]:
        """The numbers or names (`kinds`) that the article has nowhere, in any form."""
        tokens = (token for sentence in text for token in tokenize(sentence, self._language))
        found = (t.surface for t in tokens if t.kind in kinds and not _forms(t) & self._known)
        return tuple(dict.fromkeys(found))

    def repeated(self, text: Text) -> tuple[str, ...]:
        """The runs of four words that the text has more than once, and more often than the article.

        `"a b c d. A b c d!"` repeats "a b c d" unless the article has it twice, too.
        """
        counted = Counter(gram for sentence in text for gram in grams(sentence))
        return tuple(
            " ".join(gram)
            for gram, count in counted.items()
            if count > max(1, self._grams.get(gram, 0))
        )


def _forms(token: Token) -> set[str]:
    """What a token may be found by: a name at the start of a sentence is a word elsewhere."""
    return {token.key, token.plain}


def grams(sentence: str) -> Iterator[tuple[str, ...]]:
    """The runs of four words within a sentence."""
    found = plain_words(sentence)
    return zip(*(found[start:] for start in range(_GRAM)), strict=False)


def plain_words(text: str) -> list[str]:
    """The words in small letters, typography folded: `"“It’s so”" -> ["it's", "so"]`."""
    return _WORD.findall(normalize(text).casefold())


def printed_twice(text: Text) -> tuple[str, ...]:
    """The sentences that stand in the text more than once, whatever their marks."""
    counted = Counter(" ".join(plain_words(sentence)) for sentence in text)
    return tuple(sentence for sentence, count in counted.items() if count > 1)
