"""A document with what is known of its language: tokens, index, coreference, speakers, names."""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from summarize.document import Document, Role
from summarize.nlp.content_keys import collect_content_keys
from summarize.nlp.coreference.definite_descriptions import (
    DescribedName,
    DescriptionIndex,
    find_description,
    replace_description,
)
from summarize.nlp.coreference.pronoun_resolution import PronounResolver, ResolvedSentence, Subject
from summarize.nlp.names.aliases import Aliases, find_aliases
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.normalize.numbers import is_plain_number
from summarize.nlp.speaker_turns import find_turns
from summarize.nlp.tokens import Kind, Token
from summarize.results import Evidence

_CANDIDATES = 8
# Of texts from so many characters on, the sentences are folded only when they are needed.
_LARGE = 200_000
# In more sentences than these, names are looked up one by one, each in so many.
_MOST_SENTENCES_READ = 2_500
_SENTENCES_PER_NAME = 60
# So much of a name's beginning tells that it may be a form of another: "Iranian", "Iran".
# Of a shorter name nobody can tell what it stands for: "UK".
_NAME_STEM = 4
_OPENING = ("“", "„", "«", '"')
_QUOTATION_MARK = re.compile('[“„«”»"]')


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that the article has, headings included: content keys, numbers, beginnings of words."""

    keys: frozenset[str]
    numbers: tuple[str, ...]
    prefixes: frozenset[str]

    def has(self, token: Token) -> bool:
        """Whether a word, or what may be another form of a name, occurs anywhere in the article."""
        start = token.plain[:_NAME_STEM]
        form = len(start) < _NAME_STEM or start in self.prefixes
        return token.key in self.keys or (token.kind is Kind.NAME and form)


class AnnotatedDocument:
    """A document, its tokenized sentences, and what they tell of one another.

    Made once for each document and passed to whatever works on it. Sentences are found by the
    words they hold; those of a book are tokenized when they are needed.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = document.language
        self._tokens: dict[int, tuple[Token, ...]] = {}
        # of the last statement: the next one often names the same
        self._aliases: dict[tuple[int, ...], Aliases] = {}
        texts = [document.sentence_text(sentence) for sentence in document.sentences]
        if sum(map(len, texts)) < _LARGE:
            folded = [tokenize(text, document.language) for text in texts]
            numbers = (sentence.number for sentence in document.sentences)
            self._tokens = dict(zip(numbers, folded, strict=True))
            title = tokenize(document.title or "", document.language)
            seen = [t for tokens in (title, *folded) for t in tokens if t.is_content]
            keys = [frozenset(t.key for t in tokens if t.is_content) for tokens in folded]
        else:
            (_, *keys), seen = collect_content_keys(
                [document.title or "", *texts], document.language
            )
        self._keys = {
            sentence.number: own
            for sentence, own in zip(document.sentences, keys, strict=True)
            if sentence.role is Role.PROSE
        }
        self._numbers_by_keys: defaultdict[frozenset[str], list[int]] = defaultdict(list)
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, own in self._keys.items():
            self._numbers_by_keys[own].append(number)
            for key in own:
                postings[key].append(number)
        self._postings = dict(postings)
        self.quoted = frozenset(_find_quoted(document, texts))
        """The numbers of the sentences that begin inside somebody's quoted words."""
        self.vocabulary = _build_vocabulary(seen)
        self.turns = find_turns(document) if has_tables(document.language) else {}
        """Who speaks which sentence of a transcript."""
        self._descriptions = DescriptionIndex(lambda: self.numbers, self.tokens)
        self._pronouns = (
            PronounResolver(document, self.tokens, self.find_by_key, self.quoted)
            if has_tables(document.language)
            else None
        )

    def sentence_text(self, number: int) -> str:
        """The words of the sentence with this number."""
        return self.document.sentence_text(self.document.sentence(number))

    def evidence(self, number: int) -> Evidence:
        """The sentence with this number, as evidence: where it stands, and its words."""
        sentence = self.document.sentence(number)
        start = sentence.span.start
        return Evidence(
            number,
            sentence.span,
            self.document.line_at(start),
            self.document.page_at(start),
            self.document.quote(sentence.span),
            self.document.headings_at(start),
        )

    def aliases_for(self, tokens: Sequence[Token]) -> Aliases:
        """The article's names; of a book only those that a statement of these tokens may mean."""
        numbers = self.find_by_names(tokens)
        if numbers not in self._aliases:
            self._aliases = {numbers: find_aliases(map(self.tokens, numbers))}
        return self._aliases[numbers]

    def find_verbatim(self, tokens: Sequence[Token]) -> int | None:
        """The number of the first sentence that says just this, word for word; None if none."""
        spoken = words_without_marks(tokens)
        alike = self._numbers_by_keys.get(frozenset(t.key for t in tokens if t.is_content), ())
        same = (number for number in alike if words_without_marks(self.tokens(number)) == spoken)
        return next(same, None) if spoken else None

    def tokens(self, number: int) -> tuple[Token, ...]:
        """The folded sentence with this number."""
        if number not in self._tokens:
            text = self.sentence_text(number)
            self._tokens[number] = tokenize(text, self.language)
        return self._tokens[number]

    def without_speaker_label(self, number: int) -> tuple[Token, ...]:
        """The folded sentence without the label of its speaker, in a transcript."""
        turn = self.turns.get(number)
        if turn is None or not turn.label_length:
            return self.tokens(number)
        text = self.sentence_text(number)
        return tokenize(text[turn.label_length :], self.language)

    def resolve(self, number: int) -> tuple[ResolvedSentence, ...]:
        """The sentence with names in the place of pronouns, as far as it is certain whose."""
        if self._pronouns is None:
            return ()
        if number in self.turns:  # the speaker's "he" is somebody else
            return tuple(self._prepend_speaker(number))
        return self._pronouns.resolve(number) or self._resolve_description(number)

    def _prepend_speaker(self, number: int) -> Iterator[ResolvedSentence]:
        """A sentence inside a turn, behind the label of whoever speaks it."""
        turn = self.turns.get(number)
        if turn and not turn.label_length:
            label = tokenize(f"{turn.speaker}:", self.language)
            yield ResolvedSentence((*label, *self.tokens(number)), (turn.label_sentence,))

    def expand_name(self, number: int) -> ResolvedSentence | None:
        """The sentence with the full name for the last name that it begins with."""
        found = self._pronouns.people.find_full_name(number) if self._pronouns else None
        if found is None:
            return None
        short, full, places = found
        tokens = (*full.tokens, *self.tokens(number)[short.end :])
        called = tuple(token.plain for token in self.tokens(number)[: short.end])
        return ResolvedSentence(tokens, places, full.tokens, called)

    def _resolve_description(self, number: int) -> tuple[ResolvedSentence, ...]:
        """The sentence with the name of "the club" that it begins with, if that is certain."""
        called = find_description(self.tokens(number))
        if called is None or self._pronouns is None:
            return ()
        meant: DescribedName | Subject | None = self._descriptions.resolve(number, called)
        if meant is None and called[-1].isdecimal() and not self._descriptions.has_age(called[-1]):
            meant = self._pronouns.find_sole_person(number)
        if meant is None:
            return ()
        tokens = replace_description(self.tokens(number), called, meant.tokens)
        return (ResolvedSentence(tokens, meant.antecedents, meant.tokens, called),)

    def find_by_key(self, key: str) -> Sequence[int]:
        """The numbers of the sentences that have a content key, in order."""
        return self._postings.get(key, ())

    def find_by_names(self, tokens: Sequence[Token]) -> tuple[int, ...]:
        """The sentences that tell what the names of a statement stand for.

        All of an article; of a book those that have one of the names, or as many of
        them as can be read at once, from all over the book.
        """
        if len(self._keys) <= _MOST_SENTENCES_READ:
            return tuple(self._keys)
        found: set[int] = set()
        for key in {token.key for token in tokens if token.surface[:1].isupper()}:
            holding = self.find_by_key(key)
            found.update(holding[:: 1 + len(holding) // _SENTENCES_PER_NAME])
        return tuple(sorted(found))

    def keys(self, number: int) -> frozenset[str]:
        """The content keys of the sentence with this number."""
        return self._keys[number]

    @property
    def numbers(self) -> Iterator[int]:
        """The numbers of all sentences that can be evidence."""
        return iter(self._keys)

    def weight(self, key: str) -> float:
        """How telling a word is: inverse document frequency over the sentences, above 0."""
        found = len(self._postings.get(key, ()))
        return math.log((1 + len(self._keys)) / (1 + found)) + 1

    def find_similar(
        self, tokens: Sequence[Token], limit: int = _CANDIDATES
    ) -> list[tuple[float, int]]:
        """The best-matching sentences, best first, as `(share, number)`.

        `share` is how much of the statement's content, by weight, the sentence
        holds: 1.0 is all of it. Among equals the earlier sentence comes first.
        """
        counted = Counter(token.key for token in tokens if token.is_content)
        scores: defaultdict[int, float] = defaultdict(float)
        total = 0.0
        for key, times in counted.items():
            weight = self.weight(key) * times
            total += weight
            for number in self._postings.get(key, ()):
                scores[number] += weight
        # most sentences share only a frequent word: only those that can win are ranked
        bar = min(heapq.nlargest(limit, scores.values()), default=0.0)
        best = ((score, -number) for number, score in scores.items() if score >= bar)
        ranked = heapq.nlargest(limit, best)
        return [(score / total, -number) for score, number in ranked]


def words_without_marks(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The folded words without their marks, not stemmed: what makes two sentences the same."""
    return tuple(token.plain for token in tokens if token.kind is not Kind.MARK)


def _build_vocabulary(tokens: Sequence[Token]) -> Vocabulary:
    numbers = dict.fromkeys(token.key for token in tokens if token.kind is Kind.NUMBER)
    return Vocabulary(
        frozenset(token.key for token in tokens),
        tuple(filter(is_plain_number, numbers)),
        frozenset(token.plain[:_NAME_STEM] for token in tokens),
    )


def _find_quoted(document: Document, texts: Sequence[str]) -> Iterator[int]:
    """The sentences that begin with a quotation mark, or inside a quotation that is closed.

    One that is never closed counts to the end of its paragraph if the next paragraph opens
    with a mark again: so speech of several paragraphs is set. Any other mark that is alone
    is taken for a slip.
    """
    told = zip(document.sentences, texts, strict=True)
    paragraphs = [list(group) for _, group in groupby(told, lambda pair: pair[0].paragraph)]
    for group, following in zip_longest(paragraphs, paragraphs[1:]):
        goes_on = bool(following) and following[0][1].startswith(_OPENING)
        spoken = _find_quoted_places([text for _, text in group], goes_on)
        yield from (one.number for place, (one, _) in enumerate(group) if place in spoken)


def _find_quoted_places(texts: Sequence[str], goes_on: bool) -> set[int]:
    """The places of those sentences of a paragraph that begin inside a quotation."""
    inside = {place for place, text in enumerate(texts) if text.startswith(_OPENING)}
    opened: int | None = None
    for place, text in enumerate(texts):
        for match in _QUOTATION_MARK.finditer(text):
            if _is_opening_mark(text, match.start()):
                opened = place
            elif opened is not None:
                inside.update(range(opened + 1, place + 1))
                opened = None
    if goes_on and opened is not None:
        inside.update(range(opened + 1, len(texts)))
    return inside


def _is_opening_mark(text: str, at: int) -> bool:
    """Whether the mark there opens a quotation; a straight one does if a word only follows."""
    if text[at] != '"':
        return text[at] in _OPENING
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "([-–—") and not after.isspace()
