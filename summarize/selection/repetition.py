"""Repetition by meaning: whether a statement says again what printed sentences have said.

Two sentences that say the same share few neighbouring words: "Kim bought the pier", "The purchase
of the quay by Rosa Kim". Here content words are compared, synonyms as one, rare words counting
more, and with what a sentence says by "he" or by half a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, combinations

from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.clauses import has_main_verb, opens_adverbial
from summarize.nlp.english.stance_words import ATTRIBUTION
from summarize.nlp.normalize import has_tables, tokenize
from summarize.nlp.tokens import Kind, Token, Tokens
from summarize.results import CheckedClaim
from summarize.verification.paraphrase.synonyms import find_synonym_groups

# A statement with more of its content in one printed sentence, in two of them together, or with
# more of its main clause in one, says nothing new. New figures need more of it.
_BY_ONE, _BY_TWO, _MAIN_CLAUSE, _NEW_FIGURE = 0.46, 0.56, 0.75, 0.2
# A main clause of fewer content words may be like any other.
_LEAST_WORDS = 4

Words = frozenset[str]


class SaidBefore:
    """What has been said: the content words of each statement, and the groups of their synonyms."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self._annotated = annotated
        self._statements: list[Words] = []

    def add(self, statement: CheckedClaim, number: int) -> None:
        """Add a statement that renders the sentence with this number."""
        tokens = tokenize(statement.text, self._annotated.language)
        named = (known.tokens for known, _ in self._annotated.identify_people(tokens))
        meant = (reading.name for reading in self._annotated.resolve(number))
        names = chain.from_iterable((*named, *meant))
        every = (self._find_forms(token) for token in (*tokens, *names) if token.is_content)
        self._statements.append(frozenset[str]().union(*every))

    def says(self, text: str) -> bool:
        """Whether the statements say this, one of them or two together.

        `"The man bought the quay." -> True` behind "A man has purchased the old quay.".
        """
        tokens = tokenize(text, self._annotated.language)
        content = [t for t in tokens if t.is_content and t.plain not in ATTRIBUTION]
        if not content:
            return True
        known = frozenset[str]().union(*self._statements)
        new = any(t.kind is Kind.NUMBER and t.key not in known for t in content)
        more = _NEW_FIGURE if new else 0.0
        if self._measure(content, self._statements) >= _BY_ONE + more:
            return True
        pairs = (one | other for one, other in combinations(self._statements, 2))
        if self._measure(content, pairs) >= _BY_TWO + more:
            return True
        main = [t for t in self._find_main_clause(tokens) if t in content]
        enough = len(main) >= _LEAST_WORDS
        return enough and self._measure(main, self._statements) >= _MAIN_CLAUSE + more

    def _measure(self, content: Sequence[Token], said: Iterable[Words]) -> float:
        """Return the largest share of the content that one of these has, by the words' weights."""
        forms = {token.key: self._find_forms(token) for token in content}
        weights = {key: self._annotated.weight(key) for key in forms}
        total = sum(weights.values())
        found = (
            sum(weights[key] for key, own in forms.items() if not own.isdisjoint(words))
            for words in said
        )
        return max(found, default=0.0) / total if total else 0.0

    def _find_forms(self, token: Token) -> Words:
        """Return what a word may be known by: its key, and the groups of its synonyms."""
        if token.kind is not Kind.WORD or not has_tables(self._annotated.language):
            return frozenset({token.key})
        groups = find_synonym_groups(token)
        return frozenset({token.key, *(f"synonyms {group}" for group in groups)})

    def _find_main_clause(self, tokens: Tokens) -> Tokens:
        """Return the words up to the first comma if they are a clause, else ()."""
        end = next((place for place, token in enumerate(tokens) if token.plain == ","), 0)
        clause = tokens[:end]
        known = clause and has_tables(self._annotated.language)
        return clause if known and has_main_verb(clause) and not opens_adverbial(clause) else ()
