"""A document with its linguistic annotation: tokens, index, coreference, speaker turns, names."""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from summarize.document import Document, Role
from summarize.nlp.content_keys import collect_content_keys
from summarize.nlp.coreference.definite_descriptions import (
    DescribedName,
    DescriptionIndex,
    find_description,
    replace_description,
)
from summarize.nlp.coreference.introductions import Introductions
from summarize.nlp.coreference.mentions import Mention
from summarize.nlp.coreference.people import Identified
from summarize.nlp.coreference.pronoun_resolution import PronounResolver, ResolvedSentence, Subject
from summarize.nlp.disfluencies import strip_disfluencies
from summarize.nlp.names.alias_builder import find_aliases
from summarize.nlp.names.aliases import Aliases
from summarize.nlp.news_captions import Printed, find_news_captions, find_restated
from summarize.nlp.nonfactual.context import find_nonfactual
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.normalize.numbers import is_plain_number
from summarize.nlp.picture_captions import find_picture_captions
from summarize.nlp.quotations import find_quoted
from summarize.nlp.repeated_captions import find_repeated_captions
from summarize.nlp.repeated_measures import find_repeated_measures
from summarize.nlp.speaker_turns import Turn, find_turns
from summarize.nlp.tokens import Kind, Token, Tokens, find_bigrams
from summarize.nlp.writing_style import USUAL_STYLE, WritingStyle, find_style
from summarize.results import Evidence

_CANDIDATES = 8
# In characters: the sentences of longer texts are tokenized only when they are needed.
_MOST_CHARACTERS_EAGER = 200_000
# Of a document with more sentences, only those with the names in question are read for aliases,
# and no more than so many for each name.
_MOST_SENTENCES_READ = 2_500
_SENTENCES_PER_NAME = 60
_CLAIMS_REMEMBERED = 64
# In characters: names with the same prefix may be forms of one name: "Iranian", "Iran". Of a
# shorter name nobody knows what it abbreviates: "UK".
_NAME_STEM = 4


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a document, headings included: content keys, numbers, prefixes of words."""

    keys: frozenset[str]
    numbers: tuple[str, ...]
    prefixes: frozenset[str]

    def has(self, token: Token) -> bool:
        """Whether a word, or what may be another form of a name, occurs in the document."""
        start = token.plain[:_NAME_STEM]
        form = len(start) < _NAME_STEM or start in self.prefixes
        return token.key in self.keys or (token.kind is Kind.NAME and form)


class AnnotatedDocument:
    """A document with its linguistic annotation, built once after reading.

    Each sentence has its tokens and content keys; an index finds sentences by the words that
    they have. The sentences of a book are tokenized when they are needed.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = document.language
        self._tokens: dict[int, tuple[Token, ...]] = {}
        self._bigrams: dict[int, frozenset[tuple[str, str]]] = {}
        # Of the last claims only: the next one often has the same names.
        self._find_aliases = lru_cache(_CLAIMS_REMEMBERED)(
            lambda numbers: find_aliases(map(self.tokens, numbers))
        )
        known = has_tables(document.language) or document.speakers
        self.turns = find_turns(document) if known else {}
        """The speaker turns of a transcript by sentence number; empty for other documents."""
        texts = [document.sentence_text(sentence) for sentence in document.sentences]
        numbers = [sentence.number for sentence in document.sentences]
        self._fluent = (
            {
                number: _strip_turn(text, self.turns[number])
                for number, text in zip(numbers, texts, strict=True)
                if number in self.turns
            }
            if has_tables(document.language)
            else {}
        )
        read = [self._fluent.get(n, text) for n, text in zip(numbers, texts, strict=True)]
        if sum(map(len, texts)) < _MOST_CHARACTERS_EAGER:
            tokenized = [tokenize(text, document.language) for text in read]
            self._tokens = dict(zip(numbers, tokenized, strict=True))
            title = tokenize(document.title or "", document.language)
            seen = [t for tokens in (title, *tokenized) for t in tokens if t.is_content]
            keys = [frozenset(t.key for t in tokens if t.is_content) for tokens in tokenized]
        else:
            (_, *keys), seen = collect_content_keys(
                [document.title or "", *read], document.language
            )
        self._keys = {
            sentence.number: own
            for sentence, own in zip(document.sentences, keys, strict=True)
            if sentence.role is Role.PROSE
        }
        self._numbers_by_keys: defaultdict[frozenset[str], list[int]] = defaultdict(list)
        self._postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, own in self._keys.items():
            self._numbers_by_keys[own].append(number)
            for key in own:
                self._postings[key].append(number)
        self.quoted = frozenset(find_quoted(document, texts))
        """The numbers of the sentences that begin inside a quotation, or with one."""
        self.vocabulary = _build_vocabulary(seen)
        self.nonfactual = (
            find_nonfactual(document, texts, transcript=bool(self.turns))
            if has_tables(document.language)
            else {}
        )
        """Why sentences are no plain facts, by number: what surrounds them takes them back."""
        self.introductions = Introductions(self.find_by_key, self.tokens)
        """Which sentences say what "the bill" is."""
        self._descriptions = DescriptionIndex(lambda: self.numbers, self.tokens)
        self._pronouns = (
            PronounResolver(document, self.tokens, self.find_by_key, self.quoted)
            if has_tables(document.language)
            else None
        )

    def sentence_text(self, number: int) -> str:
        """Return the words of the sentence with this number."""
        return self.document.sentence_text(self.document.sentence(number))

    def fluent_text(self, number: int) -> str:
        """Return the words of a sentence as they are read: of speech, without disfluencies.

        `"Rosa Kim: Um, it it leaks." -> "Rosa Kim: It leaks."`
        """
        return self._fluent.get(number) or self.sentence_text(number)

    def strip_disfluencies(self, text: str) -> str:
        """Return a statement about speech as that is read; about other documents, unchanged."""
        if not self._fluent:
            return text
        label = next((one for one in self._labels if text.startswith(one)), "")
        return label + strip_disfluencies(text[len(label) :])

    @cached_property
    def _labels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f"{turn.speaker}: " for turn in self.turns.values()))

    def printed_text(self, number: int) -> str:
        """Return the words of a sentence as they are printed: in a chat, behind their speaker.

        `"I vote yes" -> "Ben Ross: I vote yes"`
        """
        turn = self.turns.get(number) if self.document.speakers else None
        label = f"{turn.speaker}: " if turn and not turn.label_length else ""
        return label + self.fluent_text(number)

    def evidence(self, number: int) -> Evidence:
        """Return the sentence with this number as evidence: its position and its words."""
        sentence = self.document.sentence(number)
        start, quote = sentence.span.start, self.document.quote(sentence.span)
        words = self.sentence_text(number)
        return Evidence(
            number,
            sentence.span,
            self.document.line_at(start),
            self.document.page_at(start),
            quote,
            self.document.headings_at(start),
            self.document.place_at(start),
            words if words != " ".join(quote.split()) else "",
        )

    def aliases_for(self, tokens: Tokens) -> Aliases:
        """Return the aliases of a document; of a book only of the names among these tokens."""
        return self._find_aliases(self.find_by_names(tokens))

    def find_verbatim(self, tokens: Tokens) -> int | None:
        """Return the number of the first sentence with exactly these words; None if none has."""
        words = words_without_marks(tokens)
        alike = self._numbers_by_keys.get(frozenset(t.key for t in tokens if t.is_content), ())
        same = (number for number in alike if words_without_marks(self.tokens(number)) == words)
        return next(same, None) if words else None

    def tokens(self, number: int) -> tuple[Token, ...]:
        """Return the tokens of the sentence with this number."""
        if number not in self._tokens:
            self._tokens[number] = tokenize(self.fluent_text(number), self.language)
        return self._tokens[number]

    def bigrams(self, number: int) -> frozenset[tuple[str, str]]:
        """Return the pairs of neighbouring words of the sentence with this number."""
        if number not in self._bigrams:
            self._bigrams[number] = find_bigrams(self.tokens(number))
        return self._bigrams[number]

    def without_speaker_label(self, number: int) -> tuple[Token, ...]:
        """Return the tokens of a sentence without the label of its speaker, in a transcript."""
        turn = self.turns.get(number)
        if turn is None or not turn.label_length:
            return self.tokens(number)
        return tokenize(self.fluent_text(number)[turn.label_length :], self.language)

    def resolve(self, number: int) -> tuple[ResolvedSentence, ...]:
        """Return the sentence with names for its pronouns or description, where that is certain."""
        turn = self.turns.get(number)
        if turn is None:
            named = self._pronouns.resolve(number) if self._pronouns else ()
            return named or self._resolve_description(number)
        if turn.label_length:
            return ()
        # inside a turn "he" is somebody else: the sentence gets the label of its speaker
        label = tokenize(f"{turn.speaker}:", self.language)
        return (ResolvedSentence((*label, *self.tokens(number)), (turn.label_sentence,)),)

    def expand_name(self, number: int) -> ResolvedSentence | None:
        """Return the sentence with the full name for the surname that begins it; or None."""
        found = self._pronouns.people.find_full_name(number) if self._pronouns else None
        return _replace_name(self.tokens(number), *found) if found else None

    def expand_name_in(self, tokens: Tokens) -> ResolvedSentence | None:
        """Return a sentence that need not be the document's with its full name; or None."""
        found = self._pronouns.people.find_full_name_in(tokens) if self._pronouns else None
        return _replace_name(tokens, *found) if found else None

    def find_people(self, tokens: Tokens) -> frozenset[Token]:
        """Return the tokens that surely name people, by what the document says of them."""
        return frozenset(self._pronouns.people.find_people(tokens) if self._pronouns else ())

    def identify_people(self, tokens: Tokens) -> list[Identified]:
        """Return the names in a text that may be people's, with what the document shows of each.

        Each with the sentences that have its full form.
        """
        return self._pronouns.people.identify_in(tokens) if self._pronouns else []

    def _resolve_description(self, number: int) -> tuple[ResolvedSentence, ...]:
        """Return the sentence with the name for "The club" that begins it; () if not certain."""
        description = find_description(self.tokens(number))
        if description is None or self._pronouns is None:
            return ()
        referent: DescribedName | Subject | None = self._descriptions.resolve(number, description)
        age = description[-1] if description[-1].isdecimal() else None
        if referent is None and age and not self._descriptions.has_age(age):
            referent = self._pronouns.find_sole_person(number)
        if referent is None:
            return ()
        tokens = replace_description(self.tokens(number), description, referent.tokens)
        return (ResolvedSentence(tokens, referent.antecedents, referent.tokens, description),)

    def find_by_key(self, key: str) -> Sequence[int]:
        """Return the numbers of the sentences that have a content key, in order."""
        return self._postings.get(key, ())

    def find_by_names(self, tokens: Tokens) -> tuple[int, ...]:
        """Return the numbers of the sentences that show what the names among the tokens denote.

        All of an article; of a book those that have one of the names, or an even sample of
        them.
        """
        if len(self._keys) <= _MOST_SENTENCES_READ:
            return tuple(self._keys)
        found: set[int] = set()
        for key in {token.key for token in tokens if token.surface[:1].isupper()}:
            numbers = self.find_by_key(key)
            found.update(numbers[:: 1 + len(numbers) // _SENTENCES_PER_NAME])
        return tuple(sorted(found))

    def keys(self, number: int) -> frozenset[str]:
        """Return the content keys of the prose sentence with this number."""
        return self._keys[number]

    @property
    def numbers(self) -> Iterator[int]:
        """The numbers of all sentences that can be evidence: the prose."""
        return iter(self._keys)

    @cached_property
    def repeated_measures(self) -> frozenset[int]:
        """The numbers of the sentences whose measure has other figures in others. English."""
        return find_repeated_measures({number: self.tokens(number) for number in self._keys})

    @cached_property
    def captions(self) -> frozenset[int]:
        """The numbers of the sentences that are captions of figures and pictures."""
        texts = {number: self.sentence_text(number) for number in self._keys}
        english = has_tables(self.language)
        tokens = {number: self.tokens(number) for number in self._keys} if english else {}
        found = find_repeated_captions(texts) | find_picture_captions(tokens)
        if not english or self.turns:
            return found
        paragraphs = {one.number: one.paragraph for one in self.document.sentences}
        printed = {n: Printed(paragraphs[n], texts[n], tokens[n]) for n in texts}
        return found | find_news_captions(printed)

    @cached_property
    def captioned(self) -> frozenset[int]:
        """The numbers of the sentences that captions say again: what a picture was chosen for."""
        return find_restated(self.captions, self._keys)

    @cached_property
    def style(self) -> WritingStyle:
        """Which conventions hold for the whole document; the usual ones for a transcript."""
        if self.turns or not has_tables(self.language):
            return USUAL_STYLE
        texts = [self.sentence_text(number) for number in self.numbers]
        return find_style(texts, map(self.tokens, self.numbers), len(self.quoted))

    def weight(self, key: str) -> float:
        """Return the inverse document frequency of a key over the sentences, above 0."""
        found = len(self._postings.get(key, ()))
        return math.log((1 + len(self._keys)) / (1 + found)) + 1

    def find_similar(self, tokens: Tokens, limit: int = _CANDIDATES) -> list[tuple[float, int]]:
        """Return the most similar sentences, best first, as `(share, number)`.

        `share` is the weighted share of the tokens' content that the sentence has: 1.0 is all
        of it. Among equals the earlier sentence comes first.
        """
        counted = Counter(token.key for token in tokens if token.is_content)
        scores: defaultdict[int, float] = defaultdict(float)
        total = 0.0
        for key, times in counted.items():
            weight = self.weight(key) * times
            total += weight
            for number in self._postings.get(key, ()):
                scores[number] += weight
        # most sentences share only a frequent word: rank only those that can be among the best
        bar = min(heapq.nlargest(limit, scores.values()), default=0.0)
        best = ((score, -number) for number, score in scores.items() if score >= bar)
        ranked = heapq.nlargest(limit, best)
        return [(score / total, -number) for score, number in ranked]


def _replace_name(
    tokens: Tokens, short: Mention, full: Mention, places: tuple[int, ...]
) -> ResolvedSentence:
    replaced = tuple(token.plain for token in tokens[: short.end])
    return ResolvedSentence((*full.tokens, *tokens[short.end :]), places, full.tokens, replaced)


def _strip_turn(text: str, turn: Turn) -> str:
    """Return what somebody says without disfluencies, behind the label that it has."""
    return text[: turn.label_length] + strip_disfluencies(text[turn.label_length :])


def words_without_marks(tokens: Tokens) -> tuple[str, ...]:
    """Return the normalized words without marks, not stemmed."""
    return tuple(token.plain for token in tokens if token.kind is not Kind.MARK)


def _build_vocabulary(tokens: Tokens) -> Vocabulary:
    numbers = dict.fromkeys(token.key for token in tokens if token.kind is Kind.NUMBER)
    return Vocabulary(
        frozenset(token.key for token in tokens),
        tuple(filter(is_plain_number, numbers)),
        frozenset(token.plain[:_NAME_STEM] for token in tokens),
    )
