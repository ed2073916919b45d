"""Query-focused summarization: which sentences are relevant to the user's query, if any.

`"Who pays for the bridge?"` has the content words "pay" and "bridge". A sentence is relevant that
has both, or has one next to a sentence with the other; other names for the same count, too.
If hardly any of them occurs, the query is not covered. That is said of its words alone: what
they mean may stand there in other words.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from functools import cached_property
from itertools import combinations

from summarize.document import count_words
from summarize.nlp.annotated_document import AnnotatedDocument
from summarize.nlp.language import find_other_language
from summarize.nlp.names.name_parts import find_name_spans
from summarize.nlp.normalize import has_tables, tokenize
from summarize.results import CheckedClaim
from summarize.rewriting.self_contained import SELF_CONTAINED_FROM, score_alone
from summarize.rewriting.translation.locales import english_name
from summarize.selection.query_terms import Query, Term

RELEVANT_FROM = 0.5
"""A sentence of at least this relevance is about the query."""

COVERED_FROM, QUESTION_COVERED_FROM = 0.6, 0.4
"""This share of the content words, by weight, must occur near each other for a covered query.

A question needs less: its verb is seldom the article's.
"""

# The shares of a term in a sentence of the same paragraph, by distance, and in a heading above.
_NEIGHBOUR_SHARES, _HEADING_SHARE = (0.5, 0.35, 0.25), 0.6
# A sentence with a smaller share of its own has at most this relevance from its neighbours.
_MIN_OWN_SHARE, _MAX_BORROWED = 0.3, 0.4
# The power mean punishes a missing word: "the costs of the bridge" are not those of the library.
_MEAN_POWER = 0.5
_STEPS = [(sign * step, part) for step, part in enumerate(_NEIGHBOUR_SHARES, 1) for sign in (-1, 1)]
_MIN_CONTENT_WORDS = 3  # with fewer, a sentence ("Mm-hmm.") is no context
_SPELLING_CUTOFF = 0.75  # similarity to a misspelt name, by difflib
# The least weight of a sentence that is only context.
_MIN_WEIGHT = 0.3


class Focus:
    """A query, and the relevance of the sentences of one document to it; "" is no query. Pure."""

    def __init__(self, text: str, annotated: AnnotatedDocument) -> None:
        self.text = text
        self._annotated = annotated
        self._prose = frozenset(annotated.numbers)
        self._groups = Query(text, annotated).groups
        self._unmet_groups: list[Sequence[Term]] = []
        self._scores = self._score_sentences()

    @property
    def is_covered(self) -> bool:
        """Whether the document has enough of its words, near each other."""
        return bool(self._scores)

    def relevance(self, number: int) -> float:
        """Return the relevance of the sentence with this number: 0 to 1, the best one has 1."""
        return self._scores.get(number, 0.0)

    def weight(self, number: int) -> float:
        """Return the factor for a sentence's salience: above 0, at most 1."""
        return max(_MIN_WEIGHT, self.relevance(number)) if self.is_covered else 1.0

    @cached_property
    def relevant(self) -> frozenset[int]:
        """The numbers of the sentences about the query; empty if it is not covered."""
        return frozenset(n for n, score in self._scores.items() if score >= RELEVANT_FROM)

    @cached_property
    def context(self) -> frozenset[int]:
        """The sentences needed to understand these: those before one with "he" or "but"."""
        document = self._annotated.document
        found = set()
        for number in self.relevant:
            before = number - 1
            other = before not in self.relevant and before in self._prose
            if not other:
                continue
            text, tokens = self._annotated.sentence_text(number), self._annotated.tokens(number)
            quoted = number in self._annotated.quoted
            style = self._annotated.style
            if score_alone(text, tokens, quoted=quoted, style=style) >= SELF_CONTAINED_FROM:
                continue
            telling = len(self._annotated.keys(before)) >= _MIN_CONTENT_WORDS
            paragraphs = {document.sentence(one).paragraph for one in (before, number)}
            if telling and len(paragraphs) == 1:
                found.add(before)
        return frozenset(found)

    @property
    def excluded(self) -> frozenset[int]:
        """The sentences that a summary of this query leaves out; none if it is not covered."""
        return self._prose - self.relevant - self.context if self.is_covered else frozenset()

    def drop_stray_context(self, chosen: Sequence[CheckedClaim]) -> tuple[CheckedClaim, ...]:
        """Drop context whose following sentence was not chosen."""
        printed = {number for one in chosen for number in one.sentence_numbers}
        return tuple(
            one
            for one in chosen
            if any(
                e.sentence_number not in self.context or e.sentence_number + 1 in printed
                for e in one.evidence
            )
        )

    @cached_property
    def relevant_words(self) -> int:
        """How many words the relevant sentences have."""
        return sum(count_words(self._annotated.sentence_text(n)) for n in self.relevant)

    def format_instruction(self) -> str:
        """Return the addition to a prompt: `" Focus on costs."`, `" Answer this: Who pays?"`."""
        if not self.is_covered:
            return ""
        asked = self.text.endswith("?")
        return f" Answer this: {self.text}" if asked else f" Focus on {self.text.rstrip('.')}."

    def format_note(self, target: int) -> str:
        """Return a remark if words are not found, or in less than `target` words; else "".

        It tells of words alone: the article may say the same in others.
        """
        if not self.text:
            return ""
        notes = self._explain_unmet()
        if not self.is_covered:
            notes.append("This is a summary of the whole article.")
            notes += [self._suggest_names() or self._name_language()]
        elif self.relevant_words < target:
            if notes:
                notes += [self._suggest_names()]
            notes.append(
                f"The sentences found for “{self.text}” have {self.relevant_words} words in all."
            )
        return " ".join(filter(None, notes))

    def _explain_unmet(self) -> list[str]:
        """Say which words of the query no sentence has, or none has together."""
        if not self._groups:
            return [f"“{self.text}” has no word to look for."]
        missing, headed, apart = list[Term](), list[Term](), list[Sequence[Term]]()
        # a question's verb is seldom the article's
        asked = self._unmet_groups if self.text.endswith("?") else self._groups
        for terms in asked:
            absent = [one for one in terms if not one.sentences]
            titles = [one for one in absent if self._stands_in_heading(one)]
            headed += titles if terms in self._unmet_groups else []
            missing += [one for one in absent if one not in titles]
            apart += [terms] if terms in self._unmet_groups and not absent else []
        notes = []
        if missing:
            notes.append(f"No sentence has the {_quote_terms(missing, 'or')}.")
        if headed:
            notes.append(f"No sentence but a heading has the {_quote_terms(headed, 'or')}.")
        return notes + [f"No passage has the {_quote_terms(one, 'and')} together." for one in apart]

    def _stands_in_heading(self, term: Term) -> bool:
        """Whether the title or a heading has a term."""
        document = self._annotated.document
        headings = {document.title or "", *(one for part in document.sections for one in part.path)}
        keys = [{token.key for token in tokenize(one, document.language)} for one in headings]
        return any(form <= own for form, _ in term.forms for own in keys)

    def _name_language(self) -> str:
        """Say in which language the article is, if the query may be in another; else ""."""
        document, found = self._annotated.document, (t for terms in self._groups for t in terms)
        language = document.language
        if language is None or any(term.sentences for term in found):
            return ""
        if has_tables(language) and not find_other_language(self.text, document.text, language):
            return ""
        return f"Ask in the article's language, {english_name(language) or language}."

    def _score_sentences(self) -> dict[int, float]:
        """Return the relevance of every relevant sentence; empty if the query is not covered."""
        best: dict[int, float] = {}
        for terms in self._groups:
            scores, met = self._score_group(terms)
            if met < (QUESTION_COVERED_FROM if self.text.endswith("?") else COVERED_FROM):
                self._unmet_groups.append(terms)
                continue
            for number, score in scores.items():
                best[number] = max(best.get(number, 0.0), score)
        return best

    def _score_group(self, terms: Sequence[Term]) -> tuple[dict[int, float], float]:
        """Return the scores for one group of terms, 1 at best, and the best share found at once."""
        total = sum(term.weight for term in terms)
        spread = [self._spread_term(term) for term in terms]
        numbers = {number for one in spread for number in one}
        raw, met = {}, 0.0
        for number in numbers:
            shares = [one.get(number, 0.0) for one in spread]
            pairs = [(term.weight, share) for term, share in zip(terms, shares, strict=True)]
            met = max(met, sum(weight for weight, share in pairs if share) / total)
            mean = sum(weight * share**_MEAN_POWER for weight, share in pairs) / total
            raw[number] = mean ** (1 / _MEAN_POWER)
        topics = [term for term in terms if term.topic]
        if topics and not any(term.sentences for term in topics):
            met = 0.0
        # the weight of the terms that a sentence itself has
        weights = {n: sum(t.weight * t.sentences.get(n, 0.0) for t in terms) for n in numbers}
        own = {number for number in numbers if weights[number] >= _MIN_OWN_SHARE * total}
        top = max((raw[number] for number in own), default=0.0) or 1.0
        headed = self._find_below_heading(terms)
        return {
            number: min(1.0 if number in own | headed else _MAX_BORROWED, score / top)
            for number, score in raw.items()
        }, met

    def _spread_term(self, term: Term) -> dict[int, float]:
        """Return the share of a term in its sentences, next to them, and below its heading."""
        document = self._annotated.document
        spread: dict[int, float] = {}
        for number, share in term.sentences.items():
            own = document.sentence(number).paragraph
            for step, part in _STEPS:
                other = number + step
                if other in self._prose and document.sentence(other).paragraph == own:
                    spread[other] = max(spread.get(other, 0.0), share * part)
        for number in self._find_below_heading([term]):
            spread[number] = max(spread.get(number, 0.0), _HEADING_SHARE)
        return spread | {n: max(share, spread.get(n, 0.0)) for n, share in term.sentences.items()}

    def _find_below_heading(self, terms: Sequence[Term]) -> frozenset[int]:
        """Return the sentences in sections whose heading has all of the terms."""
        return frozenset(
            number
            for keys, numbers in self._sections
            if all(any(form <= keys for form, _ in term.forms) for term in terms)
            for number in numbers
        )

    @cached_property
    def _sections(self) -> list[tuple[frozenset[str], list[int]]]:
        """The keys of the headings above, the title left out, and the sentences below."""
        document = self._annotated.document
        below: dict[tuple[str, ...], list[int]] = {}
        for number in sorted(self._prose):
            path = document.headings_at(document.sentence(number).span.start)
            below.setdefault(tuple(one for one in path if one != document.title), []).append(number)
        return [
            (frozenset(t.key for one in path for t in tokenize(one, document.language)), numbers)
            for path, numbers in below.items()
            if path
        ]

    def _suggest_names(self) -> str:
        """Name the article's names that are spelt like a missing one; "" if there are none."""
        names = self._collect_names()
        asked = [term.text for terms in self._unmet_groups for term in terms if not term.sentences]
        near = [
            names[found]
            for one in asked
            for found in get_close_matches(one.casefold(), names, n=2, cutoff=_SPELLING_CUTOFF)
        ]
        suggestion = " and ".join(f"“{name}”" for name in dict.fromkeys(near))
        return f"The article names {suggestion}." if suggestion else ""

    def _collect_names(self) -> dict[str, str]:
        """Return the names of the article, whole and word by word, as printed."""
        found: dict[str, str] = {}
        for number in sorted(self._prose):
            tokens = self._annotated.tokens(number)
            for start, end in find_name_spans(tokens):
                run = [token.surface.removesuffix("'s") for token in tokens[start:end]]
                for first, last in combinations(range(len(run) + 1), 2):  # without titles, too
                    name = " ".join(run[first:last])
                    found.setdefault(name.casefold(), name)
        return found


def _quote_terms(terms: Sequence[Term], conjunction: str) -> str:
    """Return terms as a phrase: `"word “fares”"`, `"words “fares”, “tolls” or “taxes”"`."""
    quoted = [f"“{text}”" for text in dict.fromkeys(term.text for term in terms)]
    listed = f" {conjunction} ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))
    return f"{'words' if len(listed.split()) > 1 else 'word'} {listed}"
