"""Query parsing: the terms of a query with the word forms that a document may use. Pure.

`"What does Dr Kim say about the costs?"` has a name, which the document may write "Jo Kim", and
"cost"; question words are left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.english.function_words import TOPIC_PREPOSITIONS
from summarize.nlp.english.stance_words import QUERY_STOP_WORDS
from summarize.nlp.names.aliases import may_be_one_person
from summarize.nlp.names.name_parts import COUNTRY_SYNONYMS, find_first_names, find_name_spans
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.tokens import Kind, Token
from summarize.rewriting.translation.locales import english_name

_NAME_WEIGHT = 1.5  # a name is more specific than another word of the same frequency
# Words for the article itself and what it "says" in other languages.
_ARTICLE_WORDS = frozenset(
    """artikel text sagt steht dit texte artículo texto dice articolo testo artigo diz tekst zegt
    artikeln artikkel siger säger статья говорит""".split()
)
# Related words that no stemmer joins: "library", "librarian"; "Brücke", "Brückenbau". Too many
# words begin like a shorter one.
_FORM_SHARE, _FORM_LETTERS = 0.7, 5
_OR = re.compile(r"\s*(?:[,;/]|\bor\b)\s*", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
# In so many sentences after one with a name, "he" or "she" may mean its bearer.
_PRONOUN_REACH = 6

Form = tuple[frozenset[str], float]


@dataclass(frozen=True, slots=True)
class Term:
    """One word or name of a query.

    `weight` is its inverse document frequency, above 0. `forms` are the sets of keys that
    express it, `sentences` the numbers of the sentences with one of them, both with a share, 0
    to 1. A `topic` follows "about": without it, the other terms don't matter.
    """

    text: str
    weight: float
    forms: tuple[Form, ...]
    sentences: Mapping[int, float]
    topic: bool = False


class Query:
    """The terms of a query, in groups of alternatives: any may be found without the others."""

    def __init__(self, text: str, annotated: AnnotatedDocument) -> None:
        self._annotated = annotated
        self._language = annotated.language
        alternatives = [part for part in _OR.split(text) if part]
        split = (side for part in alternatives for side in self._split_conjunction(part))
        parts = [tokenize(part, self._language) for part in split]
        self._aliases = annotated.aliases_for([token for part in parts for token in part])
        self.groups = [terms for part in parts if (terms := list(self._build_terms(part)))]

    def _split_conjunction(self, part: str) -> list[str]:
        """Split at an "and" between two words or names: "Anna Ek and Bo Lind"."""
        sides = _AND.split(part)
        spans = (self._find_content_spans(tokenize(side, self._language)) for side in sides)
        return sides if [len(list(one)) for one in spans] == [1, 1] else [part]

    def _find_content_spans(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
        """Yield the spans of content words and names, question words left out."""
        english = has_tables(self._language)
        names = dict(find_name_spans(tokens))
        place = 0
        while place < len(tokens):
            end = names.get(place, place + 1)
            token = tokens[place]
            is_query_word = english and end == place + 1 and token.plain in QUERY_STOP_WORDS
            if token.is_content and not is_query_word:
                yield place, end
            place = end

    def _build_terms(self, tokens: Sequence[Token]) -> Iterator[Term]:
        english = has_tables(self._language)
        canonical = self._aliases.canonicalize(tokens) if english else tokens
        spans = list(self._find_content_spans(canonical))
        if not spans and tokens:  # nothing but "the article": then that is what is asked for
            spans = [(at, at + 1) for at, token in enumerate(canonical) if token.is_content]
        stop = frozenset() if english else _load_stopwords(self._language) | _ARTICLE_WORDS
        content = [(start, end) for start, end in spans if canonical[start].plain not in stop]
        topics = (at for at, token in enumerate(canonical) if token.plain in TOPIC_PREPOSITIONS)
        about = max(topics, default=None)
        for start, end in content or spans:
            topic = about is not None and start > about and english
            yield self._build_term(canonical[start:end], topic=topic)

    def _build_term(self, part: Sequence[Token], *, topic: bool) -> Term:
        name = part[0].kind is Kind.NAME
        forms = tuple(self._name_forms(part) if name else self._word_forms(part[0]))
        places = dict(self._find_sentences(forms))
        if name:
            places |= self._find_pronoun_sentences(forms, places)
        # the inverse document frequency, 1 or more
        sentences = len(self._annotated.document.sentences)
        weight = math.log((1 + sentences) / (1 + len(places))) + 1
        text = " ".join(token.surface for token in part).removesuffix("'s")
        return Term(text, weight * (_NAME_WEIGHT if name else 1.0), forms, places, topic)

    def _word_forms(self, token: Token) -> Iterator[Form]:
        yield frozenset([token.key]), 1.0
        if len(token.key) >= _FORM_LETTERS and token.kind is Kind.WORD:
            for key in self._annotated.vocabulary.keys:
                if key != token.key and key.startswith(token.key):
                    yield frozenset([key]), _FORM_SHARE

    def _name_forms(self, part: Sequence[Token]) -> Iterator[Form]:
        """Yield a name and its other forms in the article: "John Kim", "Kim"; "WHO"; "Germany"."""
        keys = tuple(token.key for token in part)
        yield frozenset(keys), 1.0
        for short in self._short_names(keys, find_first_names(part)):
            yield frozenset(short), 1.0
        for letters, words in self._aliases.acronyms.items():
            if words == keys:
                yield frozenset([letters]), 1.0
            if keys == (letters,):
                yield frozenset(words), 1.0
        for other in COUNTRY_SYNONYMS.get(tuple(token.plain for token in part), ()):
            yield frozenset(tokenize(word)[0].key for word in other), 1.0

    def _short_names(self, keys: tuple[str, ...], given: tuple[str, ...]) -> Iterator[list[str]]:
        """Yield the shorter names of a person: the last name, and the first if it occurs alone."""
        last, first = keys[-1], self._aliases.surnames
        known = self._aliases.families.get(last, {})
        same = any(not one or set(one) & set(given) for one in known) or not known
        if len(keys) > 1 and same and may_be_one_person(known):
            yield [last]
        yield from ([one] for one, of in first.items() if of == last and given in ((), (one,)))
        if len(keys) == 1 and last in first:
            yield [first[last]]

    def _find_sentences(self, forms: Sequence[Form]) -> Iterator[tuple[int, float]]:
        """Yield the sentences that have one of the forms, with its share; the best one last."""
        index = self._annotated
        for keys, share in sorted(forms, key=lambda form: form[1]):
            first, *others = sorted(keys, key=lambda key: len(index.find_by_key(key)))
            for number in index.find_by_key(first):
                if all(key in index.keys(number) for key in others):
                    yield number, share

    def _find_pronoun_sentences(
        self, forms: Sequence[Form], places: Mapping[int, float]
    ) -> dict[int, float]:
        """Return the sentences whose "he" or "she" certainly is the bearer of a name."""
        last = len(self._annotated.document.sentences)
        near = {at + step for at in places for step in range(1, _PRONOUN_REACH + 1)}
        found: dict[int, float] = {}
        for number in {one for one in near if one <= last} - set(places):
            for reading in self._annotated.resolve(number):
                keys = {token.key for token in reading.tokens}
                found.update((number, share) for form, share in forms if form <= keys)
        return found


def _load_stopwords(language: str | None) -> frozenset[str]:
    """Return the most frequent words of a language; none for a language without a list."""
    import justext

    name = (english_name(language or "") or "").replace(" ", "_")
    known = name in justext.get_stoplists()
    return frozenset(justext.get_stoplist(name)) if known else frozenset()
